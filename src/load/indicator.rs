//! One indicator of the plan.

use super::change::responsible;
use super::fields::Fields;
use super::scalar::{quantity, year};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::model::field::plan as field;
use crate::model::{
    Amendment, Answer, Appraisal, Baseline, Comparator, Decimal, Force, Indicator, Kind, Nature, Origin, Quantity,
    Target, Unit, Year,
};
use crate::source::{Node, Spanned, Value};

/// Reads an indicator; without a name it is left out. Whatever else is missing is a finding and has a default, which no
/// release is ever built with.
pub fn load(node: &Node, end: Year, diags: &mut Diagnostics) -> Option<Indicator> {
    let fields = Fields::<field::Indicator>::new(node, diags);
    let name = fields.need(field::Indicator::NAME);
    let nothing = Target { comparator: Comparator::AtLeast, value: Decimal::ZERO, upper: None, year: end };
    let comparator = fields.get(field::Indicator::COMPARATOR).map_or(nothing.comparator, |word| word.value);
    let year = fields.node(field::Indicator::TARGET_YEAR);
    let year = year.map_or(end, |node| fields.with(|diags| target_year(node, end, diags)));
    let target = fields.get(field::Indicator::TARGET);
    let unit = Unit::parse(&fields.need(field::Indicator::UNIT));
    let target = target.and_then(|node| fields.with(|diags| promised(node, &unit, diags)));
    let target = target.map_or(nothing, |(value, upper)| Target { comparator, value, upper, year });
    let baseline =
        fields.get(field::Indicator::BASELINE).and_then(|node| fields.with(|diags| baseline(node, &unit, diags)));
    let section = fields.need(field::Indicator::SECTION);
    let indicator = Indicator {
        id: fields.need(field::Indicator::ID),
        short: fields.get(field::Indicator::SHORT).map_or_else(|| name.value.clone(), |text| text.value),
        kind: fields.get(field::Indicator::KIND).map_or(Kind::Stock, |kind| kind.value),
        appraisal: fields.get(field::Indicator::APPRAISAL).map_or(Appraisal::LastYear, |appraisal| appraisal.value),
        amendment: fields
            .get(field::Indicator::AMENDMENT)
            .and_then(|node| fields.with(|diags| amendment(node, end, &unit, diags))),
        method: fields.get(field::Indicator::METHOD).map(|method| method.value),
        waypoints: waypoints(&fields, &unit),
        unit,
        force: fields.get(field::Indicator::FORCE).map_or(Force::Firm, |force| force.value),
        area: fields.get(field::Indicator::AREA).unwrap_or_else(|| section.clone()),
        assignment: fields.get(field::Indicator::ASSIGNMENT),
        department: responsible(&fields, field::Indicator::DEPARTMENT, field::Indicator::CHANGES),
        origin: fields.get(field::Indicator::ORIGIN).map_or(Origin::Plan, |origin| origin.value),
        weight: fields.get(field::Indicator::WEIGHT).map_or(Decimal::ONE, |weight| weight.value),
        scope: fields.get(field::Indicator::SCOPE).map(|text| text.value).unwrap_or_default(),
        wording: fields.need(field::Indicator::WORDING),
        unsettled: fields.get(field::Indicator::UNSETTLED),
        target,
        name,
        baseline,
        section,
    };
    fields.finish();
    (!indicator.name.is_empty()).then_some(indicator)
}

/// The target's year: one of the plan's, or its last for what is promised every year.
fn target_year(node: &Node, end: Year, diags: &mut Diagnostics) -> Year {
    match &node.value {
        Value::Scalar(text) if text.trim_end() == "每年" => end,
        _ => year(node, field::Indicator::TARGET_YEAR.key, diags).map_or(end, |year| year.value),
    }
}

/// A figure of the plan in the unit of its indicator; one in another is a finding, and never taken for what it is not.
fn in_unit(figure: &Spanned<Quantity>, key: &str, unit: &Unit, diags: &mut Diagnostics) -> Option<Decimal> {
    let value = figure.in_unit(unit).ok();
    if value.is_none() {
        let message = format!("「{key}」写成了「{}」，指标以「{}」计，没有采用。", figure.value, unit.text());
        let help = format!("换算成「{0}」后再写；只写数字时就按「{0}」理解。", unit.text());
        diags.push(Diagnostic::error(rules::UNIT_MISMATCH, message).at(figure.span).help(help));
    }
    value
}

/// The promised value, or both ends of the promised range.
fn promised(node: &Node, unit: &Unit, diags: &mut Diagnostics) -> Option<(Decimal, Option<Decimal>)> {
    let key = field::Indicator::TARGET.key;
    let mut number = |node: &Node| quantity(node, key, diags).and_then(|figure| in_unit(&figure, key, unit, diags));
    let Value::List(ends) = &node.value else { return Some((number(node)?, None)) };
    if let [lower, upper] = ends.as_slice() {
        return Some((number(lower)?, Some(number(upper)?)));
    }
    diags.push(
        Diagnostic::error(rules::WRONG_TYPE, format!("区间的「{key}」应有两个数。"))
            .at(node.span)
            .help(format!("例如 {key}: [3, 5]。")),
    );
    None
}

/// A later document's target: `{目标值: 28, 自: 2023, 文件: …}`.
fn amendment(node: &Node, end: Year, unit: &Unit, diags: &mut Diagnostics) -> Option<Amendment> {
    let fields = Fields::<field::Amendment>::new(node, diags);
    let comparator = fields.get(field::Amendment::COMPARATOR).map_or(Comparator::AtLeast, |word| word.value);
    let year = fields.node(field::Amendment::TARGET_YEAR);
    let year = year.map_or(end, |node| fields.with(|diags| target_year(node, end, diags)));
    let target = fields.get(field::Amendment::TARGET);
    let target = target.and_then(|node| fields.with(|diags| promised(node, unit, diags)));
    let since = fields.get(field::Amendment::SINCE);
    let document = fields.need(field::Amendment::DOCUMENT).value;
    fields.finish();
    let (value, upper) = target?;
    Some(Amendment { other: Target { comparator, value, upper, year }, since: since?.value, document, in_force: false })
}

fn baseline(node: &Node, unit: &Unit, diags: &mut Diagnostics) -> Option<Baseline> {
    let fields = Fields::<field::Baseline>::new(node, diags);
    let (year, value) = (fields.get(field::Baseline::YEAR), fields.get(field::Baseline::VALUE));
    let key = field::Baseline::VALUE.key;
    let value = value.and_then(|figure| {
        let number = fields.with(|diags| in_unit(&figure, key, unit, diags))?;
        Some(Spanned::new(number, figure.span))
    });
    let nature = fields.get(field::Baseline::NATURE).map_or(Nature::Reported, |nature| nature.value);
    let source = fields.get(field::Baseline::SOURCE).map(|text| text.value);
    let scope = fields.get(field::Baseline::SCOPE).map(|text| text.value);
    let comparable = fields.get(field::Baseline::COMPARABLE).is_none_or(|answer| answer.value == Answer::Yes);
    fields.finish();
    Some(Baseline { year: year?.value, value: value?, nature, source, scope, comparable })
}

fn waypoints(fields: &Fields<'_, '_, field::Indicator>, unit: &Unit) -> Vec<(Year, Decimal)> {
    let key = field::Indicator::WAYPOINTS.key;
    let mut waypoints: Vec<(Year, Decimal)> = Vec::new();
    for (year, value) in fields.named(field::Indicator::WAYPOINTS, |node, diags| {
        quantity(node, key, diags).and_then(|figure| in_unit(&figure, key, unit, diags))
    }) {
        match (year.parse::<Year>(), value) {
            (Ok(year), Some(value)) => waypoints.push((year, value)),
            (Err(_), _) => fields.with(|diags| {
                diags.push(
                    Diagnostic::error(rules::WRONG_TYPE, format!("「{key}」的键应为年份，这里是「{}」。", year.value))
                        .at(year.span)
                        .help(format!("例如 {key}: {{2023: 20}}。")),
                );
            }),
            (Ok(_), None) => {}
        }
    }
    waypoints.sort_unstable();
    waypoints
}
