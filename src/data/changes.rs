//! What is not as it was: values and statuses against the year that the report compares with, and earlier values that were
//! restated.

use super::table::{Cell, Column, Holds, Table};
use crate::assess::{Assessment, Change};
use crate::model::{Choice, Light, Nature, Year, choice};

/// How many columns there are.
const COUNT: usize = 13;

choice! {
    /// What changed.
    Changed "类别" {
        /// An indicator's value or status.
        Indicator = "指标",
        /// An assignment's status.
        Assignment = "任务",
        /// A milestone's status.
        Milestone = "里程碑",
        /// A step's light.
        Step = "节点",
        /// An earlier value that a later file restated.
        Restated = "数据调整",
    }
}

/// The columns.
const COLUMNS: [Column; COUNT] = [
    Column {
        name: "类别",
        holds: Holds::Word(|_| Changed::WORDS.iter().map(|(word, _)| *word).collect()),
        about: "指标、任务、里程碑、节点：与“原年度”相比的变化；数据调整：往年的数值后来改了",
        must: true,
    },
    Column::text("编号", "指标、里程碑的键；任务和节点的为责任分工的编号").must(),
    Column::text("名称", "指标、分工、里程碑或节点的名称").must(),
    Column::text("计量单位", "指标的计量单位"),
    Column::year("原年度", "原来的数值、评价是哪一年的；数据调整的与“年度”相同").must(),
    Column::year("年度", "现在的数值、评价是哪一年的").must(),
    Column::number("原数值", "原来的数值"),
    Column::number("数值", "现在的数值"),
    Column::number("增减", "数值减原数值，单位同数值（%的为百分点）；一边是示例、一边不是的不相减"),
    Column::text("原评价", "原来的评价、状态"),
    Column::text("评价", "现在的评价、状态"),
    Column::year("提出年度", "数据调整：哪一年的报送文件提出的"),
    Column::text("说明", "数据调整的理由；节点现在的时限"),
];

/// The table.
pub fn changes(assessment: &Assessment) -> Table {
    let ledger = &assessment.ledger;
    let before = ledger.before().and_then(|at| ledger.years.get(at).copied());
    let against = before.map(|before| against(assessment, before)).unwrap_or_default();
    let rows = against.into_iter().chain(restated(assessment)).map(|row| row.cells().into());
    Table {
        key: "changes",
        title: "变化",
        about: "一行是一处变化：与上年（上年没有报送的，与最近有报送的一年）相比不同的，和往年数值的调整",
        columns: &COLUMNS,
        identity: &[],
        links: &[],
        rows: rows.collect(),
    }
}

/// A change before it is put into cells.
struct Row {
    what: Changed,
    key: String,
    name: String,
    unit: Cell,
    years: [Year; 2],
    values: [Cell; 2],
    difference: Cell,
    statuses: [Cell; 2],
    said: Cell,
    why: Cell,
}

impl Row {
    fn new(what: Changed, key: &str, name: &str, years: [Year; 2]) -> Self {
        Self {
            what,
            key: key.to_owned(),
            name: name.to_owned(),
            unit: Cell::Empty,
            years,
            values: [Cell::Empty, Cell::Empty],
            difference: Cell::Empty,
            statuses: [Cell::Empty, Cell::Empty],
            said: Cell::Empty,
            why: Cell::Empty,
        }
    }

    fn cells(self) -> [Cell; COUNT] {
        let ([was, is], [before, after]) = (self.values, self.statuses);
        [
            Cell::text(self.what.word()),
            Cell::text(self.key),
            Cell::text(self.name),
            self.unit,
            Cell::year(self.years[0]),
            Cell::year(self.years[1]),
            was,
            is,
            self.difference,
            before,
            after,
            self.said,
            self.why,
        ]
    }
}

/// What is not as it was at the end of an earlier year.
fn against(assessment: &Assessment, before: Year) -> Vec<Row> {
    let ledger = &assessment.ledger;
    let plan = &ledger.content.plan;
    let years = [before, ledger.year];
    let found = assessment.changes(before, ledger.year).changes;
    let mut rows: Vec<Row> = found.iter().filter_map(|change| row(assessment, change, years)).collect();
    let milestones = plan.milestones.iter().enumerate().filter_map(|(at, own)| {
        let [was, is] = years.map(|year| assessment.milestone_of(at, year));
        let statuses = [was, is].map(|status| Cell::maybe(status.map(|status| assessment.told(status))));
        let row = Row::new(Changed::Milestone, &own.id, &own.name, years);
        (was != is).then_some(Row { statuses, ..row })
    });
    rows.extend(milestones);
    // The kinds of things one after another, in the order of their words.
    rows.sort_by_key(|row| row.what);
    rows
}

fn row(assessment: &Assessment, change: &Change, years: [Year; 2]) -> Option<Row> {
    let plan = &assessment.ledger.content.plan;
    Some(match change {
        Change::Indicator { at, before, after } => {
            let own = plan.indicators.get(*at)?;
            let method = |year| {
                let place = assessment.ledger.years.iter().position(|own| *own == year)?;
                Some(assessment.rows.get(*at)?.verdicts.get(place)?.method)
            };
            let told = |year, status| {
                let content = &assessment.ledger.content;
                Cell::text(method(year).map_or_else(|| content.told(status), |method| content.told_by(status, method)))
            };
            Row {
                unit: Cell::text(own.unit.text()),
                values: [Cell::number(before.0), Cell::number(after.0)],
                difference: difference(assessment, *at, years),
                statuses: [told(years[0], before.1), told(years[1], after.1)],
                ..Row::new(Changed::Indicator, &own.id, &own.name, years)
            }
        }
        Change::Assignment { at, before, after } => {
            let own = plan.assignment_at(*at)?;
            let statuses = [before, after].map(|status| Cell::text(status.word()));
            Row { statuses, ..Row::new(Changed::Assignment, &own.number, &own.name, years) }
        }
        Change::Step { place, before, after } => {
            let course = assessment.step_at(*place)?;
            let number = &plan.assignment_at(place.0)?.number;
            Row {
                statuses: [Cell::maybe(before.map(Light::word)), Cell::text(after.word())],
                why: Cell::maybe(course.due().map(|due| format!("时限 {due}"))),
                ..Row::new(Changed::Step, number, &course.step.name, years)
            }
        }
    })
}

/// How much more the later of two values is, if both are of the sample or neither is.
fn difference(assessment: &Assessment, at: usize, years: [Year; 2]) -> Cell {
    let ledger = &assessment.ledger;
    let cell = |year: Year| {
        let place = ledger.years.iter().position(|own| *own == year)?;
        ledger.cells.get(at)?.get(place)?.as_ref()
    };
    let [Some(was), Some(is)] = years.map(cell) else { return Cell::Empty };
    let sample = |nature: Nature| nature == Nature::Sample;
    Cell::number(is.value.checked_sub(was.value).filter(|_| sample(was.nature) == sample(is.nature)))
}

/// Every earlier value that a file up to the report's year restated.
fn restated(assessment: &Assessment) -> Vec<Row> {
    let ledger = &assessment.ledger;
    let rows = ledger.restated.iter().filter_map(|own| {
        let indicator = ledger.content.plan.indicators.get(own.at)?;
        Some(Row {
            unit: Cell::text(indicator.unit.text()),
            values: [Cell::number(own.before), Cell::Number(own.after)],
            difference: Cell::number(own.before.and_then(|before| own.after.checked_sub(before))),
            said: Cell::year(own.said),
            why: Cell::text(own.reason.clone()),
            ..Row::new(Changed::Restated, &indicator.id, &indicator.name, [own.year; 2])
        })
    });
    rows.collect()
}
