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

#[test]
fn figures_of_the_plan_are_read_with_their_units_or_not_at_all() {
    let target = |name: &str, written: &str| {
        let city = Copy::new();
        let plan = fs::read_to_string(city.path().join("content/plan.yaml")).unwrap();
        let at = plan.find(&format!("名称: {name}\n")).unwrap();
        let line = plan[at..].lines().find(|line| line.trim_start().starts_with("目标值:")).unwrap();
        let text = plan[..at].to_owned() + &plan[at..].replacen(line, &format!("    目标值: {written}"), 1);
        city.write("content/plan.yaml", text);
        let findings = city.findings();
        let refused =
            findings.iter().any(|f| f.text("rule") == "unit-mismatch" && f.text("message").contains("目标值"));
        let table = city.run(&["assess", "--format", "csv"]).printed();
        let row = table.lines().find(|line| line.contains(name)).unwrap().to_owned();
        if refused { Err(()) } else { Ok(row.split(',').nth(3).unwrap().to_owned()) }
    };
    assert_eq!(target("示范工厂数", "1.2万家"), Ok("≥12000".to_owned()));
    assert_eq!(target("示范工厂数", "0.0012万家"), Ok("≥12".to_owned()));
    assert_eq!(target("数字化改造覆盖率", "600‰"), Ok(">60".to_owned()));
    for (name, written) in [("示范工厂数", "30%"), ("示范工厂数", "12个"), ("数字化改造覆盖率", "60家")]
    {
        assert_eq!(target(name, written), Err(()), "{name} {written}");
    }
    // Baselines, waypoints, weights and the settings' cut-offs, too.
    let found = |file: &str, from: &str, to: &str| {
        let city = Copy::new();
        city.edit(file, from, to);
        city.findings().iter().filter(|f| f.text("rule") == "unit-mismatch").count()
    };
    assert_eq!(found("content/plan.yaml", "基期: {年: 2021, 值: 3}", "基期: {年: 2021, 值: 3%}"), 1);
    assert_eq!(found("content/plan.yaml", "基期: {年: 2021, 值: 3}", "基期: {年: 2021, 值: 3家}"), 0);
    let cut_offs = "\n方法:\n  快于时序: 105%\n  符合时序: 95%\n  略滞后: 600‰\n";
    for (written, wrong) in [(cut_offs.to_owned(), 0), (cut_offs.replace("105%", "2家"), 1)] {
        let city = Copy::new();
        let settings = fs::read_to_string(city.path().join("content/settings.yaml")).unwrap();
        assert!(!settings.contains("\n方法:"), "the settings have none");
        city.write("content/settings.yaml", settings + &written);
        let findings = city.findings();
        assert_eq!(findings.iter().filter(|f| f.text("rule") == "unit-mismatch").count(), wrong, "{findings:#?}");
        assert!(findings.iter().all(|f| f.text("rule") != "cut-offs-out-of-order"), "{findings:#?}");
    }
}

#[test]
fn a_plan_has_as_many_safeguards_as_it_has() {
    for count in [0, 1, 2, 4] {
        let district = Copy::of("tests/district/content");
        let plan = fs::read_to_string(district.path().join("content/plan.yaml")).unwrap();
        let others: String = sections(&plan).into_iter().filter(|text| !text.starts_with("保障措施:")).collect();
        let items: String = (1..=count)
            .map(|n| format!("  - 编号: 保障{n}\n    标题: 保障之{n}\n    原文: 建成示范工厂12家\n"))
            .collect();
        district.write("content/plan.yaml", if count == 0 { others } else { format!("{others}保障措施:\n{items}") });
        let run = district.run(&["build", "--draft", "--html", "--year", "2027"]);
        assert!(run.code() < 2, "{count}: {}", run.told());
        assert!(!run.told().contains("template-error"), "{count}: {}", run.told());
        let pages = walkdir::WalkDir::new(district.path().join("output")).into_iter().map(Result::unwrap);
        let page = pages.into_iter().find(|item| item.path().extension().is_some_and(|ext| ext == "html")).unwrap();
        let page = fs::read_to_string(page.path()).unwrap();
        for chart in ["甘特图：各项责任分工自", "矩阵图："] {
            assert_eq!(page.matches(chart).count(), 1, "{chart} with {count} safeguards");
        }
        assert!((1..=count).all(|n| page.contains(&format!("保障之{n}"))), "{count}");
    }
}

#[test]
fn what_a_plan_promises_is_possible() {
    // 112 % against a target of 110 %, and a loss that becomes smaller.
    let submission = "content/submissions/2023/市工业局.yaml";
    let out = |city: &Copy| city.findings().iter().any(|f| f.text("rule") == "out-of-range");
    let city = Copy::new();
    city.edit(submission, "数字化改造覆盖率: 60%", "数字化改造覆盖率: 112%");
    assert!(out(&city));
    city.edit("content/plan.yaml", "目标值: 60\n", "目标值: 110\n");
    assert!(!out(&city));
    let city = Copy::new();
    city.edit(submission, "示范工厂数: 6 ", "示范工厂数: -1 ");
    assert!(out(&city));
    city.edit("content/plan.yaml", "基期: {年: 2021, 值: 3}", "基期: {年: 2021, 值: -10}");
    assert!(!out(&city));
}

#[test]
fn a_chart_that_does_not_fit_a_page_goes_on_in_the_next_and_all_of_it_is_printed() {
    let city = Copy::new();
    let more = |at: usize| {
        format!(
            "          - 编号: 2.2.{at}\n            名称: 培育之{at}\n            牵头领导: 分管副市长\n            牵头单位: 市企业服务中心\n            原文: 培育专精特新企业20家以上。\n"
        )
    };
    let more: String = (2..=60).map(more).collect();
    city.edit("content/plan.yaml", "指标:\n  - 编号: factories", &format!("{more}指标:\n  - 编号: factories"));
    let run = city.run(&["build", "--draft", "--html"]);
    assert!(run.code() < 2 && !run.told().contains("template-error"), "{}", run.told());
    let pages = walkdir::WalkDir::new(city.path().join("output")).into_iter().map(Result::unwrap);
    let page = pages.into_iter().find(|item| item.path().extension().is_some_and(|ext| ext == "html")).unwrap();
    let page = fs::read_to_string(page.path()).unwrap();
    for chart in ["甘特图：", "矩阵图："] {
        assert_eq!(page.matches(chart).count(), 2, "{chart}");
    }
    assert!(page.contains("责任分工路线图：2023年61项中60项（98%）有风险、滞后或未报送（续）"));
}

/// A chart of many rows goes on in others: the text leads to each of them.
#[test]
fn every_part_of_a_chart_is_referred_to() {
    let (folder, _) = super::scale::scaled(3);
    super::scale::with_fonts(folder.path());
    let run = super::project::Run(
        super::project::command(folder.path()).args(["build", "--draft", "--html"]).output().unwrap(),
    );
    assert!(run.code() < 2, "{}", run.told());
    let page = walkdir::WalkDir::new(folder.path().join("output")).into_iter().map(Result::unwrap);
    let page = page.into_iter().find(|item| item.path().extension().is_some_and(|ext| ext == "html")).unwrap();
    let page = fs::read_to_string(page.path()).unwrap();
    let charts: Vec<&str> =
        page.match_indices("id=\"fig-").map(|(at, _)| page[at + 4..].split('"').next().unwrap()).collect();
    let missed: Vec<&&str> =
        charts.iter().filter(|own| page.matches(&format!("href=\"#{own}\"")).count() < 2).collect();
    for name in ["completion-2", "roadmap-2", "assignments-by-department-2", "submissions-2"] {
        assert!(charts.contains(&format!("fig-{name}").as_str()), "{name}: {charts:?}");
    }
    assert!(missed.is_empty(), "{missed:?}");
}
