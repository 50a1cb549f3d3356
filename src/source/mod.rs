//! Text and the places in it: interned files, spans, and YAML read into a tree that keeps every place.

mod cause;
mod explain;
mod file;
mod hash;
mod keys;
mod mended;
mod node;
mod problem;
mod repair;
mod span;
mod yaml;

pub use file::{Place, SourceFile, Sources};
pub use hash::{Hasher, hash};
pub use keys::Keys;
pub use node::{Node, Pair, Value};
pub use problem::Problem;
pub use span::{FileId, Span, Spanned};
pub use yaml::{MAX_BYTES, parse};
