//! What one department reports for one year.

use std::sync::Arc;

use super::field::{Field, Key, Shape, submission as field};
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
            withheld: false,
            span,
        }
    }
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

/// A text of a submission and what it is, for rules about writing.
#[derive(Debug, Clone, Copy)]
pub struct Prose<'a> {
    /// The field it stands in.
    pub field: &'static Field,
    /// What it belongs to: an assignment's number, an indicator's name; empty where it stands for itself.
    pub owner: &'a str,
    /// The text.
    pub text: &'a Spanned<String>,
}

impl Prose<'_> {
    /// Whether a report sets it as Markdown; other texts are printed as they are.
    #[must_use]
    pub fn is_markdown(&self) -> bool {
        let key = self.field.key;
        matches!(self.field.shape, Shape::Paragraphs)
            || [field::Entry::REMARK.key, field::Submission::SUPPORT.key].contains(&key)
    }
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
        let words = words || !self.requests.is_empty();
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

    /// Every text in it, field by field.
    pub fn prose(&self) -> impl Iterator<Item = Prose<'_>> {
        fn of<'a>(field: &'static Field, owner: &'a str, text: Option<&'a Spanned<String>>) -> Option<Prose<'a>> {
            text.map(|text| Prose { field, owner, text })
        }
        let contact =
            self.filing.iter().filter_map(|filing| of(field::Filing::CONTACT.field(), "", filing.contact.as_ref()));
        let figures = self.entries.iter().flat_map(move |(name, e)| {
            let fields = [field::Entry::SOURCE, field::Entry::SCOPE, field::Entry::REMARK].map(Key::field);
            let own = fields.into_iter().zip([&e.source, &e.scope, &e.remark]);
            let own = own.filter_map(move |(field, text)| of(field, name.as_str(), text.as_ref()));
            let reason = field::Revision::REASON.field();
            own.chain(
                e.revisions.iter().filter_map(move |revision| of(reason, name.as_str(), revision.reason.as_ref())),
            )
        });
        let progress = self.progress.iter().flat_map(move |(number, p)| {
            let fields = [field::Progress::DONE, field::Progress::PROBLEM, field::Progress::NEXT].map(Key::field);
            let fields = fields.into_iter().zip([&p.done, &p.problem, &p.next]);
            fields.filter_map(move |(field, text)| of(field, number.as_str(), text.as_ref()))
        });
        let reasons = self.milestones.iter().flat_map(move |(name, m)| {
            let fields = [field::Judged::REASON, field::Judged::SOURCE].map(Key::field).into_iter();
            let own = fields.zip([&m.reason, &m.source]);
            own.filter_map(move |(field, text)| of(field, name.as_str(), text.as_ref()))
        });
        let steps = self.steps().flat_map(move |(number, step)| step_prose(number, step));
        let updates = self.progress.iter().flat_map(move |(number, p)| {
            let own = p.updates.iter();
            own.filter_map(move |update| of(field::Update::TEXT.field(), number.as_str(), Some(&update.text)))
        });
        let support = self
            .support
            .iter()
            .filter_map(move |(number, text)| of(field::Submission::SUPPORT.field(), number.as_str(), Some(text)));
        let cases = self.cases.iter().flat_map(move |case| {
            let alone = [
                of(field::Case::TITLE.field(), "", Some(&case.title)),
                of(field::Case::CAPTION.field(), case.title.as_str(), case.caption.as_ref()),
                of(field::Case::BODY.field(), case.title.as_str(), case.body.as_ref()),
            ];
            alone.into_iter().flatten()
        });
        let events = self.events.iter().filter_map(move |event| of(field::Event::TEXT.field(), "", Some(&event.text)));
        let projects = self.projects.iter().flat_map(move |project| {
            let name = of(field::MajorProject::NAME.field(), "", Some(&project.name));
            let place = of(field::MajorProject::PLACE.field(), project.name.as_str(), project.place.as_ref());
            name.into_iter().chain(place)
        });
        let all = contact.chain(projects).chain(figures).chain(progress).chain(reasons).chain(support).chain(cases);
        let requests = self.requests.iter().filter_map(|own| of(field::Request::TEXT.field(), "", Some(&own.text)));
        let all = all.chain(events).chain(steps).chain(updates).chain(requests);
        all.filter(|prose| !prose.text.trim().is_empty())
    }
}

/// The texts of a step.
fn step_prose<'a>(number: &'a str, step: &'a Step) -> impl Iterator<Item = Prose<'a>> {
    let fields = [field::Step::OWNER.field(), field::Step::DROPPED.field(), field::Step::REMARK.field()];
    let texts = fields.into_iter().zip([&step.owner, &step.dropped, &step.remark]);
    let rest = texts.filter_map(move |(field, text)| Some(Prose { field, owner: number, text: text.as_ref()? }));
    std::iter::once(Prose { field: field::Step::NAME.field(), owner: number, text: &step.name }).chain(rest)
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
