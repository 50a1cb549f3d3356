//! Something a department owes for the report's year is not reported.

use crate::assess::Duty;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::{Diagnostic, nearest};
use crate::model::{Content, Submission, Year, file_name};

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

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let &Scene { content, year, assessment, .. } = scene;
    // Where nobody has filed anything yet, that is one finding.
    if content.submissions.is_empty() && content.unread.is_empty() {
        return;
    }
    let last = assessment.ledger.years.len().saturating_sub(1);
    for department in &content.plan.departments {
        let name = department.name.as_str();
        let open = assessment.duties(name, last).into_iter().filter(|(_, told)| !told).map(|(duty, _)| duty);
        match content.submission(year, name) {
            None => found.extend(no_file(content, year, name, &open.collect::<Vec<_>>())),
            Some(submission) => found.extend(
                open.filter_map(|duty| not_told(content, submission, duty)).map(|diagnostic| diagnostic.of(name)),
            ),
        }
    }
}

/// A department that filed nothing and owes something.
fn no_file(content: &Content, year: Year, name: &str, open: &[Duty<'_>]) -> Option<Diagnostic> {
    let unread = content.unread.iter().any(|(of, author)| (*of, author.as_str()) == (year, name));
    let (what, help) = if unread {
        ("报送文件读不了", "按上面的提示改好文件。")
    } else {
        ("没有报送文件", "请该单位填报并放到这个位置。")
    };
    let count = |is: fn(&Duty<'_>) -> bool| open.iter().filter(|duty| is(duty)).count();
    let counts = [
        (count(|duty| matches!(duty, Duty::Indicator(_))), "个指标"),
        (count(|duty| matches!(duty, Duty::Assignment(_))), "项任务"),
        (count(|duty| matches!(duty, Duty::Milestone(_))), "个里程碑"),
    ];
    let counts: Vec<String> =
        counts.iter().filter(|(count, _)| 0 < *count).map(|(count, what)| format!("{count} {what}")).collect();
    (!open.is_empty()).then(|| {
        finding(format!("「{name}」{year} 年{what}，欠 {}。", counts.join("、")))
            .in_file(format!("content/submissions/{year}/{}.yaml", file_name(name)))
            .help(help)
            .of(name)
    })
}

/// Something that a file does not have; what cannot be read and what is misspelt has a finding of its own.
fn not_told(content: &Content, submission: &Submission, duty: Duty<'_>) -> Option<Diagnostic> {
    let (span, written, message, help) = match duty {
        Duty::Indicator(indicator) => {
            let own = submission.entries.iter().find(|(own, _)| **own == *indicator.name);
            let name = &indicator.name.value;
            (
                own.map(|(name, _)| name.span),
                own.is_some_and(|(_, entry)| entry.written) || misspelt(content, submission, name),
                format!("没有报送指标「{name}」（{}）。", indicator.unit.text()),
                match own {
                    Some(_) => format!("在「{name}:」后面写数字。"),
                    None => format!("在「指标:」下面补上「{name}: 数字」。"),
                },
            )
        }
        Duty::Milestone(milestone) => {
            let own = submission.milestones.iter().find(|(own, _)| **own == *milestone.name);
            let name = &milestone.name.value;
            (
                own.map(|(name, _)| name.span),
                own.is_some_and(|(_, judged)| judged.written),
                if milestone.due.year <= content.plan.year {
                    format!("里程碑「{name}」的期限（{}）已到，没有判断。", milestone.due)
                } else {
                    format!("没有判断里程碑「{name}」。")
                },
                match own {
                    Some(_) => format!("在「{name}:」下面写判断和理由。"),
                    None => format!("在「里程碑:」下面补上「{name}:」及其判断和理由。"),
                },
            )
        }
        Duty::Assignment(assignment) => {
            let number = &assignment.number.value;
            let own = submission.progress.iter().find(|(own, _)| **own == *number);
            (
                own.map(|(number, _)| number.span),
                false,
                format!("没有报送任务「{number} {}」。", assignment.name),
                match own {
                    Some(_) => format!("在「{number}:」下面写状态和进展。"),
                    None => format!("在「任务:」下面补上「{number}:」及其状态和进展。"),
                },
            )
        }
    };
    (!written).then(|| finding(message).at(span.unwrap_or_else(|| submission.head())).help(help))
}

/// Whether the submission has an unknown indicator whose name is nearest to this one.
fn misspelt(content: &Content, submission: &Submission, name: &str) -> bool {
    let plan = &content.plan;
    let names = || plan.indicators.iter().map(|i| i.name.as_str());
    let unknown = submission.entries.iter().filter(|(own, _)| plan.indicator(own).is_none());
    unknown.into_iter().any(|(own, _)| nearest(own, names()) == Some(name))
}
