//! What was signed, word for word: kept beside the records, so that a change can be shown and not only be found.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;

use super::text_diff::text_diff;
use crate::load::encoding::decode;
use crate::model::{Content, SignOff, Year, file_name};
use crate::output::create;
use crate::pipeline::Outcome;
use crate::project::Project;

/// Letters of a hash that a copy bears.
const SHORT: usize = 12;

/// Where the copy of what a department signed is.
fn copy(project: &Project, year: Year, name: &str, hash: &str) -> PathBuf {
    let hash: String = hash.chars().filter(char::is_ascii_hexdigit).take(SHORT).collect();
    project.sign_offs().join(year.to_string()).join(format!("{}-{hash}.yaml", file_name(name)))
}

/// Keeps what a department signs. What is there already is the same and stays.
///
/// # Errors
/// The disk fails.
pub fn keep(project: &Project, year: Year, name: &str, (hash, text): (&str, &str)) -> Result<()> {
    let path = copy(project, year, name, hash);
    std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
    create(&path, text.as_bytes())?;
    Ok(())
}

/// What a department signed last, whether or not the signature was withdrawn since; none if no copy was kept.
#[must_use]
pub fn signed(project: &Project, content: &Content, year: Year, name: &str) -> Option<(SignOff, String)> {
    let own = content.plan.position(name)?;
    let record = content
        .sign_offs
        .get(&year)?
        .iter()
        .rfind(|record| content.plan.position(&record.department) == Some(own) && record.withdrawn.is_none())?;
    let bytes = std::fs::read(copy(project, year, &record.department, &record.hash)).ok()?;
    Some((record.clone(), decode(&bytes).ok()?.text))
}

/// A project as it was signed, and what could not be put back, in words.
pub struct AsSigned {
    /// The project with every signed file as it was signed.
    pub project: Project,
    /// Of whom the files are as they are, and why.
    pub left_out: Vec<String>,
    /// The files that are not as they were signed, by path, as unified differences: a comment changes no value.
    pub files: BTreeMap<String, String>,
}

/// The project as the heads of its departments signed it in a year.
#[must_use]
pub fn as_signed(project: &Project, outcome: &Outcome) -> AsSigned {
    let (content, sources, year) = (&outcome.content, &outcome.sources, outcome.year);
    let mut signed_project = project.clone();
    let (mut unsigned, mut lost, mut files) = (Vec::new(), Vec::new(), BTreeMap::new());
    for (name, submission) in content.of_year(year) {
        let Some(record) = content.sign_off(year, name) else {
            unsigned.push(name);
            continue;
        };
        if *record.hash == submission.hash {
            continue;
        }
        match signed(project, content, year, name) {
            Some((_, text)) => {
                let file = sources.file(submission.file);
                files.insert(file.path.clone(), text_diff(&text, &file.text));
                let path = project.root.join(&file.path);
                signed_project = signed_project.with(path, text.into_bytes());
            }
            None => lost.push(name),
        }
    }
    let told = |names: &[&str], why: &str| (!names.is_empty()).then(|| format!("{}{why}", names.join("、")));
    let left_out = told(&unsigned, "没有签发，按现在的内容比较").into_iter();
    let left_out = left_out.chain(told(&lost, "签发后有改动，但没有留存签发时的文件，比较不了")).collect();
    AsSigned { project: signed_project, left_out, files }
}
