//! What a browser shows of a project: built after every change, the last good pages kept.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use axum::body::Bytes;

use super::board_view::{BoardView, page_views, units};
use super::clock::now;
use super::fault;
use super::origin::Origins;
use crate::assess::Assessment;
use crate::desk::{Changes, Record, Today, cockpit, record};
use crate::diag::line;
use crate::model::Year;
use crate::pipeline::{Outcome, Request, Session, ident};
use crate::project::Project;
use crate::source::Sources;
use crate::typeset::{Heading, Imprint, Marks, Page, PagedDocument, outline};

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
    /// The PDF's name, from the year's folder.
    pub file: String,
    /// What the figures come to.
    pub assessment: Assessment,
    /// Where the project is.
    pub root: PathBuf,
    /// What the PDF says of itself.
    pub imprint: Imprint,
    pages: Vec<Page>,
    headings: Vec<Heading>,
    built: String,
    /// The PDF, once somebody asked for it.
    pdf: OnceLock<Result<Bytes, String>>,
}

/// One state of the project, ready to be shown.
pub struct Board {
    /// Counts up from 1.
    pub version: u64,
    /// When the program was started, in seconds since 1970: a page that stays open knows another run by it.
    pub run: i64,
    /// Everything a browser is told, as JSON.
    pub json: String,
    /// The last good pages, if there ever were any.
    pub good: Option<Arc<Good>>,
    /// Why the pages are not those of the newest files.
    pub stale: Option<String>,
    /// Every finding on a line, the errors first.
    pub findings: Vec<String>,
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
    run: i64,
}

impl Desk {
    /// Nothing built yet.
    #[must_use]
    pub fn new(project: Project, request: Request) -> Self {
        let run = now().map(|now| now.seconds).unwrap_or_default();
        Self {
            project,
            // Whatever is wrong, there is something to be seen.
            request: Request { draft: true, ..request },
            session: Session::default(),
            marks: Marks::default(),
            good: None,
            last: None,
            version: 0,
            run,
        }
    }

    /// Builds the project as its files are now. Whatever is wrong with them, there is a board.
    pub fn board(&mut self, edited: &[PathBuf]) -> Board {
        self.version += 1;
        let start = Instant::now();
        let files: Vec<String> = edited.iter().map(|path| self.project.shown(path)).collect();
        // A fault of our own or of Typst's must not end the session either.
        let built = catch_unwind(AssertUnwindSafe(|| {
            let (outcome, document) = self.session.pages(&self.project, &self.request)?;
            anyhow::Ok(self.told(outcome, document, start, &files))
        }));
        let built = built.unwrap_or_else(|_| {
            self.session = Session::default();
            Err(anyhow!("程序内部出错，已重新开始；请把刚才的改动告诉维护人员"))
        });
        let mut board = built.unwrap_or_else(|error| self.failed(&format!("{error:#}"), &files));
        board.took = start.elapsed();
        board
    }

    /// Gives back memory; best called when nobody waits.
    pub fn rest(&self) {
        self.session.rest();
    }

    fn told(&mut self, outcome: Outcome, document: Option<PagedDocument>, start: Instant, files: &[String]) -> Board {
        let today = now().map_or(outcome.as_of, |now| now.date);
        let day = self.request.as_of.unwrap_or(today);
        let record = record(&outcome.assessment, &outcome.diags, &outcome.sources, day);
        let drawn = now().ok().map(|now| {
            let today = Today { date: self.request.as_of.unwrap_or(now.date), changed: BTreeMap::new() };
            cockpit(&outcome.assessment, &outcome.diags, &outcome.sources, &today)
        });
        let units = units(&outcome);
        let reason = fault::plan(&outcome).or_else(|| document.is_none().then(|| fault::pages(&outcome)));
        // Pages of a plan that was misread are better than none, and nothing to take the place of good ones.
        let fresh = document.filter(|_| reason.is_none() || self.good.is_none());
        let stale = reason.map(|reason| match &fresh {
            Some(_) => format!("方案文件有错误，下面的页面不完整。{reason}"),
            None => self.old(&reason),
        });
        let changes = match (&self.last, &stale) {
            (Some(last), None) => last.changes(&record),
            _ => Changes::default(),
        };
        if stale.is_none() {
            self.last = Some(record);
        }
        let findings = findings(&outcome);
        let summary =
            crate::diag::summary(&outcome.diags, &outcome.sources).unwrap_or_else(|| "没有发现问题".to_owned());
        let (title, year, as_of) = (outcome.content.settings.title.clone(), outcome.year, outcome.as_of.to_string());
        if let Some(document) = fresh {
            let origins = Origins::new(&outcome.content, outcome.year);
            let imprint = Imprint { ident: ident(&outcome.content, outcome.year), date: outcome.as_of };
            let built = now().map(|now| now.minute).unwrap_or_default();
            let (pages, headings) = (self.marks.pages(&document), outline(&document));
            self.good = Some(Arc::new(Good {
                year,
                file: self.request.edition.file(outcome.unit.as_deref(), true),
                document,
                sources: outcome.sources,
                assessment: outcome.assessment,
                root: self.project.root.clone(),
                headings,
                origins,
                imprint,
                pages,
                built,
                pdf: OnceLock::new(),
            }));
        }
        let told = BoardView {
            version: self.version,
            run: self.run,
            title,
            year: Some(year),
            as_of,
            built: self.good.as_ref().map_or("", |good| good.built.as_str()),
            took: start.elapsed().as_millis(),
            stale: stale.as_deref(),
            summary: &summary,
            pages: page_views(self.good.as_ref().map(|good| good.pages.as_slice()).unwrap_or_default()),
            headings: self.good.as_ref().map(|good| good.headings.as_slice()).unwrap_or_default(),
            units,
            states: drawn.iter().flat_map(|c| &c.rows).map(|row| (row.unit.as_str(), row.state.word())).collect(),
            cockpit: drawn.as_ref(),
            files,
            changes: &changes,
        };
        let json = serde_json::to_string(&told).unwrap_or_default();
        Board {
            version: self.version,
            run: self.run,
            json,
            good: self.good.clone(),
            stale,
            findings,
            summary,
            changes,
            took: start.elapsed(),
        }
    }

    /// What stands over pages that are not those of the newest files.
    fn old(&self, reason: &str) -> String {
        match self.good {
            Some(_) => format!("下面是上一次的页面，不是最新内容。原因：{reason}"),
            None => format!("还没有可看的页面。原因：{reason}"),
        }
    }

    fn failed(&self, reason: &str, files: &[String]) -> Board {
        let reason = &self.old(reason);
        let (changes, summary) = (Changes::default(), reason.clone());
        let told = BoardView {
            version: self.version,
            run: self.run,
            title: "预览".to_owned(),
            year: None,
            as_of: String::new(),
            built: self.good.as_ref().map_or("", |good| good.built.as_str()),
            took: 0,
            stale: Some(reason.as_str()),
            summary: &summary,
            pages: page_views(self.good.as_ref().map(|good| good.pages.as_slice()).unwrap_or_default()),
            headings: self.good.as_ref().map(|good| good.headings.as_slice()).unwrap_or_default(),
            units: Vec::new(),
            cockpit: None,
            states: BTreeMap::new(),
            files,
            changes: &changes,
        };
        let json = serde_json::to_string(&told).unwrap_or_default();
        let stale = Some(reason.clone());
        Board {
            version: self.version,
            run: self.run,
            json,
            good: self.good.clone(),
            stale,
            findings: Vec::new(),
            summary,
            changes,
            took: Duration::ZERO,
        }
    }
}

impl Board {
    /// What tells this board from every other, of other runs too.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}-{}", self.run, self.version)
    }
}

impl Good {
    /// The place of the page with this mark; pages count from 0.
    #[must_use]
    pub fn page(&self, mark: &str) -> Option<usize> {
        self.pages.iter().position(|page| page.mark == mark)
    }

    /// The PDF of the pages, made when it is first asked for; who asks meanwhile waits for the same one.
    ///
    /// # Errors
    /// Typst refuses, which it did not when the same content was last built.
    pub fn pdf(&self) -> Result<Bytes> {
        let made = || crate::typeset::pdf(&self.document, &self.imprint);
        let pdf = self.pdf.get_or_init(|| made().map(Bytes::from).map_err(|error| format!("{error:#}")));
        pdf.clone().map_err(|error| anyhow!(error))
    }
}

/// Every finding on a line, the errors first.
fn findings(outcome: &Outcome) -> Vec<String> {
    let mut found = outcome.diags.sorted(&outcome.sources);
    found.sort_by_key(|found| found.level);
    found.into_iter().map(|found| line(found, &outcome.sources)).collect()
}
