//! One indicator of the plan.

use super::change::responsible;
use super::fields::Fields;
use super::promise::{Frame, in_unit, target};
use super::scalar::quantity;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::model::field::plan as field;
use crate::model::{
    Amendment, Answer, Appraisal, Baseline, Comparator, Decimal, Force, Indicator, Kind, Nature, Origin, Target, Unit,
    Year,
};
use crate::source::{Node, Spanned};

/// Reads an indicator; without a name it is left out. Whatever else is missing is a finding and has a default, which no
/// release is ever built with.
pub fn load(node: &Node, end: Year, diags: &mut Diagnostics) -> Option<Indicator> {
    let fields = Fields::<field::Indicator>::new(node, diags);
    let name = fields.need(field::Indicator::NAME);
    let unit = Unit::parse(&fields.need(field::Indicator::UNIT));
    let baseline =
        fields.get(field::Indicator::BASELINE).and_then(|node| fields.with(|diags| baseline(node, &unit, diags)));
    let base = baseline.as_ref().filter(|base| base.comparable).map(|base| base.value.value);
    let frame = Frame { unit: &unit, base, end };
    let how = (
        fields.get(field::Indicator::COMPARATOR).map_or(Comparator::AtLeast, |word| word.value),
        fields.get(field::Indicator::DIRECTION).map(|word| word.value),
        fields.get(field::Indicator::RANGE).map(|word| word.value),
        fields.get(field::Indicator::TOLERANCE),
    );
    let target = target(&fields, (field::Indicator::TARGET, field::Indicator::TARGET_YEAR), how, frame);
    let target = target.unwrap_or_else(|| Target::new(Comparator::AtLeast, Decimal::ZERO, end));
    let section = fields.need(field::Indicator::SECTION);
    let own_weight = fields.get(field::Indicator::WEIGHT);
    let indicator = Indicator {
        id: fields.need(field::Indicator::ID),
        short: fields.get(field::Indicator::SHORT).map_or_else(|| name.value.clone(), |text| text.value),
        kind: fields.get(field::Indicator::KIND).map_or(Kind::Stock, |kind| kind.value),
        appraisal: fields.get(field::Indicator::APPRAISAL).map_or(Appraisal::LastYear, |appraisal| appraisal.value),
        amendment: fields
            .get(field::Indicator::AMENDMENT)
            .and_then(|node| fields.with(|diags| amendment(node, frame, diags))),
        method: fields.get(field::Indicator::METHOD).map(|method| method.value),
        waypoints: waypoints(&fields, &unit),
        unit,
        property: fields.get(field::Indicator::PROPERTY).map(|word| word.value),
        level: fields.get(field::Indicator::LEVEL).map(|text| text.value),
        force: fields.get(field::Indicator::FORCE).map_or(Force::Firm, |force| force.value),
        area: fields.get(field::Indicator::AREA).unwrap_or_else(|| section.clone()),
        assignment: fields.get(field::Indicator::ASSIGNMENT),
        department: responsible(&fields, field::Indicator::DEPARTMENT, field::Indicator::CHANGES),
        origin: fields.get(field::Indicator::ORIGIN).map_or(Origin::Plan, |origin| origin.value),
        weight: fields.with(|diags| weight(own_weight.as_ref(), diags)),
        scope: fields.get(field::Indicator::SCOPE).map(|text| text.value).unwrap_or_default(),
        wording: fields.need(field::Indicator::WORDING),
        also: fields.get(field::Indicator::ALSO),
        unsettled: fields.get(field::Indicator::UNSETTLED),
        target,
        name,
        baseline,
        section,
    };
    fields.finish();
    (!indicator.name.is_empty()).then_some(indicator)
}

/// A later document's target: `{目标值: 28, 自: 2023, 文件: …}`.
fn amendment(node: &Node, frame: Frame<'_>, diags: &mut Diagnostics) -> Option<Amendment> {
    let fields = Fields::<field::Amendment>::new(node, diags);
    let how = (
        fields.get(field::Amendment::COMPARATOR).map_or(Comparator::AtLeast, |word| word.value),
        fields.get(field::Amendment::DIRECTION).map(|word| word.value),
        None,
        fields.get(field::Amendment::TOLERANCE),
    );
    let target = target(&fields, (field::Amendment::TARGET, field::Amendment::TARGET_YEAR), how, frame);
    let since = fields.get(field::Amendment::SINCE);
    let document = fields.need(field::Amendment::DOCUMENT).value;
    fields.finish();
    Some(Amendment { other: target?, since: since?.value, document, in_force: false })
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

/// A weight in the index: 1 where none is written; below zero, a better value would lower the index.
pub fn weight(own: Option<&Spanned<Decimal>>, diags: &mut Diagnostics) -> Decimal {
    let Some(own) = own else { return Decimal::ONE };
    if own.value < Decimal::ZERO {
        diags.push(
            Diagnostic::error(rules::OUT_OF_RANGE, format!("权重是 {}，不能小于零；按 1 计。", own.value))
                .at(own.span)
                .help("写零或大于零的数；不计入综合指数的写 0。"),
        );
        return Decimal::ONE;
    }
    own.value
}
