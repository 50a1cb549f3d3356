//! The whole report as templates see it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::area::{self, AreaView};
use super::assignment::{self, AssignmentView, MilestoneView};
use super::department::{self, DepartmentView};
use super::indicator::{IndicatorView, proudest, worst_first};
use super::material::{
    self, BodyView, BuilderView, CaseView, EventView, FundSums, FundView, PolicyView, RequestView, StageView,
};
use super::meta::{self, MetaView, PlanView, Samples};
use super::method::{self, MethodView};
use super::step::{self, StepCounts};
use super::summary::{self, Summary};
use crate::assess::Assessment;
use crate::chart::Chart;
use crate::compose::Order;
use crate::model::{AssignmentStatus, Choice, Status, Year, printed};

/// Everything a template may use.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    /// Title page and running heads.
    pub meta: MetaView,
    /// The plan.
    pub plan: PlanView,
    /// The year in numbers and sentences.
    pub summary: Summary,
    /// Indicators of the page of key figures.
    pub highlights: Vec<IndicatorView>,
    /// All indicators in the plan's order.
    pub indicators: Vec<IndicatorView>,
    /// Those behind their path, the worst first.
    pub behind: Vec<IndicatorView>,
    /// Those to be proud of, the best first.
    pub proudest: Vec<IndicatorView>,
    /// The task areas.
    pub areas: Vec<AreaView>,
    /// All assignments in the plan's order.
    pub assignments: Vec<AssignmentView>,
    /// How the steps of the year stand.
    pub steps: StepCounts,
    /// All milestones in the plan's order.
    pub milestones: Vec<MilestoneView>,
    /// Projects by stage; stages without any are left out.
    pub stages: Vec<StageView>,
    /// Projects by department.
    pub builders: Vec<BuilderView>,
    /// Cases.
    pub cases: Vec<CaseView>,
    /// Events by date.
    pub events: Vec<EventView>,
    /// Those that were chosen as achievements of the year, in the order of the settings.
    pub achievements: Vec<EventView>,
    /// Public money.
    pub funds: Vec<FundView>,
    /// Its sums.
    pub fund_sums: FundSums,
    /// What departments ask to be decided.
    pub requests: Vec<RequestView>,
    /// Documents of the framework.
    pub policies: Vec<PolicyView>,
    /// Departments.
    pub departments: Vec<DepartmentView>,
    /// Collective bodies.
    pub bodies: Vec<BodyView>,
    /// Charts by name.
    pub charts: BTreeMap<String, ChartView>,
    /// Earlier values that this year's files restate.
    pub restated: Vec<RestatedView>,
    /// Earlier values that files of earlier years restated.
    pub restated_before: Vec<RestatedView>,
    /// Whether anything is owed by several departments together.
    pub shared: bool,
    /// The method's particulars.
    pub method: MethodView,
    /// Every status of an indicator, from best to worst.
    pub statuses: Vec<&'static str>,
    /// Every status of an assignment, from best to worst.
    pub task_statuses: Vec<&'static str>,
    /// What is missing or wrong: who, what, problem. Printed in drafts.
    pub open: Vec<OpenView>,
    /// The department, in a department's own part.
    pub unit: Option<DepartmentView>,
}

/// One chart.
#[derive(Debug, Clone, Serialize)]
pub struct ChartView {
    /// What it shows.
    pub alt: String,
    /// Caption.
    pub caption: String,
}

/// An earlier value restated.
#[derive(Debug, Clone, Serialize)]
pub struct RestatedView {
    /// Name of the indicator.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// The year whose value it is.
    pub year: Year,
    /// What was reported first; none if nothing was.
    pub before: Option<String>,
    /// What it is now.
    pub after: String,
    /// The year of the file that says so.
    pub said: Year,
    /// Why.
    pub reason: String,
    /// Who says so.
    pub department: String,
}

/// The earlier values that the files of the report's year restate, or those of the years before it.
fn restated(assessment: &Assessment, now: bool) -> Vec<RestatedView> {
    let ledger = &assessment.ledger;
    let own = ledger.restated.iter().filter(|restated| (restated.said == ledger.year) == now);
    own.filter_map(|restated| {
        let indicator = ledger.content.plan.indicators.get(restated.at)?;
        Some(RestatedView {
            name: indicator.name.value.clone(),
            unit: indicator.unit.text().to_owned(),
            year: restated.year,
            before: restated.before.map(printed),
            after: printed(restated.after),
            said: restated.said,
            reason: restated.reason.clone(),
            department: indicator.department.listed(),
        })
    })
    .collect()
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

/// The year that a printed date begins with.
fn year_of(date: &str) -> Option<Year> {
    date.get(..4)?.parse().ok()
}

impl View {
    /// Makes the view; nothing after it computes.
    #[must_use]
    pub fn new(assessment: &Assessment, charts: &[Chart], order: &Order) -> Self {
        let content = &assessment.ledger.content;
        let plan = &content.plan;
        let indicators: Vec<IndicatorView> = super::indicators(assessment);
        let assignments: Vec<AssignmentView> = plan
            .assignments()
            .enumerate()
            .map(|(at, (area, task, own))| assignment::view(assessment, at, own, assignment::Home { area, task }))
            .collect();
        let milestones: Vec<(Option<String>, MilestoneView)> = plan
            .milestones
            .iter()
            .enumerate()
            .map(|(at, m)| (m.area.as_ref().map(|area| area.value.clone()), assignment::milestone(assessment, at, m)))
            .collect();
        let departments: Vec<DepartmentView> =
            plan.departments.iter().enumerate().map(|(at, d)| department::view(assessment, at, d)).collect();
        let parts = area::Parts { indicators: &indicators, assignments: &assignments, milestones: &milestones };
        let named: Vec<IndicatorView> = content
            .settings
            .highlights
            .iter()
            .filter_map(|name| indicators.iter().find(|i| i.name == name.value))
            .cloned()
            .collect();
        let meta = meta::meta(assessment, order);
        let events = material::events(assessment);
        let sample = meta.sample != Samples::None;
        Self {
            meta,
            plan: meta::plan(assessment),
            summary: summary::view(assessment, &indicators, &assignments, sample),
            highlights: if named.is_empty() { indicators.iter().take(9).cloned().collect() } else { named },
            behind: worst_first(&indicators),
            proudest: proudest(&indicators, assessment.ledger.before()),
            areas: plan.areas.iter().enumerate().map(|(at, a)| area::view(assessment, at, a, parts)).collect(),
            steps: step::counts(assessment),
            stages: material::stages(assessment),
            builders: material::builders(assessment),
            cases: material::cases(assessment),
            achievements: material::achievements(assessment, &events),
            events,
            funds: material::funds(assessment),
            fund_sums: material::fund_sums(assessment),
            requests: material::requests(assessment),
            // What was issued later is no framework of the year.
            policies: plan
                .policies
                .iter()
                .filter(|policy| year_of(&policy.date).is_none_or(|issued| issued <= assessment.ledger.year))
                .map(|p| PolicyView {
                    issuer: p.issuer.clone(),
                    title: p.title.clone(),
                    number: p.number.clone(),
                    date: p.date.clone(),
                    new: year_of(&p.date) == Some(assessment.ledger.year),
                })
                .collect(),
            bodies: plan
                .bodies
                .iter()
                .map(|b| BodyView { name: b.name.value.clone(), remark: b.remark.clone() })
                .collect(),
            charts: charts
                .iter()
                .map(|chart| (chart.name.clone(), ChartView { alt: chart.alt.clone(), caption: chart.caption.clone() }))
                .collect(),
            restated: restated(assessment, true),
            restated_before: restated(assessment, false),
            shared: indicators.iter().any(|i| 1 < i.departments.len()) || assignments.iter().any(|a| 1 < a.leads.len()),
            method: method::view(content),
            statuses: Status::WORDS.iter().map(|(_, status)| content.told(*status)).collect(),
            task_statuses: AssignmentStatus::all().map(AssignmentStatus::word).collect(),
            open: order.open.clone(),
            unit: order.unit.as_ref().and_then(|name| departments.iter().find(|d| d.name == *name).cloned()),
            indicators,
            assignments,
            milestones: milestones.into_iter().map(|(_, m)| m).collect(),
            departments,
        }
    }

    /// The same view for something else that is ordered.
    #[must_use]
    pub fn ordered(&self, assessment: &Assessment, order: &Order) -> Self {
        Self {
            meta: meta::meta(assessment, order),
            open: order.open.clone(),
            unit: order.unit.as_ref().and_then(|name| self.departments.iter().find(|d| d.name == *name).cloned()),
            ..self.clone()
        }
    }
}
