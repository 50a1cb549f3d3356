//! The report's own typefaces: read from its folder, never from the system.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, Result};
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontInfo, FontInstance, FontVariations};
use typst_kit::fonts::{FontStore, embedded};
use unicode_normalization::char::is_combining_mark;

use super::face_file::{self, Extent};
use crate::diag::{Diagnostic, rules};
use crate::style::Style;

/// The embedded faces that are no use: they claim characters of which they have an empty glyph, Typst would take them for
/// those, and no archive takes such glyphs.
const HOLLOW: &str = "New Computer Modern";

/// One font file that was read.
#[derive(Debug, Clone)]
pub struct FontFile {
    /// Its path.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Bytes,
}

/// All typefaces of a run.
#[derive(Default)]
pub struct Fonts {
    /// What Typst is given.
    pub store: FontStore,
    /// The files, sorted by name.
    pub files: Vec<FontFile>,
    /// What is wrong with them.
    pub findings: Vec<Diagnostic>,
    text: Vec<Font>,
    charts: Vec<Font>,
    /// What was asked of the faces of running text before: a night asks the same for every edition.
    asked: Mutex<BTreeMap<char, bool>>,
}

impl Fonts {
    /// Reads every `.otf` and `.ttf` of the folders, sorted by name, and adds Typst's embedded Latin faces.
    ///
    /// A family of the style that is missing is a finding in the first folder. Each folder comes with the name people know
    /// it by; one that does not exist is empty.
    ///
    /// # Errors
    /// A font file is there and the machine cannot read it.
    pub fn load(folders: &[(PathBuf, String)], style: &Style, extent: Extent) -> Result<Self> {
        let mut fonts = Self::default();
        let files =
            folders.iter().flat_map(|(folder, shown)| font_files(folder).into_iter().map(move |path| (path, shown)));
        for (path, shown) in files {
            let bytes = Bytes::new(
                face_file::read(&path, extent).with_context(|| format!("读不了字体文件「{}」", path.display()))?,
            );
            let before = fonts.text.len();
            for font in Font::iter(bytes.clone()) {
                fonts.add(font, style.chart_face());
            }
            if fonts.text.len() == before {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                fonts.findings.push(
                    Diagnostic::error(rules::FONT_UNREADABLE, format!("字体文件「{name}」不是可用的字体。"))
                        .in_file(format!("{shown}/{name}"))
                        .help("按 assets/fonts/README.md 重新生成字体。"),
                );
            }
            fonts.files.push(FontFile { path, bytes });
        }
        for (font, info) in embedded().filter(|(font, _)| !font.info().family.starts_with(HOLLOW)) {
            fonts.text.push(font.clone());
            fonts.store.push((font, info));
        }
        let shown = folders.first().map(|(_, shown)| shown.clone()).unwrap_or_default();
        for family in style.families() {
            if !fonts.text.iter().any(|font| font.info().family == family) {
                fonts.findings.push(
                    Diagnostic::error(rules::FONT_MISSING, format!("字体文件夹里没有「{family}」。"))
                        .in_file(shown.as_str())
                        .help("内置样式的字体应随项目放在 assets/fonts，可用其中的 make-fonts.sh 重新生成；设置里「样式」所写的字体，文件放在 content/fonts，名称与字体文件里的一致。"),
                );
            }
        }
        Ok(fonts)
    }

    fn add(&mut self, font: Font, charts: &str) {
        let info: FontInfo = font.info().clone();
        if info.family == charts {
            self.charts.push(font.clone());
        }
        self.text.push(font.clone());
        self.store.push((font, info));
    }

    /// Whether some face can set the character in running text.
    #[must_use]
    pub fn covers(&self, c: char) -> bool {
        let Ok(mut asked) = self.asked.lock() else { return covered(&self.text, c) };
        *asked.entry(c).or_insert_with(|| covered(&self.text, c))
    }

    /// The charts' face.
    pub(super) fn charts(&self) -> &[Font] {
        &self.charts
    }

    /// Whether the charts' face can set the character.
    #[must_use]
    pub fn charts_cover(&self, c: char) -> bool {
        covered(&self.charts, c)
    }
}

/// Whether a folder holds any font file.
#[must_use]
pub fn has_fonts(folder: &Path) -> bool {
    !font_files(folder).is_empty()
}

/// Whether a face has a glyph for a character. A mark that goes on a letter is set by the face of the letter, which nobody
/// asks whether it can, and places where every program puts characters of its own are forbidden in archives.
fn covered(fonts: &[Font], c: char) -> bool {
    let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    let glyph = |font: &Font| {
        let claimed = font.info().coverage.contains(u32::from(c));
        claimed && whole(font).ttf().glyph_index(c).is_some_and(|glyph| glyph.0 != 0)
    };
    !private && !is_combining_mark(c) && fonts.iter().any(glyph)
}

/// The face as it is, to be asked for its glyphs.
fn whole(font: &Font) -> FontInstance {
    font.clone().instantiate(font.info().variant, Abs::pt(10.0), &FontVariations::default())
}

/// The font files of a folder, sorted by name.
#[must_use]
pub fn font_files(folder: &Path) -> Vec<PathBuf> {
    let items = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = items.filter_map(|item| item.ok().map(|item| item.path())).collect();
    paths.retain(|path| {
        path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("otf") || ext.eq_ignore_ascii_case("ttf"))
    });
    paths.sort();
    paths
}
