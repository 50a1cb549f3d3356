//! Charts that have a row for each thing: names at the left, labels of the columns above.

use plotters::chart::{ChartBuilder, ChartContext, LabelAreaPosition};
use plotters::coord::cartesian::Cartesian2d;
use plotters::style::TRANSPARENT;
use plotters::style::text_anchor::HPos;

use super::mark::{beside, lettering, line, stroke};
use super::record::{Area, Drawn, Recorder, px};
use super::scale::{Scale, thing};
use super::shape::{count, labelled, width, wrapped};
use super::style::{
    AFTER, CELL_GAP, Color, HAIR, HALF_CAPITAL, HEAD, HEADING, INDENT, INK, INSIDE, LABEL, MAIN, PAGE, RULE, Rows,
    SECOND, SMALL, THIN, TICK, WIDTH,
};

/// A chart with a straight scale each way.
pub type Plot = ChartContext<'static, Recorder, Cartesian2d<Scale, Scale>>;

/// The labels of the columns.
pub struct Heads<'a> {
    /// What is written at a place of the scale.
    pub label: &'a dyn Fn(&f64) -> String,
    /// Size of the letters.
    pub size: f64,
    /// Their colour.
    pub color: Color,
}

impl Rows {
    /// Height of a chart with so many rows.
    #[must_use]
    pub fn height(&self, rows: usize) -> f64 {
        self.top + self.row * count(rows) + self.foot
    }

    /// The rows as pages of about one height.
    pub fn pages<'r, T>(&self, rows: &'r [T]) -> impl Iterator<Item = &'r [T]> {
        let most = thing((PAGE - self.top - self.foot) / self.row).max(1);
        rows.chunks(rows.len().div_ceil(rows.len().div_ceil(most).max(1)).max(1))
    }

    /// Room above and below the bar of a row.
    #[must_use]
    pub fn margin(&self) -> f64 {
        (self.row - self.bar) / 2.0
    }

    /// Width of the longest bars.
    #[must_use]
    pub fn room(&self) -> f64 {
        WIDTH - self.left - self.right
    }

    /// Room for columns with such labels, and their scale. If they are narrow only some have a label, one of them always.
    #[must_use]
    pub fn columns(self, labels: &[String], always: usize) -> (Self, Scale) {
        let widest = labels.iter().map(|label| width(label, LABEL)).fold(0.0, f64::max) + INSIDE;
        let column = self.column(labels.len());
        let step = (1..labels.len()).find(|&step| widest <= column * count(step)).unwrap_or(labels.len());
        let labelled = (0..labels.len()).filter(|at| at.abs_diff(always).is_multiple_of(step));
        let right = self.right + ((widest - column) / 2.0).max(0.0);
        (Self { right, ..self }, Scale::across(labels.len()).labels(labelled.map(|at| count(at) + 0.5)))
    }

    /// Width of one of so many columns.
    #[must_use]
    pub fn column(&self, of: usize) -> f64 {
        self.room() / count(of.max(1))
    }

    /// A scale for bars up to a length that goes on over what stands after them, so that its grid does.
    #[must_use]
    pub fn beyond(&self, longest: f64) -> Scale {
        Scale::new(0.0, longest * (self.room() + self.right) / self.room())
    }

    /// The measures with rows as high as the longest of these names needs.
    #[must_use]
    pub fn holding<'a>(self, names: impl IntoIterator<Item = &'a str>) -> Self {
        let lines = names.into_iter().map(|name| self.beside(name).0.len()).max().unwrap_or_default();
        let row = if lines < 2 { self.row } else { self.row.max(SECOND * count(lines) + CELL_GAP) };
        Self { row, ..self }
    }

    /// The lines of a name beside its row, and the size of their letters.
    fn beside(&self, name: &str) -> (Vec<String>, f64) {
        labelled(name, self.left - TICK - INSIDE)
    }

    /// The lines of a name under a heading: one, or as many as it needs.
    #[must_use]
    pub fn lines(&self, name: &str) -> Vec<String> {
        wrapped(name, SMALL, self.left - INDENT - AFTER)
    }

    /// Height of a heading; none where there is nothing to say.
    #[must_use]
    pub fn heading(&self, title: &str) -> f64 {
        if title.is_empty() { 0.0 } else { HEADING + SECOND * count(self.titles(title).len() - 1) }
    }

    /// The lines of a heading.
    fn titles(&self, title: &str) -> Vec<String> {
        wrapped(title, SMALL, self.left - AFTER)
    }

    /// Height of the row of a name under a heading.
    #[must_use]
    pub fn high(&self, name: &str) -> f64 {
        match self.lines(name).len() {
            0 | 1 => self.row,
            lines => self.row.max(SECOND * count(lines) + CELL_GAP),
        }
    }

    /// The chart between legend, names and what stands after the bars.
    ///
    /// # Errors
    /// As plotters.
    pub fn plot(&self, area: &Area, across: Scale, down: Scale) -> Drawn<Plot> {
        ChartBuilder::on(area)
            .margin_right(px(self.right))
            .margin_bottom(px(self.foot))
            .top_x_label_area_size(px(self.top))
            .y_label_area_size(px(self.left))
            .build_cartesian_2d(across, down)
    }
}

/// Rows in blocks, each block under its heading.
pub struct Blocks {
    /// The middle of each row and its lower end.
    rows: Vec<(f64, f64)>,
    /// Height of all.
    pub height: f64,
}

impl Blocks {
    /// Draws the headings, each under a rule, and the names of the rows.
    ///
    /// # Errors
    /// As plotters.
    pub fn draw<'a, N: Iterator<Item = &'a str>>(
        area: &Area,
        size: &Rows,
        blocks: impl Iterator<Item = (&'a str, N)>,
    ) -> Drawn<Self> {
        let mut own = Self { rows: Vec::new(), height: 0.0 };
        for (title, names) in blocks {
            let y = px(size.top + own.height);
            area.draw(&line(vec![(0, y), (px(WIDTH), y)], RULE, THIN))?;
            if !title.is_empty() {
                for (at, line) in size.titles(title).into_iter().enumerate() {
                    let down = HEADING / 2.0 + SECOND * count(at);
                    area.draw(&beside((0, y), (0.0, down), line, lettering(SMALL, MAIN, HPos::Left)))?;
                }
            }
            own.height += size.heading(title);
            for name in names {
                let (lines, high) = (size.lines(name), size.high(name));
                let middle = own.height + high / 2.0;
                for (at, line) in lines.iter().enumerate() {
                    let down = (count(at) - count(lines.len() - 1) / 2.0) * SECOND;
                    let at = (px(INDENT), px(size.top + middle + down));
                    area.draw(&beside(at, (0.0, 0.0), line.as_str(), lettering(SMALL, INK, HPos::Left)))?;
                }
                own.height += high;
                own.rows.push((middle, own.height));
            }
        }
        Ok(own)
    }

    /// The middles of the rows.
    pub fn middles(&self) -> impl Iterator<Item = f64> {
        self.rows.iter().map(|(middle, _)| *middle)
    }

    /// The scale down the rows, with a line under each.
    #[must_use]
    pub fn down(&self) -> Scale {
        Scale::new(self.height, 0.0).lines(self.rows.iter().map(|(_, end)| *end))
    }
}

/// Draws grid, names and the labels of the columns.
///
/// # Errors
/// As plotters.
pub fn mesh(plot: &mut Plot, size: &Rows, names: &[&str], heads: &Heads<'_>) -> Drawn {
    let above = HEAD - heads.size * HALF_CAPITAL;
    let names: Vec<(Vec<String>, f64)> = names.iter().map(|name| size.beside(name)).collect();
    // The labels of plotters have one line, of one size.
    let usual = |letters: f64| LABEL <= letters;
    let single = |place: &f64| {
        let own = names.get(thing(*place)).filter(|(_, letters)| usual(*letters));
        own.map(|(lines, _)| lines.concat()).unwrap_or_default()
    };
    plot.configure_mesh()
        .axis_style(TRANSPARENT)
        .bold_line_style(TRANSPARENT)
        .light_line_style(stroke(HAIR, THIN))
        .set_tick_mark_size(LabelAreaPosition::Left, half(TICK))
        .set_tick_mark_size(LabelAreaPosition::Top, half(above))
        .x_label_style(lettering(heads.size, heads.color, HPos::Center))
        .x_label_formatter(heads.label)
        .y_label_style(lettering(LABEL, INK, HPos::Right))
        .y_label_formatter(&single)
        .draw()?;
    let edge = plot.x_range().start;
    for (at, (lines, letters)) in names.iter().enumerate().filter(|(_, (_, letters))| !usual(*letters)) {
        for (line, text) in lines.iter().enumerate() {
            let down = (count(line) - count(lines.len() - 1) / 2.0) * SECOND;
            let style = lettering(*letters, INK, HPos::Right);
            plot.draw_series([beside((edge, count(at) + 0.5), (-TICK, down), text.as_str(), style)])?;
        }
    }
    Ok(())
}

/// The length of a tick: plotters puts labels two ticks away from their axis.
pub fn half(room: f64) -> i32 {
    px(room / 2.0)
}
