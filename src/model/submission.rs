//! What one department reports for one year.

use super::{Date, Judgement, Nature, ProgressStatus, Quantity, Stage, Workflow, Year};
use crate::source::{FileId, Span, Spanned};

/// One department's file for one year.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The file.
    pub file: FileId,
    /// The file's name without its ending: the department it is meant for.
    pub stem: String,
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
    pub entries: Vec<(Spanned<String>, Entry)>,
    /// Progress, by assignment number as typed.
    pub progress: Vec<(Spanned<String>, Progress)>,
    /// Judgements, by milestone name as typed.
    pub milestones: Vec<(Spanned<String>, Judged)>,
    /// Words on assignments it supports, by number as typed.
    pub support: Vec<(Spanned<String>, Spanned<String>)>,
    /// Major projects.
    pub projects: Vec<Project>,
    /// Cases.
    pub cases: Vec<Case>,
    /// Events of the year.
    pub events: Vec<Event>,
}

/// Who filled a file in, and when.
#[derive(Debug, Clone)]
pub struct Filing {
    /// Contact person.
    pub contact: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
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
    pub source: Option<String>,
    /// What it covers.
    pub scope: Option<String>,
    /// Nature, if the entry says its own.
    pub nature: Option<Nature>,
    /// Explanation.
    pub remark: Option<Spanned<String>>,
    /// The whole entry.
    pub span: Span,
}

/// What was done on one assignment.
#[derive(Debug, Clone)]
pub struct Progress {
    /// The department's own word.
    pub status: Option<Spanned<ProgressStatus>>,
    /// What was done, in Markdown.
    pub done: Option<Spanned<String>>,
    /// Problems, in Markdown.
    pub problem: Option<Spanned<String>>,
    /// Plans for next year, in Markdown.
    pub next: Option<Spanned<String>>,
    /// The whole entry.
    pub span: Span,
}

/// A judgement of a milestone.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The judgement.
    pub judgement: Option<Spanned<Judgement>>,
    /// Why, in plain text.
    pub reason: Option<Spanned<String>>,
    /// Where that is from.
    pub source: Option<String>,
    /// The whole entry.
    pub span: Span,
}

/// A major project.
#[derive(Debug, Clone)]
pub struct Project {
    /// Name.
    pub name: Spanned<String>,
    /// Stage at year end.
    pub stage: Option<Spanned<Stage>>,
    /// Total investment.
    pub investment: Option<Spanned<Quantity>>,
    /// Place.
    pub place: Option<String>,
    /// Assignment it belongs to.
    pub assignment: Option<Spanned<String>>,
}

/// A case.
#[derive(Debug, Clone)]
pub struct Case {
    /// Title.
    pub title: Spanned<String>,
    /// Picture, relative to the submission's folder.
    pub picture: Option<Spanned<String>>,
    /// Caption of the picture.
    pub caption: Option<String>,
    /// Text, in Markdown.
    pub body: Option<Spanned<String>>,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Event {
    /// When.
    pub date: Spanned<Date>,
    /// What, in plain text.
    pub text: Spanned<String>,
}
