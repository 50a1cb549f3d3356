//! `highland watch`: the draft built again after every saved file, without a browser.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::common::{Exit, Followed, edit_told, tell};
use crate::output::Publication;
use crate::preview::{Board, Desk, Watcher};
use crate::project::Project;

/// 文件一保存就重新生成预览稿（PDF），并列出问题和变化
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland watch [选项]", next_help_heading = "选项")]
#[command(after_help = "内容排不出页面时，上一次的预览稿不动。按 Ctrl+C 结束。")]
pub struct Watch {
    #[command(flatten)]
    followed: Followed,
}

impl Watch {
    /// Builds until the program is ended.
    ///
    /// # Errors
    /// Files cannot be watched, or the terminal is gone. What is wrong with the content or the request is told.
    pub fn run(&self) -> Result<Exit> {
        let (project, request) = (self.followed.project()?, self.followed.request()?);
        self.followed.known(&project)?;
        let mut watcher = Watcher::new(&project)?;
        let mut desk = Desk::new(project.clone(), request);
        let (mut edited, mut shown): (Vec<PathBuf>, Vec<String>) = (Vec::new(), Vec::new());
        loop {
            let board = desk.board(&edited);
            tell(&edit_told(&board))?;
            if shown != board.findings {
                tell(&listed(&board.findings))?;
                shown.clone_from(&board.findings);
            }
            // What cannot be written now, because it is open elsewhere, may be the next time.
            if let Err(error) = written(&project, &board) {
                tell(&format!("  {error:#}\n"))?;
            }
            desk.rest();
            edited = watcher.wait();
        }
    }
}

/// Most findings that are listed.
const MOST: usize = 20;

/// The findings, a line each.
fn listed(findings: &[String]) -> String {
    let lines = findings.iter().take(MOST).map(|line| format!("  {line}\n"));
    let rest = findings.len().saturating_sub(MOST);
    let rest =
        if rest == 0 { String::new() } else { format!("  还有 {rest} 个，运行 highland check 看全部\n") };
    lines.collect::<String>() + &rest
}

/// Writes the PDF, if these are new pages.
fn written(project: &Project, board: &Board) -> Result<()> {
    let (Some(good), None) = (&board.good, &board.stale) else { return Ok(()) };
    let folder = project.output(good.year);
    let mut publication = Publication::begin(&folder)?;
    publication.add(&good.file, &good.pdf()?)?;
    publication.publish()?;
    tell(&format!("  已生成预览稿：{}\n", folder.join(&good.file).display()))
}
