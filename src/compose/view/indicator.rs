//! One indicator as templates see it.

use serde::Serialize;

use super::super::sentence;
use super::assignment::cause;
use super::figure::{MarkedFigure, SentenceView, YearFigure, figure};
use super::formula::{expected, formula, history};
use super::mark;
use super::meta::previous_year;
use super::opinion::{self, OpinionView};
use super::outlook::{OutlookView, outlook};
use super::telling::{amended, baseline_source, by_hand, one_line, quoted, remaining, reporter, told, tolerance};
use crate::assess::{Assessment, Verdict};
use crate::model::{Baseline, Cell, Decimal, Indicator, Peer, Property, Quantity, Status, Year, printed};
use crate::source::Spanned;

/// The value of another city.
#[derive(Debug, Clone, Serialize)]
pub struct PeerView {
    /// The city.
    pub city: String,
    /// The value in the indicator's unit.
    pub value: Option<String>,
    /// Year the value is of.
    pub year: Year,
    /// Where it was published.
    pub source: String,
}

/// The values of other cities that a department gives for the report's year.
fn peers(indicator: &Indicator, now: Option<&Cell>, year: Year) -> Vec<PeerView> {
    let own = now.map(|cell| cell.entry.peers.as_slice()).unwrap_or_default();
    let view = |peer: &Peer| PeerView {
        city: peer.city.value.trim().to_owned(),
        value: peer.value.as_ref().and_then(|value| value.in_unit(&indicator.unit).ok()).map(printed),
        year: peer.year.as_ref().map_or(year, |year| year.value),
        source: peer.source.value.trim().to_owned(),
    };
    own.iter().map(view).collect()
}

/// One indicator in the report's year.
#[derive(Debug, Clone, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each answers a question that templates ask of a status")]
pub struct IndicatorView {
    /// Its number in the plan's order, from 1.
    pub number: usize,
    /// Name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Kind, in words.
    pub kind: &'static str,
    /// Unit.
    pub unit: String,
    /// Promise in short.
    pub target: String,
    /// The same with its unit: ≥30家, 30项左右, 78%～82%.
    pub whole_target: String,
    /// Promise in words.
    pub promise: String,
    /// Year promised for, or 每年.
    pub target_year: String,
    /// When the promise is due, in words: 2025年, 2026年6月, 每年.
    pub by: String,
    /// 预期性 or 约束性, where the plan says it.
    pub property: Option<&'static str>,
    /// Of which level, where the plan says it.
    pub level: Option<String>,
    /// How firmly.
    pub force: &'static str,
    /// Section of the plan.
    pub section: String,
    /// Number of its task area.
    pub area: String,
    /// Assignment it measures.
    pub assignment: Option<String>,
    /// Responsible departments, as a list.
    pub department: String,
    /// Each of them.
    pub departments: Vec<String>,
    /// Since when they are responsible, and who was before, where that changed.
    pub handover: Option<String>,
    /// Who made it responsible.
    pub origin: &'static str,
    /// Exact wording.
    pub wording: String,
    /// How far from “左右” still meets it.
    pub tolerance: Option<String>,
    /// Which of the responsible departments reported the figure.
    pub reporter: String,
    /// Other passages of the plan that say the same target.
    pub also: Vec<String>,
    /// Definition.
    pub scope: String,
    /// Year of the baseline.
    pub baseline_year: Option<Year>,
    /// Baseline.
    pub baseline: MarkedFigure,
    /// The year's value.
    pub actual: MarkedFigure,
    /// Last year's value.
    pub previous: MarkedFigure,
    /// 完成率.
    pub completion: Option<String>,
    /// Whether more is better.
    pub rising: bool,
    /// Share of the way done.
    pub done: Option<String>,
    /// Share of the way due.
    pub due: Option<String>,
    /// Pace.
    pub pace: Option<String>,
    /// What is still missing to the target, with its unit; none where nothing is.
    pub gap: Option<String>,
    /// The same with its verb: “还差2家”, “还须降低0.5天”, “超出60万元”.
    pub short_of: Option<String>,
    /// Value the path asks for.
    pub expected: Option<String>,
    /// What is asked by the end of the report's year, whether anything was reported or not.
    pub node: Option<String>,
    /// What is asked by the end of the year after; none where the plan is over.
    pub next_node: Option<String>,
    /// What is asked by the end of each year of the plan that asks something.
    pub nodes: Vec<(Year, String)>,
    /// The year before its end: “一季度计划20、实际21；上半年计划35”, where something is promised within it.
    pub interim: Option<String>,
    /// Status.
    pub status: &'static str,
    /// Reason of the status, where there is one.
    pub reason: Option<String>,
    /// Its label in the document.
    pub label: String,
    /// Whether it is behind its path.
    pub behind: bool,
    /// Whether it is at its target or on its path.
    pub good: bool,
    /// Whether its target is reached for good.
    pub met: bool,
    /// Whether what is promised every year was kept in this one.
    pub kept: bool,
    /// Whether it is only a little behind its path.
    pub slight: bool,
    /// Whether there is no verdict yet.
    pub open: bool,
    /// Whether it is far behind its path or going back.
    pub grave: bool,
    /// Whether a value was reported, or none is due yet.
    pub reported: bool,
    /// Nature of the year's value.
    pub nature: Option<&'static str>,
    /// Source of the year's value.
    pub source: Option<String>,
    /// The same value of other cities, as they published it.
    pub peers: Vec<PeerView>,
    /// The department's own definition for the year.
    pub own_scope: Option<String>,
    /// The department's explanation.
    pub remark: Option<String>,
    /// Its sentence that names a cause, or the first, whole.
    pub cause: Option<String>,
    /// Source and caveat of the baseline.
    pub baseline_source: Option<String>,
    /// The year in one sentence without its full stop.
    pub sentence: SentenceView,
    /// Formula of the verdict with its numbers in it.
    pub formula: String,
    /// “方案目标…，…年起按…调整为…”, where a later document changed the target.
    pub amended: Option<String>,
    /// “由…调整；计算的评价为…；理由：…”, where the status was set by hand.
    pub by_hand: Option<String>,
    /// Name of the method of the verdict.
    pub method: &'static str,
    /// Year the figure is of, where that is not the report's.
    pub data_year: Option<Year>,
    /// Year the figure it is compared with is of, where that is not the year of its column.
    pub previous_data_year: Option<Year>,
    /// Whether the figure of any year is of an earlier one.
    pub lagging: bool,
    /// Whether the promise is a range, or “左右”.
    pub ranged: bool,
    /// Every value the verdict rests on, `2020年基期5.6；2021年6.0；…`.
    pub history: String,
    /// “还差…；此前年均变化…，今后每年需…”, where there is a way left to go.
    pub remaining: Option<String>,
    /// What other methods say.
    pub opinions: Vec<OpinionView>,
    /// Whether the verdict depends on the method.
    pub disputed: bool,
    /// Every year of the ledger.
    pub series: Vec<YearFigure>,
    /// How grave its state is and how far it is from its path, for ordering; no template sees it.
    #[serde(skip)]
    pub lag: (Status, Decimal),
    /// What has to be done yearly from now on, if there is a path and the target is not met.
    pub outlook: Option<OutlookView>,
}

/// The indicators behind their path, the worst first.
pub fn worst_first(indicators: &[IndicatorView]) -> Vec<IndicatorView> {
    let mut behind: Vec<IndicatorView> = indicators.iter().filter(|i| i.behind).cloned().collect();
    behind.sort_by_key(|i| (std::cmp::Reverse(i.lag.0), i.lag.1));
    behind
}

/// The indicators at their target or on their path that were reported, the farthest ahead first.
pub fn best_first(indicators: &[IndicatorView]) -> Vec<IndicatorView> {
    let fine = |i: &&IndicatorView| !i.behind && i.actual.value.is_some() && i.lag.0 != Status::Unassessable;
    let mut best: Vec<IndicatorView> = indicators.iter().filter(fine).cloned().collect();
    best.sort_by_key(|i| std::cmp::Reverse(i.lag.1));
    best
}

/// The indicators to be proud of: those that reached their target in the year first, then the farthest ahead.
pub fn proudest(indicators: &[IndicatorView], before: Option<usize>) -> Vec<IndicatorView> {
    let met_before =
        |i: &IndicatorView| before.and_then(|at| i.series.get(at)).is_some_and(|own| own.status == Status::Met.word());
    let mut best = best_first(indicators);
    best.retain(|i| i.good);
    best.sort_by_key(|i| !i.met || met_before(i));
    best
}

/// The figure of a baseline; empty where there is none.
fn of_baseline(baseline: Option<&Baseline>) -> MarkedFigure {
    MarkedFigure {
        value: baseline.map(|base| printed(base.value.value)),
        mark: baseline.map_or("", |base| mark(base.nature)),
    }
}

/// The figure of the year that the report compares with; where nothing was reported before, the baseline's of that year.
fn previous(assessment: &Assessment, indicator: &Indicator, past: Option<&Cell>) -> MarkedFigure {
    let year = super::meta::previous_year(assessment);
    if past.is_some() || assessment.ledger.years.contains(&year) {
        return figure(past);
    }
    of_baseline(indicator.baseline.as_ref().filter(|base| base.year == year && base.comparable))
}

/// What is asked by the end of each year of the plan that asks something.
fn nodes(assessment: &Assessment, at: usize, indicator: &Indicator) -> Vec<(Year, String)> {
    let years = assessment.ledger.content.plan.years();
    years.filter_map(|year| Some((year, expected(indicator, assessment.node_of(at, year)?)))).collect()
}

/// What was promised and reached within the year, in the order of its periods; such values are not judged.
fn interim(assessment: &Assessment, indicator: &Indicator) -> Option<String> {
    let ledger = &assessment.ledger;
    let entry = ledger.content.submissions_of(ledger.year, &indicator.department).find_map(|submission| {
        let (_, entry) = submission.entries.iter().find(|(name, _)| **name == *indicator.name)?;
        (!entry.quarters.is_empty()).then_some(entry)
    })?;
    let value = |figure: &Option<Spanned<Quantity>>| {
        figure.as_ref().and_then(|own| own.in_unit(&indicator.unit).ok()).map(printed)
    };
    let mut quarters: Vec<_> = entry.quarters.iter().collect();
    quarters.sort_by_key(|(quarter, _)| quarter.value);
    let told = quarters.into_iter().filter_map(|(quarter, own)| {
        let plan = value(&own.plan).map(|value| format!("计划{value}"));
        let actual = value(&own.actual).map(|value| format!("实际{value}"));
        let both: Vec<String> = plan.into_iter().chain(actual).collect();
        (!both.is_empty()).then(|| format!("{}{}", quarter.value.word(), both.join("、")))
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| told.join("；"))
}

/// When a promise is due, in words.
fn due(indicator: &Indicator) -> String {
    if indicator.promised_every_year() { "每年".to_owned() } else { indicator.target.due.to_string() }
}

/// The same for a narrow column: a year without 年.
fn due_year(indicator: &Indicator) -> String {
    let due = due(indicator);
    due.strip_suffix('年').filter(|year| *year != "每").map_or_else(|| due.clone(), str::to_owned)
}

/// Its value and its status in every year of the ledger.
fn series(assessment: &Assessment, at: usize) -> Vec<YearFigure> {
    let ledger = &assessment.ledger;
    let years = ledger.years.iter().zip(&ledger.cells[at]).zip(&assessment.rows[at].verdicts);
    let of = |((&year, cell), verdict): ((&Year, &Option<Cell>), &Verdict)| YearFigure {
        year,
        figure: figure(cell.as_ref()),
        status: ledger.content.told_by(verdict.status, verdict.method),
    };
    years.map(of).collect()
}

/// The view of the `at`-th indicator.
pub fn view(assessment: &Assessment, at: usize, indicator: &Indicator) -> IndicatorView {
    let ledger = &assessment.ledger;
    let cells = &ledger.cells[at];
    let verdicts = &assessment.rows[at].verdicts;
    let now = cells.last().and_then(Option::as_ref);
    let past = ledger.before().and_then(|at| cells.get(at).and_then(Option::as_ref));
    let blank = Verdict::unreported();
    let verdict = verdicts.last().unwrap_or(&blank);
    let data_year = now.map_or(ledger.year, |cell| cell.data_year);
    let entry = now.map(|cell| &cell.entry);
    let remark = entry.and_then(|own| own.remark.as_ref());
    IndicatorView {
        number: at + 1,
        name: indicator.name.value.clone(),
        short: indicator.short.clone(),
        kind: indicator.kind.word(),
        unit: indicator.unit.text().to_owned(),
        target: indicator.target.to_string(),
        whole_target: sentence::target_with_unit(indicator),
        promise: sentence::promise_in_words(indicator),
        target_year: due_year(indicator),
        by: due(indicator),
        property: indicator.property.map(Property::word),
        level: indicator.level.clone(),
        force: indicator.force.word(),
        section: indicator.section.value.clone(),
        area: indicator.area.value.clone(),
        assignment: indicator.assignment.as_ref().map(|number| number.value.clone()),
        department: indicator.department.listed(),
        departments: indicator.department.iter().map(|name| name.value.clone()).collect(),
        handover: indicator.department.handover(assessment.ledger.year),
        origin: indicator.origin.word(),
        wording: quoted(&indicator.wording),
        tolerance: tolerance(indicator),
        reporter: reporter(assessment, at, indicator),
        also: indicator.also.iter().map(|passage| quoted(passage)).collect(),
        scope: indicator.scope.clone(),
        baseline_year: indicator.baseline.as_ref().map(|base| base.year),
        baseline: of_baseline(indicator.baseline.as_ref()),
        actual: figure(now),
        previous: previous(assessment, indicator, past),
        completion: verdict.completion.map(sentence::percent),
        rising: indicator.aim().rising,
        done: verdict.done.map(sentence::percent),
        due: verdict.due.map(sentence::percent),
        pace: verdict.pace.map(|pace| sentence::decimals(pace, 2)),
        gap: verdict.actual.and_then(|actual| sentence::gap(indicator, actual)),
        short_of: verdict.actual.and_then(|actual| sentence::gap_in_words(indicator, actual)),
        expected: verdict.expected.map(|value| expected(indicator, value)),
        node: assessment.node(at).map(|value| expected(indicator, value)),
        next_node: Some(ledger.year + 1)
            .filter(|next| *next <= ledger.content.plan.head.end)
            .and_then(|next| assessment.node_of(at, next))
            .map(|value| expected(indicator, value)),
        nodes: nodes(assessment, at, indicator),
        interim: interim(assessment, indicator),
        status: assessment.ledger.content.told_by(verdict.status, verdict.method),
        reason: verdict.reason.clone(),
        label: format!("ind-{}", at + 1),
        behind: verdict.status.behind(),
        good: verdict.status.good(),
        met: verdict.status == Status::Met,
        kept: verdict.status == Status::Kept,
        slight: verdict.status == Status::SlightlyBehind,
        open: verdict.status.open(),
        grave: verdict.needs_a_word(&ledger.content.settings.cut_offs),
        reported: verdict.status != Status::NotReported,
        nature: now.map(|cell| cell.nature.word()),
        source: entry.and_then(|own| own.source.as_ref()).map(|source| source.value.clone()),
        own_scope: entry.and_then(|own| own.scope.as_ref()).map(|scope| scope.value.clone()),
        peers: peers(indicator, now, ledger.year),
        remark: remark.map(|remark| one_line(&remark.value)),
        cause: remark.map(|remark| cause(&remark.value)),
        baseline_source: baseline_source(indicator),
        sentence: told(assessment, at, indicator),
        formula: formula(assessment, indicator, verdict, data_year),
        amended: amended(indicator),
        by_hand: by_hand(&ledger.content, verdict),
        data_year: Some(data_year).filter(|own| *own != ledger.year),
        previous_data_year: past.map(|cell| cell.data_year).filter(|own| *own != previous_year(assessment)),
        lagging: ledger.years.iter().zip(cells).any(|(year, cell)| cell.as_ref().is_some_and(|c| c.data_year != *year)),
        ranged: indicator.target.upper.is_some(),
        history: history(indicator, &ledger.years, cells),
        remaining: outlook(assessment, indicator, verdict, data_year)
            .map(|outlook| remaining(indicator, verdict, &outlook)),
        method: verdict.method.word(),
        opinions: verdict.opinions.iter().map(|opinion| opinion::view(&ledger.content, indicator, opinion)).collect(),
        disputed: verdict.depends_on_method(),
        lag: (verdict.status, verdict.done.zip(verdict.due).map(|(done, due)| done - due).unwrap_or_default()),
        outlook: outlook(assessment, indicator, verdict, data_year),
        series: series(assessment, at),
    }
}
