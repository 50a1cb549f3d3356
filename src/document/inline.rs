//! Markup inside lines.

use roxmltree::Node;

use super::block::{FigureMark, Inline, Value};
use super::parser::{Parser, attribute, lacking, place};
use super::text::{LINE, squeeze};
use super::vocabulary::INLINES;

/// Addresses that a template may lead to.
const ADDRESSES: [&str; 3] = ["https://", "http://", "mailto:"];

impl Parser<'_> {
    /// The pieces of the line inside a node.
    pub fn inlines(&mut self, node: Node<'_, '_>) -> Vec<Inline> {
        lines_of(self, node)
    }
}

fn lines_of(parser: &mut Parser<'_>, node: Node<'_, '_>) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for child in node.children() {
        if child.is_text() {
            text(child.text().unwrap_or_default(), &mut inlines);
        } else if child.is_element()
            && let Some(inline) = inline(parser, child)
        {
            inlines.push(inline);
        }
    }
    inlines
}

/// Text with the line breaks of values.
fn text(text: &str, inlines: &mut Vec<Inline>) {
    for (at, line) in squeeze(text).split(LINE).enumerate() {
        if 0 < at {
            inlines.push(Inline::Break);
        }
        match inlines.last_mut() {
            _ if line.is_empty() => {}
            Some(Inline::Text(last)) => last.push_str(line),
            _ => inlines.push(Inline::Text(line.to_owned())),
        }
    }
}

fn inline(parser: &mut Parser<'_>, node: Node<'_, '_>) -> Option<Inline> {
    let name = node.tag_name().name();
    let Some(element) = INLINES.iter().find(|element| element.name == name) else {
        let known: Vec<&str> = INLINES.iter().map(|element| element.name).collect();
        let message = format!("<{name}> 不能写在一行文字里，里面的内容没有印出。");
        parser.fault(node, message, &format!("这里可以写：{}。", known.join("、")));
        return None;
    };
    parser.attributes(node, element);
    Some(match name {
        "b" => Inline::Strong(parser.inlines(node)),
        "em" => Inline::Emphasis(parser.inlines(node)),
        "en" => Inline::English(parser.inlines(node)),
        "br" => Inline::Break,
        "a" => return link(parser, node),
        "ref" => Inline::Reference {
            label: attribute(node, "to").unwrap_or_default(),
            optional: missing(parser, node, "nothing"),
            before: attribute(node, "before").unwrap_or_default(),
            after: attribute(node, "after").unwrap_or_default(),
            shown: String::new(),
            place: place(node),
        },
        "page" => Inline::Page {
            label: attribute(node, "to").unwrap_or_default(),
            before: attribute(node, "before").unwrap_or_default(),
            after: attribute(node, "after").unwrap_or_default(),
            place: place(node),
        },
        "value" => value(parser, node),
        "status" => Inline::Status(parser.words(node)),
        "symbol" => Inline::Symbol(parser.words(node)),
        "footnote" => Inline::Footnote(parser.inlines(node)),
        "todo" => Inline::Todo(lacking(parser.inlines(node))),
        _ => Inline::Spark(parser.chart(node)?),
    })
}

fn link(parser: &mut Parser<'_>, node: Node<'_, '_>) -> Option<Inline> {
    let inlines = parser.inlines(node);
    match (attribute(node, "to"), attribute(node, "href")) {
        (Some(label), None) => {
            let optional = missing(parser, node, "plain");
            Some(Inline::To { label, optional, inlines, place: place(node) })
        }
        (None, Some(url)) if ADDRESSES.iter().any(|scheme| url.starts_with(scheme)) => {
            Some(Inline::Link { url, inlines })
        }
        (None, Some(url)) => {
            parser.fault(
                node,
                format!("「{url}」不是网址，没有做成链接。"),
                "网址以 https://、http:// 或 mailto: 开头。",
            );
            None
        }
        _ => {
            parser.fault(
                node,
                "<a> 要有 to 或 href，且只有一个。".to_owned(),
                "指向本文档的写 to，指向网址的写 href。",
            );
            None
        }
    }
}

/// Whether what refers to nothing is to be left out, or plain.
fn missing(parser: &mut Parser<'_>, node: Node<'_, '_>, word: &str) -> bool {
    match node.attribute("missing") {
        None => false,
        Some(own) if own == word => true,
        Some(own) => {
            parser.fault(node, format!("missing 不能是「{own}」。"), &format!("写成 missing=\"{word}\"。"));
            false
        }
    }
}

fn value(parser: &mut Parser<'_>, node: Node<'_, '_>) -> Inline {
    let mark = node.attribute("mark").unwrap_or_default();
    let mark = FigureMark::NAMES.iter().find(|(name, _)| *name == mark).map(|(_, mark)| *mark);
    if mark.is_none() {
        parser.fault(node, "没有这种标记。".to_owned(), "mark 可以是 sample、estimate、public 或空着。");
    }
    Inline::Value(Value {
        of: parser.number(node, "of"),
        year: parser.number(node, "year"),
        mark: mark.unwrap_or_default(),
        unit: attribute(node, "unit"),
        text: parser.words(node),
    })
}
