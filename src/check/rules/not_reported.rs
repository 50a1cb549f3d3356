//! Something a department owes for the report's year is not reported.

use crate::check::rule::{Rule, Scope, finding};
use crate::diag::{Diagnostic, Level};
use crate::model::{Content, Submission, Year};
use crate::source::Span;

/// See the module.
pub const RULE: Rule = Rule {
    name: "not-reported",
    level: Level::Warning,
    summary: "应报的指标或任务本年度没有报送；报告中印为「未报送」。",
    scope: Scope::Year(run),
};

fn run(content: &Content, year: Year, found: &mut Vec<Diagnostic>) {
    let plan = &content.plan;
    for department in &plan.departments {
        let name = department.name.as_str();
        let submission = content.of_year(year).find(|(own, _)| *own == name).map(|(_, s)| s);
        let indicators = plan.indicators.iter().filter(|i| *i.department == name);
        let assignments = plan.assignments().filter(|(_, _, a)| *a.lead == name);
        let Some(submission) = submission else {
            let owed = (indicators.count(), assignments.count());
            if owed != (0, 0) {
                found.push(
                    finding(format!("「{name}」没有 {year} 年的报送文件，欠 {} 个指标、{} 项任务。", owed.0, owed.1))
                        .in_file(format!("content/submissions/{year}/{name}.yaml"))
                        .help("请该单位填报并放到这个位置。")
                        .of(name),
                );
            }
            continue;
        };
        for indicator in indicators {
            let entry = submission.entries.iter().find(|(own, _)| **own == *indicator.name);
            let written = entry.is_some_and(|(_, entry)| entry.actual.is_some());
            if !written {
                let span = entry.map_or_else(|| head(submission), |(name, _)| name.span);
                found.push(
                    finding(format!("没有报送指标「{}」（{}）。", indicator.name.value, indicator.unit.text()))
                        .at(span)
                        .help(format!("在「指标:」下面补上「{}: 数字」。", indicator.name.value))
                        .of(name),
                );
            }
        }
        for (_, _, assignment) in assignments {
            if submission.progress.iter().all(|(own, _)| **own != *assignment.number) {
                found.push(
                    finding(format!("没有报送任务「{} {}」。", assignment.number.value, assignment.name))
                        .at(head(submission))
                        .help(format!("在「任务:」下面补上「{}:」及其状态和进展。", assignment.number.value))
                        .of(name),
                );
            }
        }
    }
}

fn head(submission: &Submission) -> Span {
    submission.department.as_ref().map_or(Span::new(submission.file, 0, 0), |name| name.span)
}
