//! How long the stages take: `cargo bench --profile dev`.
//!
//! Compare ratios within one run; machines differ and are noisy.

#![expect(clippy::expect_used, reason = "a bench that cannot begin has nothing to measure")]

mod scale;

use std::path::Path;

use divan::Bencher;
use highland::diag::Level;
use highland::pipeline::{self, Request};
use highland::project::Project;
use mimalloc::MiMalloc;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    divan::main();
}

fn project() -> Project {
    Project::at(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the shipped project")
}

/// Reading and checking: what a department waits for.
#[divan::bench(sample_count = 20)]
fn check() -> usize {
    pipeline::check(&project(), &Request::default(), &mut |_| {}).map_or(0, |outcome| outcome.diags.len())
}

/// The same on the shipped content times five, nine and seventeen: the last is a thousand submissions, and takes twice
/// as long as the one before if time grows with the content and no faster.
#[divan::bench(args = [5, 9, 17], sample_count = 10)]
fn check_many(bencher: Bencher<'_, '_>, times: usize) {
    let (_folder, project) = scale::scaled(times);
    let submissions = scale::size(&project);
    let run = || pipeline::check(&project, &Request::default(), &mut |_| {}).expect("the content is read");
    let errors = run().diags.iter().filter(|found| found.level == Level::Error).count();
    assert_eq!(errors, 0, "the copies are as good as the original");
    bencher.counter(divan::counter::ItemsCount::new(submissions)).bench_local(|| run().diags.len());
}

/// Everything, Typst included, without writing.
#[divan::bench(sample_count = 5)]
fn build() -> usize {
    let outcome = pipeline::build(&project(), &Request::default(), &mut |_| {});
    outcome.ok().and_then(|outcome| outcome.product).map_or(0, |product| product.bytes().len())
}
