//! The manuscript: every file Typst may see, in memory.

use std::collections::BTreeMap;

use super::environment;
use super::templates::Templates;
use super::view::{OpenView, View};
use crate::assess::Assessment;
use crate::chart::Chart;
use crate::diag::Diagnostics;
use crate::model::file_name;
use crate::source::{FileId, Sources};
use crate::style::Style;

/// Which part of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    Report,
    /// The few pages for leaders.
    Brief,
    /// One department's part, by short name.
    Department(String),
}

impl Scope {
    /// The PDF of this part, by its path from the folder it is written to; `kind` stands behind its name. Whatever a
    /// department is called, its part is written there.
    #[must_use]
    pub fn file(&self, kind: &str) -> String {
        match self {
            Self::Report => format!("年度报告{kind}.pdf"),
            Self::Brief => format!("领导参阅版{kind}.pdf"),
            Self::Department(name) => format!("单位分册/{}{kind}.pdf", file_name(name)),
        }
    }
}

/// What kind of report is built.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Which part.
    pub scope: Scope,
    /// Whether it is a draft, built in spite of errors and stamped.
    pub draft: bool,
    /// Whether it is for comments: numbered lines and room at the side.
    pub review: bool,
    /// What is missing or wrong; printed in drafts.
    pub open: Vec<OpenView>,
}

/// One file of a manuscript.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its bytes; Typst sources are UTF-8.
    pub bytes: Vec<u8>,
    /// The file in [`Sources`] to show when Typst finds fault with it.
    pub file: Option<FileId>,
}

/// Generated Typst sources, charts and pictures, by absolute path.
#[derive(Debug, Clone, Default)]
pub struct Manuscript {
    /// The files; the first to be read is [`Manuscript::MAIN`].
    pub parts: BTreeMap<String, Part>,
}

impl Manuscript {
    /// Path of the file Typst begins with.
    pub const MAIN: &'static str = "/main.typ";

    /// Replaces every character for which `bad` holds by 〓, which printers have always set for a missing type.
    pub fn replace(&mut self, bad: impl Fn(char) -> bool) {
        for part in self
            .parts
            .iter_mut()
            .filter(|(path, _)| path.ends_with(".typ") || path.ends_with(".svg"))
            .map(|(_, part)| part)
        {
            if let Ok(text) = std::str::from_utf8(&part.bytes) {
                let mended: String = text.chars().map(|c| if bad(c) { '〓' } else { c }).collect();
                part.bytes = mended.into_bytes();
            }
        }
    }

    /// The text of every Typst source, with its path.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts
            .iter()
            .filter(|(path, _)| path.ends_with(".typ"))
            .filter_map(|(path, part)| Some((path.as_str(), std::str::from_utf8(&part.bytes).ok()?)))
    }
}

/// Fills the templates. A template's mistake is a finding, and then there is no manuscript.
#[must_use]
pub fn compose(
    assessment: &Assessment<'_>,
    (charts, style): (&[Chart], &Style),
    (templates, edition): (&Templates, &Edition),
    (sources, diags): (&mut Sources, &mut Diagnostics),
) -> Option<Manuscript> {
    let view = View::new(assessment, charts, edition);
    let entry = match edition.scope {
        Scope::Report => "report.typ.j2",
        Scope::Brief => "brief.typ.j2",
        Scope::Department(_) => "department.typ.j2",
    };
    let body = environment::render(templates, entry, &view, diags)?;
    let mut manuscript = Manuscript::default();
    let theme = templates.theme.clone();
    manuscript.parts.insert("/theme.typ".to_owned(), Part { bytes: theme.1.into_bytes(), file: Some(theme.0) });
    manuscript.parts.insert("/style.json".to_owned(), Part { bytes: style.json().into_bytes(), file: None });
    let file = sources.add(format!("（由模板 {entry} 生成）"), body.clone());
    manuscript.parts.insert(Manuscript::MAIN.to_owned(), Part { bytes: body.into_bytes(), file: Some(file) });
    for chart in charts {
        manuscript
            .parts
            .insert(format!("/charts/{}.svg", chart.name), Part { bytes: chart.svg(style).into_bytes(), file: None });
    }
    for picture in &assessment.ledger.content.pictures {
        manuscript
            .parts
            .insert(format!("/pictures/{}", picture.path), Part { bytes: picture.bytes.clone(), file: None });
    }
    if let Some(emblem) = &assessment.ledger.content.emblem {
        let part = Part { bytes: emblem.bytes.clone(), file: None };
        manuscript.parts.insert(format!("/emblem/{}", emblem.path), part);
    }
    Some(manuscript)
}
