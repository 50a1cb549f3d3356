//! How the number of indicators that are not behind came from last year's to this year's.

use super::spec::{Anchor, Chart, fit};
use super::style::{BAD, Color, GOOD, HAIR, INK, LABEL, MAIN, PAST, RULE, SMALL, SOFT, WIDTH};
use crate::assess::Assessment;
use crate::model::Status;

const TOP: f64 = 44.0;
const PLOT: f64 = 150.0;
/// Most names listed under a step.
const NAMES: usize = 9;
const LINE: f64 = 26.0;

/// Where an indicator stands, as the steps see it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// At its target or on its path.
    Fine,
    /// Behind.
    Behind,
    /// Without a verdict.
    Open,
}

impl Side {
    fn of(status: Status) -> Self {
        match (status.good(), status.behind()) {
            (true, _) => Self::Fine,
            (false, true) => Self::Behind,
            (false, false) => Self::Open,
        }
    }
}

/// One column: its name, the count it starts from and ends at, its colour, the indicators it stands for.
struct Step<'a> {
    name: String,
    from: usize,
    to: usize,
    color: Color,
    names: Vec<&'a str>,
}

/// The chart of the report's year against the year before; none in the first year.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let ledger = &assessment.ledger;
    let indicators = &ledger.content.plan.indicators;
    let (year, before) = (ledger.year, ledger.year - 1);
    let sides: Vec<(&str, Side, Side)> = indicators
        .iter()
        .zip(&assessment.rows)
        .filter_map(|(indicator, row)| {
            let [.., past, now] = row.verdicts.as_slice() else { return None };
            Some((indicator.short.as_str(), Side::of(past.status), Side::of(now.status)))
        })
        .collect();
    if sides.is_empty() {
        return Vec::new();
    }
    let moved = |from: Side, to: Side| -> Vec<&str> {
        sides.iter().filter(|(_, past, now)| *past == from && *now == to).map(|(name, ..)| *name).collect()
    };
    let start = sides.iter().filter(|(_, past, _)| *past == Side::Fine).count();
    let mut steps =
        vec![Step { name: format!("{before}年不落后"), from: 0, to: start, color: PAST, names: Vec::new() }];
    let mut level = start;
    for (name, from, to, color) in [
        ("由落后转好", Side::Behind, Side::Fine, GOOD),
        ("新有评价，不落后", Side::Open, Side::Fine, GOOD.pale()),
        ("转为落后", Side::Fine, Side::Behind, BAD),
        ("不再有评价", Side::Fine, Side::Open, SOFT),
    ] {
        let names = moved(from, to);
        if names.is_empty() {
            continue;
        }
        let next = if to == Side::Fine { level + names.len() } else { level - names.len() };
        steps.push(Step { name: name.to_owned(), from: level, to: next, color, names });
        level = next;
    }
    steps.push(Step { name: format!("{year}年不落后"), from: 0, to: level, color: MAIN, names: Vec::new() });
    let (better, worse) = (moved(Side::Behind, Side::Fine).len(), moved(Side::Fine, Side::Behind).len());
    let change = match level.cmp(&start) {
        std::cmp::Ordering::Greater => format!("由{start}项增至{level}项"),
        std::cmp::Ordering::Less => format!("由{start}项减至{level}项"),
        std::cmp::Ordering::Equal => format!("仍为{level}项"),
    };
    // The title names every step, so that its figures add up.
    let open = [("新有评价", moved(Side::Open, Side::Fine)), ("不再有评价", moved(Side::Fine, Side::Open))];
    let open: String = open
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(word, names)| format!("，{}项{word}", names.len()))
        .collect();
    let caption = format!("{before}—{year}年不落后的指标{change}：{better}项转好，{worse}项转为落后{open}");
    let listed = steps.iter().map(|step| step.names.len().min(NAMES + 1)).max().unwrap_or_default();
    let mut chart = Chart::new("status-change", caption, TOP + PLOT + 56.0 + LINE * count(listed));
    draw(&mut chart, &steps);
    let told: Vec<String> = steps
        .iter()
        .map(|step| match step.names.as_slice() {
            [] => format!("{}{}项", step.name, step.to),
            names => format!("{}{}项（{}）", step.name, names.len(), names.join("、")),
        })
        .collect();
    chart.alt = format!("瀑布图：不落后（已完成、快于时序或符合时序）的指标数，{}。", told.join("；"));
    vec![chart]
}

fn draw(chart: &mut Chart, steps: &[Step<'_>]) {
    let most = steps.iter().map(|step| step.from.max(step.to)).max().unwrap_or_default().max(1);
    let width = WIDTH / count(steps.len());
    let y = |n: usize| TOP + PLOT * (1.0 - count(n) / count(most));
    chart.line((0.0, y(0)), (WIDTH, y(0)), RULE, 1);
    for (at, step) in steps.iter().enumerate() {
        let (left, bar) = (width * count(at) + width * 0.16, width * 0.68);
        let (high, base) = (step.from.max(step.to), step.from.min(step.to));
        chart.rect((left, y(high)), (bar, y(base) - y(high)), step.color);
        let middle = left + bar / 2.0;
        let label = match step.names.len() {
            0 => format!("{}项", step.to),
            n if step.from < step.to => format!("+{n}项"),
            n => format!("−{n}项"),
        };
        chart.text((middle, y(high) - 18.0), label, LABEL, INK, Anchor::Middle);
        if at + 1 < steps.len() {
            chart.line((left + bar, y(step.to)), (left + width, y(step.to)), HAIR, 2);
        }
        chart.text((middle, y(0) + 24.0), fit(&step.name, LABEL, width - 6.0), LABEL, INK, Anchor::Middle);
        let extra = step.names.len().saturating_sub(NAMES);
        let names = step.names.iter().take(NAMES).map(|name| fit(name, SMALL, width - 8.0));
        let rest = (0 < extra).then(|| format!("等{}项", step.names.len()));
        for (line, name) in names.chain(rest).enumerate() {
            chart.text((middle, y(0) + 56.0 + LINE * count(line)), name, SMALL, SOFT, Anchor::Middle);
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few dozen indicators")]
fn count(n: usize) -> f64 {
    n as f64
}
