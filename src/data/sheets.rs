//! The sheets of the ledger workbook, made of the tables of the data: a row a thing, a column a year.

use super::sheet::{Entry, Head, Sheet, Spark};
use super::table::{Cell, Table};
use crate::assess::Assessment;
use crate::document::lines;
use crate::model::{Audience, Choice, Nature, Year};

/// The mark shown behind a figure of a nature.
#[must_use]
pub fn mark(nature: Nature) -> &'static str {
    match nature {
        Nature::Sample => "示",
        Nature::Estimate => "预",
        Nature::Public => "公",
        Nature::Statistics | Nature::Reported => "",
    }
}

/// The same for the word of a nature in a cell.
fn marked(cell: &Cell) -> &'static str {
    match cell {
        Cell::Text(word) => Nature::parse(word).map_or("", mark),
        _ => "",
    }
}

/// The rows of one thing after another, a row a year; each with those of the year last.
fn things<'a>(table: &'a Table, years: &[Year]) -> impl Iterator<Item = (&'a [Vec<Cell>], &'a Vec<Cell>)> {
    table.rows.chunks(years.len().max(1)).filter_map(|rows| Some((rows, rows.last()?)))
}

/// Whether a column has anything in it.
fn used(table: &Table, column: &str) -> bool {
    table.rows.iter().any(|row| *table.cell(row, column) != Cell::Empty)
}

/// What departments wrote, as it reads without the marks of Markdown.
fn prose(cell: &Cell) -> Entry {
    match cell {
        Cell::Text(text) => Entry::text(lines(text).join("\n")),
        other => Entry::of(other),
    }
}

/// 指标: every year's value and status beside each other, with target and node.
pub fn indicators(assessment: &Assessment, table: &Table) -> Sheet {
    let ledger = &assessment.ledger;
    let (years, year) = (&ledger.years, ledger.year);
    let plan = &ledger.content.plan;
    let mut heads = vec![
        Head::new("序号", 6),
        Head::names("指标", 30),
        Head::new("计量单位", 10),
        Head::new("领域", 14),
        Head::new("责任单位", 16),
        Head::new("基期年", 8),
        Head::new("基期值", 11),
    ];
    let first = heads.len();
    heads.extend(years.iter().map(|year| Head::new(format!("{year}年"), 11)));
    let spark = Spark { column: heads.len(), first, last: heads.len().saturating_sub(1) };
    let node = format!("{year}年节点");
    let upper = used(table, "目标上限");
    let rest = [
        ("走势", 14),
        ("目标", 12),
        ("目标值", 11),
        ("目标上限", 11),
        ("期限", 11),
        (&node, 11),
        ("完成率（%）", 10),
        ("进度比", 8),
    ];
    let rest = rest.into_iter().filter(|(title, _)| upper || *title != "目标上限");
    heads.extend(rest.map(|(title, width)| Head::new(title, width)));
    heads.extend(years.iter().map(|year| Head::new(format!("{year}年评价"), 12)));
    heads.extend([Head::new("数据年度", 9), Head::new("数据性质", 11), Head::new("编号", 26)]);
    let rows = things(table, years).enumerate().map(|(at, (all, now))| {
        let own = |column: &str| Entry::of(table.cell(now, column));
        let area = plan.indicators.get(at).and_then(|own| plan.areas.iter().find(|area| *area.number == *own.area));
        let mut row = vec![own("序号"), own("指标"), own("计量单位")];
        row.push(area.map_or(Entry::Empty, |area| Entry::text(area.short.clone())));
        row.extend([own("责任单位"), own("基期年")]);
        row.push(Entry::marked(table.cell(now, "基期值"), marked(table.cell(now, "基期性质"))));
        row.extend(all.iter().map(|own| Entry::marked(table.cell(own, "数值"), marked(table.cell(own, "数据性质")))));
        row.extend([Entry::Empty, own("目标"), own("目标值")]);
        row.extend(upper.then(|| own("目标上限")));
        row.extend(["期限", "年度节点", "完成率", "进度比"].map(own));
        row.extend(all.iter().map(|own| Entry::word(table.cell(own, "评价"))));
        row.extend(["数据年度", "数据性质", "编号"].map(own));
        row
    });
    Sheet { name: "指标", rows: rows.collect(), heads, still: 2, wide: true, spark: Some(spark) }
}

/// 指标说明: what stands behind the figures of the report's year.
pub fn indicator_notes(assessment: &Assessment, table: &Table) -> Sheet {
    let heads = [
        ("序号", 6),
        ("指标", 28),
        ("评价", 12),
        ("评价方法", 14),
        ("计算评价", 12),
        ("评价说明", 30),
        ("数据性质", 12),
        ("数据来源", 36),
        ("口径", 60),
        ("说明", 60),
    ];
    let heads = heads.map(|(title, width)| Head { title: title.to_owned(), width, names: title == "指标" });
    let rows = things(table, &assessment.ledger.years).map(|(_, now)| {
        let own = |column: &str| Entry::of(table.cell(now, column));
        let word = |column: &str| Entry::word(table.cell(now, column));
        let mut row = vec![own("序号"), own("指标"), word("评价"), own("评价方法"), word("计算评价")];
        row.extend(["评价说明", "数据性质", "数据来源", "口径"].map(own));
        row.push(prose(table.cell(now, "说明")));
        row
    });
    Sheet { name: "指标说明", rows: rows.collect(), heads: heads.into(), still: 2, wide: true, spark: None }
}

/// 任务分工: every year's status, and what was told in the report's year.
pub fn assignments(assessment: &Assessment, table: &Table) -> Sheet {
    let ledger = &assessment.ledger;
    let (plan, years) = (&ledger.content.plan, &ledger.years);
    // Who leads is a matter of the offices.
    let leaders = ledger.content.audience == Audience::Office && plan.assignments().any(|own| !own.2.leader.is_empty());
    let mut heads = vec![Head::names("编号", 9), Head::names("分工", 22), Head::new("领域", 14)];
    heads.extend(leaders.then(|| Head::new("牵头领导", 12)));
    heads.extend([Head::new("牵头单位", 14), Head::new("配合单位", 18)]);
    heads.extend(years.iter().map(|year| Head::new(format!("{year}年状态"), 12)));
    let texts =
        [("进展", 60), ("问题", 40), ("下年计划", 40), ("年中更新", 30), ("共同牵头填报", 40), ("配合填报", 40)];
    let texts: Vec<_> = texts.into_iter().filter(|(title, _)| used(table, title)).collect();
    heads.extend(texts.iter().map(|(title, width)| Head::new(*title, *width)));
    heads.push(Head::new("方案原文", 40));
    let homes = plan.assignments();
    let rows = things(table, years).zip(homes).map(|((all, now), (area, _, assignment))| {
        let own = |column: &str| Entry::of(table.cell(now, column));
        let mut row = vec![own("编号"), own("分工"), Entry::text(area.short.clone())];
        row.extend(leaders.then(|| Entry::text(assignment.leader.clone())));
        row.extend([own("牵头单位"), own("配合单位")]);
        row.extend(all.iter().map(|own| Entry::word(table.cell(own, "状态"))));
        row.extend(texts.iter().map(|(title, _)| prose(table.cell(now, title))));
        row.push(own("方案原文"));
        row
    });
    Sheet { name: "任务分工", rows: rows.collect(), heads, still: 2, wide: true, spark: None }
}

/// 里程碑: every year's judgement and status.
pub fn milestones(assessment: &Assessment, table: &Table) -> Sheet {
    let years = &assessment.ledger.years;
    let mut heads = vec![
        Head::names("里程碑", 30),
        Head::new("领域", 16),
        Head::new("期限", 12),
        Head::new("频次", 10),
        Head::new("责任单位", 16),
    ];
    heads.extend(years.iter().map(|year| Head::new(format!("{year}年判断"), 11)));
    heads.extend(years.iter().map(|year| Head::new(format!("{year}年评价"), 11)));
    let last = [("理由", 50), ("数据来源", 24), ("口径", 36), ("编号", 22)];
    heads.extend(last.into_iter().map(|(title, width)| Head::new(title, width)));
    let rows = things(table, years).map(|(all, now)| {
        let own = |column: &str| Entry::of(table.cell(now, column));
        let mut row: Vec<Entry> = ["里程碑", "领域", "期限", "频次", "责任单位"].map(own).into();
        row.extend(all.iter().map(|own| Entry::word(table.cell(own, "判断"))));
        row.extend(all.iter().map(|own| Entry::word(table.cell(own, "评价"))));
        row.push(prose(table.cell(now, "理由")));
        row.extend(["数据来源", "口径", "编号"].map(own));
        row
    });
    Sheet { name: "里程碑", rows: rows.collect(), heads, still: 1, wide: true, spark: None }
}

/// 项目: those of the newest year first.
pub fn projects(table: &Table) -> Sheet {
    let heads = [
        ("年度", 8, true),
        ("项目", 44, true),
        ("阶段", 10, false),
        ("总投资（亿元）", 12, false),
        ("数据性质", 12, false),
        ("地点", 20, false),
        ("任务编号", 12, false),
        ("填报单位", 18, false),
    ];
    let heads = heads.map(|(title, width, names)| Head { title: title.to_owned(), width, names });
    let mut rows: Vec<&Vec<Cell>> = table.rows.iter().collect();
    rows.sort_by_key(|row| match table.cell(row, "年度") {
        Cell::Whole(year) => std::cmp::Reverse(*year),
        _ => std::cmp::Reverse(0),
    });
    let rows = rows.into_iter().map(|row| {
        let own = |column: &str| Entry::of(table.cell(row, column));
        let amount = Entry::marked(table.cell(row, "总投资"), marked(table.cell(row, "数据性质")));
        let stage = Entry::word(table.cell(row, "阶段"));
        vec![own("年度"), own("项目"), stage, amount, own("数据性质"), own("地点"), own("任务编号"), own("填报单位")]
    });
    Sheet { name: "项目", rows: rows.collect(), heads: heads.into(), still: 2, wide: false, spark: None }
}

/// 变化: as the data have it.
pub fn changes(table: &Table) -> Sheet {
    let width = |title: &str| match title {
        "名称" => 36,
        "说明" => 40,
        "编号" => 26,
        _ => 11,
    };
    let heads = table.columns.iter().map(|own| Head {
        title: own.name.to_owned(),
        width: width(own.name),
        names: ["类别", "编号", "名称"].contains(&own.name),
    });
    let entry =
        |(title, cell): (&str, &Cell)| if title.ends_with("评价") { Entry::word(cell) } else { Entry::of(cell) };
    let row = |row: &Vec<Cell>| table.columns.iter().map(|own| own.name).zip(row).map(entry).collect();
    let rows = table.rows.iter().map(row).collect();
    Sheet { name: "变化", rows, heads: heads.collect(), still: 3, wide: false, spark: None }
}
