//! What was begun behind its key and belongs under it: a list, a table, a paragraph, the first of several fields.

use super::{Cause, Line, indent, key_before};
use crate::source::Keys;

/// Lines right below one that belong to it by `own`, as they are.
fn below(text: &str, end: usize, own: impl Fn(&str) -> bool) -> Vec<&str> {
    let rest = text.get(end..).and_then(|rest| rest.split_once('\n')).map_or("", |(_, rest)| rest);
    let lines = rest.split('\n').map(|line| line.trim_end_matches('\r'));
    lines.take_while(|line| !line.trim().is_empty() && own(line)).collect()
}

/// Lines moved so that the least indented has `depth` spaces.
fn moved(lines: &[&str], depth: usize) -> Vec<String> {
    let spaces = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let least = lines.iter().map(spaces).min().unwrap_or(0);
    lines.iter().map(|line| format!("{}{}", " ".repeat(depth), &line[least..])).collect()
}

/// The cause that puts `lines` in the place of a line and the `gone` bytes below it.
fn rewritten((start, end): Line, gone: usize, point: usize, lines: &[String]) -> Cause {
    let with = lines.join("\n");
    Cause {
        point: (point, end),
        message: String::new(),
        help: String::new(),
        start,
        end: end + gone,
        fix: vec![(start, end + gone, with.clone())],
        with,
    }
}

/// `问题: - 甲`, `问题: | 甲 | 乙 |` and `进展: |年末完成…`: text on the line of its key, and what goes on with it below.
pub fn text_behind(text: &str, line: Line, keys: &Keys) -> Option<Cause> {
    let written = &text[line.0..line.1];
    let colon = written.find(": ")?;
    let key = key_before(written, colon).filter(|key| keys.has(key))?;
    let value = written[colon + 2..].trim();
    let bar = value.starts_with('|') && {
        let rest = value[1..].trim_start_matches(['-', '+', '1', '2', '4']).trim();
        !rest.is_empty() && !rest.starts_with('#')
    };
    // Marks alone are no text that was begun.
    let words = |text: &str| {
        let text = text.trim_start_matches(['|', ' ', '*', '“', '（', '《', '-']);
        text.starts_with(|c: char| c.is_alphanumeric())
    };
    let item = value.starts_with("- ");
    let nothing = bar && !value.contains(char::is_alphanumeric);
    let row = bar && !nothing && value[1..].contains('|');
    if !bar && !item || text[line.0..line.1].contains('\r') {
        return None;
    }
    let own = indent(text, line) + if written.trim_start().starts_with("- ") { 2 } else { 0 };
    let goes_on = |line: &str| {
        let deep = line.len() - line.trim_start_matches(' ').len();
        let same = line.trim_start().starts_with(if row { "|" } else { "- " }) && (row || item);
        own < deep || own == deep && same
    };
    let rest = below(text, line.1, goes_on);
    let gone = rest.iter().map(|line| line.len() + 1).sum();
    let depth = own + 2;
    // The items of a section are no text.
    let section = keys.opens_section(key);
    let head = written[..=colon].to_owned() + if section { "" } else { " |" };
    let first = if bar && !row { value[1..].trim() } else { value };
    let mut lines = vec![head, format!("{}{first}", " ".repeat(depth))];
    if nothing {
        lines.truncate(1);
    }
    lines.extend(moved(&rest, depth));
    let what = if nothing {
        format!("「{key}: |」后面多了「{}」。", value[1..].trim())
    } else if row {
        format!("「{key}:」后面不能接着写表格。")
    } else if item {
        format!("「{key}:」后面不能接着写「- 」列项。")
    } else {
        format!("「{key}: |」后面不能接着写正文。")
    };
    let bar = if section { "" } else { " |" };
    let part = if row {
        "表格"
    } else if item {
        "列项"
    } else {
        "正文"
    };
    let point = line.0 + written.len() - written[colon + 2..].trim_start().len();
    let cause = rewritten(line, gone, point, &lines);
    Some(Cause {
        message: what,
        help: format!("写成「{key}:{bar}」，{part}另起一行，每一行比「{key}」多缩进两个空格。"),
        fix: if item || nothing || words(value) { cause.fix } else { Vec::new() },
        ..cause
    })
}

/// Whether a key is an assignment's number: `2.4.3a`.
fn is_number(key: &str) -> bool {
    let plain = key.chars().all(|c| c.is_ascii_digit() || c == '.' || c.is_ascii_lowercase());
    plain && key.contains('.') && key.starts_with(|c: char| c.is_ascii_digit())
}

/// `填报: 联系人: 示例` with `电话: …` indented under it: the first of several fields behind the key that holds them.
pub fn field_behind(text: &str, line: Line, keys: &Keys) -> Option<Cause> {
    let written = text[line.0..line.1].split(" #").next().unwrap_or_default().trim_end();
    let colon = written.find(": ")?;
    let key = key_before(written, colon).filter(|key| keys.has(key) || is_number(key))?;
    let value = written[colon + 2..].trim_start();
    let inner = value.split(": ").next().filter(|inner| value.len() != inner.len());
    let inner = inner.or_else(|| value.strip_suffix(':')).filter(|inner| !inner.contains(['{', '"', '，', '。']))?;
    // A field of the mapping, one under a number, a name under a section.
    let own = keys.holds(key, inner)
        || is_number(key) && keys.has(inner) && !keys.opens_section(inner)
        || keys.opens_section(key) && (is_number(inner) || !keys.has(inner)) && !value.starts_with(['-', '[']);
    if !own {
        return None;
    }
    let own = indent(text, line);
    let rest = below(text, line.1, |line| own < line.len() - line.trim_start_matches(' ').len());
    let depth = rest.first().map_or(own + 2, |line| line.len() - line.trim_start_matches(' ').len());
    let lines = [written[..=colon].to_owned(), format!("{}{value}", " ".repeat(depth))];
    let point = line.0 + written.len() - value.len();
    Some(Cause {
        message: format!("「{key}:」后面不能接着写「{inner}」。"),
        help: format!("「{inner}」另起一行，比「{key}」多缩进两个空格；「{key}」里的各项左对齐。"),
        ..rewritten((line.0, line.0 + written.len()), 0, point, &lines)
    })
}

/// `数据来源: 示例    说明: 口径…`: two entries on a line, of which the second lost the end of the first one's line.
pub fn line_lost(text: &str, (start, end): Line, keys: &Keys) -> Option<Cause> {
    let line = &text[start..end];
    let own = indent(text, (start, end)) + if line.trim_start().starts_with("- ") { 2 } else { 0 };
    let first = line.trim_start().trim_start_matches("- ").split(':').next().unwrap_or_default().trim();
    // Two items in braces on a line.
    if line.trim_start().starts_with("- {")
        && let Some(at) = line.match_indices("- {").map(|(at, _)| at).find(|at| line[..*at].trim_end().ends_with('}'))
    {
        let from = start + line[..at].trim_end().len();
        let with = format!("\n{}", " ".repeat(indent(text, (start, end))));
        return Some(Cause {
            point: (start + at, start + at + 1),
            message: "一行里写了两项，中间少了换行。".to_owned(),
            help: "在第二个「- {」前面换行，与上一项左对齐。".to_owned(),
            start: from,
            end: start + at,
            with: with.clone(),
            fix: vec![(from, start + at, with)],
        });
    }
    let ends = |at: usize| line[at + 1..].is_empty() || line[at + 1..].starts_with(' ');
    line.match_indices(':').skip(1).filter(|(at, _)| ends(*at)).find_map(|(at, _)| {
        let before = &line[..at];
        // The longest key of ours that stands right before the colon.
        let tail = before.rsplit([' ', '。', '；', '}', '）']).next().unwrap_or_default();
        let known = keys.known.iter().filter(|key| before.ends_with(**key)).max_by_key(|key| key.len());
        let key = if is_number(tail) { tail } else { known? };
        let gap = before[..before.len() - key.len()].trim_end_matches([' ', '\u{3000}']);
        // With a mark between them they are fields that want braces.
        if gap.ends_with([',', '，', '；', ';', '、']) {
            return None;
        }
        let said = gap.split_once(": ").map_or("", |(_, said)| said.trim());
        // A value that begins with it is a text with a colon; in braces it is a field.
        if said.is_empty() || gap.matches('{').count() > gap.matches('}').count() || said.starts_with(['"', '\'']) {
            return None;
        }
        let (depth, certain) = match key {
            key if keys.is_outermost(key)
                || keys.opens_section(key) && ends(at) && line[at + 1..].trim().is_empty() =>
            {
                (0, true)
            }
            key if is_number(key) => (2, true),
            key if keys.together(first, key) => {
                (own, gap.len() < before.len() - key.len() || gap.ends_with(['。', '；', '}', '）']))
            }
            _ => return None,
        };
        let (from, to) = (start + gap.len(), start + before.len() - key.len());
        let with = format!("\n{}", " ".repeat(depth));
        Some(Cause {
            point: (to, start + at + 1),
            message: format!("「{key}:」接在了上一项的后面，中间少了换行。"),
            help: format!("在「{key}」前面换行，行首空 {depth} 格；「{key}」确是正文的，它后面的冒号用全角「：」。"),
            start: from,
            end: to,
            with: with.clone(),
            fix: if certain { vec![(from, to, with)] } else { Vec::new() },
        })
    })
}

/// `现场会场次 3` and `示范线<Tab>12<Tab>条`: a name and its figure, with a gap where the colon should be; often pasted at the
/// left edge.
pub fn figure_behind(text: &str, line: Line) -> Option<Cause> {
    let written = text[line.0..line.1].split(" #").next().unwrap_or_default().trim_end();
    let mut parts = written.split([' ', '\t', '\u{3000}', '\u{a0}']).filter(|part| !part.is_empty());
    let (name, figure, unit, more) = (parts.next()?, parts.next()?, parts.next(), parts.next());
    let digits = figure.starts_with(|c: char| c.is_ascii_digit()) || figure.starts_with('-') && 1 < figure.len();
    let numeric = digits && figure.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '%' | ','));
    let plain = !name.contains([':', '：', '，', '。', '|', '"', '-', '{', '[', '*'])
        && 1 < name.chars().count()
        && name.contains(|c: char| '\u{2e80}' <= c);
    let unit = unit.filter(|unit| unit.chars().count() <= 8 && !unit.contains(|c: char| c.is_ascii_digit()));
    if !plain || !numeric || more.is_some() || unit.is_none() && parts_of(written) == 3 {
        return None;
    }
    // Where its neighbours stand.
    let depth = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let above = text[..line.0].lines().rev().find(|line| !line.trim().is_empty() && !line.trim().starts_with('#'))?;
    let opens = above.split(" #").next().unwrap_or_default().trim_end().ends_with(':');
    let wanted = if opens { depth(above) + 2 } else { depth(above) };
    let own = indent(text, line);
    let place = if own == 0 { wanted } else { own };
    let shown = format!("{name}: {figure}{}", unit.unwrap_or_default());
    let moved =
        if own == place { String::new() } else { format!("，行首空 {place} 格，与其他各项左对齐") };
    let whole = (line.0, line.0 + written.len());
    Some(Cause {
        message: format!("「{name}」和数字之间少了冒号。"),
        help: format!("写成「{shown}」{moved}。"),
        ..rewritten(whole, 0, line.0 + own, &[format!("{}{shown}", " ".repeat(place))])
    })
}

/// How many words a line has.
fn parts_of(line: &str) -> usize {
    line.split([' ', '\t', '\u{3000}', '\u{a0}']).filter(|part| !part.is_empty()).count()
}
