//! Legends in rows: plotters sets its own in one column, so each key is one of plotters' series labels beside the last one.

use std::iter;

use plotters::chart::{ChartBuilder, SeriesLabelPosition};
use plotters::element::{Circle, EmptyElement, IntoDynElement, PathElement, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::mark::{Mark, cross, dashed, dot, fill, lettering, line, patch, ring, stroke};
use super::record::{Area, Drawn, px, units};
use super::shape::{Point, width};
use super::style::{Color, DOT, HALF_CAPITAL, KEY_GAP, KEYS, LINE, MARK_GAP, SMALL, SOFT, STROKE, TILE};

/// What draws the mark of a key, from the middle of its left end.
type Draw = Box<dyn Fn(Pixel) -> Mark<Pixel>>;

/// A place on the drawing, in pixels.
type Pixel = (i32, i32);

/// One key of a legend.
pub struct Key {
    label: String,
    color: Color,
    room: f64,
    mark: Option<Draw>,
}

impl Key {
    /// Words alone.
    pub fn words(label: impl Into<String>, color: Color) -> Self {
        Self { label: label.into(), color, room: 0.0, mark: None }
    }

    /// A mark so many units wide, and what it means.
    fn new(label: impl Into<String>, width: f64, mark: impl Fn(Pixel) -> Mark<Pixel> + 'static) -> Self {
        Self { label: label.into(), color: SOFT, room: width + MARK_GAP, mark: Some(Box::new(mark)) }
    }

    /// A filled rectangle, so wide and high.
    pub fn patch(label: impl Into<String>, (width, height): Point, color: Color) -> Self {
        let half = height / 2.0;
        Self::new(label, width, move |at| patch(at, (0.0, -half), (width, half), color))
    }

    /// A symbol on its ground.
    pub fn symbol(label: impl Into<String>, symbol: &'static str, ground: Color, ink: Color) -> Self {
        Self::new(label, TILE, move |at| {
            let half = px(TILE / 2.0);
            let tile = Rectangle::new([(0, -half), (2 * half, half)], fill(ground));
            let ink = lettering(SMALL, ink, HPos::Center);
            (EmptyElement::at(at) + tile + Text::new(symbol, (half, 0), ink)).into_dyn()
        })
    }

    /// A line with a dot on it.
    pub fn figures(label: impl Into<String>, color: Color) -> Self {
        Self::new(label, STROKE, move |at| {
            let stem = PathElement::new([(0, 0), (px(STROKE), 0)], stroke(color, LINE));
            (EmptyElement::at(at) + stem + Circle::new((px(STROKE / 2.0), 0), px(DOT), fill(color))).into_dyn()
        })
    }

    /// A line, so wide.
    pub fn line(label: impl Into<String>, color: Color, width: f64) -> Self {
        Self::new(label, STROKE, move |at| line(vec![at, (at.0 + px(STROKE), at.1)], color, width))
    }

    /// A dashed line.
    pub fn dashed(label: impl Into<String>, color: Color) -> Self {
        Self::new(label, STROKE, move |at| dashed(vec![at, (at.0 + px(STROKE), at.1)], color))
    }

    /// A circle.
    pub fn ring(label: impl Into<String>, radius: f64, color: Color) -> Self {
        Self::new(label, 2.0 * radius, move |at| ring((at.0 + px(radius), at.1), radius, color))
    }

    /// A disc.
    pub fn dot(label: impl Into<String>, radius: f64, color: Color) -> Self {
        Self::new(label, 2.0 * radius, move |at| dot((at.0 + px(radius), at.1), radius, color))
    }

    /// A cross.
    pub fn cross(label: impl Into<String>, radius: f64, color: Color) -> Self {
        Self::new(label, 2.0 * radius, move |at| cross((at.0 + px(radius), at.1), radius, color))
    }

    /// With its label in a colour.
    #[must_use]
    pub fn colored(self, color: Color) -> Self {
        Self { color, ..self }
    }

    fn width(&self) -> f64 {
        self.room + width(&self.label, SMALL)
    }

    /// Draws the key at the left of an area as high as a line of keys.
    fn draw(self, area: &Area) -> Drawn {
        let mut chart = ChartBuilder::on(area).build_cartesian_2d(0..1, 0..1)?;
        let series = chart.draw_series(iter::empty::<Mark<Pixel>>())?.label(self.label);
        if let Some(mark) = self.mark {
            series.legend(mark);
        }
        // plotters hangs a label by its top.
        let top = px(KEYS / 2.0 - SMALL * HALF_CAPITAL);
        chart
            .configure_series_labels()
            .position(SeriesLabelPosition::Coordinate(0, top))
            .margin(0)
            .legend_area_size(px(self.room))
            .label_font(lettering(SMALL, self.color, HPos::Left).pos(Pos::new(HPos::Left, VPos::Top)))
            .draw()
    }
}

/// Draws keys beside each other from the upper left corner of the area on; what does not fit begins a new line.
///
/// # Errors
/// As plotters.
pub fn legend(area: &Area, keys: Vec<Key>) -> Drawn {
    let right = units(area.dim_in_pixel().0);
    let (mut x, mut y) = (0.0, 0.0);
    for key in keys {
        let width = key.width();
        if 0.0 < x && right < x + width {
            (x, y) = (0.0, y + KEYS);
        }
        key.draw(&area.clone().shrink((px(x), px(y)), (px(width), px(KEYS))))?;
        x += width + KEY_GAP;
    }
    Ok(())
}
