//! Who is responsible: brackets and lines such as （牵头单位：甲；配合单位：乙）, （甲牵头，乙配合）, 〔甲、乙按职责分工负责〕.

use crate::drafting::due::Due;
use crate::drafting::pattern::{Pattern, part, pattern};
use crate::drafting::text::{Place, Text};

/// What one bracket says; the names as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Duty {
    /// 牵头领导
    pub leader: String,
    /// Who leads.
    pub leads: Vec<String>,
    /// Who is responsible together with others, without one that leads.
    pub responsible: Vec<String>,
    /// Who supports.
    pub support: Vec<String>,
    /// When it is due.
    pub due: Option<Due>,
}

impl Duty {
    /// The first of those responsible leads: the plan says that it is so in all its lists.
    fn first_leads(&mut self) {
        if self.leads.is_empty() && !self.responsible.is_empty() {
            self.leads.push(self.responsible.remove(0));
            self.tidy();
        }
    }

    /// Where somebody leads, whoever else is responsible supports.
    pub fn tidy(&mut self) {
        let (marked, others) = lead_marked(std::mem::take(&mut self.leads));
        if marked.is_empty() {
            self.leads = others;
        } else {
            self.leads = marked;
            self.support.splice(0..0, others);
        }
        let (marked, others) = lead_marked(std::mem::take(&mut self.responsible));
        self.leads.extend(marked);
        self.responsible = others;
        if !self.leads.is_empty() {
            let responsible = std::mem::take(&mut self.responsible);
            self.support.splice(0..0, responsible);
        }
    }
}

/// A bracket of responsibility and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where it begins.
    pub start: Place,
    /// Where it ends.
    pub end: Place,
    /// What it says.
    pub duty: Duty,
}

/// Longest bracket, in bytes.
const LONGEST: usize = 1500;

/// A bracket may have others in it, so many deep.
const DEEPEST: usize = 2;

static LABEL: Pattern = pattern!(
    r"(?P<leader>(?:牵头|责任|分管|包抓|负责|市)(?:市)?领导|(?:第一|主要)?责任人)[：:]",
    r"|(?P<lead>牵头(?:责任)?(?:单位|部门|处室)?|主办(?:单位|部门)|主要责任单位)[：:]",
    r"|(?P<responsible>责任(?:单位|部门|主体|分工)?|(?:承办|实施|落实|主管|建设)(?:单位|部门|主体))[：:]",
    r"|(?P<support>(?:配合|协办|协同|协助|参与|参加|支持)(?:责任)?(?:单位|部门)?)[：:]",
    r"|(?P<due>(?:完成|办结)?(?:时限|时间|期限)(?:要求|节点)?|时间节点|进度(?:要求|安排)?)[：:]",
);
static VERB: Pattern = pattern!(
    r"(?P<lead>负责牵头|牵头(?:负责|落实|推进|实施)?)",
    r"|(?P<support>(?:按照?(?:各自)?职责(?:分工)?)?(?:协同|积极)?(?:配合|协助|参与)(?:落实|推进|实施)?)",
    r"|(?P<responsible>(?:按照?|依)(?:各自)?职责(?:分工)?(?:分别)?(?:负责|落实|推进)?|(?:分工|分别|共同|具体)?(?:负责(?:落实|推进|实施)?)人?|组织实施)",
);
/// Behind a name of a list: 市甲局（牵头）.
static LEADS: Pattern = pattern!(r"[（(〔\[［](?:牵头|主办)(?:单位|部门)?[）)〕\]］]$");
/// The plan's word on lists: 列第一位的为牵头单位，下同.
static FIRST_LEADS: Pattern =
    pattern!(r"(?:列|排|排名|位列)(?:在)?(?:首位|第一位?)的?(?:部门|单位)?(?:为|是|系)?(?:牵头|主要责任)");
static REMARK: Pattern = pattern!(r"第一位|首位|排名第一|^下同$|^以下同$|^排第一");
static ORGANS_ONLY: Pattern = pattern!(
    r"^\p{Han}{1,14}(?:局|委|办|厅|政府|管委会|指挥部|中心|集团|公司|部门|单位)(?:、\p{Han}{1,14}(?:局|委|办|厅|政府|管委会|指挥部|中心|集团|公司|部门|单位))*$"
);
static ORGAN: Pattern = pattern!(
    r"(?:局|委|办|厅|部|院|区|县|市|镇|乡|街道|旗|州|中心|公司|指挥部|管委会|委员会|政府|集团|单位|部门|会|行|所|校|大学|学院|专班|组|站|队|馆|社|联)",
    r"(?:[（(〔][^）)〕]*[）)〕])?$"
);

/// Every bracket and every line of responsibility, in the order of the text.
pub fn read(text: &Text) -> Vec<Mark> {
    let mut marks = written(text);
    if (0..text.paragraphs.len()).any(|paragraph| FIRST_LEADS.is_in(text.paragraph(paragraph))) {
        for mark in &mut marks {
            mark.duty.first_leads();
        }
    }
    marks
}

fn written(text: &Text) -> Vec<Mark> {
    let mut marks = Vec::new();
    for paragraph in 0..text.paragraphs.len() {
        let own = text.paragraph(paragraph);
        if let Some(duty) = line(own) {
            let end = Place { paragraph, at: own.len() };
            marks.push(Mark { start: Place::start_of(paragraph), end, duty });
            continue;
        }
        for (start, end) in brackets(own) {
            let inner = part(own, start..end);
            let inner = inner.trim_start_matches(is_opening).trim_end_matches(is_closing);
            let inner = if inner.matches(is_opening).count() == inner.matches(is_closing).count() {
                inner
            } else {
                strip_one(part(own, start..end))
            };
            let behind_sentence = part(own, 0..start).ends_with('。');
            if let Some(duty) = duty(inner).or_else(|| listed(inner).filter(|_| behind_sentence)) {
                marks.push(Mark { start: Place { paragraph, at: start }, end: Place { paragraph, at: end }, duty });
            }
        }
    }
    marks
}

fn is_opening(c: char) -> bool {
    matches!(c, '（' | '(' | '〔' | '[' | '［' | '【')
}

fn is_closing(c: char) -> bool {
    matches!(c, '）' | ')' | '〕' | ']' | '］' | '】')
}

fn strip_one(bracket: &str) -> &str {
    let inner = bracket.strip_prefix(is_opening).unwrap_or(bracket);
    inner.strip_suffix(is_closing).unwrap_or(inner)
}

/// A paragraph of its own: 责任单位：甲、乙。
fn line(text: &str) -> Option<Duty> {
    let label = LABEL.find(text).filter(|label| label.start() == 0 && text.len() <= LONGEST)?;
    let short = label.as_str().trim_end_matches(['：', ':']);
    // “市领导：” alone is how a list may begin.
    if text.contains('\t') || short.chars().count() < 2 { None } else { labelled(text) }
}

/// The outermost pairs of brackets that are short enough.
fn brackets(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        if is_opening(c) {
            open.push((at, 0));
        } else if is_closing(c) {
            let Some((start, height)) = open.pop() else { continue };
            if let Some(outer) = open.last_mut() {
                outer.1 = outer.1.max(height + 1);
            }
            if height <= DEEPEST && at - start <= LONGEST {
                while pairs.last().is_some_and(|(inner, _)| start < *inner) {
                    pairs.pop();
                }
                pairs.push((start, at + c.len_utf8()));
            }
        }
    }
    pairs
}

/// What a bracket says of responsibility, if anything.
fn duty(inner: &str) -> Option<Duty> {
    if LABEL.is_in(inner) { labelled(inner) } else { told(inner) }
}

/// 牵头单位：甲；配合单位：乙、丙
fn labelled(inner: &str) -> Option<Duty> {
    let mut duty = Duty::default();
    let labels: Vec<_> = LABEL.each_groups(inner).collect();
    let starts: Vec<usize> = labels.iter().filter_map(|label| label.get(0)).map(|all| all.start()).collect();
    for (at, label) in labels.iter().enumerate() {
        let from = label.get(0).map_or(0, |all| all.end());
        let value = part(inner, from..starts.get(at + 1).copied().unwrap_or(inner.len())).trim_matches(is_mark);
        if label.name("leader").is_some() {
            value.clone_into(&mut duty.leader);
        } else if label.name("lead").is_some() {
            duty.leads.extend(names(value));
        } else if label.name("responsible").is_some() {
            duty.responsible.extend(names(value));
        } else if label.name("support").is_some() {
            duty.support.extend(names(value));
        } else {
            duty.due = Due::last_in(value);
        }
    }
    duty.due = duty.due.or_else(|| Due::last_in(inner));
    duty.tidy();
    let named = [&duty.leads, &duty.responsible, &duty.support].iter().any(|list| !list.is_empty());
    (named || !duty.leader.is_empty() || duty.due.is_some()).then_some(duty)
}

/// Names that are marked as those that lead, without the mark, and the others.
fn lead_marked(list: Vec<String>) -> (Vec<String>, Vec<String>) {
    let (mut marked, mut others) = (Vec::new(), Vec::new());
    for name in list {
        match LEADS.find(&name).map(|hit| hit.start()) {
            Some(end) => marked.push(part(&name, 0..end).to_owned()),
            None => others.push(name),
        }
    }
    (marked, others)
}

/// 甲（牵头），乙，丙
fn marked(inner: &str) -> Option<Duty> {
    let mut list = names(inner);
    for name in &mut list {
        let end = VERB.each_groups(name).last().and_then(|hit| hit.get(0)).filter(|hit| hit.end() == name.len());
        if let Some(end) = end.map(|hit| hit.start()) {
            name.truncate(end);
        }
    }
    list.retain(|name| ORGAN.is_in(name) || LEADS.is_in(name));
    let mut duty = Duty { responsible: list, due: Due::last_in(inner), ..Duty::default() };
    duty.tidy();
    (!duty.leads.is_empty()).then_some(duty)
}

/// 甲牵头，乙、丙配合，2024年底前完成
fn told(inner: &str) -> Option<Duty> {
    if let Some(duty) = marked(inner) {
        return Some(duty);
    }
    let mut duty = Duty::default();
    let mut pending: Vec<String> = Vec::new();
    let mut at = 0;
    for hit in VERB.each_groups(inner) {
        let Some(all) = hit.get(0) else { continue };
        // 负责人 is part of a name.
        if all.as_str().ends_with('人') {
            continue;
        }
        pending.extend(names(part(inner, at..all.start()).trim_start_matches('由')));
        at = all.end();
        let list = if hit.name("lead").is_some() {
            &mut duty.leads
        } else if hit.name("support").is_some() {
            &mut duty.support
        } else if duty.leads.is_empty() {
            &mut duty.responsible
        } else {
            &mut duty.support
        };
        list.append(&mut pending);
    }
    let rest = part(inner, at..inner.len());
    let named = || duty.leads.iter().chain(&duty.responsible).chain(&duty.support);
    let plausible = 0 < named().count()
        && named().all(|name| name.chars().count() <= 30)
        && named().any(|name| ORGAN.is_in(name))
        && (rest.trim_matches(is_mark).is_empty() || rest.chars().count() <= 40 && !rest.contains('。'));
    duty.due = Due::last_in(inner);
    plausible.then_some(duty)
}

/// 甲、乙: departments alone, behind a sentence.
fn listed(inner: &str) -> Option<Duty> {
    ORGANS_ONLY.is_in(inner).then(|| Duty { responsible: names(inner), ..Duty::default() })
}

fn is_mark(c: char) -> bool {
    matches!(c, '；' | ';' | '，' | ',' | '。' | '、' | '：' | ' ' | '\t')
}

/// Names apart by marks, but not by those inside brackets.
pub fn names(list: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut depth = 0_usize;
    for c in list.chars() {
        if is_opening(c) {
            depth += 1;
        } else if is_closing(c) {
            depth = depth.saturating_sub(1);
        }
        match names.last_mut() {
            Some(name) if depth > 0 || !is_mark(c) => name.push(c),
            _ => names.push(String::new()),
        }
    }
    names.iter().map(|name| trim_others(name).to_owned()).filter(|name| !is_nobody(name)).collect()
}

/// A name without “等部门” behind it.
fn trim_others(name: &str) -> &str {
    static OTHERS: Pattern = pattern!(r"等(?:市级|有关|相关|[0-9]+个)?(?:部门|单位)?(?:和单位)?$");
    OTHERS.find(name).filter(|hit| hit.start() > 0).map_or(name, |hit| part(name, 0..hit.start()))
}

/// What stands among names and is when, not who: 2027年底前完成, 持续推进.
static DEADLINE: Pattern = pattern!(r"20[0-9]{2}年|^(?:持续|长期|全年|常态化)(?:推进|实施|坚持|开展)?$|年底前");

fn is_nobody(name: &str) -> bool {
    !name.chars().any(char::is_alphanumeric)
        || matches!(name, "无" | "会同")
        || DEADLINE.is_in(name)
        || REMARK.is_in(name)
}
