//! Drawings (SVG) as paths, text and pictures; masks and filters are not applied.

use std::sync::Arc;

use anyhow::{Result, anyhow};
use image::ImageFormat;
use kurbo::{Affine, BezPath, Point, Rect};
use resvg::usvg::fontdb::Source as FontSource;
use resvg::usvg::layout::{PositionedGlyph, Span};
use resvg::usvg::tiny_skia_path::{PathSegment, Transform};
use resvg::usvg::{self, FillRule, Group, ImageKind, Node, PaintOrder, Path, Text, Tree};
use typst::utils::hash128;

use super::canvas::{Canvas, Look, Place};
use super::paint;
use super::text::{Run, run};
use crate::ofd::face::{Axis, Source};
use crate::ofd::picture::encode;
use crate::ofd::schema::Rule;

/// Paints a drawing on a box of that size.
pub fn draw(canvas: &mut Canvas<'_>, place: &Place, tree: &Tree, size: (f64, f64)) -> Result<()> {
    let own = tree.size();
    let scale = Affine::scale_non_uniform(size.0 / f64::from(own.width()), size.1 / f64::from(own.height()));
    let place = place.then(scale);
    let whole = Rect::new(0.0, 0.0, own.width().into(), own.height().into());
    let place = place.through(&kurbo::Shape::to_path(&whole, 0.1));
    group(canvas, &place, tree.root(), tree)
}

fn group(canvas: &mut Canvas<'_>, place: &Place, group: &Group, tree: &Tree) -> Result<()> {
    let mut place = place.clone();
    place.opacity *= f64::from(group.opacity().get());
    // Paths and text know where they are in the whole drawing; what is there stays there.
    if let Some(clip) = group.clip_path() {
        let mut path = BezPath::new();
        outlines(clip.root(), affine(group.abs_transform()) * affine(clip.transform()), &mut path);
        // A clip of text alone would hide everything: what it cuts out is not carried over.
        if !path.elements().is_empty() {
            place = place.through(&path);
        }
    }
    for node in group.children() {
        match node {
            Node::Group(inner) => self::group(canvas, &place, inner, tree)?,
            Node::Path(own) => path(canvas, &place.then(affine(own.abs_transform())), own),
            Node::Text(own) => text(canvas, &place.then(affine(own.abs_transform())), own, tree)?,
            Node::Image(own) => image(canvas, &place.then(affine(own.abs_transform())), own)?,
        }
    }
    Ok(())
}

/// Adds what the paths of a clip enclose.
fn outlines(group: &Group, outer: Affine, into: &mut BezPath) {
    for node in group.children() {
        match node {
            Node::Group(inner) => outlines(inner, outer * affine(inner.transform()), into),
            Node::Path(own) => into.extend(outer * bezier(own)),
            Node::Text(_) | Node::Image(_) => {}
        }
    }
}

fn path(canvas: &mut Canvas<'_>, place: &Place, path: &Path) {
    if !path.is_visible() {
        return;
    }
    let fill = path.fill().and_then(|fill| {
        let rule = if fill.rule() == FillRule::EvenOdd { Rule::EvenOdd } else { Rule::NonZero };
        let shade = paint::svg_shade(fill.paint(), place.opacity * f64::from(fill.opacity().get()))?;
        Some((shade, rule))
    });
    let stroke = path.stroke().and_then(|stroke| paint::svg_stroke(stroke, place.opacity));
    let outline = bezier(path);
    if path.paint_order() == PaintOrder::StrokeAndFill && fill.is_some() && stroke.is_some() {
        canvas.path(place, &outline, Look { fill: None, stroke });
        canvas.path(place, &outline, Look { fill, stroke: None });
    } else {
        canvas.path(place, &outline, Look { fill, stroke });
    }
}

fn text(canvas: &mut Canvas<'_>, place: &Place, text: &Text, tree: &Tree) -> Result<()> {
    for span in text.layouted().iter().filter(|span| span.visible) {
        for line in [&span.overline, &span.underline].into_iter().flatten() {
            path(canvas, place, line);
        }
        for glyphs in lines(&span.positioned_glyphs) {
            words(canvas, place, span, &glyphs, tree)?;
        }
        if let Some(line) = &span.line_through {
            path(canvas, place, line);
        }
    }
    Ok(())
}

/// A glyph and where it begins, from the first of its line, in units of the typeface.
struct Set<'a> {
    glyph: &'a PositionedGlyph,
    first: Affine,
    x: f64,
}

/// Glyphs that stand on one line, in one direction, of one typeface.
fn lines(glyphs: &[PositionedGlyph]) -> Vec<Vec<Set<'_>>> {
    let mut lines: Vec<Vec<Set<'_>>> = Vec::new();
    for glyph in glyphs {
        let here = affine(glyph.transform());
        let line = lines.last_mut().filter(|line| line.first().is_some_and(|set| set.glyph.font == glyph.font));
        let fits = line.and_then(|line| {
            let first = line.first()?.first;
            let [across, turned, slanted, up, x, y] = (first.inverse() * here).as_coeffs();
            let level = [across - 1.0, turned, slanted, up - 1.0, y / 1000.0].iter().all(|off| off.abs() < 1e-3);
            level.then(|| line.push(Set { glyph, first, x }))
        });
        if fits.is_none() {
            lines.push(vec![Set { glyph, first: here, x: 0.0 }]);
        }
    }
    lines
}

fn words(canvas: &mut Canvas<'_>, place: &Place, span: &Span, glyphs: &[Set<'_>], tree: &Tree) -> Result<()> {
    let Some(first) = glyphs.first() else { return Ok(()) };
    let database = tree.fontdb();
    let Some((FontSource::Binary(bytes), index)) = database.face_source(first.glyph.font) else {
        return Err(anyhow!("图中文字的字体不在手边"));
    };
    let axes: Vec<Axis> = span.variations.iter().map(|axis| (axis.tag, axis.value)).collect();
    let own = (*bytes).as_ref();
    let source = || Source { bytes: Arc::clone(&bytes), index, axes: axes.clone() };
    let face = canvas.resources.faces.find(canvas.ids, (own, index, &axes), source)?;
    let opacity = |own: f64| place.opacity * own;
    let fill = span.fill.as_ref().and_then(|fill| paint::svg_shade(fill.paint(), opacity(fill.opacity().get().into())));
    let stroke = span.stroke.as_ref().and_then(|stroke| paint::svg_stroke(stroke, place.opacity));
    // Like everything of the run, in units of the typeface.
    let stroke = stroke.map(|stroke| stroke.scaled(first.first.determinant().abs().sqrt().recip()));
    let mut own = Run::new(face, None, fill, stroke);
    for set in glyphs {
        own.add(&set.glyph.text, (u32::from(set.glyph.id.0), set.x, 0.0));
    }
    run(canvas, &place.then(first.first), &own)
}

fn image(canvas: &mut Canvas<'_>, place: &Place, image: &usvg::Image) -> Result<()> {
    if !image.is_visible() {
        return Ok(());
    }
    let size = (f64::from(image.size().width()), f64::from(image.size().height()));
    let (bytes, format) = match image.kind() {
        ImageKind::SVG(tree) => return draw(canvas, place, tree, size),
        ImageKind::JPEG(bytes) => (bytes, Some(ImageFormat::Jpeg)),
        ImageKind::PNG(bytes) => (bytes, Some(ImageFormat::Png)),
        ImageKind::GIF(bytes) | ImageKind::WEBP(bytes) => (bytes, None),
    };
    canvas.picture(place, size, hash128(bytes), || encode(bytes, &image::load_from_memory(bytes)?, format))
}

/// The path of a drawing.
fn bezier(path: &Path) -> BezPath {
    let at = |point: usvg::tiny_skia_path::Point| Point::new(point.x.into(), point.y.into());
    let mut drawn = BezPath::new();
    for part in path.data().segments() {
        match part {
            PathSegment::MoveTo(to) => drawn.move_to(at(to)),
            PathSegment::LineTo(to) => drawn.line_to(at(to)),
            PathSegment::QuadTo(by, to) => drawn.quad_to(at(by), at(to)),
            PathSegment::CubicTo(one, two, to) => drawn.curve_to(at(one), at(two), at(to)),
            PathSegment::Close => drawn.close_path(),
        }
    }
    drawn
}

/// A transformation of usvg.
fn affine(transform: Transform) -> Affine {
    let Transform { sx, ky, kx, sy, tx, ty } = transform;
    Affine::new([sx, ky, kx, sy, tx, ty].map(f64::from))
}
