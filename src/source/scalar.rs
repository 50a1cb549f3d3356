//! One scalar as it is read: nothing that stands in the file is taken out of it without a word.

use serde_yaml::granit_parser::ScalarStyle;

use super::mended::Mended;
use super::node::{Lines, Node, Writing};
use super::odd::{Oddity, odd};
use super::{FileId, Problem, ProblemKind, Span, Spanned, Value, clean};

/// A scalar as the parser gives it.
pub struct Scalar<'a> {
    /// Its text, escapes and line folding resolved.
    pub text: &'a str,
    /// How it was written.
    pub style: ScalarStyle,
    /// Whether a `&name` stood before it, which the parser has taken out.
    pub anchored: bool,
    /// Its first byte and the one past its last in the text that was parsed.
    pub range: (usize, usize),
}

/// The scalar, and what is wrong with its characters.
pub fn read(file: FileId, mended: &Mended, scalar: &Scalar<'_>) -> (Node, Vec<Problem>) {
    let parsed = mended.text();
    let (mut start, mut end) = scalar.range;
    let mut problems = Vec::new();
    let mut text = scalar.text.to_owned();
    if scalar.anchored
        && let Some(at) = parsed[..start].rfind('&')
    {
        // The name may hold the sign again.
        let before = parsed[..at].trim_end_matches(|c: char| !c.is_whitespace() && !matches!(c, ',' | '[' | '{' | ':'));
        let at = before.len();
        let line = parsed[at..].split('\n').next().unwrap_or_default();
        // The name alone, if nothing came after it.
        end = if text.is_empty() { at + line.split_whitespace().next().map_or(1, str::len) } else { end };
        start = at;
        parsed[start..end].clone_into(&mut text);
        problems.push(anchor(file, mended, (start, end)));
    }
    let raw = parsed.get(start..end).unwrap_or_default();
    let line = parsed[..start].rfind('\n').map_or(0, |at| at + 1);
    let lines = match lines(raw, scalar.style) {
        // Where something was mended before it, nobody knows how the line was meant.
        Lines::Apart(_) if !mended.is_written(line, end) => Lines::Apart(None),
        lines => lines,
    };
    match lines {
        Lines::Kept => {}
        Lines::Joined => text = joined(raw, scalar.style),
        Lines::Apart(depth) => text = apart(raw, scalar.style, depth),
    }
    problems.extend(odd_characters(file, mended, (start, raw)));
    if scalar.style == ScalarStyle::DoubleQuoted {
        problems.extend(escapes(file, mended, (start, raw)));
    }
    let empty = scalar.style == ScalarStyle::Plain && matches!(text.as_str(), "" | "~" | "null");
    let value = if empty { Value::Null } else { Value::Scalar(clean(&text)) };
    let block = matches!(scalar.style, ScalarStyle::Literal | ScalarStyle::Folded);
    let text = parsed;
    let found = (!block).then(|| behind(text, end).or_else(|| below(text, start, end))).flatten();
    let before = (!block).then(|| above(text, start, end)).flatten();
    let told = |at: usize| comment(file, mended, at);
    let (comment, comment_above) = (found.map(told), before.map(told));
    let opening = matches!(lines, Lines::Apart(_)).then(|| opening(file, mended, (start, raw), scalar.style));
    let own_line = parsed[line..start].trim().is_empty();
    let (from, to) = mended.span(start, end);
    let comment_apart = comment.is_some() && behind(parsed, end).is_none();
    let writing = Writing {
        plain: scalar.style == ScalarStyle::Plain,
        comment,
        comment_above,
        comment_apart,
        lines,
        own_line,
        opening,
    };
    (Node { span: Span::new(file, from, to), value, writing }, problems)
}

/// What is said of escapes in double quotes that stand for characters nobody sees or nobody can set, `"\b"` and `"\ud83d"`, and
/// of those that take a backslash away that was meant as one.
fn escapes(file: FileId, mended: &Mended, (start, raw): (usize, &str)) -> Option<Problem> {
    let mut at = 0;
    while let Some(next) = raw[at..].find('\\') {
        let from = at + next;
        let mark = raw[from + 1..].chars().next()?;
        let digits = match mark {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let code = raw.get(from + 2..from + 2 + digits).unwrap_or_default();
        let character = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        let plain = match mark {
            '"' | '\\' | 'n' | 'r' | 't' | '\n' | '\r' => true,
            'x' | 'u' | 'U' => character.is_some_and(|c| odd(c.encode_utf8(&mut [0; 4])).is_empty()),
            _ => false,
        };
        let end = from + 1 + mark.len_utf8() + code.len();
        if !plain {
            let (first, last) = mended.span(start + from, start + end);
            return Some(Problem {
                kind: ProblemKind::LostCharacter,
                span: Span::new(file, first, last),
                message: format!("双引号里的「{}」是 YAML 的记号，代表看不见或印不出的字符。", &raw[from..end]),
                help: "直接写出要印的字，整段文字都照此检查；反斜杠本身写成「/」，或者不用引号。".to_owned(),
                fix: Vec::new(),
            });
        }
        at = end;
    }
    None
}

/// A comment, from its `#` to the end of its line.
fn comment(file: FileId, mended: &Mended, at: usize) -> Spanned<String> {
    let shown = mended.text()[at..].split(['\n', '\r']).next().unwrap_or_default();
    let (from, to) = mended.span(at, at + shown.len());
    Spanned::new(shown.to_owned(), Span::new(file, from, to))
}

/// Where a comment begins on the rest of the line. Of nothing the place is that of the colon.
fn behind(text: &str, end: usize) -> Option<usize> {
    let rest = text.get(end..)?.split(['\n', '\r']).next()?;
    let comment = rest.trim_start_matches([' ', '\t', ':']);
    comment.starts_with('#').then(|| end + rest.len() - comment.len())
}

/// Where a comment begins on the next line, if that is indented further than the line the text begins on.
fn below(text: &str, start: usize, end: usize) -> Option<usize> {
    let depth = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let own = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let next = end + text.get(end..)?.find('\n')? + 1;
    let line = text.get(next..)?.split(['\n', '\r']).next()?;
    let deeper = depth(&text[own..]) < depth(line);
    (deeper && line.trim_start().starts_with('#')).then(|| next + depth(line))
}

/// Where a comment begins behind the key, if the text begins on the line below.
fn above(text: &str, start: usize, end: usize) -> Option<usize> {
    let before = text[..start].trim_end_matches(' ').strip_suffix('\n')?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let at = line + before[line..].find(" #")?;
    // A remark of the skeleton stands at a distance and has a blank behind its sign.
    let beside =
        before[line..at].ends_with(':') || before[at + 2..].starts_with(|c: char| c == '#' || !c.is_whitespace());
    (start < end && before[line..at].trim_end().ends_with(':') && beside).then_some(at + 1)
}

/// Where a `|` belongs: before the first line, or in the place of the `>` that folds it.
fn opening(file: FileId, mended: &Mended, (start, raw): (usize, &str), style: ScalarStyle) -> Span {
    let mark = mended.text()[..start].rfind('>').filter(|_| style == ScalarStyle::Folded);
    let (from, to) = match mark {
        Some(at) => (at, at + mended.text()[at..start].split_whitespace().next().map_or(1, str::len)),
        None => (start, start + raw.lines().next().map_or(0, str::len)),
    };
    let (from, to) = mended.span(from, to);
    Span::new(file, from, to)
}

/// What is said of a text that begins with `&`: YAML takes its first word for a name.
fn anchor(file: FileId, mended: &Mended, (start, end): (usize, usize)) -> Problem {
    let text = &mended.text()[start..end];
    let (from, to) = mended.span(start, end);
    let plain = !text.contains(['"', '\\', '\n']) && mended.is_written(start, end);
    let quotes = [(Span::new(file, from, from), "\"".to_owned()), (Span::new(file, to, to), "\"".to_owned())];
    Problem {
        kind: ProblemKind::Syntax,
        span: Span::new(file, from, to),
        message: "文字以「&」开头，YAML 会把第一个词当作记号，不当作文字。".to_owned(),
        help: format!("用半角引号把文字括起来：\"{text}\"；或者写成「|」，正文另起一行。"),
        fix: if plain { quotes.to_vec() } else { Vec::new() },
    }
}

/// Whether the lines of a scalar are one text, or YAML would run together what its author set apart.
fn lines(raw: &str, style: ScalarStyle) -> Lines {
    let escaped = style == ScalarStyle::DoubleQuoted && raw.contains('\\');
    if style == ScalarStyle::Literal || escaped || !raw.trim_end().contains('\n') {
        return Lines::Kept;
    }
    let after = || raw.trim_end().lines().skip(usize::from(style != ScalarStyle::Folded));
    let folded = style == ScalarStyle::Folded && raw.lines().next().is_some_and(|line| stands_apart(line.trim()));
    if !folded && !after().any(|line| stands_apart(line.trim())) {
        return Lines::Joined;
    }
    let mut depths = after().filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start().len());
    let first = depths.next().filter(|_| style == ScalarStyle::Plain);
    Lines::Apart(first.filter(|first| depths.all(|depth| *first <= depth)))
}

/// Whether a line is no continuation of the one before it: empty, an item, a row, a heading, a number in a list.
fn stands_apart(line: &str) -> bool {
    let item = ["- ", "* ", "+ ", "•", "·", "|", "#", ">", "（", "①", "②", "③"];
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < line.len() && (digits.starts_with(". ") || digits.starts_with('、'));
    line.is_empty() || line.contains('\t') || numbered || item.iter().any(|mark| line.starts_with(mark))
}

/// The lines of a scalar as one text: nothing between Chinese, a blank between Latin words.
fn joined(raw: &str, style: ScalarStyle) -> String {
    let mut text = String::with_capacity(raw.len());
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii() && !c.is_whitespace());
    for line in inside(raw, style).lines().map(str::trim) {
        if latin(text.chars().next_back()) && latin(line.chars().next()) {
            text.push(' ');
        }
        text.push_str(line);
    }
    unquoted(text, style)
}

/// The lines of a scalar as they stand, without the blanks that all of them begin with.
fn apart(raw: &str, style: ScalarStyle, depth: Option<usize>) -> String {
    let depth = depth.unwrap_or(usize::MAX);
    let line = |line: &str| {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        line[blanks.min(depth)..].trim_end().to_owned()
    };
    let text = inside(raw, style).lines().map(line).collect::<Vec<_>>().join("\n");
    unquoted(text, style)
}

/// A quoted scalar without its quotes.
fn inside(raw: &str, style: ScalarStyle) -> &str {
    let quote = match style {
        ScalarStyle::DoubleQuoted => "\"",
        ScalarStyle::SingleQuoted => "'",
        _ => "",
    };
    raw.strip_prefix(quote).and_then(|raw| raw.strip_suffix(quote)).unwrap_or(raw).trim_end()
}

fn unquoted(text: String, style: ScalarStyle) -> String {
    if style == ScalarStyle::SingleQuoted { text.replace("''", "'") } else { text }
}

/// The odd characters of a scalar, one finding for each that occurs.
fn odd_characters(file: FileId, mended: &Mended, (start, raw): (usize, &str)) -> Vec<Problem> {
    let mut problems: Vec<(String, Problem)> = Vec::new();
    if raw.is_ascii() && !raw.contains(|c: char| c.is_control()) {
        return Vec::new();
    }
    for odd in odd(raw) {
        let written = &raw[odd.start..odd.end];
        let (from, to) = mended.span(start + odd.start, start + odd.end);
        let span = Span::new(file, from, to);
        let certain = !odd.oddity.loses() && !between_digits(raw, odd.start, odd.end);
        let fix = certain && mended.is_written(start + odd.start, start + odd.end);
        let fix = fix.then(|| (span, odd.read.clone()));
        if let Some((_, problem)) = problems.iter_mut().find(|(known, _)| known == written) {
            problem.fix.extend(fix);
            continue;
        }
        let (message, help) = told(odd.oddity, written, &odd.read);
        // Two figures that become one are another figure.
        let lost = odd.oddity.loses() || between_digits(raw, odd.start, odd.end);
        let kind = if lost { ProblemKind::LostCharacter } else { ProblemKind::Character };
        problems.push((written.to_owned(), Problem { kind, span, message, help, fix: fix.into_iter().collect() }));
    }
    problems.into_iter().map(|(_, problem)| problem).collect()
}

/// Whether what is left out would make one figure of two.
pub fn between_digits(text: &str, start: usize, end: usize) -> bool {
    let figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-');
    text[..start].ends_with(figure) && text[end..].starts_with(figure)
}

/// What is said of an odd character.
fn told(oddity: Oddity, written: &str, read: &str) -> (String, String) {
    let code = written.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect::<Vec<_>>().join(" ");
    match oddity {
        Oddity::Invisible => (
            format!("这里有看不见的字符（{code}），没有读入。"),
            "多半是从网页、微信或 Word 粘贴来的：删去，或者把这几个字重新输入。".to_owned(),
        ),
        Oddity::Blank => (format!("这里有特殊的空格（{code}），按普通空格读取。"), "删去，或改成普通空格。".to_owned()),
        Oddity::LookAlike => (
            format!("「{written}」（{code}）是样子相近的另一个字符，按「{read}」读取。"),
            format!("多半是从 PDF 粘贴来的：改成「{read}」。"),
        ),
        Oddity::Mark => (
            format!("一个字上叠了太多附加符号（{code}），多出的没有读入。"),
            "一个字至多四个附加符号；多半是乱码，请核对原文。".to_owned(),
        ),
        Oddity::Private => (
            format!("这里有某个软件自造的字符（{code}），别处认不出来，印成「{read}」。"),
            "多半是从 Word 或旧系统粘贴来的：查清是哪个字，重新输入；没有通行字符的，换成别的写法。".to_owned(),
        ),
        Oddity::Emoji => (
            format!("这里有表情符号（{code}），报告里印不出来，印成「{read}」。"),
            "删去，或换成文字、常用标点。".to_owned(),
        ),
        Oddity::Broken => {
            (format!("这里有读坏了的字（{code}），印成「{read}」。"), "查清原来是哪个字，重新输入。".to_owned())
        }
    }
}
