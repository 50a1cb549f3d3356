//! What measures an assignment, held against what its department says of it.

use super::Assessment;
use crate::model::{Assignment, Indicator, Status};

impl Assessment {
    /// What measures an assignment: the indicators that name it and the milestones of its section, by name; only those that
    /// were judged.
    #[must_use]
    pub fn measured(&self, assignment: &Assignment) -> Vec<(&str, Status)> {
        let plan = &self.ledger.content.plan;
        let own = |i: &Indicator| i.assignment.as_ref().is_some_and(|number| *number.value == *assignment.number);
        let indicators = plan.indicators.iter().enumerate().filter(|(_, i)| own(i));
        let indicators = indicators.filter_map(|(at, i)| Some((i.name.as_str(), self.verdict(at)?.status)));
        let milestones = plan.milestones.iter().zip(&self.milestones);
        let milestones = milestones.filter(|(m, _)| m.section == *assignment.number);
        let milestones = milestones.map(|(m, status)| (m.name.as_str(), *status));
        indicators.chain(milestones).filter(|(_, status)| !status.open()).collect()
    }

    /// What is behind its path of the `at`-th assignment, whose department says that it is on track or done.
    #[must_use]
    pub fn against_the_word(&self, at: usize, assignment: &Assignment) -> Vec<(&str, Status)> {
        if !self.assignment(at).good() {
            return Vec::new();
        }
        self.measured(assignment).into_iter().filter(|(_, status)| status.behind()).collect()
    }
}
