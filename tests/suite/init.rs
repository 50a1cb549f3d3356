//! A content folder drafted from the text of a plan opens with `check`, holds what the text says, and overwrites nothing.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use highland::diag::Diagnostics;
use highland::load::load;
use highland::model::Plan;
use highland::project::Project;
use highland::source::Sources;

use super::project::{command, root};

fn init(folder: &Path, file: &Path) -> (Option<i32>, String) {
    let run = command(folder).arg("init").arg(file).output().unwrap();
    (run.status.code(), String::from_utf8(run.stderr).unwrap())
}

fn plan(folder: &Path) -> Plan {
    load(&Project::at(folder).unwrap(), None, &mut Sources::default(), &mut Diagnostics::default()).unwrap().plan
}

/// The rules of the findings of `check`.
fn rules(folder: &Path) -> BTreeSet<String> {
    let run = command(folder).args(["check", "--format", "json"]).output().unwrap();
    let findings = String::from_utf8(run.stdout).unwrap();
    let rule =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["rule"].as_str().unwrap().to_owned();
    findings.lines().map(rule).collect()
}

/// Texts of plans and how many departments, assignments, indicators and milestones each has.
const TEXTS: [(&str, [usize; 4]); 3] = [
    ("content/plan.txt", [17, 27, 37, 10]),
    ("tests/province/content/plan.txt", [11, 15, 27, 5]),
    ("tests/district/content/plan.txt", [5, 10, 14, 5]),
];

#[test]
fn a_drafted_folder_opens_with_check_and_only_what_is_open_is_found() {
    for (text, expected) in TEXTS {
        let folder = tempfile::tempdir().unwrap();
        let (code, told) = init(folder.path(), &root().join(text));
        assert_eq!(code, Some(0), "{told}");
        assert!(told.contains(&format!("责任分工{}项", expected[1])) && told.contains("处待核"), "{told}");
        let plan = plan(folder.path());
        let counts = [plan.register.len(), plan.assignments().count(), plan.indicators.len(), plan.milestones.len()];
        assert_eq!(counts, expected, "{text}");
        let rules = rules(folder.path());
        let meant = ["font-missing", "missing-field", "no-submissions", "not-reported", "unsettled"].map(str::to_owned);
        assert!(rules.is_subset(&BTreeSet::from(meant)) && rules.contains("unsettled"), "{text}: {rules:?}");
        // A draft can be built of it, but for the typefaces nothing is missing.
        let readme = fs::read_to_string(folder.path().join("content/README.md")).unwrap();
        assert!(readme.contains("highland check"), "{readme}");
    }
}

#[test]
fn who_leads_what_is_read_as_the_shipped_plan_has_it() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(init(folder.path(), &root().join("content/plan.txt")).0, Some(0));
    let led = |plan: &Plan| -> Vec<(String, String, BTreeSet<String>)> {
        let of = |own: &highland::model::Assignment| {
            let support = own.support.iter().map(|name| name.value.clone()).collect();
            (own.number.value.clone(), own.lead.listed(), support)
        };
        plan.assignments().map(|(.., own)| of(own)).collect()
    };
    let (drafted, shipped) = (plan(folder.path()), plan(&root()));
    assert_eq!(led(&drafted), led(&shipped));
    let promises = |plan: &Plan| -> BTreeSet<String> {
        plan.indicators.iter().map(|own| format!("{}{}", own.target, own.unit.text())).collect()
    };
    assert_eq!(promises(&drafted), promises(&shipped));
}

#[test]
fn a_word_file_gives_what_its_text_gives() {
    let text = fs::read_to_string(root().join("tests/district/content/plan.txt")).unwrap();
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs = text.lines().map(|line| format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>"));
    let markup = format!("<w:document><w:body>{}</w:body></w:document>", paragraphs.collect::<String>());
    let mut file = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    file.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    file.write_all(markup.as_bytes()).unwrap();
    let bytes = file.finish().unwrap().into_inner();
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let word = one.path().join("方案.docx");
    fs::write(&word, bytes).unwrap();
    let (code, told) = init(one.path(), &word);
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(init(other.path(), &root().join("tests/district/content/plan.txt")).0, Some(0));
    let read = |folder: &Path| fs::read_to_string(folder.join("content/plan.yaml")).unwrap();
    assert_eq!(read(one.path()), read(other.path()));
}

#[test]
fn nothing_is_overwritten_and_what_is_no_plan_is_said_to_be_none() {
    let folder = tempfile::tempdir().unwrap();
    let here = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    for (name, bytes, expected) in [
        ("空.txt", &b""[..], "没有认出任务"),
        ("随笔.txt", "今天下雨。".as_bytes(), "没有认出任务"),
        ("扫描.pdf", b"%PDF-1.7\n\xff\xfe\x00\x01\x80", "读不出文字"),
        ("坏.docx", b"PK\x03\x04....", "不是 Word 文件"),
        ("旧.doc", &[0xD0, 0xCF, 0x11, 0xE0, 0, 0, 0, 0], "旧格式"),
    ] {
        let (code, told) = init(folder.path(), &here(name, bytes));
        assert!(code == Some(2) && told.contains(expected), "{name}: {told}");
        assert!(!folder.path().join("content").exists(), "{name}");
    }
    let (code, told) = init(folder.path(), &folder.path().join("没有.txt"));
    assert!(code == Some(2) && told.contains("没有「"), "{told}");
    assert_eq!(init(folder.path(), &root().join("content/plan.txt")).0, Some(0));
    fs::write(folder.path().join("content/plan.yaml"), "改过").unwrap();
    let (code, told) = init(folder.path(), &root().join("content/plan.txt"));
    assert!(code == Some(2) && told.contains("没有改动任何文件"), "{told}");
    assert_eq!(fs::read_to_string(folder.path().join("content/plan.yaml")).unwrap(), "改过");
}

#[test]
fn a_text_cannot_write_yaml_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("方案.txt");
    let hostile = "某市计划（2024—2026年）\n一、目标\n到2026年，“甲: {乙”# 丙\\n 达到12家。\n二、主要任务\n\
        （一）建设。1. 推进: [甲]、*乙 &丙 !丁 'x' \"y\" | > %。到2026年，建成基地20个。（牵头单位：市 # 甲局；配合单位：{乙}局、'丙'局）\n";
    fs::write(&file, hostile).unwrap();
    let (code, told) = init(folder.path(), &file);
    assert_eq!(code, Some(0), "{told}");
    let rules = rules(folder.path());
    assert!(
        !rules.contains("yaml-syntax") && !rules.contains("unknown-key") && !rules.contains("wrong-type"),
        "{rules:?}"
    );
    assert!(!rules.contains("wording-not-in-plan"), "{rules:?}");
}
