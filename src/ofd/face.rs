//! The typefaces of a document and what is used of each: glyphs get new numbers in the order in which pages need them.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use kurbo::{BezPath, CubicBez, Point, Rect, Shape as _};
use skrifa::bitmap::BitmapData;
use skrifa::instance::{Location, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider as _;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};

use super::schema::{self, Font, Id, Ids};

/// How far a curve may stray when it is made quadratic, in thousandths of the type size.
const STRAY: f64 = 0.6;

/// Bytes of a typeface, shared with whoever read them.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// An axis of a variable typeface by its tag, and where on it.
pub type Axis = ([u8; 4], f32);

/// A typeface as the pages name it.
#[derive(Clone)]
pub struct Source {
    /// The file.
    pub bytes: Bytes,
    /// Which one of the file.
    pub index: u32,
    /// Where on its axes, of a variable one.
    pub axes: Vec<Axis>,
}

impl Source {
    /// Whether it is these bytes in memory.
    fn is(&self, bytes: &[u8], index: u32, axes: &[Axis]) -> bool {
        std::ptr::eq((*self.bytes).as_ref(), bytes) && self.index == index && self.axes == axes
    }

    /// Whether it is another copy of the same: what Typst remembers of drawings may hold typefaces that were read earlier.
    fn equals(&self, bytes: &[u8], index: u32, axes: &[Axis]) -> bool {
        self.index == index && self.axes == axes && (*self.bytes).as_ref() == bytes
    }
}

/// A glyph of the subset.
#[derive(Debug, Default)]
pub struct Glyph {
    /// Its outline of lines and quadratic curves, in the typeface's own units, upwards.
    pub outline: BezPath,
    /// The box around it.
    pub bounds: Rect,
    /// How far the next one is.
    pub advance: u16,
}

/// A typeface and what is used of it.
pub struct Face {
    /// Its identifier.
    pub id: Id,
    /// How many of its units are the type size.
    pub units: f64,
    /// From the line to the top of letters, and to the bottom, in its units.
    pub extent: (f64, f64),
    /// The glyphs that are used, by their new numbers.
    pub glyphs: Vec<Glyph>,
    /// Characters and the glyphs that show them when nothing else is said.
    pub characters: BTreeMap<char, u16>,
    source: Source,
    copies: Vec<Source>,
    location: Location,
    numbers: BTreeMap<u32, u16>,
    /// Whether some of its glyphs may be pictures.
    pictures: bool,
    /// Glyphs of which there is a copy without anything to be seen, and its number.
    hidden: BTreeMap<u32, u16>,
}

impl Face {
    fn new(id: Id, source: &Source) -> Result<Self> {
        let font = font(source)?;
        let location = font.axes().location(source.axes.iter().map(|(tag, value)| (Tag::new(tag), *value)));
        let metrics = font.metrics(Size::unscaled(), &location);
        let mut face = Self {
            id,
            units: f64::from(metrics.units_per_em),
            extent: (f64::from(metrics.ascent), f64::from(metrics.descent)),
            glyphs: Vec::new(),
            characters: BTreeMap::new(),
            source: source.clone(),
            copies: Vec::new(),
            location,
            numbers: BTreeMap::new(),
            pictures: [b"COLR", b"SVG ", b"sbix", b"CBDT"].iter().any(|tag| font.table_data(Tag::new(tag)).is_some()),
            hidden: BTreeMap::new(),
        };
        // The first glyph of every typeface is the one for what it has not.
        face.number(0)?;
        Ok(face)
    }

    /// The new number of a glyph.
    pub fn number(&mut self, old: u32) -> Result<u16> {
        if let Some(number) = self.numbers.get(&old) {
            return Ok(*number);
        }
        let number = u16::try_from(self.glyphs.len())?;
        let glyph = self.draw(old)?;
        self.glyphs.push(glyph);
        self.numbers.insert(old, number);
        Ok(number)
    }

    /// The glyph that shows a character, by its new number; the first that a character is shown with is its own. One that is a
    /// picture shows nothing here.
    pub fn shows(&mut self, old: u32, character: Option<char>) -> Result<u16> {
        if self.is_picture(old) {
            return self.hides(old, character);
        }
        let number = self.number(old)?;
        if let Some(character) = character {
            let own = self.characters.entry(character).or_insert(number);
            // One that is seen is better than one that is not.
            if self.glyphs.get(usize::from(*own)).is_none_or(|glyph| glyph.outline.is_empty()) {
                *own = number;
            }
        }
        Ok(number)
    }

    /// A glyph as wide as another, without anything to be seen, by its new number.
    pub fn hides(&mut self, old: u32, character: Option<char>) -> Result<u16> {
        let number = if let Some(number) = self.hidden.get(&old) {
            *number
        } else {
            let number = u16::try_from(self.glyphs.len())?;
            let advance = self.draw(old)?.advance;
            self.glyphs.push(Glyph { advance, ..Glyph::default() });
            self.hidden.insert(old, number);
            number
        };
        if let Some(character) = character {
            self.characters.entry(character).or_insert(number);
        }
        Ok(number)
    }

    /// The outline of a glyph; nothing if it is a picture.
    pub fn outline(&self, old: u32) -> Result<BezPath> {
        Ok(if self.is_picture(old) { BezPath::new() } else { self.draw(old)?.outline })
    }

    /// Whether a glyph is a picture: of colours, a drawing, or pixels.
    pub fn is_picture(&self, old: u32) -> bool {
        if !self.pictures {
            return false;
        }
        let (Ok(font), glyph) = (font(&self.source), GlyphId::new(old)) else { return false };
        let drawn = || font.svg().is_ok_and(|svg| svg.glyph_data(glyph).is_ok_and(|drawn| drawn.is_some()));
        let pixels = || {
            let found = font.bitmap_strikes().glyph_for_size(Size::unscaled(), glyph);
            found.is_some_and(|own| matches!(own.data, BitmapData::Png(_)))
        };
        font.color_glyphs().get(glyph).is_some() || drawn() || pixels()
    }

    /// A glyph without an outline that shows a blank character, by its new number: the typeface's own, if pages use it.
    pub fn blank(&mut self, character: char) -> Result<u16> {
        if let Some(number) = self.characters.get(&character) {
            return Ok(*number);
        }
        let number = u16::try_from(self.glyphs.len())?;
        self.glyphs.push(Glyph::default());
        self.characters.insert(character, number);
        Ok(number)
    }

    /// A glyph of the subset.
    pub fn glyph(&self, number: u16) -> Option<&Glyph> {
        self.glyphs.get(usize::from(number))
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "widths are whole numbers of two bytes"
    )]
    fn draw(&self, old: u32) -> Result<Glyph> {
        let font = font(&self.source)?;
        let old = GlyphId::new(old);
        let mut pen = Pen { path: BezPath::new(), last: Point::ZERO, stray: STRAY * self.units / 1000.0 };
        if let Some(outline) = font.outline_glyphs().get(old) {
            let settings = DrawSettings::unhinted(Size::unscaled(), &self.location);
            outline.draw(settings, &mut pen).map_err(|error| anyhow!("字形 {old} 读不出来：{error}"))?;
        }
        let advance = font.glyph_metrics(Size::unscaled(), &self.location).advance_width(old).unwrap_or_default();
        let bounds = if pen.path.is_empty() { Rect::ZERO } else { pen.path.bounding_box() };
        Ok(Glyph { outline: pen.path, bounds, advance: advance.round() as u16 })
    }

    /// What the typeface calls itself.
    fn name(&self, which: StringId) -> Option<String> {
        let font = font(&self.source).ok()?;
        let name = font.localized_strings(which).english_or_first().map(|name| name.to_string());
        name.filter(|name| !name.is_empty())
    }

    /// What it says about being embedded (`fsType` of its table OS/2); what says nothing may be.
    pub fn embedding(&self) -> u16 {
        font(&self.source).and_then(|font| Ok(font.os2()?.fs_type())).unwrap_or_default()
    }

    /// As the package lists it.
    pub fn entry(&self) -> Font {
        let family = self.name(StringId::FAMILY_NAME).unwrap_or_else(|| format!("Font {}", self.id));
        let name = self.name(StringId::POSTSCRIPT_NAME).unwrap_or_else(|| family.replace(' ', ""));
        let bold = font(&self.source).is_ok_and(|font| 600.0 <= font.attributes().weight.value());
        Font { id: self.id, name, family, bold, file: format!("font_{}.ttf", self.id) }
    }
}

fn font(source: &Source) -> Result<FontRef<'_>> {
    let bytes = (*source.bytes).as_ref();
    FontRef::from_index(bytes, source.index).map_err(|error| anyhow!("字体读不出来：{error}"))
}

/// Every typeface of a document.
#[derive(Default)]
pub struct Faces(Vec<Face>);

/// Which of the typefaces.
#[derive(Debug, Clone, Copy)]
pub struct Which(usize);

impl Faces {
    /// The typeface of these bytes; `source` is asked for it the first time.
    pub fn find(
        &mut self,
        ids: &mut Ids,
        (bytes, index, axes): (&[u8], u32, &[Axis]),
        source: impl Fn() -> Source,
    ) -> Result<Which> {
        let is = |own: &Source| own.is(bytes, index, axes);
        if let Some(known) = self.0.iter().position(|face| is(&face.source) || face.copies.iter().any(is)) {
            return Ok(Which(known));
        }
        if let Some(known) = self.0.iter().position(|face| face.source.equals(bytes, index, axes)) {
            if let Some(face) = self.0.get_mut(known) {
                face.copies.push(source());
            }
            return Ok(Which(known));
        }
        self.0.push(Face::new(ids.next(), &source())?);
        Ok(Which(self.0.len() - 1))
    }

    /// One of them.
    pub fn face(&mut self, which: Which) -> Result<&mut Face> {
        self.0.get_mut(which.0).ok_or_else(|| anyhow!("字体没有记下"))
    }

    /// The one with that identifier.
    pub fn by_id(&mut self, id: Id) -> Option<&mut Face> {
        self.0.iter_mut().find(|face| face.id == id)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Face> {
        self.0.iter()
    }

    /// The list of them.
    pub fn xml(&self) -> String {
        schema::fonts(&self.0.iter().map(Face::entry).collect::<Vec<_>>())
    }
}

/// Takes an outline and makes its curves quadratic.
struct Pen {
    path: BezPath,
    last: Point,
    stray: f64,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.last = Point::new(x.into(), y.into());
        self.path.move_to(self.last);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.last = Point::new(x.into(), y.into());
        self.path.line_to(self.last);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.last = Point::new(x.into(), y.into());
        self.path.quad_to(Point::new(cx.into(), cy.into()), self.last);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let [one, two, to] = [(cx0, cy0), (cx1, cy1), (x, y)].map(|(x, y)| Point::new(x.into(), y.into()));
        let curve = CubicBez::new(self.last, one, two, to);
        self.last = to;
        match curve.approx_spline(self.stray) {
            Some(spline) => spline.to_quads().for_each(|part| self.path.quad_to(part.p1, part.p2)),
            None => curve.to_quads(self.stray).for_each(|(_, _, part)| self.path.quad_to(part.p1, part.p2)),
        }
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}
