//! What a clause is read with: the part of the plan, the year it speaks of, whether it speaks of every year.

use super::clause::Clause;
use super::number::{Number, Shape};
use super::target::force_of;
use crate::drafting::due::Due;
use crate::drafting::marker::chinese;
use crate::drafting::outline::{Outline, Role};
use crate::drafting::pattern::{Pattern, after, before, part, pattern};
use crate::drafting::text::Place;
use crate::model::Force;

/// Which year a clause speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A year of the plan.
    Due(Due),
    /// Before the plan.
    Past,
    /// Behind the plan.
    Later(u16),
}

/// Where the year is from that a clause speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// Its own part of the sentence.
    Own,
    /// What stands before a semicolon.
    Semicolon,
    /// The sentence before.
    Sentence,
}

/// Whether a clause speaks of how things are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Present {
    /// It does not.
    No,
    /// It says so itself.
    Here,
    /// A clause before it in the sentence says so.
    Before,
}

/// Whether a sentence has spoken of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Yearly {
    /// It has not, or has come to totals since.
    No,
    /// It has.
    Said,
    /// It has, and the clause does not say otherwise.
    Perhaps,
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
    /// The clause before in the same sentence, and its first byte.
    pub before: &'a str,
    /// First byte of that.
    pub before_start: usize,
    /// The clause itself, and its first byte.
    clause: &'a str,
    clause_start: usize,
    /// The year the sentence speaks of.
    pub when: Option<When>,
    /// Where that year is from.
    source: Source,
    /// The last year of the plan that the paragraph spoke of, and whether the sentence did.
    due: Option<(Due, bool)>,
    /// The year that a clause means by 三年内.
    pub in_years: Option<Due>,
    /// Whether the sentence itself names a year.
    pub dated: bool,
    /// Whether the sentence speaks of every year, and since which byte.
    pub every_year: Option<usize>,
    /// Whether a clause before in the sentence speaks of every year.
    yearly: Yearly,
    /// Whether it speaks of how things are.
    pub present: Present,
    /// Whether the sentence says that something will be done.
    pub promises: bool,
    /// How firmly the sentence promises.
    pub force: Force,
}

static NOT_DUE: Pattern = pattern!(r"(?:比|较|同|与|自|从|以|于|在)$");
static DUE: Pattern = pattern!(r"(?:到|至|截至|截止|截止到|截至到|展望|力争|争取|确保)$");
static DUE_BEHIND: Pattern = pattern!(r"^(?:内|[春秋]季学期(?:开学)?(?:之?前)?|[上下]半年)");
static PERIOD_OF_YEARS: Pattern =
    pattern!(r"通过(?:[0-9]+|[一二三四五六七八九十两]+)年(?:左右)?(?:的)?(?:努力|时间|奋斗)");
static IN_YEARS: Pattern = pattern!(
    r"^(?:在|用|力争|争取|确保|未来|今后)*(?P<n>[一二两三四五六七八九十]|[2-9])年(?:时间|之?内|间|累计|共|合计|新增|推出|建成|打造|培育|引进|培养|完成|实施)"
);
static EVERY_YEAR: Pattern =
    pattern!(r"每年(?:度)?|逐年|年均(?:完成|新增|引进|培育|举办|开展|组织|实施|服务|提供|培训|发布|转化|受理)");
/// Words of a clause that is not for every year because the one before it is.
static NOT_YEARLY: Pattern =
    pattern!(r"[%％‰]|累计|合计|期间|年内|20[0-9]{2}年|率|占比|比重|比例|全覆盖|翻[一两二三]番");
/// Words of a clause behind which 每年 is forgotten.
static TOTAL: Pattern = pattern!(r"累计|合计|期间");
/// Words of a clause that more likely is not.
static HARDLY_YEARLY: Pattern = pattern!(r"达到?|突破|超过|总|规模|年(?:接待|曝光|产|处理|服务|销售|营业|交易)");
static PRESENT: Pattern =
    pattern!(r"现有|已有|已建|目前|现已|已达|已经|已拥有|已完成|已累计|已培育|已形成|已实现|已开通");
static SINCE: Pattern = pattern!(r"近年来|近[一二两三四五几][个]?年|过去|去年|上年|[一二两三四五几]年来|以来");
static FIVE_YEARS: Pattern =
    pattern!(r"(?:^|[^比较与同“])“?(?P<n>十三|十四|十五|十六)五”?(?:期间|时期|末)(?P<rest>\p{Han})?");
/// What is had is only what more is counted from.
static BASIS: Pattern = pattern!(r"(?:现有|已有|目前)[^，。；]{0,6}基础上");
static WILL: Pattern = pattern!(r"力争|争取|确保|将|今后|未来");
/// Verbs of what will be done.
static PROMISES: Pattern = pattern!(
    r"[新改扩共筹续]建|建(?:成|设|立|好|强|造|起|[0-9])|打造|培育|培养|培训|新增|改造|完成|实现|引进|引育|招引|创建|争创|创办|举办|开展|组织|实施|发布|形成",
    r"|研制|开发|突破|认定|布局|推出|推广|设立|落地|转化|盘活|谋划|储备|修缮|修复|修建|修订|贯通|整治|治理|遴选|配备|配置|招收|招生|招聘|安排|制定|编制|出台",
    r"|提高|提升|增加|增长|增至|下降|降低|降[到至为]|减少|压减|压缩|缩短|控制|保持|维持|稳定|进入|跻身|获得|取得|授权|集聚|聚集|吸引|投入|投放|力争|争取|确保",
    r"|审计|消除|淘汰|落实|达到?|超过|用于|接入|覆盖|攻克|选派|选育|扶持|帮扶|拓展|扩大|翻[一两二三]番|成为|孵化|种植|造林|绿化|回收|供应|筹集|做强|做优|做大|壮大|办好|撬动|更新|调整|评选",
    r"|^[^，。；]{0,3}(?:支持|推动|推进|加快|加强|完善|优化|健全|保障|服务|发展)"
);
/// Headings of what tells how things are.
static HOW_IT_IS: Pattern =
    pattern!(r"(?:发展|工作|现实|现有|产业)基础$|现状|背景|成效|回顾|形势|存在问题|主要问题|发展环境");

/// The last year of the five that a clause speaks of, and whether it says no more.
fn five_years(clause: &str) -> Option<(u16, bool)> {
    let hit = FIVE_YEARS.groups(clause)?;
    let year = match hit.name("n")?.as_str() {
        "十三" => 2020,
        "十四" => 2025,
        "十五" => 2030,
        _ => 2035,
    };
    Some((year, hit.name("rest").is_none()))
}

/// Whether a text says that something will be done.
pub fn promises(text: &str) -> bool {
    PROMISES.is_in(text)
}

/// Whether a text only counts from what there is.
pub fn is_from_present(text: &str) -> bool {
    BASIS.is_in(text)
}

impl<'a> Context<'a> {
    /// The beginning of a paragraph.
    pub fn new(outline: &'a Outline, paragraph: usize) -> Self {
        let section = outline.section_of(paragraph);
        let own = section.filter(|section| section.start.paragraph == paragraph && paragraph < outline.tail);
        let title = section.and_then(|section| section.title.as_deref()).unwrap_or_default();
        let role = outline.role_of(paragraph);
        Self {
            outline,
            paragraph,
            text: outline.text.paragraph(paragraph),
            role: role.map(|role| if role == Role::Aims && HOW_IT_IS.is_in(title) { Role::Background } else { role }),
            heading: own.map_or(0, |section| section.body.at),
            before: "",
            before_start: 0,
            clause: "",
            clause_start: 0,
            when: None,
            source: Source::Own,
            due: None,
            in_years: None,
            dated: false,
            every_year: None,
            yearly: Yearly::No,
            present: Present::No,
            promises: false,
            force: Force::Firm,
        }
    }

    /// Goes on to the next clause; `deadline` is what the sentence that begins with it ends with.
    pub fn enter(&mut self, clause: &Clause<'a>, numbers: &[Number], deadline: Option<Due>) {
        self.before = if clause.first { "" } else { self.clause };
        let start = clause.start.max(self.heading);
        (self.before_start, self.clause_start) = (self.clause_start, start);
        self.clause = part(self.text, start..clause.end);
        if clause.first {
            self.begin(clause.fresh);
            if let Some(due) = deadline {
                self.speaks_of(due);
            }
        }
        self.years(clause, numbers);
        self.yearly(clause);
        self.promises |= PROMISES.is_in(clause.text);
        // “力争到2025年，……” holds for the whole sentence.
        let dated = clause.first && numbers.iter().all(|number| matches!(number.shape, Shape::Year(_)));
        if dated && !numbers.is_empty() {
            self.force = force_of(clause.text).unwrap_or(Force::Firm);
        }
    }

    /// Ends with a bracket of responsibility: nothing said before it holds behind it.
    pub fn end_item(&mut self) {
        (self.due, self.when, self.dated, self.clause) = (None, None, false, "");
    }

    /// Begins a sentence, or what stands behind a semicolon.
    fn begin(&mut self, fresh: bool) {
        if fresh {
            (self.present, self.promises) = (Present::No, false);
            self.due = self.due.map(|(due, _)| (due, false));
        }
        if fresh || self.when != Some(When::Past) {
            self.when = self.due.map(|(due, _)| When::Due(due));
            self.source = match self.due {
                Some((_, true)) => Source::Semicolon,
                Some((_, false)) => Source::Sentence,
                None => Source::Own,
            };
        }
        (self.every_year, self.yearly) = (None, Yearly::No);
        (self.force, self.dated) = (Force::Firm, false);
    }

    /// What years the clause speaks of, and whether of how things are.
    fn years(&mut self, clause: &Clause<'_>, numbers: &[Number]) {
        let period = self.outline.head.period;
        let mut named = false;
        if PERIOD_OF_YEARS.is_in(clause.text) {
            self.speaks_of(Due::year(period.end));
            named = true;
        }
        self.in_years = IN_YEARS.group(self.clause, "n").map(|count| {
            let count = count.parse().ok().or_else(|| u16::try_from(chinese(count)?).ok()).unwrap_or(1);
            Due::year((period.start + count).saturating_sub(1))
        });
        let amount = |number: &Number| matches!(number.shape, Shape::Amount(_));
        if let Some(due) = self.in_years.take_if(|_| !numbers.iter().any(amount)) {
            // 用三年时间，……: what follows has the amounts.
            self.speaks_of(due);
            named = true;
        }
        if let Some((year, alone)) = five_years(self.clause) {
            match (year < period.start, alone) {
                (true, _) | (false, true) => self.speaks_of(Due::year(year)),
                (false, false) => self.in_years = self.in_years.or(Some(Due::year(year))),
            }
        }
        named |= self.in_years.is_some();
        for number in numbers {
            match number.shape {
                Shape::Year(year) if self.is_due(clause, number) => {
                    let due = Due::last_in(part(self.text, number.start..number.end));
                    self.speaks_of(due.unwrap_or(Due::year(year)));
                    named = true;
                }
                Shape::Period => {
                    let due = Due::last_in(part(self.text, number.start..number.end));
                    self.speaks_of(due.unwrap_or(Due::year(period.end)));
                }
                _ => {}
            }
        }
        if named || TOTAL.is_in(clause.text) {
            self.yearly = Yearly::No;
        }
        if PRESENT.is_in(clause.text) && !BASIS.is_in(clause.text) || SINCE.is_in(clause.text) {
            self.present = Present::Here;
        } else if named || WILL.is_in(clause.text) {
            self.present = Present::No;
        } else if self.present == Present::Here {
            self.present = Present::Before;
        }
    }

    /// Whether the clause is for every year: it says so, or it goes on with one that does.
    fn yearly(&mut self, clause: &Clause<'_>) {
        let before = std::mem::take(&mut self.every_year);
        if let Some(hit) = EVERY_YEAR.find(clause.text) {
            self.every_year = Some(clause.start + hit.start());
            self.yearly = Yearly::Said;
        } else if self.yearly != Yearly::No && !NOT_YEARLY.is_in(clause.text) && self.in_years.is_none() {
            self.every_year = before.filter(|_| !HARDLY_YEARLY.is_in(clause.text));
            self.yearly = if self.every_year.is_none() { Yearly::Perhaps } else { Yearly::Said };
        } else if self.yearly == Yearly::Perhaps {
            self.yearly = Yearly::Said;
        }
    }

    /// Whether a clause before speaks of every year and this one may too.
    pub fn may_be_every_year(&self) -> bool {
        self.yearly == Yearly::Perhaps
    }

    fn speaks_of(&mut self, due: Due) {
        let period = self.outline.head.period;
        (self.dated, self.source) = (true, Source::Own);
        self.when = Some(if due.year < period.start {
            When::Past
        } else if period.end < due.year {
            When::Later(due.year)
        } else {
            self.due = Some((due, true));
            When::Due(due)
        });
    }

    /// Whether a year is one by which something is promised or holds, not one that it is compared with.
    fn is_due(&self, clause: &Clause<'_>, number: &Number) -> bool {
        let ahead = before(self.text, number.start, 12);
        let begins = number.start == clause.start || number.start == self.heading;
        let ends = before(self.text, number.end, 6).ends_with(['底', '末', '前'])
            || DUE_BEHIND.is_in(after(self.text, number.end, 30));
        DUE.is_in(ahead) || !NOT_DUE.is_in(ahead) && (begins || ends)
    }

    /// When what stands at a byte is due, and whether that is sure: the year of its own part of the sentence; one before a
    /// semicolon; that of its bracket; one of a sentence before; the plan's last.
    pub fn due(&self, at: usize) -> (Due, bool) {
        let end = Due::year(self.outline.head.period.end);
        let own = self.due_of(at);
        if let Some(due) = self.in_years {
            let other = self.when.filter(|_| self.dated).is_none_or(|other| other == When::Due(due));
            return (due, due.year <= end.year && other && own.is_none_or(|own| own == due));
        }
        match (self.when, self.source) {
            (Some(When::Due(due)), Source::Own) => (due, true),
            (Some(When::Due(due)), Source::Semicolon) => (due, due == own.unwrap_or(end)),
            (Some(When::Due(due)), Source::Sentence) if own.is_none() => (due, due == end),
            _ => own.map_or((end, true), |own| (own, own.year <= end.year)),
        }
    }

    /// Whether a year of the plan, or every year, is spoken of.
    pub fn is_dated(&self) -> bool {
        self.when.is_some() || self.every_year.is_some() || self.in_years.is_some()
    }

    /// Which assignment a byte of the paragraph belongs to.
    pub fn assignment(&self, at: usize) -> Option<usize> {
        self.outline.assignment_at(Place { paragraph: self.paragraph, at })
    }

    /// When the bracket behind a byte says that it is due, if it says so and the plan has begun by then.
    pub fn due_of(&self, at: usize) -> Option<Due> {
        let own = self.assignment(at).and_then(|at| self.outline.assignment(at)).and_then(|(_, own)| own.due);
        let place = Place { paragraph: self.paragraph, at };
        let own = own.or_else(|| self.outline.safeguard_duty(place)?.due);
        own.filter(|due| self.outline.head.period.start <= due.year)
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
