//! A report released: what has to hold before, what is frozen, and how it is verified afterwards.

mod compare;
mod comparison;
mod folder;
mod freeze;
mod gate;
mod pages;
mod said;
mod signed;
mod state;
mod telling;
mod text_diff;
mod verify;

pub use compare::{Compared, compare};
pub use comparison::{Comparison, Item, UnitChanges};
pub use folder::{Releases, Sums};
pub use freeze::{Asked, Frozen, Told, release};
pub use gate::permissible;
pub use gate::{Permit, obstacles};
pub use said::{SAID, before};
pub use signed::{keep, signed};
pub use state::{State, state};
pub use text_diff::text_diff;
pub use verify::{Differences, Rebuilt, rebuild, verify};
