//! The rows of a sheet, from the values of a file and what its department owes.

use super::layout::{Rows, Sheet, head};
use crate::model::field::submission::Submission;
use crate::source::Tree;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// The keys that lead to it; of an item of a list its first text stands for its place.
    pub path: Vec<String>,
    /// What names it for people, in the columns before the fields.
    pub names: Vec<String>,
    /// What is known of it and is not asked for, beside the name.
    pub about: String,
    /// The texts, by column.
    pub cells: Vec<String>,
}

/// What a department owes under a section: names, each with what to know of it.
pub type Owes = Vec<(&'static str, String, String)>;

/// The rows of a sheet.
#[must_use]
pub fn filled(sheet: &Sheet, tree: &Tree, owes: &Owes) -> Vec<FormRow> {
    match &sheet.rows {
        Rows::Head => head()
            .into_iter()
            .map(|(path, field)| {
                let own = path.iter().try_fold(tree, |tree, key| tree.get(key));
                let path = path.iter().map(|key| (*key).to_owned()).collect();
                FormRow { path, names: vec![field.key.to_owned()], about: String::new(), cells: vec![text(own)] }
            })
            .collect(),
        Rows::Named => {
            let mut names: Vec<(String, String)> = owes
                .iter()
                .filter(|(section, ..)| *section == sheet.title)
                .map(|(_, name, about)| (name.clone(), about.clone()))
                .collect();
            for (name, _) in entries(tree.get(sheet.title)) {
                if names.iter().all(|(own, _)| own != name) {
                    names.push((name.clone(), String::new()));
                }
            }
            names
                .into_iter()
                .map(|(name, about)| {
                    let cells = cells(sheet, tree.get(sheet.title).and_then(|own| own.get(&name)));
                    FormRow { path: vec![sheet.title.to_owned(), name.clone()], names: vec![name], about, cells }
                })
                .collect()
        }
        Rows::Items => items(tree.get(sheet.title))
            .map(|item| {
                let path = vec![sheet.title.to_owned(), identity(item)];
                FormRow { path, names: Vec::new(), about: String::new(), cells: cells(sheet, Some(item)) }
            })
            .collect(),
        Rows::Within { sections, named } => {
            let mut rows = Vec::new();
            for section in sections {
                for (name, entry) in entries(tree.get(section)) {
                    let path = |key: &str| [section, name.as_str(), sheet.title, key].map(str::to_owned).to_vec();
                    let own = entry.get(sheet.title);
                    if *named {
                        rows.extend(entries(own).map(|(key, value)| FormRow {
                            path: path(key),
                            names: vec![name.clone(), key.clone()],
                            about: String::new(),
                            cells: cells(sheet, Some(value)),
                        }));
                    } else {
                        rows.extend(items(own).map(|item| FormRow {
                            path: path(&identity(item)),
                            names: vec![name.clone()],
                            about: String::new(),
                            cells: cells(sheet, Some(item)),
                        }));
                    }
                }
            }
            rows
        }
    }
}

/// The texts of an entry by column; one that is a text alone has it in the first.
fn cells(sheet: &Sheet, entry: Option<&Tree>) -> Vec<String> {
    let texts = sheet.columns.iter().enumerate().map(|(at, field)| match entry {
        Some(Tree::Text(own)) if at == 0 => own.clone(),
        Some(entry) => {
            let own = field.keys().find_map(|key| entry.get(key));
            text(own)
        }
        None => String::new(),
    });
    texts.collect()
}

/// A value as the text of a cell: lists are a line an item.
fn text(tree: Option<&Tree>) -> String {
    match tree {
        Some(Tree::Text(text)) => text.clone(),
        Some(Tree::List(items)) => items.iter().map(text_of).collect::<Vec<_>>().join("\n"),
        _ => String::new(),
    }
}

fn text_of(tree: &Tree) -> String {
    text(Some(tree))
}

/// The entries of a mapping.
pub fn entries(tree: Option<&Tree>) -> impl Iterator<Item = &(String, Tree)> {
    let own: &[(String, Tree)] = match tree {
        Some(Tree::Map(own)) => own,
        _ => &[],
    };
    own.iter()
}

/// The items of a list; a mapping alone is one.
pub fn items(tree: Option<&Tree>) -> impl Iterator<Item = &Tree> {
    let own: Vec<&Tree> = match tree {
        Some(Tree::List(items)) => items.iter().collect(),
        Some(Tree::Map(own)) if !own.is_empty() => tree.into_iter().collect(),
        _ => Vec::new(),
    };
    own.into_iter()
}

/// Characters of the text that an item is known by.
const KNOWN_BY: usize = 200;

/// The text that an item is known by: the beginning of its first.
pub fn identity(item: &Tree) -> String {
    let whole = match item {
        Tree::Map(own) => own.iter().map(|(_, own)| text(Some(own))).find(|own| !own.is_empty()).unwrap_or_default(),
        other => text(Some(other)),
    };
    whole.chars().take(KNOWN_BY).collect()
}

/// Longest text of a cell: Excel takes so many UTF-16 units.
const LONGEST: usize = 32_000;

/// What stands for a text that no cell can hold.
pub const TOO_LONG: &str = "（太长，表格里放不下：要改的请直接改报送文件，这一格不要动）";

/// A text as a cell shows it.
#[must_use]
pub fn shown(text: &str) -> String {
    if LONGEST < text.encode_utf16().count() { TOO_LONG.to_owned() } else { text.to_owned() }
}

/// Whose file it is and of which year.
#[must_use]
pub fn whose(tree: &Tree) -> Option<(String, String)> {
    let of = |key: &str| Some(text(tree.get(key))).filter(|own| !own.is_empty());
    Some((of(Submission::UNIT.key)?, of(Submission::YEAR.key)?))
}
