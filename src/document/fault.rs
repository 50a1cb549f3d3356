//! A template's mistake, as the document finds it.

/// A place in a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TemplatePlace {
    /// Which template, by the number it was marked with.
    pub template: usize,
    /// Offset of the element's name, in bytes.
    pub offset: usize,
}

/// What is wrong, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where; none where not even a template is known.
    pub place: Option<TemplatePlace>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
}
