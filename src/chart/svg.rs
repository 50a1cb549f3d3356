//! A chart's shapes as an SVG document.

use std::fmt::Write as _;

use super::shape::{Anchor, Form, Point, Shape};
use super::spec::Chart;
use super::style::{Color, HALF_CAPITAL, WIDTH};
use crate::model::Rgb;
use crate::style::Style;

/// From the top of a capital letter to the line it stands on, of its size.
const BASELINE: f64 = 0.76;

impl Chart {
    /// The chart as an SVG document. The same chart is the same bytes.
    #[must_use]
    pub fn svg(&self, style: &Style) -> String {
        let (width, height) = (number(WIDTH), number(self.height));
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"{}\">\n",
            escaped(style.chart_face())
        );
        // Dashes are many lines of one look, which are one path.
        for same in self.shapes.chunk_by(|one, other| stroke(one).is_some() && stroke(one) == stroke(other)) {
            element(&mut svg, same, style);
        }
        svg.push_str("</svg>\n");
        svg
    }
}

/// Colour and width of a line.
fn stroke(shape: &Shape) -> Option<(Color, f64)> {
    match shape.form {
        Form::Line(_, width) => Some((shape.color, width)),
        _ => None,
    }
}

/// Writes one shape, or lines of one look.
fn element(svg: &mut String, shapes: &[Shape], style: &Style) {
    let Some(shape) = shapes.first() else { return };
    let color = shade(style, shape.color);
    let text = match &shape.form {
        Form::Rect(from, to) => {
            let (x, y, width, height) = (number(from.0), number(from.1), number(to.0 - from.0), number(to.1 - from.1));
            format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{color}\"/>")
        }
        Form::Line(_, width) => {
            let lines = shapes.iter().filter_map(|shape| match &shape.form {
                Form::Line(points, _) => Some(path(points)),
                _ => None,
            });
            let (lines, width) = (lines.collect::<String>(), number(*width));
            format!("<path d=\"{lines}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"/>")
        }
        Form::Area(points) => format!("<path d=\"{}Z\" fill=\"{color}\"/>", path(points)),
        Form::Dot(at, radius) => format!("<circle {} fill=\"{color}\"/>", circle(*at, *radius)),
        Form::Ring(at, radius, width) => {
            let (circle, width) = (circle(*at, *radius), number(*width));
            format!("<circle {circle} fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"/>")
        }
        Form::Label { text, size, at, anchor } => {
            let (x, y) = (number(at.0), number(at.1 + size * (BASELINE - HALF_CAPITAL)));
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            let (size, text) = (number(*size), escaped(text));
            format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor} fill=\"{color}\">{text}</text>")
        }
    };
    svg.push_str(&text);
    svg.push('\n');
}

/// The line through points; one that ends where it began is closed, so that its corners are alike.
fn path(points: &[Point]) -> String {
    let closed = 2 < points.len() && points.first() == points.last();
    let mut path = String::new();
    for (at, (x, y)) in points[..points.len() - usize::from(closed)].iter().enumerate() {
        // Writing into a string cannot fail.
        write!(path, "{}{} {}", if at == 0 { 'M' } else { 'L' }, number(*x), number(*y)).unwrap_or_default();
    }
    if closed {
        path.push('Z');
    }
    path
}

fn circle((x, y): Point, radius: f64) -> String {
    format!("cx=\"{}\" cy=\"{}\" r=\"{}\"", number(x), number(y), number(radius))
}

/// A number with at most two decimals.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn shade(style: &Style, color: Color) -> Rgb {
    style.color(color.name).mix(Rgb::WHITE, color.white)
}

/// The text without what XML takes for its own.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
