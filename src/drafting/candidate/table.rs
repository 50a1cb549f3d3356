//! Tables of targets: a name, a unit, a column for each year.

use super::compare::comparator;
use super::kind::{measured, per};
use super::number::{self, Amount, Shape};
use super::target::{Target, Value, force_of};
use super::{Exempt, Finder};
use crate::drafting::due::Due;
use crate::drafting::pattern::{Pattern, part, pattern};
use crate::drafting::text::Place;
use crate::model::{Choice, Comparator, Force, Kind, Property};

/// What the columns of a table hold.
struct Columns {
    name: usize,
    unit: Option<usize>,
    /// Column and year.
    years: Vec<(usize, u16)>,
    count: usize,
}

static NAME: Pattern = pattern!(r"^(?:主要|具体|发展|核心)?(?:指标|目标)(?:名称|内容)?$|^名称$|^(?:项目|内容)$");
static UNIT: Pattern = pattern!(r"^(?:计量)?单位$");
static YEAR: Pattern = pattern!(r"(?P<year>20[0-9]{2})");
static UNIT_BEHIND: Pattern = pattern!(r"^(?P<name>.+?)[（(](?P<unit>[^（()）]{1,12})[）)]$");
static EMPTY: Pattern = pattern!(r"^[\s—–\-/－]*$");

/// Reads the table that begins with a paragraph; the paragraph behind it.
pub fn read(finder: &mut Finder<'_>, first: usize) -> usize {
    let paragraphs = &finder.outline.text.paragraphs;
    let rows = paragraphs.iter().skip(first).take_while(|paragraph| paragraph.is_row()).count();
    let end = first + rows;
    let header = (first..end.min(first + 2)).find_map(|at| Some((at, columns(finder.outline.text.paragraph(at))?)));
    for paragraph in first..end {
        let target =
            header.as_ref().filter(|(at, _)| *at < paragraph).and_then(|(_, own)| target(finder, own, paragraph));
        if let Some(target) = target {
            finder.rows.push(target);
            continue;
        }
        let head = header.as_ref().is_some_and(|(at, _)| paragraph <= *at);
        let reason = if head { "表头" } else { task(finder, paragraph) };
        leave_out(finder, paragraph, reason);
    }
    end
}

/// The columns, if a row is the head of a table of targets.
fn columns(row: &str) -> Option<Columns> {
    let cells: Vec<&str> = row.split('\t').collect();
    let find = |pattern: &Pattern| cells.iter().position(|cell| pattern.is_in(cell));
    let years: Vec<(usize, u16)> =
        cells.iter().enumerate().filter_map(|(at, cell)| Some((at, YEAR.group(cell, "year")?.parse().ok()?))).collect();
    let name = find(&NAME)?;
    (!years.is_empty()).then_some(Columns { name, unit: find(&UNIT), years, count: cells.len() })
}

/// A cell with an amount.
struct Cell {
    year: u16,
    amount: Amount,
    ahead: String,
}

fn target(finder: &Finder<'_>, columns: &Columns, paragraph: usize) -> Option<Target> {
    let row = finder.outline.text.paragraph(paragraph);
    let cells: Vec<&str> = row.split('\t').collect();
    if cells.len() != columns.count {
        return None;
    }
    let period = finder.outline.head.period;
    let (name, unit) = name_and_unit(cells.get(columns.name)?, columns.unit.and_then(|at| cells.get(at).copied()));
    let mut values: Vec<Cell> = columns.years.iter().filter_map(|(at, year)| cell(cells.get(*at)?, *year)).collect();
    values.sort_by_key(|cell| cell.year);
    let (past, planned): (Vec<Cell>, Vec<Cell>) = values.into_iter().partition(|cell| cell.year < period.start);
    let mut planned: Vec<Cell> = planned.into_iter().filter(|cell| cell.year <= period.end).collect();
    let last = planned.pop()?;
    let base = past.last().map(|cell| cell.amount.low.as_str());
    let amount = promised(last.amount, &unit, base);
    let mut compared = comparator(&last.ahead, &amount);
    if !compared.sure && falls(base, &amount.low) {
        compared.comparator = Comparator::AtMost;
    }
    let every_year = name.contains("每年");
    let (kind, sure) = measured(&name, &amount, every_year);
    let mut unsure = Vec::new();
    unsure.extend((!sure).then_some("类型"));
    unsure.extend((!compared.sure).then_some("比较"));
    unsure.extend(unit.is_empty().then_some("单位"));
    if amount.in_words {
        unsure.extend(["单位", "目标值"]);
    }
    let written = |amount: &Amount| format!("{}{}", amount.low, amount.scale);
    Some(Target {
        kind: if every_year { Kind::Annual } else { kind },
        every_year,
        unit: if amount.unit.is_empty() { "待核".to_owned() } else { amount.unit.clone() },
        comparator: compared.comparator,
        value: Value { low: written(&amount), high: amount.high.clone() },
        year: Due::year(last.year),
        waypoints: planned.iter().filter(|_| !every_year).map(|cell| (cell.year, written(&cell.amount))).collect(),
        baseline: past.last().filter(|_| !every_year).map(|cell| (cell.year, written(&cell.amount))),
        force: force_of(&last.ahead).unwrap_or(Force::Firm),
        section: finder.outline.section_of(paragraph).map_or_else(|| "0".to_owned(), |own| own.number.clone()),
        assignment: None,
        property: property(row),
        also: Vec::new(),
        wording: row.replace('\t', " "),
        place: Place::start_of(paragraph),
        line: finder.outline.text.line(Place::start_of(paragraph)),
        name,
        unsure,
    })
}

/// How binding a row says that its figure is.
pub fn property(row: &str) -> Option<Property> {
    Property::WORDS.iter().find(|(word, _)| row.contains(word)).map(|(_, property)| *property)
}

/// The amount in the unit of its row; so many times what was before the plan where it says so.
fn promised(amount: Amount, unit: &str, base: Option<&str>) -> Amount {
    if !amount.in_words {
        return Amount { unit: unit.to_owned(), ..amount };
    }
    let times = || amount.low.parse::<u64>().ok()?.checked_mul(base?.parse().ok()?);
    match times().filter(|_| amount.unit == "倍" && !unit.is_empty()) {
        Some(product) => Amount { low: product.to_string(), unit: unit.to_owned(), ..amount },
        None => amount,
    }
}

/// Whether a value is below what it was before the plan.
fn falls(base: Option<&str>, value: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    base.and_then(number).is_some_and(|base| number(value).is_some_and(|value| value < base))
}

/// A name without its unit in brackets, and the unit from its column or from there.
fn name_and_unit(name: &str, unit: Option<&str>) -> (String, String) {
    let own = UNIT_BEHIND.groups(name);
    let own = own.as_ref().and_then(|hit| Some((hit.name("name")?.as_str(), hit.name("unit")?.as_str())));
    let (name, unit) = match (unit, own) {
        (Some(unit), _) => (name, unit),
        (None, Some((name, unit))) => (name, unit),
        (None, None) => (name, ""),
    };
    (name.to_owned(), per(name, &unit.replace('％', "%")))
}

/// The amount of a cell; a year in it goes before that of its column.
fn cell(text: &str, year: u16) -> Option<Cell> {
    if EMPTY.is_in(text) {
        return None;
    }
    let numbers = number::read(text);
    let year = numbers
        .iter()
        .find_map(|number| if let Shape::Year(year) = number.shape { Some(year) } else { None })
        .unwrap_or(year);
    let number = numbers.iter().find(|number| matches!(number.shape, Shape::Amount(_)))?;
    let Shape::Amount(amount) = &number.shape else { return None };
    let ahead = part(text, 0..number.start);
    let mut amount = amount.clone();
    if ahead.ends_with(['-', '－', '−']) {
        amount.low.insert(0, '-');
    }
    Some(Cell { year, amount, ahead: ahead.to_owned() })
}

/// Why the numbers of a row stay that no target is quoted with.
const OTHERS: &str = "表里的数字，请核对是不是目标";

/// Looks through the cell of a row that is an assignment's wording.
fn task(finder: &mut Finder<'_>, paragraph: usize) -> &'static str {
    let outline = finder.outline;
    let end = Place { paragraph, at: outline.text.paragraph(paragraph).len() };
    let own = outline.assignment_before(end).filter(|own| own.start.paragraph == paragraph);
    let Some(own) = own else { return OTHERS };
    finder.passage(paragraph, own.start.at..own.start.at + own.wording.len());
    "分工表的一行"
}

/// A row that is no target: its numbers are quoted as they are.
fn leave_out(finder: &mut Finder<'_>, paragraph: usize, reason: &str) {
    let row = finder.outline.text.paragraph(paragraph);
    if !row.contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    let line = finder.outline.text.line(Place::start_of(paragraph));
    finder.leave_out(Exempt {
        wording: row.replace('\t', " "),
        reason: reason.to_owned(),
        doubtful: reason == OTHERS,
        line,
    });
}
