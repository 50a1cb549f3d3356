//! The methods of assessment as templates see them: the cut-offs are those that the program uses.

use serde::Serialize;

use crate::assess::METHODS;
use crate::model::{Assess, Choice, CutOffs, Settings};

/// The methods' particulars.
#[derive(Debug, Clone, Serialize)]
pub struct MethodView {
    /// Name of the method of indicators that do not have their own.
    pub name: &'static str,
    /// Every method.
    pub all: Vec<OneMethod>,
    /// Every status and when it is given.
    pub statuses: Vec<Grade>,
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
pub struct Grade {
    /// The status.
    pub status: &'static str,
    /// The condition.
    pub condition: String,
}

/// The view of the methods under an office's settings.
pub fn view(settings: &Settings) -> MethodView {
    MethodView {
        name: settings.way.word(),
        all: METHODS
            .iter()
            .map(|own| OneMethod {
                name: own.name,
                key: own.key,
                version: own.version,
                source: own.source,
                description_source: None,
                description: None,
            })
            .collect(),
        statuses: Assess::WORDS
            .iter()
            .map(|&(word, status)| Grade { status: word, condition: condition(status, &settings.cut_offs) })
            .collect(),
    }
}

/// When 时序进度法 gives a status; ρ is the pace.
fn condition(status: Assess, cut: &CutOffs) -> String {
    match status {
        Assess::Met => "达到目标（逐年考核的指标为当年达到）".to_owned(),
        Assess::Ahead => format!("ρ≥{}", cut.ahead),
        Assess::OnPace => format!("{}≤ρ＜{}", cut.on_pace, cut.ahead),
        Assess::SlightlyBehind => format!("{}≤ρ＜{}", cut.behind, cut.on_pace),
        Assess::Behind => format!("0≤ρ＜{}", cut.behind),
        Assess::Regressed => "ρ＜0，即差于基期".to_owned(),
        Assess::NotReported => "本年度没有报送数据".to_owned(),
        Assess::NotDue => "尚未到约定的年份".to_owned(),
        Assess::Unassessable => "缺少基期值，或基期值等于目标值".to_owned(),
    }
}
