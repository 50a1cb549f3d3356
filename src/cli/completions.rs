//! `highland completions`: what a shell needs to complete commands and flags.

use anyhow::Result;
use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::common::{Exit, print};

/// 输出命令补全脚本
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland completions <外壳>", next_help_heading = "选项")]
pub struct Completions {
    /// 命令行外壳：bash、zsh、fish、powershell 或 elvish
    #[arg(value_name = "外壳", value_enum, hide_possible_values = true, help_heading = "参数")]
    shell: Shell,
}

impl Completions {
    /// Prints the script.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn run(&self) -> Result<Exit> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::Cli::command(), "highland", &mut script);
        print(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Clean)
    }
}
