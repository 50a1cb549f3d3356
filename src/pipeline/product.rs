//! An edition as it is handed over: one file, or the files of a folder.

use std::collections::BTreeMap;

use crate::typeset::Pdf;

/// An edition as it is handed over.
pub enum Product {
    /// Pages.
    Pdf(Pdf),
    /// A page for a browser.
    Html(String),
    /// A file of another format, such as a workbook.
    File(Vec<u8>),
    /// The files of a folder, each by its path from there, with `/`.
    Folder(BTreeMap<String, Vec<u8>>),
}

impl Product {
    /// The files of an edition that is written to `path`, each with its own path; of a folder `path` is the file that is opened
    /// first.
    #[must_use]
    pub fn files(&self, path: &str) -> Vec<(String, &[u8])> {
        let one = |bytes| vec![(path.to_owned(), bytes)];
        match self {
            Self::Pdf(pdf) => one(pdf.bytes.as_slice()),
            Self::Html(page) => one(page.as_bytes()),
            Self::File(bytes) => one(bytes),
            Self::Folder(files) => {
                let folder = folder(path);
                files.iter().map(|(own, bytes)| (format!("{folder}{own}"), bytes.as_slice())).collect()
            }
        }
    }

    /// The same without a copy of the bytes.
    #[must_use]
    pub fn into_files(self, path: &str) -> Vec<(String, Vec<u8>)> {
        let one = |bytes| vec![(path.to_owned(), bytes)];
        match self {
            Self::Pdf(pdf) => one(pdf.bytes),
            Self::Html(page) => one(page.into_bytes()),
            Self::File(bytes) => one(bytes),
            Self::Folder(files) => {
                let folder = folder(path);
                files.into_iter().map(|(own, bytes)| (format!("{folder}{own}"), bytes)).collect()
            }
        }
    }

    /// The pages, of editions that have pages.
    #[must_use]
    pub fn pdf(&self) -> Option<&Pdf> {
        if let Self::Pdf(pdf) = self { Some(pdf) } else { None }
    }

    /// The files, of editions that are a folder of them.
    #[must_use]
    pub fn folder(&self) -> Option<&BTreeMap<String, Vec<u8>>> {
        if let Self::Folder(files) = self { Some(files) } else { None }
    }
}

/// The folder of a file, as a path of another one begins.
fn folder(path: &str) -> String {
    path.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default()
}
