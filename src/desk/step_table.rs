//! Every step as a table for the terminal, as JSON and as CSV.

use anyhow::Result;
use serde_json::{Map, Value};

use super::aligned::aligned;
use super::verdicts::{VerdictsForm, records};
use crate::assess::{Assessment, Course};
use crate::model::Period;

/// Heads of the columns.
const HEADS: [&str; 9] = ["任务", "节点", "单位", "原时限", "时限", "完成", "状态", "依赖", "说明"];

/// The steps of all assignments or of a task area, of all departments or of one, with their lights on the as-of day.
///
/// # Errors
/// The CSV cannot be put together, which no content can cause.
pub fn step_table(
    assessment: &Assessment,
    asked: (Option<&str>, Option<&str>),
    form: VerdictsForm,
    room: Option<usize>,
) -> Result<String> {
    let (unit, area) = asked;
    let plan = &assessment.ledger.content.plan;
    let all = plan.assignments().zip(&assessment.steps);
    let all = all.filter(|((own, ..), _)| area.is_none_or(|area| *own.number == area));
    let rows: Vec<Vec<String>> = all
        .flat_map(|((.., own), steps)| steps.iter().map(move |course| (own.number.value.as_str(), course)))
        .filter(|(_, course)| unit.is_none_or(|unit| course.unit == unit))
        .map(|(number, course)| row(assessment, number, course))
        .collect();
    Ok(match form {
        VerdictsForm::Csv => records(&HEADS, rows.iter().map(Vec::as_slice))?,
        VerdictsForm::Json => {
            let object = |row: &Vec<String>| {
                let fields = HEADS.iter().zip(row).map(|(head, cell)| ((*head).to_owned(), Value::from(cell.as_str())));
                Value::Object(fields.collect::<Map<_, _>>())
            };
            serde_json::to_string_pretty(&rows.iter().map(object).collect::<Vec<_>>()).unwrap_or_default() + "\n"
        }
        VerdictsForm::Table if rows.is_empty() => "没有节点。\n".to_owned(),
        VerdictsForm::Table => {
            // What a line has room for: the rest is in the other forms.
            let shown = |row: &[String]| row[..7].to_vec();
            let heads: Vec<String> = HEADS.iter().map(ToString::to_string).collect();
            let table: Vec<Vec<String>> = std::iter::once(&heads).chain(&rows).map(|row| shown(row)).collect();
            let (lines, width) = aligned(&table, |_| false, room);
            let (head, rest) = lines.split_first().map_or(("", &[][..]), |(head, rest)| (head.as_str(), rest));
            format!("{head}\n{}\n{}\n", "─".repeat(width), rest.join("\n"))
        }
    })
}

fn row(assessment: &Assessment, number: &str, course: &Course) -> Vec<String> {
    let text = |text: Option<String>| text.unwrap_or_default();
    let step = &course.step;
    vec![
        number.to_owned(),
        step.name.value.clone(),
        course.unit.clone(),
        text(course.promised.filter(|_| course.moved()).map(Period::typed)),
        text(course.due().map(Period::typed)),
        text(course.done(assessment.as_of).map(Period::typed)),
        assessment.light(course).word().to_owned(),
        step.after.iter().map(|after| after.value.as_str()).collect::<Vec<_>>().join("、"),
        text(step.dropped.as_ref().or(step.remark.as_ref()).map(|remark| remark.value.clone())),
    ]
}
