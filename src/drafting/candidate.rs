//! What a plan promises: numbers as targets or with the reason why they are none, and dated promises without a number.

mod amounts;
mod clause;
mod compare;
mod context;
mod exempt;
mod kind;
mod milestone;
mod name;
mod number;
mod series;
mod table;
mod target;

pub use milestone::Promise;
pub use table::property;
pub use target::Target;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::drafting::outline::Outline;
use crate::drafting::text::Place;
use clause::Clause;
use context::Context;
use number::Number;

/// A number that is no target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exempt {
    /// The words round it, verbatim.
    pub wording: String,
    /// Why it is none.
    pub reason: String,
    /// Whether somebody has to look at it.
    pub doubtful: bool,
    /// Line of the file.
    pub line: usize,
}

/// Reasons that nobody has to write down: the tool does not ask about years, days, documents' numbers and ordinals.
const OF_COURSE: [&str; 10] = [
    "文号",
    "方案期限或时间范围",
    "印发日期",
    "日期",
    "期限",
    "对比的年份",
    "目标年份",
    "年份",
    "序号或标题",
    "专栏或附件的编号",
];

impl Exempt {
    /// Whether the reason has to be written down.
    #[must_use]
    pub fn is_asked_about(&self) -> bool {
        self.doubtful || !OF_COURSE.contains(&self.reason.as_str())
    }
}

/// Everything that was found.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    /// Numbers that are targets, in the order of the text.
    pub targets: Vec<Target>,
    /// Promises without a number.
    pub promises: Vec<Promise>,
    /// Numbers that are no targets.
    pub exempt: Vec<Exempt>,
}

/// What a text is looked through with.
pub struct Finder<'a> {
    outline: &'a Outline,
    found: Candidates,
    /// Targets that rows of tables are.
    rows: Vec<Target>,
    wordings: BTreeSet<String>,
}

/// Looks through a plan.
#[must_use]
pub fn read(outline: &Outline) -> Candidates {
    let mut finder = Finder { outline, found: Candidates::default(), rows: Vec::new(), wordings: BTreeSet::new() };
    let mut paragraph = 0;
    while paragraph < outline.text.paragraphs.len() {
        paragraph = if outline.text.paragraphs.get(paragraph).is_some_and(crate::drafting::text::Paragraph::is_row) {
            table::read(&mut finder, paragraph)
        } else {
            finder.passage(paragraph, 0..outline.text.paragraph(paragraph).len());
            paragraph + 1
        };
    }
    let mut found = finder.found;
    series::merge(&mut found);
    series::take_rows(&mut found, finder.rows);
    name::tell_apart(&mut found, outline);
    found
}

impl Finder<'_> {
    /// Looks through a paragraph, or through one cell of a row.
    fn passage(&mut self, paragraph: usize, of: Range<usize>) {
        let text = self.outline.text.paragraph(paragraph);
        let mut numbers = number::read(text);
        numbers.retain(|number| of.start <= number.start && number.end <= of.end);
        let mut context = Context::new(self.outline, paragraph);
        let mut rest = numbers.as_slice();
        let clauses = clause::read(text, of, &self.outline.brackets_of(paragraph));
        for (at, clause) in clauses.iter().enumerate() {
            let count = rest.partition_point(|number| number.start < clause.end);
            let (own, later) = rest.split_at_checked(count).unwrap_or((rest, &[]));
            rest = later;
            if context.in_bracket(clause.start) {
                context.end_item();
            } else {
                let sentence = clauses.get(at + 1..).filter(|_| clause.first).unwrap_or_default();
                context.enter(clause, own, clause::deadline(sentence));
            }
            self.clause(&context, clause, own);
        }
    }

    /// Looks through a clause with its numbers.
    fn clause(&mut self, context: &Context<'_>, clause: &Clause<'_>, numbers: &[Number]) {
        let mut amounts = Vec::new();
        let mut vision = None;
        for number in numbers {
            match exempt::reason(context, clause, number) {
                None => amounts.push(number.clone()),
                Some(reason) if reason.text == exempt::LATER => {
                    vision = vision.or_else(|| milestone::vision(context, clause));
                    if vision.is_none() {
                        self.exempt(context, number, &reason);
                    }
                }
                Some(reason) => self.exempt(context, number, &reason),
            }
        }
        if amounts.is_empty() {
            let last = self.found.promises.last().map(|last| last.place);
            let promise = vision.or_else(|| milestone::read(context, clause));
            // The clause before is a promise already, with the deadline that this one is.
            self.found.promises.extend(promise.filter(|own| Some(own.place) != last));
            return;
        }
        let targets = amounts::read(context, clause, &amounts);
        if targets.found.is_empty() {
            // What is done of so large things, or so often, may have a date.
            self.found.promises.extend(milestone::read(context, clause));
        }
        self.found.targets.extend(targets.found);
        for (number, reason) in targets.refused {
            self.exempt(context, &number, &reason);
        }
    }

    fn exempt(&mut self, context: &Context<'_>, number: &Number, reason: &exempt::Reason) {
        let wording = exempt::wording(context.text, number, reason);
        let line = self.outline.text.line(Place { paragraph: context.paragraph, at: number.start });
        self.leave_out(Exempt { wording, reason: reason.text.clone(), doubtful: reason.doubtful, line });
    }

    /// Takes in a number that is no target; one wording stands for all its places.
    fn leave_out(&mut self, exempt: Exempt) {
        if self.wordings.insert(exempt.wording.clone()) {
            self.found.exempt.push(exempt);
        }
    }
}
