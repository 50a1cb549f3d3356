//! What a report has beside figures and tasks: achievements of the year, public money, other cities, events that matter.

use highland::edition::{REPORT, UNIT};
use highland::pipeline::{Product, Request, build};
use highland::project::Project;

use super::project::Copy;

const SETTINGS: &str = "content/settings.yaml";
const FILED: &str = "content/submissions/2023/市工业局.yaml";

/// The words of an edition, without blanks.
fn said(copy: &Copy, request: &Request) -> String {
    let outcome = build(&Project::at(copy.path()).unwrap(), request, &mut |_| {}).unwrap();
    let Some(Product::Pdf(pdf)) = outcome.product else { panic!("{:?}", outcome.diags.iter().collect::<Vec<_>>()) };
    let pages = 0..pdf.document.pages().len();
    let words = pages.flat_map(|at| highland::typeset::words(&pdf.document, at)).map(|word| word.text);
    words.collect::<String>().split_whitespace().collect()
}

/// The rules of what is found.
fn rules(copy: &Copy) -> Vec<String> {
    copy.findings().iter().map(|found| found.text("rule").to_owned()).collect()
}

fn city() -> Copy {
    let copy = Copy::new();
    copy.edit(
        FILED,
        "项目:\n",
        "财政投入:\n  - {名称: 改造补助, 预算: 1.2亿元, 支出: 9000万元, 来源: 财政决算}\n  - {名称: 培育奖励, 支出: 0.35亿元, 来源: 财政决算}\n\
         大事记:\n  - {日期: 2023-06-01, 事项: 首条示范线投产, 亮点: 示范线投产}\n  - {日期: 2023-06-02, 事项: 现场会召开, 亮点: 现场会开到车间}\n  - {日期: 2023-06-03, 事项: 印发一份通知, 分量: 一般}\n项目:\n",
    );
    copy.edit(
        FILED,
        "    说明: 口径为规模以上企业",
        "    说明: 口径为规模以上企业\n    对比:\n      - {城市: 甲市, 数值: 0.44, 来源: 甲市统计公报}\n      - {城市: 乙市, 数值: 0.47, 年度: 2022, 来源: 乙市统计公报}",
    );
    copy
}

#[test]
fn achievements_are_printed_as_the_settings_choose_and_order_them() {
    let copy = city();
    assert!(rules(&copy).contains(&"achievements-not-chosen".to_owned()));
    assert!(!said(&copy, &Request::default()).contains("年度亮点"), "nobody chose any");
    copy.edit(SETTINGS, "字体文件夹:", "分年:\n  2023: {年度亮点: [现场会开到车间, 示范线投产]}\n字体文件夹:");
    assert!(rules(&copy).iter().all(|rule| !rule.contains("achievement")));
    let text = said(&copy, &Request::default());
    let (first, second) =
        (text.find("现场会开到车间。现场会召开").unwrap(), text.find("示范线投产。首条示范线投产").unwrap());
    assert!(first < second && text.contains("年度亮点"));
    copy.edit(SETTINGS, "[现场会开到车间,", "[现场会开进车间,");
    let found = copy.findings();
    let found = found.iter().find(|found| found.text("rule") == "unknown-achievement").unwrap();
    assert!(
        found.text("message").contains("现场会开进车间") && found.text("help").contains("「现场会开到车间」"),
        "{found:?}"
    );
}

#[test]
fn events_of_little_weight_are_printed_in_their_departments_part_alone() {
    let copy = city();
    let report = said(&copy, &Request { edition: &REPORT, ..Request::default() });
    assert!(report.contains("首条示范线投产") && !report.contains("印发一份通知"));
    assert!(report.contains("2件列入年度报告"), "that there are more is said");
    let unit = Some("市工业局".to_owned());
    let part = said(&copy, &Request { edition: &UNIT, unit, ..Request::default() });
    assert!(part.contains("首条示范线投产") && part.contains("印发一份通知"));
}

#[test]
fn public_money_is_summed_of_what_is_printed_and_compared_with_the_year_before() {
    let copy = city();
    let before = "content/submissions/2022/市工业局.yaml";
    copy.edit(before, "数据性质: 示例\n", "数据性质: 示例\n财政投入:\n  - {名称: 改造补助, 支出: 0.8}\n");
    let text = said(&copy, &Request::default());
    assert!(text.contains("共支出1.25亿元"), "0.9 and 0.35");
    assert!(
        text.contains("改造补助1.20.975%0.8"),
        "{}",
        text.split("改造补助").nth(1).unwrap_or_default().chars().take(60).collect::<String>()
    );
    // One of the two says no budget: then there is no sum of budgets.
    assert!(text.contains("合计—1.25"));
}

#[test]
fn amounts_and_tasks_that_cannot_be_are_found() {
    let copy = city();
    copy.edit(FILED, "支出: 9000万元", "支出: 9000吨");
    copy.edit(FILED, "支出: 0.35亿元, 来源: 财政决算", "支出: 3500亿元, 任务: 9.9.9");
    copy.edit(FILED, "数值: 0.44,", "数值: 0.44家,");
    let found = copy.findings();
    let of = |rule: &str| {
        found.iter().filter(|found| found.text("rule") == rule).map(|found| found.text("message")).collect::<Vec<_>>()
    };
    assert!(
        of("unit-mismatch").iter().any(|told| told.contains("改造补助") && told.contains("吨")),
        "{:?}",
        of("unit-mismatch")
    );
    assert!(of("unit-mismatch").iter().any(|told| told.contains("甲市")), "{:?}", of("unit-mismatch"));
    assert!(of("implausible-investment").iter().any(|told| told.contains("培育奖励")));
    assert!(of("unknown-assignment").iter().any(|told| told.contains("9.9.9")));
    copy.edit(FILED, "预算: 1.2亿元, 支出: 9000吨, ", "");
    let found = copy.findings();
    assert!(
        found
            .iter()
            .any(|found| found.text("rule") == "project-incomplete" && found.text("message").contains("改造补助"))
    );
}

#[test]
fn other_cities_stand_beside_the_own_value_with_their_year_and_source() {
    let copy = city();
    let text = said(&copy, &Request::default());
    for row in ["甲市0.442023甲市统计公报", "乙市0.472022乙市统计公报", "口径可能不同"] {
        assert!(
            text.contains(row),
            "{row}: {}",
            text.split("与其他城市比较").last().unwrap().chars().take(200).collect::<String>()
        );
    }
    assert!(
        !said(&Copy::new(), &Request::default()).contains("与其他城市比较"),
        "without any there is no such section"
    );
}
