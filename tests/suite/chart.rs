//! Charts: what plotters drew, told apart, readable and true; the recording as SVG and as PNG.

use std::sync::Arc;

use highland::assess::{Assessment, assess};
use highland::chart::{Chart, Color, Form, Shape, charts};
use highland::diag::Diagnostics;
use highland::load::load;
use highland::model::{Content, Decimal, Nature, OfficeStyle, Responsible, Rgb, Terms, Year, join, year_end};
use highland::project::Project;
use highland::source::Sources;
use highland::style::{Style, contrast};
use highland::typeset::{Extent, Fonts, png};
use tiny_skia::Pixmap;

use super::project::root;

/// The content of a folder of the project.
pub fn content(folder: &str) -> Content {
    let project = Project::at(&root().join(folder)).unwrap();
    load(&project, None, &mut Sources::default(), &mut Diagnostics::default()).unwrap()
}

/// The built-in style.
pub fn style() -> Style {
    Style::new(&OfficeStyle::default()).unwrap()
}

/// Looks at every chart of a plan in a year.
pub fn each(content: &Content, year: Year, look: &mut dyn FnMut(&Assessment, &Chart)) -> usize {
    let assessment = assess(join(Arc::new(content.clone()), year), year_end(year));
    let charts = charts(&assessment);
    for chart in &charts {
        look(&assessment, chart);
    }
    charts.len()
}

/// Looks at every chart of all plans in all of their years.
pub fn all(look: &mut dyn FnMut(&Assessment, &Chart)) {
    for (folder, years) in [
        (".", 2021..=2025),
        ("tests/city", 2021..=2024),
        ("tests/province", 2024..=2026),
        ("tests/district", 2026..=2030),
    ] {
        let content = content(folder);
        let drawn: usize = years.map(|year| each(&content, year, look)).sum();
        assert!(20 < drawn, "{drawn} charts of {folder}");
    }
}

#[test]
fn no_label_of_a_chart_is_cut_off_or_hides_another() {
    all(&mut |_, chart| labels_stand_apart(chart));
}

/// Holds a chart against its own frame and its labels against each other.
pub fn labels_stand_apart(chart: &Chart) {
    assert!(chart.alt.chars().count() <= 300, "{}: {}", chart.name, chart.alt);
    assert!(chart.whole, "{}: plotters refused something", chart.name);
    // With its caption and a remark it fits a page.
    assert!(chart.height <= 1310.0, "{} is {} high", chart.name, chart.height);
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
        assert!(4 < drawn, "{name}: {drawn} charts");
    }
}

/// The shipped plan with one area and one indicator; with twelve areas; with long names; with one large area and large sums;
/// over fifteen years; with three departments and five assignments, with sixty and eighty, with no assignments at all.
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
        ("few", peopled(3, 5), 2024),
        ("crowded", peopled(60, 80), 2024),
        ("idle", peopled(17, 0), 2024),
    ]
}

/// The shipped plan with so many departments and assignments, each led by one or two and supported by three.
pub fn peopled(departments: usize, assignments: usize) -> Content {
    peopled_by((1..=departments).map(|at| format!("市第{at}和开发指挥部")).collect(), assignments)
}

/// The same of departments of such names.
pub fn peopled_by(names: Vec<String>, assignments: usize) -> Content {
    let departments = names.len();
    let mut content = content(".");
    let plan = &mut content.plan;
    let first = plan.departments[0].clone();
    plan.bodies.clear();
    let department = |name| {
        let mut own = first.clone();
        own.name.value = name;
        own
    };
    plan.departments = names.into_iter().map(department).collect();
    let named = |at: usize| plan.departments[at % departments].name.clone();
    let some = plan.areas[0].tasks[0].assignments[0].clone();
    plan.areas.iter_mut().flat_map(|area| &mut area.tasks).for_each(|task| task.assignments.clear());
    let areas = plan.areas.len();
    for at in 0..assignments {
        let mut own = some.clone();
        own.number.value = format!("9.{at}");
        let mut leads = vec![named(at)];
        leads.extend((at % 3 == 0).then(|| named(at + 1)));
        own.lead = Responsible::new(Terms::new(leads, Vec::new()));
        own.support = Responsible::new(Terms::new((2..5).map(|more| named(at + more)).collect(), Vec::new()));
        plan.areas[at % areas].tasks[0].assignments.push(own);
    }
    content
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

/// Whether a filled shape is there.
pub fn covers(shape: &Shape, (x, y): (f64, f64)) -> bool {
    match &shape.form {
        Form::Rect((left, top), (right, bottom)) => (*left..*right).contains(&x) && (*top..*bottom).contains(&y),
        Form::Dot(at, radius) => (x - at.0).hypot(y - at.1) < *radius,
        Form::Area(points) => {
            // As many edges to the right as make the place one inside.
            let edges = points.iter().zip(points.iter().cycle().skip(1));
            let crossed = edges.filter(|(from, to)| {
                (from.1 <= y) != (to.1 <= y) && x < from.0 + (y - from.1) / (to.1 - from.1) * (to.0 - from.0)
            });
            crossed.count() % 2 == 1
        }
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
            // So is one that breaks at years of which nothing is known.
            let gapless = figures.windows(2).all(|two| two[1].0 - two[0].0 < 1.5);
            if let Some(line) = line.filter(|_| 2 < figures.len() && alike && gapless) {
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

#[test]
fn a_chart_is_a_picture_with_its_words_in_it() {
    let (style, content) = (style(), content("."));
    let fonts =
        Fonts::load(&[(root().join("assets/fonts"), "assets/fonts".to_owned())], &style, Extent::Whole).unwrap();
    let bare = Fonts::load(&[], &style, Extent::Whole).unwrap();
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
    let fonts = Fonts::load(&[], &style(), Extent::Whole).unwrap();
    assert!(png(&chart, &style(), &fonts, 100).is_ok(), "{svg}");
}
