//! Charts: what plotters drew, told apart, readable and true; the recording as SVG and as PNG.

use std::sync::Arc;

use highland::assess::{Assessment, assess};
use highland::chart::{Chart, Color, Form, Shape, charts};
use highland::diag::Diagnostics;
use highland::load::load;
use highland::model::{Content, Decimal, Nature, OfficeStyle, Rgb, Year, join, year_end};
use highland::project::Project;
use highland::source::Sources;
use highland::style::{Style, contrast};
use highland::typeset::{Fonts, png};
use tiny_skia::Pixmap;

use super::project::root;

fn content(folder: &str) -> Content {
    let project = Project::at(&root().join(folder)).unwrap();
    load(&project, None, &mut Sources::default(), &mut Diagnostics::default()).unwrap()
}

fn style() -> Style {
    Style::new(&OfficeStyle::default()).unwrap()
}

/// Looks at every chart of a plan in a year.
fn each(content: &Content, year: Year, look: &mut dyn FnMut(&Assessment, &Chart)) -> usize {
    let assessment = assess(join(Arc::new(content.clone()), year), year_end(year));
    let charts = charts(&assessment);
    for chart in &charts {
        look(&assessment, chart);
    }
    charts.len()
}

/// Looks at every chart of both plans in all of their years.
fn all(look: &mut dyn FnMut(&Assessment, &Chart)) {
    for (folder, years) in [(".", 2021..=2025), ("tests/city", 2021..=2024)] {
        let content = content(folder);
        let drawn: usize = years.map(|year| each(&content, year, look)).sum();
        assert!(40 < drawn, "{drawn} charts of {folder}");
    }
}

#[test]
fn no_label_of_a_chart_is_cut_off_or_hides_another() {
    all(&mut |_, chart| labels_stand_apart(chart));
}

fn labels_stand_apart(chart: &Chart) {
    assert!(chart.alt.chars().count() <= 300, "{}: {}", chart.name, chart.alt);
    assert!(chart.whole, "{}: plotters refused something", chart.name);
    let boxes: Vec<_> = chart.label_boxes().collect();
    for (at, (text, [left, top, right, bottom])) in boxes.iter().enumerate() {
        let inside = -1.0 <= *left && -1.0 <= *top && *right <= 1001.0 && *bottom <= chart.height + 1.0;
        assert!(
            inside,
            "{}: 「{text}」 leaves the chart: {left} {top} {right} {bottom} of {}",
            chart.name, chart.height
        );
        for (other, [l, t, r, b]) in &boxes[..at] {
            let apart = r <= left || right <= l || b <= top || bottom <= t;
            assert!(apart, "{}: 「{text}」 and 「{other}」 overlap", chart.name);
        }
    }
}

#[test]
fn every_chart_says_in_words_what_it_shows() {
    for (folder, year) in [(".", 2024), ("tests/city", 2023)] {
        each(&content(folder), year, &mut |_, chart| {
            let least = if chart.name.starts_with("spark-") { 10 } else { 40 };
            assert!(chart.alt.ends_with('。') && least < chart.alt.chars().count(), "{}: {}", chart.name, chart.alt);
            // The message first, and no more than anybody listens to.
            assert!(chart.alt.starts_with(&chart.caption), "{}: {}", chart.name, chart.alt);
        });
    }
}

#[test]
fn charts_fit_plans_of_other_shapes() {
    for (name, content, year) in shapes() {
        let drawn = each(&content, year, &mut |_, chart| labels_stand_apart(chart));
        assert!(7 < drawn, "{name}: {drawn} charts");
    }
}

/// The shipped plan with one area and one indicator; with twelve areas; with long names; with one large area and large sums;
/// over fifteen years.
fn shapes() -> Vec<(&'static str, Content, Year)> {
    let plans = || content(".");
    let mut lone = plans();
    let area = lone.plan.areas[0].number.value.clone();
    lone.plan.areas.truncate(1);
    lone.plan.indicators.retain(|indicator| *indicator.area == area);
    lone.plan.indicators.truncate(1);
    lone.plan.departments.truncate(1);
    let mut many = plans();
    for at in 0..6 {
        let mut area = many.plan.areas[at].clone();
        area.number.value = format!("3.{at}");
        many.plan.areas.push(area);
    }
    for (at, indicator) in many.plan.indicators.iter_mut().enumerate().filter(|(at, _)| at % 2 == 0) {
        indicator.area.value = format!("3.{}", at % 6);
    }
    let mut wordy = plans();
    for area in &mut wordy.plan.areas {
        area.short = area.short.repeat(3);
        area.chapter = area.chapter.repeat(5);
    }
    wordy.plan.indicators.iter_mut().for_each(|indicator| indicator.short = indicator.short.repeat(5));
    let mut large = plans();
    large.plan.indicators.iter_mut().for_each(|indicator| indicator.area.value.clone_from(&area));
    let sums = large.submissions.iter_mut().flat_map(|submission| &mut Arc::make_mut(submission).projects);
    for investment in sums.filter_map(|project| project.investment.as_mut()) {
        investment.value.number *= Decimal::from(1_000_000);
    }
    let mut long = plans();
    long.plan.head.end = 2035;
    let early = ("long", long.clone(), 2024);
    vec![
        ("lone", lone, 2024),
        ("many", many, 2024),
        ("wordy", wordy, 2024),
        ("large", large, 2024),
        early,
        ("late", long, 2035),
    ]
}

/// A misspelt name would be drawn black, and a colour of plotters' own has no name.
#[test]
fn charts_use_only_colours_of_the_style() {
    let style = style();
    let names: Vec<&str> = style.colors().map(|(name, _)| name).collect();
    let mut used = 0;
    all(&mut |_, chart| {
        for color in chart.colors() {
            assert!(names.contains(&color.name), "{}: 「{}」", chart.name, color.name);
            used += 1;
        }
    });
    assert!(1000 < used);
}

/// The colour a label stands on is that of the last filled shape under it.
#[test]
fn every_label_can_be_read_where_it_stands() {
    let style = style();
    let shade = |color: Color| style.color(color.name).mix(Rgb::WHITE, color.white);
    let mut on_bars = 0;
    all(&mut |_, chart| {
        let mut boxes = chart.label_boxes();
        for (at, shape) in chart.shapes.iter().enumerate() {
            let Form::Label { text, .. } = &shape.form else { continue };
            let (_, [left, top, right, bottom]) = boxes.next().unwrap();
            let middle = f64::midpoint(top, bottom);
            for x in [left + 1.0, f64::midpoint(left, right), right - 1.0] {
                let under = chart.shapes[..at].iter().rev().find(|shape| covers(shape, (x, middle)));
                let ground = under.map_or(Rgb::WHITE, |shape| shade(shape.color));
                let ratio = contrast(shade(shape.color), ground);
                assert!(4.5 <= ratio, "{}: 「{text}」 on {ground}: {ratio:.2}", chart.name);
                on_bars += usize::from(ground != Rgb::WHITE);
            }
        }
    });
    assert!(500 < on_bars, "{on_bars}");
}

fn covers(shape: &Shape, (x, y): (f64, f64)) -> bool {
    match &shape.form {
        Form::Rect((left, top), (right, bottom)) => (*left..*right).contains(&x) && (*top..*bottom).contains(&y),
        Form::Dot(at, radius) => (x - at.0).hypot(y - at.1) < *radius,
        _ => false,
    }
}

/// Equal steps of a value are equal steps on the paper: the first and the last figure of a line say where the others are.
#[test]
fn figures_stand_where_their_values_put_them() {
    let mut measured = 0;
    all(&mut |assessment, chart| {
        let ledger = &assessment.ledger;
        for (at, indicator) in ledger.content.plan.indicators.iter().enumerate() {
            let line = if chart.name == format!("spark-{}", at + 1) {
                lines(chart, [0.0, 0.0, 1000.0, chart.height]).last()
            } else if chart.name.starts_with("trend-") {
                // The panel of an indicator is what is under its name.
                let mut boxes = chart.label_boxes().filter(|(text, _)| *text == indicator.short);
                boxes.next().and_then(|(_, [x, y, ..])| lines(chart, [x, y, x + 314.0, y + 220.0]).last())
            } else {
                None
            };
            let cells = ledger.years.iter().zip(&ledger.cells[at]);
            let figures = cells.filter_map(|(year, cell)| Some((*year, cell.as_ref()?.value)));
            let figures: Vec<(f64, f64)> =
                figures.map(|(year, value)| (f64::from(year), value.to_string().parse().unwrap())).collect();
            // A line that breaks between samples and real figures is several.
            let samples = ledger.cells[at].iter().flatten().map(|cell| cell.nature == Nature::Sample);
            let alike = samples.clone().all(|sample| sample) || samples.clone().all(|sample| !sample);
            if let Some(line) = line.filter(|_| 2 < figures.len() && alike) {
                let places = &line[line.len() - figures.len()..];
                for (own, places) in [
                    (
                        figures.iter().map(|own| own.0).collect::<Vec<_>>(),
                        places.iter().map(|at| at.0).collect::<Vec<_>>(),
                    ),
                    (figures.iter().map(|own| own.1).collect(), places.iter().map(|at| at.1).collect()),
                ] {
                    measured += straight(&own, &places, &format!("{} {}", chart.name, indicator.short));
                }
            }
        }
    });
    assert!(1000 < measured, "{measured}");
}

/// The lines of figures inside a box, which are of the main colour and have no dashes.
fn lines(chart: &Chart, [left, top, right, bottom]: [f64; 4]) -> impl Iterator<Item = &Vec<(f64, f64)>> {
    let inside = move |(x, y): &(f64, f64)| (left..right).contains(x) && (top..bottom).contains(y);
    chart.shapes.iter().filter_map(move |shape| match &shape.form {
        Form::Line(points, _) if shape.color.name == "main" && points.iter().all(inside) => Some(points),
        _ => None,
    })
}

/// Holds places against values, and tells how many it could measure.
fn straight(values: &[f64], places: &[f64], name: &str) -> usize {
    let last = values.len() - 1;
    let (from, to) = (values[0], values[last]);
    if (to - from).abs() < f64::EPSILON {
        return 0;
    }
    for (value, place) in values.iter().zip(places) {
        let share = (value - from) / (to - from);
        let wanted = places[0] + share * (places[last] - places[0]);
        assert!((place - wanted).abs() < 0.3 * share.abs().max(1.0), "{name}: {value} stands at {place}, not {wanted}");
    }
    last - 1
}

/// Of the ranked bars each is as long as its percentage says, up to the break.
#[test]
fn bars_are_as_long_as_they_say() {
    let mut measured = 0;
    all(&mut |_, chart| {
        if chart.name != "completion" {
            return;
        }
        let place = |wanted: &str| {
            chart.shapes.iter().find_map(|shape| match &shape.form {
                Form::Label { text, at, .. } if text == wanted => Some(at.0),
                _ => None,
            })
        };
        let (zero, whole) = (place("0%").unwrap(), place("100%").unwrap());
        for shape in &chart.shapes {
            let Form::Label { text, at: (x, y), .. } = &shape.form else { continue };
            let Some(percent) = text.strip_suffix('%').and_then(|text| text.parse::<f64>().ok()) else { continue };
            if *x < whole + 100.0 || 124.0 < percent {
                continue;
            }
            let ends = chart.shapes.iter().filter(|shape| shape.color.name != "wash" && shape.color.name != "accent");
            let end = ends.filter(|shape| covers(shape, (zero + 0.1, *y))).find_map(|shape| match &shape.form {
                Form::Rect(_, to) => Some(to.0),
                _ => None,
            });
            let wanted = zero + (whole - zero) * percent.max(0.0) / 100.0;
            assert!((end.unwrap_or(zero) - wanted).abs() < 2.0, "{percent}% ends at {end:?}, not at {wanted}");
            measured += 1;
        }
    });
    assert!(100 < measured, "{measured}");
}

#[test]
fn a_chart_is_a_picture_with_its_words_in_it() {
    let (style, content) = (style(), content("."));
    let fonts = Fonts::load(&[(root().join("assets/fonts"), "assets/fonts".to_owned())], &style).unwrap();
    let bare = Fonts::load(&[], &style).unwrap();
    let mut seen = 0;
    each(&content, 2024, &mut |_, chart| {
        if chart.name.starts_with("spark-") || chart.name.starts_with("trend-unit-") {
            return;
        }
        let picture = |fonts: &Fonts| Pixmap::decode_png(&png(chart, &style, fonts, 500).unwrap()).unwrap();
        let (set, mute) = (picture(&fonts), picture(&bare));
        assert_eq!((set.width(), set.height()), (mute.width(), mute.height()));
        assert_eq!(set.width(), 500);
        assert!((f64::from(set.height()) - chart.height / 2.0).abs() <= 1.0, "{}", chart.name);
        for (text, [left, top, right, bottom]) in chart.label_boxes() {
            let pixels = |picture: &Pixmap| -> Vec<_> {
                let [left, top, right, bottom] = [left, top, right, bottom].map(pixel);
                let rows =
                    (top..bottom.min(picture.height())).flat_map(|y| (left..right.min(500)).map(move |x| (x, y)));
                rows.filter_map(|(x, y)| picture.pixel(x, y)).collect()
            };
            assert!(pixels(&set) != pixels(&mute), "{}: 「{text}」 is not in the picture", chart.name);
            seen += 1;
        }
    });
    assert!(500 < seen, "{seen}");
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places on a small picture")]
fn pixel(units: f64) -> u32 {
    (units / 2.0).max(0.0) as u32
}

#[test]
fn what_xml_takes_for_its_own_is_text_in_a_chart() {
    let mut chart = Chart::new("hostile", "", 100.0);
    chart.note("a<b>&c\"d'e");
    let svg = chart.svg(&style());
    assert!(svg.contains(">a&lt;b&gt;&amp;c&quot;d'e</text>"), "{svg}");
    let fonts = Fonts::load(&[], &style()).unwrap();
    assert!(png(&chart, &style(), &fonts, 100).is_ok(), "{svg}");
}
