//! Semantic blocks as calls of the theme's functions of the same name.

use super::literal::quoted;
use super::{Writer, argument, picture_arguments};
use crate::document::vocabulary::{Holds, PartKind, Times, semantic};
use crate::document::{Block, Inline, Part, PartContent, Picture, Semantic, said};

impl Writer<'_> {
    /// A call of the theme's function; of a block that the theme does not know, the generic blocks it is made of.
    pub(super) fn semantic(&mut self, block: &Semantic) {
        if matches!(block.kind.as_str(), "cover" | "masthead") {
            self.line(&format!("{}(meta)", block.kind));
            return;
        }
        let Some(kind) = semantic(&block.kind) else {
            self.blocks(&block.generic());
            return;
        };
        self.line(&format!("{}(", block.kind));
        let given = [("label", &block.label), ("number", &block.number)];
        for (name, value) in given.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?))) {
            self.line(&format!("  {},", argument(name, Some(value)).trim_start_matches(", ")));
        }
        for (name, value) in &block.options {
            self.line(&format!("  {name}: {},", quoted(value)));
        }
        for own in kind.parts {
            let code = self.named(own, &block.parts);
            if !code.is_empty() {
                self.line(&format!("  {code},"));
            }
        }
        self.line(")");
    }

    /// `name: value` of a part, `name: (…)` of one that may occur several times; nothing where there is none.
    fn named(&self, kind: &PartKind, parts: &[Part]) -> String {
        let mut own = parts.iter().filter(|part| part.name == kind.name).map(|part| self.part(kind, part));
        if kind.times == Times::Any {
            let items: String = own.map(|code| format!("    {code},\n")).collect();
            return if items.is_empty() { String::new() } else { format!("{}: (\n{items}  )", kind.name) };
        }
        own.next().map(|code| format!("{}: {code}", kind.name)).unwrap_or_default()
    }

    fn part(&self, kind: &PartKind, part: &Part) -> String {
        let body = match (&part.content, kind.holds) {
            (PartContent::Inlines(line), Holds::Word) => quoted(&said(line)),
            (PartContent::Inlines(line), Holds::Amount) => amount(line),
            (PartContent::Inlines(line), _) => self.expression(line),
            (PartContent::Blocks(blocks), Holds::Picture) => match blocks.as_slice() {
                [Block::Picture(picture)] => arguments(picture),
                other => self.flowing(other),
            },
            (PartContent::Blocks(blocks), _) => self.flowing(blocks),
            (PartContent::Record(parts), Holds::Record(kinds)) => {
                let fields = kinds.iter().map(|kind| self.named(kind, parts)).filter(|code| !code.is_empty());
                format!("({},)", fields.collect::<Vec<_>>().join(", "))
            }
            (PartContent::Record(parts), _) => {
                let blocks = Semantic { parts: parts.clone(), ..Semantic::default() }.generic();
                self.flowing(&blocks)
            }
        };
        if kind.titled {
            let title = part.title.as_deref().map_or_else(|| "none".to_owned(), quoted);
            let apart = matches!(&part.content, PartContent::Blocks(blocks) if super::begins_apart(blocks));
            format!("(title: {title}, body: {body}, apart: {apart})")
        } else {
            body
        }
    }
}

/// A figure as a dictionary of what it is made of; words in the place of one have no unit.
fn amount(line: &[Inline]) -> String {
    let value = line.iter().find_map(|inline| match inline {
        Inline::Value(value) => Some(value),
        _ => None,
    });
    match value {
        Some(value) => {
            let unit = value.unit.as_deref().filter(|unit| !unit.is_empty());
            let unit = unit.map_or_else(|| "none".to_owned(), quoted);
            format!("(value: {}, unit: {unit}, mark: {})", quoted(&value.text), quoted(value.mark.name()))
        }
        None => format!("(value: {}, unit: none, mark: \"\")", quoted(&said(line))),
    }
}

/// A picture as the arguments of the theme's function, so that the block around it decides how large it is.
fn arguments(picture: &Picture) -> String {
    format!("arguments({})", picture_arguments(picture))
}
