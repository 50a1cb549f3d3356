//! Files written beside, synced and renamed, so that the last good one is there until the next one is.

use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

/// How the names of files begin that are about to take another's place.
const PREFIX: &str = ".highland-";

/// Writes `bytes` to `path`. Whatever happens, `path` holds either the old bytes or all of the new ones.
///
/// # Errors
/// The folder cannot be made or written, the disk is full, or the file is open in a program that locks it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    // What a link leads to is written.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let rights = rights(path)?;
    let file = beside(path, bytes, PREFIX)?;
    if let Some(rights) = rights {
        file.as_file().set_permissions(rights).with_context(|| failure(path))?;
    }
    file.persist(path).with_context(|| failure(path))?;
    path.parent().map(sync_folder);
    Ok(())
}

/// Adds to the end of a file what `more` makes of its text, while no other run of the program can write to it.
///
/// # Errors
/// `more` refuses, or the disk does; then the file is as it was.
pub fn append(path: &Path, more: impl FnOnce(&str) -> Result<String>) -> Result<()> {
    let fail = || failure(path);
    path.parent().map_or(Ok(()), std::fs::create_dir_all).with_context(fail)?;
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(path).with_context(fail)?;
    file.lock().with_context(fail)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).with_context(fail)?;
    let text = String::from_utf8(bytes).with_context(|| format!("「{}」不是 UTF-8 编码", path.display()))?;
    let more = more(text.strip_prefix('\u{feff}').unwrap_or(&text));
    let Ok(more) = more else {
        // An empty file that this run made is taken away again.
        if text.is_empty() {
            std::fs::remove_file(path).with_context(fail)?;
        }
        return more.map(|_| ());
    };
    file.write_all(more.as_bytes()).with_context(fail)?;
    file.sync_all().with_context(fail)
}

/// Writes `bytes` to `path` unless something is there already; says whether it did.
///
/// # Errors
/// The folder cannot be made or written, or the disk is full.
pub fn create(path: &Path, bytes: &[u8]) -> Result<bool> {
    let file = beside(path, bytes, PREFIX)?;
    match file.persist_noclobber(path) {
        Ok(_) => {
            path.parent().map(sync_folder);
            Ok(true)
        }
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error.error).with_context(|| failure(path)),
    }
}

/// The rights of the file that is to be replaced, if there is one, for the new one to keep.
///
/// # Errors
/// It may not be written.
pub(super) fn rights(path: &Path) -> Result<Option<std::fs::Permissions>> {
    let rights = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|meta| meta.permissions());
    if rights.as_ref().is_some_and(std::fs::Permissions::readonly) {
        bail!("「{}」是只读文件，没有改动", path.display());
    }
    Ok(rights)
}

/// What to say when a file could not be written and the one before it is still there.
pub(super) fn failure(path: &Path) -> String {
    format!("写不了「{}」，原有文件没有改动；请检查磁盘空间、权限，以及文件是否正被其他程序打开", path.display())
}

/// A whole file beside `path`, its name beginning with `prefix`, that takes its place when it is persisted.
pub(super) fn beside(path: &Path, bytes: &[u8], prefix: &str) -> Result<tempfile::NamedTempFile> {
    let folder = path.parent().context("输出路径没有文件夹")?;
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let fail = || failure(path);
    std::fs::create_dir_all(folder).with_context(fail)?;
    let mut file = tempfile::Builder::new().prefix(prefix).suffix(".tmp").tempfile_in(folder).with_context(fail)?;
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
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = std::fs::File::open(folder) {
        // A file system that cannot sync a folder has kept the file all the same.
        folder.sync_all().unwrap_or_default();
    }
}

/// Windows makes renamings last by itself.
#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) {}

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
