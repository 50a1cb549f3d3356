//! The department's and the secretariat's desk: what is owed, what is open, and the file to fill in.

mod aligned;
mod carried;
mod cockpit;
mod cockpit_form;
mod escape;
mod filed_text;
mod handbook;
mod point;
mod record;
mod reference;
mod reminder;
mod skeleton;
mod snapshot;
mod step_point;
mod step_state;
mod step_table;
mod verdicts;

pub use aligned::aligned;
pub use cockpit::{Cockpit, Row, State, Today, Totals, cockpit, state_of};
pub use cockpit_form::{cockpit_json, cockpit_markdown, cockpit_table, row_json};
pub use escape::{escaped, harmless, hidden, plain};
pub use filed_text::{FiledText, filed_texts};
pub use handbook::{PICTURES, catalogue, handbook, manual, recipes};
pub use point::{Point, SECRETARIAT, points};
pub use record::{Changes, Record, TextChange, record};
pub use reminder::reminder;
pub use skeleton::{known, last_value, skeleton};
pub use snapshot::{Difference, Line, Snapshot, snapshot, told, words};
pub use step_point::{StepPoint, StepTally, light};
pub use step_state::{StepState, StepTurn, carried_on, step_states, turned};
pub use step_table::step_table;
pub use verdicts::{VerdictsForm, changed, grouped, records};
