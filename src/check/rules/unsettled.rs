//! Something of the plan is marked as not checked yet.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Responsible;
use crate::source::{Span, Spanned};

rule! {
    /// 方案文件里还有「待核」的项。
    ///
    /// `highland init` 从方案文本起草方案文件，拿不准的项都列在「待核」里。核对一项，改正一项，然后把这一行删去；
    /// 没有删完之前，只能生成预览稿。
    ///
    /// # 错误示例
    /// ```yaml plan.yaml
    /// 单位:
    ///   - {名称: 市工业局, 全称: 云州市工业局, 角色: 牵头, 待核: [全称]}
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
    UNSETTLED Error Scope::Plan(run)
}

/// What stands for what the text of a plan does not say.
pub const OPEN: &str = "待核";

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let plan = &scene.content.plan;
    for exempt in plan.exempt.iter().filter(|exempt| exempt.reason.contains(OPEN)) {
        let short: String = exempt.wording.chars().take(30).collect();
        found.push(
            finding(format!("「非指标数字」里“{short}”的理由还没有核对。"))
                .at(exempt.wording.span)
                .help("看原文：是目标的补成指标；不是的写明理由，删去“（待核）”。"),
        );
    }
    let (settings, head) = (&scene.content.settings, &plan.head);
    let texts = [
        ("content/settings.yaml", "题名", &settings.title),
        ("content/settings.yaml", "编制单位", &settings.issuer),
        ("content/plan.yaml", "标题", &head.title),
        ("content/plan.yaml", "文号", &head.number),
        ("content/plan.yaml", "发文机关", &head.issuer),
        ("content/plan.yaml", "城市", &head.city),
        ("content/plan.yaml", "领域", &head.field),
    ];
    let named = |field: &str| head.unsettled.iter().any(|own| own.value == field);
    for (file, field, _) in texts.into_iter().filter(|(_, field, text)| text.contains(OPEN) && !named(field)) {
        found.push(
            finding(format!("「{field}」还写着“待核”。")).in_file(file).help("换成真正的内容；它会印在封面和各页上。"),
        );
    }
    let mut tell = |what: String, named: &[Spanned<String>], blank: &[(&str, Option<Span>)]| {
        let blank = blank.iter().filter_map(|(field, span)| Some((*field, (*span)?)));
        let blank: Vec<(&str, Span)> = blank.filter(|(field, _)| named.iter().all(|own| own.value != *field)).collect();
        let place = named.first().map(|own| own.span).or_else(|| blank.first().map(|(_, span)| *span));
        let Some(place) = place else { return };
        let open = named.iter().map(|own| own.value.as_str()).chain(blank.iter().map(|(field, _)| *field));
        let open: Vec<String> = open.map(|field| format!("「{field}」")).collect();
        found.push(
            finding(format!("{what}还有待核的项：{}。", open.join("、")))
                .at(place)
                .help("对照方案原文核对、改正，然后删去「待核」这一行。"),
        );
    };
    tell("方案的基本情况".to_owned(), &plan.head.unsettled, &[]);
    for department in &plan.register {
        tell(format!("单位「{}」", department.name.value), &department.unsettled, &[]);
    }
    for (.., own) in plan.assignments() {
        let blank = [("牵头单位", blank(&own.lead)), ("配合单位", blank(&own.support))];
        tell(format!("分工「{} {}」", own.number.value, own.name), &own.unsettled, &blank);
    }
    for own in &plan.indicators {
        let area = (*own.area == *OPEN).then_some(own.area.span);
        let blank = [("责任单位", blank(&own.department)), ("归入", area)];
        tell(format!("指标「{}」", own.name.value), &own.unsettled, &blank);
    }
    for own in &plan.milestones {
        let area = own.area.as_ref().filter(|area| ***area == *OPEN).map(|area| area.span);
        let blank = [("责任单位", blank(&own.department)), ("归入", area)];
        tell(format!("里程碑「{}」", own.name.value), &own.unsettled, &blank);
    }
}

/// Where it says 待核 and no department.
fn blank(who: &Responsible) -> Option<Span> {
    who.iter().find(|name| ***name == *OPEN).map(|name| name.span)
}
