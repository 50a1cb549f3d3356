//! The year as data: tables that are what their descriptor says, with the report's figures and nothing that is for the offices alone.

use std::collections::{BTreeMap, BTreeSet};

use highland::assess::Assessment;
use highland::compose::indicators;
use highland::desk::snapshot;
use highland::edition::{DATA, DATA_INTERNAL, Edition};
use highland::model::Year;
use highland::pipeline::{Request, build};
use highland::project::Project;
use highland::source::hash;
use serde_json::{Map, Value};

use super::project::Copy;

/// The plans, each in a first and a last year with results.
pub const PLANS: [(&str, Year); 8] = [
    ("content", 2021),
    ("content", 2024),
    ("tests/city/content", 2022),
    ("tests/city/content", 2023),
    ("tests/province/content", 2024),
    ("tests/province/content", 2026),
    ("tests/district/content", 2026),
    ("tests/district/content", 2030),
];

/// A copy of a plan's content.
pub fn copy_of(content: &str) -> Copy {
    if content == "content" { Copy::of_shipped(false) } else { Copy::of(content) }
}

/// The files of an edition, by name, and what they were made of.
pub fn made(copy: &Copy, edition: &'static Edition, year: Option<Year>) -> (BTreeMap<String, Vec<u8>>, Assessment) {
    let request = Request { edition, year, ..Request::default() };
    let outcome = build(&Project::at(copy.path()).unwrap(), &request, &mut |_| {}).unwrap();
    let said = || outcome.diags.iter().map(|found| found.message.clone()).collect::<Vec<_>>();
    let product = outcome.product.as_ref().unwrap_or_else(|| panic!("{:?}", said()));
    let files =
        product.files("").into_iter().map(|(name, bytes)| (name.trim_start_matches('/').to_owned(), bytes.to_vec()));
    (files.collect(), outcome.assessment)
}

/// The text of a file.
fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

/// The rows of a CSV of the data by the heads of their cells, as the text that was written: without the mark before what looks like a formula.
pub fn rows(files: &BTreeMap<String, Vec<u8>>, key: &str) -> Vec<BTreeMap<String, String>> {
    let whole = text(files, &format!("{key}.csv"));
    let plain = whole.strip_prefix('\u{feff}').expect("a mark of UTF-8");
    let mut reader = csv::Reader::from_reader(plain.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let cell = |cell: &str| cell.strip_prefix('\'').unwrap_or(cell).to_owned();
        heads.iter().zip(&row).map(|(head, own)| (head.to_owned(), cell(own))).collect()
    });
    rows.collect()
}

/// Whether a text is a number as programs read them: digits, at most one point, a minus.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, rest].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What a value has to be by its field; none if it is that.
fn fault(field: &Value, value: &Value, written: &str) -> Option<String> {
    let told = |what: &str| Some(format!("{}: {what}: {value}", field["name"]));
    let constraints = &field["constraints"];
    if value.is_null() {
        return if constraints["required"] == true { told("is required") } else { None };
    }
    let right = match field["type"].as_str().unwrap() {
        "string" => value.is_string() && !value.as_str().unwrap().is_empty(),
        "number" => value.is_number() && is_number(written),
        "integer" => value.is_i64() && written.bytes().all(|byte| byte.is_ascii_digit()),
        "year" => value.is_i64() && written.len() == 4 && is_number(written),
        other => panic!("{other} is no type"),
    };
    if !right {
        return told("is of another type");
    }
    let words = constraints["enum"].as_array();
    if words.is_some_and(|words| !words.contains(value)) { told("is none of the words") } else { None }
}

#[test]
fn the_tables_are_what_their_descriptor_says_and_csv_and_json_say_the_same() {
    for (content, year) in PLANS {
        let copy = copy_of(content);
        for edition in [&DATA, &DATA_INTERNAL] {
            let (files, _) = made(&copy, edition, Some(year));
            let package: Value = serde_json::from_slice(&files["datapackage.json"]).unwrap();
            let resources = package["resources"].as_array().unwrap();
            let mut tables: BTreeMap<&str, Vec<Map<String, Value>>> = BTreeMap::new();
            for resource in resources {
                let path = resource["path"].as_str().unwrap();
                let bytes = &files[path];
                if bytes.as_slice() == b"[]\n" {
                    assert!(resource["type"] == "json" && resource.get("schema").is_none());
                    continue;
                }
                let fields = resource["schema"]["fields"].as_array().unwrap();
                let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
                if let Some(key) = path.strip_suffix(".csv") {
                    assert_eq!(resource["bytes"], bytes.len());
                    assert_eq!(resource["hash"], format!("sha256:{}", hash(bytes)));
                    let whole = text(&files, path);
                    let head = whole.trim_start_matches('\u{feff}').split("\r\n").next().unwrap();
                    assert_eq!(head.split(',').collect::<Vec<_>>(), names, "{path}");
                    assert!(whole.ends_with("\r\n"), "{path}");
                    let other: Vec<Map<String, Value>> =
                        serde_json::from_slice(&files[&format!("{key}.json")]).unwrap();
                    let rows = rows(&files, key);
                    assert_eq!(rows.len(), other.len(), "{path}");
                    for (row, other) in rows.iter().zip(&other) {
                        assert_eq!(other.keys().collect::<Vec<_>>(), names, "{path}");
                        for field in fields {
                            let name = field["name"].as_str().unwrap();
                            let (written, value) = (&row[name], &other[name]);
                            let said = match value {
                                Value::Null => String::new(),
                                Value::String(text) => text.clone(),
                                number => number.to_string(),
                            };
                            // Programs write 100.0 and 100 alike.
                            let same = *written == said || written.parse::<f64>() == said.parse::<f64>();
                            assert!(same, "{path} {name}: {written} and {said}");
                            assert_eq!(fault(field, value, written), None, "{content} {year} {path}");
                        }
                    }
                }
                tables.insert(
                    resource["name"].as_str().unwrap(),
                    serde_json::from_slice(&files[&path.replace(".csv", ".json")]).unwrap(),
                );
            }
            let empty = files.values().filter(|bytes| bytes.as_slice() == b"[]\n").count();
            assert_eq!(tables.len() + empty, 10, "{content} {year}");
            for resource in resources {
                let Some(own) = tables.get(resource["name"].as_str().unwrap()) else { continue };
                let part = |row: &Map<String, Value>, names: &Value| -> Vec<String> {
                    names.as_array().unwrap().iter().map(|name| row[name.as_str().unwrap()].to_string()).collect()
                };
                if let Some(names) = resource["schema"].get("primaryKey") {
                    let keys: BTreeSet<Vec<String>> = own.iter().map(|row| part(row, names)).collect();
                    assert_eq!(keys.len(), own.len(), "{content} {}", resource["name"]);
                }
                for link in resource["schema"]["foreignKeys"].as_array().into_iter().flatten() {
                    let to = &link["reference"];
                    let there = &tables[to["resource"].as_str().unwrap()];
                    let known: BTreeSet<Vec<String>> = there.iter().map(|row| part(row, &to["fields"])).collect();
                    for row in own.iter().map(|row| part(row, &link["fields"])).filter(|row| row[0] != "null") {
                        assert!(known.contains(&row), "{content} {}: {row:?}", resource["name"]);
                    }
                }
            }
            let readme = text(&files, "README.md");
            for resource in resources {
                for field in resource["schema"]["fields"].as_array().into_iter().flatten() {
                    let line = format!("| {} |", field["name"].as_str().unwrap());
                    assert!(readme.contains(&line), "{line} is not explained");
                }
            }
        }
    }
}

#[test]
fn every_figure_of_the_data_is_the_one_that_the_report_prints() {
    for (content, year) in PLANS {
        let (files, assessment) = made(&copy_of(content), &DATA_INTERNAL, Some(year));
        let table = rows(&files, "indicators");
        let views = indicators(&assessment);
        let count = assessment.ledger.years.len();
        assert_eq!(table.len(), views.len() * count, "{content} {year}");
        let ledger = snapshot(&assessment);
        // As a report prints them: with the minus of printers.
        let printed = |text: &str| text.replace('-', "−");
        let maybe = |text: &Option<String>| text.clone().unwrap_or_default();
        for ((view, own), line) in views.iter().zip(table.chunks(count)).zip(&ledger.indicators) {
            for (row, of_year) in own.iter().zip(&view.series) {
                assert_eq!(row["年度"], of_year.year.to_string());
                assert_eq!(printed(&row["数值"]), maybe(&of_year.figure.value), "{content} {}", view.name);
                assert_eq!(row["评价"], of_year.status, "{content} {} {}", view.name, of_year.year);
            }
            let now = own.last().unwrap();
            assert_eq!((&now["指标"], &now["计量单位"], &now["目标"]), (&view.name, &view.unit, &view.target));
            let completion = view.completion.as_ref().map(|share| share.trim_end_matches('%').to_owned());
            assert_eq!(printed(&now["完成率"]), maybe(&completion), "{content} {}", view.name);
            assert_eq!(printed(&now["进度比"]), maybe(&view.pace), "{content} {}", view.name);
            assert_eq!(now["年度节点"], maybe(&view.node), "{content} {}", view.name);
            assert_eq!(printed(&now["基期值"]), maybe(&view.baseline.value), "{content} {}", view.name);
            assert_eq!(now["数据性质"], view.nature.unwrap_or_default());
            assert_eq!(now["数据来源"], maybe(&view.source));
            assert_eq!(now["责任单位"], view.department);
            // And the one of the ledger beside the report.
            let value: Option<f64> =
                line.value.as_ref().map(|own| own.strip_suffix(&*view.unit).unwrap().parse().unwrap());
            assert_eq!(now["数值"].parse().ok(), value, "{content} {}", view.name);
            assert_eq!((&line.name, &line.status), (&now["指标"], &now["评价"]));
        }
        let last = |key: &str| {
            let rows = rows(&files, key);
            rows.into_iter().filter(|row| row["年度"] == year.to_string()).collect::<Vec<_>>()
        };
        for (row, line) in last("assignments").iter().zip(&ledger.assignments) {
            assert_eq!((format!("{} {}", row["编号"], row["分工"]), &row["状态"]), (line.name.clone(), &line.status));
        }
        let milestones = ledger.milestones.unwrap();
        assert_eq!(last("milestones").len(), milestones.len());
        for (row, line) in last("milestones").iter().zip(&milestones) {
            assert_eq!((&row["里程碑"], &row["评价"]), (&line.name, &line.status));
        }
        let amounts =
            assessment.projects().into_iter().map(|own| own.investment.map_or(String::new(), |own| own.to_string()));
        let told = last("projects").into_iter().map(|row| row["总投资"].clone());
        assert_eq!(told.collect::<Vec<_>>(), amounts.collect::<Vec<_>>());
    }
}

#[test]
fn changes_are_those_against_the_year_before_and_what_was_restated() {
    let copy = Copy::new();
    copy.edit(
        "content/submissions/2023/市工业局.yaml",
        "  示范工厂数: 6 ",
        "  示范工厂数:\n    实际值: 6\n    调整:\n      2022: {值: 5家, 理由: 补认一家}\n  # ",
    );
    let (files, _) = made(&copy, &DATA, None);
    let changed = rows(&files, "changes");
    let of = |kind: &str| changed.iter().filter(|row| row["类别"] == kind).collect::<Vec<_>>();
    let [restated] = of("数据调整")[..] else { panic!("{changed:?}") };
    let told =
        ["编号", "原年度", "年度", "原数值", "数值", "增减", "提出年度", "说明"].map(|own| restated[own].as_str());
    assert_eq!(told, ["factories", "2022", "2022", "4", "5", "1", "2023", "补认一家"]);
    assert_eq!(of("指标").len(), 5);
    let factories = of("指标")[0];
    assert_eq!(
        ["原年度", "年度", "原数值", "数值", "增减"].map(|own| factories[own].as_str()),
        ["2022", "2023", "5", "6", "1"]
    );
    let task = of("任务").into_iter().find(|row| row["编号"] == "2.1.1").unwrap();
    assert_eq!((task["原评价"].as_str(), task["评价"].as_str()), ("按计划推进", "有风险"));
    // In the first year there is nothing before.
    let (files, _) = made(&copy, &DATA, Some(2022));
    assert_eq!(text(&files, "changes.json"), "[]\n");
    // After years of silence the newest year with data is what is compared with.
    let (files, _) = made(&Copy::of("tests/district/content"), &DATA, Some(2030));
    let compared = rows(&files, "changes").into_iter().filter(|row| row["类别"] != "数据调整");
    let before: BTreeSet<String> = compared.map(|row| row["原年度"].clone()).collect();
    assert_eq!(before, BTreeSet::from(["2027".to_owned()]));
}

#[test]
fn an_earlier_year_has_its_own_target_and_what_was_written_then_stays_there() {
    let city = Copy::new();
    city.edit(
        "content/plan.yaml",
        "    目标年: 2024\n    基期: {年: 2021, 值: 3}\n    年度节点: {2022: 4, 2023: 6}",
        "    目标年: 2024\n    目标调整: {目标值: 15, 自: 2023, 文件: 云政发〔2023〕9号}\n    基期: {年: 2021, 值: 3}",
    );
    let (files, _) = made(&city, &DATA, None);
    let own = rows(&files, "indicators");
    let told = |at: usize| ["年度", "目标", "目标值", "年度节点"].map(|name| own[at][name].as_str());
    assert_eq!(told(0), ["2022", "≥12", "12", "6"]);
    assert_eq!(told(1), ["2023", "≥15", "15", "11"]);
    let tasks = rows(&files, "assignments");
    let (then, now) = (&tasks[0], &tasks[1]);
    assert_eq!((then["年度"].as_str(), then["进展"].as_str()), ("2022", ""));
    assert!(now["进展"].contains("- 离散制造60家；") && now["问题"] == "现场会少开1场。");
}

#[test]
fn a_renamed_indicator_keeps_its_key_and_no_two_milestones_share_one() {
    let copy = Copy::new();
    let (before, _) = made(&copy, &DATA, None);
    for file in ["plan.yaml", "submissions/2022/市工业局.yaml", "submissions/2023/市工业局.yaml"] {
        let path = copy.path().join("content").join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, text.replace("示范工厂数", "智能工厂数")).unwrap();
    }
    let (after, _) = made(&copy, &DATA, None);
    let of = |files: &BTreeMap<String, Vec<u8>>| -> Vec<[String; 3]> {
        rows(files, "indicators").into_iter().map(|row| ["编号", "指标", "数值"].map(|own| row[own].clone())).collect()
    };
    let (before, after) = (of(&before), of(&after));
    assert_eq!((before[0][1].as_str(), after[0][1].as_str()), ("示范工厂数", "智能工厂数"));
    assert!(before.iter().zip(&after).all(|(one, other)| (&one[0], &one[2]) == (&other[0], &other[2])));
    let copy = Copy::of_shipped(false);
    let plan = std::fs::read_to_string(copy.path().join("content/plan.yaml")).unwrap();
    let (_, milestones) = plan.split_once("\n里程碑:\n").unwrap();
    let ids: Vec<&str> = milestones.lines().filter_map(|line| line.strip_prefix("  - 编号: ")).collect();
    copy.edit("content/plan.yaml", &format!("编号: {}\n", ids[1]), &format!("编号: {}\n", ids[0]));
    let found = copy.findings();
    assert!(found.iter().any(|own| own.text("message").starts_with("里程碑编号「")), "{found:?}");
}

#[test]
fn a_text_that_looks_like_a_formula_is_text_everywhere_and_comes_back_whole() {
    let copy = Copy::new();
    let unit = "content/submissions/2023/市工业局.yaml";
    copy.edit(unit, "地点: 云东区", "地点: '=HYPERLINK(\"http://x\",\"点\")'");
    copy.edit(unit, "    问题: 现场会少开1场。", "    问题: '@SUM(1+1)，现场会少开1场。'");
    copy.edit(unit, "    数据来源: 示例数据", "    数据来源: \"'-1 示例数据\"");
    let (files, _) = made(&copy, &DATA, None);
    let (projects, tasks) = (text(&files, "projects.csv"), text(&files, "assignments.csv"));
    assert!(projects.contains(",\"'=HYPERLINK(\"\"http://x\"\",\"\"点\"\")\","), "{projects}");
    assert!(tasks.contains(",'@SUM(1+1)，现场会少开1场。,"), "{tasks}");
    assert!(text(&files, "indicators.csv").contains(",''-1 示例数据,"));
    // Undone, it is what was typed, which JSON has as it is.
    assert_eq!(rows(&files, "projects").last().unwrap()["地点"], "=HYPERLINK(\"http://x\",\"点\")");
    assert!(text(&files, "projects.json").contains(r#""地点": "=HYPERLINK(\"http://x\",\"点\")""#));
    assert!(text(&files, "README.md").contains("去掉这一个撇号就是原文"));
}

#[test]
fn the_licence_is_the_offices_own_and_nothing_where_none_is_named() {
    let copy = Copy::new();
    let (files, _) = made(&copy, &DATA, None);
    let package: Value = serde_json::from_slice(&files["datapackage.json"]).unwrap();
    assert!(package.get("licenses").is_none() && text(&files, "README.md").contains("* 许可：未注明"));
    let settings = "content/settings.yaml";
    for (typed, expected) in [
        ("CC BY 4.0", serde_json::json!([{ "name": "CC-BY-4.0" }])),
        ("https://example.org/terms", serde_json::json!([{ "path": "https://example.org/terms" }])),
        ("注明出处即可使用", serde_json::json!([{ "title": "注明出处即可使用", "path": "README.md" }])),
    ] {
        let copy = Copy::new();
        copy.edit(settings, "  版本: 送审稿\n", &format!("  版本: 送审稿\n  数据许可: {typed}\n"));
        let (files, _) = made(&copy, &DATA, None);
        let package: Value = serde_json::from_slice(&files["datapackage.json"]).unwrap();
        assert_eq!(package["licenses"], expected);
        assert!(!text(&files, "README.md").contains("未注明"));
    }
}
