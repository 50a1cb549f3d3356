//! Two departments report different values of one indicator.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Indicator, Submission};
use crate::source::Spanned;

rule! {
    /// 两个单位对同一指标报了不同的数。
    ///
    /// 采用责任单位的数；但两个数不一样，说明有一方错了或口径不同，发布前要核对一致。
    ///
    /// # 错误示例
    /// ```yaml 2023/市企业服务中心.yaml
    /// 单位: 市企业服务中心
    /// 年度: 2023
    /// 状态: 已审定
    /// 指标:
    ///   专精特新企业数: 21
    ///   现场会场次: 5
    /// ```
    ///
    /// # 正确示例
    /// ```yaml 2023/市企业服务中心.yaml
    /// 单位: 市企业服务中心
    /// 年度: 2023
    /// 状态: 已审定
    /// 指标:
    ///   专精特新企业数: 21
    /// ```
    CONFLICTING_REPORTS Error Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let plan = &scene.content.plan;
    for (name, submission) in scene.content.of_year(scene.year) {
        for (own, entry) in &submission.entries {
            let Some(indicator) = plan.indicator(own).filter(|indicator| indicator.department.first() != name) else {
                continue;
            };
            let Some(theirs) = entry.actual.as_ref() else { continue };
            let mut owners = scene.content.submissions_of(scene.year, &indicator.department);
            let Some((owner, right)) = owners.find_map(|owner| Some((owner, reported(owner, indicator)?))) else {
                continue;
            };
            let owner = plan.author(owner).map_or("", |department| department.name.as_str());
            let values = (theirs.in_unit(&indicator.unit), right.in_unit(&indicator.unit));
            let (Ok(a), Ok(b)) = values else { continue };
            if a == b {
                continue;
            }
            found.push(
                finding(format!(
                    "「{}」在这里是 {}，责任单位「{}」报的是 {}，两处不一致。",
                    own.value, theirs.value, owner, right.value
                ))
                .at(theirs.span)
                .label(right.span, "责任单位报的")
                .help("两个单位核对一致；由责任单位填报，这里的删去。")
                .of(name),
            );
        }
    }
}

fn reported<'a>(submission: &'a Submission, indicator: &Indicator) -> Option<&'a Spanned<crate::model::Quantity>> {
    let entry = submission.entries.iter().find(|(name, _)| **name == *indicator.name)?;
    entry.1.actual.as_ref()
}
