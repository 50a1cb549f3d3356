//! `highland verify`: whether a release is as it was released.

use anyhow::{Result, bail};
use clap::Args;

use super::common::{Exit, Root, tell};
use crate::diag::did_you_mean;
use crate::release::{Releases, rebuild, verify};

/// 核对发布的档案：文件有没有少、有没有改，可再从存下的内容重新生成一遍比较
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland verify [档案] [选项]", next_help_heading = "选项")]
pub struct Verify {
    /// 档案名称，如 2024-审定稿-1（默认：全部档案）
    #[arg(value_name = "档案", help_heading = "参数")]
    name: Option<String>,

    /// 从存下的内容重新生成，逐字节比较
    #[arg(long)]
    rebuild: bool,

    #[command(flatten)]
    root: Root,
}

impl Verify {
    /// Verifies.
    ///
    /// # Errors
    /// There is no such release, or the disk fails.
    pub fn run(&self) -> Result<Exit> {
        let project = self.root.project()?;
        let releases = Releases::of(&project);
        let names = releases.names();
        let wanted: Vec<&String> = match &self.name {
            None => names.iter().collect(),
            Some(name) => match names.iter().find(|own| *own == name) {
                Some(name) => vec![name],
                None => bail!("没有名为「{name}」的档案。{}", did_you_mean(name, names.iter().map(String::as_str))),
            },
        };
        if wanted.is_empty() {
            bail!("还没有发布过：output/releases 里没有档案。发布用 highland release 版本。");
        }
        let mut good = true;
        for name in wanted {
            let folder = releases.folder.join(name);
            let found = verify(&folder)?;
            if found.is_empty() {
                tell(&format!("{name}：{} 个文件都与发布时一致，校验码 {}。\n", found.files, found.seal))?;
            } else {
                good = false;
                tell(&format!("{name}：与发布时不一致，校验码 {}。\n", found.seal))?;
                let lists = [("少了", &found.missing), ("改了", &found.changed), ("多了", &found.added)];
                for (what, paths) in lists.into_iter().filter(|(_, paths)| !paths.is_empty()) {
                    tell(&paths.iter().map(|path| format!("  {what}　{path}\n")).collect::<String>())?;
                }
            }
            if self.rebuild {
                let again = rebuild(&project, &folder)?;
                if let Some(program) = &again.program {
                    tell(&format!("  档案由 {program} 生成，与现在的版本不同，字节可能不一样。\n"))?;
                }
                if !again.typefaces.is_empty() {
                    tell(&format!("  字体与发布时不同：{}；字节可能不一样。\n", again.typefaces.join("、")))?;
                }
                good &= again.other.is_empty();
                tell(&format!(
                    "  重新生成 {} 个文件，{} 个逐字节相同。\n",
                    again.same + again.other.len(),
                    again.same
                ))?;
                tell(&again.other.iter().map(|path| format!("  不同　{path}\n")).collect::<String>())?;
            }
        }
        Ok(if good { Exit::Clean } else { Exit::Problems })
    }
}
