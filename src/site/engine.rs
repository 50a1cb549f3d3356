//! The template engine of the pages: strict, every value text, what is markup written by the document's own writer.

use std::sync::Arc;

use anyhow::Result;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};

use super::shelf::Shelf;
use crate::compose::stop;
use crate::document::{self, FigureMark, markdown};
use crate::model::Year;
use crate::write::html::{self, Image, Places};

/// Declares the templates by name.
macro_rules! templates {
    ($($name:literal),+ $(,)?) => { &[$(($name, include_str!(concat!("../../assets/web/site/", $name, ".html.j2")))),+] };
}

/// The templates.
const TEMPLATES: &[(&str, &str)] = templates![
    "macros",
    "layout",
    "index",
    "indicators",
    "indicator",
    "areas",
    "area",
    "tasks",
    "task",
    "departments",
    "department",
    "milestones",
    "projects",
    "cases",
    "events",
    "changes",
    "since",
    "data",
    "method",
    "text",
    "about",
    "internal",
    "search",
];

/// The engine with what the pages of a site ask for.
///
/// # Errors
/// A template is broken, which a test would tell.
pub fn engine(shelf: &Arc<Shelf>, year: Year) -> Result<Environment<'static>> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(format);
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    environment.set_syntax(syntax.build()?);
    for filter in ["safe", "escape", "e", "tojson", "urlencode"] {
        environment.remove_filter(filter);
    }
    environment.add_filter("stop", stop);
    environment.add_filter("plain", |text: &str| document::plain(text));
    environment.add_filter("status", |word: &str| Value::from_safe_string(html::status(word)));
    environment.add_filter("symbol", |word: &str| Value::from_safe_string(html::symbol(word)));
    environment.add_test("has", |list: Vec<String>, one: &str| list.iter().any(|own| own == one));
    let own = Arc::clone(shelf);
    environment
        .add_function("figure", move |text: String, mark: &str, unit: Option<String>| figure(&own, text, mark, unit));
    let own = Arc::clone(shelf);
    environment.add_filter("prose", move |text: &str| Value::from_safe_string(prose(&own, text, year)));
    let own = Arc::clone(shelf);
    environment.add_function("chart", move |name: &str| image(&own, Image::Chart(name)));
    let own = Arc::clone(shelf);
    environment.add_function("picture", move |path: &str| image(&own, Image::Picture(path)));
    let own = Arc::clone(shelf);
    environment.add_function("alt", move |name: &str| own.charts.get(name).map(|chart| chart.alt.clone()));
    let own = Arc::clone(shelf);
    environment.add_function("caption", move |name: &str| own.charts.get(name).map(|chart| chart.caption.clone()));
    for (name, kind) in
        [("indicator", "indicator"), ("area_page", "area"), ("task", "task"), ("department", "department")]
    {
        let own = Arc::clone(shelf);
        environment
            .add_function(name, move |key: Value| own.page(kind, &key.to_string()).map(|page| format!("@/{page}")));
    }
    for (name, text) in TEMPLATES {
        environment.add_template(name, text)?;
    }
    Ok(environment)
}

/// The address of an image; none of one that is not there.
fn image(shelf: &Shelf, image: Image<'_>) -> Option<String> {
    shelf.image(image)
}

/// A figure with its mark and its unit, as the document's writer has it.
fn figure(shelf: &Shelf, text: String, mark: &str, unit: Option<String>) -> Value {
    let mark = FigureMark::NAMES.iter().find(|(name, _)| *name == mark).map(|(_, mark)| *mark).unwrap_or_default();
    let value = document::Value { of: None, year: None, mark, unit, text };
    Value::from_safe_string(html::figure(&value, shelf.document.meta.unmarked))
}

/// Markdown as the document's writer has it.
fn prose(shelf: &Shelf, text: &str, year: Year) -> String {
    let picture = |path: &str| {
        let key = format!("{year}/{path}");
        shelf.has_picture(&key).then_some(key)
    };
    let places = Places { image: &|image| shelf.image(image), label: &|label| format!("@/text.html#{label}"), top: 2 };
    html::part(&shelf.document, &markdown::blocks(text, &picture), &places)
}

/// Writes a value as text, whatever stands in it; nothing for none.
fn format(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.kind() {
        ValueKind::Undefined => Err(Error::new(ErrorKind::UndefinedError, "a value that is not there")),
        ValueKind::None => Ok(()),
        ValueKind::Bool | ValueKind::Number => write!(out, "{value}").map_err(Error::from),
        ValueKind::String if value.is_safe() => out.write_str(value.as_str().unwrap_or_default()).map_err(Error::from),
        ValueKind::String => out.write_str(&escaped(value.as_str().unwrap_or_default())).map_err(Error::from),
        _ => Err(Error::new(ErrorKind::InvalidOperation, "a list or a mapping is no text")),
    }
}

/// Text as it stands in a page, also inside quoted attributes; characters that a page cannot hold are left out.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            c => out.push(c),
        }
    }
    out
}
