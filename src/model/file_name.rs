//! From a name of the plan to the name of a file.

use crate::source::hash;

/// Longest name, in bytes: systems take 255, and what stands behind it needs room.
const MOST: usize = 150;

/// Names that Windows keeps for devices, whatever ending they are given.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A name of the plan, such as a department's, as the name of a file without its ending: one file, on every system and in
/// links. A name that fits stays as it is; any other is changed and gets a mark of its own, so that two names are never
/// one file.
#[must_use]
pub fn file_name(name: &str) -> String {
    let unfit = |c: char| c.is_control() || r#"/\:*?"<>|#%"#.contains(c);
    let mut fit: String = name.chars().map(|c| if unfit(c) { '_' } else { c }).collect();
    while MOST < fit.len() {
        fit.pop();
    }
    // Hidden, or a lock file of Office; an ending that Windows drops; a device.
    let stem = fit.split('.').next().unwrap_or_default().trim().to_ascii_lowercase();
    if fit.is_empty() || fit.starts_with(['.', '~', ' ']) || DEVICES.contains(&stem.as_str()) {
        fit.insert(0, '_');
    }
    if fit.ends_with(['.', ' ']) {
        fit.push('_');
    }
    if fit == name { fit } else { format!("{fit}-{}", hash(name.as_bytes()).get(..8).unwrap_or_default()) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_fits_stays_and_the_rest_becomes_one_file_each() {
        for name in ["市工业局", "市IT办", "市统计局（数据办）", "a.b"] {
            assert_eq!(file_name(name), name);
        }
        let long = ["局".repeat(60), "局".repeat(61)];
        let odd = [
            "甲/乙", "甲:乙", "甲_乙", "甲\\乙", "../乙", "..", ".", "", "/", "~$甲", "甲.", "甲 ", "NUL", "con.a",
            "甲#乙", "甲%乙",
        ];
        let names: Vec<&str> = odd.into_iter().chain(long.iter().map(String::as_str)).collect();
        let files: BTreeSet<String> = names.iter().map(|name| file_name(name)).collect();
        assert_eq!(files.len(), names.len(), "{files:?}");
        for file in files {
            assert!(!file.contains(['/', '\\', ':', '#', '%']) && !file.starts_with(['.', '~']), "{file}");
            assert!(!file.ends_with(['.', ' ']) && file.len() < 180, "{file}");
        }
    }
}
