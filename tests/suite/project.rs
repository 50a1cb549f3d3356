//! A copy of a project in a folder of its own, edited by a test, and the program run on it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use serde_json::Value;
use walkdir::WalkDir;

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of a project's content, as a rule the imaginary city's, with the repository's typefaces.
pub struct Copy {
    folder: tempfile::TempDir,
}

impl Copy {
    /// Copies it.
    pub fn new() -> Self {
        Self::of("tests/city/content")
    }

    /// Copies the content of a plan under `tests/`.
    pub fn of(content: &str) -> Self {
        let copy = Self::copied(content, false);
        let fonts = root().join("assets/fonts");
        copy.edit("content/settings.yaml", "../../assets/fonts", &fonts.to_string_lossy().replace('\\', "/"));
        copy
    }

    /// A copy of the shipped content, its files made in the order of their names or in the reverse one.
    pub fn of_shipped(reversed: bool) -> Self {
        let copy = Self::copied("content", reversed);
        let path = copy.path().join("content/settings.yaml");
        let settings = std::fs::read_to_string(&path).unwrap();
        let fonts = root().join("assets/fonts").to_string_lossy().replace('\\', "/");
        std::fs::write(path, format!("{settings}\n字体文件夹: {fonts}\n")).unwrap();
        copy
    }

    fn copied(from: &str, reversed: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let from = root().join(from);
        let items = WalkDir::new(&from).sort_by_file_name().into_iter().map(Result::unwrap);
        let mut files: Vec<PathBuf> = items.filter(|i| i.file_type().is_file()).map(|i| i.path().to_owned()).collect();
        if reversed {
            files.reverse();
        }
        for file in files {
            let to = folder.path().join("content").join(file.strip_prefix(&from).unwrap());
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::copy(file, to).unwrap();
        }
        Self { folder }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Replaces the only occurrence of `from` in a file.
    pub fn edit(&self, file: &str, from: &str, to: &str) -> &Self {
        let path = self.path().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(from).count(), 1, "「{from}」 in {file}");
        std::fs::write(path, text.replace(from, to)).unwrap();
        self
    }

    /// Writes a file.
    pub fn write(&self, file: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    /// Runs the program on it.
    pub fn run(&self, args: &[&str]) -> Run {
        Run(command(self.path()).args(args).output().unwrap())
    }

    /// The findings of `check`.
    pub fn findings(&self) -> Vec<Finding> {
        self.run(&["check", "--format", "json"]).findings()
    }
}

/// Hangs are found by the time they take: the limit is far above what a machine needs that does much else besides.
pub const NO_HANG: Duration = Duration::from_mins(2);

/// What the work of this thread takes, whatever else the machine does; by the clock where the system does not tell.
pub fn work(what: impl FnOnce()) -> Duration {
    let spent = || {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
    };
    let (before, start) = (spent(), Instant::now());
    what();
    before.and_then(|before| spent()?.checked_sub(before)).unwrap_or_else(|| start.elapsed())
}

/// Whether the long tests run, too: those that many reports are built for, and those that wait for another program.
fn thorough() -> bool {
    std::env::args().any(|arg| arg == "--include-ignored" || arg == "--ignored")
}

/// How often something is tried by chance: an eighth as often where the long tests do not run.
pub fn times(all: usize) -> usize {
    if thorough() { all } else { all.div_ceil(8) }
}

/// Says that the test does not run on this machine, and why; also where the tests' own output is kept back.
pub fn skipped(why: &str) {
    let test = std::thread::current().name().unwrap_or_default().to_owned();
    std::io::Write::write_all(&mut std::io::stderr(), format!("跳过 {test}：{why}\n").as_bytes()).unwrap();
}

/// The program, to be run in `folder`, where the environment colours nothing.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_highland"));
    command.current_dir(folder).env("NO_COLOR", "1");
    command
}

/// What a run left behind.
pub struct Run(pub Output);

impl Run {
    /// The exit status.
    pub fn code(&self) -> i32 {
        self.0.status.code().expect("the program was not killed")
    }

    /// What it printed for a pipe.
    pub fn printed(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    /// What it told people.
    pub fn told(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    /// Its findings, of a run with `--format json`.
    pub fn findings(&self) -> Vec<Finding> {
        self.printed().lines().map(|line| Finding(serde_json::from_str(line).unwrap())).collect()
    }
}

/// One finding as a program reads it.
pub struct Finding(Value);

impl std::fmt::Debug for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}:{} [{}] {} {}",
            self.text("path"),
            self.line(),
            self.text("rule"),
            self.text("message"),
            self.text("help")
        )
    }
}

impl Finding {
    /// A field as text; empty if it is null.
    pub fn text(&self, key: &str) -> &str {
        self.0[key].as_str().unwrap_or_default()
    }

    /// The line; 0 if there is none.
    pub fn line(&self) -> u64 {
        self.0["line"].as_u64().unwrap_or_default()
    }
}
