//! Where a project's folders are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

/// The file that marks a project's root.
const MARK: &str = "content/plan.yaml";

/// A project: a folder with `content/`, and with `templates/` and `assets/` where it has its own.
#[derive(Debug, Clone)]
pub struct Project {
    /// The root.
    pub root: PathBuf,
    /// Where the root is a copy: the root it was copied from, which still has the typefaces.
    pub home: Option<PathBuf>,
    /// Files as they would be, by path: they are read in place of those on the disk.
    pub edits: BTreeMap<PathBuf, Vec<u8>>,
    /// This program, where it may be run once more: it fills the templates of an office in a process of its own.
    pub helper: Option<PathBuf>,
}

impl Project {
    /// The project at `root`.
    ///
    /// # Errors
    /// There is no `content/plan.yaml` in it.
    pub fn at(root: &Path) -> Result<Self> {
        if root.join(MARK).is_file() {
            return Ok(Self { root: root.to_path_buf(), home: None, edits: BTreeMap::new(), helper: None });
        }
        bail!("在「{}」里找不到 {MARK}；请用 -C 指定含有它的文件夹。", root.display())
    }

    /// The project that `start` lies in: the nearest folder upwards that holds `content/plan.yaml`.
    ///
    /// # Errors
    /// There is none.
    pub fn around(start: &Path) -> Result<Self> {
        match start.ancestors().find(|folder| folder.join(MARK).is_file()) {
            Some(root) => Ok(Self { root: root.to_path_buf(), home: None, edits: BTreeMap::new(), helper: None }),
            None => {
                bail!("在「{}」及其上级文件夹里都找不到 {MARK}；请到项目文件夹里运行，或用 -C 指定。", start.display())
            }
        }
    }

    /// The project as it would be with other bytes in a file.
    #[must_use]
    pub fn with(&self, path: PathBuf, bytes: Vec<u8>) -> Self {
        let mut edits = self.edits.clone();
        edits.insert(path, bytes);
        Self { edits, ..self.clone() }
    }

    /// The folder of what authors write.
    #[must_use]
    pub fn content(&self) -> PathBuf {
        self.root.join("content")
    }

    /// The file every plan has.
    #[must_use]
    pub fn plan(&self) -> PathBuf {
        self.root.join(MARK)
    }

    /// The folder of the further files of a plan that is too large for one; it may be missing.
    #[must_use]
    pub fn plan_parts(&self) -> PathBuf {
        self.content().join("plan")
    }

    /// The folder of the submissions.
    #[must_use]
    pub fn submissions(&self) -> PathBuf {
        self.content().join("submissions")
    }

    /// The folder of the signatures, one file a year; it may be missing.
    #[must_use]
    pub fn sign_offs(&self) -> PathBuf {
        self.content().join("signoff")
    }

    /// The folder of the templates, which may be missing: then the built-in ones are used.
    #[must_use]
    pub fn templates(&self) -> PathBuf {
        self.root.join("templates")
    }

    /// The folder of the theme, whose files take the place of the built-in ones of the same name.
    #[must_use]
    pub fn theme(&self) -> PathBuf {
        self.root.join("assets").join("theme")
    }

    /// The folder of the typefaces; `setting` is the path the settings give, relative to the root.
    #[must_use]
    pub fn fonts(&self, setting: Option<&str>) -> PathBuf {
        self.home.as_ref().unwrap_or(&self.root).join(setting.unwrap_or("assets/fonts"))
    }

    /// The folder of typefaces that an office adds to its content; it may be missing.
    #[must_use]
    pub fn own_fonts(&self) -> PathBuf {
        self.content().join("fonts")
    }

    /// The folder of what is built for a year.
    #[must_use]
    pub fn output(&self, year: i16) -> PathBuf {
        self.root.join("output").join(year.to_string())
    }

    /// The folder of the previews.
    #[must_use]
    pub fn previews(&self) -> PathBuf {
        self.root.join("output").join("preview")
    }

    /// Whether a path as it is shown is that of a file of the plan.
    #[must_use]
    pub fn is_of_plan(shown: &str) -> bool {
        shown == MARK || shown.starts_with("content/plan/")
    }

    /// A path as it is shown to people: relative to the root, or to what that was copied from, with `/` on every system; one
    /// outside of both as it is.
    #[must_use]
    pub fn shown(&self, path: &Path) -> String {
        let mut roots = [Some(&self.root), self.home.as_ref()].into_iter().flatten();
        let Some(relative) = roots.find_map(|root| path.strip_prefix(root).ok()) else {
            return path.display().to_string();
        };
        let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_as_people_look_for_them() {
        let base = std::env::temp_dir();
        let home = base.join("城市");
        let project = Project {
            root: home.join("output/preview/.new/inputs"),
            home: Some(home.clone()),
            edits: BTreeMap::new(),
            helper: None,
        };
        assert_eq!(project.shown(&project.content().join("plan.yaml")), "content/plan.yaml");
        assert_eq!(project.shown(&home.join("assets").join("fonts")), "assets/fonts");
        let outside = base.join("别处");
        assert_eq!(project.shown(&outside), outside.display().to_string());
    }
}
