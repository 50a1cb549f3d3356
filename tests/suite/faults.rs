//! Nights and what they survive: kills, disks, clocks, changes under them, links, garbage in their folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::nightly::{FILE, json, names, previews, spawn, tidy, whole};
use super::project::{Copy, command, skipped};

#[test]
#[ignore = "long"]
fn killed_at_any_moment_the_latest_is_whole_and_no_lock_is_left() {
    let copy = Copy::new();
    let start = Instant::now();
    assert_eq!(copy.run(&["nightly"]).code(), 0);
    let mut length = start.elapsed();
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let (mut killed, mut ended, kills) = (0, 0, 40);
    for n in 0..500 {
        if killed == kills {
            break;
        }
        // Every preview differs from the one before.
        let value = n % 7 + 4;
        let text = fs::read_to_string(copy.path().join(FILE)).unwrap();
        let line = text.lines().find(|line| line.contains("示范工厂数:")).unwrap().to_owned();
        copy.edit(FILE, &line, &format!("  示范工厂数: {value}"));
        let mut child = spawn(&copy, &["--keep", "3"]);
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let wait = length.mul_f64(f64::from(u32::try_from(seed % 1000).unwrap()) / 950.0);
        std::thread::sleep(wait);
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            killed += 1;
        } else {
            ended += 1;
            // The first run may have been slower than those that follow.
            length = length.mul_f64(0.9);
        }
        child.wait().unwrap();
        whole(&copy);
        for name in names(&copy) {
            assert!(previews(&copy).join(&name).join("preview.json").is_file(), "half a preview {name}");
        }
    }
    eprintln!("杀掉 {killed} 次，来得及完成 {ended} 次，一次约 {} 毫秒", length.as_millis());
    assert_eq!(killed, kills, "and {ended} ended before");
    let last = copy.run(&["nightly", "--keep", "3"]);
    assert!(last.code() < 2, "{}", last.told());
    whole(&copy);
    tidy(&copy);
}

/// A night whose mailer has begun and takes three seconds.
fn begun(copy: &Copy) -> std::process::Child {
    let child = spawn(copy, &["--notify", "touch begun; sleep 3"]);
    let start = Instant::now();
    while !copy.path().join("begun").exists() {
        assert!(start.elapsed() < Duration::from_mins(1));
        std::thread::sleep(Duration::from_millis(20));
    }
    child
}

#[test]
fn a_night_that_failed_keeps_the_lock_until_it_has_told() {
    let copy = Copy::new();
    copy.write("content/templates/area.xml.j2", "{{ area.nothing }}");
    let mut first = begun(&copy);
    let second = copy.run(&["nightly"]);
    assert!(second.told().contains(&format!("进程 {}", first.id())), "{}", second.told());
    assert_eq!(first.wait().unwrap().code(), Some(2));
}

#[test]
#[ignore = "long"]
fn of_two_at_once_one_waits_or_says_who_is_at_it() {
    let copy = Copy::new();
    // The first keeps the lock until its mailer ends.
    let mut first = begun(&copy);
    let second = copy.run(&["nightly"]);
    assert_eq!(second.code(), 2);
    assert!(second.told().contains(&format!("进程 {}", first.id())), "{}", second.told());
    let third = copy.run(&["nightly", "--wait", "60"]);
    assert_eq!(third.code(), 0, "{}", third.told());
    assert!(first.wait().unwrap().success());
    assert_eq!(names(&copy).len(), 2);
    whole(&copy);
}

/// A small file system of its own, where the machine lets us make one.
pub struct Disk(PathBuf);

impl Disk {
    /// Mounts it at a folder; says why if it cannot.
    pub fn new(at: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let made =
            Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(at).stderr(Stdio::null()).status();
        if made.is_ok_and(|status| status.success()) {
            return Some(Self(at.to_path_buf()));
        }
        skipped("不能挂载小文件系统（需要管理员权限）。");
        None
    }

    fn read_only(&self) {
        assert!(Command::new("mount").args(["-o", "remount,ro"]).arg(&self.0).status().unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(&self.0).status().unwrap();
    }
}

#[test]
#[ignore = "long"]
fn a_full_disk_loses_no_earlier_preview() {
    let copy = Copy::new();
    assert_eq!(copy.run(&["nightly"]).code(), 0);
    let size: u64 =
        walkdir::WalkDir::new(previews(&copy)).into_iter().map(|item| item.unwrap().metadata().unwrap().len()).sum();
    fs::remove_dir_all(previews(&copy)).unwrap();
    // Room for one preview and a half.
    let Some(_disk) = Disk::new(&previews(&copy), &format!("size={}k", size * 3 / 2 / 1024 + 200)) else { return };
    assert_eq!(copy.run(&["nightly"]).code(), 0);
    let name = whole(&copy);
    let told = copy.path().join("told.md");
    let full = copy.run(&["nightly", "--notify", &format!("cat > '{}'", told.display())]);
    assert_eq!(full.code(), 2, "{}", full.told());
    assert!(fs::read_to_string(told).unwrap().contains("没有生成新的预览"));
    assert!(full.told().contains("磁盘空间"), "{}", full.told());
    assert_eq!(whole(&copy), name);
    assert_eq!(names(&copy), [name]);
    tidy(&copy);
}

#[test]
fn a_read_only_output_is_said_and_nothing_is_lost() {
    let copy = Copy::new();
    let Some(disk) = Disk::new(&previews(&copy), "size=64m") else { return };
    assert_eq!(copy.run(&["nightly"]).code(), 0);
    let name = whole(&copy);
    disk.read_only();
    let refused = copy.run(&["nightly"]);
    assert_eq!(refused.code(), 2);
    assert!(refused.told().contains("写不了") && refused.told().contains(".lock"), "{}", refused.told());
    assert_eq!(whole(&copy), name);
}

#[test]
#[ignore = "long"]
fn what_is_deleted_during_the_build_is_in_it_whole_or_not_at_all() {
    let copy = Copy::new();
    assert_eq!(copy.run(&["nightly"]).code(), 0);
    let (folder, aside) = (copy.path().join("content/submissions/2023"), copy.path().join("aside"));
    for n in 0..8 {
        let mut child = spawn(&copy, &["--year", "2023"]);
        std::thread::sleep(Duration::from_millis(12 * n));
        fs::rename(&folder, &aside).unwrap();
        assert!(child.wait().unwrap().code().unwrap() < 2);
        fs::rename(&aside, &folder).unwrap();
        whole(&copy);
        let filed = json(&previews(&copy).join("latest/preview.json"))["record"]["filed"].clone();
        assert!(filed == serde_json::json!([2, 3]) || filed == serde_json::json!([0, 3]), "{filed}");
    }
}

#[test]
fn a_checkout_in_the_middle_is_waited_for() {
    let copy = Copy::new();
    let lock = copy.path().join(".git/index.lock");
    copy.write(".git/index.lock", "");
    let mut child = spawn(&copy, &[]);
    std::thread::sleep(Duration::from_millis(600));
    assert!(child.try_wait().unwrap().is_none(), "it waits");
    copy.edit(FILE, "示范工厂数: 6 ", "示范工厂数: 13 ");
    fs::remove_file(lock).unwrap();
    assert!(child.wait().unwrap().success());
    whole(&copy);
    let values = json(&previews(&copy).join("latest/preview.json"))["record"]["snapshot"]["indicators"].clone();
    assert!(values.to_string().contains("13家"), "{values}");
}

#[test]
#[ignore = "long"]
fn a_clock_that_jumps_back_confuses_neither_the_order_nor_the_check() {
    let copy = Copy::new();
    assert_eq!(copy.run(&["nightly"]).code(), 0);
    let name = whole(&copy);
    // As if it had been built in 2099.
    let folder = previews(&copy);
    fs::rename(folder.join(&name), folder.join("2099-01-01")).unwrap();
    fs::remove_file(folder.join("latest")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("2099-01-01", folder.join("latest")).unwrap();
    for file in ["2099-01-01/preview.json", "heartbeat.json"] {
        let day = name.split('-').take(3).collect::<Vec<_>>().join("-");
        let text = fs::read_to_string(folder.join(file)).unwrap().replace(&day, "2099-01-01");
        let now = json(&folder.join("heartbeat.json"))["last_good"].to_string();
        fs::write(folder.join(file), text.replace(&now, "4070908800")).unwrap();
    }
    let health = copy.run(&["nightly", "--healthcheck"]);
    assert_eq!(health.code(), 1);
    copy.edit(FILE, "示范工厂数: 6 ", "示范工厂数: 13 ");
    let next = copy.run(&["nightly", "--keep", "1"]);
    assert_eq!(next.code(), 0, "{}", next.told());
    // Compared with the one before it, and the latest; the other is the last of its month and stays.
    assert!(next.told().contains("与上一次相比 1 处变化"), "{}", next.told());
    assert_eq!(whole(&copy), name);
    assert_eq!(names(&copy), [name.as_str(), "2099-01-01"]);
    assert_eq!(copy.run(&["nightly", "--healthcheck"]).code(), 0);
}

#[test]
#[ignore = "long"]
fn a_folder_of_five_hundred_files_and_a_picture_of_a_hundred_megapixels_are_told_of() {
    let copy = Copy::new();
    for n in 0..500 {
        copy.write(&format!("content/submissions/2023/单位{n}.yaml"), format!("单位: 单位{n}\n年度: 2023\n"));
    }
    // The head of a PNG of 10 000 by 10 000; nobody should have to decode it to know.
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend(10_000u32.to_be_bytes());
    png.extend(10_000u32.to_be_bytes());
    png.extend([8, 2, 0, 0, 0, 0x35, 0x2c, 0xf5, 0x70]);
    copy.write("content/submissions/2023/图片/大图.png", png);
    let text = fs::read_to_string(copy.path().join(FILE)).unwrap();
    copy.write(FILE, format!("{text}案例:\n  - {{标题: 示例案例, 图片: 图片/大图.png, 图注: 大图, 正文: 示例}}\n"));
    let run = copy.run(&["nightly"]);
    assert_eq!(run.code(), 1, "{}", run.told());
    whole(&copy);
    let digest = json(&previews(&copy).join("digest.json"));
    let rules: Vec<&str> = digest["units"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|unit| unit["points"].as_array().unwrap())
        .map(|point| point["rule"].as_str().unwrap())
        .collect();
    assert!(rules.contains(&"picture-too-large"), "{rules:?}");
    assert!(500 <= rules.iter().filter(|rule| **rule == "unknown-department").count(), "{}", rules.len());
}

#[test]
#[ignore = "long"]
fn a_latest_that_is_a_folder_is_said_and_leaves_nothing_behind() {
    let copy = Copy::new();
    assert_eq!(copy.run(&["nightly"]).code(), 0);
    let name = whole(&copy);
    fs::remove_file(previews(&copy).join("latest")).unwrap();
    copy.write("output/preview/latest/notes.txt", "mine");
    for _ in 0..2 {
        let run = copy.run(&["nightly"]);
        assert_eq!(run.code(), 2);
        assert!(run.told().contains("请移走") && run.told().contains(&name), "{}", run.told());
    }
    assert_eq!(names(&copy), [name.as_str(), "latest"]);
    tidy(&copy);
}

#[test]
#[ignore = "long"]
fn what_is_broken_in_the_folder_hides_no_failure() {
    let copy = Copy::new();
    assert_eq!(copy.run(&["nightly"]).code(), 0);
    copy.write("output/preview/latest/digest.json", "garbage")
        .write("content/templates/area.xml.j2", "{{ area.nothing }}");
    assert_eq!(copy.run(&["nightly"]).code(), 2);
    assert_eq!(json(&previews(&copy).join("heartbeat.json"))["status"], "failed");
    let health = copy.run(&["nightly", "--healthcheck"]);
    assert_eq!(health.code(), 1);
    copy.write("output/preview/heartbeat.json", "garbage");
    assert_eq!(copy.run(&["nightly", "--healthcheck"]).code(), 1);
    copy.write("output/preview/heartbeat.json", r#"{"latest":"x","last_good":-9223372036854775807,"last_good_at":"?","last_run":0,"last_run_at":"?","status":"ok","reason":null}"#);
    assert_eq!(copy.run(&["nightly", "--healthcheck"]).code(), 1);
}

#[cfg(unix)]
#[test]
#[ignore = "long"]
fn links_lead_neither_astray_nor_into_nothing() {
    use std::os::unix::fs::symlink;
    let copy = Copy::new();
    // A link to the whole machine among the pictures.
    fs::create_dir_all(copy.path().join("content/submissions/2023/图片")).unwrap();
    symlink("/", copy.path().join("content/submissions/2023/图片/root")).unwrap();
    // Submissions that an office keeps elsewhere, and a project named by a relative path.
    fs::rename(copy.path().join("content/submissions"), copy.path().join("elsewhere")).unwrap();
    symlink("../elsewhere", copy.path().join("content/submissions")).unwrap();
    let run = command(copy.path().parent().unwrap())
        .args(["nightly", "-C"])
        .arg(copy.path().file_name().unwrap())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.code().unwrap() < 2, "{told}");
    whole(&copy);
    assert_eq!(json(&previews(&copy).join("latest/preview.json"))["record"]["filed"], serde_json::json!([2, 3]));
    // Watching does not go there either.
    let served = super::served::Served::new(copy.path(), &[]);
    assert_eq!(served.state()["version"], 1);
}

#[test]
fn a_departments_name_leads_no_file_out_of_the_preview() {
    let copy = Copy::new();
    let plan = fs::read_to_string(copy.path().join("content/plan.yaml")).unwrap();
    copy.write("content/plan.yaml", plan.replace("市统计局", "../../../../外/局"));
    let run = copy.run(&["nightly"]);
    assert!(run.code() < 2, "{}", run.told());
    let files = json(&previews(&copy).join("latest/digest.json"))["files"].clone();
    let own = files.as_array().unwrap().iter().map(|file| file.as_str().unwrap());
    let own: Vec<&str> = own.filter(|file| file.contains("外_局")).collect();
    let [part] = own[..] else { panic!("{files}") };
    assert!(part.starts_with("单位分册/_.._.._.._.._外_局-") && previews(&copy).join("latest").join(part).is_file());
    let page = fs::read_to_string(previews(&copy).join("latest/index.html")).unwrap();
    assert!(page.replace("&#x2f;", "/").contains(&format!("href=\"{part}\"")), "the page leads there");
    assert!(!copy.path().parent().unwrap().join("外").exists());
}
