//! The command line read, and its mistakes said in Chinese.

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Cli, Exit};

/// How every command's help is laid out.
pub const HELP: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// Reads the command line. `Err` is the end of the program: help was asked for, or something was mistyped.
///
/// # Errors
/// There is nothing to run; what had to be said has been said.
pub fn parse() -> Result<Cli, Exit> {
    Cli::try_parse().map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Help goes to standard output; a reader that has gone away does not matter.
            error.print().unwrap_or_default();
            Exit::Clean
        }
        _ => {
            super::common::tell(&format!("{}\n可用「highland --help」查看用法。\n", say(&error))).unwrap_or_default();
            Exit::Failure
        }
    })
}

fn say(error: &clap::Error) -> String {
    let get = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = get(ContextKind::InvalidArg);
    let name = argument.split(' ').next().unwrap_or_default();
    let value = get(ContextKind::InvalidValue);
    let suggestions = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = suggestions.into_iter().map(get).find(|text| !text.is_empty());
    let near = near.map(|text| format!("是不是「{text}」？")).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识的选项「{argument}」。{near}"),
        ErrorKind::InvalidSubcommand => format!("不认识的命令「{}」。{near}", get(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "请写明要做什么：new（生成填报骨架）、check（检查）、status（报送情况）、assess（评价结果）、whatif（假设另外的数）、sign（签发）、build（生成报告）、serve（在浏览器里预览）、watch（随改随生成）、nightly（每夜预览）、explain（规则说明）、\
             schema（编辑器用的格式定义）或 completions（命令补全）。".to_owned()
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("选项「{name}」后面要写一个值。"),
        ErrorKind::InvalidValue => {
            format!("选项「{name}」不能是「{value}」。{near}可以写：{}。", get(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("选项「{name}」不能是「{value}」：{reason}。")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少「{argument}」。"),
        ErrorKind::ArgumentConflict => format!("选项「{name}」写了两次，或与其他选项不能同时用。"),
        _ => format!("命令行有误（{}）。", error.kind()),
    }
}
