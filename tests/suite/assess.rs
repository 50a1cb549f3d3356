//! Verdicts on the command line and in the built report.

use serde_json::Value;

use super::project::{Copy, Run};

fn printed(run: &Run) -> String {
    String::from_utf8(run.0.stdout.clone()).unwrap()
}

fn data(city: &Copy, more: &[&str]) -> Value {
    let args = [&["assess", "--format", "json"], more].concat();
    serde_json::from_str(&printed(&city.run(&args))).unwrap()
}

#[test]
fn the_table_holds_every_indicator_and_narrows_by_department_and_area() {
    let city = Copy::new();
    let table = printed(&city.run(&["assess"]));
    assert!(table.starts_with("2023年度评价（时序进度法；⚑ 为评价因方法而异）\n"), "{table}");
    assert!(table.contains("共 5 项："), "{table}");
    let names = |more: &[&str]| -> Vec<String> {
        let all = data(&city, more);
        all["indicators"].as_array().unwrap().iter().map(|i| i["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&["--unit", "市工信局"]).len(), 4);
    assert_eq!(names(&["--area", "2.2"]), ["专精特新企业数"]);
    assert_eq!(names(&["--area", "培育主体"]), ["专精特新企业数"]);
    for (args, says) in [
        (["assess", "示范工厂"], "是不是「示范工厂数」"),
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
    let proof = printed(&city.run(&["assess", "示范工厂数"]));
    assert!(proof.starts_with("1 示范工厂数：符合时序"), "{proof}");
    assert!(
        proof.contains("(6−3)÷(12−3)＝33.33%；年度节点要求33.33%；进度比＝33.33%÷33.33%＝1.00；6未达到≥12"),
        "{proof}"
    );
    assert!(proof.contains("基期 3，2022年 4，2023年 6  ▁▃█"), "{proof}");
    assert!(proof.contains("增速比法  ") && proof.contains("趋势外推法  不作评价：可比的数据不足 4 年"), "{proof}");
    // By name, number or identifier it is the same.
    for name in ["1", "factories"] {
        assert_eq!(printed(&city.run(&["assess", name])), proof);
    }
}

#[test]
fn a_spreadsheet_takes_no_cell_for_a_formula() {
    let city = Copy::new();
    let plan = std::fs::read_to_string(city.path().join("content/plan.yaml")).unwrap();
    city.write("content/plan.yaml", plan.replace("名称: 现场会场次", "名称: \"=现场会场次\""));
    let csv = printed(&city.run(&["assess", "--format", "csv"]));
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
    // Without a baseline that may be compared there is no second opinion that needs one.
    let without = &all["indicators"][5];
    assert_eq!(without["status"], "无法评估");
    assert!(without["opinions"][0]["status"].is_null(), "{without:#}");
}
