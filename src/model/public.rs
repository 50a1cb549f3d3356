//! What everybody may read of what was filed: the rest is taken out before anything is made of it, so that nothing can show it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Audience, Content, Entry, Judged, Method, Progress, Status, Step, Steps, Submission};
use crate::source::Spanned;

/// What the public is told of a trend that leads away from the target.
pub const PUBLIC_AWAY: &str = "背离目标";

/// What the public is told of what went back: where more is better everywhere in the plan, and elsewhere.
pub const PUBLIC_REGRESSED: [&str; 2] = ["低于基期", "差于基期"];

/// Why a value was restated whose words are for the office alone.
const UNSAID: &str = "理由没有公开";

impl Content {
    /// The word of a status for those who read it: what the office calls 倒退 is told to the public as what it is.
    #[must_use]
    pub fn told(&self, status: Status) -> &'static str {
        match (status, self.audience) {
            (Status::Regressed, Audience::Public) => {
                let falling = self.plan.indicators.iter().any(|own| !own.aim().rising);
                PUBLIC_REGRESSED[usize::from(falling)]
            }
            _ => status.word(),
        }
    }

    /// The same where a method says it: a trend that leads the wrong way may still be better than the start.
    #[must_use]
    pub fn told_by(&self, status: Status, method: Method) -> &'static str {
        match (status, method, self.audience) {
            (Status::Regressed, Method::Projection, Audience::Public) => PUBLIC_AWAY,
            _ => self.told(status),
        }
    }

    /// The same without what is for the offices alone. Figures, statuses and judgements stay; words, projects, cases, events and
    /// steps that are marked go, and so does whatever is for the offices by its kind: who filled a file in, what they ask for.
    #[must_use]
    pub fn for_public(&self) -> Self {
        let withheld = self.submissions.iter().any(|own| own.withholds());
        // What one file withholds, no other year's file gives away.
        let own = self.submissions.iter();
        let steps = own.clone().flat_map(|own| own.withheld_steps());
        let projects = own.clone().flat_map(|own| &own.projects).filter(|project| project.withheld);
        let closed = Closed {
            steps: steps.map(|(number, step)| (number.as_str(), step.name.as_str())).collect(),
            projects: projects.map(|project| project.name.as_str()).collect(),
        };
        let submissions = own.map(|own| Arc::new(own.for_public(&closed))).collect();
        Self { submissions, audience: Audience::Public, withheld, ..self.clone() }
    }
}

/// What is for the office alone in any year: steps by assignment and name, projects by name.
struct Closed<'a> {
    steps: BTreeSet<(&'a str, &'a str)>,
    projects: BTreeSet<&'a str>,
}

impl Submission {
    /// Whether anything in it is marked as being for the office alone.
    fn withholds(&self) -> bool {
        self.entries.iter().any(|(_, own)| own.withheld)
            || self.progress.iter().any(|(_, own)| own.withheld)
            || self.milestones.iter().any(|(_, own)| own.withheld)
            || self.projects.iter().any(|own| own.withheld)
            || self.funds.iter().any(|own| own.withheld)
            || self.cases.iter().any(|own| own.withheld)
            || self.events.iter().any(|own| own.withheld)
            || self.steps().any(|(_, own)| own.withheld)
            || !self.withheld_support.is_empty()
    }

    /// The steps that are for the office alone: marked themselves, or among words that are.
    fn withheld_steps(&self) -> impl Iterator<Item = (&Spanned<String>, &Arc<Step>)> {
        let whole = |number: &Spanned<String>| {
            self.progress.iter().any(|(own, progress)| progress.withheld && own.value == number.value)
        };
        let led = self.progress.iter().flat_map(|(number, own)| own.steps.iter().map(move |step| (number, step)));
        let led = led.filter(move |(number, step)| step.withheld || whole(number));
        let support = self.support_steps.iter().flat_map(|(number, own)| own.iter().map(move |step| (number, step)));
        led.chain(support.filter(|(number, step)| step.withheld || self.withheld_support.contains(&number.value)))
    }

    fn for_public(&self, closed: &Closed<'_>) -> Self {
        let mut own = self.clone();
        own.filing = None;
        own.requests.clear();
        own.projects.retain(|own| !closed.projects.contains(own.name.as_str()));
        own.funds.retain(|own| !own.withheld);
        own.cases.retain(|own| !own.withheld);
        own.events.retain(|own| !own.withheld);
        for (_, entry) in own.entries.iter_mut().filter(|(_, entry)| entry.withheld) {
            let mut shown = Entry { scope: None, remark: None, peers: Vec::new(), ..Entry::clone(entry) };
            // That a value was restated is a figure; why, is a word.
            for reason in shown.revisions.iter_mut().filter_map(|own| own.reason.as_mut()) {
                UNSAID.clone_into(&mut reason.value);
            }
            *entry = Arc::new(shown);
        }
        for (_, judged) in own.milestones.iter_mut().filter(|(_, judged)| judged.withheld) {
            *judged = Arc::new(Judged { reason: None, source: None, ..Judged::clone(judged) });
        }
        for (number, progress) in &mut own.progress {
            *progress = Arc::new(public(number, progress, closed));
        }
        let withheld = std::mem::take(&mut own.withheld_support);
        own.support.retain(|(number, _)| !withheld.contains(&number.value));
        own.support_steps.retain(|(number, _)| !withheld.contains(&number.value));
        for (number, steps) in &mut own.support_steps {
            *steps = shown(number, steps, closed);
        }
        own
    }
}

/// What is told of an assignment; of words that are for the office alone, only that there are some.
fn public(number: &str, progress: &Progress, closed: &Closed<'_>) -> Progress {
    if !progress.withheld {
        return Progress { steps: shown(number, &progress.steps, closed), ..progress.clone() };
    }
    Progress { done: None, problem: None, next: None, steps: Steps::new(), updates: Vec::new(), ..progress.clone() }
}

fn shown(number: &str, steps: &Steps, closed: &Closed<'_>) -> Steps {
    let open = |step: &&Arc<Step>| !closed.steps.contains(&(number, step.name.as_str()));
    steps.iter().filter(open).cloned().collect()
}
