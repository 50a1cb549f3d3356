//! OFD: the pages of the PDF in the national format, with their text, typefaces, headings, links and looks.

use std::collections::BTreeSet;
use std::io::Cursor;

use highland::edition::{BRIEF, BRIEF_OFD, Edition, OFD, ORDERS_OFD, PUBLIC_OFD, REPORT, UNIT_OFD};
use highland::model::Year;
use highland::ofd::{Heading, Imprint, write};
use highland::pipeline::{Product, Request, build};
use highland::project::Project;
use highland::typeset::{PagedDocument, Pdf, outline};
use resvg::usvg;
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};
use tiny_skia::{Color, Paint, Pixmap, Rect, Transform};
use typst::layout::{Frame, FrameItem};
use typst::text::is_default_ignorable;
use typst::visualize::ImageKind;

use super::ofd_links;
use super::ofd_package::{Package, all, inner};
use super::ofd_painter::Painter;
use super::page;
use super::project::Copy;
use super::word::made;

/// The PDF of an edition, a draft where the content has errors.
fn set(copy: &Copy, edition: &'static Edition, year: Option<Year>) -> Pdf {
    let request = Request { edition, year, draft: true, ..Request::default() };
    match build(&Project::at(copy.path()).unwrap(), &request, &mut |_| {}).unwrap().product {
        Some(Product::Pdf(pdf)) => pdf,
        _ => panic!("no PDF"),
    }
}

/// The same pages as OFD.
pub fn ofd(document: &PagedDocument) -> Vec<u8> {
    tried(document).unwrap()
}

/// The same, or what is wrong with them.
pub fn tried(document: &PagedDocument) -> anyhow::Result<Vec<u8>> {
    let [ident, creator, version] = ["某年度报告", "测试", "1.0"].map(str::to_owned);
    let imprint = Imprint { ident, creator, version, date: "2024-12-31".to_owned() };
    let headings = outline(document).into_iter();
    let headings: Vec<Heading> =
        headings.map(|own| Heading { level: own.level, title: own.text, page: own.page, top: own.top }).collect();
    write(document, &headings, &imprint, Cursor::new(Vec::new())).map(Cursor::into_inner)
}

/// What is read on a page as Typst has it, in the order it is painted, with the words of its drawings.
pub fn read(frame: &Frame, into: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => read(&group.frame, into),
            FrameItem::Text(text) => into.push_str(&text.text),
            FrameItem::Image(image, ..) => {
                if let ImageKind::Svg(svg) = image.kind() {
                    drawn(svg.tree().root(), into);
                }
            }
            _ => {}
        }
    }
}

fn drawn(group: &usvg::Group, into: &mut String) {
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => drawn(inner, into),
            usvg::Node::Image(image) => {
                if let usvg::ImageKind::SVG(tree) = image.kind() {
                    drawn(tree.root(), into);
                }
            }
            usvg::Node::Text(text) => text.chunks().iter().for_each(|chunk| into.push_str(chunk.text())),
            usvg::Node::Path(_) => {}
        }
    }
}

/// What is read on a page of a package.
pub fn written(package: &Package, part: &str) -> String {
    let page = package.xml(part);
    all(page.root(), "TextCode").filter_map(|code| code.text().map(str::to_owned)).collect()
}

pub fn seen(text: &str) -> String {
    text.chars().filter(|c| !is_default_ignorable(*c)).collect()
}

/// That the package shows what the pages show: text, headings, links, pictures.
fn compare(told: &str, pdf: &Pdf, package: &Package) {
    let document = &pdf.document;
    package.check();
    assert!(10 < ofd_links::compare(told, &pdf.bytes, package), "{told}");
    let pages = package.pages();
    assert_eq!(pages.len(), document.pages().len(), "{told}");
    let mut painter = Painter::new(package, 60.0);
    for (at, page) in document.pages().iter().enumerate() {
        let mut text = String::new();
        read(&page.frame, &mut text);
        assert_eq!(seen(&written(package, &pages[at].1)), seen(&text), "{told}, page {}", at + 1);
        let (painted, set) = (painter.page(&pages[at].1), page::at_60_dpi(page));
        // Of squares a few more: bars of a chart begin a part of a pixel beside where they do in the other picture.
        for (apart, most) in [(page::apart(&painted, &set), 0.02), (page::squares_apart(&painted, &set), 0.03)] {
            assert!(apart <= most, "{told}, page {}: {:.2} % of it look otherwise", at + 1, apart * 100.0);
        }
    }
    let headings = outline(document).into_iter().map(|own| (own.level, own.text, own.page));
    assert_eq!(package.outline(), headings.collect::<Vec<_>>());
}

#[test]
#[ignore = "long"]
fn every_plan_s_pages_read_and_look_as_in_the_pdf() {
    let plans: [(&str, Year, Year); 4] = [
        ("content", 2021, 2024),
        ("tests/city/content", 2022, 2024),
        ("tests/province/content", 2024, 2026),
        ("tests/district/content", 2026, 2030),
    ];
    for (content, first, last) in plans {
        let copy = if content == "content" { Copy::of_shipped(false) } else { Copy::of(content) };
        for year in [first, last] {
            let pdf = set(&copy, &REPORT, Some(year));
            let bytes = ofd(&pdf.document);
            assert!(2 * bytes.len() <= 3 * pdf.bytes.len(), "{} and {} of the PDF", bytes.len(), pdf.bytes.len());
            compare(&format!("{content} {year}"), &pdf, &Package::read(&bytes));
        }
    }
}

#[test]
#[ignore = "long"]
fn every_edition_with_pages_is_there_as_ofd_and_says_what_it_is() {
    let copy = Copy::new();
    let mut idents = BTreeSet::new();
    for (edition, unit, word) in [
        (&OFD, None, "年度报告"),
        (&PUBLIC_OFD, None, "公开版"),
        (&BRIEF_OFD, None, "领导参阅"),
        (&UNIT_OFD, Some("市工业局"), "市工业局"),
        (&ORDERS_OFD, None, "任务书"),
    ] {
        let bytes = made(&copy, edition, None, unit);
        assert_eq!(bytes, made(&copy, edition, None, unit), "{}: the same pages are the same bytes", edition.key);
        let package = Package::read(&bytes);
        package.check();
        let root = package.xml("OFD.xml");
        let info = all(root.root(), "DocInfo").next().unwrap();
        let told = |name| inner(info, name).text().unwrap_or_default().to_owned();
        assert!(!told("Title").is_empty() && told("DocID").len() == 32, "{}", told("Title"));
        assert!(idents.insert(told("DocID")), "{}: no other document has its number", edition.key);
        assert_eq!(told("Creator"), "highland");
        assert_eq!(told("CreationDate").len(), 10);
        let text: String = package.pages().iter().map(|(_, part)| written(&package, part)).collect();
        assert!(text.contains(word), "{}: {word}", edition.key);
        assert!(text.contains("预览稿"), "{} is a draft", edition.key);
    }
    let run = copy.run(&["build", "--ofd", "--brief", "--draft"]);
    assert!(run.told().contains(".ofd"), "{}", run.told());
}

#[test]
fn typefaces_are_truetype_files_of_what_is_used_and_may_be_embedded() {
    let pdf = set(&Copy::new(), &BRIEF, None);
    let package = Package::read(&ofd(&pdf.document));
    let list = package.xml("Doc_0/PublicRes.xml");
    let fonts = package.fonts();
    assert!(1 < fonts.len());
    for entry in all(list.root(), "Font") {
        let bytes = &package.parts[&fonts[&super::ofd_package::id(entry)]];
        let font = FontRef::new(bytes).unwrap();
        let tables: Vec<String> =
            font.table_directory().table_records().iter().map(|own| own.tag().to_string()).collect();
        for table in ["OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"] {
            assert!(tables.iter().any(|own| own == table), "{table} of {tables:?}");
        }
        assert!(matches!(font.os2().unwrap().fs_type(), 0 | 8), "may be embedded in what can be edited");
        let name = font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first().unwrap().to_string();
        assert_eq!(entry.attribute("FontName"), Some(name.as_str()));
        assert!(!name.contains('+') && !name.contains(' '), "{name}");
        let glyphs = font.maxp().unwrap().num_glyphs();
        assert!(font.charmap().mappings().all(|(_, glyph)| glyph.to_u32() < u32::from(glyphs)));
        assert!(bytes.len() < 1 << 20, "{name} is a subset of {} bytes", bytes.len());
    }
}

#[test]
fn what_a_department_writes_stays_text() {
    let copy = Copy::new();
    let hostile = "甲]]></ofd:TextCode><ofd:Actions/>&amp;&#x41;\"'乙";
    let yaml = hostile.replace('\'', "''");
    copy.edit("content/settings.yaml", "云州市智能装备产业专班", &format!("'{yaml}'"));
    let bytes = made(&copy, &BRIEF_OFD, None, None);
    let package = Package::read(&bytes);
    package.check();
    let text: String = package.pages().iter().map(|(_, part)| written(&package, part)).collect();
    assert!(text.contains(hostile), "{text}");
}

#[test]
fn a_pale_ground_that_is_not_there_is_seen() {
    let white = || {
        let mut picture = Pixmap::new(500, 700).unwrap();
        picture.fill(Color::WHITE);
        picture
    };
    let mut ground = white();
    let mut tint = Paint::default();
    tint.set_color_rgba8(228, 234, 243, 255);
    ground.fill_rect(Rect::from_xywh(50.0, 100.0, 400.0, 60.0).unwrap(), &tint, Transform::identity(), None);
    assert!(page::apart(&white(), &ground) < 0.001, "pixel by pixel pale is white");
    assert!(0.03 < page::squares_apart(&white(), &ground));
    assert!(page::squares_apart(&ground, &ground) < 0.001);
}
