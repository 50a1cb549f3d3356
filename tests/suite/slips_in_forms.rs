//! What clerks and spreadsheet programs do to forms, and must not be read as something else or be lost.

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::filing::{forms, read, receive};
use super::mail::with_part;
use super::project::{Copy, Run};

const FIGURES: [&str; 4] = ["事项", "实际值", "数据来源", "说明"];

/// A form of 市工业局 with one sheet of indicators, written by hand, after `change`.
fn changed(copy: &Copy, change: impl FnOnce(&mut Worksheet)) -> Run {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("指标").unwrap();
    sheet.write_row(0, 0, FIGURES).unwrap();
    for (row, name) in (1u32..).zip(["示范工厂数", "单位产值能耗", "数字化改造覆盖率", "现场会场次"])
    {
        sheet.write_string(row, 0, name).unwrap();
    }
    sheet.write_row(2, 1, ["0.45", "示例数据", "口径为规模以上企业"]).unwrap();
    for (row, value) in [(1, "6"), (3, "60%"), (4, "3")] {
        sheet.write_string(row, 1, value).unwrap();
    }
    change(sheet);
    book.add_worksheet().set_name("大事记").unwrap().write_row(0, 0, ["日期", "事项"]).unwrap();
    let identity = book.add_worksheet().set_name("highland").unwrap();
    identity.write_column(0, 0, ["highland-form-1", "市工业局", "2023", "0"]).unwrap();
    let path = copy.path().join("a.xlsx");
    std::fs::write(&path, book.save_to_buffer().unwrap()).unwrap();
    receive(copy, &[&path])
}

/// What the change does is told with these words, and nothing is taken.
fn refused(part: &str, change: impl FnOnce(&mut Worksheet)) {
    let copy = Copy::new();
    let before = read(&copy);
    let run = changed(&copy, change);
    assert!(run.code() == 1 && run.told().contains(part), "{part}: {}", run.told());
    assert_eq!(read(&copy), before, "{part}: {}", run.told());
}

#[test]
fn what_a_format_shows_otherwise_is_not_read() {
    let format = |format: &str| Format::new().set_num_format(format);
    for own in ["0.00\"万元\"", "0.00\"万\"", "¥0.00", "0.0\"%\"", "0.0,,\"百万\"", "0,", "0.00‰", "[$-804]0", "0\\万"]
    {
        refused("指标!B2", |sheet| {
            sheet.write_number_with_format(1, 1, 7, &format(own)).unwrap();
        });
    }
    // What shows the same is: thousands, decimals, a percentage.
    let copy = Copy::new();
    let run = changed(&copy, |sheet| {
        sheet.write_number_with_format(1, 1, 7, &format("#,##0.00")).unwrap();
        sheet.write_number_with_format(3, 1, 0.6125, &format("0.00%")).unwrap();
    });
    let text = read(&copy);
    assert!(text.contains("示范工厂数: 7 ") && text.contains("覆盖率: 61.25% "), "{text}\n{}", run.told());
    // A number in a place for texts may have lost its zeros.
    refused("指标!C3", |sheet| {
        sheet.write_number_with_format(2, 2, 2024.1, &format("0.00")).unwrap();
    });
}

#[test]
fn what_stands_outside_the_table_is_not_lost() {
    refused("指标!K2", |sheet| {
        sheet.write_string(1, 10, "补充：七家").unwrap();
    });
    refused("指标!B9", |sheet| {
        sheet.write_string(8, 0, "以上数据已核对").unwrap();
    });
    refused("指标!D1", |sheet| {
        sheet.write_string(0, 3, "备注").unwrap();
    });
    refused("指标!E1", |sheet| {
        sheet.write_string(0, 4, "说明（二）").unwrap();
    });
    refused("合并了单元格", |sheet| {
        sheet.merge_range(1, 2, 4, 2, "统计局", &Format::new()).unwrap();
    });
    let copy = Copy::new();
    let run = changed(&copy, |sheet| {
        sheet.write_string(1, 3, "验收\u{b}通过").unwrap();
    });
    assert!(run.code() == 1 && run.told().contains("指标!D2"), "{}", run.told());
}

#[test]
fn formulas_without_a_value_and_struck_text_are_not_read() {
    refused("划掉", |sheet| {
        let struck = Format::new().set_font_strikethrough();
        sheet.write_rich_string(1, 1, &[(&struck, "2"), (&Format::default(), "3")]).unwrap();
    });
    refused("整格划掉了", |sheet| {
        {
            sheet.write_string_with_format(1, 1, "7", &Format::new().set_font_strikethrough()).unwrap();
        };
    });
    refused("上下标", |sheet| {
        let raised = Format::new().set_font_script(rust_xlsxwriter::FormatScript::Superscript);
        sheet.write_rich_string(1, 1, &[(&Format::default(), "7"), (&raised, "2")]).unwrap();
    });
    // As programs write them that do not calculate.
    let copy = Copy::new();
    let before = read(&copy);
    changed(&copy, |_| {});
    let book = std::fs::read(copy.path().join("a.xlsx")).unwrap();
    let sheet = |cells: &str| {
        format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>事项</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>实际值</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>数据来源</t></is></c><c r=\"D1\" t=\"inlineStr\"><is><t>说明</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>示范工厂数</t></is></c>{cells}</row></sheetData></worksheet>"
        )
    };
    for (cells, part) in [
        ("<c r=\"B2\"><f>1+1</f></c>", "指标!B2"),
        ("<c r=\"D2\"><f>B2&amp;\"不足\"</f></c>", "指标!D2"),
        ("<c r=\"D99999999999\"><v>1</v></c>", "没有收"),
        ("<c r=\"ZZZZZZZ2\"><v>1</v></c>", "没有收"),
    ] {
        let path = copy.path().join("b.xlsx");
        std::fs::write(&path, with_part(&book, "xl/worksheets/sheet1.xml", sheet(cells).as_bytes())).unwrap();
        let run = receive(&copy, &[&path]);
        assert!(run.code() == 1 && run.told().contains(part), "{cells}: {}", run.told());
        assert_eq!(read(&copy), before, "{cells}");
    }
}

#[test]
fn a_form_of_another_year_or_of_before_a_change_undoes_nothing() {
    let copy = Copy::new();
    let form = forms(&copy, "2023").into_iter().find(|path| path.ends_with("市工业局.xlsx")).unwrap();
    let book = std::fs::read(&form).unwrap();
    // The file changes after the form was made: the form knows nothing of it, and does not undo it.
    copy.edit("content/submissions/2023/市工业局.yaml", "现场会场次: 3", "现场会场次: 5");
    let before = read(&copy);
    let run = receive(&copy, &[&form]);
    assert!(
        run.told().contains("报送文件改过") && run.told().contains("没有改动") && read(&copy) == before,
        "{}",
        run.told()
    );
    // Changed there and here, otherwise: nobody guesses.
    let strings = part(&book, "xl/sharedStrings.xml");
    assert!(strings.contains("<t>3</t>"));
    let path = copy.path().join("c.xlsx");
    std::fs::write(
        &path,
        with_part(&book, "xl/sharedStrings.xml", strings.replacen("<t>3</t>", "<t>4</t>", 1).as_bytes()),
    )
    .unwrap();
    let run = receive(&copy, &[&path]);
    assert!(run.code() == 1 && run.told().contains("指标/现场会场次") && read(&copy) == before, "{}", run.told());
    // Who says another year in the sheet that people see is not overruled by the one they do not see.
    let mut book = Workbook::new();
    let head = book.add_worksheet().set_name("填表说明").unwrap();
    for (row, (label, text)) in
        (0u32..).zip([("单位", "市工业局"), ("年度", "2022"), ("项目", "填写"), ("联系人", "某人")])
    {
        head.write_row(row, 1, [label, text]).unwrap();
    }
    book.add_worksheet().set_name("指标").unwrap().write_row(0, 0, FIGURES).unwrap();
    let identity = book.add_worksheet().set_name("highland").unwrap();
    identity.write_column(0, 0, ["highland-form-1", "市工业局", "2023"]).unwrap();
    std::fs::write(&path, book.save_to_buffer().unwrap()).unwrap();
    let run = receive(&copy, &[&path]);
    assert!(run.code() == 1 && run.told().contains("却改成了「市工业局」2022"), "{}", run.told());
    assert_eq!(read(&copy), before);
}

fn part(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    text
}

#[test]
fn a_file_that_is_new_is_checked_and_one_too_long_stops_nobody() {
    let copy = Copy::new();
    std::fs::remove_file(copy.path().join("content/submissions/2023/市工业局.yaml")).unwrap();
    let run = changed(&copy, |sheet| {
        sheet.write_string(1, 1, "约七家").unwrap();
    });
    assert!(
        run.code() == 1 && run.told().contains("指标!B2  错误") && !run.told().contains("没有报送文件"),
        "{}",
        run.told()
    );
    let long = "长".repeat(32_700);
    let run = changed(&copy, |sheet| {
        sheet.write_string(1, 3, &long).unwrap();
    });
    assert!(
        run.told().contains("已收下") && read(&copy).contains(&long),
        "{}",
        &run.told()[..2_000.min(run.told().len())]
    );
    // What no cell can hold is not put into one, and stays where it is.
    let form =
        forms(&copy, "2023").into_iter().find(|path: &std::path::PathBuf| path.ends_with("市工业局.xlsx")).unwrap();
    let run = receive(&copy, &[Path::new(&form)]);
    assert!(
        run.told().contains("没有改动") && read(&copy).contains(&long),
        "{}",
        &run.told()[..2_000.min(run.told().len())]
    );
}

/// What a file has that a form cannot show would be written away with the next form.
#[test]
fn a_file_that_was_misread_takes_no_form() {
    let file = "content/submissions/2023/市工业局.yaml";
    let whole = read(&Copy::new());
    let figures = "指标:\n  示范工厂数: 6                  # 家 · 目标 ≥12 · 上年 4\n";
    assert!(whole.contains(figures));
    for (from, to) in [
        (
            "- {名称: 柔性产线改造项目（示例）, 阶段: 开工",
            "- {名称：柔性产线改造项目（示例），阶段：开工}\n  - {名称: 乙, 阶段: 开工",
        ),
        ("填报: {联系人: 示例联系人, 电话: 0000-0000000, 日期: 2024-01-10}", "填报: 张三"),
        ("    问题: 现场会少开1场。", "    问题:\n      一: 甲"),
        ("示范工厂数: 6 ", "示范工厂数: [6] "),
        ("状态: 已审定", "状态: 已审定\n状态: 草稿"),
        ("  现场会场次: 3", "  现场会场次: {实际值：3，说明：甲}"),
    ] {
        let copy = Copy::new();
        copy.write(file, whole.replacen(from, to, 1));
        let before = read(&copy);
        assert!(before != whole, "{from}");
        let run = changed(&copy, |sheet| {
            sheet.write_string(1, 1, "7").unwrap();
        });
        assert!(run.code() == 1 && run.told().contains("改好再收"), "{to}: {}", run.told());
        assert_eq!(read(&copy), before, "{to}");
    }
}
