//! Findings to text in the form asked for, and the closing line that counts them.

use std::collections::BTreeSet;

use super::sarif::RuleText;
use super::{Diagnostics, Level, frame, github, json, sarif, short};
use crate::source::Sources;

/// The forms findings are printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingsForm<'a> {
    /// The source line with marks under it, for people; the flag asks for colour.
    Frame {
        /// Whether to colour.
        color: bool,
        /// How wide the terminal is, where it goes to one.
        width: Option<usize>,
    },
    /// One line per finding, for people and editors.
    Short,
    /// One JSON object per line, for programs.
    Json,
    /// One SARIF 2.1.0 document, for code review and dashboards.
    Sarif {
        /// Every rule there is.
        rules: &'a [RuleText],
    },
    /// One workflow command per line, which GitHub shows beside the change.
    Github,
}

/// All findings in one string, sorted by file and place.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources, form: FindingsForm<'_>) -> String {
    let sorted = diagnostics.sorted(sources);
    if let FindingsForm::Sarif { rules } = form {
        return sarif::render(&sorted, sources, rules);
    }
    sorted
        .into_iter()
        .map(|diagnostic| match form {
            FindingsForm::Frame { color, width } => frame::render(diagnostic, sources, color, width) + "\n\n",
            FindingsForm::Short => short::render(diagnostic, sources) + "\n",
            FindingsForm::Json => json::render(diagnostic, sources) + "\n",
            FindingsForm::Github => github::render(diagnostic, sources) + "\n",
            FindingsForm::Sarif { .. } => String::new(),
        })
        .collect()
}

/// “3 个错误、2 个警告，涉及 2 个单位”, or `None` if nothing was found.
#[must_use]
pub fn summary(diagnostics: &Diagnostics, sources: &Sources) -> Option<String> {
    let sorted = diagnostics.sorted(sources);
    let counts: Vec<String> = [Level::Error, Level::Warning, Level::Hint]
        .into_iter()
        .map(|level| (level, sorted.iter().filter(|d| d.level == level).count()))
        .filter(|&(_, count)| count > 0)
        .map(|(level, count)| format!("{count} 个{}", level.name()))
        .collect();
    let units: BTreeSet<&str> = sorted.iter().filter_map(|d| d.unit.as_deref()).collect();
    let whose = if units.is_empty() { String::new() } else { format!("，涉及 {} 个单位", units.len()) };
    (!counts.is_empty()).then(|| counts.join("、") + &whose)
}
