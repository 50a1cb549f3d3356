//! From a YAML syntax error to its cause, and a repair in memory that lets the rest of the file be read.
//!
//! A repair never changes the length of the text, so every later place still is a place in the file as written.

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::{FileId, Problem, Span};

/// Says what went wrong and mends `text` in place; the flag tells whether reading again is worth while.
///
/// `None` if there is nothing to say, which happens when the text is empty.
pub fn repair(file: FileId, text: &mut String, error: &ScanError) -> Option<(Problem, bool)> {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let cause = cause(text, at, error.kind())?;
    let before = text.clone();
    text.replace_range(cause.start..cause.end, &cause.with);
    let problem =
        Problem { span: Span::new(file, cause.point.0, cause.point.1), message: cause.message, help: cause.help };
    Some((problem, *text != before))
}

/// A cause found: where to point, what to say, and which bytes to overwrite with what.
struct Cause {
    point: (usize, usize),
    message: String,
    help: String,
    start: usize,
    end: usize,
    with: String,
}

fn cause(text: &str, at: usize, kind: &ErrorKind) -> Option<Cause> {
    let lines = nearby_lines(text, at);
    let tab = matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
    );
    lines
        .iter()
        .find_map(|&(start, end)| if tab { None } else { full_width_colon(text, start, end) })
        .or_else(|| lines.iter().find_map(|&(start, end)| tab_indent(text, start, end)))
        .or_else(|| {
            matches!(
                kind,
                ErrorKind::UnclosedQuotedScalar
                    | ErrorKind::DocumentIndicatorInQuotedScalar
                    | ErrorKind::InvalidQuotedScalarIndent
            )
            .then(|| open_quote(text, at))
            .flatten()
        })
        .or_else(|| lines.iter().find_map(|&(start, end)| missing_space(text, start, end)))
        .or_else(|| give_up_line(text, at, kind))
}

/// The line of the error and the two written lines before it, nearest first.
fn nearby_lines(text: &str, at: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut end = text[at..].find('\n').map_or(text.len(), |n| at + n);
    loop {
        let start = text[..end].rfind('\n').map_or(0, |n| n + 1);
        let line = text[start..end].trim();
        if !line.is_empty() && !line.starts_with('#') {
            found.push((start, end));
        }
        if start == 0 || found.len() == 3 {
            return found;
        }
        end = start - 1;
    }
}

fn full_width_colon(text: &str, start: usize, end: usize) -> Option<Cause> {
    let line = &text[start..end];
    let at = line.find('：')?;
    let key = line[..at].trim_start().trim_start_matches("- ").trim();
    let is_key = !key.is_empty() && key.chars().count() <= 40 && !key.contains([':', '"', '\'', '#', '，', '。', '|']);
    is_key.then(|| Cause {
        point: (start + at, start + at + '：'.len_utf8()),
        message: format!("「{key}」后面用了全角冒号「：」，应为半角冒号加空格「: 」。"),
        help: format!("改成「{key}: …」（切换到英文输入法输入冒号，再空一格）。"),
        start: start + at,
        end: start + at + '：'.len_utf8(),
        with: ":  ".to_owned(),
    })
}

/// Every tab that indents a line, in the whole text: a file that has one has many, and one finding says so.
fn tab_indent(text: &str, start: usize, end: usize) -> Option<Cause> {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let first = &text[start..end][..indent(&text[start..end])];
    let tab = first.find('\t')?;
    let lines = text.lines().filter(|line| line[..indent(line)].contains('\t')).count();
    let first_tab_line = text
        .split_inclusive('\n')
        .scan(0, |at, line| {
            let here = *at;
            *at += line.len();
            Some((here, line))
        })
        .find(|(_, line)| line[..indent(line)].contains('\t'))
        .map_or(start + tab, |(at, line)| at + line.find('\t').unwrap_or(0));
    let mended: String = text
        .split_inclusive('\n')
        .map(|line| {
            let (white, rest) = line.split_at(indent(line));
            white.replace('\t', " ") + rest
        })
        .collect();
    Some(Cause {
        point: (first_tab_line, first_tab_line + 1),
        message: format!("行首用了制表符（Tab）缩进，共 {lines} 行；YAML 只认空格。"),
        help: "把行首的每个制表符换成两个空格。".to_owned(),
        start: 0,
        end: text.len(),
        with: mended,
    })
}

/// The quote that opens the unfinished text: the first line up to the error with an odd number of that quote.
fn open_quote(text: &str, at: usize) -> Option<Cause> {
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
    })
}

fn missing_space(text: &str, start: usize, end: usize) -> Option<Cause> {
    let line = &text[start..end];
    let colon = line.find(':')?;
    let key = line[..colon].trim_start().trim_start_matches("- ").trim();
    let next = line[colon + 1..].chars().next()?;
    let plain = !key.is_empty() && key.chars().count() <= 40 && !key.contains(['"', '\'', '{', '[', '#', ' ', '。']);
    (plain && next != ' ' && next != '/').then(|| Cause {
        point: (start + colon, start + colon + 1),
        message: format!("「{key}:」的冒号后面少了一个空格。"),
        help: format!("改成「{key}: {}」。", line[colon + 1..].trim()),
        start,
        end,
        with: " ".repeat(end - start),
    })
}

/// Nothing better is known: point at the line, say what the parser saw, and read on without it.
fn give_up_line(text: &str, at: usize, kind: &ErrorKind) -> Option<Cause> {
    let (start, end) = *nearby_lines(text, at).first()?;
    let white = text[start..end].len() - text[start..end].trim_start().len();
    let (message, help) = explain(kind);
    Some(Cause {
        point: (start + white, end),
        message: message.to_owned(),
        help: help.to_owned(),
        start,
        end,
        with: " ".repeat(end - start),
    })
}

/// The parser's kinds of error that people meet, in their words.
fn explain(kind: &ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation | ErrorKind::MappingKeyNotAllowed => {
            ("这一行的缩进与上下文对不齐。", "同一层的各行要左对齐；下一层比上一层多两个空格。")
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            ("这一行里有多余的冒号，或上一行少了冒号。", "每行一个「键: 值」；值里本身有冒号时，用引号把值括起来。")
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            "这一行不像「键: 值」，少了冒号或冒号后的空格。",
            "写成「键: 值」；如果是上一行文字的续行，请比上一行多缩进，或把整段写在「|」之后。",
        ),
        ErrorKind::UnclosedQuotedScalar => ("引号没有成对。", "补上结尾的引号。"),
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping => (
            "花括号或方括号没有成对，或里面的逗号不是半角逗号「,」。",
            "检查「{ }」「[ ]」是否成对、是否为半角，各项之间用半角逗号加空格隔开。",
        ),
        ErrorKind::UnexpectedCharacter { .. } => {
            ("这一行以 YAML 不允许的符号开头。", "以「@」「`」「%」「*」「&」「!」开头的文字要用引号括起来。")
        }
        ErrorKind::RecursionLimitExceeded => ("嵌套层数太多。", "报送文件最多四五层，请对照骨架检查缩进和括号。"),
        ErrorKind::UnknownAnchor => ("以「*」开头的文字被当作别名。", "用引号把这段文字括起来。"),
        _ => ("这一行的 YAML 写法有误，读不下去。", "对照骨架检查冒号、空格、缩进和引号；拿不准时用引号把值括起来。"),
    }
}
