//! A file that is needed or named is not there.

use crate::check::rule::{Scope, rule};

rule! {
    /// 缺少需要的文件，或引用的文件找不到。
    ///
    /// 例如设置文件 content/settings.yaml，或方案文件里「原文文件」所写的文件。
    ///
    /// # 错误示例
    /// ```yaml plan.yaml
    /// 方案:
    ///   标题: 发展计划
    ///   文号: 甲〔2022〕1号
    ///   发文机关: 甲
    ///   城市: 云州市
    ///   领域: 智能装备
    ///   开始年: 2022
    ///   结束年: 2024
    ///   原文文件: 没有.txt
    /// ```
    ///
    /// # 正确示例
    /// ```yaml plan.yaml
    /// 方案:
    ///   标题: 发展计划
    ///   文号: 甲〔2022〕1号
    ///   发文机关: 甲
    ///   城市: 云州市
    ///   领域: 智能装备
    ///   开始年: 2022
    ///   结束年: 2024
    ///   原文文件: plan.txt
    /// ```
    ///
    /// # 怎么改
    /// 把文件放在 content 文件夹里，写它的相对路径。
    MISSING_FILE Error Scope::Load
}
