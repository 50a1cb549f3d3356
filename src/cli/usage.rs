//! The command line read, and its mistakes said in Chinese.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser};

use super::{Cli, Exit};
use crate::diag::nearest;

/// How every command's help is laid out.
pub const HELP: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// Reads the command line. `Err` is the end of the program: help was asked for, or something was mistyped.
///
/// # Errors
/// There is nothing to run; what had to be said has been said.
pub fn parse() -> Result<Cli, Exit> {
    let words = in_order(std::env::args_os().collect());
    let command = words.get(1).map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
    Cli::try_parse_from(words).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Help goes to standard output; a reader that has gone away does not matter.
            error.print().unwrap_or_default();
            Exit::Clean
        }
        _ => {
            let own = commands().contains(&command);
            let own = if own { format!("{command} ") } else { String::new() };
            let told = format!("{}\n可用「highland {own}--help」查看用法。\n", say(&error, &command));
            super::common::tell(&told).unwrap_or_default();
            Exit::Failure
        }
    })
}

/// The words in the order that the parser wants: `highland -C DIR build` as `highland build -C DIR`, and `highland help build` as
/// `highland build --help`.
fn in_order(mut words: Vec<OsString>) -> Vec<OsString> {
    let text = |words: &[OsString], at: usize| words.get(at).map(|word| word.to_string_lossy().into_owned());
    let first = text(&words, 1).unwrap_or_default();
    let folder = if ["-C", "--root"].contains(&first.as_str()) && 3 < words.len() {
        words.splice(1..3, []).collect()
    } else if first.starts_with("--root=") || first.starts_with("-C") && 2 < first.len() {
        words.splice(1..2, []).collect()
    } else {
        Vec::new()
    };
    if text(&words, 1).as_deref() == Some("help") {
        words.remove(1);
        words.push("--help".into());
    }
    if 1 < words.len() {
        words.splice(2..2, folder);
    } else {
        words.extend(folder);
    }
    words
}

/// The name of every command.
fn commands() -> Vec<String> {
    Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

/// The long options of a command, with their dashes.
fn options(command: &str) -> Vec<String> {
    let whole = Cli::command();
    let own = whole.find_subcommand(command).unwrap_or(&whole);
    own.get_arguments().filter_map(|option| option.get_long()).map(|name| format!("--{name}")).collect()
}

/// What an unknown option may have been: one that begins so, one that is alike, or one of another command.
fn other_option(typed: &str, command: &str) -> String {
    let typed = typed.split('=').next().unwrap_or_default();
    let own = options(command);
    let begins = own.iter().find(|name| 3 < typed.len() && name.starts_with(typed));
    let near = begins.map(String::as_str).or_else(|| {
        // Two dashes are no likeness.
        let bare = own.iter().map(|name| name.trim_start_matches('-'));
        let near = nearest(typed.trim_start_matches('-'), bare)?;
        own.iter().find(|name| name.trim_start_matches('-') == near).map(String::as_str)
    });
    if let Some(near) = near {
        return format!("是不是「{near}」？");
    }
    let others: Vec<String> =
        commands().into_iter().filter(|other| options(other).iter().any(|name| name == typed)).collect();
    if others.is_empty() { String::new() } else { format!("它是 {} 的选项。", others.join("、")) }
}

fn say(error: &clap::Error, command: &str) -> String {
    let get = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = get(ContextKind::InvalidArg);
    let name = argument.split(' ').next().unwrap_or_default();
    let value = get(ContextKind::InvalidValue);
    let suggested = get(ContextKind::SuggestedValue);
    let near = if suggested.is_empty() { suggested } else { format!("是不是「{suggested}」？") };
    // An option has dashes; what has none is what comes after the command.
    let what = if name.starts_with('-') { "选项" } else { "参数" };
    match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => format!("多余的参数「{argument}」。"),
        ErrorKind::UnknownArgument => format!("不认识的选项「{argument}」。{}", other_option(&argument, command)),
        ErrorKind::InvalidSubcommand => {
            let typed = get(ContextKind::InvalidSubcommand);
            let all = commands();
            let near = nearest(&typed, all.iter().map(String::as_str));
            let near = near.map(|near| format!("是不是「{near}」？")).unwrap_or_default();
            format!("不认识的命令「{typed}」。{near}可以写：{}。", all.join("、"))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let whole = Cli::command();
            let told = whole.get_subcommands().map(|own| {
                let about = own.get_about().map(ToString::to_string).unwrap_or_default();
                let about = about.split(['；', '：', '。', '（']).next().unwrap_or_default().to_owned();
                format!("  {:<12} {about}", own.get_name())
            });
            format!("请写明要做什么：\n{}", told.collect::<Vec<_>>().join("\n"))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{what}「{name}」后面要写一个值。"),
        ErrorKind::InvalidValue => {
            format!("{what}「{name}」不能是「{value}」。{near}可以写：{}。", get(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("{what}「{name}」不能是「{value}」：{}。", in_chinese(&reason))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少「{argument}」。"),
        ErrorKind::ArgumentConflict => format!("选项「{name}」写了两次，或与其他选项不能同时用。"),
        ErrorKind::TooManyValues => format!("选项「{name}」后面不写值。"),
        _ => "命令行有误。".to_owned(),
    }
}

/// Why a value is refused, where the library says so in English.
fn in_chinese(reason: &str) -> String {
    if !reason.is_ascii() {
        return reason.trim_end_matches('。').to_owned();
    }
    match reason.split_once(" is not in ") {
        Some((_, range)) => format!("应在 {} 之间", range.replace("..=", "—").replace("..", "—")),
        None if reason.contains("digit") || reason.contains("integer") || reason.contains("number") => {
            "应为整数".to_owned()
        }
        None => "写法不对".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_may_come_first_and_help_is_a_word() {
        let check = |typed: &str, expected: &str| {
            let words = typed.split(' ').map(OsString::from).collect();
            let read: Vec<_> = in_order(words).into_iter().map(|word| word.to_string_lossy().into_owned()).collect();
            assert_eq!(read.join(" "), expected);
        };
        check("highland -C dir build --draft", "highland build -C dir --draft");
        check("highland --root=dir check", "highland check --root=dir");
        check("highland help build", "highland build --help");
        check("highland help", "highland --help");
        check("highland build -C dir", "highland build -C dir");
    }

    #[test]
    fn an_unknown_option_is_the_nearest_one_or_another_command_s() {
        assert_eq!(other_option("--forma", "check"), "是不是「--format」？");
        assert_eq!(other_option("--draft", "check"), "它是 build 的选项。");
        assert_eq!(other_option("--draf", "build"), "是不是「--draft」？");
        assert_eq!(other_option("--xyzzy", "check"), "");
    }
}
