//! What an indicator promises, and when: the target as it is written, in figures or in the words that plans use.

use super::fields::Fields;
use super::scalar::{quantity, year};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::model::field::{Declared, Key, Must, Range, Text, plan as field};
use crate::model::{Comparator, Decimal, Direction, Due, Quantity, RangeForce, Target, Unit, Year};
use crate::source::{Node, Span, Spanned, Value};

/// What a target is read with.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The unit of the indicator.
    pub unit: &'a Unit,
    /// The value at the start, for “翻一番”.
    pub base: Option<Decimal>,
    /// The last year of the plan.
    pub end: Year,
}

/// Reads the parts of a target that stand in one mapping; without a value there is none.
pub fn target<M: Declared>(
    fields: &Fields<'_, '_, M>,
    keys: (Key<M, Must<Range>>, Key<M, Text>),
    how: (Comparator, Option<Direction>, Option<RangeForce>, Option<Spanned<Quantity>>),
    frame: Frame<'_>,
) -> Option<Target> {
    let (comparator, direction, force, slack) = how;
    let due = fields.node(keys.1).map(|node| fields.with(|diags| due(node, keys.1.key, frame.end, diags)));
    let value = fields.get(keys.0).and_then(|node| fields.with(|diags| promised(node, frame, diags)));
    let slack = slack.and_then(|slack| {
        let value = fields.with(|diags| in_unit(&slack, field::Indicator::TOLERANCE.key, frame.unit, diags))?;
        Some(Spanned::new(value.abs(), slack.span))
    });
    let (value, upper) = value?;
    let range = matches!(comparator, Comparator::Between | Comparator::About);
    let useless =
        [(direction.is_some(), field::Indicator::DIRECTION.key), (force.is_some(), field::Indicator::RANGE.key)];
    for (_, key) in useless.into_iter().filter(|(written, _)| *written && !range) {
        let message = format!("「{key}」只用于「比较」是区间或左右的目标，没有采用。");
        let help = "删去这一行；越小越好的写「比较: 不超过」或「低于」。";
        fields.with(|diags| mismatch(fields.span(), message, help, diags));
    }
    if comparator == Comparator::About && upper.is_some() {
        let message = "「左右」的「目标值」应是一个数，写成了两个，按第一个评价。".to_owned();
        fields.with(|diags| mismatch(fields.span(), message, "目标是区间的，写「类型: 区间」「比较: 区间」。", diags));
    }
    let (value, upper) = match (comparator, &slack) {
        (Comparator::About, Some(slack)) => (value - slack.value, Some(value + slack.value)),
        (Comparator::About, None) => {
            let message = "「左右」没有写明容差，按正好这个数评价。";
            fields.with(|diags| {
                diags.push(Diagnostic::error(rules::MISSING_FIELD, message).at(fields.span()).help(
                    "写一行「容差: 2」，以指标的单位计：差在容差以内的算达到；方案没有说明的，由秘书处商责任单位确定。",
                ));
            });
            (value, Some(value))
        }
        (_, Some(slack)) => {
            let message = "「容差」只用于「比较: 左右」，没有采用。".to_owned();
            fields.with(|diags| mismatch(slack.span, message, "删去这一行，或写「比较: 左右」。", diags));
            (value, upper)
        }
        (_, None) => (value, upper),
    };
    let strict = force == Some(RangeForce::Strict);
    Some(Target { comparator, value, upper, due: due.unwrap_or_else(|| frame.end.into()), direction, strict })
}

/// Something that does not go with the comparator.
fn mismatch(span: Span, message: String, help: &str, diags: &mut Diagnostics) {
    diags.push(Diagnostic::error(rules::COMPARATOR_AGAINST_KIND, message).at(span).help(help));
}

/// When something is due: a year, a month of it, or, of what is promised every year, the plan's last year.
pub fn due(node: &Node, key: &str, end: Year, diags: &mut Diagnostics) -> Due {
    let Value::Scalar(text) = &node.value else {
        return year(node, key, diags).map_or(end, |year| year.value).into();
    };
    let text = text.trim();
    match month(text) {
        _ if text == "每年" => end.into(),
        Some(due) => due,
        None => year(node, key, diags).map_or(end, |year| year.value).into(),
    }
}

/// `2026年6月底前`, `2026-06`, `2026年底`.
fn month(text: &str) -> Option<Due> {
    let text = ["底前", "以前", "前", "底", "末"].iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text);
    let (year, rest) = text.split_at_checked(4)?;
    let year: Year = year.parse().ok().filter(|year| (1900..=2200).contains(year))?;
    let month = match rest {
        "年" => return Some(year.into()),
        rest => rest.strip_prefix('-').or_else(|| rest.strip_prefix('年')?.strip_suffix('月'))?,
    };
    let month: i8 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some(Due { year, month: Some(month) })
}

/// A figure of the plan in the unit of its indicator; one in another is a finding, and never taken for what it is not.
pub fn in_unit(figure: &Spanned<Quantity>, key: &str, unit: &Unit, diags: &mut Diagnostics) -> Option<Decimal> {
    let value = figure.in_unit(unit).ok();
    if value.is_none() {
        let message = format!("「{key}」写成了「{}」，指标以「{}」计，没有采用。", figure.value, unit.text());
        let help = format!("换算成「{0}」后再写；只写数字时就按「{0}」理解。", unit.text());
        diags.push(Diagnostic::error(rules::UNIT_MISMATCH, message).at(figure.span).help(help));
    }
    value
}

/// The promised value, or both ends of the promised range.
fn promised(node: &Node, frame: Frame<'_>, diags: &mut Diagnostics) -> Option<(Decimal, Option<Decimal>)> {
    let key = field::Indicator::TARGET.key;
    let mut number =
        |node: &Node| quantity(node, key, diags).and_then(|figure| in_unit(&figure, key, frame.unit, diags));
    match &node.value {
        Value::Scalar(text) => match in_words(text.trim(), frame) {
            Some(Ok(value)) => Some((value, None)),
            Some(Err(help)) => {
                let message = format!("「{}」不能算成数。", text.trim());
                diags.push(Diagnostic::error(rules::UNREADABLE_NUMBER, message).at(node.span).help(help));
                None
            }
            None => Some((number(node)?, None)),
        },
        Value::List(ends) => {
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
        _ => Some((number(node)?, None)),
    }
}

/// The value that plans put into words: 翻一番, 基期的2.5倍, 全覆盖. `None` where it is none of these.
fn in_words(text: &str, frame: Frame<'_>) -> Option<Result<Decimal, &'static str>> {
    if text == "全覆盖" {
        let whole = frame.unit.is_percent().then_some(Decimal::ONE_HUNDRED);
        return Some(whole.ok_or("「全覆盖」就是 100%，用于单位是 % 的指标；其他指标写出总数。"));
    }
    let times = text.strip_prefix("基期的").and_then(|rest| rest.strip_suffix('倍')).map(str::parse::<Decimal>);
    let doubled = text.strip_prefix('翻').and_then(|rest| rest.strip_suffix('番'));
    let doubled = doubled.and_then(|count| ["一", "两", "三"].iter().position(|word| *word == count));
    let times = match (times, doubled) {
        (Some(times), _) => times.ok(),
        (None, Some(at)) => Some(Decimal::from([2, 4, 8][at])),
        // “增长2倍” is three times, “2倍” may be meant either way.
        (None, None) if text.ends_with('倍') && frame.unit.text() != "倍" => {
            return Some(Err("写成「基期的2倍」这样，不写「增长…倍」；或直接写出目标数。"));
        }
        (None, None) => return None,
    };
    let value = times.zip(frame.base).and_then(|(times, base)| base.checked_mul(times));
    Some(value.map(|value| value.normalize()).ok_or("要有可比的「基期」才能算；或直接写出目标数。"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_a_year_or_a_month() {
        let told = |text: &str| month(text).map(|due| (due.to_string(), due.day().to_string()));
        let own = |words: &str, day: &str| Some((words.to_owned(), day.to_owned()));
        assert_eq!(told("2026年6月底前"), own("2026年6月", "2026-06-30"));
        assert_eq!(told("2028-02"), own("2028年2月", "2028-02-29"));
        assert_eq!(told("2026年底"), own("2026年", "2026-12-31"));
        assert_eq!([told("2026年13月"), told("2026"), told("二〇二六年")], [None, None, None]);
    }

    #[test]
    fn words_are_figures_where_the_baseline_is_known() {
        let read = |text: &str, unit: &str, base: Option<i64>| {
            let frame = Frame { unit: &Unit::parse(unit), base: base.map(Decimal::from), end: 2025 };
            in_words(text, frame).map(|value| value.ok().map(|value| value.to_string()))
        };
        let value = |value: &str| Some(Some(value.to_owned()));
        assert_eq!(read("翻一番", "亿元", Some(26)), value("52"));
        assert_eq!(read("翻两番", "亿元", Some(26)), value("104"));
        assert_eq!(read("基期的1.5倍", "家", Some(20)), value("30"));
        assert_eq!(read("全覆盖", "%", None), value("100"));
        assert_eq!(read("全覆盖", "家", None), Some(None));
        assert_eq!(read("翻一番", "亿元", None), Some(None));
        assert_eq!(read("2倍", "亿元", Some(26)), Some(None));
        assert_eq!([read("2倍", "倍", None), read("28", "家", None)], [None, None]);
    }
}
