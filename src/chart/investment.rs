//! Investment in major projects by task area and stage.

use plotters::style::text_anchor::HPos;

use super::legend::{Key, legend};
use super::mark::{bar, beside, lettering};
use super::record::{Area, Drawn, px};
use super::rows::{Heads, mesh};
use super::scale::Scale;
use super::shape::{count, position, width};
use super::spec::{Chart, enumerated};
use super::style::{AFTER, INK, INSIDE, INVESTMENT, PAPER, Rows, SEAM, SMALL, SOFT, word};
use crate::assess::{Assessment, Reported, by_stage, invested};
use crate::model::{Choice, Decimal, Stage};

/// A stage with the number of its projects and their sum, 亿元.
type Part = (Stage, usize, Decimal);

/// One row: an area and its stages.
type Row<'a> = (&'a str, Vec<Part>);

/// The chart of the report's year; none without investment in more than one area.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let projects = assessment.projects();
    let area_of = |reported: &Reported<'_>| {
        let number = reported.project.assignment.as_ref()?;
        plan.assignments().find(|(_, _, own)| *own.number == **number).map(|(area, ..)| area.short.as_str())
    };
    let names = plan.areas.iter().map(|area| Some(area.short.as_str())).chain([None]);
    let rows: Vec<Row<'_>> = names
        .map(|name| {
            let own: Vec<Reported<'_>> = projects.iter().filter(|r| area_of(r) == name).copied().collect();
            let stages = by_stage(&own).into_iter().map(|(stage, own)| (stage, own.len(), invested(&own)));
            (name.unwrap_or("未注明任务"), stages.filter(|(_, n, _)| 0 < *n).collect::<Vec<_>>())
        })
        .filter(|(_, stages)| !stages.is_empty())
        .collect();
    let most = rows.iter().map(|(name, stages)| (sum(stages), *name)).max();
    let Some((most, first)) = most.filter(|(most, _)| 1 < rows.len() && Decimal::ZERO < *most) else {
        return Vec::new();
    };
    let all: Decimal = rows.iter().map(|(_, stages)| sum(stages)).sum();
    let share = crate::model::round(most * Decimal::ONE_HUNDRED / all, 1).normalize();
    let caption = format!("重大项目总投资按任务领域和阶段：“{first}”{most}亿元，占{share}%");
    let mut chart = Chart::new("investment", caption, INVESTMENT.height(rows.len()));
    chart.draw(|area| draw(area, &rows, position(most)));
    let told: Vec<String> = rows
        .iter()
        .map(|(name, stages)| {
            let parts = stages.iter().map(|(stage, n, money)| format!("{}{n}个{money}亿元", stage.word()));
            format!("{name}{}", parts.collect::<Vec<_>>().join("、"))
        })
        .collect();
    chart.alt = format!("堆叠条形图：重大项目总投资按任务领域和阶段。{}。", enumerated(&told, "；"));
    vec![chart]
}

/// What is invested, 亿元.
fn sum(stages: &[Part]) -> Decimal {
    stages.iter().map(|(.., money)| *money).sum::<Decimal>().normalize()
}

/// Draws the rows; the longest is so many 亿元.
fn draw(area: &Area, rows: &[Row<'_>], most: f64) -> Drawn {
    legend(&area.margin(0, 0, px(INVESTMENT.left), 0), keys(rows))?;
    let mut plot = Rows { right: 0.0, ..INVESTMENT }.plot(area, INVESTMENT.beyond(most), Scale::down(rows.len()))?;
    let names: Vec<String> = rows.iter().map(|(name, _)| INVESTMENT.name(name)).collect();
    mesh(&mut plot, &names, &Heads { label: &|_| String::new(), size: SMALL, color: INK })?;
    let unit = INVESTMENT.room() / most;
    for (at, (_, stages)) in rows.iter().enumerate() {
        let (top, middle, bottom) = (count(at), count(at) + 0.5, count(at + 1));
        let mut left = 0.0;
        for (stage, _, money) in stages {
            let (symbol, color) = word(stage.word());
            let (wide, right) = (unit * position(*money), left + position(*money));
            // However little it is, it can be seen.
            let corners = [(left, top), (right.max(left + 1.0 / unit), bottom)];
            plot.draw_series([bar(corners, INVESTMENT.margin(), (wide - 1.0).clamp(0.0, SEAM), color)])?;
            let label = format!("{symbol}{money}");
            if width(&label, SMALL) + 2.0 * INSIDE < wide {
                let place = (f64::midpoint(left, right), middle);
                plot.draw_series([beside(place, (-SEAM / 2.0, 0.0), label, lettering(SMALL, PAPER, HPos::Center))])?;
            }
            left = right;
        }
        let projects: usize = stages.iter().map(|(_, n, _)| n).sum();
        let all = format!("{}亿元，{projects}个", sum(stages));
        plot.draw_series([beside((left, middle), (AFTER, 0.0), all, lettering(SMALL, INK, HPos::Left))])?;
    }
    Ok(())
}

/// The keys of the stages that occur.
fn keys(rows: &[Row<'_>]) -> Vec<Key> {
    let occurs = |stage: Stage| rows.iter().any(|(_, parts)| parts.iter().any(|(own, n, _)| *own == stage && 0 < *n));
    let stages = Stage::WORDS.iter().filter(|(_, stage)| occurs(*stage)).map(|(name, _)| {
        let (symbol, color) = word(name);
        Key::words(format!("{symbol}{name}"), color)
    });
    stages.chain([Key::words("总投资（亿元）", SOFT)]).collect()
}
