//! Indentation: with the wrong blanks, missing, out of step.

use super::{Cause, Line, Lines, in_block, indent, key_before};
use crate::source::Keys;

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

/// `　　实际值: 3` with full-width or no-break spaces, which look like indentation and are none.
pub fn wide_indent(text: &str, (start, end): Line) -> Option<Cause> {
    let line = &text[start..end];
    let white = &line[..line.len() - line.trim_start_matches([' ', '\u{3000}', '\u{a0}']).len()];
    let point = white.find(['\u{3000}', '\u{a0}'])?;
    // A file that was pasted from elsewhere has such spaces on many lines, comments included; the fix takes them all.
    let mut fix = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let white = &line[..line.len() - line.trim_start_matches([' ', '\u{3000}', '\u{a0}']).len()];
        let wide = white.char_indices().filter(|(_, c)| *c != ' ');
        fix.extend(wide.map(|(n, c)| {
            let with = if c == '\u{3000}' { "  " } else { " " };
            (at + n, at + n + c.len_utf8(), with.to_owned())
        }));
        at += line.len();
    }
    Some(Cause {
        point: (start + point, start + white.len()),
        message: "行首用了全角空格或不间断空格缩进；YAML 只认普通（半角）空格。".to_owned(),
        help: "删去行首的空白，切换到英文输入法重新输入空格；一个全角空格换两个半角空格。".to_owned(),
        start,
        end: start + white.len(),
        with: white.replace('\u{3000}', "  ").replace('\u{a0}', " "),
        fix,
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

/// Text under a bar of which the first line is indented further than the others, so that they are not taken for text.
pub fn deep_first_line(text: &str, lines: &Lines) -> Option<Cause> {
    let &(start, end) = lines.0.first()?;
    let own = indent(text, (start, end));
    let (at, &block) = lines.0.iter().enumerate().skip(1).find(|&(_, &line)| indent(text, line) < own)?;
    let opening = text[block.0..block.1].trim_end();
    let bar = opening.strip_suffix(['|', '>']).filter(|before| before.ends_with(": "))?;
    let &first = lines.0.get(at.checked_sub(1)?)?;
    let step = own - indent(text, block);
    let deep = indent(text, first);
    let key = bar.trim().split(':').next().unwrap_or_default();
    let mark = block.0 + opening.len();
    (own < deep && step < 10).then(|| Cause {
        point: (first.0 + own, first.0 + deep),
        message: format!("「{key}」的正文，第一行缩进得比下面的多，下面的行没有读作正文。"),
        help: format!("去掉第一行行首多出的 {} 个空格，使正文各行左对齐；列项也从这里开始。", deep - own),
        start: mark,
        end: mark,
        with: step.to_string(),
        fix: vec![(first.0 + own, first.0 + deep, String::new())],
    })
}

/// ` 任务:` and `  指标:` where the other sections stand at the left edge.
pub fn outermost_indented(text: &str, lines: &Lines, keys: &Keys) -> Option<Cause> {
    let &line = lines.0.iter().take(60).find(|&&line| {
        let written = text[line.0..line.1].trim_start();
        let key = written.split(':').next().unwrap_or_default();
        let opens = keys.opens_section(key.trim()) && written.trim_end().ends_with(':');
        let own = keys.is_outermost(key.trim()) || opens;
        0 < indent(text, line) && written.contains(':') && own && !in_block(text, line)
    })?;
    // In a file that is indented as a whole all of them are.
    let edge = lines.0.iter().any(|&line| {
        let key = text[line.0..line.1].split(':').next().unwrap_or_default();
        indent(text, line) == 0 && keys.has(key)
    });
    let spaces = indent(text, line);
    let key = text[line.0..line.1].trim_start().split(':').next().unwrap_or_default();
    edge.then(|| Cause {
        point: (line.0 + spaces, line.1),
        message: format!("「{key}:」前面多了 {spaces} 个空格，应顶格写。"),
        help: format!("删去「{key}」前面的空格，与其他各节左对齐。"),
        start: line.0,
        end: line.0 + spaces,
        with: String::new(),
        fix: vec![(line.0, line.0 + spaces, String::new())],
    })
}

/// The next line that is neither empty nor a comment.
fn next(text: &str, from: usize) -> Option<Line> {
    let mut at = from + text.get(from..)?.find('\n')? + 1;
    for line in text[at..].split_inclusive('\n') {
        let written = line.trim();
        if !written.is_empty() && !written.starts_with('#') {
            return Some((at, at + line.trim_end_matches(['\n', '\r']).len()));
        }
        at += line.len();
    }
    None
}

/// `指标名: 640` with `数据来源: …` indented under it: the short form and the long one at once.
pub fn short_and_long(text: &str, lines: &Lines, keys: &Keys) -> Option<Cause> {
    let pair = |at: usize| Some((*lines.0.get(at)?, *lines.0.get(at + 1)?));
    // A comment behind the figure moves the error up to its own line.
    let first = lines.0.first().and_then(|line| Some((next(text, line.1)?, *line)));
    first.into_iter().chain((0..1).filter_map(pair)).find_map(|(below, line)| {
        let (deep, own) = (indent(text, below), indent(text, line));
        let written = text[line.0..line.1].trim_start();
        let (key, rest) = written.split_once(": ")?;
        let value = rest.split(" #").next().unwrap_or_default().trim();
        let field = text[below.0..below.1].trim().split([':', '：']).next().unwrap_or_default();
        let figure = value.starts_with(|c: char| c.is_ascii_digit()) && keys.has(field) && !keys.has(key);
        // The nearest line above that is indented less is the section.
        let above = text[..line.0].lines().rev().filter(|above| !above.trim().is_empty() && !above.trim().starts_with('#'));
        let mut shallower = above.filter(|above| above.len() - above.trim_start().len() < own);
        let section = shallower.next()?.split(':').next().unwrap_or_default();
        let (_, long) = keys.figures.iter().find(|(name, _)| *name == section)?;
        let at = line.1 - rest.len() + rest.find(value)?;
        let again = text[below.1..].lines().take(8).any(|line| line.trim_start().starts_with(&format!("{long}:")));
        let moved = format!("\n{}{long}: {value}", " ".repeat(deep));
        (figure && own < deep && !value.is_empty()).then(|| Cause {
            point: (at, at + value.len()),
            message: format!("「{key}」后面已经写了「{value}」，下面又缩进写了「{field}」，只能写一种。"),
            help: if field == *long {
                format!("数字只写一处：删去「{key}:」后面的「{value}」，或者删去下面的「{long}」一行。")
            } else { format!(
                "把数字移到下一行：「{key}:」下面写「{long}: {value}」，再写{field}等；只写数字的，只留「{key}: {value}」一行。"
            ) },
            start: at,
            end: at + value.len(),
            with: " ".repeat(value.len()),
            fix: if again || field == *long {
                Vec::new()
            } else {
                vec![(at - 1, at + value.len(), String::new()), (line.1, line.1, moved)]
            },
        })
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
pub fn odd_indent(text: &str, lines: &Lines, keys: &Keys) -> Option<Cause> {
    let is_key = |(start, end): Line| {
        let line = text[start..end].trim_start().trim_start_matches("- ");
        line.find(':').is_some_and(|colon| key_before(line, colon).is_some())
    };
    let &line = lines.0.iter().take(60).find(|&&line| indent(text, line) % 2 == 1 && is_key(line))?;
    let spaces = indent(text, line);
    // One of its neighbours says whether a space is missing or too many; keys stand at even depths.
    // Fields stand with fields, and names with names.
    let own_key = |(start, end): Line| {
        let key = text[start..end].trim_start().trim_start_matches("- ").split(':').next().unwrap_or_default();
        keys.has(key.trim())
    };
    let alike = |&&other: &&Line| other != line && is_key(other) && own_key(other) == own_key(line);
    let others = lines.0.iter().take(60).filter(alike).map(|&other| indent(text, other));
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
