//! The command line: one file per command, its flags and its run.

mod assess;
mod build;
mod came;
mod check;
mod comments;
mod common;
mod completions;
mod department_form;
mod diff;
mod each;
mod editions;
mod explain;
mod fill_templates;
mod init;
mod named;
mod new;
mod nightly;
mod overview;
mod receive;
mod release;
mod schema;
mod serve;
mod sign;
mod status;
mod taken;
mod usage;
mod verify;
mod watch;
mod whatif;

use clap::{Parser, Subcommand};

pub use common::{Exit, reason};
pub use usage::parse;

/// What the program is, in its help.
const ABOUT: &str = "由方案和各单位的报送文件生成年度报告";

/// 由方案和各单位的报送文件生成年度报告
#[derive(Debug, Parser)]
#[command(name = "highland", version, about = ABOUT, help_template = usage::HELP, override_usage = "highland <命令> [选项]")]
#[command(disable_help_subcommand = true, disable_help_flag = true, disable_version_flag = true)]
#[command(subcommand_value_name = "命令", subcommand_help_heading = "命令", next_help_heading = "选项")]
#[command(after_help = "退出码：0 成功；1 内容有问题；2 程序无法工作。")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,

    /// 显示帮助
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,

    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

/// Every command.
#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
    New(new::New),
    Receive(receive::Receive),
    Check(check::Check),
    Status(status::Status),
    Assess(assess::Assess),
    Whatif(whatif::Whatif),
    Sign(sign::Sign),
    Release(release::Release),
    Verify(verify::Verify),
    Diff(diff::Diff),
    Build(build::Build),
    Comments(comments::Comments),
    Serve(serve::Serve),
    Watch(watch::Watch),
    Nightly(nightly::Nightly),
    Overview(overview::Overview),
    Explain(explain::Explain),
    Schema(schema::Schema),
    Completions(completions::Completions),
    #[command(hide = true)]
    FillTemplates(fill_templates::FillTemplates),
}

/// Runs the command that was asked for.
///
/// # Errors
/// The tool could not work: the machine failed or the request makes no sense.
pub fn run(cli: &Cli) -> anyhow::Result<Exit> {
    match &cli.command {
        Command::Init(command) => command.run(),
        Command::New(command) => command.run(),
        Command::Receive(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Status(command) => command.run(),
        Command::Assess(command) => command.run(),
        Command::Whatif(command) => command.run(),
        Command::Sign(command) => command.run(),
        Command::Release(command) => command.run(),
        Command::Verify(command) => command.run(),
        Command::Diff(command) => command.run(),
        Command::Build(command) => command.run(),
        Command::Comments(command) => command.run(),
        Command::Serve(command) => command.run(),
        Command::Watch(command) => command.run(),
        Command::Nightly(command) => command.run(),
        Command::Overview(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::Completions(command) => command.run(),
        Command::FillTemplates(_) => fill_templates::run(),
    }
}
