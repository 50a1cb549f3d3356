//! Verdicts on the command line and in the built report.

use serde_json::Value;

use super::project::Copy;

fn data(city: &Copy, more: &[&str]) -> Value {
    let args = [&["assess", "--format", "json"], more].concat();
    serde_json::from_str(&city.run(&args).printed()).unwrap()
}

/// The words of the report that is built, without blanks.
fn built(city: &Copy) -> String {
    let run = city.run(&["build"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    let document = lopdf::Document::load(city.path().join("output/2023/年度报告.pdf")).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text: String = pages.iter().map(|page| document.extract_text(&[*page]).unwrap_or_default()).collect();
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn the_table_holds_every_indicator_and_narrows_by_department_and_area() {
    let city = Copy::new();
    let table = city.run(&["assess"]).printed();
    assert!(table.starts_with("2023年度评价（时序进度法；※ 为评价因方法而异）\n"), "{table}");
    assert!(table.contains("共 5 项："), "{table}");
    let names = |more: &[&str]| -> Vec<String> {
        let all = data(&city, more);
        all["indicators"].as_array().unwrap().iter().map(|i| i["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&["--unit", "市工信局"]).len(), 4);
    assert_eq!(names(&["--area", "2.2"]), ["专精特新企业数"]);
    assert_eq!(names(&["--area", "培育主体"]), ["专精特新企业数"]);
    for (args, says) in [
        (["assess", "示范厂数"], "是不是「示范工厂数」"),
        (["assess", "--area=9"], "可以写编号或名称：2.1 改造提升"),
        (["assess", "--unit=市工业厅"], "是不是「市工业局」"),
    ] {
        let run = city.run(&args);
        assert_eq!(run.code(), 2);
        assert!(run.told().contains(says), "{}", run.told());
    }
}

/// The proof's numbers give the status again: (6−3)÷(12−3) of the way, by the plan's waypoint of 6 just as much as asked.
#[test]
fn a_proof_recomputes() {
    let city = Copy::new();
    let proof = city.run(&["assess", "示范工厂数"]).printed();
    assert!(proof.starts_with("1 示范工厂数：符合时序"), "{proof}");
    assert!(
        proof.contains("(6−3)÷(12−3)＝33.33%；年度节点要求33.33%；进度比＝33.33%÷33.33%＝1.00；6未达到≥12"),
        "{proof}"
    );
    assert!(proof.contains("基期 3，2022年 4，2023年 6  ▁▃█"), "{proof}");
    assert!(proof.contains("增速比法  ") && proof.contains("趋势外推法  不作评价：可比的数据不足 4 年"), "{proof}");
    // By name, number or identifier it is the same.
    for name in ["1", "factories"] {
        assert_eq!(city.run(&["assess", name]).printed(), proof);
    }
}

/// What the mayor asks on the telephone: which file says so, who filed it, who signed it, who changed the line.
#[test]
fn a_value_is_traced_to_its_line_and_to_those_who_answer_for_it() {
    let city = Copy::new();
    city.edit(
        "content/submissions/2023/市工业局.yaml",
        "  示范工厂数: 6 ",
        "  示范工厂数: {实际值: 6, 调整: {2022: {值: 5, 理由: 一家补认}}} ",
    );
    assert_eq!(city.run(&["sign", "--unit", "市工业局", "--by", "示例签发人"]).code(), 0);
    let told = city.run(&["assess", "示范工厂"]).printed();
    assert!(told.starts_with("1 示范工厂数："), "a part of the name is enough: {told}");
    let text = std::fs::read_to_string(city.path().join("content/submissions/2023/市工业局.yaml")).unwrap();
    let line = 1 + text.lines().position(|line| line.contains("示范工厂数")).unwrap();
    assert!(told.contains(&format!("2023年  content/submissions/2023/市工业局.yaml:{line}\n")), "{told}");
    for says in [
        "联系人 示例联系人，电话 0000-0000000",
        "示例签发人 于 ",
        "2023年的文件调整：4 改为 5；一家补认",
        "不在 git 的版本库里",
    ] {
        assert!(told.contains(says), "{says}: {told}");
    }
    let git = |args: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.arg("-C").arg(city.path()).args([
            "-c",
            "user.name=示例\u{1b}[31m作者",
            "-c",
            "user.email=a@example.invalid",
        ]);
        command.args(args).output().is_ok_and(|output| output.status.success())
    };
    if !(git(&["init", "-q"]) && git(&["add", "content"]) && git(&["commit", "-qm", "报送 2023"])) {
        super::project::skipped("没有 git");
        return;
    }
    let told = city.run(&["assess", "示范工厂"]).printed();
    assert!(
        told.contains("最后改这一行：示例") && told.contains("，报送 2023（") && !told.contains('\u{1b}'),
        "{told}"
    );
    city.edit("content/submissions/2023/市工业局.yaml", "实际值: 6,", "实际值: 7,");
    let told = city.run(&["assess", "示范工厂"]).printed();
    assert!(told.contains("还没有提交到版本库") && told.contains("签发，此后有改动"), "{told}");
}

#[test]
fn a_spreadsheet_takes_no_cell_for_a_formula() {
    let city = Copy::new();
    let plan = std::fs::read_to_string(city.path().join("content/plan.yaml")).unwrap();
    city.write("content/plan.yaml", plan.replace("名称: 现场会场次", "名称: \"=现场会场次\""));
    let csv = city.run(&["assess", "--format", "csv"]).printed();
    assert!(csv.starts_with("\u{feff}序号,指标,单位,"), "{csv}");
    assert_eq!(csv.lines().count(), 6);
    assert!(csv.contains(",'=现场会场次,"), "{csv}");
}

/// What the report lists as depending on the method.
#[test]
fn the_shipped_verdicts_that_depend_on_the_method_are_those_the_report_lists() {
    let city = Copy::of_shipped(false);
    let all = data(&city, &[]);
    let disputed: Vec<u64> = all["indicators"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|i| i["depends_on_method"] == true)
        .map(|i| i["number"].as_u64().unwrap())
        .collect();
    assert_eq!(disputed, [15, 30]);
    let one = &all["indicators"][14];
    assert_eq!((one["status"].as_str(), one["pace"].as_str()), (Some("略滞后"), Some("0.94")));
    assert_eq!(one["opinions"][0]["status"], "符合时序");
    // Sample figures make no trend with a public one.
    assert!(all["indicators"][12]["opinions"][1]["text"].as_str().unwrap().contains("不足 4 年"));
    // Without a baseline that may be compared there is no second opinion that needs one.
    let without = &all["indicators"][5];
    assert_eq!(without["status"], "无法评估");
    assert!(without["opinions"][0]["status"].is_null(), "{without:#}");
}

#[test]
fn another_value_is_followed_to_statuses_counts_and_index_and_nothing_is_written() {
    let city = Copy::new();
    let path = city.path().join("content/submissions/2023/市工业局.yaml");
    let before = std::fs::read_to_string(&path).unwrap();
    let text = city.run(&["whatif", "示范工厂数=12家", "meetings=4"]).printed();
    assert!(text.contains("1 示范工厂数\n  现在  6家，符合时序，进度比 1.00\n  假设  12家，已完成"), "{text}");
    assert!(text.contains("4 现场会场次\n  现在  3场，本年未达标\n  假设  4场，本年达标"), "{text}");
    assert!(text.contains("评价合计  已完成 1 → 2，本年达标 0 → 1"), "{text}");
    assert!(text.contains("综合指数  ") && text.contains("改造提升"), "{text}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before);
    // What was supposed is what a report of that value would say.
    city.edit("content/submissions/2023/市工业局.yaml", "示范工厂数: 6 ", "示范工厂数: 12 ");
    assert_eq!(data(&city, &[])["indicators"][0]["status"], "已完成");
    for (value, says) in [
        ("示范工厂数", "应写成「指标=值」"),
        ("示范厂数=3", "是不是「示范工厂数」"),
        ("示范工厂数=约3", "不能准确读成数字"),
        ("示范工厂数=3吨", "不能换算成"),
    ] {
        let run = city.run(&["whatif", value]);
        assert_eq!(run.code(), 2, "{value}");
        assert!(run.told().contains(says), "{}", run.told());
    }
}

#[test]
fn the_method_is_the_reports_or_the_indicators_own_and_the_others_stand_beside_it() {
    let city = Copy::new();
    let of = |city: &Copy, at: usize| data(city, &[])["indicators"][at].clone();
    assert_eq!(of(&city, 2)["method"], "时序进度法");
    city.edit("content/settings.yaml", "字体文件夹", "方法: {采用: 增速比法}\n字体文件夹");
    let coverage = of(&city, 2);
    assert_eq!((&coverage["method"], &coverage["status"]), (&"增速比法".into(), &"符合时序".into()));
    let formula = coverage["formula"].as_str().unwrap();
    // (60÷35)^(1÷2)−1 is 30.9 %; (60÷35)^(1÷3)−1, what is needed, 19.7 %.
    assert_eq!(formula, "年均增速30.9%，达到目标所需19.7%，增速比1.57；60未达到>60");
    assert_eq!(coverage["opinions"][0]["key"], "linear");
    // What adds up from nothing has no rate of growth: the default judges, and says why.
    let firms = of(&city, 4);
    assert_eq!(firms["method"], "时序进度法");
    assert!(firms["reason"].as_str().unwrap().contains("增速比法不作评价"), "{firms:#}");
    // An indicator's own method goes before the report's.
    city.edit(
        "content/plan.yaml",
        "    名称: 数字化改造覆盖率\n",
        "    名称: 数字化改造覆盖率\n    方法: 时序进度法\n",
    );
    assert_eq!(of(&city, 2)["method"], "时序进度法");
    city.edit("content/plan.yaml", "    方法: 时序进度法\n", "    方法: 时间进度法\n");
    assert!(city.findings().iter().any(|f| f.text("rule") == "unknown-word" && f.text("help").contains("时序进度法")));
    city.edit("content/plan.yaml", "    方法: 时间进度法\n", "");
    let run = city.run(&["build"]);
    assert_eq!(run.code(), 0, "{}", run.told());
}

#[test]
fn a_status_set_by_hand_keeps_the_computed_one_beside_it() {
    let city = Copy::new();
    let set =
        "评价调整:\n  - {指标: 示范工厂数, 年度: 2023, 评价: 略滞后, 理由: 两家尚未验收, 决定: 示例决定人}\n字体文件夹";
    city.edit("content/settings.yaml", "字体文件夹", set);
    let one = data(&city, &[])["indicators"][0].clone();
    assert_eq!(one["status"], "略滞后");
    assert_eq!(one["by_hand"], "评价由示例决定人人工调整，按方法计算为“符合时序”；理由：两家尚未验收");
    assert!(city.run(&["assess"]).printed().contains("略滞后"), "the table shows what counts");
    assert_eq!(
        data(&city, &["--year", "2022"])["indicators"][0]["by_hand"],
        Value::Null,
        "another year is not touched"
    );
    assert_eq!(city.run(&["build"]).code(), 0);

    city.edit("content/settings.yaml", "指标: 示范工厂数, 年度", "指标: 示范工厂, 年度");
    let findings = city.findings();
    assert!(findings.iter().any(|f| f.text("rule") == "dangling-reference" && f.line() == 7), "{findings:#?}");
    city.edit("content/settings.yaml", ", 理由: 两家尚未验收", "");
    let findings = city.findings();
    assert!(findings.iter().any(|f| f.text("message") == "评价调整缺少「理由」。"), "{findings:#?}");
}

#[test]
fn what_changed_between_two_years_is_listed() {
    let city = Copy::new();
    let text = city.run(&["assess", "--since", "2022"]).printed();
    assert!(text.starts_with("2022年 → 2023年\n"), "{text}");
    assert!(text.contains("  4 现场会场次：本年达标 → 本年未达标（4 → 3）"), "{text}");
    assert!(text.contains("  2.1.1 推进数字化改造：按计划推进 → 有风险"), "{text}");
    let all = data(&city, &["--since", "2022"]);
    let changes = all["changes"].as_array().unwrap();
    // Every value changed, and both assignments.
    assert_eq!(changes.len(), 5 + 2, "{all:#}");
    assert_eq!(city.run(&["assess", "--since", "2023"]).code(), 2);
    assert_eq!(city.run(&["assess", "--since", "2020"]).code(), 2);
}

#[test]
#[ignore = "long"]
fn a_restated_value_counts_and_the_report_says_so() {
    let unit = "content/submissions/2023/市工业局.yaml";
    let city = Copy::new();
    let before = data(&city, &["--since", "2022"]);
    let restated = "示范工厂数:\n    实际值: 6\n    调整:\n      2022: {值: 5家, 理由: 补认一家}\n  ";
    let text = std::fs::read_to_string(city.path().join(unit)).unwrap();
    let (head, rest) = text.split_once("示范工厂数: 6").unwrap();
    let rest = rest.split_once("\n  ").unwrap().1;
    city.write(unit, format!("{head}{restated}{rest}"));
    assert!(city.findings().is_empty(), "{:#?}", city.findings());
    let series = &data(&city, &[])["indicators"][0]["series"];
    assert_eq!(series[0]["figure"]["value"], "5", "{series:#}");
    assert_ne!(data(&city, &["--since", "2022"]), before);
    // Last year's own report is what it was.
    assert_eq!(data(&city, &["--year", "2022"])["indicators"][0]["actual"], "4");
    let words = built(&city);
    assert!(words.contains("补认一家") && !words.contains("没有修订以前年度的数据"), "{words}");
    assert!(built(&Copy::new()).contains("没有修订以前年度的数据"));
    city.edit(unit, ", 理由: 补认一家", "");
    let findings = city.findings();
    assert!(findings.iter().any(|f| f.text("message") == "调整缺少「理由」。" && f.line() == 11), "{findings:#?}");
}

#[test]
fn groups_hold_every_indicator_once_and_their_shares_add_up() {
    let city = Copy::of_shipped(false);
    for by in ["area", "task", "unit", "leader"] {
        let groups = data(&city, &["--by", by]);
        let groups = groups.as_array().unwrap();
        let mut all = 0;
        for group in groups {
            let statuses = group["statuses"].as_array().unwrap();
            let count: u64 = statuses.iter().map(|status| status["count"].as_u64().unwrap()).sum();
            assert_eq!(group["total"].as_u64(), Some(count));
            let share = |status: &Value| {
                status["share"].as_str().unwrap().trim_end_matches('%').replace('.', "").parse::<u32>()
            };
            assert_eq!(statuses.iter().map(|status| share(status).unwrap()).sum::<u32>(), 1000, "{group:#}");
            all += count;
        }
        assert_eq!(all, 37, "{by}");
    }
    let table = city.run(&["assess", "--by", "area"]).printed();
    assert_eq!(table.lines().filter(|line| line.contains(" 项  ")).count(), 6, "{table}");
}

#[test]
fn a_target_changed_by_a_later_document_judges_from_its_year_on_and_both_are_shown() {
    let city = Copy::new();
    let amended =
        "    目标年: 2024\n    目标调整: {目标值: 6, 自: 2023, 文件: 云政发〔2023〕9号}\n    基期: {年: 2021, 值: 3}";
    city.edit("content/plan.yaml", "    目标年: 2024\n    基期: {年: 2021, 值: 3}", amended);
    let one = data(&city, &[])["indicators"][0].clone();
    assert_eq!((&one["target"], &one["status"]), (&"≥6".into(), &"已完成".into()));
    assert_eq!(one["amended"], "方案目标≥12家，2023年起按云政发〔2023〕9号调整为≥6家；此前各年按方案目标评价");
    // 2022 was judged, and is reported on, by the plan's own target.
    let before = data(&city, &["--year", "2022"])["indicators"][0].clone();
    assert_eq!((&before["target"], &before["amended"]), (&"≥12".into(), &Value::Null));
    assert_eq!(one["series"][0]["status"], before["status"]);
    assert_eq!(city.run(&["build"]).code(), 0);
    city.edit("content/plan.yaml", ", 文件: 云政发〔2023〕9号", "");
    assert!(city.findings().iter().any(|f| f.text("message") == "目标调整缺少「文件」。"));
}

/// The same figure in the proof on the command line and in the report, read back from the built PDF.
#[test]
fn a_figure_is_the_same_on_the_command_line_and_in_the_built_report() {
    let city = Copy::new();
    let text = built(&city);
    let all = data(&city, &[]);
    for indicator in all["indicators"].as_array().unwrap() {
        let formula = indicator["formula"].as_str().unwrap().replace(char::is_whitespace, "");
        let head: String = formula.chars().take_while(|c| *c != '；').collect();
        assert!(text.contains(&head), "「{head}」 is not in the report: {text}");
    }
}

#[test]
fn a_build_says_what_changed_since_the_last_one() {
    let unit = "content/submissions/2023/市工业局.yaml";
    let city = Copy::new();
    let first = city.run(&["build"]).told();
    assert!(!first.contains("与上次生成相比"), "{first}");
    let ledger = city.path().join("output/2023/台账.json");
    let written = std::fs::read(&ledger).unwrap();
    assert!(!city.run(&["build"]).told().contains("与上次生成相比"));
    assert_eq!(std::fs::read(&ledger).unwrap(), written, "the same content, the same bytes");
    city.edit(unit, "现场会场次: 3", "现场会场次: 4").edit(unit, "状态: 有风险", "状态: 按计划推进");
    let told = city.run(&["build"]).told();
    assert!(told.contains("与上次生成相比有 2 处变化："), "{told}");
    assert!(told.contains("  指标「现场会场次」：3场，本年未达标 → 4场，本年达标\n"), "{told}");
    assert!(told.contains("  任务「2.1.1 推进数字化改造」：有风险 → 按计划推进\n"), "{told}");
    let manifest = std::fs::read_to_string(city.path().join("output/2023/manifest.json")).unwrap();
    assert!(manifest.contains("output/2023/台账.json"), "{manifest}");
    // A ledger that is none is written anew and stops nothing.
    std::fs::write(&ledger, "乱码").unwrap();
    assert_eq!(city.run(&["build"]).code(), 0);
    let all: Value = serde_json::from_slice(&std::fs::read(&ledger).unwrap()).unwrap();
    assert_eq!(all["indicators"].as_array().unwrap().len(), 5);
}

#[test]
fn data_that_come_a_year_late_are_judged_by_the_pace_of_their_own_year() {
    let unit = "content/submissions/2023/市工业局.yaml";
    let city = Copy::new();
    let energy = |city: &Copy| data(city, &[])["indicators"][1].clone();
    let before = energy(&city);
    city.edit(unit, "实际值: 0.45\n", "实际值: 0.45\n    数据年度: 2022\n");
    let late = energy(&city);
    assert_eq!((&late["data_year"], &late["actual"]), (&2022.into(), &before["actual"]));
    // A third of the time was gone then, not two thirds.
    assert!(late["formula"].as_str().unwrap().contains("时间过去33.3"), "{late:#}");
    assert!(before["formula"].as_str().unwrap().contains("时间过去66.6"), "{before:#}");
    assert_eq!((&before["status"], &late["status"]), (&"略滞后".into(), &"快于时序".into()));
    city.edit(unit, "数据年度: 2022", "数据年度: 2024");
    let findings = city.findings();
    assert!(findings.iter().any(|f| f.text("rule") == "wrong-year" && f.line() == 11), "{findings:#?}");
}

#[test]
fn a_good_word_on_an_assignment_is_held_against_its_milestones_too() {
    let city = Copy::new();
    let unit = "content/submissions/2023/市企业服务中心.yaml";
    let plan = std::fs::read_to_string(city.path().join("content/plan.yaml")).unwrap();
    let milestone = "里程碑:\n  - {编号: m, 名称: 建成服务平台, 章节: 2.2.1, 归入: \"2.2\", 期限: 2024, 责任单位: 市企业服务中心, 原文: 培育专精特新企业20家以上}\n非指标数字:";
    city.write("content/plan.yaml", plan.replace("非指标数字:", milestone));
    city.edit(unit, "任务:\n", "里程碑:\n  建成服务平台: {判断: 难以实现, 理由: 用地未落实。}\n任务:\n");
    let findings = city.findings();
    let found = findings.iter().find(|f| f.text("rule") == "status-contradiction").unwrap();
    assert_eq!(found.text("message"), "任务「2.2.1」填的是「已完成」，指标和里程碑的评价却是：「建成服务平台」滞后。");
    assert_eq!(city.run(&["build"]).code(), 0);
}

#[test]
#[ignore = "long"]
fn the_ledger_holds_the_milestones_and_tells_when_one_changes() {
    let copy = Copy::of_shipped(false);
    assert_eq!(copy.run(&["build"]).code(), 0);
    let ledger = std::fs::read_to_string(copy.path().join("output/2024/台账.json")).unwrap();
    let ledger: serde_json::Value = serde_json::from_str(&ledger).unwrap();
    let milestones = ledger["milestones"].as_array().unwrap();
    assert_eq!(milestones.len(), 10);
    let open = milestones.iter().find(|line| line["name"] == "甬江实验室阶段目标").unwrap();
    assert_eq!(open["status"], "未报送");
    let file = "content/submissions/2024/市科技局.yaml";
    let text = std::fs::read_to_string(copy.path().join(file)).unwrap();
    let judged = text.replacen(
        "里程碑:\n",
        "里程碑:\n  甬江实验室阶段目标:\n    判断: 有把握\n    理由: 建设进度符合安排。\n",
        1,
    );
    assert_ne!(judged, text);
    copy.write(file, judged);
    let run = copy.run(&["build"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    assert!(run.told().contains("里程碑「甬江实验室阶段目标」：未报送 → 符合时序"), "{}", run.told());
}
