//! The template engine as templates find it: strict, bounded, and writing markup in which a value is always text.

use std::collections::BTreeMap;
use std::fmt::Write;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};

use super::marks::{Marked, mark};
use super::templates::Templates;
use super::view::View;
use crate::diag::{Diagnostic, Diagnostics, RuleName, rules};
use crate::document::{Fault, LINE};
use crate::source::Span;

/// Steps a template may take; the shipped report takes about a hundredth of it.
const FUEL: u64 = 50_000_000;

/// The rule of everything that is wrong with a template.
const RULE: RuleName = rules::TEMPLATE_ERROR;

/// The templates of a project, ready to be filled.
pub struct Engine<'a> {
    templates: &'a Templates,
    /// Every template with its elements marked, by name.
    marked: BTreeMap<&'a str, Marked>,
}

impl<'a> Engine<'a> {
    /// Marks the templates.
    #[must_use]
    pub fn new(templates: &'a Templates) -> Self {
        let files = templates.files.iter().enumerate();
        let marked = files.map(|(number, (name, (_, text)))| (name.as_str(), mark(text, number))).collect();
        Self { templates, marked }
    }

    /// Fills the template `entry`; a mistake becomes a finding in the template it is in.
    pub fn render(&self, entry: &str, view: &View, diags: &mut Diagnostics) -> Option<String> {
        let mut environment = environment();
        let mut whole = true;
        for (name, marked) in &self.marked {
            if let Err(error) = environment.add_template(name, &marked.text) {
                diags.push(self.diagnose(&error));
                whole = false;
            }
        }
        // Whatever is not whole would be missed again by those that include it.
        if !whole {
            return None;
        }
        let mut out = Bounded::default();
        let rendered = environment.get_template(entry);
        let rendered =
            rendered.and_then(|template| template.render_captured_to(Value::from(Serde(view)), &mut out).map(drop));
        match rendered {
            Ok(()) => String::from_utf8(out.0).ok(),
            Err(_) if LARGEST <= out.0.len() => {
                let message = format!("模板写出的内容超过了 {} MB，已停止。", LARGEST >> 20);
                let found = Diagnostic::error(RULE, message).in_file(format!("templates/{entry}"));
                diags.push(found.help("多半是循环里又套了循环：检查模板里的「{% for %}」和宏。"));
                None
            }
            Err(error) => {
                diags.push(self.diagnose(&error));
                None
            }
        }
    }

    /// The finding, at the place in the template where there is one.
    fn diagnose(&self, error: &Error) -> Diagnostic {
        // An error inside an include or a macro is the source of one outside; the innermost says where it is.
        let inner = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
        let error = inner.filter_map(|error| error.downcast_ref::<Error>()).last().unwrap_or(error);
        let name = error.name().unwrap_or_default();
        let diagnostic = Diagnostic::error(RULE, format!("模板出错：{}。", told(error)))
            .help("改正模板；可用的名称见 templates/README.md。");
        let (Some((file, text)), Some(marked)) = (self.templates.files.get(name), self.marked.get(name)) else {
            return diagnostic.in_file(format!("templates/{name}"));
        };
        let range = error.range().map(|range| marked.before(range.start)..marked.before(range.end));
        let range = range.filter(|range| text.get(range.clone()).is_some()).unwrap_or_else(|| {
            let line = error.line().unwrap_or(1);
            let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
            let len = text[start..].find('\n').unwrap_or(text.len() - start);
            start..start + len
        });
        diagnostic.at(Span::new(*file, range.start, range.end))
    }

    /// The finding of a fault in the markup, at the element's name.
    #[must_use]
    pub fn fault(&self, fault: &Fault) -> Diagnostic {
        let diagnostic = Diagnostic::error(RULE, fault.message.clone()).help(fault.help.clone());
        let place = fault.place.and_then(|place| Some((place, self.templates.files.values().nth(place.template)?)));
        let Some((place, (file, text))) = place else { return diagnostic.in_file("templates/") };
        let rest = text.get(place.offset..).unwrap_or_default();
        let len = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '<'))).unwrap_or(rest.len());
        diagnostic.at(Span::new(*file, place.offset, place.offset + len))
    }
}

/// Largest markup that a template may write, in bytes; a report of a thousand pages has a third of it.
const LARGEST: usize = 16 << 20;

/// What a template writes, up to a limit.
#[derive(Default)]
struct Bounded(Vec<u8>);

impl std::io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if LARGEST < self.0.len() + bytes.len() {
            self.0.resize(LARGEST, b' ');
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What went wrong, in Chinese, with the names that the engine gives.
fn told(error: &Error) -> String {
    let detail = error.detail().unwrap_or_default();
    // What was written here is Chinese already.
    if detail.contains(|c: char| '\u{2e80}' <= c) {
        return detail.to_owned();
    }
    let what = match error.kind() {
        ErrorKind::SyntaxError => "写法有误，括号、引号或「{% %}」没有成对",
        ErrorKind::UndefinedError => "用到了没有定义的名称",
        ErrorKind::OutOfFuel => "步数超过了上限，多半是循环没有止境",
        ErrorKind::UnknownFilter => "没有这个过滤器",
        ErrorKind::UnknownTest => "没有这个测试（is 后面的词）",
        ErrorKind::UnknownFunction => "没有这个函数或宏",
        ErrorKind::UnknownMethod => "没有这个方法",
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => "找不到所引用的模板",
        ErrorKind::MissingArgument => "少写了参数",
        ErrorKind::TooManyArguments => "多写了参数",
        ErrorKind::NonPrimitive | ErrorKind::NonKey => "这里不能用列表或对照表",
        ErrorKind::CannotUnpack => "不能拆成这么多个",
        ErrorKind::InvalidOperation => "这里不能这样运算：两边的类型不合，或者数太大、套得太深",
        _ => "不能执行",
    };
    let names: Vec<&str> = detail.split(['`', '"', '\'']).skip(1).step_by(2).filter(|name| !name.is_empty()).collect();
    if names.is_empty() { what.to_owned() } else { format!("{what}（「{}」）", names.join("」「")) }
}

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
    // What macros and blocks capture has been escaped already; under this name it is kept as it is.
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markup".into()));
    environment.set_formatter(format);
    environment.add_filter("stop", stop);
    environment.add_test("has", |list: Vec<String>, one: &str| list.iter().any(|own| own == one));
    // These would declare text to be markup.
    for filter in ["safe", "escape", "e", "tojson", "urlencode"] {
        environment.remove_filter(filter);
    }
    environment
}

/// Writes a value as text of the markup, whatever stands in it; nothing for none.
///
/// # Errors
/// The value is undefined, or a list or a mapping, which are no text.
fn format(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.kind() {
        ValueKind::Undefined => Err(Error::new(ErrorKind::UndefinedError, "模板用到了没有定义的值")),
        ValueKind::None => Ok(()),
        ValueKind::Bool | ValueKind::Number => write!(out, "{value}").map_err(Error::from),
        ValueKind::String if value.is_safe() => out.write_str(value.as_str().unwrap_or_default()).map_err(Error::from),
        ValueKind::String => escape(out, value.as_str().unwrap_or_default()).map_err(Error::from),
        kind => {
            let kind = match kind {
                ValueKind::Seq | ValueKind::Iterable => "列表",
                ValueKind::Map => "对照表",
                _ => "这样的值",
            };
            Err(Error::new(ErrorKind::InvalidOperation, format!("{kind}不能直接印出，要写明印它的哪一项")))
        }
    }
}

/// Text as it stands in markup, also inside quoted attributes. Characters that XML cannot hold are left out; a line feed
/// becomes [`LINE`], so that it is told from those of the template.
fn escape(out: &mut impl Write, text: &str) -> std::fmt::Result {
    for c in text.chars() {
        match c {
            '&' => out.write_str("&amp;")?,
            '<' => out.write_str("&lt;")?,
            '>' => out.write_str("&gt;")?,
            '"' => out.write_str("&quot;")?,
            '\n' => out.write_char(LINE)?,
            '\t' => out.write_str("&#9;")?,
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.write_char(c)?,
        }
    }
    Ok(())
}

/// The text with exactly one full stop at its end; nothing for nothing. In templates: `{{ text|stop }}`.
fn stop(text: Option<&str>) -> String {
    let text = text.unwrap_or_default().trim_end();
    if text.is_empty() || text.ends_with(['。', '！', '？']) { text.to_owned() } else { format!("{text}。") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_one_text_of_the_markup(text in "\\PC*|[\"&<>'\\]\\[!\\-\\n\\t{}]*") {
            let mut out = String::from("<a b=\"");
            escape(&mut out, &text).unwrap();
            out.push_str("\">");
            escape(&mut out, &text).unwrap();
            out.push_str("</a>");
            let tree = roxmltree::Document::parse(&out).unwrap();
            let root = tree.root_element();
            let same = |text: &str| text.replace(LINE, "\n");
            prop_assert_eq!(same(root.attribute("b").unwrap_or_default()), same(&text));
            prop_assert_eq!(same(root.text().unwrap_or_default()), same(&text));
            prop_assert!(root.children().all(|child| child.is_text()));
        }
    }
}
