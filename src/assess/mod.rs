//! The ledger judged: expected values, statuses, roll-ups and the composite index. No clock, no disk.

mod assessment;
mod change;
mod contradiction;
mod course;
mod duty;
mod facts;
mod fund;
mod growth_ratio;
mod index;
mod interim;
mod judge;
mod linear;
mod node;
mod opinion;
mod path;
mod project;
mod projection;
mod rollup;
mod steps;
mod verdict;

pub use assessment::{Assessment, Row, assess};
pub use change::{Change, YearChanges};
pub use course::Course;
pub use duty::Duty;
pub use facts::Facts;
pub use fund::Spending;
pub use index::{AreaIndex, Index};
pub use interim::InterimFiling;
pub use judge::judge;
pub use node::shown_node;
pub use opinion::{Grade, GrowthRates, Opinion, Trend, Working, agree};
pub use path::share_of_time;
pub use project::{INVESTMENT_UNIT, Reported, by_stage, invested, shown};
pub use rollup::{Group, Grouping, Rollup, fraction, shares};
pub use steps::StepPlace;
pub use verdict::Verdict;
