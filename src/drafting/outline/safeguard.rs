//! Who is responsible for what the safeguards say: they have no assignments, but brackets and lines as the tasks have.

use super::duty::Mark;
use super::names::Names;
use super::section::{Role, Section};
use crate::drafting::due::Due;
use crate::drafting::text::Place;

/// What a bracket of the safeguards says of the words before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Where the words begin and where the bracket does.
    pub start: Place,
    /// Where the bracket begins.
    pub end: Place,
    /// Who is responsible first, if a single department is.
    pub lead: Option<String>,
    /// Whether it alone is, or the text says that it leads.
    pub sure: bool,
    /// When it is due.
    pub due: Option<Due>,
}

/// The shares, in the order of the text; who is named supports the plan.
pub fn read(sections: &[Section], marks: &[Mark], names: &mut Names) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    for mark in marks {
        let next = sections.partition_point(|section| section.start <= mark.start);
        let Some(own) = next.checked_sub(1).and_then(|at| sections.get(at)) else { continue };
        if own.role != Role::Safeguards || own.end <= mark.start {
            continue;
        }
        let start = shares.last().map(|last| last.end).filter(|last| own.start <= *last).unwrap_or(own.start);
        let duty = &mark.duty;
        let leads = names.take(&duty.leads, false);
        let responsible = names.take(&duty.responsible, false);
        names.take(&duty.support, false);
        let sure = !leads.single.is_empty() || responsible.single.len() + responsible.collective.len() == 1;
        let lead = leads.single.into_iter().chain(responsible.single).next();
        shares.push(Share { start, end: mark.start, lead, sure, due: duty.due });
    }
    shares
}
