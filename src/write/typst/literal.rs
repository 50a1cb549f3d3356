//! Texts to Typst literals: the only way a text gets into a manuscript.

use std::fmt::{self, Write};

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
    let mut out = String::with_capacity(text.len() + 2);
    // Writing into a string cannot fail.
    string(&mut out, text).unwrap_or_default();
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn writes_literals() {
        assert_eq!(quoted("a\"b\\c\n"), r#""a\"b\\c\n""#);
        assert_eq!(quoted("#read(\"x\")"), r##""#read(\"x\")""##);
    }
}
