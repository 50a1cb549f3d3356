//! The editions as they are set: their pages, their structure, what they share, and a few golden pages.

use std::collections::BTreeMap;
use std::path::PathBuf;

use highland::edition::{BRIEF, REVIEW, UNIT};
use highland::pipeline::{Product, Request, build};
use highland::project::Project;
use highland::typeset::Pdf;
use lopdf::{Dictionary, Document, Object};
use typst::layout::{Frame, FrameItem, Point};

use super::project::{Copy, root};

/// The edition of a copy's content.
fn set(copy: &Copy, request: &Request) -> Pdf {
    let outcome = build(&Project::at(copy.path()).unwrap(), request, &mut |_| {}).unwrap();
    match outcome.product.expect("it was built") {
        Product::Pdf(pdf) => pdf,
        _ => panic!("it has no pages"),
    }
}

fn brief() -> Request {
    Request { edition: &BRIEF, ..Request::default() }
}

/// How far down a page its first text, picture or chart stands under the running head, in points.
fn begins(frame: &Frame, down: f64) -> Option<f64> {
    let of = |(at, item): &(Point, FrameItem)| match item {
        FrameItem::Group(group) => begins(&group.frame, down + at.y.to_pt()),
        FrameItem::Text(_) | FrameItem::Image(..) => Some(down + at.y.to_pt()).filter(|y| 75.0 < *y),
        _ => None,
    };
    frame.items().filter_map(of).min_by(f64::total_cmp)
}

/// No page is blank but the back of the cover, and not even that where it is needed; odd numbers stand on the right; no page has
/// its white above a chart.
#[test]
#[ignore = "long"]
fn no_page_is_blank_without_need_nor_begins_in_its_middle() {
    let mut blank = Vec::new();
    for (folder, year) in
        [("city", 2023), ("province", 2024), ("province", 2026), ("district", 2026), ("district", 2030)]
    {
        let copy = Copy::of(&format!("tests/{folder}/content"));
        let pdf = set(&copy, &Request { year: Some(year), ..Request::default() });
        let pages = pdf.document.pages();
        for (at, page) in pages.iter().enumerate().skip(1) {
            let (wide, high) = (page.frame.width().to_pt(), page.frame.height().to_pt());
            let number = page.numbering.is_some();
            assert!(
                !number || (page.number % 2 == 1) == (at % 2 == 0),
                "{folder} {year}: {} is sheet {at}",
                page.number
            );
            match begins(&page.frame, 0.0).filter(|y| *y < high - 75.0) {
                None => blank.push((folder, year, at)),
                Some(y) => assert!(high < wide || y < 0.3 * high, "{folder} {year}: sheet {at} begins at {y}"),
            }
        }
    }
    assert!(blank.iter().all(|(.., at)| *at == 1), "{blank:?}");
    assert!(!blank.iter().any(|(folder, ..)| *folder == "province"), "{blank:?}");
}

/// The text of each page, in the order it is drawn.
fn texts(pdf: &Pdf) -> Vec<String> {
    pdf.document.pages().iter().map(|page| super::page::text(&page.frame)).collect()
}

#[test]
fn the_brief_for_leaders_has_two_pages_and_cuts_nothing_short() {
    for copy in [Copy::of_shipped(false), Copy::new()] {
        let pdf = set(&copy, &brief());
        assert!(pdf.pages <= 2, "{} pages", pdf.pages);
        let text = texts(&pdf).concat();
        for part in ["领导参阅版", "总体判断", "主要成效", "主要风险", "全部指标一览"] {
            assert!(text.contains(part), "no {part}");
        }
        assert!(!text.contains("……"), "{text}");
    }
}

#[test]
fn the_brief_says_what_is_to_be_decided_and_why_the_index_rises_while_fewer_are_on_time() {
    let copy = Copy::of_shipped(false);
    let text = texts(&set(&copy, &brief())).concat();
    for part in ["请专班研究是否评估目标口径", "2025年2月", "指数上升而不落后的指标由24项减为21项"]
    {
        assert!(text.contains(part), "no {part}: {text}");
    }
}

#[test]
fn the_edition_for_comments_has_the_same_pages_with_numbers_at_the_lines() {
    let city = Copy::new();
    let plain = set(&city, &Request::default());
    let review = set(&city, &Request { edition: &REVIEW, ..Request::default() });
    assert_eq!(plain.pages, review.pages);
    let han = |text: &String| text.chars().filter(|c| ('一'..='鿿').contains(c)).collect::<String>();
    let mut numbered = 0;
    // The cover and its back name the edition; every page after them holds the same characters.
    for (at, (one, other)) in texts(&plain).iter().zip(&texts(&review)).enumerate().skip(2) {
        let (mut one, mut other): (Vec<char>, Vec<char>) =
            (han(one).chars().collect(), han(other).replace("批注", "").chars().collect());
        one.sort_unstable();
        other.sort_unstable();
        assert_eq!(one.iter().collect::<String>(), other.iter().collect::<String>(), "page {}", at + 1);
        let wide = review.document.pages()[at].frame.width() > plain.document.pages()[at].frame.width();
        numbered += usize::from(wide);
    }
    assert!(10 < numbered, "{numbered} pages have room for notes");
    assert!(texts(&review)[0].contains("征求意见稿"));
}

#[test]
fn a_department_gets_its_own_indicators_and_tasks_and_nothing_of_others() {
    let copy = Copy::of_shipped(false);
    let pdf = set(&copy, &Request { edition: &UNIT, unit: Some("市商务局".to_owned()), ..Request::default() });
    let text = texts(&pdf).concat();
    assert!(text.contains("高新技术产业投资占固定资产投资比例") && text.contains("已报／应报"));
    assert!(!text.contains("孵化器"), "an indicator of another department");
    assert!(pdf.pages < 12, "{} pages", pdf.pages);
}

#[test]
fn own_colours_and_an_emblem_come_from_the_settings() {
    let city = Copy::new();
    let emblem = std::fs::read(root().join("tests/golden/徽标.png")).unwrap();
    city.write("content/徽标.png", &emblem);
    let path = city.path().join("content/settings.yaml");
    let settings = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{settings}\n样式:\n  主色: 5d1736\n  徽标: 徽标.png\n")).unwrap();
    let pdf = set(&city, &Request::default());
    let document = Document::load_mem(&pdf.bytes).unwrap();
    let alts = elements(&document).into_iter().filter_map(|(_, alt)| alt).collect::<Vec<_>>();
    assert!(alts.iter().any(|alt| alt == "徽标"), "{alts:?}");
    let own = super::page::colors(&pdf.document.pages()[0].frame);
    assert!(own.contains(&"#5d1736".to_owned()) && !own.contains(&"#17365d".to_owned()), "{own:?}");

    // 楷体 set by another face: the built-in one is used no more.
    let faces = |pdf: &Pdf| String::from_utf8_lossy(&pdf.bytes).matches("FandolKai").count();
    assert!(0 < faces(&pdf));
    std::fs::write(&path, format!("{settings}\n样式:\n  字体: {{楷体: FandolFang R}}\n")).unwrap();
    assert_eq!(faces(&set(&city, &Request::default())), 0);

    std::fs::write(&path, format!("{settings}\n样式:\n  徽标: ../plan.yaml\n  字体: {{小标宋: 方正小标宋简体}}\n"))
        .unwrap();
    let rules: Vec<String> = city.findings().into_iter().map(|found| found.text("rule").to_owned()).collect();
    assert_eq!(rules, ["font-missing", "picture-outside"]);
    let run = city.run(&["build", "--format", "short"]);
    assert_eq!(run.code(), 1);
    std::fs::write(&path, format!("{settings}\n样式:\n  字体: {{小标宋: 方正小标宋简体}}\n")).unwrap();
    let run = city.run(&["build", "--format", "short"]);
    assert!(run.code() == 1 && run.told().contains("没有「方正小标宋简体」"), "{}", run.told());
}

#[test]
fn a_preface_and_a_board_are_printed_in_their_year_and_nowhere_else() {
    let city = Copy::new();
    let settings = std::fs::read_to_string(city.path().join("content/settings.yaml")).unwrap();
    let own = "分年:\n  2023:\n    前言: |\n      本年度重点是**改造**。\n\n      感谢各单位。\n    编委会:\n      - {职务: 主任, 人员: 示例主任}\n      - {职务: 委员, 人员: [示例甲, 示例乙]}\n";
    city.write("content/settings.yaml", format!("{settings}\n{own}"));
    let text = texts(&set(&city, &Request::default())).concat().replace('\n', "");
    for part in ["前言", "本年度重点是改造。", "感谢各单位。", "编委会", "主任　示例主任", "委员　示例甲　示例乙"]
    {
        assert!(text.contains(part), "no {part}");
    }
    let before = texts(&set(&city, &Request { year: Some(2022), ..Request::default() })).concat();
    assert!(!before.contains("前言") && !before.contains("编委会"));
}

#[test]
fn text_as_large_as_in_official_documents_is_a_setting() {
    let city = Copy::new();
    let book = set(&city, &Request::default()).pages;
    let settings = std::fs::read_to_string(city.path().join("content/settings.yaml")).unwrap();
    city.write("content/settings.yaml", format!("{settings}\n样式:\n  正文: 公文\n"));
    let official = set(&city, &Request::default()).pages;
    assert!(book < official, "{book} pages, {official} with 3号");
}

#[test]
#[ignore = "long"]
fn a_task_points_at_the_case_that_came_of_it() {
    let copy = Copy::of_shipped(false);
    let pdf = set(&copy, &Request::default());
    let texts = texts(&pdf);
    let link = texts
        .iter()
        .position(|text| text.replace('\n', "").contains("市科技局供稿，见第"))
        .expect("a task names its case");
    let case = texts.iter().rposition(|text| text.contains("供稿：市科技局")).unwrap();
    assert!(link < case);
    let public = texts.iter().find(|text| text.contains('①')).expect("a public figure names its source at its foot");
    let public = public.replace('\n', "");
    assert!(public.contains("http") && public.contains("口径说明见附录7"), "{public}");
    copy.edit("content/submissions/2024/市科技局.yaml", "    任务: 2.2.2\n", "    任务: 2.2.9\n");
    let found = copy.findings();
    assert!(found.iter().any(|f| f.text("rule") == "unknown-assignment"), "{found:?}");
}

/// Every element of the structure tree in reading order: its type and its alternative text.
fn elements(document: &Document) -> Vec<(String, Option<String>)> {
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let mut found = Vec::new();
    walk(document, root, &mut found);
    found
}

fn walk(document: &Document, object: &Object, found: &mut Vec<(String, Option<String>)>) {
    match document.dereference(object).unwrap().1 {
        Object::Array(items) => items.iter().for_each(|item| walk(document, item, found)),
        Object::Dictionary(element) => {
            if let Ok(Object::Name(name)) = element.get(b"S") {
                let alt = element.get(b"Alt").ok().and_then(|alt| lopdf::decode_text_string(alt).ok());
                found.push((String::from_utf8_lossy(name).into_owned(), alt));
            }
            if let Ok(kids) = element.get(b"K") {
                walk(document, kids, found);
            }
        }
        _ => {}
    }
}

/// What a screen reader meets: headings that skip no level, tables with heads, pictures with words.
#[test]
fn the_structure_reads_in_order() {
    let city = Copy::new();
    let unit = Request { edition: &UNIT, unit: Some("市工业局".to_owned()), ..Request::default() };
    for request in [Request::default(), brief(), unit] {
        let pdf = set(&city, &request);
        let document = Document::load_mem(&pdf.bytes).unwrap();
        let elements = elements(&document);
        let level = |name: &str| name.strip_prefix('H').and_then(|n| n.parse::<usize>().ok());
        let levels: Vec<usize> = elements.iter().filter_map(|(name, _)| level(name)).collect();
        assert_eq!(levels.first(), Some(&1));
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "from H{} to H{}", pair[0], pair[1]);
        }
        let count = |name: &str| elements.iter().filter(|(own, _)| own == name).count();
        assert!(0 < count("Table") && count("Table") <= count("TH"), "a table without a head");
        for (name, alt) in elements.iter().filter(|(name, _)| name == "Figure") {
            assert!(alt.as_ref().is_some_and(|alt| 1 < alt.chars().count()), "a {name} without words");
        }
        let lang = document.catalog().unwrap().get(b"Lang").unwrap();
        assert_eq!(lang.as_str().unwrap(), b"zh-CN");
        // The bookmarks are the chapters in the order of the pages.
        let places: Vec<usize> = bookmarks(&document).into_iter().map(|(_, page)| page).collect();
        assert!(places.is_sorted() && !places.is_empty(), "{places:?}");
    }
}

#[test]
fn bookmarks_carry_their_numbers() {
    let pdf = set(&Copy::new(), &Request::default());
    let titles: Vec<String> = bookmarks(&Document::load_mem(&pdf.bytes).unwrap()).into_iter().map(|b| b.0).collect();
    assert!(titles.iter().any(|title| title.starts_with("一、") && title.contains("总体情况")), "{titles:?}");
    assert!(titles.iter().any(|title| title.starts_with("附录7")), "{titles:?}");
}

/// Titles of the first level of bookmarks, with the numbers of their pages.
fn bookmarks(document: &Document) -> Vec<(String, usize)> {
    let pages: BTreeMap<lopdf::ObjectId, usize> =
        document.get_pages().into_iter().map(|(number, id)| (id, number as usize)).collect();
    let outlines = dictionary(document, document.catalog().unwrap().get(b"Outlines").unwrap());
    let mut found = Vec::new();
    let mut next = outlines.get(b"First").ok().cloned();
    while let Some(item) = next {
        let item = dictionary(document, &item);
        let title = lopdf::decode_text_string(item.get(b"Title").unwrap()).unwrap();
        let dest = document.dereference(item.get(b"Dest").unwrap()).unwrap().1.clone();
        let page = match &dest {
            Object::Array(parts) => parts[0].as_reference().ok(),
            _ => None,
        };
        found.extend(page.and_then(|page| pages.get(&page)).map(|&page| (title.clone(), page)));
        if page.is_none() {
            found.push((title, found.last().map_or(1, |(_, page)| *page)));
        }
        next = item.get(b"Next").ok().cloned();
    }
    found
}

fn dictionary(document: &Document, object: &Object) -> Dictionary {
    document.dereference(object).unwrap().1.as_dict().unwrap().clone()
}

/// The golden pages: the imaginary city's cover, its year at a glance, and the opening of its first area.
const GOLDEN: [(&str, &str); 3] = [("cover", ""), ("glance", "年度要览"), ("area", "综合指数（满分100）")];

/// Set `GOLDEN=update` to write them anew, and look at them before they are committed.
#[test]
fn golden_pages_look_and_read_as_they_did() {
    let pdf = set(&Copy::new(), &Request::default());
    let texts = texts(&pdf);
    let update = std::env::var("GOLDEN").is_ok_and(|word| word == "update");
    for (name, mark) in GOLDEN {
        // The contents name every title; the page itself comes after them.
        let at = texts.iter().rposition(|text| text.contains(mark) && (!mark.is_empty() || text.contains("2023")));
        let at = if mark.is_empty() { 0 } else { at.expect("the page is there") };
        let golden = root().join("tests/golden");
        let (words, picture): (PathBuf, PathBuf) =
            (golden.join(format!("{name}.txt")), golden.join(format!("{name}.png")));
        let now = super::page::picture(&pdf.document.pages()[at]);
        if update {
            std::fs::write(&words, &texts[at]).unwrap();
            now.save_png(&picture).unwrap();
        }
        assert_eq!(texts[at], std::fs::read_to_string(&words).unwrap(), "{name}");
        let before = super::page::load(&picture);
        let apart = super::page::difference(&now, &before);
        assert!(apart < 0.01, "{name} differs by {apart:.4}");
    }
}

/// A build of what was built before has nothing to do, until anything it is made from changes or what it wrote is touched.
#[test]
#[ignore = "long"]
fn unchanged_content_is_not_built_again() {
    const SAME: &str = "内容没有变化";
    let city = Copy::new();
    let pdf = city.path().join("output/2023/年度报告.pdf");
    let build = |args: &[&str]| {
        let run = city.run(&[&["build"], args].concat());
        assert_eq!(run.code(), 0, "{}", run.told());
        run.told().contains(SAME)
    };
    assert!(!build(&[]) && build(&[]));
    assert!(!build(&["--force"]) && build(&[]));
    assert!(!build(&["--brief"]) && build(&["--brief"]) && build(&[]), "each edition has its own");
    assert!(!build(&["--as-of", "2023-06-30"]) && !build(&[]), "the same file of another day");
    let whole = std::fs::read(&pdf).unwrap();
    std::fs::write(&pdf, b"%PDF half").unwrap();
    assert!(!build(&[]) && std::fs::read(&pdf).unwrap() == whole, "what was damaged is made anew");
    std::fs::remove_file(city.path().join("output/2023/台账.json")).unwrap();
    assert!(!build(&[]) && build(&[]));
    let file = "content/submissions/2023/市工业局.yaml";
    let text = std::fs::read_to_string(city.path().join(file)).unwrap();
    city.write(file, format!("{text}\n# 一行注释\n"));
    assert!(!build(&[]) && build(&[]));
    city.write("content/templates/case.xml.j2", "{# 没有案例 #}\n");
    assert!(!build(&[]) && build(&[]), "a template of its own");
    city.write("output/2023/.highland.json", "不是 JSON");
    assert!(!build(&[]) && build(&[]), "a broken memory is no memory");
    // An error is told again, and the report stays.
    city.write(file, text.replace("状态: 已审定", "状态: 已审"));
    let run = city.run(&["build"]);
    assert!(run.code() == 1 && !run.told().contains(SAME), "{}", run.told());
}
