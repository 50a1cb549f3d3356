//! Public money of the report's year: what was set aside, what was spent, and what was spent in the year before.

use super::{Assessment, INVESTMENT_UNIT, shown};
use crate::model::{Content, Decimal, Fund, Nature, Quantity, Unit, Year};

/// One fund and who reported it; amounts in 亿元, rounded like investments.
#[derive(Debug, Clone, Copy)]
pub struct Spending<'a> {
    /// Who.
    pub department: &'a str,
    /// Nature of its figures, if the file says one.
    pub nature: Option<Nature>,
    /// The fund.
    pub fund: &'a Fund,
    /// What was set aside.
    pub budget: Option<Decimal>,
    /// What was spent.
    pub spent: Option<Decimal>,
    /// What the same department spent on what has the same name in the year that the report compares with.
    pub before: Option<(Decimal, Option<Nature>)>,
}

/// An amount as it is printed.
fn amount(typed: Option<&Quantity>) -> Option<Decimal> {
    typed.and_then(|quantity| quantity.in_unit(&Unit::parse(INVESTMENT_UNIT)).ok()).map(shown)
}

/// What a department spent in a year on what has a name, with the nature of its figures; nothing where two have it.
fn spent(content: &Content, year: Year, (department, name): (&str, &str)) -> Option<(Decimal, Option<Nature>)> {
    let filed = content.submission(year, department)?;
    let mut own = filed.funds.iter().filter(|fund| *fund.name == name);
    let fund = own.next()?;
    if own.next().is_some() { None } else { Some((amount(fund.spent.as_deref())?, filed.nature)) }
}

impl Assessment {
    /// The funds of the year, in the order of the files.
    #[must_use]
    pub fn spending(&self) -> Vec<Spending<'_>> {
        let ledger = &self.ledger;
        let content = &ledger.content;
        let before = ledger.before().and_then(|at| ledger.years.get(at)).copied();
        let filed = content.of_year(ledger.year);
        let all = filed.flat_map(|(department, own)| own.funds.iter().map(move |fund| (department, own.nature, fund)));
        all.map(|(department, nature, fund)| Spending {
            department,
            nature,
            fund,
            budget: amount(fund.budget.as_deref()),
            spent: amount(fund.spent.as_deref()),
            before: before.and_then(|year| spent(content, year, (department, &fund.name))),
        })
        .collect()
    }
}
