//! Reads the command line, runs the command, gives the system its number.

use std::process::ExitCode;

use highland::cli::{Exit, parse, run};

fn main() -> ExitCode {
    let exit = parse().map_or_else(
        |exit| exit,
        |cli| {
            run(&cli).unwrap_or_else(|error| {
                eprintln!("程序无法工作：{error:#}");
                Exit::Failure
            })
        },
    );
    ExitCode::from(exit.code())
}
