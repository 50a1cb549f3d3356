//! Broken content, and for each mistake the finding expected: rule, file and line.

use super::cases::{CASES, Case};
use super::project::{Copy, Finding};

const UNIT: &str = "content/submissions/2023/市工业局.yaml";

fn expect(findings: &[Finding], case: &Case) -> Result<(), String> {
    let hit = findings.iter().any(|found| {
        found.text("rule") == case.rule
            && found.text("path") == case.file
            && found.line() == case.line
            && format!("{} {}", found.text("message"), found.text("help")).contains(case.says)
    });
    if hit {
        Ok(())
    } else {
        Err(format!(
            "{:?} → {:?}: expected {}:{} saying {}, found {findings:#?}",
            case.from, case.to, case.rule, case.line, case.says
        ))
    }
}

#[test]
#[ignore = "long"]
fn every_mistake_is_found_where_it_was_made() {
    let misses: Vec<String> = CASES
        .iter()
        .filter_map(|case| {
            let city = Copy::new();
            city.edit(case.file, case.from, case.to);
            expect(&city.findings(), case).err()
        })
        .collect();
    assert!(misses.is_empty(), "{} of {}:\n{}", misses.len(), CASES.len(), misses.join("\n"));
}

#[test]
fn all_mistakes_are_found_in_one_run_and_the_rest_of_the_file_is_used() {
    let city = Copy::new();
    city.edit(UNIT, "年度: 2023", "年度：2023")
        .edit(UNIT, "现场会场次: 3", "现场会次数: 3")
        .edit(UNIT, "状态: 有风险", "状态: 有点风险")
        .edit("content/submissions/2023/市企业服务中心.yaml", "专精特新企业数: 21", "专精特新企业数: 二十一");
    let findings = city.findings();
    let rules: Vec<&str> = findings.iter().map(|found| found.text("rule")).collect();
    for rule in ["yaml-syntax", "unknown-indicator", "unknown-word", "unreadable-number"] {
        assert!(rules.contains(&rule), "{rule} is not among {rules:?}");
    }
    assert!(
        !findings.iter().any(|found| found.text("message").contains("示范工厂数")),
        "the good entries are used: {findings:#?}"
    );
    assert!(findings.iter().all(|found| !found.text("unit").is_empty()), "{findings:#?}");
}

#[test]
fn pictures_must_be_pictures_in_the_years_folder() {
    let png: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
    for (path, rule) in [
        ("图片/没有.png", "picture-missing"),
        ("../2022/市工业局.yaml", "picture-outside"),
        ("/etc/passwd", "picture-outside"),
        ("图片/文字.png", "picture-type"),
        ("图片/改名.jpg", "picture-type"),
        ("图片", "picture-missing"),
    ] {
        let city = Copy::new();
        city.write("content/submissions/2023/图片/文字.png", "不是图片")
            .write("content/submissions/2023/图片/改名.jpg", png);
        city.edit(UNIT, "项目:\n", &format!("案例:\n  - {{标题: 甲, 图片: {path}, 正文: 乙}}\n项目:\n"));
        let findings = city.findings();
        assert!(findings.iter().any(|found| found.text("rule") == rule && found.line() == 26), "{path}: {findings:#?}");
    }
}

#[test]
fn files_that_are_not_what_they_should_be_are_findings() {
    for (bytes, rule) in [
        (vec![0xb5, 0xff, 0xff, 0xfe], "file-encoding"),
        (vec![b'a'; 2 << 20], "file-too-large"),
        ("[".repeat(20_000).into_bytes(), "yaml-syntax"),
        (b"- a\n- b\n".to_vec(), "wrong-type"),
        (Vec::new(), "missing-field"),
    ] {
        let city = Copy::new();
        city.write(UNIT, &bytes);
        let run = city.run(&["check", "--format", "json"]);
        assert_eq!(run.code(), 1);
        assert!(
            run.findings().iter().any(|found| found.text("rule") == rule && found.text("path") == UNIT),
            "{rule}: {:#?}",
            run.findings()
        );
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_read() {
    let city = Copy::new();
    let text = std::fs::read_to_string(city.path().join(UNIT)).unwrap();
    city.write(UNIT, text.replace('\n', "\r\n"));
    assert!(city.findings().is_empty(), "{:#?}", city.findings());
    city.write(UNIT, format!("\u{feff}{}", text.replace('\n', "\r\n")));
    let findings = city.findings();
    let found: Vec<_> = findings.iter().map(|f| (f.text("rule"), f.text("level"), f.text("path"), f.line())).collect();
    assert_eq!(found, [("byte-order-mark", "hint", UNIT, 1)]);
}

#[test]
fn a_file_in_an_older_encoding_is_read_where_it_is_certain_and_refused_elsewhere() {
    let text = std::fs::read_to_string(super::project::root().join("tests/city").join(UNIT)).unwrap();
    let bad = text.replace("现场会场次: 3", "现场会场次: 三");
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let units = |text: &str| -> Vec<u16> { text.encode_utf16().collect() };
    let little = |text: &str| -> Vec<u8> { units(text).into_iter().flat_map(u16::to_le_bytes).collect() };
    let big = |text: &str| -> Vec<u8> { units(text).into_iter().flat_map(u16::to_be_bytes).collect() };
    let marked = |mark: &[u8], text: Vec<u8>| [mark, &text].concat();
    let forms = [
        (gb(&text), gb(&bad)),
        (little(&text), little(&bad)),
        (marked(b"\xFF\xFE", little(&text)), marked(b"\xFF\xFE", little(&bad))),
        (marked(b"\xFE\xFF", big(&text)), marked(b"\xFE\xFF", big(&bad))),
    ];
    for (good, bad) in forms {
        let city = Copy::new();
        city.write(UNIT, &good);
        let findings = city.findings();
        let found: Vec<_> = findings.iter().map(|f| (f.text("rule"), f.text("path"), f.line())).collect();
        assert_eq!(found, [("legacy-encoding", UNIT, 1)]);
        city.write(UNIT, &bad);
        let findings = city.findings();
        assert!(findings.iter().any(|f| f.text("rule") == "unreadable-number" && f.line() == 14), "{findings:#?}");
        city.write(UNIT, &good);
        assert_eq!(city.run(&["check", "--fix"]).code(), 0);
        assert_eq!(std::fs::read_to_string(city.path().join(UNIT)).unwrap(), text, "stored anew as UTF-8");
    }
    let city = Copy::new();
    let mut torn = gb(&text);
    torn.insert(60, 0xff);
    city.write(UNIT, torn);
    let findings = city.findings();
    assert!(findings.iter().any(|f| f.text("rule") == "file-encoding" && f.text("path") == UNIT), "{findings:#?}");
}

#[test]
fn a_broken_font_is_a_finding() {
    let city = Copy::new();
    city.write("content/settings.yaml", "报告: {题名: 甲, 编制单位: 乙, 版本: 送审稿}\n字体文件夹: 字体\n");
    city.write("字体/坏.ttf", "不是字体");
    let run = city.run(&["build", "--format", "json"]);
    assert_eq!(run.code(), 1);
    let found = run.findings();
    assert!(found.iter().any(|f| f.text("rule") == "font-unreadable" && f.text("path") == "字体/坏.ttf"), "{found:#?}");
}

#[test]
fn a_project_without_submissions_is_a_finding() {
    let city = Copy::new();
    std::fs::remove_dir_all(city.path().join("content/submissions")).unwrap();
    let run = city.run(&["check", "--format", "json"]);
    assert!(run.findings().iter().any(|f| f.text("rule") == "no-submissions"), "{:#?}", run.findings());
}

#[test]
fn an_error_and_a_warning_of_typst_are_findings() {
    for (line, rule) in
        [("#panic(\"坏\")", "typst-error"), ("#context text(font: \"没有这种字体\", \"甲\")", "typst-warning")]
    {
        let city = Copy::new();
        let cover = std::fs::read_to_string(super::project::root().join("assets/theme/cover.typ")).unwrap();
        let cover = cover.replace("#let cover(meta) = {", &format!("#let cover(meta) = {{\n  [{line}]"));
        city.write("assets/theme/cover.typ", cover);
        let run = city.run(&["build", "--draft", "--format", "json"]);
        assert!(run.findings().iter().any(|f| f.text("rule") == rule), "{rule}: {:#?}", run.findings());
    }
}

/// Correct sentences of the kind reports are full of; each was once taken for a mistake.
const CORRECT: &[&str] = &[
    "到2024年，示范工厂数达到12家。",
    "上年示范工厂数为4家，本年示范工厂数达到6家，比2022年增加2家。",
    "云东区示范工厂数2家，某企业示范工厂数1家。",
    "确保示范工厂数达到12家，力争示范工厂数15家。",
    "示范工厂数达到6家，比上年增加2家，其中云东区2家。",
    "全市示范工厂数达到6家，比2021年增加3家。",
    "以前年度结余、目前年产能、说明年限、过去年均增长、迄今年均。",
    "生产7×××系合金、2XXX系合金和型号XX-200。",
    "受占比较大的行业价格下降5%影响，补助比例提高10%。",
    "说明：本年有三件事；状态：良好；1:2配比。",
    "“今年要重点抓好改造”，市领导强调。",
    "二氧化钛(001)、双(三氟甲烷磺酰)亚胺锂、镍:钴:锰=8:1:1。",
];

#[test]
fn correct_sentences_are_left_in_peace() {
    for sentence in CORRECT {
        let city = Copy::new();
        city.edit(UNIT, "离散制造60家；", sentence);
        assert!(city.findings().is_empty(), "{sentence}: {:#?}", city.findings());
    }
}

#[test]
fn a_draft_is_built_of_a_case_without_a_title() {
    let city = Copy::new();
    city.edit(UNIT, "项目:\n", "案例:\n  - {图片: , 正文: 乙}\n项目:\n");
    let run = city.run(&["build", "--draft"]);
    assert!(run.told().contains("已生成预览稿"), "{}", run.told());
}

#[test]
fn an_office_document_by_another_name_is_called_what_it_is() {
    let city = Copy::new();
    city.write(UNIT, b"PK\x03\x04\x14\0\x06\0");
    let findings = city.findings();
    let found = findings.iter().find(|f| f.text("rule") == "file-encoding").unwrap();
    assert!(found.text("message").contains("Word"), "{found:?}");
}

#[test]
fn a_year_outside_the_plan_is_refused_and_never_becomes_the_reports() {
    let city = Copy::new();
    let text = std::fs::read_to_string(city.path().join(UNIT)).unwrap();
    city.write("content/submissions/2099/市工业局.yaml", text);
    let run = city.run(&["check", "--format", "json"]);
    assert!(run.told().starts_with("2023年度检查"), "{}", run.told());
    let found = run.findings();
    assert!(found.iter().any(|f| f.text("rule") == "misplaced-submission" && f.text("message").contains("2099")));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_elsewhere_is_not_followed_and_not_passed_over() {
    let city = Copy::new();
    city.write("别处.yaml", std::fs::read_to_string(city.path().join(UNIT)).unwrap());
    std::fs::remove_file(city.path().join(UNIT)).unwrap();
    std::os::unix::fs::symlink(city.path().join("别处.yaml"), city.path().join(UNIT)).unwrap();
    let findings = city.findings();
    let found = findings.iter().find(|f| f.text("rule") == "misplaced-submission").unwrap();
    assert_eq!((found.text("path"), found.text("unit")), (UNIT, "市工业局"));
}

#[test]
fn a_template_error_is_shown_in_the_template() {
    let city = Copy::new();
    city.write("content/templates/case.xml.j2", "{% if false %}\n{{ kases }}\n{% endif %}\n<h2>{{ kases }}</h2>\n");
    let run = city.run(&["build", "--format", "json"]);
    assert_eq!(run.code(), 1);
    let found = run.findings();
    assert!(
        found.iter().any(|f| f.text("rule") == "template-error"
            && f.text("path") == "content/templates/case.xml.j2"
            && f.line() == 4),
        "{found:#?}"
    );
}

#[test]
fn a_missing_font_is_a_finding() {
    let city = Copy::new();
    city.write("content/settings.yaml", "报告: {题名: 甲, 编制单位: 乙, 版本: 送审稿}\n字体文件夹: 没有\n");
    let run = city.run(&["build", "--format", "json"]);
    assert_eq!(run.code(), 1);
    assert!(run.findings().iter().any(|f| f.text("rule") == "font-missing" && f.line() == 2), "{:#?}", run.findings());
}

#[test]
fn an_uncovered_character_is_named_with_its_place() {
    let city = Copy::new();
    city.edit(UNIT, "问题: 现场会少开1场。", "问题: 现场会少开1场𠀀。");
    let run = city.run(&["build", "--format", "json"]);
    assert_eq!(run.code(), 1);
    let found = run.findings();
    assert!(
        found.iter().any(|f| f.text("rule") == "uncovered-character"
            && f.text("path") == UNIT
            && f.line() == 23
            && f.text("message").contains("U+20000")),
        "{found:#?}"
    );
    assert_eq!(found[0].text("unit"), "市工业局");
    let draft = city.run(&["build", "--draft"]);
    assert!(draft.told().contains("已生成预览稿"), "{}", draft.told());
}

#[test]
fn a_file_that_was_meant_to_be_filed_is_never_passed_over() {
    let text = std::fs::read_to_string(super::project::root().join("tests/city").join(UNIT)).unwrap();
    for path in [
        "2023/市工业局.yaml.txt",
        "2023/市统计局.docx",
        "2023/科室/市工业局.yaml",
        "市工业局.yaml",
        "2023年/市工业局.yaml",
    ] {
        let city = Copy::new();
        let path = format!("content/submissions/{path}");
        city.write(&path, &text);
        let findings = city.findings();
        let found = |f: &Finding| f.text("rule") == "misplaced-submission" && f.text("path") == path;
        assert!(findings.iter().any(found), "{path}: {findings:#?}");
    }
    let city = Copy::new();
    city.write("content/submissions/2023/~$市工业局.yaml", "x").write("content/submissions/2023/.DS_Store", "x");
    assert!(city.findings().is_empty(), "{:#?}", city.findings());
}

#[test]
fn of_two_files_for_one_department_the_one_with_its_name_counts() {
    let city = Copy::new();
    let text = std::fs::read_to_string(city.path().join(UNIT)).unwrap();
    let copy = "content/submissions/2023/市工业局(1).yaml";
    city.write(UNIT, text.replace("单位: 市工信局", "单位: 市工业局"));
    city.write(copy, text.replace("现场会场次: 3", "现场会场次: 99"));
    let findings = city.findings();
    let paths: Vec<_> = findings.iter().map(|f| (f.text("rule"), f.text("path"))).collect();
    assert_eq!(paths, [("duplicate-submission", copy)]);
}

#[test]
fn a_file_under_another_departments_name_is_an_error_and_replaces_nothing() {
    let city = Copy::new();
    city.edit("content/submissions/2023/市企业服务中心.yaml", "单位: 市企业服务中心", "单位: 市工业局");
    let rules: Vec<String> = city.findings().iter().map(|f| f.text("rule").to_owned()).collect();
    assert!(rules.contains(&"file-name-mismatch".to_owned()), "{rules:?}");
}

#[test]
fn years_outside_the_plan_are_refused() {
    let run = Copy::new().run(&["build", "--year", "1999"]);
    assert_eq!(run.code(), 2);
    assert!(run.told().contains("2022—2024"), "{}", run.told());
}

#[test]
fn a_picture_in_prose_is_set_or_missed_at_its_place() {
    let png = std::fs::read(super::project::root().join("content/submissions/2024/图片/中试平台.png")).unwrap();
    let city = Copy::new();
    let images = |city: &Copy| {
        assert_eq!(city.run(&["build"]).code(), 0);
        let pdf = std::fs::read(city.path().join("output/2023/年度报告.pdf")).unwrap();
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        let image = |object: &lopdf::Object| {
            let dictionary = object.as_stream().ok().map(|stream| &stream.dict);
            dictionary.and_then(|d| d.get(b"Subtype").ok()?.as_name().ok()).is_some_and(|name| name == b"Image")
        };
        document.objects.values().filter(|object| image(object)).count()
    };
    assert_eq!(images(&city), 0);
    city.write("content/submissions/2023/图片/产线.png", png);
    city.edit(UNIT, "流程制造12家。", "流程制造12家。\n\n      ![产线照片](图片/产线.png)");
    assert!(city.findings().is_empty(), "{:#?}", city.findings());
    assert!(0 < images(&city));
    city.edit(UNIT, "图片/产线.png", "图片/没有.png");
    let findings = city.findings();
    assert!(findings.iter().any(|f| f.text("rule") == "picture-missing" && f.line() == 24), "{findings:#?}");
    city.edit(UNIT, "图片/没有.png", "../../../../etc/passwd");
    let findings = city.findings();
    assert!(findings.iter().any(|f| f.text("rule") == "picture-outside" && f.line() == 24), "{findings:#?}");
}

#[test]
fn no_figure_is_too_large_to_be_refused() {
    let city = Copy::new();
    city.edit(UNIT, "示范工厂数: 6 ", "示范工厂数: 999999999999999万亿家 ");
    let run = city.run(&["build", "--draft", "--format", "json"]);
    assert_eq!(run.code(), 1, "{}", run.told());
    assert!(run.findings().iter().any(|f| f.line() == 8), "{:#?}", run.findings());
}

/// Figures at the limit of what is read, far apart from each other, and one in prose far beyond it.
#[test]
fn no_figure_however_large_stops_the_program() {
    let city = Copy::new();
    city.edit("content/submissions/2022/市工业局.yaml", "示范工厂数: 4", "示范工厂数: -999999999999999");
    city.edit(UNIT, "示范工厂数: 6 ", "示范工厂数: 999999999999999 ");
    city.edit(UNIT, "离散制造60家；", "示范工厂数达到79000000000000000000000000000家；");
    let text = std::fs::read_to_string(city.path().join(UNIT)).unwrap();
    let next = text.replace("年度: 2023", "年度: 2024").replace("数: 999999999999999 ", "数: -999999999999998 ");
    city.write("content/submissions/2024/市工业局.yaml", next);
    for args in [["check", "--year=2023"], ["check", "--year=2024"], ["assess", "--year=2024"]] {
        let run = city.run(&args);
        assert!((0..=1).contains(&run.code()), "{args:?}: {}", run.told());
    }
}
