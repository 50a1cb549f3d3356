//! SHA-256 of what was read: what a signature and a manifest are bound to.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// Takes in pieces one after the other; each piece's length is part of the hash, so that no two lists are alike.
#[derive(Default)]
pub struct Hasher(Sha256);

impl Hasher {
    /// Takes in one piece.
    pub fn add(&mut self, piece: &[u8]) {
        self.0.update((piece.len() as u64).to_le_bytes());
        self.0.update(piece);
    }

    /// The hash in hexadecimal.
    #[must_use]
    pub fn hex(self) -> String {
        hex(&self.0.finalize())
    }
}

/// SHA-256 of one piece in hexadecimal.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// SHA-256 of one piece.
#[must_use]
pub fn hash_bytes(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The list of the hashes of the files of a folder, beside them.
pub const SUMS: &str = "SHA256SUMS";

/// The files of a folder with the list of their hashes among them, as `sha256sum` writes it.
#[must_use]
pub fn with_sums(mut files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let lines: String = files.iter().map(|(path, bytes)| format!("{}  {path}\n", hash(bytes))).collect();
    files.insert(SUMS.to_owned(), lines.into_bytes());
    files
}
