//! Sentences about figures in official Chinese, made from the same numbers as the tables.

use crate::assess::Verdict;
use crate::model::{Comparator, Decimal, Indicator, Kind, Status, Year, round};

/// A share as a percentage with one decimal, `93.3%`, `100.0%`, `−16.7%`.
#[must_use]
pub fn percent(share: Decimal) -> String {
    decimals(share * Decimal::ONE_HUNDRED, 1) + "%"
}

/// A number with exactly so many decimals and the sign that printers use for minus.
#[must_use]
pub fn decimals(value: Decimal, decimals: u32) -> String {
    let rounded = round(value, decimals);
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() { "−" } else { "" };
    format!("{sign}{:.1$}", rounded.abs(), decimals as usize)
}

/// A number with at most so many decimals, without zeros at its end, and the printers' minus.
#[must_use]
pub fn plain(value: Decimal, most: u32) -> String {
    let rounded = round(value, most).normalize();
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() { "−" } else { "" };
    format!("{sign}{}", rounded.abs())
}

/// The promise in words, `30家`, `超过8%`. What the plan only names and what it calls “以上” read the same; the table of
/// indicators and the definitions tell them apart.
#[must_use]
pub fn promise_in_words(indicator: &Indicator) -> String {
    let (value, unit) = (indicator.target.value, indicator.unit.text());
    match indicator.target.comparator {
        Comparator::AtLeast => format!("{value}{unit}"),
        Comparator::MoreThan => format!("超过{value}{unit}"),
        Comparator::AtMost => format!("不超过{value}{unit}"),
        Comparator::LessThan => format!("低于{value}{unit}"),
        Comparator::Between => format!("{value}～{}{unit}", indicator.target.upper.unwrap_or(value)),
    }
}

/// How an index changed, in points with one decimal: “比上年提高11.0点”.
#[must_use]
pub fn points(difference: Decimal) -> String {
    let amount = round(difference, 1);
    if amount.is_zero() {
        return "与上年持平".to_owned();
    }
    let way = if amount.is_sign_positive() { "提高" } else { "下降" };
    format!("比上年{way}{}点", decimals(amount.abs(), 1))
}

/// What is still missing to the promise, `2家` or `0.14个百分点`; none once it is met.
#[must_use]
pub fn gap(indicator: &Indicator, actual: Decimal) -> Option<String> {
    let aim = indicator.aim();
    let missing = (aim.end - actual).abs().normalize();
    // What “超过” asks for is more than the difference.
    let strict = matches!(indicator.target.comparator, Comparator::MoreThan | Comparator::LessThan);
    let more = if strict { "超过" } else { "" };
    (!aim.met_by(actual) && !missing.is_zero()).then(|| format!("{more}{}", indicator.unit.difference(missing)))
}

/// A sentence round a reported figure, so that the figure can carry its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Up to the figure.
    pub before: String,
    /// The figure; none in a sentence that says there is none.
    pub figure: Option<String>,
    /// After the figure, without the full stop.
    pub after: String,
}

/// Which year a sentence is about, and how it is put.
#[derive(Debug, Clone, Copy)]
pub struct Telling {
    /// The year.
    pub year: Year,
    /// Picks among ways to say the same, so that sentences that follow each other are not all alike.
    pub variant: usize,
}

/// What one indicator did in a year, as one sentence without its full stop.
///
/// `before` is last year's value if the two may be compared; figures of different nature may not.
#[must_use]
pub fn indicator(indicator: &Indicator, telling: Telling, verdict: &Verdict, before: Option<Decimal>) -> Sentence {
    let name = &indicator.name.value;
    let Some(actual) = verdict.actual else {
        return Sentence { before: format!("{name}{}年未报送", telling.year), figure: None, after: String::new() };
    };
    let opening = match indicator.kind {
        Kind::Increment => format!("{name}累计"),
        Kind::Growth => format!("规划期以来{name}为"),
        _ => format!("{name}为"),
    };
    let changed = before.map(|before| change(indicator, telling.variant, actual, before));
    // A mark stands after 22.1%, not between the figure and its sign.
    let (figure, unit) = match indicator.unit.text() {
        "%" => (format!("{actual}%"), String::new()),
        unit => (actual.to_string(), unit.to_owned()),
    };
    let parts = [changed, Some(standing(indicator, telling, verdict))];
    let rest: String =
        parts.into_iter().flatten().filter(|part| !part.is_empty()).map(|part| format!("，{part}")).collect();
    Sentence { before: opening, figure: Some(figure), after: unit + &rest }
}

/// How the value changed since last year: quantities in their unit or in %, percentages in 百分点.
fn change(indicator: &Indicator, variant: usize, actual: Decimal, before: Decimal) -> String {
    let unit = indicator.unit.text();
    let difference = actual - before;
    let amount = difference.abs();
    if difference.is_zero() {
        return "与上年持平".to_owned();
    }
    let up = Decimal::ZERO < difference;
    if indicator.unit.is_percent() {
        let amount = indicator.unit.difference(amount);
        return format!("比上年{}{amount}", if up { "提高" } else { "下降" });
    }
    match indicator.kind {
        Kind::Increment if up && variant % 2 == 1 => format!("当年新增{amount}{unit}"),
        Kind::Increment if up => format!("其中当年新增{amount}{unit}"),
        Kind::Stock if up && variant % 3 == 1 => format!("年内增加{amount}{unit}"),
        Kind::Annual | Kind::Ratio if !before.is_zero() => {
            format!("比上年{}{}", if up { "增长" } else { "下降" }, percent(amount / before.abs()))
        }
        _ => format!("比上年{}{amount}{unit}", if up { "增加" } else { "减少" }),
    }
}

/// Where the value stands against the promise.
fn standing(indicator: &Indicator, telling: Telling, verdict: &Verdict) -> String {
    let target = &indicator.target;
    let words = promise_in_words(indicator);
    if indicator.promised_every_year() {
        let met = if verdict.status == Status::Met { "达到" } else { "未达到" };
        return format!("{met}每年{words}的要求");
    }
    if indicator.kind == Kind::Growth {
        let gap = verdict.actual.map_or(Decimal::ZERO, |actual| actual - target.value);
        let points = indicator.unit.difference(gap.abs());
        return match (gap.is_zero(), Decimal::ZERO < gap) {
            (true, _) if target.met_by(verdict.actual.unwrap_or_default()) => format!("与目标（{words}）持平"),
            (true, _) => format!("已到目标数值，尚未满足“{words}”的要求"),
            (_, true) => format!("比目标（{words}）高{points}"),
            (_, false) => format!("比目标（{words}）低{points}"),
        };
    }
    if verdict.status == Status::Met {
        let early = if telling.year < target.year { "提前完成" } else { "完成" };
        return format!("{early}{}年目标（{words}）", target.year);
    }
    if verdict.status == Status::Unmet {
        let gap = verdict.actual.and_then(|actual| gap(indicator, actual));
        let gap = gap.map(|gap| format!("，还差{gap}")).unwrap_or_default();
        return format!("没有完成{}年目标（{words}）{gap}", target.year);
    }
    if verdict.status == Status::Regressed {
        return format!("低于基期水平，距{}年目标（{words}）的差距扩大", target.year);
    }
    // A sum is completed step by step; a level or a share only compares with what was promised.
    let verb = match indicator.kind {
        Kind::Increment => "完成",
        _ => "相当于",
    };
    let aim = indicator.aim();
    let over = || {
        let over = verdict.actual? - aim.end;
        Some(format!("比{}年目标（{words}）还高{}", target.year, indicator.unit.difference(over.normalize())))
    };
    // Less than a promise of less is no share of it.
    let done = if aim.rising {
        verdict.completion.map(|share| format!("{verb}{}年目标（{words}）的{}", target.year, percent(share)))
    } else {
        over()
    };
    if verdict.done == Some(Decimal::ONE) {
        return format!("已到目标数值，尚未满足{}年“{words}”的要求", target.year);
    }
    let pace = verdict.done.zip(verdict.due).map(|(done, due)| {
        if verdict.status == Status::OnPace {
            return "与时序进度基本一致".to_owned();
        }
        let gap = round((done - due) * Decimal::ONE_HUNDRED, 1);
        let (fast, points) = (Decimal::ZERO < gap, decimals(gap.abs(), 1));
        match telling.variant % 3 {
            2 => format!("比时序进度{}{points}个百分点", if fast { "快" } else { "慢" }),
            _ => format!("{}时序进度{points}个百分点", if fast { "快于" } else { "慢于" }),
        }
    });
    // From a baseline above zero the way done is another share than 完成率; the pace is measured on the way.
    let way = verdict.done.filter(|way| Some(*way) != verdict.completion && Decimal::ZERO < *way);
    let way = way.map(|way| format!("已走完路程的{}", percent(way)));
    done.into_iter().chain(way).chain(pace).collect::<Vec<_>>().join("，")
}
