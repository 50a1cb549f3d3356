//! Pages of an OFD package as pictures, painted from nothing but the package, and what readers ask of its objects on the way.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "places on small pictures"
)]

use std::collections::BTreeMap;

use roxmltree::Node;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use tiny_skia::{
    Color, FillRule, FilterQuality, LineCap, LineJoin, Mask, Paint, Path, PathBuilder, Pattern, Pixmap, PixmapPaint,
    Rect, SpreadMode, Stroke, StrokeDash, Transform,
};

use super::ofd_package::{Package, all, inner, is, list, numbers};

/// Paints the pages of a package.
pub struct Painter<'a> {
    package: &'a Package,
    fonts: BTreeMap<u32, FontRef<'a>>,
    pictures: BTreeMap<u32, Pixmap>,
    glyphs: BTreeMap<(u32, u32), Option<Path>>,
    /// Pixels for every millimetre.
    scale: f32,
    /// Whether letters may be there to be found alone, with nothing to be seen of them.
    pub found_alone: bool,
}

impl<'a> Painter<'a> {
    /// Gets ready to paint with so many pixels for an inch.
    pub fn new(package: &'a Package, resolution: f32) -> Self {
        let fonts = package.fonts().into_iter().map(|(id, part)| (id, FontRef::new(&package.parts[&part]).unwrap()));
        let pictures = package.pictures().into_iter().map(|(id, part)| {
            let picture = image::load_from_memory(&package.parts[&part]).unwrap();
            assert!(!picture.color().has_alpha(), "{part} is seen through");
            let mut pixels = Pixmap::new(picture.width(), picture.height()).unwrap();
            pixels.data_mut().copy_from_slice(&picture.to_rgba8());
            (id, pixels)
        });
        Self {
            package,
            fonts: fonts.collect(),
            pictures: pictures.collect(),
            glyphs: BTreeMap::new(),
            scale: resolution / 25.4,
            found_alone: false,
        }
    }

    /// A page by its part.
    pub fn page(&mut self, part: &str) -> Pixmap {
        let package = self.package;
        let page = package.xml(part);
        let area = list(inner(inner(page.root_element(), "Area"), "PhysicalBox").text().unwrap());
        let [width, height] = [area[2], area[3]].map(|length| (length as f32 * self.scale).round() as u32);
        let mut pixels = Pixmap::new(width, height).unwrap();
        pixels.fill(Color::WHITE);
        let layer = all(page.root(), "Layer").next().unwrap();
        for object in layer.children() {
            let whole = numbers(object, "Boundary").iter().map(|length| *length as f32).collect::<Vec<_>>();
            let place = Transform::from_scale(self.scale, self.scale).pre_translate(whole[0], whole[1]);
            let clips = clips(object);
            assert!(clips.is_empty() || object.attribute("CTM").is_none(), "{object:?}: clips and CTM together");
            let mut mask = (!clips.is_empty()).then(|| Mask::new(width, height).unwrap());
            if let Some(mask) = &mut mask {
                let ((first, rule), others) = clips.split_first().unwrap();
                mask.fill_path(first, *rule, true, place);
                for (clip, rule) in others {
                    mask.intersect_path(clip, *rule, true, place);
                }
            }
            let canvas = &mut Canvas { pixels: &mut pixels, place, mask: mask.as_ref(), size: (whole[2], whole[3]) };
            match object.tag_name().name() {
                "PathObject" => canvas.path(object, &path(inner(object, "AbbreviatedData").text().unwrap()), false),
                "TextObject" => self.text(canvas, object),
                _ => self.picture(canvas, object, Rect::from_xywh(whole[0], whole[1], whole[2], whole[3]).unwrap()),
            }
        }
        pixels
    }

    fn text(&mut self, canvas: &mut Canvas<'_>, object: Node<'_, '_>) {
        let font: u32 = object.attribute("Font").unwrap().parse().unwrap();
        let size = numbers(object, "Size")[0] as f32;
        let turn = matrix(object).unwrap_or_default();
        let code = inner(object, "TextCode");
        let text: Vec<char> = code.text().unwrap_or_default().chars().collect();
        let change = inner(object, "CGTransform");
        let glyphs = list(inner(change, "Glyphs").text().unwrap());
        let steps = numbers(code, "DeltaX");
        assert_eq!(glyphs.len(), steps.len() + 1, "{object:?}: a step too few or too many");
        assert_eq!(numbers(change, "CodeCount"), [text.len() as f64]);
        assert_eq!(numbers(change, "GlyphCount"), [glyphs.len() as f64]);
        assert!(glyphs.len() == text.len() || glyphs.len() == 1, "{object:?}: {text:?}");
        let mut x = numbers(code, "X")[0] as f32;
        let y = numbers(code, "Y")[0] as f32;
        for (at, glyph) in glyphs.iter().enumerate() {
            x += at.checked_sub(1).map_or(0.0, |before| steps[before] as f32);
            let own = self.fonts[&font].clone();
            let units = f32::from(own.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
            let outline = self.glyphs.entry((font, *glyph as u32)).or_insert_with(|| outline(&own, *glyph as u32));
            if glyphs.len() == text.len() {
                assert!(own.charmap().map(text[at]).is_some(), "typeface {font} does not know {:?}", text[at]);
                let blank = text[at].is_whitespace();
                assert!(
                    outline.is_some() || blank || self.found_alone,
                    "{object:?}: nothing to be seen of {:?}",
                    text[at]
                );
            }
            let Some(outline) = outline else { continue };
            let place = turn.pre_translate(x, y).pre_scale(size / units, -size / units);
            canvas.path(object, &outline.clone().transform(place).unwrap(), true);
        }
    }

    fn picture(&self, canvas: &mut Canvas<'_>, object: Node<'_, '_>, whole: Rect) {
        let picture = &self.pictures[&object.attribute("ResourceID").unwrap().parse().unwrap()];
        let place = canvas.place.pre_concat(matrix(object).unwrap());
        let place = place.pre_scale(1.0 / picture.width() as f32, 1.0 / picture.height() as f32);
        // As Typst does it: as many pixels as are seen, each from the picture at its best.
        let mut mask = Mask::new(canvas.pixels.width(), canvas.pixels.height()).unwrap();
        let seen = PathBuilder::from_rect(whole);
        mask.fill_path(&seen, FillRule::Winding, true, Transform::from_scale(self.scale, self.scale));
        let paint = PixmapPaint { quality: FilterQuality::Bicubic, ..PixmapPaint::default() };
        if place.has_skew() {
            let shader =
                Pattern::new(picture.as_ref(), SpreadMode::Pad, FilterQuality::Bicubic, 1.0, Transform::identity());
            let paint = Paint { shader, ..Paint::default() };
            let all = Rect::from_xywh(0.0, 0.0, picture.width() as f32, picture.height() as f32).unwrap();
            canvas.pixels.fill_path(&PathBuilder::from_rect(all), &paint, FillRule::Winding, place, Some(&mask));
            return;
        }
        let [width, height] = [(picture.width(), place.sx), (picture.height(), place.sy)]
            .map(|(length, scale)| ((length as f32 * scale).round() as u32).max(1));
        let small = image::RgbaImage::from_raw(picture.width(), picture.height(), picture.data().to_vec()).unwrap();
        let small = image::imageops::resize(&small, width, height, image::imageops::FilterType::CatmullRom);
        let mut own = Pixmap::new(width, height).unwrap();
        own.data_mut().copy_from_slice(&small);
        let (x, y) = (place.tx.round() as i32, place.ty.round() as i32);
        canvas.pixels.draw_pixmap(x, y, own.as_ref(), &paint, Transform::identity(), Some(&mask));
    }
}

/// Where an object is painted.
struct Canvas<'a> {
    pixels: &'a mut Pixmap,
    place: Transform,
    mask: Option<&'a Mask>,
    /// Width and height of the object's box.
    size: (f32, f32),
}

impl Canvas<'_> {
    /// Fills and strokes a path as the object has it; text is filled if nothing else is said, a path is stroked.
    fn path(&mut self, object: Node<'_, '_>, path: &Path, text: bool) {
        let told = |name, usual| object.attribute(name).map_or(usual, |told| told == "true");
        let (bounds, (width, height)) = (path.compute_tight_bounds().unwrap(), self.size);
        let inside = -0.02 <= bounds.left() && bounds.right() <= width + 0.02;
        let inside = inside && -0.02 <= bounds.top() && bounds.bottom() <= height + 0.02;
        assert!(inside, "{bounds:?} is not in {:?} of {object:?}", self.size);
        let paint = |name| {
            let color = list(inner(object, name).attribute("Value").unwrap());
            let mut paint = Paint { anti_alias: true, ..Paint::default() };
            paint.set_color_rgba8(color[0] as u8, color[1] as u8, color[2] as u8, 255);
            paint
        };
        if told("Fill", text) {
            self.pixels.fill_path(path, &paint("FillColor"), rule(object), self.place, self.mask);
        }
        if told("Stroke", !text) {
            let number = |name| numbers(object, name).first().map(|number| *number as f32);
            let dashes: Vec<f32> = numbers(object, "DashPattern").iter().map(|length| *length as f32).collect();
            let stroke = Stroke {
                width: number("LineWidth").unwrap(),
                miter_limit: number("MiterLimit").unwrap_or(4.0),
                line_cap: match object.attribute("Cap") {
                    Some("Round") => LineCap::Round,
                    Some("Square") => LineCap::Square,
                    _ => LineCap::Butt,
                },
                line_join: match object.attribute("Join") {
                    Some("Round") => LineJoin::Round,
                    Some("Bevel") => LineJoin::Bevel,
                    _ => LineJoin::Miter,
                },
                dash: StrokeDash::new(dashes, number("DashOffset").unwrap_or_default()),
            };
            let painted = path.stroke(&stroke, 8.0).and_then(|outline| outline.compute_tight_bounds()).unwrap();
            let fits = -0.02 <= painted.left().min(painted.top());
            let fits = fits && painted.right() <= width + 0.02 && painted.bottom() <= height + 0.02;
            assert!(fits, "{painted:?} is not in {:?} of {object:?}", self.size);
            self.pixels.stroke_path(path, &paint("StrokeColor"), &stroke, self.place, self.mask);
        }
    }
}

/// What an object is seen through, and what is inside of it.
fn clips(object: Node<'_, '_>) -> Vec<(Path, FillRule)> {
    let clips = object.children().filter(|child| is(*child, "Clips")).flat_map(|clips| all(clips, "Path"));
    clips.map(|clip| (path(inner(clip, "AbbreviatedData").text().unwrap()), rule(clip))).collect()
}

fn rule(node: Node<'_, '_>) -> FillRule {
    match node.attribute("Rule") {
        Some("Even-Odd") => FillRule::EvenOdd,
        _ => FillRule::Winding,
    }
}

fn matrix(object: Node<'_, '_>) -> Option<Transform> {
    let own: [f64; 6] = numbers(object, "CTM").try_into().ok()?;
    let [across, turned, slanted, up, x, y] = own.map(|number| number as f32);
    Some(Transform::from_row(across, turned, slanted, up, x, y))
}

/// A path of `AbbreviatedData`.
fn path(data: &str) -> Path {
    let mut builder = PathBuilder::new();
    let mut words = data.split(' ');
    while let Some(word) = words.next() {
        let mut next = || words.next().unwrap().parse::<f32>().unwrap();
        match word {
            "M" => builder.move_to(next(), next()),
            "L" => builder.line_to(next(), next()),
            "Q" => builder.quad_to(next(), next(), next(), next()),
            "B" => builder.cubic_to(next(), next(), next(), next(), next(), next()),
            "C" => builder.close(),
            _ => panic!("{word:?} in {data}"),
        }
    }
    builder.finish().unwrap_or_else(|| panic!("no path: {data}"))
}

/// The outline of a glyph.
fn outline(font: &FontRef<'_>, glyph: u32) -> Option<Path> {
    let mut pen = Pen(PathBuilder::new());
    let glyph = font.outline_glyphs().get(GlyphId::new(glyph)).unwrap_or_else(|| panic!("no glyph {glyph}"));
    glyph.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen).unwrap();
    pen.0.finish()
}

struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, cy0, x, y);
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        panic!("a typeface of TrueType has no cubic curves");
    }

    fn close(&mut self) {
        self.0.close();
    }
}
