//! Files written beside, synced and renamed, so that the last good one is there until the next one is.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::source::hash;

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
/// `more` refuses, or the disk does; then the file is as it was, or the message says that it is not.
pub fn append(path: &Path, more: impl FnOnce(&str) -> Result<String>) -> Result<()> {
    let fail = || failure(path);
    path.parent().map_or(Ok(()), std::fs::create_dir_all).with_context(fail)?;
    let (mut file, bytes) = locked(path, OpenOptions::new().read(true).append(true).create(true)).with_context(fail)?;
    let length = bytes.len() as u64;
    let text = String::from_utf8(bytes).with_context(|| format!("「{}」不是 UTF-8 编码", path.display()))?;
    // An empty file that this run made stays: others may be waiting for it.
    let more = more(text.strip_prefix('\u{feff}').unwrap_or(&text))?;
    if let Err(error) = file.write_all(more.as_bytes()).and_then(|()| file.sync_all()) {
        let cut = file.set_len(length).and_then(|()| file.sync_all());
        return Err(error).with_context(|| match cut {
            Ok(()) => failure(path),
            Err(cut) => format!(
                "没有写完「{}」，也没能恢复原状（{cut}）；请从版本库恢复这个文件，或删去末尾没有写完的一行",
                path.display()
            ),
        });
    }
    path.parent().map(sync_folder);
    Ok(())
}

/// Writes `bytes` to `path`, if the file there is still the one whose bytes have the hash `before`; says whether it did. It
/// waits for other runs of the program that write to it.
///
/// # Errors
/// The file cannot be read or written, or the disk is full; then it is as it was.
pub fn replace(path: &Path, before: &str, bytes: &[u8]) -> Result<bool> {
    // On some shared folders only who may write can lock; what is read-only is refused when it is written.
    let mut open = OpenOptions::new();
    open.read(true).write(std::fs::metadata(path).is_ok_and(|meta| !meta.permissions().readonly()));
    let (file, now) = match locked(path, &open) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        found => found.with_context(|| failure(path))?,
    };
    if hash(&now) != before {
        return Ok(false);
    }
    // Windows puts nothing in the place of a file that is open.
    let _held = (!cfg!(windows)).then_some(file);
    write(path, bytes).map(|()| true)
}

/// Opens a file, waits until no other run of the program has it locked, and reads it. The lock goes with the file.
fn locked(path: &Path, open: &OpenOptions) -> std::io::Result<(File, Vec<u8>)> {
    loop {
        let mut file = open.open(path)?;
        match file.lock() {
            // Some shared folders know no locks; then nobody can be waited for.
            Err(error) if error.kind() != ErrorKind::Unsupported => return Err(error),
            _ => {}
        }
        // While this run waited, another may have put a new file in its place.
        if is_at(&file, path) {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            return Ok((file, bytes));
        }
    }
}

/// Whether the path still leads to the file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |one: std::fs::Metadata, other: std::fs::Metadata| (one.dev(), one.ino()) == (other.dev(), other.ino());
    file.metadata().is_ok_and(|one| std::fs::metadata(path).is_ok_and(|other| same(one, other)))
}

/// On Windows a file that is open elsewhere is not replaced.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
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

    /// Runs `first` as a run that has the lock, and `second` as one that waits for it meanwhile.
    fn at_once(first: impl FnOnce(&dyn Fn()), second: impl FnOnce() + Send) {
        let (begin, begun) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                begun.recv().unwrap();
                second();
            });
            first(&|| {
                begin.send(()).unwrap();
                std::thread::sleep(std::time::Duration::from_millis(100));
            });
        });
    }

    #[test]
    fn who_waits_for_a_file_loses_nothing_when_the_one_before_refuses() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("2023.yaml");
        at_once(
            |wait| {
                let refused = append(&path, |_| {
                    wait();
                    bail!("no")
                });
                assert!(refused.is_err());
            },
            || append(&path, |_| Ok("one\n".to_owned())).unwrap(),
        );
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one\n");
    }

    #[cfg(unix)]
    #[test]
    fn who_waits_for_a_file_that_is_replaced_adds_to_the_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("2023.yaml");
        std::fs::write(&path, "old\n").unwrap();
        at_once(
            |wait| {
                let (_held, _) = locked(&path, OpenOptions::new().read(true)).unwrap();
                wait();
                write(&path, b"new\n").unwrap();
            },
            || append(&path, |_| Ok("one\n".to_owned())).unwrap(),
        );
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new\none\n");
    }

    #[test]
    fn replaces_only_what_was_read_and_waits_for_who_adds_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        std::fs::write(&path, b"\xB5\xA5").unwrap();
        let read = hash(b"\xB5\xA5");
        assert!(!replace(&path, &hash(b"\xB5"), b"new").unwrap());
        at_once(
            |wait| {
                std::fs::write(&path, "").unwrap();
                append(&path, |_| {
                    wait();
                    Ok("one".to_owned())
                })
                .unwrap();
            },
            || assert!(!replace(&path, &hash(b""), b"new").unwrap()),
        );
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert!(replace(&path, &hash(b"one"), b"new").unwrap());
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        std::fs::remove_file(&path).unwrap();
        assert!(!replace(&path, &read, b"new").unwrap() && !path.exists());
    }
}
