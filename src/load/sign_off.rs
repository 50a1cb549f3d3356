//! `content/signoff/<year>.yaml`: who signed what, and the hash a signature is bound to.

use std::collections::BTreeMap;

use anyhow::Result;

use super::fields::Fields;
use super::file::{self, Wanted};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::model::field::{File, sign_off as field};
use crate::model::{Picture, SignOff, Year, parse_date};
use crate::project::Project;
use crate::source::{Hasher, Node, Sources, Span, Value, parse};

/// Reads the signatures of every year.
///
/// # Errors
/// A file cannot be read because of the machine.
pub fn load(project: &Project, sources: &mut Sources, diags: &mut Diagnostics) -> Result<BTreeMap<Year, Vec<SignOff>>> {
    let mut found = BTreeMap::new();
    for (year, path) in super::tree::sign_offs(project)? {
        let wanted = Wanted { path: &path, kind: File::SignOff };
        let Some(yaml) = file::yaml(project, wanted, sources, diags)? else { continue };
        let records = match &yaml.root.value {
            Value::List(items) => items.iter().filter_map(|node| record(node, diags)).collect(),
            Value::Null => Vec::new(),
            _ => {
                diags.push(
                    Diagnostic::error(rules::WRONG_TYPE, "签发记录应为列表，每行一条，以「- 」开头。")
                        .at(yaml.root.span)
                        .help("这个文件由 highland sign 写入，请不要手工改动；可从版本库恢复。"),
                );
                Vec::new()
            }
        };
        found.insert(year, records);
    }
    Ok(found)
}

fn record(node: &Node, diags: &mut Diagnostics) -> Option<SignOff> {
    let fields = Fields::<field::SignOff>::new(node, diags);
    let time = fields.need(field::SignOff::TIME);
    let record = SignOff {
        department: fields.need(field::SignOff::UNIT),
        by: fields.need(field::SignOff::BY),
        time: time.value.clone(),
        hash: fields.need(field::SignOff::HASH),
        owing: fields.get(field::SignOff::OWING).map(|text| text.value),
        withdrawn: fields.get(field::SignOff::WITHDRAWN).map(|text| text.value),
    };
    fields.finish();
    if !time.is_empty() && !is_minute(&time) {
        diags.push(
            Diagnostic::error(
                rules::WRONG_TYPE,
                format!("「{}」应为日期和时刻，这里是「{}」。", field::SignOff::TIME.key, time.value),
            )
            .at(time.span)
            .help("这个文件由 highland sign 写入，请不要手工改动；可从版本库恢复。"),
        );
    }
    (!record.department.is_empty()).then_some(record)
}

/// Whether a text is a moment as it is recorded, `2025-01-16 09:30`.
fn is_minute(text: &str) -> bool {
    let Some((day, clock)) = text.split_once(' ') else { return false };
    let Some((hour, minute)) = clock.split_once(':') else { return false };
    let below = |part: &str, limit: u8| part.len() == 2 && part.parse::<u8>().is_ok_and(|n| n < limit);
    parse_date(day).is_some() && below(hour, 24) && below(minute, 60)
}

/// What is wrong with a file of signatures as it would stand, or `None` if it is in order and its last record is under
/// `department`.
#[must_use]
pub fn fault(text: &str, department: &str) -> Option<String> {
    let mut sources = Sources::default();
    let file = sources.add("", text);
    let (root, problems) = parse(file, text, &File::SignOff.keys());
    let mut diags = Diagnostics::default();
    let records: Vec<SignOff> = match &root.value {
        Value::List(items) => items.iter().filter_map(|node| record(node, &mut diags)).collect(),
        _ => Vec::new(),
    };
    let line = |span: Span| sources.file(file).place(span.start).line;
    let syntax = problems.first().map(|problem| format!("第 {} 行：{}", line(problem.span), problem.message));
    let field = || diags.iter().find_map(|found| Some(format!("第 {} 行：{}", line(found.primary?), found.message)));
    let last = records.last().is_none_or(|record| *record.department != department);
    syntax.or_else(field).or_else(|| last.then(|| "应为列表，每行一条，以「- 」开头。".to_owned()))
}

/// The text as it is signed: with line ends of one kind, without the blank lines that say nothing. Those between two lines
/// of a text part its paragraphs; however many they are, they count as one.
pub fn evened(text: &str, root: &Node) -> String {
    let mut texts = Vec::new();
    scalars(root, text, &mut texts);
    let mut out = String::with_capacity(text.len());
    let (mut at, mut blank) = (0, None);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let written = line.trim_end_matches(['\n', '\r']);
        if written.trim().is_empty() {
            blank = blank.or(Some(start));
            continue;
        }
        if blank.take().is_some_and(|blank| texts.iter().any(|&(from, to)| from < blank && start < to)) {
            out.push('\n');
        }
        out.push_str(written);
        out.push('\n');
    }
    out
}

/// The places of scalars that take several lines.
fn scalars(node: &Node, text: &str, found: &mut Vec<(usize, usize)>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar(_) => {
            let from = node.span.start;
            // A text under a `|` is said to go on to whatever comes after it.
            let own = text.get(from..node.span.end).unwrap_or_default().trim_end();
            found.extend(own.contains('\n').then_some((from, from + own.len())));
        }
        Value::List(items) => items.iter().for_each(|item| scalars(item, text, found)),
        Value::Map(pairs) => pairs.iter().for_each(|pair| scalars(&pair.value, text, found)),
    }
}

/// SHA-256 over a text and the pictures it names that could be read.
pub fn content_hash(text: &str, names: &[String], pictures: &[Picture]) -> String {
    let mut hasher = Hasher::default();
    hasher.add(text.as_bytes());
    for picture in pictures.iter().filter(|picture| names.contains(&picture.path)) {
        hasher.add(picture.path.as_bytes());
        hasher.add(&picture.filed);
    }
    hasher.hex()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(text: &str) -> String {
        let (root, problems) = parse(Sources::default().add("", text), text, &File::Submission.keys());
        assert!(problems.is_empty(), "{text}: {problems:?}");
        evened(text, &root)
    }

    #[test]
    fn blank_lines_and_line_ends_are_nothing_but_between_paragraphs() {
        let text = "单位: 甲\n任务:\n  1.1:\n    进展: |\n      第一段。\n\n      第二段。\n    问题: 无\n";
        for same in [
            text.replace('\n', "\r\n"),
            text.replace("任务:", "\n\n任务:"),
            text.replace("    问题", "\n  \n    问题"),
            text.replace("。\n\n", "。\n\n   \n\n"),
            format!("\n{text}\n\n"),
            text.trim_end().to_owned(),
        ] {
            assert_eq!(signed(&same), signed(text), "{same}");
        }
        for other in [
            text.replace("。\n\n", "。\n"),
            text.replace("第二段", "第二 段"),
            text.replace("进展: |\n      第一段。", "进展: |\n      第一段。\n\n      又一段。"),
        ] {
            assert_ne!(signed(&other), signed(text), "{other}");
        }
        // A text in quotes that goes over several lines.
        let quoted = "备注: \"甲。\n\n  乙。\"\n";
        assert_ne!(signed(quoted), signed("备注: \"甲。\n  乙。\"\n"));
    }
}
