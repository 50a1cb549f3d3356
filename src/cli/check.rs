//! `highland check`: all findings, no report.

use anyhow::Result;
use clap::Args;

use super::common::{Common, Exit, tell};
use crate::pipeline;

/// 检查方案和报送文件，不生成报告
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland check [选项]", next_help_heading = "选项")]
pub struct Check {
    #[command(flatten)]
    common: Common,
}

impl Check {
    /// Checks.
    ///
    /// # Errors
    /// The tool could not work.
    pub fn run(&self) -> Result<Exit> {
        let project = self.common.project()?;
        let outcome = pipeline::check(&project, &self.common.request(false), &mut |_| {})?;
        self.common.report(&outcome)?;
        self.common.timed(&outcome.timings)?;
        tell(&format!("{}年度检查：{}。\n", outcome.year, Common::summary(&outcome)))?;
        Ok(if outcome.diags.has_errors() { Exit::Problems } else { Exit::Clean })
    }
}
