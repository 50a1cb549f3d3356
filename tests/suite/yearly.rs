//! Promises of every year: kept in a year, done at their end.

use std::fs;

use super::project::Copy;

/// A promise of every year is kept in one, and done at its end alone; nor is an assignment done that has one.
#[test]
#[ignore = "long"]
fn a_promise_of_every_year_is_kept_in_a_year_and_done_at_the_end() {
    let city = Copy::new();
    let read = |file: &str| fs::read_to_string(city.path().join(file)).unwrap();
    let unit = "content/submissions/2023/市企业服务中心.yaml";
    let (plan, filed) = (read("content/plan.yaml"), read(unit));
    let told = |promise: &str, judged: &str, status: &str| {
        let promise = format!(
            "里程碑:\n  - {{编号: m, 名称: 发布年报, 章节: 2.2.1, 归入: \"2.2\", {promise}, 责任单位: 市企业服务中心, \
             原文: 培育专精特新企业20家以上}}\n非指标数字:"
        );
        city.write("content/plan.yaml", plan.replace("非指标数字:", &promise));
        let filed = filed.replace("    状态: 已完成", &format!("    状态: {status}"));
        city.write(unit, format!("{filed}\n里程碑:\n  发布年报: {{判断: {judged}, 理由: 年报的进度。}}\n"));
        let run = city.run(&["build", "--draft", "--year", "2023"]);
        let ledger: serde_json::Value = serde_json::from_str(&read("output/2023/台账（预览稿）.json")).unwrap();
        let own = ledger["milestones"][0]["status"].as_str().unwrap().to_owned();
        (own, run.told().contains("「发布年报」每年都要做到"))
    };
    let yearly = "期限: 2024, 频次: 每年";
    for (promise, judged, status, wanted, found) in [
        ("期限: 2024", "已实现", "已完成", "已完成", false),
        (yearly, "已实现", "按计划推进", "本年达标", false),
        (yearly, "已实现", "已完成", "本年达标", true),
        (yearly, "有把握", "按计划推进", "符合时序", false),
        (yearly, "难以实现", "有风险", "本年未达标", false),
        ("期限: 2024, 频次: 每两年", "已实现", "按计划推进", "已完成", false),
        ("期限: 2023, 频次: 每季度", "已实现", "已完成", "已完成", false),
        ("期限: 2023, 频次: 每季度", "难以实现", "滞后", "未完成", false),
    ] {
        assert_eq!(told(promise, judged, status), (wanted.to_owned(), found), "{promise}, {judged}, {status}");
    }
}
