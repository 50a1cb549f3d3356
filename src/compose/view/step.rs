//! Steps as templates see them.

use serde::Serialize;

use crate::assess::{Assessment, Course, StepPlace};
use crate::model::{Light, Step, Year};

/// One step of an assignment.
#[derive(Debug, Clone, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each answers a question that templates ask of a step")]
pub struct StepView {
    /// Number of its assignment.
    pub assignment: String,
    /// Name of its assignment.
    pub task: String,
    /// What is to be done.
    pub name: String,
    /// The department that does it.
    pub unit: String,
    /// The department, and who does it within it.
    pub owner: String,
    /// Whether that department supports the assignment and does not lead it.
    pub supporting: bool,
    /// When it is due.
    pub due: String,
    /// The year and the month in which that time ends, for ordering: `2025-06`.
    pub month: String,
    /// When it was promised first, if that was another time.
    pub moved_from: Option<String>,
    /// When it was done.
    pub done: Option<String>,
    /// 已完成, 未到期, 将到期, 逾期 or 已取消, on the day the report judges at.
    pub light: &'static str,
    /// Whether it is overdue.
    pub red: bool,
    /// Whether it was done, but later than it was due then.
    pub late: bool,
    /// Whether it is not done any more.
    pub dropped: bool,
    /// Why it is not done any more, or what else its department says.
    pub remark: Option<String>,
    /// Open steps it waits for, each with its department.
    pub waits: Vec<String>,
}

/// How the steps of the report's year stand.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct StepCounts {
    /// Steps of all years.
    pub all: usize,
    /// Assignments that have steps.
    pub assignments: usize,
    /// Steps of departments that support.
    pub supporting: usize,
    /// Those due in the year, and those overdue from before.
    pub due: usize,
    /// Of them, those done in time.
    pub done: usize,
    /// Of them, those done late.
    pub late: usize,
    /// Of them, those overdue.
    pub red: usize,
    /// Of them, those not due yet on the day.
    pub open: usize,
    /// Of them, those not done any more.
    pub dropped: usize,
    /// Those moved in the year to a later time.
    pub moved: usize,
    /// Those due after the year.
    pub ahead: usize,
}

/// The view of a step of the `at`-th assignment.
fn view(assessment: &Assessment, at: usize, course: &Course) -> StepView {
    let plan = &assessment.ledger.content.plan;
    let named = |place: StepPlace| {
        let own = assessment.step_at(place)?;
        let number = plan.assignment_at(place.0)?.number.value.as_str();
        let number = if place.0 == at { String::new() } else { number.to_owned() };
        Some(format!("{number}“{}”（{}）", own.step.name.value, own.unit))
    };
    let (step, light) = (&course.step, assessment.light(course));
    let assignment = plan.assignment_at(at);
    StepView {
        assignment: assignment.map(|own| own.number.value.clone()).unwrap_or_default(),
        task: assignment.map(|own| own.name.clone()).unwrap_or_default(),
        name: step.name.value.clone(),
        unit: course.unit.clone(),
        owner: match &step.owner {
            Some(owner) => format!("{}（{}）", course.unit, owner.value),
            None => course.unit.clone(),
        },
        supporting: course.supporting,
        due: course.due().map(|due| due.to_string()).unwrap_or_default(),
        month: course.due().map(|due| format!("{}-{:02}", due.last().year(), due.last().month())).unwrap_or_default(),
        moved_from: course.promised.filter(|_| course.moved()).map(|promised| promised.to_string()),
        done: course.done(assessment.as_of).map(|done| done.to_string()),
        light: light.word(),
        red: light == Light::Red,
        late: course.late(assessment.as_of),
        dropped: light == Light::Dropped,
        remark: remark(step),
        waits: assessment.waits_for(at, course, assessment.as_of).into_iter().filter_map(named).collect(),
    }
}

/// Why it is not done any more, and what else is said of it.
fn remark(step: &Step) -> Option<String> {
    let words = step.dropped.iter().chain(&step.remark).map(|text| text.value.trim().to_owned());
    let words: Vec<String> = words.filter(|text| !text.is_empty()).collect();
    let ended =
        |text: &String| if text.ends_with(['。', '！', '？', '；']) { text.clone() } else { format!("{text}；") };
    let last = words.last()?.clone();
    Some(words[..words.len() - 1].iter().map(ended).collect::<String>() + &last)
}

/// Whether a step is one of a year: first stated in its file, due or done in it, or overdue or dropped since before.
fn of_year(assessment: &Assessment, course: &Course, year: Year) -> bool {
    let due = course.due().map(|due| due.last().year());
    let done = course.done(assessment.as_of).map(|done| done.last().year());
    // What was added afterwards is told once, too.
    let added = course.since == year && due.is_some_and(|due| due < year);
    match assessment.light(course) {
        _ if added => true,
        Light::Done => due == Some(year) || done == Some(year),
        Light::Dropped => course.year == year,
        Light::Red => due.is_some_and(|due| due <= year),
        Light::Green | Light::Yellow => due == Some(year),
    }
}

/// Every step of an assignment.
pub fn steps(assessment: &Assessment, at: usize) -> Vec<StepView> {
    let own = assessment.steps.get(at).into_iter().flatten();
    own.map(|course| view(assessment, at, course)).collect()
}

/// The steps of an assignment that are still to be done after the report's year.
pub fn steps_ahead(assessment: &Assessment, at: usize) -> Vec<StepView> {
    let year = assessment.ledger.year;
    let own = assessment.steps.get(at).into_iter().flatten();
    let later = |course: &&Course| course.due().is_some_and(|due| year < due.last().year());
    let open =
        own.filter(later).filter(|course| course.done(assessment.as_of).is_none() && course.step.dropped.is_none());
    open.map(|course| view(assessment, at, course)).collect()
}

/// The steps of an assignment that are of the report's year.
pub fn steps_of_year(assessment: &Assessment, at: usize) -> Vec<StepView> {
    let own = assessment.steps.get(at).into_iter().flatten();
    let own = own.filter(|course| of_year(assessment, course, assessment.ledger.year));
    own.map(|course| view(assessment, at, course)).collect()
}

/// How the steps stand.
pub fn counts(assessment: &Assessment) -> StepCounts {
    let year = assessment.ledger.year;
    let mut counts = StepCounts {
        all: assessment.steps.iter().map(Vec::len).sum(),
        assignments: assessment.steps.iter().filter(|own| !own.is_empty()).count(),
        ..StepCounts::default()
    };
    for course in assessment.steps.iter().flatten() {
        counts.supporting += usize::from(course.supporting);
        let light = assessment.light(course);
        let later = course.due().is_some_and(|due| year < due.last().year());
        counts.ahead += usize::from(later && matches!(light, Light::Green | Light::Yellow));
        let moved =
            course.year == year && course.before.zip(course.due()).is_some_and(|(was, is)| was.last() < is.last());
        counts.moved += usize::from(moved);
        if !of_year(assessment, course, year) {
            continue;
        }
        counts.due += 1;
        match light {
            Light::Done if course.late(assessment.as_of) => counts.late += 1,
            Light::Done => counts.done += 1,
            Light::Red => counts.red += 1,
            Light::Dropped => counts.dropped += 1,
            Light::Green | Light::Yellow => counts.open += 1,
        }
    }
    counts
}
