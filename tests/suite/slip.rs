//! Slips that clerks make, and pictures that cannot be set: one finding each, at its line, that leads out.

use super::project::Copy;

const UNIT: &str = "content/submissions/2023/市工业局.yaml";

/// Slips that clerks make, each with the words of the one finding that leads out of it, and whether `--fix` does.
const SLIPS: &[(&str, &str, &str, bool)] = &[
    ("  单位产值能耗:\n    实际值: 0.45\n", "  单位产值能耗: 0.45        # 目标 <0.42\n", "只能写一种", true),
    ("数据来源: 示例数据\n", "数据来源: “示例: 数据”\n", "冒号用全角", true),
    ("\n任务:\n", "\n 任务:\n", "应顶格写", true),
    (
        "项目:\n",
        "项目:\n  - 名称: 甲线（示例），阶段：开工，总投资：3亿元\n",
        "写成「{名称: 甲线（示例）, 阶段: 开工, 总投资: 3亿元}」",
        true,
    ),
    ("项目:\n", "项目:\n  - 名称: 甲线（示例）, 阶段: 开工, 总投资: 3亿元\n", "要放进花括号", true),
    ("实际值: 0.45", "实际值∶0.45", "不是冒号", true),
    ("数据来源: 示例数据\n", "数据来源: &示例 数据\n", "以「&」开头", true),
    ("问题: 现场会少开1场。", "问题: 建成1 #厂房", "是注释，不是正文", true),
    ("问题: 现场会少开1场。", "问题:\n      **一是**设备晚到。", "少了竖线", true),
    ("实际值: 0.45", "实际值: #N/A", "电子表格公式的出错值", false),
    (
        "问题: 现场会少开1场。",
        "问题: |\n<<<<<<< HEAD\n      甲。\n=======\n      乙。\n>>>>>>> main",
        "合并冲突",
        false,
    ),
    ("总投资: 2.4亿元", "总投资: 24，000万元", "不写逗号：核对后改成「24000万元」", false),
    ("    问题: 现场会少开1场。", "    问题: - 现场会少开1场。\n    - 设备晚到。", "列项另起一行", true),
    ("    问题: 现场会少开1场。", "    问题:\n      - 现场会少开1场。", "在上一行的冒号后面空一格补上竖线", false),
    ("    问题: 现场会少开1场。", "    问题: |现场会少开1场。", "正文另起一行", true),
    ("  现场会场次: 3", "现场会场次\t3\t场", "写成「现场会场次: 3场」，行首空 2 格", true),
    ("  现场会场次: 3", "现场会场次: 3", "移到「指标:」下面，行首空两格", true),
    ("  现场会场次: 3", "  现场会场次: -", "冒号后面空着就行", false),
    ("  现场会场次: 3", "  现场会场次: \"#N/A\"", "电子表格公式的出错值", false),
    ("填报: {联系人: 示例联系人, 电话: 0000-0000000, 日期: 2024-01-10}", FILING, "「联系人」另起一行", true),
    ("日期: 2024-01-10}", "日期:2024-01-10}", "少了一个空格", true),
    ("    实际值: 0.45", "    实际值；0.45", "不是冒号", true),
    ("  2.1.1:\n", "  2.1.1；\n", "不是冒号", true),
    ("  2.1.1:\n", "  ２.１.１:\n", "改成「2.1.1」", true),
    ("    状态: 有风险", "    \u{feff}状态: 有风险", "看不见的控制字符", true),
    ("数据来源: 示例数据\n    说明: 口径", "数据来源: 示例数据    说明: 口径", "在「说明」前面换行", true),
    ("问题: 现场会少开1场。\n    下年计划: ", "问题: 现场会少开1场。下年计划: ", "在「下年计划」前面换行", true),
    ("流程制造12家。\n    问题: ", "流程制造12家。    问题: ", "在「问题」前面换行", false),
    ("状态: 已审定\n数据性质: ", "状态: 已审定 数据性质: ", "在「数据性质」前面换行", true),
    ("00, 日期: 2024-01-10}\n状态", "00, 日期: 2024-01-10}状态", "在「状态」前面换行", true),
    ("  2.1.1:\n    状态", "  2.1.1:    状态", "「状态」另起一行", true),
    ("说明: 口径为规模以上企业", "说明: 口径: 规模以上企业", "冒号用全角", true),
    ("  现场会场次: 3", "  - 现场会场次: 3", "行首多了短横", true),
    ("    进展: |\n", "    进展: ||\n", "后面多了「|」", true),
    ("现场会少开1场。", "\"现场会\\ud83d\\udc4d少开1场\"", "印不出的字符", false),
    ("数据来源: 示例数据", "数据来源: \"D:\\bak\"", "看不见或印不出", false),
    ("总投资: 2.4亿元", "总投资: 2,4亿元", "像是小数点", false),
    ("任务: 2.1.1}", "任务 2.1.1}", "后面少了冒号", true),
];

/// A field behind the key that holds several.
const FILING: &str = "填报: 联系人: 示例联系人\n  电话: 0000-0000000\n  日期: 2024-01-10";

/// What clerks make of one item in braces, each with the words of its one finding, and whether `--fix` mends it.
const ITEMS: &[(&str, &str, bool)] = &[
    ("- {日期：2023-05-30, 事项：召开现场会}", "2 处冒号不对", true),
    ("- {日期：2023-05-30，事项：召开现场会}", "写成「{日期: 2023-05-30, 事项: 召开现场会}」", true),
    ("- {日期-2023-05-30, 事项-召开现场会}", "2 处冒号不对", true),
    ("- {日期: 2023-05-30; 事项: 召开现场会}", "写成「- {日期: 2023-05-30, 事项: 召开现场会}」", true),
    ("- {日期: 2023-05-30、事项: 召开现场会}", "写成「- {日期: 2023-05-30, 事项: 召开现场会}」", true),
    ("- {日期: 2023-05-30 事项: 召开现场会}", "写成「- {日期: 2023-05-30, 事项: 召开现场会}」", true),
    ("- （日期: 2023-05-30，事项: 召开现场会）", "写成「- {日期: 2023-05-30, 事项: 召开现场会}」", true),
    ("- 日期: 2023-05-30, 事项: 召开现场会}", "写成「- {日期: 2023-05-30, 事项: 召开现场会}」", true),
    ("- {日期: 2023-05-30, 事项: 召开现场会, 部署工作}", "逗号用全角", true),
    ("{日期: 2023-05-30, 事项: 召开现场会}", "少了行首的短横", true),
    ("- {日期: 2023-05-30, 事项: 召开现场会", "少了「}」", false),
    ("- {日期: 2023-05-30, 事项: 召开现场会},", "后面多了「,」", true),
    ("1. {日期: 2023-05-30, 事项: 召开现场会}", "不用编号", false),
    ("- {日期: 2023-05-30, 事项: 甲}  - {日期: 2023-05-31, 事项: 乙}", "中间少了换行", true),
    ("- 2023-05-30 召开现场会", "写成「{日期: …, 事项: …}」", false),
];

/// One finding, whose words are told, and whether it can be fixed.
fn leads_out(city: &Copy, slip: &str, words: &str, fixed: bool) {
    let found: Vec<_> = city.findings().into_iter().filter(|found| found.text("rule") != "not-reported").collect();
    assert_eq!(found.len(), 1, "{slip}: {found:#?}");
    let told = format!("{}{}", found[0].text("message"), found[0].text("help"));
    assert!(told.contains(words), "{slip}: {told}");
    city.run(&["check", "--fix"]);
    assert_eq!(city.run(&["check"]).code() == 0, fixed, "{slip}: {}", city.run(&["check"]).told());
}

#[test]
#[ignore = "long"]
fn an_item_in_braces_has_one_finding_and_it_leads_out() {
    for (item, words, fixed) in ITEMS {
        let city = Copy::new();
        let events = format!("大事记:\n  {item}\n  - {{日期: 2023-06-30, 事项: 发布目录}}\n");
        city.edit(UNIT, "项目:\n", &format!("{events}项目:\n"));
        leads_out(&city, item, words, *fixed);
    }
}

#[test]
fn a_fix_that_would_not_be_made_is_not_promised() {
    let city = Copy::new();
    // With a colon it would be another task, which the plan does not have.
    city.edit(UNIT, "问题: 现场会少开1场。", "问题: |\n      现场会少开1场。\n  2.1.3；\n    状态: 有风险");
    let promised = city.findings().into_iter().filter(|found| !found.text("fix").is_empty()).count();
    let told = city.run(&["check"]).told();
    let before = std::fs::read_to_string(city.path().join(UNIT)).unwrap();
    city.run(&["check", "--fix"]);
    let made = std::fs::read_to_string(city.path().join(UNIT)).unwrap() != before;
    assert_eq!(told.contains("自动改好"), made, "{promised}: {told}");
}

#[test]
#[ignore = "long"]
fn one_slip_has_one_finding_and_it_leads_out() {
    for (from, to, words, fixed) in SLIPS {
        let city = Copy::new();
        city.edit(UNIT, from, to);
        leads_out(&city, to, words, *fixed);
    }
}

#[test]
fn two_figures_are_never_read_as_one() {
    for between in ["\u{200b}", "\u{2028}", "\u{b}", "\u{ad}"] {
        let city = Copy::new();
        city.edit(UNIT, "示范工厂数: 6 ", &format!("示范工厂数: 6{between}5 "));
        let found = city.findings();
        assert!(found.iter().any(|f| f.text("level") == "error" && f.line() == 8), "{between:?}: {found:#?}");
        city.run(&["check", "--fix"]);
        let text = std::fs::read_to_string(city.path().join(UNIT)).unwrap();
        assert!(!text.contains("65"), "{between:?}: {text}");
    }
}

#[test]
fn marks_in_quotes_and_names_with_the_sign_again_lose_nothing() {
    let city = Copy::new();
    city.edit(UNIT, "问题: 现场会少开1场。", "问题: \"｜\n      甲。\"");
    assert!(city.findings().iter().any(|f| f.text("rule") == "block-mark" && f.line() == 23));
    let city = Copy::new();
    city.edit(UNIT, "问题: 现场会少开1场。", "问题: &甲&乙 设备晚到。");
    city.run(&["check", "--fix"]);
    let text = std::fs::read_to_string(city.path().join(UNIT)).unwrap();
    assert!(text.contains("问题: \"&甲&乙 设备晚到。\""), "{text}");
}

#[test]
#[ignore = "long"]
fn a_picture_that_cannot_be_set_is_a_finding_at_its_line_and_a_box_in_the_draft() {
    let picture = |kind: image::ImageFormat| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let own = image::RgbImage::from_fn(64, 48, |x, y| {
            image::Rgb([x * 4, y * 5, x * y].map(|shade| shade.to_le_bytes()[0]))
        });
        own.write_to(&mut bytes, kind).unwrap();
        bytes.into_inner()
    };
    let (png, jpg) = (picture(image::ImageFormat::Png), picture(image::ImageFormat::Jpeg));
    let mut checksum = png.clone();
    checksum[40] ^= 1;
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let broken = [("半.png", half(&png)), ("错.png", checksum), ("半.jpg", half(&jpg))];
    for (name, bytes) in broken {
        for (from, to, line) in [
            ("项目:\n", format!("案例:\n  - {{标题: 甲, 图片: 图片/{name}, 正文: 乙}}\n项目:\n"), 26),
            ("问题: 现场会少开1场。", format!("问题: 现场会少开1场。![图](图片/{name})"), 23),
        ] {
            let city = Copy::new();
            city.write(&format!("content/submissions/2023/图片/{name}"), &bytes).edit(UNIT, from, &to);
            let found = city.findings();
            assert!(
                found.iter().any(|f| f.text("rule") == "picture-damaged" && f.line() == line),
                "{name}: {found:#?}"
            );
            assert_eq!(city.run(&["build"]).code(), 1);
            let draft = city.run(&["build", "--draft"]);
            assert!(draft.told().contains("已生成预览稿"), "{name}: {}", draft.told());
        }
    }
    let city = Copy::new();
    city.write("content/submissions/2023/图片/好.PNG", &png);
    city.edit(UNIT, "项目:\n", "案例:\n  - {标题: 甲, 图片: 图片/好.png, 正文: 乙}\n项目:\n");
    let found = city.findings();
    let near = found.iter().find(|f| f.text("rule") == "picture-missing").expect("the ending is another one");
    assert!(near.text("help").contains("图片/好.PNG"), "{found:#?}");
    assert_eq!(city.run(&["check", "--fix"]).code(), 0);
}

#[test]
fn a_picture_of_too_many_pixels_is_a_finding() {
    let city = Copy::new();
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\0\0\0\x01\0\0\x08\x06\0\0\0\x6c\x84\x30\xe3";
    city.write("content/submissions/2023/图片/大.png", png);
    city.edit(UNIT, "项目:\n", "案例:\n  - {标题: 甲, 图片: 图片/大.png, 正文: 乙}\n项目:\n");
    let findings = city.findings();
    assert!(findings.iter().any(|f| f.text("rule") == "picture-too-large" && f.line() == 26), "{findings:#?}");
}
