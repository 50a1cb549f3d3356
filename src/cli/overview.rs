//! `highland overview`: many workspaces on one page.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::common::{Exit, print, tell};
use crate::preview::now;
use crate::preview::overview::Overview as Whole;

/// How it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// 表格
    Table,
    /// JSON
    Json,
}

/// 许多个项目的每夜预览汇总成一页：谁停了、谁没有生成、各报了多少；只读记录，不生成报告
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland overview 文件夹… [选项]", next_help_heading = "选项")]
#[command(after_help = "写出 index.html（总览页）和 overview.json（供程序读取）。\n\
    退出码：0 都正常；1 有项目停了、没有生成或没有预览；2 程序无法工作。报送里的错误不算。\n\
    一省一百个县怎样每夜运行，见 assets/recipes/README.md。")]
pub struct Overview {
    /// 项目文件夹，或下载来的、含 heartbeat.json 的文件夹
    #[arg(value_name = "文件夹", required = true, help_heading = "参数")]
    folders: Vec<PathBuf>,

    /// 写到哪个文件夹（默认 overview）
    #[arg(long, value_name = "文件夹", default_value = "overview", hide_default_value = true)]
    to: PathBuf,

    /// 上一次成功的预览最多多少小时算正常（默认 26）
    #[arg(long, value_name = "小时", default_value = "26", hide_default_value = true)]
    max_age: u32,

    /// 显示形式：table 表格（默认）、json
    #[arg(
        long,
        value_name = "形式",
        value_enum,
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true
    )]
    format: Form,
}

impl Overview {
    /// Looks at them, writes the page and prints the table.
    ///
    /// # Errors
    /// A folder is not there, or the disk fails.
    pub fn run(&self) -> Result<Exit> {
        let whole = Whole::of(&self.folders, self.max_age, &now()?)?;
        whole.write(&self.to)?;
        match self.format {
            Form::Table => print(&whole.table())?,
            Form::Json => print(&whole.json())?,
        }
        tell(&format!("已写出 {}\n", self.to.join("index.html").display()))?;
        Ok(if whole.well == whole.workspaces.len() { Exit::Clean } else { Exit::Problems })
    }
}
