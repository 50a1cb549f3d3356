//! `PublicRes.xml` and `DocumentRes.xml`: typefaces and pictures (7.9).

use super::Id;
use crate::ofd::xml::Xml;

/// A typeface (`CT_Font`, 11.1), embedded.
#[derive(Debug)]
pub struct Font {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// The name of its family.
    pub family: String,
    /// Whether it is a bold one.
    pub bold: bool,
    /// Its file in the folder of resources.
    pub file: String,
}

/// A picture (`CT_MultiMedia`, 7.9).
#[derive(Debug)]
pub struct Media {
    /// Its identifier.
    pub id: Id,
    /// `PNG` or `JPEG`.
    pub format: &'static str,
    /// Its file in the folder of resources.
    pub file: String,
}

/// Every typeface, as a file.
pub fn fonts(fonts: &[Font]) -> String {
    let mut xml = Xml::new("Res", &[("BaseLoc", &"Res")]);
    xml.open("Fonts", &[]);
    for font in fonts {
        xml.begin("Font");
        xml.attribute("ID", &font.id);
        xml.attribute("FontName", &font.name);
        xml.attribute("FamilyName", &font.family);
        xml.attribute("Charset", &"unicode");
        if font.bold {
            xml.attribute("Bold", &"true");
        }
        xml.inside("Font");
        xml.leaf("FontFile", &[], &font.file);
        xml.close();
    }
    xml.finish()
}

/// Every picture, as a file.
pub fn media(pictures: &[Media]) -> String {
    let mut xml = Xml::new("Res", &[("BaseLoc", &"Res")]);
    xml.open("MultiMedias", &[]);
    for picture in pictures {
        xml.open("MultiMedia", &[("ID", &picture.id), ("Type", &"Image"), ("Format", &picture.format)]);
        xml.leaf("MediaFile", &[], &picture.file);
        xml.close();
    }
    xml.finish()
}
