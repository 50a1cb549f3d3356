//! Whether the values of a file have the shapes that the sheets show: what has another one would be written away.

use super::fill::entries;
use super::layout::{Rows, Sheet, head, sheets};
use crate::source::Tree;

/// Where a file holds something of a shape that no sheet shows, such as a list for an entry; the keys that lead there.
#[must_use]
pub fn misfit(tree: &Tree) -> Option<String> {
    let heads = head().into_iter().find_map(|(path, _)| {
        let mut own = tree;
        for key in &path {
            own = match own {
                Tree::Map(_) => own.get(key).unwrap_or(&Tree::Nothing),
                Tree::Nothing => return None,
                _ => return Some(path.join("/")),
            };
        }
        (!is_leaf(own)).then(|| path.join("/"))
    });
    heads.or_else(|| sheets().iter().find_map(|sheet| of_sheet(sheet, tree)))
}

fn of_sheet(sheet: &Sheet, tree: &Tree) -> Option<String> {
    let own = tree.get(sheet.title);
    match &sheet.rows {
        Rows::Head => None,
        Rows::Named => under_names(sheet, own).map(|path| format!("{}{path}", sheet.title)),
        Rows::Items => listed(sheet, own).map(|path| format!("{}{path}", sheet.title)),
        Rows::Within { sections, named } => sections.iter().find_map(|section| {
            entries(tree.get(section)).find_map(|(name, entry)| {
                let own = entry.get(sheet.title);
                let path = if *named { under_names(sheet, own) } else { listed(sheet, own) };
                path.map(|path| format!("{section}/{name}/{}{path}", sheet.title))
            })
        }),
    }
}

fn under_names(sheet: &Sheet, own: Option<&Tree>) -> Option<String> {
    match own {
        None | Some(Tree::Nothing) => None,
        Some(Tree::Map(own)) => {
            own.iter().find_map(|(name, own)| entry(sheet, own).map(|path| format!("/{name}{path}")))
        }
        Some(_) => Some(String::new()),
    }
}

fn listed(sheet: &Sheet, own: Option<&Tree>) -> Option<String> {
    match own {
        None | Some(Tree::Nothing) => None,
        Some(Tree::List(items)) => {
            items.iter().zip(1..).find_map(|(own, at)| entry(sheet, own).map(|path| format!(" 第 {at} 条{path}")))
        }
        Some(own @ Tree::Map(_)) => entry(sheet, own),
        Some(Tree::Text(_)) => Some(String::new()),
    }
}

/// An entry is a mapping of texts; a text alone stands for the first of them.
fn entry(sheet: &Sheet, own: &Tree) -> Option<String> {
    match own {
        Tree::Nothing | Tree::Text(_) => None,
        Tree::List(_) => Some(String::new()),
        Tree::Map(own) => {
            let column = |key: &str| sheet.columns.iter().any(|field| field.keys().any(|own| own == key));
            own.iter().find(|(key, own)| column(key) && !is_leaf(own)).map(|(key, _)| format!("/{key}"))
        }
    }
}

/// What a cell holds: a text, or texts, a line each.
fn is_leaf(own: &Tree) -> bool {
    match own {
        Tree::Nothing | Tree::Text(_) => true,
        Tree::List(items) => items.iter().all(|item| matches!(item, Tree::Nothing | Tree::Text(_))),
        Tree::Map(_) => false,
    }
}
