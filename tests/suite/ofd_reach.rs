//! OFD: what the theme may do one day and no page of the reports does. Small pages of Typst, one for each, painted from the package
//! with the painter of the tests beside Typst's own picture of them.

use std::io::Cursor;
use std::sync::Arc;

use highland::diag::Diagnostics;
use highland::model::{Date, OfficeStyle};
use highland::style::Style;
use highland::typeset::{self, Extent, Fonts, PagedDocument};
use highland::write::Manuscript;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};
use tiny_skia::Pixmap;
use typst_render::{RenderOptions, render};
use write_fonts::FontBuilder;
use write_fonts::types::Tag;

use super::ofd::{ofd, read, seen, written};
use super::ofd_links;
use super::ofd_package::Package;
use super::ofd_painter::Painter;
use super::page;
use super::project::root;

/// Pixels for an inch: small pages are looked at more closely than those of reports.
const RESOLUTION: f32 = 144.0;

/// Everything, each on a page of its own. The first word names it.
const PAGES: &[(&str, &str)] = &[
    ("level", "#rect(width: 114pt, height: 56pt, fill: rgb(200, 40, 40), stroke: 2pt + blue)"),
    ("coloured-glyphs", "#set text(28pt)\n甲乐丙 丁 #text(fill: red)[乐]戊 #rotate(20deg)[乐己]"),
    ("colourless-glyph", "#set text(28pt)\n甲子丙"),
    ("fill-linear", "#rect(width: 126pt, height: 68pt, fill: gradient.linear(red, blue))"),
    (
        "fill-linear-stops",
        "#rect(width: 126pt, height: 68pt, fill: gradient.linear((white, 0%), (red, 20%), (green, 90%), (black, 100%), angle: 35deg))",
    ),
    ("fill-radial", "#circle(radius: 40pt, fill: gradient.radial(yellow, blue, center: (40%, 45%)))"),
    ("fill-oval", "#ellipse(width: 126pt, height: 56pt, fill: gradient.radial(white, black))"),
    ("fill-conic", "#circle(radius: 40pt, fill: gradient.conic(red, green, blue, red))"),
    (
        "fill-parent",
        "#block(width: 126pt, height: 68pt)[#rect(width: 56pt, height: 28pt, fill: gradient.linear(red, blue, relative: \"parent\"))]",
    ),
    ("fill-turned", "#rotate(30deg, rect(width: 84pt, height: 40pt, fill: gradient.linear(red, blue)))"),
    ("fill-text", "#set text(40pt, fill: gradient.linear(red, blue))\n年度报告"),
    (
        "fill-tiling",
        "#let dots = tiling(size: (14pt, 14pt))[#place(circle(radius: 4pt, fill: blue))]\n#rect(width: 126pt, height: 68pt, fill: dots, stroke: black)",
    ),
    ("stroke-linear", "#rect(width: 114pt, height: 56pt, stroke: 4mm + gradient.linear(red, blue))"),
    (
        "dashes",
        "#for (n, d) in (\"dashed\", \"dotted\", \"dash-dotted\").enumerate() { place(dy: 6mm * n, line(length: 48mm, stroke: (paint: blue, thickness: 2pt, dash: d))) }\n#place(dy: 56pt, line(length: 48mm, stroke: (thickness: 3pt, dash: (array: (4mm, 2mm, 1mm), phase: 3mm))))",
    ),
    (
        "caps",
        "#for (n, c) in (\"butt\", \"round\", \"square\").enumerate() { place(dx: 6mm, dy: 4mm + 9mm * n, line(length: 34mm, stroke: (thickness: 5mm, cap: c))) }",
    ),
    (
        "joins",
        "#for (n, j) in (\"miter\", \"round\", \"bevel\").enumerate() { place(dx: 4mm + 15mm * n, dy: 6mm, curve(stroke: (thickness: 3mm, join: j), curve.move((0mm, 56pt)), curve.line((5mm, 0mm)), curve.line((28pt, 56pt)))) }",
    ),
    (
        "even-odd",
        "#curve(fill: green, fill-rule: \"even-odd\", curve.move((56pt, 0mm)), curve.line((32mm, 84pt)), curve.line((2mm, 11mm)), curve.line((38mm, 11mm)), curve.line((8mm, 84pt)), curve.close())",
    ),
    (
        "clip-shape",
        "#box(clip: true, width: 84pt, height: 56pt, radius: 8mm, rect(width: 170pt, height: 170pt, fill: red))",
    ),
    (
        "clip-twice",
        "#box(clip: true, width: 84pt, height: 68pt, radius: 28pt)[#place(dx: 8mm, box(clip: true, width: 114pt, height: 16mm, radius: 6mm, rect(width: 170pt, height: 170pt, fill: red)))]",
    ),
    (
        "clip-boxes",
        "#box(clip: true, width: 84pt, height: 68pt)[#place(dx: 8mm, dy: 6mm, box(clip: true, width: 114pt, height: 114pt, rect(width: 170pt, height: 170pt, fill: red)))]",
    ),
    ("clip-text", "#box(clip: true, width: 84pt, height: 8mm, text(30pt)[甲戊己庚])"),
    ("clip-turned-text", "#rotate(15deg, box(clip: true, width: 84pt, height: 8mm, text(30pt)[甲戊己庚]))"),
    (
        "clip-picture",
        "#box(clip: true, width: 84pt, height: 68pt, radius: 12mm, image(\"/photo.png\", width: 114pt, height: 84pt))",
    ),
    (
        "clip-photo",
        "#box(clip: true, width: 84pt, height: 68pt, radius: 12mm, image(\"/photo.jpg\", width: 114pt, height: 84pt))",
    ),
    (
        "clip-drawing",
        "#box(clip: true, width: 84pt, height: 68pt, radius: 12mm, image(\"/drawing.svg\", width: 132pt))",
    ),
    (
        "transparent",
        "#rect(width: 84pt, height: 56pt, fill: rgb(255, 0, 0, 50%), stroke: none)\n#line(length: 84pt, stroke: 6pt + rgb(0, 0, 255, 30%))",
    ),
    ("turned", "#rotate(30deg)[#rect(width: 84pt, height: 28pt, fill: teal, stroke: 2pt)[甲乙丙丁]]"),
    (
        "scaled",
        "#scale(x: 150%, y: 60%, origin: top + left)[#rect(width: 84pt, height: 56pt, fill: silver, stroke: 3mm + blue)[甲乙丙]]",
    ),
    (
        "skewed",
        "#skew(ax: 25deg)[#rect(width: 84pt, height: 40pt, fill: silver, stroke: (thickness: 3mm, paint: blue, dash: \"dashed\"))[甲乙丙]]",
    ),
    ("mirrored", "#scale(x: -100%)[#set text(30pt)\n甲戊己]"),
    ("outlined-text", "#set text(40pt, fill: white, stroke: 1pt + red)\n甲戊"),
    ("empty-text", "#set text(40pt, fill: rgb(0, 0, 0, 0%), stroke: 1pt + red)\n甲戊"),
    ("picture", "#image(\"/photo.png\", width: 114pt)"),
    ("picture-turned", "#rotate(25deg, image(\"/photo.png\", width: 34mm))"),
    ("picture-seen-through", "#image(\"/pale.png\", width: 114pt)"),
    ("photo", "#image(\"/photo.jpg\", width: 114pt)"),
    ("drawing", "#image(\"/drawing.svg\", width: 132pt)"),
    ("drawing-turned", "#rotate(20deg, image(\"/drawing.svg\", width: 36mm))"),
    ("drawing-gradient", "#image(\"/gradient.svg\", width: 132pt)"),
    ("drawing-mask", "#image(\"/mask.svg\", width: 132pt)"),
    ("drawing-clip", "#image(\"/clip.svg\", width: 126pt)"),
    ("drawing-shadow", "#image(\"/shadow.svg\", width: 126pt)"),
    ("drawing-pattern", "#image(\"/pattern.svg\", width: 132pt)"),
    ("drawing-faint", "#image(\"/faint.svg\", width: 126pt)"),
    ("drawing-far", "#image(\"/far.svg\", width: 132pt)"),
    ("drawing-rounds", "#image(\"/rounds.svg\", width: 132pt)"),
    ("picture-kinds", "#image(\"/photo.webp\", width: 60pt)#image(\"/photo.gif\", width: 60pt)"),
    ("drawing-words", "#image(\"/words.svg\", width: 126pt)"),
    (
        "clip-apart",
        "#box(clip: true, width: 40pt, height: 40pt, radius: 8pt)[#place(dx: 60pt, box(clip: true, width: 40pt, height: 40pt, radius: 8pt, rect(width: 60pt, height: 60pt, fill: red)))]",
    ),
    (
        "clip-apart-picture",
        "#place(rect(width: 140pt, height: 120pt, fill: yellow))#box(clip: true, width: 80pt, height: 80pt, radius: 40pt)[#place(dx: 58pt, dy: 58pt, box(clip: true, width: 80pt, height: 80pt, radius: 40pt, image(\"/photo.png\", width: 114pt, height: 84pt)))]",
    ),
    ("photo-turned", "#image(\"/turned.jpg\", height: 84pt)"),
    ("drawing-clips", "#image(\"/clips.svg\", width: 126pt)"),
    ("drawing-nested", "#image(\"/nested.svg\", width: 126pt)"),
    ("drawing-damaged", "#image(\"/damaged.svg\", width: 126pt)"),
    ("drawing-shadows", "#image(\"/shadows.svg\", width: 126pt)"),
    (
        "caps-slanted",
        "#for (n, j) in (\"round\", \"bevel\").enumerate() { place(dx: 8mm + 20mm * n, dy: 8mm, curve(stroke: (thickness: 6mm, join: j, cap: \"square\"), curve.move((0mm, 15mm)), curve.line((8mm, 7mm)), curve.line((14mm, 12mm)))) }",
    ),
];

const DRAWINGS: &[(&str, &str)] = &[
    (
        "drawing",
        r##"<rect x="2" y="2" width="40" height="20" rx="4" fill="#e8eef6" stroke="#204080" stroke-width="1.5" stroke-dasharray="4 2" stroke-linecap="round"/><path d="M4 20 C 14 0 24 30 40 4" fill="none" stroke="#c03020" stroke-width="2" stroke-linejoin="bevel"/><text x="6" y="12" font-family="Noto Sans SC" font-size="6" fill="#103060">甲乙丙</text><g transform="rotate(-20 30 15)"><text x="24" y="18" font-family="Noto Sans SC" font-size="5">丁戊</text></g>"##,
    ),
    (
        "gradient",
        r#"<defs><linearGradient id="a"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><radialGradient id="b" cx="0.4" cy="0.4"><stop offset="0.1" stop-color="white"/><stop offset="1" stop-color="green" stop-opacity="0.5"/></radialGradient></defs><rect x="1" y="1" width="20" height="20" fill="url(#a)"/><ellipse cx="33" cy="12" rx="10" ry="7" fill="url(#b)" stroke="url(#a)"/>"#,
    ),
    (
        "mask",
        r##"<mask id="m"><rect width="44" height="24" fill="black"/><circle cx="16" cy="12" r="9" fill="white"/></mask><rect width="44" height="24" fill="#ffe8c0"/><rect x="4" y="4" width="36" height="16" fill="#204080" mask="url(#m)"/><text x="9" y="15" font-family="Noto Sans SC" font-size="7" fill="#f0e0e0" mask="url(#m)">甲乙</text>"##,
    ),
    (
        "clip",
        r##"<clipPath id="o"><circle cx="18" cy="12" r="11"/></clipPath><clipPath id="c" clip-path="url(#o)"><path clip-rule="evenodd" d="M2 2H36V22H2Z M8 6V18H24V6Z"/></clipPath><rect width="44" height="24" fill="#204080" clip-path="url(#c)"/>"##,
    ),
    (
        "shadow",
        r##"<filter id="f"><feGaussianBlur stdDeviation="1.2"/></filter><rect width="44" height="24" fill="#d8ecd8"/><rect x="6" y="6" width="26" height="12" fill="#204080" filter="url(#f)"/><text x="8" y="14" font-family="Noto Sans SC" font-size="7" fill="#c03020" filter="url(#f)">丙丁</text>"##,
    ),
    (
        "pattern",
        r##"<pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="2" height="2" fill="#c03020"/></pattern><rect x="2" y="2" width="40" height="20" fill="url(#p)"/>"##,
    ),
    (
        "faint",
        r#"<g opacity="0.5"><rect x="2" y="2" width="20" height="20" fill="red"/><rect x="12" y="6" width="24" height="12" fill="blue"/></g>"#,
    ),
    (
        "far",
        r#"<defs><linearGradient id="a" gradientUnits="userSpaceOnUse" x1="-400" x2="-385" spreadMethod="repeat"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><linearGradient id="b" gradientUnits="userSpaceOnUse" x1="900" x2="915" spreadMethod="reflect"><stop offset="0" stop-color="white"/><stop offset="1" stop-color="green"/></linearGradient></defs><rect x="2" y="1" width="40" height="10" fill="url(#a)"/><rect x="2" y="13" width="40" height="10" fill="url(#b)"/>"#,
    ),
    (
        "rounds",
        r#"<defs><linearGradient id="a" x2="0.3" y2="0.2" spreadMethod="repeat"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><linearGradient id="b" x1="0.4" x2="0.6" spreadMethod="reflect"><stop offset="0" stop-color="white"/><stop offset="1" stop-color="green"/></linearGradient></defs><rect x="1" y="1" width="20" height="20" fill="url(#a)"/><rect x="23" y="1" width="20" height="20" fill="url(#b)"/>"#,
    ),
    (
        "ring",
        r#"<radialGradient id="a" r="0.3" spreadMethod="repeat"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></radialGradient><rect x="1" y="1" width="40" height="20" fill="url(#a)"/>"#,
    ),
    (
        "ring-once",
        r#"<radialGradient id="a" r="0.3"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></radialGradient><rect x="1" y="1" width="40" height="20" fill="url(#a)"/>"#,
    ),
    (
        "pattern-words",
        r##"<pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="2" height="2" fill="#c03020"/></pattern><text x="2" y="16" font-family="Noto Sans SC" font-size="14" fill="url(#p)">甲戊</text>"##,
    ),
    ("grey-words", r##"<text x="2" y="16" font-family="Noto Sans SC" font-size="14" fill="#808080">甲戊</text>"##),
    (
        "words",
        r##"<clipPath id="w"><text x="2" y="19" font-family="Noto Sans SC" font-size="18">甲戊</text></clipPath><g clip-path="url(#w)"><rect width="44" height="24" fill="#204080"/><text x="4" y="14" font-family="Noto Sans SC" font-size="8" fill="#f0e020">己庚</text></g>"##,
    ),
    (
        "clips",
        r##"<clipPath id="c"><path d="M2 2H26V22H2Z"/><path d="M16 5V19H40V5Z"/></clipPath><rect width="44" height="24" fill="#204080" clip-path="url(#c)"/>"##,
    ),
    // A drawing in it says 甲戊.
    (
        "nested",
        r##"<mask id="m"><rect width="44" height="24" fill="#808080"/></mask><rect width="44" height="24" fill="#d8ecd8"/><image x="2" y="2" width="20" height="10" href="data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyMCIgaGVpZ2h0PSIxMCI+PHRleHQgeD0iMSIgeT0iOCIgZm9udC1mYW1pbHk9Ik5vdG8gU2FucyBTQyIgZm9udC1zaXplPSI4IiBmaWxsPSIjYzAzMDIwIj7nlLLmiIo8L3RleHQ+PC9zdmc+"/><image x="2" y="13" width="20" height="10" mask="url(#m)" href="data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyMCIgaGVpZ2h0PSIxMCI+PHRleHQgeD0iMSIgeT0iOCIgZm9udC1mYW1pbHk9Ik5vdG8gU2FucyBTQyIgZm9udC1zaXplPSI4IiBmaWxsPSIjYzAzMDIwIj7nlLLmiIo8L3RleHQ+PC9zdmc+"/>"##,
    ),
    // Its picture says how large it is, and is cut off there.
    (
        "damaged",
        r##"<rect x="2" y="2" width="40" height="20" fill="#204080"/><image x="4" y="4" width="10" height="10" href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAAAAAAAAanVua2p1bmtqdW5r"/>"##,
    ),
    (
        "shadows",
        r##"<filter id="f"><feGaussianBlur stdDeviation="0.6"/></filter><rect width="44" height="24" fill="#d8ecd8"/><g fill="#204080"><rect x="2" y="2" width="6" height="4" filter="url(#f)"/><rect x="12" y="2" width="6" height="4" filter="url(#f)"/><rect x="22" y="2" width="6" height="4" filter="url(#f)"/><rect x="32" y="2" width="6" height="4" filter="url(#f)"/><rect x="2" y="12" width="6" height="4" filter="url(#f)"/><rect x="12" y="12" width="6" height="4" filter="url(#f)"/></g><text x="4" y="21" font-family="Noto Sans SC" font-size="6" fill="#c03020">甲乙</text>"##,
    ),
];

/// Pages of Typst with our typefaces, one of which has coloured glyphs, with the pictures of this file and others by their path.
pub fn set(text: &str, others: &[(&str, Vec<u8>)]) -> PagedDocument {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("colour.ttf"), coloured()).unwrap();
    let fonts = Arc::new(
        Fonts::load(
            &[(folder.path().to_owned(), "字体".to_owned())],
            &Style::new(&OfficeStyle::default()).unwrap(),
            Extent::Whole,
        )
        .unwrap(),
    );
    let mut manuscript = Manuscript::default();
    manuscript.insert(Manuscript::MAIN.to_owned(), text.as_bytes(), None);
    for (name, inner) in DRAWINGS {
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="44" height="24" viewBox="0 0 44 24">{inner}</svg>"#
        );
        manuscript.insert(format!("/{name}.svg"), svg.into_bytes(), None);
    }
    let twice = |place: u32| u8::try_from(place * 2).unwrap();
    let photo = RgbaImage::from_fn(120, 90, |x, y| Rgba([twice(x), twice(y), 120, 255]));
    let pale = RgbaImage::from_fn(120, 90, |x, _| Rgba([200, 30, 30, twice(x)]));
    for (name, picture, format) in [
        ("photo.png", DynamicImage::ImageRgba8(photo.clone()), ImageFormat::Png),
        ("photo.webp", DynamicImage::ImageRgba8(photo.clone()), ImageFormat::WebP),
        ("photo.gif", DynamicImage::ImageRgba8(photo.clone()), ImageFormat::Gif),
        ("photo.jpg", DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(photo).to_rgb8()), ImageFormat::Jpeg),
        ("pale.png", DynamicImage::ImageRgba8(pale), ImageFormat::Png),
    ] {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        manuscript.insert(format!("/{name}"), bytes.into_inner(), None);
    }
    for (name, bytes) in with_profiles() {
        manuscript.insert(name.to_owned(), bytes, None);
    }
    for (name, bytes) in others {
        manuscript.insert((*name).to_owned(), bytes.clone(), None);
    }
    let mut diags = Diagnostics::default();
    let set = typeset::typeset(&manuscript, &fonts, Date::constant(2024, 12, 31), &mut diags).unwrap();
    set.unwrap_or_else(|| panic!("{:?}", diags.iter().map(|own| &own.message).collect::<Vec<_>>())).document().clone()
}

/// The header of a colour profile for red, green and blue.
pub fn profile() -> Vec<u8> {
    let mut profile = vec![0; 128];
    profile[16..20].copy_from_slice(b"RGB ");
    profile
}

/// Pictures with a colour profile: a photo that was taken with the camera turned, and one that is seen through.
fn with_profiles() -> [(&'static str, Vec<u8>); 2] {
    let part = |place: u32| u8::try_from(place).unwrap();
    // Small squares, as costly without loss as what a camera sees.
    let noise = |x: u32, y: u32| part((x * 7919 + y * 104_729 + x * y * 31) % 64);
    let photo = RgbImage::from_fn(160, 90, |x, y| Rgb([part(x) + noise(x, y), part(y), noise(y, x)]));
    let mut turned = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut turned, 90);
    encoder.set_icc_profile(profile()).unwrap();
    photo.write_with_encoder(encoder).unwrap();
    // Its first row is the right side of what was seen.
    let turn = [&b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08"[..], b"\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"];
    turned.splice(2..2, turn.concat());
    let mut pale = Vec::new();
    let mut encoder = PngEncoder::new(&mut pale);
    encoder.set_icc_profile(profile()).unwrap();
    RgbaImage::from_fn(40, 30, |x, _| Rgba([200, 30, 30, part(x) * 6])).write_with_encoder(encoder).unwrap();
    [("/turned.jpg", turned), ("/pale-profile.png", pale)]
}

/// A typeface of ours in which 乐 is drawn in two colours over its outline, 子 is a drawing (SVG) and 丁 one of pixels.
fn coloured() -> Vec<u8> {
    let bytes = std::fs::read(root().join("assets/fonts/NotoSansSC-Medium.ttf")).unwrap();
    let font = FontRef::new(&bytes).unwrap();
    let glyph = |c: char| u16::try_from(font.charmap().map(c).unwrap().to_u32()).unwrap();
    let words = |all: &[u16]| all.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
    // One glyph of two layers: each of them a glyph and a colour.
    let mut colr = words(&[0, 1, 0, 14, 0, 20, 2]);
    colr.extend(words(&[glyph('乐'), 0, 2, glyph('口'), 0, glyph('乐'), 1]));
    let mut cpal = words(&[0, 2, 1, 2, 0, 14, 0]);
    cpal.extend([40, 160, 250, 255, 160, 60, 20, 255]);
    let drawn = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000"><rect x="100" y="-700" width="700" height="600" fill="#c03020"/><circle cx="450" cy="-400" r="200" fill="#f0e020"/></svg>"##;
    let mut svg = words(&[0, 0, 10, 0, 0, 1, glyph('子'), glyph('子'), 0, 14, 0]);
    svg.extend(u16::try_from(drawn.len()).unwrap().to_be_bytes());
    svg.extend(drawn);
    // A hundred pixels for the type size; every glyph but one has none.
    let mut picture = Cursor::new(Vec::new());
    let blue = RgbaImage::from_fn(90, 90, |x, y| Rgba([20, 60, 160, if (x / 10 + y / 10) % 2 == 0 { 255 } else { 0 }]));
    blue.write_to(&mut picture, ImageFormat::Png).unwrap();
    let count = font.maxp().unwrap().num_glyphs();
    let long = |number: usize| u32::try_from(number).unwrap().to_be_bytes();
    let mut sbix = words(&[1, 1, 0, 1, 0, 12, 100, 72]);
    let begin = 4 + 4 * (usize::from(count) + 1);
    let end = begin + 8 + picture.get_ref().len();
    (0..=count).for_each(|at| sbix.extend(long(if at <= glyph('丁') { begin } else { end })));
    sbix.extend([0, 0, 0, 0]);
    sbix.extend(b"png ");
    sbix.extend(picture.into_inner());
    let mut builder = FontBuilder::new();
    for (tag, table) in [(b"COLR", colr), (b"CPAL", cpal), (b"SVG ", svg), (b"sbix", sbix)] {
        builder.add_raw(Tag::new(tag), table);
    }
    builder.copy_missing_tables(font);
    builder.build()
}

/// A small page for each text.
pub fn pages<'a>(texts: impl Iterator<Item = &'a str>) -> PagedDocument {
    let page = "#set page(width: 170pt, height: 150pt, margin: 12pt)\n#set text(font: \"Noto Sans SC\", lang: \"zh\")\n#set document(title: \"某\")\n";
    set(&texts.fold(page.to_owned(), |all, text| all + "#page[\n" + text + "\n]\n"), &[])
}

/// The pages as Typst and as the package shows them.
fn pictures(document: &PagedDocument, package: &Package) -> Vec<[Pixmap; 2]> {
    let mut painter = Painter::new(package, RESOLUTION);
    painter.found_alone = true;
    let options = RenderOptions { pixel_per_pt: f64::from(RESOLUTION / 72.0).into(), ..RenderOptions::default() };
    let pages = document.pages().iter().zip(package.pages());
    pages.map(|(page, (_, part))| [render(page, &options), painter.page(&part)]).collect()
}

#[test]
fn what_a_theme_may_draw_looks_as_typst_draws_it() {
    let document = pages(PAGES.iter().map(|(_, text)| *text));
    assert_eq!(document.pages().len(), PAGES.len());
    let package = Package::read(&ofd(&document));
    package.check();
    let mut otherwise = Vec::new();
    for ((name, _), (page, (_, part))) in PAGES.iter().zip(document.pages().iter().zip(package.pages())) {
        let mut text = String::new();
        read(&page.frame, &mut text);
        assert_eq!(seen(&written(&package, &part)), seen(&text), "{name}: what is found is what is read");
    }
    for ((name, _), [set, painted]) in PAGES.iter().zip(pictures(&document, &package)) {
        let (pixels, squares) = (page::apart(&set, &painted), page::squares_apart(&set, &painted));
        if 0.015 < pixels || 0.01 < squares {
            otherwise.push(format!(
                "{name}: {:.2} % of the pixels, {:.2} % of the squares",
                pixels * 100.0,
                squares * 100.0
            ));
        }
    }
    assert!(otherwise.is_empty(), "{otherwise:#?}");
}

#[test]
fn links_in_what_is_turned_lie_where_the_pdf_has_them() {
    let document = pages(
        [
            "= 一、总体\n甲乙 #link(\"https://example.com/a\")[丙丁] 戊己 <here>",
            "#rotate(30deg, reflow: true)[甲 #link(\"https://example.com/b\")[乙丙] #link(<here>)[丁戊]]",
            "#scale(x: 150%, y: 80%, reflow: true)[#link(\"https://example.com/c\")[#rect(fill: red)[甲]]]\n== 乙",
            "#box(width: 84pt)[#link(\"https://example.com/d\")[甲乙丙丁戊己庚辛]]",
        ]
        .into_iter(),
    );
    let imprint = typeset::Imprint { ident: "某年度报告".to_owned(), date: Date::constant(2024, 12, 31) };
    let pdf = typeset::pdf(&document, &imprint).unwrap();
    assert_eq!(ofd_links::compare("turned", &pdf, &Package::read(&ofd(&document))), 6);
}
