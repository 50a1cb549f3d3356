//! The figures of the report's year that count, each with its history and its verdict.

use std::sync::Arc;

use super::Scene;
use crate::assess::Verdict;
use crate::model::{Decimal, Entry, Indicator, Kind, Submission, Year};
use crate::source::{Span, Spanned};

/// One figure of the year, reported by the department responsible for it and readable in the indicator's unit.
pub struct ReportedFigure<'a> {
    /// The department that reports it.
    pub unit: &'a str,
    /// Its file.
    pub submission: &'a Submission,
    /// The indicator's name as typed.
    pub name: &'a Spanned<String>,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The entry.
    pub entry: &'a Entry,
    /// The value in the indicator's unit.
    pub value: Decimal,
    /// Where the value stands.
    pub span: Span,
    /// Earlier values, the comparable baseline included, oldest first; years without one are left out.
    pub earlier: Vec<(Year, Decimal)>,
    /// Where last year's value stands, if there is one.
    pub before: Option<Span>,
    /// Where the newest earlier value is written, if a later file restated it.
    pub restated: Option<Span>,
    /// What it is judged to be.
    pub verdict: Option<&'a Verdict>,
}

impl ReportedFigure<'_> {
    /// Where to point when the figure does not go with the newest earlier value: at the value that a file restated, if one
    /// did, since that is the newer word.
    pub fn newer_word(&self) -> Span {
        self.restated.unwrap_or(self.span)
    }

    /// What the department says of it, if it says anything.
    pub fn remark(&self) -> Option<&str> {
        self.entry.remark.as_ref().map(|remark| remark.trim()).filter(|remark| !remark.is_empty())
    }
}

/// Every figure of the report's year, in the plan's order.
pub fn figures<'a>(scene: &Scene<'a>) -> impl Iterator<Item = ReportedFigure<'a>> {
    let Scene { content, year, assessment, .. } = *scene;
    let ledger = &assessment.ledger;
    let rows = content.plan.indicators.iter().zip(&ledger.cells).zip(&assessment.rows);
    rows.filter_map(move |((indicator, cells), row)| {
        let (cell, past) = cells.split_last()?;
        let cell = cell.as_ref()?;
        // Of several responsible departments the one whose figure it is.
        let (submission, name, entry) = content.submissions_of(year, &indicator.department).find_map(|submission| {
            let (name, entry) = submission.entries.iter().find(|(_, entry)| Arc::ptr_eq(entry, &cell.entry))?;
            Some((submission, name, entry))
        })?;
        let base = indicator.baseline.as_ref().filter(|base| base.comparable);
        let base = base.map(|base| (base.year, base.value.value));
        let past_values = ledger.years.iter().zip(past).filter_map(|(&year, cell)| Some((year, cell.as_ref()?.value)));
        Some(ReportedFigure {
            unit: &content.plan.author(submission)?.name,
            submission,
            name,
            indicator,
            entry,
            value: cell.value,
            span: entry.actual.as_ref()?.span,
            earlier: base.into_iter().chain(past_values).collect(),
            before: past.last().and_then(|cell| Some(cell.as_ref()?.entry.actual.as_ref()?.span)),
            restated: restated(
                scene,
                indicator,
                cells.len().checked_sub(2).and_then(|at| ledger.years.get(at)).copied(),
            ),
            verdict: row.verdicts.last(),
        })
    })
}

/// Where the value of a year is written that a file up to the report's year restated last.
fn restated(scene: &Scene<'_>, indicator: &Indicator, of: Option<Year>) -> Option<Span> {
    let Scene { content, year, .. } = *scene;
    let of = of?;
    let files = (of + 1..=year).rev().flat_map(|year| content.submissions_of(year, &indicator.department));
    let mut entries = files.flat_map(|own| &own.entries).filter(|(name, _)| **name == *indicator.name);
    entries.find_map(|(_, entry)| {
        let revision = entry.revisions.iter().find(|revision| revision.year.value == of)?;
        Some(revision.value.as_ref().filter(|value| value.in_unit(&indicator.unit).is_ok())?.span)
    })
}

/// Units of things that do not come in parts.
const COUNTED: [&str; 12] = ["家", "个", "人", "项", "件", "场", "名", "次", "种", "座", "支", "所"];

/// Why a value cannot be one of the indicator, if it cannot: a share above the whole, a negative amount, a part of a thing.
/// What the plan itself promises or began with is possible.
pub fn impossible(indicator: &Indicator, value: Decimal) -> Option<String> {
    let (unit, shown) = (indicator.unit.text(), value.normalize());
    let share = indicator.kind == Kind::Ratio && indicator.unit.is_percent();
    let growth = indicator.kind == Kind::Growth || indicator.unit.is_percent() && indicator.name.contains("增速");
    let aim = indicator.aim();
    let known = || [Some(aim.target.value), aim.target.upper, aim.start].into_iter().flatten();
    let over = |value: Decimal| Decimal::ONE_HUNDRED < indicator.unit.percent(value).unwrap_or(value);
    let below = |value: Decimal| value < Decimal::ZERO;
    if share && over(value) && !known().any(over) {
        Some(format!("是比率，{shown}{unit} 超过了 100%"))
    } else if !growth && below(value) && !known().any(below) {
        Some(format!("不会是负数，这里是 {shown}{unit}"))
    } else if indicator.kind != Kind::Ratio && COUNTED.contains(&unit) && !value.fract().is_zero() {
        Some(format!("以「{unit}」计，应为整数，这里是 {shown}"))
    } else {
        None
    }
}
