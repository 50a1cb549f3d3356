//! What comes by mail: files of any kind and name, several at once, and files that are no forms.

use std::time::Instant;

use super::filing::{forms, read, receive};
use super::project::{Copy, NO_HANG};

#[test]
fn files_of_any_kind_come_together_and_what_is_in_doubt_is_asked() {
    let copy = Copy::new();
    let before = read(&copy);
    let yaml = before.replace("示范工厂数: 6 ", "示范工厂数: 7 ");
    let other = before.replace("示范工厂数: 6 ", "示范工厂数: 8 ");
    let put = |name: &str, bytes: &[u8]| {
        let path = copy.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    // Two versions: nobody guesses.
    let (one, two) = (put("1.yaml", yaml.as_bytes()), put("2.txt", other.as_bytes()));
    let run = receive(&copy, &[&one, &two]);
    assert!(run.code() == 1 && run.told().contains("有 2 份不同的") && read(&copy) == before, "{}", run.told());
    // The same one twice is one; a parcel with a name in another encoding, a picture in it told.
    let mut parcel = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in [("../../市工业局（定稿）.yaml", yaml.as_bytes()), ("图片/a.png", b"\x89PNG".as_slice())]
    {
        parcel.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut parcel, bytes).unwrap();
    }
    let parcel = put("邮件.zip", &parcel.finish().unwrap().into_inner());
    let run = receive(&copy, &[&one, &parcel]);
    assert!(run.told().contains("没有收") && run.told().contains("a.png") && read(&copy) == yaml, "{}", run.told());
    assert!(!copy.path().join("../../市工业局（定稿）.yaml").exists());
    // What cannot be read whole takes the place of nothing, in a parcel neither when it is cut off behind the limit.
    let broken = put("3.yaml", format!("{yaml}指标2: [\n").as_bytes());
    let run = receive(&copy, &[&broken]);
    assert!(run.code() == 1 && run.told().contains("格式错误") && read(&copy) == yaml, "{}", run.told());
    let mut large = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    large.start_file("大.yaml", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut large, format!("{other}# {}\n", "长".repeat(6 << 20)).as_bytes()).unwrap();
    let large = put("大.zip", &large.finish().unwrap().into_inner());
    let run = receive(&copy, &[&large]);
    assert!(run.code() == 1 && run.told().contains("超过 16 MB") && read(&copy) == yaml, "{}", run.told());
    // Without anybody to ask, nothing is written unless it is said.
    let two = two.to_string_lossy().into_owned();
    let run = copy.run(&["receive", &two]);
    assert!(run.code() == 1 && run.told().contains("--yes") && read(&copy) == yaml, "{}", run.told());
    // Who has sent nothing is named.
    std::fs::remove_file(copy.path().join("content/submissions/2023/市企业服务中心.yaml")).unwrap();
    let run = copy.run(&["receive", &two, "--yes"]);
    assert!(run.told().contains("还没有交的（1 个）：市企业服务中心"), "{}", run.told());
    // What is signed can be changed, and it is said that it has to be signed again.
    assert_eq!(copy.run(&["sign", "--unit", "市工业局", "--by", "示例签发人"]).code(), 0);
    let run = receive(&copy, &[&one]);
    assert!(run.told().contains("须重新签发"), "{}", run.told());
}

#[test]
#[ignore = "long"]
fn what_is_no_form_is_refused_within_a_second() {
    let copy = Copy::new();
    let before = read(&copy);
    let zip = |files: &[(&str, &[u8])]| {
        let mut parcel = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in files {
            parcel.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut parcel, bytes).unwrap();
        }
        parcel.finish().unwrap().into_inner()
    };
    let bomb = vec![b' '; 60 << 20];
    let form = std::fs::read(&forms(&copy, "2023")[0]).unwrap();
    let rows: String = (1..400_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")).collect();
    let many = with_part(&form, "xl/worksheets/sheet2.xml", format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>").as_bytes());
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest".to_vec(), "加了密码"),
        (zip(&[("xl/workbook.xml", b"<x/>"), ("xl/vbaProject.bin", b"x")]), "宏"),
        (zip(&[("word/document.xml", b"<x/>")]), "Word"),
        (zip(&[("xl/workbook.xml", b"<x/>"), ("a", &bomb)]), "展开以后超过"),
        (zip(&[("xl/workbook.xml", b"<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>")]), "打不开"),
        (zip(&[("a.zip", &zip(&[("b", b"c")]))]), "压缩包里的压缩包"),
        (form[..form.len() / 2].to_vec(), "打不开"),
        (many, "太多"),
        (b"\xFF\xD8\xFF\xE0".to_vec(), "不是"),
        ("随便一段话".as_bytes().to_vec(), "没有写「单位」"),
        ("单位: 市工业局\n年度: 2023\n指标: [\n".as_bytes().to_vec(), "错误"),
        ("单位: 别的局\n年度: 2023\n".as_bytes().to_vec(), "别的局"),
        ("单位: 市工业局\n年度: 1999\n".as_bytes().to_vec(), "规划期"),
    ];
    for (bytes, part) in cases {
        let path = copy.path().join("来的.xlsx");
        std::fs::write(&path, bytes).unwrap();
        let start = Instant::now();
        let run = copy.run(&["receive", &path.to_string_lossy()]);
        assert!(run.code() == 1 && run.told().contains(part), "{part}: {}", run.told());
        assert!(start.elapsed() < NO_HANG, "{part}: {:?}", start.elapsed());
        assert_eq!(read(&copy), before);
    }
}

/// A workbook with another part in place of one.
pub fn with_part(book: &[u8], name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let own = part.name().unwrap().into_owned();
        out.start_file(own.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        let mut old = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut old).unwrap();
        std::io::Write::write_all(&mut out, if own == name { bytes } else { &old }).unwrap();
    }
    out.finish().unwrap().into_inner()
}
