//! Something a department owes for the report's year is not reported.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::{Diagnostic, nearest};
use crate::model::{Content, Submission, file_name};

rule! {
    /// 应报的指标、任务或里程碑本年度没有报送。
    ///
    /// 方案里由本单位负责的指标、里程碑和牵头的任务每年都要报；没有报的，报告里印「未报送」并写明责任单位。
    ///
    /// # 错误示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数: 6
    ///   单位产值能耗: 0.45
    ///   数字化改造覆盖率: 60%
    ///   现场会场次:
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数: 6
    ///   单位产值能耗: 0.45
    ///   数字化改造覆盖率: 60%
    ///   现场会场次: 3
    /// ```
    NOT_REPORTED Warning Scope::Year(run)
}

fn run(&Scene { content, year, .. }: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let plan = &content.plan;
    for department in &plan.departments {
        let name = department.name.as_str();
        let submission = content.submission(year, name);
        let Some(owed) = plan.owed(name) else { continue };
        let indicators = owed.indicators.iter().filter_map(|&at| plan.indicators.get(at));
        let assignments = owed.assignments.iter().filter_map(|&at| plan.assignment_at(at));
        let milestones = owed.milestones.iter().filter_map(|&at| plan.milestones.get(at));
        let Some(submission) = submission else {
            let owed = (owed.indicators.len(), owed.assignments.len(), owed.milestones.len());
            let unread = content.unread.iter().any(|(of, author)| (*of, author.as_str()) == (year, name));
            if owed != (0, 0, 0) {
                let (what, help) = if unread {
                    ("报送文件读不了", "按上面的提示改好文件。")
                } else {
                    ("没有报送文件", "请该单位填报并放到这个位置。")
                };
                let counts = [(owed.0, "个指标"), (owed.1, "项任务"), (owed.2, "个里程碑")];
                let counts =
                    counts.iter().filter(|(count, _)| 0 < *count).map(|(count, what)| format!("{count} {what}"));
                found.push(
                    finding(format!("「{name}」{year} 年{what}，欠 {}。", counts.collect::<Vec<_>>().join("、")))
                        .in_file(format!("content/submissions/{year}/{}.yaml", file_name(name)))
                        .help(help)
                        .of(name),
                );
            }
            continue;
        };
        for indicator in indicators {
            let entry = submission.entries.iter().find(|(own, _)| **own == *indicator.name);
            // What cannot be read and what is misspelt has a finding of its own.
            let told = entry.is_some_and(|(_, entry)| entry.written) || misspelt(content, submission, &indicator.name);
            if !told {
                let span = entry.map_or_else(|| submission.head(), |(name, _)| name.span);
                found.push(
                    finding(format!("没有报送指标「{}」（{}）。", indicator.name.value, indicator.unit.text()))
                        .at(span)
                        .help(format!("在「指标:」下面补上「{}: 数字」。", indicator.name.value))
                        .of(name),
                );
            }
        }
        for milestone in milestones {
            let own = submission.milestones.iter().find(|(own, _)| **own == *milestone.name);
            if own.is_none_or(|(_, judged)| !judged.written) {
                let span = own.map_or_else(|| submission.head(), |(name, _)| name.span);
                found.push(
                    finding(format!("没有判断里程碑「{}」。", milestone.name.value))
                        .at(span)
                        .help(format!("在「里程碑:」下面补上「{}:」及其判断和理由。", milestone.name.value))
                        .of(name),
                );
            }
        }
        for assignment in assignments {
            let own = submission.progress.iter().find(|(own, _)| **own == *assignment.number);
            if own.is_none_or(|(_, progress)| progress.is_empty()) {
                let span = own.map_or_else(|| submission.head(), |(number, _)| number.span);
                found.push(
                    finding(format!("没有报送任务「{} {}」。", assignment.number.value, assignment.name))
                        .at(span)
                        .help(format!("在「任务:」下面补上「{}:」及其状态和进展。", assignment.number.value))
                        .of(name),
                );
            }
        }
    }
}

/// Whether the submission has an unknown indicator whose name is nearest to this one.
fn misspelt(content: &Content, submission: &Submission, name: &str) -> bool {
    let plan = &content.plan;
    let names = || plan.indicators.iter().map(|i| i.name.as_str());
    let unknown = submission.entries.iter().filter(|(own, _)| plan.indicator(own).is_none());
    unknown.into_iter().any(|(own, _)| nearest(own, names()) == Some(name))
}
