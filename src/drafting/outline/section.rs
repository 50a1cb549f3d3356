//! Headings at every level, and what part of a plan each top section is.

use super::Quotation;
use crate::drafting::marker::{self, Marker, Style};
use crate::drafting::pattern::{Pattern, beginning, part, pattern};
use crate::drafting::text::{Place, Text};

/// What part of a plan a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// How things are: figures of the past.
    Background,
    /// Guiding ideas and targets.
    Aims,
    /// What is to be done.
    Tasks,
    /// How it is made sure.
    Safeguards,
    /// What is attached.
    Annex,
}

/// A heading with everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// 0 for a top section.
    pub depth: usize,
    /// Its number as a path: 2.1.1.
    pub number: String,
    /// Its heading, if it has one and is not a sentence itself.
    pub title: Option<String>,
    /// Where its mark begins.
    pub start: Place,
    /// Where the text behind its heading begins.
    pub body: Place,
    /// Where it ends, with all it contains.
    pub end: Place,
    /// What part of the plan it is in.
    pub role: Role,
}

/// Longest heading, in characters.
const HEADING: usize = 45;

static BACKGROUND: Pattern = pattern!(r"基础$|现状|形势|背景|成效|回顾|发展环境|存在问题");
static AIMS: Pattern = pattern!(
    r"总体(?:要求|思路|目标|部署|考虑)|指导思想|(?:发展|主要|工作|行动|预期|建设)目标|基本原则|目标任务|^目标$|目标$"
);
static SAFEGUARDS: Pattern = pattern!(
    r"保障|组织(?:实施|领导|推进)|工作(?:要求|机制|步骤)|实施(?:步骤|机制)|推进机制|政策支持|监督|考核|^附则$"
);
static DUTY: Pattern = pattern!(r"[（(〔\[【][^）)]{0,60}?(?:单位|部门|牵头|责任|负责|时限)");

/// Every section of a text up to its tail.
pub fn read(text: &Text, tail: usize) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Vec<Level> = Vec::new();
    let mut tasks = false;
    for paragraph in 0..tail {
        let own = text.paragraph(paragraph);
        let Some(marker) = marker::read(own).filter(|_| !own.contains('\t')) else { continue };
        let place = Place::start_of(paragraph);
        // Before the tasks it only says that something is attached.
        if marker.style == Style::Annex && !tasks {
            continue;
        }
        while open.last().is_some_and(|level| marker.style <= level.style) {
            close(&mut sections, open.pop(), place);
        }
        let (title, body) = title(text, paragraph, marker.len);
        let number = number(&open, &marker);
        let role = open
            .first()
            .and_then(|top| sections.get(top.section))
            .map_or_else(|| role(&marker, title.as_deref().unwrap_or_default()), |top| top.role);
        tasks |= role == Role::Tasks;
        open.push(Level { style: marker.style, number: number.clone(), section: sections.len() });
        let depth = open.len() - 1;
        sections.push(Section { depth, number, title, start: place, body, end: place, role });
    }
    while let Some(level) = open.pop() {
        close(&mut sections, Some(level), Place::start_of(tail));
    }
    sections
}

/// A section that has not ended yet.
struct Level {
    style: Style,
    number: String,
    section: usize,
}

fn close(sections: &mut [Section], level: Option<Level>, end: Place) {
    if let Some(section) = level.and_then(|level| sections.get_mut(level.section)) {
        section.end = end;
    }
}

/// Its number below those it is in; a dotted one brings its own.
fn number(open: &[Level], marker: &Marker) -> String {
    match (&marker.dotted, open.last()) {
        (Some(dotted), _) => dotted.clone(),
        (None, Some(parent)) => format!("{}.{}", parent.number, marker.ordinal),
        (None, None) if marker.style == Style::Annex => format!("附{}", marker.ordinal),
        (None, None) => marker.ordinal.to_string(),
    }
}

fn role(marker: &Marker, title: &str) -> Role {
    if marker.style == Style::Annex {
        Role::Annex
    } else if AIMS.is_in(title) {
        Role::Aims
    } else if BACKGROUND.is_in(title) {
        Role::Background
    } else if SAFEGUARDS.is_in(title) {
        Role::Safeguards
    } else {
        Role::Tasks
    }
}

/// The heading behind a mark, and where the text behind the heading begins. A heading ends with the paragraph, with the first
/// full stop if more comes, or where a bracket of responsibility begins.
fn title(text: &Text, paragraph: usize, mark: usize) -> (Option<String>, Place) {
    let own = text.paragraph(paragraph);
    let rest = part(own, mark..own.len());
    let stop = rest.find('。').map(|at| (at, at + '。'.len_utf8()));
    let bracket = DUTY.find(beginning(rest, HEADING * 2)).map(|hit| (hit.start(), hit.start()));
    let colon = rest.ends_with('：').then(|| (rest.len() - '：'.len_utf8(), rest.len()));
    let all = (rest.len(), rest.len());
    let (end, next) = [stop, bracket, colon].into_iter().flatten().min().unwrap_or(all);
    let title = part(rest, 0..end);
    let sentence = title.contains(['；', '\t', '：'])
        || title.contains(|c: char| c.is_ascii_digit()) && title.contains(['，', ',']);
    let is_title = !title.is_empty() && title.chars().count() <= HEADING && !sentence && !rest.ends_with('；');
    if is_title {
        (Some(title.to_owned()), Place { paragraph, at: mark + next })
    } else {
        (None, Place { paragraph, at: mark })
    }
}

/// The passages of the parts of a plan with this role: one for each of a top section's own sections.
pub fn quotations(text: &Text, sections: &[Section], role: Role) -> Vec<Quotation> {
    let mut quoted = Vec::new();
    for (at, top) in sections.iter().enumerate().filter(|(_, section)| section.depth == 0 && section.role == role) {
        let children = children(sections, at);
        let first = children.first().map_or(top.end, |child| child.start);
        quoted.extend(quotation(text, top, first));
        quoted.extend(children.into_iter().filter_map(|child| quotation(text, child, child.end)));
    }
    quoted
}

fn quotation(text: &Text, section: &Section, end: Place) -> Option<Quotation> {
    let wording = text.between(section.body, end);
    (!wording.is_empty()).then(|| Quotation {
        number: section.number.clone(),
        title: section.title.clone().unwrap_or_default(),
        wording,
        line: text.line(section.start),
    })
}

/// The sections directly below one.
pub fn children(sections: &[Section], at: usize) -> Vec<&Section> {
    let Some(top) = sections.get(at) else { return Vec::new() };
    let below = sections.iter().skip(at + 1).take_while(|section| top.depth < section.depth);
    let below: Vec<&Section> = below.collect();
    let depth = below.iter().map(|section| section.depth).min();
    below.into_iter().filter(|section| Some(section.depth) == depth).collect()
}
