//! What may stand under a key: as types for the readers, as a value for everything that is made of the declarations.

use std::marker::PhantomData;

use super::{Declared, Mapping};
use crate::model::Choice;

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
            Self::One(mapping) | Self::Each(mapping) | Self::FigureOr(mapping) => Some(mapping),
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
            Self::Rules => ("另一条规则", "其他规则"),
        }
    }
}

/// A type of field: its shape, and whether it may be left out.
pub trait Type {
    /// What may stand there.
    const SHAPE: Shape;
    /// Whether something has to.
    const NEEDED: bool = false;
}

/// Declares types of fields that are one shape each.
macro_rules! types {
    ($($(#[$doc:meta])* $name:ident $(<$inner:ident: $bound:ident>)? = $shape:expr;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub struct $name $(<$inner>(PhantomData<$inner>))?;

            impl $(<$inner: $bound>)? Type for $name $(<$inner>)? {
                const SHAPE: Shape = $shape;
            }
        )+
    };
}

types! {
    /// A text on one line, as a rule.
    Text = Shape::Text;
    /// A text in Markdown.
    Paragraphs = Shape::Paragraphs;
    /// A figure with or without its unit.
    Figure = Shape::Figure;
    /// A figure whose unit says nothing.
    Number = Shape::Number;
    /// A figure, or the two ends of a range.
    Range = Shape::Range;
    /// A day.
    Day = Shape::Day;
    /// A year.
    Year = Shape::Year;
    /// A colour.
    Color = Shape::Color;
    /// A list of texts.
    Texts = Shape::Texts;
    /// A text, or a list of texts.
    TextOrTexts = Shape::TextOrTexts;
    /// A word of a vocabulary.
    Word<T: Choice> = Shape::Word(words::<T>);
    /// A mapping.
    One<M: Declared> = Shape::One(M::MAPPING);
    /// A list of mappings.
    Each<M: Declared> = Shape::Each(M::MAPPING);
    /// A figure, or a mapping that says more.
    FigureOr<M: Declared> = Shape::FigureOr(M::MAPPING);
}

/// A field that must be there.
#[derive(Debug)]
pub struct Must<T>(PhantomData<T>);

impl<T: Type> Type for Must<T> {
    const SHAPE: Shape = T::SHAPE;
    const NEEDED: bool = true;
}

/// A mapping whose keys are names of `N`, with a `T` under each.
#[derive(Debug)]
pub struct Named<N, T>(PhantomData<(N, T)>);

impl<N: NamesOf, T: Type> Type for Named<N, T> {
    const SHAPE: Shape = Shape::Named { names: N::NAMES, one: &T::SHAPE, needed: T::NEEDED };
}

/// A type that stands for [`Names`].
pub trait NamesOf {
    /// Which.
    const NAMES: Names;
}

/// Declares the types that stand for names.
macro_rules! names {
    ($($(#[$doc:meta])* $type:ident = $name:ident;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub enum $type {}

            impl NamesOf for $type {
                const NAMES: Names = Names::$name;
            }
        )+
    };
}

names! {
    /// By the names of indicators.
    Indicators = Indicators;
    /// By the numbers of assignments.
    Assignments = Assignments;
    /// By the names of milestones.
    Milestones = Milestones;
    /// By years.
    Years = Years;
    /// By the names of rules.
    RuleNames = Rules;
}

/// Every word of a vocabulary, in the order offered to authors.
fn words<T: Choice>() -> Vec<&'static str> {
    T::WORDS.iter().map(|(word, _)| *word).collect()
}
