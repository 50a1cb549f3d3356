//! What a report was made from, each file by its hash.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::Content;
use crate::source::{Sources, hash};

/// The hash of every text and every picture that was read, by its path.
#[must_use]
pub fn inputs(sources: &Sources, content: &Content) -> BTreeMap<String, String> {
    let texts = sources
        .iter()
        .filter(|(_, file)| !file.path.starts_with("（由模板"))
        .map(|(_, file)| (file.path.clone(), file.stored.clone().unwrap_or_else(|| hash(file.text.as_bytes()))));
    let pictures = content
        .pictures
        .iter()
        .map(|picture| (format!("content/submissions/{}", picture.path), hash(&picture.filed)))
        .chain(content.emblem.iter().map(|own| (format!("content/{}", own.path), hash(&own.filed))));
    texts.chain(pictures).collect()
}

/// One hash of all that stands in the content's folder: of the lines `hash, two blanks, path`, as `sha256sum` writes them, in
/// the order of the paths.
#[must_use]
pub fn digest(inputs: &BTreeMap<String, String>) -> String {
    let mut lines = String::new();
    for (path, own) in inputs.iter().filter(|(path, _)| path.starts_with("content/")) {
        writeln!(lines, "{own}  {path}").unwrap_or_default();
    }
    hash(lines.as_bytes())
}
