//! Previews: at the desk, in a browser that follows every saved file; and every night.

mod answer;
mod board;
mod board_view;
mod clock;
mod compared;
mod edit;
mod fault;
pub mod nightly;
mod origin;
pub mod overview;
mod server;
mod site;
mod watcher;

pub use board::{Board, Desk};
pub use clock::{Moment, changed, now};
pub use compared::compared;
pub use edit::{Editor, Wish};
pub use origin::{Origin, Origins, Pointed};
pub use server::{Listen, serve};
pub use watcher::Watcher;
