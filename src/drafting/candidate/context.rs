//! What a clause is read with: the part of the plan, the year it speaks of, whether it speaks of every year.

use super::clause::Clause;
use super::number::{Number, Shape};
use super::target::force_of;
use crate::drafting::outline::{Outline, Role};
use crate::drafting::pattern::{Pattern, after, before, part, pattern};
use crate::drafting::text::Place;
use crate::model::Force;

/// Which year a clause speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A year of the plan.
    Due(u16),
    /// Before the plan.
    Past,
    /// Behind the plan.
    Later(u16),
}

/// What is known where a clause stands.
pub struct Context<'a> {
    /// The plan.
    pub outline: &'a Outline,
    /// Which paragraph.
    pub paragraph: usize,
    /// Its text.
    pub text: &'a str,
    /// Which part of the plan it is in.
    pub role: Option<Role>,
    /// Bytes of it that are the mark and the heading.
    pub heading: usize,
    /// The clause before in the same sentence.
    pub before: &'a str,
    /// The clause itself.
    clause: &'a str,
    /// The year the sentence speaks of.
    pub when: Option<When>,
    /// The last year of the plan that the paragraph spoke of.
    due: Option<u16>,
    /// Whether the sentence itself names a year.
    pub dated: bool,
    /// Whether the sentence speaks of every year, and since which byte.
    pub every_year: Option<usize>,
    /// How firmly the sentence promises.
    pub force: Force,
}

static NOT_DUE: Pattern = pattern!(r"(?:比|较|同|与|自|从|以|于|在)$");
static DUE: Pattern = pattern!(r"(?:到|至|截至|截止|截止到|截至到|展望|力争|争取|确保)$");
static PERIOD_OF_YEARS: Pattern =
    pattern!(r"通过(?:[0-9]+|[一二三四五六七八九十两]+)年(?:左右)?(?:的)?(?:努力|时间|奋斗)");
static EVERY_YEAR: Pattern =
    pattern!(r"每年(?:度)?|逐年|年均(?:完成|新增|引进|培育|举办|开展|组织|实施|服务|提供|培训|发布|转化|受理)");

impl<'a> Context<'a> {
    /// The beginning of a paragraph.
    pub fn new(outline: &'a Outline, paragraph: usize) -> Self {
        let section = outline.section_of(paragraph);
        let own = section.filter(|section| section.start.paragraph == paragraph && paragraph < outline.tail);
        Self {
            outline,
            paragraph,
            text: outline.text.paragraph(paragraph),
            role: outline.role_of(paragraph),
            heading: own.map_or(0, |section| section.body.at),
            before: "",
            clause: "",
            when: None,
            due: None,
            dated: false,
            every_year: None,
            force: Force::Firm,
        }
    }

    /// Goes on to the next clause.
    pub fn enter(&mut self, clause: &Clause<'a>, numbers: &[Number]) {
        self.before = if clause.first { "" } else { self.clause };
        self.clause = part(self.text, clause.start.max(self.heading)..clause.end);
        if clause.first {
            self.when = self.due.map(When::Due);
            (self.every_year, self.force, self.dated) = (None, Force::Firm, false);
        }
        if PERIOD_OF_YEARS.is_in(clause.text) {
            self.speaks_of(self.outline.head.period.end);
        }
        for number in numbers {
            match number.shape {
                Shape::Year(year) if self.is_due(clause, number) => self.speaks_of(year),
                Shape::Period => self.speaks_of(self.outline.head.period.end),
                _ => {}
            }
        }
        if let Some(hit) = EVERY_YEAR.find(clause.text) {
            self.every_year = Some(clause.start + hit.start());
        } else if clause.text.contains("累计") {
            self.every_year = None;
        }
        // “力争到2025年，……” holds for the whole sentence.
        let dated = clause.first && numbers.iter().all(|number| matches!(number.shape, Shape::Year(_)));
        if dated && !numbers.is_empty() {
            self.force = force_of(clause.text).unwrap_or(Force::Firm);
        }
    }

    fn speaks_of(&mut self, year: u16) {
        let period = self.outline.head.period;
        self.dated = true;
        self.when = Some(if year < period.start {
            When::Past
        } else if period.end < year {
            When::Later(year)
        } else {
            self.due = Some(year);
            When::Due(year)
        });
    }

    /// Whether a year is one by which something is promised or holds, not one that it is compared with.
    fn is_due(&self, clause: &Clause<'_>, number: &Number) -> bool {
        let ahead = before(self.text, number.start, 12);
        let begins = number.start == clause.start || number.start == self.heading;
        let ends =
            before(self.text, number.end, 6).ends_with(['底', '末', '前']) || after(self.text, number.end, 3) == "内";
        DUE.is_in(ahead) || !NOT_DUE.is_in(ahead) && (begins || ends)
    }

    /// Which assignment a byte of the paragraph belongs to.
    pub fn assignment(&self, at: usize) -> Option<usize> {
        self.outline.assignment_at(Place { paragraph: self.paragraph, at })
    }

    /// The year that an assignment is due, if the text says so and it is one of the plan's.
    pub fn due_of(&self, assignment: Option<usize>) -> Option<u16> {
        let period = self.outline.head.period;
        let due = self.outline.assignment(assignment?)?.1.due?;
        (period.start..=period.end).contains(&due).then_some(due)
    }

    /// Whether a byte is inside a bracket of responsibility.
    pub fn in_bracket(&self, at: usize) -> bool {
        let place = Place { paragraph: self.paragraph, at };
        let next = self.outline.brackets.partition_point(|(start, _)| *start <= place);
        let own = next.checked_sub(1).and_then(|own| self.outline.brackets.get(own));
        own.is_some_and(|(_, end)| place < *end)
    }

    /// The number of the assignment or the section that a byte belongs to.
    pub fn section(&self, at: usize) -> String {
        let section = || self.outline.section_of(self.paragraph).map(|section| section.number.clone());
        let own = self.assignment(at).and_then(|at| self.outline.assignment(at));
        own.map(|(_, own)| own.number.clone()).or_else(section).unwrap_or_else(|| "0".to_owned())
    }
}
