//! What a document is made of.

use std::collections::BTreeMap;

use super::fault::TemplatePlace;
use super::vocabulary::Role;

/// A whole document, ready to be written in any format.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What kind of thing it is.
    pub form: DocumentKind,
    /// What stands on its title page and in its running heads.
    pub meta: Meta,
    /// Its blocks in order.
    pub blocks: Vec<Block>,
    /// Every labelled place, by its label.
    pub targets: BTreeMap<String, LabelTarget>,
}

/// The two kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// A book: cover, front matter, chapters, appendices.
    Book,
    /// A few pages under a masthead.
    Sheet,
    /// One long picture under a masthead.
    Poster,
}

/// What a document says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    /// Title; a line feed in it is where its lines part.
    pub title: String,
    /// What this part of the report is called; none for the whole.
    pub subtitle: Option<String>,
    /// Year reported on.
    pub year: i16,
    /// Who compiles it.
    pub issuer: String,
    /// The edition's word, such as 征求意见稿.
    pub edition: String,
    /// Day judged at: year, month, day.
    pub date: (i16, i8, i8),
    /// Publication as printed.
    pub date_text: String,
    /// What stands on every page, such as that figures are samples.
    pub notice: Option<String>,
    /// The mark that goes without saying, because the notice says it of every figure: only others are printed.
    pub unmarked: FigureMark,
    /// The word on every page of a draft; none for what is no draft.
    pub draft: Option<String>,
    /// Whether it is for comments.
    pub review: bool,
    /// The emblem's path among the pictures.
    pub emblem: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
}

/// A labelled place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelTarget {
    /// What it is.
    pub kind: LabelKind,
    /// How a reference to it reads: `表3`, `第十章`; none for what has no number.
    pub shown: Option<String>,
}

/// What a label can stand at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// A chapter, an appendix or a heading.
    Heading,
    /// A table with a caption.
    Table,
    /// A chart.
    Figure,
    /// A semantic block.
    Block,
}

/// One block.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A front part, a chapter or an appendix.
    Division(Division),
    /// The numbered body, after the front matter.
    Body(Vec<Self>),
    /// A heading.
    Heading {
        /// 1 to 4.
        level: u8,
        /// `（一）`; none for one that is not numbered.
        number: Option<String>,
        /// Its label.
        label: Option<String>,
        /// What it says.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// The first number; none for a list without numbers.
        start: Option<u64>,
        /// What each item holds.
        items: Vec<Vec<Self>>,
    },
    /// A table.
    Table(Table),
    /// A chart.
    Figure(Figure),
    /// A picture.
    Picture(Picture),
    /// What a draft still lacks.
    Todo(Vec<Inline>),
    /// What is too wide for a page, to be turned.
    Wide(Vec<Self>),
    /// A place that no figure of before may float beyond.
    Clear,
    /// The table of contents, by its title.
    Contents(String),
    /// The lists of figures and tables, by their title.
    Figures(String),
    /// Blocks whose first words are a bold title.
    RunIn {
        /// The title.
        title: String,
        /// The blocks.
        blocks: Vec<Self>,
        /// The label without which all of it is left out.
        needs: Option<String>,
    },
    /// A block that means something, made of generic ones.
    Semantic(Semantic),
}

/// A front part, a chapter or an appendix.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// Which of them.
    pub kind: DivisionKind,
    /// Its label.
    pub label: Option<String>,
    /// `十、` or `附录2`; none for a front part.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// One or two sentences under the title.
    pub lead: Option<String>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// The kinds of divisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DivisionKind {
    /// Before the body, without a number.
    Front,
    /// A chapter.
    Chapter,
    /// An appendix.
    Appendix,
}

/// A table. With a caption it is numbered and has a label; without one it belongs to the text around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its label.
    pub label: Option<String>,
    /// Kind of table, for styles: its class, or its label where it has none.
    pub class: Option<String>,
    /// `表3`.
    pub number: Option<String>,
    /// Its caption.
    pub caption: Option<String>,
    /// What each column holds.
    pub columns: Vec<Role>,
    /// The unit of its figures, as printed: `单位：亿元`.
    pub unit: Option<String>,
    /// The head's cells; none where it has no head.
    pub head: Vec<Vec<Inline>>,
    /// The rows' cells; each row has as many as there are columns.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// The note under it, as printed.
    pub note: Vec<Inline>,
}

/// A chart with its caption.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// `fig-` and the chart's name.
    pub label: String,
    /// `图2`.
    pub number: String,
    /// The chart.
    pub chart: ChartReference,
    /// Whether it may move to where a page has room.
    pub float: bool,
}

/// A chart as a document knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartReference {
    /// Its name, which writers find its drawing by.
    pub name: String,
    /// What it shows, in words.
    pub alt: String,
    /// Its caption.
    pub caption: String,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its path among the pictures, `2024/图片/a.jpg`.
    pub path: String,
    /// What it shows, in words.
    pub alt: String,
    /// Its caption; may be empty.
    pub caption: String,
    /// Its label, which counts where it has a caption.
    pub label: Option<String>,
    /// `图2`; none without a caption.
    pub number: Option<String>,
}

/// A block that means something.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Semantic {
    /// Which, by its element's name.
    pub kind: String,
    /// Its label.
    pub label: Option<String>,
    /// The number of its heading, where it has a numbered one.
    pub number: Option<String>,
    /// What styles may make use of; never something to print.
    pub options: Vec<(String, String)>,
    /// What it holds, in order.
    pub parts: Vec<Part>,
}

/// One part of a semantic block.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Which, by its element's name.
    pub name: String,
    /// What is printed before it.
    pub title: Option<String>,
    /// What it holds.
    pub content: PartContent,
}

/// What a part holds.
#[derive(Debug, Clone, PartialEq)]
pub enum PartContent {
    /// A line of text.
    Inlines(Vec<Inline>),
    /// Blocks.
    Blocks(Vec<Block>),
    /// Parts of its own.
    Record(Vec<Part>),
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Text as it is.
    Text(String),
    /// Important.
    Strong(Vec<Self>),
    /// Quoted or otherwise set off.
    Emphasis(Vec<Self>),
    /// In English.
    English(Vec<Self>),
    /// A new line.
    Break,
    /// A link out of the document.
    Link {
        /// Where to.
        url: String,
        /// Its words.
        inlines: Vec<Self>,
    },
    /// A link inside the document.
    To {
        /// Label of the place.
        label: String,
        /// Whether its words stay where the document has no such place.
        optional: bool,
        /// Its words.
        inlines: Vec<Self>,
        /// Where it is written.
        place: Option<TemplatePlace>,
    },
    /// The number of a labelled place.
    Reference {
        /// Label of the place.
        label: String,
        /// Whether it is left out where the document has no such place.
        optional: bool,
        /// Words before it, left out with it.
        before: String,
        /// Words after it, left out with it.
        after: String,
        /// The number; empty until the document is settled.
        shown: String,
        /// Where it is written.
        place: Option<TemplatePlace>,
    },
    /// The number of the page a labelled place is on; only for editions with pages.
    Page {
        /// Label of the place.
        label: String,
        /// Words before it.
        before: String,
        /// Words after it.
        after: String,
        /// Where it is written.
        place: Option<TemplatePlace>,
    },
    /// A figure.
    Value(Value),
    /// A status as symbol and word.
    Status(String),
    /// A status as its symbol alone.
    Symbol(String),
    /// A note at the foot of the page.
    Footnote(Vec<Self>),
    /// What a draft lacks, inside a line.
    Todo(Vec<Self>),
    /// A small chart in a line.
    Spark(ChartReference),
}

/// A figure: what is printed, and of what and when it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Number of the indicator in the plan's order, from 1; none for other figures.
    pub of: Option<usize>,
    /// The year.
    pub year: Option<i16>,
    /// The mark it carries.
    pub mark: FigureMark,
    /// The unit that follows it; none where the unit stands elsewhere, as in the head of a table.
    pub unit: Option<String>,
    /// The figure as printed.
    pub text: String,
}

/// The mark of a figure that is not simply statistics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FigureMark {
    /// None.
    #[default]
    None,
    /// 示: sample data.
    Sample,
    /// 预: an estimate.
    Estimate,
    /// 公: from public reports, whose scope may differ.
    Public,
}

impl FigureMark {
    /// The marks by the names that templates know them by.
    pub const NAMES: [(&'static str, Self); 4] =
        [("", Self::None), ("sample", Self::Sample), ("estimate", Self::Estimate), ("public", Self::Public)];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, mark)| *mark == self).map_or("", |(name, _)| name)
    }

    /// What is printed; nothing for none.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Sample => "示",
            Self::Estimate => "预",
            Self::Public => "公",
        }
    }
}
