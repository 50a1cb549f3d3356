//! Where each method ends one status and begins the next, as a report explains it: from the numbers that judge.

use serde::Serialize;

use crate::model::{Bound, Choice, CutOff, Decimal, Method, PaceCutOffs, chinese_count};

/// A method with its numbers.
#[derive(Debug, Clone, Serialize)]
pub struct ScaleView {
    /// Name.
    pub name: &'static str,
    /// Its name in data.
    pub key: &'static str,
    /// Version.
    pub version: &'static str,
    /// Where it is from.
    pub source: &'static str,
    /// Each status with its condition, from the best on: `0.60≤ρ＜0.95`, `不超过20%`.
    pub conditions: Vec<ConditionView>,
    /// The same in running text: `R≥0.95为符合时序，≥0.60为略滞后，…`.
    pub clause: String,
    /// How many years a trend is taken from, in words; only a projection has one.
    pub window: String,
    /// How many years with data it takes, in words; only for a projection.
    pub fewest: String,
}

/// A status and when it is given.
#[derive(Debug, Clone, Serialize)]
pub struct ConditionView {
    /// The status.
    pub status: &'static str,
    /// When.
    pub condition: String,
}

/// Every method, the default first.
pub fn view(settings: &PaceCutOffs) -> Vec<ScaleView> {
    let scale = |method: Method| {
        let cut_offs = method.cut_offs(settings);
        let before = std::iter::once(None).chain(cut_offs.iter().map(Some));
        let conditions = cut_offs.iter().zip(before).map(|(own, before)| ConditionView {
            status: own.status.word(),
            condition: condition(method, *own, before),
        });
        ScaleView {
            name: method.word(),
            key: method.key(),
            version: method.version(),
            source: method.source(),
            conditions: conditions.collect(),
            clause: clause(method, &cut_offs),
            window: chinese_count(Method::WINDOW),
            fewest: chinese_count(Method::FEWEST),
        }
    };
    Method::WORDS.iter().map(|&(_, method)| scale(method)).collect()
}

/// When a status is given, by itself: between its own cut-off and that of the one before it.
fn condition(method: Method, own: CutOff, before: Option<&CutOff>) -> String {
    match (symbol(method), own.bound, before) {
        (None, bound, _) => words(method, bound),
        (Some(symbol), Bound::AtLeast(from), Some(before)) => {
            format!("{}≤{symbol}＜{}", number(method, from), number(method, before.bound.figure()))
        }
        (Some(symbol), bound, _) => format!("{symbol}{}", sign(method, bound)),
    }
}

/// When each status is given, one after the other: what was said need not be said again.
fn clause(method: Method, cut_offs: &[CutOff]) -> String {
    let part = |at: usize, own: &CutOff| {
        let condition = match symbol(method) {
            None => words(method, own.bound),
            // The figure is named where the comparison turns round.
            Some(symbol) if at == 0 || at + 1 == cut_offs.len() => format!("{symbol}{}", sign(method, own.bound)),
            Some(_) => sign(method, own.bound),
        };
        format!("{condition}为{}", own.status.word())
    };
    cut_offs.iter().enumerate().map(|(at, own)| part(at, own)).collect::<Vec<_>>().join("，")
}

/// What a method measures, where it is written with a letter.
fn symbol(method: Method) -> Option<&'static str> {
    match method {
        Method::Linear => Some("ρ"),
        Method::GrowthRatio => Some("R"),
        Method::Projection => None,
    }
}

/// A number as its method prints it.
fn number(method: Method, figure: Decimal) -> String {
    match method {
        Method::Linear | Method::GrowthRatio => figure.to_string(),
        Method::Projection => format!("{}%", (figure * Decimal::ONE_HUNDRED).normalize()),
    }
}

fn sign(method: Method, bound: Bound) -> String {
    let sign = match bound {
        Bound::AtLeast(_) => "≥",
        Bound::Below(_) => "＜",
        Bound::AtMost(_) => "≤",
        Bound::Above(_) => "＞",
    };
    format!("{sign}{}", number(method, bound.figure()))
}

fn words(method: Method, bound: Bound) -> String {
    let words = match bound {
        Bound::AtLeast(_) => "不小于",
        Bound::Below(_) => "小于",
        Bound::AtMost(_) => "不超过",
        Bound::Above(_) => "超过",
    };
    format!("{words}{}", number(method, bound.figure()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_explains_each_method_by_the_numbers_it_judges_with() {
        let scales = view(&PaceCutOffs { ahead: Decimal::new(110, 2), ..PaceCutOffs::default() });
        let clauses: Vec<&str> = scales.iter().map(|scale| scale.clause.as_str()).collect();
        assert_eq!(
            clauses,
            [
                "ρ≥1.10为快于时序，≥0.95为符合时序，≥0.60为略滞后，≥0为滞后，ρ＜0为倒退",
                "R≥0.95为符合时序，≥0.60为略滞后，≥0为滞后，R＜0为倒退",
                "小于5%为符合时序，不超过20%为略滞后，超过20%为滞后",
            ]
        );
        let conditions: Vec<&str> = scales[0].conditions.iter().map(|own| own.condition.as_str()).collect();
        assert_eq!(conditions, ["ρ≥1.10", "0.95≤ρ＜1.10", "0.60≤ρ＜0.95", "0≤ρ＜0.60", "ρ＜0"]);
        assert_eq!((scales[2].window.as_str(), scales[2].fewest.as_str()), ("五", "四"));
    }
}
