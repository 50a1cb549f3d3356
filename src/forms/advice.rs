//! What a finding says to do in a file, said of the cells of a form.

use super::layout::sheets;
use crate::model::field::submission::{Entry, Submission};

/// Words that stand for what is to be written, not for itself.
const FILLED: [&str; 6] = ["", "…", "数字", "时间", "原因", "…亿元"];

/// The advice as it is followed in a form, where nobody sees keys and colons.
#[must_use]
pub fn in_form(help: &str) -> String {
    let mut told = String::new();
    let mut rest = help.strip_prefix("改用长写法，").unwrap_or(help);
    while let Some((before, behind)) = rest.split_once('「') {
        let Some((quoted, behind)) = behind.split_once('」') else { break };
        told.push_str(before);
        rest = behind;
        let colon = quoted.split_once(':').map(|(key, value)| (key.trim(), value.trim()));
        match colon {
            // 在「指标:」下面补上「甲: 数字」: a row of the sheet; 在「2.1.1:」下面补上「状态: …」: a cell of the row.
            Some((owner, "")) if told.ends_with('在') && ["下面", "后面"].iter().any(|word| rest.starts_with(word)) =>
            {
                let row = if is_sheet(owner) { format!("「{owner}」表") } else { format!("「{owner}」一行") };
                told.push_str(&row);
                if let Some(behind) = rest.strip_prefix("下面补上「")
                    && let Some((quoted, behind)) = behind.split_once('」')
                {
                    let (key, value) = quoted.split_once(':').unwrap_or((quoted, ""));
                    let (key, value) = (key.trim(), value.trim());
                    told.extend([match (is_column(key), FILLED.contains(&value)) {
                        (true, true) => format!("的「{key}」一格填写"),
                        (true, false) => format!("的「{key}」一格写「{value}」"),
                        (false, _) if value.is_empty() => format!("填写「{key}」一行"),
                        (false, _) => format!("「{key}」一行的「{}」一格写{value}", Entry::ACTUAL.key),
                    }]);
                    rest = behind;
                } else if let Some(behind) = rest.strip_prefix("后面写数字") {
                    told.extend(["的「", Entry::ACTUAL.key, "」一格写数字"]);
                    rest = behind;
                }
            }
            Some((key, value)) if is_column(key) => {
                let verb = ["改成", "补写", "补上", "加上", "写回", "写", "加", "在"]
                    .into_iter()
                    .find(|verb| told.ends_with(verb));
                told.truncate(told.len() - verb.map_or(0, str::len));
                let literal = !FILLED.contains(&value);
                told.extend([match (verb, literal) {
                    (Some("改成"), true) => format!("把「{key}」一格改成「{value}」"),
                    (_, true) => format!("在「{key}」一格写「{value}」"),
                    (Some("在"), false) if value.is_empty() => format!("在「{key}」一格"),
                    (_, false) => format!("在「{key}」一格写{}", if value == "…" { "明" } else { value }),
                }]);
                rest = rest.strip_prefix("后").unwrap_or(rest);
            }
            _ => told.extend(["「", quoted, "」"]),
        }
    }
    told + rest
}

/// Whether a key is that of a sheet.
fn is_sheet(key: &str) -> bool {
    sheets().iter().any(|sheet| sheet.title == key)
}

/// Whether a key is that of a cell.
fn is_column(key: &str) -> bool {
    key == Submission::WORKFLOW.key || sheets().iter().any(|sheet| sheet.columns.iter().any(|field| field.key == key))
}

#[cfg(test)]
mod tests {
    use super::in_form;

    #[test]
    fn advice_names_cells_and_no_keys() {
        for (help, told) in [
            ("在「指标:」下面补上「示范工厂数: 数字」。", "在「指标」表「示范工厂数」一行的「实际值」一格写数字。"),
            ("在「示范工厂数:」后面写数字。", "在「示范工厂数」一行的「实际值」一格写数字。"),
            ("在「2.1.1:」下面补上「状态: …」。", "在「2.1.1」一行的「状态」一格填写。"),
            ("在「任务:」下面补上「2.1.1:」及其状态和进展。", "在「任务」表填写「2.1.1」一行及其状态和进展。"),
            ("单位负责人审定后，改成「状态: 已审定」。", "单位负责人审定后，把「状态」一格改成「已审定」。"),
            ("改用长写法，在「说明: 」后写明原因和下一步措施。", "在「说明」一格写明原因和下一步措施。"),
            (
                "做到了的补写「完成: 时间」；改时限的，写新的「时限」。",
                "做到了的在「完成」一格写时间；改时限的，写新的「时限」。",
            ),
            (
                "加上「原时限: 2025-03」，并在「说明」里写原因。",
                "在「原时限」一格写「2025-03」，并在「说明」里写原因。",
            ),
            ("只写一个确定的数字，例如 28；“约”写到「说明」里。", "只写一个确定的数字，例如 28；“约”写到「说明」里。"),
            ("没有合上的「引号", "没有合上的「引号"),
        ] {
            assert_eq!(in_form(help), told);
        }
    }
}
