//! Where clicks lead: the links and headings of an OFD package beside those of the PDF of the same pages.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::ofd_package::{Package, all, inner, numbers};

/// Millimetres of a point.
const POINT: f64 = 25.4 / 72.0;

/// How far places may be apart, in millimetres.
const APART: f64 = 0.5;

/// Where a click leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// To an address.
    Address(String),
    /// To a page, from 0, and a height of it in millimetres from its top.
    Page(usize, f64),
}

/// A place to click at: its left, top, right and lower edge in millimetres, and where it leads.
type Link = ([f64; 4], Target);

/// A heading: its words and where it leads.
type Heading = (String, Target);

/// The links of every page of a PDF, and the headings of its outline.
fn of_pdf(bytes: &[u8]) -> (Vec<Vec<Link>>, Vec<Heading>) {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let heights: BTreeMap<ObjectId, f64> = pages
        .iter()
        .map(|id| (*id, floats(&document, document.get_dictionary(*id).unwrap().get(b"MediaBox").unwrap())[3]))
        .collect();
    let names = names(&document);
    let place = |to: &Object| {
        let to = document.dereference(to).unwrap().1;
        let to = to.as_str().map_or(to, |name| document.dereference(&names[name]).unwrap().1);
        let to = to.as_array().unwrap_or_else(|_| to.as_dict().unwrap().get(b"D").unwrap().as_array().unwrap());
        let page = to[0].as_reference().unwrap();
        let top = heights[&page] - f64::from(to[3].as_float().unwrap());
        Target::Page(pages.iter().position(|own| *own == page).unwrap(), top * POINT)
    };
    let target = |own: &Dictionary| match own.get_deref(b"A", &document).and_then(Object::as_dict) {
        Ok(action) if action.has(b"URI") => {
            Target::Address(String::from_utf8(action.get(b"URI").unwrap().as_str().unwrap().to_vec()).unwrap())
        }
        Ok(action) => place(action.get(b"D").unwrap()),
        Err(_) => place(own.get(b"Dest").unwrap()),
    };
    let links = pages.iter().map(|id| {
        let page = document.get_dictionary(*id).unwrap();
        let Ok(all) = page.get_deref(b"Annots", &document).and_then(Object::as_array) else { return Vec::new() };
        let links = all.iter().flat_map(|own| {
            let own = document.dereference(own).unwrap().1.as_dict().unwrap();
            // One that is broken over lines, or turned, has four corners for every piece.
            let corners = own.get(b"QuadPoints").or_else(|_| own.get(b"Rect")).unwrap();
            let corners = floats(&document, corners);
            let to = target(own);
            let pieces: Vec<Link> = corners.chunks(8).map(|piece| (around(piece, heights[id]), to.clone())).collect();
            pieces
        });
        links.collect()
    });
    let mut headings = Vec::new();
    let catalog = document.catalog().unwrap();
    if let Ok(outline) = catalog.get_deref(b"Outlines", &document).and_then(Object::as_dict) {
        below(&document, outline, &mut |own| {
            let title = lopdf::decode_text_string(own.get(b"Title").unwrap()).unwrap();
            headings.push((title, target(own)));
        });
    }
    (links.collect(), headings)
}

/// The box around points, from the top of a page of that height.
fn around(points: &[f64], height: f64) -> [f64; 4] {
    let ends = |from: usize| {
        let all = points.iter().skip(from).step_by(2);
        all.fold((f64::MAX, f64::MIN), |(low, high), own| (low.min(*own), high.max(*own)))
    };
    let ((left, right), (bottom, top)) = (ends(0), ends(1));
    [left, height - top, right, height - bottom].map(|length| length * POINT)
}

/// The places of a PDF that have names.
fn names(document: &Document) -> BTreeMap<Vec<u8>, Object> {
    let mut found = BTreeMap::new();
    let root = document.catalog().unwrap().get_deref(b"Names", document).and_then(Object::as_dict);
    let mut open: Vec<&Dictionary> =
        root.and_then(|names| names.get_deref(b"Dests", document)).and_then(Object::as_dict).into_iter().collect();
    while let Some(own) = open.pop() {
        if let Ok(pairs) = own.get_deref(b"Names", document).and_then(Object::as_array) {
            found.extend(pairs.chunks(2).map(|pair| (pair[0].as_str().unwrap().to_vec(), pair[1].clone())));
        }
        if let Ok(kids) = own.get_deref(b"Kids", document).and_then(Object::as_array) {
            open.extend(kids.iter().map(|kid| document.dereference(kid).unwrap().1.as_dict().unwrap()));
        }
    }
    found
}

/// Everything below an entry of an outline, in order.
fn below(document: &Document, entry: &Dictionary, each: &mut impl FnMut(&Dictionary)) {
    let mut next = entry.get_deref(b"First", document).and_then(Object::as_dict).ok();
    while let Some(own) = next {
        each(own);
        below(document, own, each);
        next = own.get_deref(b"Next", document).and_then(Object::as_dict).ok();
    }
}

fn floats(document: &Document, array: &Object) -> Vec<f64> {
    let array = document.dereference(array).unwrap().1.as_array().unwrap();
    array.iter().map(|number| f64::from(number.as_float().unwrap())).collect()
}

/// The links of every page of a package, and the headings of its outline.
fn of_package(package: &Package) -> (Vec<Vec<Link>>, Vec<Heading>) {
    let pages = package.pages();
    let target = |node: roxmltree::Node<'_, '_>| {
        let to = inner(inner(node, "Actions"), "Action").first_element_child().unwrap();
        if let Some(address) = to.attribute("URI") {
            return Target::Address(address.to_owned());
        }
        let to = inner(to, "Dest");
        let page = pages.iter().position(|(id, _)| Some(id.to_string().as_str()) == to.attribute("PageID")).unwrap();
        Target::Page(page, to.attribute("Top").unwrap().parse().unwrap())
    };
    let links = pages.iter().map(|(_, part)| {
        let page = package.xml(part);
        let links = all(page.root(), "Actions").map(|actions| {
            let own = actions.parent_element().unwrap();
            let area = numbers(own, "Boundary");
            ([area[0], area[1], area[0] + area[2], area[1] + area[3]], target(own))
        });
        links.collect()
    });
    let document = package.xml("Doc_0/Document.xml");
    let headings = all(document.root(), "OutlineElem");
    let headings = headings.map(|own| (own.attribute("Title").unwrap().to_owned(), target(own)));
    (links.collect(), headings.collect())
}

/// Whether both lead to the same.
fn alike(one: &Target, other: &Target) -> bool {
    match (one, other) {
        (Target::Page(page, top), Target::Page(own, own_top)) => page == own && (top - own_top).abs() <= APART,
        _ => one == other,
    }
}

/// That every link of the PDF lies where one of the package lies that leads to the same, that there are no others, and that the
/// headings are the same and lead to the same. How many links there are.
pub fn compare(told: &str, pdf: &[u8], package: &Package) -> usize {
    let ((set, set_headings), (own, headings)) = (of_pdf(pdf), of_package(package));
    assert_eq!(set.len(), own.len(), "{told}");
    for (at, (set, mut own)) in set.iter().zip(own).enumerate() {
        // What has no height or width nobody can point at.
        let set = set.iter().filter(|([left, top, right, bottom], _)| (right - left).min(bottom - top) > 0.02);
        for (area, target) in set {
            let near =
                |(other, to): &Link| alike(target, to) && area.iter().zip(other).all(|(a, b)| (a - b).abs() <= APART);
            let found = own.iter().position(near);
            let found = found.unwrap_or_else(|| panic!("{told}, page {}: {area:?} {target:?} of {own:#?}", at + 1));
            own.remove(found);
        }
        assert!(own.is_empty(), "{told}, page {}: only in OFD: {own:?}", at + 1);
    }
    let titles = |headings: &[Heading]| headings.iter().map(|(title, _)| title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&headings), titles(&set_headings), "{told}");
    for ((title, one), (_, other)) in headings.iter().zip(&set_headings) {
        assert!(alike(one, other), "{told}, {title}: {one:?} and {other:?}");
    }
    package.pages().iter().map(|(_, part)| all(package.xml(part).root(), "Actions").count()).sum()
}
