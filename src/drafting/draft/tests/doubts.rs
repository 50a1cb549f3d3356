//! What a clerk found wrong in silence: years, present figures, frequencies, rows of tables, safeguards.

use super::{assert_quoted, assignments, read};
use crate::drafting::candidate::Candidates;
use crate::drafting::draft;
use crate::drafting::drafted;

/// A plan whose sentences are dated in every way.
const DATED: &str = "
渚溪市人民政府办公室关于印发渚溪市现代物流业发展行动计划（2027—2031年）的通知
渚政办发〔2026〕18号
《渚溪市现代物流业发展行动计划（2027—2031年）》已经市政府第26次常务会议审议通过。
2026年11月5日
“十四五”以来，全市物流业较快发展，物流企业达到860家。为加快发展，制定本计划。计划期限为2027年至2030年。
一、现状和形势
截至2025年底，全市已建成物流园区14个，冷库库容28万立方米。
二、总体要求
（一）发展基础。2026年，全市有货车3万辆；现有驿站6家，其中四星级2家；快递点17家。服务业企业190家。
（二）发展目标。到2028年，社会物流总额达到9200亿元；流通费率降至13%以内。到2030年，年货物周转量超过600亿吨公里，从业人员达到5万人。展望2035年，物流总额翻一番。
三、主要任务
（一）建设枢纽
1.做强物流园区。目前有物流园区14个，从业人员2.3万人。两年内改造提升园区6个，建成冷库库容45万立方米，2029年底前完成。推动园区亩均税收由12万元提高到20万元。（市交运局牵头，市商贸局配合，2030年底前完成）铁路集疏运比例达到三成以上，开行班列每月不少于8列。（市交运局、市口岸办按职责分工负责，2028年6月底前完成）引进总部企业5家以上。（市商贸局牵头）
2.发展冷链物流。冷链企业21家。每年新建产地冷库30座、更新冷藏车50辆，冷链流通率达到40%，培训人员500人；2027年9月底前出台冷链管理办法。（责任单位：市农牧局（牵头），市商贸局，市市监局，2030年底前完成）
（二）优化结构
3.推广绿色运输。到2029年新能源货车占比达到25%。每个县建设1个充换电中心，车桩比达到2∶1，56人以上大班车2027年秋季学期前全部消除。（市水运局（牵头），市甲局，市乙局）
（三）提升治理
4.提升治理水平。开展物流统计调查，2027年12月底前完成；三年内培养领军人才30名，每季度至少开展1次检查。（市统调局负责）
四、组织实施
（一）加强统筹。成立市现代物流业发展专班。（市督考办负责）
（二）资金支持。市财政每年安排专项资金5000万元。（市财金局牵头，市银监办配合）
";

/// The targets with the fields that have to be checked.
fn doubts(found: &Candidates) -> Vec<String> {
    let mut shown = Vec::new();
    for own in &found.targets {
        let year = if own.every_year { "每年".to_owned() } else { own.year.to_string() };
        shown.push(format!("{}{} {year} {}", own.value.low, own.unit, own.unsure.join("、")));
    }
    shown
}

fn reasons(found: &Candidates) -> Vec<String> {
    let asked = found.exempt.iter().filter(|own| own.is_asked_about());
    asked.map(|own| format!("{} {}{}", own.wording, own.reason, if own.doubtful { "？" } else { "" })).collect()
}

#[test]
fn every_target_has_the_year_of_its_own_words() {
    let (outline, found) = read(DATED);
    assert_eq!((outline.head.period.start, outline.head.period.end), (2027, 2030));
    assert_eq!(outline.head.differs, (false, true));
    assert_eq!(
        doubts(&found),
        [
            "9200亿元 2028 类型",
            "13% 2028 目标年",
            "600亿吨公里 2030 考核",
            "5万人人 2030 ",
            "6个 2028 比较、目标年",
            "45万立方米 2029 名称、比较",
            "20万元 2030 基期",
            "30% 2028年6月 名称、类型、单位、目标值",
            "5家 2030 ",
            "30座 每年 比较",
            "50辆 每年 比较",
            "40% 2030 ",
            "500人 2030 类型、比较、目标年",
            "25% 2029 ",
            "30名 2029 比较",
            "5000万元 每年 名称、比较",
        ]
    );
    let promises: Vec<String> = found.promises.iter().map(|own| format!("{} {}", own.name, own.due)).collect();
    assert_eq!(
        promises,
        [
            "物流总额翻一番 2035",
            "出台冷链管理办法 2027年9月",
            "56人以上大班车2027年秋季学期前全部消除 2027",
            "开展物流统计调查 2027",
            "成立市现代物流业发展专班 2030",
        ]
    );
    assert_quoted(&outline, &found);
}

#[test]
fn what_is_or_was_is_no_target() {
    let (_, found) = read(DATED);
    assert_eq!(
        reasons(&found),
        [
            "26次 公文格式里的数字",
            "物流企业达到860家 规划期以前的数",
            "全市已建成物流园区14个 现状数",
            "冷库库容28万立方米 现状数",
            "全市有货车3万辆 现状数",
            "现有驿站6家 现状数",
            "其中四星级2家 现状数",
            "快递点17家 现状数",
            "服务业企业190家 现状数",
            "目前有物流园区14个 现状数？",
            "从业人员2.3万人 现状数？",
            "开行班列每月不少于8列 频次，不是一个年度的目标值？",
            "冷链企业21家 现状数？",
            "每个县建设1个充换电中心 每一个的标准，不是总数？",
            "2∶1 比例？",
            "56人以上大班车2027年秋季学期前全部消除 入选条件，不是目标值？",
            "每季度至少开展1次检查 频次，不是一个年度的目标值？",
        ]
    );
}

#[test]
fn who_is_marked_as_leading_leads_alone_and_safeguards_have_their_units() {
    let (outline, found) = read(DATED);
    assert_eq!(
        assignments(&outline),
        [
            "3.1.1a 做强物流园区（目前有物流园区14个）||市交运局|市商贸局",
            "3.1.1b 做强物流园区（铁路集疏运比例达到三成以上）||市交运局、市口岸办|",
            "3.1.1c 做强物流园区（引进总部企业5家以上）||市商贸局|",
            "3.1.2 发展冷链物流||市农牧局|市商贸局、市市监局",
            "3.2.3 推广绿色运输||市水运局|市甲局、市乙局",
            "3.3.4 提升治理水平||市统调局|",
        ]
    );
    let plan = draft::render(&outline, &found, None).files.remove(0).text;
    assert!(plan.contains("待核: [领域, 结束年]"), "{plan}");
    let supports: Vec<&str> =
        outline.departments.iter().filter(|own| !own.leads).map(|own| own.name.as_str()).collect();
    assert_eq!(supports, ["市市监局", "市甲局", "市乙局", "市督考办", "市财金局", "市银监办"]);
    assert!(plan.contains("责任单位: 市督考办\n") && plan.contains("责任单位: 市财金局\n"), "{plan}");
}

#[test]
fn a_row_of_a_table_stays_with_the_target_of_the_text() {
    let text = "云陂县养老服务计划（2026—2028年）\n一、主要目标\n到2027年，全县接待老人达到9万人次。到2028年，接待老人达到12万人次，力争护理床位占比达到60%。\n\
        表1\n序号\t指标\t单位\t2025年\t2026年\t2027年\t2028年\t属性\n1\t接待老人人次\t万人次\t7.5\t8\t9\t12\t预期性\n2\t护理床位占比\t%\t48\t50\t55\t60\t约束性\n\
        二、主要任务\n（一）建设床位。建设床位300张。（县民生局负责）\n";
    let (outline, found) = read(text);
    let plan = draft::render(&outline, &found, None).files.remove(0).text;
    assert_eq!(found.targets.len(), 3, "{plan}");
    for expected in [
        "另见原文: [\"2 护理床位占比 % 48 50 55 60 约束性\"]",
        "年度节点: {2026: \"8万人次\", 2027: \"9万人次\"}",
        "属性: 约束性",
        "待核: [力度, 归入, 责任单位]",
    ] {
        assert!(plan.contains(expected), "{expected}: {plan}");
    }
    assert!(!plan.contains("力争\n"), "{plan}");
    assert_quoted(&outline, &found);
}

#[test]
fn an_empty_text_an_endless_one_and_a_year_outside_are_refused() {
    let told = |text: &str, year| drafted(text, year).unwrap_err().to_string();
    assert!(told(" \n\u{feff}\n", None).contains("文件是空的"));
    assert!(told(&"一、建设。".repeat(80_000), None).contains("超过 1024 KB 的上限"));
    assert!(told(DATED, Some(2031)).contains("2031年不在方案的规划期（2027—2030年）里"));
    let draft = drafted(DATED, Some(2028)).unwrap();
    let text = |name: &str| draft.files.iter().find(|file| file.name == name).unwrap().text.clone();
    assert!(
        text("README.md").contains("1. 运行 `highland schema`") && text("README.md").contains("highland build --draft")
    );
    let settings = text("settings.yaml");
    assert!(settings.contains("\n# 字体文件夹: assets/fonts") && settings.contains("  - 流通费率\n"), "{settings}");
    assert!(!settings.contains("冷库库容"), "{settings}");
}

#[test]
fn a_heading_with_a_single_item_is_called_by_the_item() {
    let text = "云陂县夜经济行动计划（2026—2028年）\n第一章 实施街区工程\n第一节 街区\n1．改造老街。改造老街3条。\n责任单位：县城建局\n\
        2．建设夜市。建设夜市5处。\n责任单位：县商务办\n第二节 活动\n3．办好灯会。2026年8月底前启动灯会创建，引进演出团队8个。\n责任单位：县文化办\n第二章 实施品牌工程\n第一节 宣传\n4．打响品牌。\n责任单位：县宣教办\n";
    let (outline, found) = read(text);
    assert_eq!(
        assignments(&outline),
        [
            "1.1.1 改造老街||县城建局|",
            "1.1.2 建设夜市||县商务办|",
            "1.2 办好灯会||县文化办|",
            "2.1 打响品牌||县宣教办|"
        ]
    );
    let (_, own) = outline.assignments().nth(2).unwrap();
    assert_eq!(own.wording, "2026年8月底前启动灯会创建，引进演出团队8个。");
    let promise = found.promises.first().unwrap();
    assert_eq!((promise.name.as_str(), promise.due.to_string().as_str()), ("启动灯会创建", "2026年8月"));
    assert_quoted(&outline, &found);
}

#[test]
fn spans_of_years_end_when_they_end() {
    let text = "岚陵市公园城市建设规划（2026—2035年）\n前言\n“十四五”期间，全市建成公园120个，绿地率达到38%。\n一、建设目标\n\
        近三年来全市建成绿道80公里。“十五五”期间，新建公园60个；到2035年，绿地率达到45%。\n二、重点任务\n（一）扩绿\n\
        1.建公园。“十五五”期间新建口袋公园70个，每年培育园艺师5名以上，到2030年园艺师达到30名。（市园艺局牵头，2029年底前完成）\n\
        2.建绿道。2026—2030年，累计开放花园90处。用三年时间，建成驿站10个。养护企业由2024年的10家增至25家。（市园艺局牵头）\n";
    let (outline, found) = read(text);
    assert_eq!(
        doubts(&found),
        [
            "60个 2030 比较",
            "45% 2035 ",
            "70个 2030 比较、目标年",
            "5名 每年 ",
            "30名 2030 名称",
            "90处 2030 比较",
            "10个 2028 名称、比较",
            "25家 2028 类型、目标年",
        ]
    );
    assert_eq!(found.targets.last().unwrap().baseline, Some((2024, "10".into())));
    assert_eq!(
        reasons(&found),
        ["全市建成公园120个 规划期以前的数", "绿地率达到38% 规划期以前的数", "近三年来全市建成绿道80公里 现状数？"]
    );
    assert_quoted(&outline, &found);
}
