//! `highland status`: the cockpit, a department's open points, and the workbook of them all.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use super::common::{Exit, Root, columns, date, print, tell, year};
use super::each;
use crate::desk::{Cockpit, Today, cockpit, cockpit_json, cockpit_markdown, cockpit_table, points, reminder, row_json};
use crate::model::{Date, Year};
use crate::output::{workbook, write};
use crate::pipeline::{self, Outcome, Request, department};
use crate::preview::{changed, now};
use crate::project::Project;

/// The forms of the cockpit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CockpitFormat {
    /// 终端表格
    Table,
    /// JSON
    Json,
    /// Markdown
    Markdown,
}

/// 各单位报送情况；加 --unit 输出一个单位的催报单
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland status [选项]", next_help_heading = "选项")]
pub struct Status {
    /// 只输出一个单位的催报单（可直接转发）
    #[arg(long, value_name = "单位")]
    unit: Option<String>,

    /// 报告年度（默认：有报送文件的最新年度）
    #[arg(long, value_name = "年度", value_parser = year)]
    year: Option<Year>,

    /// 表格的形式：table 终端表格（默认）、json、markdown
    #[arg(
        long,
        value_name = "形式",
        value_enum,
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true
    )]
    format: CockpitFormat,

    /// 另存为 Excel 工作簿：总览一张，每个单位一张（默认 output/年度/催报.xlsx）
    #[arg(long, value_name = "文件")]
    #[expect(clippy::option_option, reason = "no flag, a flag, a flag with a file")]
    xlsx: Option<Option<PathBuf>>,

    /// 给每个有待办的单位写一份催报，纯文本，可直接贴进微信（默认 output/年度/催报）
    #[arg(long, value_name = "文件夹", conflicts_with = "unit")]
    #[expect(clippy::option_option, reason = "no flag, a flag, a flag with a folder")]
    each: Option<Option<PathBuf>>,

    /// 按哪一天计算离截止日的天数、节点是不是逾期（默认：今天）
    #[arg(long, alias = "as-of", value_name = "日期", value_parser = date)]
    today: Option<Date>,

    #[command(flatten)]
    root: Root,
}

impl Status {
    /// Draws it.
    ///
    /// # Errors
    /// There is no such department, or the disk fails.
    pub fn run(&self) -> Result<Exit> {
        let project = self.root.project()?;
        let request = Request { year: self.year, ..Request::default() };
        let outcome = pipeline::check(&project, &request, &mut |_| {})?;
        let today = self.today(&project, &outcome)?;
        let drawn = cockpit(&outcome.assessment, &outcome.diags, &outcome.sources, &today);
        let points = points(&outcome.diags, &outcome.sources);
        let mut errors = outcome.diags.has_errors();
        let text = match &self.unit {
            Some(name) => {
                let name = department(&outcome.content.plan, name)?.name.value.as_str();
                let row = drawn.rows.iter().find(|row| row.unit == name);
                errors = row.is_some_and(|row| 0 < row.errors);
                row.map(|row| match self.format {
                    CockpitFormat::Json => row_json(&drawn, row, &points),
                    CockpitFormat::Table | CockpitFormat::Markdown => reminder(&drawn, row, &points),
                })
            }
            None => Some(self.shaped(&drawn)),
        };
        print(&text.unwrap_or_default())?;
        if let Some(path) = &self.xlsx {
            let path = path.clone().unwrap_or_else(|| project.output(outcome.year).join("催报.xlsx"));
            fit_for_a_workbook(&path)?;
            write(&path, &workbook(&drawn, &points)?)?;
            tell(&format!("已生成工作簿：{}\n", path.display()))?;
        }
        if let Some(folder) = &self.each {
            let folder = folder.clone().unwrap_or_else(|| project.output(outcome.year).join("催报"));
            each::write_each(&folder, &drawn, &points)?;
        }
        Ok(if errors { Exit::Problems } else { Exit::Clean })
    }

    fn shaped(&self, drawn: &Cockpit) -> String {
        match self.format {
            CockpitFormat::Table => cockpit_table(drawn, columns()),
            CockpitFormat::Json => cockpit_json(drawn),
            CockpitFormat::Markdown => cockpit_markdown(drawn),
        }
    }

    /// The day, and the days the files were changed. Nothing the report prints depends on either.
    fn today(&self, project: &Project, outcome: &Outcome) -> Result<Today> {
        let date = match self.today {
            Some(date) => date,
            None => now().context("请用 --today 写明日期")?.date,
        };
        Ok(Today { date, changed: changed(&project.root, outcome) })
    }
}

/// Refuses a path that is no workbook's: what is there and is something else must not be lost.
fn fit_for_a_workbook(path: &Path) -> Result<()> {
    let name = path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("xlsx"));
    if !name {
        bail!("「{}」不是 Excel 工作簿的文件名；文件名要以 .xlsx 结尾。", path.display());
    }
    let there = if path.exists() { Some(std::fs::read(path)) } else { None };
    match there {
        Some(Ok(bytes)) if !bytes.starts_with(b"PK") && !bytes.is_empty() => {
            bail!("「{}」已经有了，而且不是 Excel 工作簿，没有改动。", path.display())
        }
        Some(Err(error)) => Err(error).with_context(|| format!("读不了「{}」", path.display())),
        _ => Ok(()),
    }
}
