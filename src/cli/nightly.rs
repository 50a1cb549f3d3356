//! `highland nightly`: the preview that a timer starts.

use std::time::Duration;

use anyhow::Result;
use clap::Args;

use super::common::{Exit, Root, date, print, tell, year};
use crate::model::{Date, Year};
use crate::pipeline::Request;
use crate::preview::nightly::{Health, NightStatus, Nightly as Asked, health, run};
use crate::preview::now;

/// 每夜预览：整本预览稿、各单位分册和变化摘要，供定时任务运行
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland nightly [选项]", next_help_heading = "选项")]
#[command(
    after_help = "写到 output/preview/日期/，output/preview/latest 总是指向最近一次成功的预览，入口是 output/preview/index.html。\n\
    退出码：0 已生成，没有新的错误；1 已生成，但有上一次没有的错误（或通知没有发出），要人看；2 没有生成，上一次的预览不动。\n\
    --healthcheck 的退出码：0 正常；1 太旧或最近一次失败；2 还没有过成功的预览。\n\
    systemd、cron、Windows 任务计划、GitHub Actions、Gitea、GitLab CI 和容器的现成配置，取来报送文件、发邮件、发到群里的脚本，在 assets/recipes/。"
)]
pub struct Nightly {
    /// 报告年度（默认：有报送文件的最新年度）
    #[arg(long, value_name = "年度", value_parser = year)]
    year: Option<Year>,

    /// 评价截止日（默认：报告年度的年末）
    #[arg(long, value_name = "日期", value_parser = date)]
    as_of: Option<Date>,

    /// 保留最近多少次预览（默认 30）；每月最后一次另外一直保留
    #[arg(long, value_name = "次数", value_parser = clap::value_parser!(u16).range(1..), default_value = "30", hide_default_value = true)]
    keep: u16,

    /// 另一次预览正在进行时，最多等多少秒
    #[arg(long, value_name = "秒数", default_value = "0", hide_default_value = true)]
    wait: u64,

    /// 结束后运行的命令，从标准输入得到摘要（Markdown），环境变量 `HIGHLAND_STATUS` 为 ok、problems 或 failed
    #[arg(long, value_name = "命令")]
    notify: Option<String>,

    /// 看摘要的人用哪个地址打开 output/preview，如 `https://example.org/preview`；写了，摘要里的链接在邮件和群里就点得开
    #[arg(long, value_name = "地址", value_parser = link)]
    link: Option<String>,

    /// 不生成，只检查定时任务是否还在正常运行
    #[arg(long)]
    healthcheck: bool,

    /// 上一次成功的预览最多多少小时算正常（默认 26），与 --healthcheck 同用
    #[arg(long, value_name = "小时", default_value = "26", hide_default_value = true, requires = "healthcheck")]
    max_age: u32,

    #[command(flatten)]
    root: Root,
}

impl Nightly {
    /// Runs one night, or looks after the last one.
    ///
    /// # Errors
    /// Another run is at it, or the disk fails.
    pub fn run(&self) -> Result<Exit> {
        let project = self.root.project()?;
        if self.healthcheck {
            let (text, exit) = match health(&project.previews(), now()?.seconds, i64::from(self.max_age)) {
                Health::Good(text) => (text, Exit::Clean),
                Health::Old(text) | Health::Failed(text) | Health::Bad(text) => (text, Exit::Problems),
                Health::None(text) => (text, Exit::Failure),
            };
            print(&format!("{text}\n"))?;
            return Ok(exit);
        }
        let asked = Asked {
            request: Request { year: self.year, as_of: self.as_of, ..Request::default() },
            keep: usize::from(self.keep),
            wait: Duration::from_secs(self.wait),
            notify: self.notify.clone(),
            link: self.link.clone(),
        };
        let outcome = run(&project, &asked)?;
        tell(&outcome.told)?;
        Ok(match outcome.status {
            NightStatus::Ok => Exit::Clean,
            NightStatus::Problems => Exit::Problems,
            NightStatus::Failed => Exit::Failure,
        })
    }
}

/// Reads the address of the folder of the previews.
fn link(text: &str) -> Result<String, String> {
    let known = ["https://", "http://", "file://"].iter().any(|start| text.starts_with(start));
    let odd = |c: char| c.is_whitespace() || c.is_control() || "()<>\"".contains(c);
    if known && !text.contains(odd) {
        return Ok(text.to_owned());
    }
    Err("应为以 https://、http:// 或 file:// 开头的地址，其中没有空格和括号".to_owned())
}
