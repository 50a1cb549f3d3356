//! The other imaginary plans: shaped otherwise than the shipped one, in their first and their last year, in every edition.

use std::fs;

use super::project::{Copy, Run};

/// Every edition of a plan's year without an error; the whole report's text.
fn built(plan: &Copy, year: &str) -> String {
    for flags in [&[][..], &["--review"], &["--brief"], &["--public"], &["--html", "--public"], &["--html"]] {
        let run = plan.run(&[&["build", "--year", year], flags].concat());
        assert_eq!(run.code(), 0, "{year} {flags:?}: {}", run.told());
    }
    let folder = plan.path().join("output").join(year);
    fs::read_to_string(folder.join("年度报告.html")).unwrap()
}

fn csv(plan: &Copy, year: &str) -> String {
    let run: Run = plan.run(&["assess", "--format", "csv", "--year", year]);
    assert_eq!(run.code(), 0, "{}", run.told());
    run.printed()
}

#[test]
#[ignore = "long"]
fn a_province_with_twelve_areas_is_reported_from_its_first_to_its_last_year() {
    let plan = Copy::of("tests/province/content");
    let first = built(&plan, "2024");
    for chapter in ["十二", "十五"] {
        assert!(first.contains(&format!("{chapter}、")), "{chapter}");
    }
    assert!(first.contains("省科技厅、省工信厅") && first.contains("省数据局"));
    let last = built(&plan, "2026");
    assert_eq!(csv(&plan, "2026").matches(",未完成").count(), 5, "{}", csv(&plan, "2026"));
    assert!(last.contains("规划期总结评价") && !last.contains("下年计划") && !last.contains("符合时序进度"));
    // Who was merged is told, and the report of the year before has the department as it was.
    assert!(last.contains("省数据局2026年起并入省发展改革委"), "the merger is told");
    assert!(!built(&plan, "2025").contains("并入省发展改革委"));
    // What falls is not told as if it rose.
    assert!(!last.contains("达到每年不超过") && !last.contains("提出建立评价指标体系"));
}

#[test]
#[ignore = "long"]
fn a_district_with_years_of_silence_is_compared_with_the_newest_year_that_has_data() {
    let plan = Copy::of("tests/district/content");
    let second = built(&plan, "2027");
    assert!(second.contains("比上年") && !second.contains("低于基期水平，距2030年目标（不超过"));
    let last = built(&plan, "2030");
    assert_eq!(csv(&plan, "2030").matches(",未完成").count(), 3, "{}", csv(&plan, "2030"));
    assert!(last.contains("比2027年"));
    assert!(!last.contains("比上年") && last.contains("清零") && last.contains("区城乡建设局"));
    // A year of which nobody filed anything has no release; a draft says so.
    let run = plan.run(&["build", "--year", "2028"]);
    assert_eq!(run.code(), 1, "{}", run.told());
    assert!(run.told().contains("2028 年没有一个单位报送"), "{}", run.told());
    let draft = plan.run(&["build", "--year", "2028", "--draft", "--html"]);
    assert!(draft.code() == 1 && draft.told().contains("已生成预览稿"), "{}", draft.told());
}

#[test]
#[ignore = "long"]
fn headings_and_openings_are_the_offices_own() {
    let plan = Copy::new();
    let settings = "content/settings.yaml";
    plan.edit(
        settings,
        "  版本: 送审稿\n",
        "  版本: 送审稿\n  标题:\n    - {原题: 组织保障与清单管理, 改为: 组织实施, 章首: 专班办公室每季度调度一次。}\n    - {原题: 年度工作综述, 改为: 全年概览}\n",
    );
    let page = built(&plan, "2023");
    assert!(page.contains("组织实施") && page.contains("专班办公室每季度调度一次。") && page.contains("全年概览"));
    assert!(!page.contains("组织保障与清单管理") && !page.contains("年度工作综述"));
    plan.edit(settings, "原题: 年度工作综述", "原题: 年度工作总述");
    let run = plan.run(&["build", "--force"]);
    assert!(run.told().contains("unknown-heading"), "{}", run.told());
    assert!(
        run.told().contains("报告里没有标题「年度工作总述」") && run.told().contains("年度工作综述"),
        "{}",
        run.told()
    );
}

#[test]
#[ignore = "long"]
fn the_sentence_of_an_indicator_is_the_offices_own() {
    let plan = Copy::new();
    let guide = fs::read_to_string(super::project::root().join("templates/README.md")).unwrap();
    let example = guide.split("```\n").find(|block| block.contains("macro sentence(i, meta)")).unwrap();
    let example: Vec<&str> = example.lines().map(|line| line.strip_prefix("   ").unwrap_or(line)).collect();
    plan.write("content/templates/sentence.xml.j2", example.join("\n"));
    let page = built(&plan, "2023");
    assert!(page.contains("单位产值能耗") && page.contains("，还须降低超过0.03吨标准煤/万元"), "{page}");
    assert!(!page.contains("已走完路程的62.5%"));
}
