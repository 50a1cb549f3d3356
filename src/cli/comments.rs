//! `highland comments`: the comments and tracked changes of a Word file that came back. Nothing is written back.

use std::io::Read;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use super::common::{Exit, Root, print, tell, year};
use crate::comments::{LARGEST, Places, json, open, read, table, workbook};
use crate::model::Year;
use crate::pipeline::{self, Request};

/// The forms of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CommentsFormat {
    /// 终端列表
    Table,
    /// JSON
    Json,
    /// Excel 工作簿，写在 Word 文件旁边
    Xlsx,
}

/// 列出收回的 Word 文件里的批注和修订，按单位和文件行号；不改动任何报送文件
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland comments <文件.docx> [选项]", next_help_heading = "选项")]
pub struct Comments {
    /// 收回的 Word 文件（.docx）
    #[arg(value_name = "文件.docx", help_heading = "参数")]
    file: PathBuf,

    /// 形式
    #[arg(long, value_enum, value_name = "形式", default_value = "table", hide_default_value = true)]
    format: CommentsFormat,

    /// 报告年度（默认：有报送文件的最新年度）
    #[arg(long, value_name = "年度", value_parser = year)]
    year: Option<Year>,

    #[command(flatten)]
    root: Root,
}

impl Comments {
    /// Lists them.
    ///
    /// # Errors
    /// The file is no Word file, or holds what is refused; the machine fails.
    pub fn run(&self) -> Result<Exit> {
        let shown = self.file.display();
        let mut bytes = Vec::new();
        let file = std::fs::File::open(&self.file).with_context(|| format!("读不了「{shown}」"))?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).with_context(|| format!("读不了「{shown}」"))?;
        let opened = open(&bytes).with_context(|| format!("「{shown}」不能读"))?;
        let mut sheet = read(&opened);
        let project = self.root.project()?;
        let request = Request { year: self.year, ..Request::default() };
        let outcome = pipeline::check(&project, &request, &mut |_| {})?;
        sheet.settle(&Places::new(&outcome.content, &outcome.sources), &outcome.sources);
        match self.format {
            CommentsFormat::Table => print(&table(&sheet))?,
            CommentsFormat::Json => print(&json(&sheet)?)?,
            CommentsFormat::Xlsx => {
                let mut name = self.file.file_stem().unwrap_or_default().to_os_string();
                name.push("（意见）.xlsx");
                let path = self.file.with_file_name(name);
                let mut file = std::fs::File::create_new(&path)
                    .with_context(|| format!("「{}」写不了，或者已经有了；没有覆盖", path.display()))?;
                std::io::Write::write_all(&mut file, &workbook(&sheet)?)
                    .with_context(|| format!("「{}」写不了", path.display()))?;
                tell(&format!("已写出：{}。\n", path.display()))?;
            }
        }
        for missing in &sheet.missing {
            tell(&format!("注意：{missing}\n"))?;
        }
        let (all, own) = (sheet.remarks.len(), sheet.remarks.iter().filter(|remark| !remark.unit.is_empty()).count());
        tell(&format!("共 {all} 条意见，其中 {own} 条对应单位报送的文字。报送文件没有改动。\n"))?;
        Ok(if sheet.missing.is_empty() { Exit::Clean } else { Exit::Problems })
    }
}
