//! `content/plan.yaml` and the files of `content/plan/` as one plan.

use std::sync::Arc;

use anyhow::Result;

use super::file::{Wanted, Yaml, yaml};
use super::scalar::wrong_type;
use super::tree::plan_parts;
use crate::diag::Diagnostics;
use crate::model::field::{Declared, File, plan as field};
use crate::project::Project;
use crate::source::{Node, Pair, Sources, Value};

/// Reads every file of the plan and joins them in the order of their names: a list that several of them have is one list,
/// anything else that is written twice is found as in one file.
///
/// `None` if the first file could not be read at all, which is a finding.
///
/// # Errors
/// The machine cannot read a file.
pub fn read(project: &Project, sources: &mut Sources, diags: &mut Diagnostics) -> Result<Option<Yaml>> {
    let plan = project.plan();
    let Some(mut whole) = yaml(project, Wanted { path: &plan, kind: File::Plan }, sources, diags)? else {
        return Ok(None);
    };
    for path in plan_parts(project, diags)? {
        if let Some(part) = yaml(project, Wanted { path: &path, kind: File::Plan }, sources, diags)? {
            join(Arc::make_mut(&mut whole.root), Arc::unwrap_or_clone(part.root), diags);
        }
    }
    Ok(Some(whole))
}

/// Puts a further file's sections behind those that are there.
fn join(whole: &mut Node, part: Node, diags: &mut Diagnostics) {
    let Value::Map(pairs) = part.value else {
        if !matches!(part.value, Value::Null) {
            let called = field::Plan::MAPPING.called;
            diags.push(wrong_type(&part, called, "应为「键: 值」的对照表", "每节以「单位:」「指标:」这样的一行开头。"));
        }
        return;
    };
    if matches!(whole.value, Value::Null) {
        whole.value = Value::Map(Vec::new());
    }
    let Value::Map(sections) = &mut whole.value else { return };
    // A section counts by its field, whichever of its keys a file wrote; twice in one file it is written twice.
    let (before, mut joined) = (sections.len(), Vec::new());
    for pair in pairs {
        let at = (0..before).find(|at| same(&sections[*at], &pair) && !joined.contains(at));
        joined.extend(at);
        let there = at.map(|at| &mut sections[at]);
        match (there, pair) {
            (_, Pair { value: Node { value: Value::Null, .. }, .. }) => {}
            (Some(there), pair) if matches!(there.value.value, Value::Null) => *there = pair,
            (
                Some(Pair { value: Node { value: Value::List(items), .. }, .. }),
                Pair { value: Node { value: Value::List(more), .. }, .. },
            ) => {
                items.extend(more);
            }
            (_, pair) => sections.push(pair),
        }
    }
}

/// Whether two sections are the same field of the plan.
fn same(one: &Pair, other: &Pair) -> bool {
    let field = |pair: &Pair| field::Plan::MAPPING.field(&pair.key.value).map(|field| field.key);
    field(one).is_some() && field(one) == field(other)
}
