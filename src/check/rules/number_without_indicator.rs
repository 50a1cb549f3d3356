//! A number in the plan's text belongs to no indicator and no milestone, and no reason is stated.

use crate::check::plan_number::{figures, squeeze};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::source::Span;

rule! {
    /// 方案原文里有数字既不属于任何指标或里程碑，也没有写明理由。
    ///
    /// 方案里的每个数字，要么是一个指标的目标，要么另有用处；后者列在「非指标数字」里并写明理由，这样不会漏掉目标。
    /// 年份、日期、文号、序号和名称里的数字不问。
    ///
    /// # 错误示例
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
    ///
    /// # 正确示例
    /// ```yaml plan.yaml
    /// 非指标数字:
    ///   - {原文: 数字化改造覆盖率超过60%, 理由: 另一份文件考核}
    /// ```
    NUMBER_WITHOUT_INDICATOR Error Scope::Plan(run)
}

fn run(Scene { content, sources, .. }: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let Some(file) = content.plan_text else { return };
    let text = &sources.file(file).text;
    let plan = &content.plan;
    let wordings = plan
        .indicators
        .iter()
        .flat_map(|i| std::iter::once(&i.wording).chain(&i.also))
        .chain(plan.milestones.iter().map(|m| &m.wording))
        .chain(plan.exempt.iter().map(|e| &e.wording));
    let covered = covered(text, wordings.map(|wording| squeeze(wording)));
    for range in figures(text).into_iter().filter(|range| !covered.get(range.start).copied().unwrap_or_default()) {
        found.push(
            finding(format!("方案原文里的数字「{}」没有对应的指标，也没有写理由。", &text[range.clone()]))
                .at(Span::new(file, range.start, range.end))
                .help("在方案文件里补上对应的指标或里程碑，或在「非指标数字」里写明它为什么不是指标。"),
        );
    }
}

/// Which bytes of the text belong to one of the wordings, white space left aside.
fn covered(text: &str, wordings: impl Iterator<Item = String>) -> Vec<bool> {
    let mut covered = vec![false; text.len()];
    let places: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace())
        .flat_map(|(at, c)| (0..c.len_utf8()).map(move |byte| at + byte))
        .collect();
    let text = squeeze(text);
    for wording in wordings.filter(|wording| !wording.is_empty()) {
        for (at, _) in text.match_indices(&wording) {
            places.iter().skip(at).take(wording.len()).for_each(|place| covered[*place] = true);
        }
    }
    covered
}
