//! Files to model, entry by entry. What an author wrote never fails: it costs a finding and one empty field.

mod entry;
mod fields;
mod file;
mod indicator;
mod picture;
mod plan;
mod settings;
mod submission;
mod tree;

use anyhow::Result;

use crate::diag::Diagnostics;
use crate::model::{Content, Picture, Submission};
use crate::project::Project;
use crate::source::Sources;

/// Reads the whole project.
///
/// # Errors
/// A file or folder cannot be read because of the machine: rights, a broken disk.
pub fn load(project: &Project, sources: &mut Sources, diags: &mut Diagnostics) -> Result<Content> {
    let plan_path = project.content().join("plan.yaml");
    let plan_file = file::yaml(project, &plan_path, sources, diags)?.unwrap_or_else(|| file::Yaml::empty(sources));
    let plan = plan::load(&plan_file, diags);
    let settings_path = project.content().join("settings.yaml");
    let settings = if settings_path.is_file() {
        let file = file::yaml(project, &settings_path, sources, diags)?.unwrap_or_else(|| file::Yaml::empty(sources));
        settings::load(&file, diags)
    } else {
        settings::absent(diags)
    };
    let plan_text = match &plan.head.text_file {
        Some(name) => file::beside(project, name, sources, diags)?,
        None => None,
    };
    let (mut submissions, mut unread) = (Vec::new(), Vec::new());
    let mut pictures: Vec<Picture> = Vec::new();
    for (year, path) in tree::submissions(project, diags)? {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let from = diags.len();
        let loaded =
            file::yaml(project, &path, sources, diags)?.map(|yaml| submission::load(&yaml, (year, &stem), diags));
        for name in loaded.iter().flat_map(|submission| picture::named(submission, sources)) {
            let key = format!("{year}/{}", name.value);
            if pictures.iter().all(|picture| picture.path != key) {
                pictures.extend(picture::load(project, year, &name, diags));
            }
        }
        let author = match &loaded {
            Some(submission) => plan.author(submission),
            None => plan.department(&stem),
        };
        let author = author.map_or(stem.as_str(), |department| department.name.as_str());
        diags.attribute(from, author);
        match loaded {
            Some(submission) => submissions.push(submission),
            None => unread.push((year, author.to_owned())),
        }
    }
    // Of two files for one department the one that bears its name counts, not a copy beside it.
    let own = |s: &Submission| plan.author(s).is_some_and(|department| department.name.value == s.stem);
    submissions.sort_by_key(|s| (s.folder_year, !own(s)));
    Ok(Content { plan, plan_text, settings, submissions, unread, pictures })
}
