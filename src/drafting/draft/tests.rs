//! Whole plans, invented, in the styles that plans are written in.

mod doubts;

use std::fmt::Write;

use crate::drafting::candidate::{self, Candidates};
use crate::drafting::draft;
use crate::drafting::outline::{self, Outline};
use crate::drafting::text::Text;

/// Labels in brackets, a bracket in the middle, lines broken as in copies of PDF.
const LABELLED: &str = "
云州市人民政府文件
云政发〔2022〕5号
云州市人民政府关于印发云州市智能装备产业
发展三年行动方案（2022—2024年）的通知
各县（区）人民政府，市政府各部门：
现将《云州市智能装备产业发展三年行动方案（2022—2024年）》印发给你们。
一、总体要求
(一) 指导思想
坚持创新引领，做强“2035”工程，打造“1+X”体系。
（二）发展目标。到 2024 年，建成示范工厂 12 家，产业规模突
破 1200 亿元，形成 3~5 个产业集群。力争国家级中心落地，成为全省智能装备高地。
二、主要任务
（一）强化创新
1.建设平台。推进实验室建设，到2024年，重点实验室达到8家，
研发经费年均增长15%以上。（牵头领导：王某；牵头单位：市工业局；配合单位：市交通
局、各县〔区〕、开发区）加快攻关。每年攻克关键技术不少于20项，发布标准10项以上。(牵头单位：市工信局〔市国防科工办〕，配合单位：市工业局；完成时限：2023年底)
— 2 —
2.培育人才。对引进人才给予最高50万元补助。2023年底前出台人才新政实施办法。（牵头单位：市人社局）
三、保障措施
（一）加强领导。成立市智能装备产业发展领导小组。
云州市人民政府
2022年2月10日
";

/// Sentences in brackets, areas at the top.
const TOLD: &str = "
青岭县民宿提质行动计划
为推动全县民宿提质，制定本计划，期限为2023-2025年。
一、工作目标
2020年，全县民宿达到300家。到2025年，全县民宿达到500家左右，床位1.2万张，平均入住率不低于45%，投诉办结时间压缩至5天以内。
二、实施品质提升行动
1. 开展等级评定，新增等级民宿60家以上。（县文旅局牵头，县市场监管局、县公安局配合，2024年底前完成）
2. 改造基础设施，停车位增加到3000个。（由县交通局负责，各乡镇配合）
三、实施品牌推广行动
1. 举办民宿节，每年不少于2场。〔县文旅局、县融媒体中心按职责分工负责〕
四、组织保障
县政府统筹推进，县文旅局负责人具体抓落实。
";

/// Responsible units on lines of their own, chapters, numbers with dots, a table of targets and one of tasks.
const LINES: &str = "
海陵区绿色交通发展规划（2024—2027年）
第一章 发展基础
2023年，公交车辆达到820辆，分担率31%。
第二章 主要目标
表1 主要指标
序号\t指标\t单位\t2023年\t2025年\t2027年\t属性
1\t公共交通分担率\t%\t31\t35\t40\t预期性
2\t新能源公交车\t辆\t400\t600\t翻一番\t约束性
3\t道路交通噪声\t分贝\t70\t—\t≤65\t约束性
第三章 优化公共交通
3.1 建设公交专用道
到2027年，公交专用道里程达到120公里，公共交通分担率达到40%。
责任单位：区交通局、区住建局
3.2 推广新能源车
充电桩数量2025年、2027年分别达到900个、1500个。
牵头单位：区发改局
配合单位：区交通局
第四章 实施保障
强化考核。
附件2
重点任务分工表
序号\t任务\t牵头单位\t配合单位\t完成时限
1\t建成智慧停车平台，接入车位2万个\t区城管局\t区大数据局、各街道\t2026年
";

/// Half-width marks as on web pages, items with dashes, the first of a list leads.
const WEB: &str = "
松溪市数字乡村建设实施方案(2023-2027年)
为加快建设数字乡村,制定本方案。
一、总体目标
到2027年,力争农产品网络零售额占比达30%以上,乡村治理指数达到85以上,跃居全省前10位。
——基础设施加快完善。建成乡村基站1,200个,每万人拥有光纤端口达到5000个,争取建成省级示范县2个、示范镇6个。
——服务能力明显增强。“十四五”期间累计培训农民3.5万人次,办理时限由15天缩短至7天,到2035年,基本实现乡村数字化,普及率达到98%。
二、重点任务
(一)夯实底座
1.推进千兆入户。实施“双千兆”工程,到2025年底实现行政村全覆盖,投资额较2022年翻一番。(责任单位:市通管办、市农业农村局,各乡镇人民政府;列第一位的为牵头单位,下同)
2.建设云平台。2024年6月底前建成农业云平台,年均服务农户2000户次以上。(责任单位:市大数据局、市农业农村局等)
";

fn read(raw: &str) -> (Outline, Candidates) {
    let outline = outline::read(Text::read(raw).unwrap(), None);
    let found = candidate::read(&outline);
    (outline, found)
}

fn assignments(outline: &Outline) -> Vec<String> {
    let shown = |(_, own): (_, &outline::Assignment)| {
        format!("{} {}|{}|{}|{}", own.number, own.name, own.leader, own.leads.join("、"), own.support.join("、"))
    };
    outline.assignments().map(shown).collect()
}

fn targets(found: &Candidates) -> Vec<String> {
    let mut shown = Vec::new();
    for own in &found.targets {
        let high = own.value.high.as_deref().map(|high| format!("~{high}")).unwrap_or_default();
        let year = if own.every_year { "每年".to_owned() } else { own.year.to_string() };
        let (low, unit) = (&own.value.low, &own.unit);
        shown.push(format!("{} {:?} {low}{high} {unit} {year} {:?}", own.name, own.comparator, own.kind));
    }
    shown
}

/// Whether each quoted wording is in the text, and each digit of the text in a quoted wording, as the tool checks it.
fn assert_quoted(outline: &Outline, found: &Candidates) {
    let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let text = squeeze(&outline.text.clean);
    let numbers = found.targets.iter().map(|own| &own.wording).chain(found.promises.iter().map(|own| &own.wording));
    let numbers = numbers.chain(found.exempt.iter().map(|own| &own.wording));
    let numbers = numbers.chain(found.targets.iter().flat_map(|own| &own.also));
    let mut covered = vec![false; text.len()];
    for wording in numbers.clone().map(|wording| squeeze(wording)) {
        assert!(text.contains(&wording) && !wording.is_empty(), "{wording}");
        for (at, _) in text.match_indices(&wording) {
            covered.iter_mut().skip(at).take(wording.len()).for_each(|own| *own = true);
        }
    }
    for (at, c) in text.char_indices() {
        let around: String =
            text.chars().skip(text.get(..at).unwrap().chars().count().saturating_sub(8)).take(20).collect();
        assert!(!c.is_ascii_digit() || covered.get(at) == Some(&true), "{around}");
    }
    let others = outline.aims.iter().chain(&outline.safeguards).map(|own| &own.wording);
    for wording in others.chain(outline.assignments().map(|(_, own)| &own.wording)) {
        assert!(text.contains(&squeeze(wording)) && !wording.is_empty(), "{wording}");
    }
}

#[test]
fn a_plan_with_labels_in_brackets_is_read() {
    let (outline, found) = read(LABELLED);
    assert_eq!(outline.head.title.as_deref(), Some("云州市智能装备产业发展三年行动方案（2022—2024年）"));
    assert_eq!(outline.head.number.as_deref(), Some("云政发〔2022〕5号"));
    assert_eq!((outline.head.issued, outline.head.place.as_deref()), (Some((2022, 2, 10)), Some("云州市")));
    assert_eq!(
        assignments(&outline),
        [
            "2.1.1a 建设平台|王某|市工业局|市交通局、各县（区）、开发区",
            "2.1.1b 加快攻关||市工信局|市工业局",
            "2.1.2 培育人才||市人社局|"
        ]
    );
    assert_eq!(
        targets(&found),
        [
            "示范工厂数 AtLeast 12 家 2024 Stock",
            "产业规模 MoreThan 1200 亿元 2024 Stock",
            "产业集群数 Between 3~5 个 2024 Range",
            "重点实验室数 AtLeast 8 家 2024 Stock",
            "研发经费年均增速 AtLeast 15 % 2024 Growth",
            "关键技术数 AtLeast 20 项 每年 Annual",
            "标准数 AtLeast 10 项 每年 Annual"
        ]
    );
    let promises: Vec<(&str, u16)> = found.promises.iter().map(|own| (own.name.as_str(), own.due.year)).collect();
    assert_eq!(
        promises,
        [
            ("国家级中心落地", 2024),
            ("成为全省智能装备高地", 2024),
            ("出台人才新政实施办法", 2023),
            ("成立市智能装备产业发展领导小组", 2024)
        ]
    );
    let reasons: Vec<&str> =
        found.exempt.iter().filter(|own| own.wording.contains("50万")).map(|own| own.reason.as_str()).collect();
    assert_eq!(reasons, ["政策标准"]);
    assert_quoted(&outline, &found);
}

#[test]
fn a_plan_with_sentences_in_brackets_is_read() {
    let (outline, found) = read(TOLD);
    assert_eq!((outline.head.period.start, outline.head.period.end), (2023, 2025));
    assert_eq!(
        assignments(&outline),
        [
            "2.1 开展等级评定||县文旅局|县市场监管局、县公安局",
            "2.2 改造基础设施||县交通局|各乡镇",
            "3.1 举办民宿节||县文旅局、县融媒体中心|"
        ]
    );
    assert_eq!(outline.assignments().last().unwrap().1.unsure, ["牵头单位"]);
    assert_eq!(
        targets(&found),
        [
            "全县民宿数 About 500 家 2025 Stock",
            "床位数 AtLeast 1.2万张 张 2025 Stock",
            "平均入住率 AtLeast 45 % 2025 Ratio",
            "投诉办结时间 AtMost 5 天 2025 Annual",
            "新增等级民宿数 AtLeast 60 家 2024 Increment",
            "停车位数 AtLeast 3000 个 2025 Stock",
            "民宿节数 AtLeast 2 场 每年 Annual"
        ]
    );
    assert_quoted(&outline, &found);
}

#[test]
fn a_plan_with_lines_of_units_and_tables_is_read() {
    let (outline, found) = read(LINES);
    assert_eq!(
        assignments(&outline),
        [
            "3.1 建设公交专用道||区交通局、区住建局|",
            "3.2 推广新能源车||区发改局|区交通局",
            "附1.1 建成智慧停车平台||区城管局|区大数据局、各街道"
        ]
    );
    assert_eq!(
        targets(&found),
        [
            "新能源公交车 AtLeast 800 辆 2027 Stock",
            "道路交通噪声 AtMost 65 分贝 2027 Stock",
            "公交专用道里程 AtLeast 120 公里 2027 Stock",
            "公共交通分担率 AtLeast 40 % 2027 Ratio",
            "充电桩数量 AtLeast 1500 个 2027 Stock",
            "接入车位数 AtLeast 2万个 个 2026 Stock"
        ]
    );
    let share = found.targets.iter().find(|own| own.name == "公共交通分担率").unwrap();
    assert_eq!(
        (share.baseline.clone(), share.waypoints.clone()),
        (Some((2023, "31".into())), vec![(2025, "35".into())])
    );
    assert_quoted(&outline, &found);
}

#[test]
fn a_plan_from_a_web_page_is_read() {
    let (outline, found) = read(WEB);
    assert_eq!(
        assignments(&outline),
        ["2.1.1 推进千兆入户||市通管办|市农业农村局、各乡镇人民政府", "2.1.2 建设云平台||市大数据局|市农业农村局"]
    );
    assert_eq!(
        targets(&found),
        [
            "农产品网络零售额占比 AtLeast 30 % 2027 Ratio",
            "乡村治理指数 AtLeast 85 待核 2027 Annual",
            "全省位次 AtMost 10 位 2027 Annual",
            "乡村基站数 AtLeast 1200 个 2027 Stock",
            "每万人拥有光纤端口数 AtLeast 5000 个/万人 2027 Ratio",
            "省级示范县数 AtLeast 2 个 2027 Stock",
            "示范镇数 AtLeast 6 个 2027 Stock",
            "培训农民数 AtLeast 3.5万人次 人次 2025 Increment",
            "办理时限 AtMost 7 天 2027 Annual",
            "行政村覆盖率 AtLeast 100 % 2025 Ratio",
            "投资额 AtLeast 2 倍 2025 Stock",
            "服务农户数 AtLeast 2000 户次 每年 Annual"
        ]
    );
    let promises: Vec<(&str, u16)> = found.promises.iter().map(|own| (own.name.as_str(), own.due.year)).collect();
    assert_eq!(promises, [("普及率达到98%", 2035), ("建成农业云平台", 2024)]);
    assert_quoted(&outline, &found);
}

#[test]
fn whatever_is_cut_out_of_a_plan_is_read() {
    for plan in [LABELLED, TOLD, LINES, WEB] {
        let places: Vec<usize> = plan.char_indices().map(|(at, _)| at).collect();
        for (from, to) in places.iter().step_by(23).zip(places.iter().skip(61).step_by(29)) {
            let Some(piece) = plan.get(*from.min(to)..*from.max(to)) else { continue };
            let (outline, found) = read(piece);
            assert_quoted(&outline, &found);
            assert_eq!(draft::render(&outline, &found, None).files.len(), 4);
        }
    }
}

#[test]
fn marks_without_sense_are_read() {
    let marks: Vec<char> = "（）〔〕“”《》，。；：、1２.%~—年到每一二\t\n的牵头单位：市局配合".chars().collect();
    let mut state = 7_u32;
    for _ in 0..300 {
        let mut piece = String::new();
        for _ in 0..120 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            piece.extend(marks.get(usize::try_from(state >> 16).unwrap() % marks.len()));
        }
        let (outline, found) = read(&piece);
        assert_quoted(&outline, &found);
        assert_eq!(draft::render(&outline, &found, Some(2024)).files.len(), 4);
    }
}

#[test]
fn a_megabyte_of_anything_takes_its_time_and_no_more() {
    let mut plan = String::from("一、主要任务\n");
    for at in 0..4000 {
        let _ = write!(
            plan,
            "（一）任务\n1.建设平台。到2025年，新增中心{at}家、基地{at}个，增长5%。（牵头单位：市{at}局；配合单位：各县（区））\n"
        );
    }
    let pieces = [
        "（",
        "1家",
        "1家、",
        "到2025年，",
        "“",
        "（牵头：市局）",
        "附件1，",
        "1\t",
        "每年1",
        "2025年",
        "《1》",
        "一、\n",
        "指标\t2025年\n",
        "甲局负责（",
    ];
    // Of a text of a megabyte anything worse than linear would not end.
    for text in pieces.iter().map(|piece| piece.repeat((1 << 20) / piece.len())).chain([plan]) {
        let (outline, found) = read(&text);
        assert_eq!(draft::render(&outline, &found, None).files.len(), 4);
    }
}
