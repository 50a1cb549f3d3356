//! Where departments' texts and figures are written, and the marks that paragraphs of a Word file carry of it.

use std::collections::{BTreeMap, BTreeSet};

use super::bare;
use crate::desk::filed_texts;
use crate::document::lines;
use crate::model::{Content, Year};
use crate::source::{Sources, Span, hash};
use crate::write::docx::Origins;

/// A text or a figure in a department's file.
#[derive(Debug, Clone)]
pub struct Place {
    /// The department.
    pub unit: String,
    /// Its file.
    pub file: String,
    /// What it is: `任务 2.1.1a … · 进展`.
    pub field: String,
    /// Year of the file.
    pub year: Year,
    /// Where it begins.
    span: Span,
    /// How many lines it takes, at most.
    height: usize,
    /// Its mark.
    mark: String,
}

/// Every place, found by what a paragraph says or by its mark.
pub struct Places {
    places: Vec<Place>,
    /// None of what two files of a year say alike.
    by_text: BTreeMap<String, Option<usize>>,
    by_figure: BTreeMap<(usize, i16), usize>,
    by_mark: BTreeMap<String, usize>,
    /// Names of the plan, which nobody in particular wrote.
    names: BTreeSet<String>,
}

/// Where a paragraph is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The department.
    pub unit: String,
    /// Its file.
    pub file: String,
    /// The line; none where the text is not in the file any more.
    pub line: Option<usize>,
    /// What it is.
    pub field: String,
}

/// Characters of a text that no other has by chance.
const TELLING: usize = 6;

/// What stands between texts in one cell.
const BETWEEN: [char; 7] = ['；', '：', '（', '）', '。', '\n', '　'];

/// Characters of a text's beginning by which its line is found, the longest first.
const BEGINNINGS: [usize; 4] = [usize::MAX, 16, 8, 4];

/// Characters of a text that its mark is made from.
const HEAD: usize = 16;

impl Places {
    /// Those of every year that was read.
    #[must_use]
    pub fn new(content: &Content, sources: &Sources) -> Self {
        let mut own = Self {
            places: Vec::new(),
            by_text: BTreeMap::new(),
            by_figure: BTreeMap::new(),
            by_mark: BTreeMap::new(),
            names: names(content),
        };
        // What two years say alike is the report's own year's first.
        let mut years: Vec<Year> = content.submissions.iter().map(|submission| submission.folder_year).collect();
        years.sort_unstable_by_key(|year| (*year != content.plan.year, std::cmp::Reverse(*year)));
        years.dedup();
        for year in years {
            own.figures(content, sources, year);
            own.texts(content, sources, year);
        }
        own
    }

    fn texts(&mut self, content: &Content, sources: &Sources, year: Year) {
        for filed in filed_texts(content, year) {
            let head: String = bare(&filed.text).chars().take(HEAD).collect();
            let place = Place {
                file: sources.file(filed.span.file).path.clone(),
                unit: filed.unit,
                field: filed.section,
                year,
                span: filed.span,
                height: filed.text.lines().count() + 1,
                mark: String::new(),
            };
            let at = self.add(place, &head);
            for line in lines(&filed.text).iter().chain([&filed.text]) {
                self.say(bare(line), at);
                let pieces = line.split(BETWEEN).map(bare);
                pieces.filter(|piece| TELLING <= piece.chars().count()).for_each(|piece| self.say(piece, at));
            }
        }
    }

    /// Remembers that a place says something.
    fn say(&mut self, text: String, at: usize) {
        if text.is_empty() || self.names.contains(&text) {
            return;
        }
        let places = &self.places;
        let known = self.by_text.entry(text).or_insert(Some(at));
        let other = known.and_then(|own| places.get(own)).zip(places.get(at));
        if other.is_some_and(|(own, new)| own.year == new.year && own.file != new.file) {
            *known = None;
        }
    }

    fn figures(&mut self, content: &Content, sources: &Sources, year: Year) {
        for (unit, submission) in content.of_year(year) {
            for (name, entry) in &submission.entries {
                let number = content.plan.indicators.iter().position(|own| own.name.value == name.value);
                let Some(number) = number else { continue };
                let span = entry.actual.as_ref().map_or(name.span, |actual| actual.span);
                let place = Place {
                    unit: unit.to_owned(),
                    file: sources.file(span.file).path.clone(),
                    field: format!("指标「{}」", name.value),
                    year,
                    span,
                    height: 1,
                    mark: String::new(),
                };
                let at = self.add(place, "");
                self.by_figure.entry((number + 1, year)).or_insert(at);
            }
        }
    }

    fn add(&mut self, place: Place, head: &str) -> usize {
        let short = |text: &str, length: usize| hash(text.as_bytes()).chars().take(length).collect::<String>();
        let mark =
            format!("hl_{}_{}_{}", place.year, short(&place.file, 8), short(&format!("{}\0{head}", place.field), 10));
        let at = self.places.len();
        self.by_mark.entry(mark.clone()).or_insert(at);
        self.places.push(Place { mark, ..place });
        at
    }

    /// The place that a text is of.
    fn of(&self, text: &str) -> Option<&Place> {
        let whole = bare(text);
        // A short text is a sentence of somebody's; a word may be anybody's.
        if whole.chars().count() < TELLING && !text.trim_end().ends_with(['。', '；']) {
            return None;
        }
        if let Some(at) = self.by_text.get(&whole) {
            return at.and_then(|at| self.places.get(at));
        }
        let mut pieces: Vec<String> = text.split(BETWEEN).map(bare).collect();
        pieces.retain(|piece| TELLING <= piece.chars().count());
        pieces.sort_by_key(|piece| std::cmp::Reverse(piece.chars().count()));
        let found = pieces.iter().find_map(|piece| *self.by_text.get(piece)?)?;
        self.places.get(found)
    }

    /// Where a paragraph is from, by its marks or, without any, by what it says.
    #[must_use]
    pub fn find(&self, marks: &[String], text: &str, sources: &Sources) -> Option<Found> {
        let exact = marks.iter().find_map(|mark| {
            let stem = mark.rsplit_once('_').map_or(mark.as_str(), |(stem, _)| stem);
            self.by_mark.get(stem).and_then(|at| self.places.get(*at))
        });
        if let Some(place) = exact {
            return Some(place.found(text, sources));
        }
        // The text is another one by now: the file is known all the same.
        let file = marks.iter().find_map(|mark| {
            let stem: Vec<&str> = mark.split('_').take(3).collect();
            let stem = format!("{}_", stem.join("_"));
            self.places.iter().find(|place| place.mark.starts_with(&stem))
        });
        if let Some(place) = file {
            let same = self.of(text).filter(|own| own.file == place.file);
            return Some(same.map_or_else(
                || Found { unit: place.unit.clone(), file: place.file.clone(), line: None, field: String::new() },
                |own| own.found(text, sources),
            ));
        }
        self.of(text).map(|place| place.found(text, sources))
    }
}

/// The names of the plan's departments, indicators, areas and assignments.
fn names(content: &Content) -> BTreeSet<String> {
    let plan = &content.plan;
    let departments = plan.departments.iter();
    let departments = departments.flat_map(|own| [own.name.value.as_str(), own.full_name.as_str()]);
    let indicators = plan.indicators.iter().flat_map(|own| [own.name.value.as_str(), own.short.as_str()]);
    let areas = plan.areas.iter().map(|own| own.name.as_str());
    let assignments = plan.assignments().map(|(_, _, own)| own.name.as_str());
    departments.chain(indicators).chain(areas).chain(assignments).map(bare).collect()
}

impl Place {
    /// The line of it that a paragraph begins on.
    fn found(&self, text: &str, sources: &Sources) -> Found {
        let file = sources.file(self.span.file);
        let from = file.place(self.span.start).line;
        let own: Vec<String> = file.text.lines().skip(from - 1).take(self.height).map(bare).collect();
        let whole = bare(text);
        let holding = BEGINNINGS.iter().find_map(|count| {
            let head: String = whole.chars().take(*count).collect();
            if head.is_empty() { None } else { own.iter().position(|line| line.contains(&head)) }
        });
        Found {
            unit: self.unit.clone(),
            file: self.file.clone(),
            line: Some(from + holding.unwrap_or_default()),
            field: self.field.clone(),
        }
    }
}

impl Origins for Places {
    fn of_text(&self, text: &str) -> Option<String> {
        self.of(text).map(|place| place.mark.clone())
    }

    fn of_figure(&self, number: usize, year: i16) -> Option<String> {
        let at = self.by_figure.get(&(number, year))?;
        self.places.get(*at).map(|place| place.mark.clone())
    }
}
