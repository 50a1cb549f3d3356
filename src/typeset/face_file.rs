//! A font file as it is read: whole to set with, without its outlines to ask what it has.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// Which part of a font file is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// All but the outlines, which are most of it: enough for its names and for which characters it has.
    NoOutlines,
}

/// The tables of outlines.
const OUTLINES: [&[u8]; 4] = [b"CFF ", b"CFF2", b"glyf", b"gvar"];

/// The size in bytes of the head of a font file, and of the entry of a table after it (OpenType, “Table Directory”).
const HEAD: usize = 12;
const ENTRY: usize = 16;

/// Reads a font file.
///
/// # Errors
/// The machine cannot read the file.
pub fn read(path: &Path, extent: Extent) -> io::Result<Vec<u8>> {
    match extent {
        Extent::Whole => std::fs::read(path),
        // What has no directory of tables is read whole, and is no font or several.
        Extent::NoOutlines => without_outlines(&mut File::open(path)?)?.map_or_else(|| std::fs::read(path), Ok),
    }
}

/// The same font with the other tables only.
fn without_outlines(file: &mut File) -> io::Result<Option<Vec<u8>>> {
    let size = file.metadata()?.len();
    let mut head = [0; HEAD];
    if file.read_exact(&mut head).is_err() || !matches!(&head[..4], b"OTTO" | b"true" | [0, 1, 0, 0]) {
        return Ok(None);
    }
    let mut directory = vec![0; usize::from(u16::from_be_bytes([head[4], head[5]])) * ENTRY];
    if file.read_exact(&mut directory).is_err() {
        return Ok(None);
    }
    let mut entries: Vec<&mut [u8]> = directory.chunks_exact_mut(ENTRY).collect();
    entries.retain(|entry| !OUTLINES.contains(&&entry[..4]));
    let (count, mut tables) = (entries.len(), Vec::new());
    for entry in &mut entries {
        let number = |at: usize| u32::from_be_bytes([entry[at], entry[at + 1], entry[at + 2], entry[at + 3]]);
        let (start, length) = (u64::from(number(8)), u64::from(number(12)));
        file.seek(SeekFrom::Start(start))?;
        let before = tables.len();
        // Tables that lie over each other would be more than the file.
        let fits = start + length <= size && before as u64 + length <= size;
        if !fits || file.take(length).read_to_end(&mut tables)? as u64 != length {
            return Ok(None);
        }
        let Ok(place) = u32::try_from(HEAD + count * ENTRY + before) else { return Ok(None) };
        entry[8..12].copy_from_slice(&place.to_be_bytes());
        tables.resize(tables.len().next_multiple_of(4), 0);
    }
    let Ok(number) = u16::try_from(entries.len()) else { return Ok(None) };
    head[4..6].copy_from_slice(&number.to_be_bytes());
    Ok(Some([&head[..], &entries.concat(), &tables].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_outlines_it_has_the_same_names_and_characters_and_what_is_no_font_is_read_whole() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
        let mut faces = 0;
        for path in super::super::font_files(&folder) {
            let (whole, rest) = (read(&path, Extent::Whole).unwrap(), read(&path, Extent::NoOutlines).unwrap());
            assert!(rest.len() < whole.len() / 2, "{path:?}: {} of {}", rest.len(), whole.len());
            let chars = |bytes: Vec<u8>| {
                let font = typst::text::Font::iter(typst::foundations::Bytes::new(bytes)).next().unwrap();
                (font.info().family.clone(), font.info().coverage.iter().collect::<Vec<_>>())
            };
            assert!(chars(whole) == chars(rest), "{path:?}");
            faces += 1;
        }
        assert!(0 < faces);
        let broken = tempfile::tempdir().unwrap();
        // Ten thousand tables, each of which is all of the file.
        let entry = [b"cmap\0\0\0\0\0\0\0\0", &(10_000 * 16 + 12_u32).to_be_bytes()[..]].concat();
        let bomb = [&b"OTTO\x27\x10\0\0\0\0\0\0"[..], &entry.repeat(10_000)].concat();
        let odd: [&[u8]; 5] =
            [b"", b"OTTO", b"OTTO\xff\xff\0\0\0\0\0\0", b"not a font, but long enough for a head", &bomb];
        for bytes in odd {
            let path = broken.path().join("broken.otf");
            std::fs::write(&path, bytes).unwrap();
            assert_eq!(read(&path, Extent::NoOutlines).unwrap(), bytes);
        }
    }
}
