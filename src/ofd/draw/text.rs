//! Text: runs of glyphs as characters with the glyphs that show them.

use anyhow::Result;
use kurbo::{Affine, Point, Rect};
use typst::text::color::{GlyphFrameItem, glyph_frame};
use typst::text::{Glyph, TextItem, is_default_ignorable};

use super::canvas::{Canvas, Look, Place};
use super::{paint, picture, shape};
use crate::ofd::face::{Face, Source};
use crate::ofd::schema::{Code, Id, Object, Rule, Shade, Stroke, TextObject};

/// Text of one typeface, size and colour.
pub struct Run {
    /// The typeface.
    pub source: Source,
    /// The type size in the unit of its place; none if that is the unit of the typeface itself.
    pub size: Option<f64>,
    /// The colour.
    pub fill: Option<Shade>,
    /// The line around the letters, in the unit of its place.
    pub stroke: Option<Stroke>,
    /// What stands in it, in order.
    pub clusters: Vec<Cluster>,
}

/// Characters that are shown together.
pub struct Cluster {
    /// The characters.
    pub text: String,
    /// The glyphs by their numbers in the typeface, and where each begins on the line and above it, in the unit of the place.
    pub glyphs: Vec<(u32, f64, f64)>,
}

/// Paints a text of Typst.
pub fn draw(canvas: &mut Canvas<'_>, place: &Place, item: &TextItem) -> Result<()> {
    let font = item.font.font();
    let axes = item.font.variations().0.iter().map(|(tag, value)| (tag.to_bytes(), value.0)).collect();
    let source = Source { bytes: std::sync::Arc::new(font.data().clone()), index: font.index(), axes };
    let mut clusters: Vec<Cluster> = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    let mut last: Option<&Glyph> = None;
    for glyph in &item.glyphs {
        let length = |em: typst::layout::Em| em.at(item.size).to_pt();
        let set = (u32::from(glyph.id), x + length(glyph.x_offset), y + length(glyph.y_offset));
        let same = last.is_some_and(|last| last.range == glyph.range);
        match clusters.last_mut().filter(|_| same) {
            Some(cluster) => cluster.glyphs.push(set),
            None => {
                let text = item.text.get(glyph.range()).unwrap_or_default();
                let text = text.trim_matches(is_default_ignorable).to_owned();
                clusters.push(Cluster { text, glyphs: vec![set] });
            }
        }
        let shown = clusters.last().is_some_and(|cluster| !cluster.text.trim().is_empty());
        if shown && !canvas.resources.faces.face(canvas.ids, &source)?.draws(set.0)? {
            coloured(canvas, &place.then(Affine::translate((set.1, -set.2))), item, glyph)?;
        }
        x += length(glyph.x_advance);
        y += length(glyph.y_advance);
        last = Some(glyph);
    }
    let fill = paint::shade(&item.fill, place.opacity);
    let stroke = item.stroke.as_ref().and_then(|stroke| paint::stroke(stroke, place.opacity));
    run(canvas, place, &Run { source, size: Some(item.size.to_pt()), fill, stroke, clusters })
}

/// Paints a glyph that is a picture.
fn coloured(canvas: &mut Canvas<'_>, place: &Place, item: &TextItem, glyph: &Glyph) -> Result<()> {
    let Some(frame) = glyph_frame(&item.font, glyph.id) else { return Ok(()) };
    let place = place.then(Affine::scale(item.size.to_pt() / item.font.units_per_em()));
    let place = place.then(Affine::translate(shape::at(frame.item.pos()).to_vec2()));
    match &frame.item {
        GlyphFrameItem::Tofu(..) => Ok(()),
        GlyphFrameItem::Image(_, image, size) => picture::draw(canvas, &place, image, (size.x.to_pt(), size.y.to_pt())),
    }
}

/// Paints a run: characters with one glyph each in one object, anything else in one of its own.
pub fn run(canvas: &mut Canvas<'_>, place: &Place, run: &Run) -> Result<()> {
    let Some(shade) = run.fill.or(run.stroke.as_ref().map(|stroke| stroke.shade)) else { return Ok(()) };
    let face = canvas.resources.faces.face(canvas.ids, &run.source)?;
    let size = run.size.unwrap_or(face.units);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut extra = Vec::new();
    for cluster in &run.clusters {
        let mut characters = cluster.text.chars();
        let (first, more) = (characters.next(), characters.next().is_some());
        let mut glyphs = cluster.glyphs.iter();
        if let Some(character) = first
            && let Some((old, x, y)) = glyphs.next()
        {
            let number = if more { face.number(*old)? } else { face.shows(*old, character)? };
            let piece = Piece {
                text: cluster.text.clone(),
                glyphs: vec![number],
                places: vec![*x],
                y: *y,
                whole: more,
                blank: character.is_whitespace(),
            };
            match pieces.last_mut().filter(|last| last.takes(&piece, size)) {
                Some(last) => last.add(piece),
                None => pieces.push(piece),
            }
        }
        // What shows no character of its own is painted all the same.
        for (old, x, y) in glyphs {
            let number = face.number(*old)?;
            extra.extend(face.glyph(number).map(|glyph| (glyph.outline.clone(), *x, *y)));
        }
    }
    let (font, scale) = (face.id, size / face.units);
    let inks: Vec<Rect> = pieces.iter().map(|piece| piece.ink(face, scale)).collect();
    for (piece, ink) in pieces.into_iter().zip(inks) {
        let object = piece.object(canvas, place, Style { font, size, shade, stroke: run.stroke.clone(), ink });
        canvas.objects.push(Object::Text(object));
    }
    for (outline, x, y) in extra {
        let place = place.then(Affine::translate((x, -y)) * Affine::scale_non_uniform(scale, -scale));
        canvas.path(&place, &outline, Look { fill: Some((shade, Rule::NonZero)), stroke: None });
    }
    Ok(())
}

/// What becomes one object.
struct Piece {
    text: String,
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
    shade: Shade,
    stroke: Option<Stroke>,
    ink: Rect,
}

impl Piece {
    /// Whether another one goes on where this one ends.
    fn takes(&self, next: &Self, size: f64) -> bool {
        let spaces = self.blank && !next.blank;
        !self.whole && !next.whole && !spaces && (self.y - next.y).abs() < size * 1e-4
    }

    fn add(&mut self, next: Self) {
        self.text.push_str(&next.text);
        self.glyphs.extend(next.glyphs);
        self.places.extend(next.places);
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

    fn object(self, canvas: &mut Canvas<'_>, place: &Place, style: Style) -> TextObject {
        let Style { font, size, shade, stroke, ink } = style;
        let [a, b, c, d, ..] = place.transform.as_coeffs();
        let scale = place.transform.determinant().abs().sqrt();
        let level = [a - scale, b, c, d - scale].iter().all(|off| off.abs() < scale * 1e-6);
        let stroke = stroke.map(|stroke| Stroke { width: stroke.width * scale, ..stroke });
        let around = stroke.as_ref().map_or(0.0, |stroke| stroke.width);
        let boundary = place.transform.transform_rect_bbox(ink).inflate(around, around);
        let first = self.places.first().copied().unwrap_or_default();
        let start = Point::new(first, -self.y);
        let places = self.places.iter().map(|x| (x - first) * scale).collect();
        // Level text needs no transformation: all of it goes into size and places.
        let (turn, start) = if level {
            (None, place.transform * start)
        } else {
            (Some(place.transform * Affine::scale(1.0 / scale)), (start.to_vec2() * scale).to_point())
        };
        let clips = if level { place.cutting(boundary) } else { Vec::new() };
        let code = Code { text: self.text, glyphs: self.glyphs, start, places };
        let id = canvas.ids.next();
        TextObject { id, boundary, clips, action: None, font, size: size * scale, turn, shade, stroke, code }
    }
}
