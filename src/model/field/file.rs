//! The files people write.

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// `content/plan.yaml`.
    Plan,
    /// `content/settings.yaml`.
    Settings,
    /// A department's file for a year.
    Submission,
    /// The signatures of a year, which the program writes.
    SignOff,
}
