//! The entries of a submission: a figure, progress on an assignment, a judgement.

use super::fields::{Fields, quantity};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Entry, Judged, Nature, Progress, Revision, Year};
use crate::source::{Node, Spanned, Value};

/// A figure, in the short form (the number alone) or the long one.
pub fn entry(node: &Node, diags: &mut Diagnostics) -> Entry {
    let mut entry = Entry::blank(node.span);
    match &node.value {
        Value::Null => {}
        Value::Scalar(_) | Value::List(_) => {
            entry.written = true;
            entry.actual = quantity(node, "实际值", diags);
        }
        Value::Map(_) => {
            let fields = Fields::new(node, "指标的报送项", diags);
            entry.written = fields.node("实际值").is_some();
            entry.actual = fields.quantity("实际值");
            entry.source = fields.text("数据来源").map(|text| text.value);
            entry.scope = fields.text("口径").map(|text| text.value);
            entry.nature = fields.choice::<Nature>("数据性质").map(|nature| nature.value);
            entry.remark = fields.text("说明");
            entry.data_year = fields.year("数据年度");
            let revisions = fields.map("调整");
            entry.revisions =
                revisions.into_iter().filter_map(|(year, node)| fields.with(|d| revision(year, node, d))).collect();
            fields.finish();
        }
    }
    entry
}

/// An earlier year's value restated: `2023: {值: 4400, 理由: 经济普查修订}`.
fn revision(year: &Spanned<String>, node: &Node, diags: &mut Diagnostics) -> Option<Revision> {
    let fields = Fields::new(node, "调整", diags);
    let (value, reason) = (fields.quantity("值"), fields.text("理由"));
    for key in ["值", "理由"] {
        if fields.node(key).is_none() {
            fields.missing(key);
        }
    }
    fields.finish();
    let Some(number) = year.parse::<Year>().ok().filter(|year| (1900..=2200).contains(year)) else {
        diags.push(
            Diagnostic::error("wrong-type", format!("「调整」的键应为年份，这里是「{}」。", year.value))
                .at(year.span)
                .help("例如 调整: 下面写「2023: {值: 4400, 理由: 经济普查修订}」。"),
        );
        return None;
    };
    Some(Revision { year: Spanned::new(number, year.span), value, reason })
}

/// What was done on an assignment.
pub fn progress(node: &Node, diags: &mut Diagnostics) -> Progress {
    let fields = Fields::new(node, "任务的报送项", diags);
    let progress = Progress {
        status: fields.choice("状态"),
        status_written: fields.node("状态").is_some(),
        done: fields.text("进展"),
        problem: fields.text("问题"),
        next: fields.text("下年计划"),
        span: node.span,
    };
    fields.finish();
    progress
}

/// A judgement of a milestone; the word alone will do where no reason is owed.
pub fn judged(node: &Node, diags: &mut Diagnostics) -> Judged {
    let fields = Fields::new(node, "里程碑的报送项", diags);
    let judged = Judged {
        judgement: fields.choice("判断"),
        written: fields.node("判断").is_some(),
        reason: fields.text("理由"),
        source: fields.text("来源").map(|text| text.value),
        span: node.span,
    };
    fields.finish();
    judged
}

/// A text that stands directly under its key.
pub fn text(node: &Node, what: &str, diags: &mut Diagnostics) -> Option<Spanned<String>> {
    match &node.value {
        Value::Scalar(text) => Some(Spanned::new(text.trim_end().to_owned(), node.span)),
        Value::Null => None,
        _ => {
            diags.push(
                Diagnostic::error("wrong-type", format!("「{what}」应为文字，这里是{}。", node.describe()))
                    .at(node.span)
                    .help("写成一段文字；多段文字写在「|」之后。"),
            );
            None
        }
    }
}
