//! `highland sign`: records who signed what, bound to the content's hash.

use std::io::IsTerminal;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::common::{Exit, Root, columns, tell, year};
use crate::desk::{harmless, hidden};
use crate::diag::{FindingsForm, Level, render, rules};
use crate::load::fault;
use crate::model::field::sign_off as field;
use crate::model::{Content, Workflow, Year};
use crate::output::{append, create};
use crate::pipeline::{self, Request, department};
use crate::preview::now;
use crate::project::Project;
use crate::release::{Releases, keep, signed, text_diff};
use crate::source::SourceFile;

/// 签发一个单位的报送文件：记下签发人、时间和内容的校验值
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland sign --unit <单位> --by <姓名> [选项]", next_help_heading = "选项")]
pub struct Sign {
    /// 签发哪个单位的文件
    #[arg(long, value_name = "单位")]
    unit: String,

    /// 签发人姓名
    #[arg(long, value_name = "姓名")]
    by: String,

    /// 有未报的仍要签发：说明原因，记入签发记录
    #[arg(long, value_name = "原因")]
    owing: Option<String>,

    /// 撤回这个单位的签发：说明原因，记入签发记录，原来的记录保留
    #[arg(long, value_name = "原因", conflicts_with = "owing")]
    withdraw: Option<String>,

    /// 报送年度（默认：有报送文件的最新年度）
    #[arg(long, value_name = "年度", value_parser = year)]
    year: Option<Year>,

    /// 在终端里也不再问一遍，直接签发
    #[arg(long)]
    yes: bool,

    #[command(flatten)]
    root: Root,
}

/// What stands at the top of a file of signatures.
const HEAD: &str = "# 签发记录：由 highland sign 写入，只增不改；一个单位以最后一条为准。\n";

/// What git is told of the records: where two branches signed, both records stay.
const ATTRIBUTES: &str =
    "# 两个分支各自签发后合并：一条记录一行，两边的都留下。由 highland sign 写入。\n*.yaml merge=union\n";

impl Sign {
    /// Signs, if the file has no errors and its department has approved it.
    ///
    /// # Errors
    /// There is no such department or file, or the disk fails.
    pub fn run(&self) -> Result<Exit> {
        let by = self.by.trim();
        if by.is_empty() || by.contains(hidden) || 40 < by.chars().count() {
            bail!("签发人姓名不能是空的，不能有看不见的字符，也不能超过 40 个字。");
        }
        let project = self.root.project()?;
        let request = Request { year: self.year, unit: Some(self.unit.clone()), ..Request::default() };
        let outcome = pipeline::check(&project, &request, &mut |_| {})?;
        let (content, year) = (&outcome.content, outcome.year);
        let name = department(&content.plan, &self.unit)?.name.value.as_str();
        if let Some(reason) = &self.withdraw {
            return self.withdrawn(&project, content, year, name, reason.trim());
        }
        let Some(submission) = content.submission(year, name) else {
            bail!("「{name}」没有 {year} 年度的报送文件，不能签发。");
        };
        // The finding that calls for a new signature does not stand against it.
        let mut diags = outcome.diags.clone();
        diags.keep(|found| found.unit.as_deref() == Some(name) && found.level == Level::Error);
        diags.keep(|found| found.rule != rules::CHANGED_AFTER_SIGN_OFF);
        if !diags.is_empty() {
            tell(&render(&diags, &outcome.sources, FindingsForm::Frame { color: true, width: columns() }))?;
            tell(&format!("「{name}」{year} 年度的报送文件还有 {} 个错误，没有签发。\n", diags.len()))?;
            return Ok(Exit::Problems);
        }
        let mut owed = outcome.diags.clone();
        let owing = [rules::NOT_REPORTED, rules::PLACEHOLDER_LEFT, rules::EMPTY_PROGRESS];
        owed.keep(|found| found.unit.as_deref() == Some(name) && owing.contains(&found.rule));
        let reason =
            self.owing.as_deref().map(str::trim).filter(|reason| !reason.is_empty() && !reason.contains(hidden));
        if !owed.is_empty() && reason.is_none() {
            tell(&render(&owed, &outcome.sources, FindingsForm::Frame { color: true, width: columns() }))?;
            tell(&format!(
                "「{name}」{year} 年度还有 {} 处没有报，没有签发。补齐后再签；确实报不了的，加「--owing 原因」。\n",
                owed.len()
            ))?;
            return Ok(Exit::Problems);
        }
        if submission.workflow.as_ref().is_none_or(|state| state.value != Workflow::Approved) {
            tell(&format!("「{name}」{year} 年度的报送文件还没有审定：先改成「状态: 已审定」，再签发。\n"))?;
            return Ok(Exit::Problems);
        }
        if let Some(there) = content.sign_off(year, name).filter(|s| *s.hash == submission.hash && *s.by == by) {
            tell(&format!("{} 已于 {} 签发，此后没有改动。\n", there.by.value, there.time))?;
            return Ok(Exit::Clean);
        }
        let file = outcome.sources.file(submission.file);
        tell(&changed(&project, content, year, name, file))?;
        // What calls for the signature that is being made is not open.
        let about = [rules::NOT_SIGNED, rules::CHANGED_AFTER_SIGN_OFF];
        let open =
            outcome.diags.iter().filter(|found| found.unit.as_deref() == Some(name) && !about.contains(&found.rule));
        let open = open.count();
        if 0 < open {
            tell(&format!(
                "「{name}」还有 {open} 个警告和提示没有处理，照签发：highland check --unit {name} 查看。\n"
            ))?;
        }
        if !self.yes && std::io::stdin().is_terminal() && std::io::stderr().is_terminal() {
            tell(&format!("{by} 签发「{name}」{year} 年度的报送文件？输入“是”签发："))?;
            let mut answer = String::new();
            std::io::stdin().read_line(&mut answer).context("读不了输入")?;
            if !["是", "y", "yes"].contains(&answer.trim().to_lowercase().as_str()) {
                tell("没有签发。\n")?;
                return Ok(Exit::Problems);
            }
        }
        let more = reason.filter(|_| !owed.is_empty()).map(|reason| (field::SignOff::OWING.key, reason));
        // Kept first: no record stands without what was signed.
        keep(&project, year, name, (&submission.hash, &file.text))?;
        let time = record(&project, year, name, by, &submission.hash, more)?;
        tell(&format!("{by} 已签发「{name}」{year} 年度的报送文件（{time}）。此后再改动，须重新签发。\n"))?;
        Ok(Exit::Clean)
    }

    /// Takes back the signature that stands, whether or not what was signed is still there.
    fn withdrawn(&self, project: &Project, content: &Content, year: Year, name: &str, reason: &str) -> Result<Exit> {
        if reason.is_empty() || reason.contains(hidden) || 200 < reason.chars().count() {
            bail!("撤回签发要写明原因：不能是空的，不能有看不见的字符，也不能超过 200 个字。");
        }
        let Some(there) = content.sign_off(year, name) else {
            tell(&format!("「{name}」{year} 年度的报送文件现在没有签发，没有可以撤回的。\n"))?;
            return Ok(Exit::Problems);
        };
        let time =
            record(project, year, name, self.by.trim(), &there.hash, Some((field::SignOff::WITHDRAWN.key, reason)))?;
        tell(&format!(
            "{} 于 {} 对「{name}」{year} 年度报送文件的签发已撤回（{time}）。改好后重新运行 highland sign --unit {name} --by 姓名。\n",
            there.by.value, there.time
        ))?;
        Ok(Exit::Clean)
    }
}

/// What of a file is not as this department signed it last, or as it was in the newest release of its year, in lines;
/// nothing if it was neither signed nor released.
fn changed(project: &Project, content: &Content, year: Year, name: &str, file: &SourceFile) -> String {
    let releases = Releases::of(project);
    let released = || {
        let release = releases.newest(year)?;
        let was = releases.filed(&release, &file.path).unwrap_or_default();
        Some((format!("{release} 里"), was))
    };
    let signed = signed(project, content, year, name);
    let signed = signed.map(|(record, was)| (format!("{} 于 {} 签发时", record.by.value, record.time), was));
    let Some((than, was)) = signed.or_else(released) else { return String::new() };
    match text_diff(&was, &file.text) {
        same if same.is_empty() => format!("「{name}」的文件与 {than}的一样。\n"),
        // What is in a file does not steer the terminal of who signs it.
        diff => format!("「{name}」的文件与 {than}的相比，有这些改动：\n\n{}\n", harmless(&diff)),
    }
}

/// Adds a record and says when it was.
fn record(
    project: &Project,
    year: Year,
    name: &str,
    by: &str,
    hash: &str,
    more: Option<(&str, &str)>,
) -> Result<String> {
    let time = now()?.minute;
    let path = project.sign_offs().join(format!("{year}.yaml"));
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let more = more.map(|(key, text)| format!(", {key}: {}", quoted(text))).unwrap_or_default();
    let line = format!(
        "- {{单位: {}, 签发人: {}, 时间: {time}, 校验值: {}{more}}}\n",
        quoted(name),
        quoted(by),
        quoted(hash),
    );
    create(&project.sign_offs().join(".gitattributes"), ATTRIBUTES.as_bytes())?;
    append(&path, |before| {
        let head = if before.is_empty() { HEAD } else { "" };
        let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
        let more = format!("{head}{gap}{line}");
        // What was there may be broken: a signature that cannot be read back is none.
        match fault(&format!("{before}{more}"), name) {
            None => Ok(more),
            Some(fault) => bail!(
                "签发记录「{}」的写法有误，没有签发：{fault}请从版本库恢复，或改好后再签发。",
                project.shown(&path)
            ),
        }
    })?;
    Ok(time)
}
