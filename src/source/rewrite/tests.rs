//! Values put into texts.

use super::super::{Keys, Sources, parse};
use super::*;

fn read(text: &str) -> Node {
    let (root, problems) = parse(Sources::default().add("", text), text, &Keys::default());
    assert!(problems.is_empty(), "{text}\n{problems:?}");
    root
}

/// The text with values set by path, `/` between keys; and read back, it holds them.
fn with(text: &str, changes: &[(&str, Tree)]) -> String {
    let root = read(text);
    let mut wanted = Tree::of(&root);
    for (path, value) in changes {
        *path.split('/').fold(&mut wanted, |tree, key| tree.under(key)) = value.clone();
    }
    let now = rewrite(text, &root, &wanted);
    assert!(Tree::of(&read(&now)).says(&wanted), "{now}");
    now
}

fn text(text: &str) -> Tree {
    Tree::text(text)
}

const FILE: &str = "# 头\n单位: 甲局\n填报:\n  联系人:\n  电话:\n状态: 草稿             # 草稿 | 已审定\n\n# 指标\n指标:\n  示范工厂数:      # 家 · 目标 12\n  能耗: 0.45   # 吨\n  覆盖率:\n    实际值: 60%   # 百分数\n    说明: 一句\n  # 下一条\n  场次: {实际值: 3, 数据来源: 台账}\n任务:\n  2.1.1:    # 推进改造\n    # 方案：原文\n    状态:    # 已完成 | 按计划推进\n    进展: |\n      第一段。\n\n      第二段。\n    问题: |\n\n    下年计划:\n\n# 项目：说明\n项目:\n  - {名称: 甲项目, 阶段: 开工}   # 一\n  # 乙的话\n  - 名称: 乙项目\n    阶段: 竣工\n# 案例:\n#   - 标题: …\n";

#[test]
fn what_is_not_changed_stays_as_it_was_typed() {
    assert_eq!(with(FILE, &[]), FILE);
    assert_eq!(with(FILE, &[("指标/能耗", text("0.45"))]), FILE);
}

#[test]
fn values_are_set_and_their_comments_stay() {
    let check = |path: &str, value: Tree, from: &str, to: &str| {
        let now = with(FILE, &[(path, value)]);
        assert_eq!(now, FILE.replacen(from, to, 1), "{path}");
    };
    check("状态", text("已审定"), "状态: 草稿 ", "状态: 已审定 ");
    check("指标/能耗", text("0.44"), "0.45", "0.44");
    check("指标/示范工厂数", text("6"), "示范工厂数:      # 家", "示范工厂数: 6    # 家");
    check("指标/覆盖率/实际值", text("61%"), "60%", "61%");
    check("指标/覆盖率/数据来源", text("统计"), "    说明: 一句\n", "    说明: 一句\n    数据来源: 统计\n");
    check("填报/联系人", text("张三"), "联系人:\n", "联系人: 张三\n");
    check(
        "任务/2.1.1/状态",
        text("已完成"),
        "状态:    # 已完成 |",
        "状态: 已完成    # 已完成 |".replace("已完成    #", "已完成 #").as_str(),
    );
    check("任务/2.1.1/下年计划", text("接着做"), "下年计划:\n", "下年计划: 接着做\n");
    check("任务/2.1.1/问题", text("少一场"), "问题: |\n\n", "问题: 少一场\n\n");
    check("任务/2.1.1/进展", text("甲。\n\n- 乙"), "第一段。\n\n      第二段。", "甲。\n\n      - 乙");
}

#[test]
fn short_entries_become_long_ones_and_braces_lines() {
    let now = with(
        FILE,
        &[("指标/能耗", Tree::Map(vec![("实际值".to_owned(), text("0.45")), ("说明".to_owned(), text("口径：规上"))]))],
    );
    assert!(now.contains("  能耗:   # 吨\n    实际值: 0.45\n    说明: 口径：规上\n  覆盖率:"), "{now}");
    let now = with(FILE, &[("指标/场次/说明", text("甲、乙, 丙: 丁"))]);
    assert!(
        now.contains("  # 下一条\n  场次:\n    实际值: 3\n    数据来源: 台账\n    说明: \"甲、乙, 丙: 丁\"\n任务:"),
        "{now}"
    );
}

#[test]
fn items_come_go_and_change_and_the_others_stay() {
    let item =
        |name: &str, stage: &str| Tree::Map(vec![("名称".to_owned(), text(name)), ("阶段".to_owned(), text(stage))]);
    let now = with(
        FILE,
        &[("项目", Tree::List(vec![item("甲项目", "开工"), item("乙项目", "开工"), item("丙, 项目", "储备")]))],
    );
    assert!(now.contains("  - {名称: 甲项目, 阶段: 开工}   # 一\n  # 乙的话\n  - 名称: 乙项目\n    阶段: 开工\n  - {名称: \"丙, 项目\", 阶段: 储备}\n# 案例:"), "{now}");
    let now = with(FILE, &[("项目", Tree::List(vec![item("乙项目", "竣工")]))]);
    assert!(!now.contains("甲项目") && now.contains("  # 乙的话\n  - 名称: 乙项目\n    阶段: 竣工\n# 案例:"), "{now}");
    let now = with(FILE, &[("项目", Tree::List(vec![item("甲项目", "竣工"), item("乙项目", "竣工")]))]);
    assert!(now.contains("  - {名称: 甲项目, 阶段: 竣工}   # 一\n  # 乙的话\n"), "{now}");
    let now = with(
        FILE,
        &[(
            "大事记",
            Tree::List(vec![Tree::Map(vec![
                ("日期".to_owned(), text("2024-01-02")),
                ("事项".to_owned(), text("开工")),
            ])]),
        )],
    );
    assert!(now.ends_with("#   - 标题: …\n大事记:\n  - {日期: 2024-01-02, 事项: 开工}\n"), "{now}");
}

#[test]
fn any_text_is_read_back_as_it_was_meant() {
    for odd in [
        "- 甲",
        "#甲",
        "甲 # 乙",
        "甲: 乙",
        "a: b",
        "“甲”",
        "\"甲\"",
        "&甲",
        "*甲*",
        "!甲",
        "@甲",
        "%甲",
        "[甲]",
        "{甲}",
        "~",
        "null",
        "-3",
        "- 3",
        "0555",
        "甲\\乙",
        "甲\t乙",
        "> 引",
        "| 表 |",
        "甲\n乙\n\n丙",
        "**粗**\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        "甲，乙：丙；丁",
        "yes",
        "2024-01-02",
        "=1+1",
    ] {
        let now = with(FILE, &[("任务/2.1.1/问题", text(odd)), ("填报/电话", text(odd))]);
        assert_eq!(Tree::of(&read(&now)).get("填报").and_then(|own| own.get("电话")), Some(&text(odd)), "{now}");
        let item = Tree::Map(vec![("名称".to_owned(), text(odd)), ("地点".to_owned(), text(odd))]);
        with(FILE, &[("项目", Tree::List(vec![item]))]);
    }
}

#[test]
fn the_last_of_a_block_keeps_its_comment_once() {
    let file = "配合:\n  2.1.1:    # 推进改造\n  2.1.2:      # 另一项\n\n# 项目\n项目:\n  - 名称: 甲\n    阶段:   # 阶段的话\n  - 名称: 乙\n    阶段:   # 最后的话\n";
    let now = with(file, &[("配合/2.1.2", text("一\n二"))]);
    assert!(now.contains("  2.1.2: |    # 另一项\n    一\n    二\n\n# 项目\n"), "{now}");
    let now = with(file, &[("配合/2.1.2", text("一句"))]);
    assert_eq!(now.matches("# 另一项").count(), 1, "{now}");
    let item =
        |name: &str, stage: &str| Tree::Map(vec![("名称".to_owned(), text(name)), ("阶段".to_owned(), text(stage))]);
    let now = with(file, &[("项目", Tree::List(vec![item("甲", "开工"), item("乙", "竣工")]))]);
    assert!(now.matches("# 阶段的话").count() == 1 && now.matches("# 最后的话").count() == 1, "{now}");
    let now = with(file, &[("项目", Tree::List(vec![item("甲", "开工")]))]);
    assert!(!now.contains("最后的话") && now.matches("# 阶段的话").count() == 1, "{now}");
}

#[test]
fn comments_stay_with_what_they_are_said_of() {
    let file = "指标:\n  甲:\n    实际值: 6   # 甲的注\n  乙: 7   # 乙的注\n项目:\n- {名称: 一, 阶段: 开工}   # 一的注\n# 二的话\n- {名称: 二, 阶段: 开工}   # 二的注\n\n# 大事记：说明\n# - {日期: …}\n任务:\n  1.1:\n    问题:   # 问题的注\n    进展: 甲\n      乙   # 进展的注\n";
    let item =
        |name: &str, stage: &str| Tree::Map(vec![("名称".to_owned(), text(name)), ("阶段".to_owned(), text(stage))]);
    let all = ["甲的注", "乙的注", "一的注", "二的话", "二的注", "大事记：说明", "{日期: …}", "问题的注", "进展的注"];
    let changes: Vec<Vec<(&str, Tree)>> = vec![
        vec![("指标/甲/说明", text("新"))],
        vec![("指标/乙", text("8"))],
        vec![("指标/丙", text("9"))],
        vec![("项目", Tree::List(vec![item("一", "竣工"), item("二", "竣工")]))],
        vec![("项目", Tree::List(vec![item("一", "开工"), item("二", "开工"), item("三", "储备")]))],
        vec![("项目", Tree::List(vec![item("一改", "开工"), item("二\n改", "开工")]))],
        vec![("任务/1.1/问题", text("一\n二")), ("任务/1.1/进展", text("三\n四"))],
        vec![("任务/1.1/下年计划", text("五\n六"))],
    ];
    for changes in changes {
        let now = with(file, &changes);
        for comment in all {
            assert_eq!(now.matches(comment).count(), 1, "{comment}: {now}");
        }
        let line = |part: &str| now.lines().find(|line| line.contains(part)).unwrap().to_owned();
        assert!(line("甲的注").contains("实际值: 6") && line("一的注").contains("名称: 一"), "{now}");
    }
    // What is taken away goes with its line; what stands above it stays.
    let mut wanted = Tree::of(&read(file));
    let Tree::Map(pairs) = wanted.under("指标") else { panic!("{file}") };
    pairs.retain(|(key, _)| key != "乙");
    let now = rewrite(file, &read(file), &wanted);
    assert_eq!(now, file.replace("  乙: 7   # 乙的注\n", ""));
}

#[test]
fn a_comment_further_in_does_not_become_part_of_a_text() {
    let file = "任务:\n  1.1:\n    进展: 甲\n      # 写在这里\n    问题:\n        # 有就写\n        # 没有不写\n";
    let now = with(file, &[("任务/1.1/进展", text("一\n二")), ("任务/1.1/问题", text("三\n四"))]);
    assert!(
        now.contains("      二\n    # 写在这里\n    问题: |\n      三\n      四\n    # 有就写\n    # 没有不写\n"),
        "{now}"
    );
}
