//! What builds, signatures and fixes survive: kills, full disks, files changed under them.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use highland::source::hash;

use super::faults::Disk;
use super::nightly::{FILE, json};
use super::project::{Copy, command};

const FIRMS: &str = "content/submissions/2023/市企业服务中心.yaml";
const RECORD: &str = "content/signoff/2023.yaml";
const SIGN: [&str; 5] = ["sign", "--unit", "市工业局", "--by", "示例签发人"];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    /// The next number from 0 to 1.
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        f64::from(u32::try_from(self.0 % 1000).unwrap()) / 1000.0
    }
}

fn spawn(copy: &Copy, args: &[&str]) -> Child {
    command(copy.path()).args(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn folder(copy: &Copy) -> PathBuf {
    copy.path().join("output/2023")
}

/// The manifest's and the memory's hashes of what was written are those of the files there are.
fn belong_together(copy: &Copy) {
    let check = |outputs: &serde_json::Value, from: &Path| {
        let outputs = outputs.as_object().unwrap();
        assert!(1 < outputs.len(), "{outputs:?}");
        for (path, known) in outputs {
            assert_eq!(known.as_str().unwrap(), hash(&fs::read(from.join(path)).unwrap()), "{path}");
        }
    };
    check(&json(&folder(copy).join("manifest.json"))["outputs"], copy.path());
    check(&json(&folder(copy).join(".highland.json"))["builds"]["年度报告.pdf"]["outputs"], &folder(copy));
}

/// What of the report is on the disk.
fn report(copy: &Copy) -> Vec<Vec<u8>> {
    ["年度报告.pdf", "台账.json", "manifest.json"].map(|name| fs::read(folder(copy).join(name)).unwrap()).into()
}

/// Whether the build has begun to put its files in their places.
fn publishing(copy: &Copy, before: &[Vec<u8>]) -> bool {
    let pdf = fs::read(folder(copy).join("年度报告.pdf")).unwrap();
    folder(copy).join(".publish.json").exists() || pdf != before[0]
}

#[test]
#[ignore = "long"]
fn killed_at_any_moment_a_build_leaves_files_that_belong_together() {
    let copy = Copy::new();
    let start = Instant::now();
    assert_eq!(copy.run(&["build"]).code(), 0);
    let (mut length, mut dice) = (start.elapsed(), Dice(0x2545_f491_4f6c_dd1d));
    let text = fs::read_to_string(copy.path().join(FILE)).unwrap();
    let (mut killed, mut mixed, kills) = (0, 0, 20);
    for n in 0..2 * kills {
        if killed == kills {
            break;
        }
        // Every report differs from the one before.
        copy.write(FILE, text.replace("示范工厂数: 6 ", &format!("示范工厂数: {} ", n % 7 + 4)));
        let before = report(&copy);
        let mut child = spawn(&copy, &["build"]);
        if n % 2 == 0 {
            std::thread::sleep(length.mul_f64(dice.next()));
        } else {
            while !publishing(&copy, &before) && child.try_wait().unwrap().is_none() {}
        }
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            killed += 1;
        } else {
            // The first run may have been slower than those that follow.
            length = length.mul_f64(0.9);
        }
        child.wait().unwrap();
        mixed += usize::from(folder(&copy).join(".publish.json").exists());
        // A command that builds nothing finds the content wrong, and whole files.
        copy.write(FILE, text.replace("状态: 已审定", "状态: 已审"));
        assert_eq!(copy.run(&["build"]).code(), 1);
        belong_together(&copy);
    }
    eprintln!("杀掉 {killed} 次，其中 {mixed} 次正在换文件");
    assert_eq!(killed, kills);
    copy.write(FILE, text);
    assert_eq!(copy.run(&["build"]).code(), 0);
    belong_together(&copy);
    let left = fs::read_dir(folder(&copy)).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap());
    let left: Vec<String> = left.filter(|name| name.starts_with('.')).collect();
    assert_eq!(left.len(), 2, "the memory and the lock: {left:?}");
}

#[test]
#[ignore = "long"]
fn a_build_on_a_full_disk_leaves_the_report_that_is_there() {
    let copy = Copy::new();
    assert_eq!(copy.run(&["build"]).code(), 0);
    let size: usize = report(&copy).iter().map(Vec::len).sum();
    fs::remove_dir_all(folder(&copy)).unwrap();
    // Room for one report and a half.
    let size = size * 3 / 2 / 1024 + 60;
    let Some(_disk) = Disk::new(&folder(&copy), &format!("size={size}k")) else { return };
    assert_eq!(copy.run(&["build"]).code(), 0);
    let before = report(&copy);
    copy.edit(FILE, "示范工厂数: 6 ", "示范工厂数: 13 ");
    for _ in 0..2 {
        let full = copy.run(&["build"]);
        assert_eq!(full.code(), 2, "{}", full.told());
        assert!(full.told().contains("磁盘空间") && full.told().contains("没有改动"), "{}", full.told());
        assert!(report(&copy) == before);
        belong_together(&copy);
    }
}

#[test]
fn killed_at_any_moment_a_signature_is_recorded_whole_or_not_at_all() {
    let copy = Copy::new();
    let start = Instant::now();
    assert_eq!(copy.run(&SIGN).code(), 0);
    let (mut length, mut dice) = (start.elapsed(), Dice(0x9e37_79b9_7f4a_7c15));
    let record = || fs::read_to_string(copy.path().join(RECORD)).unwrap();
    let (mut killed, mut ended) = (0, 0);
    while killed < 16 && ended < 200 {
        let before = record();
        let mut child = spawn(&copy, &["sign", "--unit", "市工业局", "--by", &format!("示例{killed}")]);
        std::thread::sleep(length.mul_f64(dice.next()));
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            killed += 1;
        } else {
            // The first run may have been slower than those that follow.
            ended += 1;
            length = length.mul_f64(0.9);
        }
        child.wait().unwrap();
        let after = record();
        let more = after.strip_prefix(&before).unwrap();
        let whole = more.starts_with("- {单位: ") && more.ends_with("\"}\n") && more.lines().count() == 1;
        assert!(more.is_empty() || whole, "{more}");
    }
    eprintln!("杀掉 {killed} 次");
    assert_eq!(killed, 16, "the others ended first");
    assert_eq!(copy.run(&["sign", "--unit", "市工业局", "--by", "示例"]).code(), 0);
    assert!(copy.findings().iter().all(|found| found.text("rule") == "not-signed"), "{:#?}", copy.findings());
}

/// A disk that takes so many bytes of a file and no more, wherever the machine has a shell; no rights are needed.
#[cfg(unix)]
#[test]
fn a_signature_that_does_not_fit_leaves_the_record_as_it_was() {
    let copy = Copy::new();
    // The limit of one block lies in the middle of the line that is to be added.
    let before = format!("#{}\n", "记".repeat(150));
    copy.write(RECORD, &before);
    let run = Command::new("sh")
        .args(["-c", "trap '' 25; ulimit -f 1; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_highland")])
        .args(SIGN)
        .current_dir(copy.path())
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let told = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(2), "{told}");
    assert!(told.contains("没有改动"), "{told}");
    assert!(fs::read_to_string(copy.path().join(RECORD)).unwrap() == before);
    assert_eq!(copy.run(&SIGN).code(), 0);
}

#[test]
fn a_signature_on_a_full_disk_leaves_the_record_as_it_was() {
    let copy = Copy::new();
    let disk = copy.path().join("content/signoff");
    let Some(_disk) = Disk::new(&disk, "size=16k") else { return };
    // One page for the record, which has room for half a line, one each for what was signed and for what git is told; one for
    // what fills the rest.
    let before = format!("#{}\n", "x".repeat(4096 - 82));
    copy.write(RECORD, &before);
    copy.write("content/signoff/full", "x".repeat(4096));
    let run = copy.run(&SIGN);
    assert_eq!(run.code(), 2, "{}", run.told());
    assert!(run.told().contains("没有改动"), "{}", run.told());
    assert!(fs::read_to_string(copy.path().join(RECORD)).unwrap() == before);
    fs::remove_file(disk.join("full")).unwrap();
    assert_eq!(copy.run(&SIGN).code(), 0);
}

/// A fix that has read every file and waits for somebody to read the first of its differences.
fn fixing(copy: &Copy) -> (Child, std::process::ChildStderr) {
    // More than a pipe holds, in the first of the files.
    copy.edit(FIRMS, "提前完成目标。", &format!("{}提前完成目标,增加1家。", "逐家服务。".repeat(4_000)));
    let mut child = command(copy.path()).args(["check", "--fix"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut told = child.stderr.take().unwrap();
    told.read_exact(&mut [0]).unwrap();
    (child, told)
}

#[test]
fn a_file_in_an_old_encoding_that_is_saved_during_a_fix_keeps_what_was_saved() {
    let gbk = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let copy = Copy::new();
    let text = fs::read_to_string(copy.path().join(FILE)).unwrap();
    copy.write(FILE, gbk(&text));
    let (mut child, mut told) = fixing(&copy);
    let saved = gbk(&text.replace("示范工厂数: 6 ", "示范工厂数: 13 "));
    copy.write(FILE, &saved);
    let mut rest = String::new();
    told.read_to_string(&mut rest).unwrap_or_default();
    child.wait().unwrap();
    assert!(
        rest.contains("市工业局.yaml」刚才被改过，没有自动改"),
        "{}",
        rest.chars().rev().take(400).collect::<String>()
    );
    // Read again in the next round, it is mended with what was saved.
    let now = fs::read(copy.path().join(FILE)).unwrap();
    assert!(now == saved || now == text.replace("示范工厂数: 6 ", "示范工厂数: 13 ").into_bytes());
}

#[test]
fn a_fix_waits_for_a_signature_that_is_being_written() {
    let copy = Copy::new();
    assert_eq!(copy.run(&SIGN).code(), 0);
    let record = fs::read_to_string(copy.path().join(RECORD)).unwrap();
    copy.write(RECORD, format!("\u{feff}{record}"));
    // Another run has the record, and adds to it after the fix has read it.
    let mut signing = fs::OpenOptions::new().read(true).append(true).open(copy.path().join(RECORD)).unwrap();
    signing.lock().unwrap();
    let mut child = spawn(&copy, &["check", "--fix"]);
    std::thread::sleep(Duration::from_millis(500));
    let line = record.lines().last().unwrap().replace("示例签发人", "另一人");
    std::io::Write::write_all(&mut signing, format!("{line}\n").as_bytes()).unwrap();
    signing.unlock().unwrap();
    child.wait().unwrap();
    let now = fs::read_to_string(copy.path().join(RECORD)).unwrap();
    assert_eq!(now.trim_start_matches('\u{feff}'), format!("{record}{line}\n"));
}
