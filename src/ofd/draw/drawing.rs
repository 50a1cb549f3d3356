//! Drawings (SVG) as paths, text and pictures; what those cannot be (masks, filters, patterns) as pixels.

use std::borrow::Cow;
use std::io::Cursor;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use kurbo::{Affine, BezPath, Point, Rect, Shape as _};
use resvg::usvg::fontdb::Source as FontSource;
use resvg::usvg::layout::{PositionedGlyph, Span};
use resvg::usvg::tiny_skia_path::PathSegment;
use resvg::usvg::{self, BlendMode, ClipPath, FillRule, Group, ImageKind, Node, PaintOrder, Path, Text, Tree};
use typst::utils::hash128;

use super::canvas::{Canvas, Look, Place};
use super::snapshot::snapshot;
use super::svg_paint::{self, affine};
use super::text::{Run, hidden, run};
use crate::ofd::face::{Axis, Source, Which};
use crate::ofd::picture::Raw;
use crate::ofd::schema::Rule;

/// How many parts of a drawing may become pixels; of more, all of it does.
const SNAPSHOTS: usize = 4;

/// Paints a drawing on a box of that size.
pub fn draw(canvas: &mut Canvas<'_>, place: &Place, tree: &Tree, size: (f64, f64)) -> Result<()> {
    let own = tree.size();
    let scale = Affine::scale_non_uniform(size.0 / f64::from(own.width()), size.1 / f64::from(own.height()));
    let place = place.then(scale);
    let whole = Rect::new(0.0, 0.0, own.width().into(), own.height().into());
    let place = place.through(&whole.to_path(0.1), Rule::NonZero);
    // Every one of them needs the whole drawing painted.
    if SNAPSHOTS < snapshots(tree.root()) {
        snapshot(canvas, &place, whole, tree)?;
        return found(canvas, &place, tree.root(), tree);
    }
    group(canvas, &place, tree.root(), tree)
}

/// How many parts of a group become pixels.
fn snapshots(group: &Group) -> usize {
    if rastered(group) || group.clip_path().is_some_and(|clip| clips(clip, Affine::IDENTITY).is_none()) {
        return 1;
    }
    let parts = group.children().iter().map(|node| match node {
        Node::Group(inner) => snapshots(inner),
        Node::Path(own) => usize::from(patterned(own)),
        Node::Text(_) | Node::Image(_) => 0,
    });
    parts.sum()
}

/// Whether a group is what paths and text cannot be.
fn rastered(group: &Group) -> bool {
    group.mask().is_some()
        || !group.filters().is_empty()
        || group.blend_mode() != BlendMode::Normal
        || group.opacity().get() < 1.0 && pictured(group)
}

fn group(canvas: &mut Canvas<'_>, place: &Place, own: &Group, tree: &Tree) -> Result<()> {
    if rastered(own) {
        return pixels(canvas, place, own, tree);
    }
    let mut place = place.clone();
    place.opacity *= f64::from(own.opacity().get());
    // Paths and text know where they are in the whole drawing; what is there stays there.
    if let Some(clip) = own.clip_path() {
        let Some(paths) = clips(clip, affine(own.abs_transform())) else { return pixels(canvas, &place, own, tree) };
        for (path, rule) in paths {
            place = place.through(&path, rule);
        }
    }
    for node in own.children() {
        match node {
            Node::Group(inner) => group(canvas, &place, inner, tree)?,
            Node::Path(own) if patterned(own) => tile(canvas, &place, own, tree)?,
            Node::Path(own) => path(canvas, &place.then(affine(own.abs_transform())), own),
            Node::Text(own) => text(canvas, &place.then(affine(own.abs_transform())), own, tree)?,
            Node::Image(own) => image(canvas, &place.then(affine(own.abs_transform())), own)?,
        }
    }
    Ok(())
}

/// Whether there are pictures of pixels in a group.
fn pictured(group: &Group) -> bool {
    group.children().iter().any(|node| match node {
        Node::Group(inner) => pictured(inner),
        Node::Image(own) => !matches!(own.kind(), ImageKind::SVG(_)),
        _ => false,
    })
}

/// Whether a path is painted with a pattern.
fn patterned(path: &Path) -> bool {
    let paints = path.fill().map(usvg::Fill::paint).into_iter().chain(path.stroke().map(usvg::Stroke::paint));
    paints.into_iter().any(|paint| matches!(paint, usvg::Paint::Pattern(_)))
}

/// What something is seen through, one after the other; nothing if paths cannot say it.
fn clips(clip: &ClipPath, outer: Affine) -> Option<Vec<(BezPath, Rule)>> {
    let mut found = Vec::new();
    if let Some(other) = clip.clip_path() {
        found = clips(other, outer)?;
    }
    let own = outer * affine(clip.transform());
    let mut paths = Vec::new();
    outlines(clip.root(), own, &mut paths)?;
    let path = match paths.as_slice() {
        [one] => one.clone(),
        // Together they are what one of them encloses only as long as none is a path of holes.
        _ if paths.iter().all(|(_, rule)| *rule == Rule::NonZero) => {
            // All the same way around: two of opposite ways would cancel each other out where they overlap.
            let forward = |path: BezPath| if path.area() < 0.0 { path.reverse_subpaths() } else { path };
            let together = paths.into_iter().flat_map(|(path, _)| forward(path)).collect();
            (together, Rule::NonZero)
        }
        _ => return None,
    };
    found.push(path);
    Some(found)
}

/// Adds what the paths of a clip enclose; nothing if it is made of more than paths.
fn outlines(group: &Group, outer: Affine, into: &mut Vec<(BezPath, Rule)>) -> Option<()> {
    for node in group.children() {
        match node {
            Node::Group(inner) if inner.clip_path().is_none() => {
                outlines(inner, outer * affine(inner.transform()), into)?;
            }
            Node::Path(own) => {
                let odd = own.fill().is_some_and(|fill| fill.rule() == FillRule::EvenOdd);
                into.push((outer * bezier(own), if odd { Rule::EvenOdd } else { Rule::NonZero }));
            }
            _ => return None,
        }
    }
    Some(())
}

/// Paints what paths cannot be as pixels, with its text under them so that it is found.
fn pixels(canvas: &mut Canvas<'_>, place: &Place, group: &Group, tree: &Tree) -> Result<()> {
    let area = group.abs_layer_bounding_box();
    let area = Rect::new(area.left().into(), area.top().into(), area.right().into(), area.bottom().into());
    snapshot(canvas, place, area, tree)?;
    found(canvas, place, group, tree)
}

/// Puts the text of a group there so that it is found.
fn found(canvas: &mut Canvas<'_>, place: &Place, group: &Group, tree: &Tree) -> Result<()> {
    for node in group.children() {
        match node {
            Node::Group(inner) => found(canvas, place, inner, tree)?,
            Node::Text(own) => {
                let spans = spans(canvas, own, tree)?;
                unseen(canvas, &place.then(affine(own.abs_transform())), &spans)?;
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
    Ok(())
}

/// Paints a path that is painted with a pattern, as pixels.
fn tile(canvas: &mut Canvas<'_>, place: &Place, path: &Path, tree: &Tree) -> Result<()> {
    let area = path.abs_stroke_bounding_box();
    let area = Rect::new(area.left().into(), area.top().into(), area.right().into(), area.bottom().into());
    snapshot(canvas, place, area, tree)
}

fn path(canvas: &mut Canvas<'_>, place: &Place, path: &Path) {
    if !path.is_visible() {
        return;
    }
    let fill = path.fill().and_then(|fill| {
        let rule = if fill.rule() == FillRule::EvenOdd { Rule::EvenOdd } else { Rule::NonZero };
        Some((svg_paint::ink(fill.paint(), place, fill.opacity().get().into())?, rule))
    });
    let stroke = path.stroke().and_then(|stroke| svg_paint::line(stroke, place));
    let outline = bezier(path);
    if path.paint_order() == PaintOrder::StrokeAndFill && fill.is_some() && stroke.is_some() {
        canvas.path(place, &outline, Look { fill: None, stroke });
        canvas.path(place, &outline, Look { fill, stroke: None });
    } else {
        canvas.path(place, &outline, Look { fill, stroke });
    }
}

fn text(canvas: &mut Canvas<'_>, place: &Place, text: &Text, tree: &Tree) -> Result<()> {
    let spans = spans(canvas, text, tree)?;
    for (face, glyphs) in spans.iter().flat_map(|(_, lines)| lines) {
        let face = canvas.resources.faces.face(*face)?;
        // Letters that are pictures are there as parts of a drawing, with all the others.
        if glyphs.iter().any(|set| face.is_picture(set.glyph.id.0.into())) {
            unseen(canvas, place, &spans)?;
            return letters(canvas, place, text.flattened());
        }
    }
    for (span, lines) in spans {
        for line in [&span.overline, &span.underline].into_iter().flatten() {
            path(canvas, place, line);
        }
        for line in &lines {
            let (place, own) = words(place, span, line);
            run(canvas, &place, &own)?;
        }
        if let Some(line) = &span.line_through {
            path(canvas, place, line);
        }
    }
    Ok(())
}

/// Puts a text there so that it is found, without anything to be seen.
fn unseen(canvas: &mut Canvas<'_>, place: &Place, spans: &[Spanned<'_>]) -> Result<()> {
    for (span, lines) in spans {
        for line in lines {
            let (place, own) = words(place, span, line);
            hidden(canvas, &place, &own)?;
        }
    }
    Ok(())
}

/// Paints letters as parts of a drawing; unlike others these do not know where they are in the whole.
fn letters(canvas: &mut Canvas<'_>, place: &Place, group: &Group) -> Result<()> {
    for node in group.children() {
        match node {
            Node::Group(inner) => letters(canvas, &place.then(affine(inner.transform())), inner)?,
            Node::Path(own) => path(canvas, place, own),
            Node::Image(own) => image(canvas, place, own)?,
            Node::Text(_) => {}
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

/// Glyphs that stand on one line, and their typeface.
type Line<'a> = (Which, Vec<Set<'a>>);

/// A part of a text that looks the same all over, and its lines.
type Spanned<'a> = (&'a Span, Vec<Line<'a>>);

/// The parts of a text that are seen.
fn spans<'a>(canvas: &mut Canvas<'_>, text: &'a Text, tree: &Tree) -> Result<Vec<Spanned<'a>>> {
    let mut spans = Vec::new();
    for span in text.layouted().iter().filter(|span| span.visible) {
        let axes: Vec<Axis> = span.variations.iter().map(|axis| (axis.tag, axis.value)).collect();
        let lines = lines(&span.positioned_glyphs).into_iter();
        let lines = lines.map(|glyphs| Ok((face(canvas, &axes, &glyphs, tree)?, glyphs)));
        spans.push((span, lines.collect::<Result<_>>()?));
    }
    Ok(spans)
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

/// The typeface of glyphs.
fn face(canvas: &mut Canvas<'_>, axes: &[Axis], glyphs: &[Set<'_>], tree: &Tree) -> Result<Which> {
    let id = glyphs.first().map(|set| set.glyph.font);
    let Some((FontSource::Binary(bytes), index)) = id.and_then(|id| tree.fontdb().face_source(id)) else {
        return Err(anyhow!("图中文字的字体不在手边"));
    };
    let own = (*bytes).as_ref();
    let source = || Source { bytes: Arc::clone(&bytes), index, axes: axes.to_vec() };
    canvas.resources.faces.find(canvas.ids, (own, index, axes), source)
}

/// Glyphs as a run, and its place.
fn words(place: &Place, span: &Span, (face, glyphs): &Line<'_>) -> (Place, Run) {
    let first = glyphs.first().map_or(Affine::IDENTITY, |set| set.first);
    let fill = span.fill.as_ref().and_then(|fill| svg_paint::ink(fill.paint(), place, fill.opacity().get().into()));
    let stroke = span.stroke.as_ref().and_then(|stroke| svg_paint::line(stroke, place));
    // Like everything of the run, in units of the typeface.
    let stroke = stroke.map(|line| line.scaled(first.determinant().abs().sqrt().recip()));
    let mut own = Run::new(*face, None, fill, stroke);
    for set in glyphs {
        own.add(&set.glyph.text, (u32::from(set.glyph.id.0), set.x, 0.0));
    }
    (place.then(first), own)
}

fn image(canvas: &mut Canvas<'_>, place: &Place, image: &usvg::Image) -> Result<()> {
    if !image.is_visible() {
        return Ok(());
    }
    let size = (f64::from(image.size().width()), f64::from(image.size().height()));
    let (bytes, known) = match image.kind() {
        ImageKind::SVG(tree) => return draw(canvas, place, tree, size),
        ImageKind::JPEG(bytes) | ImageKind::PNG(bytes) => (bytes, true),
        ImageKind::GIF(bytes) | ImageKind::WEBP(bytes) => (bytes, false),
    };
    let jpeg = matches!(image.kind(), ImageKind::JPEG(_));
    // What cannot be read is not there, as in the PDF and on the screen: a drawing is more than one of its pictures.
    canvas.picture(place, size, hash128(bytes), || {
        let reader = ImageReader::new(Cursor::new(bytes.as_slice())).with_guessed_format().ok()?;
        let mut decoder = reader.into_decoder().ok()?;
        decoder.set_limits(Limits::default()).ok()?;
        let profile = decoder.icc_profile().ok().flatten();
        let pixels = Cow::Owned(DynamicImage::from_decoder(decoder).ok()?);
        Some(Raw { file: known.then_some(bytes.as_slice()), jpeg, pixels, profile })
    })
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
