//! Parses the command line, runs the command, gives the system its number.

use std::process::ExitCode;

use clap::Parser;
use highland::cli::{Cli, Exit, run};

fn main() -> ExitCode {
    let exit = run(&Cli::parse()).unwrap_or_else(|error| {
        eprintln!("程序无法工作：{error:#}");
        Exit::Failure
    });
    ExitCode::from(exit.code())
}
