//! A verdict: one indicator's status in one year, with the numbers that went into it and what other methods say.

use super::opinion::{Grade, Opinion, agree};
use crate::model::{Decimal, Method, PaceCutOffs, Status};

/// A status and how it came about. Shares are fractions: 0.8 is 80 %.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The status.
    pub status: Status,
    /// The method that gave it.
    pub method: Method,
    /// Value judged, in the indicator's unit.
    pub actual: Option<Decimal>,
    /// Value the path starts from.
    pub start: Option<Decimal>,
    /// Value the path asks for at the date.
    pub expected: Option<Decimal>,
    /// Share of the way done, (y−y0)/(yT−y0).
    pub done: Option<Decimal>,
    /// Share of the way the path asks for at the date.
    pub due: Option<Decimal>,
    /// Pace, `done` ÷ `due`.
    pub pace: Option<Decimal>,
    /// 完成率 ([`crate::model::Aim::completion`]).
    pub completion: Option<Decimal>,
    /// What the index counts, as a share: the completion, or the last one that was reported; none of what cannot be judged.
    pub counted: Option<Decimal>,
    /// Whether that is of an earlier year, or nothing, because this year's value was owed and not reported.
    pub carried: bool,
    /// Why there is no better status, where there is a reason to give.
    pub reason: Option<String>,
    /// The status that was computed, where another one was set by hand; with the reason and who decided.
    pub computed: Option<(Status, String, String)>,
    /// What the method gave, where it is not 时序进度法.
    pub chosen: Option<Grade>,
    /// What other methods say of the same figures.
    pub opinions: Vec<Opinion>,
}

impl Verdict {
    /// Whether it is so far behind that its department has to explain it; what is promised every year as far as any other.
    #[must_use]
    pub fn needs_a_word(&self, cut_offs: &PaceCutOffs) -> bool {
        let far = || self.completion.is_none_or(|share| share < cut_offs.behind);
        self.status.grave() || (self.status == Status::Missed && far())
    }

    /// The verdict where nothing was reported and nothing more is known.
    #[must_use]
    pub fn unreported() -> Self {
        Self {
            status: Status::NotReported,
            method: Method::Linear,
            actual: None,
            start: None,
            expected: None,
            done: None,
            due: None,
            pace: None,
            completion: None,
            counted: None,
            carried: false,
            reason: None,
            computed: None,
            chosen: None,
            opinions: Vec::new(),
        }
    }

    /// Whether another method would say something else: on its way against behind, behind against going back.
    #[must_use]
    pub fn depends_on_method(&self) -> bool {
        self.opinions.iter().filter_map(|o| o.grade.as_ref().ok()).any(|other| !agree(self.status, other.status))
    }
}
