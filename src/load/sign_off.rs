//! `content/signoff/<year>.yaml`: who signed what, and the hash a signature is bound to.

use std::collections::BTreeMap;

use anyhow::Result;

use super::fields::Fields;
use super::file::{self, Wanted};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::model::field::{File, sign_off as field};
use crate::model::{Picture, SignOff, Year, parse_date};
use crate::project::Project;
use crate::source::{Hasher, Node, SourceFile, Sources, Span, Value, parse};

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

/// SHA-256 over the text, whatever its line ends, and the pictures it names that could be read.
pub fn content_hash(file: &SourceFile, names: &[String], pictures: &[Picture]) -> String {
    let mut hasher = Hasher::default();
    hasher.add(file.text.replace("\r\n", "\n").as_bytes());
    for picture in pictures.iter().filter(|picture| names.contains(&picture.path)) {
        hasher.add(picture.path.as_bytes());
        hasher.add(&picture.filed);
    }
    hasher.hex()
}
