//! `highland check`: all findings, no report; with `--fix`, the certain ones mended first.

use std::sync::Arc;

use anyhow::Result;
use clap::Args;

use super::common::{Common, Exit, tell};
use crate::diag::{Change, Diagnostics, Level, changes};
use crate::model::{Content, Submission};
use crate::output::replace;
use crate::pipeline::{self, Outcome};
use crate::project::Project;
use crate::source::FileId;

/// How often the text is read again after a fix: one mended mistake may bring out the next.
const MOST_ROUNDS: usize = 20;

/// How many fixes of one file are tried one by one where all of them together make it worse.
const MOST_TRIED: usize = 40;

/// 检查方案和报送文件，不生成报告
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland check [选项]", next_help_heading = "选项")]
pub struct Check {
    #[command(flatten)]
    common: Common,

    /// 改好能确定怎么改的问题（先列出改动，再写入；注释和顺序不变）
    #[arg(long)]
    fix: bool,

    /// 与 --fix 连用：只列出改动，不写入
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

impl Check {
    /// Checks.
    ///
    /// # Errors
    /// The tool could not work.
    pub fn run(&self) -> Result<Exit> {
        let project = self.common.project()?;
        let mut outcome = self.check(&project)?;
        for _ in 0..MOST_ROUNDS {
            if !self.fix || !self.mend(&project, &outcome)? {
                break;
            }
            outcome = self.check(&project)?;
        }
        // What is mended is what stands in the files; what the way to the pages finds comes last.
        outcome = pipeline::rehearse(&project, &self.common.request(), &mut |_| {})?;
        self.promise(&project, &mut outcome)?;
        self.common.report(&outcome)?;
        self.common.timed(&outcome.timings)?;
        tell(&format!("{}年度检查：{}。\n", outcome.year, Common::summary(&outcome)))?;
        let fixable = outcome.diags.iter().filter(|found| !found.fix.is_empty()).count();
        if 0 < fixable && !self.fix {
            let unit = outcome.unit.as_ref().map(|name| format!(" --unit {name}")).unwrap_or_default();
            tell(&format!("其中 {fixable} 个可用「highland check{unit} --fix」自动改好。\n"))?;
        }
        Ok(if outcome.diags.has_errors() { Exit::Problems } else { Exit::Clean })
    }

    fn check(&self, project: &Project) -> Result<Outcome> {
        pipeline::check(project, &self.common.request(), &mut |_| {})
    }

    /// Takes back fixes that would not be made, so that nobody is promised them.
    fn promise(&self, project: &Project, outcome: &mut Outcome) -> Result<()> {
        let signed = signed(&outcome.content);
        let mut made = Vec::new();
        for change in changes(&outcome.diags, &outcome.sources) {
            if !signed.contains(&change.file) {
                made.extend(self.certain(project, outcome, &outcome.diags, &change)?.iter().cloned());
            }
        }
        outcome.diags.withdraw(|found| !made.contains(found));
        Ok(())
    }

    /// The findings of a file whose fixes leave no more errors than there were: all of them, or those that do.
    fn certain(
        &self,
        project: &Project,
        outcome: &Outcome,
        diags: &Diagnostics,
        change: &Change<'_>,
    ) -> Result<Diagnostics> {
        let fine = |change: &Change<'_>| -> Result<bool> {
            let after = project.with(project.root.join(change.path), change.after.clone().into_bytes());
            Ok(errors(&self.check(&after)?) <= errors(outcome))
        };
        let sorted = diags.sorted(&outcome.sources).into_iter();
        let own = sorted.filter(|found| found.fix.first().is_some_and(|edit| edit.span.file == change.file));
        let mut kept = Diagnostics::default();
        if fine(change)? {
            kept.extend(own.cloned());
            return Ok(kept);
        }
        for found in own.take(MOST_TRIED) {
            let mut tried = kept.clone();
            tried.push(found.clone());
            let more = changes(&tried, &outcome.sources).into_iter().find(|own| own.file == change.file);
            if let Some(more) = more
                && fine(&more)?
            {
                kept = tried;
            }
        }
        Ok(kept)
    }

    /// Shows the certain fixes and makes them; says whether any file was changed. With a department asked for, only its
    /// files are; what is signed is left as it was signed.
    fn mend(&self, project: &Project, outcome: &Outcome) -> Result<bool> {
        let mut diags = outcome.diags.clone();
        if let Some(name) = &outcome.unit {
            diags.keep(|found| found.unit.as_ref() == Some(name));
        }
        let signed = signed(&outcome.content);
        let mut made = false;
        for change in changes(&diags, &outcome.sources) {
            if signed.contains(&change.file) {
                tell(&format!("「{}」已经签发，没有自动改：改了就须重新签发。\n", change.path))?;
                continue;
            }
            let path = change.path;
            let kept = self.certain(project, outcome, &diags, &change)?;
            let Some(change) = changes(&kept, &outcome.sources).into_iter().next() else {
                tell(&format!("「{path}」里可自动改的，改了会带出别的问题，没有改；请照「改法」手工改。\n"))?;
                continue;
            };
            tell(&change.diff())?;
            if self.dry_run {
                continue;
            }
            // Somebody may have saved the file since it was read, in whatever encoding, or sign it now.
            let read = outcome.sources.file(change.file).stored.as_deref().unwrap_or_default();
            if !replace(&project.root.join(change.path), read, change.after.as_bytes())? {
                tell(&format!("「{}」刚才被改过，没有自动改；请再运行一次。\n", change.path))?;
                continue;
            }
            made = true;
            tell(&format!("已改好「{}」里的 {} 处。\n\n", change.path, change.count))?;
        }
        Ok(made)
    }
}

/// Errors of a run.
fn errors(outcome: &Outcome) -> usize {
    outcome.diags.count(Level::Error)
}

/// The files whose signature stands.
fn signed(content: &Content) -> Vec<FileId> {
    let stands = |submission: &&Arc<Submission>| {
        let name = content.plan.author(submission).map(|department| department.name.as_str());
        let sign_off = name.and_then(|name| content.sign_off(submission.folder_year, name));
        sign_off.is_some_and(|sign_off| *sign_off.hash == submission.hash)
    };
    content.submissions.iter().filter(stands).map(|submission| submission.file).collect()
}
