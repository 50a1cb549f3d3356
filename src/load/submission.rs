//! One department's file for one year.

use std::sync::Arc;

use super::entry::{self, withheld};
use super::fields::Fields;
use super::file::Yaml;
use crate::diag::Diagnostics;
use crate::model::field::submission as field;
use crate::model::{Case, Event, Filing, Fund, MajorProject, Request, Submission, Weight, Year};
use crate::source::{Node, Spanned};

/// Where a submission was found: the year of its folder, and its name without the ending.
#[derive(Clone, Copy)]
pub struct Filed<'a> {
    /// The year.
    pub year: Year,
    /// The name.
    pub stem: &'a str,
}

/// Reads a submission, field by field.
pub fn load(yaml: &Yaml, filed: Filed<'_>, diags: &mut Diagnostics) -> Submission {
    let (folder_year, stem) = (filed.year, filed.stem);
    let fields = Fields::<field::Submission>::new(&yaml.root, diags);
    // A year that is there and cannot be read has its finding; the folder says which one is meant.
    let year = fields.node(field::Submission::YEAR).map(|node| Spanned::new(folder_year, node.span));
    let support = fields.named(field::Submission::SUPPORT, entry::support);
    let support_steps = support.iter().filter(|(_, (_, steps, _))| !steps.is_empty());
    let support_steps = support_steps.map(|(number, (_, steps, _))| (number.clone(), steps.clone())).collect();
    let closed = support.iter().filter(|(_, (_, _, withheld))| *withheld).map(|(number, _)| number.value.clone());
    let withheld_support = closed.collect();
    let submission = Submission {
        file: yaml.file,
        stem: stem.to_owned(),
        author: None,
        hash: String::new(),
        folder_year,
        department: fields.get(field::Submission::UNIT),
        year: fields.get(field::Submission::YEAR).or(year),
        filing: fields.get(field::Submission::FILING).map(|node| fields.with(|diags| filing(node, diags))),
        workflow: fields.get(field::Submission::WORKFLOW),
        nature: fields.get(field::Submission::NATURE).map(|nature| nature.value),
        entries: fields.named(field::Submission::ENTRIES, |node, diags| Arc::new(entry::entry(node, diags))),
        progress: fields.named(field::Submission::PROGRESS, |node, diags| Arc::new(entry::progress(node, diags))),
        milestones: fields.named(field::Submission::MILESTONES, |node, diags| Arc::new(entry::judged(node, diags))),
        support: support.into_iter().filter_map(|(name, (text, ..))| Some((name, text?))).collect(),
        support_steps,
        withheld_support,
        projects: fields.each(field::Submission::PROJECTS, project),
        funds: fields.each(field::Submission::FUNDS, fund),
        cases: fields.each(field::Submission::CASES, case),
        events: fields.each(field::Submission::EVENTS, event).into_iter().flatten().collect(),
        requests: fields.each(field::Submission::REQUESTS, request),
    };
    fields.finish();
    submission
}

fn filing(node: &Node, diags: &mut Diagnostics) -> Filing {
    let fields = Fields::<field::Filing>::new(node, diags);
    let filing = Filing {
        contact: fields.get(field::Filing::CONTACT),
        phone: fields.get(field::Filing::PHONE),
        date: fields.get(field::Filing::DATE),
    };
    fields.finish();
    filing
}

fn project(node: &Node, diags: &mut Diagnostics) -> MajorProject {
    let fields = Fields::<field::MajorProject>::new(node, diags);
    let project = MajorProject {
        name: fields.need(field::MajorProject::NAME),
        stage: fields.get(field::MajorProject::STAGE),
        investment: fields.get(field::MajorProject::INVESTMENT),
        investment_written: fields.node(field::MajorProject::INVESTMENT).is_some(),
        place: fields.get(field::MajorProject::PLACE),
        assignment: fields.get(field::MajorProject::ASSIGNMENT),
        withheld: withheld(fields.get(field::MajorProject::OPEN)),
    };
    fields.finish();
    project
}

fn fund(node: &Node, diags: &mut Diagnostics) -> Fund {
    let fields = Fields::<field::Fund>::new(node, diags);
    let fund = Fund {
        name: fields.need(field::Fund::NAME),
        budget: fields.get(field::Fund::BUDGET),
        spent: fields.get(field::Fund::SPENT),
        written: [field::Fund::BUDGET, field::Fund::SPENT].into_iter().any(|key| fields.node(key).is_some()),
        source: fields.get(field::Fund::SOURCE),
        assignment: fields.get(field::Fund::ASSIGNMENT),
        withheld: withheld(fields.get(field::Fund::OPEN)),
    };
    fields.finish();
    fund
}

fn case(node: &Node, diags: &mut Diagnostics) -> Case {
    let fields = Fields::<field::Case>::new(node, diags);
    let case = Case {
        title: fields.need(field::Case::TITLE),
        picture: fields.get(field::Case::PICTURE),
        caption: fields.get(field::Case::CAPTION),
        assignment: fields.get(field::Case::ASSIGNMENT),
        body: fields.get(field::Case::BODY),
        withheld: withheld(fields.get(field::Case::OPEN)),
    };
    fields.finish();
    case
}

fn event(node: &Node, diags: &mut Diagnostics) -> Option<Event> {
    let fields = Fields::<field::Event>::new(node, diags);
    let (date, text) = (fields.get(field::Event::DATE), fields.need(field::Event::TEXT));
    let headline = fields.get(field::Event::HEADLINE);
    let minor = fields.get(field::Event::WEIGHT).is_some_and(|word| word.value == Weight::Minor);
    let withheld = withheld(fields.get(field::Event::OPEN));
    fields.finish();
    Some(Event { date: date?, text, headline, minor, withheld })
}

fn request(node: &Node, diags: &mut Diagnostics) -> Request {
    let fields = Fields::<field::Request>::new(node, diags);
    let request = Request {
        text: fields.need(field::Request::TEXT),
        by: fields.get(field::Request::BY),
        assignment: fields.get(field::Request::ASSIGNMENT),
    };
    fields.finish();
    request
}
