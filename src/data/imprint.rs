//! What a set of data says of itself: what it is called, who made it, for whom, on which terms.

use crate::assess::Assessment;
use crate::model::{Audience, chinese_date};

/// How far an edition has come.
#[derive(Debug, Clone, Default)]
pub struct Imprint {
    /// 征求意见稿, 送审稿, 审定稿.
    pub stage: String,
    /// Whether it was made in spite of errors.
    pub draft: bool,
}

/// What an office says may be done with its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Licence {
    /// Nothing.
    Unnamed,
    /// A licence with a name of its own, such as CC-BY-4.0.
    Named(String),
    /// Terms at an address.
    At(String),
    /// A sentence.
    Said(String),
}

impl Licence {
    /// The licence that a text of the settings means.
    #[must_use]
    pub fn of(text: Option<&str>) -> Self {
        let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Self::Unnamed };
        let address = ["https://", "http://"].iter().any(|start| text.starts_with(start));
        if address && !text.contains(char::is_whitespace) {
            return Self::At(text.to_owned());
        }
        let name = text.split_whitespace().collect::<Vec<_>>().join("-");
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        if name.chars().all(plain) { Self::Named(name) } else { Self::Said(text.to_owned()) }
    }

    /// It in words.
    #[must_use]
    pub fn told(&self) -> &str {
        match self {
            Self::Unnamed => "未注明",
            Self::Named(text) | Self::At(text) | Self::Said(text) => text,
        }
    }
}

/// What it is called: 《题名（2024年度）》.
#[must_use]
pub fn title(assessment: &Assessment) -> String {
    let ledger = &assessment.ledger;
    format!("{}（{}年度）", ledger.content.settings.title, ledger.year)
}

/// Who may read it, in words.
#[must_use]
pub fn audience(assessment: &Assessment) -> &'static str {
    match assessment.ledger.content.audience {
        Audience::Office => "内部版",
        Audience::Public => "公开版",
    }
}

/// The word on how far it has come; a draft says so.
#[must_use]
pub fn stage(imprint: &Imprint) -> String {
    let words = [imprint.stage.as_str(), if imprint.draft { "预览稿" } else { "" }];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("，")
}

/// How it is cited, after GB/T 7714.
#[must_use]
pub fn citation(assessment: &Assessment, imprint: &Imprint) -> String {
    let settings = &assessment.ledger.content.settings;
    let published = settings.published.clone().unwrap_or_else(|| chinese_date(assessment.as_of));
    let stage = Some(stage(imprint)).filter(|stage| !stage.is_empty()).map(|stage| format!("，{stage}"));
    format!(
        "{}. {}开放数据[DS]. {}{}，评价截止日{}. {published}.",
        settings.issuer,
        title(assessment),
        audience(assessment),
        stage.unwrap_or_default(),
        assessment.as_of,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_a_name_an_address_or_a_sentence() {
        let of = |text| Licence::of(Some(text));
        assert_eq!(of("CC BY 4.0"), Licence::Named("CC-BY-4.0".to_owned()));
        assert_eq!(of("https://example.org/licence"), Licence::At("https://example.org/licence".to_owned()));
        assert_eq!(of("注明出处即可使用"), Licence::Said("注明出处即可使用".to_owned()));
        assert_eq!((of("  "), Licence::of(None)), (Licence::Unnamed, Licence::Unnamed));
    }
}
