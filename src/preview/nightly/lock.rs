//! One nightly run at a time. The system holds the lock, and lets go of it when the process ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::output::write;

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(200);

/// The lock as long as it is kept.
pub struct Lock(#[expect(dead_code, reason = "it is held, not read")] File);

/// Takes the lock of a folder, waiting for it as long as is allowed.
///
/// If another process holds it, the inner error says who.
///
/// # Errors
/// The folder cannot be written.
pub fn lock(folder: &Path, wait: Duration, now: &str) -> Result<Result<Lock, String>> {
    std::fs::create_dir_all(folder).with_context(|| format!("写不了「{}」", folder.display()))?;
    let (path, holder) = (folder.join(".lock"), folder.join(".holder"));
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
    let file = file.with_context(|| format!("写不了「{}」", path.display()))?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) if start.elapsed() < wait => std::thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => {
                let who = std::fs::read_to_string(&holder).unwrap_or_default();
                let who = if who.trim().is_empty() { "另一个进程".to_owned() } else { who.trim().to_owned() };
                return Ok(Err(format!("另一次预览正在进行（{who}），这一次没有运行；要等它结束，加 --wait 秒数")));
            }
            Err(TryLockError::Error(error)) => {
                return Err(error).with_context(|| format!("锁不住「{}」", path.display()));
            }
        }
    }
    // Who holds it is for people; the lock itself does not depend on it.
    write(&holder, format!("进程 {}，{now} 开始\n", std::process::id()).as_bytes()).unwrap_or_default();
    Ok(Ok(Lock(file)))
}
