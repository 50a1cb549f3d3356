//! Markup of semantic blocks and their parts.

use roxmltree::Node;

use super::block::{Block, Inline, Meta, Part, PartContent, Semantic};
use super::parser::{Parser, attribute};
use super::vocabulary::{Element, Holds, PartKind, SemanticKind, Times};

impl Parser<'_> {
    /// A semantic block with its parts.
    pub fn semantic(&mut self, node: Node<'_, '_>, kind: &SemanticKind) -> Semantic {
        self.attributes(node, &kind.element);
        let option = |name: &&str| Some(((*name).to_owned(), attribute(node, name)?));
        Semantic {
            kind: kind.element.name.to_owned(),
            label: attribute(node, "label"),
            number: None,
            options: kind.options.iter().filter_map(option).collect(),
            parts: self.parts(node, kind.parts),
        }
    }

    fn parts(&mut self, node: Node<'_, '_>, kinds: &[PartKind]) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for child in node.children() {
            let blank = child.text().unwrap_or_default().trim().is_empty();
            if child.is_text() && !blank {
                let message = format!("文字直接写在 <{}> 里，没有印出。", node.tag_name().name());
                self.fault(node, message, "文字要写在它的各个部分里。");
            }
            if !child.is_element() {
                continue;
            }
            let name = child.tag_name().name();
            let Some(kind) = kinds.iter().find(|kind| kind.name == name) else {
                self.unknown(child, &kinds.iter().map(|kind| kind.name).collect::<Vec<_>>());
                continue;
            };
            let optional: &'static [&'static str] = if kind.titled { &["title"] } else { &[] };
            self.attributes(child, &Element { name: kind.name, required: &[], optional });
            if kind.times != Times::Any && parts.iter().any(|part| part.name == name) {
                self.fault(child, format!("<{name}> 在这里只能写一次。"), "删去多余的一处。");
            }
            let content = match kind.holds {
                Holds::Word => PartContent::Inlines(vec![Inline::Status(self.words(child))]),
                Holds::Amount | Holds::Line => PartContent::Inlines(self.inlines(child)),
                Holds::Blocks | Holds::Picture => PartContent::Blocks(self.blocks(child)),
                Holds::Record(kinds) => PartContent::Record(self.parts(child, kinds)),
            };
            parts.push(Part { name: name.to_owned(), title: attribute(child, "title"), content });
        }
        for kind in kinds.iter().filter(|kind| kind.times == Times::One) {
            if !parts.iter().any(|part| part.name == kind.name) {
                let message = format!("<{}> 里缺少 <{}>。", node.tag_name().name(), kind.name);
                self.fault(node, message, &format!("补上 <{0}>…</{0}>。", kind.name));
            }
        }
        parts
    }
}

/// Puts what the meta data say into the cover and the masthead.
pub fn fill_head(block: &mut Block, meta: &Meta) {
    let Block::Semantic(semantic) = block else { return };
    if !matches!(semantic.kind.as_str(), "cover" | "masthead") {
        return;
    }
    let year = (meta.year != 0).then(|| meta.year.to_string());
    let lines = [
        ("draft", meta.draft.clone()),
        ("edition", Some(meta.edition.clone())),
        ("year", year),
        ("title", Some(meta.title.replace('\n', ""))),
        ("subtitle", meta.subtitle.clone()),
        ("issuer", Some(meta.issuer.replace('\n', " "))),
        ("date", Some(meta.date_text.clone())),
        ("notice", meta.notice.clone()),
    ];
    semantic.parts = lines
        .into_iter()
        .filter_map(|(name, text)| Some((name, text.filter(|text| !text.is_empty())?)))
        .map(|(name, text)| Part {
            name: name.to_owned(),
            title: None,
            content: PartContent::Inlines(vec![Inline::Text(text)]),
        })
        .collect();
}
