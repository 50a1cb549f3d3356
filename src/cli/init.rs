//! `highland init`: a content folder drafted from the text of a plan.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use super::common::{Exit, tell, year};
use crate::desk::{PICTURES, handbook};
use crate::drafting::{Counts, drafted, is_word, read_word};
use crate::load::encoding::decode;
use crate::model::Year;
use crate::output::create;

/// 由方案的文本起草内容文件夹：单位、任务、分工、指标、里程碑；拿不准的列为「待核」
#[derive(Debug, Args)]
#[command(
    help_template = super::usage::HELP,
    override_usage = "highland init <方案文件> [选项]",
    next_help_heading = "选项"
)]
pub struct Init {
    /// 方案全文，纯文本（.txt）或 Word 文件（.docx）
    #[arg(value_name = "方案文件", help_heading = "参数")]
    plan: PathBuf,

    /// 第一本报告的年度（默认：规划首年）
    #[arg(long, value_name = "年度", value_parser = year)]
    year: Option<Year>,

    /// 项目文件夹，在里面新建 content（默认：当前文件夹）
    #[arg(short = 'C', long, value_name = "文件夹", default_value = ".", hide_default_value = true)]
    root: PathBuf,
}

/// Largest file that is read, in bytes: a plan is a text, a Word file has pictures at most.
const MOST: u64 = 64 << 20;

impl Init {
    /// Writes the files; a folder that has a plan is left alone.
    ///
    /// # Errors
    /// The file cannot be read as a text, the folder has a plan already, or the disk fails.
    pub fn run(&self) -> Result<Exit> {
        let content = self.root.join("content");
        let plan = content.join("plan.yaml");
        if plan.exists() {
            bail!(
                "已经有「{}」，没有改动任何文件。用 -C 另选一个空文件夹；要重新起草的，先把原来的 content 移走。",
                plan.display()
            );
        }
        let draft = drafted(&text(&self.plan)?, self.year)?;
        let Counts { departments, assignments, indicators, milestones, .. } = draft.counts;
        if departments + assignments + indicators + milestones == 0 {
            bail!(
                "「{}」里没有认出任务、单位和指标，没有写出文件。请确认这是方案的全文；扫描件须先转成文字。",
                self.plan.display()
            );
        }
        let (mut made, mut kept) = (Vec::new(), Vec::new());
        let files = draft.files.iter().map(|file| (file.name, file.text.clone()));
        // Every form refers to the handbook.
        let pictures = PICTURES.iter().map(|(name, bytes)| (*name, bytes.to_vec()));
        let files = files.chain([("填报手册.md", handbook())]).map(|(name, text)| (name, text.into_bytes()));
        for (name, bytes) in files.chain(pictures) {
            let shown = format!("content/{name}");
            if create(&content.join(name), &bytes)? { made.push(shown) } else { kept.push(shown) }
        }
        tell(&format!("已起草：{}。\n", made.join("、")))?;
        if !kept.is_empty() {
            tell(&format!("已经有了，没有改动：{}。\n", kept.join("、")))?;
        }
        tell(&format!("{}\n", found(&draft.counts)))?;
        tell("下一步：读 content/README.md，运行 highland check，对照原文逐处核对「待核」。\n")?;
        Ok(Exit::Clean)
    }
}

/// What was found, in a sentence.
fn found(counts: &Counts) -> String {
    format!(
        "认出单位{}个、任务领域{}个、任务{}项、责任分工{}项、指标{}项、里程碑{}项，另有{}个数字不是指标；{}处待核。",
        counts.departments,
        counts.areas,
        counts.tasks,
        counts.assignments,
        counts.indicators,
        counts.milestones,
        counts.exempt,
        counts.open
    )
}

/// The text of a plan, of a Word file too.
fn text(path: &Path) -> Result<String> {
    let shown = path.display();
    if !path.is_file() {
        bail!("没有「{shown}」这个文件。请核对文件名和所在的文件夹。");
    }
    let size = std::fs::metadata(path).with_context(|| format!("读不了「{shown}」"))?.len();
    if MOST < size {
        bail!("「{shown}」超过 {} 兆字节，不像方案的文本。", MOST >> 20);
    }
    let bytes = std::fs::read(path).with_context(|| format!("读不了「{shown}」"))?;
    if is_word(&bytes) {
        return read_word(&bytes);
    }
    match decode(&bytes) {
        Ok(decoded) => Ok(decoded.text),
        Err(line) => bail!(
            "「{shown}」第 {line} 行读不出文字。请另存为 UTF-8 的纯文本，或用 Word 文件（.docx）；PDF 须先转成文字。"
        ),
    }
}
