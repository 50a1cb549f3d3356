//! Marks and digits of the wrong width in Chinese, by autocorrect; its rules about spaces are not ours and are off.

use std::ops::Range;
use std::sync::LazyLock;

use similar::{ChangeTag, TextDiff};

/// A piece of a text and what it should be.
pub struct Correction {
    /// The bytes to replace.
    pub range: Range<usize>,
    /// By what.
    pub text: String,
    /// Whether nothing else can have been meant.
    pub certain: bool,
}

/// Its settings: full-width marks and half-width letters and digits, nothing else.
const SETTINGS: &str = "rules:\n  space-word: 0\n  space-punctuation: 0\n  space-bracket: 0\n  space-backticks: 0\n  \
                        space-dash: 0\n  space-dollar: 0\n  fullwidth: 1\n  halfwidth-word: 1\n  \
                        halfwidth-punctuation: 0\n  no-space-fullwidth: 0\n  no-space-fullwidth-quote: 0\n  \
                        spellcheck: 0\n";

/// Whether autocorrect took the settings; without them it would correct too much, so it is not asked.
static READY: LazyLock<bool> = LazyLock::new(|| autocorrect::config::load(SETTINGS).is_ok());

/// What is wrong in a text, line by line.
pub fn corrections(text: &str) -> Vec<Correction> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if doubtful(line) && !line.contains("://") && *READY {
            found.extend(difference(line, &autocorrect::format(line), start));
        }
        found.extend(brackets(line, start));
        found.extend(ends(line, start));
        start += line.len();
    }
    // A colon may belong to a ratio or a key, and a space is no mark.
    found.retain(|correction| !matches!(&text[correction.range.clone()], ":" | "\u{3000}"));
    found.sort_by_key(|correction| (correction.range.start, !correction.certain));
    found.dedup_by(|later, earlier| later.range.start < earlier.range.end);
    found
}

fn han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// Whether autocorrect might find anything: most lines have nothing for it, and it is slow.
fn doubtful(line: &str) -> bool {
    let mut before = ' ';
    let mut mark = false;
    for c in line.chars() {
        if matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ') || mark && han(c) {
            return true;
        }
        let half = matches!(c, ',' | '.' | ':' | '!' | '?' | ';');
        if half && han(before) {
            return true;
        }
        mark = half && (!before.is_ascii_digit() || matches!(c, ',' | '?'));
        before = c;
    }
    false
}

/// Longest line, in bytes, whose differences are searched where characters were put in or left out: that takes
/// quadratic time, and such lines are no prose.
const LONGEST: usize = 8000;

/// The pieces that differ. Only marks, letters and digits may; a change of anything else is not taken over.
fn difference(line: &str, right: &str, start: usize) -> Vec<Correction> {
    let mut found: Vec<Correction> = Vec::new();
    if line.chars().count() == right.chars().count() {
        let pairs = line.char_indices().zip(right.chars()).filter(|&((_, old), new)| old != new);
        return pairs
            .map(|((at, old), new)| {
                let range = at..at + old.len_utf8();
                let certain = certain(line, range.clone());
                Correction { range: start + range.start..start + range.end, text: new.to_string(), certain }
            })
            .collect();
    }
    if LONGEST < line.len() {
        return found;
    }
    let mut at = start;
    for change in TextDiff::from_chars(line, right).iter_all_changes() {
        let value: &str = change.value();
        let extends = found.last().is_some_and(|last| last.range.end == at);
        match change.tag() {
            ChangeTag::Equal => at += value.len(),
            ChangeTag::Delete if extends => {
                at += value.len();
                if let Some(last) = found.last_mut() {
                    last.range.end = at;
                }
            }
            ChangeTag::Delete => {
                found.push(Correction { range: at..at + value.len(), text: String::new(), certain: false });
                at += value.len();
            }
            ChangeTag::Insert if extends => {
                if let Some(last) = found.last_mut() {
                    last.text.push_str(value);
                }
            }
            ChangeTag::Insert => found.push(Correction { range: at..at, text: value.to_owned(), certain: false }),
        }
    }
    found.retain(|correction| !correction.range.is_empty() && !correction.text.is_empty());
    found
}

/// Whether a mark can only be a Chinese one: between Chinese words, or at the end of a line after one. A colon may
/// belong to a ratio or a name; digits and letters of full width are never meant.
fn certain(line: &str, range: Range<usize>) -> bool {
    let mark = &line[range.clone()];
    let before = line[..range.start].chars().next_back().unwrap_or(' ');
    let after = line[range.end..].chars().next().unwrap_or('\n');
    let wide = |c: char| matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}');
    // Beside a mark of full width, as in ２．７％, the whole has to be written anew.
    let apart = |c: char| !matches!(c, '\u{ff01}'..='\u{ff5e}') || wide(c) || "，；！？（）：".contains(c);
    if mark.chars().all(wide) {
        return apart(before) && apart(after);
    }
    let end = matches!(after, '\r' | '\n');
    // Between names a full stop is a dot: 约翰.古迪纳夫.
    let goes_on = han(after) || matches!(after, '“' | '《');
    closed(before) && (end && ",;!?.".contains(mark) || goes_on && ",;!?".contains(mark))
}

/// A Chinese character or a mark that closes something Chinese.
fn closed(c: char) -> bool {
    han(c) || matches!(c, '”' | '》' | '）' | '〕')
}

/// A mark of half width after Chinese and before Chinese or the end of the line, which autocorrect leaves alone beside
/// other marks.
fn ends(line: &str, start: usize) -> Vec<Correction> {
    let marks = line.char_indices().filter_map(|(at, c)| {
        let full = match c {
            ',' => "，",
            ';' => "；",
            '!' => "！",
            '?' => "？",
            '.' => "。",
            _ => return None,
        };
        let before = line[..at].chars().next_back().unwrap_or(' ');
        // 80%,其中 is as plain as a word before the comma; 3.5 and a.b are not.
        let hit = certain(line, at..at + 1) || before == '%' && line[at + 1..].starts_with(han);
        hit.then(|| Correction { range: start + at..start + at + 1, text: full.to_owned(), certain: true })
    });
    marks.collect()
}

/// What names of compounds have before a bracket that belongs to them: 双(三氟甲烷磺酰)亚胺锂.
const CHEMICAL: &str = "聚双二三四六八氯氟溴碘甲乙丙丁苯胺酸酯钠锂钾";

/// `(…)` round Chinese words, and `;` between them, which autocorrect leaves alone.
fn brackets(line: &str, start: usize) -> Vec<Correction> {
    let mut found = Vec::new();
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    let at = |n: usize| chars.get(n).map_or(' ', |&(_, c)| c);
    let mut open: Option<usize> = None;
    for (n, &(byte, c)) in chars.iter().enumerate() {
        let mut put = |byte: usize, mark: &str| {
            // 双(三氟甲烷磺酰)亚胺锂 is a name and keeps its brackets.
            found.push(Correction {
                range: start + byte..start + byte + 1,
                text: mark.to_owned(),
                certain: mark == "；",
            });
        };
        match c {
            '(' if n.checked_sub(1).is_none_or(|before| at(before) != ']') => open = Some(n),
            ')' => {
                if let Some(from) = open.take()
                    && chars[from..n].iter().any(|&(_, c)| han(c))
                    && !from.checked_sub(1).is_some_and(|before| CHEMICAL.contains(at(before)))
                {
                    put(chars[from].0, "（");
                    put(byte, "）");
                }
            }
            ';' if n.checked_sub(1).is_some_and(|before| han(at(before))) && (han(at(n + 1)) || at(n + 1) == '\n') => {
                put(byte, "；");
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut found = text.to_owned();
        for correction in corrections(text).into_iter().rev() {
            found.replace_range(correction.range, &correction.text);
        }
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn mends_marks_and_leaves_figures_spaces_and_addresses_alone() {
        check("完成72家,其中流程12家.", "完成72家，其中流程12家。");
        check("建成中心（一期）,引进“团队”,投产.", "建成中心（一期），引进“团队”，投产。");
        check("达到80%,其中新建3.5公里.", "达到80%，其中新建3.5公里。");
        check("完成(含续建)3项;开工2项。", "完成（含续建）3项；开工2项。");
        check("增长２.5%。", "增长2.5%。");
        check("产值4919.36亿元，占比36.8%，8英寸。", "产值4919.36亿元，占比36.8%，8英寸。");
        check("![照片](图片/产线.png)", "![照片](图片/产线.png)");
        check("见 http://example.org/a,b/中文.html", "见 http://example.org/a,b/中文.html");
        check("使用AI模型2个，GB/T 9704", "使用AI模型2个，GB/T 9704");
    }
}
