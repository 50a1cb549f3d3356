//! A key that is written twice in one mapping.

use std::collections::BTreeMap;

use super::misplaced::place;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::model::field::Mapping;
use crate::source::{Pair, Span};

/// The first pair of each key, in order; a key written again is a finding. What the pairs are is declared, unless their
/// keys are names.
pub fn first_of_each<'n>(
    what: &str,
    pairs: &'n [Pair],
    mapping: Option<&Mapping>,
    diags: &mut Diagnostics,
) -> Vec<&'n Pair> {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let mut kept = Vec::new();
    for pair in pairs {
        let Some(&first) = seen.get(pair.key.value.as_str()) else {
            seen.insert(&pair.key.value, pair.key.span);
            kept.push(pair);
            continue;
        };
        let listed = mapping.and_then(place).is_some_and(|place| place.listed);
        let help = if listed {
            "有几项的，每一项前面都要有「- 」；确是重复的，删去一处。"
        } else {
            "确是重复的，删去一处；是另一项的内容，检查它上面的名称或编号那一行的缩进。"
        };
        let message = format!("{what}里的「{}」写了两次，以第一次为准。", pair.key.value);
        let found = Diagnostic::error(rules::DUPLICATE_KEY, message).at(pair.key.span);
        diags.push(found.label(first, "第一次写在这里").help(help));
    }
    kept
}
