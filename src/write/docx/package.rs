//! The parts of a Word file, packed: the same parts are the same bytes.

use std::io::{Cursor, Write};

use anyhow::{Context, Result};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

/// One part.
pub struct Part {
    /// Its path.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Part {
    /// A part of markup.
    pub fn xml(path: &str, body: &str) -> Self {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        Self { path: path.to_owned(), bytes: format!("{head}{body}").into_bytes() }
    }

    /// Its markup.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap_or_default()
    }
}

/// The file.
///
/// # Errors
/// It is larger than such a file may be.
pub fn packed(parts: &[Part]) -> Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        let pixels = part.path.ends_with(".png") || part.path.ends_with(".jpg");
        let method = if pixels { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        writer.start_file(part.path.as_str(), options).context("Word 文件存不成")?;
        writer.write_all(&part.bytes).context("Word 文件存不成")?;
    }
    Ok(writer.finish().context("Word 文件存不成")?.into_inner())
}
