//! The composite index by task area, this year against last year.

use std::f64::consts::{FRAC_PI_2, TAU};
use std::iter;

use plotters::coord::CoordTranslate;
use plotters::style::text_anchor::HPos;

use super::legend::{Key, legend};
use super::mark::{beside, dashed, dot, lettering, line};
use super::record::{Area, Drawn, px, units};
use super::shape::{count, fit, position};
use super::spec::{Chart, enumerated};
use super::style::{BOLD, DOT, HAIR, INK, KEY_GAP, KEYS, LABEL, MAIN, PAST, RULE, SMALL, SOFT, THIN, WIDTH, radar};
use crate::assess::{Assessment, Index};
use crate::model::Decimal;

/// A place on the radar: the area's number, and the share of full marks.
type Place = (usize, f64);

/// Coordinates of a radar: one ray for each area, the first one upwards, clockwise.
struct Polar {
    rays: usize,
}

impl CoordTranslate for Polar {
    type From = Place;

    fn translate(&self, &(ray, share): &Place) -> (i32, i32) {
        let angle = TAU * count(ray) / count(self.rays) - FRAC_PI_2;
        let ((x, y), radius) = (radar::CENTER, radar::RADIUS * share);
        (px(x + radius * angle.cos()), px(y + radius * angle.sin()))
    }
}

/// The radar of the report's year; none with fewer than three areas or without an index.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let ledger = &assessment.ledger;
    let names: Vec<&str> = ledger.content.plan.areas.iter().map(|area| area.short.as_str()).collect();
    let Some(now) = assessment.indexes.last().filter(|index| 3 <= names.len() && index.total.value.is_some()) else {
        return Vec::new();
    };
    let before = ledger.before().and_then(|at| Some((*ledger.years.get(at)?, assessment.indexes.get(at)?)));
    let past = before.map(|(_, index)| index);
    let values: Vec<Decimal> = now.areas.iter().filter_map(|area| area.value).collect();
    let named = |value: Option<&Decimal>| {
        let same = now.areas.iter().zip(&names).filter(|(area, _)| area.value.as_ref() == value);
        let same: Vec<String> = same.map(|(_, name)| format!("“{name}”")).collect();
        // More than a few names say nothing.
        if same.len() <= 3 { same.concat() } else { format!("{}个领域并列", same.len()) }
    };
    let (best, least) = (named(values.iter().max()), named(values.iter().min()));
    let caption = format!("{}年综合指数：{best}最高，{least}最低", ledger.year);
    let mut chart = Chart::new("index-radar", caption, radar::HEIGHT);
    chart.draw(|area| {
        legend(
            &area.margin(0, 0, px(radar::MARGIN), px(WIDTH - radar::LEGEND)),
            keys(ledger.year, before.map(|(year, _)| year)),
        )?;
        let right = (px(WIDTH - radar::MARGIN), px(KEYS / 2.0));
        area.draw(&beside(right, (0.0, 0.0), "满分100", lettering(SMALL, SOFT, HPos::Right)))?;
        draw(area, &names, now, past)
    });
    chart.alt = alt(assessment, &names);
    vec![chart]
}

fn draw(area: &Area, names: &[&str], now: &Index, past: Option<&Index>) -> Drawn {
    let polar = area.apply_coord_spec(Polar { rays: names.len() });
    let round = |share: &dyn Fn(usize) -> f64| -> Vec<Place> {
        (0..names.len()).chain([0]).map(|ray| (ray, share(ray))).collect()
    };
    // Of an area without an index there is no point: the outline leads past it.
    let outline = |index: &Index| -> Vec<Place> {
        let known: Vec<Place> = (0..names.len()).filter_map(|ray| Some((ray, share(index, ray)?))).collect();
        known.iter().chain(known.first()).copied().collect()
    };
    for ring in [25.0, 50.0, 75.0, 100.0] {
        let share = ring / 100.0;
        polar.draw(&line(round(&|_| share), if ring < 100.0 { HAIR } else { RULE }, THIN))?;
        polar.draw(&beside((0, share), radar::BESIDE, ring.to_string(), lettering(radar::RINGS, SOFT, HPos::Left)))?;
    }
    for ray in 0..names.len() {
        polar.draw(&line(vec![(0, 0.0), (ray, 1.0)], HAIR, THIN))?;
    }
    if let Some(past) = past {
        polar.draw(&dashed(outline(past), PAST))?;
    }
    polar.draw(&line(outline(now), MAIN, BOLD))?;
    for (ray, name) in names.iter().enumerate() {
        if let Some(share) = share(now, ray) {
            polar.draw(&dot((ray, share), DOT, MAIN))?;
        }
        let place = (ray, radar::NAME);
        let off = polar.map_coordinate(&place).0 - px(radar::CENTER.0);
        // What is not beside the radar has to keep clear of its neighbours.
        let (anchor, room) = match off {
            _ if off.abs() < px(radar::UPRIGHT) => {
                let next = polar.map_coordinate(&(1, radar::NAME)).0 - px(radar::CENTER.0);
                (HPos::Center, 2.0 * units(next) - KEY_GAP)
            }
            ..0 => (HPos::Right, radar::CENTER.0 + units(off)),
            0.. => (HPos::Left, WIDTH - radar::CENTER.0 - units(off)),
        };
        let value = value(now, ray).map_or_else(|| "无数据".to_owned(), |value| format!("{value:.1}"));
        for (text, shift, color) in [(fit(name, LABEL, room), -radar::SPREAD, INK), (value, radar::SPREAD, MAIN)] {
            polar.draw(&beside(place, (0.0, shift), text, lettering(LABEL, color, anchor)))?;
        }
    }
    Ok(())
}

/// The index of an area, if it has one.
fn value(index: &Index, ray: usize) -> Option<Decimal> {
    index.areas.get(ray).and_then(|area| area.value)
}

/// The same as a share of full marks.
fn share(index: &Index, ray: usize) -> Option<f64> {
    value(index, ray).map(|value| position(value) / 100.0)
}

/// The years, each as its outline is drawn.
fn keys(year: i16, before: Option<i16>) -> Vec<Key> {
    let now = Key::line(format!("{year}年"), MAIN, BOLD).colored(INK);
    let past = before.map(|before| Key::dashed(format!("{before}年"), PAST));
    iter::once(now).chain(past).collect()
}

fn alt(assessment: &Assessment, names: &[&str]) -> String {
    let years: Vec<String> = assessment
        .ledger
        .years
        .iter()
        .zip(&assessment.indexes)
        .enumerate()
        .rev()
        .filter(|(at, _)| *at + 1 == assessment.indexes.len() || Some(*at) == assessment.ledger.before())
        .map(|(_, (year, index))| {
            let values = names.iter().zip(&index.areas).map(|(name, area)| {
                area.value.map_or_else(|| format!("{name}无数据"), |value| format!("{name}{value}"))
            });
            format!("{year}年{}", enumerated(&values.collect::<Vec<_>>(), "、"))
        })
        .collect();
    format!("雷达图：各任务领域的综合指数，满分100。{}。", years.join("；"))
}
