//! Sentences about figures in official Chinese, made from the same numbers as the tables.

use crate::assess::Verdict;
use crate::model::{Comparator, Decimal, Indicator, Kind, Status, Year, printed, round};

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
    let (target, unit) = (&indicator.target, indicator.unit.text());
    let value = printed(target.value);
    match target.comparator {
        Comparator::AtLeast => format!("{value}{unit}"),
        Comparator::MoreThan => format!("超过{value}{unit}"),
        Comparator::AtMost if target.value.is_zero() => "清零".to_owned(),
        Comparator::AtMost => format!("不超过{value}{unit}"),
        Comparator::LessThan => format!("低于{value}{unit}"),
        Comparator::Between | Comparator::About => target.with_unit(unit),
    }
}

/// The promise in short with its unit.
#[must_use]
pub fn target_with_unit(indicator: &Indicator) -> String {
    indicator.target.with_unit(indicator.unit.text())
}

/// How an index changed since `before`, in points with one decimal: “比上年提高11.0点”.
#[must_use]
pub fn points(difference: Decimal, before: &str) -> String {
    let amount = round(difference, 1);
    if amount.is_zero() {
        return format!("与{before}持平");
    }
    let way = if amount.is_sign_positive() { "提高" } else { "下降" };
    format!("比{before}{way}{}点", decimals(amount.abs(), 1))
}

/// What is still missing to the promise, `2家` or `0.14个百分点`; none once it is met.
#[must_use]
pub fn gap(indicator: &Indicator, actual: Decimal) -> Option<String> {
    let aim = indicator.aim();
    let missing = (aim.end - actual).abs().normalize();
    // What “超过” asks for is more than the difference.
    let strict = matches!(indicator.target.comparator, Comparator::MoreThan | Comparator::LessThan);
    let more = if strict { "超过" } else { "" };
    match (aim.met_by(actual), missing.is_zero()) {
        (true, _) => None,
        // It stands where it has to be passed.
        (false, true) => strict.then(|| if aim.rising { "须再超过" } else { "须再降低" }.to_owned()),
        (false, false) => Some(format!("{more}{}", indicator.unit.difference(missing))),
    }
}

/// [`gap`] with its verb: what is to grow falls short, what is to fall has to, what was to stay below is beyond.
#[must_use]
pub fn gap_in_words(indicator: &Indicator, actual: Decimal) -> Option<String> {
    let (aim, gap) = (indicator.aim(), gap(indicator, actual)?);
    if aim.end == actual {
        return Some(format!("等于目标值，还{gap}"));
    }
    let verb = match (aim.rising, aim.way()) {
        (true, _) => "还差",
        (false, Some(_)) => "还须降低",
        (false, None) => "超出",
    };
    // Over a limit that has to be kept below it is just over it.
    Some(if verb == "超出" { format!("{verb}{}", gap.trim_start_matches("超过")) } else { format!("{verb}{gap}") })
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
pub struct Telling<'a> {
    /// The year.
    pub year: Year,
    /// The year that the figure is of, where it is an earlier one.
    pub data_year: Option<Year>,
    /// What the year is compared with: `上年`, `2027年`.
    pub before: &'a str,
    /// What is to be said of the years before, of a promise of every year: “，连续3年达标”.
    pub record: &'a str,
    /// Picks among ways to say the same, so that sentences that follow each other are not all alike.
    pub variant: usize,
}

/// What one indicator did in a year, as one sentence without its full stop.
///
/// `before` is last year's value if the two may be compared; figures of different nature may not.
#[must_use]
pub fn indicator(indicator: &Indicator, telling: Telling<'_>, verdict: &Verdict, before: Option<Decimal>) -> Sentence {
    let name = &indicator.name.value;
    let Some(actual) = verdict.actual else {
        return Sentence { before: format!("{name}{}年未报送", telling.year), figure: None, after: String::new() };
    };
    let late = telling.data_year.map(|year| format!("（{year}年数）")).unwrap_or_default();
    let name = format!("{name}{late}");
    let opening = match indicator.kind {
        Kind::Increment if !name.contains("累计") => format!("{name}累计"),
        Kind::Growth => format!("规划期以来{name}为"),
        _ => format!("{name}为"),
    };
    let changed = before.map(|before| change(indicator, telling, actual, before));
    // A mark stands after 22.1%, not between the figure and its sign.
    let (figure, unit) = match indicator.unit.text() {
        "%" => (format!("{}%", printed(actual)), String::new()),
        unit => (printed(actual), unit.to_owned()),
    };
    let parts = [changed, Some(standing(indicator, telling, verdict))];
    let rest: String =
        parts.into_iter().flatten().filter(|part| !part.is_empty()).map(|part| format!("，{part}")).collect();
    Sentence { before: opening, figure: Some(figure), after: unit + &rest }
}

/// How the value changed since the year it is compared with: quantities in their unit or in %, percentages in 百分点.
fn change(indicator: &Indicator, telling: Telling<'_>, actual: Decimal, earlier: Decimal) -> String {
    let unit = indicator.unit.text();
    let Telling { variant, before, .. } = telling;
    let difference = actual - earlier;
    let amount = difference.abs();
    if difference.is_zero() {
        return format!("与{before}持平");
    }
    let up = Decimal::ZERO < difference;
    if indicator.unit.is_percent() {
        let amount = indicator.unit.difference(amount);
        return format!("比{before}{}{amount}", if up { "提高" } else { "下降" });
    }
    // Only what came since the year before came within the year.
    let within = before == "上年";
    match indicator.kind {
        Kind::Increment if up && within && variant % 2 == 1 => format!("当年新增{amount}{unit}"),
        Kind::Increment if up && within => format!("其中当年新增{amount}{unit}"),
        Kind::Stock if up && within && variant % 3 == 1 => format!("年内增加{amount}{unit}"),
        Kind::Annual | Kind::Ratio if !earlier.is_zero() => {
            format!("比{before}{}{}", if up { "增长" } else { "下降" }, percent(amount / earlier.abs()))
        }
        _ => format!("比{before}{}{amount}{unit}", if up { "增加" } else { "减少" }),
    }
}

/// Where the value stands against the promise.
fn standing(indicator: &Indicator, telling: Telling<'_>, verdict: &Verdict) -> String {
    let target = &indicator.target;
    let words = promise_in_words(indicator);
    if indicator.promised_every_year() {
        let met = match (indicator.aim().rising, matches!(verdict.status, Status::Kept | Status::Met)) {
            (true, true) => "达到",
            (true, false) => "未达到",
            (false, true) => "符合",
            (false, false) => "超出",
        };
        return format!("{met}每年{words}的要求{}", telling.record);
    }
    if indicator.kind == Kind::Growth {
        let gap = verdict.actual.map_or(Decimal::ZERO, |actual| actual - target.value);
        let points = indicator.unit.difference(gap.abs());
        return match (gap.is_zero(), Decimal::ZERO < gap) {
            (true, _) if target.met_by(verdict.actual.unwrap_or_default()) => format!("与目标（{words}）持平"),
            (true, _) => format!("恰为目标数，还没有“{words}”"),
            (_, true) => format!("比目标（{words}）高{points}"),
            (_, false) => format!("比目标（{words}）低{points}"),
        };
    }
    if verdict.status == Status::Met {
        let early = if telling.year < target.due.year { "提前完成" } else { "完成" };
        return format!("{early}{}目标（{words}）", target.due);
    }
    if verdict.status == Status::Unmet {
        // On the number itself nothing is missing but that it be passed.
        let gap = verdict.actual.and_then(|actual| gap_in_words(indicator, actual));
        let gap = gap.unwrap_or_else(|| "恰为目标数，没有越过".to_owned());
        return format!("没有完成{}目标（{words}），{gap}", target.due);
    }
    if verdict.status == Status::Regressed {
        let side = if indicator.aim().rising { "低于" } else { "高于" };
        return format!("{side}基期水平，距{}目标（{words}）的差距扩大", target.due);
    }
    // A sum is completed step by step; a level or a share only compares with what was promised.
    let verb = match indicator.kind {
        Kind::Increment => "完成",
        _ => "相当于",
    };
    let aim = indicator.aim();
    // Of a range it is said which of its values the share is of.
    let words = if target.upper.is_some() {
        format!("{words}，以{}{}计", printed(aim.end), indicator.unit.text())
    } else {
        words
    };
    let over = || {
        let over = verdict.actual? - aim.end;
        Some(format!("比{}目标（{words}）还高{}", target.due, indicator.unit.difference(over.normalize())))
    };
    // Less than a promise of less is no share of it.
    let done = if aim.rising {
        verdict.completion.map(|share| format!("{verb}{}目标（{words}）的{}", target.due, percent(share)))
    } else {
        over()
    };
    if verdict.done == Some(Decimal::ONE) {
        return format!("恰为{}目标数，还没有“{words}”", target.due);
    }
    // With so many decimals that the two shares and their difference add up.
    let places = verdict.done.zip(verdict.due).map_or(1, |(done, due)| {
        let [done, due] = [done, due].map(|share| share * Decimal::ONE_HUNDRED);
        if round(done, 1) - round(due, 1) == round(done - due, 1) { 1 } else { 2 }
    });
    let pace = verdict.done.zip(verdict.due).map(|(done, due)| {
        if verdict.status == Status::OnPace {
            return "与时序进度基本一致".to_owned();
        }
        let gap = (done - due) * Decimal::ONE_HUNDRED;
        let (fast, points) = (Decimal::ZERO < gap, decimals(gap.abs(), places));
        match telling.variant % 3 {
            2 => format!("比时序进度{}{points}个百分点", if fast { "快" } else { "慢" }),
            _ => format!("{}时序进度{points}个百分点", if fast { "快于" } else { "慢于" }),
        }
    });
    // From a baseline above zero the way done is another share than 完成率; the pace is measured on the way.
    let way = verdict.done.filter(|way| Some(*way) != verdict.completion && Decimal::ZERO < *way);
    let way = way.map(|way| format!("已走完路程的{}%", decimals(way * Decimal::ONE_HUNDRED, places)));
    done.into_iter().chain(way).chain(pace).collect::<Vec<_>>().join("，")
}
