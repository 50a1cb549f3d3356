//! How the number of indicators that are not behind came from last year's to this year's.

use plotters::chart::{ChartBuilder, LabelAreaPosition};
use plotters::element::{EmptyElement, IntoDynElement, MultiLineText};
use plotters::style::TRANSPARENT;
use plotters::style::text_anchor::HPos;

use super::mark::{Mark, bar, beside, lettering, line, stroke};
use super::record::{Area, Drawn, px};
use super::rows::{Plot, half};
use super::scale::{Scale, thing};
use super::shape::{count, wrapped};
use super::spec::{Chart, Told, portion};
use super::style::{
    BAD, Color, GOOD, HAIR, HALF_CAPITAL, INK, INSIDE, LABEL, LINE, MAIN, PAST, RULE, SMALL, SOFT, THIN, WIDTH, steps,
};
use crate::assess::Assessment;
use crate::model::Status;

/// Most names listed under a step, and most lines of them.
const NAMES: usize = 9;
const LINES: usize = 27;

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

impl Step<'_> {
    /// The lines of the indicators that it stands for, in so much room.
    fn listed(&self, room: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for (at, name) in self.names.iter().enumerate() {
            let own = wrapped(name, SMALL, room);
            if at == NAMES || 0 < at && LINES < lines.len() + own.len() {
                lines.push(format!("等{}项", self.names.len()));
                break;
            }
            lines.extend(own);
        }
        lines
    }
}

/// Room for the names under one of so many columns.
fn room(columns: usize) -> f64 {
    WIDTH / count(columns) - INSIDE
}

/// The chart of the report's year against the year before; none in the first year, and none where nothing moved.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let ledger = &assessment.ledger;
    let indicators = &ledger.content.plan.indicators;
    let Some(past) = ledger.before().filter(|_| ledger.reported(ledger.years.len() - 1)) else { return Vec::new() };
    let (year, before) = (ledger.year, ledger.years[past]);
    let sides: Vec<(&str, Side, Side)> = indicators
        .iter()
        .zip(&assessment.rows)
        .filter_map(|(indicator, row)| {
            let (past, now) = (row.verdicts.get(past)?, row.verdicts.last()?);
            Some((indicator.short.as_str(), Side::of(past.status), Side::of(now.status)))
        })
        .collect();
    // At the end of the plan it is asked what is done, and no more what is on its way: the two do not compare.
    if sides.is_empty() || assessment.closing() {
        return Vec::new();
    }
    let moved = |from: Side, to: Side| -> Vec<&str> {
        sides.iter().filter(|(_, past, now)| *past == from && *now == to).map(|(name, ..)| *name).collect()
    };
    let start = sides.iter().filter(|(_, past, _)| *past == Side::Fine).count();
    let mut columns =
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
        columns.push(Step { name: name.to_owned(), from: level, to: next, color, names });
        level = next;
    }
    columns.push(Step { name: format!("{year}年不落后"), from: 0, to: level, color: MAIN, names: Vec::new() });
    let (better, worse) = (moved(Side::Behind, Side::Fine).len(), moved(Side::Fine, Side::Behind).len());
    // Two columns of one height say one number.
    if columns.len() < 3 {
        return Vec::new();
    }
    let (was, is) = (portion(start, sides.len(), "项"), portion(level, sides.len(), "项"));
    let change = match level.cmp(&start) {
        std::cmp::Ordering::Greater => format!("由{was}增至{is}"),
        std::cmp::Ordering::Less => format!("由{was}减至{is}"),
        std::cmp::Ordering::Equal => format!("仍为{is}"),
    };
    // The title names every step, so that its figures add up.
    let open = [("新有评价", moved(Side::Open, Side::Fine)), ("不再有评价", moved(Side::Fine, Side::Open))];
    let open: String = open
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(word, names)| format!("，{}项{word}", names.len()))
        .collect();
    let caption =
        format!("{before}—{year}年{}项指标不落后的{change}：{better}项转好，{worse}项转为落后{open}", sides.len());
    let room = room(columns.len());
    let listed = columns.iter().map(|step| step.listed(room).len()).max().unwrap_or_default();
    let mut chart =
        Chart::new("status-change", caption, steps::TOP + steps::PLOT + steps::FIRST + steps::LINE * count(listed));
    chart.draw(|area| draw(area, &columns));
    let figures = columns.iter().map(|step| match step.names.as_slice() {
        [] => format!("{}{}项", step.name, step.to),
        names => format!("{}{}项（{}）", step.name, names.len(), names.join("、")),
    });
    chart.tell(&Told {
        whom: "转为落后的".to_owned(),
        names: moved(Side::Fine, Side::Behind).into_iter().map(str::to_owned).collect(),
        kind: "瀑布图：不落后（已完成、快于时序或符合时序）的指标数".to_owned(),
        figures: figures.collect(),
    });
    vec![chart]
}

fn draw(area: &Area, columns: &[Step<'_>]) -> Drawn {
    let most = columns.iter().map(|step| step.from.max(step.to)).max().unwrap_or_default();
    let room = room(columns.len());
    let (_, foot) = area.split_vertically(px(steps::TOP + steps::PLOT));
    let mut plot: Plot = ChartBuilder::on(area)
        .margin_top(px(steps::TOP))
        .x_label_area_size(foot.dim_in_pixel().1)
        .build_cartesian_2d(Scale::across(columns.len()), Scale::new(0.0, count(most.max(1))).lines([0.0]))?;
    let name = |place: &f64| columns.get(thing(*place)).map(|step| step.name.clone()).unwrap_or_default();
    plot.configure_mesh()
        .axis_style(TRANSPARENT)
        .bold_line_style(TRANSPARENT)
        .light_line_style(stroke(RULE, THIN))
        .set_tick_mark_size(LabelAreaPosition::Bottom, half(steps::NAME - LABEL * HALF_CAPITAL))
        .x_label_style(lettering(LABEL, INK, HPos::Center))
        .x_label_formatter(&name)
        .draw()?;
    for (at, step) in columns.iter().enumerate() {
        let middle = count(at) + 0.5;
        let (left, right) = (middle - steps::BAR / 2.0, middle + steps::BAR / 2.0);
        let (high, base) = (count(step.from.max(step.to)), count(step.from.min(step.to)));
        let label = match step.names.len() {
            0 => format!("{}项", step.to),
            n if step.from < step.to => format!("+{n}项"),
            n => format!("−{n}项"),
        };
        plot.draw_series([
            bar([(left, high), (right, base)], 0.0, 0.0, step.color),
            beside((middle, high), (0.0, -steps::ABOVE), label, lettering(LABEL, INK, HPos::Center)),
            names(middle, step.listed(room)),
        ])?;
        if at + 1 < columns.len() {
            let level = count(step.to);
            plot.draw_series([line(vec![(right, level), (left + 1.0, level)], HAIR, LINE)])?;
        }
    }
    Ok(())
}

/// The indicators a step stands for, under its name.
fn names(middle: f64, lines: Vec<String>) -> Mark<(f64, f64)> {
    let mut text = MultiLineText::<_, String>::new((0, px(steps::FIRST)), lettering(SMALL, SOFT, HPos::Center));
    text.set_line_height(steps::LINE / SMALL);
    for line in lines {
        text.push_line(line);
    }
    (EmptyElement::at((middle, 0.0)) + text).into_dyn()
}
