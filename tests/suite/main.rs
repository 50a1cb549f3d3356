//! One binary for all integration tests: each binary would link all of Typst.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests say what they expect")]

mod again;
mod assess;
mod beside;
mod broken;
mod browser;
mod cases;
mod chart;
mod chart_kinds;
mod chart_labels;
mod city;
mod cookbook;
mod crash;
mod data;
mod data_build;
mod desk;
mod document;
mod editing;
mod editions;
mod faults;
mod field;
mod filing;
mod form_page;
mod forms;
mod fuzz;
mod hostile;
mod init;
mod ladder;
mod law;
mod ledger_book;
mod literal;
mod live;
mod lost;
mod mail;
mod material;
mod mutation;
mod nightly;
mod ofd;
mod ofd_instead;
mod ofd_links;
mod ofd_package;
mod ofd_painter;
mod ofd_reach;
mod overview;
mod page;
mod plan;
mod plans;
mod project;
mod public;
mod reading;
mod recipe;
mod reform;
mod release;
mod rules;
#[path = "../../benches/scale.rs"]
mod scale;
mod schema;
mod seen;
mod sentence;
mod serve;
mod served;
mod shipped;
mod signing;
mod site;
mod site_browser;
mod site_since;
mod slip;
mod slips_in_forms;
mod step;
mod style;
mod template;
mod tidy;
mod verdict;
mod word;
mod word_comments;
mod word_office;
mod yaml;
mod year;
mod yearly;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
