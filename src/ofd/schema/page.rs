//! `Content.xml`: what stands on a page (7.7, clauses 8 to 11).

use kurbo::{Affine, BezPath, PathEl, Point, Rect, Vec2};

use super::{Action, Id};
use crate::ofd::unit::{Mm, boxed, matrix, number};
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
        xml.leaf("PhysicalBox", &[], &boxed(self.area));
        xml.close();
        xml.open("Content", &[]);
        xml.open("Layer", &[("ID", &self.layer.to_string()), ("Type", "Body")]);
        self.objects.iter().for_each(|object| object.write(&mut xml));
        xml.finish()
    }
}

/// A colour (`CT_Color`, 8.3) in RGB, the space that holds where none is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shade(pub [u8; 3]);

impl Shade {
    fn write(self, xml: &mut Xml, name: &'static str) {
        let [red, green, blue] = self.0;
        xml.empty(name, &[("Value", &format!("{red} {green} {blue}"))]);
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
    /// Lengths of dashes and gaps, and where in them it begins.
    pub dash: Option<(Vec<f64>, f64)>,
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
pub struct Clip(pub BezPath);

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
    /// What a click on it does.
    pub action: Option<Action>,
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
    /// What it is seen through; nothing where it is turned.
    pub clips: Vec<Clip>,
    /// What a click on it does.
    pub action: Option<Action>,
    /// The typeface.
    pub font: Id,
    /// The size.
    pub size: f64,
    /// From the text to the page, of text that is turned or slanted.
    pub turn: Option<Affine>,
    /// The colour.
    pub shade: Shade,
    /// The line around the letters.
    pub stroke: Option<Stroke>,
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
    /// The box around it.
    pub fn boundary(&self) -> Rect {
        match self {
            Self::Text(text) => text.boundary,
            Self::Path(path) => path.boundary,
            Self::Image(image) => image.boundary,
        }
    }

    /// Gives it something to do at a click.
    pub fn link(&mut self, to: &Action) {
        let action = match self {
            Self::Text(text) => &mut text.action,
            Self::Path(path) => &mut path.action,
            Self::Image(image) => &mut image.action,
        };
        *action = Some(to.clone());
    }

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
    for Clip(path) in clips {
        let whole = boxed(Rect::new(0.0, 0.0, boundary.width(), boundary.height()));
        xml.open("Clip", &[]);
        xml.open("Area", &[]);
        xml.open("Path", &[("Boundary", &whole), ("Stroke", "false"), ("Fill", "true")]);
        xml.leaf("AbbreviatedData", &[], &abbreviated(path, boundary.origin().to_vec2()));
        (0..3).for_each(|_| xml.close());
    }
    xml.close();
}

/// The attributes of a line.
fn line(stroke: &Stroke) -> Vec<(&'static str, String)> {
    let mut attributes = vec![("LineWidth", Mm(stroke.width).to_string())];
    let mut other = |name, value: &str, usual: &str| {
        if value != usual {
            attributes.push((name, value.to_owned()));
        }
    };
    other("Cap", stroke.cap, "Butt");
    other("Join", stroke.join, "Miter");
    other("MiterLimit", &number(stroke.miter, 3), "3.528");
    if let Some((lengths, offset)) = &stroke.dash {
        let lengths: Vec<String> = lengths.iter().map(|length| Mm(*length).to_string()).collect();
        other("DashPattern", &lengths.join(" "), "");
        other("DashOffset", &Mm(*offset).to_string(), "0");
    }
    attributes
}

impl PathObject {
    fn write(&self, xml: &mut Xml) {
        let mut attributes = vec![("ID", self.id.to_string()), ("Boundary", boxed(self.boundary))];
        attributes.extend(self.stroke.iter().flat_map(line));
        if self.stroke.is_none() {
            attributes.push(("Stroke", "false".to_owned()));
        }
        if let Some((_, rule)) = self.fill {
            attributes.push(("Fill", "true".to_owned()));
            attributes.extend((rule == Rule::EvenOdd).then(|| ("Rule", "Even-Odd".to_owned())));
        }
        let attributes: Vec<(&str, &str)> = attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
        xml.open("PathObject", &attributes);
        begin(xml, self.action.as_ref(), &self.clips, self.boundary);
        if let Some(stroke) = &self.stroke {
            stroke.shade.write(xml, "StrokeColor");
        }
        if let Some((shade, _)) = self.fill {
            shade.write(xml, "FillColor");
        }
        xml.leaf("AbbreviatedData", &[], &abbreviated(&self.path, self.boundary.origin().to_vec2()));
        xml.close();
    }
}

impl ImageObject {
    fn write(&self, xml: &mut Xml) {
        let from = Affine::translate(-self.boundary.origin().to_vec2());
        let attributes = [
            ("ID", &*self.id.to_string()),
            ("Boundary", &boxed(self.boundary)),
            ("CTM", &matrix(from * self.transform)),
            ("ResourceID", &self.resource.to_string()),
        ];
        if self.action.is_none() {
            return xml.empty("ImageObject", &attributes);
        }
        xml.open("ImageObject", &attributes);
        begin(xml, self.action.as_ref(), &[], self.boundary);
        xml.close();
    }
}

impl TextObject {
    fn write(&self, xml: &mut Xml) {
        let mut attributes = vec![
            ("ID", self.id.to_string()),
            ("Boundary", boxed(self.boundary)),
            ("Font", self.font.to_string()),
            ("Size", number(self.size, 4)),
        ];
        let corner = self.boundary.origin().to_vec2();
        attributes.extend(self.turn.map(|turn| ("CTM", matrix(Affine::translate(-corner) * turn))));
        if let Some(stroke) = &self.stroke {
            attributes.push(("Stroke", "true".to_owned()));
            attributes.extend(line(stroke));
        }
        let attributes: Vec<(&str, &str)> = attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
        xml.open("TextObject", &attributes);
        begin(xml, self.action.as_ref(), &self.clips, self.boundary);
        self.shade.write(xml, "FillColor");
        if let Some(stroke) = &self.stroke {
            stroke.shade.write(xml, "StrokeColor");
        }
        self.code.write(xml, if self.turn.is_some() { Vec2::ZERO } else { corner });
        xml.close();
    }
}

impl Code {
    fn write(&self, xml: &mut Xml, corner: Vec2) {
        let characters = self.text.chars().count().to_string();
        let glyphs: Vec<String> = self.glyphs.iter().map(ToString::to_string).collect();
        xml.open(
            "CGTransform",
            &[("CodePosition", "0"), ("CodeCount", &characters), ("GlyphCount", &glyphs.len().to_string())],
        );
        xml.leaf("Glyphs", &[], &glyphs.join(" "));
        xml.close();
        let start = self.start - corner;
        let (x, y) = (Mm(start.x).to_string(), Mm(start.y).to_string());
        let mut attributes = vec![("X", x.as_str()), ("Y", y.as_str())];
        // What is rounded is where a character stands, so that nothing adds up along the line.
        let places: Vec<f64> = self.places.iter().map(|place| Mm(*place).rounded().0).collect();
        let steps: Vec<String> = places.windows(2).map(|pair| Mm(pair[1] - pair[0]).to_string()).collect();
        let steps = steps.join(" ");
        if !steps.is_empty() {
            attributes.push(("DeltaX", &steps));
        }
        xml.leaf("TextCode", &attributes, &self.text);
    }
}

/// The path as `AbbreviatedData` (9.2), from a corner.
fn abbreviated(path: &BezPath, corner: Vec2) -> String {
    let mut text = String::new();
    let mut add = |letter: char, points: &[Point]| {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push(letter);
        for point in points {
            let point = *point - corner;
            text.push_str(&format!(" {} {}", Mm(point.x), Mm(point.y)));
        }
    };
    for part in path.elements() {
        match *part {
            PathEl::MoveTo(to) => add('M', &[to]),
            PathEl::LineTo(to) => add('L', &[to]),
            PathEl::QuadTo(by, to) => add('Q', &[by, to]),
            PathEl::CurveTo(one, two, to) => add('B', &[one, two, to]),
            PathEl::ClosePath => add('C', &[]),
        }
    }
    text
}
