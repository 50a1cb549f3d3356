//! Templates filled in a process of its own: what an office writes may want any amount of memory and time, and the engine
//! counts steps only. The process is this program; it may have [`MEMORY`] and [`TIME`], and nothing but its own end comes of
//! asking for more.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::Value;

use super::environment::{Mistake, Work, excess, ready};

/// Memory that filling the templates may take, in bytes, the program itself included, where the system knows such a limit;
/// a report of a thousand pages takes a third of it.
const MEMORY: u64 = 1 << 30;

/// Time that it may take; a report of a thousand pages takes a hundredth of it.
const TIME: Duration = Duration::from_mins(1);

/// The hidden command that the process runs.
pub const COMMAND: &str = "fill-templates";

/// Fills the templates with the help of the program at `program`.
///
/// # Errors
/// Everything that is wrong with them, also that they want more than there is; never none.
pub fn fill<V: Serialize>(program: &Path, work: &Work<'_, V>) -> Result<String, Vec<Mistake>> {
    let failed = |error: anyhow::Error| {
        let message = format!("填写模板的程序没有运行起来（{error:#}）。");
        let help = "重新运行；仍不行时，检查程序文件是否完好。".to_owned();
        vec![Mistake { template: work.entry.to_string(), message, help, range: None, line: None }]
    };
    let given = serde_json::to_vec(work).map_err(|error| failed(error.into()))?;
    let mut command = Command::new(program);
    command.arg(COMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| failed(error.into()))?;
    let answer = answer(&mut child, given);
    // Whether it is through or not: nothing of it is left behind.
    let in_time = answer.is_some();
    drop(child.kill());
    drop(child.wait());
    match answer.map(|answer| serde_json::from_slice(&answer)) {
        Some(Ok(filled)) => filled,
        _ if in_time => Err(vec![excess(&work.entry, &format!("要用的内存超过了 {} MB", MEMORY >> 20))]),
        _ => Err(vec![excess(&work.entry, &format!("运行了 {} 秒还没有结束", TIME.as_secs()))]),
    }
}

/// Gives a process what it works on and takes what it answers; none if it takes too long.
fn answer(child: &mut Child, given: Vec<u8>) -> Option<Vec<u8>> {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        // One that ends before it has read everything says so by its answer.
        stdin.map(|mut stdin| stdin.write_all(&given).ok());
        let mut answer = Vec::new();
        stdout.map(|mut stdout| stdout.read_to_end(&mut answer).ok());
        sender.send(answer).ok()
    });
    receiver.recv_timeout(TIME).ok()
}

/// The other side: takes the work, gives the answer.
///
/// # Errors
/// The work is not there or the answer finds nobody.
pub fn serve(from: impl Read, mut to: impl Write) -> Result<()> {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let limit = Rlimit { current: Some(MEMORY), maximum: Some(MEMORY) };
        setrlimit(Resource::As, limit).context("系统不接受内存上限")?;
        // An end that is foreseen needs no file of memory left behind.
        setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).context("系统不接受上限")?;
    }
    let work: Work<'_, Value> = serde_json::from_reader(from).context("读不懂要填写的内容")?;
    let templates = work.templates.iter().map(|(name, text)| (name.as_ref(), text.as_ref()));
    let filled = ready(templates).and_then(|ready| ready.fill(&work.entry, &work.view));
    serde_json::to_writer(&mut to, &filled).context("写不出结果")?;
    to.flush().context("写不出结果")
}
