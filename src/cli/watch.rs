//! `highland watch`: the draft built again after every saved file, without a browser.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::common::{Exit, Root, date, edit_told, tell, year};
use crate::model::{Date, Year};
use crate::output::write;
use crate::pipeline::Request;
use crate::preview::{Board, Desk, Watcher};
use crate::project::Project;

/// 文件一保存就重新生成预览稿（PDF），并列出问题和变化
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland watch [选项]", next_help_heading = "选项")]
#[command(after_help = "内容排不出页面时，上一次的预览稿不动。按 Ctrl+C 结束。")]
pub struct Watch {
    /// 报告年度（默认：有报送文件的最新年度）
    #[arg(long, value_name = "年度", value_parser = year)]
    year: Option<Year>,

    /// 评价截止日（默认：报告年度的年末）
    #[arg(long, value_name = "日期", value_parser = date)]
    as_of: Option<Date>,

    /// 只生成一个单位的分册
    #[arg(long, value_name = "单位")]
    unit: Option<String>,

    /// 只生成领导参阅版
    #[arg(long)]
    brief: bool,

    #[command(flatten)]
    root: Root,
}

impl Watch {
    /// Builds until the program is ended.
    ///
    /// # Errors
    /// The disk fails, or there is no such department.
    pub fn run(&self) -> Result<Exit> {
        let project = self.root.project()?;
        let request = Request {
            year: self.year,
            as_of: self.as_of,
            unit: self.unit.clone(),
            brief: self.brief,
            ..Request::default()
        };
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
    let path = project.output(good.year).join(good.scope.file("（预览稿）"));
    write(&path, &good.pdf()?)?;
    tell(&format!("  已生成预览稿：{}\n", path.display()))
}
