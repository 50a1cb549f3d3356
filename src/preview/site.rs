//! The web edition of the files as they are now, made when somebody asks for a page of it and kept until the files change.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use anyhow::{Result, bail};

use crate::compose::Before;
use crate::edition::WEB;
use crate::model::Year;
use crate::pipeline::{Product, Request, build};
use crate::project::Project;
use crate::release::before;

/// What a page of it may do: load from here, and search.
pub const SITE: &str = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; form-action 'self'; \
                        base-uri 'none'; frame-ancestors 'none'";

/// The files of a site, by their paths from its folder.
type Files = BTreeMap<String, Vec<u8>>;

/// The site of the newest files that were asked for.
#[derive(Default)]
pub struct Shelf(Mutex<Option<Kept>>);

/// A site, of which edit it is and what it was compared with.
struct Kept {
    version: u64,
    before: Arc<Before>,
    files: Arc<Files>,
}

impl Shelf {
    /// A file of the site: what kind it is, and its bytes. `version` counts the edits; of the same one nothing is made twice.
    ///
    /// # Errors
    /// The site cannot be made.
    pub fn file(
        &self,
        version: u64,
        (root, year): (&Path, Year),
        path: &str,
    ) -> Result<Option<(&'static str, Vec<u8>)>> {
        let files = self.files(version, root, year)?;
        let path = if path.is_empty() { "index.html" } else { path };
        Ok(files.get(path).map(|bytes| (kind(path), bytes.clone())))
    }

    fn files(&self, version: u64, root: &Path, year: Year) -> Result<Arc<Files>> {
        // Whoever asks while it is made waits for it; a fault while it was made leaves nothing behind.
        let mut kept = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let project = Project::at(root)?;
        let before = Arc::new(before(&project, year));
        if let Some(own) = kept.as_ref().filter(|own| own.version == version && own.before == before) {
            return Ok(Arc::clone(&own.files));
        }
        let compared = Arc::clone(&before);
        let request = Request { edition: &WEB, draft: true, year: Some(year), before: compared, ..Request::default() };
        let product = build(&project, &request, &mut |_| {})?.product;
        let Some(Product::Folder(files)) = product else { bail!("网页版没有做成：内容有错误") };
        let files = Arc::new(files);
        *kept = Some(Kept { version, before, files: Arc::clone(&files) });
        Ok(files)
    }
}

/// What a browser calls a kind of file.
fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        _ => "text/plain; charset=utf-8",
    }
}
