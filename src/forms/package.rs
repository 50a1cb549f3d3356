//! What a file is that came by mail, by what is in it and not by its name; and the files of a parcel.

use std::io::{Cursor, Read};

use anyhow::{Result, bail};
use zip::ZipArchive;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A workbook.
    Workbook,
    /// Files in one.
    Parcel,
    /// A text.
    Text,
}

/// A file of a parcel.
#[derive(Debug)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Largest file that is read, in bytes.
pub const MOST: u64 = 16 << 20;

/// Most that the parts of a workbook or a parcel take when unpacked, in bytes, and most parts.
const UNPACKED: (u64, usize) = (48 << 20, 600);

/// What the bytes are.
///
/// # Errors
/// They are of a kind that is not taken, or would take too much to look at; the message says what to do.
pub fn kind(bytes: &[u8]) -> Result<Kind> {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        bail!("是加了密码的工作簿，或旧格式的 .xls、.doc。请去掉密码，用“另存为”存成 .xlsx 再交。");
    }
    if !bytes.starts_with(b"PK") {
        return Ok(Kind::Text);
    }
    let mut archive = open(bytes)?;
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let has = |part: &str| names.iter().any(|name| name.eq_ignore_ascii_case(part));
    if names.iter().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
        bail!("带有宏（.xlsm），没有打开。请另存为不带宏的 .xlsx 再交。");
    }
    if has("word/document.xml") {
        bail!("是 Word 文件，不是填报表。请用发给你们的 .xlsx 填报表。");
    }
    if has("xl/workbook.bin") {
        bail!("是 .xlsb。请另存为 .xlsx 再交。");
    }
    if has("content.xml") && has("mimetype") {
        bail!("是 .ods。请另存为 .xlsx 再交。");
    }
    unpacked(&mut archive)?;
    Ok(if has("xl/workbook.xml") { Kind::Workbook } else { Kind::Parcel })
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>> {
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else {
        bail!("不完整或已损坏，打不开。请重新发送一次。");
    };
    if UNPACKED.1 < archive.len() {
        bail!("里面有 {} 个文件，太多了，没有打开。", archive.len());
    }
    Ok(archive)
}

/// Unpacks everything once and counts: what an archive says of its sizes is not to be believed.
fn unpacked(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<()> {
    let mut left = UNPACKED.0;
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else {
            bail!("有加密的或损坏的部分，打不开。请去掉密码，重新发送一次。");
        };
        let mut part = part.take(left + 1);
        let Ok(size) = std::io::copy(&mut part, &mut std::io::sink()) else {
            bail!("不完整或已损坏，打不开。请重新发送一次。");
        };
        if left < size {
            bail!("展开以后超过 {} MB，没有打开。", UNPACKED.0 >> 20);
        }
        left -= size;
    }
    Ok(())
}

/// The files of a parcel, folders left out. Names are for people alone: nothing is ever written under them.
///
/// # Errors
/// It cannot be read.
pub fn members(bytes: &[u8]) -> Result<Vec<Member>> {
    let mut archive = open(bytes)?;
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at)?;
        if part.is_dir() {
            continue;
        }
        // Programs of China write names in GBK.
        let name = match std::str::from_utf8(part.name_raw()) {
            Ok(name) => name.to_owned(),
            Err(_) => encoding_rs::GB18030.decode(part.name_raw()).0.into_owned(),
        };
        let mut bytes = Vec::new();
        part.by_ref().take(MOST + 1).read_to_end(&mut bytes)?;
        found.push(Member { name, bytes });
    }
    Ok(found)
}

/// Whether some text of a workbook is struck out, or raised or lowered, within its cell: what is read has no such marks.
///
/// # Errors
/// It cannot be read.
pub fn has_struck_text(bytes: &[u8]) -> Result<bool> {
    let mut archive = open(bytes)?;
    let mut text = String::new();
    if let Ok(part) = archive.by_name("xl/sharedStrings.xml")
        && part.take(UNPACKED.0).read_to_string(&mut text).is_err()
    {
        bail!("里面的文字读不了。请用 Excel 或 WPS 打开，另存一次再交。");
    }
    let runs = text.split("<rPr>").skip(1).map(|run| run.split("</rPr>").next().unwrap_or_default());
    let struck = |run: &str| {
        let strike = run
            .split("<strike")
            .nth(1)
            .is_some_and(|mark| !mark.starts_with(" val=\"0\"") && !mark.starts_with(" val=\"false\""));
        strike || run.contains("val=\"superscript\"") || run.contains("val=\"subscript\"")
    };
    Ok(runs.into_iter().any(struck))
}
