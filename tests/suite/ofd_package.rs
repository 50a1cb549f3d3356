//! An OFD package read back with rules of its own: parts, identifiers, places, text.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

/// What stands in an element, in which order (the schema of GB/T 33190-2016, as far as we write it). What the profile for archives is
/// told to leave out (permissions, preferences of the viewer, keywords, attachments, extensions) is not there.
const ORDER: &[(&str, &[&str])] = &[
    ("OFD", &["DocBody"]),
    ("DocBody", &["DocInfo", "DocRoot"]),
    ("DocInfo", &["DocID", "Title", "Author", "Abstract", "CreationDate", "ModDate", "Creator", "CreatorVersion"]),
    ("Document", &["CommonData", "Pages", "Outlines"]),
    ("CommonData", &["MaxUnitID", "PageArea", "PublicRes", "DocumentRes"]),
    ("PageArea", &["PhysicalBox"]),
    ("Pages", &["Page"]),
    ("Outlines", &["OutlineElem"]),
    ("OutlineElem", &["Actions", "OutlineElem"]),
    ("Actions", &["Action"]),
    ("Action", &["Goto", "URI"]),
    ("Goto", &["Dest"]),
    ("Res", &["Fonts", "MultiMedias"]),
    ("Fonts", &["Font"]),
    ("Font", &["FontFile"]),
    ("MultiMedias", &["MultiMedia"]),
    ("MultiMedia", &["MediaFile"]),
    ("Page", &["Area", "Content"]),
    ("Area", &["PhysicalBox", "Path"]),
    ("Content", &["Layer"]),
    ("TextObject", &["Actions", "Clips", "FillColor", "StrokeColor", "CGTransform", "TextCode"]),
    ("PathObject", &["Actions", "Clips", "StrokeColor", "FillColor", "AbbreviatedData"]),
    ("ImageObject", &["Actions", "Clips"]),
    ("Clips", &["Clip"]),
    ("Clip", &["Area"]),
    ("Path", &["AbbreviatedData"]),
    ("CGTransform", &["Glyphs"]),
];

/// A package.
pub struct Package {
    /// Every part by its path.
    pub parts: BTreeMap<String, Vec<u8>>,
}

impl Package {
    /// Opens it.
    pub fn read(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let name = String::from_utf8(part.name_raw().to_vec()).unwrap();
            let mut own = Vec::new();
            part.read_to_end(&mut own).unwrap();
            assert!(!parts.contains_key(&name), "{name} is there twice");
            parts.insert(name, own);
        }
        Self { parts }
    }

    /// A part as text.
    pub fn text(&self, part: &str) -> &str {
        std::str::from_utf8(self.parts.get(part).unwrap_or_else(|| panic!("no {part}"))).unwrap()
    }

    /// A part as XML.
    pub fn xml(&self, part: &str) -> Document<'_> {
        Document::parse(self.text(part)).unwrap_or_else(|error| panic!("{part}: {error}"))
    }

    /// The pages in order: identifier and part.
    pub fn pages(&self) -> Vec<(u32, String)> {
        let document = self.xml("Doc_0/Document.xml");
        let pages = all(document.root(), "Page");
        pages.map(|page| (id(page), format!("Doc_0/{}", page.attribute("BaseLoc").unwrap()))).collect()
    }

    /// The files that a list of resources names, by identifier.
    pub fn files(&self, list: &str, element: &str, file: &str) -> BTreeMap<u32, String> {
        let Some(list) = self.parts.contains_key(list).then(|| self.xml(list)) else { return BTreeMap::new() };
        let folder = list.root_element().attribute("BaseLoc").unwrap();
        let entries = all(list.root(), element);
        entries.map(|entry| (id(entry), format!("Doc_0/{folder}/{}", inner(entry, file).text().unwrap()))).collect()
    }

    /// The typefaces by identifier.
    pub fn fonts(&self) -> BTreeMap<u32, String> {
        self.files("Doc_0/PublicRes.xml", "Font", "FontFile")
    }

    /// The pictures by identifier.
    pub fn pictures(&self) -> BTreeMap<u32, String> {
        self.files("Doc_0/DocumentRes.xml", "MultiMedia", "MediaFile")
    }

    /// The headings in order: how deep, words, page from 0.
    pub fn outline(&self) -> Vec<(usize, String, usize)> {
        let pages: Vec<u32> = self.pages().into_iter().map(|(id, _)| id).collect();
        let document = self.xml("Doc_0/Document.xml");
        let headings = all(document.root(), "OutlineElem").map(|heading| {
            let deep = heading.ancestors().filter(|outer| is(*outer, "OutlineElem")).count();
            let own = heading.children().filter(|child| is(*child, "OutlineElem")).count();
            assert_eq!(heading.attribute("Count"), Some(own.to_string().as_str()));
            let to = inner(inner(inner(inner(heading, "Actions"), "Action"), "Goto"), "Dest");
            let page = pages.iter().position(|page| Some(page.to_string().as_str()) == to.attribute("PageID")).unwrap();
            (deep, heading.attribute("Title").unwrap().to_owned(), page)
        });
        headings.collect()
    }

    /// Everything that has to hold of a package whatever it shows: well-formed parts in the order of the schema, identifiers
    /// that are there once, references that lead to something of the package, and no part that nothing leads to.
    pub fn check(&self) {
        let mut known = BTreeMap::new();
        let mut largest = None;
        let mut reached: BTreeSet<String> = ["OFD.xml", "Doc_0/Document.xml"].map(str::to_owned).into();
        reached.extend(self.pages().into_iter().map(|(_, part)| part));
        reached.extend(self.fonts().into_values().chain(self.pictures().into_values()));
        let parts = self.parts.keys().filter(|part| part.ends_with(".xml"));
        for part in parts.clone() {
            let tree = self.xml(part);
            assert!(!self.text(part).contains("<!"), "{part} has a type of its own");
            for node in tree.descendants().filter(Node::is_element) {
                ordered(part, node);
                if let Some(own) = node.attribute("ID").filter(|_| !is(node, "Page") || part.ends_with("Document.xml"))
                {
                    let twice = known.insert(own.parse::<u32>().unwrap(), node.tag_name().name().to_owned());
                    assert_eq!(twice, None, "{part}: {own} twice");
                }
                if is(node, "MaxUnitID") {
                    largest = node.text().map(|text| text.parse::<u32>().unwrap());
                }
                if ["PublicRes", "DocumentRes"].iter().any(|name| is(node, name)) {
                    reached.insert(format!("Doc_0/{}", node.text().unwrap()));
                }
                assert!(
                    !is(node, "URI") || node.attribute("URI").unwrap().starts_with("http"),
                    "{part}: an address that is none"
                );
            }
        }
        for part in parts {
            let tree = self.xml(part);
            for node in tree.descendants() {
                for (attribute, element) in [("Font", "Font"), ("ResourceID", "MultiMedia"), ("PageID", "Page")] {
                    let Some(to) = node.attribute(attribute) else { continue };
                    let there = known.get(&to.parse::<u32>().unwrap()).map(String::as_str);
                    assert_eq!(there, Some(element), "{part}: {attribute} {to}");
                }
            }
        }
        assert!(known.keys().next_back().copied() <= largest, "the largest identifier is larger than told");
        assert_eq!(reached, self.parts.keys().cloned().collect(), "what is reached and what is there");
    }
}

/// That what stands in an element is what the schema has there, in its order.
fn ordered(part: &str, node: Node<'_, '_>) {
    let (name, space) = (node.tag_name().name(), node.tag_name().namespace());
    assert_eq!(space, Some("http://www.ofdspec.org/2016"), "{part}: {name}");
    if name == "Layer" {
        let objects = ["TextObject", "PathObject", "ImageObject"];
        assert!(node.children().all(|object| objects.iter().any(|own| is(object, own))), "{part}: {node:?}");
        return;
    }
    let known = ORDER.iter().find(|(own, _)| *own == name).map_or(&[][..], |(_, inner)| inner);
    let places: Vec<usize> = node
        .children()
        .filter(Node::is_element)
        .map(|child| {
            let name = child.tag_name().name();
            known.iter().position(|own| *own == name).unwrap_or_else(|| panic!("{part}: {name} in {node:?}"))
        })
        .collect();
    assert!(places.is_sorted(), "{part}: {node:?}");
}

/// Whether a node is that element.
pub fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// Every such element, in order.
pub fn all<'a, 'b: 'a>(node: Node<'a, 'b>, name: &'a str) -> impl Iterator<Item = Node<'a, 'b>> {
    node.descendants().filter(move |inner| is(*inner, name))
}

/// The child of that name.
pub fn inner<'a, 'b>(node: Node<'a, 'b>, name: &str) -> Node<'a, 'b> {
    node.children().find(|child| is(*child, name)).unwrap_or_else(|| panic!("no {name} in {node:?}"))
}

/// An identifier.
pub fn id(node: Node<'_, '_>) -> u32 {
    node.attribute("ID").unwrap().parse().unwrap()
}

/// The numbers of an attribute; none if it is not there.
pub fn numbers(node: Node<'_, '_>, attribute: &str) -> Vec<f64> {
    node.attribute(attribute).map(list).unwrap_or_default()
}

/// Numbers with spaces between them.
pub fn list(text: &str) -> Vec<f64> {
    text.split_whitespace().map(|number| number.parse().unwrap_or_else(|_| panic!("{number:?} in {text:?}"))).collect()
}
