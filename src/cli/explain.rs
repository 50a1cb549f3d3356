//! `highland explain`: a rule's manual, a recipe, the catalogue of rules, or the whole filing guide.

use anyhow::{Result, bail};
use clap::Args;

use super::common::{Exit, print};
use crate::check::Rule;
use crate::check::rules::ALL;
use crate::desk::{catalogue, handbook, manual, recipes};
use crate::diag::did_you_mean;

/// 查看检查规则的说明，或单位、分工、目标有变动怎么办；不写规则名则列出全部
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland explain [规则名] [选项]", next_help_heading = "选项")]
pub struct Explain {
    /// 规则名，如 unit-mismatch；或一种变动，如 改名、合并、目标调整
    #[arg(value_name = "规则名", help_heading = "参数")]
    rule: Option<String>,

    /// 输出整本填报手册（Markdown）
    #[arg(long, conflicts_with = "rule")]
    handbook: bool,
}

impl Explain {
    /// Prints what was asked for.
    ///
    /// # Errors
    /// There is no such rule.
    pub fn run(&self) -> Result<Exit> {
        let text = match &self.rule {
            _ if self.handbook => handbook(),
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
