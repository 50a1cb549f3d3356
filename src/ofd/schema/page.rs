//! `Content.xml`: what stands on a page (7.7, clauses 8 to 11).

use std::fmt::{self, Display, Formatter};

use kurbo::{Affine, BezPath, PathEl, Point, Rect, Vec2};

use super::{Action, Id};
use crate::ofd::unit::{Array, Boxed, Matrix, Mm, Number};
use crate::ofd::xml::Xml;

/// A page's content: one layer, in the order of painting, which is the order of reading.
#[derive(Debug)]
pub struct Page {
    /// Its size.
    pub area: Rect,
    /// The identifier of the layer.
    pub layer: Id,
    /// What is painted.
    pub objects: Vec<Object>,
}

impl Page {
    /// The file.
    pub fn xml(&self) -> String {
        let mut xml = Xml::new("Page", &[]);
        xml.open("Area", &[]);
        xml.leaf("PhysicalBox", &[], &Boxed(self.area));
        xml.close();
        xml.open("Content", &[]);
        xml.open("Layer", &[("ID", &self.layer), ("Type", &"Body")]);
        self.objects.iter().for_each(|object| object.write(&mut xml));
        xml.finish()
    }
}

/// A colour (`CT_Color`, 8.3) in RGB, the space that holds where none is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shade(pub [u8; 3]);

impl Shade {
    fn write(self, xml: &mut Xml, name: &'static str) {
        xml.empty(name, &[("Value", &Array(&self.0))]);
    }
}

/// How a line is drawn (`CT_DrawParam`, 8.2).
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub shade: Shade,
    /// Its width.
    pub width: f64,
    /// How it ends: `Butt`, `Round` or `Square`.
    pub cap: &'static str,
    /// Its corners: `Miter`, `Round` or `Bevel`.
    pub join: &'static str,
    /// How far a corner may stick out, in widths.
    pub miter: f64,
}

/// What is inside of a path: `NonZero` or `Even-Odd` (9.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Where the sum of crossings is not zero.
    NonZero,
    /// Where there is an odd number of crossings.
    EvenOdd,
}

/// What an object may be seen through (`CT_Clip`, 8.4), on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Clip(pub BezPath, pub Rule);

/// Anything on a page.
#[derive(Debug)]
pub enum Object {
    /// Text.
    Text(TextObject),
    /// A path.
    Path(PathObject),
    /// A picture.
    Image(ImageObject),
}

/// A path (`CT_Path`, 9.1), in places of the page.
#[derive(Debug)]
pub struct PathObject {
    /// Its identifier.
    pub id: Id,
    /// The box around all that is painted.
    pub boundary: Rect,
    /// What it is seen through.
    pub clips: Vec<Clip>,
    /// What a click on it does.
    pub action: Option<Action>,
    /// Its inside.
    pub fill: Option<(Shade, Rule)>,
    /// Its line.
    pub stroke: Option<Stroke>,
    /// The path.
    pub path: BezPath,
}

/// A picture (`CT_Image`, clause 10).
#[derive(Debug)]
pub struct ImageObject {
    /// Its identifier.
    pub id: Id,
    /// The box it is seen in.
    pub boundary: Rect,
    /// From the unit square to the page.
    pub transform: Affine,
    /// The picture.
    pub resource: Id,
}

/// Text of one typeface, size and colour on one line (`CT_Text`, 11.2).
#[derive(Debug)]
pub struct TextObject {
    /// Its identifier.
    pub id: Id,
    /// The box around all that is painted.
    pub boundary: Rect,
    /// The typeface.
    pub font: Id,
    /// The size.
    pub size: f64,
    /// From the text to the page, of text that is turned or slanted.
    pub turn: Option<Affine>,
    /// The colour.
    pub fill: Shade,
    /// The characters.
    pub code: Code,
}

/// Characters, the glyphs that show them and where those stand (`CT_TextCode` and `CT_CGTransform`, 11.3 and 11.4).
#[derive(Debug, Default)]
pub struct Code {
    /// The characters.
    pub text: String,
    /// The glyphs by their numbers in the embedded typeface: one for each character, or one for all of them.
    pub glyphs: Vec<u16>,
    /// Where the first begins, on its line.
    pub start: Point,
    /// Where each character begins, from the start.
    pub places: Vec<f64>,
}

impl Object {
    fn write(&self, xml: &mut Xml) {
        match self {
            Self::Text(text) => text.write(xml),
            Self::Path(path) => path.write(xml),
            Self::Image(image) => image.write(xml),
        }
    }
}

/// What all objects begin with (`CT_GraphicUnit`, 8.5): first the actions, then the clips.
fn begin(xml: &mut Xml, action: Option<&Action>, clips: &[Clip], boundary: Rect) {
    if let Some(action) = action {
        action.write(xml);
    }
    if clips.is_empty() {
        return;
    }
    xml.open("Clips", &[]);
    for Clip(path, rule) in clips {
        let whole = Boxed(Rect::new(0.0, 0.0, boundary.width(), boundary.height()));
        xml.open("Clip", &[]);
        xml.open("Area", &[]);
        xml.begin("Path");
        xml.attribute("Boundary", &whole);
        xml.attribute("Stroke", &"false");
        xml.attribute("Fill", &"true");
        if *rule == Rule::EvenOdd {
            xml.attribute("Rule", &"Even-Odd");
        }
        xml.inside("Path");
        xml.leaf("AbbreviatedData", &[], &Abbreviated(path, boundary.origin().to_vec2()));
        (0..3).for_each(|_| xml.close());
    }
    xml.close();
}

/// Writes the attributes of a line, those that are not as usual. How far a corner sticks out is always said: the text of the
/// standard and its schema are told to differ in what is usual.
fn line(xml: &mut Xml, stroke: &Stroke) {
    xml.attribute("LineWidth", &Mm(stroke.width));
    if stroke.cap != "Butt" {
        xml.attribute("Cap", &stroke.cap);
    }
    if stroke.join == "Miter" {
        xml.attribute("MiterLimit", &Number(stroke.miter, 3));
    } else {
        xml.attribute("Join", &stroke.join);
    }
}

impl PathObject {
    fn write(&self, xml: &mut Xml) {
        xml.begin("PathObject");
        xml.attribute("ID", &self.id);
        xml.attribute("Boundary", &Boxed(self.boundary));
        match &self.stroke {
            Some(stroke) => line(xml, stroke),
            None => xml.attribute("Stroke", &"false"),
        }
        if let Some((_, rule)) = self.fill {
            xml.attribute("Fill", &"true");
            if rule == Rule::EvenOdd {
                xml.attribute("Rule", &"Even-Odd");
            }
        }
        xml.inside("PathObject");
        begin(xml, self.action.as_ref(), &self.clips, self.boundary);
        if let Some(stroke) = &self.stroke {
            stroke.shade.write(xml, "StrokeColor");
        }
        if let Some((shade, _)) = self.fill {
            shade.write(xml, "FillColor");
        }
        xml.leaf("AbbreviatedData", &[], &Abbreviated(&self.path, self.boundary.origin().to_vec2()));
        xml.close();
    }
}

impl ImageObject {
    fn write(&self, xml: &mut Xml) {
        let from = Affine::translate(-self.boundary.origin().to_vec2());
        xml.open(
            "ImageObject",
            &[
                ("ID", &self.id),
                ("Boundary", &Boxed(self.boundary)),
                ("CTM", &Matrix(from * self.transform)),
                ("ResourceID", &self.resource),
            ],
        );
        xml.close();
    }
}

impl TextObject {
    /// Whether it is level and whole, and has a glyph for every character.
    pub fn is_plain(&self) -> bool {
        let each = self.code.text.chars().count() == self.code.glyphs.len();
        each && self.turn.is_none()
    }

    fn write(&self, xml: &mut Xml) {
        let corner = self.boundary.origin().to_vec2();
        xml.begin("TextObject");
        xml.attribute("ID", &self.id);
        xml.attribute("Boundary", &Boxed(self.boundary));
        xml.attribute("Font", &self.font);
        xml.attribute("Size", &Number(self.size, 4));
        if let Some(turn) = self.turn {
            xml.attribute("CTM", &Matrix(Affine::translate(-corner) * turn));
        }
        xml.inside("TextObject");
        self.fill.write(xml, "FillColor");
        self.code.write(xml, if self.turn.is_some() { Vec2::ZERO } else { corner });
        xml.close();
    }
}

impl Code {
    fn write(&self, xml: &mut Xml, corner: Vec2) {
        let characters = self.text.chars().count();
        xml.open(
            "CGTransform",
            &[("CodePosition", &0), ("CodeCount", &characters), ("GlyphCount", &self.glyphs.len())],
        );
        xml.leaf("Glyphs", &[], &Array(&self.glyphs));
        xml.close();
        let start = self.start - corner;
        xml.begin("TextCode");
        xml.attribute("X", &Mm(start.x));
        xml.attribute("Y", &Mm(start.y));
        if self.places.len() > 1 {
            xml.attribute("DeltaX", &Steps(&self.places));
        }
        xml.inside("TextCode");
        xml.value(&self.text);
        xml.close();
    }
}

/// From each place to the next. What is rounded is the place, so that nothing adds up along the line.
struct Steps<'a>(&'a [f64]);

impl Display for Steps<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, pair) in self.0.windows(2).enumerate() {
            let [from, to] = pair else { continue };
            let step = Mm(Mm(*to).rounded().0 - Mm(*from).rounded().0);
            write!(f, "{}{step}", if at > 0 { " " } else { "" })?;
        }
        Ok(())
    }
}

/// A path as `AbbreviatedData` (9.1), from a corner.
struct Abbreviated<'a>(&'a BezPath, Vec2);

impl Display for Abbreviated<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(path, corner) = *self;
        let mut between = "";
        for part in path.elements() {
            f.write_str(between)?;
            let (letter, points): (_, &[Point]) = match part {
                PathEl::MoveTo(to) => ("M", &[*to]),
                PathEl::LineTo(to) => ("L", &[*to]),
                PathEl::QuadTo(by, to) => ("Q", &[*by, *to]),
                PathEl::CurveTo(one, two, to) => ("B", &[*one, *two, *to]),
                PathEl::ClosePath => ("C", &[]),
            };
            f.write_str(letter)?;
            for point in points {
                let point = *point - corner;
                write!(f, " {} {}", Mm(point.x), Mm(point.y))?;
            }
            between = " ";
        }
        Ok(())
    }
}
