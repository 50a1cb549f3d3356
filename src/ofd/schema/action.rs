//! What happens at a click (`CT_Action`, `CT_Dest`, clause 14), and the outline that is made of it (7.8).

use super::Id;
use crate::ofd::unit::{Mm, POINT};
use crate::ofd::xml::Xml;

/// Where a click leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// To a height of a page.
    Goto(Id, Mm),
    /// To an address.
    Uri(String),
}

/// How much of a page is shown above the place that a click leads to, in millimetres: a heading that touches the edge of a window
/// is hard to see. PDFs of Typst have the same.
const ABOVE: f64 = 10.0 * POINT;

impl Action {
    /// To what stands at a height of a page.
    pub fn to(page: Id, Mm(top): Mm) -> Self {
        Self::Goto(page, Mm((top - ABOVE).max(0.0)))
    }

    /// Writes it as the one thing that is done at a click.
    pub fn write(&self, xml: &mut Xml) {
        xml.open("Actions", &[]);
        xml.open("Action", &[("Event", &"CLICK")]);
        match self {
            Self::Goto(page, top) => {
                xml.open("Goto", &[]);
                xml.empty("Dest", &[("Type", &"XYZ"), ("PageID", page), ("Left", &0), ("Top", top), ("Zoom", &0)]);
                xml.close();
            }
            Self::Uri(address) => xml.empty("URI", &[("URI", address)]),
        }
        xml.close();
        xml.close();
    }
}

/// A heading of the outline (`CT_OutlineElem`).
#[derive(Debug, Clone)]
pub struct Outline {
    /// Its words.
    pub title: String,
    /// Where it stands.
    pub action: Action,
    /// The headings under it.
    pub children: Vec<Outline>,
}

impl Outline {
    /// Writes it and those under it.
    pub fn write(&self, xml: &mut Xml) {
        let count = self.children.len();
        xml.open("OutlineElem", &[("Title", &self.title), ("Count", &count), ("Expanded", &"false")]);
        self.action.write(xml);
        self.children.iter().for_each(|child| child.write(xml));
        xml.close();
    }
}
