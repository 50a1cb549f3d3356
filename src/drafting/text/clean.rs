//! The text without what no reader sees and what only the paper has.

use crate::drafting::pattern::{Pattern, pattern};

static PAGE: Pattern =
    pattern!(r"^[-—–－·\s]+[0-9]{1,4}[-—–－·\s]+$|^第\s*[0-9]{1,4}\s*页(?:[\s/，,]*共\s*[0-9]{1,4}\s*页)?$");
static CONTENTS: Pattern = pattern!(r"(?:[.…·．]{3,}|(?:…){2,})[\s.…]*[-—(（]?[0-9]{1,4}[-—)）]?$");
static DIGITS: Pattern = pattern!(r"^[0-9]{1,3}$");

/// The text with its lines, those of the paper emptied, and how many of them there were.
pub fn clean(raw: &str) -> (String, usize) {
    let text: String = unify_breaks(raw).chars().filter(|c| is_wanted(*c)).collect();
    let lines: Vec<&str> = text.split('\n').collect();
    let mut dropped = 0;
    let mut kept = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(|line| line.trim().is_empty());
        let alone = blank(at.checked_sub(1)) && blank(Some(at + 1));
        let paper = is_of_paper(line.trim(), alone);
        dropped += usize::from(paper);
        kept.push(if paper { "" } else { line.trim_end() });
    }
    (kept.join("\n"), dropped)
}

/// A page number or a line of the table of contents. A bare number is one where it stands between blank lines.
fn is_of_paper(line: &str, alone: bool) -> bool {
    PAGE.is_in(line) && line.len() < 60 || CONTENTS.is_in(line) && line.len() < 300 || alone && DIGITS.is_in(line)
}

fn unify_breaks(raw: &str) -> String {
    raw.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{2028}', '\u{2029}', '\u{85}'], "\n")
}

fn is_wanted(c: char) -> bool {
    matches!(c, '\n' | '\t')
        || !(c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
            || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{ffff}' | '\u{e000}'..='\u{f8ff}'))
}
