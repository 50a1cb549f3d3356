//! The forms of findings, their levels, and the certain fixes.

use serde_json::Value;

use super::project::Copy;

const UNIT: &str = "content/submissions/2023/市工业局.yaml";
const FIRMS: &str = "content/submissions/2023/市企业服务中心.yaml";

fn read(city: &Copy, path: &str) -> String {
    std::fs::read_to_string(city.path().join(path)).unwrap()
}

/// Mistakes of several kinds: with a fix, with two places, without a place.
fn broken() -> Copy {
    let city = Copy::new();
    city.edit(UNIT, "年度: 2023", "年度：2023")
        .edit(UNIT, "状态: 已审定", "状态: 已审定\n状态: 草稿")
        .edit(UNIT, "离散制造60家；", "离散制造3-5家；")
        .edit(FIRMS, "专精特新企业数: 21", "专精特新企业数: 21人")
        .write("content/submissions/2023/市统计局.docx", "x");
    city
}

#[test]
fn every_form_is_the_same_bytes_on_every_run_and_sorted_by_file_and_place() {
    let city = broken();
    for form in ["frame", "short", "json", "sarif", "github"] {
        let run = || {
            let run = city.run(&["check", "--format", form]);
            assert_eq!(run.code(), 1);
            (run.0.stdout, run.0.stderr)
        };
        let once = run();
        assert_eq!(once, run(), "{form}");
        assert!(!once.0.is_empty() || !once.1.is_empty());
    }
    let findings = city.findings();
    let places: Vec<_> = findings.iter().map(|f| (f.text("path").to_owned(), f.line())).collect();
    let mut sorted = places.clone();
    sorted.sort();
    assert_eq!(places, sorted);
    assert!(5 <= places.len(), "{findings:#?}");
}

#[test]
fn the_last_line_counts_findings_and_departments() {
    let told = broken().run(&["check"]).told();
    let closing = told.lines().rev().find(|line| line.contains("年度检查")).unwrap();
    assert!(closing.starts_with("2023年度检查：") && closing.contains("个错误、"), "{closing}");
    assert!(closing.contains("，涉及 3 个单位"), "{closing}");
    let clean = Copy::new().run(&["check"]).told();
    assert_eq!(clean, "2023年度检查：没有发现问题。\n");
}

#[test]
fn a_line_of_json_has_every_field_and_columns_count_characters() {
    let run = broken().run(&["check", "--format", "json"]);
    let lines: Vec<Value> = run.printed().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for line in &lines {
        let keys: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
        let expected = [
            "rule",
            "level",
            "message",
            "path",
            "line",
            "column",
            "end_line",
            "end_column",
            "help",
            "unit",
            "related",
            "fixable",
        ];
        assert_eq!(keys, expected);
    }
    let colon = lines.iter().find(|line| line["rule"] == "yaml-syntax").unwrap();
    assert_eq!((&colon["line"], &colon["column"], &colon["end_column"]), (&2.into(), &3.into(), &4.into()));
    assert_eq!(colon["fixable"], true);
    let twice = lines.iter().find(|line| line["rule"] == "duplicate-key").unwrap();
    assert_eq!(twice["related"][0]["line"], 4, "{twice:#}");
    let placeless = lines.iter().find(|line| line["rule"] == "misplaced-submission").unwrap();
    assert!(placeless["line"].is_null() && placeless["path"].is_string());
}

#[test]
fn sarif_names_rules_places_and_fixes() {
    let run = broken().run(&["check", "--format", "sarif"]);
    let document: Value = serde_json::from_str(&run.printed()).unwrap();
    assert_eq!(document["version"], "2.1.0");
    let of_run = &document["runs"][0];
    let rules = of_run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), highland::check::rules::ALL.len());
    let results = of_run["results"].as_array().unwrap();
    assert!(5 <= results.len());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.is_ascii() && uri.starts_with("content/submissions/2023/%E5%B8%82"), "{uri}");
    }
    let colon = results.iter().find(|result| result["ruleId"] == "yaml-syntax").unwrap();
    assert_eq!(colon["locations"][0]["physicalLocation"]["region"]["startColumn"], 3);
    let replacement = &colon["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], ": ");
    let twice = results.iter().find(|result| result["ruleId"] == "duplicate-key").unwrap();
    assert_eq!(twice["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 4);
}

#[test]
fn a_workflow_annotation_stays_one_command_whatever_was_written() {
    let city = Copy::new();
    city.edit(UNIT, "现场会场次: 3", "现场会场次: \"3%\\n::error::假, 甲:乙\"");
    let run = city.run(&["check", "--format", "github"]);
    let text = run.printed();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 1, "{text}");
    assert!(lines[0].starts_with(&format!("::error file={UNIT},line=14,endLine=14,col=10,")), "{text}");
    assert!(lines[0].contains("title=unreadable-number::市工业局：") && lines[0].contains("3%25"), "{text}");
}

#[test]
fn a_rules_level_is_the_projects_to_set() {
    let level = |words: &str| {
        let city = Copy::new();
        city.edit(UNIT, "状态: 已审定", "状态: 草稿");
        city.edit("content/settings.yaml", "字体文件夹", &format!("{words}字体文件夹"));
        let run = city.run(&["check", "--format", "json"]);
        let found = run.findings();
        let found = found.iter().find(|f| f.text("rule") == "not-approved").unwrap();
        (found.text("level").to_owned(), run.code())
    };
    let own = level("");
    assert_eq!(level("检查: {not-approved: 提示}\n"), ("hint".to_owned(), 0));
    assert_eq!(level("检查: {not-approved: 错误}\n"), ("error".to_owned(), 1));
    assert_eq!(level("检查: {late: 提示}\n"), own);
}

#[test]
fn certain_fixes_are_shown_then_made_and_nothing_else_is_touched() {
    let city = Copy::new();
    let good = read(&city, UNIT);
    city.edit(UNIT, "年度: 2023", "年度：2023")
        .edit(UNIT, "示范工厂数: 6 ", "示范工厂数: ６ ")
        .edit(UNIT, "日期: 2024-01-10", "日期: 2024年1月10日")
        .edit(UNIT, "  现场会场次: 3", "  现场会场次:3")
        .edit(UNIT, "离散制造60家；", "离散制造60家;");
    let bad = read(&city, UNIT);

    let dry = city.run(&["check", "--fix", "--dry-run"]);
    assert!(dry.told().contains("\n-年度：2023\n") && dry.told().contains("\n+年度: 2023\n"), "{}", dry.told());
    assert_eq!(read(&city, UNIT), bad, "a dry run writes nothing");
    assert_eq!(dry.code(), 1);

    let run = city.run(&["check", "--fix"]);
    let told = run.told();
    assert!(
        told.contains("\n-年度：2023\n") && told.contains("\n+年度: 2023\n") && told.contains("已改好「"),
        "{told}"
    );
    assert_eq!(read(&city, UNIT), good, "{told}");
    assert_eq!(run.code(), 0);
    let rest: Vec<_> = std::fs::read_dir(city.path().join("content/submissions/2023")).unwrap().collect();
    assert_eq!(rest.len(), 2, "no temporary file is left behind");
}

#[test]
fn what_is_not_certain_is_left_to_people() {
    let city = Copy::new();
    city.edit(UNIT, "现场会场次: 3", "现场会场次: 约3场").edit(UNIT, "状态: 有风险", "状态: 有点风险");
    let before = read(&city, UNIT);
    let run = city.run(&["check", "--fix"]);
    assert_eq!(run.code(), 1);
    assert_eq!(read(&city, UNIT), before);
    assert!(!run.told().contains("已改好"), "{}", run.told());
}

/// Correct sentences, and sentences of which nobody can tell what was meant: an automatic change would damage them.
const UNTOUCHED: &[&str] = &[
    "通过IATF 16949-2016年版认证，执行GB/T 19001-2016年版标准。",
    "12\"晶圆、8\"衬底完成验证。",
    "双(三氟甲烷磺酰)亚胺锂、聚(3,4-乙烯二氧噻吩)完成中试。",
    "企业（2024）3号样品送检，专题会议纪要（2024）第3号印发。",
    "男:女=3:1，牌号6061-T6。",
    "见`a,b`和[链接](http://example.org \"标题\")。",
    "第10-3项，地块编号ZH08-05-2021-2022年。",
    "诺贝尔奖得主约翰.古迪纳夫到访，“创响中国.云州站”举办。",
    "甬土资字（2024）第0035号、研究发（2024）第3号已发证。",
    "失去“王\u{fffd}”团队一名，２．７％。",
    "“云州市\"十四五\"规划”印发，DB33/T 2024-2025年实施，1-6月龄。",
    "镍:钴:锰=8:1:1。",
    "电话0574-8718-1234，3:30开始，R&D投入12.5亿元。",
];

#[test]
fn a_fix_of_indentation_leaves_the_prose_beside_it_alone() {
    let city = Copy::new();
    city.edit(UNIT, "      - 离散制造60家；", "      重点做了三件事：\n\u{3000}\u{3000}- 离散制造60家；");
    city.run(&["check", "--fix"]);
    assert!(read(&city, UNIT).contains("重点做了三件事：\n"), "{}", read(&city, UNIT));
}

#[test]
fn no_fix_touches_what_is_right_or_in_doubt() {
    for sentence in UNTOUCHED {
        let city = Copy::new();
        city.edit(UNIT, "离散制造60家；", sentence);
        let before = read(&city, UNIT);
        city.run(&["check", "--fix"]);
        assert_eq!(read(&city, UNIT), before, "{sentence}");
    }
}

#[test]
fn marks_that_can_only_be_meant_one_way_are_mended() {
    for (wrong, right) in [
        ("1-11月完成60家；", "1—11月完成60家；"),
        ("2022-2023学年招生；", "2022—2023学年招生；"),
        ("再建3-5家；", "再建3～5家；"),
        ("提高15-30%；", "提高15%～30%；"),
        ("推行\"AI+材料\"行动，落实\"1+N\"政策；", "推行“AI+材料”行动，落实“1+N”政策；"),
        ("印发云工发﹝2023﹞8号；", "印发云工发〔2023〕8号；"),
        ("完成（一期）,引进“团队”,投产;", "完成（一期），引进“团队”，投产；"),
        ("开展\"千企\"和\"万人\"行动；", "开展“千企”和“万人”行动；"),
        ("建成\u{200b}投产；", "建成投产；"),
    ] {
        let city = Copy::new();
        city.edit(UNIT, "离散制造60家；", wrong);
        city.run(&["check", "--fix"]);
        assert!(read(&city, UNIT).contains(right), "{wrong}: {}", read(&city, UNIT));
    }
}

#[test]
fn fixes_stay_with_the_department_asked_for_and_off_what_is_signed() {
    let city = Copy::new();
    let bad = "入库企业40家,增加10家。";
    city.edit("content/submissions/2022/市企业服务中心.yaml", "入库企业40家。", bad);
    city.edit(FIRMS, "提前完成目标。", "提前完成目标,增加1家。");
    city.edit(UNIT, "离散制造60家；", "离散制造60家;");
    let before = (read(&city, UNIT), read(&city, FIRMS));
    city.run(&["check", "--fix", "--unit", "市企业服务中心"]);
    assert_eq!(read(&city, UNIT), before.0, "another department's file");
    assert_ne!(read(&city, FIRMS), before.1);

    assert_eq!(city.run(&["sign", "--unit", "市工业局", "--by", "示例签发人"]).code(), 0);
    let run = city.run(&["check", "--fix"]);
    assert!(run.told().contains("已经签发，没有自动改"), "{}", run.told());
    assert_eq!(read(&city, UNIT), before.0, "what was signed stays as it was signed");
}

#[cfg(unix)]
#[test]
fn a_fix_keeps_the_rights_of_a_file_and_leaves_a_read_only_one_alone() {
    use std::os::unix::fs::PermissionsExt;
    let city = Copy::new();
    city.edit(UNIT, "离散制造60家；", "离散制造60家;");
    let path = city.path().join(UNIT);
    let set = |mode| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    let before = read(&city, UNIT);
    set(0o444);
    let run = city.run(&["check", "--fix"]);
    assert_eq!((run.code(), read(&city, UNIT)), (2, before));
    assert!(run.told().contains("只读"), "{}", run.told());
    set(0o664);
    assert_eq!(city.run(&["check", "--fix"]).code(), 0);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o664);
}

#[test]
fn fixes_keep_windows_line_ends_and_comments() {
    let city = Copy::new();
    let windows = read(&city, UNIT).replace('\n', "\r\n");
    city.write(UNIT, windows.replace("年度: 2023", "年度：2023"));
    assert_eq!(city.run(&["check", "--fix"]).code(), 0);
    assert_eq!(read(&city, UNIT), windows);
}

#[test]
fn a_frame_marks_wide_characters_in_their_columns() {
    let city = Copy::new();
    city.edit(UNIT, "状态: 已审定", "状况: 已审定");
    let told = city.run(&["check"]).told();
    let lines: Vec<&str> = told.lines().collect();
    let at = lines.iter().position(|line| line.contains("状况: 已审定")).unwrap();
    let column = |line: &str, mark: &str| {
        let before = line.split(mark).next().unwrap();
        unicode_width::UnicodeWidthStr::width(before)
    };
    assert_eq!(column(lines[at], "状况"), column(lines[at + 1], "━"), "{told}");
    assert_eq!(lines[at + 1].matches('━').count(), 4, "two wide characters are four columns: {told}");
}
