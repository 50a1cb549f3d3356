//! Promises without a number that somebody can hold the plan to.

use super::clause::{Clause, is_deadline};
use super::context::{Context, When};
use crate::drafting::due::Due;
use crate::drafting::outline::Role;
use crate::drafting::pattern::{Pattern, beginning, part, pattern};
use crate::drafting::text::Place;

/// A promise without a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Its name.
    pub name: String,
    /// When it is due.
    pub due: Due,
    /// Whether it is due every year.
    pub every_year: bool,
    /// Number of the section or the assignment.
    pub section: String,
    /// Which assignment, if it is in one.
    pub assignment: Option<usize>,
    /// The words, verbatim.
    pub wording: String,
    /// Where it stands.
    pub place: Place,
    /// Names of the fields that have to be checked.
    pub unsure: Vec<&'static str>,
}

/// Longest name and longest promise, in characters.
const NAME: usize = 30;
const LONGEST: usize = 80;

/// What a plan's aims say will be.
static STATE: Pattern = pattern!(
    r"成为|形成|建成|跻身|进入(?:全国|全省|全球|国家|世界)|走在|位居|位列|(?:争取|力争).*落地|打造成|实现.*(?:突破|转变|跨越)|基本(?:补齐|建立|消除|解决|健全)"
);
/// What is done once and can be seen.
static ACT: Pattern = pattern!(
    r"(?:建成|出台|挂牌|投用|投产|投入(?:使用|运营|运行)|落地|获批|上线|列入|印发|竣工|通过(?:国家|省级)?验收|建成投用|启用|开通|全部(?:消除|达标|开放|完成)|全线(?:开放|贯通|开通))",
    r"|通过.*(?:评定|评审|验收|认定)|^启动.*(?:创建|建设|编制|试点)",
    r"|^(?:基本|初步|全面)?(?:形成|完成|设立|成立|制定|组建)",
);
/// What the safeguards say is done once.
static SET_UP: Pattern = pattern!(
    r"(?:成立|组建|设立).*(?:专班|领导小组|工作组|委员会|指挥部|联席会议)|(?:编制|制定).*清单|发布.*报告|(?:出台|印发|制定).*(?:办法|细则|实施方案|政策)"
);
/// Phases: 一年打基础、三年见成效.
static PHASES: Pattern = pattern!(r"“[一两二三五十]年[^“”]*[二三五十]年[^“”]*”");
static YEARLY: Pattern = pattern!(r"每年|年度报告");

/// What a clause promises for a year behind the plan, numbers or not.
pub fn vision(context: &Context<'_>, clause: &Clause<'_>) -> Option<Promise> {
    let start = clause.start.max(context.heading);
    let wording = part(context.text, start..clause.end);
    let Some(When::Later(year)) = context.when else { return None };
    let promised = matches!(context.role, Some(Role::Aims | Role::Tasks)) && wording.chars().count() <= LONGEST;
    let mut promise = promised.then(|| promise(context, start, wording, Some(Due::year(year))))?;
    promise.unsure.push("期限");
    Some(promise)
}

/// The promise of a clause that has no number but its date.
pub fn read(context: &Context<'_>, clause: &Clause<'_>) -> Option<Promise> {
    let own = clause.start.max(context.heading);
    // 开展本底调查，2028年底前完成: what is done is in the clause before.
    let ends = is_deadline(part(context.text, own..clause.end)) && !context.before.is_empty();
    let start = if ends { context.before_start } else { own };
    if ends && context.before.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let wording = part(context.text, start..clause.end);
    let text = wording.trim_start_matches(|c: char| !c.is_alphanumeric());
    let short = without_date(text);
    let length = text.chars().count();
    if context.in_bracket(start) || !(6..=LONGEST).contains(&length) {
        return None;
    }
    let when = match context.when {
        _ if context.in_years.is_some() => context.in_years,
        Some(When::Past | When::Later(_)) => return None,
        // A year of the sentence before holds for the aims, but not for a task.
        Some(When::Due(year)) if context.dated || context.role == Some(Role::Aims) => Some(year),
        _ => context.due_of(start),
    };
    let phases = PHASES.is_in(text) && context.role != Some(Role::Background);
    let promised = phases
        || match context.role? {
            Role::Aims => when.is_some() && STATE.is_in(text),
            Role::Tasks => when.is_some() && (ends || ACT.is_in(short)),
            Role::Safeguards => SET_UP.is_in(text) || when.is_some() && (ends || ACT.is_in(short)),
            Role::Background | Role::Annex => false,
        };
    promised.then(|| promise(context, start, wording, when.filter(|_| !phases)))
}

/// A promise without the date that it begins with.
fn without_date(text: &str) -> &str {
    static LEAD: Pattern =
        pattern!(r"^(?:(?:力争|争取|确保|及时|到|至)|20[0-9]{2}年(?:[0-9]{1,2}月)?(?:年?[底末])?(?:之?前)?，?)+");
    LEAD.find(text).map_or(text, |hit| part(text, hit.end()..text.len()))
}

fn promise(context: &Context<'_>, start: usize, wording: &str, when: Option<Due>) -> Promise {
    let text = wording.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '“');
    let short = without_date(text);
    // 完成编制，2027年底前完成: the date is no part of the name.
    let short = short.split_once('，').filter(|(_, end)| is_deadline(end)).map_or(short, |(short, _)| short);
    let name = beginning(short, NAME).to_owned();
    let mut unsure = Vec::new();
    if name.len() < short.len() {
        unsure.push("名称");
    }
    if when.is_none() {
        unsure.push("期限");
    }
    let assignment = context.assignment(start);
    Promise {
        name,
        due: when.unwrap_or(Due::year(context.outline.head.period.end)),
        every_year: YEARLY.is_in(text),
        section: context.section(start),
        assignment,
        wording: text.to_owned(),
        place: Place { paragraph: context.paragraph, at: start },
        unsure,
    }
}
