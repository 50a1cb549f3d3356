//! The shipped report beside a Python tool of the same parts, where one is installed: `cargo bench --profile dev --bench peers`.
//!
//! Five pairs of runs of whole processes, one after the other; the median of the ratios of their times by the wall clock. Typst
//! of the Python package index sets our own manuscript. What is not installed is said and left out.

#![expect(clippy::expect_used, reason = "a bench that cannot begin has nothing to measure")]
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

mod scale;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use highland::pipeline::{self, Notes, Press, Request, Supplies, Watch};
use highland::project::Project;

/// Pairs of runs.
const PAIRS: usize = 5;

/// What the script knows to do.
const PARTS: [&str; 4] = ["PyYAML", "PyYAML+Jinja2", "matplotlib", "typst"];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (copy, project) = scale::scaled(1);
    println!("随附的内容，{} 个报送文件", scale::size(&project));
    scale::with_fonts(copy.path());
    let folder = tempfile::tempdir().expect("a temporary folder");
    let charts = manuscript(&Project::at(root).expect("the shipped project"), folder.path()).to_string();
    let own = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_highland"));
        command.args(["build", "--force", "-C"]).arg(copy.path());
        seconds(&mut command)
    };
    let peer = |part: &str| {
        let mut command = Command::new("python3");
        command.arg(root.join("benches/peers.py")).arg(part).arg(root).arg(folder.path()).arg(&charts);
        seconds(&mut command)
    };
    for part in PARTS {
        if peer(part).is_none() {
            println!("{part}　没有安装，略去");
            continue;
        }
        let pairs: Vec<(f64, f64)> = (0..PAIRS).filter_map(|_| Some((own()?, peer(part)?))).collect();
        let (ours, theirs) = (median(pairs.iter().map(|pair| pair.0)), median(pairs.iter().map(|pair| pair.1)));
        let ratio = median(pairs.iter().map(|(own, peer)| own / peer));
        println!("{part}　{theirs:.2} 秒；本程序整本报告 {ours:.2} 秒，是它的 {ratio:.2} 倍");
    }
}

/// How long a process takes that ends well.
fn seconds(command: &mut Command) -> Option<f64> {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    status.success().then(|| start.elapsed().as_secs_f64())
}

/// Writes the shipped report's manuscript into a folder; gives back how many charts it has.
fn manuscript(project: &Project, to: &Path) -> usize {
    let begin = &mut |_: &'static str| {};
    let request = Request { draft: true, ..Request::default() };
    let mut outcome = pipeline::check(project, &request, begin).expect("it can be read");
    let begin = &mut |_: &'static str| {};
    let mut watch = Watch::new(begin);
    let supplies = Supplies::gather(project, &mut outcome, &mut watch).expect("templates and typefaces");
    let press = Press::new(&outcome.assessment, &supplies);
    let mut notes = Notes::new(&mut outcome.sources, &mut outcome.diags);
    let document = press.document(&request, &mut notes, &mut watch).expect("a document");
    let manuscript = press.manuscript(&request, &document, &mut notes, &mut watch).expect("a manuscript");
    for (path, part) in &manuscript.parts {
        let file = to.join(path.trim_start_matches('/'));
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, &part.bytes).expect("a file");
    }
    manuscript.parts.keys().filter(|path| path.starts_with("/charts/")).count()
}

fn median(times: impl Iterator<Item = f64>) -> f64 {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
