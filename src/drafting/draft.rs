//! A content folder drafted from a plan: `plan.yaml`, `settings.yaml`, `plan.txt` and a README for the secretariat.

mod indicator;
mod plan;
mod readme;
mod settings;
#[cfg(test)]
mod tests;
mod yaml;

use crate::drafting::candidate::Candidates;
use crate::drafting::outline::Outline;

/// What stands for what the text does not say.
const OPEN: &str = "待核";

/// One file of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: &'static str,
    /// Its text.
    pub text: String,
}

/// How much was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Departments.
    pub departments: usize,
    /// Bodies named collectively.
    pub bodies: usize,
    /// Task areas.
    pub areas: usize,
    /// Tasks.
    pub tasks: usize,
    /// Assignments.
    pub assignments: usize,
    /// Assignments without a lead.
    pub without_lead: usize,
    /// Indicators.
    pub indicators: usize,
    /// Milestones.
    pub milestones: usize,
    /// Numbers that are no targets.
    pub exempt: usize,
    /// Those of them that somebody has to look at.
    pub doubtful: usize,
    /// Entries with something to be checked.
    pub open: usize,
}

/// What was drafted.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The files.
    pub files: Vec<File>,
    /// How much was found.
    pub counts: Counts,
    /// Year of the first report.
    pub year: u16,
}

/// Drafts the files; `year` is that of the first report.
#[must_use]
pub fn render(outline: &Outline, found: &Candidates, year: Option<u16>) -> Draft {
    let plan = plan::render(outline, found);
    let counts = counts(outline, found, &plan);
    let files = vec![
        File { name: "plan.yaml", text: plan },
        File { name: "settings.yaml", text: settings::render(outline, found, year) },
        File { name: "plan.txt", text: outline.text.clean.clone() },
        File { name: "README.md", text: readme::render(outline, counts, year) },
    ];
    Draft { files, counts, year: year.unwrap_or(outline.head.period.start) }
}

/// What is counted for a reader.
fn counts(outline: &Outline, found: &Candidates, plan: &str) -> Counts {
    let without_lead = |own: &&crate::drafting::outline::Assignment| own.leads.is_empty();
    Counts {
        departments: outline.departments.len(),
        bodies: outline.bodies.len(),
        areas: outline.areas.len(),
        tasks: outline.areas.iter().map(|area| area.tasks.len()).sum(),
        assignments: outline.assignments().count(),
        without_lead: outline.assignments().map(|(_, own)| own).filter(without_lead).count(),
        indicators: found.targets.len(),
        milestones: found.promises.len(),
        exempt: found.exempt.iter().filter(|exempt| exempt.is_asked_about()).count(),
        doubtful: found.exempt.iter().filter(|exempt| exempt.doubtful).count(),
        open: plan.lines().filter(|line| line.trim_start().starts_with("待核: [")).count(),
    }
}
