//! The report's own typefaces: read from its folder, never from the system.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use typst::foundations::Bytes;
use typst::text::{Font, FontInfo};
use typst_kit::fonts::{FontStore, embedded};

use crate::diag::{Diagnostic, Diagnostics};

/// Families the theme and the charts cannot do without.
const NEEDED: [&str; 4] = ["FandolFang R", "FandolKai", "Noto Serif SC", "Noto Sans SC"];

/// Family of every label in a chart.
const CHARTS: &str = "Noto Sans SC";

/// One font file that was read.
#[derive(Debug, Clone)]
pub struct FontFile {
    /// Its path.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Bytes,
}

/// All typefaces of a run.
pub struct Fonts {
    /// What Typst is given.
    pub store: FontStore,
    /// The files, sorted by name.
    pub files: Vec<FontFile>,
    text: Vec<Font>,
    charts: Vec<Font>,
}

impl Fonts {
    /// Reads every `.otf` and `.ttf` of `folder`, sorted by name, and adds Typst's embedded Latin faces.
    ///
    /// A folder or family that is missing is a finding; `shown` is the folder as people know it.
    ///
    /// # Errors
    /// A font file is there and the machine cannot read it.
    pub fn load(folder: &Path, shown: &str, diags: &mut Diagnostics) -> Result<Self> {
        let mut paths: Vec<PathBuf> = match std::fs::read_dir(folder) {
            Ok(items) => items.filter_map(|item| item.ok().map(|item| item.path())).collect(),
            Err(_) => Vec::new(),
        };
        paths.retain(|path| {
            path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("otf") || ext.eq_ignore_ascii_case("ttf"))
        });
        paths.sort();
        let mut fonts = Self { store: FontStore::new(), files: Vec::new(), text: Vec::new(), charts: Vec::new() };
        for path in paths {
            let bytes =
                Bytes::new(std::fs::read(&path).with_context(|| format!("读不了字体文件「{}」", path.display()))?);
            let before = fonts.text.len();
            for font in Font::iter(bytes.clone()) {
                fonts.add(font);
            }
            if fonts.text.len() == before {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                diags.push(
                    Diagnostic::error("font-unreadable", format!("字体文件「{name}」不是可用的字体。"))
                        .in_file(format!("{shown}/{name}"))
                        .help("按 assets/fonts/README.md 重新生成字体。"),
                );
            }
            fonts.files.push(FontFile { path, bytes });
        }
        for (font, info) in embedded() {
            fonts.text.push(font.clone());
            fonts.store.push((font, info));
        }
        for family in NEEDED {
            if !fonts.text.iter().any(|font| font.info().family == family) {
                diags.push(
                    Diagnostic::error("font-missing", format!("字体文件夹里没有「{family}」。"))
                        .in_file(shown)
                        .help("字体应随项目放在 assets/fonts；可用其中的 make-fonts.sh 重新生成。"),
                );
            }
        }
        Ok(fonts)
    }

    fn add(&mut self, font: Font) {
        let info: FontInfo = font.info().clone();
        if info.family == CHARTS {
            self.charts.push(font.clone());
        }
        self.text.push(font.clone());
        self.store.push((font, info));
    }

    /// Whether some face can set the character in running text.
    #[must_use]
    pub fn covers(&self, c: char) -> bool {
        covers(&self.text, c)
    }

    /// Whether the charts' face can set the character.
    #[must_use]
    pub fn charts_cover(&self, c: char) -> bool {
        covers(&self.charts, c)
    }
}

fn covers(fonts: &[Font], c: char) -> bool {
    fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
}
