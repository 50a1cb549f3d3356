//! Text: runs of glyphs as characters with the glyphs that show them.

use std::ops::Range;
use std::sync::Arc;

use anyhow::Result;
use kurbo::{Affine, BezPath, Point, Rect, Shape as _};
use typst::layout::Em;
use typst::text::color::{GlyphFrameItem, glyph_frame};
use typst::text::{Glyph, TextItem, is_default_ignorable};

use super::canvas::{Canvas, Look, Place};
use super::ink::{Ink, Line};
use super::{paint, picture, shape};
use crate::ofd::face::{Axis, Face, Source, Which};
use crate::ofd::schema::{Code, Id, Object, Rule, Shade, TextObject};

/// A glyph by its number in the typeface, and where it begins on the line and above it, in the unit of the place.
type Set = (u32, f64, f64);

/// Text of one typeface, size and colour.
pub struct Run {
    face: Which,
    /// The type size in the unit of its place; none if that is the unit of the typeface itself.
    size: Option<f64>,
    fill: Option<Ink>,
    /// The line around the letters, in the unit of its place.
    stroke: Option<Line>,
    text: String,
    glyphs: Vec<Set>,
    clusters: Vec<Cluster>,
}

/// Characters that are shown together: where they end in the text and in the glyphs.
struct Cluster {
    text: usize,
    glyphs: usize,
}

impl Run {
    /// One without any text yet.
    pub fn new(face: Which, size: Option<f64>, fill: Option<Ink>, stroke: Option<Line>) -> Self {
        Self { face, size, fill, stroke, text: String::new(), glyphs: Vec::new(), clusters: Vec::new() }
    }

    /// Adds characters with the first of their glyphs.
    pub fn add(&mut self, text: &str, glyph: Set) {
        self.text.push_str(text);
        self.clusters.push(Cluster { text: self.text.len(), glyphs: self.glyphs.len() });
        self.more(glyph);
    }

    /// Adds another glyph to the characters that came last.
    fn more(&mut self, glyph: Set) {
        self.glyphs.push(glyph);
        if let Some(last) = self.clusters.last_mut() {
            last.glyphs = self.glyphs.len();
        }
    }

    /// Whether nothing of it is cut off.
    fn is_whole(&self, canvas: &mut Canvas<'_>, place: &Place) -> Result<bool> {
        let face = canvas.resources.faces.face(self.face)?;
        let (size, (above, below)) = (self.size.unwrap_or(face.units), face.extent);
        let scale = size / face.units;
        let boxes = self
            .glyphs
            .iter()
            .map(|(_, x, y)| Rect::new(x - size * 0.2, -y - above * scale, x + size * 1.2, -y - below * scale));
        let on_page = |all: Rect| place.transform.transform_rect_bbox(all);
        let all = boxes.reduce(|all, own| all.union(own)).unwrap_or_default();
        if place.cutting(on_page(all)).is_empty() {
            return Ok(true);
        }
        // That is more room than the letters of most text take.
        let mut inked: Option<Rect> = None;
        for (old, x, y) in &self.glyphs {
            let outline = Affine::new([scale, 0.0, 0.0, -scale, *x, -y]) * face.outline(*old)?;
            if !outline.is_empty() {
                let own = outline.bounding_box();
                inked = Some(inked.map_or(own, |all| all.union(own)));
            }
        }
        Ok(inked.is_none_or(|all| place.cutting(on_page(all)).is_empty()))
    }

    /// Every cluster: its characters and its glyphs.
    fn clusters(&self) -> impl Iterator<Item = (Range<usize>, &[Set])> {
        let mut from = (0, 0);
        self.clusters.iter().map(move |cluster| {
            let (text, glyphs) = (from.0..cluster.text, from.1..cluster.glyphs);
            from = (cluster.text, cluster.glyphs);
            (text, self.glyphs.get(glyphs).unwrap_or_default())
        })
    }
}

/// Paints a text of Typst.
pub fn draw(canvas: &mut Canvas<'_>, place: &Place, item: &TextItem) -> Result<()> {
    let font = item.font.font();
    let axes: Vec<Axis> = item.font.variations().0.iter().map(|(tag, value)| (tag.to_bytes(), value.0)).collect();
    let source = || Source { bytes: Arc::new(font.data().clone()), index: font.index(), axes: axes.clone() };
    let face = canvas.resources.faces.find(canvas.ids, (font.data(), font.index(), &axes), source)?;
    let fill = paint::ink(&item.fill, place, None);
    let stroke = item.stroke.as_ref().and_then(|stroke| paint::line(stroke, place, None));
    let mut own = Run::new(face, Some(item.size.to_pt()), fill, stroke);
    let length = |em: Em| em.at(item.size).to_pt();
    let (mut x, mut y) = (0.0, 0.0);
    let mut last: Option<&Glyph> = None;
    let mut pictures = Vec::new();
    for glyph in &item.glyphs {
        let set = (u32::from(glyph.id), x + length(glyph.x_offset), y + length(glyph.y_offset));
        if last.is_some_and(|last| last.range == glyph.range) {
            own.more(set);
        } else {
            let text = item.text.get(glyph.range()).unwrap_or_default().trim_matches(is_default_ignorable);
            own.add(text, set);
        }
        if canvas.resources.faces.face(face)?.is_picture(set.0) {
            pictures.push((glyph, set));
        }
        x += length(glyph.x_advance);
        y += length(glyph.y_advance);
        last = Some(glyph);
    }
    run(canvas, place, &own)?;
    for (glyph, (_, x, y)) in pictures {
        coloured(canvas, &place.then(Affine::translate((x, -y))), item, glyph)?;
    }
    Ok(())
}

/// Paints a glyph that is a picture.
fn coloured(canvas: &mut Canvas<'_>, place: &Place, item: &TextItem, glyph: &Glyph) -> Result<()> {
    let Some(frame) = glyph_frame(&item.font, glyph.id) else { return Ok(()) };
    let place = place.then(Affine::scale(item.size.to_pt() / item.font.units_per_em()));
    let place = place.then(Affine::translate(shape::at(frame.item.pos()).to_vec2()));
    match &frame.item {
        GlyphFrameItem::Tofu(_, box_of_it) => {
            shape::draw(canvas, &place, box_of_it);
            Ok(())
        }
        GlyphFrameItem::Image(_, image, size) => picture::draw(canvas, &place, image, (size.x.to_pt(), size.y.to_pt())),
    }
}

/// Paints a run: characters with one glyph each in one object, anything else in one of its own.
///
/// What text cannot be in every reader is painted as paths, over the same text that shows nothing: colours that run into each other,
/// letters with a line around them, text of which a part is cut off.
pub fn run(canvas: &mut Canvas<'_>, place: &Place, run: &Run) -> Result<()> {
    if run.stroke.is_none()
        && let Some(shade) = run.fill.as_ref().and_then(Ink::flat)
        && run.is_whole(canvas, place)?
    {
        return text(canvas, place, run, Some(shade));
    }
    hidden(canvas, place, run)?;
    if run.fill.is_none() && run.stroke.is_none() {
        return Ok(());
    }
    let face = canvas.resources.faces.face(run.face)?;
    let scale = run.size.unwrap_or(face.units) / face.units;
    let mut letters = BezPath::new();
    for (old, x, y) in &run.glyphs {
        letters.extend(Affine::new([scale, 0.0, 0.0, -scale, *x, -y]) * face.outline(*old)?);
    }
    let fill = run.fill.clone().map(|ink| (ink, Rule::NonZero));
    canvas.path(place, &letters, Look { fill, stroke: run.stroke.clone() });
    Ok(())
}

/// Puts a run there so that it is found, without anything to be seen.
pub fn hidden(canvas: &mut Canvas<'_>, place: &Place, run: &Run) -> Result<()> {
    text(canvas, place, run, None)
}

/// Puts a run there in a colour, or without anything to be seen.
fn text(canvas: &mut Canvas<'_>, place: &Place, run: &Run, plain: Option<Shade>) -> Result<()> {
    let mut begun = 0;
    for (range, glyphs) in run.clusters() {
        let (Some(text), [(_, x, y)]) = (run.text.get(range), glyphs) else { break };
        if !follows(canvas, place.transform * Point::new(*x, -y), text)? {
            break;
        }
        begun += 1;
    }
    let face = canvas.resources.faces.face(run.face)?;
    let size = run.size.unwrap_or(face.units);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut extra = Vec::new();
    for (range, mut glyphs) in run.clusters().skip(begun) {
        let mut characters = run.text.get(range.clone()).unwrap_or_default().chars();
        let (first, whole) = (characters.next(), characters.next().is_some());
        if let Some(character) = first
            && let Some(((old, x, y), others)) = glyphs.split_first()
        {
            glyphs = others;
            let own = (!whole).then_some(character);
            let number = match plain {
                Some(_) => face.shows(*old, own)?,
                None => face.hides(*old, own)?,
            };
            let blank = character.is_whitespace();
            match pieces.last_mut().filter(|last| last.takes(whole, blank, *y, size)) {
                Some(last) => last.add(range.end, number, *x),
                None => pieces.push(Piece { text: range, glyphs: vec![number], places: vec![*x], y: *y, whole, blank }),
            }
        }
        // What shows no character of its own is painted all the same.
        for (old, x, y) in glyphs.iter().filter(|_| plain.is_some()) {
            extra.push((face.outline(*old)?, *x, *y));
        }
    }
    let (font, scale) = (face.id, size / face.units);
    let fill = plain.unwrap_or(Shade([0; 3]));
    for piece in pieces {
        let ink = piece.ink(face, scale);
        let text = run.text.get(piece.text.clone()).unwrap_or_default().to_owned();
        let style = Style { font, size, fill, ink };
        canvas.objects.push(Object::Text(piece.object(text, canvas.ids.next(), place, &style)));
    }
    for (outline, x, y) in extra {
        let place = place.then(Affine::translate((x, -y)) * Affine::scale_non_uniform(scale, -scale));
        let fill = plain.map(|shade| (Ink::Flat(shade), Rule::NonZero));
        canvas.path(&place, &outline, Look { fill, stroke: None });
    }
    Ok(())
}

/// Whether text needs no transformation in a place: all of it goes into size and positions.
fn is_level(place: &Place) -> bool {
    let [a, b, c, d, ..] = place.transform.as_coeffs();
    let scale = place.scale();
    [a - scale, b, c, d - scale].iter().all(|off| off.abs() < scale * 1e-6)
}

/// Adds a blank to the text that ends before it, if there is one: readers cut off spaces at the beginning of a text, and texts of
/// spaces alone.
fn follows(canvas: &mut Canvas<'_>, at: Point, text: &str) -> Result<bool> {
    let mut characters = text.chars();
    let (Some(character), None) = (characters.next(), characters.next()) else { return Ok(false) };
    let Some(Object::Text(last)) = canvas.objects.last_mut().filter(|_| character.is_whitespace()) else {
        return Ok(false);
    };
    let away = (at - Point::new(last.boundary.x1, last.code.start.y)) / last.size;
    let near = away.x.abs() <= 1.0 && away.y.abs() <= 1.0;
    let ahead = last.code.places.last().is_some_and(|place| last.code.start.x + place <= at.x);
    if !near || !ahead || !last.is_plain() || last.code.text.starts_with(char::is_whitespace) {
        return Ok(false);
    }
    let Some(face) = canvas.resources.faces.by_id(last.font) else { return Ok(false) };
    last.code.glyphs.push(face.blank(character)?);
    last.code.text.push(character);
    last.code.places.push(at.x - last.code.start.x);
    last.boundary.x1 = last.boundary.x1.max(at.x);
    Ok(true)
}

/// What becomes one object.
struct Piece {
    /// Its characters in the run.
    text: Range<usize>,
    glyphs: Vec<u16>,
    places: Vec<f64>,
    y: f64,
    /// Whether one glyph shows all of its characters.
    whole: bool,
    /// Whether it begins with a space: readers cut off spaces at the beginning of a text, but count them.
    blank: bool,
}

/// How a piece is painted.
struct Style {
    font: Id,
    size: f64,
    fill: Shade,
    ink: Rect,
}

impl Piece {
    /// Whether characters go on where this one ends.
    fn takes(&self, whole: bool, blank: bool, y: f64, size: f64) -> bool {
        !self.whole && !whole && (!self.blank || blank) && (self.y - y).abs() < size * 1e-4
    }

    fn add(&mut self, end: usize, glyph: u16, place: f64) {
        self.text.end = end;
        self.glyphs.push(glyph);
        self.places.push(place);
    }

    /// The box around letters and line, in the unit of the place, downwards.
    fn ink(&self, face: &Face, scale: f64) -> Rect {
        let (above, below) = face.extent;
        let boxes = self.glyphs.iter().zip(&self.places).filter_map(|(number, x)| {
            let glyph = face.glyph(*number)?;
            let line = Rect::new(0.0, below, f64::from(glyph.advance), above);
            let own = if glyph.outline.is_empty() { line } else { line.union(glyph.bounds) };
            Some(Rect::new(x + own.x0 * scale, -self.y - own.y1 * scale, x + own.x1 * scale, -self.y - own.y0 * scale))
        });
        boxes.reduce(|all, own| all.union(own)).unwrap_or_default()
    }

    fn object(self, text: String, id: Id, place: &Place, style: &Style) -> TextObject {
        let Style { font, size, fill, ink } = *style;
        let scale = place.scale();
        let level = is_level(place);
        let boundary = place.transform.transform_rect_bbox(ink);
        let first = self.places.first().copied().unwrap_or_default();
        let start = Point::new(first, -self.y);
        let mut places = self.places;
        for x in &mut places {
            *x = (*x - first) * scale;
        }
        // Level text needs no transformation: all of it goes into size and places.
        let (turn, start) = if level {
            (None, place.transform * start)
        } else {
            (Some(place.transform * Affine::scale(1.0 / scale)), (start.to_vec2() * scale).to_point())
        };
        let code = Code { text, glyphs: self.glyphs, start, places };
        TextObject { id, boundary, font, size: size * scale, turn, fill, code }
    }
}
