//! The package: a zip whose entries are written one after the other, with no time in them (GB/T 33190-2016, 7.2).

use std::io::{Seek, Write};

use anyhow::Result;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

/// How hard parts are packed, from 1 to 9: more takes longer and saves next to nothing.
const LEVEL: i64 = 4;

/// A package being written.
pub struct Package<W: Write + Seek>(ZipWriter<W>);

impl<W: Write + Seek> Package<W> {
    /// Begins one.
    pub fn new(into: W) -> Self {
        Self(ZipWriter::new(into))
    }

    /// Adds a text.
    pub fn text(&mut self, path: &str, text: &str) -> Result<()> {
        self.bytes(path, text.as_bytes())
    }

    /// Adds bytes that get smaller when they are packed.
    pub fn bytes(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        self.entry(path, bytes, CompressionMethod::Deflated)
    }

    /// Adds bytes that are packed already.
    pub fn stored(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        self.entry(path, bytes, CompressionMethod::Stored)
    }

    /// Writes the directory and gives the sink back.
    pub fn finish(self) -> Result<W> {
        Ok(self.0.finish()?)
    }

    fn entry(&mut self, path: &str, bytes: &[u8], method: CompressionMethod) -> Result<()> {
        let level = (method == CompressionMethod::Deflated).then_some(LEVEL);
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .compression_level(level)
            .last_modified_time(DateTime::default());
        self.0.start_file(path, options)?;
        self.0.write_all(bytes)?;
        Ok(())
    }
}
