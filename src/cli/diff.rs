//! `highland diff`: two states of a project beside each other.

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::common::{Exit, Root, print, year};
use crate::model::Year;
use crate::preview::compared;
use crate::release::{Compared, compare, state};

/// The forms of the differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// Markdown
    Markdown,
    /// JSON
    Json,
    /// 网页
    Html,
}

/// 比较两个时候的内容：数值、评价、状态、节点、项目、图片、文字、方案、设置和模板，全部列出
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland diff <甲> [乙] [选项]", next_help_heading = "选项")]
#[command(
    after_help = "甲、乙可以是：. （现在的内容）、signed（各单位签发时的内容）、发布的档案（如 2024-送审稿-1）、每夜预览的日期（如 2025-01-16）、\n\
    另一个项目文件夹、git 的版本（如 HEAD~1）。\n退出码：0 没有不同；1 有不同。"
)]
pub struct Diff {
    /// 原来的
    #[arg(value_name = "甲", help_heading = "参数")]
    from: String,

    /// 后来的（默认：现在的内容）
    #[arg(value_name = "乙", default_value = ".", hide_default_value = true, help_heading = "参数")]
    to: String,

    /// 报告年度（默认：后来的一边有报送文件的最新年度）
    #[arg(long, value_name = "年度", value_parser = year)]
    year: Option<Year>,

    /// 形式：markdown（默认）、json、html（原来和后来并列的网页，一个文件，不需要网络）
    #[arg(
        long,
        value_name = "形式",
        value_enum,
        default_value = "markdown",
        hide_possible_values = true,
        hide_default_value = true
    )]
    format: DiffFormat,

    /// 不排版：快一些，不说印在第几页
    #[arg(long)]
    quick: bool,

    #[command(flatten)]
    root: Root,
}

impl Diff {
    /// Prints what is different.
    ///
    /// # Errors
    /// There is no such state, or it cannot be read.
    pub fn run(&self) -> Result<Exit> {
        let project = self.root.project()?;
        let (from, to) = (state(&project, &self.from)?, state(&project, &self.to)?);
        let found = compare(&from, &to, Compared { year: self.year, pages: !self.quick })?;
        let called = |name: &str| match name {
            "." => "现在".to_owned(),
            "signed" => "签发时".to_owned(),
            other => other.to_owned(),
        };
        let (from, to) = (called(&self.from), called(&self.to));
        print(&match self.format {
            DiffFormat::Markdown => found.markdown(&from, &to),
            DiffFormat::Html => compared(&found, &from, &to)?,
            DiffFormat::Json => serde_json::to_string_pretty(&found)? + "\n",
        })?;
        Ok(if found.is_empty() { Exit::Clean } else { Exit::Problems })
    }
}
