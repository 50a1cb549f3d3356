//! The composite index by task area: from the year before to this year, a row each.

use plotters::style::text_anchor::HPos;

use super::legend::{Key, legend};
use super::mark::{beside, dot, lettering, line, ring};
use super::record::{Area, Drawn, px};
use super::rows::{Heads, mesh};
use super::scale::Scale;
use super::shape::{count, position};
use super::spec::{Chart, FEWEST, Told, among};
use super::style::{AFTER, DOT, DUMBBELL, INK, LINE, MAIN, PAST, Rows, SMALL, SOFT};
use crate::assess::Assessment;
use crate::model::{Decimal, Year};

/// An area: its name, its index of the year before and of this year.
type Moved<'a> = (&'a str, Option<Decimal>, Option<Decimal>);

/// The chart of the report's year; none where fewer than three areas have an index of both years: the table beside says as
/// much.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let ledger = &assessment.ledger;
    let Some(now) = assessment.indexes.last().filter(|index| index.total.value.is_some()) else { return Vec::new() };
    let before = ledger.before().and_then(|at| Some((*ledger.years.get(at)?, assessment.indexes.get(at)?)));
    let Some((before, index)) = before else { return Vec::new() };
    let areas = ledger.content.plan.areas.iter().enumerate().map(|(at, area)| {
        let past = index.areas.get(at).and_then(|area| area.value);
        (area.short.as_str(), past, now.areas.get(at).and_then(|area| area.value))
    });
    let rows: Vec<Moved<'_>> = areas.filter(|(_, past, now)| past.is_some() || now.is_some()).collect();
    if rows.iter().filter(|(_, past, now)| past.is_some() && now.is_some()).count() < FEWEST {
        return Vec::new();
    }
    let (caption, years) = (caption(ledger.year, &rows), (before, ledger.year));
    let fallen = rows.iter().filter(|row| row.1.zip(row.2).is_some_and(|(past, now)| now < past));
    let fallen: Vec<String> = fallen.map(|row| row.0.to_owned()).collect();
    let size = DUMBBELL.holding(rows.iter().map(|(name, ..)| *name));
    let parts = size.pages(&rows).enumerate().map(|(at, rows)| {
        let mut chart = Chart::part("index-by-area", &caption, at, size.height(rows.len()));
        chart.draw(|area| draw(area, &size, rows, years));
        chart.tell(&Told {
            whom: "下降的".to_owned(),
            names: fallen.clone(),
            kind: format!("哑铃图：{}年到{}年各任务领域的综合指数，满分100", years.0, years.1),
            figures: rows.iter().map(told).collect(),
        });
        chart
    });
    parts.collect()
}

/// How many rose, who is highest and lowest; more than a few names say nothing.
fn caption(year: Year, rows: &[Moved<'_>]) -> String {
    let both = || rows.iter().filter_map(|row| row.1.zip(row.2));
    let rise = among(both().filter(|(past, now)| past < now).count(), both().count(), "个领域");
    let values = || rows.iter().filter_map(|row| row.2);
    let named = |value: Option<Decimal>| {
        let same: Vec<String> = rows.iter().filter(|row| row.2 == value).map(|row| format!("“{}”", row.0)).collect();
        if same.len() <= 3 { same.concat() } else { format!("{}个领域并列", same.len()) }
    };
    let (best, least) = (values().max(), values().min());
    if best == least {
        return format!("{year}年综合指数：{rise}上升，各领域相同");
    }
    format!("{year}年综合指数：{rise}上升，{}最高，{}最低", named(best), named(least))
}

fn draw(area: &Area, size: &Rows, rows: &[Moved<'_>], (before, year): (Year, Year)) -> Drawn {
    let past = Key::ring(format!("{before}年"), DOT, PAST);
    let now = Key::dot(format!("{year}年"), DOT, MAIN).colored(INK);
    legend(&area.margin(0, 0, px(size.left), 0), vec![past, now, Key::words("满分100", SOFT)])?;
    let marks = || (0..=4).map(|quarter| f64::from(quarter) * 25.0);
    let mut plot = size.plot(area, Scale::new(0.0, 100.0).labels(marks()).lines(marks()), Scale::down(rows.len()))?;
    let names: Vec<&str> = rows.iter().map(|(name, ..)| *name).collect();
    mesh(&mut plot, size, &names, &Heads { label: &|place| format!("{place:.0}"), size: SMALL, color: SOFT })?;
    for (at, (_, past, now)) in rows.iter().enumerate() {
        let middle = count(at) + 0.5;
        let (past, own) = (past.map(position), now.map(position));
        if let (Some(past), Some(own)) = (past, own) {
            plot.draw_series([line(vec![(past, middle), (own, middle)], PAST, LINE)])?;
        }
        plot.draw_series(past.map(|past| ring((past, middle), DOT, PAST)))?;
        plot.draw_series(own.map(|own| dot((own, middle), DOT, MAIN)))?;
        plot.draw_series([beside((100.0, middle), (AFTER, 0.0), words(rows[at]), lettering(SMALL, INK, HPos::Left))])?;
    }
    Ok(())
}

/// The value, and how far it moved.
fn words((_, past, now): Moved<'_>) -> String {
    let Some(now) = now else { return "无数据".to_owned() };
    let moved = past.map(|past| now - past).map(|moved| {
        let sign = if moved.is_sign_negative() && !moved.is_zero() { "−" } else { "+" };
        format!("（{sign}{:.1}）", moved.abs())
    });
    format!("{now:.1}{}", moved.unwrap_or_default())
}

/// An area in words.
fn told(row: &Moved<'_>) -> String {
    match (row.1, row.2) {
        (Some(past), Some(now)) => format!("{}{past:.1}到{now:.1}", row.0),
        (None, Some(now)) => format!("{}{now:.1}", row.0),
        (_, None) => format!("{}无数据", row.0),
    }
}
