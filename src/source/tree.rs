//! The values of a YAML text without their places.

use serde::{Deserialize, Serialize};

use super::{Node, Value, clean};

/// Values without their places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tree {
    /// Nothing.
    Nothing,
    /// A text.
    Text(String),
    /// A sequence.
    List(Vec<Self>),
    /// A mapping, in the order in which new keys are written.
    Map(Vec<(String, Self)>),
}

impl Tree {
    /// The values of a node. What ends a text without being seen does not count; of a key that is there twice, the first counts.
    #[must_use]
    pub fn of(node: &Node) -> Self {
        match &node.value {
            Value::Null => Self::Nothing,
            Value::Scalar(text) => Self::text(text),
            Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Map(pairs) => {
                let mut own: Vec<(String, Self)> = Vec::new();
                for pair in pairs {
                    if own.iter().all(|(key, _)| *key != pair.key.value) {
                        own.push((pair.key.value.clone(), Self::of(&pair.value)));
                    }
                }
                Self::Map(own)
            }
        }
    }

    /// A text; an empty one is nothing.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let text = text.replace("\r\n", "\n");
        let lines: Vec<&str> = text.trim_end().split('\n').map(str::trim_end).collect();
        let text = lines.join("\n");
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.iter().all(Self::is_nothing),
            Self::Map(pairs) => pairs.iter().all(|(_, own)| own.is_nothing()),
        }
    }

    /// What stands under a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Map(pairs) = self else { return None };
        pairs.iter().find(|(own, _)| own == key).map(|(_, value)| value)
    }

    /// What stands under a key, made if it is not there; what is no mapping becomes one.
    pub fn under(&mut self, key: &str) -> &mut Self {
        if !matches!(self, Self::Map(_)) {
            *self = Self::Map(Vec::new());
        }
        let Self::Map(pairs) = self else { unreachable!("it was made one") };
        if let Some(at) = pairs.iter().position(|(own, _)| own == key) {
            return &mut pairs[at].1;
        }
        pairs.push((key.to_owned(), Self::Nothing));
        let last = pairs.len() - 1;
        &mut pairs[last].1
    }

    /// The same, if what says nothing is left out.
    fn bare(&self) -> Self {
        match self {
            Self::Map(pairs) => {
                let own = pairs.iter().map(|(key, own)| (key.clone(), own.bare()));
                let mut own: Vec<_> = own.filter(|(_, own)| *own != Self::Nothing).collect();
                own.sort_by(|(one, _), (other, _)| one.cmp(other));
                if own.is_empty() { Self::Nothing } else { Self::Map(own) }
            }
            Self::List(items) => {
                let own: Vec<_> = items.iter().map(Self::bare).filter(|own| *own != Self::Nothing).collect();
                if own.is_empty() { Self::Nothing } else { Self::List(own) }
            }
            // Of what is read as something else, what it is read as counts.
            Self::Text(text) => Self::text(&clean(text)),
            Self::Nothing => Self::Nothing,
        }
    }

    /// Whether another one says the same.
    #[must_use]
    pub fn says(&self, other: &Self) -> bool {
        self.bare() == other.bare()
    }

    /// Where another one says something else, for people; empty if that cannot be told.
    #[must_use]
    pub fn apart_from(&self, other: &Self) -> String {
        let (Self::Map(own), Self::Map(theirs)) = (self, other) else { return String::new() };
        let of = |tree: &Self, key: &str| tree.get(key).cloned().unwrap_or(Self::Nothing);
        let mut keys = own.iter().chain(theirs).map(|(key, _)| key);
        let Some(key) = keys.find(|key| !of(self, key).says(&of(other, key))) else { return String::new() };
        match of(self, key).apart_from(&of(other, key)).as_str() {
            "" => format!("在「{key}」。"),
            inner => format!("在「{key}」{}", inner.trim_start_matches('在')),
        }
    }

    /// What comes of two that were changed apart: what only one of them changed is as it has it. The keys that lead to what both
    /// changed otherwise go to `apart`, where it is as `own` has it; not those where the other is as `taken`, an earlier word of whose
    /// `own` is.
    #[must_use]
    pub fn merged(
        before: &Self,
        own: &Self,
        (other, taken): (&Self, Option<&Self>),
        path: &str,
        apart: &mut Vec<String>,
    ) -> Self {
        if own.says(before) {
            return other.clone();
        }
        if other.says(before) || own.says(other) {
            return own.clone();
        }
        if taken.is_some_and(|taken| other.says(taken)) {
            return own.clone();
        }
        let (Self::Map(theirs), Self::Map(mine)) = (other, own) else {
            apart.push(path.to_owned());
            return own.clone();
        };
        let keys = theirs.iter().map(|(key, _)| key).chain(mine.iter().map(|(key, _)| key));
        let mut merged: Vec<(String, Self)> = Vec::new();
        for key in keys {
            if merged.iter().all(|(known, _)| known != key) {
                let of = |tree: &Self| tree.get(key).cloned().unwrap_or(Self::Nothing);
                let path = format!("{path}/{key}");
                let taken = taken.map(of);
                let both = (&of(other), taken.as_ref());
                merged.push((
                    key.clone(),
                    Self::merged(&of(before), &of(own), both, path.trim_start_matches('/'), apart),
                ));
            }
        }
        Self::Map(merged)
    }

    /// The same with every key that another one has: those that are new hold nothing.
    #[must_use]
    pub fn with_keys_of(&self, other: &Self) -> Self {
        let Self::Map(theirs) = other else { return self.clone() };
        let mut own = match self {
            Self::Map(own) => own.clone(),
            Self::Nothing => Vec::new(),
            _ => return self.clone(),
        };
        for (key, theirs) in theirs {
            if let Some((_, own)) = own.iter_mut().find(|(own, _)| own == key) {
                *own = own.with_keys_of(theirs);
            } else {
                own.push((key.clone(), Self::Nothing.with_keys_of(theirs)));
            }
        }
        Self::Map(own)
    }
}
