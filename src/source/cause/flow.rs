//! Braces, brackets and quotes.

use super::{Cause, Line, spaced};
use crate::source::Keys;

/// `{名称: 甲， 阶段: 开工｝`: full-width marks where a list in braces wants half-width ones.
pub fn full_width_in_flow(text: &str, (start, end): Line, keys: &Keys) -> Option<Cause> {
    let line = &text[start..end];
    let value = line.trim_start().trim_start_matches("- ");
    let flow = value.starts_with(['{', '[', '｛', '［']) || line.contains(": {") || line.contains(": [");
    let marks = [('，', ",  "), ('｛', "{  "), ('｝', "}  "), ('［', "[  "), ('］', "]  "), ('：', ":  ")];
    // A full-width comma is a slip only where a key of ours comes after it; elsewhere it is prose.
    let entry = |at: usize| {
        let rest = line[at..].trim_start_matches(['，', ' ']);
        rest.find([':', '：']).is_some_and(|colon| keys.has(rest[..colon].trim()))
    };
    let place = |mark: char| match mark {
        '，' => line.match_indices(mark).map(|(at, _)| at).find(|at| entry(*at)),
        '：' => line.match_indices(mark).map(|(at, _)| at).find(|at| {
            let before = line[..*at].rsplit([',', '，', '{', '｛']).next().unwrap_or_default();
            keys.has(before.trim())
        }),
        _ => line.find(mark),
    };
    let (at, mark, half) =
        marks.iter().filter_map(|&(mark, half)| Some((place(mark)?, mark, half))).min_by_key(|&(at, ..)| at)?;
    flow.then(|| Cause {
        point: (start + at, start + at + mark.len_utf8()),
        message: format!("花括号或方括号里用了全角的「{mark}」，应为半角「{}」。", half.trim_end()),
        help: format!(
            "切换到英文输入法，改成「{}」再空一格；文字里确需「{mark}」的，用半角引号（\" \"）把文字括起来。",
            half.trim_end()
        ),
        start: start + at,
        end: start + at + mark.len_utf8(),
        with: half.to_owned(),
        fix: match mark {
            '，' => vec![(start + at, start + at + mark.len_utf8(), spaced(",", &line[at + mark.len_utf8()..]))],
            '：' => vec![(start + at, start + at + mark.len_utf8(), spaced(":", &line[at + mark.len_utf8()..]))],
            _ => vec![(start + at, start + at + mark.len_utf8(), half.trim_end().to_owned())],
        },
    })
}

/// `{名称: 甲 #1, 阶段: 开工}`: the rest of the line is a comment.
pub fn comment_in_flow(text: &str, (start, end): Line) -> Option<Cause> {
    let line = &text[start..end];
    let at = line.find(" #").map(|at| at + 1)?;
    let before = &line[..at];
    let open = before.matches('{').count() > before.matches('}').count();
    let word = line[at..].split([',', '}', ' ']).next().unwrap_or_default();
    (open && line[at..].contains('}')).then(|| Cause {
        point: (start + at, start + at + word.len()),
        message: format!("花括号里空格后面的「{word}」被当作注释，括号因此没有结尾。"),
        help: "「#」前面不空格，或者用半角引号把这段文字括起来；「#N/A」等是电子表格的出错值，填算出来的数字。"
            .to_owned(),
        start: start + at,
        end: start + at + word.len(),
        with: " ".repeat(word.len()),
        fix: Vec::new(),
    })
}

/// `{日期: 2024-05-30, 事项: |}`: a bar where no line can follow.
pub fn bar_in_flow(text: &str, (start, end): Line) -> Option<Cause> {
    let line = &text[start..end];
    let at = [": |}", ": |,", ": | }", ": |\u{3000}}"].iter().find_map(|bar| line.find(bar))? + 2;
    line[..at].contains('{').then(|| Cause {
        point: (start + at, start + at + 1),
        message: "花括号里不能用竖线「|」。".to_owned(),
        help: "文字短的，直接写在冒号后面；文字长的，不用花括号，每项各占一行，左对齐。".to_owned(),
        start: start + at,
        end: start + at + 1,
        with: " ".to_owned(),
        fix: Vec::new(),
    })
}

/// `{名称: 甲}，`: a mark behind the closing brace.
pub fn mark_after_brace(text: &str, (start, end): Line) -> Option<Cause> {
    let line = text[start..end].split(" #").next().unwrap_or_default().trim_end();
    let at = line.rfind('}')? + 1;
    let rest = &line[at..];
    let marks = !rest.is_empty() && rest.chars().all(|c| matches!(c, ',' | '，' | '。' | '；' | ';' | '、' | ' '));
    (marks && line[..at].contains('{')).then(|| Cause {
        point: (start + at, start + line.len()),
        message: format!("「}}」后面多了「{}」。", rest.trim()),
        help: format!("删去「}}」后面的「{}」。", rest.trim()),
        start: start + at,
        end: start + line.len(),
        with: String::new(),
        fix: vec![(start + at, start + line.len(), String::new())],
    })
}

/// `{名称: 甲, 阶段: 开工` without its closing brace.
pub fn open_bracket(text: &str, (start, end): Line) -> Option<Cause> {
    let line = text[start..end].split(" #").next().unwrap_or_default().trim_end();
    let value = line.trim_start().trim_start_matches("- ");
    let flow = value.starts_with(['{', '[']) || line.contains(": {") || line.contains(": [");
    let open = |open: char, close: char| line.matches(open).count().saturating_sub(line.matches(close).count());
    let (braces, brackets) = (open('{', '}'), open('[', ']'));
    let closing = "]".repeat(brackets) + &"}".repeat(braces);
    let at = start + line.find(if braces == 0 { '[' } else { '{' })?;
    (flow && !closing.is_empty()).then(|| Cause {
        point: (at, start + line.len()),
        message: format!("括号只有开头，没有结尾：少了「{closing}」。"),
        help: format!("在这一行的末尾补上「{closing}」（半角）。"),
        start: start + line.len(),
        end: start + line.len(),
        with: closing,
        fix: Vec::new(),
    })
}

/// The quote that opens the unfinished text: the first line up to the error with an odd number of that quote.
pub fn open_quote(text: &str, at: usize) -> Option<Cause> {
    let before = &text[..text[at..].find('\n').map_or(text.len(), |n| at + n)];
    let mut end = before.len();
    let mut found = None;
    loop {
        let start = before[..end].rfind('\n').map_or(0, |n| n + 1);
        let line = &before[start..end];
        for quote in ['"', '\''] {
            let opens =
                line.trim_start().trim_start_matches("- ").starts_with(quote) || line.contains(&format!(": {quote}"));
            if opens && line.matches(quote).count() % 2 == 1 {
                found = line.find(quote).map(|n| (start + n, quote));
            }
        }
        if start == 0 {
            break;
        }
        end = start - 1;
    }
    let (open, quote) = found?;
    let line_end = text[open..].find('\n').map_or(text.len(), |n| open + n);
    Some(Cause {
        point: (open, line_end),
        message: format!("引号「{quote}」只有开头，没有结尾。"),
        help: format!("在这一行文字的末尾补上「{quote}」，或去掉开头的引号；正文里的引号请用中文引号“ ”。"),
        start: open,
        end: open + 1,
        with: " ".to_owned(),
        fix: Vec::new(),
    })
}
