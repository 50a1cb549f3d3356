//! Every night a preview that nobody watches: built apart, published whole, compared with the one before.

mod digest;
mod freeze;
mod heartbeat;
mod index;
mod lock;
mod night;
mod notify;
mod parts;
mod sheet;
mod store;

pub use heartbeat::{Health, health};
pub use night::{Nightly, Outcome, run};
pub use sheet::Status;
