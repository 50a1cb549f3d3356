//! The public edition: the same figures, and nothing that is for the offices alone.

use calamine::{Reader, Xlsx};
use highland::edition::{
    DATA, DATA_INTERNAL, Format, LEDGER, LEDGER_PUBLIC, PUBLIC, PUBLIC_FULL_TEXT, REPORT, WEB, WEB_INTERNAL,
};
use highland::pipeline::{Product, Request, build};
use highland::project::Project;

use super::project::Copy;
use super::seen::{Browser, run};

const SETTINGS: &str = "content/settings.yaml";
const UNIT: &str = "content/submissions/2023/市工业局.yaml";

/// Everything that an edition says: the words of its pages with the descriptions of its pictures, or its page for a browser.
fn said(copy: &Copy, request: &Request) -> String {
    let outcome = build(&Project::at(copy.path()).unwrap(), request, &mut |_| {}).unwrap();
    match outcome
        .product
        .unwrap_or_else(|| panic!("{:?}", outcome.diags.iter().map(|d| &d.message).collect::<Vec<_>>()))
    {
        Product::Html(page) => page,
        // Names of files, search and drawings tell as much as pages.
        Product::Folder(files) => {
            files.iter().map(|(name, bytes)| format!("{name}\n{}\n", String::from_utf8_lossy(bytes))).collect()
        }
        Product::File(bytes) if request.edition.format == Format::Docx => super::word::text(&bytes),
        Product::File(bytes) => {
            let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
            let names = book.sheet_names().clone();
            let sheets = names.iter().map(|name| book.worksheet_range(name).unwrap());
            sheets.flat_map(|own| own.cells().map(|cell| format!("{}\n", cell.2)).collect::<Vec<_>>()).collect()
        }
        Product::Pdf(pdf) => {
            let pages = 0..pdf.document.pages().len();
            pages.flat_map(|at| highland::typeset::words(&pdf.document, at)).map(|word| word.text).collect()
        }
    }
}

/// A city in which every field that is for the offices alone says so, in a word of its own.
fn city() -> Copy {
    let copy = Copy::new();
    copy.edit(UNIT, "联系人: 示例联系人, 电话: 0000-0000000", "联系人: 密甲密甲, 电话: 0000-7654321");
    copy.edit(
        UNIT,
        "    说明: 口径为规模以上企业",
        "    口径: 密乙密乙。\n    说明: 密丙密丙。\n    调整: {2022: {值: 0.47, 理由: 密未密未}}\n    对比:\n      - {城市: 密巳密巳, 数值: 0.4, 来源: 密午密午}\n    公开: 否",
    );
    copy.edit(SETTINGS, "字体文件夹:", "分年:\n  2023: {年度亮点: [密辰密辰]}\n字体文件夹:");
    copy.edit(UNIT, "    实际值: 0.45", "    实际值: 0.52");
    copy.edit(
        UNIT,
        "    下年计划: 补足场次。",
        "    下年计划: 补足场次。\n    节点:\n      - {事项: 密丁密丁, 时限: 2024-06, 说明: 密戊密戊, 公开: 否}\n      - {事项: 明甲明甲, 时限: 2024-06}\n    更新:\n      - {日期: 2023-05-01, 内容: 明乙明乙}",
    );
    copy.edit(
        UNIT,
        "项目:\n",
        "案例:\n  - {标题: 密己密己, 正文: 密庚密庚。, 公开: 否}\n  - {标题: 明丙明丙, 正文: 明丁明丁。}\n财政投入:\n  - {名称: 密寅密寅, 支出: 0.7亿元, 来源: 密卯密卯, 公开: 否}\n  - {名称: 明己明己, 支出: 0.3亿元}\n大事记:\n  - {日期: 2023-06-01, 事项: 密辛密辛, 亮点: 密辰密辰, 公开: 否}\n  - {日期: 2023-06-02, 事项: 明戊明戊}\n提请研究:\n  - {事项: 密壬密壬, 时限: 2024-03, 任务: 2.1.1}\n项目:\n  - {名称: 密癸密癸（示例）, 阶段: 开工, 总投资: 1亿元, 任务: 2.1.1, 公开: 否}\n",
    );
    copy
}

#[test]
fn nothing_internal_is_in_the_public_pages_or_the_public_text() {
    let copy = city();
    let secrets = [
        "密甲", "7654321", "密乙", "密丙", "密丁", "密戊", "密己", "密庚", "密辛", "密壬", "密癸", "密寅", "密卯",
        "密辰", "密巳", "密午", "密未", "倒退",
    ];
    let internal = said(&copy, &Request::default());
    // Who filled a file in is printed nowhere; all else is in the internal report.
    let site = said(&copy, &Request { edition: &WEB_INTERNAL, ..Request::default() });
    for secret in &secrets[2..] {
        assert!(internal.contains(secret), "{secret} is not in the internal report");
        assert!(site.contains(secret), "{secret} is not on the internal site");
    }
    for secret in &secrets[..2] {
        assert!(!site.contains(secret), "{secret} is on the internal site");
    }
    for edition in [&PUBLIC, &PUBLIC_FULL_TEXT, &WEB] {
        let public = said(&copy, &Request { edition, ..Request::default() });
        for secret in secrets {
            assert!(!public.contains(secret), "{secret} is in {}", edition.key);
        }
        for open in ["明甲", "明乙", "明丙", "明丁", "明戊", "明己", "离散制造60家", "0.52", "差于基期", "本书是公开版"]
        {
            assert!(public.contains(open), "{open} is not in {}", edition.key);
        }
    }
    for (office, edition) in [(&DATA_INTERNAL, &DATA), (&LEDGER, &LEDGER_PUBLIC)] {
        let [internal, public] =
            [office, edition].map(|edition| said(&copy, &Request { edition, ..Request::default() }));
        // Cases, events and requests are in no table.
        for secret in ["密乙", "密丙", "密丁", "密癸", "密未", "倒退"] {
            assert!(internal.contains(secret), "{secret} is not in {}", office.key);
        }
        for secret in secrets {
            assert!(!public.contains(secret), "{secret} is in {}", edition.key);
        }
        for open in ["明甲", "明乙", "离散制造60家", "0.52", "差于基期", "公开版"] {
            assert!(public.contains(open), "{open} is not in {}", edition.key);
        }
    }
}

#[test]
fn words_of_an_assignment_that_are_withheld_are_not_told_and_its_status_is() {
    let copy = Copy::new();
    copy.edit(UNIT, "    状态: 有风险\n", "    状态: 有风险\n    公开: 否\n");
    let internal = said(&copy, &Request::default());
    for edition in [&PUBLIC, &WEB, &DATA, &LEDGER_PUBLIC] {
        let public = said(&copy, &Request { edition, ..Request::default() });
        for words in ["离散制造60家", "现场会少开1场", "补足场次"] {
            assert!(internal.contains(words) && !public.contains(words), "{words} in {}", edition.key);
        }
        assert!(public.contains("有风险") && !public.contains("未报送本项分工"), "{}", edition.key);
    }
    // In the office's own files nothing is otherwise: a file says the same to its department.
    assert!(copy.findings().iter().all(|found| found.text("level") != "error"));
}

#[test]
fn a_step_among_withheld_words_is_told_by_no_other_file() {
    let copy = Copy::new();
    copy.edit(
        "content/submissions/2022/市工业局.yaml",
        "    进展: 完成首批改造。",
        "    进展: 完成首批改造。\n    节点: [{事项: 首批验收甲, 时限: 2023-06}]",
    );
    copy.edit(
        UNIT,
        "    下年计划: 补足场次。",
        "    下年计划: 补足场次。\n    节点: [{事项: 首批验收甲, 时限: 2023-06, 完成: 2023-05}]",
    );
    let everywhere = [&PUBLIC, &PUBLIC_FULL_TEXT, &WEB, &DATA, &LEDGER_PUBLIC];
    for edition in everywhere {
        assert!(said(&copy, &Request { edition, ..Request::default() }).contains("首批验收甲"), "{}", edition.key);
    }
    copy.edit(UNIT, "    状态: 有风险\n", "    状态: 有风险\n    公开: 否\n");
    for edition in everywhere {
        let public = said(&copy, &Request { edition, ..Request::default() });
        assert!(!public.contains("首批验收甲") && !public.contains("逾期未完成"), "{}", edition.key);
    }
}

#[test]
#[ignore = "long"]
fn departments_are_not_counted_and_not_reproached_before_the_public() {
    let copy = Copy::of_shipped(false);
    let internal = said(&copy, &Request { edition: &REPORT, ..Request::default() });
    let public = said(&copy, &Request { edition: &PUBLIC, ..Request::default() });
    let site = said(&copy, &Request { edition: &WEB, ..Request::default() });
    for words in [
        "各单位牵头的责任分工和负责的指标",
        "已报/应报",
        "按填报单位分",
        "提请研究",
        "逾期未完成的节点",
        "填报状态",
        "报送情况：",
    ] {
        assert!(internal.contains(words), "{words} is not in the internal report");
        assert!(!public.contains(words), "{words} is in the public report");
        assert!(!site.contains(words), "{words} is on the public site");
    }
    assert!(site.contains("低于基期") && !site.contains("倒退"));
    assert!(internal.contains("倒退") && !public.contains("倒退") && public.contains("低于基期"));
    // The figures are the same.
    for figure in ["88.9", "4919.36", "1890", "7.4", "15.9"] {
        assert!(internal.contains(figure) && public.contains(figure) && site.contains(figure), "{figure}");
    }
}

#[test]
#[ignore = "long"]
fn the_public_text_is_read_on_a_phone_under_its_own_policy() {
    run(async {
        let Some(browser) = Browser::start((1200, 900)).await else { return };
        let copy = Copy::of_shipped(false);
        let built = copy.run(&["build", "--html", "--public"]);
        assert_eq!(built.code(), 0, "{}", built.told());
        let page = copy.path().join("output/2024").join(PUBLIC_FULL_TEXT.file(None, false));
        browser.client.goto(&format!("file://{}", page.display())).await.unwrap();
        let policy = "document.querySelector('meta[http-equiv=\"Content-Security-Policy\"]').content";
        assert!(browser.ask(policy).await.as_str().unwrap().starts_with("default-src 'none'"));
        assert_eq!(browser.ask("[...document.images].filter(own => !own.naturalWidth).length").await, 0);
        browser.client.set_window_size(500, 900).await.unwrap();
        browser.until("innerWidth <= 520 && document.documentElement.scrollWidth <= innerWidth").await;
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.end().await;
    });
}

#[test]
fn reasons_of_judgements_and_words_of_those_who_help_are_withheld_too() {
    let copy = Copy::of("tests/district/content");
    let (lead, other) = ("content/submissions/2026/区民政局.yaml", "content/submissions/2026/区卫健局.yaml");
    copy.edit(lead, "理由: 初步设计已批复，资金列入预算。}", "理由: 密甲密甲, 公开: 否}");
    copy.edit(
        other,
        "  2.1.2: 在3处服务中心的设计中预留健康小屋。",
        "  2.1.2:\n    工作: 密乙密乙\n    节点:\n      - {事项: 密丙密丙, 时限: 2027-03}\n    公开: 否",
    );
    let request = |edition| Request { edition, year: Some(2026), ..Request::default() };
    let internal = said(&copy, &request(&REPORT));
    for edition in [&PUBLIC, &WEB, &DATA, &LEDGER_PUBLIC] {
        let public = said(&copy, &request(edition));
        for secret in ["密甲", "密乙", "密丙"] {
            assert!(internal.contains(secret), "{secret} is not in the internal report");
            assert!(!public.contains(secret), "{secret} is in {}", edition.key);
        }
        // The judgement itself is public.
        assert!(public.contains("智慧养老服务平台") && public.contains("有把握"));
    }
}

/// Before the public, words that are withheld are not called none.
#[test]
fn who_leads_together_and_withholds_words_is_not_said_to_have_none() {
    let copy = Copy::of("tests/province/content");
    let file = "content/submissions/2026/省发展改革委.yaml";
    copy.edit(file, "  2.6.1:\n    状态: 有风险\n", "  2.6.1:\n    公开: 否\n    状态: 有风险\n");
    let request = |edition| Request { edition, year: Some(2026), ..Request::default() };
    let (internal, public) = (said(&copy, &request(&REPORT)), said(&copy, &request(&PUBLIC)));
    assert!(internal.contains("组织节能诊断214家") && !public.contains("组织节能诊断214家"));
    assert!(public.contains("没有公开的文字进展。") && !public.contains("没有文字进展"));
}
