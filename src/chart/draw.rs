//! Shapes to SVG with plotters.

use plotters::element::DashedPathElement;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::spec::{Anchor, Chart, Shape};
use super::style::{self, WIDTH};
use crate::model::Rgb;
use crate::style::Style;

/// Drawing units per chart unit: plotters places things on whole pixels.
const SCALE: f64 = 2.0;

/// plotters writes text this much smaller than asked.
const SHRINK: f64 = 1.24;

impl Chart {
    /// The chart as an SVG document. The same chart is the same bytes.
    #[must_use]
    pub fn svg(&self, style: &Style) -> String {
        let mut svg = String::new();
        {
            let size = (pixels(WIDTH).unsigned_abs(), pixels(self.height).unsigned_abs());
            let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
            for shape in &self.shapes {
                // Drawing into a string cannot fail; a shape plotters refuses is a shape nobody sees.
                draw(&area, shape, style).unwrap_or_default();
            }
            area.present().unwrap_or_default();
        }
        svg
    }
}

type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;
type Drawn<'a> = Result<(), DrawingAreaErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>>;

#[expect(clippy::cast_possible_truncation, reason = "charts are a few thousand pixels wide")]
fn pixels(units: f64) -> i32 {
    (units * SCALE).round() as i32
}

fn point((x, y): (f64, f64)) -> (i32, i32) {
    (pixels(x), pixels(y))
}

fn shade(look: &Style, color: style::Color) -> RGBColor {
    let Rgb(r, g, b) = look.color(color.name).mix(Rgb::WHITE, color.white);
    RGBColor(r, g, b)
}

fn draw<'a>(area: &Area<'a>, shape: &Shape, look: &Style) -> Drawn<'a> {
    let color = |color: &style::Color| shade(look, *color);
    match shape {
        Shape::Rect(x, y, width, height, fill) => {
            area.draw(&Rectangle::new([point((*x, *y)), point((x + width, y + height))], color(fill).filled()))
        }
        Shape::Line(points, stroke, width, dashed) => {
            let style = color(stroke).stroke_width(width * 2);
            let points = points.iter().map(|&at| point(at));
            if *dashed {
                area.draw(&DashedPathElement::new(points, 12, 8, style))
            } else {
                area.draw(&PathElement::new(points.collect::<Vec<_>>(), style))
            }
        }
        Shape::Polygon(points, stroke, width) => {
            let closed: Vec<_> = points.iter().chain(points.first()).map(|&at| point(at)).collect();
            area.draw(&PathElement::new(closed, color(stroke).stroke_width(width * 2)))
        }
        Shape::Dot(x, y, radius, fill, hollow) => {
            let center = point((*x, *y));
            if *hollow {
                area.draw(&Circle::new(center, pixels(*radius), WHITE.filled()))?;
                area.draw(&Circle::new(center, pixels(*radius), color(fill).stroke_width(4)))
            } else {
                area.draw(&Circle::new(center, pixels(*radius), color(fill).filled()))
            }
        }
        Shape::Text(x, y, text, size, fill, anchor) => {
            let horizontal = match anchor {
                Anchor::Start => HPos::Left,
                Anchor::Middle => HPos::Center,
                Anchor::End => HPos::Right,
            };
            // A text hung by its top has its baseline 0.76 em lower, so its middle is 0.4 em below the top.
            let at = point((*x, y - size * 0.4));
            let set = (look.chart_face(), size * SCALE * SHRINK)
                .into_font()
                .color(&color(fill))
                .pos(Pos::new(horizontal, VPos::Top));
            area.draw(&Text::new(text.clone(), at, set))
        }
    }
}
