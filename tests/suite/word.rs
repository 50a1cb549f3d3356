//! Word files: what they say, what they are made of, and that nothing of a submission becomes markup.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use highland::document::{Block, Document, DocumentKind, Inline, Meta};
use highland::edition::{BRIEF_WORD, Edition, FULL_TEXT, PUBLIC_FULL_TEXT, PUBLIC_WORD, UNIT_WORD, WORD};
use highland::model::Year;
use highland::pipeline::{Request, build};
use highland::project::Project;
use highland::style::Style;
use highland::write::Illustrations;
use highland::write::docx::{Input, Origins, file};
use quick_xml::escape::unescape;
use roxmltree::Node;
use zip::ZipArchive;

use super::project::Copy;

/// The namespace of Word's own elements.
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The file of an edition, a draft where the content has errors.
pub fn made(copy: &Copy, edition: &'static Edition, year: Option<Year>, unit: Option<&str>) -> Vec<u8> {
    let unit = unit.map(str::to_owned);
    let request = Request { edition, year, unit, draft: true, ..Request::default() };
    let outcome = build(&Project::at(copy.path()).unwrap(), &request, &mut |_| {}).unwrap();
    let told: Vec<_> = outcome.diags.iter().map(|found| &found.message).collect();
    outcome.product.unwrap_or_else(|| panic!("{told:?}")).into_files("").remove(0).1
}

/// The parts of a file, in order.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = String::from_utf8(part.name_raw().to_vec()).unwrap();
        let mut own = Vec::new();
        part.read_to_end(&mut own).unwrap();
        parts.push((name, own));
    }
    parts
}

/// One part's text.
pub fn part(bytes: &[u8], name: &str) -> String {
    let all = parts(bytes);
    let (_, own) = all.into_iter().find(|(own, _)| own == name).unwrap_or_else(|| panic!("no {name}"));
    String::from_utf8(own).unwrap()
}

/// Everything it says, with the descriptions of its pictures and what stands in heads and feet.
pub fn text(bytes: &[u8]) -> String {
    let mut said = String::new();
    for (name, own) in parts(bytes).iter().filter(|(name, _)| name.ends_with(".xml")) {
        let own = std::str::from_utf8(own).unwrap();
        let tree = roxmltree::Document::parse(own).unwrap_or_else(|error| panic!("{name}: {error}"));
        for node in tree.descendants() {
            said.extend(node.attribute("descr"));
            said.extend(node.text().filter(|_| node.is_element()));
        }
    }
    said
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name && node.tag_name().namespace() == Some(WORDS)
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((WORDS, name))
}

/// The style of a paragraph.
fn style<'a>(paragraph: Node<'a, '_>) -> &'a str {
    let style = paragraph.descendants().find(|node| is(*node, "pStyle"));
    style.and_then(|style| attribute(style, "val")).unwrap_or("Normal")
}

/// What the body says without its lists and page numbers.
fn body(bytes: &[u8]) -> String {
    let document = part(bytes, "word/document.xml");
    let tree = roxmltree::Document::parse(&document).unwrap();
    let mut said = String::new();
    for paragraph in tree.descendants().filter(|node| is(*node, "p")) {
        let style = style(paragraph);
        if style.starts_with("TOC") || ["TableofFigures", "ListTitle"].contains(&style) {
            continue;
        }
        let mut page = false;
        for node in paragraph.descendants() {
            if is(node, "instrText") {
                page = node.text().is_some_and(|text| text.contains("PAGEREF"));
            } else if is(node, "fldChar") && attribute(node, "fldCharType") == Some("end") {
                if page {
                    said.push('\u{1}');
                }
                page = false;
            } else if is(node, "t") && !page {
                said.push_str(node.text().unwrap_or_default());
            }
        }
    }
    bare(&said).replace("，见第\u{1}页", "")
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What stands between two marks of a text is left out.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut pieces = text.split(from);
    let first = pieces.next().unwrap_or_default().to_owned();
    first + &pieces.map(|piece| piece.split_once(to).map_or("", |(_, rest)| rest)).collect::<String>()
}

/// What the page for a browser says in its body, and in its notes.
fn page(html: &[u8]) -> (String, Vec<String>) {
    let html = std::str::from_utf8(html).unwrap();
    let main = html.split_once("<main>").unwrap().1;
    let (main, foot) = main.split_once("<footer>").unwrap_or((main, ""));
    let main = without(&without(main, "<nav aria-label", "</nav>"), "<sup><a id=\"note-from", "</sup>");
    let plain = |text: &str| bare(&unescape(&without(text, "<", ">")).unwrap());
    let notes = foot.split("<li").skip(1).map(|note| plain(&format!("<li{note}")).replace('↩', ""));
    (plain(&main), notes.collect())
}

fn same_text(docx: &[u8], html: &[u8]) {
    let (said, (expected, notes)) = (body(docx), page(html));
    // The page begins with the title, the cover has it where it stands.
    let title = std::str::from_utf8(html).unwrap().split_once("<h1>").unwrap().1.split_once("</h1>").unwrap().0;
    let title = bare(&unescape(title).unwrap());
    assert!(expected.starts_with(&title), "{title}");
    let (said, expected) = (said.replacen(&title, "", 1), expected.replacen(&title, "", 1));
    let at = said.chars().zip(expected.chars()).take_while(|(one, other)| one == other).count();
    let near = |text: &str| text.chars().skip(at.saturating_sub(30)).take(80).collect::<String>();
    assert!(said == expected, "Word: {}\npage: {}", near(&said), near(&expected));
    let own = part(docx, "word/footnotes.xml");
    let tree = roxmltree::Document::parse(&own).unwrap();
    let own = tree.descendants().filter(|node| is(*node, "footnote") && attribute(*node, "type").is_none());
    let own: Vec<String> = own
        .map(|note| note.descendants().filter(|node| is(*node, "t")).filter_map(|node| node.text()).collect::<String>())
        .map(|note| bare(&note))
        .collect();
    assert_eq!(own, notes);
}

#[test]
fn the_same_content_is_the_same_file_and_every_part_of_it_is_xml() {
    let copy = Copy::new();
    let file = made(&copy, &WORD, None, None);
    assert_eq!(file, made(&copy, &WORD, None, None));
    let all = parts(&file);
    let markup = all.iter().filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels"));
    let mut count = 0;
    for (name, own) in markup {
        roxmltree::Document::parse(std::str::from_utf8(own).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"));
        count += 1;
    }
    assert!(14 < count, "{count}");
    let types = part(&file, "[Content_Types].xml");
    for (name, _) in &all {
        let ending = name.rsplit('.').next().unwrap();
        let told =
            types.contains(&format!("PartName=\"/{name}\"")) || types.contains(&format!("Extension=\"{ending}\""));
        assert!(told, "{name}");
    }
    // Every relation leads to a part, or to an address.
    let relations = part(&file, "word/_rels/document.xml.rels");
    let tree = roxmltree::Document::parse(&relations).unwrap();
    for relation in tree.root_element().children() {
        let target = relation.attribute("Target").unwrap();
        match relation.attribute("TargetMode") {
            Some("External") => assert!(relation.attribute("Type").unwrap().ends_with("/hyperlink")),
            _ => assert!(all.iter().any(|(name, _)| *name == format!("word/{target}")), "{target}"),
        }
    }
}

#[test]
#[ignore = "long"]
fn a_word_file_says_what_the_page_for_a_browser_says() {
    let city = Copy::new();
    let year = |year: Year| Some(year);
    same_text(&made(&city, &WORD, None, None), &made(&city, &FULL_TEXT, None, None));
    same_text(&made(&city, &WORD, year(2022), None), &made(&city, &FULL_TEXT, year(2022), None));
    same_text(&made(&city, &PUBLIC_WORD, None, None), &made(&city, &PUBLIC_FULL_TEXT, None, None));
    for (plan, first) in [("tests/province/content", 2024), ("tests/district/content", 2026)] {
        let copy = Copy::of(plan);
        same_text(&made(&copy, &WORD, None, None), &made(&copy, &FULL_TEXT, None, None));
        same_text(&made(&copy, &WORD, year(first), None), &made(&copy, &FULL_TEXT, year(first), None));
    }
}

#[test]
#[ignore = "long"]
fn the_shipped_report_says_the_same_in_word() {
    let copy = Copy::of_shipped(false);
    same_text(&made(&copy, &WORD, None, None), &made(&copy, &FULL_TEXT, None, None));
}

#[test]
#[ignore = "long"]
fn styles_heads_of_tables_descriptions_and_references_are_there() {
    let copy = Copy::of_shipped(false);
    let file = made(&copy, &WORD, None, None);
    let document = part(&file, "word/document.xml");
    let tree = roxmltree::Document::parse(&document).unwrap();
    let all = |name: &'static str| tree.descendants().filter(move |node| is(*node, name));

    // Every style that is used has a name, and Word's own are named as Word names them.
    let styles = part(&file, "word/styles.xml");
    let used: BTreeSet<&str> =
        all("pStyle").chain(all("rStyle")).chain(all("tblStyle")).filter_map(|node| attribute(node, "val")).collect();
    for own in &used {
        assert!(styles.contains(&format!("w:styleId=\"{own}\"")), "{own}");
    }
    for name in [
        "Normal",
        "heading 1",
        "heading 2",
        "heading 3",
        "heading 4",
        "toc 1",
        "toc 2",
        "header",
        "footer",
        "表题",
        "图题",
        "footnote text",
    ] {
        assert!(styles.contains(&format!("<w:name w:val=\"{name}\"/>")), "{name}");
    }
    for face in ["仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"] {
        assert!(styles.contains(&format!("w:eastAsia=\"{face}\"")), "{face}");
    }
    assert!(
        styles.contains("w:line=\"560\" w:lineRule=\"exact\"")
            && styles.contains("<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"")
    );

    // A table's head comes again; rows stay whole; as many cells in each row as there are columns.
    let tables: Vec<Node<'_, '_>> = all("tbl").collect();
    let headed = tables.iter().filter(|table| table.descendants().any(|node| is(node, "tblHeader"))).count();
    assert!(30 <= headed, "{headed} of {}", tables.len());
    for table in &tables {
        let columns = table.descendants().filter(|node| is(*node, "gridCol")).count();
        for row in table.children().filter(|node| is(*node, "tr")) {
            assert_eq!(row.children().filter(|node| is(*node, "tc")).count(), columns);
        }
    }
    assert!(all("tr").count() <= all("cantSplit").count() + 3);

    // Every picture is described, its chart is there as pixels and as shapes.
    let pictures: Vec<_> = tree.descendants().filter(|node| node.tag_name().name() == "docPr").collect();
    assert!(
        30 < pictures.len()
            && pictures.iter().all(|picture| picture.attribute("descr").is_some_and(|alt| !alt.is_empty()))
    );
    assert!(20 < tree.descendants().filter(|node| node.tag_name().name() == "svgBlip").count());

    // What is led to is there, once.
    let names: Vec<&str> = all("bookmarkStart").filter_map(|node| attribute(node, "name")).collect();
    let known: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), known.len());
    assert!(names.iter().all(|name| name.chars().count() <= 40));
    let anchors = all("hyperlink").filter_map(|node| attribute(node, "anchor"));
    let fields = all("instrText")
        .filter_map(|node| node.text())
        .filter(|text| text.contains("REF "))
        .filter_map(|text| text.split_whitespace().nth(1));
    let led: Vec<&str> = anchors.chain(fields).collect();
    assert!(200 < led.len());
    for anchor in led {
        assert!(known.contains(anchor), "{anchor}");
    }

    // The contents have their pages, the captions count, turned pages go on counting.
    for paragraph in all("p").filter(|paragraph| ["TOC1", "TOC2", "TableofFigures"].contains(&style(*paragraph))) {
        let said: String =
            paragraph.descendants().filter(|node| is(*node, "t")).filter_map(|node| node.text()).collect();
        let page: String = said.chars().rev().take_while(|c| c.is_ascii_digit() || "IVXL".contains(*c)).collect();
        assert!(!page.is_empty(), "{said}");
    }
    let counted = all("instrText").filter_map(|node| node.text()).filter(|text| text.contains("SEQ ")).count();
    assert!(30 < counted, "{counted}");
    let turned: Vec<_> = all("sectPr")
        .filter(|section| section.descendants().any(|node| attribute(node, "orient") == Some("landscape")))
        .collect();
    assert!(!turned.is_empty());
    for section in turned {
        let number = section.descendants().find(|node| is(*node, "pgNumType")).unwrap();
        assert_eq!(attribute(number, "start"), None);
        assert_eq!(section.children().filter(|node| is(*node, "footerReference")).count(), 2);
    }
    assert!(
        part(&file, "docProps/core.xml").contains("（2024）") && !part(&file, "docProps/core.xml").contains("created")
    );
}

#[test]
fn the_brief_and_a_department_s_part_are_word_files_too() {
    let copy = Copy::new();
    let brief = text(&made(&copy, &BRIEF_WORD, None, None));
    assert!(brief.contains("领导参阅版"), "{brief}");
    let part = text(&made(&copy, &UNIT_WORD, None, Some("市工信局")));
    assert!(part.contains("离散制造60家") && !part.contains("市科创局分册"), "{part}");
    let run = copy.run(&["build", "--word", "--unit", "市工信局"]);
    assert!(run.told().contains(".docx"), "{}", run.told());
}

struct Nowhere;

impl Origins for Nowhere {
    fn of_text(&self, _: &str) -> Option<String> {
        None
    }

    fn of_figure(&self, _: usize, _: i16) -> Option<String> {
        None
    }
}

#[test]
fn nothing_that_was_written_becomes_a_field_a_relation_or_markup() {
    let hostile =
        "</w:t></w:r><w:fldSimple w:instr=\"INCLUDETEXT C:\\\\a\"/>&\u{0}\u{8}\u{b}\u{ffff}{ DDEAUTO c:\\\\cmd }]]>";
    let line = |text: &str| vec![Inline::Text(text.to_owned())];
    let link = |url: &str| Inline::Link { url: url.to_owned(), inlines: line(hostile) };
    let blocks = vec![
        Block::Paragraph(line(hostile)),
        Block::Paragraph(vec![
            link("https://a.cn/\"><x>"),
            link("javascript:alert(1)"),
            link("file:///etc/passwd"),
            link("http://a b/"),
        ]),
        Block::Paragraph(vec![Inline::Footnote(vec![link("mailto:a@b.cn"), Inline::Footnote(line(hostile))])]),
        Block::Heading { level: 2, number: None, label: None, text: line(hostile) },
        Block::List { start: Some(u64::MAX), items: vec![vec![Block::Paragraph(line(hostile))]] },
    ];
    let meta = Meta {
        title: hostile.to_owned(),
        issuer: hostile.to_owned(),
        notice: Some(hostile.to_owned()),
        draft: Some(hostile.to_owned()),
        keywords: vec![hostile.to_owned()],
        ..Meta::default()
    };
    let document = Document { form: DocumentKind::Book, meta, blocks, targets: BTreeMap::new() };
    let (charts, style) = (BTreeMap::new(), Style::new(&highland::model::OfficeStyle::default()).unwrap());
    let input = Input {
        illustrations: &Illustrations { charts: &charts, pictures: &[] },
        pixels: &BTreeMap::new(),
        emblem: None,
        style: &style,
        origins: &Nowhere,
    };
    let bytes = file(&document, input).unwrap();
    let kept: String = hostile.chars().filter(|c| *c >= ' ' && *c != '\u{ffff}').collect();
    assert_eq!(text(&bytes).matches(&kept).count(), 18, "{}", text(&bytes));
    for (name, own) in parts(&bytes) {
        let own = String::from_utf8(own).unwrap();
        assert!(!own.contains("<w:fldSimple") && !own.contains("<x>"), "{name}");
        let tree = roxmltree::Document::parse(&own).unwrap_or_else(|error| panic!("{name}: {error}"));
        for instruction in tree.descendants().filter(|node| is(*node, "instrText")) {
            let text = instruction.text().unwrap().trim();
            assert!(["PAGE", "STYLEREF 1"].contains(&text), "{text}");
        }
        if name.ends_with(".rels") {
            let outside = tree.descendants().filter(|node| node.attribute("TargetMode").is_some());
            for target in outside.filter_map(|node| node.attribute("Target")) {
                assert!(["https://a.cn/%22%3E%3Cx%3E", "mailto:a@b.cn"].contains(&target), "{target}");
            }
        }
    }
}
