//! The document between templates and every edition: what templates may write, and that no writer loses any of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use highland::document::vocabulary::{Holds, PartKind, SEMANTIC, Times};
use highland::document::{Block, Document, DocumentKind, Inline, Meta, Part, PartContent, Semantic, Value};
use highland::edition::{ALL, DATA, FULL_TEXT, Format, UNIT};
use highland::pipeline::{self, Notes, Outcome, Press, Request, Supplies, Watch};
use highland::project::Project;
use highland::write::{Illustrations, html, typst};

use super::project::{Copy, Finding};

/// The document of an edition, with what it was made from.
fn composed(root: &Path, request: &Request) -> (Outcome, Document) {
    let project = Project::at(root).unwrap();
    let mut outcome = pipeline::check(&project, request, &mut |_| {}).unwrap();
    let mut begin = |_: &'static str| {};
    let supplies = Supplies::gather(&project, &mut outcome, &mut Watch::new(&mut begin)).unwrap();
    let Outcome { assessment, sources, diags, .. } = &mut outcome;
    let press = Press::new(assessment, &supplies);
    let document = press.document(request, &mut Notes::new(sources, diags), &mut Watch::new(&mut begin));
    let document = document.unwrap_or_else(|| panic!("{diags:?}"));
    (outcome, document)
}

/// A document of these blocks.
fn of(blocks: Vec<Block>) -> Document {
    let meta = Meta { date: (2024, 12, 31), ..Meta::default() };
    Document { form: DocumentKind::Book, meta, blocks, targets: BTreeMap::new() }
}

/// What each writer makes of a document that shows no pictures.
fn written(document: &Document) -> [String; 2] {
    let charts = BTreeMap::new();
    let illustrations = Illustrations { charts: &charts, pictures: &[] };
    // What holds a figure and its unit together is no text.
    let files: String = typst::code(document).into_iter().map(|(_, code)| code).collect();
    let code = files.replace("\"; joint; \"", "");
    [code, html::page(document, &illustrations)]
}

fn line(word: &str) -> Vec<Inline> {
    vec![Inline::Text(word.to_owned())]
}

/// Parts of every kind, each with a word of its own.
fn parts(kinds: &[PartKind], words: &mut Vec<String>) -> Vec<Part> {
    let mut parts = Vec::new();
    for kind in kinds {
        for _ in 0..if kind.times == Times::Any { 2 } else { 1 } {
            let mut word = |what: &str| {
                let word = format!("{what}{}号", words.len());
                words.push(word.clone());
                word
            };
            let title = kind.titled.then(|| word("题"));
            let content = match kind.holds {
                Holds::Word => PartContent::Inlines(vec![Inline::Status(word("态"))]),
                Holds::Amount => PartContent::Inlines(line(&word("数"))),
                Holds::Line => PartContent::Inlines(line(&word("行"))),
                Holds::Blocks | Holds::Picture => PartContent::Blocks(vec![
                    Block::Paragraph(line(&word("段"))),
                    Block::List { start: Some(1), items: vec![vec![Block::Paragraph(line(&word("项")))]] },
                ]),
                Holds::Record(kinds) => PartContent::Record(self::parts(kinds, words)),
            };
            parts.push(Part { name: kind.name.to_owned(), title, content });
        }
    }
    parts
}

#[test]
fn a_writer_prints_all_text_of_a_semantic_block_it_does_not_know() {
    let mut words = Vec::new();
    let kinds: Vec<PartKind> = SEMANTIC.iter().flat_map(|kind| kind.parts).copied().collect();
    let unknown =
        Semantic { kind: "something-new".to_owned(), parts: parts(&kinds, &mut words), ..Semantic::default() };
    assert!(40 < words.len());
    for text in written(&of(vec![Block::Semantic(unknown)])) {
        for word in &words {
            assert!(text.contains(word.as_str()), "{word} is lost");
        }
    }
}

#[test]
fn a_writer_prints_all_text_of_every_semantic_block_it_knows() {
    for kind in SEMANTIC {
        let mut words = Vec::new();
        let parts = parts(kind.parts, &mut words);
        let label = Some("标签".to_owned());
        let block = Semantic { kind: kind.element.name.to_owned(), label, parts, ..Semantic::default() };
        for text in written(&of(vec![Block::Semantic(block)])) {
            for word in &words {
                assert!(text.contains(word.as_str()), "{word} of {} is lost", kind.element.name);
            }
        }
    }
}

/// Every mistake of markup with the line it is on; the template before it has two lines.
const MISTAKES: &[(&str, &str)] = &[
    ("<h2>典型</h2><blink>甲</blink>", "没有名为 <blink> 的元素"),
    ("<p colour=\"red\">甲</p>", "<p> 没有属性「colour」"),
    ("<p>甲<h2>乙</h2></p>", "<h2> 不能写在一行文字里"),
    ("<chapter title=\"甲\"></chapter>", "<chapter> 缺少属性「label」"),
    ("<table columns=\"name\" caption=\"甲\"><row><cell>乙</cell></row></table>", "没有标签 label"),
    ("<table columns=\"name\" label=\"tbl-甲\"><row><cell>乙</cell></row></table>", "没有题目 caption"),
    ("<table columns=\"name width\"><row><cell>乙</cell><cell>丙</cell></row></table>", "没有名为「width」的列"),
    ("<table columns=\"name name\"><row><cell>乙</cell></row></table>", "这一行有1格，表有2列"),
    ("<p>见<ref to=\"tbl-没有\"/>。</p>", "引用的标签「tbl-没有」"),
    ("<p><a to=\"没有\">甲</a></p>", "引用的标签「没有」"),
    ("<p><a href=\"javascript:alert(1)\">甲</a></p>", "不是网址"),
    ("<figure chart=\"没有\"/>", "没有名为「没有」的图"),
    ("直接写的文字", "直接写在 <body> 里，没有印出"),
    ("<tally><count><status>已完成</status></count></tally>", "<count> 里缺少 <amount>"),
    ("<p><value of=\"甲\">1</value></p>", "属性「of」应为整数"),
    ("<p><value mark=\"甲\">1</value></p>", "没有这种标记"),
    ("<p>甲<b>乙</p>", "结束，却写着"),
    ("<p>甲 & 乙</p>", "不是完整的 XML"),
    ("<row><cell>甲</cell></row>", "<row> 写在了它不该在的地方"),
    ("{{ areas }}", "不能直接印出"),
    ("{% for n in range(9999) %}<run-in title=\"甲\">{% endfor %}", "层以上"),
    ("<p>{% for n in range(9999) %}<b>{% endfor %}甲</p>", "层以上"),
    ("<p>甲</p><!DOCTYPE x [<!ENTITY y \"z\">]>", "标记"),
];

#[test]
#[ignore = "long"]
fn a_mistake_in_the_markup_is_a_finding_at_the_line_of_the_template() {
    let city = Copy::new();
    for (mistake, message) in MISTAKES {
        city.write("content/templates/case.xml.j2", format!("{{#- 案例 -#}}\n<h2>典型</h2>\n{mistake}\n"));
        let run = city.run(&["build", "--draft", "--format", "json"]);
        assert_eq!(run.code(), 1, "{mistake}: {}", run.told());
        let found: Vec<Finding> = run.findings().into_iter().filter(|f| f.text("rule") == "template-error").collect();
        let text = |f: &Finding| f.text("message").contains(message) && !f.text("help").is_empty();
        assert!(found.iter().any(text), "{mistake}: {found:#?}");
        // Text that stands in no element is the fault of the element around it, which another template wrote.
        let own = |f: &Finding| f.text("path") == "content/templates/case.xml.j2" && f.line() == 3;
        assert!(*mistake == "直接写的文字" || found.iter().any(own), "{mistake}: {found:#?}");
    }
}

#[test]
fn every_note_of_a_table_is_printed_and_a_second_head_is_a_finding() {
    let city = Copy::new();
    let table = "<table label=\"t\" caption=\"两注\" columns=\"name\"><head><cell>甲</cell></head><row><cell>乙</cell></row>\
        <note>头一条注。</note><note>第二条注。</note></table>";
    let chapter = |inner: &str| format!("<chapter label=\"c\" title=\"又一章\"><p>见下表。</p>{inner}</chapter>\n");
    city.write("content/templates/case.xml.j2", chapter(table));
    let run = city.run(&["build", "--html"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    let folder = std::fs::read_dir(city.path().join("output/2023")).unwrap().map(|item| item.unwrap().path());
    let html = folder.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "html")).unwrap();
    let page = std::fs::read_to_string(html).unwrap();
    assert!(page.contains("头一条注。") && page.contains("第二条注。"));
    assert_eq!(city.run(&["build", "--force"]).code(), 0);
    city.write(
        "content/templates/case.xml.j2",
        chapter(&table.replace("</head>", "</head><head><cell>丙</cell></head>")),
    );
    let run = city.run(&["build", "--draft", "--format", "json"]);
    assert!(run.findings().iter().any(|f| f.text("message").contains("两个表头")), "{}", run.told());
}

#[test]
fn a_label_that_stands_twice_is_a_finding() {
    let city = Copy::new();
    city.write("content/templates/case.xml.j2", "<chapter label=\"overall\" title=\"又一章\"></chapter>\n");
    let run = city.run(&["build", "--format", "json"]);
    assert!(run.findings().iter().any(|f| f.text("message").contains("标签「overall」用了两次")), "{}", run.told());
}

#[test]
fn files_of_the_old_format_are_not_passed_over_in_silence() {
    let city = Copy::new();
    city.write("content/templates/case.typ.j2", "chapter(\"甲\")\n").write("assets/theme.typ", "#let x = 1\n");
    let run = city.run(&["build", "--format", "json"]);
    let found = run.findings();
    for path in ["content/templates/case.typ.j2", "assets/theme.typ"] {
        assert!(found.iter().any(|f| f.text("path") == path && f.text("level") == "error"), "{path}: {found:#?}");
    }
}

#[test]
fn one_file_of_the_theme_takes_the_place_of_the_built_in_one() {
    let city = Copy::new();
    let own = std::fs::read_to_string(super::project::root().join("assets/theme/figure.typ")).unwrap();
    let changed = own.replace("caption: caption,\n    placement", "caption: \"本单位的题目\",\n    placement");
    assert_ne!(own, changed);
    city.write("assets/theme/figure.typ", changed);
    assert_eq!(city.run(&["build"]).code(), 0);
    let request = Request { edition: &UNIT, unit: Some("市工业局".to_owned()), draft: true, ..Request::default() };
    let built = pipeline::build(&Project::at(city.path()).unwrap(), &request, &mut |_| {}).unwrap();
    let product = built.product.unwrap();
    let pages = product.pdf().unwrap().document.pages();
    let text: String = pages.iter().map(|page| super::page::text(&page.frame)).collect();
    assert!(text.contains("本单位的题目"));
}

/// A figure of the document against the cell or the baseline it says it is.
fn check_value(outcome: &Outcome, value: &Value) {
    let ledger = &outcome.assessment.ledger;
    let (Some(of), Some(year)) = (value.of, value.year) else { return };
    let indicator = &ledger.content.plan.indicators[of - 1];
    let at = ledger.years.iter().position(|own| *own == year);
    let cell = at.and_then(|at| ledger.cells[of - 1][at].as_ref()).map(|cell| cell.value.to_string());
    let base = indicator.baseline.as_ref().map(|base| base.value.value.to_string());
    let expected = if at.is_some() { cell } else { base };
    let printed = value.text.trim_end_matches('%');
    assert_eq!(Some(printed), expected.as_deref(), "{} in {year}", indicator.name.value);
}

/// Text without what a page sets otherwise.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{2060}')).collect()
}

#[test]
#[ignore = "long"]
fn every_figure_of_every_edition_is_the_model_s_and_stands_in_what_is_written() {
    for (copy, unit) in [(Copy::of_shipped(false), "市科技局"), (Copy::new(), "市工业局")] {
        for edition in ALL.iter().filter(|edition| edition.format.of_document()) {
            let unit = edition.of_unit.then(|| unit.to_owned());
            let request = Request { edition, unit, draft: true, ..Request::default() };
            let (outcome, document) = composed(copy.path(), &request);
            let values = document.values();
            let named: BTreeSet<(usize, i16)> = values.iter().filter_map(|v| v.of.zip(v.year)).collect();
            assert!(3 < named.len(), "{}: {} figures", edition.key, named.len());
            for value in &values {
                check_value(&outcome, value);
            }
            // Tables have a test of their own.
            if edition.review || !edition.format.of_document() || edition.format == Format::Ofd {
                continue;
            }
            let built = pipeline::build(&Project::at(copy.path()).unwrap(), &request, &mut |_| {}).unwrap();
            let product = built.product.unwrap();
            let text = match (product.pdf(), product.folder()) {
                (Some(pdf), _) => pdf.document.pages().iter().map(|page| super::page::text(&page.frame)).collect(),
                (None, Some(files)) => {
                    let text = files.get("text.html").or(files.get("poster.txt")).unwrap();
                    String::from_utf8(text.clone()).unwrap()
                }
                (None, None) if edition.format == Format::Docx => {
                    super::word::text(&product.into_files("").remove(0).1)
                }
                (None, None) => String::from_utf8(product.into_files("").remove(0).1).unwrap(),
            };
            let text = bare(&text);
            for value in values {
                assert!(text.contains(&bare(&value.text)), "{} is not in {}", value.text, edition.key);
            }
        }
    }
}

#[test]
fn every_figure_of_the_report_stands_in_the_same_words_in_the_data() {
    for (content, year) in super::data::PLANS {
        let copy = super::data::copy_of(content);
        let request = Request { year: Some(year), draft: true, ..Request::default() };
        let (_, document) = composed(copy.path(), &request);
        let (files, _) = super::data::made(&copy, &DATA, Some(year));
        let rows = super::data::rows(&files, "indicators");
        let mut found = 0;
        for value in document.values() {
            let (Some(of), Some(year)) = (value.of, value.year) else { continue };
            let own: Vec<_> = rows.iter().filter(|row| row["序号"] == of.to_string()).collect();
            let in_year = own.iter().find(|row| row["年度"] == year.to_string());
            let figure = in_year.map_or_else(|| &own[0]["基期值"], |row| &row["数值"]);
            assert_eq!(value.text.trim_end_matches('%').replace('−', "-"), *figure, "{content} {of} in {year}");
            found += 1;
        }
        assert!(rows.len() < found, "{content}: {found}");
    }
}

/// Every piece of text of a document, as the markup has it.
fn texts(document: &Document) -> Vec<String> {
    let mut texts = Vec::new();
    for block in &document.blocks {
        block.walk(&mut |block| {
            for inline in block.lines().into_iter().flatten() {
                inline.walk(&mut |inline| match inline {
                    Inline::Text(text) | Inline::Status(text) => texts.push(text.clone()),
                    Inline::Value(value) => texts.push(value.text.clone()),
                    _ => {}
                });
            }
        });
    }
    texts
}

/// What is left out of a paragraph leaves no empty one behind.
#[test]
fn no_paragraph_is_empty() {
    for (content, year) in super::data::PLANS {
        let copy = super::data::copy_of(content);
        let request = Request { year: Some(year), draft: true, ..Request::default() };
        let (_, document) = composed(copy.path(), &request);
        let mut paragraphs = 0;
        for block in &document.blocks {
            block.walk(&mut |block| {
                if let Block::Paragraph(line) = block {
                    let said =
                        line.iter().any(|inline| !matches!(inline, Inline::Text(text) if text.trim().is_empty()));
                    assert!(said, "{content} {year}, behind paragraph {paragraphs}");
                    paragraphs += 1;
                }
            });
        }
        assert!(20 < paragraphs, "{content}: {paragraphs}");
    }
}

#[test]
fn the_page_for_a_browser_holds_all_text_and_every_link_leads_somewhere() {
    for copy in [Copy::of_shipped(false), Copy::new()] {
        let request = Request { edition: &FULL_TEXT, draft: true, ..Request::default() };
        let (_, document) = composed(copy.path(), &request);
        let built = pipeline::build(&Project::at(copy.path()).unwrap(), &request, &mut |_| {}).unwrap();
        let product = built.product.unwrap();
        let page = String::from_utf8(product.into_files("").remove(0).1).unwrap();
        let shown = page.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
        let shown = shown.replace("&quot;", "\"").replace("&apos;", "'");
        let all = texts(&document);
        assert!(300 < all.len(), "{}", all.len());
        for text in all {
            assert!(shown.contains(text.as_str()), "「{text}」 is not on the page");
        }
        let attribute =
            |name: &str| -> Vec<&str> { page.split(name).skip(1).filter_map(|rest| rest.split('"').next()).collect() };
        let ids = attribute(" id=\"");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "an id stands twice");
        let links: Vec<&str> = attribute(" href=\"#");
        assert!(20 < links.len());
        for link in links {
            assert!(ids.contains(&link), "#{link} leads nowhere");
        }
        assert!(!page.contains("<script") && !page.contains("src=\"http"), "it needs something beside it");
    }
}

#[test]
fn the_page_for_a_browser_is_built_by_a_flag_and_is_the_same_bytes_twice() {
    let city = Copy::new();
    let run = city.run(&["build", "--html"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    let file = city.path().join("output/2023").join(FULL_TEXT.file(None, false));
    let first = std::fs::read(&file).unwrap();
    assert_eq!(city.run(&["build", "--html", "--force"]).code(), 0);
    assert!(std::fs::read(&file).unwrap() == first);
    let manifest =
        std::fs::read_to_string(city.path().join("output/2023").join(FULL_TEXT.manifest(None, false))).unwrap();
    assert!(manifest.contains("\"edition\": \"html\"") && manifest.contains("年度报告.html"), "{manifest}");
    let run = city.run(&["build", "--html", "--brief"]);
    assert!(run.code() == 2 && run.told().contains("没有同时是「--brief --html」的版本"), "{}", run.told());
}

#[test]
fn hostile_text_stays_text_on_the_page_for_a_browser() {
    let city = Copy::new();
    let hostile = "进展: '<script>alert(1)</script> \"><img src=x onerror=alert(1)> &lt;b&gt; </prose></p>'";
    city.edit("content/submissions/2023/市企业服务中心.yaml", "进展: 提前完成目标。", hostile);
    let run = city.run(&["build", "--html"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    let page = std::fs::read_to_string(city.path().join("output/2023/年度报告.html")).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("&lt;/prose&gt;"));
    assert!(!page.contains("<script") && !page.contains("<img src=x"));
}

#[test]
#[ignore = "long"]
fn every_edition_is_offered_by_the_help_and_made_in_its_format() {
    let city = Copy::new();
    let help = String::from_utf8(city.run(&["build", "--help"]).0.stdout).unwrap();
    for edition in ALL {
        for flag in edition.flags {
            assert!(help.contains(&format!("--{flag}")), "{flag} is not in the help");
        }
        let unit = edition.of_unit.then(|| "市工业局".to_owned());
        let request = Request { edition, unit, ..Request::default() };
        let built = pipeline::build(&Project::at(city.path()).unwrap(), &request, &mut |_| {}).unwrap();
        let product = built.product.unwrap_or_else(|| panic!("{}", edition.key));
        assert_eq!(product.pdf().is_some(), edition.format == Format::Pdf, "{}", edition.key);
    }
}
