//! Numbers that are no targets, and why.

use super::clause::Clause;
use super::compare::comparator;
use super::context::{Context, When};
use super::number::{Amount, Bound, Number, Shape};
use crate::drafting::outline::Role;
use crate::drafting::pattern::{Pattern, after, before, beginning, part, pattern};

/// Why a number is no target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// As it is printed.
    pub text: String,
    /// Whether somebody has to look at it.
    pub doubtful: bool,
    /// The words that are quoted, where they are more than the number.
    pub range: Option<(usize, usize)>,
}

/// Why what is promised for a year behind the plan is no target of it.
pub const LATER: &str = "规划期以后的远景目标";

/// Longest name that is quoted, in bytes.
const NAME: usize = 120;

static GRANT: Pattern = pattern!(r"给予|奖励|资助|最高(?:不超过|可)?[0-9]|注册资本|罚款");
static AHEAD: Pattern = pattern!(r"(?:力争|争取|确保)?(?:到|至|截至|截止|自|从|比|较|展望)$");
static BOXED: Pattern = pattern!(r"^(?:专栏|表|图|附件|附表)[0-9一二三四五六七八九十]*");
static RATIO: Pattern = pattern!(r"[0-9]+(?:\.[0-9]+)?[∶:：][0-9]+(?:\.[0-9]+)?");
static BEFORE: Pattern = pattern!(r"期间|时期|近年|以来|20[0-9]{2}年|目前|现有|已");
static RANK: Pattern = pattern!(r"(?:[全省市区县国球界内]|同类|排名)前$|第$");

/// Why a number is no target; none for what may be one.
pub fn reason(context: &Context<'_>, clause: &Clause<'_>, number: &Number) -> Option<Reason> {
    let plain = |text: &str| Some(Reason { text: text.to_owned(), doubtful: false, range: None });
    match &number.shape {
        Shape::Document => plain("文号"),
        Shape::Period => plain("方案期限或时间范围"),
        Shape::Day => plain(if part(context.text, number.start..number.end).ends_with("印发") {
            "印发日期"
        } else {
            "日期"
        }),
        Shape::Year(_) => Some(year(context, number)),
        Shape::Amount(amount) => amount_reason(context, clause, number, amount),
    }
}

fn year(context: &Context<'_>, number: &Number) -> Reason {
    let ahead = AHEAD.find(before(context.text, number.start, 18)).map_or(0, |hit| hit.len());
    let own = part(context.text, number.start - ahead..number.end);
    let text = if context.in_bracket(number.start) || own.ends_with(['底', '末', '前']) {
        "期限"
    } else if own.starts_with(['比', '较']) {
        "对比的年份"
    } else if own.starts_with(['到', '至', '力', '争', '确', '展', '截']) {
        "目标年份"
    } else {
        "年份"
    };
    Reason { text: text.to_owned(), doubtful: false, range: Some((number.start - ahead, number.end)) }
}

fn amount_reason(context: &Context<'_>, clause: &Clause<'_>, number: &Number, amount: &Amount) -> Option<Reason> {
    let text = context.text;
    let because = |text: &str, range| Some(Reason { text: text.to_owned(), doubtful: false, range });
    if context.role.is_none() {
        return Some(outside(context, clause, number));
    }
    if let Some(range) = ratio(text, number) {
        return Some(Reason { text: "比例".to_owned(), doubtful: true, range: Some(range) });
    }
    if number.start < context.heading || number.start < mark(text) {
        let end = beginning(part(text, 0..context.heading.max(number.end)), 24).len();
        return because("序号或标题", Some((0, end.max(number.end))));
    }
    if BOXED.find(text).is_some_and(|hit| number.start < hit.end()) {
        return because("专栏或附件的编号", Some((0, beginning(text, 24).len())));
    }
    if context.in_bracket(number.start) {
        return because("分工里的数字", None);
    }
    if amount.in_words {
        return told_otherwise(context, clause, number, amount);
    }
    if let Some(range) = quoted(text, clause, number) {
        return because("名称里的数字", Some(range));
    }
    if let Some(range) = latin(text, number) {
        return because("名称里的数字", Some(range));
    }
    told_otherwise(context, clause, number, amount)
}

/// Why a number in front of the first section or behind the signature is none.
fn outside(context: &Context<'_>, clause: &Clause<'_>, number: &Number) -> Reason {
    let front = context.outline.sections.first().is_some_and(|first| context.paragraph < first.start.paragraph);
    let told = front && context.text.contains('。') && !before(context.text, number.start, 6).ends_with('第');
    let range = Some((clause.start, clause.end)).filter(|(start, end)| end - start <= NAME);
    let reason = |text: &str, doubtful| Reason { text: text.to_owned(), doubtful, range: range.filter(|_| told) };
    match context.when {
        _ if !told => reason("公文格式里的数字", false),
        Some(When::Due(_) | When::Later(_)) => reason("前言里的数字，请核对是不是目标", true),
        Some(When::Past) => reason("规划期以前的数", false),
        None => reason("规划期以前的数", !BEFORE.is_in(context.text)),
    }
}

/// 1∶350, 1:18: both numbers.
fn ratio(text: &str, number: &Number) -> Option<(usize, usize)> {
    let from = number.start - before(text, number.start, 24).len();
    let hit = RATIO.each(part(text, from..number.end + after(text, number.end, 24).len()));
    hit.map(|hit| (from + hit.start(), from + hit.end()))
        .find(|(start, end)| *start <= number.start && number.end <= *end)
}

/// Reasons that lie in what the clause says.
fn told_otherwise(context: &Context<'_>, clause: &Clause<'_>, number: &Number, amount: &Amount) -> Option<Reason> {
    let range = Some((clause.start, clause.end)).filter(|(start, end)| end - start <= NAME);
    let because = |text: &str, doubtful| Some(Reason { text: text.to_owned(), doubtful, range });
    let (ahead, behind) = (before(context.text, number.start, 24), after(context.text, number.end, 12));
    if context.role == Some(Role::Background) {
        return because("现状数", false);
    }
    match context.when {
        Some(When::Past) => return because("规划期以前的数", false),
        Some(When::Later(_)) => return because(LATER, true),
        _ => {}
    }
    let from = number.start - before(context.text, number.start, NAME).len();
    let to = number.end + after(context.text, number.end, NAME).len();
    if GRANT.is_in(part(context.text, from.max(clause.start)..to.min(clause.end))) {
        return because("政策标准", false);
    }
    if RANK.is_in(ahead) && (amount.unit.is_empty() || matches!(amount.unit.as_str(), "%" | "‰") && has_things(behind))
        || ahead.ends_with('第')
        || behind.starts_with('大') && amount.unit.is_empty()
    {
        return because("序次或概括语", false);
    }
    let long = matches!(amount.unit.as_str(), "年" | "个月" | "月" | "日" | "期" | "级" | "类" | "届" | "岁");
    let stated = ahead.contains("年限") && comparator(ahead, amount).sure;
    if long && amount.bound == Bound::None && !stated || amount.unit == "年" && !stated {
        return because("年限、时间或等级", false);
    }
    None
}

/// Whether what stands behind a number is what it says something of: 前1‰学科10个.
fn has_things(behind: &str) -> bool {
    behind.chars().next().is_some_and(char::is_alphanumeric)
}

/// Bytes of the mark a paragraph begins with.
fn mark(text: &str) -> usize {
    crate::drafting::marker::read(text).map_or(0, |marker| marker.len)
}

/// The quote or the title that a number stands in, within its clause.
fn quoted(text: &str, clause: &Clause<'_>, number: &Number) -> Option<(usize, usize)> {
    let ahead = before(text, number.start, NAME);
    let from = number.start - ahead.len();
    let open = ahead.rfind(['“', '《', '‘']).map(|at| from + at)?;
    if open < clause.start || part(text, open..number.start).contains(['”', '》', '’']) {
        return None;
    }
    let behind = after(text, number.end, NAME);
    let close = behind.find(['”', '》', '’'])?;
    let whole = behind.get(close..)?.chars().next()?.len_utf8();
    Some((open, number.end + close + whole))
}

/// The Latin word or the formula that a number is part of: 5G, 1+X, PM2.5.
fn latin(text: &str, number: &Number) -> Option<(usize, usize)> {
    let joins = |c: &char| c.is_ascii_alphabetic() || matches!(c, '+' | '＋' | '×' | '*' | '_');
    let ahead: usize = before(text, number.start, 20).chars().rev().take_while(joins).map(char::len_utf8).sum();
    let behind: usize = after(text, number.end, 20).chars().take_while(joins).map(char::len_utf8).sum();
    (0 < ahead + behind).then(|| (number.start - ahead, number.end + behind))
}

/// The words that are quoted for a number: never a number alone, which would stand for others.
pub fn wording(text: &str, number: &Number, reason: &Reason) -> String {
    let (start, end) = reason.range.unwrap_or((number.start, number.end));
    let own = part(text, start..end);
    if own.chars().any(|c| !c.is_ascii_digit() && c != '.') && own.chars().count() > 2 {
        return own.to_owned();
    }
    let ahead: String = before(text, start, 18).chars().rev().take_while(|c| c.is_alphanumeric()).collect();
    let behind: String = after(text, end, 18).chars().take_while(|c| c.is_alphanumeric()).collect();
    let ahead: String = ahead.chars().rev().collect();
    format!("{ahead}{own}{behind}")
}
