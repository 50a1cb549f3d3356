//! Nights: what they build, compare, tell and keep.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use serde_json::Value;

use super::project::{Copy, command, root};

pub const FILE: &str = "content/submissions/2023/市工业局.yaml";

pub fn previews(copy: &Copy) -> PathBuf {
    copy.path().join("output/preview")
}

/// Names of the previews by day, sorted.
pub fn names(copy: &Copy) -> Vec<String> {
    let items = fs::read_dir(previews(copy)).unwrap().map(|item| item.unwrap());
    let folders = items.filter(|item| item.file_type().unwrap().is_dir());
    let mut names: Vec<String> = folders.map(|item| item.file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

pub fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))).unwrap()
}

/// What the latest preview is called, and that it is whole.
pub fn whole(copy: &Copy) -> String {
    let folder = previews(copy).join("latest");
    let name = fs::read_link(&folder).unwrap().to_string_lossy().into_owned();
    let digest = json(&folder.join("digest.json"));
    assert!(json(&folder.join("preview.json"))["sequence"].as_u64().is_some());
    for file in ["index.html", "digest.md"] {
        assert!(!fs::read_to_string(folder.join(file)).unwrap().is_empty(), "{file}");
    }
    let page = fs::read_to_string(folder.join("index.html")).unwrap();
    assert!(page.matches("<main>").count() == 1 && page.matches("</main>").count() == 1, "one main landmark");
    let files = digest["files"].as_array().unwrap();
    assert_eq!(files.len(), 9, "the report, three parts, the site, the data, the ledger, the picture, the workbook");
    for file in files {
        let bytes = fs::read(folder.join(file.as_str().unwrap())).unwrap();
        let pdf = bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF");
        let starts = [&b"PK"[..], b"<!DOCTYPE html>", b"\x89PNG", b"# "].iter().any(|start| bytes.starts_with(start));
        assert!(pdf || starts, "{file}");
    }
    assert!(!folder.join("inputs").exists());
    name
}

/// Nothing on its way in or out is left.
pub fn tidy(copy: &Copy) {
    let left: Vec<_> = fs::read_dir(previews(copy))
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.') && name != ".lock" && name != ".holder")
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

pub fn spawn(copy: &Copy, args: &[&str]) -> Child {
    command(copy.path()).arg("nightly").args(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
#[ignore = "long"]
fn three_nights_tell_what_changed() {
    let copy = Copy::new();
    let first = copy.run(&["nightly"]);
    assert_eq!(first.code(), 0, "{}", first.told());
    let name = whole(&copy);
    assert!(first.told().contains("第一次预览"), "{}", first.told());
    tidy(&copy);
    // The second night: a value, a text, a new error.
    copy.edit(FILE, "示范工厂数: 6 ", "示范工厂数: 13 ").edit(FILE, "流程制造12家", "流程制造14家").edit(
        FILE,
        "现场会场次: 3",
        "现场会场次: 三场",
    );
    copy.edit(FILE, "状态: 已审定", "状态: 已提交");
    let second = copy.run(&["nightly"]);
    assert_eq!(second.code(), 1, "{}", second.told());
    assert_eq!(whole(&copy), format!("{name}-2"));
    let digest = json(&previews(&copy).join("digest.json"));
    assert_eq!(digest["status"], "problems");
    let differences = digest["changes"]["differences"].as_array().unwrap();
    let names: Vec<&str> = differences.iter().map(|d| d["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["示范工厂数", "现场会场次", "市工业局"]);
    let text = fs::read_to_string(previews(&copy).join("latest/digest.md")).unwrap();
    for part in [
        "指标「示范工厂数」：6家，符合时序 → 13家，已完成",
        "单位「市工业局」：已审定 → 已提交",
        "删“流程制造12家。”；增“流程制造14家。”",
        "新的错误（1 处）",
        "「三场」",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    // The third: signed, and mended; the same error would have been nothing new.
    let same = copy.run(&["nightly"]);
    assert_eq!(same.code(), 0, "{}", same.told());
    assert!(same.told().contains("没有变化"), "{}", same.told());
    copy.edit(FILE, "现场会场次: 三场", "现场会场次: 3").edit(FILE, "状态: 已提交", "状态: 已审定");
    assert_eq!(copy.run(&["sign", "--unit", "市工业局", "--by", "示例签发人"]).code(), 0);
    let third = copy.run(&["nightly"]);
    assert_eq!(third.code(), 0, "{}", third.told());
    let text = fs::read_to_string(previews(&copy).join("digest.md")).unwrap();
    assert!(text.contains("单位「市工业局」：已提交 → 已签发") && text.contains("改好的错误（1 处）"), "{text}");
    let trend = json(&previews(&copy).join("digest.json"))["trend"].clone();
    assert_eq!(trend.as_array().unwrap().len(), 4);
    assert_eq!(copy.run(&["nightly", "--healthcheck"]).code(), 0);
}

/// The bytes of everything that a preview sets in pages, by path.
fn pages_of(copy: &Copy, name: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = previews(copy).join(name);
    let made = json(&folder.join("preview.json"))["made"].clone();
    let made = made.as_object().unwrap().values().flat_map(|made| made["files"].as_object().unwrap().keys().cloned());
    made.map(|path| (path.clone(), fs::read(folder.join(path)).unwrap())).collect()
}

#[test]
#[ignore = "long"]
fn what_is_made_of_the_same_is_taken_from_the_last_night_and_is_what_would_be_made() {
    let copy = Copy::new();
    let took = |count: usize| {
        let told = copy.run(&["nightly"]).told();
        let said = format!("。{count} 份（整本、分册、一图读懂）的内容与上一次相同");
        assert!(if count == 0 { !told.contains("沿用") } else { told.contains(&said) }, "{count}: {told}");
        pages_of(&copy, "latest")
    };
    let first = took(0);
    assert_eq!(first.keys().filter(|path| path.ends_with(".pdf")).count(), 4, "{:?}", first.keys());
    assert!(first.keys().any(|path| path.ends_with("poster.png")), "{:?}", first.keys());
    assert_eq!(took(5), first);
    // One that was damaged since is made anew.
    let part = previews(&copy).join("latest/单位分册/市工业局.pdf");
    fs::write(&part, [fs::read(&part).unwrap(), b"\n".to_vec()].concat()).unwrap();
    assert_eq!(took(4), first);
    // A figure of one department: the report, the picture and this department's part are new, the other parts are not.
    copy.edit(FILE, "示范工厂数: 6 ", "示范工厂数: 13 ");
    let edited = took(2);
    let same: Vec<_> = first.iter().filter(|(path, bytes)| edited[*path] == **bytes).map(|(path, _)| path).collect();
    assert!(same.iter().all(|path| path.starts_with("单位分册/")) && same.len() == 2, "{same:?}");
    let fresh = Copy::new();
    fresh.edit(FILE, "示范工厂数: 6 ", "示范工厂数: 13 ");
    fresh.run(&["nightly"]);
    assert!(pages_of(&fresh, "latest") == edited, "not what a first night makes");
    // The theme and a typeface of the office belong to what an edition is made of.
    let theme = copy.path().join("assets/theme/base.typ");
    fs::create_dir_all(theme.parent().unwrap()).unwrap();
    let own = fs::read_to_string(root().join("assets/theme/base.typ")).unwrap();
    fs::write(&theme, own + "\n// 改过\n").unwrap();
    took(0);
    fs::create_dir_all(copy.path().join("content/fonts")).unwrap();
    fs::copy(root().join("assets/fonts/NotoSansSC-Medium.ttf"), copy.path().join("content/fonts/own.ttf")).unwrap();
    took(0);
}

#[test]
#[ignore = "long"]
fn a_night_that_fails_keeps_the_last_preview_and_says_that_it_is_old() {
    let copy = Copy::new();
    assert_eq!(copy.run(&["nightly", "--healthcheck"]).code(), 2);
    // Failed before there ever was one.
    copy.write("content/templates/area.xml.j2", "{{ area.nothing }}");
    let failed = copy.run(&["nightly"]);
    assert_eq!(failed.code(), 2);
    assert!(failed.told().contains("还没有过成功的预览"), "{}", failed.told());
    assert!(fs::read_to_string(previews(&copy).join("index.html")).unwrap().contains("也还没有过成功的预览"));
    fs::remove_file(copy.path().join("content/templates/area.xml.j2")).unwrap();
    assert_eq!(copy.run(&["nightly"]).code(), 0);
    let name = whole(&copy);
    let before = fs::read(previews(&copy).join("latest/index.html")).unwrap();
    copy.write("content/templates/area.xml.j2", "{{ area.nothing }}");
    let failed = copy.run(&["nightly", "--notify", "cat > told.md; echo $HIGHLAND_STATUS > status"]);
    assert_eq!(failed.code(), 2);
    assert!(failed.told().contains("没有生成新的预览") && failed.told().contains(&name), "{}", failed.told());
    assert_eq!(whole(&copy), name);
    assert_eq!(fs::read(previews(&copy).join("latest/index.html")).unwrap(), before);
    let entry = fs::read_to_string(previews(&copy).join("index.html")).unwrap();
    assert!(entry.contains("内容已经不是最新的") && entry.contains("模板出错"), "{entry}");
    assert!(
        entry.contains(&format!("href=\"{name}&#x2f;年度报告")) || entry.contains(&format!("href=\"{name}/年度报告")),
        "{entry}"
    );
    let beat = json(&previews(&copy).join("heartbeat.json"));
    assert_eq!((&beat["status"], &beat["latest"]), (&"failed".into(), &name.into()));
    let health = copy.run(&["nightly", "--healthcheck"]);
    assert_eq!(health.code(), 1);
    assert_eq!(fs::read_to_string(copy.path().join("status")).unwrap().trim(), "failed");
    assert!(fs::read_to_string(copy.path().join("told.md")).unwrap().contains("没有生成新的预览"));
    tidy(&copy);
}

#[test]
#[ignore = "long"]
fn a_mailer_that_is_down_needs_a_human_and_spoils_nothing() {
    let copy = Copy::new();
    let run = copy.run(&["nightly", "--notify", "exit 3"]);
    assert_eq!(run.code(), 1);
    assert!(run.told().contains("通知命令「exit 3」失败"), "{}", run.told());
    whole(&copy);
    // One that does not read its input does not keep us.
    assert_eq!(copy.run(&["nightly", "--notify", "true"]).code(), 0);
}

#[test]
#[ignore = "long"]
fn prunes_what_it_made_beyond_the_newest_and_the_ends_of_months_and_nothing_else() {
    let copy = Copy::new();
    copy.write("output/preview/2020-02-02/my notes.txt", "mine").write("output/preview/notes.txt", "mine");
    copy.write("output/preview/2021-03-03/preview.json", r#"{"made_by":"somebody else"}"#);
    for _ in 0..3 {
        assert_eq!(copy.run(&["nightly", "--keep", "2"]).code(), 0);
    }
    let today = whole(&copy).split('-').take(3).collect::<Vec<_>>().join("-");
    assert_eq!(names(&copy), ["2020-02-02", "2021-03-03", &format!("{today}-2"), &format!("{today}-3")]);
    // The oldest as if of another month: it is that month's last, and stays for good.
    let folder = previews(&copy);
    let text = fs::read_to_string(folder.join(format!("{today}-2/preview.json"))).unwrap();
    fs::write(folder.join(format!("{today}-2/preview.json")), text.replace(&today, "2022-05-31")).unwrap();
    fs::rename(folder.join(format!("{today}-2")), folder.join("2022-05-31")).unwrap();
    for _ in 0..3 {
        assert_eq!(copy.run(&["nightly", "--keep", "1"]).code(), 0);
    }
    let left = names(&copy);
    assert_eq!(&left[..3], ["2020-02-02", "2021-03-03", "2022-05-31"]);
    assert_eq!(left.len(), 4);
    assert_eq!(fs::read_to_string(folder.join("2020-02-02/my notes.txt")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(folder.join("notes.txt")).unwrap(), "mine");
}

#[test]
fn the_recipes_call_the_program_as_it_is() {
    // Every flag that a recipe uses is one of the program's.
    let copy = Copy::new();
    for (command, least) in [("nightly", 5), ("overview", 2)] {
        let help = copy.run(&[command, "--help"]).printed();
        let call = format!("highland {command}");
        let mut found = 0;
        for item in walkdir::WalkDir::new(root().join("assets/recipes"))
            .into_iter()
            .map(Result::unwrap)
            .filter(|item| item.file_type().is_file())
        {
            let text = fs::read_to_string(item.path()).unwrap();
            for line in text.lines().filter(|line| line.contains(&call)) {
                let call = line.split(&call).nth(1).unwrap();
                for flag in call
                    .split(|c: char| c.is_whitespace() || "`'\"）。，；".contains(c))
                    .filter(|word| word.starts_with("--"))
                {
                    found += 1;
                    assert!(help.contains(flag), "{flag} in {}", item.path().display());
                }
            }
        }
        assert!(least <= found, "{command}: {found}");
    }
}

#[test]
#[ignore = "long"]
fn a_plan_that_was_misread_is_no_preview() {
    let copy = Copy::new();
    assert_eq!(copy.run(&["nightly"]).code(), 0);
    let name = whole(&copy);
    let plan = fs::read_to_string(copy.path().join("content/plan.yaml")).unwrap();
    copy.write("content/plan.yaml", plan.replacen("指标:", "指标: [", 1));
    let failed = copy.run(&["nightly"]);
    assert_eq!(failed.code(), 2, "{}", failed.told());
    assert!(
        failed.told().contains("方案文件有错误") && failed.told().contains("content/plan.yaml 第"),
        "{}",
        failed.told()
    );
    assert_eq!(whole(&copy), name);
    copy.write("content/plan.yaml", plan);
    let mended = copy.run(&["nightly"]);
    assert!(mended.told().contains("没有变化"), "{}", mended.told());
}

#[test]
fn one_departments_part_that_fails_does_not_fail_the_others() {
    let copy = Copy::new();
    let own = fs::read_to_string(root().join("templates/department.xml.j2")).unwrap();
    let trap = "{% if unit.name == \"市工业局\" %}{{ unit.nothing }}{% endif %}";
    copy.write("content/templates/department.xml.j2", own + trap);
    let run = copy.run(&["nightly"]);
    assert_eq!(run.code(), 1, "{}", run.told());
    let digest = json(&previews(&copy).join("latest/digest.json"));
    assert_eq!(digest["files"].as_array().unwrap().len(), 8);
    assert!(digest["missing"][0].as_str().unwrap().contains("单位分册/市工业局.pdf"), "{}", digest["missing"]);
    assert!(fs::read_to_string(previews(&copy).join("digest.md")).unwrap().contains("没有生成的分册（1 处）"));
}
