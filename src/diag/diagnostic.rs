//! One finding, and the list that a run collects.

use std::collections::BTreeMap;

use super::rules::RuleName;
use crate::source::{FileId, Sources, Span};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 错误: a release is refused while it stands.
    Error,
    /// 警告: printed in the report as it is, and should be looked at.
    Warning,
    /// 提示: a remark.
    Hint,
}

impl Level {
    /// The level as people read it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Hint => "提示",
        }
    }

    /// The level as programs read it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// A place involved in a finding, and what to say at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words; empty for the place alone.
    pub text: String,
}

/// A change to a text that mends a finding for certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is taken out; empty for an insertion.
    pub span: Span,
    /// What is put there.
    pub text: String,
}

/// One finding: what was expected, what was found, how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule found it.
    pub rule: RuleName,
    /// How grave it is.
    pub level: Level,
    /// A whole Chinese sentence that stands alone.
    pub message: String,
    /// Where; `None` if the finding is about something that is not there.
    pub primary: Option<Span>,
    /// The file meant when no place in a text can be given, such as a font or an unreadable file.
    pub path: Option<String>,
    /// Other places involved.
    pub labels: Vec<Label>,
    /// How to mend it.
    pub help: Option<String>,
    /// Changes that mend it for certain, in no particular order; empty if it takes a person. A file of which the
    /// encoding alone is wrong has an edit that changes nothing: writing the file again mends it.
    pub fix: Vec<Edit>,
    /// The department that has to.
    pub unit: Option<String>,
}

impl Diagnostic {
    /// A finding of any level, to be completed by the methods below.
    #[must_use]
    pub fn new(rule: RuleName, level: Level, message: impl Into<String>) -> Self {
        Self {
            rule,
            level,
            message: visible(message.into()),
            primary: None,
            path: None,
            labels: Vec::new(),
            help: None,
            fix: Vec::new(),
            unit: None,
        }
    }

    /// A finding whose rule and level are filled in by whoever runs the rule.
    #[must_use]
    pub fn open(message: impl Into<String>) -> Self {
        Self::new(RuleName::OPEN, Level::Error, message)
    }

    /// An error.
    #[must_use]
    pub fn error(rule: RuleName, message: impl Into<String>) -> Self {
        Self::new(rule, Level::Error, message)
    }

    /// A warning.
    #[must_use]
    pub fn warning(rule: RuleName, message: impl Into<String>) -> Self {
        Self::new(rule, Level::Warning, message)
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.primary = Some(span);
        self
    }

    /// Says which file, where no text can be shown.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(visible(help.into()));
        self
    }

    /// Adds a change that mends it for certain.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix.push(Edit { span, text: text.into() });
        self
    }

    /// Says who has to.
    #[must_use]
    pub fn of(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }
}

/// Longest message or help, in characters: what quotes an author may quote anything.
const LONGEST: usize = 600;

/// How much of the end of a text that is too long is kept, in characters.
const TAIL: usize = 100;

/// The text with a sign for every control character, its middle left out if it is too long: what an author wrote must
/// neither steer a terminal nor flood it.
fn visible(mut text: String) -> String {
    let count = if text.len() <= LONGEST { 0 } else { text.chars().count() };
    if LONGEST < count {
        let head = text.chars().take(LONGEST - TAIL);
        text = head.chain(['…']).chain(text.chars().skip(count - TAIL)).collect();
    }
    let hidden =
        |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.contains(hidden) { text.replace(hidden, "\u{fffd}") } else { text }
}

/// The findings of a run.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    levels: BTreeMap<RuleName, Level>,
}

/// How the finding begins that counts those which are not kept.
pub const REST: &str = "从这里往后";

/// Most findings of one rule in one file that are kept; the rest is counted.
const MOST: usize = 100;

impl Diagnostics {
    /// Adds a finding, at the level the project sets for its rule.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        if let Some(&level) = self.levels.get(&diagnostic.rule) {
            diagnostic.level = level;
        }
        self.found.push(diagnostic);
    }

    /// Adds findings, each at the level the project sets for its rule.
    pub fn extend(&mut self, found: impl IntoIterator<Item = Diagnostic>) {
        found.into_iter().for_each(|found| self.push(found));
    }

    /// Sets levels of rules, for findings made and yet to be made.
    pub fn set_levels(&mut self, levels: impl IntoIterator<Item = (RuleName, Level)>) {
        self.levels.extend(levels);
        for found in std::mem::take(&mut self.found) {
            self.push(found);
        }
    }

    /// Keeps the first of very many findings of one rule in one file and counts the rest in one finding.
    pub fn cap(&mut self) {
        let mut counts: BTreeMap<(FileId, RuleName), (usize, Diagnostic)> = BTreeMap::new();
        self.found.retain(|found| {
            let Some(span) = found.primary else { return true };
            let (count, last) = counts.entry((span.file, found.rule)).or_insert_with(|| (0, found.clone()));
            *count += 1;
            if *count == MOST + 1 {
                *last = found.clone();
            }
            *count <= MOST
        });
        for ((_, rule), (count, last)) in counts.into_iter().filter(|(_, (count, _))| MOST < *count) {
            let message = format!("{REST}，同样的问题还有 {} 处，不再一一列出。", count - MOST);
            let help = "先改好前面列出的，再检查一次。".to_owned();
            let rest = Diagnostic { message, help: Some(help), labels: Vec::new(), fix: Vec::new(), ..last };
            self.found.push(Diagnostic { rule, ..rest });
        }
    }

    /// Gives every finding from the `from`-th on that has no department this one.
    pub fn attribute(&mut self, from: usize, unit: &str) {
        for diagnostic in self.found.iter_mut().skip(from) {
            diagnostic.unit.get_or_insert_with(|| unit.to_owned());
        }
    }

    /// Gives every finding from the `from`-th on that has no department the one that `whose` names.
    pub fn attribute_by(&mut self, from: usize, whose: impl Fn(&Diagnostic) -> Option<String>) {
        for diagnostic in self.found.iter_mut().skip(from).filter(|found| found.unit.is_none()) {
            diagnostic.unit = whose(diagnostic);
        }
    }

    /// Takes the fixes back of every finding for which `refused` holds.
    pub fn withdraw(&mut self, refused: impl Fn(&Diagnostic) -> bool) {
        for found in self.found.iter_mut().filter(|found| !found.fix.is_empty()) {
            if refused(found) {
                found.fix.clear();
            }
        }
    }

    /// Drops every finding for which `keep` does not hold.
    pub fn keep(&mut self, keep: impl Fn(&Diagnostic) -> bool) {
        self.found.retain(keep);
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many have this level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.found.iter().filter(|diagnostic| diagnostic.level == level).count()
    }

    /// Whether a release has to be refused.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Level::Error) > 0
    }

    /// The findings in the order they were made.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// The findings by file path and place, each once: the same order on every run and machine.
    #[must_use]
    pub fn sorted(&self, sources: &Sources) -> Vec<&Diagnostic> {
        let mut sorted: Vec<_> = self.found.iter().collect();
        sorted.sort_by_key(|d| {
            let path = d.primary.map(|span| sources.file(span.file).path.as_str()).or(d.path.as_deref());
            (path.unwrap_or_default(), d.primary.map_or(0, |span| span.start), d.level, d.rule, d.message.as_str())
        });
        sorted.dedup();
        sorted
    }
}
