//! Comments and tracked changes of Word files that came back.

use std::io::{Cursor, Write};
use std::time::Duration;

use highland::comments::{open, read};
use highland::edition::WORD;
use serde_json::Value;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::project::{Copy, Run, work};
use super::word::{made, part, parts};

/// A file of parts.
fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A file whose only text is this.
fn of(document: &str) -> Vec<u8> {
    packed(&[("word/document.xml".to_owned(), document.as_bytes().to_vec())])
}

/// The report as an office sends it back: one comment, one replacement, one deletion, one paragraph put in.
fn commented(copy: &Copy) -> Vec<(String, Vec<u8>)> {
    let file = made(copy, &WORD, None, None);
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let who = "w:author=\"市发改委 &lt;李某&gt;\" w:date=\"2024-02-03T09:30:00Z\"";
    let mut document = part(&file, "word/document.xml");
    let mut replace = |from: &str, to: &str| {
        let found = document.find(&run(from)).unwrap_or_else(|| panic!("no {from}"));
        document.replace_range(found..found + run(from).len(), to);
    };
    let begin = "<w:commentRangeStart w:id=\"7\"/>";
    let end = "<w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r>";
    replace("离散制造60家；", &format!("{begin}{}{end}", run("离散制造60家；")));
    let deleted = |text: &str| format!("<w:del w:id=\"90\" {who}><w:r><w:delText>{text}</w:delText></w:r></w:del>");
    let inserted = |text: &str| format!("<w:ins w:id=\"91\" {who}>{}</w:ins>", run(text));
    replace("补足场次。", &format!("{}{}{}", deleted("补足"), inserted("补齐全部"), run("场次。")));
    replace("流程制造12家。", &format!("{}{}", run("流程制造"), deleted("12家。")));
    let comment = format!(
        "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:comment w:id=\"7\" {who}><w:p>{}</w:p><w:p>{}</w:p></w:comment></w:comments>",
        run("口径与上年"),
        run("不一致")
    );
    let mut all = parts(&file);
    for (name, bytes) in &mut all {
        if name == "word/document.xml" {
            *bytes = document.clone().into_bytes();
        }
    }
    all.push(("word/comments.xml".to_owned(), comment.into_bytes()));
    all
}

/// What the command lists.
fn listed(copy: &Copy, bytes: &[u8]) -> (Run, Value) {
    copy.write("回.docx", bytes);
    let run = copy.run(&["comments", "回.docx", "--format", "json"]);
    let value = serde_json::from_str(&run.printed()).unwrap_or_else(|_| panic!("{}", run.told()));
    (run, value)
}

/// Line of a file on which a text stands.
fn line(copy: &Copy, file: &str, text: &str) -> usize {
    let own = std::fs::read_to_string(copy.path().join(file)).unwrap();
    own.lines().position(|line| line.contains(text)).unwrap() + 1
}

const FILE: &str = "content/submissions/2023/市工业局.yaml";

/// The three remarks, whatever was done to the file.
fn all_found(copy: &Copy, value: &Value) {
    let remarks = value["意见"].as_array().unwrap();
    assert_eq!(remarks.len(), 3, "{value:#}");
    let of = |kind: &str| {
        remarks.iter().find(|remark| remark["类型"] == kind).unwrap_or_else(|| panic!("no {kind}: {value:#}"))
    };
    for (kind, text) in [("批注", "离散制造60家"), ("修改", "补足场次"), ("删除", "流程制造12家")] {
        let remark = of(kind);
        assert_eq!(remark["文件"], FILE, "{value:#}");
        assert_eq!(remark["单位"], "市工业局");
        assert_eq!(remark["行"], line(copy, FILE, text), "{kind}");
        assert_eq!(remark["作者"], "市发改委 <李某>");
    }
    assert_eq!(of("批注")["意见"], "口径与上年 不一致");
    assert_eq!(of("批注")["原文"], "离散制造60家；");
    assert_eq!((&of("修改")["原文"], &of("修改")["改为"]), (&"补足".into(), &"补齐全部".into()));
    assert_eq!(of("删除")["原文"], "12家。");
    assert!(of("修改")["内容"].as_str().unwrap().contains("下年计划"), "{value:#}");
}

#[test]
fn comments_and_changes_are_listed_by_unit_and_line_and_nothing_is_written_back() {
    let copy = Copy::new();
    let file = packed(&commented(&copy));
    let before = std::fs::read(copy.path().join(FILE)).unwrap();
    let (run, value) = listed(&copy, &file);
    assert_eq!(run.code(), 0, "{}", run.told());
    all_found(&copy, &value);
    assert_eq!(std::fs::read(copy.path().join(FILE)).unwrap(), before);

    let table = copy.run(&["comments", "回.docx"]).printed();
    for told in [
        format!("{FILE}:{}", line(&copy, FILE, "补足场次")),
        "2024-02-03 09:30".to_owned(),
        "“补足” → “补齐全部”".to_owned(),
    ] {
        assert!(table.contains(&told), "{table}");
    }
    let run = copy.run(&["comments", "回.docx", "--format", "xlsx"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    assert!(copy.path().join("回（意见）.xlsx").exists());
    // One that is there already is not written over.
    assert_eq!(copy.run(&["comments", "回.docx", "--format", "xlsx"]).code(), 2);
}

#[test]
fn parts_in_another_order_under_other_names_lead_to_the_same_lines() {
    let copy = Copy::new();
    let mut all = commented(&copy);
    all.reverse();
    all_found(&copy, &listed(&copy, &packed(&all)).1);
    for (name, bytes) in &mut all {
        if name == "[Content_Types].xml" {
            let text = String::from_utf8(bytes.clone()).unwrap();
            let other = "<Override PartName=\"/word/c/意见1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/></Types>";
            *bytes = text.replace("</Types>", other).replace("/word/document.xml", "/word/document2.xml").into_bytes();
        }
        let other = match name.as_str() {
            "word/comments.xml" => "word/c/意见1.xml",
            "word/document.xml" => "word/document2.xml",
            _ => continue,
        };
        other.clone_into(name);
    }
    all_found(&copy, &listed(&copy, &packed(&all)).1);
}

#[test]
fn without_bookmarks_and_after_the_text_moved_the_line_is_found_by_what_it_says() {
    let copy = Copy::new();
    let mut all = commented(&copy);
    for (name, bytes) in &mut all {
        if name == "word/document.xml" {
            *bytes = String::from_utf8(bytes.clone()).unwrap().replace("w:name=\"hl_", "w:name=\"x_").into_bytes();
        }
    }
    all_found(&copy, &listed(&copy, &packed(&all)).1);
    let whole = packed(&commented(&copy));
    let text = std::fs::read_to_string(copy.path().join(FILE)).unwrap();
    copy.write(FILE, text.replace("指标:", "# 以下由统计员填\n# 第二行\n指标:"));
    all_found(&copy, &listed(&copy, &whole).1);
}

#[test]
fn of_a_file_that_was_cut_what_can_be_read_is_listed_and_what_is_missing_is_told() {
    let copy = Copy::new();
    let mut all = commented(&copy);
    // Comments first, so that cutting the text leaves them.
    all.sort_by_key(|(name, _)| (name == "word/document.xml", name != "word/comments.xml"));
    let file = packed(&all);
    let lost = file.len() - file.len() / 50;
    let (run, value) = listed(&copy, &file[..lost]);
    assert_eq!(run.code(), 1);
    assert!(run.told().contains("文件不完整"), "{}", run.told());
    assert!(value["意见"].as_array().unwrap().iter().any(|remark| remark["意见"] == "口径与上年 不一致"), "{value:#}");
    assert!(!value["没有读到"].as_array().unwrap().is_empty());
    // With the text whole and the comments gone.
    all.retain(|(name, _)| name != "word/comments.xml");
    let (run, value) = listed(&copy, &packed(&all));
    assert_eq!(value["意见"].as_array().unwrap().len(), 2);
    assert!(run.told().contains("批注的内容没有读到"), "{}", run.told());
    // At every length there is an answer, and never a fault of the program.
    for share in 0..40 {
        let _ = open(&file[..file.len() * share / 40]).map(|opened| read(&opened));
    }
}

#[test]
fn what_could_do_harm_is_refused_within_a_second() {
    let told = |bytes: &[u8]| open(bytes).unwrap_err().to_string();
    let spent = work(|| {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><w:document>&b;</w:document>";
        assert!(told(&of(bomb)).contains("实体"));
        assert!(told(&of(&"<w:tbl>".repeat(100_000))).contains("套了"));
        let relation = |kind: &str| {
            let text = format!(
                "<Relationships><Relationship Id=\"r\" Type=\"http://x/{kind}\" Target=\"http://evil.example/a.dotm\" TargetMode=\"external\"/></Relationships>"
            );
            packed(&[
                ("word/document.xml".to_owned(), b"<w:document/>".to_vec()),
                ("word/_rels/settings.xml.rels".to_owned(), text.into_bytes()),
            ])
        };
        for kind in ["attachedTemplate", "image", "oleObject", "frame", "subDocument"] {
            assert!(told(&relation(kind)).contains(kind));
        }
        assert!(open(&relation("hyperlink")).is_ok());
        assert!(told(&packed(&[("word/vbaProject.bin".to_owned(), vec![0])])).contains("宏"));
        assert!(told(&packed(&[("a.txt".to_owned(), vec![0])])).contains("没有 Word 正文"));
        assert!(told(b"text").contains("不是 Word 文件"));
        assert!(told(&[b"\xD0\xCF\x11\xE0".as_slice(), &[0; 600]].concat()).contains("旧格式"));
    });
    assert!(spent < Duration::from_secs(1), "{spent:?}");

    let spaces = vec![b' '; 65 << 20];
    let bomb = packed(&[("word/document.xml".to_owned(), spaces)]);
    // The second without its end, where nothing tells how large it is.
    for file in [&bomb[..], &bomb[..bomb.len() - 80]] {
        let spent = work(|| assert!(told(file).contains("展开以后超过")));
        assert!(spent < Duration::from_secs(1), "{spent:?}");
    }
}

#[test]
fn names_and_texts_of_a_file_obey_no_terminal() {
    let hostile = "<w:document xmlns:w=\"w\"><w:body><w:p><w:ins w:author=\"a&#27;[31m\u{202e}\" w:date=\"x\"><w:r><w:t>&#27;]0;x&#7;字</w:t></w:r></w:ins></w:p></w:body></w:document>";
    let sheet = read(&open(&of(hostile)).unwrap());
    assert_eq!(sheet.remarks.len(), 1);
    assert_eq!((sheet.remarks[0].author.as_str(), sheet.remarks[0].new.as_str()), ("a[31m", "]0;x字"));
}
