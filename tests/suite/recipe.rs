//! The scripts of `assets/recipes/` at work: fetching files, sending the digest by mail and to a robot. Programs that would go
//! out to the network are played by others of the same name.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use base64::Engine as _;
use serde_json::Value;

use super::project::{Copy, root, skipped};
use super::served::installed;

const UNIT: &str = "content/submissions/2023/市工业局.yaml";

fn recipe(name: &str) -> PathBuf {
    root().join("assets/recipes").join(name)
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Makes a file older, by its time, than everything made since.
fn aged(path: &Path) {
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_hours(1)).unwrap();
}

fn player(folder: &Path, name: &str, script: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[test]
fn files_are_fetched_from_a_folder_and_what_is_newer_here_stays() {
    let copy = Copy::new();
    let from = tempfile::tempdir().unwrap();
    let fetch = |from: &Path| Command::new(recipe("fetch/fetch.sh")).arg(copy.path()).arg(from).output().unwrap();
    let put = |name: &str, text: &str| {
        let path = from.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    };
    let here = |name: &str| fs::read_to_string(copy.path().join("content/submissions").join(name));
    let filed = fs::read_to_string(copy.path().join(UNIT)).unwrap();
    // A new file, one that changed, a picture; no links, no files of other kinds.
    put("2023/市统计局.yaml", "单位: 市统计局\n年度: 2023\n");
    aged(&copy.path().join(UNIT));
    put("2023/市工业局.yaml", &filed.replace("示范工厂数: 6 ", "示范工厂数: 7 "));
    put("2023/图片/新.png", "picture");
    put("2023/~$市工业局.yaml", "lock");
    put("别的.txt", "other");
    std::os::unix::fs::symlink("/etc/passwd", from.path().join("2023/外面.yaml")).unwrap();
    let run = fetch(from.path());
    assert!(run.status.success() && told(&run).contains("共取来 3 个文件"), "{}", told(&run));
    assert!(here("2023/市工业局.yaml").unwrap().contains("示范工厂数: 7 "));
    assert_eq!(here("2023/图片/新.png").unwrap(), "picture");
    assert!(here("2023/外面.yaml").is_err() && here("2023/~$市工业局.yaml").is_err() && here("别的.txt").is_err());
    assert!(told(&fetch(from.path())).contains("共取来 0 个文件"), "nothing is new");
    // What was changed here since is not lost.
    aged(&put("2023/市工业局.yaml", &filed));
    let run = fetch(from.path());
    assert!(run.status.code() == Some(1) && told(&run).contains("没有覆盖 2023/市工业局.yaml"), "{}", told(&run));
    assert!(here("2023/市工业局.yaml").unwrap().contains("示范工厂数: 7 "));
    // A folder that is not mounted changes nothing.
    let run = fetch(&from.path().join("none"));
    assert!(run.status.code() == Some(1) && told(&run).contains("没有取"), "{}", told(&run));
}

#[test]
fn a_branch_is_fetched_only_where_nothing_is_in_the_way() {
    if installed(&["git"]).is_none() {
        return skipped("没有 git");
    }
    let copy = Copy::new();
    let git = |folder: &Path, args: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(folder).args(["-c", "user.name=t", "-c", "user.email=t@t", "-c", "commit.gpgsign=false"]);
        let output = command.args(args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", told(&output));
    };
    git(copy.path(), &["init", "-q", "-b", "main"]);
    git(copy.path(), &["add", "content"]);
    git(copy.path(), &["commit", "-qm", "one"]);
    let other = tempfile::tempdir().unwrap();
    let clone = other.path().join("clone");
    git(other.path(), &["clone", "-q", &copy.path().to_string_lossy(), "clone"]);
    let fetch = || Command::new(recipe("fetch/fetch.sh")).arg(&clone).arg("git").output().unwrap();
    copy.edit(UNIT, "示范工厂数: 6 ", "示范工厂数: 7 ");
    git(copy.path(), &["commit", "-qam", "two"]);
    let file = clone.join(UNIT);
    let mine = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{mine}\n# 自己的\n")).unwrap();
    let run = fetch();
    assert!(run.status.code() == Some(1) && told(&run).contains("没提交的改动"), "{}", told(&run));
    fs::write(&file, mine).unwrap();
    let run = fetch();
    assert!(run.status.success() && told(&run).contains("two"), "{}", told(&run));
    assert!(fs::read_to_string(&file).unwrap().contains("示范工厂数: 7 "));
}

#[test]
#[ignore = "long"]
fn the_digest_goes_out_by_mail_and_to_a_robot_with_links_that_work_there() {
    if installed(&["python3"]).is_none() {
        return skipped("没有 python3");
    }
    let copy = Copy::new();
    let play = tempfile::tempdir().unwrap();
    let (sent, body, config) = (play.path().join("sent"), play.path().join("body"), play.path().join("config"));
    let mailer = player(play.path(), "sendmail", &format!("echo \"$@\" >'{0}.args'; cat >'{0}'", sent.display()));
    let curl = "while [ $# -gt 0 ]; do case $1 in --config) cp \"$2\" '{c}';; --data-binary) cp \"${2#@}\" '{b}';; esac; shift; done; printf '%s' \"$ANSWER\"";
    player(
        play.path(),
        "curl",
        &curl.replace("{c}", &config.to_string_lossy()).replace("{b}", &body.to_string_lossy()),
    );
    let path = format!("{}:{}", play.path().display(), std::env::var("PATH").unwrap());
    let nightly = |notify: &str, answer: &str| {
        let mut command = super::project::command(copy.path());
        command.args(["nightly", "--year", "2023", "--link", "https://example.org/预览", "--notify", notify]);
        command.env("PATH", &path).env("SENDMAIL", &mailer).env("ANSWER", answer).output().unwrap()
    };
    // Mail: a subject and a text of Chinese, with links.
    let run = nightly(&format!("sh '{}' a@example.org b@example.org", recipe("notify/mail.sh").display()), "");
    assert!(run.status.success(), "{}", told(&run));
    assert_eq!(fs::read_to_string(play.path().join("sent.args")).unwrap().trim(), "-i -- a@example.org b@example.org");
    let mail = fs::read_to_string(&sent).unwrap();
    let (head, text) = mail.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{mail}"));
    let decode = |text: &str| {
        let bytes = base64::engine::general_purpose::STANDARD.decode(text.replace(['\r', '\n'], "")).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let subject: String =
        head.split("=?utf-8?b?").skip(1).map(|part| decode(part.split("?=").next().unwrap())).collect();
    assert!(subject.contains("（2023年度）每夜预览：正常"), "{head}");
    let digest = decode(text);
    let name = fs::read_link(copy.path().join("output/preview/latest")).unwrap().to_string_lossy().into_owned();
    let link = format!("](https://example.org/预览/{name}/index.html)");
    assert!(digest.contains(&link) && digest.contains("%E5%B9%B4%E5%BA%A6%E6%8A%A5%E5%91%8A"), "{digest}");
    // The digest that lies in the preview leads to the same place.
    let kept = fs::read_to_string(copy.path().join("output/preview/latest/digest.md")).unwrap();
    assert_eq!(kept.trim(), digest.replace("\r\n", "\n").trim());
    // Robots: what they take, not longer than they take it, the links kept.
    for (kind, at) in
        [("wecom", "/markdown/content"), ("dingtalk", "/markdown/text"), ("feishu", "/card/elements/0/content")]
    {
        let file = play.path().join("robot");
        fs::write(&file, format!("{kind}\nhttps://robot.example.org/hook?key=a-b_1\n")).unwrap();
        copy.edit(UNIT, "补足场次。", &format!("补足场次。{}", "很长的一句话；".repeat(60)));
        let robot = format!("sh '{}' '{}'", recipe("notify/robot.sh").display(), file.display());
        let run = nightly(&robot, r#"{"errcode":0,"code":0}"#);
        assert!(run.status.success(), "{kind}: {}", told(&run));
        assert_eq!(fs::read_to_string(&config).unwrap(), "url = \"https://robot.example.org/hook?key=a-b_1\"\n");
        let json: Value = serde_json::from_str(&fs::read_to_string(&body).unwrap()).unwrap();
        let text = json.pointer(at).and_then(Value::as_str).unwrap_or_else(|| panic!("{json}"));
        assert!(text.contains("](https://example.org/预览/") && text.contains("报送："), "{kind}: {text}");
        assert!(kind != "wecom" || text.len() <= 4096, "{}", text.len());
        let run = nightly(&robot, r#"{"errcode":93000,"code":1}"#);
        assert!(run.status.code() == Some(1) && told(&run).contains("机器人没有收下"), "{kind}: {}", told(&run));
    }
    let run = copy.run(&["nightly", "--link", "javascript:alert(1)"]);
    assert!(run.code() == 2 && run.told().contains("https://"), "{}", run.told());
}
