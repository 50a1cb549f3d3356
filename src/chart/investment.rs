//! Investment in major projects by task area and stage.

use super::spec::{Anchor, Chart, fit, position, width};
use super::style::{HAIR, INK, LABEL, PAPER, SMALL, SOFT, WIDTH, word};
use crate::assess::{Assessment, Reported, by_stage, invested};
use crate::model::{Choice, Decimal, Stage};

/// A stage with the number of its projects and their sum, 亿元.
type Part = (Stage, usize, Decimal);

const ROW: f64 = 54.0;
const TOP: f64 = 60.0;
const LEFT: f64 = 190.0;

/// The chart of the report's year; none without investment in more than one area.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let projects = assessment.projects();
    let area_of = |reported: &Reported<'_>| {
        let number = reported.project.assignment.as_ref()?;
        plan.assignments().find(|(_, _, own)| *own.number == **number).map(|(area, ..)| area.short.as_str())
    };
    let names = plan.areas.iter().map(|area| Some(area.short.as_str())).chain([None]);
    let rows: Vec<(&str, Vec<Part>)> = names
        .map(|name| {
            let own: Vec<Reported<'_>> = projects.iter().filter(|r| area_of(r) == name).copied().collect();
            let stages = by_stage(&own).into_iter().map(|(stage, own)| (stage, own.len(), invested(&own)));
            (name.unwrap_or("未注明任务"), stages.filter(|(_, n, _)| 0 < *n).collect::<Vec<_>>())
        })
        .filter(|(_, stages)| !stages.is_empty())
        .collect();
    let sum = |stages: &[Part]| stages.iter().map(|(.., money)| *money).sum::<Decimal>().normalize();
    let most = rows.iter().map(|(name, stages)| (sum(stages), *name)).max();
    let Some((most, first)) = most.filter(|(most, _)| 1 < rows.len() && Decimal::ZERO < *most) else {
        return Vec::new();
    };
    let all: Decimal = rows.iter().map(|(_, stages)| sum(stages)).sum();
    let share = crate::model::round(most * Decimal::ONE_HUNDRED / all, 1).normalize();
    let caption = format!("重大项目总投资按任务领域和阶段：“{first}”{most}亿元，占{share}%");
    let mut chart = Chart::new("investment", caption, TOP + ROW * count(rows.len()) + 4.0);
    legend(&mut chart);
    let room = WIDTH - LEFT - 230.0;
    for (at, (name, stages)) in rows.iter().enumerate() {
        let top = TOP + ROW * count(at);
        chart.text((LEFT - 14.0, top + 18.0), fit(name, LABEL, LEFT - 20.0), LABEL, INK, Anchor::End);
        let mut x = LEFT;
        for (stage, _, money) in stages {
            let (symbol, color) = word(stage.word());
            let wide = room * position(*money) / position(most);
            chart.rect((x, top), ((wide - 2.0).max(1.0), 36.0), color);
            let label = format!("{symbol}{money}");
            if width(&label, SMALL) + 12.0 < wide {
                chart.text((x + wide / 2.0 - 1.0, top + 18.0), label, SMALL, PAPER, Anchor::Middle);
            }
            x += wide;
        }
        let projects: usize = stages.iter().map(|(_, n, _)| n).sum();
        chart.text((x + 10.0, top + 18.0), format!("{}亿元，{projects}个", sum(stages)), SMALL, INK, Anchor::Start);
        chart.line((LEFT, top + 45.0), (WIDTH, top + 45.0), HAIR, 1);
    }
    let told: Vec<String> = rows
        .iter()
        .map(|(name, stages)| {
            let parts = stages.iter().map(|(stage, n, money)| format!("{}{n}个{money}亿元", stage.word()));
            format!("{name}{}", parts.collect::<Vec<_>>().join("、"))
        })
        .collect();
    chart.alt = format!("堆叠条形图：重大项目总投资按任务领域和阶段。{}。", told.join("；"));
    vec![chart]
}

fn legend(chart: &mut Chart) {
    let mut x = LEFT;
    for (name, _) in Stage::WORDS {
        let (symbol, color) = word(name);
        chart.text((x, 18.0), format!("{symbol}{name}"), SMALL, color, Anchor::Start);
        x += 92.0;
    }
    chart.text((x + 10.0, 18.0), "总投资（亿元）", SMALL, SOFT, Anchor::Start);
}

#[expect(clippy::cast_precision_loss, reason = "a handful of areas")]
fn count(n: usize) -> f64 {
    n as f64
}
