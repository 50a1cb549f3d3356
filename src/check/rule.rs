//! What a rule is: a name, a level, a manual, and the check.

use crate::assess::Assessment;
use crate::diag::{Diagnostic, Level, RuleName};
use crate::model::{Content, Submission, Year};
use crate::source::Sources;

/// Everything a rule may look at.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// What was read.
    pub content: &'a Content,
    /// The texts it was read from, for rules that look at the writing itself.
    pub sources: &'a Sources,
    /// The report's year.
    pub year: Year,
    /// What the figures come to, judged at the as-of date.
    pub assessment: &'a Assessment,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Scope {
    /// The plan, the settings, and the texts beside them.
    Plan(fn(&Scene<'_>, &mut Vec<Diagnostic>)),
    /// One submission against the plan, in every year.
    Submission(fn(&Scene<'_>, &Submission, &mut Vec<Diagnostic>)),
    /// All submissions of the report's year together.
    Year(fn(&Scene<'_>, &mut Vec<Diagnostic>)),
    /// Found while a file is read, by [`crate::load`].
    Load,
    /// Found while the report is made, by [`mod@crate::compose`] or [`mod@crate::typeset`].
    Build,
}

/// A named check.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its name.
    pub name: RuleName,
    /// How grave its findings are, unless the settings say otherwise.
    pub level: Level,
    /// The manual: Chinese Markdown, each line with the space a doc comment begins with.
    raw: &'static str,
    /// The check itself.
    pub scope: Scope,
}

impl Rule {
    /// A rule whose manual is the text of a doc comment.
    #[must_use]
    pub const fn new(name: RuleName, level: Level, raw: &'static str, scope: Scope) -> Self {
        Self { name, level, raw, scope }
    }

    /// What it finds, in one Chinese sentence: the manual's first line.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.raw.lines().next().unwrap_or_default().trim()
    }

    /// The manual as Markdown, without its first line.
    #[must_use]
    pub fn manual(&self) -> String {
        let lines = self.raw.lines().skip(1).map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n");
        lines.collect::<String>().trim().to_owned() + "\n"
    }
}

/// Declares a file's rule: its doc comment is the manual that `highland explain` prints and whose examples are tested.
macro_rules! rule {
    ($(#[doc = $line:literal])+ $name:ident $level:ident $scope:expr) => {
        $(#[doc = $line])+
        pub const RULE: $crate::check::Rule =
            $crate::check::Rule::new($crate::diag::rules::$name, $crate::diag::Level::$level, concat!($($line, "\n",)+), $scope);
    };
}
pub(crate) use rule;

/// A finding whose rule and level the driver fills in.
#[must_use]
pub fn finding(message: impl Into<String>) -> Diagnostic {
    Diagnostic::open(message)
}
