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
use crate::check::{self, rules::ALL};
use crate::compose::Scope;
use crate::desk::{Difference, Snapshot, snapshot, told};
use crate::load::fingerprint;
use crate::model::join;
use crate::output::{Fresh, Manifest, write};
use crate::pipeline::{self, Outcome, Request};
use crate::project::Project;
use crate::source::hash;
use crate::typeset::Pdf;

/// 生成年度报告（PDF）
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland build [选项]", next_help_heading = "选项")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
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

    /// 内容没有变化也重新生成
    #[arg(long)]
    force: bool,
}

/// Where a build is written.
struct Paths {
    /// The year's folder.
    folder: PathBuf,
    /// The PDF, from there.
    pdf: String,
    /// The manifest.
    manifest: String,
    /// The ledger as data, of the whole report.
    ledger: Option<&'static str>,
}

impl Build {
    /// Builds.
    ///
    /// # Errors
    /// The tool could not work.
    pub fn run(&self) -> Result<Exit> {
        let project = self.common.project()?;
        let inputs = self.inputs(&project);
        if !self.force
            && let Some(exit) = self.unchanged(&project, &inputs)?
        {
            return Ok(exit);
        }
        let progress = progress();
        let outcome = pipeline::build(&project, &self.request(), &mut |stage| progress.set_message(stage));
        progress.finish_and_clear();
        let mut outcome = outcome?;
        let mut changes = String::new();
        let written = match outcome.pdf.take() {
            Some(pdf) => {
                let start = Instant::now();
                let (path, differences) = self.write(&project, &outcome, &pdf, &inputs)?;
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
    fn write(
        &self,
        project: &Project,
        outcome: &Outcome,
        pdf: &Pdf,
        inputs: &str,
    ) -> Result<(PathBuf, Vec<Difference>)> {
        let paths = self.paths(project, outcome);
        let (path, manifest) = (paths.folder.join(&paths.pdf), paths.folder.join(&paths.manifest));
        write(&path, &pdf.bytes)?;
        let mut outputs = BTreeMap::from([(project.shown(&path), hash(&pdf.bytes))]);
        let mut written = BTreeMap::from([(PathBuf::from(&paths.pdf), hash(&pdf.bytes))]);
        let mut differences = Vec::new();
        if let Some(name) = paths.ledger {
            let ledger = paths.folder.join(name);
            let joined = join(&outcome.content, outcome.year);
            let now = snapshot(&assess(&joined, outcome.as_of));
            // One that cannot be read, or is of another version, is no reason to fail: there is nothing to compare with.
            let before = std::fs::read_to_string(&ledger).ok().and_then(|text| Snapshot::parse(&text));
            differences = before.map(|before| before.differences(&now)).unwrap_or_default();
            write(&ledger, now.json().as_bytes())?;
            outputs.insert(project.shown(&ledger), hash(now.json().as_bytes()));
            written.insert(PathBuf::from(name), hash(now.json().as_bytes()));
        }
        let manifest_of = Manifest {
            program: concat!("highland ", env!("CARGO_PKG_VERSION")),
            year: outcome.year,
            as_of: outcome.as_of.to_string(),
            draft: self.draft,
            inputs: inputs_of(project, outcome),
            outputs,
        }
        .json()?;
        write(&manifest, manifest_of.as_bytes())?;
        written.insert(PathBuf::from(&paths.manifest), hash(manifest_of.as_bytes()));
        // What only setting the pages finds would not be told again.
        let late = |rule| ALL.iter().any(|own| own.name == rule && matches!(own.scope, check::Scope::Build));
        if !outcome.diags.iter().any(|found| late(found.rule)) {
            let inputs = with_fonts(project, outcome, inputs);
            Fresh::read(&paths.folder).remember(&paths.folder, &paths.pdf, inputs, written)?;
        }
        Ok((path, differences))
    }

    /// Where this build is written.
    fn paths(&self, project: &Project, outcome: &Outcome) -> Paths {
        let folder = project.output(outcome.year);
        let kind = match (self.review, self.draft) {
            (false, false) => "",
            (false, true) => "（预览稿）",
            (true, false) => "（征求意见稿）",
            (true, true) => "（征求意见稿，预览稿）",
        };
        let pdf = outcome.scope.file(kind);
        let manifest = match &outcome.scope {
            Scope::Report => format!("manifest{kind}.json"),
            Scope::Brief | Scope::Department(_) => pdf.replace(".pdf", ".manifest.json"),
        };
        let whole = outcome.scope == Scope::Report && !self.review;
        let ledger = whole.then_some(if self.draft { "台账（预览稿）.json" } else { "台账.json" });
        Paths { folder, pdf, manifest, ledger }
    }

    /// One hash of everything this build may be made from but the typefaces of the settings: the content, the templates, the
    /// program and what is asked of it.
    fn inputs(&self, project: &Project) -> String {
        let program = std::env::current_exe().and_then(std::fs::metadata).ok();
        let program = program.and_then(|meta| Some((meta.len(), meta.modified().ok()?)));
        let what = format!("{} {program:?} {:?}", env!("CARGO_PKG_VERSION"), self.request());
        fingerprint(&[project.content(), project.templates(), project.root.join("assets")], &what)
    }

    /// Tells that there is nothing to do, if the same was built from the same before and is still there. The findings are
    /// told all the same.
    fn unchanged(&self, project: &Project, inputs: &str) -> Result<Option<Exit>> {
        let outcome = pipeline::check(project, &self.request(), &mut |_| {})?;
        if outcome.diags.has_errors() && !self.draft {
            return Ok(None);
        }
        let paths = self.paths(project, &outcome);
        let inputs = with_fonts(project, &outcome, inputs);
        if !Fresh::read(&paths.folder).holds(&paths.folder, &paths.pdf, &inputs) {
            return Ok(None);
        }
        self.common.report(&outcome)?;
        self.common.timed(&outcome.timings)?;
        let (path, summary) = (paths.folder.join(&paths.pdf), Common::summary(&outcome));
        tell(&format!("内容没有变化，已有的就是最新的：{}（{summary}）。要重新生成，加 --force。\n", path.display()))?;
        Ok(Some(if outcome.diags.has_errors() { Exit::Problems } else { Exit::Clean }))
    }
}

/// The hash with the typefaces that the settings name.
fn with_fonts(project: &Project, outcome: &Outcome, inputs: &str) -> String {
    fingerprint(&[project.fonts(outcome.content.settings.fonts.as_deref())], inputs)
}

/// The hash of everything that was read: texts, templates, pictures, typefaces.
fn inputs_of(project: &Project, outcome: &Outcome) -> BTreeMap<String, String> {
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
