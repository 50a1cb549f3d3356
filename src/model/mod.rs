//! The plan, the submissions and the ledger as plain data; behaviour is the grammar of each type and no more.

mod assignment_status;
mod audience;
mod calendar;
mod choice;
mod content;
pub mod field;
mod file_name;
mod in_year;
mod ledger;
mod lookup;
mod method;
mod names;
mod period;
mod plan;
mod prose;
mod public;
mod quantity;
mod settings;
mod step;
mod submission;
mod target;
mod terms;
mod word;

pub use assignment_status::AssignmentStatus;
pub use audience::Audience;
pub use calendar::Period;
pub use choice::Choice;
pub(crate) use choice::choice;
pub use content::{Content, Picture};
pub use file_name::file_name;
pub use ledger::{Cell, Ledger, Restated, join};
pub use method::{Bound, CutOff, Method, PaceCutOffs};
pub use names::{Names, Owed};
pub use period::{
    Date, Year, china_time, chinese_count, chinese_date, days_after, days_between, guess_date, guess_year, parse_date,
    year_end,
};
pub use plan::{
    Area, Assignment, Baseline, Body, Department, Exempt, Indicator, Milestone, Plan, PlanHead, Policy, Quotation,
    Reform, Task,
};
pub use prose::Prose;
pub use public::{PUBLIC_AWAY, PUBLIC_REGRESSED};
pub use quantity::{Decimal, Quantity, QuantityError, Unit, printed, round};
pub use settings::{Heading, OfficeStyle, Override, Rgb, Settings, YearSettings};
pub use step::{Interim, Step, Steps, Update};
pub use submission::{
    Case, Entry, Event, Filing, Fund, Judged, MajorProject, Peer, Progress, Request, Revision, SignOff, Submission,
};
pub use target::{Aim, Amendment, Due, Target};
pub use terms::{Responsible, Term, Terms};
pub use word::{
    Answer, Appraisal, BodyType, Comparator, Direction, EditionStage, Face, Force, Frequency, Gravity, Judgement, Kind,
    Light, Nature, Openness, Origin, ProgressStatus, Property, Quarter, RangeForce, Role, Stage, Status, Weight,
    Workflow,
};
