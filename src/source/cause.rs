//! Causes of syntax errors: each detector looks for one thing people do, says so, and knows what to overwrite.

use serde_yaml::granit_parser::ErrorKind;

use super::explain::explain;

/// A cause found: where to point, what to say, and which bytes to overwrite with what.
pub struct Cause {
    /// First and one past the last byte to point at.
    pub point: (usize, usize),
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// First byte to overwrite.
    pub start: usize,
    /// One past the last byte to overwrite.
    pub end: usize,
    /// What to write there.
    pub with: String,
    /// What a person would change: byte ranges and their new text; empty where that is not certain.
    pub fix: Vec<(usize, usize, String)>,
}

/// The half-width mark with the space that YAML wants after it, unless one is there.
fn spaced(mark: &str, after: &str) -> String {
    if after.starts_with([' ', '\r', '\n']) || after.is_empty() { mark.to_owned() } else { format!("{mark} ") }
}

/// A line: first byte, and the byte of its end.
pub type Line = (usize, usize);

/// The written lines up to an error, nearest first; blank lines and comments are left out.
pub struct Lines(Vec<Line>);

/// How many lines an error may be away from its cause for most causes.
const NEAR: usize = 3;

impl Lines {
    /// The lines up to and with the one of `at`.
    pub fn before(text: &str, at: usize) -> Self {
        let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text[..end].split('\n') {
            let written = !line.trim().is_empty() && !line.trim_start().starts_with('#');
            if written {
                lines.push((start, start + line.trim_end_matches('\r').len()));
            }
            start += line.len() + 1;
        }
        lines.reverse();
        Self(lines)
    }

    /// The first cause that a detector finds in the nearest lines.
    pub fn near(&self, detect: impl Fn(Line) -> Option<Cause>) -> Option<Cause> {
        self.0.iter().take(NEAR).find_map(|&line| detect(line))
    }
}

/// How many spaces a line begins with.
fn indent(text: &str, (start, end): Line) -> usize {
    let line = &text[start..end];
    line.len() - line.trim_start_matches(' ').len()
}

/// What stands before the colon, if it can be a key.
fn key_before(line: &str, colon: usize) -> Option<&str> {
    let key = line[..colon].trim_start().trim_start_matches("- ").trim();
    let plain = !key.is_empty() && key.chars().count() <= 40;
    (plain && !key.contains([':', '"', '\'', '#', '，', '。', '|', '{', '[', '*'])).then_some(key)
}

/// `年度：2024`.
pub fn full_width_colon(text: &str, (start, end): Line) -> Option<Cause> {
    let line = &text[start..end];
    let at = line.find('：')?;
    let key = key_before(line, at)?;
    Some(Cause {
        point: (start + at, start + at + '：'.len_utf8()),
        message: format!("「{key}」后面用了全角冒号「：」，应为半角冒号加空格「: 」。"),
        help: format!("改成「{key}: …」（切换到英文输入法输入冒号，再空一格）。"),
        start: start + at,
        end: start + at + '：'.len_utf8(),
        with: ":  ".to_owned(),
        fix: vec![(start + at, start + at + '：'.len_utf8(), spaced(":", &line[at + '：'.len_utf8()..]))],
    })
}

/// `{名称: 甲， 阶段: 开工｝`: full-width marks where a list in braces wants half-width ones.
pub fn full_width_in_flow(text: &str, (start, end): Line) -> Option<Cause> {
    let line = &text[start..end];
    let value = line.trim_start().trim_start_matches("- ");
    let flow = value.starts_with(['{', '[', '｛', '［']) || line.contains(": {") || line.contains(": [");
    let marks = [('，', ",  "), ('｛', "{  "), ('｝', "}  "), ('［', "[  "), ('］', "]  "), ('：', ":  ")];
    let (at, mark, half) =
        marks.iter().filter_map(|&(mark, half)| Some((line.find(mark)?, mark, half))).min_by_key(|&(at, ..)| at)?;
    flow.then(|| Cause {
        point: (start + at, start + at + mark.len_utf8()),
        message: format!("花括号或方括号里用了全角的「{mark}」，应为半角「{}」。", half.trim_end()),
        help: format!(
            "切换到英文输入法，改成「{}」再空一格；文字里确需「{mark}」的，用引号把文字括起来。",
            half.trim_end()
        ),
        start: start + at,
        end: start + at + mark.len_utf8(),
        with: half.to_owned(),
        // A full-width comma may belong to the text beside it; the other marks cannot.
        fix: match mark {
            '，' => Vec::new(),
            '：' => vec![(start + at, start + at + mark.len_utf8(), spaced(":", &line[at + mark.len_utf8()..]))],
            _ => vec![(start + at, start + at + mark.len_utf8(), half.trim_end().to_owned())],
        },
    })
}

/// Every tab that indents a line, in the whole text: a file that has one has many, and one finding says so.
pub fn tab_indent(text: &str, (start, end): Line) -> Option<Cause> {
    let white = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let first = &text[start..end][..white(&text[start..end])];
    let tab = first.find('\t')?;
    let lines = text.lines().filter(|line| line[..white(line)].contains('\t')).count();
    let first_tab_line = text
        .split_inclusive('\n')
        .scan(0, |at, line| {
            let here = *at;
            *at += line.len();
            Some((here, line))
        })
        .find(|(_, line)| line[..white(line)].contains('\t'))
        .map_or(start + tab, |(at, line)| at + line.find('\t').unwrap_or(0));
    let mut fix = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let tabs = line[..white(line)].match_indices('\t');
        fix.extend(tabs.map(|(tab, _)| (at + tab, at + tab + 1, "  ".to_owned())));
        at += line.len();
    }
    let mended: String = text
        .split_inclusive('\n')
        .map(|line| {
            let (space, rest) = line.split_at(white(line));
            space.replace('\t', " ") + rest
        })
        .collect();
    Some(Cause {
        point: (first_tab_line, first_tab_line + 1),
        message: format!("行首用了制表符（Tab）缩进，共 {lines} 行；YAML 只认空格。"),
        help: "把行首的每个制表符换成两个空格。".to_owned(),
        start: 0,
        end: text.len(),
        with: mended,
        fix,
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

/// `-{名称: 甲}` and `-名称: 甲`.
pub fn missing_dash_space(text: &str, (start, end): Line) -> Option<Cause> {
    let line = &text[start..end];
    let dash = start + indent(text, (start, end));
    let item = line.trim_start_matches(' ').strip_prefix('-')?;
    let entry = item.starts_with(['{', '[']) || item.find(':').is_some_and(|colon| key_before(item, colon).is_some());
    (entry && !item.starts_with([' ', '-'])).then(|| Cause {
        point: (dash, dash + 1),
        message: "行首的短横「-」后面少了一个空格。".to_owned(),
        help: "短横后面空一格再写：「- …」。".to_owned(),
        start: dash + 1,
        end: dash + 1,
        with: " ".to_owned(),
        fix: vec![(dash + 1, dash + 1, " ".to_owned())],
    })
}

/// `年度:2024`.
pub fn missing_space(text: &str, (start, end): Line) -> Option<Cause> {
    let line = &text[start..end];
    let colon = line.find(':')?;
    let key = key_before(line, colon).filter(|key| !key.contains(' '))?;
    let next = line[colon + 1..].chars().next()?;
    (next != ' ' && next != '/').then(|| Cause {
        point: (start + colon, start + colon + 1),
        message: format!("「{key}:」的冒号后面少了一个空格。"),
        help: format!("改成「{key}: {}」。", line[colon + 1..].trim()),
        start: start + colon + 1,
        end: start + colon + 1,
        with: " ".to_owned(),
        fix: vec![(start + colon + 1, start + colon + 1, " ".to_owned())],
    })
}

/// Text after `进展: |` that is not indented under it.
pub fn unindented_block(text: &str, lines: &Lines) -> Option<Cause> {
    let &(start, end) = lines.0.first()?;
    let own = indent(text, (start, end));
    // The block the line was meant for: the nearest line above that opens one, with nothing but its text between.
    let (at, &block) = lines.0.iter().enumerate().skip(1).find(|&(_, &(start, end))| {
        let line = text[start..end].trim_end();
        line.ends_with(": |") || line.ends_with(": |-") || line.ends_with(": >")
    })?;
    let depth = indent(text, block) + 2;
    let only_text = lines.0[1..at].iter().all(|&line| depth <= indent(text, line));
    let line = text[start..end].trim();
    let is_key =
        line.split_once(": ").is_some_and(|(key, _)| key_before(line, key.len()).is_some()) || line.ends_with(':');
    if own + 2 > depth + 1 || !only_text || is_key || line.starts_with("- {") {
        return None;
    }
    let key = text[block.0..block.1].trim().split(':').next().unwrap_or_default();
    Some(Cause {
        point: (start + own, end),
        message: format!("这一行是「{key}: |」的正文，却没有缩进在它下面。"),
        help: format!("在行首补空格：「{key}: |」的正文每一行都要比「{key}」多缩进两个空格。"),
        start,
        end: start,
        with: " ".repeat(depth - own),
        fix: Vec::new(),
    })
}

/// `指标` alone on its line, with its entries under it.
pub fn missing_colon(text: &str, (start, end): Line) -> Option<Cause> {
    let line = &text[start..end];
    let written = line.split(" #").next().unwrap_or_default().trim_end();
    let key = written.trim();
    let plain =
        key.chars().count() <= 24 && !key.contains([':', '：', '"', '\'', '。', '，', ' ', '|', '{', '[', '-', '*']);
    let below = text[end..].trim_start_matches(['\r', '\n']);
    let deeper = below.len() - below.trim_start_matches(' ').len() > line.len() - line.trim_start().len();
    (plain && deeper && !key.is_empty()).then(|| Cause {
        point: (start + line.len() - line.trim_start().len(), start + written.len()),
        message: format!("「{key}」后面少了冒号。"),
        help: format!("改成「{key}:」。"),
        start: start + written.len(),
        end: start + written.len(),
        with: ":".to_owned(),
        fix: Vec::new(),
    })
}

/// `　　实际值: 3` with full-width or no-break spaces, which look like indentation and are none.
pub fn wide_indent(text: &str, (start, end): Line) -> Option<Cause> {
    let line = &text[start..end];
    let white = &line[..line.len() - line.trim_start_matches([' ', '\u{3000}', '\u{a0}']).len()];
    let point = white.find(['\u{3000}', '\u{a0}'])?;
    Some(Cause {
        point: (start + point, start + white.len()),
        message: "行首用了全角空格或不间断空格缩进；YAML 只认普通（半角）空格。".to_owned(),
        help: "删去行首的空白，切换到英文输入法重新输入空格；一个全角空格换两个半角空格。".to_owned(),
        start,
        end: start + white.len(),
        with: white.replace('\u{3000}', "  ").replace('\u{a0}', " "),
        fix: vec![(start, start + white.len(), white.replace('\u{3000}', "  ").replace('\u{a0}', " "))],
    })
}

/// A line that has a value and yet has lines indented under it: it is out of step, or its value should not be there.
pub fn out_of_step(text: &str, lines: &Lines) -> Option<Cause> {
    let (&below, &line) = (lines.0.first()?, lines.0.get(1)?);
    let (deep, own) = (indent(text, below), indent(text, line));
    let written = text[line.0..line.1].trim();
    let (key, value) = written.split_once(": ")?;
    let value = value.split(" #").next().unwrap_or_default().trim();
    if deep <= own || value.is_empty() || value.starts_with(['|', '>', '#']) || key_before(written, key.len()).is_none()
    {
        return None;
    }
    // The text of a block below says nothing of where its neighbours stand.
    let after = text[below.1..]
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .find(|&spaces| spaces <= deep)
        .unwrap_or(0);
    let above = lines.0.get(2).map_or(0, |&line| indent(text, line));
    // At the depth of the header right above it, it belongs under that header.
    let under = lines.0.get(2).is_some_and(|&header| {
        let written = text[header.0..header.1].split(" #").next().unwrap_or_default().trim_end();
        written.ends_with(':') && indent(text, header) == own
    });
    if value.starts_with(|c: char| c.is_ascii_digit()) && deep == after && !under {
        let at = line.0 + own + key.len() + 2;
        return Some(Cause {
            point: (at, at + value.len()),
            message: format!("「{key}」后面已经写了「{value}」，下面又缩进写了别的内容，只能写一种。"),
            help: format!(
                "只写数字时写成「{key}: {value}」一行；要写来源、说明的，把数字移到下面的「实际值: {value}」。"
            ),
            start: at,
            end: line.1,
            with: " ".repeat(line.1 - at),
            fix: Vec::new(),
        });
    }
    // The neighbours decide which of the two lines is out of step.
    let (wrong, depth) = if after == deep || above == deep { (line, deep) } else { (below, own) };
    let spaces = indent(text, wrong);
    Some(Cause {
        point: (wrong.0 + spaces, wrong.1),
        message: format!("这一行缩进了 {spaces} 个空格，与同一层的各行对不齐。"),
        help: format!("改成缩进 {depth} 个空格：同一层左对齐，下一层比上一层多两个空格。"),
        start: wrong.0,
        end: wrong.0 + spaces,
        with: " ".repeat(depth),
        fix: Vec::new(),
    })
}

/// A key indented by an odd number of spaces: the line that is out of step, not the next one that shows it.
pub fn odd_indent(text: &str, lines: &Lines) -> Option<Cause> {
    let is_key = |(start, end): Line| {
        let line = text[start..end].trim_start().trim_start_matches("- ");
        line.find(':').is_some_and(|colon| key_before(line, colon).is_some())
    };
    let &line = lines.0.iter().take(60).find(|&&line| indent(text, line) % 2 == 1 && is_key(line))?;
    let spaces = indent(text, line);
    // One of its neighbours says whether a space is missing or too many; keys stand at even depths.
    let others =
        lines.0.iter().take(60).filter(|&&other| other != line && is_key(other)).map(|&other| indent(text, other));
    let depth = others.min_by_key(|depth| depth.abs_diff(spaces)).filter(|depth| depth.abs_diff(spaces) == 1);
    let depth = depth.unwrap_or(spaces + 1);
    Some(Cause {
        point: (line.0 + spaces, line.1),
        message: format!("这一行缩进了 {spaces} 个空格，与同一层的各行对不齐。"),
        help: format!("改成缩进 {depth} 个空格：同一层左对齐，下一层比上一层多两个空格。"),
        start: line.0,
        end: line.0 + spaces,
        with: " ".repeat(depth),
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
