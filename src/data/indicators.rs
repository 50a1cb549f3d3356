//! Every indicator in every year: its value, its promise and its verdict.

use super::table::{At, Cell, Column, Link, Table};
use super::word;
use crate::assess::{Assessment, Verdict, shown_node};
use crate::model::{Answer, Decimal, Indicator, Plan, round};

/// How many columns there are.
const COUNT: usize = 32;

/// The columns.
const COLUMNS: [Column; COUNT] = [
    Column::text("编号", "指标的键：取自方案文件，指标改名也不变，跨年度、跨版本以它为准").must(),
    Column {
        name: "序号",
        holds: super::table::Holds::Whole,
        about: "在方案里的次序，从1起；可能随方案调整",
        must: true,
    },
    Column::text("指标", "名称").must(),
    Column::text("领域编号", "所属任务领域的编号；不属于任何领域的为空"),
    Column::text("领域", "所属任务领域"),
    Column::text("关联分工", "它衡量的责任分工，见 assignments 的“编号”"),
    Column::text("责任单位", "这一年的责任单位；几个单位的用顿号分开"),
    Column::word("类型", "量的是什么，决定怎么评价", word::kinds).must(),
    Column::text("计量单位", "“数值”“目标值”“基期值”“年度节点”的单位").must(),
    Column::year("年度", "报告年度").must(),
    Column::number("数值", "这一年的实际值，单位见“计量单位”；没有报送的为空"),
    Column::year("数据年度", "数值实际是哪一年的：晚出的数据早于“年度”"),
    Column::word("数据性质", "数值的性质，含义见 README.md", word::natures),
    Column::text("目标", "承诺的简写，如 ≥30、3～5").must(),
    Column::word("比较", "数值怎么与目标比较", word::comparators).must(),
    Column::number("目标值", "这一年有效的目标值；区间和“左右”的为下端").must(),
    Column::number("目标上限", "区间和“左右”的上端；其他为空"),
    Column::text("期限", "目标的期限，如 2025年、2026年6月、每年").must(),
    Column::year("基期年", "起点的年份"),
    Column::number("基期值", "起点的值"),
    Column::word("基期性质", "基期值的性质", word::natures),
    Column::word("基期可比", "基期值与以后各年的口径是不是可比", word::answers),
    Column::number("年度节点", "到这一年年底应达到的值；没有路径的为空"),
    Column::number("完成率", "完成率，单位：%，一位小数；越小越好的指标为目标值÷数值"),
    Column::number("进度比", "已走完的路程÷按时间应走完的路程，两位小数；没有路径的为空"),
    Column::word("评价", "这一年的评价", word::statuses).must(),
    Column::word("评价方法", "得出评价的方法", word::methods).must(),
    Column::word("计算评价", "人工调整了评价的，按方法计算的评价；没有调整的为空", word::statuses),
    Column::text("评价说明", "评价的理由，人工调整的理由"),
    Column::text("数据来源", "责任单位填报的数值来源"),
    Column::text("口径", "指标的定义；责任单位当年另有口径的附在后面（只有报告年度的）"),
    Column::prose("说明", "责任单位的说明，Markdown 文本；只有报告年度的"),
];

/// The table.
pub fn indicators(assessment: &Assessment) -> Table {
    let all = assessment.ledger.content.plan.indicators.iter().enumerate();
    of(all.flat_map(|(at, indicator)| years(assessment, at, indicator)).collect())
}

/// The rows of one indicator alone.
pub fn alone(assessment: &Assessment, at: usize) -> Table {
    let own = assessment.ledger.content.plan.indicators.get(at);
    of(own.into_iter().flat_map(|indicator| years(assessment, at, indicator)).collect())
}

/// The rows of an indicator, a year after the other.
fn years(assessment: &Assessment, at: usize, indicator: &Indicator) -> Vec<Vec<Cell>> {
    let years = assessment.ledger.years.iter().enumerate();
    years.map(|(place, year)| row(assessment, indicator, At { at, place, year: *year }).into()).collect()
}

fn of(rows: Vec<Vec<Cell>>) -> Table {
    Table {
        key: "indicators",
        title: "指标",
        about: "一行是一个指标的一个年度",
        columns: &COLUMNS,
        identity: &["编号", "年度"],
        links: &[Link { from: "关联分工", table: "assignments", to: "编号" }],
        rows,
    }
}

fn row(assessment: &Assessment, indicator: &Indicator, own: At) -> [Cell; COUNT] {
    let At { at, place, year } = own;
    let ledger = &assessment.ledger;
    let content = &ledger.content;
    let promised = ledger.plan(year).indicators.get(at).unwrap_or(indicator);
    let cell = ledger.cells.get(at).and_then(|cells| cells.get(place)).and_then(Option::as_ref);
    let blank = Verdict::unreported();
    let verdict = assessment.rows.get(at).and_then(|row| row.verdicts.get(place)).unwrap_or(&blank);
    let entry = cell.map(|cell| &cell.entry);
    // What departments wrote in earlier years was for the reports of those years.
    let now = entry.filter(|_| year == ledger.year);
    let (number, area) = area_of(&content.plan, &indicator.area);
    let base = indicator.baseline.as_ref();
    let target = &promised.target;
    let scope = now.and_then(|own| own.scope.as_ref()).map(|own| format!("{year}年填报口径：{}", own.value));
    [
        Cell::text(indicator.id.value.clone()),
        Cell::Whole(i64::try_from(at + 1).unwrap_or(i64::MAX)),
        Cell::text(indicator.name.value.clone()),
        number,
        area,
        Cell::maybe(indicator.assignment.as_ref().map(|own| own.value.clone())),
        Cell::text(promised.department.listed()),
        Cell::text(indicator.kind.word()),
        Cell::text(indicator.unit.text()),
        Cell::year(year),
        Cell::number(cell.map(|cell| cell.value)),
        cell.map_or(Cell::Empty, |cell| Cell::year(cell.data_year)),
        Cell::maybe(cell.map(|cell| cell.nature.word())),
        Cell::text(target.to_string()),
        Cell::text(target.comparator.word()),
        Cell::Number(target.value),
        Cell::number(target.upper),
        Cell::text(if promised.promised_every_year() { "每年".to_owned() } else { target.due.to_string() }),
        base.map_or(Cell::Empty, |base| Cell::year(base.year)),
        Cell::number(base.map(|base| base.value.value)),
        Cell::maybe(base.map(|base| base.nature.word())),
        Cell::maybe(base.map(|base| if base.comparable { Answer::Yes.word() } else { Answer::No.word() })),
        Cell::number(assessment.node_then(at, year).map(|value| shown_node(promised, value))),
        Cell::number(verdict.completion.map(percent)),
        Cell::number(verdict.pace.map(|pace| exactly(pace, 2))),
        Cell::text(content.told_by(verdict.status, verdict.method)),
        Cell::text(verdict.method.word()),
        Cell::maybe(verdict.computed.as_ref().map(|(status, ..)| content.told(*status))),
        why(verdict),
        Cell::maybe(entry.and_then(|own| own.source.as_ref()).map(|own| own.value.clone())),
        Cell::text(indicator.scope.lines().map(str::to_owned).chain(scope).collect::<Vec<_>>().join("\n")),
        Cell::maybe(now.and_then(|own| own.remark.as_ref()).map(|own| own.value.clone())),
    ]
}

/// Number and name of the task area of a number.
pub fn area_of(plan: &Plan, number: &str) -> (Cell, Cell) {
    let own = plan.areas.iter().find(|own| *own.number == number);
    own.map_or((Cell::Empty, Cell::Empty), |own| (Cell::text(own.number.value.clone()), Cell::text(own.name.clone())))
}

/// Why a status is what it is, where there is a reason to give.
fn why(verdict: &Verdict) -> Cell {
    let by_hand = verdict.computed.as_ref().map(|(_, reason, by)| format!("由{by}人工调整：{reason}"));
    let reasons: Vec<String> = verdict.reason.clone().into_iter().chain(by_hand).collect();
    Cell::text(reasons.join("；"))
}

/// A share in per cent with one decimal.
fn percent(share: Decimal) -> Decimal {
    exactly(share * Decimal::ONE_HUNDRED, 1)
}

/// A number with exactly so many decimals, rounded as it is printed.
fn exactly(value: Decimal, decimals: u32) -> Decimal {
    let mut rounded = round(value, decimals);
    rounded.rescale(decimals);
    if rounded.is_zero() { rounded.abs() } else { rounded }
}
