//! `highland assess`: the verdicts as a table or data, and one indicator's proof in full.

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::common::{Exit, Root, date, print, tell, year};
use crate::assess::By;
use crate::compose::{IndicatorView, indicators};
use crate::desk::{Layout, changed, grouped, records};
use crate::diag::did_you_mean;
use crate::model::{Date, Indicator, Plan, Year};
use crate::pipeline::{self, Request, department};

/// The forms of the verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// 终端表格
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
}

impl Shape {
    fn layout(self) -> Layout {
        match self {
            Self::Table => Layout::Table,
            Self::Json => Layout::Json,
            Self::Csv => Layout::Csv,
        }
    }
}

/// What the counts are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Grouping {
    /// 任务领域
    Area,
    /// 任务
    Task,
    /// 责任单位
    Unit,
    /// 牵头领导
    Leader,
}

/// 评价结果；写一个指标名称则输出它的评价过程
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland assess [指标] [选项]", next_help_heading = "选项")]
pub struct Assess {
    /// 指标名称、简称、序号或编号：输出它的评价过程
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
    by: Option<Grouping>,

    /// 形式：table 终端表格（默认）、json、csv
    #[arg(
        long,
        value_name = "形式",
        value_enum,
        default_value = "table",
        hide_possible_values = true,
        hide_default_value = true
    )]
    format: Shape,

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
        let plan = &outcome.content.plan;
        let assessment = &outcome.assessment;
        let all = indicators(assessment);
        let unit = self.unit.as_ref().map(|name| department(plan, name)).transpose()?.map(|d| d.name.value.as_str());
        let area = self.area.as_ref().map(|name| area(plan, name)).transpose()?;
        let chosen: Vec<&IndicatorView> = match &self.indicator {
            Some(name) => all.get(position(plan, name)?).into_iter().collect(),
            None => all
                .iter()
                .filter(|i| unit.is_none_or(|unit| i.department == unit) && area.is_none_or(|area| i.area == area))
                .collect(),
        };
        if let Some(by) = self.by {
            let by = match by {
                Grouping::Area => By::Area,
                Grouping::Task => By::Task,
                Grouping::Unit => By::Department,
                Grouping::Leader => By::Leader,
            };
            print(&grouped(&assessment.groups(by), self.format.layout())?)?;
            return Ok(Exit::Clean);
        }
        if let Some(since) = self.since {
            if !assessment.ledger.years.contains(&since) || since == outcome.year {
                bail!("--since 应为规划期内、{} 年以前的年度。", outcome.year);
            }
            let changes = assessment.changes(since, outcome.year);
            print(&changed(&assessment, &changes, (since, outcome.year), self.format.layout())?)?;
            return Ok(Exit::Clean);
        }
        let text = match (self.format, &self.indicator) {
            (Shape::Json, _) => json(&chosen, (outcome.year, outcome.as_of)),
            (Shape::Csv, _) => csv(&chosen)?,
            (Shape::Table, Some(_)) => chosen.iter().map(|i| proof(i, outcome.year)).collect(),
            (Shape::Table, None) => table(&chosen, outcome.year, outcome.content.settings.way.word()),
        };
        print(&text)?;
        let errors = outcome.diags.count(crate::diag::Level::Error);
        if 0 < errors {
            tell(&format!("注意：内容有 {errors} 个错误，评价可能不全；用 highland check 查看。\n"))?;
        }
        Ok(if 0 < errors { Exit::Problems } else { Exit::Clean })
    }
}

/// The number of the area of this number or name.
fn area<'a>(plan: &'a Plan, name: &str) -> Result<&'a str> {
    let named =
        plan.areas.iter().find(|area| [&area.number.value, &area.name, &area.short].iter().any(|own| *own == name));
    let names = || plan.areas.iter().map(|area| format!("{} {}", area.number.value, area.name)).collect::<Vec<_>>();
    named
        .map(|area| area.number.value.as_str())
        .with_context(|| format!("方案里没有任务领域「{name}」，可以写编号或名称：{}。", names().join("、")))
}

/// The position of the indicator of this name, short name, number or identifier.
///
/// # Errors
/// There is none; the message offers the nearest.
pub fn position(plan: &Plan, name: &str) -> Result<usize> {
    let own = |(at, i): (usize, &Indicator)| {
        *i.name == *name || i.short == name || *i.id == *name || (at + 1).to_string() == name
    };
    if let Some(at) = plan.indicators.iter().enumerate().position(own) {
        return Ok(at);
    }
    let hint = did_you_mean(name, plan.indicators.iter().map(|i| i.name.as_str()));
    bail!("方案里没有名为「{name}」的指标。{hint}用 highland assess 列出全部指标。")
}

/// Heads of the table and of the CSV.
const HEADS: [&str; 11] =
    ["序号", "指标", "单位", "目标", "期限", "本年值", "完成率", "进度比", "评价", "因方法而异", "责任单位"];

fn cells(i: &IndicatorView) -> [String; 11] {
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".to_owned());
    [
        i.number.to_string(),
        i.name.clone(),
        i.unit.clone(),
        i.target.clone(),
        i.target_year.clone(),
        or_dash(&i.actual.value),
        or_dash(&i.completion),
        or_dash(&i.pace),
        i.status.to_owned(),
        if i.disputed { "⚑".to_owned() } else { String::new() },
        i.department.clone(),
    ]
}

fn table(chosen: &[&IndicatorView], year: Year, method: &str) -> String {
    let heads = HEADS.map(str::to_owned);
    let rows: Vec<[String; 11]> = std::iter::once(heads).chain(chosen.iter().map(|i| cells(i))).collect();
    let widths: Vec<usize> =
        (0..HEADS.len()).map(|n| rows.iter().map(|row| row[n].width()).max().unwrap_or_default()).collect();
    let mut text = format!("{year}年度评价（{method}；⚑ 为评价因方法而异）\n\n");
    for (at, row) in rows.iter().enumerate() {
        let padded = row.iter().zip(&widths).enumerate().map(|(n, (cell, width))| {
            let gap = " ".repeat(width - cell.width());
            // Figures to the right, words to the left.
            if n == 0 || (3..=7).contains(&n) { format!("{gap}{cell}") } else { format!("{cell}{gap}") }
        });
        text.push_str(padded.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
        if at == 0 {
            text.push_str(&"─".repeat(widths.iter().sum::<usize>() + 2 * (HEADS.len() - 1)));
            text.push('\n');
        }
    }
    let disputed = chosen.iter().filter(|i| i.disputed).count();
    let counts = chosen.iter().fold(Vec::<(&str, usize)>::new(), |mut counts, i| {
        match counts.iter_mut().find(|(status, _)| *status == i.status) {
            Some((_, count)) => *count += 1,
            None => counts.push((i.status, 1)),
        }
        counts
    });
    let counts: Vec<String> = counts.iter().map(|(status, count)| format!("{status} {count}")).collect();
    text + &format!("\n共 {} 项：{}；因方法而异 {disputed} 项。\n", chosen.len(), counts.join("、"))
}

/// One indicator's verdict with every number that went into it.
fn proof(i: &IndicatorView, year: Year) -> String {
    let mark = if i.disputed { " ⚑" } else { "" };
    let due = if i.target_year == "每年" { String::new() } else { format!("（{}年）", i.target_year) };
    let mut lines = vec![
        format!("{} {}：{}{mark}", i.number, i.name, i.status),
        String::new(),
        format!("方案    “{}”", i.wording),
        format!("类型    {}；目标 {}{}{due}；力度 {}", i.kind, i.target, i.unit, i.force),
        format!("数据    {}", series(i)),
        format!("{}  {}", i.method, i.formula),
    ];
    lines.extend(i.opinions.iter().map(|opinion| format!("{}  {}", opinion.method, opinion.text)));
    lines.extend(i.data_year.map(|own| format!("本年值为{own}年的数，按该年年末的进度评价。")));
    lines.extend(i.amended.clone());
    lines.extend(i.by_hand.clone());
    if i.disputed {
        lines.push("⚑ 评价因方法而异：换一种方法，评价会不同。".to_owned());
    }
    lines.extend(i.remaining.iter().map(|remaining| format!("差距    {remaining}")));
    let or_dash = |text: Option<&str>| text.unwrap_or("—").to_owned();
    lines.push(format!(
        "来源    {}年，{}；数据性质 {}；{}",
        year,
        i.department,
        or_dash(i.nature),
        or_dash(i.source.as_deref())
    ));
    lines.extend(i.remark.iter().map(|remark| format!("说明    {remark}")));
    lines.join("\n") + "\n"
}

/// “2020年 0，2021年 150 …  ▁▃▅█”.
fn series(i: &IndicatorView) -> String {
    let base = i.baseline.value.iter().map(|value| format!("基期 {value}"));
    let years =
        i.series.iter().map(|point| format!("{}年 {}", point.year, point.figure.value.as_deref().unwrap_or("未报")));
    let values: Vec<f64> = i
        .baseline
        .value
        .iter()
        .chain(i.series.iter().filter_map(|point| point.figure.value.as_ref()))
        .filter_map(|value| value.parse().ok())
        .collect();
    format!("{}  {}", base.chain(years).collect::<Vec<_>>().join("，"), sparkline(&values))
}

/// The values as a row of bars, lowest to highest.
fn sparkline(values: &[f64]) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let bar = |value: f64| {
        let share = if low < high { (value - low) / (high - low) } else { 0.5 };
        // Eighths of the way up: the position of the highest bar that is not above the value.
        BARS.iter().enumerate().rev().find(|(n, _)| f64::from(u8::try_from(*n).unwrap_or(0)) / 7.0 <= share + 1e-9)
    };
    values.iter().filter_map(|&value| bar(value)).map(|(_, bar)| *bar).collect()
}

fn json(chosen: &[&IndicatorView], (year, as_of): (Year, Date)) -> String {
    let rows: Vec<serde_json::Value> = chosen
        .iter()
        .map(|i| {
            json!({
                "number": i.number, "name": i.name, "unit": i.unit, "kind": i.kind, "target": i.target,
                "target_year": i.target_year, "department": i.department, "area": i.area,
                "baseline": i.baseline.value, "actual": i.actual.value, "nature": i.nature, "source": i.source,
                "completion": i.completion, "done": i.done, "due": i.due, "pace": i.pace, "gap": i.gap,
                "status": i.status, "method": i.method, "data_year": i.data_year, "amended": i.amended,
                "by_hand": i.by_hand, "formula": i.formula, "reason": i.reason,
                "opinions": i.opinions, "depends_on_method": i.disputed, "series": i.series,
            })
        })
        .collect();
    let all = json!({ "year": year, "as_of": as_of.to_string(), "indicators": rows });
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

/// For spreadsheets: with a byte-order mark, so that they read it as UTF-8, and no cell that they would take for a formula.
fn csv(chosen: &[&IndicatorView]) -> Result<String> {
    let rows: Vec<[String; 11]> = chosen.iter().map(|i| cells(i)).collect();
    records(&HEADS, rows.iter().map(<[String; 11]>::as_slice))
}
