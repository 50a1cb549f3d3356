//! What may stand under a key, as types for the readers.

use std::marker::PhantomData;

use super::{Declared, Names, Shape};
use crate::model::Choice;

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
    /// A day, a month, a quarter, a half year or a year.
    When = Shape::When;
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
    /// A text, or a mapping that says more.
    TextOr<M: Declared> = Shape::TextOr(M::MAPPING);
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
    /// By periods of a year.
    Quarters = Quarters;
    /// By the names of rules.
    RuleNames = Rules;
}

/// Every word of a vocabulary, in the order offered to authors.
fn words<T: Choice>() -> Vec<&'static str> {
    T::WORDS.iter().map(|(word, _)| *word).collect()
}
