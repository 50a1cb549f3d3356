//! highland builds a city's yearly report from its plan and the departments' submissions.
//!
#![doc = include_str!("../ARCHITECTURE.md")]

pub mod threads;

pub mod source;

pub mod diag;

pub mod model;

pub mod style;

pub mod project;

pub mod git;

pub mod load;

pub mod check;

pub mod assess;

pub mod chart;

pub mod document;

pub mod compose;

pub mod write;

pub mod site;

pub mod edition;

pub mod typeset;

pub mod ofd;

pub mod desk;

pub mod schema;

pub mod comments;

pub mod drafting;

pub mod data;

pub mod output;

pub mod pipeline;

pub mod forms;

pub mod release;

pub mod preview;

pub mod cli;
