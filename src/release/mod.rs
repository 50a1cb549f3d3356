//! A report released: what has to hold before, what is frozen, and how it is verified afterwards.

mod compare;
mod folder;
mod freeze;
mod gate;
mod state;
mod verify;

pub use compare::{Comparison, compare, text_diff};
pub use folder::{Releases, Sums};
pub use freeze::{Asked, Frozen, Told, release};
pub use gate::permissible;
pub use gate::{Permit, obstacles};
pub use state::{State, state};
pub use verify::{Differences, Rebuilt, rebuild, verify};
