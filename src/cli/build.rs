//! `highland build`: an edition of the report, with its manifest.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::common::{Common, Exit, tell};
use super::editions::Asked;
use crate::check::{self, rules::ALL};
use crate::desk::{Snapshot, snapshot, told};
use crate::edition::Format;
use crate::load::{fingerprint, mark, program};
use crate::model::Year;
use crate::output::{Fresh, Manifest, Publication, leftovers};
use crate::pipeline::{self, Outcome, Product, Request};
use crate::project::Project;
use crate::release::{Releases, SAID, before};
use crate::source::{SUMS, hash};
use crate::typeset::font_files;

/// 生成年度报告（PDF，或另外要求的版本）
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland build [选项]", next_help_heading = "选项")]
pub struct Build {
    #[command(flatten)]
    common: Common,

    /// 有错误也生成，印为预览稿，缺漏处加框注明
    #[arg(long)]
    draft: bool,

    #[command(flatten)]
    asked: Asked<false>,

    /// 内容没有变化也重新生成
    #[arg(long)]
    force: bool,
}

/// That a year was released already, which no build changes.
fn released(project: &Project, year: Year) -> String {
    let names = Releases::of(project).of_year(year);
    if names.is_empty() {
        return String::new();
    }
    format!("注意：{year} 年度已经发布过 {}；这一份另放在 output/{year}，发布的没有改动。\n", names.join("、"))
}

/// Where a build is written.
struct Paths {
    /// The year's folder.
    folder: PathBuf,
    /// The edition, from there.
    file: String,
    /// The manifest.
    manifest: String,
    /// The ledger as data, of editions that have it.
    ledger: Option<&'static str>,
}

impl Paths {
    /// Those of what is asked for.
    fn of(project: &Project, outcome: &Outcome, request: &Request) -> Self {
        let (edition, unit, draft) = (request.edition, outcome.unit.as_deref(), request.draft);
        Self {
            folder: project.output(outcome.year),
            file: edition.file(unit, draft),
            manifest: edition.manifest(unit, draft),
            ledger: edition.ledger(draft),
        }
    }
}

impl Build {
    /// Builds.
    ///
    /// # Errors
    /// The tool could not work, or there is no such edition.
    pub fn run(&self) -> Result<Exit> {
        let project = self.common.project()?;
        let mut request = self.request()?;
        let mut inputs = inputs(&project, &request);
        let progress = progress();
        let begin = &mut |stage: &'static str| progress.set_message(stage);
        let checked = pipeline::check(&project, &request, begin)?;
        if request.edition.format == Format::Site {
            // The releases are no content, but what a site says depends on them.
            request.before = Arc::new(before(&project, checked.year));
            inputs = hash(format!("{inputs} {}", serde_json::to_string(&*request.before)?).as_bytes());
        }
        let paths = Paths::of(&project, &checked, &request);
        let mut last = Fresh::read(&paths.folder)?;
        let refused = checked.diags.has_errors() && !self.draft;
        if !self.force && !refused && last.holds(&paths.folder, &paths.file, &with_fonts(&project, &checked, &inputs)) {
            progress.finish_and_clear();
            return self.unchanged(&checked, &paths);
        }
        let outcome = pipeline::build_checked(&project, &request, checked, begin);
        progress.finish_and_clear();
        let mut outcome = outcome?;
        let mut changes = String::new();
        let product = outcome.product.take();
        if let Some(product) = &product {
            let start = Instant::now();
            changes = publish(
                &project,
                &outcome,
                &Made { request: &request, product, paths: &paths, inputs: &inputs },
                &mut last,
            )?;
            outcome.timings.push(("写出", start.elapsed()));
        }
        self.common.report(&outcome)?;
        self.common.timed(&outcome.timings)?;
        let summary = Common::summary(&outcome);
        let Some(product) = product else {
            tell(&self.common.year_told(&outcome))?;
            let draft = if self.draft { "" } else { "，或加 --draft 先看预览稿" };
            tell(&format!("没有生成报告：{summary}。原有的报告没有改动；改正后重试{draft}。\n"))?;
            return Ok(Exit::Problems);
        };
        tell(&self.common.year_told(&outcome))?;
        let what = match product {
            Product::Pdf(_) | Product::Html(_) if self.draft => "预览稿",
            Product::Pdf(_) | Product::Html(_) => "报告",
            Product::File(_) | Product::Folder(_) => request.edition.name,
        };
        let path = paths.folder.join(&paths.file);
        tell(&format!("已生成{what}：{}（{}；{summary}）。\n", path.display(), size(&product)))?;
        tell(&changes)?;
        tell(&released(&project, outcome.year))?;
        let exit = if outcome.diags.has_errors() { Exit::Problems } else { Exit::Clean };
        // The process ends here; the system takes everything back at once, faster than piece by piece.
        std::mem::forget((outcome, product));
        Ok(exit)
    }

    fn request(&self) -> Result<Request> {
        let request = self.common.request();
        let edition = self.asked.edition(request.unit.is_some())?;
        Ok(Request { draft: self.draft, edition, ..request })
    }

    /// Tells that there is nothing to do: the same was built from the same before and is still there. The findings are told
    /// all the same.
    fn unchanged(&self, outcome: &Outcome, paths: &Paths) -> Result<Exit> {
        self.common.report(outcome)?;
        self.common.timed(&outcome.timings)?;
        let (path, summary) = (paths.folder.join(&paths.file), Common::summary(outcome));
        tell(&format!("内容没有变化，已有的就是最新的：{}（{summary}）。要重新生成，加 --force。\n", path.display()))?;
        Ok(if outcome.diags.has_errors() { Exit::Problems } else { Exit::Clean })
    }
}

/// What was made, of what, and where it goes.
struct Made<'a> {
    request: &'a Request,
    product: &'a Product,
    paths: &'a Paths,
    inputs: &'a str,
}

/// Publishes the edition, the ledger as data and the manifest together; gives back in words what changed since
/// the last ledger, and what was left alone.
fn publish(project: &Project, outcome: &Outcome, made: &Made<'_>, last: &mut Fresh) -> Result<String> {
    let Made { request, product, paths, inputs } = made;
    let mut publication = Publication::begin(&paths.folder)?;
    let files = product.files(&paths.file);
    let left = match request.edition.folder(request.draft) {
        Some(name) => clear(&mut publication, &paths.folder, &name, product)?,
        None => String::new(),
    };
    let mut outputs = BTreeMap::new();
    for (path, bytes) in &files {
        outputs.insert(project.shown(&paths.folder.join(path)), publication.add(path, bytes)?);
    }
    let mut differences = Vec::new();
    if let Some(name) = paths.ledger {
        let ledger = paths.folder.join(name);
        let now = snapshot(&outcome.assessment);
        // One that cannot be read, or is of another version, is no reason to fail: there is nothing to compare with.
        let before = std::fs::read_to_string(&ledger).ok().and_then(|text| Snapshot::parse(&text));
        differences = before.map(|before| before.differences(&now)).unwrap_or_default();
        outputs.insert(project.shown(&ledger), publication.add(name, now.json().as_bytes())?);
    }
    let manifest = Manifest {
        program: concat!("highland ", env!("CARGO_PKG_VERSION")),
        edition: request.edition.key,
        year: outcome.year,
        as_of: outcome.as_of.to_string(),
        draft: request.draft,
        inputs: inputs_of(project, outcome, last).into_iter().chain(compared_with(project, request)).collect(),
        outputs,
    }
    .json()?;
    publication.add(&paths.manifest, manifest.as_bytes())?;
    // What only setting the pages finds would not be told again.
    let late = |rule| ALL.iter().any(|own| own.name == rule && matches!(own.scope, check::Scope::Build));
    if !outcome.diags.iter().any(|found| late(found.rule)) {
        publication.remember(&paths.file, with_fonts(project, outcome, inputs), last)?;
    }
    publication.publish()?;
    Ok(told(&differences) + &left)
}

/// Takes what an earlier run wrote and this one does not out of an edition's folder; says what else is there.
fn clear(publication: &mut Publication, year: &Path, name: &str, product: &Product) -> Result<String> {
    let own = product.folder().map(|files| files.keys().map(String::as_str).collect()).unwrap_or_default();
    let left = leftovers(&year.join(name), SUMS, &own)?;
    left.stale.iter().for_each(|path| publication.remove(&format!("{name}/{path}")));
    Ok(match left.foreign.as_slice() {
        [] => String::new(),
        [first, ..] => {
            format!(
                "「{name}」里有「{first}」等 {} 个不是本程序生成的文件，没有动；发布前请看一下。\n",
                left.foreign.len()
            )
        }
    })
}

/// One hash of everything this build may be made from but the typefaces of the settings: the content, the templates, the
/// program and what is asked of it.
fn inputs(project: &Project, request: &Request) -> String {
    let Request { year, as_of, unit, draft, edition, .. } = request;
    let what = format!("{} {year:?} {as_of:?} {unit:?} {draft} {}", program(), edition.key);
    fingerprint(&[project.content(), project.templates(), project.root.join("assets")], &what)
}

/// The hash with the typefaces that the settings name.
fn with_fonts(project: &Project, outcome: &Outcome, inputs: &str) -> String {
    // The files alone: the folder may be any folder of the machine.
    let named = outcome.content.settings.fonts.as_deref().map(String::as_str);
    fingerprint(&font_files(&project.fonts(named)), inputs)
}

/// The hash of everything that was read: texts, templates, pictures, typefaces.
fn inputs_of(project: &Project, outcome: &Outcome, last: &mut Fresh) -> BTreeMap<String, String> {
    let fonts = outcome.fonts.iter().flat_map(|fonts| &fonts.files).map(|font| {
        let shown = project.shown(&font.path);
        let hash = last.typeface(&shown, mark(&font.path), &font.bytes);
        (shown, hash)
    });
    pipeline::inputs(&outcome.sources, &outcome.content).into_iter().chain(fonts).collect()
}

/// The hash of what was kept of the releases that a site was compared with.
fn compared_with(project: &Project, request: &Request) -> Vec<(String, String)> {
    let releases = Releases::of(project);
    let earlier = [&request.before.public, &request.before.internal].into_iter().flatten();
    let paths = earlier.map(|own| releases.folder.join(&own.name).join(SAID));
    paths.filter_map(|path| Some((project.shown(&path), hash(&std::fs::read(&path).ok()?)))).collect()
}

/// `135 页，4.2 MB`.
#[expect(clippy::cast_precision_loss, reason = "a size for people, to a tenth of a megabyte")]
fn size(product: &Product) -> String {
    let files = product.files("");
    let count = match product {
        Product::Pdf(pdf) => format!("{} 页，", pdf.pages),
        Product::Folder(_) => format!("{} 个文件，", files.len()),
        Product::Html(_) | Product::File(_) => String::new(),
    };
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    format!("{count}{:.1} MB", bytes as f64 / 1_000_000.0)
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
