//! A department of the plan leads, supports and answers for nothing.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 方案文件里的单位没有任何任务和指标。
    ///
    /// 列为责任单位却不牵头、不配合、不负责任何指标或里程碑，多半是漏写了分工，或单位已经不再承担。
    ///
    /// # 错误示例
    /// ```yaml plan.yaml
    /// 单位:
    ///   - {名称: 市工业局, 全称: 云州市工业局, 角色: 牵头}
    ///   - {名称: 市企业服务中心, 全称: 云州市企业服务中心, 角色: 牵头}
    ///   - {名称: 市统计局, 全称: 云州市统计局, 角色: 配合}
    ///   - {名称: 市档案馆, 全称: 云州市档案馆, 角色: 配合}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml plan.yaml
    /// 单位:
    ///   - {名称: 市工业局, 全称: 云州市工业局, 角色: 牵头}
    ///   - {名称: 市企业服务中心, 全称: 云州市企业服务中心, 角色: 牵头}
    ///   - {名称: 市统计局, 全称: 云州市统计局, 角色: 配合}
    /// ```
    ORPHAN_DEPARTMENT Warning Scope::Plan(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let plan = &scene.content.plan;
    for department in plan.departments.iter().filter(|department| plan.owed(&department.name).is_none()) {
        found.push(
            finding(format!("「{}」没有牵头、配合任何任务，也不负责任何指标。", department.name.value))
                .at(department.name.span)
                .help("补上它的分工；只在保障措施里提到的、不再承担的，从「单位」里删去，或列为「集合单位」。"),
        );
    }
}
