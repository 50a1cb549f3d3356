//! Markup to a document. Whatever is wrong with it is a fault at the template's line.

use std::borrow::Cow;

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;
use roxmltree::{Node, ParsingOptions};

use super::block::{Block, Division, DivisionKind, Document, DocumentKind, Figure, Meta, Picture, Semantic};
use super::fault::{Fault, TemplatePlace};
use super::markdown;
use super::parser::{AT, Parser, Surroundings, attribute, lacking, place_of};
use super::part::fill_head;
use super::vocabulary::{BLOCKS, ROOT, semantic};

/// Most nodes of a document; the shipped report has about twenty thousand.
const MOST: u32 = 4_000_000;

/// Deepest nesting of elements: everything that reads a tree, ours and others', goes down as deep as the tree does.
const DEEPEST: usize = 48;

/// Reads the markup. With faults there may still be a document, in which what is wrong is left out.
#[must_use]
pub fn parse(markup: &str, surroundings: &Surroundings<'_>) -> (Option<Document>, Vec<Fault>) {
    if let Some(fault) = beyond_limits(markup) {
        return (None, vec![fault]);
    }
    let markup = &*lines_kept(markup);
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST };
    let tree = match roxmltree::Document::parse_with_options(markup, options) {
        Ok(tree) => tree,
        Err(error) => return (None, vec![broken(markup, &error)]),
    };
    let mut parser = Parser::new(surroundings);
    let document = parser.document(tree.root_element());
    let mut faults = parser.faults;
    let document = document.map(|mut document| {
        faults.extend(document.settle());
        document
    });
    (document, faults)
}

/// The markup with the line feeds in attributes written so that XML does not make blanks of them.
fn lines_kept(markup: &str) -> Cow<'_, str> {
    let (mut quote, mut tag, mut from, mut at) = (None, false, 0, 0);
    let mut out = String::new();
    let bytes = markup.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        match (byte, quote) {
            (b'<', None) if bytes[at..].starts_with(b"<!--") => {
                at = markup[at..].find("-->").map_or(bytes.len(), |end| at + end);
            }
            (b'<', None) => tag = true,
            (b'>', None) => tag = false,
            (b'"' | b'\'', None) if tag => quote = Some(byte),
            (byte, Some(own)) if byte == own => quote = None,
            (b'\n', Some(_)) => {
                out.push_str(&markup[from..at]);
                out.push_str("&#10;");
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    if from == 0 { Cow::Borrowed(markup) } else { Cow::Owned(out + &markup[from..]) }
}

/// Most elements of a name, and what they are; setting the pages takes time and memory with them. A report of a thousand pages
/// has a third of it.
const MOST_OF: [(&str, usize, &str); 4] =
    [("h1", 2_000, "标题"), ("h2", 4_000, "标题"), ("p", 30_000, "段落"), ("row", 30_000, "表格的行")];

/// Most characters of a text between two tags, and of a row of letters that nothing breaks: departments' texts have a tenth of it.
const LONGEST: (usize, usize) = (100_000, 5_000);

/// The fault of markup that is more than pages can be set from: nested without end, as where a loop forgets an end tag, or
/// repeated without end.
fn beyond_limits(markup: &str) -> Option<Fault> {
    let mut reader = Reader::from_str(markup);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut depth = 0usize;
    let mut counts = [0usize; MOST_OF.len()];
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                if let Some(at) = MOST_OF.iter().position(|(name, ..)| tag.name().as_ref() == *name) {
                    counts[at] += 1;
                    let (_, most, what) = MOST_OF[at];
                    if most < counts[at] {
                        return Some(too_much(markup, reader.buffer_position(), &format!("{what}超过了 {most} 个")));
                    }
                }
            }
            Ok(Event::Text(text)) => {
                let text: &str = &text;
                let breaks = |c: char| c.is_whitespace() || '\u{2e80}' <= c;
                // A character has a byte at least: most texts need no count.
                if LONGEST.0 < text.len() && LONGEST.0 < text.chars().count() {
                    return Some(too_much(
                        markup,
                        reader.buffer_position(),
                        &format!("一段文字超过了 {} 字", LONGEST.0),
                    ));
                }
                if LONGEST.1 < text.len() && text.split(breaks).any(|row| LONGEST.1 < row.len()) {
                    let what = format!("一串连着的字母超过了 {} 个", LONGEST.1);
                    return Some(too_much(markup, reader.buffer_position(), &what));
                }
            }
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) => return None,
            Ok(_) => {}
            // Nobody knows how deep it goes after that.
            Err(_) => return Some(no_xml(markup, reader.buffer_position(), "不是完整的 XML")),
        }
        if DEEPEST < depth {
            return Some(no_xml(markup, reader.buffer_position(), &format!("元素套了{DEEPEST}层以上")));
        }
    }
}

/// The fault of markup that has more of something than any report, near an offset.
fn too_much(markup: &str, offset: u64, what: &str) -> Fault {
    let offset = usize::try_from(offset).unwrap_or(markup.len()).min(markup.len());
    Fault {
        place: place_before(markup, offset),
        message: format!("模板写出的{what}，排不成报告。"),
        help: "多半是循环的次数写多了，或者一段文字被重复了很多遍：检查这一处的循环。".to_owned(),
    }
}

/// The fault of markup that is no XML, near an offset.
fn no_xml(markup: &str, offset: u64, what: &str) -> Fault {
    let offset = usize::try_from(offset).unwrap_or(markup.len()).min(markup.len());
    Fault {
        place: place_before(markup, offset),
        message: format!("模板写出的标记有错误：{what}（在这个元素里或紧接其后）。"),
        help: "每个 <元素> 都要有 </元素>，先开的后关，循环里的尤其要查；文字里的 < 和 & 写成 &lt; 和 &amp;。"
            .to_owned(),
    }
}

/// Where the element before an offset of the markup is written.
fn place_before(markup: &str, offset: usize) -> Option<TemplatePlace> {
    let mark = format!("{AT}=\"");
    let before = &markup[..markup.floor_char_boundary(offset)];
    let at = before.rfind(&mark)?;
    markup[at + mark.len()..].split('"').next().and_then(place_of)
}

/// Markup that is no XML.
fn broken(markup: &str, error: &roxmltree::Error) -> Fault {
    let position = error.pos();
    let line = usize::try_from(position.row).unwrap_or(1).saturating_sub(1);
    let start: usize = markup.split_inclusive('\n').take(line).map(str::len).sum();
    let column = usize::try_from(position.col).unwrap_or(1).saturating_sub(1);
    let offset = markup[start..].char_indices().nth(column).map_or(markup.len(), |(at, _)| start + at);
    let what = match error {
        roxmltree::Error::UnexpectedCloseTag(expected, found, _) => {
            format!("这里应以 </{expected}> 结束，却写着 </{found}>")
        }
        roxmltree::Error::UnclosedRootNode => "有元素没有结束".to_owned(),
        roxmltree::Error::DuplicatedAttribute(name, _) => format!("属性「{name}」写了两次"),
        roxmltree::Error::UnknownEntityReference(name, _) => format!("没有名为「&{name};」的字符"),
        roxmltree::Error::NoRootNode => "没有内容".to_owned(),
        roxmltree::Error::NodesLimitReached => "内容太多".to_owned(),
        _ => "不是完整的 XML".to_owned(),
    };
    no_xml(markup, u64::try_from(offset).unwrap_or(u64::MAX), &what)
}

impl Parser<'_> {
    fn document(&mut self, root: Node<'_, '_>) -> Option<Document> {
        if root.tag_name().name() != ROOT.name {
            self.fault(root, "最外层的元素应为 <document>。".to_owned(), "把全部内容放进 <document form=\"book\">。");
            return None;
        }
        self.attributes(root, &ROOT);
        let form = match root.attribute("form") {
            Some("sheet") => DocumentKind::Sheet,
            Some("poster") => DocumentKind::Poster,
            Some("book") => DocumentKind::Book,
            _ => {
                self.fault(
                    root,
                    "form 应为 book、sheet 或 poster。".to_owned(),
                    "整本写 book，几页的写 sheet，一张长图写 poster。",
                );
                DocumentKind::Book
            }
        };
        let keywords = root.attribute("keywords").unwrap_or_default();
        let meta = Meta {
            notice: attribute(root, "notice").filter(|notice| !notice.is_empty()),
            keywords: keywords.split('；').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect(),
            ..self.surroundings.meta.clone()
        };
        let blocks = self.blocks(root);
        let mut document = Document { form, meta, blocks, targets: BTreeMap::new() };
        for block in &mut document.blocks {
            fill_head(block, &document.meta);
        }
        Some(document)
    }

    /// The blocks inside a node.
    pub fn blocks(&mut self, node: Node<'_, '_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for child in node.children() {
            if child.is_element() {
                self.block(child, &mut blocks);
            } else if child.is_text() && !child.text().unwrap_or_default().trim().is_empty() {
                let text: String = child.text().unwrap_or_default().trim().chars().take(20).collect();
                let message = format!("文字「{text}」直接写在 <{}> 里，没有印出。", node.tag_name().name());
                self.fault(node, message, "文字要写在 <p>、<h2>、<cell> 等元素里。");
            }
        }
        blocks
    }

    fn block(&mut self, node: Node<'_, '_>, blocks: &mut Vec<Block>) {
        let name = node.tag_name().name();
        if let Some(kind) = semantic(name) {
            let block = self.semantic(node, kind);
            blocks.push(Block::Semantic(block));
            return;
        }
        let Some(element) = BLOCKS.iter().find(|element| element.name == name) else {
            self.unknown(node, &BLOCKS.iter().map(|element| element.name).collect::<Vec<_>>());
            return;
        };
        self.attributes(node, element);
        let title = || attribute(node, "title").unwrap_or_default();
        let label = attribute(node, "label");
        blocks.push(match name {
            "cover" | "masthead" => Block::Semantic(Semantic { kind: name.to_owned(), ..Semantic::default() }),
            "front" | "chapter" | "appendix" => Block::Division(Division {
                kind: match name {
                    "front" => DivisionKind::Front,
                    "chapter" => DivisionKind::Chapter,
                    _ => DivisionKind::Appendix,
                },
                label,
                number: None,
                title: title(),
                lead: attribute(node, "lead").filter(|lead| !lead.is_empty()),
                blocks: self.blocks(node),
            }),
            "contents" => Block::Contents(title()),
            "figures" => Block::Figures(title()),
            "body" => Block::Body(self.blocks(node)),
            "h1" | "h2" | "h3" | "h4" => Block::Heading {
                level: name.as_bytes().get(1).map_or(2, |digit| digit - b'0'),
                number: None,
                label,
                text: self.inlines(node),
            },
            "p" => Block::Paragraph(self.inlines(node)),
            "ul" | "ol" => self.list(node),
            "table" => Block::Table(self.table(node, label)),
            "figure" => match self.chart(node) {
                Some(chart) => Block::Figure(Figure {
                    label: format!("fig-{}", chart.name),
                    number: String::new(),
                    chart,
                    float: node.attribute("float") != Some("no"),
                }),
                None => return,
            },
            "picture" => Block::Picture(Picture {
                path: attribute(node, "src").unwrap_or_default(),
                alt: attribute(node, "alt").unwrap_or_default(),
                caption: attribute(node, "caption").unwrap_or_default(),
                label,
                number: None,
            }),
            "todo" => Block::Todo(lacking(self.inlines(node))),
            "wide" => Block::Wide(self.blocks(node)),
            "clear" => Block::Clear,
            "run-in" => Block::RunIn { title: title(), blocks: self.blocks(node), needs: attribute(node, "needs") },
            _ => {
                let text = self.words(node);
                blocks.extend(markdown::blocks(&text, self.surroundings.picture));
                return;
            }
        });
    }
}
