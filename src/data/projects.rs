//! The major projects of every year, as the departments list them.

use super::table::{Cell, Column, Link, Table};
use super::word;
use crate::assess::{Assessment, INVESTMENT_UNIT, Reported};
use crate::model::{Nature, Year};

/// How many columns there are.
const COUNT: usize = 9;

/// The columns.
const COLUMNS: [Column; COUNT] = [
    Column::year("年度", "报告年度").must(),
    Column::text("项目", "名称；没有另外的键，跨年度以名称和填报单位辨认").must(),
    Column::word("阶段", "年末所处的阶段", word::stages),
    Column::number("总投资", "总投资，两位小数（不足0.1的四位），单位见“计量单位”"),
    Column::text("计量单位", "“总投资”的单位").must(),
    Column::word("数据性质", "总投资的性质，含义见 README.md", word::natures).must(),
    Column::text("地点", "建设地点"),
    Column::text("任务编号", "所属的责任分工，见 assignments 的“编号”"),
    Column::text("填报单位", "列出它的单位").must(),
];

/// The table.
pub fn projects(assessment: &Assessment) -> Table {
    let years = assessment.ledger.years.iter();
    let rows = years.flat_map(|&year| assessment.projects_of(year).into_iter().map(move |own| row(&own, year).into()));
    Table {
        key: "projects",
        title: "项目",
        about: "一行是一个重大项目在一个年度的清单里",
        columns: &COLUMNS,
        identity: &[],
        links: &[Link { from: "任务编号", table: "assignments", to: "编号" }],
        rows: rows.collect(),
    }
}

fn row(own: &Reported<'_>, year: Year) -> [Cell; COUNT] {
    let project = own.project;
    [
        Cell::year(year),
        Cell::text(project.name.value.clone()),
        Cell::maybe(project.stage.as_ref().map(|stage| stage.value.word())),
        Cell::number(own.investment),
        Cell::text(INVESTMENT_UNIT),
        Cell::text(own.nature.unwrap_or(Nature::Reported).word()),
        Cell::maybe(project.place.as_ref().map(|place| place.value.clone())),
        Cell::maybe(project.assignment.as_ref().map(|number| number.value.clone())),
        Cell::text(own.department),
    ]
}
