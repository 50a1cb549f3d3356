//! Who reads what is made.

/// Who reads it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Audience {
    /// The offices: everything that was filed.
    #[default]
    Office,
    /// Everybody: what was filed and is not for the offices alone.
    Public,
}
