//! Files to model, entry by entry. What an author wrote never fails: it costs a finding and one empty field.

mod change;
mod decode;
mod door;
mod duplicate;
pub mod encoding;
mod entry;
mod fields;
mod file;
mod fingerprint;
mod freeze;
mod indicator;
mod inputs;
mod limit;
mod lookalike;
mod lost;
mod misplaced;
mod picture;
mod plan;
mod plan_tree;
mod promise;
mod read;
mod scalar;
mod settings;
mod sign_off;
mod submission;
mod tree;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

pub use door::template;
pub use fingerprint::{fingerprint, mark, program};
pub use freeze::freeze;
pub use inputs::{Look, files, look};
pub use sign_off::fault;

use self::file::Wanted;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::model::field::File;
use crate::model::{Audience, Content, Picture, Plan, Settings, Submission, Year, file_name};
use crate::project::Project;
use crate::source::{Sources, Value, clean};

/// Reads the whole project, its plan as it stands in `year`, or without one in the newest year that has files.
///
/// # Errors
/// A file or folder cannot be read because of the machine: rights, a broken disk.
pub fn load(project: &Project, year: Option<Year>, sources: &mut Sources, diags: &mut Diagnostics) -> Result<Content> {
    let whole = plan_tree::read(project, sources, diags)?;
    // Of a plan that could not be read everything would be missing; that it could not is said.
    let plan_read = whole.as_ref().is_some_and(|whole| matches!(whole.root.value, Value::Map(_)));
    let mut plan = match whole {
        Some(whole) => plan::load(&whole, diags),
        None => plan::load(&file::Yaml::empty(project, &project.plan(), sources), &mut Diagnostics::default()),
    };
    let mut settings = read_settings(project, sources, diags)?;
    let plan_text = match &plan.head.text_file {
        Some(name) => file::beside(project, name, sources, diags)?,
        None => None,
    };
    let (mut submissions, mut unread) = (Vec::new(), Vec::new());
    let mut pictures: Vec<Picture> = Vec::new();
    let mut known = BTreeSet::new();
    let from = diags.len();
    let files = tree::submissions(project, diags)?;
    if !plan_read && let (Some((first, _)), Some((last, _))) = (files.first(), files.last()) {
        (plan.head.start, plan.head.end) = (*first, *last);
    }
    let period = plan.head.start..=plan.head.end;
    let newest = newest(&files, &plan);
    plan.set_year(year.or(newest).unwrap_or(plan.head.start));
    settings.set_year(plan.year);
    diags.extend(without_edition(&settings, plan.year));
    let names = names(&plan);
    let called = |at: usize| Some(plan.register.get(at)?.of_year(plan.year).name.value);
    // What is named after a department and yet no submission is still that department's.
    diags.attribute_by(from, |found| {
        let name = found.path.as_deref()?.rsplit('/').next()?.split('.').next()?;
        names.get(name).and_then(|&at| called(at))
    });
    let (files, outside): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|(year, _)| period.contains(year) || plan.register.is_empty());
    for (year, path) in outside {
        let message = format!("{year} 年不在方案的规划期（{}—{}）内，没有读取。", plan.head.start, plan.head.end);
        diags.push(
            Diagnostic::error(rules::MISPLACED_SUBMISSION, message)
                .in_file(project.shown(&path))
                .help("移到正确的年度文件夹；不属于本方案的，移出「content/submissions」。"),
        );
    }
    if files.is_empty() && project.submissions().is_dir() {
        diags.push(
            Diagnostic::error(rules::NO_SUBMISSIONS, "「content/submissions」里没有报送文件。")
                .in_file("content/submissions")
                .help("用 highland new 年度 生成各单位的骨架，或按「content/submissions/年度/单位.yaml」放置。"),
        );
    }
    let own = plan.year;
    if !files.is_empty() && files.iter().all(|(year, _)| *year != own) {
        diags.push(
            Diagnostic::error(rules::NO_SUBMISSIONS, format!("{own} 年没有一个单位报送，不能生成这一年的正式报告。"))
                .in_file(format!("content/submissions/{own}"))
                .help(format!("用 highland new {own} 生成各单位的骨架；要看别的年度，加 --year。")),
        );
    }
    for (year, path) in files {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let from = diags.len();
        let wanted = Wanted { path: &path, kind: File::Submission };
        let loaded = file::yaml(project, wanted, sources, diags)?
            .map(|yaml| (submission::load(&yaml, submission::Filed { year, stem: &stem }, diags), yaml));
        let mut own = Vec::new();
        for name in loaded.iter().flat_map(|(submission, _)| picture::named(submission, sources)) {
            let key = format!("{year}/{}", name.value);
            if known.insert(key.clone()) {
                pictures.extend(picture::load(project, year, &name, diags));
            }
            own.push(key);
        }
        let said = loaded.as_ref().and_then(|(s, _)| s.department.as_ref()).and_then(|name| names.get(name.as_str()));
        let author = said.or_else(|| names.get(stem.as_str())).copied();
        let name = author.and_then(called).unwrap_or_else(|| stem.clone());
        diags.attribute(from, &name);
        match loaded {
            Some((mut submission, yaml)) => {
                submission.author = author;
                let text = sign_off::evened(&sources.file(yaml.file).text, &yaml.root);
                submission.hash = sign_off::content_hash(&text, &own, &pictures);
                submissions.push(submission);
            }
            None => unread.push((year, name)),
        }
    }
    sort(&mut submissions, &plan);
    let filed = filed(&submissions);
    let sign_offs = sign_off::load(project, sources, diags)?;
    Ok(Content {
        emblem: settings.style.emblem.as_ref().and_then(|name| picture::emblem(project, name, diags)),
        plan,
        plan_read,
        plan_text,
        settings,
        submissions: submissions.into_iter().map(Arc::new).collect(),
        filed,
        sign_offs,
        unread,
        pictures,
        audience: Audience::default(),
        withheld: false,
    })
}

/// Puts those of a year together, the one that counts for its department before copies of it.
fn sort(submissions: &mut [Submission], plan: &Plan) {
    // Of two files for one department the one that bears its name of the year counts, not a copy beside it.
    submissions.sort_by_key(|s| {
        let own = s.author.and_then(|at| plan.register.get(at)).map(|own| own.of_year(s.folder_year).name.value);
        (s.folder_year, own.is_none_or(|name| name != s.stem && file_name(&name) != s.stem))
    });
}

/// Which submission is a department's, by year and its place in the register: the first of each.
fn filed(submissions: &[Submission]) -> BTreeMap<(Year, usize), usize> {
    let mut filed = BTreeMap::new();
    for (at, submission) in submissions.iter().enumerate() {
        if let Some(author) = submission.author {
            filed.entry((submission.folder_year, author)).or_insert(at);
        }
    }
    filed
}

/// The finding that a year has no edition, neither of its own nor for all.
fn without_edition(settings: &Settings, year: Year) -> Option<Diagnostic> {
    let found = Diagnostic::error(rules::MISSING_FIELD, "设置的「报告」缺少「版本」。").at(settings.edition_missing?);
    Some(found.help(format!(
        "在这一段里补上「版本: 征求意见稿」；或在「分年」里给这一年写上：{year}: {{版本: 征求意见稿}}。"
    )))
}

fn read_settings(project: &Project, sources: &mut Sources, diags: &mut Diagnostics) -> Result<Settings> {
    let settings_path = project.content().join("settings.yaml");
    Ok(if settings_path.exists() {
        let wanted = Wanted { path: &settings_path, kind: File::Settings };
        match file::yaml(project, wanted, sources, diags)? {
            Some(file) => settings::load(&file, diags),
            None => settings::empty(),
        }
    } else {
        settings::absent(diags)
    })
}

/// The newest year of the plan for which a department of the plan has a file, since any other file is a mistake; without one
/// the newest that has any.
fn newest(files: &[(Year, PathBuf)], plan: &Plan) -> Option<Year> {
    let (names, period) = (names(plan), plan.head.start..=plan.head.end);
    let own =
        |path: &PathBuf| path.file_stem().is_some_and(|stem| names.contains_key(&*clean(&stem.to_string_lossy())));
    let years = |known: bool| {
        let counted = files.iter().filter(|(year, path)| period.contains(year) && (!known || own(path)));
        counted.map(|(year, _)| *year).max()
    };
    years(true).or_else(|| years(false))
}

/// Every name a department is known by, that of its file too, with its position in the plan; of two the first counts.
fn names(plan: &Plan) -> BTreeMap<Cow<'_, str>, usize> {
    let mut names = BTreeMap::new();
    for (at, department) in plan.register.iter().enumerate() {
        for name in department.names() {
            names.entry(Cow::Borrowed(name)).or_insert(at);
            names.entry(Cow::Owned(file_name(name))).or_insert(at);
        }
    }
    names
}
