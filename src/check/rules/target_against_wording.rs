//! A target is not what the quoted wording of the plan says.

use crate::check::plan_number::{Quoted, quoted};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Comparator, Decimal, Indicator, Target};

rule! {
    /// 目标与所引的方案原文不符。
    ///
    /// 「目标值」和「比较」是从「原文」读来的：原文里的数字都不是这个目标值，或者原文写“超过”而比较写“不少于”，
    /// 评价就会错。
    ///
    /// # 错误示例
    /// ```yaml plan.yaml
    /// 指标:
    ///   - 编号: factories
    ///     名称: 示范工厂数
    ///     类型: 累计存量
    ///     单位: 家
    ///     目标值: 21
    ///     章节: "1"
    ///     归入: "2.1"
    ///     责任单位: 市工业局
    ///     原文: 建成示范工厂12家
    /// ```
    ///
    /// # 正确示例
    /// ```yaml plan.yaml
    /// 指标:
    ///   - 编号: factories
    ///     名称: 示范工厂数
    ///     类型: 累计存量
    ///     单位: 家
    ///     目标值: 12
    ///     章节: "1"
    ///     归入: "2.1"
    ///     责任单位: 市工业局
    ///     原文: 建成示范工厂12家
    /// ```
    TARGET_AGAINST_WORDING Error Scope::Plan(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for indicator in &scene.content.plan.indicators {
        // The wording is the plan's; what a later document says is not quoted.
        let amended = indicator.amendment.as_ref().filter(|amendment| amendment.in_force);
        let target = amended.map_or(&indicator.target, |amendment| &amendment.other);
        let passages =
            std::iter::once((&indicator.wording, true)).chain(indicator.also.iter().map(|text| (text, false)));
        for (passage, main) in passages {
            if let Some(message) = contradiction(indicator, target, passage, main) {
                found.push(finding(message).at(passage.span).help(HELP));
            }
        }
    }
}

const HELP: &str = "与方案原文核对，改正「目标值」「比较」或「原文」；原文没有写单位的，核对「单位」的万、亿。";

/// What a passage says against a target; of a row of a table the words around the figure count for nothing.
fn contradiction(indicator: &Indicator, target: &Target, passage: &str, sentence: bool) -> Option<String> {
    let figures = quoted(passage);
    if figures.is_empty() || worded(passage, target) {
        return None;
    }
    let name = &indicator.name.value;
    let Some(quoted) = figures.iter().find(|quoted| is(indicator, target, quoted)) else {
        let said: Vec<String> = figures.iter().map(|quoted| quoted.value.to_string()).collect();
        let (unit, said) = (indicator.unit.text(), said.join("、"));
        return Some(format!("「{name}」的目标是 {target}{unit}，所引的原文里是 {said}。"));
    };
    let (words, fitting) = comparators(quoted).filter(|_| sentence)?;
    // A fall of 1.5 % or more is a growth of −1.5 % or less.
    if fitting.contains(&target.comparator) || target.value.is_sign_negative() {
        return None;
    }
    let own = target.comparator.word();
    let fitting: Vec<&str> = fitting.iter().map(|one| one.word()).collect();
    Some(format!("「{name}」的「比较」是「{own}」，所引的原文写“{words}”，应为「{}」。", fitting.join("」或「")))
}

/// Whether a figure of the wording is the target, an end of its range or its middle.
fn is(indicator: &Indicator, target: &Target, quoted: &Quoted) -> bool {
    let whole = |value: Decimal| indicator.unit.whole(value);
    // A plan may write a figure without the 万 or 亿 that stands in the head of its table.
    let same = |value: Decimal| whole(value) == Some(quoted.value) || value.normalize() == quoted.value;
    // A fall of 1.5 % is a growth of −1.5 %; things that are counted do not fall below none.
    let falls = indicator.unit.is_percent() || indicator.wording.contains(['-', '−', '－', '负', '降', '减']);
    [target.value, target.middle()].into_iter().chain(target.upper).any(|value| same(value) || falls && same(-value))
}

/// Whether the target follows from words and not from a figure.
fn worded(passage: &str, target: &Target) -> bool {
    let doubled = passage.contains('番') || passage.contains('倍');
    let covered = ["全覆盖", "清零", "全部"].iter().any(|word| passage.contains(word));
    let whole = target.value == Decimal::ONE_HUNDRED || target.value.is_zero();
    doubled || (covered && whole)
}

/// What the words around a figure ask for, if they ask for anything certain.
fn comparators(quoted: &Quoted) -> Option<(&'static str, &'static [Comparator])> {
    use Comparator::{About, AtLeast, AtMost, Between, LessThan, MoreThan};
    const BEFORE: [(&str, &[Comparator]); 12] = [
        ("不超过", &[AtMost]),
        ("不高于", &[AtMost]),
        ("不突破", &[AtMost]),
        ("不少于", &[AtLeast]),
        ("不低于", &[AtLeast]),
        ("超过", &[MoreThan]),
        ("突破", &[MoreThan]),
        ("高于", &[MoreThan]),
        ("大于", &[MoreThan]),
        ("低于", &[LessThan]),
        ("少于", &[LessThan]),
        ("小于", &[LessThan]),
    ];
    const AFTER: [(&str, &[Comparator]); 4] = [
        ("左右", &[About]),
        ("以内", &[AtMost, LessThan]),
        ("以下", &[AtMost, LessThan]),
        ("以上", &[AtLeast, MoreThan]),
    ];
    if quoted.after.starts_with(['~', '～', '—', '-', '至']) || quoted.before.ends_with(['~', '～', '—', '-', '至'])
    {
        return Some(("～", &[Between]));
    }
    let before = BEFORE.into_iter().find(|(words, _)| quoted.before.ends_with(words));
    // What stands behind a comma belongs to something else.
    let own = quoted.after.split(['，', '、', '；', '。', '（', ',']).next().unwrap_or_default();
    before.or_else(|| AFTER.into_iter().find(|(words, _)| own.ends_with(words)))
}
