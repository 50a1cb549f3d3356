//! A chart: what it says in words, and the shapes that were drawn for it.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::drawing::IntoDrawingArea;
use plotters::style::text_anchor::HPos;

use super::mark::{beside, lettering};
use super::record::{Area, Drawn, Recorder, px};
use super::shape::{Form, Shape};
use super::style::{self, Color};
use crate::model::{Decimal, Status, round};

/// A chart: what it says in words, and what it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Name of the file, without its ending.
    pub name: String,
    /// Title: the message, as a caption.
    pub caption: String,
    /// Whether a note has to say that its figures are samples, because it cannot mark them one by one.
    pub unmarked: bool,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Height in units; the width is always 1000.
    pub height: f64,
    /// What was drawn, back to front.
    pub shapes: Vec<Shape>,
    /// Whether plotters drew all that it was asked to.
    pub whole: bool,
    /// Whether it goes on with a chart that did not fit a page.
    goes_on: bool,
}

/// Most characters of an alternative text: nobody listens to more. The rest stands in the tables.
pub const LONGEST_ALT: usize = 300;

/// Fewer things than these are compared sooner in the table or the sentence beside: they have no chart.
pub const FEWEST: usize = 3;

/// What a chart says to those who do not see it, after its message.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// What those have in common of whom the message speaks.
    pub whom: String,
    /// Their names; nothing is said of them where there are none.
    pub names: Vec<String>,
    /// What kind of picture it is, and of what.
    pub kind: String,
    /// Its figures, an item for each thing.
    pub figures: Vec<String>,
}

/// The name of a part of a chart.
#[must_use]
pub fn numbered(name: &str, at: usize) -> String {
    if at == 0 { name.to_owned() } else { format!("{name}-{}", at + 1) }
}

/// The things of whom a message speaks, then the others, each in their order: what is left out at the end is what matters less.
pub fn foremost<'a, T>(things: impl Iterator<Item = &'a T>, spoken_of: impl Fn(&T) -> bool) -> Vec<&'a T> {
    let mut things: Vec<&T> = things.collect();
    things.sort_by_key(|own| !spoken_of(own));
    things
}

/// As many items as there is room for, in characters. What of a long list is left out is counted, and stands in the tables.
fn listed(items: &[String], separator: &str, room: usize) -> String {
    let rest = |left: usize| format!("另有{left}项，见表");
    let mut text = String::new();
    for (at, item) in items.iter().enumerate() {
        let begin = if text.is_empty() { "" } else { separator };
        let left = items.len() - at;
        // Behind all but the last item there has to be room to say how many follow.
        let after = if left == 1 { 0 } else { 1 + length(&rest(left - 1)) };
        if room < length(&text) + length(begin) + length(item) + after {
            text.extend([if text.is_empty() { "" } else { "；" }, &rest(left)]);
            break;
        }
        text.extend([begin, item]);
    }
    text
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// The share of a part of all, “32%”. What is rounded is never called nothing or all.
#[must_use]
pub fn percent(own: Decimal, all: Decimal) -> String {
    let share = if all.is_zero() { Decimal::ZERO } else { round(own / all * Decimal::ONE_HUNDRED, 0) };
    match own.is_zero() {
        false if share.is_zero() => "不到1%".to_owned(),
        _ if own < all && share == Decimal::ONE_HUNDRED => "超过99%".to_owned(),
        _ => format!("{share}%"),
    }
}

/// So many of all as captions say it: “12项（32%）”.
#[must_use]
pub fn portion(own: usize, all: usize, unit: &str) -> String {
    format!("{own}{unit}（{}）", percent(own.into(), all.into()))
}

/// So many of all things of a kind, which begins with the word they are counted by, as the beginning of a message:
/// “37项中12项（32%）”, “10个单位全部”.
#[must_use]
pub fn among(own: usize, all: usize, kind: &str) -> String {
    let unit: String = kind.chars().take(1).collect();
    match own {
        _ if all == 1 => format!("{all}{kind}{}", if own == 0 { "没有" } else { "" }),
        0 => format!("{all}{kind}中没有"),
        _ if own == all => format!("{all}{kind}全部"),
        _ => format!("{all}{kind}中{}", portion(own, all, &unit)),
    }
}

/// How many of so many indicators are behind, by the word for it, where there are verdicts at all.
#[must_use]
pub fn judged(statuses: &[Status], word: &str) -> String {
    let (all, of) = (statuses.len(), |own: fn(Status) -> bool| statuses.iter().filter(|status| own(**status)).count());
    match of(Status::behind) {
        0 if of(Status::open) == all => format!("{all}项没有评价"),
        0 => format!("{all}项中没有一项{word}"),
        behind => among(behind, all, "项") + word,
    }
}

impl Chart {
    /// An empty chart.
    #[must_use]
    pub fn new(name: impl Into<String>, caption: impl Into<String>, height: f64) -> Self {
        Self {
            name: name.into(),
            caption: caption.into(),
            unmarked: true,
            alt: String::new(),
            height,
            shapes: Vec::new(),
            whole: true,
            goes_on: false,
        }
    }

    /// A part of a chart that does not fit a page: `own`, `own-2`, …; all but the first say that they go on.
    #[must_use]
    pub fn part(name: &str, caption: &str, at: usize, height: f64) -> Self {
        let caption = if at == 0 { caption.to_owned() } else { format!("{caption}（续）") };
        Self { goes_on: 0 < at, ..Self::new(numbered(name, at), caption, height) }
    }

    /// Draws on the whole chart, over what is there.
    pub fn draw(&mut self, draw: impl FnOnce(&Area) -> Drawn) {
        let shapes = Rc::new(RefCell::new(std::mem::take(&mut self.shapes)));
        let size = (px(style::WIDTH).unsigned_abs(), px(self.height).unsigned_abs());
        let area = Recorder::new(size, Rc::clone(&shapes)).into_drawing_area();
        self.whole &= draw(&area).is_ok();
        self.shapes = shapes.take();
    }

    /// Says it to those who do not see it: the message, whom it is about, the figures; what nobody would listen to is left out.
    pub fn tell(&mut self, told: &Told) {
        let message = if self.caption.is_empty() { String::new() } else { format!("{}。", self.caption) };
        let room = LONGEST_ALT.saturating_sub(length(&message) + length(&told.kind) + 2);
        let names = match (room / 2).checked_sub(length(&told.whom) + 2) {
            // The first part has said the names.
            Some(room) if !told.names.is_empty() && !self.goes_on => {
                format!("{}：{}。", told.whom, listed(&told.names, "、", room))
            }
            _ => String::new(),
        };
        let figures = listed(&told.figures, "；", room.saturating_sub(length(&names)));
        let figures = if figures.is_empty() { figures } else { format!("：{figures}") };
        self.alt = format!("{message}{names}{}{figures}。", told.kind);
        // Only of a plan whose names are as long as all this: the message alone, as far as anybody listens.
        if LONGEST_ALT < length(&self.alt) {
            self.alt = self.alt.chars().take(LONGEST_ALT - 3).collect::<String>() + "……。";
        }
    }

    /// Adds a remark under everything.
    pub fn note(&mut self, text: &str) {
        let (height, middle) = style::NOTE;
        self.height += height;
        let at = (0, px(self.height - middle));
        self.draw(|area| area.draw(&beside(at, (0.0, 0.0), text, lettering(style::SMALL, style::SOFT, HPos::Left))));
    }

    /// Every label, for the check of the typeface.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.label_boxes().map(|(text, _)| text)
    }

    /// The colour of every shape.
    pub fn colors(&self) -> impl Iterator<Item = Color> {
        self.shapes.iter().map(|shape| shape.color)
    }

    /// The box of every label: left, top, right, bottom.
    pub fn label_boxes(&self) -> impl Iterator<Item = (&str, [f64; 4])> {
        self.shapes.iter().filter_map(|shape| match &shape.form {
            Form::Label { text, .. } => Some((text.as_str(), shape.label_box()?)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_said_with_its_count_and_never_rounded_to_none_or_all() {
        assert_eq!(portion(12, 37, "项"), "12项（32%）");
        assert_eq!(portion(0, 37, "项"), "0项（0%）");
        assert_eq!(portion(1, 300, "个"), "1个（不到1%）");
        assert_eq!(portion(299, 300, "个"), "299个（超过99%）");
        assert_eq!(portion(300, 300, "个"), "300个（100%）");
    }

    #[test]
    fn none_and_all_are_said_without_a_share() {
        let said = [(0, 37), (12, 37), (37, 37), (0, 1), (1, 1)].map(|(own, all)| among(own, all, "个单位"));
        assert_eq!(said, ["37个单位中没有", "37个单位中12个（32%）", "37个单位全部", "1个单位没有", "1个单位"]);
    }

    #[test]
    fn what_nobody_reported_is_not_called_on_time() {
        let said = |statuses: &[Status]| judged(statuses, "落后");
        assert_eq!(said(&[Status::NotReported, Status::Unassessable]), "2项没有评价");
        assert_eq!(said(&[Status::NotReported, Status::Ahead]), "2项中没有一项落后");
        assert_eq!(said(&[Status::Behind, Status::Ahead]), "2项中1项（50%）落后");
    }

    #[test]
    fn what_is_said_begins_with_the_message_then_names_then_figures_and_counts_what_is_left_out() {
        let mut chart = Chart::new("own", "甲乙落后", 100.0);
        let told = |n: usize| Told {
            whom: "落后的".to_owned(),
            names: vec!["甲".to_owned(), "乙".to_owned()],
            kind: "条形图".to_owned(),
            figures: (1..=n).map(|at| format!("指标之{at}为{at}%")).collect(),
        };
        chart.tell(&told(2));
        assert_eq!(chart.alt, "甲乙落后。落后的：甲、乙。条形图：指标之1为1%；指标之2为2%。");
        chart.tell(&told(100));
        let (items, rest) = chart.alt.rsplit_once("；另有").unwrap();
        let said = items.matches("指标之").count();
        assert_eq!(rest, format!("{}项，见表。", 100 - said));
        assert!((280..=LONGEST_ALT).contains(&length(&chart.alt)), "{}", chart.alt);
    }
}
