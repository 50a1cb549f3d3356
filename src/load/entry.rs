//! The entries of a submission: a figure, progress on an assignment, a judgement.

use super::fields::Fields;
use super::limit::limited;
use super::lost;
use super::scalar::{self, exact_year, quantity};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::model::field::{Field, Shape, submission as field};
use crate::model::{Entry, Judged, Progress, Revision};
use crate::source::{Node, Pair, Spanned, Value};

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
            entry.data_year = fields.get(field::Entry::DATA_YEAR);
            let revisions = fields.get(field::Entry::REVISIONS);
            entry.revisions =
                revisions.into_iter().filter_map(|pair| fields.with(|diags| revision(pair, diags))).collect();
            fields.finish();
        }
    }
    entry
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
        span: node.span,
    };
    fields.finish();
    judged
}

/// A text that stands directly under its name.
pub fn text(node: &Node, diags: &mut Diagnostics) -> Option<Spanned<String>> {
    let field = &Field { shape: Shape::Paragraphs, ..*field::Submission::SUPPORT.field() };
    if node.value == Value::Null {
        lost::empty(node, field, diags);
        return None;
    }
    lost::check(node, field, diags);
    scalar::text(node, field.key, diags).map(|text| limited(text, field, diags))
}
