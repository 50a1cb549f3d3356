//! Forms that come a second time: corrected by those who sent them, after their first word was taken in.

use std::path::PathBuf;

use super::filing::{forms, read, receive};
use super::mail::with_part;
use super::project::Copy;

const UNIT: &str = "content/submissions/2023/市工业局.yaml";

/// A workbook in which a cell that holds a text holds another one.
fn with_cell(copy: &Copy, book: &[u8], name: &str, from: &str, to: &str) -> PathBuf {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut strings = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/sharedStrings.xml").unwrap(), &mut strings).unwrap();
    let (from, to) = (format!(">{from}<"), format!(">{to}<"));
    assert_eq!(strings.matches(&from).count(), 1, "{from} in {strings}");
    let path = copy.path().join(name);
    std::fs::write(&path, with_part(book, "xl/sharedStrings.xml", strings.replace(&from, &to).as_bytes())).unwrap();
    path
}

/// The workbook of the department, as it was sent out.
fn sent(copy: &Copy) -> Vec<u8> {
    let all = forms(copy, "2023");
    std::fs::read(all.iter().find(|path| path.ends_with("市工业局.xlsx")).unwrap()).unwrap()
}

#[test]
fn whatever_was_wrong_in_a_form_the_corrected_one_is_taken() {
    // What a form said wrong, a day that there is not among it, must not stand in its own way.
    for (from, wrong, right) in
        [("60%", "约61%", "61%"), ("2023-05-06", "2023-13-06", "2023-06-13"), ("开工", "开共", "竣工")]
    {
        // The marked one, and the one that was sent out, each corrected.
        for marked in [true, false] {
            let copy = Copy::new();
            let text = read(&copy) + "大事记:\n  - {日期: 2023-05-06, 事项: 现场会}\n";
            copy.write(UNIT, text);
            let book = sent(&copy);
            let run = receive(&copy, &[&with_cell(&copy, &book, "一.xlsx", from, wrong)]);
            assert!(run.code() == 1 && run.told().contains("已收下 市工业局"), "{wrong}: {}", run.told());
            let returned = std::fs::read(copy.path().join("output/forms/2023/退回/市工业局.xlsx")).unwrap();
            let (book, at) = if marked { (&returned, wrong) } else { (&book, from) };
            let run = receive(&copy, &[&with_cell(&copy, book, "二.xlsx", at, right)]);
            assert!(run.told().contains("已收下 市工业局"), "{right}: {}", run.told());
            assert!(read(&copy).contains(right) && !read(&copy).contains(wrong), "{}", read(&copy));
        }
    }
}

#[test]
fn what_somebody_else_changed_meanwhile_is_still_not_overwritten() {
    let copy = Copy::new();
    let book = sent(&copy);
    assert!(receive(&copy, &[&with_cell(&copy, &book, "一.xlsx", "60%", "61%")]).told().contains("已收下"));
    // Elsewhere: both stay.
    copy.edit(UNIT, "示范工厂数: 6 ", "示范工厂数: 7 ");
    let run = receive(&copy, &[&with_cell(&copy, &book, "二.xlsx", "60%", "62%")]);
    assert!(run.told().contains("已收下"), "{}", run.told());
    assert!(read(&copy).contains("示范工厂数: 7 ") && read(&copy).contains("62%"), "{}", read(&copy));
    // At the same place: nobody guesses, and the way out leads out.
    copy.edit(UNIT, "62%", "63%");
    let before = read(&copy);
    let run = receive(&copy, &[&with_cell(&copy, &book, "三.xlsx", "60%", "64%")]);
    assert!(run.code() == 1 && run.told().contains("--force") && read(&copy) == before, "{}", run.told());
    assert!(copy.run(&["new", "2023", "--xlsx"]).told().contains("--force"));
    let run = copy.run(&["new", "2023", "--xlsx", "--unit", "市工业局", "--force"]);
    assert!(run.code() == 0 && run.told().contains("已生成填报表 1 个文件"), "{}", run.told());
    let again = std::fs::read(copy.path().join("output/forms/2023/市工业局.xlsx")).unwrap();
    let run = receive(&copy, &[&with_cell(&copy, &again, "四.xlsx", "63%", "64%")]);
    assert!(run.told().contains("已收下") && read(&copy).contains("64%"), "{}", run.told());
}

#[test]
fn an_older_copy_that_comes_again_is_told_before_it_undoes_the_newer_one() {
    let copy = Copy::new();
    let book = sent(&copy);
    let (old, new) =
        (with_cell(&copy, &book, "旧.xlsx", "60%", "61%"), with_cell(&copy, &book, "新.xlsx", "60%", "62%"));
    assert!(!receive(&copy, &[&old]).told().contains("以前收过"));
    assert!(!receive(&copy, &[&new]).told().contains("以前收过"));
    // The newest again is nothing new.
    let run = receive(&copy, &[&new]);
    assert!(run.told().contains("没有改动") && !run.told().contains("以前收过"), "{}", run.told());
    let path = old.to_string_lossy().into_owned();
    let run = copy.run(&["receive", &path]);
    assert!(run.told().contains("以前收过，后来又收过新的") && read(&copy).contains("62%"), "{}", run.told());
}

#[test]
fn a_file_of_another_shape_than_a_form_loses_nothing() {
    for (from, to, path) in [
        ("指标:\n", "指标: [28, 29]\n旧指标:\n", "指标"),
        ("示范工厂数: 6 ", "示范工厂数: [6, 7] ", "指标/示范工厂数"),
        ("示范工厂数: 6 ", "示范工厂数: {实际值: {甲: 6}} ", "指标/示范工厂数/实际值"),
    ] {
        let copy = Copy::new();
        let book = sent(&copy);
        copy.edit(UNIT, from, to);
        let before = read(&copy);
        let run = receive(&copy, &[&with_cell(&copy, &book, "一.xlsx", "60%", "61%")]);
        assert!(run.code() == 1 && read(&copy) == before, "{}", run.told());
        assert!(run.told().contains(&format!("「{path}」")) || run.told().contains("先改好再收"), "{}", run.told());
    }
}

#[test]
fn what_a_spreadsheet_says_where_a_formula_failed_is_no_text() {
    let copy = Copy::new();
    copy.edit(UNIT, "数据来源: 示例数据", "数据来源: \"#N/A\"").edit(UNIT, "现场会少开1场。", "现场会少开#DIV/0!场。");
    let found = copy.findings();
    let told: Vec<String> = found.iter().map(|found| found.text("message").to_owned()).collect();
    for word in ["“#N/A”", "“#DIV/0!”"] {
        assert!(told.iter().any(|told| told.contains("电子表格的出错值") && told.contains(word)), "{told:?}");
    }
    copy.edit(UNIT, "\"#N/A\"", "#N/A");
    let found = copy.findings();
    let comment = found.iter().find(|found| found.text("rule") == "comment-in-text").unwrap();
    assert!(comment.text("message").contains("「#N/A」是电子表格公式的出错值"), "{}", comment.text("message"));
}
