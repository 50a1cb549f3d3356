//! One indicator on a page of its own: every year's figure written out, the path to the target, the target.

use plotters::chart::{ChartBuilder, LabelAreaPosition};
use plotters::series::{DashedLineSeries, LineSeries};
use plotters::style::text_anchor::HPos;

use super::legend::legend;
use super::mark::{Mark, beside, dash, dot, lettering, patch, ring, stroke};
use super::panel::Panel;
use super::record::{Area, Drawn, px};
use super::rows::Plot;
use super::scale::Scale;
use super::shape::{Point, count, width};
use super::spec::{Chart, Told};
use super::style::{
    ACCENT, DOT, HAIR, HALF_CAPITAL, INK, INSIDE, LINE, MAIN, PAPER, PAST, RING, SOFT, THIN, TREND, WIDTH,
    panel as part, single as size,
};
use super::trend::{keys, panel, points};
use crate::assess::Assessment;
use crate::model::printed;

/// A chart for every indicator of which there is anything to draw, named `indicator-1` by its number in the plan.
#[must_use]
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let mut charts = Vec::new();
    for (at, indicator) in plan.indicators.iter().enumerate() {
        let known = points(assessment, at, indicator);
        if known.len() < 2 {
            continue;
        }
        let own = panel(assessment, at, indicator);
        let mut chart = Chart::new(
            format!("indicator-{}", at + 1),
            format!("{}历年走势", indicator.short),
            part::LEGEND + size::HEIGHT,
        );
        let figures: Vec<String> = known.iter().map(|(_, value, _)| printed(*value)).collect();
        let picture = Picture::new(&own, &figures, (f64::from(plan.head.base), f64::from(plan.head.end)));
        chart.draw(|area| {
            let (top, body) = area.split_vertically(px(part::LEGEND));
            legend(&top, keys(plan.head.end, std::slice::from_ref(&own)))?;
            picture.draw(&body)
        });
        chart.unmarked = false;
        chart.tell(&Told { kind: "折线图".to_owned(), figures: vec![own.told.clone()], ..Told::default() });
        charts.push(chart);
    }
    charts
}

/// What is drawn of an indicator.
struct Picture<'a> {
    panel: &'a Panel,
    /// The figures as they are printed.
    figures: &'a [String],
    /// The first and the last year, and the lowest and the highest value.
    corners: [Point; 2],
}

impl<'a> Picture<'a> {
    fn new(panel: &'a Panel, figures: &'a [String], (base, end): Point) -> Self {
        let places = || {
            let figures = panel.figures.iter().map(|figure| &figure.place);
            figures.chain(&panel.path).chain(&panel.trend).chain([&panel.target]).copied()
        };
        let (first, last) = places().fold((base, end), |(first, last), (x, _)| (first.min(x), last.max(x)));
        let values = places().map(|place| place.1).chain(panel.upper);
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| (low.min(y), high.max(y)));
        let low = if panel.near || low < 0.0 || 0.6 < low / high { low } else { 0.0 };
        let high = if (high - low).abs() < f64::EPSILON { low + 1.0 } else { high };
        Self { panel, figures, corners: [(first, low), (last.max(first + 1.0), high)] }
    }

    /// Width of a year.
    fn year(&self) -> f64 {
        let [(first, _), (last, _)] = self.corners;
        (WIDTH - size::LEFT - size::RIGHT) / (last - first + 2.0 * size::ASIDE)
    }

    /// How many units a value is high.
    fn high(&self, value: f64) -> f64 {
        let [(_, low), (_, high)] = self.corners;
        (value - low) / (high - low) * size::PLOT
    }

    fn draw(&self, area: &Area) -> Drawn {
        let panel = self.panel;
        let mut plot = self.plot(area)?;
        let (long, gap) = dash();
        plot.draw_series(DashedLineSeries::new(panel.path.clone(), long, gap, stroke(PAST, LINE)))?;
        plot.draw_series(DashedLineSeries::new(panel.trend.clone(), long, gap, stroke(TREND, LINE)))?;
        for run in panel.figures.chunk_by(|a, b| b.goes_on && b.place.0 - a.place.0 < 1.5) {
            plot.draw_series(LineSeries::new(run.iter().map(|figure| figure.place), stroke(MAIN, LINE)))?;
        }
        plot.draw_series(self.labels())?;
        plot.draw_series((!panel.beyond).then(|| ring(panel.target, RING, ACCENT)))?;
        let shown = panel.figures.iter().skip(usize::from(panel.start));
        let point = |unsure: bool, at: Point| if unsure { ring(at, DOT, MAIN) } else { dot(at, DOT, MAIN) };
        plot.draw_series(shown.map(|figure| point(figure.unsure, figure.place)))?;
        plot.draw_series([self.goal()])?;
        Ok(())
    }

    /// The figures over their dots; where the years are narrow, the last one alone.
    fn labels(&self) -> Vec<Mark<Point>> {
        let own: Vec<(Point, &String)> = self
            .panel
            .figures
            .iter()
            .map(|figure| figure.place)
            .zip(self.figures)
            .skip(usize::from(self.panel.start))
            .collect();
        let fits = own.iter().all(|(_, text)| width(text, size::LABEL) + INSIDE <= self.year());
        let from = if fits { 0 } else { own.len().saturating_sub(1) };
        // Lines stop before a figure.
        let label = |(at, text): &(Point, &String)| {
            let (half, high) = (width(text, size::LABEL) / 2.0, size::LABEL * HALF_CAPITAL + THIN);
            let ground = patch(*at, (-half, -size::ABOVE - high), (half, high - size::ABOVE), PAPER);
            [ground, beside(*at, (0.0, -size::ABOVE), text.as_str(), lettering(size::LABEL, INK, HPos::Center))]
        };
        own.get(from..).unwrap_or_default().iter().flat_map(label).collect()
    }

    /// The target at the right of its mark; lower where the figure of the same year is written.
    fn goal(&self) -> Mark<Point> {
        let (target, goal) = (self.panel.target, self.panel.goal.as_str());
        let last = self.panel.figures.last().map(|figure| figure.place);
        let same = last.filter(|last| (last.0 - target.0).abs() < 0.5);
        // From the middle of the figure's label down to the middle of the mark.
        let apart = same.map_or(f64::INFINITY, |last| self.high(last.1) - self.high(target.1) + size::ABOVE);
        let down = if apart.abs() < size::LINE { size::LINE - apart } else { 0.0 };
        beside(target, (RING + INSIDE, down), goal, lettering(size::LABEL, ACCENT, HPos::Left))
    }

    /// The plot with the years under it.
    fn plot(&self, area: &Area) -> Drawn<Plot> {
        let [(first, low), (last, high)] = self.corners;
        let room = (high - low) / size::PLOT;
        let across = Scale::new(first - size::ASIDE, last + size::ASIDE);
        let step = if width("0000", size::SMALL) + 2.0 * INSIDE <= self.year() { 1.0 } else { 2.0 };
        let years = (0..).map(|at| last - step * count(at)).take_while(|year| first <= *year);
        let mut plot = ChartBuilder::on(area)
            .margin_left(px(size::LEFT))
            .margin_right(px(size::RIGHT))
            .x_label_area_size(px(part::YEARS))
            .build_cartesian_2d(
                across.labels(years.collect::<Vec<_>>()),
                Scale::new(low - room * size::FOOT, high + room * size::TOP),
            )?;
        plot.configure_mesh()
            .disable_mesh()
            .disable_y_axis()
            .axis_style(stroke(HAIR, THIN))
            .set_tick_mark_size(LabelAreaPosition::Bottom, px(part::TICK))
            .x_label_style(lettering(size::SMALL, SOFT, HPos::Center))
            .x_label_formatter(&|year| format!("{year:.0}"))
            .draw()?;
        Ok(plot)
    }
}
