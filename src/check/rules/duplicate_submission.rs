//! Two files of one year report for the same department.

use crate::check::rule::{Rule, Scope, finding};
use crate::diag::{Diagnostic, Level};
use crate::model::{Content, Year};

/// See the module.
pub const RULE: Rule = Rule {
    name: "duplicate-submission",
    level: Level::Error,
    summary: "同一年度有两个文件为同一个单位报送。",
    scope: Scope::Year(run),
};

fn run(content: &Content, year: Year, found: &mut Vec<Diagnostic>) {
    let all: Vec<_> = content.of_year(year).collect();
    for (at, (name, submission)) in all.iter().enumerate() {
        let Some((_, first)) = all[..at].iter().find(|(other, _)| other == name) else { continue };
        if let (Some(here), Some(there)) = (&submission.department, &first.department) {
            found.push(
                finding(format!("「{name}」在 {year} 年有两个报送文件，只采用第一个。"))
                    .at(here.span)
                    .label(there.span, "第一个文件")
                    .help("合并成一个文件，或改正其中一个的「单位」。")
                    .of(*name),
            );
        }
    }
}
