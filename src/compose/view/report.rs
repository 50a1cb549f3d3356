//! The whole report as templates see it.

use std::collections::BTreeMap;

use minijinja::Value;
use serde::Serialize;

use super::area::{self, AreaView};
use super::assignment::{self, AssignmentView, MilestoneView};
use super::department::{self, DepartmentView};
use super::indicator::{self, IndicatorView};
use super::summary::{self, Summary};
use super::{mark, prose};
use crate::assess::Assessment;
use crate::chart::Chart;
use crate::compose::manuscript::{Edition, Scope};
use crate::model::{Choice, Decimal, Nature, Stage, Unit, Year, chinese_date, round};

/// Everything a template may use.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    /// Title page and running heads.
    pub meta: Meta,
    /// The plan.
    pub plan: PlanView,
    /// The year in numbers and sentences.
    pub summary: Summary,
    /// Indicators of the page of key figures.
    pub highlights: Vec<IndicatorView>,
    /// All indicators in the plan's order.
    pub indicators: Vec<IndicatorView>,
    /// Those behind their path.
    pub behind: Vec<IndicatorView>,
    /// The task areas.
    pub areas: Vec<AreaView>,
    /// All assignments in the plan's order.
    pub assignments: Vec<AssignmentView>,
    /// All milestones in the plan's order.
    pub milestones: Vec<MilestoneView>,
    /// Projects by stage; stages without any are left out.
    pub stages: Vec<StageView>,
    /// Cases.
    pub cases: Vec<CaseView>,
    /// Events by date.
    pub events: Vec<EventView>,
    /// Documents of the framework.
    pub policies: Vec<PolicyView>,
    /// Departments.
    pub departments: Vec<DepartmentView>,
    /// Collective bodies.
    pub bodies: Vec<BodyView>,
    /// Charts by name.
    pub charts: BTreeMap<String, ChartView>,
    /// The method's particulars.
    pub method: MethodView,
    /// What is missing or wrong: who, what, problem. Printed in drafts.
    pub open: Vec<OpenView>,
    /// The department, in a department's own part.
    pub unit: Option<DepartmentView>,
}

/// Title page and running heads.
#[derive(Debug, Clone, Serialize)]
pub struct Meta {
    /// Title.
    pub title: String,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Year reported on.
    pub year: Year,
    /// The year before.
    pub previous_year: Year,
    /// The year after.
    pub next_year: Year,
    /// Years of the ledger.
    pub years: Vec<Year>,
    /// Who compiles it.
    pub issuer: String,
    /// Edition.
    pub edition: String,
    /// Degree of publicity.
    pub publicity: Option<String>,
    /// Day judged at: year, month, day.
    pub date: (i16, i8, i8),
    /// Day judged at, in words.
    pub as_of: String,
    /// Publication as printed on the cover.
    pub date_text: String,
    /// Whether any figure is a sample.
    pub sample: bool,
    /// Whether any figure of the year is public, with caveats.
    pub public: bool,
    /// Whether it is a draft.
    pub draft: bool,
}

/// The plan's particulars and quoted passages.
#[derive(Debug, Clone, Serialize)]
pub struct PlanView {
    /// Title.
    pub title: String,
    /// Number.
    pub number: String,
    /// Issuer.
    pub issuer: String,
    /// Day of issue.
    pub issued: Option<String>,
    /// City.
    pub city: String,
    /// Field.
    pub field: String,
    /// First year.
    pub start: Year,
    /// Last year.
    pub end: Year,
    /// Baseline year.
    pub base: Year,
    /// Overall aims: title and paragraphs.
    pub aims: Vec<(String, Vec<String>)>,
    /// Safeguards: number, title, wording.
    pub safeguards: Vec<(String, String, String)>,
    /// How many tasks there are.
    pub tasks: usize,
}

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

/// One case.
#[derive(Debug, Clone, Serialize)]
pub struct CaseView {
    /// Title.
    pub title: String,
    /// Who reported it.
    pub department: String,
    /// Picture.
    pub picture: Option<String>,
    /// Caption.
    pub caption: Option<String>,
    /// Text.
    pub body: Option<Value>,
}

/// One event.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    /// Day, as `3月15日`.
    pub date: String,
    /// What.
    pub text: String,
    /// Who reported it.
    pub department: String,
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
}

/// One collective body.
#[derive(Debug, Clone, Serialize)]
pub struct BodyView {
    /// Name.
    pub name: String,
    /// Who is meant.
    pub remark: Option<String>,
}

/// One chart.
#[derive(Debug, Clone, Serialize)]
pub struct ChartView {
    /// Path in the manuscript.
    pub path: String,
    /// What it shows.
    pub alt: String,
    /// Caption.
    pub caption: String,
}

/// The method's particulars.
#[derive(Debug, Clone, Serialize)]
pub struct MethodView {
    /// Cut-off of 快于时序.
    pub ahead: String,
    /// Cut-off of 符合时序.
    pub on_pace: String,
    /// Cut-off of 略滞后.
    pub behind: String,
}

/// Something missing or wrong.
#[derive(Debug, Clone, Serialize)]
pub struct OpenView {
    /// Who has to mend it.
    pub unit: String,
    /// Where.
    pub place: String,
    /// What.
    pub message: String,
}

impl View {
    /// Makes the view; nothing after it computes.
    #[must_use]
    pub fn new(assessment: &Assessment<'_>, charts: &[Chart], edition: &Edition) -> Self {
        let content = assessment.ledger.content;
        let plan = &content.plan;
        let indicators: Vec<IndicatorView> = plan.indicators.iter().enumerate().map(|(at, i)| indicator::view(assessment, at, i)).collect();
        let assignments: Vec<AssignmentView> = plan.assignments().enumerate().map(|(at, a)| assignment::view(assessment, at, a)).collect();
        let milestones: Vec<(Option<String>, MilestoneView)> = plan
            .milestones
            .iter()
            .enumerate()
            .map(|(at, m)| (m.area.as_ref().map(|area| area.value.clone()), assignment::milestone(assessment, at, m)))
            .collect();
        let departments: Vec<DepartmentView> = plan.departments.iter().enumerate().map(|(at, d)| department::view(assessment, at, d)).collect();
        let parts = (indicators.as_slice(), assignments.as_slice(), milestones.as_slice());
        let named: Vec<IndicatorView> = content.settings.highlights.iter().filter_map(|name| indicators.iter().find(|i| i.name == name.value)).cloned().collect();
        let cut = &content.settings.cut_offs;
        Self {
            meta: meta(assessment, edition),
            plan: plan_view(assessment),
            summary: summary::view(assessment, &indicators, &assignments),
            highlights: if named.is_empty() { indicators.iter().take(9).cloned().collect() } else { named },
            behind: indicators.iter().filter(|i| i.behind).cloned().collect(),
            areas: plan.areas.iter().enumerate().map(|(at, a)| area::view(assessment, at, a, parts)).collect(),
            stages: stages(assessment),
            cases: cases(assessment),
            events: events(assessment),
            policies: plan.policies.iter().map(|p| PolicyView { issuer: p.issuer.clone(), title: p.title.clone(), number: p.number.clone(), date: p.date.clone() }).collect(),
            bodies: plan.bodies.iter().map(|b| BodyView { name: b.name.value.clone(), remark: b.remark.clone() }).collect(),
            charts: charts
                .iter()
                .map(|chart| (chart.name.clone(), ChartView { path: format!("/charts/{}.svg", chart.name), alt: chart.alt.clone(), caption: chart.caption.clone() }))
                .collect(),
            method: MethodView { ahead: cut.ahead.to_string(), on_pace: cut.on_pace.to_string(), behind: cut.behind.to_string() },
            open: edition.open.clone(),
            unit: match &edition.scope {
                Scope::Report => None,
                Scope::Department(name) => departments.iter().find(|d| d.name == *name).cloned(),
            },
            indicators,
            assignments,
            milestones: milestones.into_iter().map(|(_, m)| m).collect(),
            departments,
        }
    }
}

fn meta(assessment: &Assessment<'_>, edition: &Edition) -> Meta {
    let ledger = assessment.ledger;
    let settings = &ledger.content.settings;
    let natures: Vec<Nature> = ledger.cells.iter().flatten().flatten().map(|cell| cell.nature).collect();
    let declared = ledger.content.of_year(ledger.year).any(|(_, s)| s.nature == Some(Nature::Sample));
    let date = assessment.as_of;
    Meta {
        title: settings.title.clone(),
        subtitle: match &edition.scope {
            Scope::Report => None,
            Scope::Department(name) => Some(format!("{name}分册")),
        },
        year: ledger.year,
        previous_year: ledger.year - 1,
        next_year: ledger.year + 1,
        years: ledger.years.clone(),
        issuer: settings.issuer.clone(),
        edition: settings.edition.clone(),
        publicity: settings.publicity.clone(),
        date: (date.year(), date.month(), date.day()),
        as_of: chinese_date(date),
        date_text: settings.published.clone().unwrap_or_else(|| chinese_date(date)),
        sample: declared || natures.contains(&Nature::Sample),
        public: natures.contains(&Nature::Public),
        draft: edition.draft,
    }
}

fn plan_view(assessment: &Assessment<'_>) -> PlanView {
    let plan = &assessment.ledger.content.plan;
    let head = &plan.head;
    PlanView {
        title: head.title.clone(),
        number: head.number.clone(),
        issuer: head.issuer.clone(),
        issued: head.issued.map(chinese_date),
        city: head.city.clone(),
        field: head.field.clone(),
        start: head.start,
        end: head.end,
        base: head.base,
        aims: plan.aims.iter().map(|p| (p.title.clone(), p.wording.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect())).collect(),
        safeguards: plan.safeguards.iter().map(|p| (p.number.clone(), p.title.clone(), p.wording.value.clone())).collect(),
        tasks: plan.areas.iter().map(|area| area.tasks.len()).sum(),
    }
}

fn stages(assessment: &Assessment<'_>) -> Vec<StageView> {
    let ledger = assessment.ledger;
    let unit = Unit::parse("亿元");
    let all = || ledger.content.of_year(ledger.year).flat_map(|(name, s)| s.projects.iter().map(move |p| (name, s.nature, p)));
    Stage::WORDS
        .iter()
        .map(|&(word, stage)| {
            let mut sum = Decimal::ZERO;
            let projects: Vec<ProjectView> = all()
                .filter(|(_, _, p)| p.stage.as_ref().is_some_and(|s| s.value == stage))
                .map(|(department, nature, p)| {
                    let value = p.investment.as_ref().and_then(|i| i.in_unit(&unit).ok());
                    sum += value.unwrap_or_default();
                    ProjectView {
                        name: p.name.value.clone(),
                        investment: value.map(|value| round(value, 2).normalize().to_string()),
                        mark: nature.map_or("", mark),
                        place: p.place.clone(),
                        assignment: p.assignment.as_ref().map(|a| a.value.clone()),
                        department: department.to_owned(),
                    }
                })
                .collect();
            StageView { stage: word, sum: round(sum, 2).normalize().to_string(), projects }
        })
        .filter(|stage| !stage.projects.is_empty())
        .collect()
}

fn cases(assessment: &Assessment<'_>) -> Vec<CaseView> {
    let ledger = assessment.ledger;
    let content = ledger.content;
    content
        .of_year(ledger.year)
        .flat_map(|(name, s)| s.cases.iter().map(move |case| (name, case)))
        .map(|(name, case)| CaseView {
            title: case.title.value.clone(),
            department: name.to_owned(),
            picture: case.picture.as_ref().map(|path| format!("{}/{}", ledger.year, path.value)).filter(|key| content.pictures.iter().any(|p| p.path == *key)).map(|key| format!("/pictures/{key}")),
            caption: case.caption.clone(),
            body: case.body.as_ref().map(|body| prose(content, ledger.year, body)),
        })
        .collect()
}

fn events(assessment: &Assessment<'_>) -> Vec<EventView> {
    let ledger = assessment.ledger;
    let mut events: Vec<_> = ledger.content.of_year(ledger.year).flat_map(|(name, s)| s.events.iter().map(move |e| (e.date.value, name, e))).collect();
    events.sort_by_key(|(date, name, _)| (*date, (*name).to_owned()));
    events
        .into_iter()
        .map(|(date, name, event)| EventView {
            date: if date.year() == ledger.year { format!("{}月{}日", date.month(), date.day()) } else { chinese_date(date) },
            text: format!("{}。", event.text.trim().trim_end_matches('。')),
            department: name.to_owned(),
        })
        .collect()
}
