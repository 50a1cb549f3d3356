//! Which sections are the task areas and which the tasks.

use super::assign::{self, Area, Assignment, Task};
use super::duty::Mark;
use super::names::Names;
use super::section::{Role, Section, children};
use crate::drafting::pattern::{Pattern, beginning, first_clause, pattern};
use crate::drafting::text::{Place, Text};

/// A section of tasks alone has at most so many areas of one task each; what has more is one area.
const MOST: usize = 9;

/// Headings that say no more than that tasks follow.
static GENERAL: Pattern = pattern!(
    r"^(?:(?:主要|重点|工作|具体|核心|目标)*(?:任务|举措|措施|工作|内容|行动|工程)(?:和|与|及)?)+$|^(?:任务|举措)"
);

/// The areas with their tasks. Below a heading that only says 主要任务 they are the next sections; else the top section is one.
pub fn read(text: &Text, sections: &[Section], marks: &[Mark], names: &mut Names) -> Vec<Area> {
    let tops = sections.iter().enumerate();
    let tops: Vec<usize> =
        tops.filter(|(_, own)| own.depth == 0 && own.role == Role::Tasks).map(|(at, _)| at).collect();
    let mut reader = Reader { text, sections, marks, names };
    let mut areas = Vec::new();
    for &at in &tops {
        let Some(top) = sections.get(at) else { continue };
        let below = children(sections, at);
        let deeper = below.iter().any(|own| !inside(sections, own).is_empty());
        let general = tops.len() == 1 && deeper || GENERAL.is_in(top.title.as_deref().unwrap_or_default());
        if general && !below.is_empty() && (deeper || below.len() <= MOST) {
            areas.extend(below.into_iter().map(|own| reader.area(own, &inside(sections, own))));
        } else {
            areas.push(reader.area(top, &below));
        }
    }
    areas
}

/// The sections directly below one.
fn inside<'a>(sections: &'a [Section], own: &Section) -> Vec<&'a Section> {
    let at = sections.partition_point(|section| section.start < own.start);
    children(sections, at)
}

/// What reading needs.
struct Reader<'a> {
    text: &'a Text,
    sections: &'a [Section],
    marks: &'a [Mark],
    names: &'a mut Names,
}

impl Reader<'_> {
    /// An area with a task for each section in it, or one task that is the area itself.
    fn area(&mut self, own: &Section, below: &[&Section]) -> Area {
        let tasks = if below.is_empty() {
            vec![self.task(own, format!("{}.1", own.number))]
        } else {
            below.iter().map(|task| self.task(task, task.number.clone())).collect()
        };
        Area { number: own.number.clone(), name: self.name(own), line: self.text.line(own.start), tasks }
    }

    /// A task; where its own sections end with brackets of their own, each has its assignments.
    fn task(&mut self, own: &Section, number: String) -> Task {
        let name = self.name(own);
        let below = inside(self.sections, own);
        if let [only] = below.as_slice()
            && !self.text.between(own.body, only.start).chars().any(char::is_alphanumeric)
        {
            // What a heading has a single item below it for is called by the item.
            let assignments = self.assignments(only, &number, own.end);
            return Task { name: self.name(only), number, assignments };
        }
        let apart = 1 < below.iter().filter(|section| !self.marks_in(section.body, section.end).is_empty()).count();
        let mut assignments = Vec::new();
        if apart {
            let first = below.first().map_or(own.end, |section| section.start);
            // What stands before the first of them is an assignment only if it has a bracket.
            if !self.marks_in(own.body, first).is_empty() {
                assignments.extend(self.assignments(own, &number, first));
            }
            for section in below {
                assignments.extend(self.assignments(section, &section.number, section.end));
            }
        } else {
            assignments.extend(self.assignments(own, &number, own.end));
        }
        Task { number, name, assignments }
    }

    fn assignments(&mut self, own: &Section, number: &str, end: Place) -> Vec<Assignment> {
        let marks = self.marks_in(own.body, end);
        let span = assign::Span { start: own.start, body: own.body, end };
        let name = self.name(own);
        assign::read(self.text, assign::Called { number, name: &name }, span, &marks, self.names)
    }

    fn marks_in(&self, from: Place, to: Place) -> Vec<Mark> {
        let first = self.marks.partition_point(|mark| mark.start < from);
        let end = self.marks.partition_point(|mark| mark.start < to);
        self.marks.get(first..end).unwrap_or_default().to_vec()
    }

    /// A section's heading, or the beginning of its text.
    fn name(&self, own: &Section) -> String {
        own.title.clone().unwrap_or_else(|| {
            let text = self.text.between(own.body, own.end);
            let clause = Some(first_clause(&text)).filter(|clause| !clause.is_empty());
            beginning(clause.unwrap_or("待核"), 30).to_owned()
        })
    }
}
