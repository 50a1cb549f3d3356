//! `highland assess`: the verdicts of all indicators or some, in groups, against another year, or one with its proof.

mod json;
mod table;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use std::fmt::Write;

use self::json::json;
use self::table::{csv, table};
use super::common::{Exit, Root, columns, date, print, tell, year};
use super::named;
use crate::assess::Grouping;
use crate::compose::{IndicatorView, Past, history, indicators, proof};
use crate::desk::{VerdictsForm, changed, grouped, step_table};
use crate::diag::Level;
use crate::git::Git;
use crate::model::{Date, Plan, Year};
use crate::pipeline::{self, Request, department};

/// The forms of the verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum VerdictsFormat {
    /// 终端表格
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
}

impl VerdictsFormat {
    /// The form of groups and changes.
    fn form(self) -> VerdictsForm {
        match self {
            Self::Table => VerdictsForm::Table,
            Self::Json => VerdictsForm::Json,
            Self::Csv => VerdictsForm::Csv,
        }
    }
}

/// What the counts are grouped by, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GroupingFlag {
    /// 任务领域
    Area,
    /// 任务
    Task,
    /// 责任单位
    Unit,
    /// 牵头领导
    Leader,
}

impl GroupingFlag {
    /// The grouping meant.
    fn grouping(self) -> Grouping {
        match self {
            Self::Area => Grouping::Area,
            Self::Task => Grouping::Task,
            Self::Unit => Grouping::Department,
            Self::Leader => Grouping::Leader,
        }
    }
}

/// 评价结果；写一个指标名称则输出它的评价过程
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland assess [指标] [选项]", next_help_heading = "选项")]
pub struct Assess {
    /// 指标名称（能认出一个指标的几个字就行）、简称、序号或编号：输出它的评价过程，各年的值出自哪个文件哪一行、谁填报、谁签发、谁改过
    #[arg(value_name = "指标", help_heading = "参数")]
    indicator: Option<String>,

    /// 报告年度（默认：有报送文件的最新年度）
    #[arg(long, value_name = "年度", value_parser = year)]
    year: Option<Year>,

    /// 评价截止日，如 2024-12-31（默认：报告年度的年末）
    #[arg(long, value_name = "日期", value_parser = date)]
    as_of: Option<Date>,

    /// 只列一个单位负责的指标
    #[arg(long, value_name = "单位")]
    unit: Option<String>,

    /// 只列一个任务领域的指标：编号或名称
    #[arg(long, value_name = "领域")]
    area: Option<String>,

    /// 与哪一年相比：只列出有变化的数值、评价和任务状态
    #[arg(long, value_name = "年度", value_parser = year, conflicts_with = "indicator")]
    since: Option<Year>,

    /// 分组合计：area 任务领域、task 任务、unit 责任单位、leader 牵头领导
    #[arg(long, value_name = "分组", value_enum, hide_possible_values = true, conflicts_with_all = ["indicator", "since"])]
    by: Option<GroupingFlag>,

    /// 列出节点：时限、完成、是不是逾期（可与 --unit、--area 连用）
    #[arg(long, conflicts_with_all = ["indicator", "since", "by"])]
    steps: bool,

    /// 形式：table 终端表格（默认）、json、csv
    #[arg(
        long,
        value_name = "形式",
        value_enum,
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true
    )]
    format: VerdictsFormat,

    #[command(flatten)]
    root: Root,
}

impl Assess {
    /// Prints what was asked for.
    ///
    /// # Errors
    /// There is no such indicator, department or area, or the output cannot be written.
    pub fn run(&self) -> Result<Exit> {
        let project = self.root.project()?;
        let request = Request { year: self.year, as_of: self.as_of, ..Request::default() };
        let outcome = pipeline::check(&project, &request, &mut |_| {})?;
        let year = outcome.year;
        let assessment = &outcome.assessment;
        let all = indicators(assessment);
        let chosen = self.chosen(&outcome.content.plan, &all)?;
        if self.steps {
            let plan = &outcome.content.plan;
            let unit = self.unit.as_ref().map(|name| department(plan, name)).transpose()?;
            let area = self.area.as_ref().map(|name| named::area(plan, name)).transpose()?;
            let asked = (unit.map(|unit| unit.name.as_str()), area);
            print(&step_table(assessment, asked, self.format.form(), columns())?)?;
            return Ok(Exit::Clean);
        }
        if let Some(by) = self.by {
            print(&grouped(&assessment.groups(by.grouping()), self.format.form())?)?;
            return Ok(Exit::Clean);
        }
        if let Some(since) = self.since {
            if !assessment.ledger.years.contains(&since) || since == year {
                bail!("--since 应为规划期内、{year} 年以前的年度。");
            }
            print(&changed(assessment, &assessment.changes(since, year), self.format.form())?)?;
            return Ok(Exit::Clean);
        }
        let text = match (self.format, &self.indicator) {
            (VerdictsFormat::Json, asked) => {
                // Who changed a line is asked line by line: of one indicator, not of all.
                let git = asked.as_ref().map(|_| Git::at(&project.root));
                json(&chosen, &outcome, git)
            }
            (VerdictsFormat::Csv, _) => csv(&chosen)?,
            (VerdictsFormat::Table, Some(_)) => {
                let past = |i: &IndicatorView| history(assessment, &outcome.sources, i.number - 1);
                chosen.iter().map(|i| proof(i, year) + &told(&past(i), Git::at(&project.root))).collect()
            }
            (VerdictsFormat::Table, None) => table(&chosen, year, outcome.content.settings.method.word()),
        };
        print(&text)?;
        let errors = outcome.diags.count(Level::Error);
        if 0 < errors {
            tell(&format!("注意：内容有 {errors} 个错误，评价可能不全；用 highland check 查看。\n"))?;
        }
        Ok(if 0 < errors { Exit::Problems } else { Exit::Clean })
    }

    /// The indicators that were asked for.
    fn chosen<'a>(&self, plan: &Plan, all: &'a [IndicatorView]) -> Result<Vec<&'a IndicatorView>> {
        let unit = self.unit.as_ref().map(|name| department(plan, name)).transpose()?.map(|d| d.name.value.as_str());
        let area = self.area.as_ref().map(|name| named::area(plan, name)).transpose()?;
        if let Some(name) = &self.indicator {
            return Ok(all.get(named::indicator(plan, name)?).into_iter().collect());
        }
        let asked =
            |i: &&IndicatorView| unit.is_none_or(|unit| i.department == unit) && area.is_none_or(|area| i.area == area);
        Ok(all.iter().filter(asked).collect())
    }
}

/// The history of an indicator, a paragraph for each year of which there is a file.
fn told(history: &[Past], git: Git<'_>) -> String {
    let mut text = String::new();
    let mut unversioned = Vec::new();
    for past in history {
        let _ = write!(text, "\n{}年  {}:{}", past.year, past.path, past.line);
        let change = git.line(&past.path, past.line);
        unversioned.extend(change.as_ref().err().map(|reason| (past.year, reason.word())));
        for line in past.lines().into_iter().chain(change.ok().map(|change| change.told())) {
            let _ = write!(text, "\n        {line}");
        }
        text.push('\n');
    }
    if let Some((_, reason)) = unversioned.first() {
        let years: Vec<String> = unversioned.iter().map(|(year, _)| format!("{year}年")).collect();
        let _ = writeln!(text, "\n{}的这一行谁在什么时候改过：{reason}。", years.join("、"));
    }
    text
}
