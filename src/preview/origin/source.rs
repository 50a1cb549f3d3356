//! Something written in a file that a report prints, and its line as it is shown to people.

use serde::Serialize;

use super::bare::bare;
use crate::source::{SourceFile, Sources, Span};

/// Something in a file that a report prints.
#[derive(Debug, Clone)]
pub struct Source {
    /// What it is, for people.
    pub what: String,
    /// The department.
    pub unit: String,
    /// The indicator it is a figure of, by its position in the plan.
    pub indicator: Option<usize>,
    /// Where it is written.
    pub span: Span,
    /// How many lines it takes, at most.
    pub lines: usize,
}

/// A line that something on a page comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// What it is: `指标「…」` or `任务 2.1.1a … · 进展`.
    pub what: String,
    /// The department.
    pub unit: String,
    /// File.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// The lines around it, each with its number.
    pub lines: Vec<(usize, String)>,
    /// The indicator it is a figure of, by its position in the plan.
    #[serde(skip)]
    pub indicator: Option<usize>,
    /// Where the whole of it is written.
    #[serde(skip)]
    pub span: Span,
}

/// Lines shown before and after the one that is meant.
const AROUND: usize = 2;

/// Characters of a word's beginning by which its line is found where the whole word runs over two, the longest first.
const BEGINNINGS: [usize; 3] = [usize::MAX, 8, 4];

impl Source {
    /// Its line; of several, the one that holds the word, or at least where it begins.
    pub fn origin(&self, word: &str, sources: &Sources) -> Origin {
        let file = sources.file(self.span.file);
        let from = file.place(self.span.start).line;
        let own: Vec<String> = file.text.lines().skip(from - 1).take(self.lines).map(bare).collect();
        let beginnings = BEGINNINGS.map(|count| word.chars().take(count).collect::<String>());
        let holding = |part: &String| own.iter().position(|line| !part.is_empty() && line.contains(part.as_str()));
        let line = from + beginnings.iter().find_map(holding).unwrap_or_default();
        Origin {
            what: self.what.clone(),
            unit: self.unit.clone(),
            path: file.path.clone(),
            line,
            lines: around(file, line),
            indicator: self.indicator,
            span: self.span,
        }
    }
}

/// A line of a file and those around it, each with its number.
#[must_use]
pub fn around(file: &SourceFile, line: usize) -> Vec<(usize, String)> {
    let first = line.saturating_sub(AROUND).max(1);
    let lines = file.text.lines().enumerate().skip(first - 1).take(line + AROUND + 1 - first);
    lines.map(|(at, text)| (at + 1, text.to_owned())).collect()
}
