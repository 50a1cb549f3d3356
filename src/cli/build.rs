//! `highland build`: the report as PDF, with its manifest.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::common::{Common, Exit, tell};
use crate::assess::assess;
use crate::compose::Scope;
use crate::desk::{Difference, Snapshot, snapshot, told};
use crate::model::join;
use crate::output::{Manifest, write};
use crate::pipeline::{self, Outcome, Request};
use crate::project::Project;
use crate::source::hash;
use crate::typeset::Pdf;

/// 生成年度报告（PDF）
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland build [选项]", next_help_heading = "选项")]
pub struct Build {
    #[command(flatten)]
    common: Common,

    /// 有错误也生成，印为预览稿，缺漏处加框注明
    #[arg(long)]
    draft: bool,

    /// 只生成领导参阅版（不超过六页）
    #[arg(long, conflicts_with = "unit")]
    brief: bool,

    /// 征求意见的版式：行号，外侧留批注栏；页码和分行与正式版一致
    #[arg(long)]
    review: bool,
}

impl Build {
    /// Builds.
    ///
    /// # Errors
    /// The tool could not work.
    pub fn run(&self) -> Result<Exit> {
        let project = self.common.project()?;
        let progress = progress();
        let outcome = pipeline::build(&project, &self.request(), &mut |stage| progress.set_message(stage));
        progress.finish_and_clear();
        let mut outcome = outcome?;
        let mut changes = String::new();
        let written = match outcome.pdf.take() {
            Some(pdf) => {
                let start = Instant::now();
                let (path, differences) = self.write(&project, &outcome, &pdf)?;
                changes = told(&differences);
                outcome.timings.push(("写出", start.elapsed()));
                Some((path, pdf))
            }
            None => None,
        };
        self.common.report(&outcome)?;
        self.common.timed(&outcome.timings)?;
        let summary = Common::summary(&outcome);
        let Some((path, pdf)) = written else {
            let draft = if self.draft { "" } else { "，或加 --draft 先看预览稿" };
            tell(&format!("没有生成报告：{summary}。原有的报告没有改动；改正后重试{draft}。\n"))?;
            return Ok(Exit::Problems);
        };
        let what = if self.draft { "预览稿" } else { "报告" };
        tell(&format!("已生成{what}：{}（{} 页，{:.1} MB；{summary}）。\n", path.display(), pdf.pages, size(&pdf)))?;
        tell(&changes)?;
        Ok(if outcome.diags.has_errors() { Exit::Problems } else { Exit::Clean })
    }

    fn request(&self) -> Request {
        Request { draft: self.draft, brief: self.brief, review: self.review, ..self.common.request() }
    }

    /// Writes the PDF, the ledger as data and then the manifest; says where the PDF is and what changed since the last one.
    fn write(&self, project: &Project, outcome: &Outcome, pdf: &Pdf) -> Result<(PathBuf, Vec<Difference>)> {
        let folder = project.output(outcome.year);
        let kind = match (self.review, self.draft) {
            (false, false) => "",
            (false, true) => "（预览稿）",
            (true, false) => "（征求意见稿）",
            (true, true) => "（征求意见稿，预览稿）",
        };
        let (path, manifest) = match &outcome.scope {
            Scope::Report => (folder.join(format!("年度报告{kind}.pdf")), folder.join(format!("manifest{kind}.json"))),
            Scope::Brief => {
                let name = "领导参阅版";
                (folder.join(format!("{name}{kind}.pdf")), folder.join(format!("{name}{kind}.manifest.json")))
            }
            Scope::Department(name) => {
                let folder = folder.join("单位分册");
                (folder.join(format!("{name}{kind}.pdf")), folder.join(format!("{name}{kind}.manifest.json")))
            }
        };
        write(&path, &pdf.bytes)?;
        let mut outputs = BTreeMap::from([(project.shown(&path), hash(&pdf.bytes))]);
        let mut differences = Vec::new();
        if outcome.scope == Scope::Report && !self.review {
            let ledger = folder.join(if self.draft { "台账（预览稿）.json" } else { "台账.json" });
            let joined = join(&outcome.content, outcome.year);
            let now = snapshot(&assess(&joined, outcome.as_of));
            // One that cannot be read, or is of another version, is no reason to fail: there is nothing to compare with.
            let before = std::fs::read_to_string(&ledger).ok().and_then(|text| Snapshot::parse(&text));
            differences = before.map(|before| before.differences(&now)).unwrap_or_default();
            write(&ledger, now.json().as_bytes())?;
            outputs.insert(project.shown(&ledger), hash(now.json().as_bytes()));
        }
        let manifest_of = Manifest {
            program: concat!("highland ", env!("CARGO_PKG_VERSION")),
            year: outcome.year,
            as_of: outcome.as_of.to_string(),
            draft: self.draft,
            inputs: inputs(project, outcome),
            outputs,
        };
        write(&manifest, manifest_of.json()?.as_bytes())?;
        Ok((path, differences))
    }
}

/// The hash of everything that was read: texts, templates, pictures, typefaces.
fn inputs(project: &Project, outcome: &Outcome) -> BTreeMap<String, String> {
    let texts = outcome
        .sources
        .iter()
        .filter(|(_, file)| !file.path.starts_with("（由模板"))
        .map(|(_, file)| (file.path.clone(), hash(file.text.as_bytes())));
    let pictures = outcome
        .content
        .pictures
        .iter()
        .map(|picture| (format!("content/submissions/{}", picture.path), hash(&picture.bytes)))
        .chain(outcome.content.emblem.iter().map(|own| (format!("content/{}", own.path), hash(&own.bytes))));
    let fonts =
        outcome.fonts.iter().flat_map(|fonts| &fonts.files).map(|font| (project.shown(&font.path), hash(&font.bytes)));
    texts.chain(pictures).chain(fonts).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a size for people, to a tenth of a megabyte")]
fn size(pdf: &Pdf) -> f64 {
    pdf.bytes.len() as f64 / 1_000_000.0
}

/// A line that says what is being done, on a terminal; nothing where output goes to a file.
fn progress() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
