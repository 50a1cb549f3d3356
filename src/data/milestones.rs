//! Every milestone in every year: what its department judges, and what that comes to.

use super::indicators::area_of;
use super::table::{At, Cell, Column, Table};
use super::word;
use crate::assess::Assessment;
use crate::model::Milestone;

/// How many columns there are.
const COUNT: usize = 15;

/// The columns.
const COLUMNS: [Column; COUNT] = [
    Column::text("编号", "里程碑的键：取自方案文件，改名也不变").must(),
    Column::text("里程碑", "名称").must(),
    Column::text("章节", "在方案里的章节"),
    Column::text("领域编号", "所属任务领域的编号；保障措施的为空"),
    Column::text("领域", "所属任务领域"),
    Column::text("期限", "应实现的时间，如 2025年、2026年6月").must(),
    Column::text("频次", "不止一次的，多久一次"),
    Column::year("年度", "报告年度").must(),
    Column::text("责任单位", "这一年的责任单位；几个单位的用顿号分开"),
    Column::word("判断", "责任单位的判断；没有填报的为空", word::judgements),
    Column::word("评价", "由判断和期限得出的评价", word::statuses).must(),
    Column::prose("理由", "责任单位的理由；只有报告年度的"),
    Column::text("数据来源", "理由出自哪里；只有报告年度的"),
    Column::text("口径", "什么算实现"),
    Column::text("方案原文", "方案的原话").must(),
];

/// The table.
pub fn milestones(assessment: &Assessment) -> Table {
    let ledger = &assessment.ledger;
    let rows = ledger.content.plan.milestones.iter().enumerate().flat_map(|(at, milestone)| {
        let years = ledger.years.iter().enumerate();
        years.map(move |(place, year)| row(assessment, milestone, At { at, place, year: *year }).into())
    });
    Table {
        key: "milestones",
        title: "里程碑",
        about: "一行是一个里程碑（没有数字的目标）的一个年度",
        columns: &COLUMNS,
        identity: &["编号", "年度"],
        links: &[],
        rows: rows.collect(),
    }
}

fn row(assessment: &Assessment, milestone: &Milestone, own: At) -> [Cell; COUNT] {
    let At { at, place, year } = own;
    let ledger = &assessment.ledger;
    let then = ledger.plan(year).milestones.get(at).unwrap_or(milestone);
    let judged = ledger.judged.get(at).and_then(|own| own.get(place)).and_then(|own| own.as_deref());
    // What departments wrote in earlier years was for the reports of those years.
    let now = judged.filter(|_| year == ledger.year);
    let (number, area) =
        milestone.area.as_ref().map_or((Cell::Empty, Cell::Empty), |number| area_of(&ledger.content.plan, number));
    [
        Cell::text(milestone.id.value.clone()),
        Cell::text(milestone.name.value.clone()),
        Cell::text(milestone.section.clone()),
        number,
        area,
        Cell::text(milestone.due.to_string()),
        Cell::maybe(milestone.frequency.clone()),
        Cell::year(year),
        Cell::text(then.department.listed()),
        Cell::maybe(judged.and_then(|own| own.judgement.as_ref()).map(|own| own.value.word())),
        Cell::maybe(assessment.milestone_of(at, year).map(|status| assessment.told(status))),
        Cell::maybe(now.and_then(|own| own.reason.as_ref()).map(|own| own.value.clone())),
        Cell::maybe(now.and_then(|own| own.source.as_ref()).map(|own| own.value.clone())),
        Cell::text(milestone.scope.clone()),
        Cell::text(milestone.wording.value.clone()),
    ]
}
