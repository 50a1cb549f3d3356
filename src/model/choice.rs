//! Closed vocabularies: an enum whose words are Chinese, declared once in a table.

/// An enum each of whose values is written as one Chinese word.
pub trait Choice: Sized + Copy + 'static {
    /// What the vocabulary is about, for messages: `类型`.
    const WHAT: &'static str;
    /// Every value with its word, in the order offered to authors.
    const WORDS: &'static [(&'static str, Self)];

    /// The value written as `word`.
    #[must_use]
    fn parse(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(name, _)| *name == word).map(|&(_, value)| value)
    }
}

/// Declares a [`Choice`]: variants with their words and doc sentences.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident $what:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $crate::model::Choice for $name {
            const WHAT: &'static str = $what;
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant),)+];
        }

        impl $name {
            /// The word people read and write.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}
pub(crate) use choice;
