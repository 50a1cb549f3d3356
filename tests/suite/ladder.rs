//! What a formal report needs: content, an edition of the three, signatures under what is owed; and what a new year begins with.

use super::project::Copy;

#[test]
fn a_year_of_blank_skeletons_is_no_report() {
    let city = Copy::new();
    assert_eq!(city.run(&["new", "2024"]).code(), 0);
    let run = city.run(&["build"]);
    assert_eq!(run.code(), 1, "{}", run.told());
    assert!(
        run.told().contains("not-filed") && run.told().contains("空白的骨架") && run.told().contains("--year 2023"),
        "{}",
        run.told()
    );
    assert!(run.told().contains("报告年度 2024（没有写 --year"), "{}", run.told());
    assert!(!city.path().join("output/2024/年度报告.pdf").exists());
    assert_eq!(city.run(&["build", "--year", "2023"]).code(), 0);
    assert!(city.run(&["build", "--draft"]).told().contains("已生成预览稿"));
    // A file that is nobody's does not make a year the report's.
    let city = Copy::new();
    city.write("content/submissions/2024/备注.yaml", "说明: 甲\n");
    assert!(city.run(&["check"]).told().contains("2023年度检查"), "{}", city.run(&["check"]).told());
}

#[test]
fn what_is_owed_is_not_signed_without_a_reason() {
    let city = Copy::new();
    city.edit("content/submissions/2023/市工业局.yaml", "  现场会场次: 3\n", "");
    let sign = ["sign", "--unit", "市工业局", "--by", "示例签发人"];
    let run = city.run(&sign);
    assert_eq!(run.code(), 1, "{}", run.told());
    assert!(run.told().contains("现场会场次") && run.told().contains("--owing"), "{}", run.told());
    let run = city.run(&[&sign[..], &["--owing", "统计口径未定"]].concat());
    assert_eq!(run.code(), 0, "{}", run.told());
    let record = std::fs::read_to_string(city.path().join("content/signoff/2023.yaml")).unwrap();
    assert!(record.contains("未报说明: \"统计口径未定\""), "{record}");
    assert_eq!(city.run(&["check"]).code(), 0, "{}", city.run(&["check"]).told());
}

#[test]
fn an_unknown_edition_is_refused() {
    let city = Copy::new();
    city.edit("content/settings.yaml", "版本: 送审稿", "版本: 终稿");
    let run = city.run(&["build"]);
    assert_eq!(run.code(), 1);
    assert!(run.told().contains("征求意见稿、送审稿、审定稿"), "{}", run.told());
}

#[test]
fn projects_are_carried_over_however_they_were_written() {
    let written = [
        "项目:\n# 柔性产线\n  - {名称: 甲项目, 阶段: 开工, 总投资: 2亿元}\n# 另一个\n  - {名称: 乙项目, 阶段: 竣工}\n",
        "项目: [\n  {名称: 甲项目, 阶段: 开工, 总投资: 2亿元},\n  {名称: 乙项目, 阶段: 竣工}\n]\n",
        "\"项目\":\n  - {名称: 甲项目, 阶段: 开工, 总投资: 2亿元}\n  - {名称: 乙项目, 阶段: 竣工}\n",
        "项目 :\n- 名称: 甲项目\n  阶段: 开工\n  总投资: 2亿元\n- 名称: 乙项目\n  阶段: 竣工\n",
        "项目：\n  - {名称: 甲项目, 阶段: 开工, 总投资: 2亿元}\n  - {名称: 乙项目, 阶段: 竣工}\n",
    ];
    for text in written {
        let city = Copy::new();
        let file = city.path().join("content/submissions/2023/市工业局.yaml");
        let before = std::fs::read_to_string(&file).unwrap();
        let head = before.split("项目:").next().unwrap();
        std::fs::write(&file, format!("{head}{text}")).unwrap();
        assert_eq!(city.run(&["new", "2024"]).code(), 0);
        let made = std::fs::read_to_string(city.path().join("content/submissions/2024/市工业局.yaml")).unwrap();
        assert!(made.contains("甲项目") && made.contains("乙项目") && made.contains("2亿元"), "{text}\n{made}");
        let found = city.run(&["check", "--year", "2024", "--format", "short"]);
        assert!(
            !found.printed().contains("2024/市工业局.yaml") || !found.printed().contains("错误"),
            "{text}: {}",
            found.printed()
        );
    }
}
