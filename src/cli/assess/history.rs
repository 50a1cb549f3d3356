//! Where one indicator's values come from: the file and line of each year, who filed and signed it, who changed the line when.

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::model::{Content, Year, china_time};
use crate::pipeline::Outcome;
use crate::project::Project;
use crate::source::{FileId, Place};

/// The history of the indicator at a position of the plan, a paragraph for each year of which there is a value.
pub fn history(project: &Project, outcome: &Outcome, at: usize) -> String {
    let ledger = &outcome.assessment.ledger;
    let mut text = String::new();
    let mut unversioned = Vec::new();
    let cells = ledger.cells.get(at).map(Vec::as_slice).unwrap_or_default();
    for (year, cell) in ledger.years.iter().zip(cells).rev() {
        let Some(cell) = cell else { continue };
        let span = cell.entry.actual.as_ref().map_or(cell.entry.span, |actual| actual.span);
        let file = outcome.sources.file(span.file);
        let Place { line, .. } = file.place(span.start);
        let _ = write!(text, "\n{year}年  {}:{line}\n        {}", file.path, filed(&ledger.content, *year, span.file));
        // What a later file says stands in that file's line.
        for restated in ledger.restated.iter().filter(|restated| restated.at == at && restated.year == *year) {
            let before = restated.before.map_or_else(|| "未报".to_owned(), |before| before.to_string());
            let (said, after, reason) = (restated.said, restated.after, &restated.reason);
            let _ = write!(text, "\n        {said}年的文件调整：{before} 改为 {after}；{reason}");
        }
        match last_change(&project.root, &file.path, line) {
            Ok(change) => {
                let _ = write!(text, "\n        {change}");
            }
            Err(reason) => unversioned.push((*year, reason)),
        }
        text.push('\n');
    }
    if let Some((_, reason)) = unversioned.first() {
        let years: Vec<String> = unversioned.iter().map(|(year, _)| format!("{year}年")).collect();
        let _ = writeln!(text, "\n{}的这一行谁在什么时候改过：{reason}。", years.join("、"));
    }
    text
}

/// Who filed a file, and who signed it.
fn filed(content: &Content, year: Year, file: FileId) -> String {
    let Some(submission) = content.submissions.iter().find(|submission| submission.file == file) else {
        return String::new();
    };
    let Some(unit) = content.plan.author(submission) else { return String::new() };
    let mut said = vec![unit.name.value.clone()];
    if let Some(filing) = &submission.filing {
        said.extend(filing.contact.as_ref().map(|contact| format!("联系人 {}", contact.value)));
        said.extend(filing.phone.as_ref().map(|phone| format!("电话 {}", phone.value)));
        said.extend(filing.date.as_ref().map(|date| format!("{} 填报", date.value)));
    }
    said.push(match content.sign_off(year, &unit.name) {
        Some(signed) if *signed.hash == submission.hash => format!("{} 于 {} 签发", signed.by.value, signed.time),
        Some(signed) => format!("{} 于 {} 签发，此后有改动", signed.by.value, signed.time),
        None => "没有签发".to_owned(),
    });
    said.join("，")
}

/// Who changed a line last, when and why, as the version control tells; or why it cannot tell.
fn last_change(root: &Path, path: &str, line: usize) -> Result<String, &'static str> {
    let mut command = Command::new("git");
    let range = format!("{line},{line}");
    command
        .arg("-C")
        .arg(root)
        .args(["blame", "--porcelain", "-L", &range, "--", path])
        .stderr(Stdio::null())
        .stdin(Stdio::null());
    let output = command.output().map_err(|_| "没有 git 命令，查不到")?;
    if !output.status.success() {
        return Err("文件不在 git 的版本库里，查不到");
    }
    let told = String::from_utf8_lossy(&output.stdout);
    // Names and messages are anybody's: nothing in them steers the terminal.
    let of = |key: &str| -> String {
        let text = told.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
        text.trim().chars().filter(|c| !c.is_control()).collect()
    };
    let time = of("author-time ").parse().ok().and_then(china_time).map(|(_, minute)| minute).unwrap_or_default();
    let commit = told.get(..8).unwrap_or_default();
    if commit.bytes().all(|byte| byte == b'0') {
        return Ok("这一行改过，还没有提交到版本库".to_owned());
    }
    Ok(format!("最后改这一行：{} {time}，{}（{commit}）", of("author "), of("summary ")))
}
