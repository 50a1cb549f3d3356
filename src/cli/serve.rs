//! `highland serve`: the report in a browser, following every saved file.

use std::net::{IpAddr, SocketAddr};

use anyhow::{Result, bail};
use clap::Args;

use super::common::{Exit, Followed, edit_told, tell};
use crate::preview::{Desk, Editor, Listen, Watcher, serve};

/// 在浏览器里预览，文件一保存页面就更新
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland serve [选项]", next_help_heading = "选项")]
#[command(
    after_help = "只有本机能打开，除非用 --listen 写别的地址；写了别的地址，同一网络里的人都能看到未定稿的内容。按 Ctrl+C 结束。"
)]
pub struct Serve {
    /// 监听的地址，如 127.0.0.1:8910（默认：本机，从 8910 起第一个空闲的端口）
    #[arg(long, value_name = "地址", value_parser = address, default_value = "127.0.0.1", hide_default_value = true)]
    listen: SocketAddr,

    /// 浏览器里用别的主机名打开时，写明这个名字；可以写几次
    #[arg(long, value_name = "主机名")]
    host: Vec<String>,

    /// 点到报送文件里的数和文字，可以直接在页面上改（只限本机，已签发的不能改）
    #[arg(long)]
    edit: bool,

    #[command(flatten)]
    followed: Followed,
}

impl Serve {
    /// Serves until the program is ended.
    ///
    /// # Errors
    /// The address cannot be used, or the disk fails.
    pub fn run(&self) -> Result<Exit> {
        if self.edit && !(self.listen.ip().is_loopback() && self.host.is_empty()) {
            bail!("--edit 只供坐在这台机器前的人用，不能与 --host 或别的监听地址同用；去掉其中一个再运行。");
        }
        let (project, request) = (self.followed.project()?, self.followed.request()?);
        self.followed.known(&project)?;
        let watcher = Watcher::new(&project)?;
        let editor = if self.edit { Some(Editor::new(project.clone(), &request)?) } else { None };
        let fragment = editor.as_ref().map(Editor::fragment);
        let listen = Listen { address: self.listen, hosts: self.host.clone(), editor };
        serve(Desk::new(project, request), watcher, listen, &mut |address, board| match (board, &fragment) {
            (Some(board), _) => tell(&edit_told(board)),
            (None, Some(fragment)) => tell(&format!(
                "预览在 http://{address}/#{fragment} ，用浏览器打开；\n\
                 点到报送文件里的数和文字可以直接改，这个地址不要给别人。按 Ctrl+C 结束。\n"
            )),
            (None, None) if address.ip().is_loopback() => {
                tell(&format!("预览在 http://{address} ，用浏览器打开；按 Ctrl+C 结束。\n"))
            }
            (None, None) => {
                let name = "别的机器用本机的地址打开，启动时要用 --host 写明这个地址。";
                let hint = if address.ip().is_unspecified() { name } else { "" };
                tell(&format!(
                    "预览在 http://{address} ；按 Ctrl+C 结束。注意：同一网络里的人都能看到未定稿的内容。{hint}\n"
                ))
            }
        })?;
        Ok(Exit::Clean)
    }
}

/// Reads an address with or without a port.
fn address(text: &str) -> Result<SocketAddr, String> {
    let alone = |text: &str| text.parse::<IpAddr>().ok().map(|ip| SocketAddr::new(ip, 0));
    let found = text.parse().ok().or_else(|| alone(text));
    found.ok_or_else(|| "应为「IP 地址:端口」，例如 127.0.0.1:8910".to_owned())
}
