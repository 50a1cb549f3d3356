//! The digest to a command of the office's own, such as a mailer or a chat robot.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::sheet::Status;

/// How long the command may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// Runs a command line with the digest on its standard input and the status in `HIGHLAND_STATUS`.
///
/// # Errors
/// It cannot be started, ends with a failure, or does not end.
pub fn notify(command: &str, digest: &str, status: Status) -> Result<()> {
    let mut child = shell(command)
        .env("HIGHLAND_STATUS", status.key())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .with_context(|| format!("通知命令「{command}」启动失败"))?;
    let mut input = child.stdin.take().context("通知命令没有标准输入")?;
    let text = digest.to_owned();
    // A command that does not read must not keep us; what it leaves unread is its own affair.
    std::thread::spawn(move || input.write_all(text.as_bytes()).unwrap_or_default());
    let start = Instant::now();
    loop {
        match child.try_wait().context("等待通知命令失败")? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => bail!("通知命令「{command}」失败（{status}）"),
            None if PATIENCE < start.elapsed() => {
                child.kill().unwrap_or_default();
                child.wait().ok();
                bail!("通知命令「{command}」{} 秒没有结束，已停止", PATIENCE.as_secs())
            }
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

#[cfg(unix)]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", command]);
    shell
}

#[cfg(not(unix))]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("cmd");
    shell.args(["/C", command]);
    shell
}
