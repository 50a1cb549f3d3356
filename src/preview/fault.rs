//! Why the newest files give no pages worth showing.

use crate::diag::{Diagnostic, RuleName, rules};
use crate::pipeline::Outcome;

/// Rules that find a file that could not be read as it was meant.
pub const UNREAD: [RuleName; 3] = [rules::YAML_SYNTAX, rules::FILE_ENCODING, rules::FILE_TOO_LARGE];

/// Rules that only a build finds, and that leave no pages.
const LATE: [RuleName; 4] = [rules::TEMPLATE_ERROR, rules::TYPST_ERROR, rules::FONT_MISSING, rules::FONT_UNREADABLE];

/// The plan's file, as it is shown.
pub const PLAN: &str = "content/plan.yaml";

/// What is wrong with the plan as a whole. Pages made of a plan that was misread look like a report and are none.
#[must_use]
pub fn plan(outcome: &Outcome) -> Option<String> {
    let found = outcome.diags.sorted(&outcome.sources);
    let unread = |found: &&&Diagnostic| UNREAD.contains(&found.rule) && path(outcome, found) == PLAN;
    let unread = found.iter().find(unread).map(|found| told(outcome, found));
    unread.or_else(|| outcome.content.plan.indicators.is_empty().then(|| format!("{PLAN}：方案里没有指标")))
}

/// Why there are no pages although the plan was read.
#[must_use]
pub fn pages(outcome: &Outcome) -> String {
    let found = outcome.diags.sorted(&outcome.sources);
    let late = found.iter().find(|found| LATE.contains(&found.rule)).map(|found| told(outcome, found));
    late.unwrap_or_else(|| "没有可用的字体，排不出页面".to_owned())
}

fn path<'a>(outcome: &'a Outcome, found: &'a Diagnostic) -> &'a str {
    let own = found.primary.map(|span| outcome.sources.file(span.file).path.as_str());
    own.or(found.path.as_deref()).unwrap_or_default()
}

/// The finding with its place and what to do, on one line.
fn told(outcome: &Outcome, found: &Diagnostic) -> String {
    let line = found.primary.map(|span| outcome.sources.file(span.file).place(span.start).line);
    let place =
        line.map_or_else(|| path(outcome, found).to_owned(), |line| format!("{} 第 {line} 行", path(outcome, found)));
    let help = found.help.as_ref().map(|help| format!("改法：{help}")).unwrap_or_default();
    format!("{place}：{}{help}", found.message)
}
