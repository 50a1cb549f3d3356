//! The methods of assessment as templates see them: the cut-offs are those that the program judges by.

use serde::Serialize;

use crate::model::{Bound, Choice, Content, CutOff, Decimal, Method, PaceCutOffs, Status, chinese_count};

/// The methods' particulars.
#[derive(Debug, Clone, Serialize)]
pub struct MethodView {
    /// Name of the method of indicators that do not have their own.
    pub name: &'static str,
    /// Every method, the default first.
    pub all: Vec<OneMethod>,
    /// Every status and when it is given.
    pub statuses: Vec<StatusCondition>,
}

/// One method.
#[derive(Debug, Clone, Serialize)]
pub struct OneMethod {
    /// Name.
    pub name: &'static str,
    /// Name in data.
    pub key: &'static str,
    /// Version.
    pub version: &'static str,
    /// Where it is from.
    pub source: &'static str,
    /// Whose practice it follows; none for the report's own.
    pub description_source: Option<&'static str>,
    /// How it judges, with its cut-offs; none for the report's own, which has a section to itself.
    pub description: Option<String>,
}

/// A status and when it is given.
#[derive(Debug, Clone, Serialize)]
pub struct StatusCondition {
    /// The status.
    pub status: &'static str,
    /// The condition.
    pub condition: String,
}

/// The view of the methods under an office's settings.
pub fn view(content: &Content) -> MethodView {
    let settings = &content.settings;
    let cut_offs = &settings.cut_offs;
    MethodView {
        name: settings.method.word(),
        all: Method::WORDS
            .iter()
            .map(|&(_, method)| one(&|status| content.told_by(status, method), method, cut_offs))
            .collect(),
        statuses: Status::WORDS
            .iter()
            .map(|&(_, status)| StatusCondition {
                status: content.told(status),
                condition: condition(status, cut_offs),
            })
            .collect(),
    }
}

/// The word of a status for those who read it.
type Told<'a> = &'a dyn Fn(Status) -> &'static str;

fn one(told: Told<'_>, method: Method, settings: &PaceCutOffs) -> OneMethod {
    let clause = clause(told, method, &method.cut_offs(settings));
    let (description_source, description) = match method {
        Method::Linear => (None, None),
        Method::GrowthRatio => (
            Some("加拿大统计局的做法"),
            Some(format!("已达到的年均增速与达到目标所需年均增速之比R，{clause}；基期值、目标值不大于零的不作评价。")),
        ),
        Method::Projection => (
            Some("德国可持续发展战略的做法"),
            Some(format!(
                "以最近{window}年（不足{window}年的按已有年份，至少{}年数据）的年均变化外推到目标年，\
                 仍差的部分占本年差距的比例{clause}；变化方向与目标相反的为{regressed}。",
                chinese_count(Method::FEWEST),
                window = chinese_count(Method::WINDOW),
                regressed = told(Status::Regressed),
            )),
        ),
    };
    OneMethod {
        name: method.word(),
        key: method.key(),
        version: method.version(),
        source: method.source(),
        description_source,
        description,
    }
}

/// When 时序进度法 gives a status; ρ is the pace.
fn condition(status: Status, settings: &PaceCutOffs) -> String {
    match status {
        Status::Met => "达到目标；每年都有要求的，规划期末年达到".to_owned(),
        Status::Kept => "每年都有要求的，本年达到要求".to_owned(),
        Status::Missed => "每年都有要求的，本年没有达到要求".to_owned(),
        Status::Ahead | Status::OnPace | Status::SlightlyBehind | Status::Behind => pace(status, settings),
        Status::Regressed => pace(status, settings) + "，即差于基期",
        Status::Unmet => "目标的期限已过，没有达到目标；这时只分已完成和未完成，不看进度比".to_owned(),
        Status::NotReported => "本年度没有报送数据".to_owned(),
        Status::NotDue => "尚未到约定的年份".to_owned(),
        Status::Unassessable => "缺少基期值，或基期值等于目标值".to_owned(),
    }
}

/// The paces of a status: from its own cut-off to that of the better one before it.
fn pace(status: Status, settings: &PaceCutOffs) -> String {
    let mut better: Option<Decimal> = None;
    for own in Method::Linear.cut_offs(settings) {
        match (own.bound, better) {
            (Bound::AtLeast(from), Some(to)) if own.status == status => return format!("{from}≤ρ＜{to}"),
            (bound, _) if own.status == status => return format!("ρ{}", sign(Method::Linear, bound)),
            (bound, _) => better = Some(bound.figure()),
        }
    }
    String::new()
}

/// When each status is given, one after the other: what was said need not be said again.
fn clause(told: Told<'_>, method: Method, cut_offs: &[CutOff]) -> String {
    let part = |at: usize, own: &CutOff| {
        let condition = match symbol(method) {
            None => words(method, own.bound),
            // The figure is named where the comparison turns round.
            Some(symbol) if at == 0 || at + 1 == cut_offs.len() => format!("{symbol}{}", sign(method, own.bound)),
            Some(_) => sign(method, own.bound),
        };
        format!("{condition}为{}", told(own.status))
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
        let settings = PaceCutOffs { ahead: Decimal::new(110, 2), ..PaceCutOffs::default() };
        let said: Vec<Option<String>> = Method::WORDS
            .iter()
            .map(|&(_, method)| one(&|status| status.word(), method, &settings).description)
            .collect();
        assert_eq!(
            said.iter().map(Option::as_deref).collect::<Vec<_>>(),
            [
                None,
                Some(
                    "已达到的年均增速与达到目标所需年均增速之比R，R≥0.95为符合时序，≥0.60为略滞后，≥0为滞后，R＜0为倒退；\
                     基期值、目标值不大于零的不作评价。"
                ),
                Some(
                    "以最近五年（不足五年的按已有年份，至少四年数据）的年均变化外推到目标年，仍差的部分占本年差距的比例\
                     小于5%为符合时序，不超过20%为略滞后，超过20%为滞后；变化方向与目标相反的为倒退。"
                ),
            ]
        );
        let conditions: Vec<String> =
            Method::Linear.cut_offs(&settings).iter().map(|own| condition(own.status, &settings)).collect();
        assert_eq!(conditions, ["ρ≥1.10", "0.95≤ρ＜1.10", "0.60≤ρ＜0.95", "0≤ρ＜0.60", "ρ＜0，即差于基期"]);
    }
}
