//! What one department reports for one year.

use std::sync::Arc;

use super::{
    Date, Interim, Judgement, Nature, Period, ProgressStatus, Quantity, Quarter, Stage, Step, Steps, Update, Workflow,
    Year,
};
use crate::source::{FileId, Span, Spanned};

/// One department's file for one year.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The file.
    pub file: FileId,
    /// The file's name without its ending: the department it is meant for.
    pub stem: String,
    /// Whose it is: the position of the department in the plan.
    pub author: Option<usize>,
    /// SHA-256 of its text and its pictures, which a signature is bound to.
    pub hash: String,
    /// Year of the folder it lies in.
    pub folder_year: Year,
    /// Who reports, as typed.
    pub department: Option<Spanned<String>>,
    /// Year reported on, as typed.
    pub year: Option<Spanned<Year>>,
    /// Who filled it in.
    pub filing: Option<Filing>,
    /// How far it has come.
    pub workflow: Option<Spanned<Workflow>>,
    /// Nature of figures that do not say their own.
    pub nature: Option<Nature>,
    /// Figures, by indicator name as typed.
    pub entries: Vec<(Spanned<String>, Arc<Entry>)>,
    /// Progress, by assignment number as typed.
    pub progress: Vec<(Spanned<String>, Arc<Progress>)>,
    /// Judgements, by milestone name as typed.
    pub milestones: Vec<(Spanned<String>, Arc<Judged>)>,
    /// Words on assignments it supports, by number as typed.
    pub support: Vec<(Spanned<String>, Spanned<String>)>,
    /// Its own steps on assignments it supports, by number as typed.
    pub support_steps: Vec<(Spanned<String>, Steps)>,
    /// The numbers of those of which its words and steps are for the office alone.
    pub withheld_support: Vec<String>,
    /// Major projects.
    pub projects: Vec<MajorProject>,
    /// Public money.
    pub funds: Vec<Fund>,
    /// Cases.
    pub cases: Vec<Case>,
    /// Events of the year.
    pub events: Vec<Event>,
    /// What it asks to be decided.
    pub requests: Vec<Request>,
}

/// Who filled a file in, and when.
#[derive(Debug, Clone)]
pub struct Filing {
    /// Contact person.
    pub contact: Option<Spanned<String>>,
    /// Telephone.
    pub phone: Option<Spanned<String>>,
    /// Day of filing.
    pub date: Option<Spanned<Date>>,
}

/// One figure.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The actual, as typed; `None` if it was left empty or could not be read.
    pub actual: Option<Spanned<Quantity>>,
    /// Whether something stands there, readable or not.
    pub written: bool,
    /// Where it is from.
    pub source: Option<Spanned<String>>,
    /// What it covers.
    pub scope: Option<Spanned<String>>,
    /// Nature, if the entry says its own.
    pub nature: Option<Nature>,
    /// Explanation.
    pub remark: Option<Spanned<String>>,
    /// Year the figure is of, if not the file's: data that come late.
    pub data_year: Option<Spanned<Year>>,
    /// Values within the year.
    pub quarters: Vec<(Spanned<Quarter>, Interim)>,
    /// Values of earlier years that are not what the files of those years say any more.
    pub revisions: Vec<Revision>,
    /// The same value of other cities.
    pub peers: Vec<Peer>,
    /// Whether its words are for the office alone.
    pub withheld: bool,
    /// The whole entry.
    pub span: Span,
}

impl Entry {
    /// An entry in which nothing is written.
    #[must_use]
    pub fn blank(span: Span) -> Self {
        Self {
            actual: None,
            written: false,
            source: None,
            scope: None,
            nature: None,
            remark: None,
            data_year: None,
            quarters: Vec::new(),
            revisions: Vec::new(),
            peers: Vec::new(),
            withheld: false,
            span,
        }
    }
}

/// The value of another city, as it published it.
#[derive(Debug, Clone)]
pub struct Peer {
    /// The city.
    pub city: Spanned<String>,
    /// The value, as typed.
    pub value: Option<Spanned<Quantity>>,
    /// Year the value is of, if not the file's.
    pub year: Option<Spanned<Year>>,
    /// Where it was published.
    pub source: Spanned<String>,
}

/// An earlier year's value restated.
#[derive(Debug, Clone)]
pub struct Revision {
    /// The year.
    pub year: Spanned<Year>,
    /// The value as it is now known, as typed.
    pub value: Option<Spanned<Quantity>>,
    /// Why it differs.
    pub reason: Option<Spanned<String>>,
}

/// What was done on one assignment.
#[derive(Debug, Clone)]
pub struct Progress {
    /// The department's own word.
    pub status: Option<Spanned<ProgressStatus>>,
    /// Whether something stands there, readable or not.
    pub status_written: bool,
    /// What was done, in Markdown.
    pub done: Option<Spanned<String>>,
    /// Problems, in Markdown.
    pub problem: Option<Spanned<String>>,
    /// Plans for next year, in Markdown.
    pub next: Option<Spanned<String>>,
    /// Dated steps.
    pub steps: Steps,
    /// Words between two reports, as typed.
    pub updates: Vec<Update>,
    /// Whether its words are for the office alone.
    pub withheld: bool,
    /// The whole entry.
    pub span: Span,
}

/// A judgement of a milestone.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The judgement.
    pub judgement: Option<Spanned<Judgement>>,
    /// Whether something stands there, readable or not.
    pub written: bool,
    /// Why, in plain text.
    pub reason: Option<Spanned<String>>,
    /// Where that is from.
    pub source: Option<Spanned<String>>,
    /// Whether its reason is for the office alone.
    pub withheld: bool,
    /// The whole entry.
    pub span: Span,
}

/// A major project.
#[derive(Debug, Clone)]
pub struct MajorProject {
    /// Name.
    pub name: Spanned<String>,
    /// Stage at year end.
    pub stage: Option<Spanned<Stage>>,
    /// Total investment.
    pub investment: Option<Spanned<Quantity>>,
    /// Whether something stands there, readable or not.
    pub investment_written: bool,
    /// Place.
    pub place: Option<Spanned<String>>,
    /// Assignment it belongs to.
    pub assignment: Option<Spanned<String>>,
    /// Whether it is for the office alone.
    pub withheld: bool,
}

/// Public money spent for the plan.
#[derive(Debug, Clone)]
pub struct Fund {
    /// What it is spent on.
    pub name: Spanned<String>,
    /// What was set aside.
    pub budget: Option<Spanned<Quantity>>,
    /// What was spent.
    pub spent: Option<Spanned<Quantity>>,
    /// Whether something stands at either, readable or not.
    pub written: bool,
    /// Where that is from.
    pub source: Option<Spanned<String>>,
    /// Assignment it belongs to.
    pub assignment: Option<Spanned<String>>,
    /// Whether it is for the office alone.
    pub withheld: bool,
}

/// A case.
#[derive(Debug, Clone)]
pub struct Case {
    /// Title.
    pub title: Spanned<String>,
    /// Picture, relative to the submission's folder.
    pub picture: Option<Spanned<String>>,
    /// Caption of the picture.
    pub caption: Option<Spanned<String>>,
    /// Assignment it comes from.
    pub assignment: Option<Spanned<String>>,
    /// Text, in Markdown.
    pub body: Option<Spanned<String>>,
    /// Whether it is for the office alone.
    pub withheld: bool,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Event {
    /// When.
    pub date: Spanned<Date>,
    /// What, in plain text.
    pub text: Spanned<String>,
    /// What it would be called among the achievements of the year.
    pub headline: Option<Spanned<String>>,
    /// Whether it matters to its department alone.
    pub minor: bool,
    /// Whether it is for the office alone.
    pub withheld: bool,
}

/// Something that a department asks to be decided; never printed for the public.
#[derive(Debug, Clone)]
pub struct Request {
    /// What, in plain text.
    pub text: Spanned<String>,
    /// By when.
    pub by: Option<Spanned<Period>>,
    /// Assignment it belongs to.
    pub assignment: Option<Spanned<String>>,
}

impl Submission {
    /// The place that stands for the whole file: its department, or its beginning.
    #[must_use]
    pub fn head(&self) -> Span {
        self.department.as_ref().map_or(Span::new(self.file, 0, 0), |name| name.span)
    }

    /// What it reports on the assignment of a number, if it reports anything.
    #[must_use]
    pub fn progress_on(&self, number: &str) -> Option<&Arc<Progress>> {
        let (_, progress) = self.progress.iter().find(|(own, _)| **own == number)?;
        (!progress.is_empty()).then_some(progress)
    }

    /// Every step in it, those on assignments that it leads and those on others, with the assignment's number as typed.
    pub fn steps(&self) -> impl Iterator<Item = (&Spanned<String>, &Arc<Step>)> {
        let lead = self.progress.iter().flat_map(|(number, own)| own.steps.iter().map(move |step| (number, step)));
        let other = self.support_steps.iter().flat_map(|(number, own)| own.iter().map(move |step| (number, step)));
        lead.chain(other)
    }

    /// Whether nothing was filled in. Projects are carried over from the year before and tell nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let figures = self.entries.iter().any(|(_, entry)| entry.written || entry.remark.is_some());
        let progress = self.progress.iter().any(|(_, progress)| !progress.is_empty());
        let judged = self.milestones.iter().any(|(_, judged)| judged.written);
        let words = !self.support.is_empty() || !self.cases.is_empty() || !self.events.is_empty();
        let words = words || !self.requests.is_empty() || !self.funds.is_empty();
        !figures && !progress && !judged && !words && !self.moves()
    }

    /// Whether it says what happened within its year: words between two reports, steps that were done, values of quarters. Steps
    /// that are still to be done are carried over from the year before and tell nothing.
    #[must_use]
    pub fn moves(&self) -> bool {
        let updates = self.progress.iter().any(|(_, own)| !own.updates.is_empty());
        let done = |step: &Arc<Step>| step.done.as_ref().is_some_and(|done| done.last().year() == self.folder_year);
        let values = self.entries.iter().any(|(_, own)| own.quarters.iter().any(|(_, own)| own.actual.is_some()));
        updates || values || self.steps().any(|(_, step)| done(step))
    }
}

impl Progress {
    /// Whether neither a status nor a word on what was done is written: then nothing is reported.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.status.is_none() && self.done.as_ref().is_none_or(|done| done.trim().is_empty())
    }
}

/// A signature under what a department filed.
#[derive(Debug, Clone)]
pub struct SignOff {
    /// The department, by short name.
    pub department: Spanned<String>,
    /// Who signed.
    pub by: Spanned<String>,
    /// When, as recorded, such as 2025-01-16 09:30.
    pub time: String,
    /// Hash of what was signed.
    pub hash: Spanned<String>,
    /// Why something owed is missing, if something is.
    pub owing: Option<String>,
    /// Why the signature was withdrawn, if this record withdraws one.
    pub withdrawn: Option<String>,
}
