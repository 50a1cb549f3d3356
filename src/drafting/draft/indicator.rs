//! The indicators and the milestones of `plan.yaml`.

use super::OPEN;
use super::yaml::Writer;
use crate::drafting::candidate::{Candidates, Promise, Target, property};
use crate::drafting::outline::{Area, Assignment, Outline};
use crate::drafting::text::Place;
use crate::model::Kind;

/// Both lists.
pub fn render(w: &mut Writer, outline: &Outline, found: &Candidates) {
    if !found.targets.is_empty() {
        w.line("");
        w.section("指标", |w| {
            for (at, target) in (1..).zip(&found.targets) {
                indicator(w, outline, target, at);
            }
        });
    }
    if !found.promises.is_empty() {
        w.line("");
        w.section("里程碑", |w| {
            for (at, promise) in (1..).zip(&found.promises) {
                milestone(w, outline, promise, at);
            }
        });
    }
}

/// Where an entry belongs: its area, its assignment and who leads that.
struct Belonging<'a> {
    area: &'a str,
    assignment: Option<&'a Assignment>,
    lead: &'a str,
    /// Whether the lead is beyond doubt.
    sure: bool,
}

/// What is in an assignment is its lead's, what the safeguards say theirs that a bracket behind it names; of anything else the
/// text does not say whose it is.
fn belonging<'a>(outline: &'a Outline, assignment: Option<usize>, section: &str, place: Place) -> Belonging<'a> {
    let own = assignment.and_then(|at| outline.assignment(at));
    let inside =
        |area: &&Area| section.strip_prefix(&area.number).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let area = || outline.areas.iter().find(inside);
    let share = outline.safeguard_duty(place).filter(|_| own.is_none());
    let lead = own.and_then(|(_, own)| own.leads.first()).or_else(|| share?.lead.as_ref());
    Belonging {
        area: own.map(|(area, _)| area).or_else(area).map_or(OPEN, |area| &area.number),
        assignment: own.map(|(_, own)| own),
        lead: lead.map_or(OPEN, String::as_str),
        sure: share.is_none_or(|share| share.sure),
    }
}

/// The fields that have to be checked: the entry's own, and those that have no value.
fn all_unsure(own: &[&'static str], belonging: &Belonging<'_>) -> Vec<&'static str> {
    let mut fields = own.to_vec();
    fields.extend((belonging.area == OPEN).then_some("归入"));
    fields.extend((belonging.lead == OPEN || !belonging.sure).then_some("责任单位"));
    fields
}

fn indicator(w: &mut Writer, outline: &Outline, target: &Target, at: usize) {
    let belonging = belonging(outline, target.assignment, &target.section, target.place);
    w.item(|w| {
        w.remarked("编号", &format!("i{at:02}"), &format!("原文第{}行", target.line));
        w.field("名称", &target.name);
        w.field("类型", target.kind.word());
        if target.kind == Kind::Annual {
            w.field("考核", if target.every_year { "逐年" } else { "末年" });
        }
        w.field("单位", &target.unit);
        w.field("比较", target.comparator.word());
        match &target.value.high {
            Some(high) => w.list("目标值", [target.value.low.as_str(), high]),
            None => w.field("目标值", &target.value.low),
        }
        w.field("目标年", &if target.every_year { "每年".to_owned() } else { target.year.to_string() });
        if let Some((year, value)) = &target.baseline {
            w.pairs("基期", &[("年".to_owned(), year.to_string()), ("值".to_owned(), value.clone())]);
        }
        if !target.waypoints.is_empty() {
            let pairs = target.waypoints.iter().map(|(year, value)| (year.to_string(), value.clone()));
            w.pairs("年度节点", &pairs.collect::<Vec<_>>());
        }
        w.field("力度", target.force.word());
        if let Some(property) = target.property.or_else(|| property(&target.wording)) {
            w.field("属性", property.word());
        }
        w.field("章节", &target.section);
        place(w, &belonging);
        w.passage("原文", &target.wording);
        if !target.also.is_empty() {
            w.list("另见原文", target.also.iter().map(String::as_str));
        }
        w.open(&all_unsure(&target.unsure, &belonging));
    });
}

fn milestone(w: &mut Writer, outline: &Outline, promise: &Promise, at: usize) {
    let mut belonging = belonging(outline, promise.assignment, &promise.section, promise.place);
    let general = promise.assignment.is_none() && belonging.area == OPEN;
    if general {
        // A milestone need not belong to an area.
        belonging.area = "";
    }
    w.item(|w| {
        w.remarked("编号", &format!("m{at:02}"), &format!("原文第{}行", outline.text.line(promise.place)));
        w.field("名称", &promise.name);
        w.field("章节", &promise.section);
        if !general {
            w.field("归入", belonging.area);
        }
        w.field("期限", &promise.due.to_string());
        if promise.every_year {
            w.field("频次", "每年");
        }
        w.field("责任单位", belonging.lead);
        w.field("责任来源", origin(&belonging));
        w.passage("原文", &promise.wording);
        w.open(&all_unsure(&promise.unsure, &belonging));
    });
}

fn place(w: &mut Writer, belonging: &Belonging<'_>) {
    w.field("归入", belonging.area);
    if let Some(assignment) = belonging.assignment {
        w.field("关联分工", &assignment.number);
    }
    w.field("责任单位", belonging.lead);
    w.field("责任来源", origin(belonging));
}

fn origin(belonging: &Belonging<'_>) -> &'static str {
    if belonging.lead == OPEN { "秘书处指定" } else { "方案" }
}
