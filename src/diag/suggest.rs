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
        .filter(|(score, candidate)| ENOUGH <= *score && !opposite(name, candidate))
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

/// “是不是「…」？” with the candidate most like `name`; empty if none is like enough.
#[must_use]
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, candidates).map(|near| format!("是不是「{near}」？")).unwrap_or_default()
}

/// Whether one of two words denies the other: 未完成 is not 已完成.
fn opposite(name: &str, candidate: &str) -> bool {
    let denied = |word: &str| word.starts_with(['未', '不', '非', '无']);
    denied(name) != denied(candidate)
}

fn likeness(name: &str, candidate: &str) -> f64 {
    if name.to_lowercase() == candidate.to_lowercase() {
        return 1.0;
    }
    // What is much longer or shorter is unlike whatever its letters are: it is not looked at letter by letter.
    let (own, other) = (name.chars().count(), candidate.chars().count());
    let far = own.max(other) < 2 * own.abs_diff(other);
    let score = if far { 0.0 } else { strsim::normalized_damerau_levenshtein(name, candidate) };
    // Of two characters one in common says little: 完工 is not 开工, 状况 may well be 状态.
    let unlike = own <= 2 && name.chars().next() != candidate.chars().next();
    let score = if unlike { 0.0 } else { score };
    let mut rest = candidate.chars();
    // Latin letters stand in some order in everything.
    let shortened = 3 <= own && !name.is_ascii() && name.chars().all(|c| rest.any(|other| other == c));
    let part = 2 <= own && candidate.contains(name) && other <= 2 * own;
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
        assert_eq!(nearest("2.1.1A", ["2.1.1b", "2.1.1a"]), Some("2.1.1a"));
        assert_eq!(nearest("未完成", ["已完成", "滞后"]), None);
        assert_eq!(nearest("状况", ["年度", "状态"]), Some("状态"));
        assert_eq!(nearest("完工", ["竣工", "开工"]), None);
    }
}
