//! The ledger workbook, read back by another library: figures are numbers, texts are texts, and there is no formula.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};
use highland::compose::indicators;
use highland::edition::{LEDGER, LEDGER_PUBLIC};

use super::data::{PLANS, copy_of, made};
use super::project::Copy;

/// The sheets, in their order.
const SHEETS: [&str; 8] = ["指标", "指标说明", "任务分工", "里程碑", "项目", "变化", "图表", "说明"];

type Book = Xlsx<Cursor<Vec<u8>>>;

fn open(bytes: &[u8]) -> Book {
    calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap()
}

/// A sheet's rows by the heads of their cells; above the heads stands what is said of sample data.
fn rows(sheet: &Range<Data>) -> Vec<BTreeMap<String, Data>> {
    let mut rows = sheet.rows().skip_while(|row| row.iter().skip(1).all(|cell| *cell == Data::Empty));
    let heads: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
    rows.map(|row| heads.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

/// The parts of the package that a name begins with, as text.
fn parts(bytes: &[u8], name: &str) -> Vec<String> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
    let names: Vec<String> =
        package.file_names().map(|own| own.unwrap().into_owned()).filter(|own| own.starts_with(name)).collect();
    let mut read = |name: &String| {
        let mut text = String::new();
        package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let mut names: Vec<String> = names.into_iter().filter(|own| own.ends_with(".xml")).collect();
    names.sort();
    names.iter().map(&mut read).collect()
}

#[test]
fn figures_are_the_reports_as_numbers_and_nothing_is_computed() {
    for (content, year) in PLANS {
        let (files, assessment) = made(&copy_of(content), &LEDGER, Some(year));
        let bytes = files.values().next().unwrap();
        let mut book = open(bytes);
        assert_eq!(book.sheet_names(), SHEETS, "{content}");
        for name in SHEETS {
            assert!(book.worksheet_formula(name).unwrap().is_empty(), "{name} has a formula");
        }
        let sheet = rows(&book.worksheet_range("指标").unwrap());
        let views = indicators(&assessment);
        assert_eq!(sheet.len(), views.len());
        for (row, view) in sheet.iter().zip(&views) {
            assert_eq!(row["指标"], Data::String(view.name.clone()));
            for own in &view.series {
                let printed = own.figure.value.as_ref().map(|text| text.replace('−', "-").parse::<f64>().unwrap());
                let cell = &row[&format!("{}年", own.year)];
                match printed {
                    Some(value) => assert_eq!(*cell, Data::Float(value), "{} {}", view.name, own.year),
                    None => assert_eq!(*cell, Data::Empty, "{} {}", view.name, own.year),
                }
                assert_eq!(row[&format!("{}年评价", own.year)], Data::String(own.status.to_owned()));
            }
            let completion = view.completion.as_ref().map(|text| text.trim_end_matches('%').replace('−', "-"));
            let completion = completion.map_or(Data::Empty, |text| Data::Float(text.parse().unwrap()));
            assert_eq!(row["完成率（%）"], completion, "{}", view.name);
        }
        let tasks = rows(&book.worksheet_range("任务分工").unwrap());
        let numbers: Vec<&str> =
            assessment.ledger.content.plan.assignments().map(|own| own.2.number.as_str()).collect();
        let mut told: Vec<String> = tasks.iter().map(|row| row["编号"].to_string()).collect();
        // What is too long for one row goes on under the same number.
        told.dedup();
        assert_eq!(told, numbers, "{content}");
    }
}

#[test]
fn sheets_are_filtered_frozen_and_set_for_paper_and_charts_are_excels_own() {
    let (files, assessment) = made(&Copy::of_shipped(false), &LEDGER, None);
    let bytes = files.values().next().unwrap();
    let sheets = parts(bytes, "xl/worksheets/sheet");
    assert_eq!(sheets.len(), SHEETS.len());
    for (name, sheet) in SHEETS.iter().zip(&sheets) {
        let table = *name != "图表";
        assert_eq!(sheet.contains("<autoFilter "), table, "{name}");
        assert_eq!(sheet.contains("state=\"frozen\""), table, "{name}");
        let paper = if ["项目", "变化", "说明"].contains(name) { "paperSize=\"9\"" } else { "paperSize=\"8\"" };
        assert!(sheet.contains(paper) && sheet.contains("orientation=\"landscape\""), "{name}");
        assert!(!sheet.contains("<f>") && sheet.contains("含示例数据"), "{name}");
    }
    // On the screen, too, it stands above what is invented.
    let mut read = open(bytes);
    for name in SHEETS {
        let range = read.worksheet_range(name).unwrap();
        let first = range.rows().next().unwrap()[0].to_string();
        assert!(first.contains("演示") && first.contains("不代表所列单位的真实情况"), "{name}: {first}");
    }
    let book = parts(bytes, "xl/workbook").concat();
    assert_eq!(book.matches("_xlnm.Print_Area").count(), SHEETS.len());
    assert_eq!(book.matches("_xlnm.Print_Titles").count(), SHEETS.len() - 1);
    assert_eq!(sheets[0].matches("<x14:sparkline>").count(), assessment.rows.len());
    let charts = parts(bytes, "xl/charts/chart");
    assert_eq!(charts.len(), 4);
    for word in ["指标评价（项）", "任务分工状态（项）", "2024年完成率（%）", "总投资（亿元）"]
    {
        assert!(charts.iter().any(|chart| chart.contains(word)), "{word}");
    }
    // A mark behind a figure is its format alone.
    assert!(parts(bytes, "xl/styles").concat().contains("0&quot; 示&quot;"));
    let (again, _) = made(&Copy::of_shipped(true), &LEDGER, None);
    assert!(again == files, "the same bytes");
}

#[test]
fn a_text_that_looks_like_a_formula_is_a_text_and_a_long_one_goes_on_below() {
    let copy = Copy::new();
    let unit = "content/submissions/2023/市工业局.yaml";
    copy.edit(unit, "地点: 云东区", "地点: '=HYPERLINK(\"http://x\",\"点\")'");
    let long: String = (0..160).map(|at| format!("第{at}项进展写在这里；")).collect();
    copy.edit(unit, "    问题: 现场会少开1场。", &format!("    问题: {long}"));
    let (files, _) = made(&copy, &LEDGER, None);
    let mut book = open(files.values().next().unwrap());
    let place = rows(&book.worksheet_range("项目").unwrap())[0]["地点"].clone();
    assert_eq!(place, Data::String("=HYPERLINK(\"http://x\",\"点\")".to_owned()));
    assert!(book.worksheet_formula("项目").unwrap().is_empty());
    let tasks = rows(&book.worksheet_range("任务分工").unwrap());
    let own: Vec<_> = tasks.iter().filter(|row| row["编号"] == Data::String("2.1.1".to_owned())).collect();
    assert!(1 < own.len(), "it goes on");
    // A very long paragraph is read as several.
    assert_eq!(own.iter().map(|row| row["问题"].to_string()).collect::<String>().replace('\n', ""), long);
    assert!(own[1..].iter().all(|row| row["2023年状态"] == Data::Empty && row["分工"] == own[0]["分工"]));
}

#[test]
fn leaders_are_for_the_offices_and_the_public_workbook_says_that_it_is_public() {
    let copy = Copy::new();
    let said = |edition| {
        let (files, _) = made(&copy, edition, None);
        let mut book = open(files.values().next().unwrap());
        let cells: Vec<String> = SHEETS
            .iter()
            .flat_map(|name| {
                book.worksheet_range(name).unwrap().cells().map(|own| own.2.to_string()).collect::<Vec<_>>()
            })
            .collect();
        cells.join("\n")
    };
    let (internal, public) = (said(&LEDGER), said(&LEDGER_PUBLIC));
    assert!(internal.contains("分管副市长") && internal.contains("内部版") && internal.contains("不得公开"));
    assert!(!public.contains("分管副市长") && public.contains("公开版") && !public.contains("内部版"));
    let run = copy.run(&["build", "--ledger"]);
    assert!(run.code() == 0 && run.told().contains("已生成动态台账"), "{}", run.told());
    assert!(copy.path().join("output/2023/动态台账.xlsx").is_file());
    assert!(copy.path().join("output/2023/动态台账.xlsx.manifest.json").is_file());
    assert!(copy.run(&["build", "--ledger"]).told().contains("内容没有变化"));
}
