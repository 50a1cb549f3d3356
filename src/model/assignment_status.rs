//! The status of an assignment in a year: its department's word on it, or that there is none.

use super::{Choice, Progress, ProgressStatus, Status};

/// The status of an assignment in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignmentStatus {
    /// Its department's word.
    Said(ProgressStatus),
    /// Its department gave none.
    NotReported,
}

impl AssignmentStatus {
    /// Every status, in the order tables have them.
    pub fn all() -> impl Iterator<Item = Self> {
        ProgressStatus::WORDS.iter().map(|&(_, word)| Self::Said(word)).chain([Self::NotReported])
    }

    /// The status of what was reported, if anything was.
    #[must_use]
    pub fn of(progress: Option<&Progress>) -> Self {
        let word = progress.and_then(|progress| progress.status.as_ref());
        word.map_or(Self::NotReported, |word| Self::Said(word.value))
    }

    /// The word people read.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Said(word) => word.word(),
            Self::NotReported => Status::NotReported.word(),
        }
    }

    /// The status of an indicator that stands as well.
    #[must_use]
    pub fn status(self) -> Status {
        match self {
            Self::Said(word) => word.status(),
            Self::NotReported => Status::NotReported,
        }
    }

    /// Whether its department says that it is done or goes as planned.
    #[must_use]
    pub fn good(self) -> bool {
        self.status().good()
    }

    /// Whether somebody has to look after it: at risk, behind, or nothing said.
    #[must_use]
    pub fn risky(self) -> bool {
        !self.good()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_at_risk_behind_or_silent_has_to_be_looked_after() {
        let risky: Vec<&str> = AssignmentStatus::all().filter(|own| own.risky()).map(AssignmentStatus::word).collect();
        assert_eq!(risky, ["有风险", "滞后", "未报送"]);
    }

    #[test]
    fn every_status_is_good_behind_or_open_and_never_two_of_them() {
        for &(word, status) in Status::WORDS {
            let asked = [status.good(), status.behind(), status.open()];
            assert_eq!(asked.into_iter().filter(|yes| *yes).count(), 1, "{word}");
            assert!(status.behind() || !status.grave(), "{word}");
        }
    }
}
