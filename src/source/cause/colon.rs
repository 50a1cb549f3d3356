//! Colons and dashes: of the wrong width, without their space, left out.

use super::{Cause, Line, in_block, indent, key_before, spaced};
use crate::source::Keys;

/// Marks that look like a colon, and signs that people write for one behind a key.
const COLONS: [&str; 13] = ["：", "∶", "﹕", "︰", "ː", "꞉", "＝", "=", "——", ";", "；", "、", "，"];

/// `年度∶2024`, `年度=2024`, `年度——2024`: a mark behind a key of ours that is no colon at all.
pub fn other_colon(text: &str, (start, end): Line, keys: &Keys) -> Option<Cause> {
    let line = &text[start..end];
    let written = line.trim_start_matches([' ', '-']);
    let own = start + line.len() - written.len();
    let (at, mark) = COLONS.iter().skip(1).filter_map(|mark| Some((written.find(mark)?, *mark))).min()?;
    let key = written[..at].trim();
    let rest = &written[at + mark.len()..];
    // A task's number, and a name with a figure behind the mark, cannot be prose either.
    let number = key.contains('.') && key.chars().all(|c| c.is_ascii_digit() || c == '.' || c.is_ascii_lowercase());
    let value = rest.split(" #").next().unwrap_or_default().trim();
    let alone = value.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '%' | ','));
    let figure = value.starts_with(|c: char| c.is_ascii_digit())
        && !rest.contains(['，', '。', '；'])
        && (alone || !["=", "＝", "——"].contains(&mark))
        && !["、", "，"].contains(&mark)
        && key.chars().count() <= 40
        && !key.contains(['，', '。', '：', ':', ' ']);
    let number = number && key.starts_with(|c: char| c.is_ascii_digit()) && rest.trim().is_empty();
    (keys.has(key) || number || figure).then(|| Cause {
        point: (own + at, own + at + mark.len()),
        message: format!("「{key}」后面的「{mark}」不是冒号，应为半角冒号加空格「: 」。"),
        help: format!("改成「{}」。", format!("{key}: {}", rest.trim()).trim_end()),
        start: own + at,
        end: own + at + mark.len(),
        with: ": ".to_owned(),
        fix: vec![(own + at, own + at + mark.len(), spaced(":", rest))],
    })
}

/// Whether a mark between two digits tells a time, a ratio or a scale: 8:30, 1:2.
fn between_digits(line: &str, at: usize, len: usize) -> bool {
    line[..at].ends_with(|c: char| c.is_ascii_digit()) && line[at + len..].starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a line stands among the fields of an entry: the nearest line above of the same depth begins with a key of ours.
/// There a name of one's own has no place.
fn among_fields(text: &str, line: Line, keys: &Keys) -> bool {
    let own = indent(text, line);
    let above = text[..line.0].lines().rev().filter(|above| !above.trim().is_empty());
    let mut same = above.filter(|above| above.len() - above.trim_start_matches(' ').len() <= own);
    same.next().is_some_and(|above| {
        let depth = above.len() - above.trim_start_matches(' ').len();
        let key = above.trim().split(':').next().unwrap_or_default();
        depth == own && 0 < own && keys.has(key)
    })
}

/// `年度：2024`.
pub fn full_width_colon(text: &str, (start, end): Line, keys: &Keys) -> Option<Cause> {
    let line = &text[start..end];
    let at = line.find('：')?;
    let key = key_before(line, at).filter(|_| !between_digits(line, at, '：'.len_utf8()))?;
    // A sentence may have a colon, too: after anything but a key of ours comes a figure, a block or nothing.
    let rest = line[at + '：'.len_utf8()..].trim_start();
    let entry = rest.is_empty() || rest.starts_with(['|', '>', '{', '[', '#', '"', '-', '+']);
    let figure = rest.trim_start_matches(['约', '近', '超', '共']).starts_with(|c: char| c.is_ascii_digit())
        && !rest.contains(['，', '。', '；'])
        && !among_fields(text, (start, end), keys);
    // Over lines that are indented further it opens what they say.
    let below = text[end..].trim_start_matches(['\r', '\n']);
    let over = rest.is_empty() && indent(text, (start, end)) < below.len() - below.trim_start_matches(' ').len();
    // 任务：本单位牵头的任务 was a comment and lost its sign.
    let known = keys.has(key) && (entry || !keys.opens_section(key));
    (known || entry || figure).then(|| Cause {
        point: (start + at, start + at + '：'.len_utf8()),
        message: format!("「{key}」后面用了全角冒号「：」，应为半角冒号加空格「: 」。"),
        help: format!("改成「{key}: …」（切换到英文输入法输入冒号，再空一格）。"),
        start: start + at,
        end: start + at + '：'.len_utf8(),
        with: ":  ".to_owned(),
        fix: if known || figure || over {
            vec![(start + at, start + at + '：'.len_utf8(), spaced(":", &line[at + '：'.len_utf8()..]))]
        } else {
            Vec::new()
        },
    })
}

/// `1. {名称: 甲}`, `（1）{…}`, `-- {…}`: an item of a list that begins with something else than a dash.
pub fn numbered_item(text: &str, (start, end): Line) -> Option<Cause> {
    let line = &text[start..end];
    let own = indent(text, (start, end));
    let written = &line[own..];
    let brace = written.find('{')?;
    let mark = &written[..brace];
    let digits = mark.trim_matches(|c: char| c.is_ascii_digit() || " .、．（）()-－—–".contains(c)).is_empty();
    let number = mark.contains(|c: char| c.is_ascii_digit());
    let ended = !number || mark.trim_end().ends_with(['.', '、', '．', ')', '）']);
    (digits && ended && mark != "- " && !mark.trim().is_empty()).then(|| Cause {
        point: (start + own, start + own + brace),
        message: format!("列表项用了「{}」开头，应为半角短横加空格「- 」。", mark.trim()),
        help: "改成「- {…}」：半角短横，空一格再写；不用编号。".to_owned(),
        start: start + own,
        end: start + own + brace,
        with: "- ".to_owned(),
        // A number is a figure that somebody typed.
        fix: if number { Vec::new() } else { vec![(start + own, start + own + brace, "- ".to_owned())] },
    })
}

/// `  - 现场会场次: 3` among names that have no dash.
pub fn dash_too_many(text: &str, (start, end): Line) -> Option<Cause> {
    let line = &text[start..end];
    let own = indent(text, (start, end));
    let rest = line[own..].strip_prefix("- ")?;
    let above = text[..start].lines().rev().find(|line| !line.trim().is_empty() && !line.trim().starts_with('#'))?;
    let depth = above.len() - above.trim_start_matches(' ').len();
    let entry = |line: &str| line.find(": ").is_some_and(|colon| key_before(line, colon).is_some());
    let beside =
        depth == own && !above.trim_start().starts_with('-') && entry(above) && !above.trim_end().ends_with(':');
    (beside && entry(rest)).then(|| Cause {
        point: (start + own, start + own + 2),
        message: "行首多了短横「- 」：这里每行一个「名称: 内容」，不用列表。".to_owned(),
        help: "删去「- 」，与上一行左对齐。".to_owned(),
        start: start + own,
        end: start + own + 2,
        with: String::new(),
        fix: vec![(start + own, start + own + 2, String::new())],
    })
}

/// `-{名称: 甲}`, `-名称: 甲` and `－ 名称: 甲`.
pub fn missing_dash_space(text: &str, (start, end): Line) -> Option<Cause> {
    let line = &text[start..end];
    let at = start + indent(text, (start, end));
    let written = line.trim_start_matches(' ');
    let dash = written.chars().next().filter(|c| matches!(c, '-' | '－' | '—' | '–' | '•' | '·' | '*'))?;
    let item = &written[dash.len_utf8()..];
    let words = item.trim_start_matches([' ', '\u{3000}', '\u{a0}']);
    let entry =
        words.starts_with(['{', '[']) || words.find(':').is_some_and(|colon| key_before(words, colon).is_some());
    (entry && !(dash == '-' && item.starts_with([' ', '-']))).then(|| Cause {
        point: (at, at + dash.len_utf8()),
        message: match dash {
            '-' => "行首的短横「-」后面少了一个空格。".to_owned(),
            dash => format!("列表项用了「{dash}」开头，应为半角短横加空格「- 」。"),
        },
        help: "改成「- …」：半角短横，空一格再写。".to_owned(),
        start: at,
        end: at + written.len() - words.len(),
        with: "- ".to_owned(),
        fix: vec![(at, at + written.len() - words.len(), "- ".to_owned())],
    })
}

/// `年度:2024`.
pub fn missing_space(text: &str, (start, end): Line) -> Option<Cause> {
    let line = &text[start..end];
    let colon = line.find(':')?;
    let key = key_before(line, colon).filter(|key| !key.contains(' ') && !between_digits(line, colon, 1))?;
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

/// `指标` alone on its line with its entries under it, and `状态 按计划推进`.
pub fn missing_colon(text: &str, (start, end): Line, keys: &Keys) -> Option<Cause> {
    let line = &text[start..end];
    let written = line.split(" #").next().unwrap_or_default().trim_end();
    let key = written.trim();
    let from = start + line.len() - line.trim_start().len();
    let spaced = key.split_once(' ').map(|(key, _)| key).filter(|key| keys.has(key) && !written.contains(':'));
    if let Some(key) = spaced {
        let at = from + key.len();
        return Some(Cause {
            point: (from, at),
            message: format!("「{key}」后面少了冒号。"),
            help: format!("改成「{key}: …」。"),
            start: at,
            end: at,
            with: ":".to_owned(),
            fix: vec![(at, at, ":".to_owned())],
        });
    }
    let plain =
        key.chars().count() <= 24 && !key.contains([':', '：', '"', '\'', '。', '，', ' ', '|', '{', '[', '-', '*']);
    let below = text[end..].trim_start_matches(['\r', '\n']);
    let deeper = below.len() - below.trim_start_matches(' ').len() > line.len() - line.trim_start().len();
    let known = keys.has(key);
    (plain && (deeper || known) && !key.is_empty()).then(|| Cause {
        point: (from, start + written.len()),
        message: format!("「{key}」后面少了冒号。"),
        help: format!("改成「{key}:」。"),
        start: start + written.len(),
        end: start + written.len(),
        with: ":".to_owned(),
        fix: if known { vec![(start + written.len(), start + written.len(), ":".to_owned())] } else { Vec::new() },
    })
}

/// Fewest lines with full-width colons that are mended all at once.
const MANY: usize = 3;

/// `单位：甲`, `年度：2024`, …: a file typed with a Chinese keyboard has them on all its lines; one finding and one fix for all.
pub fn many_full_width_colons(text: &str, keys: &Keys) -> Option<Cause> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let own = (start, start + line.trim_end_matches(['\n', '\r']).len());
        let colon = line.find('：').filter(|at| !between_digits(line, *at, '：'.len_utf8()));
        if let Some(at) = colon
            && let Some(key) = key_before(line, at)
            && !line.trim_start().starts_with('#')
            && !in_block(text, own)
        {
            let rest = line[at + '：'.len_utf8()..].trim();
            let figure = rest.starts_with(|c: char| c.is_ascii_digit()) && !rest.contains(['，', '。', '；']);
            let below = text[start + line.len()..].trim_start_matches(['\r', '\n']);
            let over = rest.is_empty() && indent(text, own) < below.len() - below.trim_start_matches(' ').len();
            if keys.has(key) || figure && !among_fields(text, own, keys) || over {
                found.push((start + at, start + at + '：'.len_utf8(), line[at + '：'.len_utf8()..].to_owned()));
            }
        }
        start += line.len();
    }
    let (first, last) = (found.first()?, found.last()?);
    let mut mended = text[first.0..last.1].to_owned();
    for (from, to, _) in &found {
        mended.replace_range(from - first.0..to - first.0, ":  ");
    }
    (MANY <= found.len()).then(|| Cause {
        point: (first.0, first.1),
        message: format!("有 {} 行用了全角冒号「：」，应为半角冒号加空格「: 」。", found.len()),
        help: "切换到英文输入法输入冒号，再空一格；可以自动改。".to_owned(),
        start: first.0,
        end: last.1,
        with: mended,
        fix: found.iter().map(|(from, to, rest)| (*from, *to, spaced(":", rest))).collect(),
    })
}

/// `数据来源: “示例数据: 登记”`: a colon inside a value that YAML takes for its own.
pub fn colon_in_value(text: &str, (start, end): Line, keys: &Keys) -> Option<Cause> {
    let line = &text[start..end];
    let first = line.find(": ")?;
    let key = key_before(line, first).filter(|key| keys.has(key))?;
    let value = &line[first + 2..];
    let plain = !value.trim_start().starts_with(['"', '\'', '{', '[', '|', '>', '#']);
    let second = value.find(": ").or_else(|| value.trim_end().ends_with(':').then(|| value.trim_end().len() - 1))?;
    let inner = value[..second].trim();
    let at = start + first + 2 + second;
    let shown = value.replacen(": ", "：", 1);
    let shown = shown.strip_suffix(':').map_or(shown.clone(), |shown| format!("{shown}："));
    // Two entries that ran together are no text with a colon.
    let glued = keys.known.iter().any(|known| inner.ends_with(known) && inner.len() != known.len());
    let year = inner.chars().all(|c| c.is_ascii_digit());
    (plain && !glued && !year).then(|| Cause {
        point: (at, at + 1),
        message: format!("「{key}」的文字里有半角冒号「:」，YAML 把它当作记号。"),
        help: format!("文字里的冒号用全角：{key}: {}", shown.trim()),
        start: at,
        end: at + 1,
        with: "：".to_owned(),
        fix: vec![(at, at + 1 + usize::from(text[at + 1..end].starts_with(' ')), "：".to_owned())],
    })
}
