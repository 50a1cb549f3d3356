//! An imaginary city's plan: nothing but its `content/` differs, and it is judged, refused and built all the same.

use std::sync::Arc;

use highland::assess::assess;
use highland::diag::Diagnostics;
use highland::load::load;
use highland::model::{Status, join, year_end};
use highland::project::Project;
use highland::source::Sources;

use super::project::{Copy, root};

#[test]
fn builds_from_its_content_alone() {
    let city = Copy::new();
    let run = city.run(&["build", "--timings"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    assert!(run.told().contains("排版"), "{}", run.told());
    assert!(run.told().lines().last().unwrap().contains("已生成报告：") && run.told().contains("年度报告.pdf"));
    let pdf = std::fs::read(city.path().join("output/2023/年度报告.pdf")).unwrap();
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    assert!(10 < document.get_pages().len());
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(city.path().join("output/2023/manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["as_of"], "2023-12-31");
    assert_eq!(manifest["outputs"]["output/2023/年度报告.pdf"], highland::source::hash(&pdf));
    let plan = std::fs::read(city.path().join("content/plan.yaml")).unwrap();
    assert_eq!(manifest["inputs"]["content/plan.yaml"], highland::source::hash(&plan));
}

#[test]
fn judges_every_comparator_and_waypoint() {
    let mut sources = Sources::default();
    let mut diags = Diagnostics::default();
    let content = load(&Project::at(&root().join("tests/city")).unwrap(), None, &mut sources, &mut diags).unwrap();
    assert!(diags.is_empty(), "{:?}", diags.iter().collect::<Vec<_>>());
    let content = Arc::new(content);
    let assessment = assess(join(Arc::clone(&content), 2023), year_end(2023));
    let status = |name: &str| {
        let at = content.plan.indicators.iter().position(|i| *i.name == name).unwrap();
        assessment.verdict(at).unwrap().status
    };
    // The waypoint asks for 6 by 2023; the straight line would ask for 9.
    assert_eq!(status("示范工厂数"), Status::OnPace);
    // 0.50 → 0.45 of 0.50 → 0.42 in 730 of 1096 days.
    assert_eq!(status("单位产值能耗"), Status::SlightlyBehind);
    // 60 does not meet “超过60%”.
    assert_eq!(status("数字化改造覆盖率"), Status::Ahead);
    // 3 of 4 a year.
    assert_eq!(status("现场会场次"), Status::Missed);
    assert_eq!(status("专精特新企业数"), Status::Met);
}

#[test]
fn finds_its_root_from_below_and_says_so_where_there_is_none() {
    let city = Copy::new();
    let below = city.path().join("content/submissions/2023");
    assert_eq!(super::project::command(&below).arg("check").output().unwrap().status.code(), Some(0));
    let nowhere = tempfile::tempdir().unwrap();
    let output = super::project::command(nowhere.path()).arg("check").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("content/plan.yaml"));
}

#[test]
fn a_department_is_known_by_every_name_and_an_unknown_one_is_refused() {
    let city = Copy::new();
    let run = city.run(&["build", "--unit", "市工信局"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    assert!(city.path().join("output/2023/单位分册/市工业局.pdf").is_file());
    let run = city.run(&["build", "--unit", "市工业厅"]);
    assert_eq!(run.code(), 2);
    assert!(run.told().contains("是不是「市工业局」？"), "{}", run.told());
}

#[test]
fn an_error_stops_a_release_and_leaves_the_last_good_one() {
    let city = Copy::new();
    assert_eq!(city.run(&["build"]).code(), 0);
    let path = city.path().join("output/2023/年度报告.pdf");
    let good = std::fs::read(&path).unwrap();
    city.edit("content/submissions/2023/市工业局.yaml", "现场会场次: 3", "现场会次: 3");
    let run = city.run(&["build"]);
    assert_eq!(run.code(), 1);
    assert!(run.told().contains("没有生成报告"), "{}", run.told());
    assert_eq!(std::fs::read(&path).unwrap(), good);
    let draft = city.run(&["build", "--draft"]);
    assert_eq!(draft.code(), 1, "a draft of faulty content still says that it is faulty");
    assert!(draft.told().contains("已生成预览稿"), "{}", draft.told());
    assert!(city.path().join("output/2023/年度报告（预览稿）.pdf").is_file());
    assert_eq!(std::fs::read(&path).unwrap(), good);
}

#[test]
fn quiet_when_piped_and_json_alone_on_standard_output() {
    let city = Copy::new();
    city.edit("content/submissions/2023/市工业局.yaml", "现场会场次: 3", "现场会次: 3");
    let run = city.run(&["check", "--format", "json"]);
    assert_eq!(run.findings().len(), 1);
    assert!(!run.told().contains('\u{1b}'));
    assert_eq!(run.told(), "2023年度检查：1 个错误，涉及 1 个单位。\n");
}

/// The last year of the plan: what was promised is kept or not, and nothing is said of a year that the plan does not have.
#[test]
fn the_last_year_is_a_final_evaluation() {
    let city = Copy::new();
    for unit in ["市工业局", "市企业服务中心"] {
        let text = std::fs::read_to_string(city.path().join(format!("content/submissions/2023/{unit}.yaml"))).unwrap();
        city.write(&format!("content/submissions/2024/{unit}.yaml"), text.replace("2023", "2024"));
    }
    let run = city.run(&["assess", "--year", "2024", "--format", "csv"]);
    let statuses: Vec<String> =
        run.printed().lines().skip(1).map(|line| line.split(',').nth(8).unwrap().to_owned()).collect();
    assert_eq!(statuses, ["未完成", "未完成", "未完成", "未完成", "已完成"]);
    let run = city.run(&["build", "--draft", "--html", "--year", "2024"]);
    assert!(run.code() < 2, "{}", run.told());
    let pages = walkdir::WalkDir::new(city.path().join("output/2024")).into_iter().map(Result::unwrap);
    let page = pages.into_iter().find(|item| item.path().extension().is_some_and(|ext| ext == "html")).unwrap();
    let page = std::fs::read_to_string(page.path()).unwrap();
    for told in ["规划期总结评价", "截至2024年底规划期结束，5项指标中1项已完成，4项未完成", "未完成目标和后续安排"]
    {
        assert!(page.contains(told), "{told}");
    }
    for untold in ["2025年", "下年度", "按期完成的难度", "落后于时序", "※"] {
        assert!(!page.contains(untold), "{untold}");
    }
    // Before the year is over it is a year like any other.
    let run = city.run(&["assess", "--year", "2024", "--as-of", "2024-06-30", "--format", "csv"]);
    assert!(!run.printed().contains("未完成"), "{}", run.printed());
}

/// The first year of the plan: the year before it is the baseline's, and the skeleton knows what is promised for it.
#[test]
fn the_first_year_begins_at_the_baseline() {
    let city = Copy::new();
    let page = {
        let run = city.run(&["build", "--draft", "--html", "--year", "2022"]);
        assert!(run.code() < 2, "{}", run.told());
        let pages = walkdir::WalkDir::new(city.path().join("output/2022")).into_iter().map(Result::unwrap);
        let page = pages.into_iter().find(|item| item.path().extension().is_some_and(|ext| ext == "html")).unwrap();
        std::fs::read_to_string(page.path()).unwrap()
    };
    let row = page.split("<tr").find(|row| row.contains("示范工厂数") && row.contains("≥12") && row.contains("家<"));
    let cells: Vec<&str> = row.unwrap().split("<td").collect();
    assert!(cells.iter().any(|cell| cell.contains(">3<") || cell.contains(">3 ")), "{cells:?}");
    std::fs::remove_dir_all(city.path().join("content/submissions/2022")).unwrap();
    assert_eq!(city.run(&["new", "2022", "--unit", "市工业局"]).code(), 0);
    let skeleton = std::fs::read_to_string(city.path().join("content/submissions/2022/市工业局.yaml")).unwrap();
    let line = skeleton.lines().find(|line| line.trim_start().starts_with("示范工厂数:")).unwrap();
    assert!(line.contains("目标 ≥12 · 本年节点 4 · 上年（基期）3"), "{line}");
}
