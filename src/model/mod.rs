//! The plan, the submissions and the ledger as plain data; behaviour is the grammar of each type and no more.

mod choice;
mod content;
pub mod field;
mod ledger;
mod period;
mod plan;
mod quantity;
mod settings;
mod submission;
mod word;

pub use choice::Choice;
pub(crate) use choice::choice;
pub use content::{Content, Picture};
pub use ledger::{Cell, Ledger, Restated, join};
pub use period::{Date, Year, china_time, chinese_date, days_between, guess_date, guess_year, parse_date, year_end};
pub use plan::{
    Amendment, Area, Assignment, Baseline, Body, Department, Exempt, Indicator, Milestone, Passage, Plan, PlanHead,
    Policy, Target, Task,
};
pub use quantity::{Decimal, Quantity, QuantityError, Unit, round};
pub use settings::{CutOffs, Look, Override, Rgb, Settings};
pub use submission::{Case, Entry, Event, Filing, Judged, Progress, Project, Prose, Revision, SignOff, Submission};
pub use word::{
    Answer, Appraisal, Assess, Comparator, Face, Force, Gravity, Judgement, Kind, Nature, Origin, ProgressStatus, Role,
    Stage, Way, Workflow,
};
