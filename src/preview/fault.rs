//! Why the newest files give no pages worth showing.

use crate::diag::{Diagnostic, Diagnostics, RuleName, rules};
use crate::pipeline::Outcome;
use crate::source::Sources;

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
    let unread = |found: &&&Diagnostic| UNREAD.contains(&found.rule) && path(&outcome.sources, found) == PLAN;
    let unread = found.iter().find(unread).map(|found| told(&outcome.sources, found));
    unread.or_else(|| outcome.content.plan.indicators.is_empty().then(|| format!("{PLAN}：方案里没有指标")))
}

/// Why there are no pages although the plan was read.
#[must_use]
pub fn pages(outcome: &Outcome) -> String {
    late(&outcome.diags, &outcome.sources)
}

/// Why an edition could not be made although the plan was read.
#[must_use]
pub fn late(diags: &Diagnostics, sources: &Sources) -> String {
    let found = diags.sorted(sources);
    let late = found.iter().find(|found| LATE.contains(&found.rule)).map(|found| told(sources, found));
    late.unwrap_or_else(|| "没有可用的字体，排不出页面".to_owned())
}

fn path<'a>(sources: &'a Sources, found: &'a Diagnostic) -> &'a str {
    let own = found.primary.map(|span| sources.file(span.file).path.as_str());
    own.or(found.path.as_deref()).unwrap_or_default()
}

/// The finding with its place and what to do, on one line.
fn told(sources: &Sources, found: &Diagnostic) -> String {
    let line = found.primary.map(|span| sources.file(span.file).place(span.start).line);
    let path = path(sources, found);
    let place = line.map_or_else(|| path.to_owned(), |line| format!("{path} 第 {line} 行"));
    let help = found.help.as_ref().map(|help| format!("改法：{help}")).unwrap_or_default();
    format!("{place}：{}{help}", found.message)
}
