//! Who reported what, year by year: departments × years.

use super::spec::{Anchor, Chart, fit};
use super::style::{self, BAD, Color, HALF, INK, LABEL, PAPER, SMALL, SOFT, WASH, WIDTH};
use crate::assess::Assessment;

const ROW: f64 = 32.0;
const TOP: f64 = 84.0;
const LEFT: f64 = 300.0;

/// How a cell looks: symbol, word, background, text.
type Look = (&'static str, &'static str, Color, Color);
const FULL: Look = ("●", "齐全", style::FULL, PAPER);
const PART: Look = ("◐", "部分", HALF.ground(), INK);
const NONE: Look = ("○", "未报", PAPER, BAD);
const SILENT: Look = ("□", "未报配合", WASH, SOFT);
const NOTHING: Look = ("", "无必报项", WASH, SOFT);

/// The chart over the years of the ledger.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let ledger = &assessment.ledger;
    let plan = &ledger.content.plan;
    if plan.departments.is_empty() || ledger.years.is_empty() {
        return Vec::new();
    }
    let last = ledger.years.len() - 1;
    let gap = |name: &str| {
        let (owed, filled) = owed_and_filled(assessment, name, last);
        filled < owed
    };
    let gaps = plan.departments.iter().filter(|department| gap(&department.name)).count();
    let helps = |name: &str| plan.assignments().any(|(.., a)| a.support.iter().any(|own| own.value == name));
    let silent = plan.departments.iter().enumerate().filter(|(d, department)| {
        let owed = owed_and_filled(assessment, &department.name, last).0;
        owed == 0 && ledger.files[*d][last].is_none() && helps(&department.name)
    });
    let silent = match silent.count() {
        0 => String::new(),
        n => format!("，{n}个配合单位未报"),
    };
    let caption = match gaps {
        0 => format!("各单位报送情况：{}年应报事项全部报送{silent}", ledger.year),
        n => format!("各单位报送情况：{}年有{n}个单位未报齐{silent}", ledger.year),
    };
    let mut chart = Chart::new("submissions", caption, TOP + ROW * count(plan.departments.len()) + 4.0);
    let mut x = LEFT;
    for (symbol, word, fill, ink) in [FULL, PART, NONE, SILENT, NOTHING] {
        chart.rect((x, 4.0), (26.0, 26.0), if word == "未报" { WASH } else { fill });
        chart.text((x + 13.0, 17.0), symbol, SMALL, ink, Anchor::Middle);
        chart.text((x + 34.0, 17.0), word, SMALL, SOFT, Anchor::Start);
        x += 138.0;
    }
    let width = (WIDTH - LEFT) / count(ledger.years.len());
    for (at, year) in ledger.years.iter().enumerate() {
        chart.text((LEFT + width * (count(at) + 0.5), TOP - 22.0), format!("{year}年"), LABEL, INK, Anchor::Middle);
    }
    let mut rows = Vec::new();
    for (d, department) in plan.departments.iter().enumerate() {
        let top = TOP + ROW * count(d);
        chart.text(
            (LEFT - 14.0, top + ROW / 2.0 - 2.0),
            fit(&department.name, LABEL, LEFT - 20.0),
            LABEL,
            INK,
            Anchor::End,
        );
        let supports = helps(&department.name);
        let mut words = Vec::new();
        for (y, year) in ledger.years.iter().enumerate() {
            let (owed, filled) = owed_and_filled(assessment, &department.name, y);
            let filed = ledger.files[d][y].is_some();
            let look = match (owed, filled) {
                (0, _) if filed => FULL,
                (0, _) if supports => SILENT,
                (0, _) => NOTHING,
                (_, 0) => NONE,
                _ if filled < owed => PART,
                _ => FULL,
            };
            let left = LEFT + width * count(y);
            chart.rect((left + 2.0, top), (width - 4.0, ROW - 4.0), look.2);
            let label = if 0 < owed {
                format!("{}{filled}/{owed}", look.0)
            } else if filed {
                "●已报".to_owned()
            } else {
                look.0.to_owned()
            };
            chart.text((left + width / 2.0, top + ROW / 2.0 - 2.0), label, SMALL, look.3, Anchor::Middle);
            words.push(if 0 < owed {
                format!("{year}年{filled}/{owed}")
            } else {
                format!("{year}年{}", if filed { "已报" } else { look.1 })
            });
        }
        rows.push(format!("{}{}", department.name.value, words.join("、")));
    }
    chart.unmarked = false;
    chart.alt = format!("热力图：各单位各年度已报与应报的指标、任务和里程碑数。{}。", rows.join("；"));
    vec![chart]
}

/// How much a department owes in a year of the ledger, and how much of it was reported.
fn owed_and_filled(assessment: &Assessment, department: &str, year: usize) -> (usize, usize) {
    let duties = assessment.duties(department, year);
    (duties.len(), duties.iter().filter(|(_, reported)| *reported).count())
}

#[expect(clippy::cast_precision_loss, reason = "a few dozen departments")]
fn count(n: usize) -> f64 {
    n as f64
}
