//! How a status came about, with the numbers in it.

use super::super::sentence;
use super::opinion;
use crate::assess::{Assessment, Verdict, share_of_time, shown_node};
use crate::model::{Cell, Decimal, Indicator, Year, printed, year_end};

/// How the status came about, with the numbers in it.
pub fn formula(assessment: &Assessment, indicator: &Indicator, verdict: &Verdict, data_year: Year) -> String {
    let (Some(actual), target) = (verdict.actual, indicator.aim().end) else {
        return verdict.reason.clone().unwrap_or_else(|| "未报送，不评价".to_owned());
    };
    let ledger = &assessment.ledger;
    let met = indicator.aim().met_by(actual);
    let compares = match (indicator.aim().rising, met) {
        (true, true) => "达到",
        (true, false) => "未达到",
        (false, true) => "符合",
        (false, false) => "不符合",
    };
    let compare = format!("{}{compares}{}", printed(actual), indicator.target);
    if let Some(grade) = &verdict.chosen {
        return opinion::formula(indicator, grade, &compare);
    }
    if let (Some(start), Some(done), Some(due), Some(pace)) = (verdict.start, verdict.done, verdict.due, verdict.pace) {
        let date = year_end(data_year).min(assessment.as_of);
        let base = indicator.baseline.as_ref().map_or(ledger.content.plan.head.base, |b| b.year);
        let time = share_of_time(base, indicator.target.due, date);
        let exact = |share: Decimal| sentence::decimals(share * Decimal::ONE_HUNDRED, 2) + "%";
        let way = if indicator.waypoints.is_empty() {
            format!("时间过去{}", exact(time))
        } else {
            format!("年度节点要求{}", exact(due))
        };
        format!(
            "({}−{start})÷({}−{start})＝{done}；{way}；进度比＝{done}÷{due}＝{pace}；{compare}",
            printed(actual),
            printed(target),
            start = enclosed(start),
            done = exact(done),
            due = exact(due),
            pace = sentence::decimals(pace, 2),
        )
    } else {
        // Of a promise of its own year that, else the target; where less is better the other way round.
        let aim = indicator.aim();
        let due = verdict.expected.filter(|_| aim.start.is_none()).unwrap_or(target);
        let division = if aim.rising { format!("{actual}÷{due}") } else { format!("{due}÷{actual}") };
        let share = if aim.rising { actual.checked_div(due) } else { due.checked_div(actual) };
        let share = share
            // Inside a range the share is the whole, however far inside.
            .filter(|_| !met || indicator.target.upper.is_none())
            .filter(|_| verdict.completion.is_some() && Decimal::ZERO < due && Decimal::ZERO < actual)
            .map(|share| format!("；{division}＝{}", sentence::percent(share)))
            .unwrap_or_default();
        let reason = verdict.reason.as_ref().map(|reason| format!("；{reason}")).unwrap_or_default();
        format!("{compare}{share}{reason}")
    }
}

/// A figure behind a minus: one below zero in brackets.
fn enclosed(value: Decimal) -> String {
    if value.is_sign_negative() && !value.is_zero() { format!("({})", printed(value)) } else { printed(value) }
}

/// The baseline and the values of the ledger's years in one line.
pub fn history(indicator: &Indicator, years: &[Year], cells: &[Option<Cell>]) -> String {
    let base = indicator.baseline.iter().map(|base| format!("{}年基期{}", base.year, printed(base.value.value)));
    let values = years.iter().zip(cells).map(|(year, cell)| match cell {
        // A figure that came late is of the year it is of.
        Some(cell) => format!("{}年{}", cell.data_year, printed(cell.value)),
        None => format!("{year}年未报"),
    });
    base.chain(values).collect::<Vec<_>>().join("；")
}

/// The expected value as it is printed.
pub fn expected(indicator: &Indicator, value: Decimal) -> String {
    shown_node(indicator, value).to_string()
}
