//! What stands where a value or an entry should, and lines of which nothing better is known.

use serde_yaml::granit_parser::ErrorKind;

use super::{Cause, Line, Lines, indent, key_before};
use crate::source::Keys;
use crate::source::explain::explain;
use crate::source::scalar::between_digits;

/// `问题:` with `**一是**…`, `> …` or `| … |` under it: text that has no `|` above it.
pub fn bar_missing(text: &str, lines: &Lines, keys: &Keys) -> Option<Cause> {
    let pair = |at: usize| Some((*lines.0.get(at)?, *lines.0.get(at + 1)?));
    (0..2).filter_map(pair).find_map(|((start, end), above)| {
        let mark = text[start..end].trim_start();
        let opening = text[above.0..above.1].trim_end();
        let key = opening.strip_suffix(':').map(|key| key.trim_start().trim_start_matches("- ").trim())?;
        let deeper = indent(text, above) < indent(text, (start, end));
        let own = mark.starts_with(['*', '>', '|', '&', '!', '%', '@', '`', '"', '[']) && !mark.starts_with("[]");
        let at = above.0 + opening.len();
        (own && deeper && keys.has(key) && !keys.opens_section(key)).then(|| Cause {
            point: (at - 1, at),
            message: format!("「{key}:」后面少了竖线「|」，下面的文字读不了。"),
            help: format!("写成「{key}: |」，正文从下一行写起，每一行比「{key}」多缩进两个空格。"),
            start: at,
            end: at,
            with: " |".to_owned(),
            fix: vec![(at, at, " |".to_owned())],
        })
    })
}

/// A value that begins with a mark YAML keeps for itself: `"千企"改造`, `- 甲`, `>5`, `@`, `!`, `%`, `*`.
pub fn special_start(text: &str, (start, end): Line) -> Option<Cause> {
    let line = &text[start..end];
    let colon = line.find(": ")?;
    let key = key_before(line, colon)?;
    let value = line[colon + 2..].trim_start();
    let at = start + line.len() - value.len();
    let first = value.chars().next()?;
    let (message, help, with) = match first {
        '-' if value.split(" #").next().unwrap_or_default().trim_end() == "-" => (
            format!("「{key}」后面只有一道短横，没有内容。"),
            "没有内容的，冒号后面空着就行：删去「-」。".to_owned(),
            " ",
        ),
        '-' if value.starts_with("- ") => (
            format!("「{key}:」后面不能接着写「- 」列项。"),
            format!("列项另起一行，每一行比「{key}」多缩进两个空格。"),
            " ",
        ),
        '[' | '{' if goes_on(value, if first == '[' { ']' } else { '}' }) => (
            format!("「{key}」的文字以「{first}」开头，YAML 把它当作记号。"),
            format!("改用全角的括号，或者写成「{key}: |」，正文另起一行。"),
            if first == '[' { "［" } else { "｛" },
        ),
        '"' if value.contains('\\') => (
            "双引号里的反斜杠「\\」是 YAML 的记号。".to_owned(),
            "路径里用「/」，例如 图片/实验室.png；不用引号。".to_owned(),
            "“",
        ),
        '"' | '\'' if goes_on(value, first) => (
            format!("「{key}」的文字以引号「{first}」开头，YAML 把它当作记号。"),
            format!("正文里的引号用中文引号“ ”；或者写成「{key}: |」，正文另起一行。"),
            "“",
        ),
        '>' if matches!(value.trim_end(), ">" | ">-" | ">+") => return None,
        '>' | '@' | '`' | '%' | '!' | '&' | '*' => (
            format!("「{key}」的内容以「{first}」开头，YAML 把它当作记号。"),
            format!("去掉「{first}」；确是正文的，写成「{key}: |」，正文另起一行。"),
            " ",
        ),
        _ => return None,
    };
    Some(Cause {
        point: (at, end),
        message,
        help,
        start: at,
        end: at + first.len_utf8(),
        with: with.to_owned(),
        fix: Vec::new(),
    })
}

/// Whether a quoted text has something after its closing quote that is no comment.
fn goes_on(value: &str, quote: char) -> bool {
    let rest = value[1..].split_once(quote).map_or("", |(_, rest)| rest.trim());
    !rest.is_empty() && !rest.starts_with('#')
}

/// A page break or a soft line break pasted from a word processor, which nobody sees.
pub fn control_mark(text: &str, (start, end): Line) -> Option<Cause> {
    let hidden = |c: char| (c.is_control() || c == '\u{feff}') && !matches!(c, '\t' | '\r' | '\n');
    let (at, mark) = text[start..end].char_indices().find(|&(_, c)| hidden(c))?;
    let marks = text[start..end].char_indices().filter(|&(_, c)| hidden(c));
    let apart = |(n, c): &(usize, char)| !between_digits(&text[start..end], *n, n + c.len_utf8());
    let fix = marks.filter(apart).map(|(n, c)| (start + n, start + n + c.len_utf8(), String::new())).collect();
    Some(Cause {
        point: (start + at, start + at + mark.len_utf8()),
        message: "这一行有看不见的控制字符（如分页符、换行符），多半是从 Word 粘贴来的。".to_owned(),
        help: "删去这个字符：把光标放在标出的地方，按一次 Delete。".to_owned(),
        start: start + at,
        end: start + at + mark.len_utf8(),
        with: if mark == '\u{feff}' { String::new() } else { " ".to_owned() },
        fix,
    })
}

/// A line at the left edge that is no entry: a comment that lost its `#`.
pub fn stray_text(text: &str, (start, end): Line) -> Option<Cause> {
    let line = &text[start..end];
    let entry = line.contains(':') || line.starts_with([' ', '-', '{', '[', '"', '\'', '#', '%', '}', ']']);
    (!entry && 8 < line.chars().count()).then(|| Cause {
        point: (start, end),
        message: "这一行不是「键: 值」，像是说明文字丢了行首的「#」。".to_owned(),
        help: "是说明的，在行首补上「# 」；是正文的，放到「|」下面并缩进；不需要的删去。".to_owned(),
        start,
        end: start,
        with: "# ".to_owned(),
        fix: Vec::new(),
    })
}

/// Nothing better is known: point at the line, say what the parser saw, and read on without it.
pub fn give_up_line(text: &str, lines: &Lines, kind: &ErrorKind) -> Option<Cause> {
    let &(start, end) = lines.0.first()?;
    let (message, help) = explain(kind);
    Some(Cause {
        point: (start + indent(text, (start, end)), end),
        message: message.to_owned(),
        help: help.to_owned(),
        start,
        end,
        with: " ".repeat(end - start),
        fix: Vec::new(),
    })
}
