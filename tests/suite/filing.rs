//! Forms as workbooks: out, filled in as clerks do, and in again.

use std::path::{Path, PathBuf};
use std::process::Command;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::project::{Copy, Run, skipped};

const UNIT: &str = "content/submissions/2023/市工业局.yaml";

/// A cell as a clerk leaves it.
enum Put {
    Text(&'static str),
    Number(f64),
    Percent(f64),
    Day(u16, u8, u8),
    Formula(&'static str, &'static str),
    Yes,
}
use Put::{Day, Number, Percent, Text, Yes};

/// A workbook of sheets of rows, with the sheet that says whose it is.
fn written(copy: &Copy, name: &str, year: &str, sheets: &[(&str, Vec<Vec<Put>>)]) -> PathBuf {
    let mut book = Workbook::new();
    for (title, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*title).unwrap();
        for (row, cells) in (0u32..).zip(rows) {
            for (column, cell) in (0u16..).zip(cells) {
                match cell {
                    Text("") => sheet.write_blank(row, column, &Format::new()),
                    Text(text) => sheet.write_string(row, column, *text),
                    Number(number) => sheet.write_number(row, column, *number),
                    Percent(number) => {
                        sheet.write_number_with_format(row, column, *number, &Format::new().set_num_format("0.0%"))
                    }
                    Day(year, month, day) => {
                        let date = ExcelDateTime::from_ymd(*year, *month, *day).unwrap();
                        sheet.write_datetime_with_format(row, column, &date, &Format::new().set_num_format("yyyy/m/d"))
                    }
                    Put::Formula(formula, result) => {
                        sheet.write_formula(row, column, Formula::new(*formula).set_result(*result))
                    }
                    Yes => sheet.write_boolean(row, column, true),
                }
                .unwrap();
            }
        }
    }
    let identity = book.add_worksheet();
    identity.set_name("highland").unwrap();
    for (row, text) in (0u32..).zip(["highland-form-1", "市工业局", year, "0"]) {
        identity.write_string(row, 0, text).unwrap();
    }
    let path = copy.path().join(name);
    std::fs::write(&path, book.save_to_buffer().unwrap()).unwrap();
    path
}

/// Takes files in without asking.
pub fn receive(copy: &Copy, files: &[&Path]) -> Run {
    let mut args = vec!["receive".to_owned(), "--yes".to_owned()];
    args.extend(files.iter().map(|file| file.to_string_lossy().into_owned()));
    copy.run(&args.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The file of the department that the tests fill in.
pub fn read(copy: &Copy) -> String {
    std::fs::read_to_string(copy.path().join(UNIT)).unwrap()
}

fn heads() -> Vec<Put> {
    vec![Text("事项"), Text("实际值"), Text("数据来源"), Text("说明")]
}

/// The workbooks of a plan's departments, each taken in again.
pub fn forms(copy: &Copy, year: &str) -> Vec<PathBuf> {
    let run = copy.run(&["new", year, "--xlsx"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    let folder = copy.path().join("output/forms").join(year);
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()).collect();
    found.sort();
    found
}

#[test]
#[ignore = "long"]
fn a_form_that_nobody_touched_changes_nothing_and_fills_a_blank_file_with_all_there_was() {
    for (content, year) in [
        ("content", "2024"),
        ("tests/city/content", "2023"),
        ("tests/province/content", "2024"),
        ("tests/district/content", "2026"),
    ] {
        let copy = if content == "content" { Copy::of_shipped(false) } else { Copy::of(content) };
        let all = forms(&copy, year);
        let paths: Vec<&Path> = all.iter().map(PathBuf::as_path).collect();
        let run = receive(&copy, &paths);
        assert!(run.told().contains("没有改动") && !run.told().contains("已收下"), "{content}: {}", run.told());
        // The same into nothing: values, statuses and texts are those that were there.
        let folder = format!("content/submissions/{year}");
        let other = copy.path().join("before");
        copy_folder(&copy.path().join("content"), &other.join("content"));
        for item in std::fs::read_dir(copy.path().join(&folder)).unwrap().map(Result::unwrap) {
            if item.path().extension().is_some_and(|ext| ext == "yaml") {
                std::fs::remove_file(item.path()).unwrap();
            }
        }
        let run = receive(&copy, &paths);
        assert_eq!(run.told().matches("已收下").count(), all.len(), "{content}: {}", run.told());
        let run = copy.run(&["diff", &other.to_string_lossy(), "--quick", "--year", year]);
        assert!(run.code() == 0, "{content}: {}", run.printed());
    }
}

fn copy_folder(from: &Path, to: &Path) {
    for item in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap).filter(|item| item.file_type().is_file()) {
        let to = to.join(item.path().strip_prefix(from).unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(item.path(), to).unwrap();
    }
}

#[test]
#[ignore = "long"]
fn what_another_program_saved_is_the_same() {
    let Some(office) = super::served::installed(&["soffice", "libreoffice"]) else {
        return skipped("没有 LibreOffice（Debian：apt-get install libreoffice-calc）。");
    };
    let copy = Copy::of("tests/province/content");
    let all = forms(&copy, "2024");
    let to = copy.path().join("saved");
    let home = format!("-env:UserInstallation=file://{}", copy.path().join("office").display());
    let mut command = Command::new(office);
    command.args([&home, "--headless", "--convert-to", "xlsx", "--outdir"]).arg(&to).args(&all);
    assert!(command.output().unwrap().status.success());
    let saved: Vec<PathBuf> = all.iter().map(|path| to.join(path.file_name().unwrap())).collect();
    let run = receive(&copy, &saved.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    assert_eq!(run.told().matches("没有改动").count(), all.len(), "{}", run.told());
}

#[test]
fn numbers_are_read_as_they_are_seen_and_comments_stay() {
    let copy = Copy::new();
    // Rows above the head, columns in another order, names without their hidden keys, a file of any name.
    let rows = vec![
        vec![Text("市工业局报送"), Text("")],
        vec![Text("说明"), Text("事项"), Text("实际值"), Text("数据来源")],
        vec![Text(""), Text("示范工厂数"), Number(7.0), Text("")],
        vec![Text("口径为规上\n两行"), Text("单位产值能耗"), Number(0.1 + 0.2), Text("统计快报")],
        vec![Text(""), Text("数字化改造覆盖率"), Percent(0.613), Text("")],
        vec![Text(""), Text("现场会场次"), Text("4场"), Text("")],
    ];
    let path = written(
        &copy,
        "微信图片 (3).xlsx",
        "2023",
        &[("指标", rows), ("填表说明", vec![vec![Text("项目"), Text("填写")], vec![Text("日期"), Day(2024, 1, 15)]])],
    );
    let run = receive(&copy, &[&path]);
    let text = read(&copy);
    assert!(run.told().contains("已收下 市工业局"), "{}", run.told());
    for part in [
        "示范工厂数: 7                  # 家 · 目标 ≥12 · 上年 4",
        "实际值: 0.3\n",
        "数据来源: 统计快报",
        "数字化改造覆盖率: 61.3%           # %",
        "现场会场次: 4场",
        "日期: 2024-01-15",
    ] {
        assert!(text.contains(part), "{part}: {text}\n{}", run.told());
    }
    // What the form does not show is as it was.
    assert!(text.contains("- 离散制造60家；") && text.contains("项目:\n  - {名称: 柔性产线改造项目（示例）"), "{text}");
}

#[test]
fn what_cannot_be_read_is_told_at_its_cell_and_nothing_is_taken() {
    let copy = Copy::new();
    let before = read(&copy);
    let indicators = |cell: Put| vec![heads(), vec![Text("示范工厂数"), cell]];
    let cases: Vec<(Vec<Vec<Put>>, &str)> = vec![
        (indicators(Put::Formula("=1/0", "#DIV/0!")), "指标!B2"),
        (indicators(Day(2024, 1, 2)), "指标!B2"),
        (indicators(Yes), "指标!B2"),
        (indicators(Number(1e300)), "指标!B2"),
        (vec![heads(), vec![Text("示范工厂数"), Number(1.0)], vec![Text("示范工厂数"), Number(2.0)]], "填了两行"),
        (vec![heads(), vec![Text(""), Number(1.0)]], "没有写事项"),
        (vec![vec![Text("甲"), Text("乙")], vec![Text("丙"), Number(1.0)]], "没有认出"),
    ];
    for (rows, part) in cases {
        let path =
            written(&copy, "a.xlsx", "2023", &[("指标", rows), ("大事记", vec![vec![Text("日期"), Text("事项")]])]);
        let run = receive(&copy, &[&path]);
        assert!(run.code() == 1 && run.told().contains(part), "{part}: {}", run.told());
        assert_eq!(read(&copy), before, "{part}: {}", run.told());
    }
    // Sheets that are not ours and hold something are not passed over.
    let more = vec![vec![Text("示范工厂数"), Number(9.0)]];
    let path = written(
        &copy,
        "a.xlsx",
        "2023",
        &[("指标", indicators(Number(7.0))), ("指标 (2)", more), ("大事记", vec![vec![Text("日期"), Text("事项")]])],
    );
    let run = receive(&copy, &[&path]);
    assert!(run.code() == 1 && run.told().contains("指标 (2)"), "{}", run.told());
    assert_eq!(read(&copy), before);
}

#[test]
fn findings_are_told_by_cell_and_go_back_in_red() {
    let copy = Copy::new();
    let rows = vec![
        heads(),
        vec![Text("示范工厂数"), Text("六七")],
        vec![Text("现场会场次"), Number(3.0), Text("台账\u{1f600}"), Text("甲,乙。")],
    ];
    let path = written(&copy, "a.xlsx", "2023", &[("指标", rows), ("大事记", vec![vec![Text("日期"), Text("事项")]])]);
    let run = receive(&copy, &[&path]);
    assert_eq!(run.code(), 1);
    for part in [
        "指标!B2  错误：「六七」不能准确读成数字",
        "指标!D3  ",
        "指标!C3  ",
        "标出问题的填报表：output/forms/2023/退回/市工业局.xlsx",
    ] {
        assert!(run.told().contains(part), "{part}: {}", run.told());
    }
    // Mended in the form that went back, it is taken without an error.
    let back = copy.path().join("output/forms/2023/退回/市工业局.xlsx");
    let again = receive(&copy, &[&back]);
    assert!(
        again.code() == 1 && again.told().contains("没有改动") && again.told().contains("错误：「六七」"),
        "{}",
        again.told()
    );
    let notes = zipped(&back, "xl/comments1.xml") + &zipped(&back, "xl/comments2.xml");
    assert!(notes.contains("不能准确读成数字"), "{notes}");
}

/// A part of a workbook.
fn zipped(path: &Path, part: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let Ok(mut part) = archive.by_name(part) else { return String::new() };
    let mut text = String::new();
    std::io::Read::read_to_string(&mut part, &mut text).unwrap();
    text
}

#[test]
fn items_are_added_changed_and_taken_away_by_rows() {
    let copy = Copy::new();
    let projects = |rows: Vec<Vec<Put>>| {
        let mut all =
            vec![vec![Text("编号（勿改）"), Text("名称"), Text("阶段"), Text("总投资"), Text("地点"), Text("任务")]];
        all.extend(rows);
        written(
            &copy,
            "a.xlsx",
            "2023",
            &[("项目", all), ("大事记", vec![vec![Text("日期"), Text("事项")], vec![Day(2023, 5, 6), Text("开工")]])],
        )
    };
    let known = "[\"项目\",\"柔性产线改造项目（示例）\"]";
    let path = projects(vec![
        vec![
            Text(known),
            Text("柔性产线改造项目（示例）"),
            Text("竣工"),
            Text("2.4亿元"),
            Text("云东区"),
            Text("2.1.1"),
        ],
        vec![Text(""), Text("=HYPERLINK(\"x\")"), Text("储备"), Number(0.5), Text("云西区"), Text("2.1.1")],
    ]);
    let run = receive(&copy, &[&path]);
    let text = read(&copy);
    assert!(
        text.contains("{名称: 柔性产线改造项目（示例）, 阶段: 竣工, 总投资: 2.4亿元, 地点: 云东区, 任务: 2.1.1}"),
        "{text}\n{}",
        run.told()
    );
    assert!(
        text.contains("名称: \"=HYPERLINK(\\\"x\\\")\"")
            && text.contains("大事记:\n  - {日期: 2023-05-06, 事项: 开工}"),
        "{text}"
    );
    // Out again, a text that looks like a formula is a text.
    std::fs::remove_dir_all(copy.path().join("output/forms")).unwrap_or_default();
    let form = forms(&copy, "2023").into_iter().find(|path| path.ends_with("市工业局.xlsx")).unwrap();
    for sheet in 1..12 {
        assert!(!zipped(&form, &format!("xl/worksheets/sheet{sheet}.xml")).contains("<f>"), "no cell is a formula");
    }
    let path = projects(vec![vec![
        Text(""),
        Text("另一个（示例）"),
        Text("开工"),
        Text("1亿元"),
        Text("云东区"),
        Text("2.1.1"),
    ]]);
    let run = receive(&copy, &[&path]);
    assert!(!read(&copy).contains("柔性产线") && read(&copy).contains("另一个（示例）"), "{}", run.told());
    assert!(run.told().contains("-  - {名称: 柔性产线改造项目（示例）"), "what goes is shown: {}", run.told());
}

#[test]
#[ignore = "long"]
fn any_text_goes_out_and_comes_back_as_it_was() {
    let odd = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "'甲",
        "甲\n乙\n\n丙",
        "- 甲\n- 乙",
        "0555567",
        "1-2",
        "2024-01-02",
        "1e5",
        "８％",
        "a,b;c",
        "“甲”",
        "\"甲\"",
        "#甲",
        "甲 # 乙",
        "甲: 乙",
        "**粗**",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "&甲",
        "~",
        "null",
        "TRUE",
        "_x0041_",
        "<b>&amp;</b>",
        "　全角空格　中间",
        "8.50",
    ];
    let copy = Copy::new();
    let file = read(&copy);
    for text in odd {
        let quoted = serde_json::Value::from(text).to_string();
        let own = file
            .replace("问题: 现场会少开1场。", &format!("问题: {quoted}"))
            .replace("地点: 云东区", &format!("地点: {quoted}"));
        assert!(own.matches(&quoted).count() == 2);
        copy.write(UNIT, &own);
        std::fs::remove_dir_all(copy.path().join("output")).unwrap_or_default();
        let form = forms(&copy, "2023").into_iter().find(|path| path.ends_with("市工业局.xlsx")).unwrap();
        let run = receive(&copy, &[&form]);
        assert!(run.told().contains("没有改动") && read(&copy) == own, "{text:?}: {}", run.told());
        // And into a new file.
        std::fs::remove_file(copy.path().join(UNIT)).unwrap();
        let run = receive(&copy, &[&form]);
        assert!(run.told().contains("已收下"), "{text:?}: {}", run.told());
        let again = copy.path().join("again");
        copy_folder(&copy.path().join("content"), &again.join("content"));
        copy.write(UNIT, &own);
        let run = copy.run(&["diff", &again.to_string_lossy(), "--quick"]);
        assert!(
            run.printed().contains("没有不同"),
            "{text:?}: {}\n{}",
            run.printed(),
            std::fs::read_to_string(again.join(UNIT)).unwrap()
        );
        copy.write(UNIT, &file);
    }
}
