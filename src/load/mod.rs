//! Files to model, entry by entry. What an author wrote never fails: it costs a finding and one empty field.

mod entry;
mod fields;
mod file;
mod indicator;
mod picture;
mod plan;
mod settings;
mod submission;

use anyhow::{Context, Result};
use walkdir::WalkDir;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Content, Submission, Year};
use crate::project::Project;
use crate::source::Sources;

/// Reads the whole project.
///
/// # Errors
/// A file or folder cannot be read because of the machine: rights, a broken disk.
pub fn load(project: &Project, sources: &mut Sources, diags: &mut Diagnostics) -> Result<Content> {
    let plan_path = project.content().join("plan.yaml");
    let plan = plan::load(&file::yaml(project, &plan_path, sources, diags)?, diags);
    let settings_path = project.content().join("settings.yaml");
    let settings = if settings_path.is_file() {
        settings::load(&file::yaml(project, &settings_path, sources, diags)?, diags)
    } else {
        settings::absent(diags)
    };
    let plan_text = match &plan.head.text_file {
        Some(name) => file::beside(project, name, sources, diags)?,
        None => None,
    };
    let mut submissions = Vec::new();
    for (year, path) in submission_files(project, diags)? {
        let from = diags.len();
        let loaded = submission::load(&file::yaml(project, &path, sources, diags)?, year, diags);
        if let Some(name) = &loaded.department {
            diags.attribute(from, plan.department(name).map_or(name.as_str(), |d| d.name.as_str()));
        } else if let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) {
            diags.attribute(from, stem);
        }
        submissions.push(loaded);
    }
    let pictures = load_pictures(project, &submissions, diags);
    Ok(Content { plan, plan_text, settings, submissions, pictures })
}

/// Every submission of every year, sorted by year and file name.
fn submission_files(project: &Project, diags: &mut Diagnostics) -> Result<Vec<(Year, std::path::PathBuf)>> {
    let folder = project.submissions();
    let mut files = Vec::new();
    if !folder.is_dir() {
        diags.push(
            Diagnostic::error("no-submissions", "没有报送文件夹 content/submissions。")
                .in_file("content/submissions")
                .help("按「content/submissions/年度/单位.yaml」放置各单位的报送文件。"),
        );
        return Ok(files);
    }
    for item in WalkDir::new(&folder).min_depth(2).max_depth(2).sort_by_file_name() {
        let item = item.with_context(|| format!("读不了文件夹「{}」", project.shown(&folder)))?;
        let yaml = item.path().extension().is_some_and(|ext| ext == "yaml" || ext == "yml");
        if !yaml || !item.path().is_file() {
            continue;
        }
        let parent = item.path().parent().and_then(|p| p.file_name()).map(|name| name.to_string_lossy().into_owned());
        match parent.as_deref().and_then(|name| name.parse::<Year>().ok()).filter(|year| (1900..=2200).contains(year)) {
            Some(year) => files.push((year, item.path().to_path_buf())),
            None => diags.push(
                Diagnostic::error(
                    "misplaced-submission",
                    format!("报送文件「{}」不在年度文件夹里，没有读取。", project.shown(item.path())),
                )
                .in_file(project.shown(item.path()))
                .help("移到「content/submissions/年度/」下，年度写四位数字，如 2024。"),
            ),
        }
    }
    Ok(files)
}

fn load_pictures(project: &Project, submissions: &[Submission], diags: &mut Diagnostics) -> Vec<crate::model::Picture> {
    let mut pictures: Vec<crate::model::Picture> = Vec::new();
    for submission in submissions {
        let from = diags.len();
        for name in picture::named(submission) {
            let key = format!("{}/{}", submission.folder_year, name.value);
            if pictures.iter().all(|picture| picture.path != key) {
                pictures.extend(picture::load(project, submission.folder_year, &name, diags));
            }
        }
        if let Some(name) = &submission.department {
            diags.attribute(from, name);
        }
    }
    pictures
}
