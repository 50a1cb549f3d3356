//! The department's and the secretariat's desk: what is owed, what is open, and the file to fill in.

mod cockpit;
mod form;
mod handbook;
mod passage;
mod record;
mod reference;
mod reminder;
mod skeleton;
mod snapshot;
mod verdicts;

pub use cockpit::{Cockpit, Row, State, Today, Totals, cockpit, state_of};
pub use form::{escaped, json, json_of, markdown, table};
pub use handbook::{catalogue, handbook, manual};
pub use passage::{Passage, passages};
pub use record::{Changes, Record, TextChange, record};
pub use reminder::{Point, SECRETARIAT, points, reminder};
pub use skeleton::skeleton;
pub use snapshot::{Difference, Line, Snapshot, snapshot, told, words};
pub use verdicts::{Layout, changed, grouped, records};
