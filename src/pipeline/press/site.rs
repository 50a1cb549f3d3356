//! The document as a site, with the data and with what is not as it was in the release before.

use anyhow::Result;

use super::super::tables::imprint;
use super::{Notes, Press, order};
use crate::chart::indicator_charts;
use crate::compose::{Published, Since};
use crate::data;
use crate::document::Document;
use crate::model::Audience;
use crate::pipeline::Request;
use crate::pipeline::inputs::{digest, inputs};
use crate::site::{self, Against, Site};
use crate::write::Illustrations;

impl Press<'_> {
    /// The pages of a site round the document with the full text.
    pub(super) fn site(&self, request: &Request, document: &Document, notes: &mut Notes<'_>) -> Result<Site> {
        let Self { assessment, supplies, composer, .. } = self;
        let own = indicator_charts(assessment);
        let pictures = &assessment.ledger.content.pictures;
        let mut drawings = supplies.drawings.clone();
        drawings.extend(own.iter().map(|chart| (chart.name.clone(), chart.svg(&supplies.style).into_bytes().into())));
        let view = composer.view(&order(request, notes));
        site::build(&site::Materials {
            document,
            own: &own,
            illustrations: Illustrations { charts: &drawings, pictures },
            style: &supplies.style,
            since: &self.since(request, &view.meta.edition),
            data: &data::offer(assessment, &imprint(assessment, request))?,
            digest: &digest(&inputs(notes.sources, &assessment.ledger.content)),
            view: &view,
        })
    }

    /// What is not as it was in the release before, for the same readers.
    fn since(&self, request: &Request, edition: &str) -> Against {
        let content = &self.assessment.ledger.content;
        let earlier = match content.audience {
            Audience::Office => &request.before.internal,
            Audience::Public => &request.before.public,
        };
        let Some(earlier) = earlier else { return Against::First };
        let Some(said) = earlier.said.clone() else { return Against::Unread(earlier.name.clone()) };
        let now = Published::of(self.assessment, edition);
        let said = match (content.audience, self.office) {
            (Audience::Office, _) => said,
            (Audience::Public, Some(office)) => said.without_what_is_withheld(&Published::of(office, edition), &now),
            // What is withheld cannot be told from what is gone.
            (Audience::Public, None) => return Against::First,
        };
        Against::Since(Box::new(Since::new(&earlier.name, &said, &now, self.assessment)))
    }
}
