//! `highland release`: an edition frozen, with everything it was made from.

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::common::{Exit, Root, columns, date, tell, year};
use crate::check::rules::ALL;
use crate::diag::{FindingsForm, did_you_mean, render};
use crate::model::{Date, EditionStage, Year};
use crate::preview::now;
use crate::release::{Asked, Permit, Told, permissible, release};

/// The editions, as they are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StageWord {
    /// 征求意见稿
    #[value(name = "征求意见稿")]
    Comments,
    /// 送审稿
    #[value(name = "送审稿")]
    Submitted,
    /// 审定稿
    #[value(name = "审定稿")]
    Approved,
}

impl StageWord {
    fn stage(self) -> EditionStage {
        match self {
            Self::Comments => EditionStage::Comments,
            Self::Submitted => EditionStage::Submitted,
            Self::Approved => EditionStage::Approved,
        }
    }
}

/// 发布一个版本：检查能不能发布，把各种版本、所用的全部内容和校验值存成一份不再改动的档案
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland release <版本> [选项]", next_help_heading = "选项")]
#[command(after_help = "征求意见稿：没有错误，有单位报送。送审稿：另要全部审定，没有未报。审定稿：另要全部签发。\n\
    档案在 output/releases/年度-版本-次数/，只读，从不覆盖；以后用 highland verify 核对。")]
pub struct Release {
    /// 版本：征求意见稿、送审稿或审定稿
    #[arg(value_name = "版本", value_enum, hide_possible_values = true, help_heading = "参数")]
    stage: StageWord,

    /// 报告年度（默认：有报送文件的最新年度）
    #[arg(long, value_name = "年度", value_parser = year)]
    year: Option<Year>,

    /// 评价截止日（默认：报告年度的年末）
    #[arg(long, value_name = "日期", value_parser = date)]
    as_of: Option<Date>,

    /// 没有达到要求仍照发的规则（如 not-signed），可写几次；连同理由和批准人印在附录里
    #[arg(long, value_name = "规则", requires = "reason", requires = "by")]
    allow: Vec<String>,

    /// 照发的理由
    #[arg(long, value_name = "理由", requires = "allow")]
    reason: Option<String>,

    /// 谁批准照发
    #[arg(long, value_name = "姓名", requires = "allow")]
    by: Option<String>,

    /// 只看能不能发布，不生成
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    root: Root,
}

impl Release {
    /// Releases, or says what stands in the way.
    ///
    /// # Errors
    /// A rule is none or cannot be let pass, or the disk fails.
    pub fn run(&self) -> Result<Exit> {
        let project = self.root.project()?;
        let asked = Asked {
            stage: self.stage.stage(),
            year: self.year,
            as_of: self.as_of,
            permits: self.permits()?,
            rehearsal: self.dry_run,
            made: now()?.minute,
        };
        let word = asked.stage.word();
        match release(&project, &asked)? {
            Told::Refused { year, obstacles, sources } => {
                tell(&render(&obstacles, &sources, FindingsForm::Frame { color: true, width: columns() }))?;
                let mut rules: Vec<String> = obstacles.iter().map(|found| found.rule.to_string()).collect();
                rules.sort_unstable();
                rules.dedup();
                tell(&format!(
                    "{year} 年度的{word}没有发布：还有 {} 处没有达到要求。改好后重试{}。\n",
                    obstacles.len(),
                    if rules.iter().all(|rule| permissible(rule)) {
                        format!("；确需照发的，加 --allow {} --reason 理由 --by 批准人", rules.join(" --allow "))
                    } else {
                        String::new()
                    }
                ))?;
                Ok(Exit::Problems)
            }
            Told::Frozen(frozen) => {
                let passed: usize = frozen.exceptions.iter().map(|own| own.what.len()).sum();
                let passed = if passed == 0 {
                    String::new()
                } else {
                    format!("；照发的例外 {passed} 处，印在附录里")
                };
                let Some(name) = frozen.name else {
                    tell(&format!("可以发布{word}{passed}。去掉 --dry-run 就发布。\n"))?;
                    return Ok(Exit::Clean);
                };
                tell(&format!(
                    "已发布：output/releases/{name}（报告 {} 页，共 {} 个文件{passed}）。\n\
                     校验码 {}：抄在发文登记里，以后运行 highland verify {name} 核对。\n",
                    frozen.pages,
                    frozen.files.len(),
                    frozen.seal
                ))?;
                Ok(Exit::Clean)
            }
        }
    }

    /// The rules that are let pass.
    fn permits(&self) -> Result<Vec<Permit>> {
        let text = |text: &Option<String>, what: &str| -> Result<String> {
            let text = text.as_deref().unwrap_or_default().trim().to_owned();
            if !self.allow.is_empty()
                && (text.is_empty() || text.chars().any(char::is_control) || 200 < text.chars().count())
            {
                bail!("{what}不能是空的，不能有看不见的字符，也不能超过 200 个字。");
            }
            Ok(text)
        };
        let (reason, by) = (text(&self.reason, "理由")?, text(&self.by, "批准人")?);
        let permit = |name: &String| {
            let Some(rule) = ALL.iter().map(|own| own.name).find(|rule| rule.to_string() == *name) else {
                let names: Vec<String> = ALL.iter().map(|own| own.name.to_string()).collect();
                bail!("没有名为「{name}」的规则。{}", did_you_mean(name, names.iter().map(String::as_str)));
            };
            if !permissible(name) {
                bail!("「{name}」不能照发：错误要改好，签发后有改动的要重新签发。");
            }
            Ok(Permit { rule, reason: reason.clone(), by: by.clone() })
        };
        self.allow.iter().map(permit).collect()
    }
}
