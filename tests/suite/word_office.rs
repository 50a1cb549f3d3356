//! Word files in `LibreOffice`: comments and changes that it wrote itself, and the pages that it breaks.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use highland::edition::WORD;
use serde_json::{Value, json};

use super::project::{Copy, skipped};
use super::served::installed;
use super::word::{made, part};

/// A Python that can speak to `LibreOffice`; not every one of a machine can.
fn python() -> Option<&'static str> {
    let able =
        |name: &&str| Command::new(name).args(["-c", "import uno"]).output().is_ok_and(|run| run.status.success());
    ["python3", "/usr/bin/python3"].into_iter().find(able)
}

/// The numbers in the contents by bookmark.
fn contents(file: &[u8]) -> BTreeMap<String, String> {
    let document = part(file, "word/document.xml");
    let fields = document.split("<w:instrText xml:space=\"preserve\"> PAGEREF ").skip(1);
    let of_field = |field: &str| {
        let (anchor, rest) = field.split_once(' ')?;
        let (_, shown) = rest.split_once("<w:t xml:space=\"preserve\">")?;
        Some((anchor.to_owned(), shown.split_once('<')?.0.to_owned()))
    };
    fields.filter_map(of_field).collect()
}

#[test]
#[ignore = "long"]
fn what_libreoffice_comments_and_changes_is_listed_by_unit_and_line() {
    let needed = "没有 LibreOffice Writer 和 python3-uno（Debian：apt-get install libreoffice-writer python3-uno）。";
    let (Some(office), Some(python)) = (installed(&["soffice", "libreoffice"]), python()) else {
        return skipped(needed);
    };
    let copy = Copy::new();
    let file = made(&copy, &WORD, None, None);
    copy.write("送.docx", &file);
    let edits = json!({ "author": "市发改委 李某", "edits": [
        { "find": "离散制造60家", "comment": "口径与上年不一致" },
        { "find": "柔性产线改造项目", "comment": "与备案的名称一致吗？" },
        { "find": "补足", "replace": "补齐全部" },
        { "find": "流程制造12家", "replace": "" },
        { "find": "离散制造60家；", "insert": "（含规上）" },
    ]});
    copy.write("edits.json", edits.to_string());
    let path = |name: &str| copy.path().join(name);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/review.py");
    let mut command = Command::new(python);
    command.arg(script).arg(office).arg(path("profile"));
    let run = command.args([path("送.docx"), path("回.docx"), path("edits.json")]).output().unwrap();
    let told = String::from_utf8_lossy(&run.stderr);
    if told.contains("type detection failed") {
        return skipped(needed);
    }
    assert!(run.status.success(), "{told}");

    let listed = copy.run(&["comments", "回.docx", "--format", "json"]);
    let value: Value = serde_json::from_str(&listed.printed()).unwrap_or_else(|_| panic!("{}", listed.told()));
    assert_eq!(value["意见"].as_array().unwrap().len(), 5, "{value:#}");
    assert!(value["没有读到"].as_array().unwrap().is_empty(), "{value:#}");
    let own = "content/submissions/2023/市工业局.yaml";
    let text = std::fs::read_to_string(path(own)).unwrap();
    for (kind, words, old, new, comment) in [
        ("批注", "离散制造60家", "离散制造60家", "", "口径与上年不一致"),
        ("批注", "柔性产线改造项目", "柔性产线改造项目", "", "与备案的名称一致吗？"),
        ("修改", "补足场次", "补足", "补齐全部", ""),
        ("删除", "流程制造12家", "流程制造12家", "", ""),
        ("插入", "离散制造60家", "", "（含规上）", ""),
    ] {
        let same = |remark: &&Value| {
            remark["类型"] == kind && remark["原文"] == old && remark["改为"] == new && remark["意见"] == comment
        };
        let remark = value["意见"].as_array().unwrap().iter().find(same).unwrap_or_else(|| panic!("{kind}: {value:#}"));
        let line = text.lines().position(|line| line.contains(words)).unwrap() + 1;
        assert_eq!((&remark["单位"], &remark["文件"], &remark["行"]), (&json!("市工业局"), &json!(own), &json!(line)));
        assert_eq!(remark["作者"], "市发改委 李某");
        assert!(remark["时间"].as_str().unwrap().starts_with("20"), "{remark:#}");
    }
    let table = copy.run(&["comments", "回.docx"]).printed();
    assert!(table.contains("“补足” → “补齐全部”"), "{table}");
    assert_eq!(copy.run(&["comments", "回.docx", "--format", "xlsx"]).code(), 0);
    assert!(path("回（意见）.xlsx").exists());
    assert_eq!(std::fs::read_to_string(path(own)).unwrap(), text);

    // The contents say the page, or the one beside it, whatever typefaces this machine has.
    let pages: BTreeMap<String, i64> = serde_json::from_slice(&run.stdout).unwrap();
    let printed: BTreeMap<_, i64> =
        contents(&file).into_iter().filter_map(|(name, page)| Some((name, page.parse().ok()?))).collect();
    let before = pages.iter().filter_map(|(name, page)| Some(page - printed.get(name)?)).min().unwrap();
    let mut count = 0;
    for (name, page) in &pages {
        let Some(told) = printed.get(name) else { continue };
        assert!((page - before - told).abs() <= 2, "{name}: {told}, {}", page - before);
        count += 1;
    }
    assert!(10 < count, "{count}");
}
