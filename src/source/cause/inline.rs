//! Several fields on one line without the braces that hold them: `名称: A，阶段：开工，总投资: 3亿元`.

use serde_yaml::granit_parser::Parser;

use super::{Cause, Line};
use crate::source::Keys;

/// Fields on one line are no more letters than this: what is longer is a text, or nothing that anybody meant.
const LINE: usize = 4_000;

/// What stands between fields.
const BETWEEN: [char; 7] = [',', '，', ';', '；', '、', ' ', '\u{3000}'];

/// Where each of the keys begins in a text of fields, and where its value does.
fn fields(text: &str, known: impl Fn(&str) -> bool) -> Vec<(usize, &str, usize)> {
    let mut found: Vec<(usize, &str, usize)> = Vec::new();
    for (at, colon) in text.match_indices([':', '：']) {
        let from = found.last().map_or(0, |(.., value)| *value);
        let before = text[from..at].trim_end();
        // The key is what comes after the last mark between fields.
        let start =
            before.rfind(BETWEEN).map_or(0, |mark| mark + before[mark..].chars().next().map_or(1, char::len_utf8));
        let key = &before[start..];
        let apart = found.is_empty() && before[..start].trim().is_empty() || !found.is_empty() && 0 < start;
        if apart && known(key) {
            found.push((from + start, key, at + colon.len()));
        }
    }
    found
}

/// A text of two or more fields as the mapping in braces that was meant; none if it is something else.
#[must_use]
pub fn braced(text: &str, known: impl Fn(&str) -> bool) -> Option<String> {
    let found = if text.len() <= LINE { fields(text, &known) } else { Vec::new() };
    if found.len() < 2 || found[0].0 != 0 || text.starts_with(['{', '[', '"', '\'']) {
        return None;
    }
    // A value that holds a brace or another field is two things that ran together.
    let whole = |value: &str| {
        let glued = value.match_indices([':', '：']).any(|(at, _)| {
            let before = &value[..at];
            before.char_indices().any(|(from, _)| known(&before[from..]))
        });
        !value.contains(['{', '}']) && !glued
    };
    let ends = found.iter().skip(1).map(|(start, ..)| *start).chain([text.len()]);
    let pairs = found.iter().zip(ends).map(|((_, key, value), end)| {
        let value = text[*value..end].trim().trim_end_matches(BETWEEN);
        let plain = !value.contains([',', '{', '}', '[', ']', ':', '"']) && !value.contains(" #");
        let plain = plain && !value.starts_with(['*', '&', '!', '%', '@', '`', '|', '>', '\'', '#', '-', '?']);
        // In quotes already, or in those that it does not hold itself.
        let quoted = 1 < value.len() && value.starts_with('"') && value.find('"').is_some_and(|at| at == 0);
        let quoted = quoted && value[1..].find('"') == Some(value.len() - 2) && !value.contains('\\');
        let quote = if value.contains(['"', '\\']) { '\'' } else { '"' };
        (whole(value) && (plain || quoted || !value.contains(quote)))
            .then(|| if plain || quoted { format!("{key}: {value}") } else { format!("{key}: {quote}{value}{quote}") })
    });
    let pairs: Option<Vec<String>> = pairs.collect();
    Some(format!("{{{}}}", pairs?.join(", ")))
}

/// `- 名称: A, 阶段: 开工` and `填报: 联系人: 张三, 电话: …`.
pub fn inline_fields(text: &str, (start, end): Line, keys: &Keys) -> Option<Cause> {
    let line = text[start..end].split(" #").next().unwrap_or_default().trim_end();
    let indent = line.len() - line.trim_start().len();
    let written = &line[indent..];
    let item = written.starts_with("- ");
    let own = |key: &str| keys.has(key) && (item || !keys.opens_section(key));
    let key = written.split([':', '：']).next().unwrap_or_default();
    // Behind a dash, or behind the key of a mapping.
    let prefix = if let Some(rest) = written.strip_prefix("- ") {
        written.len() - rest.trim_start().len()
    } else if keys.has(key) {
        let rest = written[key.len()..].trim_start_matches([':', '：', ' ']);
        written.len() - rest.len()
    } else {
        return None;
    };
    let content = &written[prefix..];
    // A brace that was forgotten in front still stands at the end.
    let inner = if content.contains(OPENING) { content } else { content.trim_end_matches(CLOSING).trim_end() };
    let braces = braced(inner, own)?;
    let at = start + indent + prefix;
    let head = if written.starts_with("- ") { "- ".to_owned() } else { format!("{key}: ") };
    Some(Cause {
        point: (at, at + content.len()),
        message: "一行里写了几项，要放进花括号。".to_owned(),
        help: format!("写成「{head}{braces}」：逗号、冒号用半角，后面各空一格；或者每项各占一行。"),
        start: start + indent,
        end: start + line.len(),
        with: format!("{head}{braces}"),
        fix: vec![(start + indent, start + line.len(), format!("{head}{braces}"))],
    })
}

/// What people write around several fields.
const OPENING: [char; 4] = ['{', '｛', '(', '（'];

/// What they end them with.
const CLOSING: [char; 4] = ['}', '｝', ')', '）'];

/// `{日期: 2024-05-30；事项: 召开会议}`: fields in braces with other marks between them, or with marks in their texts.
pub fn wrong_braces(text: &str, (start, end): Line, keys: &Keys) -> Option<Cause> {
    let line = text[start..end].trim_end();
    let indent = line.len() - line.trim_start().len();
    let written = &line[indent..];
    let head = if written.starts_with("- ") {
        "- ".to_owned()
    } else {
        let key = written.split([':', '：']).next().unwrap_or_default();
        if keys.has(key) { format!("{key}: ") } else { return None }
    };
    let content = written[written.find(OPENING)?..].trim_start_matches(OPENING).trim();
    let before = written[..written.find(OPENING)?].trim_end();
    if before.trim_end_matches([':', '：', ' ']) != head.trim_end_matches([':', ' ']) || !content.ends_with(CLOSING) {
        return None;
    }
    // What reads well alone is not at fault.
    if written.contains('{') && Parser::new_from_str(written).all(|event| event.is_ok()) {
        return None;
    }
    let braces = braced(content.trim_end_matches(CLOSING).trim_end(), |key| keys.has(key))?;
    let fixed = format!("{head}{braces}");
    (fixed != written).then(|| Cause {
        point: (start + indent, start + line.len()),
        message: "花括号里的标点不对，读不出各项。".to_owned(),
        help: format!("写成「{fixed}」：各项之间用半角逗号，冒号用半角，后面各空一格；文字里有这些标点的，加引号。"),
        start: start + indent,
        end: start + line.len(),
        with: fixed.clone(),
        fix: vec![(start + indent, start + line.len(), fixed)],
    })
}

/// `{日期: …}` on a line of its own among the items of a list, without its dash.
pub fn dash_lost(text: &str, (start, end): Line) -> Option<Cause> {
    let line = text[start..end].trim_end();
    let own = line.len() - line.trim_start_matches(' ').len();
    if !line.trim_start().starts_with(['{', '｛']) {
        return None;
    }
    let blank = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with('#');
    let depth = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let above = text[..start].lines().rev().find(blank)?;
    let below = text[end..].lines().skip(1).find(blank).unwrap_or_default();
    let item = |line: &str| line.trim_start().starts_with("- ");
    let wanted = if item(above) {
        depth(above)
    } else if item(below) && above.trim_end().ends_with(':') {
        depth(below)
    } else if above.trim_end().ends_with(':') {
        depth(above) + 2
    } else if above.trim_start().starts_with('{') {
        depth(above)
    } else {
        return None;
    };
    let with = format!("{}- ", " ".repeat(wanted));
    Some(Cause {
        point: (start + own, start + line.len()),
        message: "列表里的一项少了行首的短横「- 」。".to_owned(),
        help: format!("在这一行的「{{」前面补上半角短横和一个空格，与其他各项左对齐（行首空 {wanted} 格）。"),
        start,
        end: start + own,
        with: with.clone(),
        fix: vec![(start, start + own, with)],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_on_a_line_are_put_in_braces() {
        let known = |key: &str| ["名称", "阶段", "总投资", "日期", "事项"].contains(&key);
        let check = |text: &str, expected: Option<&str>| assert_eq!(braced(text, known).as_deref(), expected, "{text}");
        check("名称: A，阶段：开工，总投资: 3亿元", Some("{名称: A, 阶段: 开工, 总投资: 3亿元}"));
        check("日期: 2024-05-30, 事项: 召开会议，部署工作", Some("{日期: 2024-05-30, 事项: 召开会议，部署工作}"));
        check("名称: A, B; 阶段: 开工", Some("{名称: \"A, B\", 阶段: 开工}"));
        check("名称: 甲", None);
        check("完成阶段：开工，名称：甲", None);
        check("{名称: A, 阶段: 开工}", None);
    }
}
