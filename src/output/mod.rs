//! What is written to disk: whole or not at all, and with a manifest of what it was made from.

mod atomic;
mod manifest;

pub use atomic::write;
pub use manifest::Manifest;
