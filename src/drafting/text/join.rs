//! Lines to paragraphs: which line goes on with the one before it.

use super::Paragraph;
use crate::drafting::marker;
use crate::drafting::pattern::{Pattern, before, pattern};

/// Widest line of a file that is taken to be broken at a fixed width, in columns.
const WIDEST: usize = 130;

/// A heading is at most so many characters long.
const HEADING: usize = 40;

/// An open bracket counts for so many bytes; a longer one was never closed.
const OPEN: usize = 1500;

/// Lines that begin something of their own without a mark.
static BEGINS: Pattern = pattern!(r"^(?:抄送|主送|专栏|表[0-9]|(?:牵头|责任|配合|完成)[^。]{0,6}[：:])");

/// A bracket at the end of a line that ends what is before it.
static DUTY_END: Pattern =
    pattern!(r"(?:单位|部门|领导|时限|责任)[：:][^（(〔]*[）)〕]$|(?:负责|牵头|配合|落实|推进|完成)[）)〕]$");

/// The paragraphs of a clean text.
pub fn join(clean: &str) -> Vec<Paragraph> {
    let lines: Vec<(usize, String)> = (1..)
        .zip(clean.split('\n'))
        .map(|(number, line)| (number, squeeze(line)))
        .filter(|(_, line)| !line.is_empty())
        .collect();
    let full = full_width(&lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut open = Open::default();
    for (number, line) in lines {
        let goes_on = paragraphs.last().is_some_and(|before| open.goes_on(before, &line, full));
        if !goes_on {
            paragraphs.push(Paragraph::default());
            open = Open::default();
        }
        let Some(paragraph) = paragraphs.last_mut() else { continue };
        append(paragraph, number, &line);
        open.take(&line);
    }
    paragraphs
}

/// What the paragraph under construction leaves open.
#[derive(Default)]
struct Open {
    /// Bytes so far.
    len: usize,
    /// Where each bracket that is still open began.
    brackets: Vec<usize>,
    /// Whether there is a comma, a full stop or a semicolon in it.
    prose: bool,
    /// Whether there is a full stop or a semicolon in it.
    sentences: bool,
    /// Columns of its last line.
    width: usize,
    /// How many lines it has.
    lines: usize,
}

impl Open {
    fn take(&mut self, line: &str) {
        for (at, c) in line.char_indices() {
            match c {
                '（' | '(' | '〔' | '“' | '《' | '【' => self.brackets.push(self.len + at),
                '）' | ')' | '〕' | '”' | '》' | '】' => drop(self.brackets.pop()),
                '，' | ',' => self.prose = true,
                '。' | '；' => (self.prose, self.sentences) = (true, true),
                _ => {}
            }
        }
        self.len += line.len();
        self.width = width(line);
        self.lines += 1;
    }

    /// Whether the next line goes on with the paragraph.
    fn goes_on(&self, before: &Paragraph, line: &str, full: Option<usize>) -> bool {
        let text = before.text.as_str();
        if before.is_row() || line.contains('\t') || marker::read(line).is_some() {
            return false;
        }
        if self.brackets.last().is_some_and(|start| self.len - start < OPEN) {
            return true;
        }
        if BEGINS.is_in(line) || ends_sentence(text) {
            return false;
        }
        let is_full = full.is_some_and(|full| full <= self.width);
        let heading = self.lines == 1 && !self.sentences && text.len() <= HEADING * 3 && marker::read(text).is_some();
        is_full || self.prose && !heading
    }
}

/// Whether a text ends as a sentence, an address or a bracket of its own does.
fn ends_sentence(text: &str) -> bool {
    let inner = text.trim_end_matches(['”', '》', '’', '）', ')', '〕']);
    let closed = inner.len() < text.len();
    if inner.ends_with(['。', '！', '？', '：', ':', '!', '?', '；']) {
        return true;
    }
    let whole = text.starts_with(['（', '(']) && closed;
    let tail = before(text, text.len(), 600);
    whole || closed && DUTY_END.is_in(tail)
}

/// Columns at which a line counts as full, if the file is broken at a fixed width.
fn full_width(lines: &[(usize, String)]) -> Option<usize> {
    let mut widths: Vec<usize> = lines.iter().map(|(_, line)| width(line)).collect();
    widths.sort_unstable();
    let most = *widths.get(widths.len().checked_sub(1)?.saturating_mul(9) / 10)?;
    (most <= WIDEST).then(|| most.saturating_sub(4)).filter(|full| 30 <= *full)
}

fn width(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn append(paragraph: &mut Paragraph, number: usize, line: &str) {
    let last = paragraph.text.chars().next_back();
    let first = line.chars().next();
    let words = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if words(last) && words(first) {
        paragraph.text.push(' ');
    }
    paragraph.lines.push((paragraph.text.len(), number));
    paragraph.text.push_str(line);
}

/// A line without white space, but for one blank between Latin words and the tabs between cells.
fn squeeze(line: &str) -> String {
    let line = line.trim();
    let cells: Vec<String> = line.split('\t').map(squeeze_cell).collect();
    // What stands behind a mark alone is an indent.
    let indented = cells.len() == 2 && cells.first().is_some_and(|first| is_mark(first));
    if indented { cells.concat() } else { cells.join("\t") }
}

fn is_mark(cell: &str) -> bool {
    marker::read(&format!("{cell}字")).is_some_and(|marker| marker.len == cell.len())
}

fn squeeze_cell(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut gap = false;
    for c in cell.chars() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        let before = text.chars().next_back();
        let latin = before.is_some_and(|b| b.is_ascii_alphanumeric()) && c.is_ascii_alphanumeric();
        if gap && latin && (c.is_ascii_alphabetic() || before.is_some_and(|b| b.is_ascii_alphabetic())) {
            text.push(' ');
        }
        gap = false;
        text.push(c);
    }
    text
}
