//! What came by mail: looked into, by department.

use anyhow::Result;

use super::common::tell;
use crate::desk::harmless;
use crate::forms::{Form, Kind, MOST, SAVED, kind, members, read, values, whose};
use crate::load::encoding::decode;
use crate::model::Year;
use crate::source::{MAX_BYTES, hash};

/// What a file holds.
pub enum Content {
    /// A workbook.
    Form(Box<Form>),
    /// A text: a department's file, or what the page of a form saved.
    Text(String),
}

/// One file that came.
pub struct Came {
    /// Where it came from, for people.
    pub from: String,
    /// Whose it says it is.
    pub unit: String,
    /// Of which year.
    pub year: Year,
    /// What is in it.
    pub content: Content,
    /// The hash of its bytes.
    pub hash: String,
}

impl Content {
    /// Whether something is to be put into the file that is there, not in its place.
    pub fn is_form(&self) -> bool {
        match self {
            Self::Form(_) => true,
            Self::Text(text) => text.starts_with(SAVED),
        }
    }
}

/// Looks into a file; those of a parcel one by one. What is none of ours is told, and counted.
///
/// # Errors
/// Nothing can be told.
pub fn open(from: &str, bytes: &[u8], outermost: bool, came: &mut Vec<Came>, refused: &mut usize) -> Result<()> {
    let mut no = |why: &str| {
        *refused += 1;
        tell(&harmless(&format!("没有收「{from}」：{why}\n")))
    };
    // A member of a parcel is cut off behind the limit; half of a file is none.
    if MOST < bytes.len() as u64 {
        return no(&format!("超过 {} MB。", MOST >> 20));
    }
    let found = match kind(bytes) {
        Ok(found) => found,
        Err(error) => return no(&format!("{error:#}")),
    };
    let hash = hash(bytes);
    match found {
        Kind::Workbook => match read(bytes) {
            Ok(form) => came.push(Came {
                from: from.to_owned(),
                unit: form.unit.clone(),
                year: form.year,
                content: Content::Form(Box::new(form)),
                hash,
            }),
            Err(error) => return no(&format!("{error:#}")),
        },
        Kind::Parcel if outermost => {
            let Ok(parts) = members(bytes) else {
                return no("不完整或已损坏，打不开。请重新发送一次。");
            };
            if parts.is_empty() {
                return no("压缩包里没有文件。");
            }
            for part in parts {
                open(&format!("{from}/{}", part.name), &part.bytes, false, came, refused)?;
            }
        }
        Kind::Parcel => return no("是压缩包里的压缩包，没有打开。请解开以后再收。"),
        Kind::Text => {
            let Ok(decoded) = decode(bytes) else {
                return no("不是填报表、报送文件和它们的压缩包。");
            };
            if MAX_BYTES < decoded.text.len() {
                return no(&format!("文字超过 {MAX_BYTES} 字节，不像报送文件。"));
            }
            let Some((unit, year)) = whose(&values(&decoded.text)) else {
                return no("不是填报表（.xlsx），也不是报送文件（没有写「单位」和「年度」）。");
            };
            let Ok(year) = year.trim().trim_end_matches('年').parse() else {
                return no(&format!("「年度」应为年份，这里是「{year}」。"));
            };
            came.push(Came { from: from.to_owned(), unit, year, content: Content::Text(decoded.text), hash });
        }
    }
    Ok(())
}

/// The files by department and year; the same twice is once.
pub fn grouped(came: Vec<Came>) -> Vec<Vec<Came>> {
    let mut groups: Vec<Vec<Came>> = Vec::new();
    for one in came {
        match groups.iter_mut().find(|group| (&group[0].unit, group[0].year) == (&one.unit, one.year)) {
            Some(group) if group.iter().any(|own| own.hash == one.hash) => {}
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}
