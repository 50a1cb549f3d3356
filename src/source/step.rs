//! The way from the top of a YAML text to one value of it.

use serde::{Deserialize, Serialize};

use super::{Node, Span, Tree, Value};

/// A step from a list or a mapping to what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Step {
    /// The item at this place of a list, from 0.
    Item(usize),
    /// The value of this key.
    Key(String),
}

impl Node {
    /// The steps to the value that covers a span or stands behind the key that does; else to the smallest one around its beginning.
    #[must_use]
    pub fn steps_to(&self, span: Span) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut node = self;
        let around = |own: Span| own.start <= span.start && span.start < own.end.max(own.start + 1);
        while node.span != span {
            let next = match &node.value {
                Value::Map(pairs) => pairs.iter().find_map(|pair| {
                    let key = around(pair.key.span);
                    (key || around(pair.value.span)).then(|| (Step::Key(pair.key.value.clone()), &pair.value, key))
                }),
                Value::List(items) => {
                    let at = items.iter().position(|item| around(item.span));
                    at.map(|at| (Step::Item(at), &items[at], false))
                }
                _ => None,
            };
            let Some((step, inner, key)) = next else { break };
            steps.push(step);
            node = inner;
            if key {
                break;
            }
        }
        steps
    }

    /// What these steps lead to.
    #[must_use]
    pub fn at(&self, steps: &[Step]) -> Option<&Self> {
        steps.iter().try_fold(self, |node, step| match (&node.value, step) {
            (Value::Map(pairs), Step::Key(key)) => {
                pairs.iter().find(|pair| pair.key.value == *key).map(|pair| &pair.value)
            }
            (Value::List(items), Step::Item(at)) => items.get(*at),
            _ => None,
        })
    }
}

impl Tree {
    /// What these steps lead to; a key that is not there yet is made.
    pub fn at(&mut self, steps: &[Step]) -> Option<&mut Self> {
        steps.iter().try_fold(self, |tree, step| match (tree, step) {
            (Self::List(items), Step::Item(at)) => items.get_mut(*at),
            (tree @ Self::Map(_), Step::Key(key)) => Some(tree.under(key)),
            _ => None,
        })
    }
}
