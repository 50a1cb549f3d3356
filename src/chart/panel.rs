//! One of small multiples: an indicator's figures, the path to its target, and the years they share with the others.

use std::iter;

use plotters::chart::{ChartBuilder, LabelAreaPosition};
use plotters::series::{DashedLineSeries, LineSeries, PointSeries};
use plotters::style::text_anchor::HPos;
use plotters::style::{ShapeStyle, TRANSPARENT};

use super::mark::{Mark, beside, dash, dot, lettering, line, ring, stroke};
use super::place::Surroundings;
use super::record::{Area, Drawn, px};
use super::rows::{Plot, half};
use super::scale::Scale;
use super::shape::{Point, count, labelled, width};
use super::style::{
    ACCENT, Color, DOT, HAIR, INK, INSIDE, LINE, MAIN, PAST, RING, RULE, SECOND, SMALL, SOFT, THIN, TREND, WIDTH,
    panel as size,
};
use crate::model::{PlanHead, Year};

/// A reported value.
#[derive(Clone, Copy)]
pub struct PlottedFigure {
    /// Its year and itself.
    pub place: Point,
    /// Whether it is a sample or an estimate.
    pub unsure: bool,
    /// Whether the line from the figure before leads to it.
    pub goes_on: bool,
}

/// What is written and drawn of an indicator.
pub struct Panel {
    /// Its short name.
    pub name: String,
    /// The report's year's value with its unit, or that there is none.
    pub value: String,
    /// Symbol and word of its status, in its colour.
    pub status: (String, Color),
    /// The values by year.
    pub figures: Vec<PlottedFigure>,
    /// Whether the first of them is where increments start from: nobody's figure.
    pub start: bool,
    /// The first and the last value that somebody reported, as they are written beside their dots.
    pub ends: Vec<(Point, String)>,
    /// The way to the target.
    pub path: Vec<Point>,
    /// Where the last years lead, if they go on.
    pub trend: Vec<Point>,
    /// The promised value and its year.
    pub target: Point,
    /// Whether the target is of a later year than the panel shows: then its path goes on, and there is no mark.
    pub beyond: bool,
    /// The upper end of a promised range.
    pub upper: Option<f64>,
    /// The target in words.
    pub goal: String,
    /// Whether differences matter more than how far a value is from zero.
    pub near: bool,
    /// All of it, for those who do not see it.
    pub told: String,
}

/// Said of a panel whose scale does not begin at zero.
const RAISED: &str = "不从零起";

/// Where the target is written: a place, how far from it in units, and which end of the label is there.
type Goal = (Point, Point, HPos);

/// From the head of a panel to its plot.
fn top() -> f64 {
    size::HEIGHT - size::HEAD - size::PLOT - size::YEARS
}

/// Width of a panel.
fn across() -> f64 {
    (WIDTH - size::GAP * count(size::COLUMNS - 1)) / count(size::COLUMNS)
}

/// What the heads of panels need that have a name or a value of more than one line.
#[must_use]
pub fn more(panels: &[Panel]) -> f64 {
    let lines = |panel: &Panel| panel.names().0.len() + panel.values().0.len() - 2;
    SECOND * count(panels.iter().map(lines).max().unwrap_or_default())
}

/// The areas of so many panels or a few more, so much higher than usual, beside and under each other, line by line.
pub fn grid(area: &Area, panels: usize, more: f64) -> Vec<Area> {
    let across = (1..size::COLUMNS).flat_map(|column| {
        let left = count(column) * (across() + size::GAP);
        [px(left - size::GAP), px(left)]
    });
    let down = (1..panels.div_ceil(size::COLUMNS)).map(|line| px(count(line) * (size::HEIGHT + more)));
    let cells = area.split_by_breakpoints(across.collect::<Vec<_>>(), down.collect::<Vec<_>>());
    // Every second cell of a line is a gap.
    cells.chunks(2 * size::COLUMNS - 1).flat_map(|line| line.iter().step_by(2)).cloned().collect()
}

impl Panel {
    /// Everything that is drawn.
    fn places(&self) -> impl Iterator<Item = Point> {
        let figures = self.figures.iter().map(|figure| &figure.place);
        figures.chain(&self.path).chain(&self.trend).chain([&self.target]).copied()
    }

    /// The lowest and the highest value of the scale.
    fn range(&self) -> (f64, f64) {
        let values = self.places().map(|place| place.1).chain(self.upper);
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
        // Of what is always the same there is no difference to show: how much it is can be seen from zero.
        let low = match high - low {
            same if same.abs() < f64::EPSILON => low.min(0.0),
            wide if self.near || 0.6 < low / high => low - wide * 0.25,
            _ => low.min(0.0),
        };
        if (high - low).abs() < f64::EPSILON { (low, low + 1.0) } else { (low, high) }
    }

    /// Draws the panel over the years of all of them.
    ///
    /// # Errors
    /// As plotters.
    pub fn draw(&self, area: &Area, years: &Years, more: f64) -> Drawn {
        let (head, body) = area.split_vertically(px(size::HEAD + more));
        self.head(&head)?;
        // Beside the mark there is the way to the last year and the room after it.
        let fits = width(&self.goal, SMALL) + size::BESIDE <= years.after(self.target.0) + size::RIGHT;
        let at_axis = fits && years.last <= self.target.0;
        let mut plot = years.plot(&body, self, at_axis)?;
        let (dash, gap) = dash();
        plot.draw_series(DashedLineSeries::new(self.path.clone(), dash, gap, stroke(PAST, LINE)))?;
        plot.draw_series((!self.beyond).then(|| ring(self.target, RING, ACCENT)))?;
        plot.draw_series(DashedLineSeries::new(self.trend.clone(), dash, gap, stroke(TREND, LINE)))?;
        // No line leads through years of which nothing is known, nor from samples to real figures.
        for run in self.figures.chunk_by(|a, b| b.goes_on && b.place.0 - a.place.0 < 1.5) {
            plot.draw_series(LineSeries::new(run.iter().map(|figure| figure.place), stroke(MAIN, LINE)))?;
        }
        // The zero that increments start from is nobody's figure and has no dot.
        let figures = self.figures.iter().skip(usize::from(self.start));
        plot.draw_series(PointSeries::of_element(figures.copied(), DOT, stroke(MAIN, LINE), &point))?;
        if self.crosses_zero() {
            plot.draw_series([line(vec![(years.first, 0.0), (years.last, 0.0)], RULE, THIN)])?;
        }
        let goal = self.goal(years, fits);
        if !at_axis {
            plot.draw_series([beside(goal.0, goal.1, self.goal.as_str(), lettering(SMALL, ACCENT, goal.2))])?;
        }
        self.write_ends(&body, years, &goal)
    }

    /// Writes the first and the last value beside their dots.
    fn write_ends(&self, body: &Area, years: &Years, goal: &Goal) -> Drawn {
        let place = |at: Point| self.place(years, at);
        let goal = {
            let ((x, y), wide) = (place(goal.0), width(&self.goal, SMALL));
            let left = x + goal.1.0 - if matches!(goal.2, HPos::Right) { wide } else { 0.0 };
            [left, y + goal.1.1 - SMALL / 2.0, left + wide, y + goal.1.1 + SMALL / 2.0]
        };
        let figures: Vec<Point> = self.figures.iter().map(|figure| figure.place).collect();
        let lines = [&figures, &self.path, &self.trend].into_iter().flat_map(|line| line.windows(2));
        let lines = lines.filter_map(|pair| Some((place(*pair.first()?), place(*pair.last()?))));
        // A dot is in the way like a line across it.
        let dots = figures.iter().chain([&self.target]).map(|at| {
            let (x, y) = place(*at);
            ((x - DOT, y), (x + DOT, y))
        });
        let within = [0.0, 0.0, across(), top() + size::PLOT];
        let mut around = Surroundings { within, labels: vec![goal], lines: lines.chain(dots).collect() };
        if self.crosses_zero() {
            let (x, y) = place((years.first, 0.0));
            body.draw(&beside((px(x - DOT), px(y)), (0.0, 0.0), "0", lettering(SMALL, SOFT, HPos::Right)))?;
            around.labels.push([0.0, y - SMALL / 2.0, x - DOT, y + SMALL / 2.0]);
        }
        // The line leads away from its first figure and to its last one: their labels stand on the other side.
        let rises = self.ends.first().zip(self.ends.last()).is_none_or(|(first, last)| first.0.1 <= last.0.1);
        for (at, (figure, text)) in self.ends.iter().enumerate() {
            let Some(own) = around.beside(place(*figure), text, rises == (0 < at)) else { continue };
            let label = lettering(SMALL, MAIN, own.anchor);
            body.draw(&beside((px(own.at.0), px(own.at.1)), (0.0, 0.0), text.as_str(), label))?;
            around.labels.push(own.frame);
        }
        Ok(())
    }

    /// Where a year and a value are in the part under the head, in units.
    fn place(&self, years: &Years, (year, value): Point) -> Point {
        let (low, high) = self.range();
        let down = (high - value) / (high - low) * (size::PLOT - 2.0 * size::INNER.1);
        (size::LEFT + size::INNER.0 + years.unit * (year - years.first), top() + size::INNER.1 + down)
    }

    /// Whether there are values on both sides of zero.
    fn crosses_zero(&self) -> bool {
        let (low, high) = self.range();
        low < 0.0 && 0.0 < high
    }

    /// Whether its scale begins anywhere but at zero.
    fn raised(&self) -> bool {
        let (low, high) = self.range();
        0.0 < low || high < 0.0
    }

    /// The target beside its mark if it fits there, otherwise above the mark, or under it where that is at the top and its path does
    /// not come from below.
    fn goal(&self, years: &Years, fits: bool) -> Goal {
        if fits {
            return (self.target, (size::INNER.0 + size::BESIDE, 0.0), HPos::Left);
        }
        let (low, high) = self.range();
        let above = size::GOAL < (size::PLOT - 2.0 * size::INNER.1) * (high - self.target.1) / (high - low);
        let rising = self.path.iter().rev().nth(1).is_some_and(|before| before.1 < self.target.1);
        let shift = (size::INNER.0 + size::RIGHT, if above || rising { -size::GOAL } else { size::GOAL });
        ((years.last, self.target.1), shift, HPos::Right)
    }

    /// The lines of its name, beside what is said of its scale, and the size of their letters.
    fn names(&self) -> (Vec<String>, f64) {
        labelled(&self.name, across() - width(self.said(), SMALL) - INSIDE)
    }

    /// The lines of its value, beside its status, and the size of their letters.
    fn values(&self) -> (Vec<String>, f64) {
        labelled(&self.value, across() - size::STATUS)
    }

    /// What is said of its scale.
    fn said(&self) -> &'static str {
        if self.raised() { RAISED } else { "" }
    }

    /// Writes name, value and status.
    fn head(&self, area: &Area) -> Drawn {
        let right = px(across());
        area.draw(&line(vec![(0, 0), (right, 0)], RULE, THIN))?;
        area.draw(&beside((right, 0), (0.0, size::NAME), self.said(), lettering(SMALL, SOFT, HPos::Right)))?;
        let (names, values) = (self.names(), self.values());
        let below = size::VALUE + SECOND * count(names.0.len() - 1);
        for ((lines, letters), top, color) in [(names, size::NAME, INK), (values, below, MAIN)] {
            for (at, text) in lines.into_iter().enumerate() {
                let style = lettering(letters, color, HPos::Left);
                area.draw(&beside((0, 0), (0.0, top + SECOND * count(at)), text, style))?;
            }
        }
        let (status, color) = &self.status;
        area.draw(&beside((right, 0), (0.0, below), status.as_str(), lettering(SMALL, *color, HPos::Right)))
    }
}

/// A figure: hollow where it is a sample or an estimate.
fn point(figure: PlottedFigure, radius: f64, _: ShapeStyle) -> Mark<Point> {
    if figure.unsure { ring(figure.place, radius, MAIN) } else { dot(figure.place, radius, MAIN) }
}

/// The years that all panels of a chart have in common.
pub struct Years {
    first: f64,
    last: f64,
    /// Width of a year.
    unit: f64,
    labels: Vec<f64>,
}

impl Years {
    /// From the plan's base year to its last one, and to all that is drawn.
    #[must_use]
    pub fn new(head: &PlanHead, now: Year, panels: &[Panel]) -> Self {
        let (base, end, now) = (f64::from(head.base), f64::from(head.end), f64::from(now));
        let places = || panels.iter().flat_map(Panel::places).map(|place| place.0);
        let (first, last) = (places().fold(base, f64::min), places().fold(end, f64::max));
        let room = across() - size::LEFT - size::RIGHT - 2.0 * size::INNER.0;
        let unit = room / (last - first).max(1.0);
        // The report's year has a label, too, if it keeps clear of the others.
        let clear = (now - base).min(end - now);
        let label = width(&head.base.to_string(), SMALL) + INSIDE;
        let now = (2.0 <= clear && label <= unit * clear).then_some(now);
        Self { first, last, unit, labels: iter::once(base).chain(now).chain([end]).collect() }
    }

    /// How far a year is from the last one, in units.
    fn after(&self, year: f64) -> f64 {
        self.unit * (self.last - year)
    }

    /// The plot of a panel with both axes; at the right one stands the target, if there is room.
    fn plot(&self, area: &Area, panel: &Panel, labelled: bool) -> Drawn<Plot> {
        let (low, high) = panel.range();
        let across = padded(self.first, self.last, size::INNER.0, across() - size::LEFT - size::RIGHT);
        let down = padded(low, high, size::INNER.1, size::PLOT);
        let mut plot = ChartBuilder::on(area)
            .margin_top(px(top()))
            .margin_left(px(size::LEFT))
            .x_label_area_size(px(size::YEARS))
            .right_y_label_area_size(px(size::RIGHT))
            .build_cartesian_2d(
                across.labels(self.labels.iter().copied()),
                down.labels(labelled.then_some(panel.target.1)),
            )?;
        plot.configure_mesh()
            .disable_mesh()
            .disable_y_axis()
            .axis_style(stroke(HAIR, THIN))
            .set_tick_mark_size(LabelAreaPosition::Bottom, px(size::TICK))
            .x_label_style(lettering(SMALL, SOFT, HPos::Center))
            .x_label_formatter(&|year| format!("{year:.0}"))
            .draw()?;
        plot.configure_mesh()
            .disable_mesh()
            .disable_x_axis()
            .axis_style(TRANSPARENT)
            .set_tick_mark_size(LabelAreaPosition::Right, half(size::BESIDE))
            .y_label_style(lettering(SMALL, ACCENT, HPos::Left))
            .y_label_formatter(&|_| panel.goal.clone())
            .draw()?;
        Ok(plot)
    }
}

/// A scale over so many units that leaves some of them free at both ends.
fn padded(from: f64, to: f64, inner: f64, room: f64) -> Scale {
    let to = if (to - from).abs() < f64::EPSILON { from + 1.0 } else { to };
    let inner = (to - from) * inner / (room - 2.0 * inner);
    Scale::new(from - inner, to + inner)
}
