//! The template engine as templates find it: strict, bounded, and writing markup in which a value is always text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};
use serde::{Deserialize, Serialize};

use crate::document::LINE;

/// Steps a template may take; the shipped report takes about a hundredth of it.
const FUEL: u64 = 50_000_000;

/// What another process fills: the templates as the engine reads them, and what they see.
#[derive(Serialize, Deserialize)]
pub struct Work<'a, V> {
    /// Name of the template it begins with.
    pub entry: Cow<'a, str>,
    /// Texts by name, with every element marked.
    pub templates: BTreeMap<Cow<'a, str>, Cow<'a, str>>,
    /// What they see.
    pub view: V,
}

/// What is wrong with a template.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Mistake {
    /// Name of the template.
    pub template: String,
    /// What it is.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// Where in the marked text, in bytes, if that is known.
    pub range: Option<(usize, usize)>,
    /// Its line, from 1, if that is known.
    pub line: Option<usize>,
}

/// Templates that were understood and may be filled any number of times.
#[derive(Debug)]
pub struct Ready(Environment<'static>);

/// Reads the templates.
///
/// # Errors
/// Everything that is wrong with them; never none.
pub fn ready<'a>(templates: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Ready, Vec<Mistake>> {
    let mut environment = environment();
    let added =
        templates.into_iter().map(|(name, text)| environment.add_template_owned(name.to_owned(), text.to_owned()));
    let wrong: Vec<Mistake> = added.filter_map(Result::err).map(|error| mistake(&error)).collect();
    // Whatever is not whole would be missed again by those that include it.
    if wrong.is_empty() { Ok(Ready(environment)) } else { Err(wrong) }
}

impl Ready {
    /// Fills the template `entry`.
    ///
    /// # Errors
    /// Everything that is wrong with it; never none.
    pub fn fill(&self, entry: &str, view: &impl Serialize) -> Result<String, Vec<Mistake>> {
        let mut out = Bounded::default();
        let rendered = self.0.get_template(entry);
        let rendered =
            rendered.and_then(|template| template.render_captured_to(Value::from(Serde(view)), &mut out).map(drop));
        let whole = LARGEST <= out.0.len();
        rendered.map(|()| String::from_utf8_lossy(&out.0).into_owned()).map_err(|error| {
            vec![if whole {
                excess(entry, &format!("写出的内容超过了 {} MB", LARGEST >> 20))
            } else {
                mistake(&error)
            }]
        })
    }
}

/// The mistake of a template that wants more of something than any report needs.
#[must_use]
pub fn excess(entry: &str, what: &str) -> Mistake {
    Mistake {
        template: entry.to_owned(),
        message: format!("模板{what}，已停止。"),
        help: "多半是循环里又套了循环，或者把一段文字一次次接在自己后面：检查自己改过的模板里的「{% for %}」「{% set %}」和宏。"
            .to_owned(),
        range: None,
        line: None,
    }
}

fn mistake(error: &Error) -> Mistake {
    // An error inside an include or a macro is the source of one outside; the innermost says where it is.
    let inner = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
    let error = inner.filter_map(|error| error.downcast_ref::<Error>()).last().unwrap_or(error);
    Mistake {
        template: error.name().unwrap_or_default().to_owned(),
        message: format!("模板出错：{}。", told(error)),
        help: "改正模板；可用的名称见 templates/README.md。".to_owned(),
        range: error.range().map(|range| (range.start, range.end)),
        line: Some(error.line().unwrap_or(1)),
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

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_debug(true);
    environment.set_fuel(Some(FUEL));
    let mut syntax = SyntaxConfig::builder();
    // A line feed after a block stays: it is one that the document takes out, with the indentation of the next line.
    syntax.trim_blocks(false).lstrip_blocks(true).keep_trailing_newline(true);
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
#[must_use]
pub fn stop(text: Option<&str>) -> String {
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
