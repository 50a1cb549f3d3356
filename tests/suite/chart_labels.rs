//! Labels of charts: whole, and enough to read a chart in grey.

use highland::chart::{Chart, Form};
use highland::model::Unit;

use super::chart::{content, each, labels_stand_apart, peopled_by};

/// Nothing of a department's name is cut, however long it is: its head has more lines.
#[test]
fn heads_of_the_matrix_are_whole_however_long_they_are() {
    for long in [9, 17, 33, 60] {
        let name: String = "国土空间规划和自然资源保护利用工作".chars().cycle().take(long).collect();
        let names = (1..14).map(|at| format!("市第{at}局")).chain([name.clone()]).collect();
        let mut seen = 0;
        each(&peopled_by(names, 20), 2024, &mut |_, chart| {
            if !chart.name.starts_with("assignments-by-department") {
                return;
            }
            labels_stand_apart(chart);
            let all: String = chart.labels().filter(|text| text.chars().count() == 1 && !text.is_ascii()).collect();
            assert!(!all.contains('…'), "{all}");
            seen += usize::from(all.contains(&name));
        });
        assert_eq!(seen, 1, "{name}");
    }
}

/// Names of indicators and areas stand whole in the charts of all of them, and values with their units, however long they are.
#[test]
fn no_name_is_cut_however_long_it_is() {
    let han = "面向重点产业的关键核心技术攻关和科技成果转移转化中试验证服务能力提升";
    let latin = "Pneumonoultramicroscopicsilicovolcanoconiosis";
    let mut drawn = 0;
    for (text, long) in [(han, 12), (han, 24), (han, 34), (han, 48), (latin, 45)] {
        let name = |at: usize| -> String { format!("{at}").chars().chain(text.chars().cycle()).take(long).collect() };
        let mut content = content(".");
        let plan = &mut content.plan;
        plan.indicators.iter_mut().enumerate().for_each(|(at, own)| own.short = name(at));
        let unit = "吨标准煤／万元工业增加值（按可比价格计算，不含外购的绿色电力）";
        plan.indicators.iter_mut().for_each(|own| own.unit = Unit::parse(unit));
        for (at, area) in plan.areas.iter_mut().enumerate() {
            (area.short, area.chapter) = (name(at), name(at));
        }
        let (mut bars, mut panels, mut areas) = (String::new(), String::new(), String::new());
        drawn += each(&content, 2024, &mut |_, chart| {
            labels_stand_apart(chart);
            let all: String = chart.labels().collect();
            assert!(!all.contains('…'), "{}: {all}", chart.name);
            match chart.name.as_str() {
                own if own.starts_with("completion") => bars.push_str(&all),
                own if own.starts_with("trend-") => {
                    assert!(all.contains(unit), "{own}: {all}");
                    panels.push_str(&all);
                }
                own if own.starts_with("status-by-area") => areas.push_str(&all),
                _ => {}
            }
        });
        let missed = |of: &str, n: usize| -> Vec<usize> { (0..n).filter(|at| !of.contains(&name(*at))).collect() };
        assert_eq!(missed(&bars, content.plan.indicators.len()), [0; 0], "{bars}");
        assert_eq!(missed(&areas, content.plan.areas.len()), [0; 0], "{areas}");
        assert_eq!(missed(&panels, content.plan.indicators.len()), [0; 0], "{panels}");
    }
    assert!(150 < drawn, "{drawn}");
}

/// In grey the symbols beside a place say which of the ribbons that arrive there are of which stage, from above.
pub fn in_grey(chart: &Chart) {
    let labels: Vec<(&str, [f64; 4], &str)> = chart
        .shapes
        .iter()
        .filter_map(|shape| match &shape.form {
            Form::Label { text, .. } => Some((text.as_str(), shape.label_box()?, shape.color.name)),
            _ => None,
        })
        .collect();
    let symbol = |color: &str| {
        let own = labels.iter().find(|(text, frame, own)| frame[2] < 200.0 && *own == color && text.contains('，'));
        own.unwrap().0.chars().next().unwrap()
    };
    let mut places = 0;
    for shape in chart.shapes.iter().filter(|shape| shape.color.name == "main") {
        let Form::Rect((left, top), (_, bottom)) = shape.form else { continue };
        if left < 600.0 {
            continue;
        }
        let mut arrive: Vec<(f64, char)> = Vec::new();
        for ribbon in &chart.shapes {
            let Form::Area(points) = &ribbon.form else { continue };
            let (upper, lower) = (points[points.len() / 2 - 1], points[points.len() / 2]);
            let middle = f64::midpoint(upper.1, lower.1);
            if (upper.0 - left).abs() < 1.0 && top - 1.0 < middle && middle < bottom + 1.0 {
                arrive.push((middle, symbol(ribbon.color.name)));
            }
        }
        arrive.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut wanted: Vec<char> = arrive.into_iter().map(|(_, own)| own).collect();
        wanted.dedup();
        let wanted: String = wanted.into_iter().collect();
        let near = |frame: &[f64; 4]| (f64::midpoint(frame[1], frame[3]) - f64::midpoint(top, bottom)).abs();
        let beside = labels.iter().filter(|(text, frame, _)| left < frame[0] && text.contains('个'));
        let own = beside.min_by(|one, other| near(&one.1).total_cmp(&near(&other.1))).unwrap();
        assert_eq!(own.0.rsplit(' ').next().unwrap(), wanted, "{}", own.0);
        places += 1;
    }
    assert!(1 < places, "{places}");
}
