//! The names of taste: colours and sizes of every chart. What the names look like is `assets/style.json`.

use plotters_backend::BackendColor;

use crate::model::Status;
use crate::style;

/// A colour of the style by name, with so many hundredths of white in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color {
    /// Name in the style's palette.
    pub name: &'static str,
    /// Parts of white, 0–100.
    pub white: u8,
}

/// Every name a shape may have: plotters knows colours as red, green and blue, so a name goes through it as its number.
const NAMES: [&str; 16] = [
    "label", "soft", "rule", "hair", "wash", "main", "accent", "past", "paper", "green", "red", "wine", "amber",
    "teal", "blue", "grey",
];

/// The blue of a colour that is a number of a name.
const NUMBERED: u8 = 0x5a;

impl Color {
    const fn of(name: &'static str) -> Self {
        Self { name, white: 0 }
    }

    /// The colour half way to white.
    #[must_use]
    pub const fn pale(self) -> Self {
        Self { white: 50, ..self }
    }

    /// A ground of this colour for dark text.
    #[must_use]
    pub const fn ground(self) -> Self {
        Self { white: 75, ..self }
    }

    /// The colour that went through plotters; one of plotters' own has no name, so no style knows it.
    #[must_use]
    pub fn drawn(color: BackendColor) -> Self {
        let (number, white, mark) = color.rgb;
        let name = NAMES.get(usize::from(number)).filter(|_| mark == NUMBERED);
        Self { name: name.copied().unwrap_or_default(), white }
    }
}

impl plotters::style::Color for Color {
    fn to_backend_color(&self) -> BackendColor {
        let number = NAMES.iter().position(|name| *name == self.name).and_then(|at| u8::try_from(at).ok());
        BackendColor { alpha: 1.0, rgb: (number.unwrap_or(u8::MAX), self.white, NUMBERED) }
    }
}

/// Text.
pub const INK: Color = Color::of("label");
/// Secondary text.
pub const SOFT: Color = Color::of("soft");
/// Axes.
pub const RULE: Color = Color::of("rule");
/// Grid.
pub const HAIR: Color = Color::of("hair");
/// Backgrounds of bars.
pub const WASH: Color = Color::of("wash");
/// The main colour.
pub const MAIN: Color = Color::of("main");
/// What is expected or promised.
pub const ACCENT: Color = Color::of("accent");
/// Last year's, and paths.
pub const PAST: Color = Color::of("past");
/// The ground, and text on dark bars.
pub const PAPER: Color = Color::of("paper");
/// What improved.
pub const GOOD: Color = Color::of("green");
/// What became worse.
pub const BAD: Color = Color::of("red");
/// What is half there.
pub const HALF: Color = Color::of("amber");
/// Where a trend would lead.
pub const TREND: Color = Color::of("teal");
/// What nobody said anything about.
pub const GREY: Color = Color::of("grey");

/// Symbol and colour of a status.
#[must_use]
pub fn status(status: Status) -> (&'static str, Color) {
    word(status.word())
}

/// Symbol and colour of a status word.
#[must_use]
pub fn word(word: &str) -> (&'static str, Color) {
    let (symbol, color) = style::status(word);
    (symbol, Color::of(color))
}

/// Width of a chart in its own units; it is printed 156 mm wide, so that 20 units are 8.8 pt.
pub const WIDTH: f64 = 1000.0;
/// Size of ordinary labels.
pub const LABEL: f64 = 20.0;
/// Size of small labels; the smallest there is: 7.9 pt in print.
pub const SMALL: f64 = 18.0;
/// Half the height of a capital letter, of its size: how far the middle of a label is from its top.
pub const HALF_CAPITAL: f64 = 0.4;

/// Height of the highest chart: with a remark and its caption it fits a page.
pub const PAGE: f64 = 1280.0;
/// Height of a part of a chart that may be read part by part: half a page, which text and tables leave more often than a whole one.
pub const PART: f64 = 700.0;

/// Height of a remark under a chart, and how far its middle is above the lower end.
pub const NOTE: (f64, f64) = (28.8, 12.6);

/// Width of grid lines and axes.
pub const THIN: f64 = 1.0;
/// Width of lines that show figures.
pub const LINE: f64 = 2.0;
/// Width of an outline that has to stand out.
pub const BOLD: f64 = 3.0;
/// Length of a dash and of the gap after it.
pub const DASH: (f64, f64) = (6.0, 4.0);
/// Radius of a figure's dot.
pub const DOT: f64 = 5.0;
/// Radius of the cross of what is late, which stands out.
pub const LATE: f64 = 7.0;
/// Radius of a target's ring.
pub const RING: f64 = 6.0;

/// Height of a line of a legend.
pub const KEYS: f64 = 30.0;
/// Room between the keys of a legend.
pub const KEY_GAP: f64 = 24.0;
/// Room between a key's mark and its label.
pub const MARK_GAP: f64 = 8.0;
/// Width and height of a bar in a legend.
pub const SWATCH: (f64, f64) = (34.0, 14.0);
/// Length of a line in a legend.
pub const STROKE: f64 = 40.0;
/// Width and height of a square with a symbol in it.
pub const TILE: f64 = 26.0;

/// Room between an axis and its labels.
pub const TICK: f64 = 14.0;
/// From the first row to the middle of the columns' labels.
pub const HEAD: f64 = 20.0;
/// Room between a bar and the label after it.
pub const AFTER: f64 = 10.0;
/// Least room beside a label inside a bar.
pub const INSIDE: f64 = 6.0;

/// Measures of a chart that has a row for each thing.
#[derive(Debug, Clone, Copy)]
pub struct Rows {
    /// From the top of the chart to the first row: legend and labels of the columns.
    pub top: f64,
    /// Height of a row.
    pub row: f64,
    /// Height of the bar in it.
    pub bar: f64,
    /// Width of the names, or the greatest.
    pub left: f64,
    /// Width of what stands after the bars.
    pub right: f64,
    /// What is left under the last row.
    pub foot: f64,
}

/// The ranked bars.
pub const BULLET: Rows = Rows { top: 70.0, row: 25.0, bar: 13.0, left: 400.0, right: 200.0, foot: 16.0 };
/// The statuses of the areas.
pub const STACKED: Rows = Rows { top: 66.0, row: 40.0, bar: 30.0, left: 190.0, right: 84.0, foot: 16.0 };
/// The index of the areas.
pub const DUMBBELL: Rows = Rows { top: 70.0, row: 34.0, bar: 0.0, left: 190.0, right: 176.0, foot: 10.0 };
/// The departments' submissions.
pub const HEAT: Rows = Rows { top: 82.0, row: 32.0, bar: 28.0, left: 300.0, right: 0.0, foot: 6.0 };
/// The assignments over the years.
pub const ROADMAP: Rows = Rows { top: 82.0, row: 32.0, bar: 24.0, left: 540.0, right: 0.0, foot: 8.0 };

/// Who leads and who supports the assignments; names and heads take what they need.
pub const MATRIX: Rows = Rows { top: 0.0, row: 23.0, bar: 0.0, left: 560.0, right: 12.0, foot: 8.0 };

/// Height of each line of a name that has several.
pub const SECOND: f64 = 21.0;

/// Width and height of the mark of what is due.
pub const DUE: (f64, f64) = (4.0, 22.0);
/// Where a bar that is too long is broken, before its end: from, to, and how much it is cut above and below.
pub const BREAK: (f64, f64, f64) = (30.0, 24.0, 2.0);
/// From the end of the ranked bars to the right end of their percentages, and to the statuses.
pub const VERDICT: (f64, f64) = (66.0, 80.0);
/// Gap between the parts of a stacked bar.
pub const SEAM: f64 = 3.0;
/// Height of an area's line in the roadmap.
pub const HEADING: f64 = 30.0;
/// How far its assignments are moved in.
pub const INDENT: f64 = 18.0;
/// Gap between cells of a grid.
pub const CELL_GAP: f64 = 4.0;

/// Measures of who leads and who supports.
pub mod matrix {
    /// Least width of the names.
    pub const NAMES: f64 = 360.0;
    /// Least and greatest width of a column.
    pub const COLUMN: (f64, f64) = (24.0, 56.0);
    /// From the last department to the first of those who are many, as a share of a column.
    pub const APART: f64 = 0.5;
    /// From one character of a name that is set downwards to the next, and round a mark between them.
    pub const STEP: (f64, f64) = (19.0, 10.0);
    /// Half the width and the height of a bracket round such characters.
    pub const BRACKET: (f64, f64) = (6.0, 3.0);
    /// Height of a line of sums.
    pub const SUM: f64 = 24.0;
    /// Most characters of a line of such a name.
    pub const LONGEST: usize = 16;
    /// To how few it is broken where that makes the chart lower.
    pub const SHORTEST: usize = 5;
    /// Radius of a mark.
    pub const MARK: f64 = 6.5;
}

/// Measures of the flow of money.
pub mod flow {
    /// Height of all the money.
    pub const MONEY: f64 = 300.0;
    /// Height of the legend line and the titles of the columns.
    pub const TOP: f64 = 44.0;
    /// What is left under the columns.
    pub const FOOT: f64 = 10.0;
    /// From one thing of a column to the next.
    pub const GAP: f64 = 8.0;
    /// Height of a line of a label.
    pub const LINE: f64 = 25.0;
    /// Where each column begins and ends.
    pub const COLUMNS: [(f64, f64); 3] = [(150.0, 162.0), (280.0, 540.0), (664.0, 676.0)];
    /// Width of the bars at both ends of what is in the middle.
    pub const END: f64 = 6.0;
    /// Most things of a column; those that are less are one together.
    pub const MOST: usize = 10;
    /// In how many steps a ribbon bends.
    pub const STEPS: u8 = 24;
    /// Least height of a ribbon: however little it is, it can be seen.
    pub const THINNEST: f64 = 1.0;
    /// Least height of a ribbon whose edges are drawn.
    pub const EDGED: f64 = 4.0;
}

/// Measures of small multiples.
pub mod panel {
    /// How many stand beside each other.
    pub const COLUMNS: usize = 3;
    /// Height of the legend above them.
    pub const LEGEND: f64 = 40.0;
    /// Height of one.
    pub const HEIGHT: f64 = 228.0;
    /// Gap between two beside each other.
    pub const GAP: f64 = 30.0;
    /// Height of the name and the value.
    pub const HEAD: f64 = 58.0;
    /// Middle of the name.
    pub const NAME: f64 = 17.0;
    /// Middle of the value.
    pub const VALUE: f64 = 44.0;
    /// Room for the status beside the value.
    pub const STATUS: f64 = 120.0;
    /// Height of the plot.
    pub const PLOT: f64 = 132.0;
    /// Room inside the plot round its figures, above and below for their labels.
    pub const INNER: (f64, f64) = (8.0, 26.0);
    /// Room for half the label of the first year.
    pub const LEFT: f64 = 15.0;
    /// Room for the target.
    pub const RIGHT: f64 = 60.0;
    /// Height of the labels of the years.
    pub const YEARS: f64 = 36.0;
    /// Length of a tick of the years.
    pub const TICK: f64 = 4.4;
    /// From the plot to the label of the target beside it.
    pub const BESIDE: f64 = 4.0;
    /// From the mark of a target to its label, if that stands above or below.
    pub const GOAL: f64 = 22.0;
}

/// Measures of one indicator on a page of its own.
pub mod single {
    /// Size of the figures: the chart is seen on phones, too.
    pub const LABEL: f64 = 28.0;
    /// Size of the years.
    pub const SMALL: f64 = 24.0;
    /// Height under the legend.
    pub const HEIGHT: f64 = 362.0;
    /// Height between the lowest and the highest value.
    pub const PLOT: f64 = 240.0;
    /// Room above the highest value, for its label.
    pub const TOP: f64 = 50.0;
    /// Room under the lowest value.
    pub const FOOT: f64 = 20.0;
    /// Room left of the years.
    pub const LEFT: f64 = 10.0;
    /// Room right of them, for the target.
    pub const RIGHT: f64 = 170.0;
    /// Room beside the first and the last year, in years.
    pub const ASIDE: f64 = 0.5;
    /// From a dot up to the middle of its label.
    pub const ABOVE: f64 = 26.0;
    /// From one label down to the next.
    pub const LINE: f64 = 34.0;
}

/// Measures of the steps from year to year.
pub mod steps {
    /// Room for the label of the highest bar.
    pub const TOP: f64 = 44.0;
    /// Height of the bars.
    pub const PLOT: f64 = 150.0;
    /// Share of its column that a bar is wide.
    pub const BAR: f64 = 0.68;
    /// From the top of a bar to the middle of its label.
    pub const ABOVE: f64 = 18.0;
    /// From the axis to the middle of a step's name.
    pub const NAME: f64 = 24.0;
    /// From the axis to the middle of the first indicator's name.
    pub const FIRST: f64 = 56.0;
    /// From one name to the next.
    pub const LINE: f64 = 26.0;
}

/// Measures of a sparkline, which is printed about a tenth as wide as a chart: its lines are ten times as thick.
pub mod spark {
    /// Height.
    pub const HEIGHT: f64 = 300.0;
    /// Margin.
    pub const EDGE: f64 = 70.0;
    /// Width of the line.
    pub const LINE: f64 = 26.0;
    /// Radius of the last dot.
    pub const DOT: f64 = 58.0;
    /// Width of the ground line, and how far it is above the lower end.
    pub const GROUND: (f64, f64) = (8.0, 16.0);
}
