//! The template engine as templates find it: strict, bounded, and writing nothing but Typst literals.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value};

use super::literal;
use super::templates::Templates;
use super::view::View;
use crate::diag::{Diagnostic, Diagnostics, RuleName, rules};
use crate::source::Span;

/// Steps a template may take; the shipped report takes about a hundredth of it.
const FUEL: u64 = 50_000_000;

/// Renders the template `entry`; a mistake becomes a finding in the template it is in.
pub fn render(templates: &Templates, entry: &str, view: &View, diags: &mut Diagnostics) -> Option<String> {
    let mut environment = environment();
    for (name, (_, text)) in &templates.files {
        if let Err(error) = environment.add_template(name, text) {
            diags.push(diagnose(templates, &error));
        }
    }
    let rendered = environment.get_template(entry).and_then(|template| template.render(Value::from(Serde(view))));
    match rendered {
        Ok(text) if !diags.iter().any(|d| d.rule == RULE) => Some(text),
        Ok(_) => None,
        Err(error) => {
            diags.push(diagnose(templates, &error));
            None
        }
    }
}

const RULE: RuleName = rules::TEMPLATE_ERROR;

fn environment<'a>() -> Environment<'a> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_debug(true);
    environment.set_fuel(Some(FUEL));
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    if let Ok(syntax) = syntax.build() {
        environment.set_syntax(syntax);
    }
    // What macros and blocks capture has been formatted already; under this name it is kept as it is.
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("typst".into()));
    environment.set_formatter(literal::format);
    environment.add_filter("stop", stop);
    // These would declare text to be Typst.
    for filter in ["safe", "escape", "e", "tojson", "urlencode"] {
        environment.remove_filter(filter);
    }
    environment
}

/// The text with exactly one full stop at its end; nothing for nothing. In templates: `{{ text|stop }}`.
fn stop(text: Option<&str>) -> String {
    let text = text.unwrap_or_default().trim_end();
    if text.is_empty() || text.ends_with(['。', '！', '？']) { text.to_owned() } else { format!("{text}。") }
}

/// The finding, at the place in the template where there is one.
fn diagnose(templates: &Templates, error: &Error) -> Diagnostic {
    // An error inside an include or a macro is the source of one outside; the innermost says where it is.
    let inner = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
    let error = inner.filter_map(|error| error.downcast_ref::<Error>()).last().unwrap_or(error);
    let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    let name = error.name().unwrap_or_default();
    let diagnostic = Diagnostic::error(RULE, format!("模板出错：{detail}（{}）。", error.kind()))
        .help("改正模板；可用的名称见 templates/README.md。");
    let Some((file, text)) = templates.files.get(name) else { return diagnostic.in_file(format!("templates/{name}")) };
    let range = error.range().unwrap_or_else(|| {
        let line = error.line().unwrap_or(1);
        let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let len = text[start..].find('\n').unwrap_or(text.len() - start);
        start..start + len
    });
    diagnostic.at(Span::new(*file, range.start, range.end))
}
