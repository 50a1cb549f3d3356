//! What a form says, put into the values of the file that is there.

use super::fill::{TOO_LONG, entries, identity, items};
use super::layout::{Rows, head};
use super::read::{Form, ReadRow, ReadSheet};
use super::seen::Trouble;
use crate::model::field::{Field, Shape};
use crate::source::Tree;

/// The values as the form has them, and where each came from.
#[derive(Debug)]
pub struct Applied {
    /// The values.
    pub tree: Tree,
    /// Where they came from.
    pub came: Vec<Came>,
    /// What cannot be taken as it stands, each with its place, such as `指标!E12`.
    pub refused: Vec<(String, String)>,
    /// What was taken and should be looked at.
    pub noted: Vec<(String, String)>,
}

/// A value and its cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// The keys that lead to it; places in lists as `#0`.
    pub path: Vec<String>,
    /// The sheet.
    pub sheet: &'static str,
    /// Row and column, from 0.
    pub at: (u32, u32),
}

/// Puts a form into the values of a file.
#[must_use]
pub fn apply(form: &Form, before: &Tree) -> Applied {
    let mut applied = Applied { tree: before.clone(), came: Vec::new(), refused: Vec::new(), noted: Vec::new() };
    applied.refused.extend(form.astray.iter().cloned());
    applied.noted.extend(form.passed.iter().cloned());
    for title in &form.gone {
        if before.get(title).is_some_and(|own| !own.is_nothing()) {
            applied.noted.push(((*title).to_owned(), "这个工作表没有了，文件里的没有改动".to_owned()));
        }
    }
    for sheet in &form.sheets {
        for row in &sheet.rows {
            for (&at, cell) in &row.cells {
                let place = || format!("{}!{}", sheet.sheet.title, super::cell::name(cell.at));
                match cell.trouble {
                    Some(Trouble::Unreadable(why)) => {
                        applied.refused.push((place(), format!("「{}」：{why}", cell.text)));
                    }
                    Some(Trouble::Odd(why)) => applied.noted.push((place(), format!("「{}」：{why}", cell.text))),
                    None => {}
                }
                let shape = match &sheet.sheet.rows {
                    Rows::Head => head()
                        .into_iter()
                        .find(|(_, own)| row.names.first().is_some_and(|name| name == own.key))
                        .map(|(_, own)| own.shape),
                    _ => sheet.sheet.columns.get(at).map(|own| own.shape),
                };
                if cell.text.contains(|c: char| c.is_control() && c != '\n' && c != '\t') {
                    let what = format!(
                        "「{}」里有看不见的控制字符：请重新填写这一格",
                        cell.text.replace(char::is_control, "□")
                    );
                    applied.refused.push((place(), what));
                }
                if cell.number
                    && shape.is_some_and(|shape| {
                        matches!(shape, Shape::Text | Shape::Paragraphs | Shape::When | Shape::TextOrTexts)
                    })
                {
                    let what = format!("是带格式的数字，看到的未必是「{}」：把单元格设成“文本”，重新填写", cell.text);
                    applied.refused.push((place(), what));
                }
                // Whatever was typed, a spreadsheet made a day of it.
                if cell.day && shape.is_some_and(|shape| !matches!(shape, Shape::Day | Shape::When | Shape::Year)) {
                    let what = format!("成了日期「{}」：把单元格设成“文本”，重新填写", cell.text);
                    applied.refused.push((place(), what));
                }
            }
        }
        match &sheet.sheet.rows {
            Rows::Head => applied.head(sheet),
            Rows::Named => applied.named(sheet, before),
            Rows::Items => applied.items(sheet, before),
            Rows::Within { sections, named } => applied.within(sheet, before, (sections, *named)),
        }
    }
    applied
}

impl Applied {
    fn head(&mut self, sheet: &ReadSheet) {
        let known =
            |row: &&ReadRow| head().iter().all(|(_, field)| row.names.first().is_none_or(|name| name != field.key));
        for row in sheet.rows.iter().filter(known) {
            let said: String =
                row.names.iter().cloned().chain(row.cells.values().map(|cell| cell.text.clone())).collect();
            if !said.trim().is_empty() {
                self.refused.push((place(sheet, row), format!("「{said}」写在表的外面，没有收：请填到要填的格子里")));
            }
        }
        for (path, field) in head() {
            let row = sheet.rows.iter().find(|row| row.names.first().is_some_and(|name| name == field.key));
            let Some((row, cell)) = row.and_then(|row| Some((row, row.cells.get(&0)?))) else { continue };
            let _ = row;
            let path: Vec<String> = path.iter().map(|key| (*key).to_owned()).collect();
            set(&mut self.tree, &path, Tree::text(&cell.text));
            self.came.push(Came { path, sheet: sheet.sheet.title, at: cell.at });
        }
    }

    fn named(&mut self, sheet: &ReadSheet, before: &Tree) {
        let section = sheet.sheet.title;
        let mut seen: Vec<String> = Vec::new();
        for row in &sheet.rows {
            let hidden = row.path.as_ref().and_then(|path| path.get(1)).cloned();
            let shown = row.names.first().cloned().unwrap_or_default();
            let name = match (&hidden, shown.is_empty()) {
                (Some(hidden), false) if hidden.trim() != shown => {
                    let what =
                        format!("这一行原来是「{hidden}」，现在写着「{shown}」，不知道填的是哪一项：事项一栏请不要改");
                    self.refused.push((place(sheet, row), what));
                    continue;
                }
                (Some(hidden), _) => hidden.clone(),
                (None, false) => shown,
                (None, true) if row.cells.values().all(|cell| cell.text.trim().is_empty()) => continue,
                (None, true) => {
                    self.refused.push((place(sheet, row), "这一行没有写事项，不知道填的是哪一项".to_owned()));
                    continue;
                }
            };
            if row.cells.values().all(|cell| cell.text.trim().is_empty()) && seen.contains(&name) {
                continue;
            }
            if seen.contains(&name) {
                self.refused.push((place(sheet, row), format!("「{name}」填了两行，请只留一行")));
                continue;
            }
            let known = before.get(section).is_some_and(|own| own.get(&name).is_some());
            if !known && row.cells.values().all(|cell| cell.text.trim().is_empty()) {
                if hidden.is_none() {
                    self.refused.push((
                        place(sheet, row),
                        format!("「{name}」不是要报的事项，后面也没有填：写在表的外面的没有收"),
                    ));
                }
                continue;
            }
            seen.push(name.clone());
            let path = vec![section.to_owned(), name.clone()];
            let old = before.get(section).and_then(|own| own.get(&name));
            let new = self.entry(sheet, row, old, &path);
            if old.is_some() || !new.is_nothing() {
                set(&mut self.tree, &path, new);
            }
        }
        // What is in the file and not in the form was not taken back by anybody.
        for (name, own) in entries(before.get(section)) {
            if !seen.contains(name) && !own.is_nothing() {
                self.noted.push((section.to_owned(), format!("「{name}」这一行没有了，文件里的没有改动")));
            }
        }
    }

    fn items(&mut self, sheet: &ReadSheet, before: &Tree) {
        let section = sheet.sheet.title;
        let old: Vec<&Tree> = items(before.get(section)).collect();
        let path = vec![section.to_owned()];
        let rows: Vec<&ReadRow> = sheet.rows.iter().collect();
        let new = self.list(sheet, &rows, &old, &path);
        if !old.is_empty() || !new.is_empty() {
            set(&mut self.tree, &path, as_list(new, before.get(section)));
        }
    }

    /// The items of a list in the order of the rows.
    fn list(&mut self, sheet: &ReadSheet, rows: &[&ReadRow], old: &[&Tree], path: &[String]) -> Vec<Tree> {
        let mut taken: Vec<(usize, &ReadRow, Option<&Tree>)> = Vec::new();
        for row in rows {
            let blank = row.cells.values().all(|cell| cell.text.trim().is_empty());
            if blank {
                continue;
            }
            let known = row.path.as_ref().and_then(|path| path.last());
            let at = known.and_then(|known| {
                let places = old.iter().enumerate().filter(|(_, own)| identity(own) == *known);
                let mut places = places.map(|(at, _)| at);
                places.find(|at| taken.iter().all(|(own, ..)| own != at))
            });
            taken.push((at.unwrap_or(usize::MAX), row, at.and_then(|at| old.get(at).copied())));
        }
        let mut list = Vec::new();
        for (_, row, old) in taken {
            let mut path = path.to_vec();
            path.push(format!("#{}", list.len()));
            list.push(self.entry(sheet, row, old, &path));
        }
        list
    }

    fn within(&mut self, sheet: &ReadSheet, before: &Tree, (sections, named): (&[&'static str], bool)) {
        let title = sheet.sheet.title;
        let mut owners: Vec<(String, String)> = Vec::new();
        let mut of_owner: Vec<Vec<&ReadRow>> = Vec::new();
        for row in sheet.rows.iter().filter(|row| row.cells.values().any(|cell| !cell.text.trim().is_empty())) {
            let hidden = row.path.as_ref().and_then(|path| Some((path.first()?.clone(), path.get(1)?.clone())));
            let shown = row.names.first().cloned().unwrap_or_default();
            let holds = |section: &&&str| self.tree.get(section).and_then(|own| own.get(&shown)).is_some();
            let owner = hidden.filter(|(_, name)| shown.is_empty() || *name == shown).or_else(|| {
                let section = sections.iter().find(holds).or(sections.first())?;
                (!shown.is_empty()).then(|| ((*section).to_owned(), shown.clone()))
            });
            let Some(owner) = owner else {
                self.refused.push((place(sheet, row), "这一行没有写「所属」：写任务编号或指标名称".to_owned()));
                continue;
            };
            if let Some(at) = owners.iter().position(|own| *own == owner) {
                of_owner[at].push(row);
            } else {
                owners.push(owner);
                of_owner.push(vec![row]);
            }
        }
        // Those that had some and have none any more.
        for section in sections {
            for (name, entry) in entries(before.get(section)) {
                let owner = ((*section).to_owned(), name.clone());
                if entry.get(title).is_some_and(|own| !own.is_nothing()) && !owners.contains(&owner) {
                    owners.push(owner);
                    of_owner.push(Vec::new());
                }
            }
        }
        for ((section, name), rows) in owners.into_iter().zip(of_owner) {
            let path = vec![section.clone(), name.clone(), title.to_owned()];
            let old = before.get(&section).and_then(|own| own.get(&name)).and_then(|own| own.get(title));
            let new = if named {
                self.under_names(sheet, &rows, old, &path)
            } else {
                let old: Vec<&Tree> = items(old).collect();
                let list = self.list(sheet, &rows, &old, &path);
                as_list(list, before.get(&section).and_then(|own| own.get(&name)).and_then(|own| own.get(title)))
            };
            self.keep_text(&section, &name);
            set(&mut self.tree, &path, new);
        }
    }

    /// A text alone under a name goes under the key it stands for, before something comes beside it.
    fn keep_text(&mut self, section: &str, name: &str) {
        let entry = self.tree.under(section).under(name);
        let Tree::Text(text) = entry.clone() else { return };
        let own = super::layout::sheets().into_iter().find(|own| own.title == section);
        if let Some(first) = own.and_then(|own| own.columns.first().copied()) {
            *entry = Tree::Map(vec![(first.key.to_owned(), Tree::Text(text))]);
        }
    }

    fn under_names(&mut self, sheet: &ReadSheet, rows: &[&ReadRow], old: Option<&Tree>, path: &[String]) -> Tree {
        let mut new = Tree::Map(Vec::new());
        for row in rows {
            let name = row.names.get(1).cloned().unwrap_or_default();
            if name.is_empty() {
                self.refused.push((place(sheet, row), "这一行没有写时段：写季度或年份".to_owned()));
                continue;
            }
            if new.get(&name).is_some() {
                self.refused.push((place(sheet, row), format!("「{name}」填了两行，请只留一行")));
                continue;
            }
            let mut path = path.to_vec();
            path.push(name.clone());
            let entry = self.entry(sheet, row, old.and_then(|own| own.get(&name)), &path);
            *new.under(&name) = entry;
        }
        new
    }

    /// An entry with the texts of a row, beside what it has that the sheet does not show.
    fn entry(&mut self, sheet: &ReadSheet, row: &ReadRow, old: Option<&Tree>, path: &[String]) -> Tree {
        let columns = &sheet.sheet.columns;
        let mut new = match old {
            Some(own @ Tree::Map(_)) => own.clone(),
            // A text alone stands for the first field.
            Some(Tree::Text(text)) => Tree::Map(vec![(columns[0].key.to_owned(), Tree::Text(text.clone()))]),
            _ => Tree::Map(Vec::new()),
        };
        for (&at, cell) in &row.cells {
            let Some(field) = columns.get(at) else { continue };
            let key = field.keys().find(|key| new.get(key).is_some()).unwrap_or(field.key);
            // What no cell can hold was not in it to be changed.
            if cell.text == TOO_LONG {
                continue;
            }
            let value = value(field, &cell.text, new.get(key));
            if value != Tree::Nothing || new.get(key).is_some() {
                *new.under(key) = value;
            }
            let mut path = path.to_vec();
            path.push(key.to_owned());
            self.came.push(Came { path, sheet: sheet.sheet.title, at: cell.at });
        }
        let short = |new: &Tree| {
            let Tree::Map(own) = new else { return None };
            let mut said = own.iter().filter(|(_, own)| !own.is_nothing());
            let (key, text) = said.next()?;
            let alone =
                said.next().is_none() && columns.first().is_some_and(|first| first.keys().any(|own| own == key));
            alone.then(|| text.clone())
        };
        // What was written short, and could be, stays short.
        let was_long = matches!(old, Some(Tree::Map(own)) if !own.is_empty());
        let may = sheet.sheet.may_be_short();
        if may
            && !was_long
            && let Some(text @ Tree::Text(_)) = short(&new)
        {
            return text;
        }
        if new.is_nothing() && !was_long { Tree::Nothing } else { new }
    }
}

/// Items as the value of a list; one alone that stood without a dash stays so.
fn as_list(mut items: Vec<Tree>, before: Option<&Tree>) -> Tree {
    match (items.len(), before) {
        (0, _) => Tree::Nothing,
        (1, Some(Tree::Map(_))) => items.remove(0),
        _ => Tree::List(items),
    }
}

/// A text as the value of a field, a list where one was.
fn value(field: &Field, text: &str, before: Option<&Tree>) -> Tree {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    match field.shape {
        Shape::Texts | Shape::TextOrTexts
            if 1 < lines.len() || matches!(before, Some(Tree::List(_))) && !lines.is_empty() =>
        {
            Tree::List(lines.into_iter().map(Tree::text).collect())
        }
        Shape::Paragraphs | Shape::Text => Tree::text(text),
        _ => Tree::text(text.trim()),
    }
}

fn set(tree: &mut Tree, path: &[String], value: Tree) {
    let there = path.iter().try_fold(&*tree, |tree, key| tree.get(key)).is_some();
    if value == Tree::Nothing && !there {
        return;
    }
    *path.iter().fold(tree, |tree, key| tree.under(key)) = value;
}

fn place(sheet: &ReadSheet, row: &ReadRow) -> String {
    let column = row.cells.values().next().map_or(0, |cell| cell.at.1);
    format!("{}!{}", sheet.sheet.title, super::cell::name((row.row, column)))
}
