//! Previews: at the desk, in a browser that follows every saved file; and every night.

mod board;
mod clock;
mod fault;
pub mod nightly;
mod origin;
mod server;
mod told;
mod watcher;

pub use board::{Board, Desk};
pub use clock::{changed, now};
pub use origin::{Origin, Origins, Pointed};
pub use server::{Listen, serve};
pub use watcher::Watcher;
