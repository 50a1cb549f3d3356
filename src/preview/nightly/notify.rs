//! The digest to a command of the office's own, such as a mailer or a chat robot.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::summary::NightStatus;

/// How long the command may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// How much of what it says of a failure is passed on, in bytes.
const MOST: u64 = 64 << 10;

/// Runs a command line with the digest on its standard input and the status in `HIGHLAND_STATUS`.
///
/// # Errors
/// It cannot be started, ends with a failure, or does not end.
pub fn notify(command: &str, digest: &str, status: NightStatus) -> Result<()> {
    let mut child = shell(command)
        .env("HIGHLAND_STATUS", status.key())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("通知命令「{command}」启动失败"))?;
    if let Some(said) = child.stderr.take() {
        std::thread::spawn(move || pass_on(said));
    }
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
                end(&mut child);
                bail!("通知命令「{command}」{} 秒没有结束，已停止", PATIENCE.as_secs())
            }
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// What a command says of its failure is passed on, as long as it is of a reasonable length.
fn pass_on(mut said: impl Read) {
    let mut text = Vec::new();
    said.by_ref().take(MOST).read_to_end(&mut text).unwrap_or_default();
    std::io::stderr().write_all(&text).unwrap_or_default();
    std::io::copy(&mut said, &mut std::io::sink()).unwrap_or_default();
}

/// A shell with the command line, which with all it starts is a group of its own.
#[cfg(unix)]
fn shell(command: &str) -> Command {
    use std::os::unix::process::CommandExt;
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).process_group(0);
    shell
}

/// The command line goes to the shell as it is: its rules for quotes are its own.
#[cfg(windows)]
fn shell(command: &str) -> Command {
    use std::os::windows::process::CommandExt;
    let mut shell = Command::new("cmd");
    shell.raw_arg("/C").raw_arg(command);
    shell
}

#[cfg(not(any(unix, windows)))]
fn shell(command: &str) -> Command {
    Command::new(command)
}

/// Ends a command and what it started.
fn end(child: &mut Child) {
    if cfg!(unix) {
        let group = format!("-{}", child.id());
        Command::new("kill").args(["-KILL", "--", &group]).status().ok();
    }
    child.kill().unwrap_or_default();
    child.wait().ok();
}
