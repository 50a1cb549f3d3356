//! Every assignment in every year: who answers for it and how it stands.

use super::indicators::area_of;
use super::table::{Cell, Column, Table};
use super::word;
use crate::assess::Assessment;
use crate::model::{Assignment, AssignmentStatus, Progress, Year};
use crate::source::Spanned;

/// How many columns there are.
const COUNT: usize = 17;

/// The columns.
const COLUMNS: [Column; COUNT] = [
    Column::text("编号", "责任分工的编号：方案的任务编号，一项任务分给几个单位的带字母").must(),
    Column::text("分工", "名称").must(),
    Column::text("任务编号", "所属任务的编号"),
    Column::text("任务", "所属任务"),
    Column::text("领域编号", "所属任务领域的编号"),
    Column::text("领域", "所属任务领域"),
    Column::year("年度", "报告年度").must(),
    Column::text("牵头单位", "这一年的牵头单位；几个单位的用顿号分开"),
    Column::text("配合单位", "这一年的配合单位，用顿号分开"),
    Column::word("状态", "牵头单位填报的状态；没有填报的为“未报送”", word::assignment_statuses).must(),
    Column::prose("进展", "牵头单位填报的进展，Markdown 文本；只有报告年度的"),
    Column::prose("问题", "牵头单位填报的问题，Markdown 文本；只有报告年度的"),
    Column::prose("下年计划", "牵头单位填报的计划，Markdown 文本；只有报告年度的"),
    Column::prose("年中更新", "两次报告之间的进展，一行一条；只有报告年度的"),
    Column::prose("共同牵头填报", "共同牵头的其他单位填报的状态和文字；只有报告年度的"),
    Column::prose("配合填报", "配合单位填报的工作；只有报告年度的"),
    Column::text("方案原文", "方案对这项分工的要求").must(),
];

/// The table.
pub fn assignments(assessment: &Assessment) -> Table {
    let ledger = &assessment.ledger;
    let plan = &ledger.content.plan;
    let rows = plan.assignments().enumerate().flat_map(|(at, (area, task, assignment))| {
        let home = || {
            let (number, name) = area_of(plan, &area.number);
            [Cell::text(task.number.value.clone()), Cell::text(task.name.clone()), number, name]
        };
        let years = ledger.years.iter().enumerate();
        years.map(move |(place, year)| {
            let then = ledger.plan(*year).assignment_at(at).unwrap_or(assignment);
            let told = ledger.progress.get(at).and_then(|own| own.get(place)).and_then(|own| own.as_deref());
            row(assessment, then, home(), Told { year: *year, told }).into()
        })
    });
    Table {
        key: "assignments",
        title: "任务分工",
        about: "一行是一项责任分工的一个年度",
        columns: &COLUMNS,
        identity: &["编号", "年度"],
        links: &[],
        rows: rows.collect(),
    }
}

/// What was told of an assignment in a year.
#[derive(Clone, Copy)]
struct Told<'a> {
    year: Year,
    told: Option<&'a Progress>,
}

fn row(assessment: &Assessment, own: &Assignment, home: [Cell; 4], told: Told<'_>) -> [Cell; COUNT] {
    let Told { year, told } = told;
    // What departments wrote in earlier years was for the reports of those years.
    let current = year == assessment.ledger.year;
    let now = told.filter(|_| current);
    let text = |field: fn(&Progress) -> &Option<Spanned<String>>| {
        Cell::maybe(now.and_then(|own| field(own).as_ref()).map(|text| text.value.clone()))
    };
    let [task_number, task, area_number, area] = home;
    [
        Cell::text(own.number.value.clone()),
        Cell::text(own.name.clone()),
        task_number,
        task,
        area_number,
        area,
        Cell::year(year),
        Cell::text(own.lead.listed()),
        Cell::text(own.support.listed()),
        Cell::text(AssignmentStatus::of(told).word()),
        text(|own| &own.done),
        text(|own| &own.problem),
        text(|own| &own.next),
        updates(now),
        if current { joint(assessment, own, told) } else { Cell::Empty },
        if current { helped(assessment, own) } else { Cell::Empty },
        Cell::text(own.wording.value.clone()),
    ]
}

/// Words between two reports, a line each, by day.
fn updates(now: Option<&Progress>) -> Cell {
    let mut updates: Vec<_> = now.map(|own| own.updates.iter().collect()).unwrap_or_default();
    updates.sort_by_key(|update| update.date.value);
    let lines = updates.iter().map(|own| format!("{} {}", own.date.value, own.text.value.trim()));
    Cell::text(lines.collect::<Vec<_>>().join("\n"))
}

/// The words of those who lead together with the one whose word counts; where nobody told anything, there are none.
fn joint(assessment: &Assessment, own: &Assignment, counted: Option<&Progress>) -> Cell {
    let (ledger, Some(counted)) = (&assessment.ledger, counted) else { return Cell::Empty };
    let told = own.lead.iter().filter_map(|name| {
        let submission = ledger.content.submission(ledger.year, name);
        let told = submission.and_then(|submission| submission.progress_on(&own.number)).map(AsRef::as_ref);
        if told.is_some_and(|told| std::ptr::eq(told, counted)) {
            return None;
        }
        let words = told.map(|own| [("进展", &own.done), ("问题", &own.problem), ("下年计划", &own.next)]);
        let words = words.into_iter().flatten().filter_map(|(title, text)| Some((title, text.as_ref()?)));
        let words = words.map(|(title, text)| format!("\n\n{title}：{}", text.value.trim()));
        let status = AssignmentStatus::of(told).word();
        Some(format!("{}（{status}）{}", name.value, words.collect::<String>()))
    });
    Cell::text(told.collect::<Vec<_>>().join("\n\n"))
}

/// The words of those who cooperate.
fn helped(assessment: &Assessment, own: &Assignment) -> Cell {
    let ledger = &assessment.ledger;
    let all = ledger.content.of_year(ledger.year);
    let all = all.flat_map(|(name, submission)| submission.support.iter().map(move |entry| (name, entry)));
    let told = all.filter(|(_, (number, _))| **number == *own.number);
    let told = told.map(|(name, (_, text))| format!("{name}：{}", text.value.trim()));
    Cell::text(told.collect::<Vec<_>>().join("\n\n"))
}
