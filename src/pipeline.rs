//! The stages in order: load, check, join, assess, chart, compose, typeset. Nothing is written here.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::assess::assess;
use crate::chart::charts;
use crate::compose::{Edition, OpenView, Scope, Templates, compose};
use crate::diag::{Diagnostics, Level, did_you_mean};
use crate::model::{Content, Date, Department, Gravity, Plan, Year, join, year_end};
use crate::project::Project;
use crate::source::Sources;
use crate::style::Style;
use crate::typeset::{Fonts, Pdf, check_coverage, typeset, uncovered};
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
    pub fonts: Option<Fonts>,
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
    let levels = content.settings.levels.iter().filter(|(name, _)| !check::rules::FIRM.contains(&name.as_str()));
    diags.set_levels(levels.map(|(name, gravity)| (name.value.clone(), level(*gravity))));
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
    let refused = |diags: &Diagnostics| diags.has_errors() && !request.draft;
    if refused(&outcome.diags) {
        return Ok(Outcome { timings: watch.timings, ..outcome });
    }
    let Outcome { sources, diags, content, year, as_of, scope, .. } = &mut outcome;
    let ledger = watch.run("归集", || join(content, *year));
    let assessment = watch.run("评价", || assess(&ledger, *as_of));
    let style = Style::new(&content.settings.look)?;
    let charts = watch.run("图表", || charts(&assessment));
    let templates = Templates::load(project, sources)?;
    let edition =
        Edition { scope: scope.clone(), draft: request.draft, review: request.review, open: open(diags, sources) };
    let manuscript =
        watch.run("书稿", || compose(&assessment, (&charts, &style), (&templates, &edition), (sources, diags)));
    let folders = [project.fonts(content.settings.fonts.as_deref()), project.own_fonts()];
    let folders = folders.map(|folder| (folder.clone(), project.shown(&folder)));
    let fonts = watch.run("字体", || Fonts::load(&folders, &style, diags))?;
    // Without any typeface every character would be a finding of its own.
    if let Some(mut manuscript) = manuscript.filter(|_| !fonts.files.is_empty()) {
        watch.run("字符", || check_coverage((&manuscript, &charts), &fonts, sources, diags));
        if !refused(diags) {
            if request.draft {
                manuscript.replace(|c| uncovered(&fonts, c));
            }
            let ident = format!("{} {} {}", content.plan.head.number, year, content.settings.title);
            outcome.pdf = watch.run("排版", || typeset(&manuscript, &fonts, (&ident, *as_of), diags))?;
        }
    }
    outcome.fonts = Some(fonts);
    outcome.timings = watch.timings;
    Ok(outcome)
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
        .filter(|diagnostic| diagnostic.level == Level::Error || diagnostic.rule == "not-reported")
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
