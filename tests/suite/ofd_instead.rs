//! OFD: what is there instead of what is not carried over, as README tells it, and what keeps drawing within limits.

use std::io::Cursor;

use highland::model::Date;
use highland::typeset::{self, Imprint};
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::{ImageDecoder, ImageResult};

use super::ofd::{ofd, tried};
use super::ofd_package::{Package, all};
use super::ofd_painter::Painter;
use super::ofd_reach::{pages, profile, set};
use super::page;

/// Small pages as a package.
fn package(texts: &[&str]) -> Package {
    let package = Package::read(&ofd(&pages(texts.iter().copied())));
    package.check();
    package
}

/// What is drawn otherwise: its name, what it is, and what it looks like.
const INSTEAD: &[(&str, &str, &str)] = &[
    (
        "tilings of more than 4,096 tiles",
        "#let dots = tiling(size: (1pt, 1pt))[#place(rect(width: 0.5pt, height: 1pt, fill: blue))]\n#rect(width: 126pt, height: 68pt, fill: dots)",
        "#rect(width: 126pt, height: 68pt, fill: rgb(128, 128, 128))",
    ),
    (
        "tilings in text",
        "#let dots = tiling(size: (14pt, 14pt))[#place(circle(radius: 4pt, fill: blue))]\n#set text(40pt, fill: dots)\n甲戊",
        "#set text(40pt, fill: rgb(128, 128, 128))\n甲戊",
    ),
    (
        "tilings in lines",
        "#let dots = tiling(size: (14pt, 14pt))[#place(circle(radius: 4pt, fill: blue))]\n#rect(width: 114pt, height: 56pt, stroke: 4mm + dots)",
        "#rect(width: 114pt, height: 56pt, stroke: 4mm + rgb(128, 128, 128))",
    ),
    ("repeated rings", "#image(\"/ring.svg\", width: 132pt)", "#image(\"/ring-once.svg\", width: 132pt)"),
    (
        "patterns in the text of drawings",
        "#image(\"/pattern-words.svg\", width: 132pt)",
        "#image(\"/grey-words.svg\", width: 132pt)",
    ),
    (
        "tilings that do not go on",
        "#let dots = tiling(size: (14pt, 14pt), spacing: (-20pt, -20pt))[#place(circle(radius: 4pt, fill: blue))]\n#rect(width: 126pt, height: 68pt, fill: dots)",
        "#rect(width: 126pt, height: 68pt, fill: rgb(128, 128, 128))",
    ),
    (
        "dashes that nobody can tell apart",
        "#line(length: 100pt, stroke: (thickness: 3pt, dash: (array: (0.02pt, 0.02pt), phase: 0pt)))",
        "#line(length: 100pt, stroke: 3pt)",
    ),
    (
        "dashes by the thousands",
        "#line(length: 600pt, stroke: (thickness: 1pt, dash: (array: (0.06pt, 0.01pt), phase: 0pt)))",
        "#line(length: 600pt, stroke: 1pt)",
    ),
];

#[test]
fn what_is_not_carried_over_looks_as_told() {
    let package = package(&INSTEAD.iter().flat_map(|(_, what, instead)| [*what, *instead]).collect::<Vec<_>>());
    let mut painter = Painter::new(&package, 144.0);
    painter.found_alone = true;
    let painted: Vec<_> = package.pages().iter().map(|(_, part)| painter.page(part)).collect();
    for ((name, ..), both) in INSTEAD.iter().zip(painted.chunks(2)) {
        let [what, instead] = both else { panic!("{name}: a page is missing") };
        assert!(page::apart(what, instead) < 1e-4, "{name}: looks otherwise than told");
    }
}

#[test]
fn a_pdf_as_a_picture_is_an_error() {
    let imprint = Imprint { ident: "某年度报告".to_owned(), date: Date::constant(2024, 12, 31) };
    let pdf = typeset::pdf(&pages(["#rect(fill: red)"].into_iter()), &imprint).unwrap();
    let document = set("#set document(title: \"某\")\n#image(\"/page.pdf\", width: 100pt)", &[("/page.pdf", pdf)]);
    let error = tried(&document).unwrap_err().to_string();
    assert!(error.contains("PDF 图片"), "{error}");
}

#[test]
fn letters_of_many_colours_cost_a_few_times_their_outlines() {
    let text = "年度报告要点".repeat(8);
    let [plain, many] = ["white, stroke: 0.5pt + red", "gradient.linear(red, blue)"]
        .map(|look| format!("#set text(12pt, fill: {look})\n{text}"));
    let package = package(&[&plain, &many]);
    let sizes: Vec<usize> = package.pages().iter().map(|(_, part)| package.parts[part].len()).collect();
    assert!(sizes[1] < sizes[0] * 6, "{sizes:?}");
}

/// How many objects there are on each page.
fn objects(package: &Package) -> Vec<usize> {
    let count = |part: &str| all(package.xml(part).root(), "Layer").map(|layer| layer.children().count()).sum();
    package.pages().iter().map(|(_, part)| count(part)).collect()
}

#[test]
fn tilings_in_tilings_end() {
    let text = "#let fine = tiling(size: (0.2pt, 0.2pt))[#rect(width: 0.1pt, height: 0.1pt, fill: blue)]
#let coarse = tiling(size: (10pt, 10pt))[#rect(width: 10pt, height: 10pt, fill: fine)]
#rect(width: 126pt, height: 68pt, fill: coarse)";
    let objects = objects(&package(&[text]));
    assert!((8_000..17_000).contains(&objects[0]), "{objects:?}");
}

#[test]
fn what_is_cut_off_altogether_is_not_there() {
    let text = "#place(box(clip: true, width: 40pt, height: 40pt)[#place(dx: 60pt, rect(width: 60pt, height: 60pt, fill: red))])
#let dots = tiling(size: (10pt, 10pt))[#place(circle(radius: 4pt, fill: blue))]
#polygon(fill: dots, (0pt, 0pt), (100pt, 0pt), (0pt, 100pt))";
    let objects = objects(&package(&[text]));
    assert!((55..90).contains(&objects[0]), "a half of a hundred tiles: {objects:?}");
}

/// The colour profile of a picture.
fn profile_of(decoder: ImageResult<impl ImageDecoder>) -> Option<Vec<u8>> {
    decoder.unwrap().icc_profile().unwrap()
}

#[test]
fn pictures_that_are_written_again_keep_their_profile_and_photos_stay_photos() {
    let cut = |name: &str| {
        format!("#box(clip: true, width: 60pt, height: 60pt, radius: 12pt, image(\"{name}\", width: 70pt))")
    };
    let [turned, pale] = ["/turned.jpg", "/pale-profile.png"].map(|name| format!("#image(\"{name}\", width: 70pt)"));
    let package = package(&[&turned, &cut("/turned.jpg"), &pale, &cut("/pale-profile.png")]);
    let pictures: Vec<String> = package.pictures().into_values().collect();
    let kinds: Vec<bool> = pictures.iter().map(|part| part.ends_with(".jpg")).collect();
    assert_eq!(kinds, [true, true, false, false], "{pictures:?}");
    for part in pictures {
        let bytes = Cursor::new(package.parts[&part].as_slice());
        let own = if part.ends_with(".jpg") {
            profile_of(JpegDecoder::new(bytes))
        } else {
            profile_of(PngDecoder::new(bytes))
        };
        assert_eq!(own, Some(profile()), "{part}");
    }
}

#[test]
fn dashes_do_not_fill_the_page_s_file() {
    let package = package(&[
        "#line(length: 600pt, stroke: (thickness: 1pt, dash: (array: (0.06pt, 0.01pt), phase: 0pt)))",
        "#line(length: 100pt, stroke: (thickness: 1pt, dash: (array: (1pt, 1pt), phase: 0pt)))",
    ]);
    let sizes: Vec<usize> = package.pages().iter().map(|(_, part)| package.parts[part].len()).collect();
    assert!(sizes[0] < 1_500 && 1_500 < sizes[1], "{sizes:?}");
}

#[test]
fn a_drawing_of_many_shadows_is_one_picture() {
    let package = package(&["#image(\"/shadows.svg\", width: 126pt)"]);
    assert_eq!(package.pictures().len(), 1);
}
