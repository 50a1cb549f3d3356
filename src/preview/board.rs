//! What a browser shows of a project: built after every change, the last good pages kept.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use serde::Serialize;

use super::clock::now;
use super::origin::Origins;
use crate::assess::assess;
use crate::desk::{Changes, Cockpit, Record, SECRETARIAT, Today, cockpit, record};
use crate::diag::{Level, plain};
use crate::model::{Date, Year, join};
use crate::pipeline::{Outcome, Request, Scope, Session, ident};
use crate::project::Project;
use crate::source::Sources;
use crate::typeset::{Marks, Page, PagedDocument};

/// Pages and everything needed to answer for them.
pub struct Good {
    /// The pages as set.
    pub document: PagedDocument,
    /// What was read for them.
    pub sources: Sources,
    /// Where what stands on them is written.
    pub origins: Origins,
    /// The report's year.
    pub year: Year,
    /// The part.
    pub scope: Scope,
    /// What the PDF calls itself, and the day it is dated.
    pub ident: (String, Date),
    pages: Vec<Page>,
    built: String,
}

/// One state of the project, ready to be shown.
pub struct Board {
    /// Counts up from 1.
    pub version: u64,
    /// Everything a browser is told, as JSON.
    pub json: String,
    /// The last good pages, if there ever were any.
    pub good: Option<Arc<Good>>,
    /// Why the pages are not those of the newest files.
    pub stale: Option<String>,
    /// “2 个错误…” or that nothing was found.
    pub summary: String,
    /// What is not as it was before the last edit.
    pub changes: Changes,
    /// From reading the files to the pages.
    pub took: Duration,
}

/// A project that is built again and again.
pub struct Desk {
    project: Project,
    request: Request,
    session: Session,
    marks: Marks,
    good: Option<Arc<Good>>,
    last: Option<Record>,
    version: u64,
}

/// What a browser is told.
#[derive(Serialize)]
struct Told<'a> {
    version: u64,
    title: String,
    year: Option<Year>,
    as_of: String,
    /// When the pages shown were built, and how long it took in milliseconds.
    built: &'a str,
    took: u128,
    stale: Option<&'a str>,
    summary: &'a str,
    pages: Vec<ToldPage<'a>>,
    units: Vec<ToldUnit>,
    cockpit: Option<&'a Cockpit>,
    states: BTreeMap<&'a str, &'static str>,
    /// Files of the last edit.
    files: &'a [String],
    changes: &'a Changes,
}

#[derive(Serialize)]
struct ToldPage<'a> {
    mark: &'a str,
    width: u32,
    height: u32,
}

/// A department and what was found in its files.
#[derive(Serialize)]
struct ToldUnit {
    unit: String,
    errors: usize,
    warnings: usize,
    hints: usize,
    findings: Vec<ToldFinding>,
}

#[derive(Serialize)]
struct ToldFinding {
    level: &'static str,
    word: &'static str,
    rule: &'static str,
    message: String,
    help: Option<String>,
    place: String,
    frame: String,
}

impl Desk {
    /// Nothing built yet.
    #[must_use]
    pub fn new(project: Project, request: Request) -> Self {
        Self {
            project,
            request,
            session: Session::default(),
            marks: Marks::default(),
            good: None,
            last: None,
            version: 0,
        }
    }

    /// Builds the project as its files are now. Whatever is wrong with them, there is a board.
    pub fn board(&mut self, edited: &[PathBuf]) -> Board {
        self.version += 1;
        let start = Instant::now();
        // A fault of our own or of Typst's must not end the session either.
        let built = catch_unwind(AssertUnwindSafe(|| self.session.pages(&self.project, &self.request)));
        let built = built.unwrap_or_else(|_| {
            self.session = Session::default();
            Err(anyhow::anyhow!("程序内部出错，已重新开始；请把刚才的改动告诉维护人员"))
        });
        let files: Vec<String> = edited.iter().map(|path| self.project.shown(path)).collect();
        let mut board = match built {
            Ok((outcome, document)) => self.told(outcome, document, (start, &files)),
            Err(error) => self.failed(&format!("{error:#}"), &files),
        };
        board.took = start.elapsed();
        board
    }

    /// Gives back memory; best called when nobody waits.
    pub fn rest(&self) {
        self.session.rest();
    }

    fn told(
        &mut self,
        outcome: Outcome,
        document: Option<PagedDocument>,
        (start, files): (Instant, &[String]),
    ) -> Board {
        let ledger = join(&outcome.content, outcome.year);
        let assessment = assess(&ledger, outcome.as_of);
        let record = record(&assessment, (&outcome.diags, &outcome.sources));
        let drawn = now().ok().map(|(date, _, _)| {
            let today = Today { date, changed: BTreeMap::new() };
            cockpit(&assessment, (&outcome.diags, &outcome.sources), &today)
        });
        let units = units(&outcome);
        let stale = self.fault(&outcome, document.is_some());
        let changes = match (&self.last, &stale) {
            (Some(last), None) => last.changes(&record),
            _ => Changes::default(),
        };
        if stale.is_none() {
            self.last = Some(record);
        }
        let summary =
            crate::diag::summary(&outcome.diags, &outcome.sources).unwrap_or_else(|| "没有发现问题".to_owned());
        let (title, year, as_of) = (outcome.content.settings.title.clone(), outcome.year, outcome.as_of.to_string());
        if let (Some(document), None) = (document, &stale) {
            let origins = Origins::new(&outcome.content, outcome.year);
            let ident = (ident(&outcome), outcome.as_of);
            let built = now().map(|(_, minute, _)| minute).unwrap_or_default();
            let pages = self.marks.pages(&document);
            self.good = Some(Arc::new(Good {
                year,
                scope: outcome.scope.clone(),
                document,
                sources: outcome.sources,
                origins,
                ident,
                pages,
                built,
            }));
        }
        let told = Told {
            version: self.version,
            title,
            year: Some(year),
            as_of,
            built: self.good.as_ref().map_or("", |good| good.built.as_str()),
            took: start.elapsed().as_millis(),
            stale: stale.as_deref(),
            summary: &summary,
            pages: told_pages(self.good.as_deref()),
            units,
            states: drawn.iter().flat_map(|c| &c.rows).map(|row| (row.unit.as_str(), row.state.word())).collect(),
            cockpit: drawn.as_ref(),
            files,
            changes: &changes,
        };
        let json = serde_json::to_string(&told).unwrap_or_default();
        Board { version: self.version, json, good: self.good.clone(), stale, summary, changes, took: start.elapsed() }
    }

    /// Why the newest files give no pages worth showing. Without the plan there would be pages, of nothing.
    fn fault(&self, outcome: &Outcome, set: bool) -> Option<String> {
        let first = |rules: &[&str], path: &str| {
            let found = outcome.diags.sorted(&outcome.sources).into_iter().find(|found| {
                let own = found.primary.map(|span| outcome.sources.file(span.file).path.as_str());
                rules.contains(&found.rule) && (path.is_empty() || own == Some(path))
            });
            found.map(|found| match found.primary.map(|span| (outcome.sources.file(span.file), span)) {
                Some((file, span)) => format!("{} 第 {} 行：{}", file.path, file.place(span.start).line, found.message),
                None => found.message.clone(),
            })
        };
        let plan = first(&["yaml-syntax", "file-encoding", "file-too-large"], "content/plan.yaml");
        let plan = plan.or_else(|| outcome.content.plan.indicators.is_empty().then(|| "方案里没有指标".to_owned()));
        if self.good.is_some() && plan.is_some() {
            return plan;
        }
        if set {
            return None;
        }
        let late = ["template-error", "typst-error", "font-missing", "font-unreadable"];
        Some(first(&late, "").unwrap_or_else(|| "没有可用的字体，排不出页面".to_owned()))
    }

    fn failed(&self, reason: &str, files: &[String]) -> Board {
        let (changes, summary) = (Changes::default(), reason.to_owned());
        let told = Told {
            version: self.version,
            title: "预览".to_owned(),
            year: None,
            as_of: String::new(),
            built: self.good.as_ref().map_or("", |good| good.built.as_str()),
            took: 0,
            stale: Some(reason),
            summary: &summary,
            pages: told_pages(self.good.as_deref()),
            units: Vec::new(),
            cockpit: None,
            states: BTreeMap::new(),
            files,
            changes: &changes,
        };
        let json = serde_json::to_string(&told).unwrap_or_default();
        let stale = Some(reason.to_owned());
        Board { version: self.version, json, good: self.good.clone(), stale, summary, changes, took: Duration::ZERO }
    }
}

impl Good {
    /// The place of the page with this mark; pages count from 0.
    #[must_use]
    pub fn page(&self, mark: &str) -> Option<usize> {
        self.pages.iter().position(|page| page.mark == mark)
    }

    /// The PDF of the pages.
    ///
    /// # Errors
    /// Typst refuses, which it did not when the same content was last built.
    pub fn pdf(&self) -> Result<Vec<u8>> {
        crate::typeset::pdf(&self.document, (&self.ident.0, self.ident.1))
    }
}

fn told_pages(good: Option<&Good>) -> Vec<ToldPage<'_>> {
    let pages = good.map(|good| good.pages.as_slice()).unwrap_or_default();
    pages.iter().map(|page| ToldPage { mark: &page.mark, width: page.size.0, height: page.size.1 }).collect()
}

/// The findings by department, the secretariat's own first, then as the plan has them.
fn units(outcome: &Outcome) -> Vec<ToldUnit> {
    let found = outcome.diags.sorted(&outcome.sources);
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
        let findings = own.iter().map(|found| ToldFinding {
            level: found.level.key(),
            word: found.level.name(),
            rule: found.rule,
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
        ToldUnit {
            unit: unit.to_owned(),
            errors: count(Level::Error),
            warnings: count(Level::Warning),
            hints: count(Level::Hint),
            findings: findings.collect(),
        }
    };
    order.into_iter().map(of).filter(|unit| !unit.findings.is_empty()).collect()
}
