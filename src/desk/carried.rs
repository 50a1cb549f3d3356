//! What a new file takes from last year's: projects and cases as they were typed, and the steps that are still to be done.

use std::fmt::Write;
use std::sync::Arc;

use crate::model::field::File;
use crate::model::field::submission::{MajorProject, Step, Submission};
use crate::model::{self, Content, Openness, Steps, Year};
use crate::source::{Node, Problem, ProblemKind, Sources, Spanned, Value, parse};

/// What is carried over from last year's file.
#[derive(Default)]
pub struct Before {
    /// Its projects, as they were typed.
    pub projects: Option<String>,
    /// Its cases, as they were typed.
    pub cases: Option<String>,
}

/// How many projects a text has, if it can be read without a mistake.
pub fn projects_of(text: &str) -> Option<usize> {
    let mut own = Sources::default();
    let id = own.add("", text);
    let (root, problems) = parse(id, text, &File::Submission.keys());
    let known = |problem: &Problem| problem.kind == ProblemKind::Character;
    if !problems.iter().all(known) {
        return None;
    }
    Some(match value(&root, Submission::PROJECTS.key).map(|node| &node.value) {
        Some(Value::List(items)) => items.len(),
        Some(Value::Map(_)) => 1,
        _ => 0,
    })
}

/// What stands under a key of the outermost mapping.
fn value<'n>(root: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::Map(pairs) = &root.value else { return None };
    pairs.iter().find(|pair| pair.key.value == key).map(|pair| &pair.value)
}

/// A section of a file as it was typed, its comments included, under its key on a line of its own.
pub fn section(text: &str, key: &str) -> Option<String> {
    let mut own = Sources::default();
    let id = own.add("", text);
    let (root, _) = parse(id, text, &File::Submission.keys());
    let node = value(&root, key).filter(|node| !matches!(node.value, Value::Null))?;
    let raw = text.get(node.span.start..node.span.end)?.trim_end();
    if raw.starts_with(['[', '{', '"', '\'']) {
        return Some(format!("{key}: {raw}\n"));
    }
    // A block begins with the blanks of its first line.
    let line = text[..node.span.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = text[line..node.span.start].trim_end_matches(|c| c != ' ');
    let lines = raw.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    Some(format!("{key}:\n{indent}{lines}\n"))
}

/// Projects written anew.
pub fn anew(projects: &[model::MajorProject]) -> Option<String> {
    let mut text = format!("{}:\n", Submission::PROJECTS.key);
    for project in projects {
        let stage = project.stage.as_ref().map(|stage| stage.value.word().to_owned());
        let investment = project.investment.as_ref().map(|amount| amount.value.to_string());
        let words = |text: &Option<Spanned<String>>| text.as_ref().map(|text| key(&text.value));
        let fields = [
            (MajorProject::NAME.key, Some(key(&project.name.value))),
            (MajorProject::STAGE.key, stage),
            (MajorProject::INVESTMENT.key, investment),
            (MajorProject::PLACE.key, words(&project.place)),
            (MajorProject::ASSIGNMENT.key, words(&project.assignment)),
            (MajorProject::OPEN.key, project.withheld.then(|| Openness::Closed.word().to_owned())),
        ];
        let fields = fields.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", value?)));
        let _ = writeln!(text, "  - {}", fields.collect::<Vec<_>>().join("\n    "));
    }
    (!projects.is_empty()).then_some(text)
}

/// The steps of an assignment that the files before a year leave open, one a line in braces, with their history. One that was missed
/// in last year's file is there all the same.
pub fn open_steps(content: &Content, number: &str, year: Year) -> String {
    let mut known = Steps::new();
    for then in content.plan.head.start..year {
        let plan = content.plan.in_year(then);
        let plan = plan.as_ref().unwrap_or(&content.plan);
        let Some(assignment) = plan.assignment(number) else { continue };
        let submissions = content.submissions_of(then, &assignment.lead);
        let own = submissions.flat_map(|own| own.progress.iter().filter(|(own, _)| **own == number));
        take(&mut known, own.flat_map(|(_, progress)| &progress.steps));
    }
    lines(&known)
}

/// The steps of its own that a cooperating department left open.
pub fn open_support_steps(content: &Content, unit: &str, number: &str, year: Year) -> String {
    let mut known = Steps::new();
    for then in content.plan.head.start..year {
        let submission = content.submission(then, unit);
        let own = submission.iter().flat_map(|own| own.support_steps.iter().filter(|(own, _)| **own == number));
        take(&mut known, own.flat_map(|(_, steps)| steps));
    }
    lines(&known)
}

/// Puts what a later file says of a step in the place of what was said before.
fn take<'a>(known: &mut Steps, said: impl Iterator<Item = &'a Arc<model::Step>>) {
    for step in said {
        match known.iter_mut().find(|own| *own.name == *step.name) {
            Some(own) => *own = Arc::clone(step),
            None => known.push(Arc::clone(step)),
        }
    }
}

/// Steps that are neither done nor dropped, as lines of YAML.
fn lines(steps: &Steps) -> String {
    let mut text = String::new();
    for step in steps.iter().filter(|step| step.done.is_none() && step.dropped.is_none()) {
        let words = |text: &Option<Spanned<String>>| text.as_ref().map(|text| key(&text.value));
        let period = |when: &Option<Spanned<model::Period>>| when.as_ref().map(|when| when.value.typed());
        let after = match step.after.as_slice() {
            [] => None,
            [one] => Some(key(&one.value)),
            all => Some(format!("[{}]", all.iter().map(|one| key(&one.value)).collect::<Vec<_>>().join(", "))),
        };
        let fields = [
            (Step::NAME.key, Some(key(&step.name.value))),
            (Step::DUE.key, period(&step.due)),
            (Step::FIRST.key, period(&step.first)),
            (Step::OWNER.key, words(&step.owner)),
            (Step::AFTER.key, after),
            (Step::REMARK.key, words(&step.remark)),
            (Step::OPEN.key, step.withheld.then(|| Openness::Closed.word().to_owned())),
        ];
        let fields = fields.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", value?)));
        let _ = writeln!(text, "      - {{{}}}", fields.collect::<Vec<_>>().join(", "));
    }
    text
}

/// A name as a key: quoted if YAML would read it otherwise.
pub fn key(name: &str) -> String {
    let special = |c: char| ":#{}[],&*!|>'\"%@`\\".contains(c) || c.is_control();
    let plain = !name.contains(special) && !name.starts_with(['-', '?', ' ']) && !name.ends_with(' ');
    if plain && !name.is_empty() { name.to_owned() } else { serde_json::Value::from(name).to_string() }
}
