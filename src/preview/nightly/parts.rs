//! The editions of a night: all of them from what was judged once, on as many threads as there are processors.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use anyhow::{Result, anyhow, bail};

use crate::diag::Diagnostics;
use crate::edition;
use crate::pipeline::{Notes, Outcome, Press, Request, Supplies, Watch};
use crate::preview::fault;
use crate::project::Project;
use crate::source::Sources;
use crate::typeset::forget;

/// One file of a night.
pub struct NightFile {
    /// Its path from the night's folder.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many pages it has; none of what has no pages.
    pub pages: usize,
}

/// Builds every edition that a night makes, each department's part among them; the first is the largest and begins first.
///
/// # Errors
/// What all of them are made with cannot be read.
pub fn built(project: &Project, request: &Request, checked: &mut Outcome) -> Result<Vec<Result<NightFile>>> {
    let mut begin = |_: &'static str| {};
    let supplies = Supplies::gather(project, checked, &mut Watch::new(&mut begin))?;
    let checked = &*checked;
    let press = Press::new(&checked.assessment, &supplies).busy();
    let units: Vec<String> = checked.content.plan.departments.iter().map(|unit| unit.name.value.clone()).collect();
    let asked: Vec<Request> = edition::ALL
        .iter()
        .filter(|edition| edition.nightly)
        .flat_map(|edition| {
            let units = if edition.of_unit { units.iter().cloned().map(Some).collect() } else { vec![None] };
            units.into_iter().map(|unit| Request { edition, unit, draft: true, ..request.clone() })
        })
        .collect();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get).min(asked.len());
    let next = Mutex::new(0..asked.len());
    let done: Mutex<BTreeMap<usize, Result<NightFile>>> = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let Some(at) = next.lock().ok().and_then(|mut next| next.next()) else { return };
                    let part = catch_unwind(AssertUnwindSafe(|| part(&press, checked, &asked[at])));
                    let part = part.unwrap_or_else(|_| Err(anyhow!("程序内部出错，请告诉维护人员")));
                    if let Ok(mut done) = done.lock() {
                        done.insert(at, part);
                    }
                }
            });
        }
    });
    forget();
    let done = done.into_inner().map_err(|_| anyhow!("程序内部出错，请告诉维护人员"))?;
    Ok(done.into_values().collect())
}

fn part(press: &Press<'_>, checked: &Outcome, request: &Request) -> Result<NightFile> {
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
    let Some(product) = product else { bail!("「{path}」排不出来。{}", fault::late(&diags, &sources)) };
    Ok(NightFile { path, pages: product.pdf().map_or(0, |pdf| pdf.pages), bytes: product.into_bytes() })
}
