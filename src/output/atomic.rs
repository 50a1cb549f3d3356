//! Files written beside, synced and renamed, so that the last good one is there until the next one is.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

/// Writes `bytes` to `path`. Whatever happens, `path` holds either the old bytes or all of the new ones.
///
/// # Errors
/// The folder cannot be made or written, the disk is full, or the file is open in a program that locks it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let file = beside(path, bytes)?;
    file.persist(path).with_context(|| failure(path))?;
    path.parent().map(sync_folder);
    Ok(())
}

/// Writes `bytes` to `path` unless something is there already; says whether it did.
///
/// # Errors
/// The folder cannot be made or written, or the disk is full.
pub fn create(path: &Path, bytes: &[u8]) -> Result<bool> {
    let file = beside(path, bytes)?;
    match file.persist_noclobber(path) {
        Ok(_) => {
            path.parent().map(sync_folder);
            Ok(true)
        }
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error.error).with_context(|| failure(path)),
    }
}

fn failure(path: &Path) -> String {
    format!("写不了「{}」，原有文件没有改动；请检查磁盘空间、权限，以及文件是否正被其他程序打开", path.display())
}

/// A whole file beside `path` that takes its place when it is persisted.
fn beside(path: &Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile> {
    let folder = path.parent().context("输出路径没有文件夹")?;
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let fail = || failure(path);
    std::fs::create_dir_all(folder).with_context(fail)?;
    let mut file =
        tempfile::Builder::new().prefix(".highland-").suffix(".tmp").tempfile_in(folder).with_context(fail)?;
    file.write_all(bytes).with_context(fail)?;
    file.as_file().sync_all().with_context(fail)?;
    readable(&file)?;
    Ok(file)
}

/// Temporary files are private; reports are not.
#[cfg(unix)]
fn readable(file: &tempfile::NamedTempFile) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644)).context("设置文件权限失败")
}

/// On Windows a file has the rights of its folder already.
#[cfg(not(unix))]
fn readable(_: &tempfile::NamedTempFile) -> Result<()> {
    Ok(())
}

/// Makes the renaming last through a power cut, where the system has a way to.
#[cfg(unix)]
fn sync_folder(folder: &Path) {
    if let Ok(folder) = std::fs::File::open(folder) {
        // A file system that cannot sync a folder has kept the file all the same.
        folder.sync_all().unwrap_or_default();
    }
}

/// Windows makes renamings last by itself.
#[cfg(not(unix))]
fn sync_folder(_: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_a_file_whole_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("年度/报告.pdf");
        write(&path, b"old").unwrap();
        write(&path, b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn keeps_the_old_file_when_it_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("报告.pdf");
        std::fs::create_dir(&path).unwrap();
        std::fs::write(path.join("old"), b"old").unwrap();
        assert!(write(&path, b"new").is_err());
        assert_eq!(std::fs::read(path.join("old")).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
