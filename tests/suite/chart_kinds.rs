//! Charts one by one: what each of them shows, and when there is none.

use std::sync::Arc;

use highland::assess::Assessment;
use highland::chart::{Chart, Color, Form};
use highland::model::{Assignment, Content, Decimal, Kind, Rgb, Stage, Year};
use highland::style::contrast;

use super::chart::{all, content, covers, each, labels_stand_apart, peopled, style};
use super::chart_labels::in_grey;

/// Every lead and every support of every assignment is a mark under its department, however many charts that takes.
#[test]
fn who_leads_and_supports_is_marked_for_every_assignment_once() {
    for (departments, assignments, charts) in [(3, 5, 1), (17, 27, 1), (60, 80, 5), (17, 0, 0), (1, 5, 0)] {
        let content = peopled(departments, assignments);
        let (mut drawn, mut leads, mut supports) = (0, 0, 0);
        each(&content, 2024, &mut |_, chart| {
            if !chart.name.starts_with("assignments-by-department") {
                return;
            }
            drawn += 1;
            let heads = 90.0;
            for shape in &chart.shapes {
                match &shape.form {
                    Form::Dot((_, y), _) if heads < *y && shape.color.name == "main" => leads += 1,
                    Form::Ring((_, y), ..) if heads < *y => supports += 1,
                    _ => {}
                }
            }
        });
        let rows: Vec<_> = content.plan.assignments().map(|(.., own)| own).collect();
        let wanted =
            |of: &dyn Fn(&Assignment) -> usize| if drawn == 0 { 0 } else { rows.iter().map(|own| of(own)).sum() };
        assert_eq!(drawn, charts, "{departments} departments, {assignments} assignments");
        assert_eq!(leads, wanted(&|own| own.lead.iter().count()));
        let both = |own: &Assignment| own.support.iter().filter(|name| !own.lead.includes(name.as_str())).count();
        assert_eq!(supports, wanted(&both));
    }
}

/// Names are as wide as they need to be, or stand on two lines: nothing of them is left out.
#[test]
fn no_label_of_a_chart_is_shortened_and_names_of_assignments_stand_whole() {
    let mut named = 0;
    all(&mut |assessment, chart| {
        for (text, _) in chart.label_boxes() {
            assert!(!text.contains('…'), "{}: 「{text}」", chart.name);
        }
        if !["roadmap", "schedule", "assignments-by-department"].contains(&chart.name.as_str()) {
            return;
        }
        let labels: String = chart.labels().filter(|text| 1 < text.chars().count()).collect();
        for (.., own) in assessment.ledger.content.plan.assignments() {
            let name = format!("{} {}", own.number.value, own.name);
            named += usize::from(labels.contains(&name));
        }
        let first = assessment.ledger.content.plan.assignments().next().unwrap().2;
        assert!(labels.contains(first.name.as_str()), "{}: {labels}", chart.name);
    });
    assert!(300 < named, "{named}");
}

/// Under the heads stand the sums of what is marked below; those who are many at once stand apart, behind all departments.
#[test]
fn a_department_has_as_many_marks_as_its_sums_say_and_those_who_are_many_stand_apart() {
    for (folder, year, collective) in [(".", 2024, 3), ("tests/province", 2026, 1)] {
        let mut seen = 0;
        each(&content(folder), year, &mut |assessment, chart| {
            if chart.name != "assignments-by-department" {
                return;
            }
            seen += 1;
            let line = |title: &str| {
                let (_, [_, top, right, _]) = chart.label_boxes().find(|(text, _)| *text == title).unwrap();
                let own =
                    chart.label_boxes().filter(move |(_, frame)| (frame[1] - top).abs() < 1.0 && right < frame[0]);
                own.map(|(text, frame)| (f64::midpoint(frame[0], frame[2]), text.parse::<usize>().unwrap())).collect()
            };
            let below = chart.label_boxes().find(|(text, _)| *text == "配合的项数").unwrap().1[3];
            let marks = |hollow: bool, x: f64| {
                let own = chart.shapes.iter().filter(|shape| shape.color.name == "main");
                let own = own.filter_map(|shape| match shape.form {
                    Form::Dot(at, _) if !hollow => Some(at),
                    Form::Ring(at, ..) if hollow => Some(at),
                    _ => None,
                });
                own.filter(|at| (at.0 - x).abs() < 1.0 && below < at.1).count()
            };
            let leads: Vec<(f64, usize)> = line("牵头的项数");
            let supports: Vec<(f64, usize)> = line("配合的项数");
            assert!(leads.iter().all(|(x, sum)| marks(false, *x) == *sum), "{leads:?}");
            assert!(supports.iter().all(|(x, sum)| marks(true, *x) == *sum), "{supports:?}");
            let plan = &assessment.ledger.content.plan;
            let of = |many: &dyn Fn(&Assignment) -> usize| plan.assignments().map(|(.., own)| many(own)).sum::<usize>();
            assert_eq!(leads.iter().map(|(_, sum)| sum).sum::<usize>(), of(&|own| own.lead.iter().count()));
            assert_eq!(supports.iter().map(|(_, sum)| sum).sum::<usize>(), of(&|own| own.support.iter().count()));
            // They are the last columns, under their word.
            let (_, [from, _, to, _]) = chart.label_boxes().find(|(text, _)| *text == "统称").unwrap();
            let last: Vec<f64> = supports.iter().rev().take(collective).map(|(x, _)| *x).collect();
            let middle = f64::midpoint(last[0], last[last.len() - 1]);
            assert!((f64::midpoint(from, to) - middle).abs() < 1.0, "{last:?}");
            let (first, before) = (last[last.len() - 1], supports[supports.len() - collective - 1].0);
            let column = supports.windows(2).map(|two| two[1].0 - two[0].0).fold(f64::INFINITY, f64::min);
            assert!(1.4 * column < first - before, "{first} {before} {column}");
        });
        assert_eq!(seen, 1, "{folder}");
    }
}

/// What flows from the areas to the places has the colours of the stages that it comes from, as much of each as went in.
#[test]
fn money_keeps_the_colour_of_its_stage_on_all_of_its_way() {
    for (folder, year) in [(".", 2024), ("tests/province", 2026)] {
        let mut seen = 0;
        each(&content(folder), year, &mut |_, chart| {
            if chart.name != "investment" {
                return;
            }
            let mut sums: [std::collections::BTreeMap<&str, f64>; 2] = Default::default();
            for shape in &chart.shapes {
                let Form::Area(points) = &shape.form else { continue };
                let (first, last) = (points[0], points[points.len() - 1]);
                *sums[usize::from(500.0 < first.0)].entry(shape.color.name).or_default() += last.1 - first.1;
                seen += 1;
            }
            let [left, right] = &sums;
            assert!(1 < left.len() && left.keys().eq(right.keys()), "{left:?} {right:?}");
            // Very thin ones are drawn a little thicker.
            assert!(left.iter().all(|(color, sum)| (sum - right[color]).abs() < 4.0), "{left:?} {right:?}");
            in_grey(chart);
        });
        assert!(6 < seen, "{folder}: {seen}");
    }
}

/// What goes as it should is pale, what somebody has to look after is strong: in grey, too.
#[test]
fn exceptions_are_darker_than_what_is_as_it_should_be() {
    let style = style();
    let light = |color: Color| contrast(style.color(color.name).mix(Rgb::WHITE, color.white), Rgb(0, 0, 0));
    let (mut fine, mut bad) = (Vec::new(), Vec::new());
    all(&mut |_, chart| {
        if !chart.name.starts_with("roadmap") && !chart.name.starts_with("submissions") {
            return;
        }
        for (at, shape) in chart.shapes.iter().enumerate() {
            let Form::Label { text, at: place, .. } = &shape.form else { continue };
            let under =
                chart.shapes[..at].iter().rev().find(|shape| covers(shape, *place)).map(|shape| light(shape.color));
            match text.chars().next() {
                Some('★' | '●') => fine.extend(under),
                Some('◐' | '▼' | '○') => bad.extend(under),
                _ => {}
            }
        }
    });
    let darkest = fine.iter().copied().fold(f64::INFINITY, f64::min);
    let lightest = bad.iter().copied().fold(0.0, f64::max);
    assert!(100 < fine.len() && 20 < bad.len() && 2.0 * lightest < darkest, "{lightest} {darkest}");
}

/// Colour alone says nothing in a grey print: every part of a stacked bar has its symbol, in it or after it.
#[test]
fn every_part_of_a_stacked_bar_has_its_symbol() {
    let mut crowded = content(".");
    let one = crowded.plan.areas[0].number.value.clone();
    crowded.plan.areas.truncate(2);
    let last = crowded.plan.areas[1].number.value.clone();
    for (at, indicator) in crowded.plan.indicators.iter_mut().enumerate() {
        indicator.area.value.clone_from(if at == 0 { &last } else { &one });
    }
    let mut seen = 0;
    for (content, year) in [(crowded, 2024), (content("."), 2024), (content("tests/province"), 2026)] {
        each(&content, year, &mut |assessment, chart| {
            if chart.name != "status-by-area" {
                return;
            }
            labels_stand_apart(chart);
            for area in &assessment.ledger.content.plan.areas {
                let own = assessment.ledger.content.plan.indicators.iter().enumerate();
                let own = own.filter(|(_, indicator)| *indicator.area == *area.number);
                let tally = Assessment::tally(own.filter_map(|(at, _)| Some(assessment.verdict(at)?.status)));
                let Some((_, [_, y, ..])) = chart.label_boxes().find(|(text, _)| *text == area.short) else { continue };
                let row = chart.label_boxes().filter(|(_, [_, top, ..])| (top - y).abs() < 10.0);
                let row: String = row.map(|(text, _)| text).collect();
                for (status, n) in tally {
                    let symbol = highland::style::status(status.word()).0;
                    assert!(row.contains(&format!("{symbol}{n}")), "{}: no {symbol}{n} in {row}", area.short);
                    seen += 1;
                }
            }
        });
    }
    assert!(20 < seen, "{seen}");
}

/// On every panel there are the first and the last figure, and it says if its scale does not begin at zero.
#[test]
fn panels_say_their_first_and_last_figure_and_where_their_scale_begins() {
    let (mut ends, mut raised, mut panels) = (0, 0, 0);
    all(&mut |assessment, chart| {
        if !chart.name.starts_with("trend-2") {
            return;
        }
        let ledger = &assessment.ledger;
        for (at, indicator) in ledger.content.plan.indicators.iter().enumerate() {
            let Some((_, [x, y, ..])) = chart.label_boxes().find(|(text, _)| *text == indicator.short) else {
                continue;
            };
            let inside = |frame: &[f64; 4]| {
                x - 1.0 <= frame[0] && frame[2] <= x + 320.0 && y <= frame[1] && frame[3] <= y + 240.0
            };
            let own: Vec<&str> = chart.label_boxes().filter(|(_, frame)| inside(frame)).map(|(text, _)| text).collect();
            let printed = |value: Decimal| value.to_string().replace('-', "−");
            let base = indicator.baseline.iter().filter(|base| base.comparable && indicator.kind != Kind::Increment);
            let cells = ledger.cells[at].iter().flatten().map(|cell| cell.value);
            let known: Vec<String> = base.map(|base| base.value.value).chain(cells).map(printed).collect();
            let both = [known.first(), known.last()].into_iter().flatten().all(|end| own.contains(&end.as_str()));
            ends += usize::from(both);
            raised += own.iter().filter(|text| **text == "不从零起").count();
            panels += 1;
        }
    });
    assert!(100 < panels && 10 < raised && raised < panels, "{raised} of {panels}");
    assert_eq!(ends, panels);
}

/// The only indicator of an area has its years in its card; a department's part has no card.
#[test]
fn a_department_of_one_indicator_has_its_trend_and_an_area_of_one_has_not() {
    let mut names = Vec::new();
    each(&content("tests/city"), 2023, &mut |_, chart| names.push(chart.name.clone()));
    assert!(names.contains(&"trend-2.1".to_owned()) && !names.contains(&"trend-2.2".to_owned()), "{names:?}");
    assert!(names.contains(&"trend-unit-2".to_owned()), "{names:?}");
}

/// Where areas have few assignments they have no headings, unless nothing else says the area.
#[test]
fn an_assignment_stands_under_its_area_where_its_number_does_not_say_it() {
    let titles = |content: &Content| {
        let mut titles = None;
        each(content, 2024, &mut |assessment, chart| {
            if chart.name == "assignments-by-department" {
                let areas = assessment.ledger.content.plan.areas.iter();
                titles = Some(areas.filter(|area| chart.labels().any(|label| label == area.chapter)).count());
            }
        });
        titles.expect("the chart is there")
    };
    let mut content = peopled(12, 8);
    let areas = content.plan.areas.iter().filter(|area| !area.tasks[0].assignments.is_empty()).count();
    assert_eq!(titles(&content), areas, "a number of no area");
    for area in &mut content.plan.areas {
        for (at, own) in area.tasks[0].assignments.iter_mut().enumerate() {
            own.number.value = format!("{}.{at}", area.number.value);
        }
    }
    assert_eq!(titles(&content), 0, "the number of its area");
}

/// Projects that say nothing of their investment are counted under the picture and in what is said of it.
#[test]
fn projects_without_investment_are_counted_not_dropped() {
    let look = |content: &Content| -> Vec<Chart> {
        let mut found = Vec::new();
        each(content, 2024, &mut |_, chart| found.extend((chart.name == "investment").then(|| chart.clone())));
        found
    };
    let mut content = content(".");
    let all = look(&content).remove(0);
    assert!(!all.labels().any(|label| label.contains("没有填写总投资")), "every project has one");
    let projects = content.submissions.iter_mut().flat_map(|file| &mut Arc::make_mut(file).projects);
    for project in projects.filter(|own| own.stage.as_ref().is_some_and(|stage| stage.value == Stage::Reserved)) {
        project.investment = None;
    }
    let some = look(&content).remove(0);
    assert!(some.labels().any(|label| label == "注：另有4个项目没有填写总投资，不在图中。"));
    assert!(some.alt.contains("不含没有填写总投资的4个") && !some.labels().any(|label| label.contains("储备")));
    let projects = content.submissions.iter_mut().flat_map(|file| &mut Arc::make_mut(file).projects);
    projects.for_each(|project| project.investment = None);
    assert!(look(&content).is_empty(), "nothing to draw");
}

/// Very many places: the largest by name, the others as one that says how many they are; all money is somewhere.
#[test]
fn very_many_places_are_the_largest_and_the_rest() {
    let mut content = content(".");
    let projects = content.submissions.iter_mut().flat_map(|file| &mut Arc::make_mut(file).projects).enumerate();
    for (at, project) in projects {
        if let Some(place) = &mut project.place {
            place.value = format!("第{at}镇");
        }
    }
    let mut seen = 0;
    each(&content, 2024, &mut |_, chart| {
        if chart.name != "investment" {
            return;
        }
        labels_stand_apart(chart);
        let right: Vec<&str> =
            chart.label_boxes().filter(|(_, frame)| 680.0 < frame[0]).map(|(text, _)| text).collect();
        let sums: Vec<&str> = right.iter().copied().filter(|text| text.contains('个')).collect();
        assert_eq!(sums.len(), 10, "{right:?}");
        assert!(right.iter().any(|text| text.starts_with("其他21处")), "{right:?}");
        let projects =
            sums.iter().filter_map(|text| text.rsplit_once('，')?.1.split_once('个')?.0.parse::<usize>().ok());
        assert_eq!(projects.sum::<usize>(), 30);
        seen += 1;
    });
    assert_eq!(seen, 1);
}

/// A picture whose message is one number is no picture.
#[test]
fn a_chart_that_would_say_one_number_is_not_drawn() {
    let mut lone = content(".");
    let area = lone.plan.areas[0].number.value.clone();
    lone.plan.areas.truncate(1);
    lone.plan.indicators.retain(|indicator| *indicator.area == area);
    let names = |content: &Content, year: Year| {
        let mut names = Vec::new();
        each(content, year, &mut |_, chart| names.push(chart.name.clone()));
        names
    };
    let drawn = names(&lone, 2024);
    assert!(drawn.contains(&"completion".to_owned()), "{drawn:?}");
    assert!(!drawn.iter().any(|name| name == "status-by-area" || name == "index-by-area"), "{drawn:?}");
    // Of a year of which nobody reported anything there is no verdict to draw.
    let silent = names(&content("."), 2025);
    // Two projects are said in a sentence.
    let few = names(&content("tests/district"), 2026);
    assert!(few.contains(&"roadmap".to_owned()) && !few.contains(&"investment".to_owned()), "{few:?}");
    for name in ["completion", "status-by-area", "status-change", "investment"] {
        assert!(!silent.iter().any(|own| own == name), "{name}: {silent:?}");
    }
}

/// Of the ranked bars each is as long as its percentage says, up to the break, on its own side of nothing.
#[test]
fn bars_are_as_long_as_they_say() {
    let (mut measured, mut below) = (0, 0);
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
            let number = text.strip_suffix('%').map(|text| text.replace('−', "-"));
            let Some(percent) = number.and_then(|text| text.parse::<f64>().ok()) else { continue };
            if *x < whole + 80.0 || !(-50.0..=124.0).contains(&percent) {
                continue;
            }
            let ends = chart.shapes.iter().filter(|shape| shape.color.name != "wash" && shape.color.name != "accent");
            let inside = if percent < 0.0 { zero - 0.1 } else { zero + 0.1 };
            let end = ends.filter(|shape| covers(shape, (inside, *y))).find_map(|shape| match &shape.form {
                Form::Rect(from, to) => Some(if percent < 0.0 { from.0 } else { to.0 }),
                _ => None,
            });
            let wanted = zero + (whole - zero) * percent / 100.0;
            assert!((end.unwrap_or(zero) - wanted).abs() < 2.0, "{percent}% ends at {end:?}, not at {wanted}");
            measured += 1;
            below += usize::from(percent < 0.0);
        }
    });
    assert!(100 < measured && 3 < below, "{measured}, {below} below nothing");
}
