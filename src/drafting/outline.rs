//! What a plan's text is made of: its particulars, its sections, its tasks with who is responsible.

mod area;
mod assign;
mod duty;
mod head;
mod names;
mod safeguard;
mod section;
mod sheet;
mod tail;

pub use assign::{Area, Assignment};
pub use head::{Head, subject};
pub use names::{Body, Department, Names};
pub use section::{Role, Section};

use crate::drafting::text::{Place, Text};

/// A passage that is quoted with its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Number of its section.
    pub number: String,
    /// Heading; empty if it has none.
    pub title: String,
    /// The passage, a line for each paragraph.
    pub wording: String,
    /// Line of the file it begins on.
    pub line: usize,
}

/// A plan's text, read.
#[derive(Debug, Clone)]
pub struct Outline {
    /// The text itself.
    pub text: Text,
    /// Title, number, issuer, place, period.
    pub head: Head,
    /// Every heading with what belongs to it, in the order of the text.
    pub sections: Vec<Section>,
    /// The overall aims, quoted.
    pub aims: Vec<Quotation>,
    /// The task areas.
    pub areas: Vec<Area>,
    /// Area, task and place of each assignment, in the order of the text.
    order: Vec<(usize, usize, usize)>,
    /// The safeguards, quoted.
    pub safeguards: Vec<Quotation>,
    /// Whoever leads or supports, in the order of the text.
    pub departments: Vec<Department>,
    /// Bodies named collectively.
    pub bodies: Vec<Body>,
    /// Who is responsible for what the safeguards say.
    shares: Vec<safeguard::Share>,
    /// Brackets of responsibility, from and to.
    pub brackets: Vec<(Place, Place)>,
    /// First paragraph of the signature and what comes after it.
    pub tail: usize,
}

/// Reads a plan's text; `year` stands in for a period that the text does not state.
#[must_use]
pub fn read(text: Text, year: Option<u16>) -> Outline {
    let tail = tail::start(&text);
    let sections = section::read(&text, tail);
    let first = sections.first().map_or(tail, |section| section.start.paragraph);
    let head = head::read(&text, first, tail, year);
    let marks = duty::read(&text);
    let mut names = Names::default();
    let mut areas = area::read(&text, &sections, &marks, &mut names);
    areas.extend(sheet::read(&text, &mut names));
    let shares = safeguard::read(&sections, &marks, &mut names);
    let quoted = |role| section::quotations(&text, &sections, role);
    Outline {
        head,
        aims: quoted(Role::Aims),
        safeguards: quoted(Role::Safeguards),
        order: order(&areas),
        shares,
        areas,
        departments: names.departments,
        bodies: names.bodies,
        brackets: marks.iter().map(|mark| (mark.start, mark.end)).collect(),
        tail,
        sections,
        text,
    }
}

/// Where each assignment is.
fn order(areas: &[Area]) -> Vec<(usize, usize, usize)> {
    let mut order = Vec::new();
    for (area, own) in areas.iter().enumerate() {
        for (task, own) in own.tasks.iter().enumerate() {
            order.extend((0..own.assignments.len()).map(|at| (area, task, at)));
        }
    }
    order
}

impl Outline {
    /// Every assignment with its area, in the order of the text.
    pub fn assignments(&self) -> impl Iterator<Item = (&Area, &Assignment)> {
        (0..self.order.len()).filter_map(|at| self.assignment(at))
    }

    /// An assignment with its area, by its place in that order.
    #[must_use]
    pub fn assignment(&self, at: usize) -> Option<(&Area, &Assignment)> {
        let &(area, task, at) = self.order.get(at)?;
        let area = self.areas.get(area)?;
        Some((area, area.tasks.get(task)?.assignments.get(at)?))
    }

    /// Which assignment a place belongs to.
    #[must_use]
    pub fn assignment_at(&self, place: Place) -> Option<usize> {
        let at = self.begun(place)?;
        self.assignment(at).filter(|(_, own)| place < own.end).map(|_| at)
    }

    /// The last assignment that begins before a place.
    #[must_use]
    pub fn assignment_before(&self, place: Place) -> Option<&Assignment> {
        self.assignment(self.begun(place)?).map(|(_, own)| own)
    }

    fn begun(&self, place: Place) -> Option<usize> {
        let begun = |at: usize| self.assignment(at).is_some_and(|(_, own)| own.start <= place);
        let (mut low, mut high) = (0, self.order.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if begun(middle) { low = middle + 1 } else { high = middle }
        }
        low.checked_sub(1)
    }

    /// Who is responsible for a passage of the safeguards, if a bracket behind it says so.
    #[must_use]
    pub fn safeguard_duty(&self, place: Place) -> Option<&safeguard::Share> {
        let next = self.shares.partition_point(|share| share.end <= place);
        self.shares.get(next).filter(|share| share.start <= place)
    }

    /// The brackets of responsibility of a paragraph, from and to.
    #[must_use]
    pub fn brackets_of(&self, paragraph: usize) -> Vec<(usize, usize)> {
        let first = self.brackets.partition_point(|(start, _)| start.paragraph < paragraph);
        let own = self.brackets.iter().skip(first).take_while(|(start, _)| start.paragraph == paragraph);
        own.map(|(start, end)| (start.at, end.at)).collect()
    }

    /// The innermost section a paragraph belongs to.
    #[must_use]
    pub fn section_of(&self, paragraph: usize) -> Option<&Section> {
        let next = self.sections.partition_point(|section| section.start.paragraph <= paragraph);
        self.sections.get(next.checked_sub(1)?)
    }

    /// What part of the plan a paragraph is in; none in front of the first section and behind the signature.
    #[must_use]
    pub fn role_of(&self, paragraph: usize) -> Option<Role> {
        if self.tail <= paragraph { None } else { self.section_of(paragraph).map(|section| section.role) }
    }
}
