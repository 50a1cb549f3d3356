//! Why the newest files give no pages worth showing.

use crate::diag::{Diagnostic, Diagnostics, RuleName, rules};
use crate::pipeline::Outcome;
use crate::project::Project;
use crate::source::Sources;

/// Rules that find a file that could not be read as it was meant.
const UNREAD: [RuleName; 4] =
    [rules::YAML_SYNTAX, rules::FILE_ENCODING, rules::FILE_TOO_LARGE, rules::MISPLACED_SUBMISSION];

/// Rules that only a build finds, and that leave no pages.
const LATE: [RuleName; 4] = [rules::TEMPLATE_ERROR, rules::TYPST_ERROR, rules::FONT_MISSING, rules::FONT_UNREADABLE];

/// What is wrong with the plan as a whole. Pages made of a plan that was misread look like a report and are none.
#[must_use]
pub fn plan(outcome: &Outcome) -> Option<String> {
    let found = outcome.diags.sorted(&outcome.sources);
    let unread = found.iter().find(|found| misread(&outcome.sources, found)).map(|found| told(&outcome.sources, found));
    unread
        .or_else(|| outcome.content.plan.indicators.is_empty().then(|| "content/plan.yaml：方案里没有指标".to_owned()))
}

/// Whether a file of the plan could not be read as it was meant.
#[must_use]
pub fn misread(sources: &Sources, found: &Diagnostic) -> bool {
    UNREAD.contains(&found.rule) && Project::is_of_plan(path(sources, found))
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
