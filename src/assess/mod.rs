//! The ledger judged: expected values, statuses, roll-ups and the composite index. No clock, no disk.

mod change;
mod duty;
mod index;
mod opinion;
mod path;
mod project;
mod rollup;
mod share;
mod verdict;

pub use change::Change;
pub use duty::Duty;
pub use index::{AreaIndex, Index};
pub use opinion::{GROWTH_RATIO, Opinion, Outcome, PROJECTION, agree};
pub use path::share_of_time;
pub use project::{INVESTMENT_UNIT, Reported, by_stage, invested};
pub use rollup::{Assessment, Rollup, Row, assess};
pub use share::{By, Group, fraction, shares};
pub use verdict::{Facts, LINEAR, METHODS, Method, Verdict, judge};
