//! Indicators counted by status, all together or in groups, with shares that add up.

use super::Assessment;
use crate::model::{Choice, Decimal, Indicator, Status};

/// How many of a group have each status, in the order of the vocabulary; only statuses that occur.
pub type Rollup = Vec<(Status, usize)>;

/// What indicators are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// Task area.
    Area,
    /// Task.
    Task,
    /// Responsible department.
    Department,
    /// Leader of the assignment they measure.
    Leader,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its name; what belongs nowhere is under 其他.
    pub name: String,
    /// Its indicators counted by status.
    pub counts: Rollup,
    /// The share of each count, in tenths of a percent that add up to 1000.
    pub shares: Vec<u32>,
}

/// Shares in tenths of a percent by the largest remainder: each is rounded down, and what is left of 1000 goes to the
/// largest remainders, to the first of equal ones. None where there is nothing to share.
#[must_use]
pub fn shares(counts: &[usize]) -> Vec<u32> {
    let total: usize = counts.iter().sum();
    if total == 0 {
        return vec![0; counts.len()];
    }
    let mut shares: Vec<usize> = counts.iter().map(|count| count * 1000 / total).collect();
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(counts[at] * 1000 % total), at));
    let left = 1000 - shares.iter().sum::<usize>();
    for &at in order.iter().take(left) {
        shares[at] += 1;
    }
    shares.into_iter().map(|share| u32::try_from(share).unwrap_or(0)).collect()
}

impl Assessment {
    /// Counts statuses.
    #[must_use]
    pub fn tally(statuses: impl IntoIterator<Item = Status>) -> Rollup {
        let statuses: Vec<Status> = statuses.into_iter().collect();
        Status::WORDS
            .iter()
            .map(|&(_, status)| (status, statuses.iter().filter(|&&found| found == status).count()))
            .filter(|&(_, count)| 0 < count)
            .collect()
    }

    /// The indicators in groups, in the plan's order; groups without any are left out.
    #[must_use]
    pub fn groups(&self, by: Grouping) -> Vec<Group> {
        let plan = &self.ledger.content.plan;
        let mut groups: Vec<(String, Vec<Status>)> = Vec::new();
        for (at, indicator) in plan.indicators.iter().enumerate() {
            let Some(verdict) = self.verdict(at) else { continue };
            let name = self.group_of(indicator, by).unwrap_or_else(|| "其他".to_owned());
            match groups.iter_mut().find(|(own, _)| *own == name) {
                Some((_, statuses)) => statuses.push(verdict.status),
                None => groups.push((name, vec![verdict.status])),
            }
        }
        // Areas stand in the plan's order, the others in that of their first indicator.
        groups.sort_by_key(|(name, _)| plan.areas.iter().position(|area| area.name == *name));
        let group = |(name, statuses): (String, Vec<Status>)| {
            let counts = Self::tally(statuses);
            let shares = shares(&counts.iter().map(|(_, count)| *count).collect::<Vec<_>>());
            Group { name, counts, shares }
        };
        groups.into_iter().map(group).collect()
    }

    fn group_of(&self, indicator: &Indicator, by: Grouping) -> Option<String> {
        let plan = &self.ledger.content.plan;
        let assignment = || {
            let number = indicator.assignment.as_ref()?;
            plan.assignments().find(|(_, _, own)| *own.number == **number)
        };
        match by {
            Grouping::Area => {
                plan.areas.iter().find(|area| *area.number == *indicator.area).map(|area| area.name.clone())
            }
            Grouping::Task => assignment().map(|(_, task, _)| format!("{} {}", task.number.value, task.name)),
            Grouping::Department => Some(indicator.department.first().to_owned()),
            Grouping::Leader => assignment().map(|(_, _, own)| own.leader.clone()).filter(|leader| !leader.is_empty()),
        }
    }
}

/// A share as a fraction of one.
#[must_use]
pub fn fraction(share: u32) -> Decimal {
    Decimal::new(i64::from(share), 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_and_the_largest_remainders_are_rounded_up() {
        assert_eq!(shares(&[1, 1, 1]), [334, 333, 333]);
        assert_eq!(shares(&[2, 3, 1]), [333, 500, 167]);
        assert_eq!(shares(&[0, 7]), [0, 1000]);
        assert_eq!(shares(&[]), Vec::<u32>::new());
        assert_eq!(shares(&[0, 0]), [0, 0]);
        for counts in [[8, 9, 7, 8, 2, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 30]] {
            assert_eq!(shares(&counts).iter().sum::<u32>(), 1000);
        }
    }
}
