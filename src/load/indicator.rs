//! One indicator of the plan.

use super::fields::Fields;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{
    Amendment, Answer, Appraisal, Baseline, Comparator, Decimal, Force, Indicator, Kind, Method, Nature, Origin,
    Target, Unit, Year,
};
use crate::source::{Node, Value};

/// Reads an indicator; without a name it is left out. Whatever else is missing is a finding and has a default, which no
/// release is ever built with.
pub fn load(node: &Node, end: Year, diags: &mut Diagnostics) -> Option<Indicator> {
    let fields = Fields::new(node, "指标", diags);
    let name = fields.need("名称");
    let kind = fields.choice::<Kind>("类型");
    let unit = Unit::parse(&fields.need("单位"));
    let target = target(&fields, end);
    if kind.is_none() && fields.node("类型").is_none() {
        fields.missing("类型");
    }
    let baseline = fields.node("基期").and_then(|node| fields.with(|diags| baseline(node, diags)));
    let section = fields.need("章节");
    let indicator = Indicator {
        id: fields.need("编号"),
        short: fields.text("简称").map_or_else(|| name.value.clone(), |text| text.value),
        kind: kind.as_ref().map_or(Kind::Stock, |kind| kind.value),
        appraisal: fields.choice::<Appraisal>("考核").map_or(Appraisal::LastYear, |appraisal| appraisal.value),
        amendment: fields.node("目标调整").and_then(|node| fields.with(|diags| amendment(node, end, diags))),
        method: fields.choice::<Method>("方法").map(|method| method.value),
        waypoints: waypoints(&fields),
        force: fields.choice::<Force>("力度").map_or(Force::Firm, |force| force.value),
        area: fields.text("归入").unwrap_or_else(|| section.clone()),
        assignment: fields.text("关联分工"),
        department: fields.need("责任单位"),
        origin: fields.choice::<Origin>("责任来源").map_or(Origin::Plan, |origin| origin.value),
        weight: fields.decimal("权重").map_or(Decimal::ONE, |weight| weight.value),
        scope: fields.text("口径").map(|text| text.value).unwrap_or_default(),
        wording: fields.need("原文"),
        target: target.unwrap_or(Target {
            comparator: Comparator::AtLeast,
            value: Decimal::ZERO,
            upper: None,
            year: end,
        }),
        name,
        unit,
        baseline,
        section,
    };
    fields.finish();
    (!indicator.name.is_empty()).then_some(indicator)
}

fn target(fields: &Fields<'_, '_>, end: Year) -> Option<Target> {
    let comparator = fields.choice::<Comparator>("比较").map_or(Comparator::AtLeast, |comparator| comparator.value);
    let year = match fields.text("目标年") {
        Some(text) if *text == "每年" => end,
        _ => fields.year("目标年").map_or(end, |year| year.value),
    };
    let Some(node) = fields.node("目标值") else {
        fields.missing("目标值");
        return None;
    };
    let number =
        |node: &Node| fields.with(|diags| super::fields::quantity(node, "目标值", diags)).map(|q| q.value.number);
    match &node.value {
        Value::List(ends) => {
            if let [lower, upper] = ends.as_slice() {
                Some(Target { comparator, value: number(lower)?, upper: Some(number(upper)?), year })
            } else {
                fields.with(|diags| {
                    diags.push(
                        Diagnostic::error("wrong-type", "区间的「目标值」应有两个数。")
                            .at(node.span)
                            .help("例如 目标值: [3, 5]。"),
                    );
                });
                None
            }
        }
        _ => Some(Target { comparator, value: number(node)?, upper: None, year }),
    }
}

/// A later document's target: `{目标值: 28, 自: 2023, 文件: …}`.
fn amendment(node: &Node, end: Year, diags: &mut Diagnostics) -> Option<Amendment> {
    let fields = Fields::new(node, "目标调整", diags);
    let other = target(&fields, end);
    let since = fields.year("自");
    let document = fields.need("文件").value;
    if fields.node("自").is_none() {
        fields.missing("自");
    }
    fields.finish();
    Some(Amendment { other: other?, since: since?.value, document, in_force: false })
}

fn baseline(node: &Node, diags: &mut Diagnostics) -> Option<Baseline> {
    let fields = Fields::new(node, "基期", diags);
    let year = fields.year("年");
    let value = fields.decimal("值");
    let nature = fields.choice::<Nature>("数据性质").map_or(Nature::Reported, |nature| nature.value);
    let source = fields.text("来源").map(|text| text.value);
    let scope = fields.text("口径").map(|text| text.value);
    let comparable = fields.choice::<Answer>("可比").is_none_or(|answer| answer.value == Answer::Yes);
    fields.finish();
    Some(Baseline { year: year?.value, value: value?, nature, source, scope, comparable })
}

fn waypoints(fields: &Fields<'_, '_>) -> Vec<(Year, Decimal)> {
    let mut waypoints: Vec<(Year, Decimal)> = Vec::new();
    for (year, node) in fields.map("年度节点") {
        let value = fields.with(|diags| super::fields::quantity(node, "年度节点", diags));
        match (year.parse::<Year>(), value) {
            (Ok(year), Some(value)) => waypoints.push((year, value.value.number)),
            (Err(_), _) => fields.with(|diags| {
                diags.push(
                    Diagnostic::error("wrong-type", format!("「年度节点」的键应为年份，这里是「{}」。", year.value))
                        .at(year.span)
                        .help("例如 年度节点: {2023: 20}。"),
                );
            }),
            (Ok(_), None) => {}
        }
    }
    waypoints.sort_unstable();
    waypoints
}
