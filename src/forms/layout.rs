//! The sheets of a form: one for the head, one for every section of a submission, one for what stands in lists within sections.

use crate::model::field::submission::{Filing, Submission};
use crate::model::field::{Declared, Field, Mapping, Shape};

/// One sheet.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its name: the key of what it holds.
    pub title: &'static str,
    /// What its rows are.
    pub rows: Rows,
    /// Its columns: fields that hold one text each.
    pub columns: Vec<&'static Field>,
}

/// What the rows of a sheet are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rows {
    /// Fields of the head, a row each.
    Head,
    /// Entries under names, such as indicators.
    Named,
    /// Items of a list, such as projects.
    Items,
    /// Items of lists, or entries under names, within the entries of these sections.
    Within {
        /// The keys of the sections.
        sections: Vec<&'static str>,
        /// Whether they stand under names, such as years.
        named: bool,
    },
}

/// The name of the sheet that holds the head.
pub const HEAD: &str = "填表说明";

/// Every sheet of a form, in order.
#[must_use]
pub fn sheets() -> Vec<Sheet> {
    let mut sheets = vec![Sheet { title: HEAD, rows: Rows::Head, columns: Vec::new() }];
    let mut within: Vec<Sheet> = Vec::new();
    for field in Submission::MAPPING.fields {
        let (Some(mapping), true) = (field.shape.mapping(), field.shape.is_section()) else { continue };
        let rows = if matches!(field.shape, Shape::Each(_)) { Rows::Items } else { Rows::Named };
        sheets.push(Sheet { title: field.key, rows, columns: leaves(mapping) });
        for inner in mapping.fields.iter().filter(|inner| inner.shape.is_section()) {
            let Some(mapping) = inner.shape.mapping() else { continue };
            if let Some(there) = within.iter_mut().find(|own| own.title == inner.key) {
                if let Rows::Within { sections, .. } = &mut there.rows {
                    sections.push(field.key);
                }
                continue;
            }
            let named = matches!(inner.shape, Shape::Named { .. });
            let rows = Rows::Within { sections: vec![field.key], named };
            within.push(Sheet { title: inner.key, rows, columns: leaves(mapping) });
        }
    }
    sheets.extend(within);
    sheets
}

/// The fields that hold one text each.
fn leaves(mapping: &Mapping) -> Vec<&'static Field> {
    mapping.fields.iter().copied().filter(|field| !field.shape.is_section()).collect()
}

/// The fields of the head, each with the keys that lead to it.
#[must_use]
pub fn head() -> Vec<(Vec<&'static str>, &'static Field)> {
    let filing = Filing::MAPPING.fields.iter().map(|field| (vec![Submission::FILING.key, field.key], *field));
    let own = [Submission::WORKFLOW.field(), Submission::NATURE.field()];
    filing.chain(own.map(|field| (vec![field.key], field))).collect()
}

impl Sheet {
    /// The heads of its columns, from the first visible one: what names a row, then its fields.
    #[must_use]
    pub fn heads(&self) -> Vec<&'static str> {
        let named: &[&str] = match &self.rows {
            Rows::Head => return vec!["项目", "填写"],
            Rows::Named => &["事项"],
            Rows::Items => &[],
            Rows::Within { named: true, .. } => &["所属", "时段"],
            Rows::Within { named: false, .. } => &["所属"],
        };
        named.iter().copied().chain(self.columns.iter().map(|field| field.key)).collect()
    }
}

impl Sheet {
    /// Whether an entry may be a text alone, which stands for the first of its fields.
    #[must_use]
    pub fn may_be_short(&self) -> bool {
        let own = Submission::MAPPING.fields.iter().flat_map(|field| {
            let inner = field.shape.mapping().into_iter().flat_map(|mapping| mapping.fields.iter());
            std::iter::once(field).chain(inner)
        });
        let mut own = own.filter(|field| field.key == self.title);
        own.any(|field| matches!(field.shape, Shape::Named { one: Shape::FigureOr(_) | Shape::TextOr(_), .. }))
    }
}
