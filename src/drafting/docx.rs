//! The text of a Word file: a line for each paragraph, the cells of a table's row apart by tabs.

use std::io::{Cursor, Read};

use anyhow::{Context, Result, anyhow, bail};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};
use zip::ZipArchive;

/// Largest document that is unpacked, in bytes: markup takes tens of times the text.
const MOST: u64 = 64 << 20;

/// Where the text is.
const DOCUMENT: &str = "word/document.xml";

/// What the new format begins with.
const PACKED: &[u8] = b"PK\x03\x04";

/// What the old format and encrypted files begin with.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// How an encrypted file calls what is in it, in the old format's UTF-16.
const ENCRYPTED: &str = "EncryptedPackage";

/// Whether bytes are those of a file of Word, old or new.
#[must_use]
pub fn is_word(bytes: &[u8]) -> bool {
    bytes.starts_with(PACKED) || bytes.starts_with(COMPOUND)
}

/// Reads the text.
///
/// # Errors
/// It is no .docx, it is encrypted, broken or larger than any plan.
pub fn read(bytes: &[u8]) -> Result<String> {
    if bytes.starts_with(COMPOUND) {
        let name: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
        if bytes.windows(name.len()).any(|window| window == name) {
            bail!("这个 Word 文件加了密码，读不了。请在 Word 里去掉密码后另存，再试一次。");
        }
        bail!("这是旧格式的 Word 文件（.doc），读不了。请在 Word 或 WPS 里另存为 .docx 或纯文本，再试一次。");
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
        if bytes.starts_with(PACKED) {
            anyhow!("这个 Word 文件（.docx）已损坏（没有传完，或不是 Word 文件），读不了。请重新取一份，或另存为纯文本，再试一次。")
        } else {
            anyhow!("这不是 Word 文件（.docx）。请另存为 .docx 或纯文本，再试一次。")
        }
    })?;
    let mut entry = archive.by_name(DOCUMENT).map_err(|_| {
        anyhow!("这个文件里没有 Word 正文（{DOCUMENT}），可能不是 Word 文件，或加了密码。请另存为 .docx 或纯文本。")
    })?;
    let mut markup = Vec::new();
    let read = entry.by_ref().take(MOST + 1).read_to_end(&mut markup);
    read.context("Word 文件已损坏，正文解不开。请重新另存为 .docx，再试一次。")?;
    if u64::try_from(markup.len()).is_ok_and(|len| MOST < len) {
        bail!("Word 文件的正文解开后超过 {} 兆字节，没有读取。请确认选对了文件，或另存为纯文本。", MOST >> 20);
    }
    let markup = String::from_utf8(markup).context("Word 文件的正文不是 UTF-8。请重新另存为 .docx，再试一次。")?;
    text(&markup)
}

/// What has been read of a document.
#[derive(Default)]
struct Lines {
    done: String,
    line: String,
    /// How many tables deep, and whether text of a cell stands in the row.
    tables: usize,
    /// Inside the text of a run.
    in_text: bool,
    /// Inside something that was deleted or is not printed, so many deep.
    hidden: usize,
}

/// The text of a document's markup.
fn text(markup: &str) -> Result<String> {
    let mut reader = Reader::from_str(markup);
    reader.config_mut().check_end_names = false;
    let mut lines = Lines::default();
    loop {
        match reader.read_event().context("Word 文件的正文不完整。请重新另存为 .docx，再试一次。")?
        {
            Event::Start(start) => lines.start(start.local_name().as_ref()),
            Event::Empty(start) => lines.empty(start.local_name().as_ref()),
            Event::End(end) => lines.end(end.local_name().as_ref()),
            Event::Text(text) if lines.in_text && lines.hidden == 0 => lines.line.push_str(&text),
            Event::CData(text) if lines.in_text && lines.hidden == 0 => lines.line.push_str(&text),
            Event::GeneralRef(reference) if lines.in_text && lines.hidden == 0 => {
                lines.line.extend(character(&reference));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    lines.break_line();
    Ok(lines.done)
}

/// The character that a reference such as &amp; stands for.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    resolve_predefined_entity(reference.as_ref())?.chars().next()
}

impl Lines {
    fn start(&mut self, name: &str) {
        match name {
            "t" => self.in_text = true,
            "tbl" => self.tables += 1,
            // What was deleted, instructions of fields, and the second form of a drawing.
            "del" | "moveFrom" | "instrText" | "Fallback" => self.hidden += 1,
            _ => self.empty(name),
        }
    }

    fn empty(&mut self, name: &str) {
        match name {
            "tab" if self.hidden == 0 => self.line.push('\t'),
            "br" | "cr" if self.tables == 0 => self.break_line(),
            "noBreakHyphen" => self.line.push('-'),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "del" | "moveFrom" | "instrText" | "Fallback" => self.hidden = self.hidden.saturating_sub(1),
            "p" if self.tables == 0 => self.break_line(),
            "tc" if self.tables == 1 => self.line.push('\t'),
            "tr" if self.tables == 1 => self.break_line(),
            "tbl" => self.tables = self.tables.saturating_sub(1),
            _ => {}
        }
    }

    fn break_line(&mut self) {
        self.done.push_str(self.line.strip_suffix('\t').unwrap_or(&self.line));
        self.done.push('\n');
        self.line.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn packed(name: &str, content: &[u8]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
        writer.finish().unwrap().into_inner()
    }

    fn told(bytes: &[u8]) -> String {
        read(bytes).unwrap_err().to_string()
    }

    #[test]
    fn paragraphs_breaks_tabs_and_tables_are_lines() {
        let markup = "<w:document><w:body><w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>一、目标</w:t></w:r></w:p>\
            <w:p><w:r><w:t xml:space='preserve'>研发 R&amp;D</w:t><w:br/><w:t>达到</w:t></w:r><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:r><w:t>3%</w:t></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2025</w:t></w:r></w:p><w:p><w:r><w:t>年</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
        let text = read(&packed(DOCUMENT, markup.as_bytes())).unwrap();
        assert_eq!(text, "\t一、目标\n研发 R&D\n达到3%\n指标\t2025年\n\n");
    }

    #[test]
    fn what_is_no_docx_is_told_in_words() {
        assert!(told(b"text").contains("不是 Word 文件"));
        assert!(told(&packed("other.xml", b"")).contains("没有 Word 正文"));
        assert!(told(&[COMPOUND, &[0; 600]].concat()).contains("旧格式"));
        let name: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(told(&[COMPOUND, &[0; 600], &name].concat()).contains("密码"));
        let whole = packed(DOCUMENT, "<w:p><w:t>全".repeat(999).as_bytes());
        assert!(told(whole.get(..whole.len() / 2).unwrap()).contains("已损坏"));
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let markup = vec![b' '; usize::try_from(MOST).unwrap() + 10];
        assert!(told(&packed(DOCUMENT, &markup)).contains("超过 64 兆字节"));
    }
}
