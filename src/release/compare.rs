//! Two states of a project beside each other: values, statuses, texts, steps, projects, pictures, plan and settings.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use anyhow::Result;
use serde::Serialize;
use similar::TextDiff;

use super::state::State;
use crate::desk::{Changes, Record, record, words};
use crate::model::Year;
use crate::pipeline::{self, Outcome, Request};
use crate::project::Project;
use crate::source::hash;

/// A text against what it was, with a line around each change; empty if it is the same.
#[must_use]
pub fn text_diff(was: &str, is: &str) -> String {
    TextDiff::from_lines(was, is).unified_diff().context_radius(1).to_string()
}

/// What is different.
#[derive(Debug, Clone, Serialize)]
pub struct Comparison {
    /// The year that is compared.
    pub year: Year,
    /// Values, statuses, texts, steps and findings.
    pub changes: Changes,
    /// Projects and pictures that are not as they were, in words.
    pub things: Vec<String>,
    /// Files of the plan, the settings and the templates, as unified differences by path.
    pub files: BTreeMap<String, String>,
    /// What could not be compared, and why.
    pub left_out: Vec<String>,
}

/// A state, read.
struct Read {
    record: Record,
    year: Year,
    /// Projects and pictures by what they are called, each in words.
    things: Option<BTreeMap<String, String>>,
    /// The texts of the plan, the settings and the templates by path.
    files: Option<BTreeMap<String, String>>,
}

/// Compares two states in a year; the newest with submissions of the second one if none is given.
///
/// # Errors
/// The machine fails. Of two different years only the findings, things and files are compared, and it is said.
pub fn compare(from: &State, to: &State, year: Option<Year>) -> Result<Comparison> {
    let to = read(to, year)?;
    let from = read(from, Some(to.year))?;
    let mut left_out = Vec::new();
    if from.year != to.year {
        left_out.push(format!("两边的报告年度不同（{}、{}），数值和文字没有比较", from.year, to.year));
    }
    let things = if let (Some(from), Some(to)) = (&from.things, &to.things) {
        changed(from, to)
    } else {
        left_out.push("预览只记了数值、状态、文字和节点，项目、图片、方案和设置没有比较".to_owned());
        Vec::new()
    };
    let mut files = BTreeMap::new();
    if let (Some(from), Some(to)) = (&from.files, &to.files) {
        let paths: BTreeSet<&String> = from.keys().chain(to.keys()).collect();
        for path in paths {
            let text = |files: &BTreeMap<String, String>| files.get(path).cloned().unwrap_or_default();
            let (was, is) = (text(from), text(to));
            if was != is {
                files.insert(path.clone(), text_diff(&was, &is));
            }
        }
    }
    Ok(Comparison { year: to.year, changes: from.record.changes(&to.record), things, files, left_out })
}

fn read(state: &State, year: Option<Year>) -> Result<Read> {
    match state {
        State::Night(record) => {
            Ok(Read { year: record.snapshot.year, record: (**record).clone(), things: None, files: None })
        }
        State::Files { project, .. } => {
            let request = Request { year, ..Request::default() };
            let outcome = pipeline::check(project, &request, &mut |_| {})?;
            let record = record(&outcome.assessment, &outcome.diags, &outcome.sources, outcome.as_of);
            Ok(Read {
                record,
                year: outcome.year,
                things: Some(things(&outcome)),
                files: Some(files(project, &outcome)),
            })
        }
    }
}

/// Projects and pictures of the year.
fn things(outcome: &Outcome) -> BTreeMap<String, String> {
    let content = &outcome.content;
    let projects = content.of_year(outcome.year).flat_map(|(unit, submission)| {
        submission.projects.iter().map(move |own| {
            let stage = own.stage.as_ref().map_or("", |stage| stage.value.word());
            let amount = own.investment.as_ref().map(|amount| amount.value.to_string()).unwrap_or_default();
            let place = own.place.as_ref().map_or("", |place| place.value.as_str());
            (format!("项目「{}」（{unit}）", own.name.value), format!("{stage}，{amount}，{place}"))
        })
    });
    let start = format!("{}/", outcome.year);
    let pictures = content.pictures.iter().filter(|picture| picture.path.starts_with(&start));
    let pictures = pictures.map(|picture| {
        (format!("图片 {}", picture.path), format!("内容 {}", hash(&picture.filed).get(..8).unwrap_or_default()))
    });
    projects.chain(pictures).collect()
}

/// The texts that were read of the plan, the settings and the templates.
fn files(project: &Project, outcome: &Outcome) -> BTreeMap<String, String> {
    let read = outcome.sources.iter().map(|(_, file)| (file.path.clone(), file.text.clone()));
    let own = |path: &str| Project::is_of_plan(path) || path == "content/settings.yaml";
    let mut files: BTreeMap<String, String> = read.filter(|(path, _)| own(path)).collect();
    for folder in [project.templates(), project.content().join("templates")] {
        let items = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        for path in items.map(|item| item.path()).filter(|path| path.is_file()) {
            if let Ok(text) = std::fs::read_to_string(&path) {
                files.insert(project.shown(&path), text);
            }
        }
    }
    files
}

/// What is not as it was, in words.
fn changed(from: &BTreeMap<String, String>, to: &BTreeMap<String, String>) -> Vec<String> {
    let names: BTreeSet<&String> = from.keys().chain(to.keys()).collect();
    let told = names.into_iter().filter_map(|name| match (from.get(name), to.get(name)) {
        (Some(was), Some(is)) if was == is => None,
        (Some(was), Some(is)) => Some(format!("{name}：{was} → {is}")),
        (Some(was), None) => Some(format!("{name}：没有了（{was}）")),
        (None, Some(is)) => Some(format!("{name}：新增（{is}）")),
        (None, None) => None,
    });
    told.collect()
}

impl Comparison {
    /// Whether nothing is different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.things.is_empty() && self.files.is_empty()
    }

    /// The comparison in full, as Markdown that also reads well as plain text.
    #[must_use]
    pub fn markdown(&self, from: &str, to: &str) -> String {
        let mut text = format!("# {}年度：{from} → {to}\n", self.year);
        let mut list = |title: &str, items: Vec<String>| {
            if !items.is_empty() {
                let _ = write!(text, "\n## {title}（{} 处）\n\n", items.len());
                for item in items {
                    let _ = writeln!(text, "- {}", item.replace('\n', " "));
                }
            }
        };
        let changes = &self.changes;
        let differences = changes.differences.iter().map(|own| {
            format!("{}「{}」：{} → {}", own.kind, own.name, words(own.before.as_ref()), words(own.after.as_ref()))
        });
        list("数值、评价和状态", differences.collect());
        list("节点", changes.turned.iter().map(|turn| format!("{}：{}", turn.name, turn.told())).collect());
        list("项目和图片", self.things.clone());
        let texts = changes.texts.iter().map(|own| {
            let part =
                |mark: &str, all: &[String]| all.iter().map(|text| format!("；{mark}“{text}”")).collect::<String>();
            format!("{}，{}{}{}", own.unit, own.section, part("删", &own.removed), part("增", &own.added))
        });
        list("文字", texts.collect());
        list("新的错误", changes.appeared.clone());
        list("改好的错误", changes.mended.clone());
        list("新的警告", changes.warned.clone());
        for (path, diff) in &self.files {
            let _ = write!(text, "\n## {path}\n\n```diff\n{diff}```\n");
        }
        for note in &self.left_out {
            let _ = write!(text, "\n注：{note}。\n");
        }
        if self.is_empty() {
            text.push_str("\n没有不同。\n");
        }
        text
    }
}
