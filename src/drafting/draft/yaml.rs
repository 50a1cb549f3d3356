//! YAML that says what a text says, whatever stands in the text.

use std::fmt::Write;

/// Longest text on the line of its key, in characters; a longer one is a block.
const SHORT: usize = 60;

/// A file under construction.
#[derive(Default)]
pub struct Writer {
    text: String,
    indent: usize,
    item: bool,
}

impl Writer {
    /// What was written.
    pub fn finish(self) -> String {
        self.text
    }

    /// A line as it is; it must be ours.
    pub fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// `key:` with what `inside` writes below it.
    pub fn section(&mut self, key: &str, inside: impl FnOnce(&mut Self)) {
        self.start();
        let _ = writeln!(self.text, "{key}:");
        self.indent += 1;
        inside(self);
        self.indent -= 1;
    }

    /// An item of a list: `- ` before the first key that `inside` writes.
    pub fn item(&mut self, inside: impl FnOnce(&mut Self)) {
        self.item = true;
        self.indent += 1;
        inside(self);
        self.indent -= 1;
        self.item = false;
    }

    /// `key: value`
    pub fn field(&mut self, key: &str, value: &str) {
        self.start();
        let _ = writeln!(self.text, "{key}: {}", scalar(value));
    }

    /// `key: value # remark`; the remark must be ours.
    pub fn remarked(&mut self, key: &str, value: &str, remark: &str) {
        self.start();
        let _ = writeln!(self.text, "{key}: {}  # {remark}", scalar(value));
    }

    /// `key: [a, b]`
    pub fn list<'a>(&mut self, key: &str, values: impl IntoIterator<Item = &'a str>) {
        self.start();
        let values: Vec<String> = values.into_iter().map(scalar).collect();
        let _ = writeln!(self.text, "{key}: [{}]", values.join(", "));
    }

    /// `key: {a: b}`
    pub fn pairs(&mut self, key: &str, pairs: &[(String, String)]) {
        self.start();
        let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}: {}", scalar(value))).collect();
        let _ = writeln!(self.text, "{key}: {{{}}}", pairs.join(", "));
    }

    /// `待核:` with the fields that have to be checked, if any.
    pub fn open(&mut self, fields: &[&str]) {
        if !fields.is_empty() {
            self.list(super::OPEN, fields.iter().copied());
        }
    }

    /// `- value`
    pub fn entry(&mut self, value: &str) {
        let _ = writeln!(self.text, "{}- {}", "  ".repeat(self.indent), scalar(value));
    }

    /// A passage: on the line of its key, or as a block where it is long.
    pub fn passage(&mut self, key: &str, passage: &str) {
        let lines: Vec<String> = passage.lines().map(printable).filter(|line| !line.is_empty()).collect();
        let text = lines.join("\n");
        if lines.len() < 2 && text.chars().count() <= SHORT || lines.is_empty() {
            return self.field(key, &text);
        }
        self.start();
        let _ = writeln!(self.text, "{key}: |-");
        for line in lines {
            let _ = writeln!(self.text, "{}{line}", "  ".repeat(self.indent + 1));
        }
    }

    /// The indent of the next key; the first of an item has a dash in it.
    fn start(&mut self) {
        if std::mem::take(&mut self.item) {
            self.text.push_str(&"  ".repeat(self.indent.saturating_sub(1)));
            self.text.push_str("- ");
        } else {
            self.text.push_str(&"  ".repeat(self.indent));
        }
    }
}

/// A line of a block: no blanks at its ends, no control characters.
fn printable(line: &str) -> String {
    let line: String = line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()).collect();
    line.trim().to_owned()
}

/// A text as a scalar, in quotes unless it is beyond doubt.
#[must_use]
pub fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Chinese words with marks that mean nothing to YAML, whole numbers, numbers of sections such as 2.1.1a, and our own ids.
fn is_plain(text: &str) -> bool {
    let han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    let inside = |c: char| han(c) || c.is_ascii_alphanumeric() || "（）〔〕《》、，。；·—～%".contains(c);
    let words = text.starts_with(|c| han(c) || c == '《') && text.chars().all(inside);
    let digits = |text: &str| !text.is_empty() && text.len() <= 15 && text.chars().all(|c| c.is_ascii_digit());
    let id = text.strip_prefix(['i', 'm']).is_some_and(digits);
    let parts = || text.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(text).split('.');
    words || digits(text) || id || 2 < parts().count() && parts().all(digits)
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push(' '),
            c if c.is_control()
                || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') =>
            {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_break_out() {
        let mut writer = Writer::default();
        writer.section("单位", |writer| {
            writer.item(|writer| {
                writer.field("名称", "甲: 乙 # 丙\n- 丁");
                writer.list("别名", ["[甲]", "乙\", x: \"", "*丙"]);
                writer.passage("原文", "第一行\n    key: value\n\u{0}---\n- 项");
            });
        });
        assert_eq!(
            writer.finish(),
            "单位:\n  - 名称: \"甲: 乙 # 丙\\n- 丁\"\n    别名: [\"[甲]\", \"乙\\\", x: \\\"\", \"*丙\"]\n    原文: |-\n      第一行\n      key: value\n      ---\n      - 项\n"
        );
    }

    #[test]
    fn only_plain_words_go_without_quotes() {
        for text in ["市工业局", "各乡镇、开发区", "2025", "《方案》", "2.1.1", "2.1.1a", "i01"] {
            assert_eq!(scalar(text), text);
        }
        for text in [
            "",
            "2.1",
            "~",
            "null",
            "%",
            "是: 否",
            "甲 #乙",
            "-甲",
            "!甲",
            "8.5%",
            "“甲”",
            "0x1F",
            "甲\\乙",
            "true",
            "1e5",
            "2.1a",
            "2..1",
            "i",
        ] {
            assert!(scalar(text).starts_with('"'), "{text}");
        }
    }
}
