//! Text and the places in it: interned files, spans, and YAML read into a tree that keeps every place.

mod careful;
mod cause;
mod explain;
mod file;
mod hash;
mod keys;
mod known;
mod mended;
mod node;
mod odd;
mod problem;
mod rendered;
mod repair;
mod rewrite;
mod scalar;
mod span;
mod step;
mod tree;
mod yaml;

pub use careful::{lost_comments, readable, whole, written};
pub use cause::braced;
pub use file::{Place, SourceFile, Sources};
pub use hash::{Hasher, SUMS, hash, hash_bytes, with_sums};
pub use keys::Keys;
pub use known::{Known, Parsed};
pub use node::{Lines, Node, Pair, Value, Writing};
pub use odd::{MISSING, clean, looks};
pub use problem::{Problem, ProblemKind};
pub use rewrite::rewrite;
pub use span::{FileId, Span, Spanned};
pub use step::Step;
pub use tree::Tree;
pub use yaml::{MAX_BYTES, parse};
