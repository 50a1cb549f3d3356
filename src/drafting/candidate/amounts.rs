//! The amounts of a clause to targets, with what of them is unsure.

use super::clause::{Clause, commas};
use super::compare::comparator;
use super::context::{Context, Present, is_from_present, promises};
use super::exempt::Reason;
use super::kind::{Words, is_a_years, is_growth, kind, unit, value};
use super::name::{self, Guess};
use super::number::{self, Amount, Bound, Number, Shape};
use super::target::{Target, force_of};
use crate::drafting::due::Due;
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
    /// Where the way begins that ends with the number, and whether the text says of which year that is.
    from: Option<(Option<u16>, Amount)>,
}

/// So many bytes on either side of a number are its words at most.
const LONGEST: usize = 400;

static RESPECTIVELY: Pattern = pattern!(r"分别");
static FROM: Pattern = pattern!(r"(?:由|从|自)(?:20[0-9]{2}年(?:[底末])?的?)?(?:每\p{Han}{1,3})?$");
/// What is so large or so small is counted, not how large it is: 56人以上大班额, 20万人口以上的县.
static OF_THINGS: Pattern = pattern!(
    r"^\p{Han}[^，。；]*(?:消除|清零|取缔|关停|淘汰)|^(?:超?大?班额|班级|规模|村庄|的(?:县|市|区|镇|乡|村|学校|班|单位))"
);
static OF_PLACES: Pattern = pattern!(r"^口以[上下]的?");
/// What each of many has is a standard, not a total: 每校至少配备1名.
static EACH: Pattern = pattern!(r"每(?:一|个)?(?:学?校|村|镇|乡|街道|社区|县|市|区|班|所|园)[^，。；]*$");
static OFTEN: Pattern = pattern!(r"每(?:半年|季度?|个?月|周|旬|[日天]|[两二三]年|[两二三]个?月)[^，。；]*$");
/// A unit that goes on behind what is known of it: 亿吨|公里.
static GOES_ON: Pattern = pattern!(r"^(?:公里|千米|米|小时|千瓦|/|每|·|・)");
static TIMES: Pattern = pattern!(r"(?:次|场|轮|期|批|个|项|家|列|班|名|人|天)$");
static CHANGES: Pattern =
    pattern!(r"(?:提高|提升|增加|扩大|上升|增长|增|降|降低|下降|减少|压缩|缩短)(?:到|至|为)(?:约|近)?$");
/// What a rate is compared with is another rate.
static APART: Pattern = pattern!(r"(?:^|[^不])(?:高于|低于|快于|慢于)\p{Han}*(?:平均|增速|增幅|水平)\p{Han}{0,4}$");
static FROM_TO: Pattern = pattern!(r"(?:由|从|自).*(?:到|至|为)(?:每\p{Han}{1,3})?$");

/// Reads the amounts of a clause.
pub fn read(context: &Context<'_>, clause: &Clause<'_>, amounts: &[Number]) -> Targets {
    let mut targets = Targets::default();
    if let Some(target) = series(context, clause, amounts) {
        targets.found.push(target);
        return targets;
    }
    let commas: Vec<usize> = commas(clause.text).into_iter().map(|at| clause.start + at).collect();
    let mut from = None;
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
        let mut piece = Piece { number, amount: amount.clone(), start, end, names, from: None };
        let shared = next.is_some_and(|next| next.start < end);
        if shared && is_condition(&piece) {
            // It is quoted with the number that it is a condition of: 由6处降为0.
            from = FROM.find(names.0).map(|hit| (Due::last_in(hit.as_str()).map(|due| due.year), amount.clone()));
            continue;
        }
        piece.from = std::mem::take(&mut from).filter(|_| FROM_TO.is_in(names.0));
        if let Some((_, first)) = piece.from.as_ref().filter(|_| piece.amount.unit.is_empty()) {
            piece.amount.unit.clone_from(&first.unit);
        }
        match refuse(context, clause, &piece) {
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

fn refuse(context: &Context<'_>, clause: &Clause<'_>, piece: &Piece<'_>) -> Option<Reason> {
    let (ahead, behind) = piece.names;
    let range = Some((piece.start, piece.end)).filter(|(start, end)| end - start < 150);
    let because = |text: &str, doubtful| Some(Reason { text: text.to_owned(), doubtful, range });
    if behind.starts_with('的') && comparator(ahead, &piece.amount).sure && piece.amount.unit != "%" {
        return because("入选条件，不是目标值", true);
    }
    if OF_THINGS.is_in(behind) && piece.amount.bound != Bound::None || OF_PLACES.is_in(behind) {
        return because("入选条件，不是目标值", true);
    }
    let counted = piece.amount.unit.is_empty() || TIMES.is_in(&piece.amount.unit);
    if OFTEN.is_in(ahead) && counted {
        return because("频次，不是一个年度的目标值", true);
    }
    if EACH.is_in(ahead) && piece.amount.unit != "%" {
        return because("每一个的标准，不是总数", true);
    }
    let bare = piece.amount.unit.is_empty() && piece.amount.scale.is_empty();
    if bare && !comparator(ahead, &piece.amount).sure {
        return because("没有单位和比较的数字，请核对是不是目标", true);
    }
    let sure = comparator(ahead, &piece.amount).sure;
    let is_present = match context.present {
        Present::Here => !CHANGES.is_in(ahead),
        Present::Before => !sure && !CHANGES.is_in(ahead) && !promises(clause.text),
        Present::No => !sure && !context.promises && !context.is_dated(),
    };
    if is_present { because("现状数", true) } else { None }
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
    let piece =
        Piece { number: first, amount: amount.clone(), start, end: clause.end, names: (subject, ""), from: None };
    let mut target = target(context, clause, &piece);
    target.year = Due::year(*years.last()?);
    target.unsure.retain(|field| *field != "目标年");
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
    let compared = comparator(ahead, amount);
    let mut named = name::guess(piece.names.0, number, piece.names.1);
    if named.name == name::NONE {
        // 举办产业大会，每年不少于2场: what is counted is in the clause before.
        named = Guess { sure: false, ..name::guess(context.before, number, "") };
    }
    let every_year = context.every_year.is_some_and(|since| since < number.start) && !is_growth(ahead);
    let words = Words { ahead, whole, name: &named.name, amount, every_year, drop: compared.drop };
    let (kind, kind_is_sure) = kind(&words);
    let unit = unit(amount, ahead);
    let own_force = force_of(whole);
    let (due, due_is_sure) = context.due(number.start);
    let carried = every_year && context.every_year.is_some_and(|since| since < clause.start);
    let yearly = !every_year && context.may_be_every_year();
    let value_is_sure = !amount.in_words
        && !APART.is_in(piece.names.0)
        && amount.unit != "倍"
        && !is_from_present(whole)
        && context.present == Present::No;
    let baseline = piece.from.as_ref().filter(|_| !every_year).map(|(year, first)| {
        let year = year.unwrap_or(context.outline.head.period.start.saturating_sub(1));
        (year, super::kind::value(&Amount { unit: amount.unit.clone(), ..first.clone() }).low)
    });
    let mut unsure = Vec::new();
    for (doubtful, field) in [
        (!named.sure, "名称"),
        (
            !kind_is_sure || !every_year && unit.ends_with("百分点") || carried || yearly || APART.is_in(piece.names.0),
            "类型",
        ),
        (carried || !every_year && kind == Kind::Annual && is_a_years(ahead), "考核"),
        (!compared.sure, "比较"),
        (compared.comparator == Comparator::About, "容差"),
        (amount.unit.is_empty() || GOES_ON.is_in(piece.names.1) || amount.in_words, "单位"),
        (!value_is_sure, "目标值"),
        (carried || yearly || !every_year && !due_is_sure, "目标年"),
        (baseline.is_some() && piece.from.as_ref().is_some_and(|(year, _)| year.is_none()), "基期"),
        (own_force.is_none() && context.force != Force::Firm, "力度"),
    ] {
        unsure.extend(doubtful.then_some(field));
    }
    let mut value = value(amount);
    let mut comparator = compared.comparator;
    if kind == Kind::Growth && compared.drop {
        // What falls by so much a year grows by no more than less than nothing.
        (value.low, comparator) = (format!("-{}", value.low), Comparator::AtMost);
    }
    Target {
        name: named.name,
        kind,
        every_year,
        unit,
        comparator,
        value,
        year: due,
        waypoints: Vec::new(),
        baseline,
        force: own_force.unwrap_or(context.force),
        section: context.section(number.start),
        assignment: context.assignment(number.start),
        property: None,
        wording: part(context.text, piece.start..piece.end).to_owned(),
        also: Vec::new(),
        place: Place { paragraph: context.paragraph, at: number.start },
        line: context.outline.text.line(Place { paragraph: context.paragraph, at: number.start }),
        unsure,
    }
}
