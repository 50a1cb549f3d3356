//! How long the stages take: `cargo bench --profile dev`.
//!
//! Compare ratios within one run; machines differ and are noisy.

#![expect(clippy::expect_used, reason = "a bench that cannot begin has nothing to measure")]

mod scale;

use std::collections::BTreeMap;
use std::path::Path;

use divan::Bencher;
use highland::desk::{Today, cockpit};
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

/// The same on the shipped content seventeen and a hundred and seventy times over: a thousand submissions and ten thousand,
/// which take ten times as long if time grows with the content and no faster.
#[divan::bench(args = [17, 170], sample_count = 5)]
fn check_many(bencher: Bencher<'_, '_>, times: usize) {
    let (_folder, project) = scale::scaled(times);
    let submissions = scale::size(&project);
    let run = || pipeline::check(&project, &Request::default(), &mut |_| {}).expect("the content is read");
    let errors = run().diags.iter().filter(|found| found.level == Level::Error).count();
    assert_eq!(errors, 0, "the copies are as good as the original");
    bencher.counter(divan::counter::ItemsCount::new(submissions)).bench_local(|| run().diags.len());
}

/// Who owes what, of as many.
#[divan::bench(args = [17, 170], sample_count = 5)]
fn status_many(bencher: Bencher<'_, '_>, times: usize) {
    let (_folder, project) = scale::scaled(times);
    let outcome = pipeline::check(&project, &Request::default(), &mut |_| {}).expect("the content is read");
    let today = Today { date: outcome.as_of, changed: BTreeMap::new() };
    let draw = || cockpit(&outcome.assessment, &outcome.diags, &outcome.sources, &today);
    bencher.bench_local(|| draw().rows.len());
}

/// A report of one, four and eight times as many pages, without writing.
#[divan::bench(args = [1, 4, 8], sample_count = 3)]
fn build_many(bencher: Bencher<'_, '_>, times: usize) {
    let (folder, project) = scale::scaled(times);
    scale::with_fonts(folder.path());
    let pages = || {
        let outcome = pipeline::build(&project, &Request { draft: true, ..Request::default() }, &mut |_| {});
        outcome.ok().and_then(|outcome| outcome.product).and_then(|product| Some(product.pdf()?.pages)).unwrap_or(0)
    };
    bencher.counter(divan::counter::ItemsCount::new(pages())).bench_local(pages);
}

/// Everything, Typst included, without writing.
#[divan::bench(sample_count = 5)]
fn build() -> usize {
    let outcome = pipeline::build(&project(), &Request::default(), &mut |_| {});
    outcome
        .ok()
        .and_then(|outcome| outcome.product)
        .map_or(0, |product| product.files("").iter().map(|(_, bytes)| bytes.len()).sum())
}
