//! `OFD.xml`: what the package holds and what it says of itself (7.4).

use typst::model::Document as _;
use typst::utils::hash128;
use typst_layout::PagedDocument;

use crate::ofd::Imprint;
use crate::ofd::xml::Xml;

/// `CT_DocInfo`.
#[derive(Debug, Default)]
pub struct Info {
    id: String,
    title: String,
    authors: String,
    description: String,
    date: String,
    creator: String,
    version: String,
}

impl Info {
    /// What the document knows of itself, and the imprint.
    pub fn of(document: &PagedDocument, imprint: &Imprint) -> Self {
        let info = document.info();
        let authors: Vec<&str> = info.author.iter().map(typst::ecow::EcoString::as_str).collect();
        Self {
            id: format!("{:032x}", hash128(&imprint.ident)),
            title: info.title.as_deref().unwrap_or_default().to_owned(),
            authors: authors.join("、"),
            description: info.description.as_deref().unwrap_or_default().to_owned(),
            date: imprint.date.clone(),
            creator: imprint.creator.clone(),
            version: imprint.version.clone(),
        }
    }

    /// The file. `DocType` does not claim the profile for archives; keywords are not written, since that asks for none.
    pub fn xml(&self) -> String {
        let mut xml = Xml::new("OFD", &[("Version", &"1.0"), ("DocType", &"OFD")]);
        xml.open("DocBody", &[]);
        xml.open("DocInfo", &[]);
        xml.leaf("DocID", &[], &self.id);
        let texts = [("Title", &self.title), ("Author", &self.authors), ("Abstract", &self.description)];
        for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            xml.leaf(name, &[], text);
        }
        xml.leaf("CreationDate", &[], &self.date);
        xml.leaf("ModDate", &[], &self.date);
        xml.leaf("Creator", &[], &self.creator);
        xml.leaf("CreatorVersion", &[], &self.version);
        xml.close();
        xml.leaf("DocRoot", &[], &"Doc_0/Document.xml");
        xml.finish()
    }
}
