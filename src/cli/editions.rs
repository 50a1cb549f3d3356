//! The flags that ask for an edition, as the table of editions has them.

use anyhow::{Result, bail};
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::edition::{ALL, Edition, FLAGS, Flag, Format, UNIT_FLAG, asked};

/// The flags that were given. With `PAGES`, only those of editions that have pages are offered.
#[derive(Debug, Clone, Default)]
pub struct Asked<const PAGES: bool> {
    flags: Vec<&'static str>,
}

/// The flags that are offered.
fn offered(pages: bool) -> impl Iterator<Item = &'static Flag> {
    let paged = |flag: &Flag| asked(&[flag.name]).is_some_and(|edition| edition.format == Format::Pdf);
    FLAGS.iter().filter(move |flag| !pages || paged(flag))
}

impl<const PAGES: bool> Asked<PAGES> {
    /// The edition asked for; `unit` says whether it is to be one department's.
    ///
    /// # Errors
    /// There is no edition of all these flags together.
    pub fn edition(&self, unit: bool) -> Result<&'static Edition> {
        let flags: Vec<&str> = self.flags.iter().copied().chain(unit.then_some(UNIT_FLAG)).collect();
        if let Some(edition) = asked(&flags) {
            return Ok(edition);
        }
        let written = |flags: &[&str]| {
            let flags = flags
                .iter()
                .map(|flag| if *flag == UNIT_FLAG { "--unit 单位".to_owned() } else { format!("--{flag}") });
            flags.collect::<Vec<_>>().join(" ")
        };
        let known: Vec<String> = ALL.iter().map(|own| written(own.flags)).filter(|flags| !flags.is_empty()).collect();
        bail!("没有同时是「{}」的版本。可以写：{}。", written(&flags), known.join("；"))
    }
}

impl<const PAGES: bool> FromArgMatches for Asked<PAGES> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = |flag: &&Flag| matches.get_flag(flag.name);
        Ok(Self { flags: offered(PAGES).filter(given).map(|flag| flag.name).collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl<const PAGES: bool> Args for Asked<PAGES> {
    fn augment_args(command: Command) -> Command {
        let arg = |flag: &Flag| {
            Arg::new(flag.name).long(flag.name).help(flag.help).action(ArgAction::SetTrue).help_heading("选项")
        };
        offered(PAGES).fold(command, |command, flag| command.arg(arg(flag)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}
