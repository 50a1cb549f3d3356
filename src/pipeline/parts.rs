//! Many editions of what was judged once, on as many threads as there are processors.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use anyhow::{Result, anyhow, bail};

use super::again::{Again, Earlier, Reuse, tools};
use super::{Notes, Outcome, Press, Request, Supplies, Watch};
use crate::diag::Diagnostics;
use crate::project::Project;
use crate::source::Sources;
use crate::threads::each;

/// One edition.
pub struct Part {
    /// The path of its file from the folder of all of them; of a folder that of the file that is opened first.
    pub path: String,
    /// The bytes of its files, by their paths from the same folder.
    pub files: Vec<(String, Vec<u8>)>,
    /// How many pages it has; none of what has no pages.
    pub pages: usize,
    /// One hash of all that it was made of, where [`Earlier`] was asked for it.
    pub fingerprint: Option<String>,
    /// Whether an earlier run made it.
    pub again: bool,
}

/// Says why an edition could not be made.
pub type Why<'a> = &'a (dyn Fn(&Diagnostics, &Sources) -> String + Sync);

/// Builds every edition that is asked for; the first is the largest and begins first. One that is set in pages is taken from
/// an `earlier` run if that made the same of the same.
///
/// # Errors
/// What all of them are made with cannot be read.
pub fn parts(
    project: &Project,
    asked: &[Request],
    checked: &mut Outcome,
    why: Why<'_>,
    earlier: Option<Earlier<'_>>,
) -> Result<Vec<Result<Part>>> {
    let mut begin = |_: &'static str| {};
    let supplies = Supplies::gather(project, checked, &mut Watch::new(&mut begin))?;
    checked.fonts = Some(Arc::clone(&supplies.fonts));
    let checked = &*checked;
    let press = Press::new(&checked.assessment, &supplies).busy();
    let tools = earlier.map(|_| tools(&supplies.fonts)).unwrap_or_default();
    // What goes wrong with one keeps nobody from the others.
    Ok(each(asked, |request| {
        let reuse = earlier.map(|earlier| Reuse::new(earlier, &tools));
        let part = catch_unwind(AssertUnwindSafe(|| part(&press, checked, request, why, reuse)));
        part.unwrap_or_else(|_| Err(anyhow!("程序内部出错，请告诉维护人员")))
    }))
}

fn part(
    press: &Press<'_>,
    checked: &Outcome,
    request: &Request,
    why: Why<'_>,
    reuse: Option<Reuse<'_>>,
) -> Result<Part> {
    // A department's part lists what is open of this department, and of nobody else.
    let mut diags: Diagnostics = checked.diags.clone();
    let mut sources: Sources = checked.sources.clone();
    if let Some(unit) = &request.unit {
        diags.keep(|found| found.unit.as_ref().is_none_or(|own| own == unit));
    }
    let mut begin = |_: &'static str| {};
    let mut notes = Notes { reuse, ..Notes::new(&mut sources, &mut diags) };
    let product = press.product(request, &mut notes, &mut Watch::new(&mut begin))?;
    let path = request.edition.file(request.unit.as_deref(), request.draft && !request.edition.of_unit);
    let (fingerprint, again) = notes.reuse.map(|reuse| (reuse.fingerprint, reuse.again)).unwrap_or_default();
    if let Some(Again { files, pages }) = again {
        return Ok(Part { path, files, pages, fingerprint, again: true });
    }
    let Some(product) = product else { bail!("「{path}」排不出来。{}", why(&diags, &sources)) };
    let pages = product.pdf().map_or(0, |pdf| pdf.pages);
    Ok(Part { files: product.into_files(&path), path, pages, fingerprint, again: false })
}
