//! The report's one style: colors, typefaces and symbols, shared by the theme and the charts.
//!
//! `assets/style.json` holds the values; the settings may set the main colors, typefaces and a logo over them.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use palette::Srgb;
use palette::color_difference::Wcag21RelativeContrast;
use serde::{Deserialize, Serialize};

use crate::model::{
    BodyType, Choice, Judgement, OfficeStyle, PUBLIC_AWAY, PUBLIC_REGRESSED, ProgressStatus, Rgb, Stage, Status,
};

/// The built-in style.
const BUILT_IN: &str = include_str!("../assets/style.json");

/// A symbol and the name of its color. Shapes differ, so grey prints and color-blind eyes lose nothing.
type Mark = (&'static str, &'static str);

/// Every word that has a mark, with its symbol and the name of its color; one that stands in two vocabularies comes twice.
#[must_use]
pub fn statuses() -> Vec<(&'static str, &'static str, &'static str)> {
    fn marked<T: Choice>(mark: fn(T) -> Mark) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        T::WORDS.iter().map(move |&(word, own)| (word, mark(own).0, mark(own).1))
    }
    // A department's word and its judgement are marked like the status they stand for.
    let words = marked(|word: ProgressStatus| of_status(word.status()));
    let judgements = marked(|judgement: Judgement| of_status(judgement.status()));
    let regressed = of_status(Status::Regressed);
    let public = PUBLIC_REGRESSED.into_iter().chain([PUBLIC_AWAY]).map(|word| (word, regressed.0, regressed.1));
    marked(of_status).chain(public).chain(words).chain(marked(of_stage)).chain(judgements).collect()
}

fn of_status(status: Status) -> Mark {
    match status {
        Status::Met => ("★", "green"),
        Status::Kept => ("◎", "green"),
        Status::Missed => ("▽", "red"),
        Status::Ahead => ("▲", "teal"),
        Status::OnPace => ("●", "blue"),
        Status::SlightlyBehind => ("◐", "amber"),
        Status::Behind => ("▼", "red"),
        Status::Regressed => ("×", "wine"),
        Status::Unmet => ("⊗", "wine"),
        Status::NotReported => ("○", "grey"),
        Status::NotDue => ("□", "grey"),
        Status::Unassessable => ("◇", "grey"),
    }
}

fn of_stage(stage: Stage) -> Mark {
    match stage {
        Stage::Completed => ("■", "green"),
        Stage::Started => ("◆", "blue"),
        Stage::Preparing => ("◇", "amber"),
        Stage::Reserved => ("□", "grey"),
    }
}

/// Symbol and color name of a status word; an open diamond in grey for one that has none.
#[must_use]
pub fn status(word: &str) -> (&'static str, &'static str) {
    let own = statuses().into_iter().find(|(own, ..)| *own == word);
    own.map_or(of_status(Status::Unassessable), |(_, symbol, color)| (symbol, color))
}

/// Colors by name, typefaces by role, sizes of charts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Style {
    /// Colors as `#rrggbb`, by name.
    palette: BTreeMap<String, String>,
    /// Families of each role, the first that has a character sets it.
    faces: BTreeMap<String, Vec<String>>,
    /// Charts.
    chart: Chart,
    /// How large the text is: `book`, or `official`.
    #[serde(default)]
    body: String,
}

/// The type of charts, in their own units: 1000 are 156 mm.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Chart {
    face: String,
    label: u32,
    small: u32,
}

impl Style {
    /// The built-in style with what the settings say of it.
    ///
    /// # Errors
    /// The built-in style is broken, which is ours.
    pub fn new(office: &OfficeStyle) -> Result<Self> {
        let mut style: Self = serde_json::from_str(BUILT_IN).context("内置样式 assets/style.json 有误")?;
        if let Some(main) = office.main.as_ref().map(|main| main.value) {
            style.set(&[
                ("main", main),
                ("main-line", main.mix(Rgb::WHITE, 20)),
                ("main-tint", ground(main)),
                ("main-wash", main.mix(Rgb::WHITE, 95)),
            ]);
        }
        if let Some(accent) = office.accent.as_ref().map(|accent| accent.value) {
            let shades =
                [("accent", accent), ("accent-line", accent.mix(Rgb::WHITE, 40)), ("accent-wash", ground(accent))];
            style.set(&shades);
        }
        for (face, families) in &office.faces {
            let own = style.faces.entry(face.key().to_owned()).or_default();
            let named = families.iter().map(|family| family.value.clone());
            own.splice(0..0, named);
        }
        let body = match office.body {
            Some(BodyType::Official) => "official",
            Some(BodyType::Book) | None => "book",
        };
        body.clone_into(&mut style.body);
        Ok(style)
    }

    fn set(&mut self, colors: &[(&str, Rgb)]) {
        self.palette.extend(colors.iter().map(|(name, color)| ((*name).to_owned(), color.to_string())));
    }

    /// The color of a name; black for one that does not exist.
    #[must_use]
    pub fn color(&self, name: &str) -> Rgb {
        self.palette.get(name).and_then(|text| text.parse().ok()).unwrap_or(Rgb(0, 0, 0))
    }

    /// Every color with its name.
    pub fn colors(&self) -> impl Iterator<Item = (&str, Rgb)> {
        self.palette.keys().map(|name| (name.as_str(), self.color(name)))
    }

    /// Every family the style names, once.
    #[must_use]
    pub fn families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = Vec::new();
        for family in self.faces.values().flatten().chain([&self.chart.face]) {
            if !families.contains(&family.as_str()) {
                families.push(family);
            }
        }
        families
    }

    /// Family of every label in a chart.
    #[must_use]
    pub fn chart_face(&self) -> &str {
        &self.chart.face
    }

    /// The style as the theme reads it: palette, faces, chart, the symbols of the statuses, and the mark of figures that is not
    /// printed, by its name.
    #[must_use]
    pub fn json(&self, unmarked: &str) -> String {
        let statuses: serde_json::Map<String, serde_json::Value> = statuses()
            .into_iter()
            .map(|(word, symbol, color)| (word.to_owned(), serde_json::json!([symbol, color])))
            .collect();
        serde_json::json!({ "palette": self.palette, "faces": self.faces, "chart": self.chart, "statuses": statuses, "unmarked": unmarked, "body": self.body })
            .to_string()
    }
}

/// The darkest ground that text in an office's own colour stands on.
#[must_use]
pub fn ground(color: Rgb) -> Rgb {
    color.mix(Rgb::WHITE, 90)
}

/// Contrast of two colors as WCAG 2 defines it, from 1 to 21; text needs 4.5.
#[must_use]
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let linear = |Rgb(r, g, b): Rgb| Srgb::new(r, g, b).into_format::<f64>();
    linear(one).relative_contrast(linear(other))
}
