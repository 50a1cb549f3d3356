//! Every night a preview that nobody watches: built apart, published whole, compared with the one before.

mod digest;
mod heartbeat;
mod index;
mod lock;
mod night;
mod notify;
mod store;
mod summary;

pub use heartbeat::{FILE as HEARTBEAT, Health, Heartbeat, health};
pub use index::web_page;
pub use night::{NightOutcome, Nightly, run};
pub use summary::{Headline, NightStatus};
