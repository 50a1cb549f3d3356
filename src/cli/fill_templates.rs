//! `highland fill-templates`: what this program asks of itself to fill the templates of an office apart.

use anyhow::Result;
use clap::Args;

use super::common::Exit;
use crate::compose::fill_templates;

/// 填写模板（程序自己用）
#[derive(Debug, Args)]
pub struct FillTemplates {}

/// Runs the command.
///
/// # Errors
/// Nothing is asked.
pub fn run() -> Result<Exit> {
    fill_templates(std::io::stdin().lock(), std::io::stdout().lock())?;
    Ok(Exit::Clean)
}
