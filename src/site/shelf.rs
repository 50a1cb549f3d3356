//! What pages refer to: the addresses of charts, pictures and pages, and which of the images are shown at all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use super::Materials;
use super::names::names;
use crate::document::Document;
use crate::write::Illustrations;
use crate::write::html::{Image, kind};

/// A chart as pages show it.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// Its file, from the folder of the site.
    pub file: String,
    /// What it shows, in words.
    pub alt: String,
    /// Its caption.
    pub caption: String,
}

/// The addresses of all that has one.
pub struct Shelf {
    /// The report.
    pub document: Document,
    /// The charts, by name.
    pub charts: BTreeMap<String, Drawing>,
    /// The files of the pictures, by their paths among the pictures.
    pictures: BTreeMap<String, String>,
    /// The pages, by kind and key.
    pages: BTreeMap<(&'static str, String), String>,
    /// The files of the images that are shown.
    shown: Mutex<BTreeSet<String>>,
}

impl Shelf {
    /// The addresses of a site of these materials.
    pub fn new(materials: &Materials<'_>) -> Arc<Self> {
        let view = materials.view;
        let told = view.charts.iter().map(|(name, chart)| (name, &chart.alt, &chart.caption));
        let own = materials.own.iter().map(|chart| (&chart.name, &chart.alt, &chart.caption));
        let charts: Vec<_> = told.chain(own).collect();
        let plain: Vec<String> = charts.iter().enumerate().map(|(at, (name, ..))| file(name, at)).collect();
        let charts = charts.into_iter().zip(plain).map(|((name, alt, caption), file)| {
            (name.clone(), Drawing { file, alt: alt.clone(), caption: caption.clone() })
        });
        let pictures = materials
            .illustrations
            .pictures
            .iter()
            .enumerate()
            .map(|(at, picture)| (picture.path.clone(), format!("pictures/{}.{}", at + 1, kind(&picture.path))));
        let mut pages = BTreeMap::new();
        let mut add = |kind: &'static str, folder: &str, keys: &[&str], names: &[String]| {
            for (key, name) in keys.iter().zip(names) {
                pages.entry((kind, (*key).to_owned())).or_insert_with(|| format!("{folder}/{name}.html"));
            }
        };
        let counted = |n: usize| (1..=n).map(|n| n.to_string()).collect::<Vec<_>>();
        let numbers = counted(view.indicators.len());
        add("indicator", "indicators", &numbers.iter().map(String::as_str).collect::<Vec<_>>(), &numbers);
        let areas: Vec<&str> = view.areas.iter().map(|area| area.number.as_str()).collect();
        add("area", "areas", &areas, &names(&areas));
        let tasks: Vec<&str> = view.assignments.iter().map(|own| own.number.as_str()).collect();
        add("task", "tasks", &tasks, &names(&tasks));
        let departments: Vec<&str> = view.departments.iter().map(|own| own.name.as_str()).collect();
        add("department", "departments", &departments, &counted(departments.len()));
        Arc::new(Self {
            document: materials.document.clone(),
            charts: charts.collect(),
            pictures: pictures.collect(),
            pages,
            shown: Mutex::default(),
        })
    }

    /// The path of a page.
    pub fn page(&self, kind: &'static str, key: &str) -> Option<&str> {
        self.pages.get(&(kind, key.to_owned())).map(String::as_str)
    }

    /// The address of an image, which is shown from now on.
    pub fn image(&self, image: Image<'_>) -> Option<String> {
        let file = match image {
            Image::Chart(name) => &self.charts.get(name)?.file,
            Image::Picture(path) => self.pictures.get(path)?,
        };
        if let Ok(mut shown) = self.shown.lock() {
            shown.insert(file.clone());
        }
        Some(format!("@/{file}"))
    }

    /// Whether there is such a picture.
    pub fn has_picture(&self, path: &str) -> bool {
        self.pictures.contains_key(path)
    }

    /// The files of the images that are shown.
    pub fn shown(&self, illustrations: &Illustrations<'_>) -> BTreeMap<String, Vec<u8>> {
        let shown = self.shown.lock().map(|shown| shown.clone()).unwrap_or_default();
        let charts = self
            .charts
            .iter()
            .filter_map(|(name, drawing)| Some((drawing.file.clone(), lettered(illustrations.charts.get(name)?))));
        let pictures = illustrations
            .pictures
            .iter()
            .filter_map(|picture| Some((self.pictures.get(&picture.path)?.clone(), picture.bytes.to_vec())));
        charts.chain(pictures).filter(|(file, _)| shown.contains(file)).collect()
    }
}

/// A drawing whose letters are without serifs where the report's typeface is not at hand.
fn lettered(svg: &[u8]) -> Vec<u8> {
    let svg = String::from_utf8_lossy(svg);
    let Some((head, rest)) = svg.split_once("\">\n") else { return svg.into_owned().into_bytes() };
    format!("{head}, Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif\">\n{rest}")
        .into_bytes()
}

/// The file of a chart: its name where that can stand in an address.
fn file(name: &str, at: usize) -> String {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    if plain { format!("charts/{name}.svg") } else { format!("charts/_{at}.svg") }
}
