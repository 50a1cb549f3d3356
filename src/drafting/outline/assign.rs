//! A task's text to its assignments: each bracket of responsibility ends one.

use super::duty::{Duty, Mark};
use super::names::Names;
use crate::drafting::due::Due;
use crate::drafting::pattern::{beginning, first_clause};
use crate::drafting::text::{Place, Text};

/// A task area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Its number, such as 2.1.
    pub number: String,
    /// Its heading.
    pub name: String,
    /// Line of the file.
    pub line: usize,
    /// Its tasks.
    pub tasks: Vec<Task>,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its number, such as 2.1.1.
    pub number: String,
    /// Its heading.
    pub name: String,
    /// One for each bracket of responsibility.
    pub assignments: Vec<Assignment>,
}

/// One lead's share of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The task's number, with a letter where it has several.
    pub number: String,
    /// The task's heading, or the share's own.
    pub name: String,
    /// 牵头领导
    pub leader: String,
    /// Who leads; empty if the text does not say.
    pub leads: Vec<String>,
    /// Who supports, bodies too.
    pub support: Vec<String>,
    /// When it is due.
    pub due: Option<Due>,
    /// Its text, a line for each paragraph.
    pub wording: String,
    /// Where the text begins.
    pub start: Place,
    /// Where the text ends.
    pub end: Place,
    /// Names of the fields that have to be checked.
    pub unsure: Vec<&'static str>,
}

/// What a task is called.
#[derive(Debug, Clone, Copy)]
pub struct Called<'a> {
    /// Its number.
    pub number: &'a str,
    /// Its heading.
    pub name: &'a str,
}

/// Where a task stands.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// Where its mark begins.
    pub start: Place,
    /// Where its text behind the heading begins.
    pub body: Place,
    /// Where it ends.
    pub end: Place,
}

/// The assignments of a task.
pub fn read(text: &Text, task: Called<'_>, span: Span, marks: &[Mark], names: &mut Names) -> Vec<Assignment> {
    let mut shares: Vec<(Place, Place, Duty)> = Vec::new();
    let mut from = span.body;
    for mark in marks {
        let empty = !has_words(&text.between(from, mark.start));
        match shares.last_mut() {
            Some((_, _, duty)) if empty => merge(duty, &mark.duty),
            _ => shares.push((from, mark.start, mark.duty.clone())),
        }
        from = mark.end;
    }
    if shares.is_empty() || has_words(&text.between(from, span.end)) {
        shares.push((from, span.end, Duty::default()));
    }
    let several = shares.len() > 1;
    let further = shares.iter().skip(1);
    let all_headed =
        further.map(|(start, end, _)| text.between(*start, *end)).all(|wording| heading(&wording).is_some());
    let mut assignments = Vec::new();
    for (at, (start, end, duty)) in shares.into_iter().enumerate() {
        let wording = text.between(start, end).trim_start_matches(is_mark).to_owned();
        // A task that is nothing but its heading is quoted by it.
        let wording = if has_words(&wording) { wording } else { text.between(span.start, span.body) };
        let number = if several { format!("{}{}", task.number, letter(at)) } else { task.number.to_owned() };
        let mut unsure = Vec::new();
        let name = if several {
            share_name(task.name, &wording, at == 0 && all_headed, &mut unsure)
        } else {
            task.name.to_owned()
        };
        let (leads, support) = lead_and_support(&duty, names, &mut unsure);
        let Duty { leader, due, .. } = duty;
        assignments.push(Assignment { number, name, leader, leads, support, due, wording, start, end, unsure });
    }
    assignments
}

/// Who leads and who supports. Where several are responsible alike, whether one of them leads is left to be checked.
pub fn lead_and_support(duty: &Duty, names: &mut Names, unsure: &mut Vec<&'static str>) -> (Vec<String>, Vec<String>) {
    let own = if duty.leads.is_empty() { &duty.responsible } else { &duty.leads };
    let leads = names.take(own, true);
    let further = if duty.leads.is_empty() { &[] } else { duty.responsible.as_slice() };
    let mut support = leads.collective.clone();
    for list in [further, &duty.support] {
        support.extend(in_order(list, names));
    }
    support.retain(|name| !leads.single.contains(name));
    if leads.single.is_empty() || duty.leads.is_empty() && leads.single.len() > 1 {
        unsure.push("牵头单位");
    }
    (leads.single, support)
}

/// Departments and bodies of a list in its order.
fn in_order(list: &[String], names: &mut Names) -> Vec<String> {
    let named = names.take(list, false);
    [named.single, named.collective].concat()
}

/// A second bracket right behind the first adds what the first does not say.
fn merge(duty: &mut Duty, more: &Duty) {
    if duty.leader.is_empty() {
        duty.leader.clone_from(&more.leader);
    }
    duty.leads.extend(more.leads.iter().cloned());
    duty.responsible.extend(more.responsible.iter().cloned());
    duty.support.extend(more.support.iter().cloned());
    duty.due = duty.due.or(more.due);
}

/// a, b, c; from the 27th on a number.
fn letter(at: usize) -> String {
    let letter = u8::try_from(at).ok().filter(|at| *at < 26).map(|at| char::from(b'a' + at));
    letter.map_or_else(|| format!("-{}", at + 1), String::from)
}

/// A further share is called by its first sentence if that reads as a heading. Where all of them are, the first share is
/// called as the task; else a share is called by the task and its own first words.
fn share_name(task: &str, wording: &str, is_whole: bool, unsure: &mut Vec<&'static str>) -> String {
    if is_whole {
        return task.to_owned();
    }
    if let Some(heading) = heading(wording) {
        return heading.to_owned();
    }
    unsure.push("名称");
    let clause = first_clause(wording).split('、').next().unwrap_or_default();
    format!("{task}（{}）", beginning(clause, 18))
}

/// The first sentence, if it reads as a heading.
fn heading(wording: &str) -> Option<&str> {
    let sentence = wording.trim_start_matches(is_mark).split(['。', '\n']).next()?;
    let plain =
        !sentence.contains(['，', ',', '、', '；', '：', ':']) && !sentence.contains(|c: char| c.is_ascii_digit());
    (plain && (4..=20).contains(&sentence.chars().count())).then_some(sentence)
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn is_mark(c: char) -> bool {
    matches!(c, '。' | '；' | '，' | '、' | '\n' | ';' | ',')
}
