//! Who answers for what, and what became of it: departments, leads, and their changes by year.

use super::fields::Fields;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::model::field::{Declared, Each, Key, Must, TextOrTexts, plan as field};
use crate::model::{Department, Reform, Responsible, Role, Term, Terms, Year};
use crate::source::{Node, Spanned};

/// Several names, or one of nothing at the place where they should be.
fn names<M: Declared>(fields: &Fields<'_, '_, M>, key: Key<M, Must<TextOrTexts>>) -> Vec<Spanned<String>> {
    let names = fields.get(key);
    if names.is_empty() { vec![Spanned::new(String::new(), fields.span())] } else { names }
}

/// A year that has two changes: which of them holds is not known.
fn once(since: &Spanned<Year>, seen: &mut Vec<Year>, diags: &mut Diagnostics) {
    if seen.contains(since) {
        diags.push(
            Diagnostic::error(rules::DUPLICATE_KEY, format!("两条调整都自 {} 年起，采用后一条。", since.value))
                .at(since.span)
                .help("合成一条，或改正年份。"),
        );
    }
    seen.push(since.value);
}

/// A department.
pub fn department(node: &Node, diags: &mut Diagnostics) -> Department {
    let fields = Fields::<field::Department>::new(node, diags);
    let name = fields.need(field::Department::NAME);
    let full_name = fields.need(field::Department::FULL_NAME).value;
    let mut seen = Vec::new();
    let changes = fields.each(field::Department::CHANGES, reform);
    let mut changes: Vec<Term<Reform>> = changes
        .into_iter()
        .flatten()
        .map(|(since, term)| {
            fields.with(|diags| once(&since, &mut seen, diags));
            term
        })
        .collect();
    changes.sort_by_key(|term| term.since);
    let department = Department {
        aliases: fields.get(field::Department::ALIASES).into_iter().map(|text| text.value).collect(),
        role: fields.get(field::Department::ROLE).map_or(Role::Support, |role| role.value),
        remark: fields.get(field::Department::REMARK).map(|text| text.value),
        since: fields.get(field::Department::SINCE).map(|year| year.value),
        unsettled: fields.get(field::Department::UNSETTLED),
        name,
        full_name,
        changes,
    };
    fields.finish();
    department
}

/// How a department's change is written.
const HOW: &str = "改名的写「名称」和「全称」；并入其他单位的写「并入: 那个单位」。";

/// What becomes of a department; one that says neither a name nor a successor is a finding.
fn reform(node: &Node, diags: &mut Diagnostics) -> Option<(Spanned<Year>, Term<Reform>)> {
    let fields = Fields::<field::Reform>::new(node, diags);
    let since = fields.get(field::Reform::SINCE);
    let (name, full) = (fields.get(field::Reform::NAME), fields.get(field::Reform::FULL_NAME));
    let into = fields.get(field::Reform::INTO);
    let document = fields.get(field::Reform::DOCUMENT).map(|text| text.value);
    let what = match (name, into) {
        (Some(name), None) => {
            let full = full.map_or_else(|| name.value.clone(), |full| full.value);
            Some(Reform::Renamed(name, full))
        }
        (None, Some(into)) => Some(Reform::Merged(into)),
        (None, None) => {
            let message = "单位的变更没有写改成什么，没有采用。";
            fields.with(|diags| diags.push(Diagnostic::error(rules::MISSING_FIELD, message).at(node.span).help(HOW)));
            None
        }
        (Some(name), Some(_)) => {
            let message = "单位的变更既改名又并入，没有采用。";
            fields.with(|diags| {
                diags.push(Diagnostic::error(rules::ABSENT_DEPARTMENT, message).at(name.span).help(HOW));
            });
            None
        }
    };
    fields.finish();
    let since = since?;
    let term = Term { since: since.value, what: what?, document };
    Some((since, term))
}

/// The departments responsible for an indicator or a milestone, in their terms.
pub fn responsible<M: Declared>(
    fields: &Fields<'_, '_, M>,
    key: Key<M, Must<TextOrTexts>>,
    changes: Key<M, Each<field::Handover>>,
) -> Responsible {
    let first = names(fields, key);
    let mut seen = Vec::new();
    let later = fields.each(changes, |node, diags| {
        let fields = Fields::<field::Handover>::new(node, diags);
        let since = fields.get(field::Handover::SINCE);
        let what = names(&fields, field::Handover::DEPARTMENT);
        let document = fields.get(field::Handover::DOCUMENT).map(|text| text.value);
        fields.finish();
        since.map(|since| (since, what, document))
    });
    let later = later.into_iter().flatten().map(|(since, what, document)| {
        fields.with(|diags| once(&since, &mut seen, diags));
        Term { since: since.value, what, document }
    });
    let later = later.collect();
    Responsible::new(Terms::new(first, later))
}

/// Who leads an assignment, with whom, under whom.
pub struct Leads {
    /// Leaders in charge.
    pub leaders: Terms<String>,
    /// Lead departments.
    pub lead: Responsible,
    /// Cooperating departments.
    pub support: Responsible,
}

/// Who leads an assignment, in their terms; what a change does not say stays.
pub fn leads(fields: &Fields<'_, '_, field::Assignment>) -> Leads {
    let leader = fields.get(field::Assignment::LEADER).map(|text| text.value).unwrap_or_default();
    let (lead, support) = (names(fields, field::Assignment::LEAD), fields.get(field::Assignment::SUPPORT));
    let changes = fields.each(field::Assignment::CHANGES, |node, diags| {
        let fields = Fields::<field::Reassignment>::new(node, diags);
        let since = fields.get(field::Reassignment::SINCE);
        let leader = fields.get(field::Reassignment::LEADER).map(|text| text.value);
        let lead = fields.get(field::Reassignment::LEAD);
        let support = fields.node(field::Reassignment::SUPPORT).map(|_| fields.get(field::Reassignment::SUPPORT));
        let document = fields.get(field::Reassignment::DOCUMENT).map(|text| text.value);
        fields.finish();
        since.map(|since| (since, leader, lead, support, document))
    });
    let mut seen = Vec::new();
    let (mut leaders, mut leading, mut supporting) = (Vec::new(), Vec::new(), Vec::new());
    for (since, leader, lead, support, document) in changes.into_iter().flatten() {
        fields.with(|diags| once(&since, &mut seen, diags));
        let since = since.value;
        leaders.extend(leader.map(|what| Term { since, what, document: document.clone() }));
        leading.extend((!lead.is_empty()).then(|| Term { since, what: lead, document: document.clone() }));
        supporting.extend(support.map(|what| Term { since, what, document }));
    }
    Leads {
        leaders: Terms::new(leader, leaders),
        lead: Responsible::new(Terms::new(lead, leading)),
        support: Responsible::new(Terms::new(support, supporting)),
    }
}
