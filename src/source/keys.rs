//! The keys of a kind of file, by which a line that is no YAML is told from prose.

/// What a file may say, as far as mending it needs to know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// Every key. A line that begins with one of them is meant as an entry, not as prose.
    pub known: Vec<&'static str>,
    /// Those of the outermost level that open a section and never have a value on their line.
    pub sections: Vec<&'static str>,
    /// Those that stand at the outermost level and nowhere else.
    pub outermost: Vec<&'static str>,
    /// The keys of each mapping, with the keys that hold such a mapping directly under them.
    pub mappings: Vec<(Vec<&'static str>, Vec<&'static str>)>,
    /// Sections in which a figure may stand behind a name, each with the key it has in the long form.
    pub figures: Vec<(&'static str, &'static str)>,
}

impl Keys {
    /// Whether it is a key of the file.
    pub(super) fn has(&self, key: &str) -> bool {
        self.known.contains(&key)
    }

    /// Whether it stands at the outermost level alone.
    pub(super) fn is_outermost(&self, key: &str) -> bool {
        self.outermost.contains(&key)
    }

    /// Whether both may stand in the same mapping.
    pub(super) fn together(&self, one: &str, other: &str) -> bool {
        self.mappings.iter().any(|(_, keys)| keys.contains(&one) && keys.contains(&other))
    }

    /// Whether `inner` may stand directly under `outer`.
    pub(super) fn holds(&self, outer: &str, inner: &str) -> bool {
        self.mappings.iter().any(|(holders, keys)| holders.contains(&outer) && keys.contains(&inner))
    }

    /// Whether it opens a section.
    pub(super) fn opens_section(&self, key: &str) -> bool {
        self.sections.contains(&key)
    }
}
