//! The index page of a night: one HTML file that needs no server and brings nothing from elsewhere.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value as Shown, context};
use serde_json::Value;

use crate::edition::{ALL, REPORT, UNIT};

/// The page.
const PAGE: &str = include_str!("../../../assets/web/nightly.html.j2");

/// Its looks, which go into it.
const LOOKS: &str = include_str!("../../../assets/web/nightly.css");

/// What tells its age, which goes into it; the page's policy names its hash.
const AGE: &str = include_str!("../../../assets/web/nightly.js");

/// The page of a summary, given as JSON; links lead into the folder `base`. If there is no newer preview although there
/// should be, `stale` says when it was tried and why it failed.
///
/// # Errors
/// The template does not fit the summary, or the summary is none.
pub fn index(summary: &str, base: &str, stale: Option<(&str, &str)>) -> Result<String> {
    let summary: Value = serde_json::from_str(summary).context("上一次预览的 digest.json 读不了")?;
    web_page(
        "nightly.html",
        PAGE,
        context! { summary => Shown::from(Serde(&summary)), base, stale, line => line(&summary), others => others() },
    )
}

/// What a night makes beside the report and the departments' parts: what each is called, by its file.
fn others() -> BTreeMap<String, &'static str> {
    let own = ALL.iter().filter(|edition| edition.nightly && !edition.of_unit && edition.key != REPORT.key);
    own.map(|edition| (edition.file(None, true), edition.name)).collect()
}

/// A template with these values as a page that has the nights' looks and tells its age.
///
/// # Errors
/// The template does not fit the values.
pub fn web_page(name: &str, template: &str, values: Shown) -> Result<String> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    environment.set_syntax(syntax.build()?);
    environment.add_template(name, template)?;
    environment.add_filter("lines", |text: String| text.lines().map(str::to_owned).collect::<Vec<_>>());
    environment.add_function("part", |unit: String| UNIT.file(Some(&unit), false));
    let looks = Shown::from_safe_string(LOOKS.to_owned());
    let age = Shown::from_safe_string(AGE.to_owned());
    Ok(environment.get_template(name)?.render(context! { looks, age, ..values })?)
}

/// Width and height of the trend.
const SIZE: (usize, usize) = (600, 80);

/// The corners of the trend's line.
fn line(summary: &Value) -> String {
    let marks = summary["trend"].as_array().map(Vec::as_slice).unwrap_or_default();
    let step = SIZE.0.checked_div(marks.len().saturating_sub(1)).unwrap_or_default();
    let corner = |(n, mark): (usize, &Value)| {
        let percent = usize::try_from(mark["percent"].as_u64().unwrap_or_default()).unwrap_or_default().min(100);
        format!("{},{}", n * step, SIZE.1 - SIZE.1 * percent / 100)
    };
    marks.iter().enumerate().map(corner).collect::<Vec<_>>().join(" ")
}
