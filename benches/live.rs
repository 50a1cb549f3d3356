//! From a saved edit to the new page, against a build from nothing, and memory over many edits:
//! `cargo bench --profile dev --bench live`, with `-- 500` for as many edits.
//!
//! Compare ratios within one run; machines differ and are noisy.

#![expect(clippy::expect_used, reason = "a bench that cannot begin has nothing to measure")]
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::path::Path;
use std::time::{Duration, Instant};

use highland::pipeline::{self, Request, Session};
use highland::project::Project;
use highland::typeset::{Marks, Page, svg};
use mimalloc::MiMalloc;
use tempfile::TempDir;
use walkdir::WalkDir;

/// A figure of the shipped content, in a file of its own line.
const VALUE: &str = "实际值: 1580";

/// Edits measured one by one.
const FIRST: usize = 9;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    let edits: usize = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(60);
    let folder = TempDir::new().expect("a temporary folder");
    let project = copy(folder.path());
    let file = project.submissions().join("2024/市科技局.yaml");
    let text = std::fs::read_to_string(&file).expect("the shipped content has it");
    assert_eq!(text.matches(VALUE).count(), 1, "the figure to edit");

    let cold = median((0..5).map(|_| {
        let start = Instant::now();
        let outcome = pipeline::build(&project, &Request { draft: true, ..Request::default() }, &mut |_| {});
        assert!(outcome.expect("it builds").product.is_some(), "a PDF");
        start.elapsed()
    }));
    println!("从零生成（PDF）　　　{:>8.1} ms", ms(cold));

    let mut session = Session::default();
    let mut marks = Marks::default();
    let mut before = Vec::new();
    let mut times = Vec::new();
    let mut stages: Vec<(&str, Vec<Duration>)> = Vec::new();
    for edit in 0..=edits {
        // 1590, 1591, …: every edit is one that never was before.
        std::fs::write(&file, text.replace(VALUE, &format!("实际值: {}", 1590 + edit))).expect("it can be written");
        let start = Instant::now();
        let (outcome, document) =
            session.pages(&project, &Request { draft: true, ..Request::default() }).expect("it builds");
        let document = document.expect("pages");
        let now = marks.pages(&document);
        let changed = first_change(&before, &now);
        let page = svg(&document, changed).expect("there is a page").len();
        let time = start.elapsed();
        if edit == 0 {
            println!("第一次预览　　　　　　{:>8.1} ms", ms(time));
        } else if edit <= FIRST {
            times.push(time);
            for (stage, time) in outcome.timings {
                match stages.iter_mut().find(|(name, _)| *name == stage) {
                    Some((_, own)) => own.push(time),
                    None => stages.push((stage, vec![time])),
                }
            }
        }
        before = now;
        session.rest();
        if edit == FIRST {
            let time = median(times.iter().copied());
            println!("改一个数到新的一页　　{:>8.1} ms，为从零生成的 {:.1}%", ms(time), 100.0 * ms(time) / ms(cold));
            for (stage, own) in &stages {
                println!("　　{stage}　{:>8.1} ms", ms(median(own.iter().copied())));
            }
            println!("　　第{}页的 SVG {page} 字节", changed + 1);
        }
        if edit % 50 == 10 {
            println!("改 {edit} 次后占用内存　{:>6.0} MB", resident());
        }
    }
    println!("改 {edits} 次后占用内存　{:>6.0} MB", resident());
}

/// The shipped project in a folder of its own.
fn copy(to: &Path) -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["content", "templates", "assets"] {
        for item in WalkDir::new(root.join(folder)).into_iter().map(|item| item.expect("a file")) {
            let path = to.join(item.path().strip_prefix(root).expect("it lies in it"));
            if item.file_type().is_dir() {
                std::fs::create_dir_all(path).expect("a folder");
            } else {
                std::fs::copy(item.path(), path).expect("a copy");
            }
        }
    }
    Project::at(to).expect("a project")
}

/// The first page that is not as it was.
fn first_change(before: &[Page], now: &[Page]) -> usize {
    now.iter().zip(before).position(|(now, before)| now != before).unwrap_or_default()
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// Memory in use in MB, where the system tells; elsewhere 0.
#[expect(clippy::cast_precision_loss, reason = "megabytes for people")]
fn resident() -> f64 {
    let status = std::fs::read_to_string(Path::new("/proc/self/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() as f64 / 1_024.0
}
