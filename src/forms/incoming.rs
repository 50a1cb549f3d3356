//! What came for a department's file: the text that it would have, and at which cell each finding in it belongs.

use anyhow::{Context, Result, bail};

use super::apply::{Applied, Came, apply};
use super::book::Mark;
use super::cell::name;
use super::fill::filled;
use super::fits::misfit;
use super::layout::{Sheet, sheets};
use super::page::{BEFORE, decoded};
use super::read::{Cell, Form, ReadRow, ReadSheet};
use crate::model::field::File;
use crate::model::field::submission::Submission;
use crate::source::{Node, Pair, Sources, Span, Step, Tree, Value, lost_comments, parse, whole, written};

/// A form put into the text of a file.
#[derive(Debug)]
pub struct Filled {
    /// The text as it would be.
    pub text: String,
    /// What the form came to.
    pub applied: Applied,
}

/// The file that a form is put into.
#[derive(Debug, Clone, Copy)]
pub struct There<'a> {
    /// Its text.
    pub text: &'a str,
    /// Whether it is not there yet.
    pub new: bool,
    /// What it was when a form of the same department was last taken in: an earlier word of the same people.
    pub taken: Option<&'a Tree>,
}

/// Puts a form into the text of a file.
///
/// # Errors
/// The file cannot be read as it stands or holds what a form does not show, or what would be written does not say what the form
/// says.
pub fn fill_in(form: &Form, there: There<'_>) -> Result<Filled> {
    put(there, form.before.clone(), |before| apply(form, before))
}

/// Puts what the page of a form saved into the text of a file.
///
/// # Errors
/// As with [`fill_in`]; and what was saved cannot be read.
pub fn fill_saved(saved: &str, there: There<'_>) -> Result<Filled> {
    let own = Tree::of(&root(saved)?);
    let before = saved.lines().nth(1).and_then(|line| decoded(line.strip_prefix(BEFORE)?.trim()));
    // A page says nothing of what is empty, its keys stay; nor does it change whose the file is.
    let kept = |before: &Tree| {
        let mut own = own.with_keys_of(before);
        for key in [Submission::UNIT.key, Submission::YEAR.key] {
            if let Some(there) = before.get(key) {
                *own.under(key) = there.clone();
            }
        }
        own
    };
    put(there, before, |before| Applied {
        tree: kept(before),
        came: Vec::new(),
        refused: Vec::new(),
        noted: Vec::new(),
    })
}

/// Puts values into a text: `known` are those that it had when they were asked for.
fn put(there: There<'_>, known: Option<Tree>, fill: impl Fn(&Tree) -> Applied) -> Result<Filled> {
    let text = there.text;
    let root = root(text)?;
    let now = Tree::of(&root);
    if let Some(path) = misfit(&now) {
        bail!("现在的报送文件里「{path}」的写法表格放不下，收了会丢：先用 highland check 看，改好再收。");
    }
    let untouched = apply(&unfilled(&now), &now);
    if !untouched.tree.says(&now) {
        let place = now.apart_from(&untouched.tree);
        bail!("现在的报送文件里有表格放不下的写法，收了会丢：先用 highland check 看，改好再收。{place}");
    }
    // Who filled it in knows the file as it was then; what changed there since and was not touched stays.
    let before = known.filter(|_| !there.new).unwrap_or_else(|| now.clone());
    let mut applied = fill(&before);
    if !before.says(&now) {
        let mut apart = Vec::new();
        let own = std::mem::replace(&mut applied.tree, Tree::Nothing);
        applied.tree = Tree::merged(&before, &own, (&now, there.taken), "", &mut apart);
        applied.noted.push(("文件".to_owned(), "发出这份表以后，报送文件改过：表里没有动的，以文件为准".to_owned()));
        for path in apart {
            let what = "发出这份表以后，文件和表都改了，而且改得不一样：请按现在的文件重新生成一份表（highland new 年度 --xlsx 或 --html，加 --force），在上面改".to_owned();
            applied.refused.push((path, what));
        }
    }
    if !applied.refused.is_empty() {
        return Ok(Filled { text: text.to_owned(), applied });
    }
    let written = written(text, &root, &applied.tree, &File::Submission.keys()).context("没有写入")?;
    for comment in lost_comments(text, &written) {
        applied.noted.push(("文件".to_owned(), format!("注释「{comment}」旁边的内容改写了，这条注释没有留下")));
    }
    Ok(Filled { text: written, applied })
}

/// A form that says what the values say: what it does not show would be lost.
fn unfilled(values: &Tree) -> Form {
    let read = |sheet: Sheet| {
        let rows = filled(&sheet, values, &Vec::new()).into_iter().zip(1..);
        let rows = rows.map(|(row, at)| ReadRow {
            row: at,
            path: Some(row.path),
            names: row.names,
            cells: row.cells.iter().enumerate().map(|(column, text)| (column, Cell::of(text))).collect(),
        });
        ReadSheet { rows: rows.collect(), sheet }
    };
    Form {
        unit: String::new(),
        year: 0,
        sheets: sheets().into_iter().map(read).collect(),
        gone: Vec::new(),
        before: None,
        asked: None,
        astray: Vec::new(),
        passed: Vec::new(),
    }
}

/// The tree of a file that is to be written to.
fn root(text: &str) -> Result<Node> {
    whole(text, &File::Submission.keys()).context("现在的报送文件读不全，先改好再收")
}

/// The values of a text, as far as it can be read.
#[must_use]
pub fn values(text: &str) -> Tree {
    Tree::of(&parse(Sources::default().add("", text), text, &File::Submission.keys()).0)
}

/// What a place in a text is called, by the names that lead to it: `指标 · 甲 · 实际值`, `大事记 · 第 2 条 · 日期`.
#[must_use]
pub fn place_name(text: &str, span: Span) -> String {
    let (root, _) = parse(Sources::default().add("", text), text, &File::Submission.keys());
    let steps = root.steps_to(span).into_iter().map(|step| match step {
        Step::Key(key) => key,
        Step::Item(at) => format!("第 {} 条", at + 1),
    });
    steps.collect::<Vec<_>>().join(" · ")
}

/// The cell that something in a text belongs to: of the values that hold its place, the smallest.
#[must_use]
pub fn cell_of<'a>(text: &str, span: Span, message: &str, came: &'a [Came]) -> Option<&'a Came> {
    let (root, _) = parse(Sources::default().add("", text), text, &File::Submission.keys());
    let sized = came.iter().filter_map(|came| {
        let (start, end) = place(&root, &came.path)?;
        (start <= span.start && span.start <= end).then_some((end - start, came))
    });
    let exact = sized.min_by_key(|(size, _)| *size).map(|(_, came)| came);
    // Of an entry that is named, its first cell; of an entry as a whole, too.
    let named = || {
        let name = message.split('「').nth(1)?.split('」').next()?;
        let number = name.split(' ').next()?;
        came.iter()
            .find(|came| came.path.get(1).is_some_and(|own| own == name || own == number) && came.path.len() == 3)
    };
    exact.or_else(named).or_else(|| {
        let around = came.iter().filter_map(|came| {
            let (start, end) = (1..came.path.len()).rev().find_map(|length| {
                place(&root, &came.path[..length]).filter(|(start, end)| *start <= span.start && span.start <= *end)
            })?;
            Some((end - start, came))
        });
        around.min_by_key(|(size, _)| *size).map(|(_, came)| came)
    })
}

/// Where a value stands, from its key to its end.
fn place(root: &Node, path: &[String]) -> Option<(usize, usize)> {
    let mut node = root;
    let mut found = (root.span.start, root.span.end);
    for key in path {
        match &node.value {
            Value::Map(pairs) => {
                let Pair { key, value } = pairs.iter().find(|pair| pair.key.value == *key)?;
                (node, found) = (value, (key.span.start, value.span.end));
            }
            Value::List(items) => {
                node = items.get(key.strip_prefix('#')?.parse::<usize>().ok()?)?;
                found = (node.span.start, node.span.end);
            }
            // A text alone stands for the first field.
            _ => {}
        }
    }
    Some(found)
}

impl Came {
    /// `指标!E12`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}!{}", self.sheet, name(self.at))
    }

    /// The mark for what is wrong with it, in the form that is written anew from `tree`.
    #[must_use]
    pub fn mark(&self, tree: &Tree, text: String) -> Mark {
        let own = sheets().into_iter().find(|sheet| sheet.title == self.sheet);
        let rows = own.map(|sheet| super::fill::filled(&sheet, tree, &Vec::new())).unwrap_or_default();
        let (last, before) =
            self.path.split_last().map_or((String::new(), &[][..]), |(last, before)| (last.clone(), before));
        // Places in lists are told by the item's first text in a form.
        let listed = before.last().and_then(|place| place.strip_prefix('#')).and_then(|at| at.parse::<usize>().ok());
        let at = match listed {
            Some(at) => {
                let owner = &before[..before.len() - 1];
                let mut own = rows.iter().filter(|row| row.path.starts_with(owner));
                own.nth(at).map(|row| (row.path.clone(), last))
            }
            None if before.is_empty() || self.sheet == super::layout::HEAD => Some((self.path.clone(), last)),
            None => Some((before.to_vec(), last)),
        };
        Mark { sheet: self.sheet.to_owned(), at, text }
    }
}
