//! The table of rules, sorted by name.

mod dangling_reference;
mod duplicate_submission;
mod empty_progress;
mod file_name_mismatch;
mod foreign_entry;
mod not_approved;
mod not_reported;
mod number_without_indicator;
mod unit_mismatch;
mod unknown_assignment;
mod unknown_department;
mod unknown_indicator;
mod unknown_milestone;
mod wording_not_in_plan;
mod wrong_year;

use super::Rule;

/// Every rule, once, sorted by name; findings of `load`, `compose` and `typeset` have names of their own.
pub const ALL: &[Rule] = &[
    dangling_reference::RULE,
    duplicate_submission::RULE,
    empty_progress::RULE,
    file_name_mismatch::RULE,
    foreign_entry::RULE,
    not_approved::RULE,
    not_reported::RULE,
    number_without_indicator::RULE,
    unit_mismatch::RULE,
    unknown_assignment::RULE,
    unknown_department::RULE,
    unknown_indicator::RULE,
    unknown_milestone::RULE,
    wording_not_in_plan::RULE,
    wrong_year::RULE,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_holds_every_file() {
        let names: Vec<_> = ALL.iter().map(|rule| rule.name.replace('-', "_")).collect();
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
