//! `highland whatif`: what other values would do to statuses, their counts and the index. Nothing is written.

use std::sync::Arc;

use std::fmt::Write;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::common::{Exit, Root, print, year};
use super::named;
use crate::assess::{Assessment, assess};
use crate::compose::{IndicatorView, indicators};
use crate::model::{Choice, Content, Decimal, Entry, Quantity, Status, Year, join};
use crate::pipeline::{self, Request};
use crate::source::Spanned;

/// 假设某些指标是另外的数，评价、合计和综合指数会怎样；不写任何文件
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland whatif <指标=值>… [选项]", next_help_heading = "选项")]
pub struct Whatif {
    /// 指标名称、简称、序号或编号，等号，数值（可带单位），如 12=3 或 示范工厂数=12家
    #[arg(value_name = "指标=值", required = true, help_heading = "参数")]
    values: Vec<String>,

    /// 报告年度（默认：有报送文件的最新年度）
    #[arg(long, value_name = "年度", value_parser = year)]
    year: Option<Year>,

    #[command(flatten)]
    root: Root,
}

impl Whatif {
    /// Prints the differences.
    ///
    /// # Errors
    /// There is no such indicator, its department has no file, or a value cannot be read.
    pub fn run(&self) -> Result<Exit> {
        let project = self.root.project()?;
        let request = Request { year: self.year, ..Request::default() };
        let outcome = pipeline::check(&project, &request, &mut |_| {})?;
        let mut supposed = (*outcome.content).clone();
        for value in &self.values {
            suppose(&mut supposed, outcome.year, value)?;
        }
        let then = assess(join(Arc::new(supposed), outcome.year), outcome.as_of);
        print(&difference(&outcome.assessment, &then))?;
        Ok(Exit::Clean)
    }
}

/// Puts a value into the content read, as if the responsible department had reported it.
fn suppose(content: &mut Content, year: Year, text: &str) -> Result<()> {
    let (name, value) = text
        .split_once(['=', '＝'])
        .with_context(|| format!("「{text}」应写成「指标=值」，例如 12=3 或 指标名称=12家"))?;
    let at = named::indicator(&content.plan, name.trim())?;
    let indicator = content.plan.indicators.get(at).context("方案里没有这个指标")?;
    let (name, unit, departments) = (indicator.name.clone(), indicator.unit.clone(), indicator.department.listed());
    let quantity: Quantity = value.trim().parse().ok().with_context(|| format!("「{value}」不能准确读成数字"))?;
    if quantity.in_unit(&unit).is_err() {
        bail!("「{value}」不能换算成「{}」的单位「{}」。", name.value, unit.text());
    }
    // The word of the first that filed counts.
    let mut places = indicator.department.iter().filter_map(|name| content.plan.position(name));
    let filed = places.find_map(|position| content.filed.get(&(year, position)).copied());
    let Some(submission) = filed.and_then(|at| content.submissions.get_mut(at)) else {
        bail!("「{departments}」没有 {year} 年度的报送文件，无从假设。")
    };
    let submission = Arc::make_mut(submission);
    let span = submission.head();
    let actual = Some(Spanned::new(quantity, span));
    if let Some((_, entry)) = submission.entries.iter_mut().find(|(own, _)| **own == *name) {
        Arc::make_mut(entry).actual = actual;
    } else {
        submission.entries.push((name, Arc::new(Entry { actual, written: true, ..Entry::blank(span) })));
    }
    Ok(())
}

/// What changes, line by line.
fn difference(now: &Assessment, then: &Assessment) -> String {
    let mut text = format!("{}年度，假设后有变化的：\n\n", now.ledger.year);
    let told = |i: &IndicatorView| {
        let value = i.actual.value.as_ref().map_or_else(|| "未报".to_owned(), |value| format!("{value}{}", i.unit));
        let pace = i.pace.as_ref().map(|pace| format!("，进度比 {pace}")).unwrap_or_default();
        format!("{value}，{}{pace}", i.status)
    };
    for (one, other) in indicators(now).iter().zip(&indicators(then)) {
        let (before, after) = (told(one), told(other));
        if before != after {
            let _ = writeln!(text, "{} {}\n  现在  {before}\n  假设  {after}", one.number, one.name);
        }
    }
    let statuses = |assessment: &Assessment| {
        Assessment::tally((0..assessment.rows.len()).filter_map(|at| Some(assessment.verdict(at)?.status)))
    };
    let (before, after) = (statuses(now), statuses(then));
    let count = |tally: &[(Status, usize)], status| tally.iter().find(|(own, _)| *own == status).map_or(0, |(_, n)| *n);
    let changed: Vec<String> = Status::WORDS
        .iter()
        .map(|&(word, status)| (word, count(&before, status), count(&after, status)))
        .filter(|(_, before, after)| before != after)
        .map(|(word, before, after)| format!("{word} {before} → {after}"))
        .collect();
    let changed = if changed.is_empty() { "没有变化".to_owned() } else { changed.join("，") };
    let _ = writeln!(text, "\n评价合计  {changed}");
    let (Some(one), Some(other)) = (now.indexes.last(), then.indexes.last()) else { return text };
    let value = |value: Option<Decimal>| value.map_or_else(|| "—".to_owned(), |value| format!("{value:.1}"));
    let _ = writeln!(text, "综合指数  {} → {}", value(one.total.value), value(other.total.value));
    for ((area, one), other) in now.ledger.content.plan.areas.iter().zip(&one.areas).zip(&other.areas) {
        if one.value != other.value {
            let _ = writeln!(text, "  {}  {} → {}", area.name, value(one.value), value(other.value));
        }
    }
    text
}
