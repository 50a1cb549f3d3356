//! The nearest known name to one that is not known.

/// Likeness from which a name may be the one meant.
const ENOUGH: f64 = 0.5;

/// Likeness of an abbreviation, `云大材料学院学生` for a longer name with these characters in this order.
const SHORTENED: f64 = 0.6;

/// The candidate most like `name`, if one is like enough to be meant.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (likeness(name, candidate), candidate))
        .filter(|(score, _)| ENOUGH <= *score)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

fn likeness(name: &str, candidate: &str) -> f64 {
    let score = strsim::normalized_damerau_levenshtein(name, candidate);
    let mut rest = candidate.chars();
    let length = name.chars().count();
    let shortened = 3 <= length && name.chars().all(|c| rest.any(|other| other == c));
    let part = 2 <= length && candidate.contains(name) && candidate.chars().count() <= 2 * length;
    if shortened || part { score.max(SHORTENED) } else { score }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_slips_and_abbreviations_and_does_not_guess() {
        let names = ["云州大学材料工程学院在校学生数", "现场会场次", "示范工厂数"];
        assert_eq!(nearest("云大材料学院学生", names), Some(names[0]));
        assert_eq!(nearest("现场会次数", names), Some("现场会场次"));
        assert_eq!(nearest("来源", ["实际值", "数据来源", "说明"]), Some("数据来源"));
        assert_eq!(nearest("专利", names), None);
        assert_eq!(nearest("人均产值", names), None);
    }
}
