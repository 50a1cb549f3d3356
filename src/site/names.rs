//! Names of pages: numbers of the plan where they can stand in an address, else counted.

use std::collections::BTreeSet;

/// Longest number that becomes a name.
const LONGEST: usize = 40;

/// A name for each of these keys, all different, whatever they are.
#[must_use]
pub fn names(keys: &[&str]) -> Vec<String> {
    let plain = |key: &&str| {
        let known = key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
        known && key.starts_with(|c: char| c.is_ascii_digit()) && !key.ends_with('.') && key.len() <= LONGEST
    };
    // File systems that know no capitals would take two for one.
    let different: BTreeSet<String> = keys.iter().map(|key| key.to_ascii_lowercase()).collect();
    if keys.iter().all(plain) && different.len() == keys.len() {
        return keys.iter().map(|key| (*key).to_owned()).collect();
    }
    (1..=keys.len()).map(|n| n.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_plan_are_names_and_whatever_is_no_address_is_counted() {
        assert_eq!(names(&["2.1.1", "2.1.2"]), ["2.1.1", "2.1.2"]);
        for odd in [["一", "二"], ["1", "1"], ["1a", "1A"], ["../1", "2"], ["1", ""], ["1.", "2"], ["con", "2"]] {
            assert_eq!(names(&odd), ["1", "2"], "{odd:?}");
        }
    }
}
