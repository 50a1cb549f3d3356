//! Rules over what was read: each in one file of `rules/`, all in one table.

mod driver;
mod figure;
mod filed_light;
mod mention;
mod passage;
mod plan_number;
mod proofread;
mod rule;
pub mod rules;

pub use driver::check;
pub use rule::{Rule, Scene, Scope};
