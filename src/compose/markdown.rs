//! Prose to Typst: paragraphs, lists, bold, links, tables and pictures; anything else prints as it was typed.

use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::literal::quoted;

/// Stands at the inner side of every `**`, so that `**做法。**某` is bold although `CommonMark` wants a space there.
const JOINT: char = '\u{e000}';

/// Deepest list that is nested; deeper ones continue flat.
const MAX_DEPTH: usize = 3;

/// Most figures of one paragraph, and most items of one list: Typst gives up on paragraphs and lists without end.
const MOST: usize = 120;

/// Where the pictures of a text are, and which of them may be shown.
pub type FindPicture<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The text as one Typst code expression that yields content.
#[must_use]
pub fn prose(text: &str, picture: FindPicture<'_>) -> String {
    let text = text.replace(JOINT, "").replace("**", &format!("{JOINT}**{JOINT}"));
    let mut writer = Writer {
        text: &text,
        out: String::from("{ "),
        blocks: Vec::new(),
        lists: 0,
        items: Vec::new(),
        figures: 0,
        bold: 0,
        picture,
    };
    let options = Options::ENABLE_TABLES;
    // How many elements are open inside one that was written whole already.
    let mut inside = 0usize;
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        match (&event, inside) {
            (Event::Start(_), 1..) => inside += 1,
            (Event::End(_), 1..) => inside -= 1,
            (_, 1..) => {}
            (_, 0) => inside = usize::from(writer.event(event, range)),
        }
    }
    writer.out.push_str(" }");
    writer.out
}

/// What is open, so that its end is written as its beginning was.
#[derive(PartialEq)]
enum Block {
    Paragraph,
    Item,
    Link,
}

struct Writer<'a> {
    text: &'a str,
    out: String,
    blocks: Vec<Block>,
    lists: usize,
    /// How each open list began, and how many items it has.
    items: Vec<(Option<u64>, usize)>,
    /// Figures of the paragraph so far.
    figures: usize,
    bold: usize,
    picture: FindPicture<'a>,
}

impl Writer<'_> {
    /// Writes an event; true if it began an element that was written whole, so that its inside is to be passed over.
    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> bool {
        match event {
            Event::Start(tag) => return self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.string(&text),
            Event::SoftBreak => self.soft_break(&range),
            Event::HardBreak => self.out.push_str("linebreak(); "),
            // Html, code, rules, footnotes, formulas: not ours, so as typed.
            _ => self.typed(&range),
        }
        false
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) -> bool {
        match tag {
            Tag::Paragraph => {
                self.figures = 0;
                self.blocks.push(Block::Paragraph);
            }
            Tag::List(first) if self.lists < MAX_DEPTH => {
                self.lists += 1;
                self.items.push((first, 0));
                self.list(first);
            }
            Tag::Item => {
                self.item();
                self.out.push_str("{ ");
                self.blocks.push(Block::Item);
            }
            // Bold within bold is bold; nesting it would only nest the code, without bound.
            Tag::Strong => {
                self.bold += 1;
                if self.bold == 1 {
                    self.out.push_str("strong({ ");
                }
            }
            Tag::Emphasis => {
                self.string(self.text.get(range.start..range.start + 1).unwrap_or_default().to_owned().as_str());
            }
            Tag::Link { dest_url, .. } if web(&dest_url) => {
                let _ = write!(self.out, "link({}, {{ ", quoted(&dest_url));
                self.blocks.push(Block::Link);
            }
            Tag::Image { dest_url, title, .. } => {
                self.image(&dest_url, &title, &range);
                return true;
            }
            Tag::Table(aligns) => {
                let aligns: Vec<&str> = aligns.into_iter().map(align).collect();
                let _ = write!(self.out, "prose-table(align: ({}, ), rows: (", aligns.join(", "));
            }
            Tag::TableHead | Tag::TableRow => self.out.push('('),
            Tag::TableCell => self.out.push_str("{ "),
            Tag::HtmlBlock
            | Tag::CodeBlock(_)
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Link { .. } => {
                self.typed_block(&range);
                return true;
            }
            _ => {}
        }
        false
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph => {
                self.blocks.pop();
                self.out.push_str("parbreak(); ");
            }
            TagEnd::List(_) => {
                self.lists = self.lists.saturating_sub(1);
                self.items.pop();
                self.out.push_str("); ");
            }
            TagEnd::Item => {
                self.blocks.pop();
                self.out.push_str("}, ");
            }
            TagEnd::Strong => {
                if self.bold == 1 {
                    self.out.push_str("}); ");
                }
                self.bold = self.bold.saturating_sub(1);
            }
            TagEnd::Emphasis => {
                let mark = self.text.get(range.end - 1..range.end).unwrap_or_default().to_owned();
                self.string(&mark);
            }
            TagEnd::Link if self.blocks.last() == Some(&Block::Link) => {
                self.blocks.pop();
                self.out.push_str("}); ");
            }
            TagEnd::Table => self.out.push_str(")); "),
            TagEnd::TableHead | TagEnd::TableRow => self.out.push_str("), "),
            TagEnd::TableCell => self.out.push_str("}, "),
            _ => {}
        }
    }

    /// Begins a list.
    fn list(&mut self, first: Option<u64>) {
        let call = first.map_or_else(|| "list(".to_owned(), |first| format!("enum(start: {first}, "));
        self.out.push_str(&call);
    }

    /// Counts an item; a list of very many goes on as another one.
    fn item(&mut self) {
        let Some((first, items)) = self.items.last_mut() else { return };
        *items += 1;
        if MOST < *items {
            *items = 1;
            *first = first.map(|first| first.saturating_add(MOST as u64));
            let first = *first;
            self.out.push_str("); ");
            self.list(first);
        }
    }

    /// A piece of text, without the joints. A paragraph of very many figures goes on as another one.
    fn string(&mut self, text: &str) {
        let text = text.replace(JOINT, "");
        let mut piece = String::new();
        for part in text.split_inclusive(['。', '；', '，', '、', ' ']) {
            piece.push_str(part);
            self.figures += figures(part);
            if MOST <= self.figures {
                let _ = write!(self.out, "{}; parbreak(); ", quoted(&piece));
                (piece, self.figures) = (String::new(), 0);
            }
        }
        if !piece.is_empty() {
            let _ = write!(self.out, "{}; ", quoted(&piece));
        }
    }

    /// A line break in the source is nothing between Han characters and a space elsewhere.
    fn soft_break(&mut self, range: &Range<usize>) {
        let before = self.text[..range.start].trim_end_matches(JOINT).chars().next_back();
        let after = self.text[range.end..].trim_start_matches(JOINT).chars().next();
        if before.is_some_and(|c| c.is_ascii()) && after.is_some_and(|c| c.is_ascii()) {
            self.string(" ");
        }
    }

    fn typed(&mut self, range: &Range<usize>) {
        let text = self.text[range.clone()].to_owned();
        self.string(&text);
    }

    /// A block that is not ours: its lines, as paragraphs.
    fn typed_block(&mut self, range: &Range<usize>) {
        let nested = !self.blocks.is_empty();
        for line in self.text[range.clone()].to_owned().lines().filter(|line| !line.trim().is_empty()) {
            let literal = quoted(&line.replace(JOINT, ""));
            let _ = if nested { write!(self.out, "{literal}; ") } else { write!(self.out, "{literal}; parbreak(); ") };
        }
    }

    fn image(&mut self, path: &CowStr<'_>, title: &CowStr<'_>, range: &Range<usize>) {
        let source = self.text[range.clone()].replace(JOINT, "");
        let alt = source.strip_prefix("![").and_then(|rest| rest.split(']').next()).unwrap_or_default();
        match (self.picture)(path) {
            Some(file) if !alt.trim().is_empty() => {
                let caption = if title.is_empty() { alt } else { title };
                let _ = write!(
                    self.out,
                    "inline-picture({}, alt: {}, caption: {}); ",
                    quoted(&file),
                    quoted(alt),
                    quoted(caption)
                );
            }
            _ => self.typed(range),
        }
    }
}

/// How many figures a text holds.
fn figures(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).count()
}

fn align(alignment: pulldown_cmark::Alignment) -> &'static str {
    match alignment {
        pulldown_cmark::Alignment::Right => "\"right\"",
        pulldown_cmark::Alignment::Center => "\"center\"",
        _ => "\"left\"",
    }
}

/// Addresses that a reader may follow; anything else stays text.
fn web(url: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(prose(text, &|path| (path == "图片/a.png").then(|| "/pictures/a.png".to_owned())), expected);
    }

    #[test]
    fn bold_ends_after_a_full_stop() {
        check("**做法。**某", r#"{ strong({ "做法。"; }); "某"; parbreak();  }"#);
    }

    #[test]
    fn bold_within_bold_is_written_once() {
        let nested = "**a ".repeat(400) + &"b** ".repeat(400);
        let code = prose(&nested, &|_| None);
        assert!(!code.contains("strong({ strong({"), "{code}");
    }

    #[test]
    fn prints_what_is_not_ours_as_typed() {
        check(
            "#read(\"x\") $x$ `c` *e* <b>",
            r##"{ "#read(\"x\") $x$ "; "`c`"; " "; "*"; "e"; "*"; " "; "<b>"; parbreak();  }"##,
        );
        check("# 标题", "{ \"# 标题\"; parbreak();  }");
        check("[x](file:///etc/passwd)", r#"{ "[x](file:///etc/passwd)"; parbreak();  }"#);
        check("![图](../../secret.png)", r#"{ "![图](../../secret.png)"; parbreak();  }"#);
    }

    #[test]
    fn joins_lines_without_a_space() {
        check("第一行\n第二行", r#"{ "第一行"; "第二行"; parbreak();  }"#);
    }

    #[test]
    fn sets_lists_tables_and_pictures() {
        check("- 甲\n- 乙", r#"{ list({ "甲"; }, { "乙"; }, );  }"#);
        check(
            "| a | b |\n|---|--:|\n| 1 | 2 |",
            r#"{ prose-table(align: ("left", "right", ), rows: (({ "a"; }, { "b"; }, ), ({ "1"; }, { "2"; }, ), ));  }"#,
        );
        check("![图](图片/a.png)", r#"{ inline-picture("/pictures/a.png", alt: "图", caption: "图"); parbreak();  }"#);
    }
}
