//! What was judged as everybody may read it.

use std::sync::Arc;

use crate::assess::{Assessment, assess};
use crate::model::join;

/// What everybody may read, judged anew from what is left of the content.
#[must_use]
pub fn for_public(assessment: &Assessment) -> Assessment {
    let ledger = &assessment.ledger;
    assess(join(Arc::new(ledger.content.for_public()), ledger.year), assessment.as_of)
}
