//! The theme and the templates of a project: its own where it has them, the built-in ones elsewhere.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use walkdir::WalkDir;

use crate::project::Project;
use crate::source::{FileId, Sources};

/// The built-in theme.
const THEME: &str = include_str!("../../assets/theme.typ");

/// Declares the built-in templates by name.
macro_rules! built_in {
    ($($name:literal),+ $(,)?) => { &[$(($name, include_str!(concat!("../../templates/", $name)))),+] };
}

/// The built-in templates.
const TEMPLATES: &[(&str, &str)] = built_in![
    "report.typ.j2",
    "department.typ.j2",
    "brief.typ.j2",
    "macros.typ.j2",
    "front.typ.j2",
    "overall.typ.j2",
    "area.typ.j2",
    "safeguard.typ.j2",
    "case.typ.j2",
    "outlook.typ.j2",
    "appendix.typ.j2",
    "draft.typ.j2",
];

/// The templates and the theme of a project, each with its file in the sources.
#[derive(Debug, Clone)]
pub struct Templates {
    /// The theme.
    pub theme: (FileId, String),
    /// Templates by name, `report.typ.j2`.
    pub files: BTreeMap<String, (FileId, String)>,
}

impl Templates {
    /// Reads them. A file of `content/templates/` goes before one of `templates/`, that before the built-in one.
    ///
    /// # Errors
    /// A file is there and cannot be read as text.
    pub fn load(project: &Project, sources: &mut Sources) -> Result<Self> {
        let mut texts: BTreeMap<String, (String, String)> = TEMPLATES
            .iter()
            .map(|&(name, text)| (name.to_owned(), (format!("（内置）templates/{name}"), text.to_owned())))
            .collect();
        for folder in [project.templates(), project.content().join("templates")] {
            for item in
                WalkDir::new(&folder).min_depth(1).max_depth(1).sort_by_file_name().into_iter().filter_map(Result::ok)
            {
                let name = item.file_name().to_string_lossy().into_owned();
                if name.ends_with(".j2") {
                    texts.insert(name, (project.shown(item.path()), read(item.path())?));
                }
            }
        }
        let own = project.theme();
        let (path, theme) = if own.is_file() {
            (project.shown(&own), read(&own)?)
        } else {
            ("（内置）assets/theme.typ".to_owned(), THEME.to_owned())
        };
        let theme = (sources.add(path, theme.clone()), theme);
        let files =
            texts.into_iter().map(|(name, (path, text))| (name, (sources.add(path, text.clone()), text))).collect();
        Ok(Self { theme, files })
    }
}

fn read(path: &std::path::Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("读不了「{}」；模板应为 UTF-8 文本", path.display()))
}
