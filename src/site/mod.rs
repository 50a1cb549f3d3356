//! The web edition: a folder of pages that needs no server, no network and no script, made from the view and the document.
//!
//! Addresses begin with `@/` in what templates and writers put together, and lead from the page's own folder in what is written.

mod engine;
mod looks;
mod names;
mod pages;
mod search;
mod shelf;

use std::collections::BTreeMap;

use anyhow::Result;

use crate::chart::Chart;
use crate::compose::{Since, View};
use crate::data::Offer;
use crate::document::Document;
use crate::source::with_sums;
use crate::style::Style;
use crate::write::Illustrations;

/// Everything a site is made of.
pub struct Materials<'a> {
    /// What templates see.
    pub view: &'a View,
    /// The report, for its full text.
    pub document: &'a Document,
    /// The charts that only a site shows.
    pub own: &'a [Chart],
    /// The drawings of all charts, and the pictures.
    pub illustrations: Illustrations<'a>,
    /// Colours.
    pub style: &'a Style,
    /// What is not as it was in the release before.
    pub since: &'a Against,
    /// The data that lie beside the pages.
    pub data: &'a Offer,
    /// The hash of what it was made from.
    pub digest: &'a str,
}

/// The site against the release before.
#[derive(Debug)]
pub enum Against {
    /// There was none for these readers.
    First,
    /// One of this name, which cannot be read any more.
    Unread(String),
    /// What is different.
    Since(Box<Since>),
}

/// A folder of files.
#[derive(Debug)]
pub struct Site {
    /// The bytes of each file, by its path from the folder, with `/`.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// The page that a reader opens first.
const START: &str = "index.html";

/// The files that are the same on every site but for the colours.
const SCRIPT: &str = include_str!("../../assets/web/site/site.js");
const ICON: &str = include_str!("../../assets/web/icon.svg");

/// The site. The same materials are the same bytes.
///
/// # Errors
/// A template does not fit, which a test would tell.
pub fn build(materials: &Materials<'_>) -> Result<Site> {
    let shelf = shelf::Shelf::new(materials);
    let pages = pages::pages(materials, &shelf)?;
    let index = search::index(&pages, materials);
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for page in pages {
        files.insert(page.path.clone(), page.html().into_bytes());
    }
    files.extend(shelf.shown(&materials.illustrations));
    let data = materials.data;
    files.extend(data.files.iter().map(|(path, bytes)| (format!("data/{path}"), bytes.clone())));
    let series = data.series.iter().enumerate();
    files.extend(series.map(|(at, text)| (pages::series(at + 1), text.clone().into_bytes())));
    files.insert("search-index.js".to_owned(), index.into_bytes());
    files.insert("site.css".to_owned(), looks::css(materials.style).into_bytes());
    files.insert("site.js".to_owned(), SCRIPT.as_bytes().to_vec());
    files.insert("icon.svg".to_owned(), ICON.as_bytes().to_vec());
    Ok(Site { files: with_sums(files) })
}
