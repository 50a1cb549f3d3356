//! The words of the markup: every element, its attributes and what it holds.

/// One element.
#[derive(Debug, Clone, Copy)]
pub struct Element {
    /// Its name.
    pub name: &'static str,
    /// Attributes it must have.
    pub required: &'static [&'static str],
    /// Attributes it may have.
    pub optional: &'static [&'static str],
}

const fn element(name: &'static str, required: &'static [&'static str], optional: &'static [&'static str]) -> Element {
    Element { name, required, optional }
}

/// The root.
pub const ROOT: Element = element("document", &["form"], &["notice", "keywords"]);

/// Elements that are blocks.
pub const BLOCKS: &[Element] = &[
    element("cover", &[], &[]),
    element("masthead", &[], &[]),
    element("front", &["title"], &["label"]),
    element("contents", &["title"], &[]),
    element("figures", &["title"], &[]),
    element("body", &[], &[]),
    element("chapter", &["label", "title"], &["lead"]),
    element("appendix", &["label", "title"], &[]),
    element("h1", &[], &["label"]),
    element("h2", &[], &["label"]),
    element("h3", &[], &["label"]),
    element("h4", &[], &["label"]),
    element("p", &[], &[]),
    element("ul", &[], &[]),
    element("ol", &[], &["start"]),
    element("table", &["columns"], &["label", "caption", "class", "unit"]),
    element("figure", &["chart"], &["float"]),
    element("picture", &["src", "alt"], &["caption", "label"]),
    element("todo", &[], &[]),
    element("wide", &[], &[]),
    element("clear", &[], &[]),
    element("prose", &[], &[]),
    element("run-in", &["title"], &["needs"]),
];

/// Elements that stand inside certain others only.
pub const PIECES: &[Element] = &[
    element("li", &[], &[]),
    element("head", &[], &[]),
    element("row", &[], &[]),
    element("cell", &[], &[]),
    element("note", &[], &[]),
];

/// Elements inside lines.
pub const INLINES: &[Element] = &[
    element("b", &[], &[]),
    element("em", &[], &[]),
    element("en", &[], &[]),
    element("br", &[], &[]),
    element("a", &[], &["to", "href", "missing"]),
    element("ref", &["to"], &["before", "after", "missing"]),
    element("page", &["to"], &["before", "after"]),
    element("value", &[], &["of", "year", "mark", "unit"]),
    element("status", &[], &[]),
    element("symbol", &[], &[]),
    element("footnote", &[], &[]),
    element("todo", &[], &[]),
    element("spark", &["chart"], &[]),
];

/// One part of a semantic block.
#[derive(Debug, Clone, Copy)]
pub struct PartKind {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether there must be one, may be one, or may be several.
    pub times: Times,
    /// Whether it takes a title.
    pub titled: bool,
}

/// What a part holds.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// A bare word, such as a status.
    Word,
    /// A figure with its unit, or words in its place.
    Amount,
    /// A line.
    Line,
    /// Blocks.
    Blocks,
    /// One picture.
    Picture,
    /// Parts of its own.
    Record(&'static [PartKind]),
}

/// How often a part occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// Once.
    One,
    /// Once or not at all.
    Maybe,
    /// As often as one likes.
    Any,
}

const fn part(name: &'static str, holds: Holds, times: Times) -> PartKind {
    PartKind { name, holds, times, titled: false }
}

const fn titled(name: &'static str, holds: Holds, times: Times) -> PartKind {
    PartKind { name, holds, times, titled: true }
}

/// One semantic block.
#[derive(Debug, Clone, Copy)]
pub struct SemanticKind {
    /// Its element.
    pub element: Element,
    /// Attributes that are for styles alone.
    pub options: &'static [&'static str],
    /// The level of its heading, if it is numbered among the headings around it.
    pub heading: Option<u8>,
    /// Its parts.
    pub parts: &'static [PartKind],
}

const CARD: &[PartKind] = &[
    part("name", Holds::Line, Times::One),
    part("amount", Holds::Amount, Times::One),
    part("note", Holds::Line, Times::Maybe),
    part("status", Holds::Word, Times::Maybe),
    part("spark", Holds::Line, Times::Maybe),
];

const COUNT: &[PartKind] = &[part("status", Holds::Word, Times::One), part("amount", Holds::Amount, Times::One)];

const LIGHT: &[PartKind] = &[part("status", Holds::Word, Times::One), part("name", Holds::Line, Times::One)];

const EVENT: &[PartKind] = &[
    part("date", Holds::Line, Times::One),
    part("text", Holds::Line, Times::One),
    part("department", Holds::Line, Times::Maybe),
];

/// The semantic blocks that templates may write.
pub const SEMANTIC: &[SemanticKind] = &[
    SemanticKind {
        element: element("key-figures", &[], &["compact"]),
        options: &["compact"],
        heading: None,
        parts: &[part("card", Holds::Record(CARD), Times::Any)],
    },
    SemanticKind {
        element: element("tally", &[], &[]),
        options: &[],
        heading: None,
        parts: &[part("count", Holds::Record(COUNT), Times::Any)],
    },
    SemanticKind {
        element: element("lights", &[], &["compact", "legend"]),
        options: &["compact", "legend"],
        heading: None,
        parts: &[part("light", Holds::Record(LIGHT), Times::Any)],
    },
    SemanticKind {
        element: element("area-card", &[], &[]),
        options: &[],
        heading: None,
        parts: &[
            titled("index", Holds::Amount, Times::One),
            part("change", Holds::Line, Times::One),
            part("count", Holds::Record(COUNT), Times::Any),
            part("light", Holds::Record(LIGHT), Times::Any),
        ],
    },
    SemanticKind {
        element: element("assignment", &["label", "level"], &[]),
        options: &["level"],
        heading: None,
        parts: &[
            part("number", Holds::Line, Times::Maybe),
            part("name", Holds::Line, Times::One),
            part("status", Holds::Word, Times::One),
            titled("lead", Holds::Line, Times::One),
            titled("support", Holds::Line, Times::Maybe),
            titled("asked", Holds::Line, Times::Maybe),
            titled("progress", Holds::Blocks, Times::Maybe),
            titled("problem", Holds::Blocks, Times::Maybe),
            titled("next", Holds::Blocks, Times::Maybe),
            part("indicators", Holds::Blocks, Times::Maybe),
        ],
    },
    SemanticKind {
        element: element("case", &["label"], &["start"]),
        options: &["start"],
        heading: Some(2),
        parts: &[
            part("name", Holds::Line, Times::One),
            titled("department", Holds::Line, Times::Maybe),
            part("picture", Holds::Picture, Times::Maybe),
            part("text", Holds::Blocks, Times::One),
        ],
    },
    SemanticKind {
        element: element("chronicle", &[], &[]),
        options: &[],
        heading: None,
        parts: &[part("event", Holds::Record(EVENT), Times::Any)],
    },
    SemanticKind {
        element: element("proof", &[], &["label"]),
        options: &[],
        heading: None,
        parts: &[
            part("name", Holds::Line, Times::One),
            part("formula", Holds::Line, Times::One),
            part("status", Holds::Word, Times::Maybe),
            titled("fact", Holds::Line, Times::Any),
            titled("opinion", Holds::Line, Times::Any),
            part("remark", Holds::Line, Times::Any),
        ],
    },
];

/// The semantic block of this name.
#[must_use]
pub fn semantic(name: &str) -> Option<&'static SemanticKind> {
    SEMANTIC.iter().find(|kind| kind.element.name == name)
}

/// What a column of a table holds. Writers decide by it how wide a column is and where its text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A running number.
    Number,
    /// The number of a task.
    Code,
    /// A name.
    Name,
    /// Text of some length.
    Text,
    /// A few words.
    Word,
    /// A short word that stands alone: a year, a version.
    Tag,
    /// A unit.
    Unit,
    /// A figure.
    Figure,
    /// A small chart.
    Spark,
    /// A status.
    Status,
    /// The symbol of a status.
    Symbol,
    /// A department.
    Department,
}

impl Role {
    /// Every role by its name.
    pub const NAMES: [(&'static str, Self); 12] = [
        ("number", Self::Number),
        ("code", Self::Code),
        ("name", Self::Name),
        ("text", Self::Text),
        ("word", Self::Word),
        ("tag", Self::Tag),
        ("unit", Self::Unit),
        ("figure", Self::Figure),
        ("spark", Self::Spark),
        ("status", Self::Status),
        ("symbol", Self::Symbol),
        ("department", Self::Department),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, role)| *role == self).map_or("", |(name, _)| name)
    }
}
