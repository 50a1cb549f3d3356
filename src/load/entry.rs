//! The entries of a submission: a figure, progress on an assignment, a judgement.

use std::sync::Arc;

use super::fields::Fields;
use super::limit::limited;
use super::lost;
use super::scalar::{self, exact_year, quantity};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::model::field::{Declared, Field, Shape, submission as field};
use crate::model::{Entry, Interim, Judged, Openness, Peer, Progress, Quarter, Revision, Step, Steps, Update};
use crate::source::{Node, Pair, Spanned, Value};

/// Whether something is said to be for the office alone.
pub fn withheld(word: Option<Spanned<Openness>>) -> bool {
    word.is_some_and(|word| word.value == Openness::Closed)
}

/// A figure, in the short form (the number alone) or the long one.
pub fn entry(node: &Node, diags: &mut Diagnostics) -> Entry {
    let mut entry = Entry::blank(node.span);
    match &node.value {
        Value::Null => lost::empty(node, field::Entry::ACTUAL.field(), diags),
        Value::Scalar(_) | Value::List(_) => {
            entry.written = true;
            entry.actual = quantity(node, field::Entry::ACTUAL.key, diags);
        }
        Value::Map(_) => {
            let fields = Fields::<field::Entry>::new(node, diags);
            entry.written = fields.node(field::Entry::ACTUAL).is_some();
            entry.actual = fields.get(field::Entry::ACTUAL);
            entry.source = fields.get(field::Entry::SOURCE);
            entry.scope = fields.get(field::Entry::SCOPE);
            entry.nature = fields.get(field::Entry::NATURE).map(|nature| nature.value);
            entry.remark = fields.get(field::Entry::REMARK);
            entry.peers = fields.each(field::Entry::PEERS, peer);
            entry.withheld = withheld(fields.get(field::Entry::OPEN));
            entry.data_year = fields.get(field::Entry::DATA_YEAR);
            let quarters = fields.get(field::Entry::QUARTERS);
            entry.quarters =
                quarters.into_iter().filter_map(|pair| fields.with(|diags| interim(pair, diags))).collect();
            let revisions = fields.get(field::Entry::REVISIONS);
            entry.revisions =
                revisions.into_iter().filter_map(|pair| fields.with(|diags| revision(pair, diags))).collect();
            fields.finish();
        }
    }
    entry
}

/// The value of another city.
fn peer(node: &Node, diags: &mut Diagnostics) -> Peer {
    let fields = Fields::<field::Peer>::new(node, diags);
    let peer = Peer {
        city: fields.need(field::Peer::CITY),
        value: fields.get(field::Peer::VALUE),
        year: fields.get(field::Peer::YEAR),
        source: fields.need(field::Peer::SOURCE),
    };
    fields.finish();
    peer
}

/// An earlier year's value restated: `2023: {值: 4400, 理由: 经济普查修订}`.
fn revision(pair: &Pair, diags: &mut Diagnostics) -> Option<Revision> {
    let fields = Fields::<field::Revision>::new(&pair.value, diags);
    let (value, reason) = (fields.get(field::Revision::VALUE), fields.get(field::Revision::REASON));
    fields.finish();
    let year = &pair.key;
    let Some(number) = exact_year(year) else {
        diags.push(
            Diagnostic::error(rules::WRONG_TYPE, format!("「调整」的键应为年份，这里是「{}」。", year.value))
                .at(year.span)
                .help("例如 调整: 下面写「2023: {值: 4400, 理由: 经济普查修订}」。"),
        );
        return None;
    };
    Some(Revision { year: Spanned::new(number, year.span), value, reason })
}

/// What was done on an assignment.
pub fn progress(node: &Node, diags: &mut Diagnostics) -> Progress {
    let fields = Fields::<field::Progress>::new(node, diags);
    let progress = Progress {
        status: fields.get(field::Progress::STATUS),
        status_written: fields.node(field::Progress::STATUS).is_some(),
        done: fields.get(field::Progress::DONE),
        problem: fields.get(field::Progress::PROBLEM),
        next: fields.get(field::Progress::NEXT),
        steps: steps(fields.get(field::Progress::STEPS), &fields),
        updates: updates(fields.get(field::Progress::UPDATES), &fields),
        withheld: withheld(fields.get(field::Progress::OPEN)),
        span: node.span,
    };
    fields.finish();
    progress
}

/// A judgement of a milestone; the word alone will do where no reason is owed.
pub fn judged(node: &Node, diags: &mut Diagnostics) -> Judged {
    let fields = Fields::<field::Judged>::new(node, diags);
    let judged = Judged {
        judgement: fields.get(field::Judged::JUDGEMENT),
        written: fields.node(field::Judged::JUDGEMENT).is_some(),
        reason: fields.get(field::Judged::REASON),
        source: fields.get(field::Judged::SOURCE),
        withheld: withheld(fields.get(field::Judged::OPEN)),
        span: node.span,
    };
    fields.finish();
    judged
}

/// A value within the year: `上半年: 35`, which is planned, or both in the long form.
fn interim(pair: &Pair, diags: &mut Diagnostics) -> Option<(Spanned<Quarter>, Interim)> {
    let node = Node::new(pair.key.span, Value::Scalar(pair.key.value.clone()));
    let quarter = scalar::choice::<Quarter>(&node, "季度", diags);
    let interim = match &pair.value.value {
        Value::Null => Interim { plan: None, actual: None },
        Value::Scalar(_) | Value::List(_) => {
            Interim { plan: quantity(&pair.value, field::Interim::PLAN.key, diags), actual: None }
        }
        Value::Map(_) => {
            let fields = Fields::<field::Interim>::new(&pair.value, diags);
            let interim =
                Interim { plan: fields.get(field::Interim::PLAN), actual: fields.get(field::Interim::ACTUAL) };
            fields.finish();
            interim
        }
    };
    Some((quarter?, interim))
}

/// Most steps of one assignment in one file: more are no road map.
const STEPS: usize = 40;

/// Most words on one assignment within a year: one a week.
const UPDATES: usize = 53;

/// Every step of a list, as far as a report takes them.
fn steps<M: Declared>(nodes: &[Node], fields: &Fields<'_, '_, M>) -> Steps {
    let help = "只列需要督查的节点；细的步骤并到一起，写在「说明」里。";
    let nodes = first(nodes, STEPS, ("节点", help), fields);
    nodes.iter().map(|node| Arc::new(fields.with(|diags| step(node, diags)))).collect()
}

/// Every word between two reports, as far as a report takes them.
fn updates<M: Declared>(nodes: &[Node], fields: &Fields<'_, '_, M>) -> Vec<Update> {
    let nodes = first(nodes, UPDATES, ("更新", "把几次并成一次。"), fields);
    nodes.iter().filter_map(|node| fields.with(|diags| update(node, diags))).collect()
}

/// The first so many items of a list; that there are more is a finding. `told` is what they are, and what to do.
fn first<'n, M: Declared>(
    nodes: &'n [Node],
    most: usize,
    told: (&str, &str),
    fields: &Fields<'_, '_, M>,
) -> &'n [Node] {
    let Some(beyond) = nodes.get(most) else { return nodes };
    let message = format!("{}有 {} 个，超过了 {most} 个，从这一个起没有读取。", told.0, nodes.len());
    let found = Diagnostic::error(rules::TEXT_TOO_LONG, message).at(beyond.span);
    fields.with(|diags| diags.push(found.help(told.1)));
    &nodes[..most]
}

/// One step.
fn step(node: &Node, diags: &mut Diagnostics) -> Step {
    let fields = Fields::<field::Step>::new(node, diags);
    let step = Step {
        name: fields.need(field::Step::NAME),
        due: fields.get(field::Step::DUE),
        first: fields.get(field::Step::FIRST),
        done: fields.get(field::Step::DONE),
        owner: fields.get(field::Step::OWNER),
        after: fields.get(field::Step::AFTER),
        dropped: fields.get(field::Step::DROPPED),
        remark: fields.get(field::Step::REMARK),
        withheld: withheld(fields.get(field::Step::OPEN)),
        span: node.span,
    };
    fields.finish();
    step
}

/// A word between two reports.
fn update(node: &Node, diags: &mut Diagnostics) -> Option<Update> {
    let fields = Fields::<field::Update>::new(node, diags);
    let (date, text) = (fields.get(field::Update::DATE), fields.need(field::Update::TEXT));
    fields.finish();
    Some(Update { date: date?, text })
}

/// What a cooperating department says: a text directly under the number, or the long form with steps of its own.
pub fn support(node: &Node, diags: &mut Diagnostics) -> (Option<Spanned<String>>, Steps, bool) {
    if !matches!(node.value, Value::Map(_)) {
        return (text(node, diags), Steps::new(), false);
    }
    let fields = Fields::<field::Support>::new(node, diags);
    let (work, own) = (fields.get(field::Support::WORK), steps(fields.get(field::Support::STEPS), &fields));
    let told = (work, own, withheld(fields.get(field::Support::OPEN)));
    fields.finish();
    told
}

/// A text that stands directly under its name.
fn text(node: &Node, diags: &mut Diagnostics) -> Option<Spanned<String>> {
    let field = &Field { shape: Shape::Paragraphs, ..*field::Submission::SUPPORT.field() };
    if node.value == Value::Null {
        lost::empty(node, field, diags);
        return None;
    }
    lost::check(node, field, diags);
    scalar::text(node, field.key, diags).map(|text| limited(text, field, diags))
}
