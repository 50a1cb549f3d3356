//! What a formal report needs: content, an edition of the three, signatures under what is owed and what takes them back, reminders of it; and what a new year begins with.

use super::project::Copy;

const UNIT: &str = "content/submissions/2023/市工业局.yaml";

fn read(city: &Copy, path: &str) -> String {
    std::fs::read_to_string(city.path().join(path)).unwrap()
}

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

#[test]
fn a_signature_that_is_withdrawn_stands_no_more_and_its_record_stays() {
    let city = Copy::new();
    let sign = ["sign", "--unit", "市工业局", "--by", "示例签发人"];
    let withdraw = |reason: &str| city.run(&[&sign[..], &["--withdraw", reason]].concat());
    let none = withdraw("示例原因");
    assert!(none.code() == 1 && none.told().contains("没有可以撤回的"), "{}", none.told());
    assert_eq!(city.run(&sign).code(), 0);
    let record = read(&city, "content/signoff/2023.yaml");
    assert_eq!(withdraw(" ").code(), 2);
    let run = withdraw("数字填错，\"重报\"");
    assert_eq!(run.code(), 0, "{}", run.told());
    let after = read(&city, "content/signoff/2023.yaml");
    assert!(after.starts_with(&record) && after.contains("撤回: \"数字填错，\\\"重报\\\"\""), "{after}");
    // It may be changed, and taken away, as if nobody had signed.
    city.edit(UNIT, "少开1场", "少开一场");
    let rules = |city: &Copy| city.findings().iter().map(|f| f.text("rule").to_owned()).collect::<Vec<_>>();
    assert!(!rules(&city).contains(&"changed-after-sign-off".to_owned()), "{:?}", rules(&city));
    assert!(city.run(&["status", "--format", "json"]).printed().contains("\"approved\""));
    let text = read(&city, UNIT);
    std::fs::remove_file(city.path().join(UNIT)).unwrap();
    assert!(!rules(&city).contains(&"sign-off-without-file".to_owned()), "{:?}", rules(&city));
    city.write(UNIT, text);
    assert_eq!(withdraw("再撤一次").code(), 1, "there is none");
    assert_eq!(city.run(&sign).code(), 0);
    city.edit(UNIT, "少开一场", "少开1场");
    assert!(rules(&city).contains(&"changed-after-sign-off".to_owned()), "the new signature binds");
}

#[test]
fn reminders_are_written_for_those_who_have_something_to_do() {
    let city = Copy::new();
    city.edit(UNIT, "  现场会场次: 3\n", "");
    city.edit(UNIT, "名称: 柔性产线改造项目（示例）", "名称: \"柔性*产线_改造#项目（示例）\"");
    let run = city.run(&["status", "--each", "--today", "2024-01-10"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    let path = "output/2023/催报/市工业局.txt";
    let text = read(&city, path);
    assert!(text.starts_with("市工业局：2023年度报送待办\n") && text.contains("【还没有报（1 项）】"), "{text}");
    assert!(text.contains("联系人：") && !text.contains('\\') && !text.contains("## "), "{text}");
    assert_eq!(text, {
        city.run(&["status", "--each", "--today", "2024-01-10"]);
        read(&city, path)
    });
    // What is no longer due is taken away; what is somebody else's is not.
    let owed = city.path().join("output/2023/催报/市统计局.txt");
    assert!(!owed.exists(), "it owes nothing");
    std::fs::write(&owed, "市统计局：旧的催报\n").unwrap();
    assert_eq!(city.run(&["status", "--each", "--today", "2024-01-10"]).code(), 0);
    assert!(!owed.exists());
    std::fs::write(&owed, "我的笔记\n").unwrap();
    city.write(path, "市工业局：旧的\n");
    let run = city.run(&["status", "--each"]);
    assert!(run.code() == 2 && run.told().contains("不是催报"), "{}", run.told());
    assert!(read(&city, path).contains("旧的") && std::fs::read_to_string(&owed).unwrap() == "我的笔记\n");
}
