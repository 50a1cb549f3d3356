//! Every text of a year's submissions that a report prints, with its section and its place.

use crate::model::{Content, Year};
use crate::source::Span;

/// One text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledText {
    /// The department that wrote it, by short name.
    pub unit: String,
    /// What it is: `任务 2.1.1a … · 进展`.
    pub section: String,
    /// The text.
    pub text: String,
    /// Where it is written.
    pub span: Span,
}

/// Every text of the year, by department in the order of their files.
#[must_use]
pub fn filed_texts(content: &Content, year: Year) -> Vec<FiledText> {
    let own = content.of_year(year).flat_map(|(unit, submission)| {
        submission.prose().map(move |prose| FiledText {
            unit: unit.to_owned(),
            section: section(content, prose.field, prose.owner),
            text: prose.text.value.clone(),
            span: prose.text.span,
        })
    });
    own.collect()
}

fn section(content: &Content, field: &str, owner: &str) -> String {
    let assignment = content.plan.assignments().find(|(_, _, assignment)| *assignment.number == owner);
    match (field, assignment) {
        (_, Some((_, _, assignment))) => format!("任务 {owner} {} · {field}", assignment.name),
        ("正文", _) => format!("案例「{owner}」"),
        ("标题", _) => "案例的标题".to_owned(),
        ("事项", _) => "大事记".to_owned(),
        ("名称", _) => "重大项目".to_owned(),
        (_, None) if owner.is_empty() => field.to_owned(),
        (_, None) => format!("「{owner}」· {field}"),
    }
}
