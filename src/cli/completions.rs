//! `highland completions`: what a shell needs to complete commands, flags, and the names of a project.

use anyhow::Result;
use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::Shell;

use super::common::{Exit, print};
use crate::check::rules::ALL;
use crate::diag::Diagnostics;
use crate::load::load;
use crate::project::Project;
use crate::source::Sources;

/// 输出命令补全脚本
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland completions <外壳>", next_help_heading = "选项")]
pub struct Completions {
    /// 命令行外壳：bash、zsh、fish、powershell 或 elvish
    #[arg(
        value_name = "外壳",
        value_enum,
        hide_possible_values = true,
        help_heading = "参数",
        required_unless_present = "list"
    )]
    shell: Option<Shell>,

    /// What the scripts ask for while somebody types.
    #[arg(long, value_enum, hide = true)]
    list: Option<Listed>,
}

/// Names that are completed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Listed {
    Units,
    Years,
    Rules,
    Indicators,
}

/// What comes after the script for bash: values of options, asked of the program itself.
const BASH: &str = r#"
_highland_named() {
    local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" kind=""
    case "$before" in
        --unit) kind=units ;;
        --year|new) kind=years ;;
        explain) kind=rules ;;
        assess|whatif) kind=indicators ;;
    esac
    if [[ -n "$kind" && "$current" != -* ]]; then
        local IFS=$'\n'
        COMPREPLY=($(compgen -W "$(highland completions --list "$kind" 2>/dev/null)" -- "$current"))
        return 0
    fi
    _highland "$@"
}
complete -F _highland_named -o nosort -o bashdefault -o default highland 2>/dev/null || complete -F _highland_named highland
"#;

/// The same for fish.
const FISH: &str = r"
complete -c highland -l unit -xa '(highland completions --list units 2>/dev/null)'
complete -c highland -l year -xa '(highland completions --list years 2>/dev/null)'
complete -c highland -n '__fish_seen_subcommand_from new' -xa '(highland completions --list years 2>/dev/null)'
complete -c highland -n '__fish_seen_subcommand_from explain' -xa '(highland completions --list rules 2>/dev/null)'
complete -c highland -n '__fish_seen_subcommand_from assess whatif' -xa '(highland completions --list indicators 2>/dev/null)'
";

impl Completions {
    /// Prints the script, or the names that one asks for.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn run(&self) -> Result<Exit> {
        if let Some(list) = self.list {
            let names = names(list).into_iter().map(|name| name + "\n");
            print(&names.collect::<String>())?;
            return Ok(Exit::Clean);
        }
        let Some(shell) = self.shell else { return Ok(Exit::Failure) };
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut super::Cli::command(), "highland", &mut script);
        let script = String::from_utf8_lossy(&script).into_owned();
        print(&match shell {
            Shell::Bash => script + BASH,
            Shell::Fish => script + FISH,
            Shell::Zsh => zsh(&script),
            _ => script,
        })?;
        Ok(Exit::Clean)
    }
}

/// The script for zsh, in which the values of options are asked of the program itself.
fn zsh(script: &str) -> String {
    let asked = |list: &str| format!(":{{compadd -- ${{(f)\"$(highland completions --list {list} 2>/dev/null)\"}}}}");
    let values = [("单位", "units"), ("年度", "years"), ("规则", "rules"), ("指标", "indicators")];
    values.into_iter().fold(script.to_owned(), |script, (name, list)| {
        script.replace(&format!(":{name}:_default"), &format!(":{name}{}", asked(list)))
    })
}

/// The names of the project around here; none where there is none.
fn names(list: Listed) -> Vec<String> {
    if matches!(list, Listed::Rules) {
        return ALL.iter().map(|rule| rule.name.as_str().to_owned()).collect();
    }
    let project = std::env::current_dir().ok().and_then(|folder| Project::around(&folder).ok());
    let content =
        project.and_then(|project| load(&project, None, &mut Sources::default(), &mut Diagnostics::default()).ok());
    let Some(content) = content else { return Vec::new() };
    match list {
        Listed::Units => content.plan.departments.iter().map(|own| own.name.value.clone()).collect(),
        Listed::Years => (content.plan.head.start..=content.plan.head.end).map(|year| year.to_string()).collect(),
        Listed::Indicators => content.plan.indicators.iter().map(|own| own.name.value.clone()).collect(),
        Listed::Rules => Vec::new(),
    }
}
