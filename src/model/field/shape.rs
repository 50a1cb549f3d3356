//! A field, the mapping it belongs to and what may stand there, as values for everything that is made of the declarations.

use super::File;
use crate::model::{Choice, Openness, Weight};

/// A field of a file.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its key.
    pub key: &'static str,
    /// Other keys that are read as this one.
    pub aliases: &'static [&'static str],
    /// What it is for: a Chinese sentence that editors and the handbook show.
    pub about: &'static str,
    /// What to show as an example; empty for what its shape suggests.
    pub sample: &'static str,
    /// What may stand there.
    pub shape: Shape,
    /// Whether something has to.
    pub needed: bool,
}

impl Field {
    /// Its key and the others that are read as it.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.key).chain(self.aliases.iter().copied())
    }

    /// Whether nearly every entry goes without it, so that no example has it: what is for the offices alone is said to be.
    #[must_use]
    pub fn is_rare(&self) -> bool {
        RARE.contains(&self.key)
    }
}

/// Keys of fields that few entries have.
const RARE: [&str; 3] = [Openness::WHAT, Weight::WHAT, "亮点"];

/// One kind of mapping in a file.
#[derive(Debug, Clone, Copy)]
pub struct Mapping {
    /// Which file it is in.
    pub file: File,
    /// What messages call it; no two of a file are called the same.
    pub called: &'static str,
    /// What it is: a Chinese sentence that editors and the handbook show.
    pub about: &'static str,
    /// Its fields, in the order in which they are offered to authors.
    pub fields: &'static [&'static Field],
}

impl Mapping {
    /// The field that `key` is read as.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.keys().any(|own| own == key)).copied()
    }

    /// Every key it is read by.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().flat_map(|field| field.keys())
    }
}

/// What may stand under a key.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A text on one line, as a rule.
    Text,
    /// A text of one or more paragraphs in Markdown, as a rule under a `|`.
    Paragraphs,
    /// A figure, with its unit if the author likes.
    Figure,
    /// A figure whose unit says nothing.
    Number,
    /// A figure, or the two ends of a range.
    Range,
    /// A day such as 2025-01-20.
    Day,
    /// A year such as 2024.
    Year,
    /// A day, a month, a quarter, a half year or a year, such as 2025-06 and 2025年上半年.
    When,
    /// A colour of six hexadecimal digits.
    Color,
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
    /// A list of texts.
    Texts,
    /// A text, or a list of texts.
    TextOrTexts,
    /// A mapping.
    One(&'static Mapping),
    /// A list of mappings.
    Each(&'static Mapping),
    /// A figure, or a mapping that says more.
    FigureOr(&'static Mapping),
    /// A text, or a mapping that says more.
    TextOr(&'static Mapping),
    /// A mapping whose keys are names.
    Named {
        /// Of what.
        names: Names,
        /// What stands under each name.
        one: &'static Shape,
        /// Whether something has to.
        needed: bool,
    },
}

impl Shape {
    /// The mapping that stands there, or under each of its items or names.
    #[must_use]
    pub fn mapping(&self) -> Option<&'static Mapping> {
        match self {
            Self::One(mapping) | Self::Each(mapping) | Self::FigureOr(mapping) | Self::TextOr(mapping) => Some(mapping),
            Self::Named { one, .. } => one.mapping(),
            _ => None,
        }
    }

    /// Whether it is a section: several entries, so that nothing stands on the line of its key.
    #[must_use]
    pub fn is_section(&self) -> bool {
        matches!(self, Self::Each(_) | Self::Named { .. })
    }
}

/// What names the keys of a mapping are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Indicators of the plan.
    Indicators,
    /// Numbers of assignments.
    Assignments,
    /// Milestones of the plan.
    Milestones,
    /// Years.
    Years,
    /// Periods of a year.
    Quarters,
    /// Rules.
    Rules,
}

impl Names {
    /// What one of them is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Indicators => "指标名称",
            Self::Assignments => "任务编号",
            Self::Milestones => "里程碑名称",
            Self::Years => "年份",
            Self::Quarters => "时段",
            Self::Rules => "规则名",
        }
    }

    /// What is named, as “another one” and as “the others”.
    #[must_use]
    pub fn another(self) -> (&'static str, &'static str) {
        match self {
            Self::Indicators => ("另一个指标", "其他指标"),
            Self::Assignments => ("另一项任务", "其他任务"),
            Self::Milestones => ("另一个里程碑", "其他里程碑"),
            Self::Years => ("另一年", "其他年份"),
            Self::Quarters => ("另一个时段", "其他时段"),
            Self::Rules => ("另一条规则", "其他规则"),
        }
    }
}
