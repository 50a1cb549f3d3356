//! The table of rules, sorted by name.

mod absent_department;
mod achievements_not_chosen;
mod block_mark;
mod broken_table;
mod byte_order_mark;
mod changed_after_sign_off;
mod circular_step;
mod comment_in_text;
mod comparator_against_kind;
mod conflicting_reports;
mod cumulative_fell;
mod cut_offs_out_of_order;
mod dangling_reference;
mod document_number_bracket;
mod duplicate_key;
mod duplicate_name;
mod duplicate_project;
mod duplicate_step;
mod duplicate_submission;
mod empty_progress;
mod event_outside_year;
mod file_encoding;
mod file_name_mismatch;
mod file_too_large;
mod font_missing;
mod font_unreadable;
mod foreign_entry;
mod half_width_mark;
mod implausible_investment;
mod implausible_jump;
mod joined_lines;
mod key_in_text;
mod late;
mod legacy_encoding;
mod list_mark;
mod lost_character;
mod low_contrast;
mod magnitude_shift;
mod misplaced_key;
mod misplaced_submission;
mod missing_explanation;
mod missing_field;
mod missing_file;
mod missing_source;
mod no_submissions;
mod not_approved;
mod not_filed;
mod not_reported;
mod not_signed;
mod number_without_indicator;
mod odd_character;
mod orphan_department;
mod out_of_range;
mod percent_for_points;
mod picture_damaged;
mod picture_missing;
mod picture_outside;
mod picture_too_large;
mod picture_type;
mod placeholder_left;
mod project_incomplete;
mod project_stage_backwards;
mod prose_number_mismatch;
mod prose_trend_mismatch;
mod range_mark;
mod raw_markup;
mod relative_year;
mod restatement;
mod sign_off_without_file;
mod status_against_steps;
mod status_contradiction;
mod step_after_target;
mod step_contradiction;
mod step_done_in_future;
mod step_moved;
mod step_overdue;
mod step_vanished;
mod straight_quote;
mod target_against_wording;
mod target_before_baseline;
mod task_without_step;
mod template_error;
mod text_too_long;
mod too_many_decimals;
mod typst_error;
mod typst_warning;
mod unchanged_text;
mod unchanged_value;
mod uncovered_character;
mod unit_mismatch;
mod unknown_achievement;
mod unknown_assignment;
mod unknown_department;
mod unknown_heading;
mod unknown_indicator;
mod unknown_key;
mod unknown_milestone;
mod unknown_rule;
mod unknown_step;
mod unknown_word;
mod unreadable_number;
mod unsettled;
mod waypoints_out_of_order;
mod wording_not_in_plan;
mod wrong_type;
mod wrong_year;
mod yaml_syntax;
mod year_range_mark;

use super::Rule;
use crate::diag::{RuleName, rules};

/// Rules whose level no project can lower: a signature that does not hold always stops a release.
pub const FIRM: [RuleName; 2] = [rules::CHANGED_AFTER_SIGN_OFF, rules::SIGN_OFF_WITHOUT_FILE];

pub use not_filed::gate;

/// Every rule, once, sorted by name; those found while reading or setting have their manual here and their code there.
pub const ALL: &[Rule] = &[
    absent_department::RULE,
    achievements_not_chosen::RULE,
    block_mark::RULE,
    broken_table::RULE,
    byte_order_mark::RULE,
    changed_after_sign_off::RULE,
    circular_step::RULE,
    comment_in_text::RULE,
    comparator_against_kind::RULE,
    conflicting_reports::RULE,
    cumulative_fell::RULE,
    cut_offs_out_of_order::RULE,
    dangling_reference::RULE,
    document_number_bracket::RULE,
    duplicate_key::RULE,
    duplicate_name::RULE,
    duplicate_project::RULE,
    duplicate_step::RULE,
    duplicate_submission::RULE,
    empty_progress::RULE,
    event_outside_year::RULE,
    file_encoding::RULE,
    file_name_mismatch::RULE,
    file_too_large::RULE,
    font_missing::RULE,
    font_unreadable::RULE,
    foreign_entry::RULE,
    half_width_mark::RULE,
    implausible_investment::RULE,
    implausible_jump::RULE,
    joined_lines::RULE,
    key_in_text::RULE,
    late::RULE,
    legacy_encoding::RULE,
    list_mark::RULE,
    lost_character::RULE,
    low_contrast::RULE,
    magnitude_shift::RULE,
    misplaced_key::RULE,
    misplaced_submission::RULE,
    missing_explanation::RULE,
    missing_field::RULE,
    missing_file::RULE,
    missing_source::RULE,
    no_submissions::RULE,
    not_approved::RULE,
    not_filed::RULE,
    not_reported::RULE,
    not_signed::RULE,
    number_without_indicator::RULE,
    odd_character::RULE,
    orphan_department::RULE,
    out_of_range::RULE,
    percent_for_points::RULE,
    picture_damaged::RULE,
    picture_missing::RULE,
    picture_outside::RULE,
    picture_too_large::RULE,
    picture_type::RULE,
    placeholder_left::RULE,
    project_incomplete::RULE,
    project_stage_backwards::RULE,
    prose_number_mismatch::RULE,
    prose_trend_mismatch::RULE,
    range_mark::RULE,
    raw_markup::RULE,
    relative_year::RULE,
    restatement::RULE,
    sign_off_without_file::RULE,
    status_against_steps::RULE,
    status_contradiction::RULE,
    step_after_target::RULE,
    step_contradiction::RULE,
    step_done_in_future::RULE,
    step_moved::RULE,
    step_overdue::RULE,
    step_vanished::RULE,
    straight_quote::RULE,
    target_against_wording::RULE,
    target_before_baseline::RULE,
    task_without_step::RULE,
    template_error::RULE,
    text_too_long::RULE,
    too_many_decimals::RULE,
    typst_error::RULE,
    typst_warning::RULE,
    unchanged_text::RULE,
    unchanged_value::RULE,
    uncovered_character::RULE,
    unit_mismatch::RULE,
    unknown_achievement::RULE,
    unknown_assignment::RULE,
    unknown_department::RULE,
    unknown_heading::RULE,
    unknown_indicator::RULE,
    unknown_key::RULE,
    unknown_milestone::RULE,
    unknown_rule::RULE,
    unknown_step::RULE,
    unknown_word::RULE,
    unreadable_number::RULE,
    unsettled::RULE,
    waypoints_out_of_order::RULE,
    wording_not_in_plan::RULE,
    wrong_type::RULE,
    wrong_year::RULE,
    yaml_syntax::RULE,
    year_range_mark::RULE,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_handle_is_the_name_of_one_rule_and_every_rule_has_one() {
        let names: Vec<RuleName> = ALL.iter().map(|rule| rule.name).collect();
        assert_eq!(names, rules::ALL);
        assert!(rules::ALL.is_sorted_by(|a, b| a < b), "a name twice");
    }

    #[test]
    fn the_table_is_sorted_and_holds_every_file() {
        let names: Vec<_> = ALL.iter().map(|rule| rule.name.as_str().replace('-', "_")).collect();
        assert!(names.is_sorted(), "{names:?}");
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|item| item.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .filter(|stem| stem != "mod")
            .collect();
        files.sort();
        assert_eq!(files, names);
    }
}
