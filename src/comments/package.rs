//! The parts of a Word file that comments are in, read within limits; what could do harm is refused.

use std::io::{Cursor, Read};

use anyhow::{Result, bail};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::entry::{is_markup, refused};
use super::salvage::salvaged;

/// Largest file that is read, in bytes.
pub const LARGEST: u64 = 96 << 20;

/// Most that its markup takes when unpacked, in bytes; most parts.
const MOST: (u64, usize) = (64 << 20, 4000);

/// Deepest nesting of elements: tables in tables in text boxes have some sixty.
const DEEPEST: usize = 200;

/// The parts.
#[derive(Debug, Clone, Default)]
pub struct Opened {
    /// The text.
    pub document: String,
    /// The comments.
    pub comments: Option<String>,
    /// The notes at the foot of pages.
    pub notes: Option<String>,
    /// What is missing, as whole sentences.
    pub missing: Vec<String>,
}

/// Opens a file.
///
/// # Errors
/// It is no .docx, or holds what a file for comments has no use for.
pub fn open(bytes: &[u8]) -> Result<Opened> {
    if u64::try_from(bytes.len()).is_ok_and(|length| LARGEST < length) {
        bail!("文件超过 {} MB，没有打开。", LARGEST >> 20);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        bail!("这是旧格式的 Word 文件（.doc），或加了密码。请去掉密码，另存为 .docx，再试一次。");
    }
    if !bytes.starts_with(b"PK") {
        bail!("这不是 Word 文件（.docx）。请另存为 .docx，再试一次。");
    }
    let (parts, cut) = match whole(bytes)? {
        Some(parts) => (parts, false),
        None => (salvaged(bytes, MOST.0)?, true),
    };
    for (name, text) in &parts {
        harmless(name, text)?;
    }
    let mut opened = Opened::default();
    if cut {
        opened.missing.push("文件不完整（没有传完，或已损坏），只列出读得到的部分；请对方重新发送一次。".to_owned());
    }
    let find = |kind: &str, usual: &str| {
        let types = parts.iter().find(|(name, _)| name == "[Content_Types].xml").map(|(_, text)| text.as_str());
        let named = types.and_then(|types| part_of(types, kind));
        let has = |wanted: &str| parts.iter().find(|(name, _)| name == wanted).map(|(_, text)| text.clone());
        named.and_then(|name| has(name.trim_start_matches('/'))).or_else(|| has(usual))
    };
    match find("document.main+xml", "word/document.xml") {
        Some(text) => opened.document = text,
        None if cut => opened.missing.push("正文没有读到。".to_owned()),
        None => bail!("这个文件里没有 Word 正文，可能不是 Word 文件。请另存为 .docx，再试一次。"),
    }
    opened.comments = find(".comments+xml", "word/comments.xml");
    opened.notes = find(".footnotes+xml", "word/footnotes.xml");
    Ok(opened)
}

/// The markup of a file that is whole; none of one that was cut.
fn whole(bytes: &[u8]) -> Result<Option<Vec<(String, String)>>> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(None) };
    if MOST.1 < archive.len() {
        bail!("里面有 {} 个部分，太多了，没有打开。", archive.len());
    }
    let mut left = MOST.0;
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let Ok(mut part) = archive.by_index(at) else { return Ok(None) };
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        refused(&name)?;
        if !is_markup(&name) {
            continue;
        }
        let mut unpacked = Vec::new();
        if part.by_ref().take(left + 1).read_to_end(&mut unpacked).is_err() {
            return Ok(None);
        }
        let size = u64::try_from(unpacked.len()).unwrap_or(u64::MAX);
        if left < size {
            bail!("展开以后超过 {} MB，没有打开。", MOST.0 >> 20);
        }
        left -= size;
        parts.push((name, String::from_utf8_lossy(&unpacked).into_owned()));
    }
    Ok(Some(parts))
}

/// Refuses markup that defines entities, is nested without end, or leads to something outside that a reader would fetch.
fn harmless(name: &str, text: &str) -> Result<()> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let relations = name.ends_with(".rels");
    let mut depth = 0usize;
    loop {
        let event = reader.read_event();
        if let (true, Ok(Event::Start(tag) | Event::Empty(tag))) = (relations, &event) {
            let value = |name: &str| {
                let mut attributes = tag.attributes();
                let mut all = attributes.with_checks(false).flatten();
                let found = all.find(|own| own.key.local_name().as_ref() == name)?;
                Some(found.value.to_string())
            };
            let outside = value("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("External"));
            let kind = value("Type").unwrap_or_default();
            if outside && !kind.ends_with("/hyperlink") {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                bail!("里面有取自外部的内容（{kind}），没有打开。请在 Word 里断开外部链接，另存为 .docx。");
            }
        }
        match event {
            Ok(Event::DocType(_)) => bail!("里面定义了实体（DOCTYPE），不是 Word 存的文件，没有打开。"),
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            // Where it was cut, that is told when it is read.
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
        if DEEPEST < depth {
            bail!("里面的元素套了 {DEEPEST} 层以上，没有打开。");
        }
    }
}

/// The part that is of a kind.
fn part_of(types: &str, kind: &str) -> Option<String> {
    let mut reader = Reader::from_str(types);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let value = |name: &str| {
                    let mut attributes = tag.attributes();
                    let mut all = attributes.with_checks(false).flatten();
                    all.find(|own| own.key.local_name().as_ref() == name).map(|own| own.value.to_string())
                };
                if value("ContentType").is_some_and(|own| own.ends_with(kind)) {
                    return value("PartName");
                }
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}
