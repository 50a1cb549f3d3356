//! `Document.xml`: pages, resources and outline (7.5 to 7.8).

use kurbo::Rect;
use typst_layout::Page;

use super::{Id, Outline};
use crate::ofd::unit::{Boxed, POINT};
use crate::ofd::xml::Xml;

/// A page as the document lists it.
#[derive(Debug, Clone)]
pub struct PageEntry {
    /// Its identifier.
    pub id: Id,
    /// Its size, from its upper left corner.
    pub area: Rect,
}

impl PageEntry {
    /// The entry of a page.
    pub fn new(id: Id, page: &Page) -> Self {
        let size = page.frame.size();
        Self { id, area: Rect::new(0.0, 0.0, size.x.to_pt() * POINT, size.y.to_pt() * POINT) }
    }

    /// Where its content is, from the folder of the document; pages count from 0.
    pub fn path(at: usize) -> String {
        format!("Pages/Page_{at}/Content.xml")
    }
}

/// The whole document.
#[derive(Debug)]
pub struct Document {
    /// The largest identifier.
    pub last: Id,
    /// Every page in order.
    pub pages: Vec<PageEntry>,
    /// Whether there are pictures.
    pub has_pictures: bool,
    /// The headings of the first level, with those under them.
    pub outline: Vec<Outline>,
}

impl Document {
    /// The file.
    pub fn xml(&self) -> String {
        let mut xml = Xml::new("Document", &[]);
        xml.open("CommonData", &[]);
        xml.leaf("MaxUnitID", &[], &self.last);
        xml.open("PageArea", &[]);
        let area = self.pages.first().map_or(Rect::new(0.0, 0.0, 210.0, 297.0), |page| page.area);
        xml.leaf("PhysicalBox", &[], &Boxed(area));
        xml.close();
        xml.leaf("PublicRes", &[], &"PublicRes.xml");
        if self.has_pictures {
            xml.leaf("DocumentRes", &[], &"DocumentRes.xml");
        }
        xml.close();
        xml.open("Pages", &[]);
        for (at, page) in self.pages.iter().enumerate() {
            xml.empty("Page", &[("ID", &page.id), ("BaseLoc", &PageEntry::path(at))]);
        }
        xml.close();
        if !self.outline.is_empty() {
            xml.open("Outlines", &[]);
            self.outline.iter().for_each(|heading| heading.write(&mut xml));
            xml.close();
        }
        xml.finish()
    }
}
