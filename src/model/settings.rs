//! What the secretariat decides about a report: its titles, its dates and the method's cut-offs.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use super::{BodyType, Date, Face, Frequency, Gravity, Method, PaceCutOffs, Status, Year};
use crate::source::{Span, Spanned};

/// `content/settings.yaml`.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Title of the report, without the year.
    pub title: String,
    /// Who compiles it.
    pub issuer: String,
    /// Edition, such as 征求意见稿.
    pub edition: String,
    /// Where an edition belongs if none is written, not for the year either.
    pub edition_missing: Option<Span>,
    /// Month or day of publication as printed on the cover, if it is set.
    pub published: Option<String>,
    /// What the plan says of reports such as this one, for its first paragraph.
    pub basis: Option<String>,
    /// Headings that read otherwise than the templates have them.
    pub headings: Vec<Heading>,
    /// The preface, in Markdown.
    pub preface: Option<Spanned<String>>,
    /// The editorial board: offices, each with who holds it.
    pub board: Vec<(String, Vec<String>)>,
    /// Headlines of the events that are the achievements of the year, in order.
    pub achievements: Vec<Spanned<String>>,
    /// Degree of publicity, such as 主动公开.
    pub publicity: Option<String>,
    /// What may be done with the open data: the name of a licence, its address, or a sentence.
    pub licence: Option<String>,
    /// Day by which departments file.
    pub deadline: Option<Spanned<Date>>,
    /// How often departments file.
    pub frequency: Frequency,
    /// Days after a month or a quarter by which its filing is due.
    pub grace: i32,
    /// Days before a step is due from which on its light is yellow.
    pub warning: i32,
    /// What is otherwise in a year, by year.
    pub by_year: Vec<(Spanned<Year>, YearSettings)>,
    /// Levels the project sets for rules, by name.
    pub levels: Vec<(Spanned<String>, Gravity)>,
    /// Cut-offs of the pace.
    pub cut_offs: PaceCutOffs,
    /// The method of every indicator that does not have its own.
    pub method: Method,
    /// Names of the indicators on the page of key figures, in order; empty: the first of the plan.
    pub highlights: Vec<Spanned<String>>,
    /// Statuses set by hand.
    pub overrides: Vec<Override>,
    /// Folder of the typefaces, relative to the project root.
    pub fonts: Option<Spanned<String>>,
    /// What the office sets over the built-in style.
    pub style: OfficeStyle,
}

/// What a year has of its own.
#[derive(Debug, Clone, Default)]
pub struct YearSettings {
    /// Edition.
    pub edition: Option<String>,
    /// Month or day of publication.
    pub published: Option<String>,
    /// Day by which departments file.
    pub deadline: Option<Spanned<Date>>,
    /// Cut-offs of the pace, and the method.
    pub method: Option<(PaceCutOffs, Method)>,
    /// The preface, in Markdown.
    pub preface: Option<Spanned<String>>,
    /// The editorial board: offices, each with who holds it.
    pub board: Vec<(String, Vec<String>)>,
    /// Headlines of the events that are the achievements of the year, in order.
    pub achievements: Vec<Spanned<String>>,
}

impl Settings {
    /// Puts in force what a year has of its own.
    pub fn set_year(&mut self, year: Year) {
        let Some((_, own)) = self.by_year.iter().find(|(own, _)| own.value == year).cloned() else { return };
        if let Some(edition) = own.edition {
            (self.edition, self.edition_missing) = (edition, None);
        }
        if let Some((cut_offs, method)) = own.method {
            (self.cut_offs, self.method) = (cut_offs, method);
        }
        self.preface = own.preface;
        self.board = own.board;
        self.achievements = own.achievements;
        self.published = own.published.or(self.published.take());
        self.deadline = own.deadline.or(self.deadline.take());
    }

    /// The deadline of a year's submissions: a day from July of the year itself to the end of the next one. A deadline of
    /// another year's report was left in the settings and says nothing about this one.
    #[must_use]
    pub fn deadline_of(&self, year: Year) -> Option<&Spanned<Date>> {
        self.deadline.as_ref().filter(|deadline| {
            let day = deadline.value;
            day.year() == year + 1 || day.year() == year && 7 <= day.month()
        })
    }
}

/// Colours, typefaces and the emblem of an office; empty: the built-in style.
#[derive(Debug, Clone, Default)]
pub struct OfficeStyle {
    /// Main colour: headings, rules, cover.
    pub main: Option<Spanned<Rgb>>,
    /// Accent: marks and targets.
    pub accent: Option<Spanned<Rgb>>,
    /// Typefaces set before the built-in ones, by role.
    pub faces: Vec<(Face, Vec<Spanned<String>>)>,
    /// The emblem on the cover: a picture relative to `content/`.
    pub emblem: Option<Spanned<String>>,
    /// How large the text is.
    pub body: Option<BodyType>,
}

/// A colour as red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);

    /// The colour with so many hundredths of another one in it; more than 100 count as 100.
    #[must_use]
    pub fn mix(self, other: Self, hundredths: u8) -> Self {
        let share = u32::from(hundredths.min(100));
        let mix = |a: u8, b: u8| {
            let sum = u32::from(a) * (100 - share) + u32::from(b) * share;
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }
}

impl FromStr for Rgb {
    type Err = ();

    /// Six hexadecimal digits, with or without `#`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(());
        }
        let [_, r, g, b] = u32::from_str_radix(digits, 16).map_err(|_| ())?.to_be_bytes();
        Ok(Self(r, g, b))
    }
}

impl Display for Rgb {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// A heading that reads otherwise.
#[derive(Debug, Clone)]
pub struct Heading {
    /// How the templates have it, without its number.
    pub own: Spanned<String>,
    /// How it reads.
    pub new: Option<String>,
    /// What stands under it, if it is a chapter's.
    pub lead: Option<String>,
}

/// A status set by hand: the computed one stays beside it, and the report lists both.
#[derive(Debug, Clone)]
pub struct Override {
    /// The indicator, by name.
    pub indicator: Spanned<String>,
    /// The year it is for.
    pub year: Spanned<Year>,
    /// The status.
    pub status: Status,
    /// Why.
    pub reason: Spanned<String>,
    /// Who decided.
    pub by: Spanned<String>,
}
