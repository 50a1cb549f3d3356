//! The stages in order: load, join, assess, check, chart, compose, write, typeset. Nothing is written to disk here.

mod again;
mod inputs;
mod parts;
mod press;
mod product;
mod public;
mod session;
mod tables;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

pub use self::again::{Again, Earlier};
pub use self::inputs::inputs;
pub use self::parts::{Part, parts};
pub use self::press::{Notes, Press, Supplies};
pub use self::product::Product;
pub use self::public::for_public;
pub use self::session::Session;
use self::tables::tabled;
use crate::assess::{Assessment, assess};
use crate::compose::{Before, Exception, OpenView};
use crate::diag::{Diagnostic, Diagnostics, Level, RuleName, did_you_mean, rules};
use crate::edition::{Edition, REPORT};
use crate::model::{Content, Date, Department, EditionStage, Gravity, Plan, Year, join, year_end};
use crate::project::Project;
use crate::source::{FileId, Sources, Span};
use crate::typeset::Fonts;
use crate::{check, load};

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// Year to report on; the newest with submissions if none is given.
    pub year: Option<Year>,
    /// Day to judge at; the end of the year if none is given.
    pub as_of: Option<Date>,
    /// A department whose part alone is wanted, by any of its names.
    pub unit: Option<String>,
    /// Build in spite of errors.
    pub draft: bool,
    /// Which edition.
    pub edition: &'static Edition,
    /// How far the report has come, where that is not what the settings say: it is being released.
    pub stage: Option<EditionStage>,
    /// What was let pass when it was released.
    pub exceptions: Vec<Exception>,
    /// The releases that a site is compared with.
    pub before: Arc<Before>,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            year: None,
            as_of: None,
            unit: None,
            draft: false,
            edition: &REPORT,
            stage: None,
            exceptions: Vec::new(),
            before: Arc::default(),
        }
    }
}

/// Wall time of each stage, in order.
pub type Timings = Vec<(&'static str, Duration)>;

/// A project read, judged and checked once, and what came of it.
pub struct Outcome {
    /// Every text that was read or made.
    pub sources: Sources,
    /// Every finding.
    pub diags: Diagnostics,
    /// What was read.
    pub content: Arc<Content>,
    /// Year reported on.
    pub year: Year,
    /// Day judged at.
    pub as_of: Date,
    /// What the figures come to. Everything else is made from it.
    pub assessment: Assessment,
    /// The department asked for, by short name.
    pub unit: Option<String>,
    /// What was built, if the findings allow it.
    pub product: Option<Product>,
    /// The typefaces, if it came to setting.
    pub fonts: Option<Arc<Fonts>>,
    /// How long each stage took.
    pub timings: Timings,
}

/// Runs stages, tells each one's name as it begins, and times it.
pub struct Watch<'a> {
    begin: &'a mut dyn FnMut(&'static str),
    timings: Timings,
}

impl<'a> Watch<'a> {
    /// Nothing timed yet.
    pub fn new(begin: &'a mut dyn FnMut(&'static str)) -> Self {
        Self { begin, timings: Vec::new() }
    }

    fn run<T>(&mut self, name: &'static str, stage: impl FnOnce() -> T) -> T {
        (self.begin)(name);
        let start = Instant::now();
        let result = stage();
        self.timings.push((name, start.elapsed()));
        result
    }
}

/// Reads, judges and checks; neither fonts nor Typst are touched.
///
/// # Errors
/// The machine fails, or the request asks for a department that does not exist.
pub fn check(project: &Project, request: &Request, begin: &mut dyn FnMut(&'static str)) -> Result<Outcome> {
    let mut watch = Watch::new(begin);
    let outcome = judged(project, request, Sources::default(), &mut watch)?;
    Ok(Outcome { timings: watch.timings, ..outcome })
}

/// [`check()`], and the way to the edition as far as the typesetter: what would only be found there is found, too.
///
/// # Errors
/// The machine fails, or the request asks for a department that does not exist.
pub fn rehearse(project: &Project, request: &Request, begin: &mut dyn FnMut(&'static str)) -> Result<Outcome> {
    let mut watch = Watch::new(begin);
    let mut outcome = judged(project, request, Sources::default(), &mut watch)?;
    if outcome.content.plan_read {
        let request = &Request { unit: outcome.unit.clone(), ..request.clone() };
        let supplies = Supplies::gather_to_rehearse(project, &mut outcome, &mut watch)?;
        let Outcome { assessment, sources, diags, .. } = &mut outcome;
        Press::new(assessment, &supplies).lenient().rehearse(request, &mut Notes::new(sources, diags), &mut watch);
    }
    outcome.diags.cap();
    own(&mut outcome.diags, outcome.unit.as_deref());
    outcome.timings = watch.timings;
    Ok(outcome)
}

/// Keeps what is of a department, if one is asked for, and what is of nobody.
fn own(diags: &mut Diagnostics, unit: Option<&str>) {
    if let Some(unit) = unit {
        diags.keep(|found| found.unit.as_deref().is_none_or(|own| own == unit));
    }
}

fn judged(project: &Project, request: &Request, mut sources: Sources, watch: &mut Watch<'_>) -> Result<Outcome> {
    let mut diags = Diagnostics::default();
    let content = watch.run("读取", || load::load(project, request.year, &mut sources, &mut diags))?;
    let plan = &content.plan.head;
    if let Some(year) = request.year.filter(|year| !(plan.start..=plan.end).contains(year)) {
        bail!("{year} 年不在方案的规划期内，可以写 {}—{}。", plan.start, plan.end);
    }
    let year = content.plan.year;
    let usual = if request.edition.beforehand { year_end(year - 1) } else { year_end(year) };
    let as_of = request.as_of.unwrap_or(usual);
    let levels = content.settings.levels.iter();
    let levels = levels.filter_map(|(name, gravity)| Some((RuleName::parse(name)?, level(*gravity))));
    diags.set_levels(levels.filter(|(rule, _)| !check::rules::FIRM.contains(rule)));
    let unit = match &request.unit {
        Some(name) => Some(department(&content.plan, name)?.name.value.clone()),
        None => None,
    };
    let content = Arc::new(content);
    let ledger = watch.run("归集", || join(Arc::clone(&content), year));
    let assessment = watch.run("评价", || assess(ledger, as_of));
    watch.run("检查", || check::check(&assessment, &sources, &mut diags));
    silence(&mut diags, &sources);
    if request.edition.beforehand {
        // What is owed or wrong with results is nothing that a year without results could have.
        let of_results = |rule: RuleName| {
            let rule = check::rules::ALL.iter().find(|own| own.name == rule);
            rule.is_some_and(|own| matches!(own.scope, check::Scope::Year(_) | check::Scope::Submission(_)))
                || rule.is_some_and(|own| own.name == rules::NO_SUBMISSIONS)
        };
        diags.keep(|found| !of_results(found.rule));
    }
    if !content.plan_read {
        // Whatever else is found follows from that.
        let of_plan = |found: &Diagnostic| {
            let path = found.primary.map(|span| sources.file(span.file).path.as_str()).or(found.path.as_deref());
            path.is_some_and(Project::is_of_plan) || found.rule == rules::YAML_SYNTAX
        };
        diags.keep(of_plan);
    }
    diags.cap();
    own(&mut diags, unit.as_deref());
    let timings = Vec::new();
    Ok(Outcome { sources, diags, content, year, as_of, assessment, unit, product: None, fonts: None, timings })
}

/// Rules about writing and about what is missing, which have nothing to say of a line that could not be read as it stands.
const SILENCED: [RuleName; 9] = [
    rules::HALF_WIDTH_MARK,
    rules::STRAIGHT_QUOTE,
    rules::RAW_MARKUP,
    rules::RANGE_MARK,
    rules::LIST_MARK,
    rules::JOINED_LINES,
    rules::BROKEN_TABLE,
    rules::PROJECT_INCOMPLETE,
    rules::NOT_REPORTED,
];

/// Of a line with a mistake of syntax only that is told: what else was found on it follows from it.
fn silence(diags: &mut Diagnostics, sources: &Sources) {
    // A line is known by where it begins.
    let line = |span: Span| (span.file, sources.file(span.file).lines(span.start, span.start).start);
    let of = |rules: &[RuleName]| -> BTreeSet<(FileId, usize)> {
        diags.iter().filter(|found| rules.contains(&found.rule)).filter_map(|found| found.primary.map(line)).collect()
    };
    let broken = of(&[rules::YAML_SYNTAX, rules::KEY_IN_TEXT]);
    let unread = of(&[rules::YAML_SYNTAX, rules::KEY_IN_TEXT, rules::MISPLACED_KEY]);
    if unread.is_empty() {
        return;
    }
    // What is called missing although its line is there and cannot be read.
    let names: Vec<(FileId, &str)> = unread
        .iter()
        .filter_map(|&(file, start)| Some((file, sources.file(file).text[start..].lines().next()?.trim_start())))
        .collect();
    let named = |found: &Diagnostic| {
        let name = found.message.split(['「', '」']).nth(1).unwrap_or_default();
        let file = found.primary.map(|span| span.file);
        !name.is_empty() && names.iter().any(|(own, line)| Some(*own) == file && line.starts_with(name))
    };
    diags.keep(|found| {
        let here = found.primary.is_some_and(|span| broken.contains(&line(span)));
        !(SILENCED.contains(&found.rule) && here || found.rule == rules::NOT_REPORTED && named(found))
    });
}

/// All stages. Without `draft`, an error ends them and there is no product.
///
/// # Errors
/// The machine fails, or the request asks for a department that does not exist.
pub fn build(project: &Project, request: &Request, begin: &mut dyn FnMut(&'static str)) -> Result<Outcome> {
    let mut watch = Watch::new(begin);
    let outcome = judged(project, request, Sources::default(), &mut watch)?;
    let mut outcome = finished(project, request, outcome, &mut watch)?;
    outcome.timings = watch.timings;
    Ok(outcome)
}

/// Builds from what [`check()`] found, without reading anything of the content again.
///
/// # Errors
/// The machine fails.
pub fn build_checked(
    project: &Project,
    request: &Request,
    checked: Outcome,
    begin: &mut dyn FnMut(&'static str),
) -> Result<Outcome> {
    let mut watch = Watch::new(begin);
    let mut timings = checked.timings.clone();
    let mut outcome = finished(project, request, checked, &mut watch)?;
    timings.append(&mut watch.timings);
    outcome.timings = timings;
    Ok(outcome)
}

fn finished(project: &Project, request: &Request, mut outcome: Outcome, watch: &mut Watch<'_>) -> Result<Outcome> {
    // A formal report of the whole year needs everybody.
    if !request.draft && outcome.unit.is_none() && !request.edition.beforehand {
        outcome.diags.extend(check::rules::gate(&outcome.assessment));
    }
    if outcome.diags.has_errors() && !request.draft {
        return Ok(outcome);
    }
    let request = &Request { unit: outcome.unit.clone(), ..request.clone() };
    if !request.edition.format.of_document() {
        outcome.product = Some(tabled(&outcome.assessment, request, watch)?);
        return Ok(outcome);
    }
    let supplies = Supplies::gather(project, &mut outcome, watch)?;
    let Outcome { assessment, sources, diags, .. } = &mut outcome;
    let press = Press::new(assessment, &supplies).lenient();
    let product = press.product(request, &mut Notes::new(sources, diags), watch)?;
    outcome.product = product;
    outcome.fonts = Some(supplies.fonts);
    Ok(outcome)
}

/// What a PDF calls itself to programs.
#[must_use]
pub fn ident(content: &Content, year: Year) -> String {
    format!("{} {year} {}", content.plan.head.number, content.settings.title)
}

/// The level that a word of the settings means.
fn level(gravity: Gravity) -> Level {
    match gravity {
        Gravity::Error => Level::Error,
        Gravity::Warning => Level::Warning,
        Gravity::Hint => Level::Hint,
    }
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
