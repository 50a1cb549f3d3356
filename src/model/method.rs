//! The methods of judging, with their numbers: what a formula cuts off by is what an appendix prints.

use super::{Decimal, Status, choice};

choice! {
    /// A method of judging.
    Method "方法" {
        /// Share of the way done against the time gone, by the cut-offs of the settings; the default.
        Linear = "时序进度法",
        /// Ratio of growth rates: R = d·g ÷ |G|, with the mean yearly rates g reached and G needed (Statistics Canada, as
        /// coded in Open SDG).
        GrowthRatio = "增速比法",
        /// Projection of the mean of the last yearly changes: the part of the remaining way that would be missed (German
        /// sustainable development strategy).
        Projection = "趋势外推法",
    }
}

/// Where one status of the pace ends and the next begins, as the settings say it; shares of the expected progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaceCutOffs {
    /// At or above: 快于时序.
    pub ahead: Decimal,
    /// At or above: 符合时序.
    pub on_pace: Decimal,
    /// At or above: 略滞后; below: 滞后.
    pub behind: Decimal,
}

impl Default for PaceCutOffs {
    /// 0.95, 0.60 and 0 are Statistics Canada's, applied here to a straight line; 1.05 is ours.
    fn default() -> Self {
        Self { ahead: Decimal::new(105, 2), on_pace: Decimal::new(95, 2), behind: Decimal::new(60, 2) }
    }
}

/// Which figures of a method have a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// This figure and all above it.
    AtLeast(Decimal),
    /// Everything below this figure.
    Below(Decimal),
    /// This figure and all below it.
    AtMost(Decimal),
    /// Everything above this figure.
    Above(Decimal),
}

/// A status and the figures it begins at; an earlier cut-off goes before a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CutOff {
    /// The status.
    pub status: Status,
    /// Its figures.
    pub bound: Bound,
}

impl Method {
    /// How far back a projection looks, in years.
    pub const WINDOW: u8 = 5;

    /// Fewest points of a trend that is projected.
    pub const FEWEST: u8 = 4;

    /// Its name in code and data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::GrowthRatio => "growth-ratio",
            Self::Projection => "projection",
        }
    }

    /// Its version, raised whenever a formula or a number changes.
    #[must_use]
    pub fn version(self) -> &'static str {
        match self {
            Self::Linear | Self::GrowthRatio | Self::Projection => "1.1",
        }
    }

    /// Where it is from.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::Linear => "本报告；下三档的分界参照加拿大统计局",
            Self::GrowthRatio => "加拿大统计局（Open SDG 的程序）",
            Self::Projection => "德国可持续发展战略",
        }
    }

    /// Where its statuses end, from the best on, in what it measures: pace, R, or the share of the way that is missed.
    #[must_use]
    pub fn cut_offs(self, settings: &PaceCutOffs) -> Vec<CutOff> {
        use Bound::{Above, AtLeast, AtMost, Below};
        let table = match self {
            Self::Linear => vec![
                (Status::Ahead, AtLeast(settings.ahead)),
                (Status::OnPace, AtLeast(settings.on_pace)),
                (Status::SlightlyBehind, AtLeast(settings.behind)),
                (Status::Behind, AtLeast(Decimal::ZERO)),
                (Status::Regressed, Below(Decimal::ZERO)),
            ],
            Self::GrowthRatio => vec![
                (Status::OnPace, AtLeast(Decimal::new(95, 2))),
                (Status::SlightlyBehind, AtLeast(Decimal::new(60, 2))),
                (Status::Behind, AtLeast(Decimal::ZERO)),
                (Status::Regressed, Below(Decimal::ZERO)),
            ],
            // Which way a trend goes is no matter of degree: the wrong way is 倒退 whatever it misses.
            Self::Projection => vec![
                (Status::OnPace, Below(Decimal::new(5, 2))),
                (Status::SlightlyBehind, AtMost(Decimal::new(20, 2))),
                (Status::Behind, Above(Decimal::new(20, 2))),
            ],
        };
        table.into_iter().map(|(status, bound)| CutOff { status, bound }).collect()
    }

    /// The status of a figure.
    #[must_use]
    pub fn status(self, figure: Decimal, settings: &PaceCutOffs) -> Status {
        let cut_offs = self.cut_offs(settings);
        let own = cut_offs.iter().find(|cut_off| cut_off.bound.holds(figure));
        own.map_or(Status::Unassessable, |cut_off| cut_off.status)
    }
}

impl Bound {
    /// Whether a figure is within it.
    #[must_use]
    pub fn holds(self, figure: Decimal) -> bool {
        match self {
            Self::AtLeast(own) => own <= figure,
            Self::Below(own) => figure < own,
            Self::AtMost(own) => figure <= own,
            Self::Above(own) => own < figure,
        }
    }

    /// The figure it begins or ends at.
    #[must_use]
    pub fn figure(self) -> Decimal {
        match self {
            Self::AtLeast(own) | Self::Below(own) | Self::AtMost(own) | Self::Above(own) => own,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Choice;

    #[test]
    fn the_cut_offs_of_a_method_leave_no_figure_without_a_status() {
        for &(name, method) in Method::WORDS {
            let cut_offs = method.cut_offs(&PaceCutOffs::default());
            let least = Decimal::new(1, 9);
            let near = cut_offs.iter().flat_map(|own| [-least, Decimal::ZERO, least].map(|by| own.bound.figure() + by));
            for figure in near.chain([Decimal::MIN, Decimal::MAX]) {
                assert!(cut_offs.iter().any(|own| own.bound.holds(figure)), "{figure} of {name}");
            }
        }
    }

    #[test]
    fn a_status_begins_and_ends_exactly_at_its_cut_off() {
        let status = |method: Method, figure: &str| method.status(figure.parse().unwrap(), &PaceCutOffs::default());
        let growth = ["0.95", "0.9499", "0.60", "0.5999", "0", "-0.0001"].map(|n| status(Method::GrowthRatio, n));
        let (pace, slow, behind, back) = (Status::OnPace, Status::SlightlyBehind, Status::Behind, Status::Regressed);
        assert_eq!(growth, [pace, slow, slow, behind, behind, back]);
        let projection = ["-1", "0.0499", "0.05", "0.20", "0.2001"].map(|n| status(Method::Projection, n));
        assert_eq!(projection, [pace, pace, slow, slow, behind]);
        assert_eq!(["1.05", "1.0499", "-0.01"].map(|n| status(Method::Linear, n)), [Status::Ahead, pace, back]);
    }
}
