//! The theme and the templates of a project: its own where it has them, the built-in ones elsewhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::prepared::Prepared;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::project::Project;
use crate::source::{FileId, Sources};

/// Declares the files of the built-in theme by name.
macro_rules! theme {
    ($($name:literal),+ $(,)?) => { &[$(($name, include_str!(concat!("../../assets/theme/", $name)))),+] };
}

/// The built-in theme.
const THEME: &[(&str, &str)] = theme![
    "base.typ",
    "block.typ",
    "cover.typ",
    "division.typ",
    "figure.typ",
    "glance.typ",
    "list.typ",
    "mark.typ",
    "page.typ",
    "poster.typ",
    "reference.typ",
    "report.typ",
    "table.typ",
    "theme.typ",
];

/// Declares the built-in templates by name.
macro_rules! built_in {
    ($($name:literal),+ $(,)?) => { &[$(($name, include_str!(concat!("../../templates/", $name)))),+] };
}

/// The built-in templates.
const TEMPLATES: &[(&str, &str)] = built_in![
    "report.xml.j2",
    "department.xml.j2",
    "brief.xml.j2",
    "orders.xml.j2",
    "poster.xml.j2",
    "macros.xml.j2",
    "sentence.xml.j2",
    "front.xml.j2",
    "overall.xml.j2",
    "area.xml.j2",
    "safeguard.xml.j2",
    "case.xml.j2",
    "outlook.xml.j2",
    "appendix.xml.j2",
    "draft.xml.j2",
];

/// The templates and the theme of a project, each with its file in the sources.
#[derive(Debug, Clone)]
pub struct Templates {
    /// Files of the theme by name, `table.typ`.
    pub theme: BTreeMap<String, (FileId, String)>,
    /// Templates by name, `report.xml.j2`.
    pub files: BTreeMap<String, (FileId, String)>,
    /// Paths of those that are not built in, as they are shown.
    pub own: Vec<String>,
    /// The program that fills them apart, where some are not built in.
    pub helper: Option<PathBuf>,
    /// The templates, ready to be filled.
    pub prepared: Arc<Prepared>,
}

impl Templates {
    /// Reads them. A file of `content/templates/` goes before one of `templates/`, that before the built-in one; a file of
    /// `assets/theme/` before the built-in one of the same name.
    ///
    /// `read` gives the text of a file; what it says of one that it cannot read is a finding, and the built-in one is used.
    /// Templates that are as they were the `last` time are not made ready anew.
    pub fn load(
        project: &Project,
        read: ReadText<'_>,
        last: Option<&Arc<Prepared>>,
        sources: &mut Sources,
        diags: &mut Diagnostics,
    ) -> Self {
        let mut files = built_in(TEMPLATES, "templates");
        for folder in [project.templates(), project.content().join("templates")] {
            for (name, path) in texts(&folder, ".j2") {
                if name.ends_with(".typ.j2") {
                    diags.push(
                        Diagnostic::error(rules::TEMPLATE_ERROR, format!("「{name}」是旧格式的模板，没有采用。"))
                            .in_file(project.shown(&path))
                            .help("模板现在写成标记（文件名以 .xml.j2 结尾），写法见 templates/README.md；改写后删去这个文件。"),
                    );
                    continue;
                }
                match read(&path) {
                    Ok(text) => drop(files.insert(name, (project.shown(&path), text))),
                    Err(found) => diags.push(*found),
                }
            }
        }
        let single = project.theme().with_extension("typ");
        if single.is_file() {
            diags.push(
                Diagnostic::error(rules::TEMPLATE_ERROR, "「theme.typ」是旧格式的样式，没有采用。")
                    .in_file(project.shown(&single))
                    .help("样式现在分成几个文件：把改过的部分移到 assets/theme/ 里的同名文件，再删去这个文件。"),
            );
        }
        let mut theme = built_in(THEME, "assets/theme");
        for (name, path) in texts(&project.theme(), ".typ") {
            match read(&path) {
                Ok(text) => drop(theme.insert(name, (project.shown(&path), text))),
                Err(found) => diags.push(*found),
            }
        }
        let known = built_in(TEMPLATES, "templates");
        let own = files.iter().filter(|(name, (_, text))| known.get(*name).is_none_or(|(_, known)| known != text));
        let own: Vec<String> = own.map(|(_, (path, _))| path.clone()).collect();
        let helper = project.helper.clone().filter(|_| !own.is_empty());
        Self { own, helper, ..Self::kept(theme, files, last, sources) }
    }

    /// The built-in ones alone, for a draft that those of an office do not allow; `None` if the office has none.
    #[must_use]
    pub fn spare(&self, sources: &mut Sources) -> Option<Self> {
        let (theme, files) = (built_in(THEME, "assets/theme"), built_in(TEMPLATES, "templates"));
        let own = !self.own.is_empty() || !same(&self.theme, &theme);
        own.then(|| Self::kept(theme, files, None, sources))
    }

    fn kept(theme: Texts, files: Texts, last: Option<&Arc<Prepared>>, sources: &mut Sources) -> Self {
        let prepared = Prepared::of(files.iter().map(|(name, (_, text))| (name.as_str(), text.as_str())), last);
        let mut add = |texts: Texts| {
            texts.into_iter().map(|(name, (path, text))| (name, (sources.add(path, text.clone()), text))).collect()
        };
        Self { theme: add(theme), files: add(files), own: Vec::new(), helper: None, prepared }
    }
}

/// Texts by name, each with the path it is shown by.
type Texts = BTreeMap<String, (String, String)>;

/// Whether these are the texts of those, whatever their paths or numbers.
fn same(own: &BTreeMap<String, (FileId, String)>, other: &Texts) -> bool {
    own.len() == other.len() && own.values().map(|(_, text)| text).eq(other.values().map(|(_, text)| text))
}

/// Gives the text of a file, or what is wrong with it.
pub type ReadText<'a> = &'a dyn Fn(&Path) -> Result<String, Box<Diagnostic>>;

fn built_in(files: &[(&str, &str)], folder: &str) -> BTreeMap<String, (String, String)> {
    files.iter().map(|&(name, text)| (name.to_owned(), (format!("（内置）{folder}/{name}"), text.to_owned()))).collect()
}

/// The files of a folder with this ending, by name.
fn texts(folder: &Path, ending: &str) -> Vec<(String, PathBuf)> {
    let items = WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name().into_iter().filter_map(Result::ok);
    let named = items.map(|item| (item.file_name().to_string_lossy().into_owned(), item.into_path()));
    named.filter(|(name, _)| name.ends_with(ending)).collect()
}
