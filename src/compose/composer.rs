//! The view through the templates to a document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::engine::Engine;
use super::templates::Templates;
use super::view::{OpenView, View};
use crate::assess::Assessment;
use crate::chart;
use crate::diag::{Diagnostic, Diagnostics, did_you_mean, rules};
use crate::document::{ChartReference, Document, DocumentKind, Rewording, Surroundings, parse};

/// What is to be written.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// The template it begins with.
    pub template: &'static str,
    /// What this part of the report is called; none for the whole.
    pub subtitle: Option<String>,
    /// The edition's word, where it is not the settings'.
    pub edition: Option<String>,
    /// The department whose part it is.
    pub unit: Option<String>,
    /// Whether it is a draft, built in spite of errors and stamped.
    pub draft: bool,
    /// Whether it is for comments: numbered lines and room at the side.
    pub review: bool,
    /// What is missing or wrong; printed in drafts.
    pub open: Vec<OpenView>,
    /// What was let pass when it was released.
    pub exceptions: Vec<Exception>,
}

/// Something that stood in the way of a release and was let pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// The rule.
    pub rule: String,
    /// What was let pass, in words.
    pub what: Vec<String>,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
}

/// Everything that documents of one year are made from.
pub struct Composer<'a> {
    engine: Engine<'a>,
    assessment: &'a Assessment,
    view: View,
    charts: BTreeMap<String, ChartReference>,
}

impl<'a> Composer<'a> {
    /// Gets ready; what all documents share is made once.
    #[must_use]
    pub fn new(templates: &'a Templates, assessment: &'a Assessment, charts: &[chart::Chart]) -> Self {
        let known = |chart: &chart::Chart| {
            let (name, alt, caption) = (chart.name.clone(), chart.alt.clone(), chart.caption.clone());
            (name.clone(), ChartReference { name, alt, caption })
        };
        Self {
            engine: Engine::new(templates),
            assessment,
            view: View::new(assessment, charts, &Order::default()),
            charts: charts.iter().map(known).collect(),
        }
    }

    /// What the templates see of what is ordered.
    #[must_use]
    pub fn view(&self, order: &Order) -> View {
        self.view.ordered(self.assessment, order)
    }

    /// Fills the templates and reads what they wrote. A template's mistake is a finding, and then there is no document.
    pub fn compose(&self, order: &Order, diags: &mut Diagnostics) -> Option<Document> {
        let view = self.view(order);
        let markup = self.engine.render(order.template, &view, diags)?;
        let (content, year) = (&self.assessment.ledger.content, self.assessment.ledger.year);
        let picture = |path: &str| {
            let key = format!("{year}/{path}");
            content.pictures.iter().any(|picture| picture.path == key).then_some(key)
        };
        let surroundings = Surroundings { meta: view.meta.document(), charts: &self.charts, picture: &picture };
        let (document, faults) = parse(&markup, &surroundings);
        for fault in &faults {
            diags.push(self.engine.fault(fault));
        }
        let mut document = document.filter(|_| faults.is_empty())?;
        self.reword(&mut document, diags);
        Some(document)
    }

    /// Puts the office's own headings into a document. That a book has none of such a name is a finding.
    fn reword(&self, document: &mut Document, diags: &mut Diagnostics) {
        let own = &self.assessment.ledger.content.settings.headings;
        let rewordings: Vec<Rewording<'_>> = own
            .iter()
            .map(|own| Rewording { own: &own.own, new: own.new.as_deref(), lead: own.lead.as_deref() })
            .collect();
        let (found, headings) = document.reword(&rewordings);
        let missing = own.iter().zip(found).filter(|(_, found)| !found && document.form == DocumentKind::Book);
        for (own, _) in missing {
            let hint = did_you_mean(&own.own, headings.iter().map(String::as_str));
            diags.push(
                Diagnostic::error(rules::UNKNOWN_HEADING, format!("报告里没有标题「{}」，没有改。", own.own.value))
                    .at(own.own.span)
                    .help(format!("{hint}「原题」照报告目录里的写，不带编号。")),
            );
        }
    }
}
