//! The figures of the report's year that count, each with its history and its verdict.

use std::sync::Arc;

use super::Scene;
use crate::assess::Verdict;
use crate::model::{Decimal, Entry, Indicator, Submission, Year};
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
    /// What it is judged to be.
    pub verdict: Option<&'a Verdict>,
}

impl ReportedFigure<'_> {
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
            verdict: row.verdicts.last(),
        })
    })
}
