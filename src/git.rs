//! What the version control knows of files, asked through its own command: a library for it costs a hundred crates.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::model::china_time;

/// A folder that may stand under version control.
#[derive(Debug, Clone, Copy)]
pub struct Git<'a> {
    root: &'a Path,
}

/// Why nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// The machine has no such command.
    Missing,
    /// It refuses: the folder is not under version control, or there is nothing of that name.
    Refused,
}

/// Who changed a line last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChange {
    /// Who; empty if it is not committed yet.
    pub author: String,
    /// When, by China's clocks, to the minute.
    pub time: String,
    /// What the commit says.
    pub summary: String,
    /// The commit's name, shortened.
    pub commit: String,
}

impl<'a> Git<'a> {
    /// Of a folder.
    #[must_use]
    pub fn at(root: &'a Path) -> Self {
        Self { root }
    }

    /// What a command prints.
    ///
    /// # Errors
    /// There is no such command, or it refuses.
    pub fn ask(&self, args: &[&str]) -> Result<Vec<u8>, Unknown> {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.root).args(args).stderr(Stdio::null()).stdin(Stdio::null());
        let output = command.output().map_err(|_| Unknown::Missing)?;
        if output.status.success() { Ok(output.stdout) } else { Err(Unknown::Refused) }
    }

    /// Who changed a line of a file last, when and why.
    ///
    /// # Errors
    /// There is no such command, or the file is not under version control.
    pub fn line(&self, path: &str, line: usize) -> Result<LineChange, Unknown> {
        let range = format!("{line},{line}");
        let told = self.ask(&["blame", "--porcelain", "-L", &range, "--", path])?;
        let told = String::from_utf8_lossy(&told);
        // Names and messages are anybody's: nothing in them steers a terminal.
        let of = |key: &str| -> String {
            let text = told.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
            text.trim().chars().filter(|c| !c.is_control()).collect()
        };
        let time = of("author-time ").parse().ok().and_then(china_time).map(|(_, minute)| minute).unwrap_or_default();
        let commit = told.get(..8).unwrap_or_default().to_owned();
        let author = if commit.bytes().all(|byte| byte == b'0') { String::new() } else { of("author ") };
        Ok(LineChange { author, time, summary: of("summary "), commit })
    }
}

impl Unknown {
    /// Why, for people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "没有 git 命令，查不到",
            Self::Refused => "文件不在 git 的版本库里，查不到",
        }
    }
}

impl LineChange {
    /// The change in a line, for people.
    #[must_use]
    pub fn told(&self) -> String {
        let Self { author, time, summary, commit } = self;
        if author.is_empty() {
            return "这一行改过，还没有提交到版本库".to_owned();
        }
        format!("最后改这一行：{author} {time}，{summary}（{commit}）")
    }
}
