//! `highland completions`: what a shell needs to complete commands and flags.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::common::Exit;

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
    pub fn run(&self) -> Exit {
        clap_complete::generate(self.shell, &mut super::Cli::command(), "highland", &mut std::io::stdout());
        Exit::Clean
    }
}
