//! `highland check`: all findings, no report; with `--fix`, the certain ones mended first.

use anyhow::Result;
use clap::Args;

use super::common::{Common, Exit, tell};
use crate::diag::changes;
use crate::output::write;
use crate::pipeline::{self, Outcome};
use crate::project::Project;

/// How often the text is read again after a fix: one mended mistake may bring out the next.
const MOST_ROUNDS: usize = 20;

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
        self.common.report(&outcome)?;
        self.common.timed(&outcome.timings)?;
        tell(&format!("{}年度检查：{}。\n", outcome.year, Common::summary(&outcome)))?;
        let fixable = outcome.diags.iter().filter(|found| !found.fix.is_empty()).count();
        if 0 < fixable && !self.fix {
            tell(&format!("其中 {fixable} 个可用「highland check --fix」自动改好。\n"))?;
        }
        Ok(if outcome.diags.has_errors() { Exit::Problems } else { Exit::Clean })
    }

    fn check(&self, project: &Project) -> Result<Outcome> {
        pipeline::check(project, &self.common.request(false), &mut |_| {})
    }

    /// Shows the certain fixes and makes them; says whether any file was changed.
    fn mend(&self, project: &Project, outcome: &Outcome) -> Result<bool> {
        let changes = changes(&outcome.diags, &outcome.sources);
        for change in &changes {
            tell(&change.diff())?;
            if self.dry_run {
                continue;
            }
            write(&project.root.join(change.path), change.after.as_bytes())?;
            tell(&format!("已改好「{}」里的 {} 处。\n\n", change.path, change.count))?;
        }
        Ok(!changes.is_empty() && !self.dry_run)
    }
}
