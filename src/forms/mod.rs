//! A department's file as a workbook and back: the sheets are a walk over the declared fields, the YAML stays the record.

mod advice;
mod apply;
mod book;
mod cell;
mod fill;
mod fits;
mod incoming;
mod layout;
mod owes;
mod package;
mod page;
mod read;
mod seen;

pub use advice::in_form;
pub use apply::{Applied, Came, apply};
pub use book::{Head, Mark, asked, book};
pub use fill::{FormRow, Owes, filled, whose};
pub use incoming::{Filled, There, cell_of, fill_in, fill_saved, place_name, values};
pub use layout::{Rows, Sheet, sheets};
pub use owes::owes;
pub use package::{Kind, MOST, Member, kind, members};
pub use page::{SAVED, page};
pub use read::{Cell, Form, ReadRow, ReadSheet, read};
pub use seen::Trouble;
