//! The texts of a submission, for rules about writing and for those who look for one.

use super::field::{Field, Key, Shape, submission as field};
use super::{Step, Submission};
use crate::source::Spanned;

/// A text of a submission and what it is, for rules about writing.
#[derive(Debug, Clone, Copy)]
pub struct Prose<'a> {
    /// The field it stands in.
    pub field: &'static Field,
    /// What it belongs to: an assignment's number, an indicator's name; empty where it stands for itself.
    pub owner: &'a str,
    /// The text.
    pub text: &'a Spanned<String>,
}

impl Prose<'_> {
    /// Whether a report sets it as Markdown; other texts are printed as they are.
    #[must_use]
    pub fn is_markdown(&self) -> bool {
        let key = self.field.key;
        matches!(self.field.shape, Shape::Paragraphs)
            || [field::Entry::REMARK.key, field::Submission::SUPPORT.key].contains(&key)
    }
}

impl Submission {
    /// Every text in it, field by field.
    pub fn prose(&self) -> impl Iterator<Item = Prose<'_>> {
        fn of<'a>(field: &'static Field, owner: &'a str, text: Option<&'a Spanned<String>>) -> Option<Prose<'a>> {
            text.map(|text| Prose { field, owner, text })
        }
        let contact =
            self.filing.iter().filter_map(|filing| of(field::Filing::CONTACT.field(), "", filing.contact.as_ref()));
        let figures = self.entries.iter().flat_map(move |(name, e)| {
            let fields = [field::Entry::SOURCE, field::Entry::SCOPE, field::Entry::REMARK].map(Key::field);
            let own = fields.into_iter().zip([&e.source, &e.scope, &e.remark]);
            let own = own.filter_map(move |(field, text)| of(field, name.as_str(), text.as_ref()));
            let reason = field::Revision::REASON.field();
            let peers = e.peers.iter().flat_map(move |peer| {
                let city = of(field::Peer::CITY.field(), name.as_str(), Some(&peer.city));
                city.into_iter().chain(of(field::Peer::SOURCE.field(), name.as_str(), Some(&peer.source)))
            });
            own.chain(peers).chain(
                e.revisions.iter().filter_map(move |revision| of(reason, name.as_str(), revision.reason.as_ref())),
            )
        });
        let progress = self.progress.iter().flat_map(move |(number, p)| {
            let fields = [field::Progress::DONE, field::Progress::PROBLEM, field::Progress::NEXT].map(Key::field);
            let fields = fields.into_iter().zip([&p.done, &p.problem, &p.next]);
            fields.filter_map(move |(field, text)| of(field, number.as_str(), text.as_ref()))
        });
        let reasons = self.milestones.iter().flat_map(move |(name, m)| {
            let fields = [field::Judged::REASON, field::Judged::SOURCE].map(Key::field).into_iter();
            let own = fields.zip([&m.reason, &m.source]);
            own.filter_map(move |(field, text)| of(field, name.as_str(), text.as_ref()))
        });
        let steps = self.steps().flat_map(move |(number, step)| step_prose(number, step));
        let updates = self.progress.iter().flat_map(move |(number, p)| {
            let own = p.updates.iter();
            own.filter_map(move |update| of(field::Update::TEXT.field(), number.as_str(), Some(&update.text)))
        });
        let support = self
            .support
            .iter()
            .filter_map(move |(number, text)| of(field::Submission::SUPPORT.field(), number.as_str(), Some(text)));
        let cases = self.cases.iter().flat_map(move |case| {
            let alone = [
                of(field::Case::TITLE.field(), "", Some(&case.title)),
                of(field::Case::CAPTION.field(), case.title.as_str(), case.caption.as_ref()),
                of(field::Case::BODY.field(), case.title.as_str(), case.body.as_ref()),
            ];
            alone.into_iter().flatten()
        });
        let events = self.events.iter().flat_map(|event| {
            let headline = of(field::Event::HEADLINE.field(), "", event.headline.as_ref());
            of(field::Event::TEXT.field(), "", Some(&event.text)).into_iter().chain(headline)
        });
        let funds = self.funds.iter().flat_map(|fund| {
            let name = of(field::Fund::NAME.field(), "", Some(&fund.name));
            name.into_iter().chain(of(field::Fund::SOURCE.field(), fund.name.as_str(), fund.source.as_ref()))
        });
        let projects = self.projects.iter().flat_map(move |project| {
            let name = of(field::MajorProject::NAME.field(), "", Some(&project.name));
            let place = of(field::MajorProject::PLACE.field(), project.name.as_str(), project.place.as_ref());
            name.into_iter().chain(place)
        });
        let all = contact.chain(projects).chain(figures).chain(progress).chain(reasons).chain(support).chain(cases);
        let requests = self.requests.iter().filter_map(|own| of(field::Request::TEXT.field(), "", Some(&own.text)));
        let all = all.chain(events).chain(funds).chain(steps).chain(updates).chain(requests);
        all.filter(|prose| !prose.text.trim().is_empty())
    }
}

/// The texts of a step.
fn step_prose<'a>(number: &'a str, step: &'a Step) -> impl Iterator<Item = Prose<'a>> {
    let fields = [field::Step::OWNER.field(), field::Step::DROPPED.field(), field::Step::REMARK.field()];
    let texts = fields.into_iter().zip([&step.owner, &step.dropped, &step.remark]);
    let rest = texts.filter_map(move |(field, text)| Some(Prose { field, owner: number, text: text.as_ref()? }));
    std::iter::once(Prose { field: field::Step::NAME.field(), owner: number, text: &step.name }).chain(rest)
}
