//! What several commands share: finding the project, the request, printing findings and timings.

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use super::editions::Asked;
use crate::check::rules::ALL;
use crate::desk::told;
use crate::diag::{FindingsForm, Level, RuleText, render, summary};
use crate::model::{Date, Year, parse_date};
use crate::pipeline::{self, Outcome, Request, Timings};
use crate::preview::{Board, now};
use crate::project::Project;

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing is wrong.
    Clean,
    /// The content has errors.
    Problems,
    /// The tool could not work.
    Failure,
}

impl Exit {
    /// The number given to the system.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Problems => 1,
            Self::Failure => 2,
        }
    }
}

/// The forms of findings on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FindingsFormat {
    /// 带源文件片段
    Frame,
    /// 每个问题一行
    Short,
    /// 每行一个 JSON 对象
    Json,
    /// SARIF 2.1.0 文档
    Sarif,
    /// GitHub 工作流注解
    Github,
}

/// How grave findings are, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LevelWord {
    /// 错误
    #[value(name = "错误", alias = "error")]
    Error,
    /// 警告
    #[value(name = "警告", alias = "warning")]
    Warning,
    /// 提示
    #[value(name = "提示", alias = "hint")]
    Hint,
}

impl LevelWord {
    fn level(self) -> Level {
        match self {
            Self::Error => Level::Error,
            Self::Warning => Level::Warning,
            Self::Hint => Level::Hint,
        }
    }
}

/// Where the project is.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct Root {
    /// 项目文件夹（含 content/plan.yaml；默认从当前文件夹逐级向上找）
    #[arg(short = 'C', long, value_name = "文件夹")]
    root: Option<PathBuf>,
}

impl Root {
    /// The project meant.
    ///
    /// # Errors
    /// There is none.
    pub fn project(&self) -> Result<Project> {
        let project = match &self.root {
            // What is shown and what a release remembers of it does not hang on where somebody stood.
            Some(root) => Project::at(&std::path::absolute(root).context("找不到项目文件夹")?),
            None => Project::around(&std::env::current_dir().context("找不到当前文件夹")?),
        }?;
        Ok(Project { helper: program(), ..project })
    }
}

/// This program's own file, also where it was replaced while it runs.
fn program() -> Option<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() { Some(running) } else { std::env::current_exe().ok() }
}

/// Flags of every command that reports findings.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct Common {
    #[command(flatten)]
    root: Root,

    /// 报告年度（默认：有报送文件的最新年度）
    #[arg(long, value_name = "年度", value_parser = year)]
    year: Option<Year>,

    /// 评价截止日，如 2024-12-31（默认：报告年度的年末）
    #[arg(long, value_name = "日期", value_parser = date)]
    as_of: Option<Date>,

    /// 只处理一个单位
    #[arg(long, value_name = "单位")]
    unit: Option<String>,

    /// 问题的显示形式：frame 带源文件片段（默认）、short 每个问题一行、json 每行一个 JSON 对象、sarif SARIF 2.1.0 文档、github 工作流注解
    #[arg(
        long,
        value_name = "形式",
        value_enum,
        default_value = "frame",
        hide_possible_values = true,
        hide_default_value = true
    )]
    format: FindingsFormat,

    /// 只显示这一级及更重的问题：错误、警告、提示（默认：全部显示；错误总是计入退出码）
    #[arg(long, value_name = "级别", value_enum, hide_possible_values = true)]
    level: Option<LevelWord>,

    /// 显示各阶段用时及占比
    #[arg(long)]
    pub timings: bool,
}

/// What came of an edit, for the terminal of those who follow their files.
#[must_use]
pub fn edit_told(board: &Board) -> String {
    let time = now().map(|now| now.minute).unwrap_or_default();
    let changes = told(&board.changes.differences);
    let texts: Vec<String> =
        board.changes.texts.iter().map(|text| format!("  文字「{}」（{}）有改动\n", text.section, text.unit)).collect();
    match &board.stale {
        Some(reason) => format!("{time}　页面没有更新，仍是上一次的。原因：{reason}\n"),
        None => format!(
            "{time}　已更新，用时 {} 毫秒；{}。\n{changes}{}",
            board.took.as_millis(),
            board.summary,
            texts.concat()
        ),
    }
}

/// Flags of the commands that follow files: what of the report is wanted.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct Followed {
    /// 报告年度（默认：有报送文件的最新年度）
    #[arg(long, value_name = "年度", value_parser = year)]
    year: Option<Year>,

    /// 评价截止日（默认：报告年度的年末）
    #[arg(long, value_name = "日期", value_parser = date)]
    as_of: Option<Date>,

    /// 只要一个单位的分册
    #[arg(long, value_name = "单位")]
    unit: Option<String>,

    #[command(flatten)]
    asked: Asked<true>,

    #[command(flatten)]
    root: Root,
}

impl Followed {
    /// Refuses a department that the plan does not have: nobody would ever see pages of it. A plan that cannot be read says
    /// nothing of departments.
    ///
    /// # Errors
    /// There is none of that name; or the machine fails.
    pub fn known(&self, project: &Project) -> Result<()> {
        let Some(unit) = &self.unit else { return Ok(()) };
        let request = Request { year: self.year, ..Request::default() };
        let content = pipeline::check(project, &request, &mut |_| {})?.content;
        if content.plan_read { pipeline::department(&content.plan, unit).map(|_| ()) } else { Ok(()) }
    }

    /// The project meant.
    ///
    /// # Errors
    /// There is none.
    pub fn project(&self) -> Result<Project> {
        self.root.project()
    }

    /// What is asked for.
    ///
    /// # Errors
    /// There is no such edition.
    pub fn request(&self) -> Result<Request> {
        let edition = self.asked.edition(self.unit.is_some())?;
        let (year, as_of, unit) = (self.year, self.as_of, self.unit.clone());
        Ok(Request { year, as_of, unit, draft: true, edition, ..Request::default() })
    }
}

/// Reads a year from the command line.
///
/// # Errors
/// It is none.
pub fn year(text: &str) -> Result<Year, String> {
    let year = text.parse().ok().filter(|_| text.len() == 4);
    year.ok_or_else(|| "应为四位数字的年度，例如 2024".to_owned())
}

/// Reads a day from the command line.
///
/// # Errors
/// It is none.
pub fn date(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "应为「年-月-日」，例如 2024-12-31".to_owned())
}

impl Common {
    /// The project meant.
    ///
    /// # Errors
    /// There is none.
    pub fn project(&self) -> Result<Project> {
        self.root.project()
    }

    /// What is asked for.
    #[must_use]
    pub fn request(&self) -> Request {
        Request { year: self.year, as_of: self.as_of, unit: self.unit.clone(), ..Request::default() }
    }

    /// Prints all findings. Forms for programs go to standard output, which then holds nothing else.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn report(&self, outcome: &Outcome) -> Result<()> {
        let rules: Vec<RuleText> = ALL.iter().map(|rule| (rule.name, rule.summary())).collect();
        let form = match self.format {
            FindingsFormat::Frame => FindingsForm::Frame { color: true, width: columns() },
            FindingsFormat::Short => FindingsForm::Short,
            FindingsFormat::Json => FindingsForm::Json,
            FindingsFormat::Sarif => FindingsForm::Sarif { rules: &rules },
            FindingsFormat::Github => FindingsForm::Github,
        };
        let mut shown = outcome.diags.clone();
        if let Some(level) = self.level {
            shown.keep(|found| found.level <= level.level());
        }
        let text = render(&shown, &outcome.sources, form);
        match self.format {
            FindingsFormat::Json | FindingsFormat::Sarif | FindingsFormat::Github => print(&text),
            FindingsFormat::Frame | FindingsFormat::Short => tell(&text),
        }
    }

    /// Which year was taken and why, if none was asked for.
    pub fn year_told(&self, outcome: &Outcome) -> String {
        if self.year.is_some() {
            return String::new();
        }
        format!("报告年度 {}（没有写 --year，取最新的有报送文件的年度）。\n", outcome.year)
    }

    /// “3 个错误、2 个警告，涉及 2 个单位”, or what to say when nothing was found.
    #[must_use]
    pub fn summary(outcome: &Outcome) -> String {
        summary(&outcome.diags, &outcome.sources).unwrap_or_else(|| "没有发现问题".to_owned())
    }

    /// Prints how long each stage took, if that was asked for.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn timed(&self, timings: &Timings) -> Result<()> {
        if !self.timings {
            return Ok(());
        }
        let total: Duration = timings.iter().map(|(_, time)| *time).sum();
        let mut text = String::new();
        for (name, time) in timings {
            let share = 100.0 * time.as_secs_f64() / total.as_secs_f64().max(f64::EPSILON);
            let line = format!("{name}  {:>9.1} 毫秒  {share:>5.1}%\n", time.as_secs_f64() * 1000.0);
            text.push_str(&line);
        }
        tell(&format!("{text}合计  {:>9.1} 毫秒\n", total.as_secs_f64() * 1000.0))
    }
}

/// Writes to standard output; a reader that has gone away is no failure.
///
/// # Errors
/// The output cannot be written.
pub fn print(text: &str) -> Result<()> {
    quiet(anstream::stdout().write_all(text.as_bytes()))
}

/// Writes to standard error, without colours where the terminal has none.
///
/// # Errors
/// The output cannot be written.
pub fn tell(text: &str) -> Result<()> {
    quiet(anstream::stderr().write_all(text.as_bytes()))
}

/// How wide the terminal is, in half-width columns; none where the output goes to a file.
#[must_use]
pub fn columns() -> Option<usize> {
    terminal_size::terminal_size().map(|(terminal_size::Width(width), _)| usize::from(width))
}

fn quiet(result: std::io::Result<()>) -> Result<()> {
    match result {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("输出失败"),
    }
}

/// Why the tool could not work: what was tried, and what the system says of it, in Chinese.
#[must_use]
pub fn reason(error: &anyhow::Error) -> String {
    let told = |cause: &(dyn std::error::Error + 'static)| match cause.downcast_ref::<std::io::Error>() {
        Some(system) => system_error(system),
        None => cause.to_string(),
    };
    error.chain().map(told).collect::<Vec<_>>().join("：")
}

/// What the system says, where people know it by a name; its number elsewhere.
fn system_error(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let word = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已有同名的文件或文件夹",
        ErrorKind::NotADirectory => "这里应是文件夹，却是文件",
        ErrorKind::IsADirectory => "这里应是文件，却是文件夹",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘已满",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::AddrInUse => "端口已被占用",
        ErrorKind::AddrNotAvailable => "不能用这个地址",
        ErrorKind::InvalidData => "不是 UTF-8 文本",
        ErrorKind::OutOfMemory => "内存不够",
        ErrorKind::BrokenPipe => "接收的程序已经退出",
        _ if error.get_ref().is_some() => return error.to_string(),
        _ => "系统出错",
    };
    error.raw_os_error().map_or_else(|| word.to_owned(), |number| format!("{word}（系统错误 {number}）"))
}
