//! Broken content, and for each mistake the finding expected: rule, file and line.

use super::project::{Copy, Finding};

const UNIT: &str = "content/submissions/2023/市工业局.yaml";
const FIRMS: &str = "content/submissions/2023/市企业服务中心.yaml";
const PLAN: &str = "content/plan.yaml";
const SETTINGS: &str = "content/settings.yaml";

/// One change to a good file, and the finding it must bring: rule, line, a piece of message or help.
pub struct Case {
    pub file: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub rule: &'static str,
    pub line: u64,
    pub says: &'static str,
}

const fn case(
    file: &'static str,
    from: &'static str,
    to: &'static str,
    rule: &'static str,
    line: u64,
    says: &'static str,
) -> Case {
    Case { file, from, to, rule, line, says }
}

pub const CASES: &[Case] = &[
    case(UNIT, "年度: 2023", "年度：2023", "yaml-syntax", 2, "全角冒号"),
    case(UNIT, "指标:\n", "指标：\n", "yaml-syntax", 7, "全角冒号"),
    case(UNIT, "  示范工厂数: 6 ", "\t示范工厂数: 6 ", "yaml-syntax", 8, "制表符"),
    case(UNIT, "年度: 2023", "年度:2023", "yaml-syntax", 2, "少了一个空格"),
    case(UNIT, "数据来源: 示例数据", "数据来源: \"示例数据", "yaml-syntax", 11, "引号"),
    case(
        UNIT,
        "{联系人: 示例联系人, 电话: 0000-0000000, 日期: 2024-01-10}",
        "{联系人: 示例联系人, 电话: 0000-0000000, 日期: 2024-01-10",
        "yaml-syntax",
        3,
        "括号",
    ),
    case(UNIT, "任务: 2.1.1}", "任务: *a}", "yaml-syntax", 26, "*"),
    case(UNIT, "状态: 已审定", "状况: 已审定", "unknown-key", 4, "是不是「状态」"),
    case(UNIT, "    数据来源: 示例数据", "    来源: 示例数据", "unknown-key", 11, "是不是「数据来源」"),
    case(UNIT, "状态: 已审定", "状态: 已审定\n状态: 草稿", "duplicate-key", 5, "写了两次"),
    case(UNIT, "  现场会场次: 3", "  现场会场次: 3\n  示范工厂数: 7", "duplicate-key", 15, "写了两次"),
    case(UNIT, "现场会场次: 3", "现场会次数: 3", "unknown-indicator", 14, "是不是「现场会场次」"),
    case(UNIT, "单位: 市工信局", "单位: 市工业厅", "unknown-department", 1, "是不是「市工业局」"),
    case(UNIT, "单位: 市工信局", "单位: “市工信局”", "unknown-department", 1, "暂按文件名视为「市工业局」"),
    case(UNIT, "指标:\n", "指标\n", "yaml-syntax", 7, "少了冒号"),
    case(UNIT, "  数字化改造覆盖率: 60%", "   数字化改造覆盖率: 60%", "yaml-syntax", 13, "3 个空格"),
    case(UNIT, "      **改造面扩大。**", "**改造面扩大。**", "yaml-syntax", 19, "没有缩进"),
    case(UNIT, "阶段: 开工, ", "阶段: 开工， ", "yaml-syntax", 26, "全角"),
    case(UNIT, "  2.1.1:", "  2.1.9:", "unknown-assignment", 16, "2.1.9"),
    case(UNIT, "  2.1.1:", "  2.2.1:", "foreign-entry", 16, "市企业服务中心"),
    case(UNIT, "  现场会场次: 3", "  专精特新企业数: 3", "foreign-entry", 14, "市企业服务中心"),
    case(UNIT, "年度: 2023", "年度: 2022", "wrong-year", 2, "2023"),
    case(UNIT, "年度: 2023", "年度: 今年", "wrong-type", 2, "年份"),
    case(UNIT, "日期: 2024-01-10", "日期: 2024-02-30", "wrong-type", 3, "没有这一天"),
    case(UNIT, "状态: 有风险", "状态: 有点风险", "unknown-word", 17, "是不是「有风险」"),
    case(UNIT, "数据性质: 示例", "数据性质: 估计", "unknown-word", 5, "预计"),
    case(UNIT, "现场会场次: 3", "现场会场次: 约3场", "unreadable-number", 14, "约3场"),
    case(UNIT, "现场会场次: 3", "现场会场次: 3左右", "unreadable-number", 14, "3左右"),
    case(UNIT, "日期: 2024-01-10", "日期: 2024.1.10", "wrong-type", 3, "改成「2024-01-10」"),
    case(UNIT, "现场会场次: 3", "现场会场次: ３", "unreadable-number", 14, "改成「3」"),
    case(UNIT, "现场会场次: 3", "现场会场次: 1,23", "unreadable-number", 14, "逗号"),
    case(UNIT, "现场会场次: 3", "现场会场次: 3家", "unit-mismatch", 14, "应为「场」"),
    case(UNIT, "覆盖率: 60%", "覆盖率: 60百分点", "unit-mismatch", 13, "应为「%」"),
    case(UNIT, "现场会场次: 3", "现场会场次: [3, 4]", "wrong-type", 14, "数字"),
    case(UNIT, "现场会场次: 3", "现场会场次:", "not-reported", 14, "现场会场次"),
    case(UNIT, "状态: 已审定", "状态: 草稿", "not-approved", 4, "草稿"),
    case(UNIT, "单位: 市工信局\n", "", "missing-field", 1, "缺少「单位」"),
    case(UNIT, "名称: 柔性产线改造项目（示例）, ", "", "missing-field", 26, "缺少「名称」"),
    case(UNIT, "总投资: 2.4亿元", "总投资: 若干", "unreadable-number", 26, "若干"),
    case(PLAN, "    目标值: 60\n", "", "missing-field", 69, "缺少「目标值」"),
    case(PLAN, "    类型: 期内新增", "    类型: 期间新增", "unknown-word", 94, "是不是「期内新增」"),
    case(
        PLAN,
        "            牵头单位: 市工业局",
        "            牵头单位: 市工业厅",
        "dangling-reference",
        29,
        "是不是「市工业局」",
    ),
    case(PLAN, "原文: 建成示范工厂12家\n", "原文: 建成示范工厂十二家\n", "wording-not-in-plan", 56, "找不到"),
    case(PLAN, "  - {原文: 云政发〔2022〕5号, 理由: 文号}\n", "", "number-without-indicator", 0, "2022"),
    case(SETTINGS, "题名: 云州市", "标题: 云州市", "missing-field", 3, "缺少「题名」"),
    // Figures that can be read and cannot be.
    case(UNIT, "示范工厂数: 6 ", "示范工厂数: 60000 ", "magnitude-shift", 8, "一万"),
    case(UNIT, "覆盖率: 60%", "覆盖率: 0.6", "magnitude-shift", 13, "0.6"),
    case(UNIT, "覆盖率: 60%", "覆盖率: 160%", "out-of-range", 13, "100"),
    case(UNIT, "现场会场次: 3", "现场会场次: -3", "out-of-range", 14, "负"),
    case(FIRMS, "专精特新企业数: 21", "专精特新企业数: 5", "cumulative-fell", 6, "6"),
    case(UNIT, "示范工厂数: 6 ", "示范工厂数: 3 ", "missing-explanation", 8, "说明"),
    case(UNIT, "    数据来源: 示例数据", "    数据性质: 公开", "missing-source", 9, "数据来源"),
    case(UNIT, "总投资: 2.4亿元, ", "", "project-incomplete", 26, "总投资"),
    case(UNIT, "总投资: 2.4亿元", "总投资: 2.4吨", "unit-mismatch", 26, "吨"),
    case(UNIT, "阶段: 开工", "阶段: 完工", "unknown-word", 26, "竣工"),
    case(UNIT, "任务: 2.1.1}", "任务: 2.1.7}", "unknown-assignment", 26, "2.1.7"),
    case(FIRMS, "专精特新企业数: 21", "专精特新企业数: 21\n  现场会场次: 5", "conflicting-reports", 7, "市工业局"),
    // Structure.
    case(UNIT, "项目:\n", "数据来源: 甲\n项目:\n", "misplaced-key", 25, "数据来源"),
    case(UNIT, "    状态: 有风险", "  状态: 有风险", "yaml-syntax", 17, "缩进 4 个空格"),
    case(UNIT, "年度: 2023", "年度: 2023，", "wrong-type", 2, "年份"),
    case(UNIT, "状态: 已审定", "状态: 已审定 #\n状态 : 已审定", "duplicate-key", 5, "写了两次"),
    case(UNIT, "    进展: |", "    进展：|", "yaml-syntax", 18, "全角冒号"),
    case(UNIT, "    问题: 现场会少开1场。", "    问题: \"现场会少开1场。", "yaml-syntax", 23, "引号"),
    case(UNIT, "    问题: 现场会少开1场。", "    问题: 现场会: 少开1场。", "yaml-syntax", 23, "冒号"),
    case(UNIT, "    问题: 现场会少开1场。", "    问题: @现场会少开1场。", "yaml-syntax", 23, "@"),
    case(UNIT, "  - {名称", "  -{名称", "yaml-syntax", 26, "空格"),
    case(UNIT, "阶段: 开工, ", "阶段: 开工、 ", "yaml-syntax", 26, "半角逗号"),
    case(UNIT, "    状态: 有风险", "    状态: 按计划", "unknown-word", 17, "按计划推进"),
    case(UNIT, "    状态: 有风险\n", "", "empty-progress", 16, "状态"),
    case(UNIT, "日期: 2024-01-10", "日期: 2024-1-10", "wrong-type", 3, "2024-01-10"),
    case(UNIT, "项目:\n", "大事记:\n  - {日期: 2023-13-01, 事项: 甲}\n项目:\n", "wrong-type", 26, "日期"),
    case(UNIT, "项目:\n", "里程碑:\n  设立基金: {判断: 已完成}\n项目:\n", "unknown-milestone", 26, "设立基金"),
    case(UNIT, "项目:\n", "配合:\n  2.9.9: 参加会议。\n项目:\n", "unknown-assignment", 26, "2.9.9"),
    case(UNIT, "    状态: 有风险\n    进展: |", "  进展: |", "misplaced-key", 17, "少缩进"),
    case(UNIT, "    实际值: 0.45\n    数据来源: 示例数据\n    说明: 口", "  说明: 口", "misplaced-key", 10, "少缩进"),
    // What people paste and slip.
    case(UNIT, "    进展: |\n", "    进展: |年末完成。\n", "yaml-syntax", 18, "正文另起一行"),
    case(UNIT, "问题: 现场会少开1场。", "问题: \"千企\"行动少开1场。", "yaml-syntax", 23, "中文引号"),
    case(UNIT, "问题: 现场会少开1场。", "问题: - 现场会少开1场。", "yaml-syntax", 23, "列项"),
    case(UNIT, "    状态: 有风险", "    状态 有风险", "yaml-syntax", 17, "少了冒号"),
    case(UNIT, "    问题: 现场", "    问题\n现场", "yaml-syntax", 23, "少了冒号"),
    case(UNIT, "  - {名称", "  － {名称", "yaml-syntax", 26, "半角短横"),
    case(UNIT, "  - {名称", "  • {名称", "yaml-syntax", 26, "半角短横"),
    case(UNIT, "    状态: 有风险", "\u{3000}\u{3000}状态: 有风险", "yaml-syntax", 17, "全角空格"),
    case(UNIT, "问题: 现场会少开1场。", "问题: 现场会少开\u{b}1场。", "yaml-syntax", 23, "看不见"),
    case(UNIT, "单位: 市工信局", "市工业局2023年度报送文件。\n单位: 市工信局", "yaml-syntax", 1, "丢了行首的「#」"),
    case(UNIT, "    状态: 有风险", "    状\u{200b}态: 有风险", "unknown-key", 17, "看不见的字符"),
    case(UNIT, "阶段: 开工, 总投资: 2.4亿元", "阶段：开工, 总投资: 2.4亿元", "yaml-syntax", 26, "全角冒号"),
    case(UNIT, "（示例）, 阶段: 开工", "（示例），阶段：开工", "missing-field", 26, "并了进去"),
    case(UNIT, "总投资: 2.4亿元", "总投资: 12,500万元", "yaml-syntax", 26, "千位逗号"),
    case(UNIT, "总投资: 2.4亿元", "总投资: 32000", "project-incomplete", 26, "万元"),
    case(UNIT, "总投资: 2.4亿元", "总投资: -2.4亿元", "project-incomplete", 26, "大于零"),
    case(UNIT, "    问题: 现场会少开1场。", "      问题: 现场会少开1场。", "key-in-text", 23, "缩进多了"),
    case(UNIT, "    进展: |", "    进展: ｜", "block-mark", 18, "半角竖线"),
    case(UNIT, "问题: 现场会少开1场。", "问题: 1 #厂房未完工，2#按期", "comment-in-text", 23, "注释"),
    case(
        UNIT,
        "      - 离散制造60家；\n",
        "      - 离散制造60家；\n      ·数字车间6个；\n",
        "list-mark",
        22,
        "半角短横",
    ),
    case(UNIT, "现场会少开1场。", "现场会少开1场\u{1f600}。", "odd-character", 23, "表情符号"),
    case(UNIT, "项目:\n", "大事记:\n  - {日期: 2022-05-01, 事项: 甲}\n项目:\n", "event-outside-year", 26, "2023"),
    case(UNIT, "现场会场次: 3", "现场会场次: 3.5", "out-of-range", 14, "整数"),
    case(UNIT, "现场会场次: 3", "现场会场次: 无", "unreadable-number", 14, "空着"),
    case(UNIT, "现场会场次: 3", "现场会场次: 三场", "unreadable-number", 14, "阿拉伯数字"),
    case(UNIT, "年度: 2023", "年度: 2023年", "wrong-type", 2, "改成「2023」"),
    case(FIRMS, "  专精特新企业数: 21", "  专精特新企业数：21", "yaml-syntax", 6, "全角冒号"),
    case(FIRMS, "  专精特新企业数: 21", "  专精特新企业数:21", "yaml-syntax", 6, "少了一个空格"),
    case(UNIT, "    状态: 有风险", "    状态: 未完成", "unknown-word", 17, "可以写"),
    case(UNIT, "  2.1.1:\n", "  2.1.1A:\n", "unknown-assignment", 16, "是不是「2.1.1」"),
    case(SETTINGS, "字体文件夹", "检查: {changed-after-sign-off: 提示}\n字体文件夹", "unknown-rule", 6, "不能改"),
    case(UNIT, "离散制造60家；", "重点做了三件事：\n\t - 一件；", "yaml-syntax", 22, "制表符"),
    case(UNIT, "指标:\n", "指标：写一个数字就够。\n指标:\n", "yaml-syntax", 7, "丢了行首的「#」"),
    case(UNIT, "项目:\n", "\u{3000}\n项目:\n", "yaml-syntax", 25, "全角空格"),
    case(UNIT, "问题: 现场会少开1场。", "问题: [用工]紧张。", "yaml-syntax", 23, "以「[」开头"),
    case(UNIT, "问题: 现场会少开1场。", "问题: #1产线未投产。", "comment-in-text", 23, "注释"),
    case(UNIT, "    状态: 有风险", "    状态: 有\u{200b}风险", "unknown-word", 17, "看不见的字符"),
    case(UNIT, "示例联系人, 电话: 0000-0000000", "示例联系人，电话：0000-0000000", "yaml-syntax", 3, "并进了「电话」"),
    case(UNIT, "    进展: |\n", "    进展: >\n", "block-mark", 18, "没有「|」"),
    // Writing.
    case(UNIT, "问题: 现场会少开1场。", "问题: 今年现场会少开1场。", "relative-year", 23, "今年"),
    case(UNIT, "问题: 现场会少开1场。", "问题: 现场会少开XX场。", "placeholder-left", 23, "XX"),
    case(UNIT, "离散制造60家；", "离散制造3-5家；", "range-mark", 21, "3～5"),
    case(UNIT, "离散制造60家；", "2022-2023年60家；", "year-range-mark", 21, "2022—2023"),
    case(UNIT, "离散制造60家；", "印发云工发[2023]8号文；", "document-number-bracket", 21, "〔2023〕"),
    case(UNIT, "离散制造60家；", "覆盖率提高18.5%；", "percent-for-points", 21, "百分点"),
    case(UNIT, "离散制造60家；", "开展\"千企\"改造；", "straight-quote", 21, "“千企”"),
    case(UNIT, "离散制造60家；", "离散制造60家,共两批；", "half-width-mark", 21, "，"),
    case(UNIT, "离散制造60家；", "示范工厂数达到7家；", "prose-number-mismatch", 21, "6"),
    case(UNIT, "离散制造60家；", "示范工厂数6家，比上年减少2家；", "prose-trend-mismatch", 21, "增加"),
    // The secretariat's files.
    case(
        PLAN,
        "    目标年: 2024\n    基期: {年: 2021, 值: 3}",
        "    目标年: 2021\n    基期: {年: 2021, 值: 3}",
        "target-before-baseline",
        45,
        "2021",
    ),
    case(PLAN, "{2022: 4, 2023: 6}", "{2022: 8, 2023: 6}", "waypoints-out-of-order", 45, "2023"),
    case(PLAN, "    比较: 低于\n", "    比较: 超过\n", "comparator-against-kind", 58, "基期"),
    case(PLAN, "    名称: 专精特新企业数", "    名称: 示范工厂数", "duplicate-name", 93, "示范工厂数"),
    case(
        PLAN,
        "任务领域:\n",
        "  - {名称: 市档案馆, 全称: 云州市档案馆, 角色: 配合}\n任务领域:\n",
        "orphan-department",
        19,
        "市档案馆",
    ),
    case(SETTINGS, "字体文件夹", "检查: {not-aproved: 提示}\n字体文件夹", "unknown-rule", 6, "not-approved"),
    case(SETTINGS, "字体文件夹", "检查: {not-approved: 关闭}\n字体文件夹", "unknown-word", 6, "提示"),
    case(SETTINGS, "字体文件夹", "方法: {快于时序: 0.5}\n字体文件夹", "cut-offs-out-of-order", 6, "从大到小"),
];

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
    city.write("content/settings.yaml", "报告: {题名: 甲, 编制单位: 乙, 版本: 丙}\n字体文件夹: 字体\n");
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
fn a_picture_of_too_many_pixels_is_a_finding() {
    let city = Copy::new();
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\0\0\0\x01\0\0\x08\x06\0\0\0\0\0\0\0";
    city.write("content/submissions/2023/图片/大.png", png);
    city.edit(UNIT, "项目:\n", "案例:\n  - {标题: 甲, 图片: 图片/大.png, 正文: 乙}\n项目:\n");
    let findings = city.findings();
    assert!(findings.iter().any(|f| f.text("rule") == "picture-too-large" && f.line() == 26), "{findings:#?}");
}

#[test]
fn an_error_and_a_warning_of_typst_are_findings() {
    for (line, rule) in [("panic(\"坏\")", "typst-error"), ("set text(font: \"没有这种字体\");", "typst-warning")]
    {
        let city = Copy::new();
        let case = std::fs::read_to_string(super::project::root().join("templates/case.typ.j2")).unwrap();
        city.write("templates/case.typ.j2", format!("\n{line}\n{case}"));
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
    city.write("content/templates/case.typ.j2", "{% if cases %}\n{{ kases }}\n{% endif %}\nchapter({{ kases }})\n");
    let run = city.run(&["build", "--format", "json"]);
    assert_eq!(run.code(), 1);
    let found = run.findings();
    assert!(
        found.iter().any(|f| f.text("rule") == "template-error"
            && f.text("path") == "content/templates/case.typ.j2"
            && f.line() == 4),
        "{found:#?}"
    );
}

#[test]
fn a_missing_font_is_a_finding() {
    let city = Copy::new();
    city.write("content/settings.yaml", "报告: {题名: 甲, 编制单位: 乙, 版本: 丙}\n字体文件夹: 没有\n");
    let run = city.run(&["build", "--format", "json"]);
    assert_eq!(run.code(), 1);
    assert!(
        run.findings().iter().any(|f| f.text("rule") == "font-missing" && f.text("path") == "没有"),
        "{:#?}",
        run.findings()
    );
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
