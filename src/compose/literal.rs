//! Values to Typst literals: the only way a value gets into a manuscript.

use std::fmt::{self, Write};

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind, Output, State};

/// The formatter of every template: a value is written as a Typst literal; only what [`super::markdown`] made, which
/// is literals itself, is written as it is.
///
/// # Errors
/// The value is undefined or of a kind that has no literal.
pub fn format(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::new(ErrorKind::UndefinedError, "模板用到了没有定义的值"));
    }
    if value.is_safe() {
        return out.write_str(value.as_str().unwrap_or_default()).map_err(Error::from);
    }
    write(out, value)
}

fn write(out: &mut impl Write, value: &Value) -> Result<(), Error> {
    match value.kind() {
        ValueKind::None => out.write_str("none")?,
        ValueKind::Bool => out.write_str(if value.is_true() { "true" } else { "false" })?,
        ValueKind::Number => write!(out, "({value})")?,
        ValueKind::String if value.is_safe() => out.write_str(value.as_str().unwrap_or_default())?,
        ValueKind::String => string(out, value.as_str().unwrap_or_default())?,
        ValueKind::Seq | ValueKind::Iterable => {
            out.write_str("(")?;
            for item in value.try_iter()? {
                write(out, &item)?;
                out.write_str(", ")?;
            }
            out.write_str(")")?;
        }
        ValueKind::Map if value.len() == Some(0) => out.write_str("(:)")?,
        ValueKind::Map => {
            out.write_str("(")?;
            for key in value.try_iter()? {
                string(out, key.as_str().unwrap_or(&key.to_string()))?;
                out.write_str(": ")?;
                write(out, &value.get_item(&key)?)?;
                out.write_str(", ")?;
            }
            out.write_str(")")?;
        }
        kind => return Err(Error::new(ErrorKind::InvalidOperation, format!("{kind} 没有对应的 Typst 字面量"))),
    }
    Ok(())
}

/// A Typst string literal; nothing in `text` can end it.
///
/// # Errors
/// `out` cannot be written to.
pub fn string(out: &mut impl Write, text: &str) -> fmt::Result {
    out.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' => out.write_str("\\\"")?,
            '\\' => out.write_str("\\\\")?,
            '\n' => out.write_str("\\n")?,
            '\r' => {}
            '\t' => out.write_str("\\t")?,
            c if c.is_control() => {}
            c => out.write_char(c)?,
        }
    }
    out.write_char('"')
}

/// [`string`] as a `String`.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::new();
    // Writing into a string cannot fail.
    string(&mut out, text).unwrap_or_default();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &Value) -> String {
        let mut out = String::new();
        write(&mut out, value).unwrap();
        out
    }

    #[test]
    fn writes_literals() {
        assert_eq!(check(&Value::from("a\"b\\c\n")), r#""a\"b\\c\n""#);
        assert_eq!(check(&Value::from(true)), "true");
        assert_eq!(check(&Value::from(())), "none");
        assert_eq!(check(&Value::from(vec![1, 2])), "((1), (2), )");
        assert_eq!(check(&Value::from_pairs([("键", 1)])), r#"("键": (1), )"#);
        assert_eq!(check(&Value::from_pairs(std::iter::empty::<(&str, i32)>())), "(:)");
    }
}
