//! What lies in a folder that is written anew as a whole: what an earlier run wrote there, and what is somebody else's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::source::hash;

/// What lies in a folder beside what is about to be written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Leftovers {
    /// Files that an earlier run wrote and nobody changed since: they may go.
    pub stale: Vec<String>,
    /// Files that are somebody else's, or were changed: they stay.
    pub foreign: Vec<String>,
}

/// What lies in `folder` beside the files `own`; `sums` is the list of hashes that a run leaves there. Paths are from the
/// folder, with `/`.
///
/// # Errors
/// The folder cannot be read, or files of these names are there that no run wrote.
pub fn leftovers(folder: &Path, sums: &str, own: &BTreeSet<&str>) -> Result<Leftovers> {
    let mut found = Vec::new();
    walk(folder, "", &mut found)?;
    let Ok(text) = std::fs::read_to_string(folder.join(sums)) else {
        let taken: Vec<&str> = found.iter().map(String::as_str).filter(|path| own.contains(path)).collect();
        if let Some(first) = taken.first() {
            bail!(
                "「{}」里已有不是本程序生成的「{first}」等 {} 个文件，没有改动；请移走或改名再生成。",
                folder.display(),
                taken.len()
            );
        }
        return Ok(Leftovers { stale: Vec::new(), foreign: found });
    };
    let known: BTreeMap<&str, &str> =
        text.lines().filter_map(|line| line.split_once("  ")).map(|(hash, path)| (path, hash)).collect();
    let rest = found.into_iter().filter(|path| !own.contains(path.as_str()));
    let ours = |path: &String| {
        let bytes = known.get(path.as_str()).and_then(|own| Some((own, std::fs::read(folder.join(path)).ok()?)));
        bytes.is_some_and(|(own, bytes)| hash(&bytes) == **own)
    };
    let (stale, foreign) = rest.partition(ours);
    Ok(Leftovers { stale, foreign })
}

/// The files of a folder and of those in it. Links are files: nobody follows them.
fn walk(folder: &Path, before: &str, found: &mut Vec<String>) -> Result<()> {
    let items = match std::fs::read_dir(folder) {
        Ok(items) => items,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(|| format!("读不了「{}」", folder.display())),
    };
    let mut items: Vec<_> = items.filter_map(Result::ok).collect();
    items.sort_by_key(std::fs::DirEntry::file_name);
    for item in items {
        let path = format!("{before}{}", item.file_name().to_string_lossy());
        if item.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&item.path(), &format!("{path}/"), found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_run_wrote_may_go_and_what_somebody_else_put_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let own = BTreeSet::from(["index.html", "a/1.html"]);
        let check = |stale: &[&str], foreign: &[&str]| {
            let list = |own: &[&str]| own.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>();
            let expected = Leftovers { stale: list(stale), foreign: list(foreign) };
            assert_eq!(leftovers(folder, "SUMS", &own).unwrap(), expected);
        };
        check(&[], &[]);
        std::fs::create_dir(folder.join("a")).unwrap();
        std::fs::write(folder.join("a/note.txt"), "x").unwrap();
        check(&[], &["a/note.txt"]);
        // What bears the name of a page and was written by nobody we know is not written over.
        std::fs::write(folder.join("a/1.html"), "theirs").unwrap();
        let told = leftovers(folder, "SUMS", &own).unwrap_err().to_string();
        assert!(told.contains("a/1.html") && told.contains("没有改动"), "{told}");
        for (path, text) in [("a/1.html", "new"), ("a/2.html", "old"), ("a/3.html", "changed")] {
            std::fs::write(folder.join(path), text).unwrap();
        }
        std::fs::write(folder.join("SUMS"), format!("{0}  a/2.html\n{0}  a/3.html\n", hash(b"old"))).unwrap();
        check(&["a/2.html"], &["SUMS", "a/3.html", "a/note.txt"]);
    }
}
