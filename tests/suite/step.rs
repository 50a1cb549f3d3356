//! Steps: read, carried into the next year, their lights, the tasks of a year, nights in which they turn, and on the page.

use std::fs;

use serde_json::Value;

use super::project::{Copy, Finding};

const UNIT: &str = "content/submissions/2023/市工业局.yaml";
const NEXT: &str = "content/submissions/2024/市工业局.yaml";
const OTHER: &str = "content/submissions/2023/市企业服务中心.yaml";

/// Steps of 2.1.1: done, moved and open, waiting for another department's, far ahead, dropped.
const STEPS: &str = "    节点:
      - {事项: 发布改造目录, 时限: 2023-06, 完成: 2023-06-20, 责任: 装备科}
      - {事项: 建成诊断平台, 时限: 2024-03, 原时限: 2023-09, 说明: 招标流标一次。}
      - {事项: 评定第二批工厂, 时限: 2024年二季度, 依赖: 2.2.1/公布入库企业}
      - {事项: 总结推广, 时限: 2024年底}
      - {事项: 举办博览会, 时限: 2023年上半年, 取消: 并入省级展会。}
    更新:
      - {日期: 2023-03-31, 内容: 诊断平台招标公告已经发布。}
";

/// A city that states steps.
fn city() -> Copy {
    let city = Copy::new();
    city.edit(UNIT, "    下年计划: 补足场次。\n", &format!("    下年计划: 补足场次。\n{STEPS}"));
    city.edit(
        OTHER,
        "    进展: 提前完成目标。\n",
        "    进展: 提前完成目标。\n    节点:\n      - {事项: 公布入库企业, 时限: 2024-05}\n",
    );
    let support =
        "配合:\n  2.1.1:\n    工作: 提供了能耗数据。\n    节点:\n      - {事项: 核对能耗口径, 时限: 2024-02}\n";
    city.write(
        "content/submissions/2023/市统计局.yaml",
        format!("单位: 市统计局\n年度: 2023\n状态: 已审定\n数据性质: 示例\n{support}"),
    );
    city
}

fn read(city: &Copy, path: &str) -> String {
    fs::read_to_string(city.path().join(path)).unwrap()
}

#[test]
fn a_file_with_good_steps_has_no_finding() {
    let found = city().findings();
    let own: Vec<&Finding> = found.iter().filter(|found| found.text("rule").contains("step")).collect();
    assert!(own.is_empty(), "{own:#?}");
}

#[test]
fn a_bad_time_is_a_finding_at_its_line_and_nothing_else_is_lost() {
    for (bad, words, fixed) in [
        ("2024-13", "没有这一天或这个月", None),
        ("2024-02-30", "没有这一天或这个月", None),
        ("明年春天", "写成 2025-06-20", None),
        ("三季度", "要写明是哪一年", None),
        ("2024.3", "改成「2024-03」", Some("2024-03")),
        ("2024/03/05", "改成「2024-03-05」", Some("2024-03-05")),
    ] {
        let city = city();
        city.edit(UNIT, "时限: 2024-03,", &format!("时限: {bad},"));
        let line = read(&city, UNIT).lines().position(|line| line.contains(bad)).unwrap() + 1;
        let found = city.findings();
        let own: Vec<&Finding> = found.iter().filter(|found| found.line() == line as u64).collect();
        assert!(own.len() == 1 && own[0].text("help").contains(words), "{bad}: {found:#?}");
        city.run(&["check", "--fix"]);
        assert_eq!(
            fixed.is_some_and(|good| read(&city, UNIT).contains(&format!("时限: {good},"))),
            fixed.is_some(),
            "{bad}"
        );
    }
    let city = city();
    city.edit(UNIT, "{事项: 总结推广, 时限: 2024年底}", "{事项: 总结推广}");
    assert!(city.findings().iter().any(|f| f.text("rule") == "missing-field" && f.text("message").contains("时限")));
    // One hundred of them: the first forty are read.
    let many: String = (0..100).map(|n| format!("      - {{事项: 第{n}件, 时限: 2024-05}}\n")).collect();
    city.edit(UNIT, "    节点:\n", &format!("    节点:\n{many}"));
    let found = city.findings();
    assert_eq!(found.iter().filter(|f| f.text("rule") == "text-too-long").count(), 1, "{found:#?}");
}

#[test]
fn what_is_open_is_carried_into_the_next_year_with_its_history() {
    let city = city();
    assert_eq!(city.run(&["new", "2024"]).code(), 0);
    let text = read(&city, NEXT);
    assert!(text.contains("- {事项: 建成诊断平台, 时限: 2024-03, 原时限: 2023-09, 说明: 招标流标一次。}"), "{text}");
    assert!(text.contains("依赖: 2.2.1/公布入库企业"), "{text}");
    assert!(
        !text.contains("发布改造目录") && !text.contains("举办博览会"),
        "what is done or dropped stays behind: {text}"
    );
    let support = read(&city, "content/submissions/2024/市统计局.yaml");
    assert!(
        support.contains("    节点:    # 上年没有做到的，照原样带来\n      - {事项: 核对能耗口径, 时限: 2024-02}"),
        "{support}"
    );
    let found = city.run(&["check", "--year", "2024", "--format", "json"]).findings();
    let errors: Vec<_> = found.iter().filter(|found| found.text("level") == "error").collect();
    assert!(errors.is_empty(), "{errors:#?}");
    // One that is left out is missed; one that is moved without a word is asked about.
    let open: String = text.lines().filter(|line| !line.contains("总结推广")).map(|line| format!("{line}\n")).collect();
    let open = open.replace("时限: 2024-03, 原时限: 2023-09", "时限: 2024-08, 原时限: 2024-03");
    let told = open.replace("    状态:    # 已完成", "    状态: 有风险    # 已完成").replacen(
        "    进展: |\n",
        "    进展: 有进展。\n",
        1,
    );
    city.write(NEXT, told);
    let found = city.run(&["check", "--year", "2024", "--format", "json"]).findings();
    let mut rules: Vec<&str> =
        found.iter().map(|found| found.text("rule")).filter(|rule| rule.contains("step")).collect();
    rules.sort_unstable();
    assert_eq!(rules, ["step-moved", "step-vanished"], "{found:#?}");
}

#[test]
fn lights_are_those_of_the_day_and_the_one_that_waits_sees_what_holds_it() {
    let city = city();
    let status = |day: &str, unit: &str| -> Value {
        let run = city.run(&["status", "--today", day, "--unit", unit, "--format", "json"]);
        serde_json::from_str(&run.printed()).unwrap()
    };
    let lights = |day: &str| {
        let steps = status(day, "市工业局")["row"]["steps"].clone();
        ["done", "green", "yellow", "red"].map(|light| steps[light].as_u64().unwrap())
    };
    assert_eq!(lights("2023-06-20"), [1, 3, 0, 0]);
    assert_eq!(lights("2024-03-01"), [1, 2, 1, 0]);
    assert_eq!(lights("2024-03-31"), [1, 2, 1, 0]);
    assert_eq!(lights("2024-04-01"), [1, 2, 0, 1]);
    let run = city.run(&["status", "--as-of", "2024-07-01", "--unit", "市工业局"]);
    let reminder = run.printed();
    assert!(reminder.contains("## 节点（逾期 2 个，将到期 0 个）"), "{reminder}");
    assert!(
        reminder.contains(
            "2.1.1「评定第二批工厂」：逾期 1 天（时限 2024年二季度）；在等 2.2.1「公布入库企业」（市企业服务中心）"
        ),
        "{reminder}"
    );
    let other = city.run(&["status", "--today", "2024-07-01", "--unit", "市企业服务中心"]).printed();
    assert!(other.contains("等它的有 2.1.1「评定第二批工厂」（市工业局）"), "{other}");
    let table = city.run(&["status", "--today", "2024-07-01"]).printed();
    assert!(table.contains("逾期") && table.contains("节点 6 个：已完成 1，未到期 1，将到期 0，逾期 4。"), "{table}");
}

#[test]
fn a_quarter_that_is_over_is_asked_for() {
    let city = city();
    let settings = read(&city, "content/settings.yaml");
    city.write("content/settings.yaml", format!("{settings}\n报送频次: 季度\n报送宽限: 15\n"));
    let due = |day: &str| -> Value {
        let run = city.run(&["status", "--today", day, "--format", "json"]);
        serde_json::from_str::<Value>(&run.printed()).unwrap()["interim"].clone()
    };
    assert!(due("2023-03-31").is_null(), "it is not over yet");
    let first = due("2023-04-03");
    assert_eq!((first["period"].as_str(), first["deadline"].as_str()), (Some("2023年一季度"), Some("2023-04-15")));
    assert_eq!(
        (first["days_left"].as_i64(), first["told"][1].as_u64()),
        (Some(12), Some(1)),
        "2.1.1 has an update of March"
    );
    assert_eq!(due("2023-07-01")["told"][1].as_u64(), Some(1), "2.1.1 has a step of June");
    assert_eq!(due("2023-10-02")["told"][1].as_u64(), Some(0));
    assert!(due("2024-01-05").is_null(), "the last quarter is the yearly report");
    let reminder = city.run(&["status", "--today", "2023-10-02", "--unit", "市工业局"]).printed();
    assert!(reminder.contains("## 2023年三季度还没有更新（1 项，截止 2023-10-15）"), "{reminder}");
    for (wrong, rule) in
        [("报送宽限: -1", "wrong-type"), ("预警天数: 1.5", "wrong-type"), ("报送频次: 每周", "unknown-word")]
    {
        city.write("content/settings.yaml", format!("{settings}\n{wrong}\n"));
        assert!(city.findings().iter().any(|found| found.text("rule") == rule), "{wrong}");
    }
}

#[test]
fn values_within_the_year_are_printed_as_such_and_never_judged() {
    let city = Copy::new();
    let entry = "  示范工厂数:\n    季度: {一季度: 5, 上半年: {计划: 6, 实际: 5}}\n";
    let text = read(&city, UNIT);
    let line = text.lines().find(|line| line.starts_with("  示范工厂数:")).unwrap();
    city.write(UNIT, text.replace(&format!("{line}\n"), entry));
    assert!(city.findings().iter().any(|found| found.text("message").contains("没有报送指标「示范工厂数」")));
    let run = city.run(&["build", "--html", "--draft"]);
    let page = read(&city, "output/2023/年度报告（预览稿）.html");
    assert!(page.contains("一季度计划5；上半年计划6、实际5") && page.contains("年内（不作评价）"), "{}", run.told());
    city.edit(UNIT, "计划: 6, 实际: 5}", "计划: 6场, 实际: 5}");
    assert!(city.findings().iter().any(|found| found.text("rule") == "unit-mismatch"));
    city.edit(UNIT, "上半年: {", "二季度: {");
    assert!(city.findings().iter().any(|found| found.text("rule") == "unknown-word"), "{:#?}", city.findings());
}

#[test]
fn everything_said_of_steps_is_on_the_page() {
    let city = city();
    let run = city.run(&["build", "--html", "--draft"]);
    let page = read(&city, "output/2023/年度报告（预览稿）.html");
    for text in [
        "发布改造目录",
        "装备科",
        "建成诊断平台",
        "原定2023年9月",
        "招标流标一次",
        "评定第二批工厂",
        "前置：",
        "公布入库企业",
        "总结推广",
        "并入省级展会",
        "诊断平台招标公告已经发布",
        "核对能耗口径",
        "提供了能耗数据",
    ] {
        assert!(page.contains(text), "{text}: {}", run.told());
    }
}

#[test]
fn the_tasks_of_a_year_need_no_results_of_it() {
    for (plan, first, last) in [
        ("tests/city/content", "2022", "2024"),
        ("tests/province/content", "2024", "2026"),
        ("tests/district/content", "2026", "2030"),
    ] {
        for year in [first, last] {
            let copy = Copy::of(plan);
            let folder = copy.path().join(format!("content/submissions/{year}"));
            fs::remove_dir_all(folder).unwrap_or_default();
            let run = copy.run(&["build", "--orders", "--year", year, "--format", "json"]);
            assert_eq!(run.code(), 0, "{plan} {year}: {}{}", run.printed(), run.told());
            assert!(fs::read(copy.path().join(format!("output/{year}/任务书.pdf"))).unwrap().starts_with(b"%PDF"));
        }
    }
}

#[test]
#[ignore = "long"]
fn nights_tell_what_turned_and_keep_the_day() {
    let city = city();
    let night = |day: &str| -> Value {
        let run = city.run(&["nightly", "--year", "2023", "--as-of", day]);
        assert!(run.code() < 2, "{}", run.told());
        let text = read(&city, "output/preview/digest.json");
        serde_json::from_str(&text).unwrap()
    };
    let turned = |digest: &Value| -> Vec<String> {
        let all = digest["changes"]["turned"].as_array().unwrap().iter();
        all.map(|turn| format!("{} {}", turn["name"].as_str().unwrap(), turn["after"]["light"].as_str().unwrap()))
            .collect()
    };
    assert!(turned(&night("2024-01-15")).is_empty(), "the first night has nothing to compare");
    assert_eq!(turned(&night("2024-03-05")), ["2.1.1 核对能耗口径 逾期", "2.1.1 建成诊断平台 将到期"]);
    let third = night("2024-04-02");
    assert_eq!(turned(&third), ["2.1.1 建成诊断平台 逾期"]);
    city.edit(
        UNIT,
        "时限: 2024-03, 原时限: 2023-09, 说明: 招标流标一次。",
        "时限: 2024-08, 原时限: 2023-09, 说明: 招标流标两次。",
    );
    let fourth = night("2024-04-03");
    assert_eq!(turned(&fourth), ["2.1.1 建成诊断平台 未到期"]);
    let digest = read(&city, "output/preview/digest.md");
    assert!(digest.contains("逾期 → 未到期（时限由 2024年3月 改为 2024年8月，市工业局）"), "{digest}");
    let trend: Vec<u64> =
        fourth["trend"].as_array().unwrap().iter().map(|mark| mark["red"].as_u64().unwrap()).collect();
    assert_eq!(trend, [0, 1, 2, 1]);
    let latest: Value = serde_json::from_str(&read(&city, "output/preview/latest/preview.json")).unwrap();
    assert_eq!(latest["record"]["steps"]["2.1.1 核对能耗口径"]["since"], "2024-03-05", "the day it turned is kept");
    let page = read(&city, "output/preview/latest/index.html");
    assert!(page.contains("节点逾期") && page.contains("核对能耗口径"), "{page}");
}

#[test]
fn the_ledger_and_the_comparison_of_years_know_steps() {
    let city = city();
    assert_eq!(city.run(&["build", "--force"]).code(), 0, "{}", city.run(&["check"]).told());
    let ledger: Value = serde_json::from_str(&read(&city, "output/2023/台账.json")).unwrap();
    let steps = ledger["steps"].as_array().unwrap();
    let own = steps.iter().find(|step| step["name"] == "2.1.1 建成诊断平台").unwrap();
    assert_eq!((own["value"].as_str(), own["status"].as_str()), (Some("时限 2024年3月"), Some("未到期")));
    let table = city.run(&["assess", "--steps", "--unit", "市统计局"]).printed();
    assert!(table.contains("核对能耗口径") && !table.contains("建成诊断平台"), "{table}");
    let csv = city.run(&["assess", "--steps", "--format", "csv"]).printed();
    assert!(csv.contains("2.1.1,建成诊断平台,市工业局,2023-09,2024-03,,未到期,,招标流标一次。"), "{csv}");
    let run = city.run(&["assess", "--since", "2022"]);
    assert!(
        run.printed().contains("状态有变化的节点") && run.printed().contains("2.1.1 发布改造目录：（没有） → 已完成"),
        "{}",
        run.printed()
    );
}

#[test]
fn nobody_takes_over_a_step_and_none_is_lost_on_its_way() {
    let city = city();
    // Another department states the same step, done; the one that leads the assignment is believed.
    let taken = "配合:\n  2.1.1:\n    节点:\n      - {事项: 建成诊断平台, 时限: 2023-12, 完成: 2023-12-01}\n";
    let other = read(&city, OTHER);
    city.write(OTHER, format!("{other}{taken}"));
    let found = city.findings();
    let own: Vec<&Finding> = found.iter().filter(|found| found.text("rule") == "duplicate-step").collect();
    assert!(own.len() == 1 && own[0].text("path") == OTHER, "{found:#?}");
    let csv = city.run(&["assess", "--steps", "--format", "csv"]).printed();
    assert!(csv.contains("2.1.1,建成诊断平台,市工业局,2023-09,2024-03,,未到期"), "{csv}");
    // What is due years ahead, what was added afterwards and every reason are printed.
    city.write(OTHER, other);
    city.edit(UNIT, "{事项: 总结推广, 时限: 2024年底}", "{事项: 总结推广, 时限: 2026年底}");
    city.edit(UNIT, "取消: 并入省级展会。}", "取消: 并入省级展会。, 说明: 场馆已经退租。}");
    city.edit(UNIT, "    更新:\n", "      - {事项: 补记的事, 时限: 2022-05, 完成: 2022-06}\n    更新:\n");
    city.run(&["build", "--html", "--draft"]);
    let page = read(&city, "output/2023/年度报告（预览稿）.html");
    for text in ["2026年底", "总结推广", "并入省级展会。场馆已经退租", "补记的事"] {
        assert!(page.contains(text), "{text}");
    }
    // A step that nobody looked at for a year is still open.
    let before = "    节点:\n      - {事项: 编制导则, 时限: 2023-04}\n";
    let old = read(&city, "content/submissions/2022/市工业局.yaml");
    let line = old.lines().find(|line| line.starts_with("    进展:")).unwrap();
    city.write("content/submissions/2022/市工业局.yaml", old.replace(line, &format!("{before}{line}")));
    assert_eq!(city.run(&["new", "2024"]).code(), 0);
    assert!(read(&city, NEXT).contains("- {事项: 编制导则, 时限: 2023-04}"), "{}", read(&city, NEXT));
}
