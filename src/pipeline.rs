//! The stages in order: load, check, join, assess, chart, compose, typeset. Nothing is written here.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::assess::assess;
use crate::chart::charts;
pub use crate::compose::Scope;
use crate::compose::{Edition, Manuscript, OpenView, Templates, compose};
use crate::diag::{Diagnostics, Level, RuleName, did_you_mean, rules};
use crate::model::{Content, Date, Department, Gravity, Plan, Year, join, year_end};
use crate::project::Project;
use crate::source::Sources;
use crate::style::Style;
use crate::typeset::{Fonts, Live, PagedDocument, Pdf, check_coverage, typeset};
use crate::{check, load};

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Year to report on; the newest with submissions if none is given.
    pub year: Option<Year>,
    /// Day to judge at; the end of the year if none is given.
    pub as_of: Option<Date>,
    /// A department whose part alone is wanted, by any of its names.
    pub unit: Option<String>,
    /// Build in spite of errors.
    pub draft: bool,
    /// Only the few pages for leaders.
    pub brief: bool,
    /// For comments: numbered lines and room at the side.
    pub review: bool,
}

/// Wall time of each stage, in order.
pub type Timings = Vec<(&'static str, Duration)>;

/// What came of it.
pub struct Outcome {
    /// Every text that was read or made.
    pub sources: Sources,
    /// Every finding.
    pub diags: Diagnostics,
    /// What was read.
    pub content: Content,
    /// Year reported on.
    pub year: Year,
    /// Day judged at.
    pub as_of: Date,
    /// The part asked for, its department by short name.
    pub scope: Scope,
    /// The PDF, if the findings allow one.
    pub pdf: Option<Pdf>,
    /// The typefaces, if it came to setting.
    pub fonts: Option<Arc<Fonts>>,
    /// How long each stage took.
    pub timings: Timings,
}

/// Runs stages, tells each one's name as it begins, and times it.
struct Watch<'a> {
    begin: &'a mut dyn FnMut(&'static str),
    timings: Timings,
}

impl Watch<'_> {
    fn run<T>(&mut self, name: &'static str, stage: impl FnOnce() -> T) -> T {
        (self.begin)(name);
        let start = Instant::now();
        let result = stage();
        self.timings.push((name, start.elapsed()));
        result
    }
}

/// Reads and checks; neither fonts nor Typst are touched.
///
/// # Errors
/// The machine fails, or the request asks for a department that does not exist.
pub fn check(project: &Project, request: &Request, begin: &mut dyn FnMut(&'static str)) -> Result<Outcome> {
    let mut watch = Watch { begin, timings: Vec::new() };
    checked(project, request, &mut watch).map(|outcome| Outcome { timings: watch.timings, ..outcome })
}

fn checked(project: &Project, request: &Request, watch: &mut Watch<'_>) -> Result<Outcome> {
    let mut sources = Sources::default();
    let mut diags = Diagnostics::default();
    let mut content = watch.run("读取", || load::load(project, &mut sources, &mut diags))?;
    let plan = &content.plan.head;
    if let Some(year) = request.year.filter(|year| !(plan.start..=plan.end).contains(year)) {
        bail!("{year} 年不在方案的规划期内，可以写 {}—{}。", plan.start, plan.end);
    }
    let year = request.year.or_else(|| content.newest_year()).unwrap_or(plan.end);
    content.plan.set_year(year);
    let as_of = request.as_of.unwrap_or_else(|| year_end(year));
    let levels = content.settings.levels.iter();
    let levels = levels.filter_map(|(name, gravity)| Some((RuleName::parse(name)?, level(*gravity))));
    diags.set_levels(levels.filter(|(rule, _)| !check::rules::FIRM.contains(rule)));
    watch.run("检查", || check::check(&content, &sources, (year, as_of), &mut diags));
    diags.cap();
    let scope = scope(&content, request)?;
    if let Scope::Department(name) = &scope {
        diags.keep(|diagnostic| diagnostic.unit.as_ref().is_none_or(|unit| unit == name));
    }
    Ok(Outcome { sources, diags, content, year, as_of, scope, pdf: None, fonts: None, timings: Vec::new() })
}

/// All stages. Without `draft`, an error ends them and there is no PDF.
///
/// # Errors
/// The machine fails, or the request asks for a department that does not exist.
pub fn build(project: &Project, request: &Request, begin: &mut dyn FnMut(&'static str)) -> Result<Outcome> {
    let mut watch = Watch { begin, timings: Vec::new() };
    let mut outcome = checked(project, request, &mut watch)?;
    if let Some(manuscript) = written(project, request, &mut outcome, &mut Faces::default(), &mut watch)?
        && let Some(fonts) = &outcome.fonts
    {
        let ident = ident(&outcome);
        let (as_of, diags) = (outcome.as_of, &mut outcome.diags);
        outcome.pdf = watch.run("排版", || typeset(&manuscript, fonts, (&ident, as_of), diags))?;
    }
    outcome.timings = watch.timings;
    Ok(outcome)
}

/// A report that is built again and again in the same process.
#[derive(Default)]
pub struct Session {
    faces: Faces,
    live: Option<(Arc<Fonts>, Live)>,
}

impl Session {
    /// All stages up to the pages, as a draft; what did not change since the last time is not done again. Without pages
    /// the findings say why.
    ///
    /// # Errors
    /// The machine fails, or the request asks for a department that does not exist.
    pub fn pages(&mut self, project: &Project, request: &Request) -> Result<(Outcome, Option<PagedDocument>)> {
        let request = Request { draft: true, ..request.clone() };
        let mut watch = Watch { begin: &mut |_| {}, timings: Vec::new() };
        let mut outcome = checked(project, &request, &mut watch)?;
        let manuscript = written(project, &request, &mut outcome, &mut self.faces, &mut watch)?;
        let mut document = None;
        if let (Some(manuscript), Some(fonts)) = (manuscript, outcome.fonts.clone()) {
            if self.live.as_ref().is_none_or(|(own, _)| !Arc::ptr_eq(own, &fonts)) {
                self.live = Some((Arc::clone(&fonts), Live::new(fonts)?));
            }
            let (as_of, diags) = (outcome.as_of, &mut outcome.diags);
            if let Some((_, live)) = &mut self.live {
                document = watch.run("排版", || live.set(&manuscript, as_of, diags));
            }
        }
        outcome.timings = watch.timings;
        Ok((outcome, document))
    }

    /// Gives back memory that has not been of use for a while; best called when nobody waits.
    pub fn rest(&self) {
        if let Some((_, live)) = &self.live {
            live.rest();
        }
    }
}

/// What a PDF calls itself to programs.
#[must_use]
pub fn ident(outcome: &Outcome) -> String {
    let Content { plan, settings, .. } = &outcome.content;
    format!("{} {} {}", plan.head.number, outcome.year, settings.title)
}

/// The typefaces of the last build, and what they were read from.
#[derive(Default)]
struct Faces(Option<(String, Arc<Fonts>)>);

impl Faces {
    /// The typefaces, read again only if something about them changed.
    fn load(&mut self, project: &Project, content: &Content, style: &Style) -> Result<Arc<Fonts>> {
        let folders = [project.fonts(content.settings.fonts.as_deref()), project.own_fonts()];
        let mark = load::fingerprint(&folders, &style.json());
        if let Some((own, fonts)) = &self.0
            && *own == mark
        {
            return Ok(Arc::clone(fonts));
        }
        let folders = folders.map(|folder| (folder.clone(), project.shown(&folder)));
        let fonts = Arc::new(Fonts::load(&folders, style)?);
        self.0 = Some((mark, Arc::clone(&fonts)));
        Ok(fonts)
    }
}

/// Every stage from the checked content to the manuscript; none if the findings do not allow it.
fn written(
    project: &Project,
    request: &Request,
    outcome: &mut Outcome,
    faces: &mut Faces,
    watch: &mut Watch<'_>,
) -> Result<Option<Manuscript>> {
    let refused = |diags: &Diagnostics| diags.has_errors() && !request.draft;
    if refused(&outcome.diags) {
        return Ok(None);
    }
    let Outcome { sources, diags, content, year, as_of, scope, .. } = outcome;
    let ledger = watch.run("归集", || join(content, *year));
    let assessment = watch.run("评价", || assess(&ledger, *as_of));
    let style = Style::new(&content.settings.look)?;
    let charts = watch.run("图表", || charts(&assessment));
    let templates = Templates::load(project, sources)?;
    let edition =
        Edition { scope: scope.clone(), draft: request.draft, review: request.review, open: open(diags, sources) };
    let manuscript =
        watch.run("书稿", || compose(&assessment, (&charts, &style), (&templates, &edition), (sources, diags)));
    let fonts = watch.run("字体", || faces.load(project, content, &style))?;
    fonts.findings.iter().for_each(|found| diags.push(found.clone()));
    // Without any typeface every character would be a finding of its own.
    let mut manuscript = manuscript.filter(|_| !fonts.files.is_empty());
    if let Some(manuscript) = &mut manuscript {
        let uncovered = watch.run("字符", || check_coverage((manuscript, &charts), &fonts, sources, diags));
        if request.draft && !uncovered.is_empty() {
            manuscript.replace(|c| uncovered.contains(&c));
        }
    }
    let refused = refused(diags);
    outcome.fonts = Some(fonts);
    Ok(manuscript.filter(|_| !refused))
}

/// The level that a word of the settings means.
fn level(gravity: Gravity) -> Level {
    match gravity {
        Gravity::Error => Level::Error,
        Gravity::Warning => Level::Warning,
        Gravity::Hint => Level::Hint,
    }
}

fn scope(content: &Content, request: &Request) -> Result<Scope> {
    let Some(name) = &request.unit else { return Ok(if request.brief { Scope::Brief } else { Scope::Report }) };
    department(&content.plan, name).map(|department| Scope::Department(department.name.value.clone()))
}

/// The department of this name, for commands.
///
/// # Errors
/// There is none; the message offers the nearest.
pub fn department<'a>(plan: &'a Plan, name: &str) -> Result<&'a Department> {
    if let Some(department) = plan.department(name) {
        return Ok(department);
    }
    let names: Vec<&str> = plan.departments.iter().map(|d| d.name.as_str()).collect();
    let hint = did_you_mean(name, names.iter().copied());
    bail!("方案里没有名为「{name}」的单位。{hint}可以写：{}。", names.join("、"))
}

/// What a draft prints as open: every error, and everything not reported.
fn open(diags: &Diagnostics, sources: &Sources) -> Vec<OpenView> {
    diags
        .sorted(sources)
        .into_iter()
        .filter(|diagnostic| diagnostic.level == Level::Error || diagnostic.rule == rules::NOT_REPORTED)
        .map(|diagnostic| OpenView {
            unit: diagnostic.unit.clone().unwrap_or_else(|| "秘书处".to_owned()),
            place: match (diagnostic.primary, &diagnostic.path) {
                (Some(span), _) => {
                    let file = sources.file(span.file);
                    format!("{} 第{}行", file.path.rsplit('/').next().unwrap_or_default(), file.place(span.start).line)
                }
                (None, path) => path.clone().unwrap_or_default(),
            },
            message: diagnostic.message.clone(),
        })
        .collect()
}
