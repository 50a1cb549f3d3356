//! Many editions of what was judged once, on as many threads as there are processors.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use anyhow::{Result, anyhow, bail};

use super::{Notes, Outcome, Press, Request, Supplies, Watch};
use crate::diag::Diagnostics;
use crate::project::Project;
use crate::source::Sources;
use crate::threads::each;
use crate::typeset::forget;

/// One edition.
pub struct Part {
    /// The path of its file from the folder of all of them; of a folder that of the file that is opened first.
    pub path: String,
    /// The bytes of its files, by their paths from the same folder.
    pub files: Vec<(String, Vec<u8>)>,
    /// How many pages it has; none of what has no pages.
    pub pages: usize,
}

/// Says why an edition could not be made.
pub type Why<'a> = &'a (dyn Fn(&Diagnostics, &Sources) -> String + Sync);

/// Builds every edition that is asked for; the first is the largest and begins first.
///
/// # Errors
/// What all of them are made with cannot be read.
pub fn parts(project: &Project, asked: &[Request], checked: &mut Outcome, why: Why<'_>) -> Result<Vec<Result<Part>>> {
    let mut begin = |_: &'static str| {};
    let supplies = Supplies::gather(project, checked, &mut Watch::new(&mut begin))?;
    checked.fonts = Some(Arc::clone(&supplies.fonts));
    let checked = &*checked;
    let press = Press::new(&checked.assessment, &supplies).busy();
    // What goes wrong with one keeps nobody from the others.
    let made = each(asked, |request| {
        let part = catch_unwind(AssertUnwindSafe(|| part(&press, checked, request, why)));
        part.unwrap_or_else(|_| Err(anyhow!("程序内部出错，请告诉维护人员")))
    });
    forget();
    Ok(made)
}

fn part(press: &Press<'_>, checked: &Outcome, request: &Request, why: Why<'_>) -> Result<Part> {
    // A department's part lists what is open of this department, and of nobody else.
    let mut diags: Diagnostics = checked.diags.clone();
    let mut sources: Sources = checked.sources.clone();
    if let Some(unit) = &request.unit {
        diags.keep(|found| found.unit.as_ref().is_none_or(|own| own == unit));
    }
    let mut begin = |_: &'static str| {};
    let mut notes = Notes { sources: &mut sources, diags: &mut diags };
    let product = press.product(request, &mut notes, &mut Watch::new(&mut begin))?;
    let path = request.edition.file(request.unit.as_deref(), request.draft && !request.edition.of_unit);
    let Some(product) = product else { bail!("「{path}」排不出来。{}", why(&diags, &sources)) };
    let pages = product.pdf().map_or(0, |pdf| pdf.pages);
    Ok(Part { files: product.into_files(&path), path, pages })
}
