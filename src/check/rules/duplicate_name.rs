//! Two things of the plan have the same name or number.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::source::{Spanned, looks};

rule! {
    /// 方案文件里有两个指标、里程碑、单位或分工重名。
    ///
    /// 名称和编号是报送文件里的键，重了就分不清报的是哪一个。
    ///
    /// # 错误示例
    /// ```yaml plan.yaml
    /// 单位:
    ///   - {名称: 市工业局, 全称: 云州市工业局, 角色: 牵头}
    ///   - {名称: 市工业局, 全称: 云州市工业局, 角色: 牵头}
    ///   - {名称: 市企业服务中心, 全称: 云州市企业服务中心, 角色: 牵头}
    ///   - {名称: 市统计局, 全称: 云州市统计局, 角色: 配合}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml plan.yaml
    /// 单位:
    ///   - {名称: 市工业局, 全称: 云州市工业局, 角色: 牵头}
    ///   - {名称: 市企业服务中心, 全称: 云州市企业服务中心, 角色: 牵头}
    ///   - {名称: 市统计局, 全称: 云州市统计局, 角色: 配合}
    /// ```
    DUPLICATE_NAME Error Scope::Plan(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let plan = &scene.content.plan;
    let mut once = |what: &str, names: &mut dyn Iterator<Item = &Spanned<String>>| {
        let mut seen = std::collections::BTreeMap::new();
        for name in names.filter(|name| !name.is_empty()) {
            let Some(first) = seen.insert(looks(name), name.span) else { continue };
            found.push(
                finding(format!("{what}「{}」在方案文件里出现了两次（大小写、空格和全半角不计）。", name.value))
                    .at(name.span)
                    .label(first, "前一次在这里")
                    .help("改成不同的名称或编号，或删去多余的一个。"),
            );
        }
    };
    once("单位", &mut plan.departments.iter().map(|department| &department.name));
    once("指标", &mut plan.indicators.iter().map(|indicator| &indicator.name));
    once("指标编号", &mut plan.indicators.iter().map(|indicator| &indicator.id));
    once("里程碑", &mut plan.milestones.iter().map(|milestone| &milestone.name));
    once("里程碑编号", &mut plan.milestones.iter().map(|milestone| &milestone.id));
    once("分工编号", &mut plan.assignments().map(|(_, _, assignment)| &assignment.number));
}
