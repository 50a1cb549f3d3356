//! Projects, cases, events and documents as templates see them.

use serde::Serialize;

use super::mark;
use crate::assess::{Assessment, Reported, Spending, by_stage, invested};
use crate::model::{Decimal, Nature, chinese_date, round};
use crate::source::Spanned;

/// Projects of one stage.
#[derive(Debug, Clone, Serialize)]
pub struct StageView {
    /// Stage.
    pub stage: &'static str,
    /// Sum of investment, 亿元.
    pub sum: String,
    /// Projects.
    pub projects: Vec<ProjectView>,
}

/// One project.
#[derive(Debug, Clone, Serialize)]
pub struct ProjectView {
    /// Name.
    pub name: String,
    /// Total investment, 亿元.
    pub investment: Option<String>,
    /// Mark of the figure.
    pub mark: &'static str,
    /// Place.
    pub place: Option<String>,
    /// Assignment.
    pub assignment: Option<String>,
    /// Who reported it.
    pub department: String,
}

/// The projects of one department.
#[derive(Debug, Clone, Serialize)]
pub struct BuilderView {
    /// Who reported them.
    pub department: String,
    /// How many.
    pub count: usize,
    /// Sum of investment, 亿元.
    pub sum: String,
}

/// One case.
#[derive(Debug, Clone, Serialize)]
pub struct CaseView {
    /// Its label in the document.
    pub label: String,
    /// Title.
    pub title: String,
    /// Who reported it.
    pub department: String,
    /// Picture, by its path among the pictures.
    pub picture: Option<String>,
    /// Caption.
    pub caption: Option<String>,
    /// Assignment it comes from.
    pub assignment: Option<String>,
    /// Text, as Markdown.
    pub body: Option<String>,
}

/// One fund.
#[derive(Debug, Clone, Serialize)]
pub struct FundView {
    /// What it is spent on.
    pub name: String,
    /// What was set aside, 亿元.
    pub budget: Option<String>,
    /// What was spent, 亿元.
    pub spent: Option<String>,
    /// Spent of what was set aside.
    pub share: Option<String>,
    /// What was spent in the year before, 亿元.
    pub before: Option<String>,
    /// Its mark.
    pub before_mark: &'static str,
    /// Mark of the figures of the year.
    pub mark: &'static str,
    /// Where they are from.
    pub source: Option<String>,
    /// Assignment.
    pub assignment: Option<String>,
    /// Who reported it.
    pub department: String,
}

/// The sums of the funds, 亿元: of the figures as printed, so that the table adds up.
#[derive(Debug, Clone, Serialize)]
pub struct FundSums {
    /// What was set aside; none if any fund does not say it.
    pub budget: Option<String>,
    /// What was spent; none if any fund does not say it.
    pub spent: Option<String>,
    /// Spent of what was set aside, where both are known of every fund.
    pub share: Option<String>,
    /// What was spent in the year before; none if it is not known of any fund.
    pub before: Option<String>,
    /// Its mark.
    pub before_mark: &'static str,
    /// Mark of the year's: samples make a sample.
    pub mark: &'static str,
}

/// One event.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    /// Day, as `3月15日`.
    pub date: String,
    /// What.
    pub text: String,
    /// What it is called among the achievements of the year, if its department proposes it.
    pub headline: Option<String>,
    /// Whether it matters to its department alone.
    pub minor: bool,
    /// Who reported it.
    pub department: String,
}

/// Something that a department asks to be decided.
#[derive(Debug, Clone, Serialize)]
pub struct RequestView {
    /// What.
    pub text: String,
    /// By when.
    pub by: Option<String>,
    /// Assignment it belongs to.
    pub assignment: Option<String>,
    /// Who asks.
    pub department: String,
}

/// What the departments ask to be decided in the report's year, what is due first first.
pub fn requests(assessment: &Assessment) -> Vec<RequestView> {
    let ledger = &assessment.ledger;
    let own = ledger.content.of_year(ledger.year);
    let own = own.flat_map(|(department, submission)| submission.requests.iter().map(move |own| (department, own)));
    let mut own: Vec<_> = own.collect();
    own.sort_by_key(|(_, own)| own.by.as_ref().map_or((1, None), |by| (0, Some(by.value.last()))));
    own.into_iter()
        .map(|(department, own)| RequestView {
            text: own.text.value.trim().trim_end_matches('。').to_owned(),
            by: own.by.as_ref().map(|by| by.value.to_string()),
            assignment: own.assignment.as_ref().map(|number| number.value.clone()),
            department: department.to_owned(),
        })
        .collect()
}

/// One document.
#[derive(Debug, Clone, Serialize)]
pub struct PolicyView {
    /// Issuer.
    pub issuer: String,
    /// Title.
    pub title: String,
    /// Number.
    pub number: Option<String>,
    /// Date.
    pub date: String,
    /// Whether it was issued in the report's year.
    pub new: bool,
}

/// One collective body.
#[derive(Debug, Clone, Serialize)]
pub struct BodyView {
    /// Name.
    pub name: String,
    /// Who is meant.
    pub remark: Option<String>,
}

/// The projects of the year by stage.
pub fn stages(assessment: &Assessment) -> Vec<StageView> {
    let stages = by_stage(&assessment.projects()).into_iter().filter(|(_, own)| !own.is_empty());
    stages
        .map(|(stage, own)| StageView {
            stage: stage.word(),
            sum: invested(&own).to_string(),
            projects: own.iter().map(project).collect(),
        })
        .collect()
}

fn project(reported: &Reported<'_>) -> ProjectView {
    let project = reported.project;
    ProjectView {
        name: project.name.value.clone(),
        investment: reported.investment.map(|value| value.to_string()),
        mark: reported.nature.map_or("", mark),
        place: project.place.as_ref().map(|place| place.value.clone()),
        assignment: project.assignment.as_ref().map(|number| number.value.clone()),
        department: reported.department.to_owned(),
    }
}

/// The projects of the year by department, in the order of its files.
pub fn builders(assessment: &Assessment) -> Vec<BuilderView> {
    let projects = assessment.projects();
    let own = projects.chunk_by(|a, b| a.department == b.department);
    own.filter_map(|own| {
        let department = own.first()?.department.to_owned();
        Some(BuilderView { department, count: own.len(), sum: invested(own).to_string() })
    })
    .collect()
}

/// The cases of the year.
pub fn cases(assessment: &Assessment) -> Vec<CaseView> {
    let ledger = &assessment.ledger;
    let content = &ledger.content;
    content
        .of_year(ledger.year)
        .flat_map(|(name, s)| s.cases.iter().map(move |case| (name, case)))
        .enumerate()
        .map(|(at, (name, case))| CaseView {
            label: format!("case-{}", at + 1),
            title: named(&case.title),
            department: name.to_owned(),
            picture: case
                .picture
                .as_ref()
                .map(|path| format!("{}/{}", ledger.year, path.value))
                .filter(|key| content.pictures.iter().any(|p| p.path == *key)),
            caption: case.caption.as_ref().map(|caption| caption.value.clone()),
            assignment: case.assignment.as_ref().map(|number| number.value.clone()),
            body: case.body.as_ref().map(|body| body.value.clone()),
        })
        .collect()
}

/// The events of the year by date.
pub fn events(assessment: &Assessment) -> Vec<EventView> {
    let ledger = &assessment.ledger;
    let mut events: Vec<_> = ledger
        .content
        .of_year(ledger.year)
        .flat_map(|(name, s)| s.events.iter().map(move |e| (e.date.value, name, e)))
        .collect();
    events.sort_by_key(|(date, name, _)| (*date, (*name).to_owned()));
    events
        .into_iter()
        .map(|(date, name, event)| EventView {
            date: if date.year() == ledger.year {
                format!("{}月{}日", date.month(), date.day())
            } else {
                chinese_date(date)
            },
            text: format!("{}。", event.text.trim().trim_end_matches('。')),
            headline: event.headline.as_ref().map(|own| own.trim().to_owned()).filter(|own| !own.is_empty()),
            minor: event.minor,
            department: name.to_owned(),
        })
        .collect()
}

/// The events that the settings chose as achievements of the year, in their order.
pub fn achievements(assessment: &Assessment, events: &[EventView]) -> Vec<EventView> {
    let chosen = assessment.ledger.content.settings.achievements.iter();
    let of = |name: &str| events.iter().find(|event| event.headline.as_deref() == Some(name.trim())).cloned();
    chosen.filter_map(|name| of(name)).collect()
}

/// A share as it is printed.
fn share(own: Decimal, all: Decimal) -> Option<String> {
    let share = own.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(all)?;
    Some(format!("{}%", round(share, 1).normalize()))
}

/// The funds of the year.
pub fn funds(assessment: &Assessment) -> Vec<FundView> {
    let said = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.trim().to_owned());
    let view = |own: &Spending<'_>| FundView {
        name: own.fund.name.value.clone(),
        budget: own.budget.map(|value| value.to_string()),
        spent: own.spent.map(|value| value.to_string()),
        share: own
            .budget
            .filter(|budget| Decimal::ZERO < *budget)
            .zip(own.spent)
            .and_then(|(budget, spent)| share(spent, budget)),
        before: own.before.map(|(value, _)| value.to_string()),
        before_mark: own.before.and_then(|(_, nature)| nature).map_or("", mark),
        mark: own.nature.map_or("", mark),
        source: said(&own.fund.source).filter(|text| !text.is_empty()),
        assignment: said(&own.fund.assignment),
        department: own.department.to_owned(),
    };
    assessment.spending().iter().map(view).collect()
}

/// Their sums.
pub fn fund_sums(assessment: &Assessment) -> FundSums {
    let own = assessment.spending();
    let sum = |amount: fn(&Spending<'_>) -> Option<Decimal>| {
        own.iter().map(amount).try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one?))
    };
    let told = |sum: Option<Decimal>| sum.map(|sum| sum.normalize().to_string());
    let marked = |nature: fn(&Spending<'_>) -> Option<Nature>| {
        if own.iter().any(|own| nature(own) == Some(Nature::Sample)) { mark(Nature::Sample) } else { "" }
    };
    let (budget, spent) = (sum(|own| own.budget), sum(|own| own.spent));
    let set_aside = budget.filter(|budget| Decimal::ZERO < *budget);
    FundSums {
        share: set_aside.zip(spent).and_then(|(budget, spent)| share(spent, budget)),
        before: told(sum(|own| own.before.map(|(value, _)| value))),
        before_mark: marked(|own| own.before.and_then(|(_, nature)| nature)),
        mark: marked(|own| own.nature),
        budget: told(budget),
        spent: told(spent),
    }
}

/// A title that can stand over a page: a draft is built of whatever is there.
fn named(title: &str) -> String {
    if title.trim().is_empty() { "（没有写标题）".to_owned() } else { title.to_owned() }
}
