//! Every night a preview that nobody watches: built apart, published whole, compared with the one before.

mod digest;
mod freeze;
mod heartbeat;
mod index;
mod lock;
mod night;
mod notify;
mod parts;
mod store;
mod summary;

pub use heartbeat::{Health, health};
pub use night::{NightOutcome, Nightly, run};
pub use summary::NightStatus;
