//! The desk: skeletons, the cockpit and its workbook, signatures.

use std::io::Read;

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::project::{Copy, root};

const UNIT: &str = "content/submissions/2023/市工业局.yaml";
const NEXT: &str = "content/submissions/2024/市工业局.yaml";

fn read(city: &Copy, path: &str) -> String {
    std::fs::read_to_string(city.path().join(path)).unwrap()
}

#[test]
fn a_skeleton_holds_what_the_department_owes_and_nothing_else() {
    let city = Copy::new();
    let run = city.run(&["new", "2024"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    let text = read(&city, NEXT);
    assert!(text.starts_with("# yaml-language-server: $schema=../../schema/submission/市工业局.json\n"), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    let line = |start: &str| *lines.iter().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}"));
    assert!(line("  示范工厂数:").ends_with("# 家 · 累计存量 · 目标 ≥12 · 上年 6"));
    assert!(line("  数字化改造覆盖率:").contains("目标 >60 · 上年 60"));
    assert!(line("  2.1.1:").ends_with("# 推进数字化改造"));
    assert!(text.contains("    # 方案：推进数字化改造，每年举办现场会4场以上。\n    # 配合单位：市统计局\n"), "{text}");
    assert!(text.contains("名称: 柔性产线改造项目（示例）, 阶段: 开工"), "last year's project is carried over");
    assert!(!text.contains("专精特新企业数") && !text.contains("2.2.1"), "another department's duties are not in it");
    let support = read(&city, "content/submissions/2024/市统计局.yaml");
    assert!(support.contains("配合:\n  2.1.1:    # 推进数字化改造（牵头：市工业局）\n"), "{support}");
    assert!(!support.contains("\n指标:") && !support.contains("\n任务:"), "{support}");
}

#[test]
fn a_skeleton_is_read_without_errors_and_its_gaps_are_what_is_missing() {
    for city in [Copy::new(), Copy::of_shipped(false)] {
        assert_eq!(city.run(&["new", "2024"]).code(), 0);
        let findings = city.run(&["check", "--year", "2024", "--format", "json"]).findings();
        let errors: Vec<_> = findings.iter().filter(|found| found.text("level") == "error").collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    let city = Copy::new();
    city.run(&["new", "2024"]);
    let findings = city.run(&["check", "--year", "2024", "--format", "json"]).findings();
    let missing: Vec<&str> =
        findings.iter().filter(|f| f.text("rule") == "not-reported").map(|f| f.text("message")).collect();
    assert_eq!(missing.len(), 7, "four indicators and an assignment, one and one: {missing:#?}");
}

#[test]
fn new_never_overwrites_and_names_what_it_left() {
    let city = Copy::new();
    let before = read(&city, UNIT);
    let run = city.run(&["new", "2023"]);
    assert_eq!(run.code(), 0);
    assert!(run.told().contains("已经有了，没有改动 2 个文件") && run.told().contains(UNIT), "{}", run.told());
    assert_eq!(read(&city, UNIT), before);
    assert!(city.path().join("content/submissions/2023/市统计局.yaml").exists());

    // A file that cannot be read is still a department's work.
    city.write(NEXT, "［半成品");
    city.run(&["new", "2024", "--unit", "市工信局"]);
    assert_eq!(read(&city, NEXT), "［半成品");

    // Under an alias it is the department's, too.
    let alias = Copy::new();
    std::fs::rename(alias.path().join(UNIT), alias.path().join("content/submissions/2023/市工信局.yaml")).unwrap();
    let run = alias.run(&["new", "2023", "--unit", "市工业局"]);
    assert!(run.told().contains("没有改动 1 个文件"), "{}", run.told());
    assert!(!alias.path().join(UNIT).exists());

    let unknown = city.run(&["new", "2024", "--unit", "市工业厅"]);
    assert_eq!(unknown.code(), 2);
    assert!(unknown.told().contains("是不是「市工业局」"), "{}", unknown.told());
    assert_eq!(city.run(&["new", "1999"]).code(), 2);
}

#[test]
fn departments_whose_names_are_paths_get_files_of_their_own_inside_the_folders() {
    let city = Copy::new();
    let plan = read(&city, "content/plan.yaml");
    let plan = plan.replace("市统计局", "../../../外面").replace("市企业服务中心", "..:..:..:外面");
    city.write("content/plan.yaml", plan);
    for file in ["2022", "2023"].map(|year| format!("content/submissions/{year}/市企业服务中心.yaml")) {
        std::fs::remove_file(city.path().join(file)).unwrap();
    }
    let names = |folder: &str| {
        let items = std::fs::read_dir(city.path().join(folder)).unwrap().map(|item| item.unwrap().file_name());
        let mut names: Vec<String> = items.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(city.run(&["new", "2024"]).code(), 0);
    assert_eq!(city.run(&["schema"]).code(), 0);
    let (files, schemas) = (names("content/submissions/2024"), names("content/schema/submission"));
    assert_eq!((files.len(), schemas.len()), (3, 3), "{files:?} {schemas:?}");
    for (file, schema) in files.iter().zip(&schemas) {
        assert_eq!(file.strip_suffix(".yaml"), schema.strip_suffix(".json"));
        let text = read(&city, &format!("content/submissions/2024/{file}"));
        assert!(
            text.starts_with(&format!("# yaml-language-server: $schema=../../schema/submission/{schema}\n")),
            "{text}"
        );
    }
    assert_eq!(names("").len(), 1, "nothing but the content: {:?}", names(""));
    assert_eq!(names("content"), ["plan.txt", "plan.yaml", "schema", "settings.yaml", "submissions"]);
    // They are the departments' files, and stay so when nobody can read them.
    assert!(city.run(&["new", "2024"]).told().contains("没有改动 3 个文件"));
    let own = |file: &&String| read(&city, file).contains("# ..:..:..:外面 ");
    let paths: Vec<String> = files.iter().map(|file| format!("content/submissions/2024/{file}")).collect();
    let file = paths.iter().find(own).unwrap();
    city.write(file, b"\xFF\xFF");
    let findings = city.run(&["check", "--year", "2024", "--format", "json"]).findings();
    let unread = findings.iter().find(|found| found.text("rule") == "file-encoding").unwrap();
    assert_eq!(unread.text("unit"), "..:..:..:外面");
    // What is still to be filed is asked for at the same place.
    std::fs::remove_file(city.path().join(file)).unwrap();
    let findings = city.run(&["check", "--year", "2024", "--format", "json"]).findings();
    assert!(findings.iter().any(|found| found.text("path") == file), "{findings:#?}");
    let page = city.run(&["status", "--year", "2024", "--unit", unread.text("unit")]).printed();
    assert!(page.contains(file), "{page}");
}

#[test]
fn the_cockpit_counts_what_is_owed_filled_and_wrong() {
    let city = Copy::new();
    city.edit(UNIT, "  现场会场次: 3\n", "").edit(UNIT, "60%", "约60%");
    city.edit("content/settings.yaml", "字体文件夹", "报送截止: 2024-01-31\n字体文件夹");
    let run = city.run(&["status", "--format", "json", "--today", "2024-01-25"]);
    let drawn: Value = serde_json::from_str(&run.printed()).unwrap();
    assert_eq!(drawn["days_left"], 6);
    assert_eq!(drawn["totals"]["units"], 3);
    assert_eq!(drawn["totals"]["filed"], 2);
    let row = &drawn["rows"][0];
    assert_eq!((row["unit"].as_str(), row["path"].as_str()), (Some("市工业局"), Some(UNIT)));
    assert_eq!((&row["owed"], &row["filled"], &row["errors"]), (&5.into(), &3.into(), &1.into()));
    assert_eq!(row["state"], "approved");
    assert_eq!(drawn["rows"][2]["state"], "missing");
    assert_eq!(run.code(), 1, "an error is an error here, too");

    let table = city.run(&["status", "--today", "2024-02-02"]).printed();
    assert!(table.contains("报送截止 2024-01-31，已过 2 天。"), "{table}");
    let column = |line: &str, word: &str| line.split(word).next().unwrap().width();
    let rows: Vec<&str> = table.lines().collect();
    let head = rows.iter().find(|row| row.starts_with("单位")).unwrap();
    for (name, state) in [("市工业局", "已审定"), ("市企业服务中心", "已审定"), ("市统计局", "未报")]
    {
        let row = rows.iter().find(|row| row.starts_with(name)).unwrap();
        assert_eq!(column(row, state), column(head, "状态"), "{table}");
    }
    assert!(table.contains("需要催办：市工业局。"), "who owes nothing is not chased: {table}");

    let markdown = city.run(&["status", "--format", "markdown", "--today", "2024-02-02"]).printed();
    assert!(
        markdown.contains("| 单位 | 状态 |") && markdown.contains("| 市工业局 | 已审定 | 5 | 3 | 2 | 1 |"),
        "{markdown}"
    );
}

#[test]
fn the_reminder_holds_one_departments_open_points_and_no_others() {
    let city = Copy::new();
    city.edit(UNIT, "  现场会场次: 3\n", "").edit(UNIT, "60%", "约60%");
    city.edit("content/submissions/2023/市企业服务中心.yaml", "数: 21", "数: 二十一");
    let page = city.run(&["status", "--unit", "市工信局", "--today", "2024-01-25"]).printed();
    assert!(page.starts_with("# 市工业局：2023年度报送待办\n"), "{page}");
    assert!(page.contains("## 还没有报") && page.contains("指标「现场会场次」（场，目标 ≥4）"), "{page}");
    assert!(page.contains("## 必须改正（1 处）") && page.contains("市工业局.yaml 第 13 行"), "{page}");
    assert!(page.contains("改法：") && !page.contains("二十一"), "{page}");
}

#[test]
fn what_departments_wrote_cannot_change_the_reminders_markup() {
    let city = Copy::new();
    city.edit(UNIT, "现场会场次: 3", "现场会场次: \"<script>alert(1)</script> **3** [甲](乙)\"");
    let page = city.run(&["status", "--unit", "市工业局"]).printed();
    assert!(page.contains("&lt;script>") && !page.contains("<script>"), "{page}");
    assert!(page.contains("\\*\\*3\\*\\*") && page.contains("\\[甲\\]"), "{page}");
}

/// A file inside a workbook.
fn part(path: &std::path::Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_workbook_has_a_sheet_per_department_and_no_formulas_and_the_same_bytes() {
    let city = Copy::new();
    city.edit(UNIT, "现场会场次: 3", "现场会场次: \"=HYPERLINK(甲)\"");
    let path = city.path().join("催报.xlsx");
    let write = || {
        let run = city.run(&["status", "--xlsx", "催报.xlsx", "--today", "2024-01-25"]);
        assert!(run.told().contains("已生成工作簿"), "{}", run.told());
        std::fs::read(&path).unwrap()
    };
    assert!(write() == write(), "two workbooks differ");
    let overview = part(&path, "xl/worksheets/sheet1.xml");
    assert!(overview.contains("<autoFilter ref=\"A1:K4\"/>"), "three units, neither sums nor the note: {overview}");
    let wrapped = part(&path, "xl/worksheets/sheet2.xml");
    assert!(wrapped.contains("ht=\"45\"") && overview.contains("ht=\"15\""), "room for what is wrapped: {wrapped}");
    assert!(overview.contains("paperSize=\"9\""), "A4");
    let names = part(&path, "xl/workbook.xml");
    for name in ["总览", "市工业局", "市企业服务中心", "市统计局"] {
        assert!(names.contains(&format!("name=\"{name}\"")), "{names}");
    }
    let strings = part(&path, "xl/sharedStrings.xml");
    assert!(strings.contains("=HYPERLINK(甲)"), "{strings}");
    for number in 1..=4 {
        assert!(!part(&path, &format!("xl/worksheets/sheet{number}.xml")).contains("<f>"));
    }
    for head in ["单位", "位置", "问题", "怎么改", "规则"] {
        assert!(strings.contains(&format!(">{head}<")), "{head}");
    }
}

#[test]
#[ignore = "long"]
fn what_was_signed_and_then_changed_stops_the_report_and_shows_in_a_draft() {
    let city = Copy::new();
    let sign = ["sign", "--unit", "市工信局", "--by", "示例签发人"];
    let run = city.run(&sign);
    assert_eq!(run.code(), 0, "{}", run.told());
    let record = read(&city, "content/signoff/2023.yaml");
    assert!(record.contains("{单位: \"市工业局\", 签发人: \"示例签发人\", 时间: "), "{record}");
    let rules = |city: &Copy| city.findings().iter().map(|f| f.text("rule").to_owned()).collect::<Vec<_>>();
    assert_eq!(rules(&city), ["not-signed"], "the other department has yet to sign");

    assert!(city.run(&sign).told().contains("此后没有改动"));
    assert_eq!(read(&city, "content/signoff/2023.yaml"), record, "a second signature adds nothing");

    // Line ends are not a change; a figure is.
    city.write(UNIT, read(&city, UNIT).replace('\n', "\r\n"));
    assert_eq!(rules(&city), ["not-signed"]);
    city.edit(UNIT, "少开1场", "少开一场");
    let findings = city.findings();
    let changed = findings.iter().find(|f| f.text("rule") == "changed-after-sign-off").unwrap();
    assert_eq!((changed.text("level"), changed.text("unit")), ("error", "市工业局"));
    let build = city.run(&["build"]);
    assert_eq!(build.code(), 1);
    assert!(!city.path().join("output/2023/年度报告.pdf").exists());
    let draft = city.run(&["build", "--draft", "--format", "json"]);
    assert!(draft.told().contains("已生成预览稿"), "{}", draft.told());
    let status = city.run(&["status"]).printed();
    assert!(status.contains("签发后有改动"), "{status}");

    // A new signature follows the old one.
    assert_eq!(city.run(&sign).code(), 0);
    let both = read(&city, "content/signoff/2023.yaml");
    assert!(both.starts_with(&record) && both.lines().count() == record.lines().count() + 1, "{both}");
    assert_eq!(rules(&city), ["not-signed"]);
    assert_eq!(city.run(&["build"]).code(), 0);
}

#[test]
fn a_signed_file_of_an_earlier_year_is_restated_and_not_changed() {
    let city = Copy::new();
    let last = "content/submissions/2022/市工业局.yaml";
    assert_eq!(city.run(&["sign", "--unit", "市工业局", "--by", "示例签发人", "--year", "2022"]).code(), 0);
    assert!(city.findings().is_empty(), "{:#?}", city.findings());
    city.edit(last, "示范工厂数: 4", "示范工厂数: 5");
    let findings = city.findings();
    let changed = findings.iter().find(|f| f.text("rule") == "changed-after-sign-off").unwrap();
    assert!(changed.text("path") == last && changed.text("help").contains("「调整」"), "{changed:?}");
    assert_eq!(city.run(&["build"]).code(), 1);
}

#[test]
fn a_signature_covers_the_pictures() {
    let city = Copy::new();
    let png = std::fs::read(root().join("content/submissions/2024/图片/中试平台.png")).unwrap();
    city.write("content/submissions/2023/图片/甲.png", &png);
    city.edit(UNIT, "项目:\n", "案例:\n  - {标题: 甲, 图片: 图片/甲.png, 正文: 乙}\n项目:\n");
    assert_eq!(city.run(&["sign", "--unit", "市工业局", "--by", "示例签发人"]).code(), 0);
    let other = std::fs::read_dir(root().join("content/submissions/2024/图片")).unwrap();
    let other = other.map(|item| std::fs::read(item.unwrap().path()).unwrap()).find(|bytes| *bytes != png).unwrap();
    city.write("content/submissions/2023/图片/甲.png", other);
    assert!(city.findings().iter().any(|f| f.text("rule") == "changed-after-sign-off"));
}

#[test]
fn what_has_errors_or_is_not_approved_cannot_be_signed() {
    let sign = ["sign", "--unit", "市工业局", "--by", "示例签发人"];
    for (from, to, says) in
        [("状态: 已审定", "状态: 草稿", "还没有审定"), ("场次: 3", "场次: 三", "还有 1 个错误，没有签发")]
    {
        let city = Copy::new();
        city.edit(UNIT, from, to);
        let run = city.run(&sign);
        assert_eq!(run.code(), 1);
        assert!(run.told().contains(says), "{}", run.told());
        assert!(!city.path().join("content/signoff").exists());
    }
    let city = Copy::new();
    assert_eq!(city.run(&["sign", "--unit", "市统计局", "--by", "示例签发人"]).code(), 2, "no file");
    assert_eq!(city.run(&["sign", "--unit", "市工业局", "--by", " "]).code(), 2, "no name");
}

#[test]
fn signatures_made_at_the_same_time_are_all_recorded() {
    let city = Copy::new();
    let sign = |unit: &str, by: &str| {
        super::project::command(city.path())
            .args(["sign", "--unit", unit, "--by", by])
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap()
    };
    let runs: Vec<_> =
        (0..6).flat_map(|n| ["市工业局", "市企业服务中心"].map(|unit| sign(unit, &format!("示例{n}")))).collect();
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
    let record = read(&city, "content/signoff/2023.yaml");
    assert_eq!(record.lines().filter(|line| line.starts_with("- {")).count(), 12, "{record}");
    assert!(city.findings().is_empty(), "{:#?}", city.findings());
}

#[test]
fn a_record_of_signatures_that_is_broken_takes_no_more_and_loses_nothing() {
    for broken in ["[]\n", "hello\n", "市工业局: 张三\n", "- {单位: 市工业局\n", "- {单位: 市工业局, 签发人: 甲}\n"]
    {
        let city = Copy::new();
        city.write("content/signoff/2023.yaml", broken);
        let run = city.run(&["sign", "--unit", "市工业局", "--by", "示例签发人"]);
        assert_eq!(run.code(), 2, "{broken}: {}", run.told());
        assert!(run.told().contains("没有签发"), "{}", run.told());
        assert_eq!(read(&city, "content/signoff/2023.yaml"), broken);
    }
}

#[test]
fn what_was_signed_and_is_gone_stops_the_report() {
    let city = Copy::new();
    assert_eq!(city.run(&["sign", "--unit", "市工业局", "--by", "示例签发人"]).code(), 0);
    std::fs::remove_file(city.path().join(UNIT)).unwrap();
    assert!(city.findings().iter().any(|f| f.text("rule") == "sign-off-without-file" && f.text("level") == "error"));
    assert_eq!(city.run(&["build"]).code(), 1);
    let page = city.run(&["status", "--unit", "市工业局"]).printed();
    assert!(page.contains("签发过的文件不见了") && !page.contains("highland new"), "{page}");
}

#[test]
fn a_workbook_never_takes_the_place_of_anything_else() {
    let city = Copy::new();
    let before = read(&city, UNIT);
    for path in [UNIT, "content/plan.yaml", "表.csv"] {
        let run = city.run(&["status", "--xlsx", path]);
        assert_eq!(run.code(), 2, "{path}: {}", run.told());
    }
    city.write("旧.xlsx", "不是工作簿");
    assert_eq!(city.run(&["status", "--xlsx", "旧.xlsx"]).code(), 2);
    assert_eq!((read(&city, UNIT), read(&city, "旧.xlsx")), (before, "不是工作簿".to_owned()));
}

#[test]
fn milestones_are_owed_like_everything_else() {
    let city = Copy::of_shipped(false);
    let text = read(&city, "content/submissions/2024/市科技局.yaml");
    let (head, rest) = text.split_once("\n里程碑:\n").unwrap();
    let rest = rest.split_once("\n项目:\n").unwrap().1;
    let count = |city: &Copy| {
        let drawn: Value = serde_json::from_str(&city.run(&["status", "--format", "json"]).printed()).unwrap();
        (drawn["rows"][0]["owed"].as_u64().unwrap(), drawn["rows"][0]["filled"].as_u64().unwrap())
    };
    let (owed, filled) = count(&city);
    city.write("content/submissions/2024/市科技局.yaml", format!("{head}\n项目:\n{rest}"));
    assert_eq!(count(&city), (owed, filled - 6));
    assert!(city.findings().iter().any(|f| f.text("message") == "里程碑「建设专班」的期限（2021年）已到，没有判断。"));
}

#[test]
fn a_name_is_written_so_that_it_stays_a_name() {
    let city = Copy::new();
    assert_eq!(city.run(&["sign", "--unit", "市工业局", "--by", "甲\", 校验值: \"x"]).code(), 0);
    let rules: Vec<String> = city.findings().iter().map(|f| f.text("rule").to_owned()).collect();
    assert_eq!(rules, ["not-signed"]);
}
