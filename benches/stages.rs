//! How long the stages take on the shipped content: `cargo bench --profile dev`.
//!
//! Compare ratios within one run; machines differ and are noisy.

use std::path::Path;

use highland::pipeline::{self, Request};
use highland::project::Project;

fn main() {
    divan::main();
}

fn project() -> Project {
    Project { root: Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf() }
}

/// Reading and checking: what a department waits for.
#[divan::bench(sample_count = 20)]
fn check() -> usize {
    pipeline::check(&project(), &Request::default(), &mut |_| {}).map_or(0, |outcome| outcome.diags.len())
}

/// Everything, Typst included, without writing.
#[divan::bench(sample_count = 5)]
fn build() -> usize {
    let outcome = pipeline::build(&project(), &Request::default(), &mut |_| {});
    outcome.ok().and_then(|outcome| outcome.pdf).map_or(0, |pdf| pdf.bytes.len())
}
