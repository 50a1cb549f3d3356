//! The web edition: pages that hold together, read without script, and say what the report says.

use std::collections::{BTreeMap, BTreeSet};

use highland::edition::{Edition, WEB, WEB_INTERNAL};
use highland::pipeline::{self, Outcome, Request, build};
use highland::project::Project;

use super::project::Copy;

/// A site's files by path; pages and scripts are text.
pub type Files = BTreeMap<String, Vec<u8>>;

pub fn made(copy: &Copy, request: &Request) -> (Outcome, Files) {
    let mut outcome = build(&Project::at(copy.path()).unwrap(), request, &mut |_| {}).unwrap();
    let told: Vec<String> = outcome.diags.iter().map(|found| found.message.clone()).collect();
    let product = outcome.product.take().unwrap_or_else(|| panic!("{told:?}"));
    let files = product.folder().expect("it is a site").clone();
    (outcome, files)
}

pub fn site(copy: &Copy, edition: &'static Edition) -> Files {
    made(copy, &Request { edition, ..Request::default() }).1
}

pub fn text<'a>(files: &'a Files, path: &str) -> &'a str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

pub fn pages(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    files.iter().filter(|(path, _)| path.ends_with(".html")).map(|(path, _)| (path.as_str(), text(files, path)))
}

/// The values of an attribute, as they are written.
fn attribute<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    page.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

pub fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&apos;", "'").replace("&#39;", "'").replace("&amp;", "&")
}

/// Elements that have no end.
const VOID: [&str; 6] = ["meta", "link", "img", "br", "input", "hr"];

/// The tags of a page, which have to be balanced: name and attributes of each that opens.
pub fn balanced<'a>(path: &str, page: &'a str) -> Vec<(&'a str, &'a str)> {
    let (mut open, mut tags) = (Vec::new(), Vec::new());
    for piece in page.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').unwrap_or_else(|| panic!("{path}: <{piece}"));
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{path}: </{name}> closes what is not open");
        } else if !tag.starts_with('!') {
            let (name, attributes) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()), "{path}: <{tag}>");
            assert!(attributes.matches('"').count().is_multiple_of(2), "{path}: <{tag}>");
            tags.push((name, attributes));
            if !VOID.contains(&name) {
                open.push(name);
            }
        }
    }
    assert!(open.is_empty(), "{path}: {open:?} stay open");
    tags
}

/// The path that an address leads to from a page, and its place there.
fn target(from: &str, address: &str) -> (String, Option<String>) {
    let (path, place) = match address.split_once('#') {
        Some((path, place)) => (path, Some(place.to_owned())),
        None => (address, None),
    };
    if path.is_empty() {
        return (from.to_owned(), place);
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in path.split('/') {
        match part {
            ".." => assert!(folders.pop().is_some(), "{from}: {address} leads out of the site"),
            part => folders.push(part),
        }
    }
    (folders.join("/"), place)
}

/// Every plan that there is, in its first and its last year.
fn plans() -> Vec<(&'static str, Copy, Option<i16>)> {
    let mut plans = vec![("shipped", Copy::of_shipped(false), None), ("shipped", Copy::of_shipped(false), Some(2021))];
    for (name, years) in [("city", [2022, 2023]), ("province", [2024, 2026]), ("district", [2026, 2030])] {
        for year in years {
            plans.push((name, Copy::of(&format!("tests/{name}/content")), Some(year)));
        }
    }
    plans
}

#[test]
#[ignore = "long"]
fn every_link_leads_somewhere_and_every_page_is_whole_on_every_plan() {
    for (name, copy, year) in plans() {
        for edition in [&WEB, &WEB_INTERNAL] {
            let (outcome, files) = made(&copy, &Request { edition, year, draft: true, ..Request::default() });
            let plan = &outcome.content.plan;
            let expected =
                plan.indicators.len() + plan.areas.len() + plan.assignments().count() + plan.departments.len();
            assert!(expected < pages(&files).count(), "{name} {year:?}");
            let ids: BTreeMap<&str, Vec<&str>> =
                pages(&files).map(|(path, page)| (path, attribute(page, "id"))).collect();
            let mut titles = BTreeSet::new();
            let mut shown: BTreeSet<String> = BTreeSet::new();
            for (path, page) in pages(&files) {
                let tags = balanced(path, page);
                let own = &ids[path];
                assert_eq!(own.len(), own.iter().collect::<BTreeSet<_>>().len(), "{name} {path}: an id stands twice");
                let addresses = ["href", "src", "action"].into_iter().flat_map(|name| attribute(page, name));
                for address in addresses.map(unescaped) {
                    // Words of authors may lead to other sites; nothing is fetched from there.
                    if address.starts_with("https://")
                        || address.starts_with("http://")
                        || address.starts_with("mailto:")
                    {
                        assert!(
                            page.contains(&format!("<a href=\"{}\"", address.replace('&', "&amp;"))),
                            "{path}: {address}"
                        );
                        continue;
                    }
                    let (to, place) = target(path, &address);
                    assert!(files.contains_key(&to), "{name} {path}: {address} leads nowhere");
                    if let Some(place) = place {
                        let there = ids[to.as_str()].iter().any(|id| unescaped(id) == place);
                        assert!(there, "{name} {path}: no {place} in {to}");
                    }
                    shown.insert(to);
                }
                // One title, headings that skip no level, tables with heads, a policy, nothing inline that it forbids.
                let levels: Vec<usize> =
                    tags.iter().filter_map(|(tag, _)| tag.strip_prefix('h')?.parse().ok()).collect();
                assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name} {path}");
                assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name} {path}: {levels:?}");
                assert!(
                    page.contains("content=\"default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'")
                );
                for (tag, attributes) in &tags {
                    let inline = ["style=\"", " on", "javascript:", "data:"]
                        .iter()
                        .any(|own| format!(" {attributes}").contains(own));
                    let word = attributes.starts_with("name=\"description\"") || attributes.starts_with("property=");
                    let aside = *tag == "img" || *tag == "div" || word;
                    assert!(!inline || aside, "{path}: <{tag} {attributes}>");
                    assert!(*tag != "script" || attributes.starts_with("src=\""), "{path}: a script inside");
                }
                assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"), "{path}");
                let title = page.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
                assert!(titles.insert(title), "{name}: two pages are called {title}");
                assert!(
                    page.contains("<meta property=\"og:title\"") && !attribute(page, "content").contains(&""),
                    "{path}"
                );
                assert_eq!(page.contains("含内部内容，不得公开"), edition.key == "web-internal", "{path}");
            }
            // Nothing lies there that no page shows.
            let own = ["SHA256SUMS", "search-index.js"];
            let idle: Vec<&String> =
                files.keys().filter(|path| !shown.contains(*path) && !own.contains(&path.as_str())).collect();
            assert!(idle.is_empty(), "{name}: {idle:?}");
        }
    }
}

#[test]
#[ignore = "long"]
fn every_figure_of_the_report_is_on_the_page_of_its_indicator_and_the_search_leads_to_places_that_are_there() {
    for (name, copy, year) in plans() {
        let request = Request { edition: &WEB, year, draft: true, ..Request::default() };
        let (outcome, files) = made(&copy, &request);
        let mut checked = pipeline::check(&Project::at(copy.path()).unwrap(), &request, &mut |_| {}).unwrap();
        let mut begin = |_: &'static str| {};
        let mut watch = pipeline::Watch::new(&mut begin);
        let supplies =
            pipeline::Supplies::gather(&Project::at(copy.path()).unwrap(), &mut checked, &mut watch).unwrap();
        let press = pipeline::Press::new(&checked.assessment, &supplies);
        let mut notes = pipeline::Notes::new(&mut checked.sources, &mut checked.diags);
        let document = press.document(&request, &mut notes, &mut watch).unwrap();
        let mut told = 0;
        for value in document.values() {
            let (Some(of), Some(_)) = (value.of, value.year) else { continue };
            let page = text(&files, &format!("indicators/{of}.html"));
            assert!(page.contains(&format!("<data value=\"{}\">", value.text)), "{name}: {} of {of}", value.text);
            told += 1;
        }
        assert!(3 < told, "{name} {year:?}: {told}");
        // The values of the model, year by year.
        let ledger = &outcome.assessment.ledger;
        for (at, cells) in ledger.cells.iter().enumerate() {
            let page = text(&files, &format!("indicators/{}.html", at + 1));
            for cell in cells.iter().flatten() {
                let value = highland::model::printed(cell.value);
                assert!(page.contains(&format!("<data value=\"{value}\">")), "{name}: {value} of {}", at + 1);
            }
        }
        let index = text(&files, "search-index.js");
        let lines = index.strip_prefix("window.highlandIndex = ").unwrap().strip_suffix(";\n").unwrap();
        let entries: Vec<[String; 4]> = serde_json::from_str(lines).unwrap();
        assert!(entries.len() > ledger.cells.len() + 5);
        assert!(!lines.contains('<'), "a tag in the index");
        for [kind, title, address, words] in &entries {
            let (to, place) = target("search.html", address);
            let page = text(&files, &to);
            let there = place.is_none_or(|place| attribute(page, "id").iter().any(|id| unescaped(id) == place));
            assert!(there, "{kind} {title}: {address}");
            assert!(!words.contains("&lt;") && !words.contains(" class="), "{title}: {words}");
        }
    }
}

#[test]
fn the_same_content_is_the_same_bytes_small_and_listed_with_its_hashes() {
    let (one, other) = (site(&Copy::of_shipped(false), &WEB), site(&Copy::of_shipped(true), &WEB));
    assert!(one == other, "the order of files on the disk shows");
    let size: usize = one.values().map(Vec::len).sum();
    assert!(size < 15_000_000, "{size} bytes");
    let sums = text(&one, "SHA256SUMS");
    assert_eq!(sums.lines().count(), one.len() - 1);
    for line in sums.lines() {
        let (hash, path) = line.split_once("  ").unwrap();
        assert_eq!(highland::source::hash(&one[path]), hash, "{path}");
    }
}

#[test]
fn an_indicator_s_page_has_all_that_stands_behind_its_verdict() {
    let copy = Copy::of_shipped(false);
    let files = site(&copy, &WEB);
    let page = text(&files, "indicators/15.html");
    for part in [
        "<img src=\"../charts/indicator-15.svg\"",
        "应达到",
        "算式",
        "÷",
        "趋势外推法",
        "增速比法",
        "方案原文",
        "数据来源",
        "数据性质：",
        "改过的往年数",
        "引用",
        "校验值（SHA-256）",
        "<a href=\"../departments/",
        "<a href=\"../areas/",
        "rel=\"prev\"",
        "rel=\"next\"",
        "2025年",
    ] {
        assert!(page.contains(part), "no {part}");
    }
    let digest = page.split("<code>").nth(1).unwrap().split('<').next().unwrap();
    assert!(digest.len() == 64 && text(&files, "about.html").contains(digest));
    // It is the hash of what the manifest lists.
    assert_eq!(copy.run(&["build", "--web"]).code(), 0);
    let manifest = std::fs::read_to_string(copy.path().join("output/2024/web.manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let inputs = manifest["inputs"].as_object().unwrap();
    let mut lines: Vec<(&String, &str)> = inputs.iter().map(|(path, hash)| (path, hash.as_str().unwrap())).collect();
    lines.retain(|(path, _)| path.starts_with("content/"));
    lines.sort();
    let lines: String = lines.iter().map(|(path, hash)| format!("{hash}  {path}\n")).collect();
    assert_eq!(highland::source::hash(lines.as_bytes()), digest);
}

pub const UNIT: &str = "content/submissions/2023/市工业局.yaml";

#[test]
fn a_folder_is_written_anew_as_a_whole_and_what_is_somebody_else_s_stays() {
    let copy = Copy::new();
    let folder = copy.path().join("output/2023/web");
    copy.write("output/2023/web/index.html", "theirs");
    let told = copy.run(&["build", "--web"]);
    assert!(told.code() == 2 && told.told().contains("不是本程序生成的「index.html」"), "{}", told.told());
    assert_eq!(std::fs::read_to_string(folder.join("index.html")).unwrap(), "theirs");
    std::fs::remove_file(folder.join("index.html")).unwrap();

    copy.edit(UNIT, "项目:\n", "案例:\n  - {标题: 一个案例, 正文: 正文正文。}\n项目:\n");
    let told = copy.run(&["build", "--web"]);
    assert!(
        told.code() == 0 && told.told().contains("web/index.html") && told.told().contains(" 个文件"),
        "{}",
        told.told()
    );
    assert!(folder.join("cases.html").is_file());
    let again = copy.run(&["build", "--web"]);
    assert!(again.code() == 0 && again.told().contains("内容没有变化"), "{}", again.told());
    // A page that is no more goes; what nobody of us wrote stays and is told.
    copy.write("output/2023/web/robots.txt", "theirs");
    copy.edit(UNIT, "案例:\n  - {标题: 一个案例, 正文: 正文正文。}\n", "");
    let told = copy.run(&["build", "--web"]);
    assert!(told.code() == 0 && told.told().contains("「robots.txt」等 1 个不是本程序生成的文件"), "{}", told.told());
    assert!(!folder.join("cases.html").exists() && folder.join("robots.txt").is_file());
    assert!(!std::fs::read_to_string(folder.join("index.html")).unwrap().contains("cases.html"));
    // The internal one lies elsewhere.
    assert_eq!(copy.run(&["build", "--web", "--internal"]).code(), 0);
    assert!(copy.path().join("output/2023/web-internal/internal.html").is_file());
    assert!(!folder.join("internal.html").exists());
    let alone = copy.run(&["build", "--internal"]);
    assert!(alone.code() == 2 && alone.told().contains("--internal --web"), "{}", alone.told());
}

#[test]
fn the_chart_of_an_indicator_has_no_label_over_another_or_outside() {
    let mut drawn = 0;
    for (name, copy, year) in plans() {
        let request = Request { year, ..Request::default() };
        let outcome = pipeline::check(&Project::at(copy.path()).unwrap(), &request, &mut |_| {}).unwrap();
        for chart in highland::chart::indicator_charts(&outcome.assessment) {
            assert!(chart.whole, "{name}: {}", chart.name);
            let boxes: Vec<(&str, [f64; 4])> = chart.label_boxes().collect();
            for (at, (text, one)) in boxes.iter().enumerate() {
                let inside = -1.0 <= one[0] && -1.0 <= one[1] && one[2] <= 1001.0 && one[3] <= chart.height + 1.0;
                assert!(inside, "{name} {year:?} {}: 「{text}」 {one:?}", chart.name);
                for (other_text, other) in &boxes[at + 1..] {
                    let apart = one[2] <= other[0] || other[2] <= one[0] || one[3] <= other[1] || other[3] <= one[1];
                    assert!(apart, "{name} {year:?} {}: 「{text}」 and 「{other_text}」", chart.name);
                }
            }
            drawn += 1;
        }
    }
    assert!(100 < drawn, "{drawn}");
}
