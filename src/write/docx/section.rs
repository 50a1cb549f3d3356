//! Sections: the cover, the front matter, the body, turned pages between them; heads and feet.

use super::line::Look;
use super::package::Part;
use super::{NAMESPACES, Writer, color};
use crate::document::{Document, DocumentKind};
use crate::style::Style;

/// What is counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// The cover, without a number.
    Cover,
    /// Before the body, in Roman numbers.
    Front,
    /// The body, from 1.
    Body,
}

/// How pages lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// Upright.
    Upright,
    /// On their side.
    Turned,
}

impl Orientation {
    /// The width of the text, in millimetres.
    pub fn width(self) -> f64 {
        match self {
            Self::Upright => 156.0,
            Self::Turned => 225.0,
        }
    }
}

/// The section that is being written.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// What it is of.
    pub matter: Matter,
    /// How its pages lie.
    pub orientation: Orientation,
    /// Whether it is the first of what it is of.
    pub first: bool,
    /// Whether nothing stands in it yet.
    pub empty: bool,
}

impl Section {
    /// The first one.
    pub fn new(matter: Matter) -> Self {
        Self { matter, orientation: Orientation::Upright, first: true, empty: true }
    }

    /// What Word is told of it at its end.
    pub fn properties(self, document: &Document) -> String {
        let parts = match (document.form, self.matter) {
            (_, Matter::Cover) => String::new(),
            (DocumentKind::Book, _) => reference("header") + &reference("footer"),
            (DocumentKind::Sheet | DocumentKind::Poster, _) => reference("footer"),
        };
        let kind = match (document.form, self.matter, self.first) {
            (DocumentKind::Book, Matter::Front | Matter::Body, true) => "oddPage",
            _ => "nextPage",
        };
        // The margins of GB/T 9704: 37, 35, 28 and 26 mm; on turned pages they stay with the sheet. A few pages have 21 and 23 mm
        // above and below.
        let page = match self.orientation {
            Orientation::Upright if document.form != DocumentKind::Book => {
                "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1191\" w:right=\"1474\" w:bottom=\"1304\" w:left=\"1588\" w:header=\"851\" w:footer=\"624\" w:gutter=\"0\"/>"
            }
            Orientation::Upright => {
                "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"1304\" w:footer=\"1077\" w:gutter=\"0\"/>"
            }
            Orientation::Turned => {
                "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1588\" w:right=\"2098\" w:bottom=\"1474\" w:left=\"1984\" w:header=\"851\" w:footer=\"680\" w:gutter=\"0\"/>"
            }
        };
        let lines = if document.meta.review { "<w:lnNumType w:countBy=\"1\" w:restart=\"newPage\"/>" } else { "" };
        let start = if self.first { " w:start=\"1\"" } else { "" };
        let numbers = match self.matter {
            Matter::Cover => String::new(),
            Matter::Front => format!("<w:pgNumType w:fmt=\"upperRoman\"{start}/>"),
            Matter::Body => format!("<w:pgNumType w:fmt=\"decimal\"{start}/>"),
        };
        format!("<w:sectPr>{parts}<w:type w:val=\"{kind}\"/>{page}{lines}{numbers}<w:cols w:space=\"425\"/></w:sectPr>")
    }
}

fn reference(kind: &str) -> String {
    format!(
        "<w:{kind}Reference w:type=\"default\" r:id=\"{kind}1\"/><w:{kind}Reference w:type=\"even\" r:id=\"{kind}2\"/>"
    )
}

impl Writer<'_> {
    /// Goes on to what is counted anew, unless it is there already.
    pub(super) fn matter(&mut self, matter: Matter) {
        if self.document.form == DocumentKind::Book && self.section.matter != matter {
            self.end_section();
            self.section = Section::new(matter);
        }
    }

    /// Lays the next pages.
    pub(super) fn turn(&mut self, orientation: Orientation) {
        if self.section.empty {
            self.section.orientation = orientation;
            return;
        }
        self.end_section();
        self.section = Section { orientation, first: false, empty: true, ..self.section };
    }

    fn end_section(&mut self) {
        if self.section.empty {
            return;
        }
        let properties = self.section.properties(self.document);
        self.paragraph("SectionEnd", &properties, "");
    }
}

/// The running heads and the feet of odd and even pages.
pub fn heads_and_feet(document: &Document, style: &Style) -> Vec<Part> {
    let meta = &document.meta;
    let title = super::full_title(meta);
    let draft = meta
        .draft
        .as_ref()
        .map(|word| Look { color: Some(color(style, "accent")), strong: true, ..Look::default() }.run(word));
    let draft = draft.map(|word| word + &Look::default().run("　　")).unwrap_or_default();
    let side = |even: bool| if even { "<w:jc w:val=\"left\"/>" } else { "<w:jc w:val=\"right\"/>" };
    let mut parts = Vec::new();
    for (at, even) in [(1, false), (2, true)] {
        let words = if even { Look::default().run(&title) } else { Look::default().field("STYLEREF 1", &title) };
        let head = format!("<w:p><w:pPr><w:pStyle w:val=\"Header\"/>{}</w:pPr>{draft}{words}</w:p>", side(even));
        parts.push(Part::xml(&format!("word/header{at}.xml"), &format!("<w:hdr {NAMESPACES}>{head}</w:hdr>")));
        let look = Look::default();
        let number = format!("{}{}{}", look.run("— "), look.field("PAGE", "1"), look.run(" —"));
        let place = if even {
            "<w:ind w:left=\"280\"/><w:jc w:val=\"left\"/>"
        } else {
            "<w:ind w:right=\"280\"/><w:jc w:val=\"right\"/>"
        };
        let notice = meta.notice.as_ref().map(|notice| {
            format!("<w:p><w:pPr><w:pStyle w:val=\"Notice\"/>{}</w:pPr>{}</w:p>", side(!even), look.run(notice))
        });
        let foot = format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/>{place}</w:pPr>{number}</w:p>{}",
            notice.unwrap_or_default()
        );
        parts.push(Part::xml(&format!("word/footer{at}.xml"), &format!("<w:ftr {NAMESPACES}>{foot}</w:ftr>")));
    }
    parts
}
