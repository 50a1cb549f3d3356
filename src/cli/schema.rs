//! `highland schema`: JSON Schema for editors, written beside the content or printed.

use anyhow::{Result, bail};
use clap::Args;

use super::common::{Exit, Root, print, tell};
use crate::diag::{Diagnostics, did_you_mean};
use crate::load::load;
use crate::output::write;
use crate::schema::documents;
use crate::source::Sources;

/// 生成编辑器用的格式定义（JSON Schema），写到 content/schema
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland schema [名称] [选项]", next_help_heading = "选项")]
pub struct Schema {
    /// 只输出一个，不写文件：plan、settings、submission 或 submission/单位
    #[arg(value_name = "名称", help_heading = "参数")]
    name: Option<String>,

    #[command(flatten)]
    root: Root,
}

impl Schema {
    /// Writes or prints.
    ///
    /// # Errors
    /// There is no such schema, or the disk fails.
    pub fn run(&self) -> Result<Exit> {
        let project = self.root.project()?;
        let content = load(&project, None, &mut Sources::default(), &mut Diagnostics::default())?;
        let documents = documents(&content.plan);
        if let Some(name) = &self.name {
            let names = || documents.iter().map(|document| document.path.trim_end_matches(".json"));
            let Some(document) = documents.iter().find(|document| document.path == format!("{name}.json")) else {
                let hint = did_you_mean(name, names());
                bail!("没有名为「{name}」的格式定义。{hint}可以写：{}。", names().collect::<Vec<_>>().join("、"))
            };
            print(&document.text())?;
            return Ok(Exit::Clean);
        }
        let folder = project.content().join("schema");
        for document in &documents {
            write(&folder.join(&document.path), document.text().as_bytes())?;
        }
        tell(&format!("已写入 {} 个格式定义：{}\n", documents.len(), project.shown(&folder)))?;
        Ok(Exit::Clean)
    }
}
