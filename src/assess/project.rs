//! The major projects of the report's year, their investments in one unit, and sums of them rounded once.

use super::Assessment;
use crate::model::{Choice, Decimal, MajorProject, Nature, Stage, Unit, Year, round};

/// Unit of every investment in a report.
pub const INVESTMENT_UNIT: &str = "亿元";

/// One project and who reported it.
#[derive(Debug, Clone, Copy)]
pub struct Reported<'a> {
    /// Who.
    pub department: &'a str,
    /// Nature of its figures, if the file says one.
    pub nature: Option<Nature>,
    /// The project.
    pub project: &'a MajorProject,
    /// Total investment, 亿元: two decimals, of small ones as many as tell two figures.
    pub investment: Option<Decimal>,
}

/// An investment as it is printed: two decimals; below a tenth of the unit two more, so that what is printed is what was said.
#[must_use]
pub fn shown(value: Decimal) -> Decimal {
    let small = value.abs() < Decimal::new(1, 1);
    round(value, if small { 4 } else { 2 }).normalize()
}

impl Assessment {
    /// The projects of the year, in the order of the files.
    #[must_use]
    pub fn projects(&self) -> Vec<Reported<'_>> {
        self.projects_of(self.ledger.year)
    }

    /// The same of another year.
    #[must_use]
    pub fn projects_of(&self, year: Year) -> Vec<Reported<'_>> {
        let unit = Unit::parse(INVESTMENT_UNIT);
        let filed = self.ledger.content.of_year(year);
        filed
            .flat_map(|(department, s)| s.projects.iter().map(move |project| (department, s.nature, project)))
            .map(|(department, nature, project)| {
                let typed = project.investment.as_ref().and_then(|quantity| quantity.in_unit(&unit).ok());
                let investment = typed.map(shown);
                Reported { department, nature, project, investment }
            })
            .collect()
    }
}

/// The projects by stage, in the order of the stages; a stage without any has an empty list.
#[must_use]
pub fn by_stage<'a>(projects: &[Reported<'a>]) -> Vec<(Stage, Vec<Reported<'a>>)> {
    let of = |stage: Stage| {
        let at = |reported: &&Reported<'_>| reported.project.stage.as_ref().is_some_and(|own| own.value == stage);
        (stage, projects.iter().filter(at).copied().collect())
    };
    Stage::WORDS.iter().map(|&(_, stage)| of(stage)).collect()
}

/// The sum of the investments, 亿元: of the figures as printed, so that tables add up.
#[must_use]
pub fn invested(projects: &[Reported<'_>]) -> Decimal {
    projects.iter().filter_map(|reported| reported.investment).sum::<Decimal>().normalize()
}
