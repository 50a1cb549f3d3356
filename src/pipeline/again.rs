//! What was made before of the very same need not be made again.

use std::fmt::Write as _;

use crate::load;
use crate::source::hash;
use crate::typeset::{Fonts, Imprint};
use crate::write::Manuscript;

/// An edition that an earlier run made.
pub struct Again {
    /// The bytes of its files, by their paths from the folder of all editions.
    pub files: Vec<(String, Vec<u8>)>,
    /// How many pages it has.
    pub pages: usize,
}

/// Finds what an earlier run made, by its fingerprint.
pub type Earlier<'a> = &'a (dyn Fn(&str) -> Option<Again> + Sync);

/// Asks, before an edition is set, whether it has been made before.
pub struct Reuse<'a> {
    earlier: Earlier<'a>,
    /// What every edition is made with.
    tools: &'a str,
    /// One hash of all that the edition is made of, once that is known.
    pub fingerprint: Option<String>,
    /// The edition, if it has been made before.
    pub again: Option<Again>,
}

impl<'a> Reuse<'a> {
    /// Nothing asked yet. `tools` is what [`tools`] gives.
    pub fn new(earlier: Earlier<'a>, tools: &'a str) -> Self {
        Self { earlier, tools, fingerprint: None, again: None }
    }

    /// Asks for the edition of this name that a manuscript would become; says whether there is one.
    pub fn ask(&mut self, edition: &str, manuscript: &Manuscript, imprint: &Imprint) -> bool {
        let mut lines = format!("{}{edition} {} {}\n", self.tools, imprint.date, imprint.ident);
        for (path, part) in &manuscript.parts {
            writeln!(lines, "{} {path}", hash(&part.bytes)).unwrap_or_default();
        }
        let fingerprint = hash(lines.as_bytes());
        self.again = (self.earlier)(&fingerprint);
        self.fingerprint = Some(fingerprint);
        self.again.is_some()
    }
}

/// What stands for the program and the typefaces.
pub fn tools(fonts: &Fonts) -> String {
    let mut lines = format!("{}\n", load::program());
    for font in &fonts.files {
        let name = font.path.file_name().unwrap_or_default().to_string_lossy();
        writeln!(lines, "{} {name}", load::mark(&font.path)).unwrap_or_default();
    }
    lines
}
