//! Signatures: what is no change, what was signed word for word, and two branches that sign.

use std::process::Command;

use super::project::{Copy, skipped};
use super::served::installed;

const UNIT: &str = "content/submissions/2023/市工业局.yaml";

fn read(city: &Copy, path: &str) -> String {
    std::fs::read_to_string(city.path().join(path)).unwrap()
}

fn sign(city: &Copy, unit: &str) {
    let run = city.run(&["sign", "--unit", unit, "--by", "示例签发人"]);
    assert_eq!(run.code(), 0, "{}", run.told());
}

fn changed(city: &Copy) -> bool {
    city.findings().iter().any(|found| found.text("rule") == "changed-after-sign-off")
}

#[test]
fn blank_lines_and_line_ends_are_no_change_after_signing_and_a_new_paragraph_is() {
    let city = Copy::new();
    sign(&city, "市工业局");
    let text = read(&city, UNIT);
    for same in [
        text.replace('\n', "\r\n"),
        text.replace("\n指标:", "\n\n\n指标:"),
        format!("{text}\n\n"),
        text.trim_end().to_owned(),
        text.replace("\n\n指标:", "\n指标:"),
    ] {
        assert!(same != text);
        city.write(UNIT, &same);
        assert!(!changed(&city), "{same}");
    }
    let paragraph = text.replacen("- 离散制造", "\n      - 离散制造", 1);
    assert!(paragraph != text, "{text}");
    city.write(UNIT, text.replace("现场会少开1场", "现场会少开2场"));
    assert!(changed(&city));
    city.write(UNIT, &text);
    assert!(!changed(&city));
}

#[test]
fn what_changed_since_it_was_signed_is_shown_word_for_word() {
    let city = Copy::new();
    sign(&city, "市工业局");
    let run = city.run(&["diff", "signed"]);
    assert!(run.code() == 0 && run.printed().contains("没有不同"), "{}", run.printed());
    city.edit(UNIT, "示范工厂数: 6 ", "示范工厂数: 7 ").edit(
        UNIT,
        "现场会少开1场。",
        "现场会少开1场，另有一场改为线上。",
    );
    let found = city.findings();
    let found = found.iter().find(|found| found.text("rule") == "changed-after-sign-off").unwrap();
    assert!(found.text("help").contains("highland diff signed"), "{}", found.text("help"));
    let run = city.run(&["diff", "signed", "--quick"]);
    assert_eq!(run.code(), 1, "{}", run.told());
    for part in
        ["签发时 → 现在", "指标「示范工厂数」：6家，符合时序 → 7家", "另有一场改为线上", "没有签发，按现在的内容比较"]
    {
        assert!(run.printed().contains(part), "{part}: {}", run.printed());
    }
    // Who signs again sees it, too.
    let told = city.run(&["sign", "--unit", "市工业局", "--by", "示例签发人"]).told();
    assert!(told.contains("签发时的相比，有这些改动") && told.contains("\n-  示范工厂数: 6 "), "{told}");
    assert_eq!(city.run(&["diff", "签发"]).code(), 0);
    // Of a signature without a copy it is said that nothing can be shown.
    std::fs::remove_dir_all(city.path().join("content/signoff/2023")).unwrap();
    city.edit(UNIT, "示范工厂数: 7 ", "示范工厂数: 8 ");
    let run = city.run(&["diff", "signed", "--quick"]);
    assert!(run.printed().contains("没有留存签发时的文件"), "{}", run.printed());
}

#[test]
fn two_branches_that_sign_merge_without_a_conflict() {
    if installed(&["git"]).is_none() {
        return skipped("没有 git");
    }
    let city = Copy::new();
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(city.path());
        command.args(["-c", "user.name=t", "-c", "user.email=t@t", "-c", "commit.gpgsign=false"]).args(args);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "content"]);
    git(&["commit", "-qm", "one"]);
    git(&["checkout", "-qb", "other"]);
    sign(&city, "市工业局");
    git(&["add", "content"]);
    git(&["commit", "-qm", "two"]);
    git(&["checkout", "-q", "main"]);
    sign(&city, "市企业服务中心");
    git(&["add", "content"]);
    git(&["commit", "-qm", "three"]);
    git(&["merge", "-q", "-m", "four", "other"]);
    let record = read(&city, "content/signoff/2023.yaml");
    assert!(record.contains("市工业局") && record.contains("市企业服务中心") && !record.contains("<<<<"), "{record}");
    let rules: Vec<String> = city.findings().iter().map(|found| found.text("rule").to_owned()).collect();
    assert!(!rules.iter().any(|rule| rule == "not-signed" || rule == "changed-after-sign-off"), "{rules:?}");
}
