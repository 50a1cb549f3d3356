//! What one method says of an indicator: a status with its working, or why it gives none.

use crate::model::{Decimal, Method, Status, Year};

/// What one method says.
#[derive(Debug, Clone, PartialEq)]
pub struct Opinion {
    /// The method.
    pub method: Method,
    /// Its status with its working, or why it gives none.
    pub grade: Result<Grade, String>,
    /// A warning that goes with the status.
    pub caution: Option<String>,
}

/// A status and how a method came to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Grade {
    /// The status, in the words of the report.
    pub status: Status,
    /// How the method came to it.
    pub working: Working,
}

/// The numbers a method works with.
#[derive(Debug, Clone, PartialEq)]
pub enum Working {
    /// Of 时序进度法: the pace; none where nothing is measured along a path.
    Linear(Option<Decimal>),
    /// Of 增速比法; none once the target is met.
    GrowthRatio(Option<GrowthRates>),
    /// Of 趋势外推法.
    Projection(Trend),
}

/// Mean yearly rates, as fractions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GrowthRates {
    /// The rate reached.
    pub reached: Decimal,
    /// The rate needed.
    pub needed: Decimal,
    /// R, the one in the direction of the target ÷ the other.
    pub ratio: Decimal,
}

/// A trend that goes on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// Mean yearly change, in the indicator's unit.
    pub mean: Decimal,
    /// Value at the target year.
    pub projected: Decimal,
    /// Share of the remaining way that would be missed; none once the target is met.
    pub missed: Option<Decimal>,
    /// The year in which the target is met; none if never, or if it is met already.
    pub reached: Option<Year>,
}

impl Working {
    /// The figure that the cut-offs of the method are for; none where none was needed.
    #[must_use]
    pub fn figure(&self) -> Option<Decimal> {
        match self {
            Self::Linear(pace) => *pace,
            Self::GrowthRatio(rates) => rates.map(|rates| rates.ratio),
            Self::Projection(trend) => trend.missed,
        }
    }
}

impl Opinion {
    /// A method that gives no status.
    pub fn refusal(method: Method, why: impl Into<String>) -> Self {
        Self { method, grade: Err(why.into()), caution: None }
    }
}

/// Whether two statuses say the same of an indicator: on its way, behind, or going back. One that is open contradicts none.
#[must_use]
pub fn agree(one: Status, other: Status) -> bool {
    let back = |status: Status| status == Status::Regressed;
    one.open() || other.open() || (one.good() == other.good() && back(one) == back(other))
}
