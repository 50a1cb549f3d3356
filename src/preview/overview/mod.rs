//! Many workspaces on one page: what their nights left behind is read, nothing is built.

mod page;
mod workspace;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Serialize;

pub use self::workspace::{Wellbeing, Workspace};
use super::clock::Moment;
use crate::desk::aligned;
use crate::output::write;

/// Every workspace as its last night left it.
#[derive(Debug, Clone, Serialize)]
pub struct Overview {
    /// When they were looked at, to the minute.
    pub made: String,
    /// The same in seconds since 1970.
    pub seconds: i64,
    /// Hours after which a preview is too old.
    pub max_age: u32,
    /// How many workspaces are well.
    pub well: usize,
    /// The workspaces: those that need somebody first, otherwise in the order they were asked for.
    pub workspaces: Vec<Workspace>,
}

impl Overview {
    /// Looks at the workspaces; each folder counts once.
    ///
    /// # Errors
    /// A folder is not there, or none was asked for.
    pub fn of(folders: &[PathBuf], max_age: u32, now: &Moment) -> Result<Self> {
        let mut seen = BTreeSet::new();
        let mut workspaces = Vec::new();
        for folder in folders {
            let real = folder.canonicalize().with_context(|| format!("找不到文件夹「{}」", folder.display()))?;
            if !real.is_dir() {
                bail!("「{}」不是文件夹", folder.display());
            }
            if seen.insert(real.clone()) {
                workspaces.push(Workspace::read(&real, max_age, now));
            }
        }
        if workspaces.is_empty() {
            bail!("没有写文件夹；例如 highland overview /srv/highland/*/");
        }
        workspaces.sort_by_key(|workspace| workspace.state);
        let well = workspaces.iter().filter(|workspace| workspace.state.is_well()).count();
        Ok(Self { made: now.minute.clone(), seconds: now.seconds, max_age, well, workspaces })
    }

    /// Writes `index.html` and `overview.json` into a folder.
    ///
    /// # Errors
    /// The disk fails.
    pub fn write(&self, to: &Path) -> Result<()> {
        std::fs::create_dir_all(to).with_context(|| format!("建不了文件夹「{}」", to.display()))?;
        let base = to.canonicalize().with_context(|| format!("找不到文件夹「{}」", to.display()))?;
        write(&to.join("overview.json"), self.json().as_bytes())?;
        write(&to.join("index.html"), page::page(self, &base)?.as_bytes())
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// For the terminal.
    #[must_use]
    pub fn table(&self) -> String {
        let heads =
            ["项目", "状态", "最近一次预览", "已报单位", "已报/应报", "错误", "警告", "不落后/指标", "综合指数"];
        let mut rows = vec![heads.map(str::to_owned)];
        rows.extend(self.workspaces.iter().map(|workspace| {
            let of = |part: Option<usize>, whole: Option<usize>| match (part, whole) {
                (Some(part), Some(whole)) => format!("{part}/{whole}"),
                _ => "—".to_owned(),
            };
            let count = |count: Option<usize>| count.map_or_else(|| "—".to_owned(), |count| count.to_string());
            let headline = workspace.headline.as_ref();
            [
                workspace.name.clone(),
                workspace.state.word().to_owned(),
                workspace.built.clone().unwrap_or_else(|| "—".to_owned()),
                of(workspace.filed, workspace.units),
                of(workspace.filled, workspace.owed),
                count(workspace.errors),
                count(workspace.warnings),
                of(headline.map(|figures| figures.good), headline.map(|figures| figures.indicators)),
                headline.and_then(|figures| figures.index.clone()).unwrap_or_else(|| "—".to_owned()),
            ]
        }));
        let (lines, width) = aligned(&rows, |n| 2 < n, None);
        let mut text = String::new();
        for (at, line) in lines.iter().enumerate() {
            text.extend([line, "\n"]);
            if at == 0 {
                text.extend([&"─".repeat(width), "\n"]);
            }
        }
        for workspace in self.workspaces.iter().filter(|workspace| !workspace.state.is_well()) {
            text.extend(["\n", &workspace.name, "：", workspace.reason.trim_end_matches('。'), "。"]);
        }
        let all = self.workspaces.len();
        let ill = all - self.well;
        let tail = if ill == 0 { "都正常".to_owned() } else { format!("{ill} 个要看一下") };
        text + &format!("\n共 {all} 个项目，{tail}。\n")
    }
}
