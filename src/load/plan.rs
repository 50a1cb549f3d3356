//! `content/plan.yaml` to [`Plan`].

use super::change::{department, leads, responsible};
use super::fields::Fields;
use super::file::Yaml;
use super::indicator;
use super::promise::due;
use crate::diag::Diagnostics;
use crate::model::field::plan as field;
use crate::model::{
    Area, Assignment, Body, Exempt, Milestone, Names, Origin, Plan, PlanHead, Policy, Quotation, Task, Year,
};
use crate::source::{Node, Value};

/// Reads the plan; what is missing is a finding and stays empty.
pub fn load(yaml: &Yaml, diags: &mut Diagnostics) -> Plan {
    let fields = Fields::<field::Plan>::new(&yaml.root, diags);
    let head = fields.get(field::Plan::HEAD).map(|node| fields.with(|diags| head(node, diags)));
    let head = head.unwrap_or_else(|| {
        let empty = Node::new(yaml.root.span, Value::Null);
        self::head(&empty, &mut Diagnostics::default())
    });
    let end = head.end;
    let indicators = fields.each(field::Plan::INDICATORS, |node, diags| indicator::load(node, end, diags));
    let mut plan = Plan {
        year: head.start,
        departments: Vec::new(),
        aims: fields.each(field::Plan::AIMS, quotation),
        register: fields.each(field::Plan::DEPARTMENTS, department),
        bodies: fields.each(field::Plan::BODIES, body),
        areas: fields.each(field::Plan::AREAS, area),
        safeguards: fields.each(field::Plan::SAFEGUARDS, quotation),
        indicators: indicators.into_iter().flatten().collect(),
        milestones: fields.each(field::Plan::MILESTONES, |node, diags| milestone(node, end, diags)),
        exempt: fields.each(field::Plan::EXEMPT, exempt),
        policies: fields.each(field::Plan::POLICIES, policy),
        names: Names::default(),
        head,
    };
    fields.finish();
    plan.set_year(plan.head.start);
    plan
}

fn head(node: &Node, diags: &mut Diagnostics) -> PlanHead {
    let fields = Fields::<field::Head>::new(node, diags);
    let start = fields.get(field::Head::START).map_or(2000, |year| year.value);
    let end = fields.get(field::Head::END).map_or(start, |year| year.value);
    let head = PlanHead {
        title: fields.need(field::Head::TITLE).value,
        number: fields.need(field::Head::NUMBER).value,
        issuer: fields.need(field::Head::ISSUER).value,
        issued: fields.get(field::Head::ISSUED).map(|date| date.value),
        city: fields.need(field::Head::CITY).value,
        field: fields.need(field::Head::FIELD).value,
        start,
        end: end.max(start),
        base: fields.get(field::Head::BASE).map_or(start - 1, |year| year.value),
        text_file: fields.get(field::Head::TEXT_FILE),
        unsettled: fields.get(field::Head::UNSETTLED),
    };
    fields.finish();
    head
}

fn quotation(node: &Node, diags: &mut Diagnostics) -> Quotation {
    let fields = Fields::<field::Quotation>::new(node, diags);
    let quotation = Quotation {
        number: fields.get(field::Quotation::NUMBER).map(|text| text.value).unwrap_or_default(),
        title: fields.get(field::Quotation::TITLE).map(|text| text.value).unwrap_or_default(),
        wording: fields.need(field::Quotation::WORDING),
    };
    fields.finish();
    quotation
}

fn body(node: &Node, diags: &mut Diagnostics) -> Body {
    let fields = Fields::<field::Body>::new(node, diags);
    let body =
        Body { name: fields.need(field::Body::NAME), remark: fields.get(field::Body::REMARK).map(|text| text.value) };
    fields.finish();
    body
}

fn area(node: &Node, diags: &mut Diagnostics) -> Area {
    let fields = Fields::<field::Area>::new(node, diags);
    // A chapter has to be called something, in a draft too; that the name is missing is a finding.
    let name = fields.need(field::Area::NAME).value;
    let name = if name.is_empty() { "（名称未填）".to_owned() } else { name };
    let own_weight = fields.get(field::Area::WEIGHT);
    let area = Area {
        number: fields.need(field::Area::NUMBER),
        short: fields.get(field::Area::SHORT).map_or_else(|| name.clone(), |text| text.value),
        chapter: fields.get(field::Area::CHAPTER).map_or_else(|| name.clone(), |text| text.value),
        weight: fields.with(|diags| indicator::weight(own_weight.as_ref(), diags)),
        tasks: fields.each(field::Area::TASKS, task),
        name,
    };
    fields.finish();
    area
}

fn task(node: &Node, diags: &mut Diagnostics) -> Task {
    let fields = Fields::<field::Task>::new(node, diags);
    let task = Task {
        number: fields.need(field::Task::NUMBER),
        name: fields.need(field::Task::NAME).value,
        assignments: fields.each(field::Task::ASSIGNMENTS, assignment),
    };
    fields.finish();
    task
}

fn assignment(node: &Node, diags: &mut Diagnostics) -> Assignment {
    let fields = Fields::<field::Assignment>::new(node, diags);
    let leads = leads(&fields);
    let assignment = Assignment {
        number: fields.need(field::Assignment::NUMBER),
        name: fields.need(field::Assignment::NAME).value,
        leader: leads.leaders.first().clone(),
        leaders: leads.leaders,
        lead: leads.lead,
        support: leads.support,
        wording: fields.need(field::Assignment::WORDING),
        unsettled: fields.get(field::Assignment::UNSETTLED),
    };
    fields.finish();
    assignment
}

fn milestone(node: &Node, end: Year, diags: &mut Diagnostics) -> Milestone {
    let fields = Fields::<field::Milestone>::new(node, diags);
    let milestone = Milestone {
        id: fields.need(field::Milestone::ID),
        name: fields.need(field::Milestone::NAME),
        section: fields.need(field::Milestone::SECTION).value,
        area: fields.get(field::Milestone::AREA),
        due: fields
            .node(field::Milestone::DUE)
            .map_or_else(|| end.into(), |node| fields.with(|diags| due(node, field::Milestone::DUE.key, end, diags))),
        frequency: fields.get(field::Milestone::FREQUENCY).map(|text| text.value),
        department: responsible(&fields, field::Milestone::DEPARTMENT, field::Milestone::CHANGES),
        origin: fields.get(field::Milestone::ORIGIN).map_or(Origin::Plan, |origin| origin.value),
        scope: fields.get(field::Milestone::SCOPE).map(|text| text.value).unwrap_or_default(),
        wording: fields.need(field::Milestone::WORDING),
        unsettled: fields.get(field::Milestone::UNSETTLED),
    };
    fields.finish();
    milestone
}

fn exempt(node: &Node, diags: &mut Diagnostics) -> Exempt {
    let fields = Fields::<field::Exempt>::new(node, diags);
    let exempt =
        Exempt { wording: fields.need(field::Exempt::WORDING), reason: fields.need(field::Exempt::REASON).value };
    fields.finish();
    exempt
}

fn policy(node: &Node, diags: &mut Diagnostics) -> Policy {
    let fields = Fields::<field::Policy>::new(node, diags);
    let policy = Policy {
        issuer: fields.need(field::Policy::ISSUER).value,
        title: fields.need(field::Policy::TITLE).value,
        number: fields.get(field::Policy::NUMBER).map(|text| text.value),
        date: fields.need(field::Policy::DATE).value,
    };
    fields.finish();
    policy
}
