//! The amounts of a clause to targets, with what of them is unsure.

use super::clause::{Clause, commas};
use super::compare::comparator;
use super::context::{Context, When};
use super::exempt::Reason;
use super::kind::{Words, is_growth, kind, unit, value};
use super::name::{self, Guess};
use super::number::{self, Amount, Number, Shape};
use super::target::{Target, force_of};
use crate::drafting::pattern::{Pattern, after, before, part, pattern};
use crate::drafting::text::Place;
use crate::model::{Comparator, Force, Kind};

/// The targets of a clause, and the numbers that turned out to be none.
#[derive(Default)]
pub struct Targets {
    /// Targets.
    pub found: Vec<Target>,
    /// No targets, each with the reason.
    pub refused: Vec<(Number, Reason)>,
}

/// A number with the words that belong to it.
struct Piece<'a> {
    number: &'a Number,
    amount: Amount,
    /// First byte of its words and the byte behind them.
    start: usize,
    end: usize,
    /// Words that name it: those before the number and those behind it.
    names: (&'a str, &'a str),
}

/// So many bytes on either side of a number are its words at most.
const LONGEST: usize = 400;

static RESPECTIVELY: Pattern = pattern!(r"分别");
static FROM: Pattern = pattern!(r"(?:由|从|自)(?:20[0-9]{2}年的?)?$");
static FROM_TO: Pattern = pattern!(r"(?:由|从|自).*(?:到|至|为)$");

/// Reads the amounts of a clause.
pub fn read(context: &Context<'_>, clause: &Clause<'_>, amounts: &[Number]) -> Targets {
    let mut targets = Targets::default();
    if let Some(target) = series(context, clause, amounts) {
        targets.found.push(target);
        return targets;
    }
    let commas: Vec<usize> = commas(clause.text).into_iter().map(|at| clause.start + at).collect();
    let mut from = String::new();
    for (at, number) in amounts.iter().enumerate() {
        let Shape::Amount(amount) = &number.shape else { continue };
        let last = at.checked_sub(1).and_then(|last| amounts.get(last));
        let next = amounts.get(at + 1);
        let comma = |from: usize, to: usize| {
            let first = commas.partition_point(|comma| *comma < from);
            commas.get(first).copied().filter(|comma| *comma < to)
        };
        let cut = last.and_then(|last| comma(last.end, number.start));
        let start = cut.map_or(clause.start, |comma| comma + '、'.len_utf8()).max(context.heading.min(number.start));
        let start = start.max(number.start - before(context.text, number.start, LONGEST).len());
        let end = next.and_then(|next| comma(number.end, next.start)).unwrap_or(clause.end);
        let end = end.min(number.end + after(context.text, number.end, LONGEST).len());
        let names = (part(context.text, start..number.start), part(context.text, number.end..end));
        let mut piece = Piece { number, amount: amount.clone(), start, end, names };
        let shared = next.is_some_and(|next| next.start < end);
        if shared && is_condition(&piece) {
            // It is quoted with the number that it is a condition of: 由6处降为0.
            from.clone_from(&amount.unit);
            continue;
        }
        let from = std::mem::take(&mut from);
        if piece.amount.unit.is_empty() && FROM_TO.is_in(names.0) {
            piece.amount.unit = from;
        }
        match refuse(&piece) {
            Some(reason) => targets.refused.push((number.clone(), reason)),
            None => targets.found.push(target(context, clause, &piece)),
        }
    }
    targets
}

/// Whether a number only says which things are counted, or where the way begins: 年产值超100亿元的企业, 由12天.
fn is_condition(piece: &Piece<'_>) -> bool {
    let (ahead, behind) = piece.names;
    FROM.is_in(ahead) || behind.starts_with('的') || ahead.ends_with('每')
}

fn refuse(piece: &Piece<'_>) -> Option<Reason> {
    let (ahead, behind) = piece.names;
    let range = Some((piece.start, piece.end)).filter(|(start, end)| end - start < 150);
    let because = |text: &str, doubtful| Some(Reason { text: text.to_owned(), doubtful, range });
    if behind.starts_with('的') && comparator(ahead, &piece.amount).sure && piece.amount.unit != "%" {
        return because("入选条件，不是目标值", true);
    }
    let bare = piece.amount.unit.is_empty() && piece.amount.scale.is_empty();
    if bare && !comparator(ahead, &piece.amount).sure {
        return because("没有单位和比较的数字，请核对是不是目标", true);
    }
    None
}

/// 2024年、2025年、2026年分别达到45家、52家、60家: the last is the target, those before are on the way.
fn series(context: &Context<'_>, clause: &Clause<'_>, amounts: &[Number]) -> Option<Target> {
    let at = RESPECTIVELY.find(clause.text)?.start();
    let head = part(clause.text, 0..at);
    let years: Vec<u16> = number::read(head)
        .into_iter()
        .filter_map(|number| if let Shape::Year(year) = number.shape { Some(year) } else { None })
        .collect();
    if years.len() != amounts.len() || years.len() < 2 {
        return None;
    }
    let (number, earlier) = amounts.split_last()?;
    let Shape::Amount(amount) = &number.shape else { return None };
    let first = amounts.first()?;
    let start = clause.start.max(context.heading);
    let subject = part(context.text, start..clause.start + at);
    let subject = number::read(subject).first().map_or(subject, |year| part(subject, 0..year.start));
    let piece = Piece { number: first, amount: amount.clone(), start, end: clause.end, names: (subject, "") };
    let mut target = target(context, clause, &piece);
    target.year = *years.last()?;
    target.waypoints = years
        .into_iter()
        .zip(earlier)
        .filter_map(|(year, number)| match &number.shape {
            Shape::Amount(amount) => Some((year, value(amount).low)),
            _ => None,
        })
        .collect();
    Some(target)
}

fn target(context: &Context<'_>, clause: &Clause<'_>, piece: &Piece<'_>) -> Target {
    let (number, amount) = (piece.number, &piece.amount);
    let ahead = part(context.text, piece.start..number.start);
    let whole = number.start - before(context.text, number.start, LONGEST).len();
    let whole = part(context.text, whole.max(clause.start).max(context.heading.min(number.start))..number.start);
    let mut unsure = Vec::new();
    let compared = comparator(ahead, amount);
    let mut named = name::guess(piece.names.0, number, piece.names.1);
    if named.name == name::NONE {
        // 举办产业大会，每年不少于2场: what is counted is in the clause before.
        named = Guess { sure: false, ..name::guess(context.before, number, "") };
    }
    if !named.sure {
        unsure.push("名称");
    }
    let every_year = context.every_year.is_some_and(|since| since < number.start) && !is_growth(ahead);
    let own_clause = context.every_year.is_some_and(|since| clause.start <= since);
    let words = Words { ahead, whole, name: &named.name, amount, every_year, drop: compared.drop };
    let (kind, sure) = kind(&words);
    if !sure {
        unsure.push("类型");
    }
    if every_year && !own_clause {
        unsure.push("考核");
    }
    if !compared.sure {
        unsure.push("比较");
    }
    if compared.comparator == Comparator::About {
        unsure.push("容差");
    }
    let unit = unit(amount, ahead);
    if unit == "待核" || amount.in_words {
        unsure.push("单位");
    }
    if amount.in_words {
        unsure.push("目标值");
    }
    let own_force = force_of(whole);
    if own_force.is_none() && context.force != Force::Firm {
        unsure.push("力度");
    }
    let mut value = value(amount);
    let mut comparator = compared.comparator;
    if kind == Kind::Growth && compared.drop {
        // What falls by so much a year grows by no more than less than nothing.
        (value.low, comparator) = (format!("-{}", value.low), Comparator::AtMost);
    }
    let assignment = context.assignment(number.start);
    Target {
        name: named.name,
        kind,
        every_year,
        unit,
        comparator,
        value,
        year: due(context, assignment),
        waypoints: Vec::new(),
        baseline: None,
        force: own_force.unwrap_or(context.force),
        section: context.section(number.start),
        assignment,
        wording: part(context.text, piece.start..piece.end).to_owned(),
        place: Place { paragraph: context.paragraph, at: number.start },
        line: context.outline.text.line(Place { paragraph: context.paragraph, at: number.start }),
        unsure,
    }
}

/// The year that the text speaks of, that the assignment is due, or the plan's last.
fn due(context: &Context<'_>, assignment: Option<usize>) -> u16 {
    let own = if let Some(When::Due(year)) = context.when { Some(year) } else { None };
    own.or_else(|| context.due_of(assignment)).unwrap_or(context.outline.head.period.end)
}
