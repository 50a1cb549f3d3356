//! The page of a site that tells what is not as it was in the release before, and the data that lie beside the pages.

use std::fs;
use std::sync::Arc;

use highland::compose::{Before, Earlier, Published};
use highland::edition::{DATA, DATA_INTERNAL, Edition, WEB, WEB_INTERNAL};
use highland::pipeline::{self, Request, for_public};
use highland::project::Project;

use super::project::Copy;
use super::site::{Files, UNIT, balanced, made, pages, site, text};

/// What a project says now, as a release would keep it.
fn said(copy: &Copy) -> Before {
    let project = Project::at(copy.path()).unwrap();
    let outcome = pipeline::check(&project, &Request::default(), &mut |_| {}).unwrap();
    let name = "2023-审定稿-1".to_owned();
    let earlier = |said| Some(Earlier { name: name.clone(), said: Some(said) });
    Before {
        public: earlier(Published::of(&for_public(&outcome.assessment), "审定稿")),
        internal: earlier(Published::of(&outcome.assessment, "审定稿")),
    }
}

fn against(copy: &Copy, edition: &'static Edition, before: &Before) -> Files {
    made(copy, &Request { edition, before: Arc::new(before.clone()), draft: true, ..Request::default() }).1
}

/// The words of a page between its tags, without blanks.
fn words(page: &str) -> String {
    let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let text: String = main.split('<').filter_map(|piece| Some(piece.split_once('>')?.1)).collect();
    text.split_whitespace().collect()
}

#[test]
fn what_is_not_as_it_was_is_told_with_its_figures_and_reasons() {
    let copy = Copy::new();
    copy.edit(UNIT, "    下年计划: 补足场次。", "    下年计划: 补足场次。\n    节点:\n      - {事项: 首批验收, 时限: 2024-06}\n      - {事项: 二批验收, 时限: 2024-09}");
    let before = said(&copy);
    for edition in [&WEB, &WEB_INTERNAL] {
        let page = words(text(&against(&copy, edition, &before), "since.html"));
        assert!(page.contains("没有不同") && page.contains("2023年度审定稿"), "{page}");
    }
    copy.edit(UNIT, "  示范工厂数: 6 ", "  示范工厂数: {实际值: 9, 调整: {2022: {值: 5, 理由: 一家补认}}} ");
    copy.edit(UNIT, "覆盖率: 60%", "覆盖率: 61%");
    copy.edit(UNIT, "    状态: 有风险\n", "    状态: 按计划推进\n");
    copy.edit(UNIT, "{事项: 首批验收, 时限: 2024-06}", "{事项: 首批验收, 时限: 2024-07}");
    copy.edit(UNIT, "{事项: 二批验收, 时限: 2024-09}", "{事项: 三批验收, 时限: 2024-09}");
    copy.edit(
        UNIT,
        "阶段: 开工, 总投资: 2.4亿元, 地点: 云东区, 任务: 2.1.1}",
        "阶段: 竣工, 总投资: 2.5亿元, 地点: 云东区, 任务: 2.1.1}\n  - {名称: 新项目（示例）, 阶段: 开工, 总投资: 1亿元, 任务: 2.1.1}",
    );
    copy.edit("content/plan.yaml", "名称: 示范工厂数", "名称: 示范工厂家数");
    for file in [UNIT, "content/submissions/2022/市工业局.yaml"] {
        let path = copy.path().join(file);
        let text = fs::read_to_string(&path).unwrap().replace("示范工厂数:", "示范工厂家数:");
        fs::write(path, text).unwrap();
    }
    for edition in [&WEB, &WEB_INTERNAL] {
        let files = against(&copy, edition, &before);
        let page = text(&files, "since.html");
        balanced("since.html", page);
        let page = words(page);
        for told in [
            "示范工厂家数20236家9家",
            // The earlier value with the reason of the file that restates it.
            "示范工厂家数20224家5家",
            "一家补认（2023年的报送）",
            "数字化改造覆盖率202360%61%",
            "没有写明",
            "示范工厂家数名称示范工厂数示范工厂家数",
            "2.1.1首批验收未到期（时限2024年6月）未到期（时限2024年7月）",
            "2.1.1三批验收（没有）未到期（时限2024年9月）",
            "2.1.1二批验收未到期（时限2024年9月）（没有）",
            "柔性产线改造项目（示例）2023开工，总投资2.4亿元，云东区竣工，总投资2.5亿元，云东区",
            "新项目（示例）2023（没有）开工，总投资1亿元",
            "综合指数（满分100）",
        ] {
            assert!(page.contains(told), "no {told}: {page}");
        }
        assert!(page.contains("责任分工2.1.1") && page.contains("有风险") && page.contains("按计划推进"), "{page}");
        // A renamed indicator is the same one.
        assert!(!page.contains("增加指标") && !page.contains("减少指标"), "{page}");
        assert_eq!(edition.public, !page.contains("2023-审定稿-1"), "names of archives are for the offices");
    }
    // Against an edition of the year before only the years that both have count.
    let mut older = before.clone();
    for own in [&mut older.public, &mut older.internal] {
        let said = own.as_mut().unwrap().said.as_mut().unwrap();
        (said.year, said.years) = (2022, vec![2022]);
        said.projects.clear();
    }
    let page = words(text(&against(&copy, &WEB, &older), "since.html"));
    assert!(page.contains("示范工厂家数20224家5家") && !page.contains("20236家"), "{page}");
    assert!(page.contains("上次是2022年度的") && !page.contains("新项目"), "{page}");
    assert!(!page.contains("综合指数（"), "indexes of two years are on another page: {page}");
}

#[test]
fn a_figure_that_is_an_estimate_no_more_is_another_figure_and_a_lost_record_is_told() {
    let copy = Copy::new();
    copy.edit(UNIT, "覆盖率: 60% ", "覆盖率: {实际值: 61%, 数据性质: 预计, 数据来源: 月报} ");
    let before = said(&copy);
    copy.edit(UNIT, "数据性质: 预计", "数据性质: 统计");
    let page = words(text(&against(&copy, &WEB, &before), "since.html"));
    assert!(page.contains("数字化改造覆盖率202361%预61%"), "{page}");
    // Names of archives are for the offices.
    let lost = Some(Earlier { name: "2023-审定稿-2".to_owned(), said: None });
    let lost = Before { public: lost.clone(), internal: lost };
    for (edition, told) in [(&WEB, "上次公布的审定稿没有留下"), (&WEB_INTERNAL, "“2023-审定稿-2”没有留下")]
    {
        let page = words(text(&against(&copy, edition, &lost), "since.html"));
        assert!(page.contains(told) && edition.public != page.contains("审定稿-2"), "{page}");
    }
}

#[test]
fn what_the_plan_has_no_more_or_has_now_is_named() {
    let copy = Copy::new();
    let mut before = said(&copy);
    for own in [&mut before.public, &mut before.internal] {
        let said = own.as_mut().unwrap().said.as_mut().unwrap();
        let mut gone = said.indicators.remove(0);
        (gone.key, gone.name) = ("old".to_owned(), "旧指标<b>".to_owned());
        said.indicators.push(gone);
        said.promises.remove(0);
    }
    let files = against(&copy, &WEB, &before);
    let page = text(&files, "since.html");
    balanced("since.html", page);
    for told in ["增加指标“示范工厂数”", "减少指标“旧指标&lt;b&gt;”", "增加责任分工“2.1.1 "]
    {
        assert!(page.contains(told), "no {told}: {}", words(page));
    }
}

#[test]
fn what_is_withheld_today_is_named_nowhere_whatever_was_public_before() {
    let copy = Copy::new();
    copy.edit(UNIT, "    下年计划: 补足场次。", "    下年计划: 补足场次。\n    节点:\n      - {事项: 密甲密甲, 时限: 2024-06}\n      - {事项: 明甲明甲, 时限: 2024-06}\n      - {事项: 暗甲暗甲, 时限: 2024-07, 公开: 否}");
    copy.edit(UNIT, "项目:\n", "项目:\n  - {名称: 密乙密乙, 阶段: 开工, 总投资: 1.1亿元, 任务: 2.1.1}\n  - {名称: 明乙明乙, 阶段: 开工, 总投资: 1.2亿元, 任务: 2.1.1}\n  - {名称: 暗乙暗乙, 阶段: 开工, 总投资: 1.3亿元, 任务: 2.1.1, 公开: 否}\n  - {名称: 暗丙暗丙, 阶段: 开工, 总投资: 1.4亿元, 任务: 2.1.1, 公开: 否}\n");
    let before = said(&copy);
    let kept = serde_json::to_string(&before.public).unwrap();
    assert!(kept.contains("密甲密甲") && kept.contains("密乙密乙") && !kept.contains('暗'), "{kept}");
    // Withheld now, gone, let go, and gone without ever having been public.
    copy.edit(UNIT, "{事项: 密甲密甲, 时限: 2024-06}", "{事项: 密甲密甲, 时限: 2024-06, 公开: 否}");
    copy.edit(UNIT, "      - {事项: 明甲明甲, 时限: 2024-06}\n", "");
    copy.edit(UNIT, "总投资: 1.1亿元, 任务: 2.1.1}", "总投资: 1.1亿元, 任务: 2.1.1, 公开: 否}");
    copy.edit(UNIT, "  - {名称: 明乙明乙, 阶段: 开工, 总投资: 1.2亿元, 任务: 2.1.1}\n", "");
    copy.edit(UNIT, "总投资: 1.3亿元, 任务: 2.1.1, 公开: 否}", "总投资: 1.3亿元, 任务: 2.1.1}");
    copy.edit(UNIT, "  - {名称: 暗丙暗丙, 阶段: 开工, 总投资: 1.4亿元, 任务: 2.1.1, 公开: 否}\n", "");
    let files = against(&copy, &WEB, &before);
    for secret in ["密甲", "密乙", "暗甲", "暗丙"] {
        for (path, bytes) in &files {
            assert!(!String::from_utf8_lossy(bytes).contains(secret), "{secret} in {path}");
        }
    }
    let page = words(text(&files, "since.html"));
    for told in ["明甲明甲", "明乙明乙2023开工，总投资1.2亿元（没有）", "暗乙暗乙2023（没有）开工"]
    {
        assert!(page.contains(told), "no {told}: {page}");
    }
    assert!(page.contains("有3处不同"), "what is not named is not counted: {page}");
    let internal = words(text(&against(&copy, &WEB_INTERNAL, &before), "since.html"));
    for told in ["明甲明甲", "明乙明乙", "暗丙暗丙2023开工"] {
        assert!(internal.contains(told), "no {told}: {internal}");
    }
    // To the offices nothing happened to the others.
    assert!(!internal.contains("密乙") && !internal.contains("暗乙"), "{internal}");
    // What an approved edition never said to the public is compared with nothing.
    let never = Before { public: None, ..before };
    let page = words(text(&against(&copy, &WEB, &never), "since.html"));
    assert!(page.contains("以前没有公布过审定稿") && !page.contains("明乙"), "{page}");
}

#[test]
#[ignore = "long"]
fn a_release_keeps_what_its_site_was_compared_with_and_is_made_again_without_the_one_before() {
    let copy = Copy::new();
    assert_eq!(copy.run(&["build", "--web"]).code(), 0);
    let page = |path: &str| words(&fs::read_to_string(copy.path().join("output").join(path)).unwrap());
    assert!(page("2023/web/since.html").contains("以前没有公布过审定稿"));
    assert_eq!(copy.run(&["release", "送审稿"]).code(), 0);
    // What went round is nothing that everybody read; the offices did.
    copy.edit(UNIT, "示范工厂数: 6 ", "示范工厂数: 7 ");
    assert_eq!(copy.run(&["build", "--web"]).code(), 0);
    assert_eq!(copy.run(&["build", "--web", "--internal"]).code(), 0);
    assert!(page("2023/web/since.html").contains("以前没有公布过审定稿"));
    assert!(page("2023/web-internal/since.html").contains("示范工厂数20236家7家"));
    let approve = ["release", "审定稿", "--allow", "not-signed", "--reason", "试验", "--by", "甲"];
    let run = copy.run(&approve);
    assert_eq!(run.code(), 0, "{}", run.told());
    // A release is something that a site depends on.
    let run = copy.run(&["build", "--web"]);
    assert!(run.code() == 0 && run.told().contains("已生成"), "{}", run.told());
    assert!(page("2023/web/since.html").contains("没有不同"));
    assert!(copy.run(&["build", "--web"]).told().contains("内容没有变化"));
    let manifest = fs::read_to_string(copy.path().join("output/2023/web.manifest.json")).unwrap();
    assert!(manifest.contains("output/releases/2023-审定稿-1/状态.json"), "{manifest}");
    copy.edit(UNIT, "示范工厂数: 7 ", "示范工厂数: 9 ");
    assert_eq!(copy.run(&approve).code(), 0);
    let second = "releases/2023-审定稿-2";
    assert!(page(&format!("{second}/web/since.html")).contains("示范工厂数20237家9家"));
    fs::remove_dir_all(copy.path().join("output/releases/2023-审定稿-1")).unwrap();
    let run = copy.run(&["verify", "--rebuild", "2023-审定稿-2"]);
    assert!(run.code() == 0 && run.told().contains("都与发布时一致"), "{}", run.told());
    // One whose record is broken is named, and stops nothing.
    let kept = copy.path().join("output").join(second).join("状态.json");
    fs::remove_file(&kept).unwrap();
    fs::write(&kept, "{").unwrap();
    assert_eq!(copy.run(&["build", "--web"]).code(), 0);
    let told = page("2023/web/since.html");
    assert!(told.contains("没有留下可以比较的记录") && !told.contains("2023-审定稿-2"), "{told}");
    let run = copy.run(&["verify", "--rebuild", "2023-审定稿-2"]);
    assert!(run.code() == 1 && run.told().contains("状态.json"), "{}", run.told());
}

#[test]
fn the_data_beside_the_pages_are_the_open_data_and_every_indicator_has_its_own() {
    let copy = Copy::of_shipped(false);
    for (web, data) in [(&WEB, &DATA), (&WEB_INTERNAL, &DATA_INTERNAL)] {
        let (files, alone) = (site(&copy, web), site(&copy, data));
        for (path, bytes) in &alone {
            assert!(files.get(&format!("data/{path}")) == Some(bytes), "{path} is another one");
        }
        assert_eq!(files.keys().filter(|path| path.starts_with("data/")).count(), alone.len());
        let table = text(&alone, "indicators.csv");
        let head = table.lines().next().unwrap();
        let (mut rows, mut count) = (0, 0);
        for (path, page) in pages(&files).filter(|(path, _)| path.starts_with("indicators/")) {
            let name = path.trim_start_matches("indicators/").trim_end_matches(".html");
            let own = format!("indicators/{name}.csv");
            for link in [own.as_str(), "data/indicators.csv", "data/indicators.json", "data.html"] {
                assert!(page.contains(&format!("href=\"../{link}\"")), "{path}: no {link}");
            }
            let own = text(&files, &own);
            assert!(own.starts_with(head) && table.contains(own.split_once('\n').unwrap().1), "{path}");
            (rows, count) = (rows + own.lines().count() - 1, count + 1);
        }
        assert!(count == 37 && rows < table.lines().count(), "{count} {rows}");
        let page = text(&files, "data.html");
        assert!(page.contains("<dt>许可</dt>") && page.contains("开放数据[DS]"), "no licence and citation");
    }
}
