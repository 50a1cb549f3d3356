//! Markdown to blocks: paragraphs, lists, bold, links, tables and pictures; anything else prints as it was typed.

mod fault;
mod marks;
mod open;
mod prepared;
mod reader;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::block::Block;
pub use fault::{Fault, FaultKind};
use prepared::{Prepared, plain};
use reader::Reader;

/// Most faults of one text that are told: one with more is no text of ours.
const MOST: usize = 100;

/// Which pictures may be shown: their path among the pictures by the path that was typed.
pub type FindPicture<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The text as blocks.
#[must_use]
pub fn blocks(text: &str, picture: FindPicture<'_>) -> Vec<Block> {
    read(&Prepared::new(text), picture).0
}

/// What of the text is not set as its author may expect, in order.
#[must_use]
pub fn faults(text: &str) -> Vec<Fault> {
    let ready = Prepared::new(text);
    // Whether a picture is there is said elsewhere.
    let mut faults = read(&ready, &|path| Some(path.to_owned())).1;
    for fault in &mut faults {
        fault.range = ready.typed(&fault.range);
    }
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    faults.dedup();
    faults.truncate(MOST);
    faults
}

fn read(ready: &Prepared, picture: FindPicture<'_>) -> (Vec<Block>, Vec<Fault>) {
    let mut reader = Reader::new(&ready.text, picture);
    // How many elements are open inside one that was read whole already.
    let mut inside = 0usize;
    for (event, range) in Parser::new_ext(&ready.text, Options::ENABLE_TABLES).into_offset_iter() {
        match (&event, inside) {
            (Event::Start(_), 1..) => inside += 1,
            (Event::End(_), 1..) => inside -= 1,
            (_, 1..) => {}
            (_, 0) => inside = usize::from(reader.event(event, range)),
        }
    }
    reader.finish()
}

/// The path of every picture the text names, in order, as it was typed; links are none. What was meant to be one and cannot
/// be read as one, such as `![图](a b.png)`, counts too, so that somebody is told that it is not there.
#[must_use]
pub fn pictures(text: &str) -> Vec<String> {
    let ready = Prepared::new(text);
    let parser = Parser::new_ext(&ready.text, Options::ENABLE_TABLES).into_offset_iter();
    let image = |(event, range): (Event<'_>, Range<usize>)| match event {
        Event::Start(Tag::Image { dest_url, .. }) => Some((ready.typed(&range), plain(&dest_url).into_owned())),
        _ => None,
    };
    let mut found: Vec<(Range<usize>, String)> = parser.filter_map(image).collect();
    let meant = text.match_indices("![").filter_map(|(at, _)| {
        let from = at + text[at..].find("](")? + "](".len();
        let path = text[from..].split([')', '\n']).next()?.trim();
        Some((at..from, path.to_owned()))
    });
    let read = found.clone();
    let apart = |own: &Range<usize>| read.iter().all(|(other, _)| !other.contains(&own.start));
    found.extend(meant.filter(|(own, path)| apart(own) && !path.is_empty()));
    found.sort_by_key(|(range, _)| range.start);
    found.into_iter().map(|(_, path)| path).collect()
}

#[cfg(test)]
mod tests {
    use super::marks::table;
    use super::*;
    use crate::document::vocabulary::Role;
    use crate::document::{Inline, Picture};

    fn check(text: &str, expected: &[Block]) {
        assert_eq!(blocks(text, &|path| (path == "图片/a.png").then(|| "2024/图片/a.png".to_owned())), expected);
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(vec![Inline::Text(text.to_owned())])
    }

    #[test]
    fn bold_ends_after_a_full_stop() {
        let bold = Inline::Strong(vec![Inline::Text("做法。".to_owned())]);
        check("**做法。**某", &[Block::Paragraph(vec![bold, Inline::Text("某".to_owned())])]);
    }

    #[test]
    fn bold_within_bold_is_read_once() {
        let nested = "**a ".repeat(400) + &"b** ".repeat(400);
        for block in blocks(&nested, &|_| None) {
            for inline in block.lines().into_iter().flatten() {
                assert!(inline.inner().iter().all(|inner| !matches!(inner, Inline::Strong(_))), "{inline:?}");
            }
        }
    }

    #[test]
    fn prints_what_is_not_ours_as_typed() {
        check("#read(\"x\") $x$ `c` *e* <b>", &[paragraph("#read(\"x\") $x$ `c` *e* <b>")]);
        check("# 标题", &[paragraph("# 标题")]);
        check("[x](file:///etc/passwd)", &[paragraph("[x](file:///etc/passwd)")]);
        check("![图](../../secret.png)", &[paragraph("![图](../../secret.png)")]);
    }

    #[test]
    fn joins_lines_without_a_space() {
        check("第一行\n第二行", &[paragraph("第一行第二行")]);
    }

    #[test]
    fn reads_lists_tables_and_pictures() {
        let items = vec![vec![paragraph("甲")], vec![paragraph("乙")]];
        check("- 甲\n- 乙", &[Block::List { start: None, items }]);
        let cell = |text: &str| vec![Inline::Text(text.to_owned())];
        let rows = vec![vec![cell("a"), cell("b")], vec![cell("1"), cell("2")]];
        check("| a | b |\n|---|--:|\n| 1 | 2 |", &[Block::Table(table(vec![Role::Text, Role::Figure], rows))]);
        let picture = Picture {
            path: "2024/图片/a.png".to_owned(),
            alt: "图".to_owned(),
            caption: "图".to_owned(),
            label: None,
            number: None,
        };
        check("![图](图片/a.png)", &[Block::Picture(picture)]);
    }

    #[test]
    fn pictures_are_found_wherever_they_stand() {
        let found = pictures("- ![甲](a.png)\n\n[链](b.png) ![乙](<c d.png> \"题\") ![丙](e f.png)");
        assert_eq!(found, ["a.png", "c d.png", "e f.png"]);
    }
}
