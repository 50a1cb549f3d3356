//! highland builds a city's 科创高地建设年度报告 from its plan and the departments' yearly submissions.

pub mod source;
pub mod diag;
pub mod model;
pub mod project;
pub mod load;
pub mod check;
pub mod assess;
pub mod chart;
pub mod compose;
pub mod typeset;
pub mod output;
pub mod pipeline;
pub mod cli;
