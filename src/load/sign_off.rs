//! `content/signoff/<year>.yaml`: who signed what, and the hash a signature is bound to.

use std::collections::BTreeMap;

use anyhow::Result;

use super::fields::Fields;
use super::file;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Picture, SignOff, Year};
use crate::project::Project;
use crate::source::{Hasher, Node, SourceFile, Sources, Value};

/// Reads the signatures of every year.
///
/// # Errors
/// A file cannot be read because of the machine.
pub fn load(project: &Project, sources: &mut Sources, diags: &mut Diagnostics) -> Result<BTreeMap<Year, Vec<SignOff>>> {
    let mut found = BTreeMap::new();
    for (year, path) in super::tree::sign_offs(project)? {
        let Some(yaml) = file::yaml(project, &path, sources, diags)? else { continue };
        let records = match &yaml.root.value {
            Value::List(items) => items.iter().filter_map(|node| record(node, diags)).collect(),
            Value::Null => Vec::new(),
            _ => {
                diags.push(
                    Diagnostic::error("wrong-type", "签发记录应为列表，每行一条，以「- 」开头。")
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
    let fields = Fields::new(node, "签发记录", diags);
    let record = SignOff {
        department: fields.need("单位"),
        by: fields.need("签发人"),
        time: fields.need("时间").value,
        hash: fields.need("校验值"),
    };
    fields.finish();
    (!record.department.is_empty()).then_some(record)
}

/// SHA-256 over the text, whatever its line ends, and the pictures it names that could be read.
pub fn content_hash(file: &SourceFile, names: &[String], pictures: &[Picture]) -> String {
    let mut hasher = Hasher::default();
    hasher.add(file.text.replace("\r\n", "\n").as_bytes());
    for picture in pictures.iter().filter(|picture| names.contains(&picture.path)) {
        hasher.add(picture.path.as_bytes());
        hasher.add(&picture.bytes);
    }
    hasher.hex()
}
