//! Every text of a year's submissions that a report prints, with its section and its place.

use crate::model::field::{Field, submission};
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

fn section(content: &Content, field: &Field, owner: &str) -> String {
    let key = field.key;
    if let Some((_, _, assignment)) = content.plan.assignments().find(|(_, _, a)| *a.number == owner) {
        return format!("任务 {owner} {} · {key}", assignment.name);
    }
    let alone = [
        (submission::Case::TITLE.key, "案例的标题"),
        (submission::Event::TEXT.key, submission::Submission::EVENTS.key),
        (submission::Event::HEADLINE.key, "大事记 · 亮点"),
        (submission::MajorProject::NAME.key, "重大项目"),
    ];
    match alone.iter().find(|(own, _)| *own == key) {
        Some((_, section)) => (*section).to_owned(),
        None if key == submission::Case::BODY.key => format!("案例「{owner}」"),
        None if owner.is_empty() => key.to_owned(),
        None => format!("「{owner}」· {key}"),
    }
}
