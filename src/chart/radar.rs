//! The composite index by task area, this year against last year.

use std::f64::consts::{FRAC_PI_2, TAU};

use super::spec::{Anchor, Chart, position};
use super::style::{HAIR, INK, LABEL, MAIN, PAST, RULE, SMALL, SOFT, WIDTH};
use crate::assess::{Assessment, Index};
use crate::model::Decimal;

const CENTER: (f64, f64) = (500.0, 214.0);
const RADIUS: f64 = 138.0;

/// The radar of the report's year; none with fewer than three areas or without an index.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let ledger = &assessment.ledger;
    let names: Vec<&str> = ledger.content.plan.areas.iter().map(|area| area.short.as_str()).collect();
    let Some(now) = assessment.indexes.last().filter(|index| 3 <= names.len() && index.total.value.is_some()) else {
        return Vec::new();
    };
    let past = assessment.indexes.len().checked_sub(2).and_then(|at| assessment.indexes.get(at));
    let values: Vec<Decimal> = now.areas.iter().filter_map(|area| area.value).collect();
    let named = |value: Option<&Decimal>| {
        let same = now.areas.iter().zip(&names).filter(|(area, _)| area.value.as_ref() == value);
        same.map(|(_, name)| format!("“{name}”")).collect::<String>()
    };
    let (best, least) = (named(values.iter().max()), named(values.iter().min()));
    let caption = format!("{}年综合指数：{best}最高，{least}最低", ledger.year);
    let mut chart = Chart::new("index-radar", caption, 420.0);
    let corner = |at: usize, share: f64| point(at, names.len(), share);
    for ring in [25.0, 50.0, 75.0, 100.0] {
        let points = (0..names.len()).map(|at| corner(at, ring / 100.0)).collect();
        chart.shapes.push(super::Shape::Polygon(points, if ring < 100.0 { HAIR } else { RULE }, 1));
        chart.text(
            (CENTER.0 + 6.0, CENTER.1 - RADIUS * ring / 100.0 + 12.0),
            ring.to_string(),
            SMALL - 2.0,
            SOFT,
            Anchor::Start,
        );
    }
    for at in 0..names.len() {
        chart.line(CENTER, corner(at, 1.0), HAIR, 1);
    }
    let outline = |index: &Index| {
        (0..names.len()).map(|at| corner(at, index.areas[at].value.map_or(0.0, position) / 100.0)).collect::<Vec<_>>()
    };
    if let Some(past) = past {
        let mut points = outline(past);
        points.extend(points.first().copied());
        chart.shapes.push(super::Shape::Line(points, PAST, 2, true));
    }
    let points = outline(now);
    chart.shapes.push(super::Shape::Polygon(points.clone(), MAIN, 3));
    for &(x, y) in &points {
        chart.shapes.push(super::Shape::Dot(x, y, 5.0, MAIN, false));
    }
    for (at, name) in names.iter().enumerate() {
        let (x, y) = corner(at, 1.24);
        let anchor = if (x - CENTER.0).abs() < 20.0 {
            Anchor::Middle
        } else if x < CENTER.0 {
            Anchor::End
        } else {
            Anchor::Start
        };
        let value = now.areas[at].value.map_or_else(|| "无数据".to_owned(), |value| format!("{value:.1}"));
        chart.text((x, y - 13.0), *name, LABEL, INK, anchor);
        chart.text((x, y + 13.0), value, LABEL, MAIN, anchor);
    }
    legend(&mut chart, ledger.year, past.is_some());
    chart.alt = alt(assessment, &names);
    vec![chart]
}

fn point(at: usize, of: usize, share: f64) -> (f64, f64) {
    #[expect(clippy::cast_precision_loss, reason = "a handful of areas")]
    let angle = TAU * at as f64 / of as f64 - FRAC_PI_2;
    (CENTER.0 + RADIUS * share * angle.cos(), CENTER.1 + RADIUS * share * angle.sin())
}

fn legend(chart: &mut Chart, year: i16, past: bool) {
    chart.shapes.push(super::Shape::Line(vec![(40.0, 24.0), (90.0, 24.0)], MAIN, 3, false));
    chart.text((100.0, 24.0), format!("{year}年"), SMALL, INK, Anchor::Start);
    chart.text((WIDTH - 40.0, 24.0), "满分100", SMALL, SOFT, Anchor::End);
    if past {
        chart.shapes.push(super::Shape::Line(vec![(40.0, 52.0), (90.0, 52.0)], PAST, 2, true));
        chart.text((100.0, 52.0), format!("{}年", year - 1), SMALL, SOFT, Anchor::Start);
    }
}

fn alt(assessment: &Assessment, names: &[&str]) -> String {
    let years: Vec<String> = assessment
        .ledger
        .years
        .iter()
        .zip(&assessment.indexes)
        .rev()
        .take(2)
        .map(|(year, index)| {
            let values = names.iter().zip(&index.areas).map(|(name, area)| {
                area.value.map_or_else(|| format!("{name}无数据"), |value| format!("{name}{value}"))
            });
            format!("{year}年{}", values.collect::<Vec<_>>().join("、"))
        })
        .collect();
    format!("雷达图：各任务领域的综合指数，满分100。{}。", years.join("；"))
}
