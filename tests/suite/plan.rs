//! A plan in several files is the plan, and what is wrong with one of them is said there.

use std::fs;

use super::nightly::previews;
use super::project::Copy;

/// The sections of a plan, each with the line it begins with.
fn sections(plan: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in plan.split_inclusive('\n') {
        if found.is_empty() || !line.starts_with([' ', '#', '\n']) {
            found.push(String::new());
        }
        found.last_mut().unwrap().push_str(line);
    }
    found
}

/// The city with every section but the first in a file of its own, and its list of indicators cut in two.
fn split() -> Copy {
    let city = Copy::new();
    let plan = fs::read_to_string(city.path().join("content/plan.yaml")).unwrap();
    let (head, rest): (Vec<_>, Vec<_>) = sections(&plan).into_iter().partition(|text| text.contains("方案:\n"));
    city.write("content/plan.yaml", head.concat());
    for (at, section) in rest.into_iter().enumerate() {
        let halves = section.strip_prefix("指标:\n").map(|items| {
            let second = items.rfind("\n  - ").unwrap() + 1;
            (format!("指标:\n{}", &items[..second]), format!("指标:\n{}", &items[second..]))
        });
        let (first, second) = halves.unwrap_or((section, String::new()));
        city.write(&format!("content/plan/{at:02}.yaml"), first);
        city.write(&format!("content/plan/{at:02}续.yaml"), second);
    }
    city
}

#[test]
fn a_plan_in_many_files_builds_the_same_report() {
    let (whole, split) = (Copy::new(), split());
    assert!(10 < fs::read_dir(split.path().join("content/plan")).unwrap().count());
    for city in [&whole, &split] {
        let run = city.run(&["build"]);
        assert_eq!(run.code(), 0, "{}", run.told());
    }
    let read = |city: &Copy, file: &str| fs::read(city.path().join("output/2023").join(file)).unwrap();
    for file in ["年度报告.pdf", "台账.json"] {
        assert_eq!(read(&whole, file), read(&split, file), "{file}");
    }
    let manifest = String::from_utf8(read(&split, "manifest.json")).unwrap();
    assert!(manifest.contains("content/plan/00.yaml"), "{manifest}");
    // A change of a part is a change.
    assert!(split.run(&["build"]).told().contains("没有变化"));
    let file = "content/plan/02.yaml";
    let text = fs::read_to_string(split.path().join(file)).unwrap();
    split.write(file, format!("{text}\n# 改动\n"));
    assert!(!split.run(&["build"]).told().contains("没有变化"));
}

#[test]
fn what_is_wrong_with_a_part_is_found_in_it() {
    let city = split();
    city.write("content/plan/甲.yaml", "方案:\n  标题: 另一个方案\n");
    city.write("content/plan/乙.yaml", "- 名称: 甲\n");
    city.write("content/plan/丙.yaml", "指标:\n  - 名称: 新指标\n    单位: 个\n指标:\n  - 名称: 又一个\n");
    city.write("content/plan/丁/戊.yaml", "指标: []\n");
    city.write("content/plan/己.yaml.txt", "指标: []\n");
    city.write("content/plan/庚.yaml", "没有这一节: []\n单位:\n");
    let findings = city.findings();
    let found = |path: &str, rule: &str, message: &str| {
        let path = format!("content/plan/{path}");
        let hit = findings.iter().find(|f| f.text("path") == path && f.text("rule") == rule);
        let hit = hit.unwrap_or_else(|| panic!("{path} {rule}: {findings:#?}"));
        assert!(hit.text("message").contains(message), "{hit:?}");
    };
    found("甲.yaml", "duplicate-key", "「方案」写了两次");
    found("乙.yaml", "wrong-type", "对照表");
    found("丙.yaml", "duplicate-key", "「指标」写了两次");
    found("丙.yaml", "missing-field", "缺少");
    found("丁/戊.yaml", "misplaced-submission", "下一级文件夹");
    found("己.yaml.txt", "misplaced-submission", "不是 .yaml 文件");
    found("庚.yaml", "unknown-key", "没有这一节");
}

#[test]
fn a_plan_that_is_too_large_says_how_to_split_it() {
    let city = Copy::new();
    let plan = fs::read_to_string(city.path().join("content/plan.yaml")).unwrap();
    city.write("content/plan.yaml", format!("{plan}{}", "# 一行说明，一行说明\n".repeat(60_000)));
    let run = city.run(&["check", "--format", "short"]);
    assert_eq!(run.code(), 1);
    assert!(run.told().contains("把方案分成几个文件"), "{}", run.told());
    // Of a part that is not read, too, there is no preview: it would look like a report and be none.
    let city = split();
    assert_eq!(city.run(&["nightly"]).code(), 0);
    let file = "content/plan/03.yaml";
    let text = fs::read_to_string(city.path().join(file)).unwrap();
    city.write(file, format!("{text}{}", "# 一行说明，一行说明\n".repeat(60_000)));
    let run = city.run(&["nightly"]);
    assert_eq!(run.code(), 2, "{}", run.told());
    assert!(run.told().contains(file), "{}", run.told());
    assert!(previews(&city).join("latest/index.html").is_file());
}
