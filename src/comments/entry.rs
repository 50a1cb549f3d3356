//! Which parts of a packed file are looked at, and which make it be refused.

use anyhow::{Result, bail};

/// Whether a part is markup that is looked at.
pub fn is_markup(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".xml") || name.ends_with(".rels")
}

/// Refuses a file with programs in it.
pub fn refused(name: &str) -> Result<()> {
    if name.to_ascii_lowercase().ends_with("vbaproject.bin") {
        bail!("带有宏（.docm），没有打开。请另存为不带宏的 .docx。");
    }
    Ok(())
}
