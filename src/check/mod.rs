//! Rules over what was read: each in one file of `rules/`, all in one table.

mod rule;
pub mod rules;

pub use rule::{Rule, Scope, check};
