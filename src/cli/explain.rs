//! `highland explain`: a rule's manual, a recipe, the catalogue of rules, or the whole filing guide.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;

use super::common::{Exit, print, tell};
use crate::check::Rule;
use crate::check::rules::ALL;
use crate::desk::{PICTURES, catalogue, handbook, manual, recipes};
use crate::diag::did_you_mean;
use crate::output::write;

/// 查看检查规则的说明，或单位、分工、目标有变动怎么办；不写规则名则列出全部
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland explain [规则名] [选项]", next_help_heading = "选项")]
pub struct Explain {
    /// 规则名，如 unit-mismatch；或一种变动，如 改名、合并、目标调整
    #[arg(value_name = "规则名", help_heading = "参数")]
    rule: Option<String>,

    /// 输出整本填报手册（Markdown）；写了文件的，连同插图写进去，如 content/填报手册.md
    #[arg(long, value_name = "文件", num_args = 0..=1, default_missing_value = STDOUT, conflicts_with = "rule")]
    handbook: Option<PathBuf>,
}

/// What stands for a file that is to be printed.
const STDOUT: &str = "-";

impl Explain {
    /// Prints what was asked for.
    ///
    /// # Errors
    /// There is no such rule.
    pub fn run(&self) -> Result<Exit> {
        if let Some(path) = self.handbook.as_ref().filter(|path| path.as_os_str() != STDOUT) {
            write(path, handbook().as_bytes())?;
            for (name, bytes) in PICTURES {
                write(&path.with_file_name(name), bytes)?;
            }
            tell(&format!("已写入「{}」和旁边的「填报手册」文件夹（插图）。\n", path.display()))?;
            return Ok(Exit::Clean);
        }
        let text = match &self.rule {
            _ if self.handbook.is_some() => handbook(),
            None => catalogue(),
            Some(name) => match recipes().find(|(own, _)| own == name) {
                Some((own, text)) => format!("{own}\n\n{}\n", text.trim_end()),
                None => manual(rule(name)?),
            },
        };
        print(&text)?;
        Ok(Exit::Clean)
    }
}

/// The rule of this name.
fn rule(name: &str) -> Result<&'static Rule> {
    if let Some(rule) = ALL.iter().find(|rule| rule.name.as_str() == name) {
        return Ok(rule);
    }
    let hint = did_you_mean(name, ALL.iter().map(|rule| rule.name.as_str()).chain(recipes().map(|(own, _)| own)));
    bail!("没有名为「{name}」的规则或变动。{hint}highland explain 列出全部规则。")
}
