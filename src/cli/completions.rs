//! `highland completions`: what a shell needs to complete commands and flags.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::common::Exit;

/// 输出命令补全脚本
#[derive(Debug, Args)]
pub struct Completions {
    /// 命令行外壳
    #[arg(value_name = "外壳", value_enum)]
    shell: Shell,
}

impl Completions {
    /// Prints the script.
    pub fn run(&self) -> Exit {
        clap_complete::generate(self.shell, &mut super::Cli::command(), "highland", &mut std::io::stdout());
        Exit::Clean
    }
}
