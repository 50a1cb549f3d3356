//! What a browser is told of a board, as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::fault;
use crate::desk::{Changes, Cockpit, SECRETARIAT};
use crate::diag::{Level, plain};
use crate::model::Year;
use crate::pipeline::Outcome;
use crate::typeset::{Heading, Page};

/// What a browser is told.
#[derive(Serialize)]
pub struct BoardView<'a> {
    pub version: u64,
    pub run: i64,
    pub title: String,
    pub year: Option<Year>,
    pub as_of: String,
    /// When the pages shown were built, and how long it took in milliseconds.
    pub built: &'a str,
    pub took: u128,
    pub stale: Option<&'a str>,
    pub summary: &'a str,
    pub pages: Vec<PageView<'a>>,
    /// The headings, each with the page it stands on.
    pub headings: &'a [Heading],
    pub units: Vec<UnitView>,
    pub cockpit: Option<&'a Cockpit>,
    pub states: BTreeMap<&'a str, &'static str>,
    /// Files of the last edit.
    pub files: &'a [String],
    pub changes: &'a Changes,
}

/// A page: what it looks like, what it says, its printed number, its size in points.
#[derive(Serialize)]
pub struct PageView<'a> {
    pub mark: &'a str,
    pub body: &'a str,
    pub number: Option<&'a str>,
    pub width: u32,
    pub height: u32,
}

/// A department and what was found in its files.
#[derive(Serialize)]
pub struct UnitView {
    pub unit: String,
    pub errors: usize,
    pub warnings: usize,
    pub hints: usize,
    pub findings: Vec<FindingView>,
}

/// A finding, with its level for programs and for people.
#[derive(Serialize)]
pub struct FindingView {
    pub level: &'static str,
    pub word: &'static str,
    pub rule: &'static str,
    pub message: String,
    pub help: Option<String>,
    pub place: String,
    pub frame: String,
}

/// The pages in order.
pub fn page_views(pages: &[Page]) -> Vec<PageView<'_>> {
    pages.iter().map(told).collect()
}

fn told(page: &Page) -> PageView<'_> {
    let (width, height) = page.size;
    PageView { mark: &page.mark, body: &page.body, number: page.number.as_deref(), width, height }
}

/// The findings by department, the secretariat's own first, then as the plan has them.
pub fn units(outcome: &Outcome) -> Vec<UnitView> {
    let mut found = outcome.diags.sorted(&outcome.sources);
    // Of a plan that was misread, what follows from it would only hide the cause.
    if fault::plan(outcome).is_some() {
        let cause = |found: &&crate::diag::Diagnostic| fault::misread(&outcome.sources, found);
        if found.iter().any(cause) {
            found.retain(cause);
        }
    }
    found.sort_by_key(|found| found.level);
    let names = outcome.content.plan.departments.iter().map(|department| department.name.value.as_str());
    let mut order: Vec<&str> = std::iter::once(SECRETARIAT).chain(names).collect();
    let whose = |unit: &Option<String>| unit.clone().unwrap_or_else(|| SECRETARIAT.to_owned());
    let others: Vec<String> =
        found.iter().map(|found| whose(&found.unit)).filter(|unit| !order.contains(&unit.as_str())).collect();
    order.extend(others.iter().map(String::as_str));
    let mut seen = Vec::new();
    order.retain(|unit| {
        !seen.contains(unit) && {
            seen.push(*unit);
            true
        }
    });
    let of = |unit: &str| {
        let own: Vec<_> = found.iter().filter(|found| whose(&found.unit) == unit).collect();
        let count = |level| own.iter().filter(|found| found.level == level).count();
        let findings = own.iter().map(|found| FindingView {
            level: found.level.key(),
            word: found.level.name(),
            rule: found.rule.as_str(),
            message: found.message.clone(),
            help: found.help.clone(),
            place: found.primary.map_or_else(
                || found.path.clone().unwrap_or_default(),
                |span| {
                    let file = outcome.sources.file(span.file);
                    format!("{} 第 {} 行", file.path, file.place(span.start).line)
                },
            ),
            frame: plain(found, &outcome.sources),
        });
        UnitView {
            unit: unit.to_owned(),
            errors: count(Level::Error),
            warnings: count(Level::Warning),
            hints: count(Level::Hint),
            findings: findings.collect(),
        }
    };
    order.into_iter().map(of).filter(|unit| !unit.findings.is_empty()).collect()
}
