//! One indicator as templates see it.

use serde::Serialize;

use super::super::sentence;
use super::assignment::cause;
use super::figure::{MarkedFigure, SentenceView, YearFigure, figure, marked};
use super::formula::{expected, formula, history};
use super::opinion::{self, OpinionView};
use super::outlook::{OutlookView, outlook};
use super::{mark, wave};
use crate::assess::{Assessment, Verdict};
use crate::document::lines;
use crate::model::{Baseline, Cell, Comparator, Decimal, Indicator, Nature, Property, Status, Year, printed};

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
    /// The department's own definition for the year.
    pub own_scope: Option<String>,
    /// The department's explanation.
    pub remark: Option<String>,
    /// Its sentences from the first one that names a cause, for a cell.
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

/// Most characters of a cause: three lines of its cell.
const CAUSE: usize = 56;

/// What a later document changed the target to, where one did.
fn amended(indicator: &Indicator) -> Option<String> {
    let amendment = indicator.amendment.as_ref().filter(|amendment| amendment.in_force)?;
    let (unit, document) = (indicator.unit.text(), &amendment.document);
    Some(format!(
        "方案目标{}，{}年起按{document}调整为{}；此前各年按方案目标评价",
        amendment.other.with_unit(unit),
        amendment.since,
        indicator.target.with_unit(unit)
    ))
}

/// In which years a promise of every year was kept: “，连续3年达标”, “，2021年未达标”.
fn record(indicator: &Indicator, years: &[Year], verdicts: &[Verdict]) -> String {
    let told = years.iter().zip(verdicts).filter(|(_, verdict)| verdict.actual.is_some());
    let (kept, missed): (Vec<_>, Vec<_>) = told.partition(|(_, verdict)| verdict.status.good());
    let now = verdicts.last().is_some_and(|verdict| verdict.actual.is_some());
    let missed: Vec<String> = missed
        .iter()
        .filter(|(year, _)| !now || Some(*year) != years.last())
        .map(|(year, _)| format!("{year}年"))
        .collect();
    match (indicator.promised_every_year(), missed.is_empty(), kept.len()) {
        (true, false, _) => format!("，{}未达标", missed.join("、")),
        (true, true, count @ 2..) if count == years.len() => format!("，连续{count}年达标"),
        _ => String::new(),
    }
}

/// Which of those responsible reported the figure; all of them where none did.
fn reporter(assessment: &Assessment, at: usize, indicator: &Indicator) -> String {
    let ledger = &assessment.ledger;
    let cell = ledger.cells.get(at).and_then(|cells| cells.last()).and_then(Option::as_ref);
    let mut own = ledger.content.submissions_of(ledger.year, &indicator.department).filter(|submission| {
        cell.is_some_and(|cell| submission.entries.iter().any(|(_, entry)| std::sync::Arc::ptr_eq(entry, &cell.entry)))
    });
    let author = own.next().and_then(|submission| ledger.content.plan.author(submission));
    author.map_or_else(|| indicator.department.listed(), |department| department.name.value.clone())
}

/// A remark with all its paragraphs, items and rows, for a sentence's place.
fn one_line(remark: &str) -> String {
    let mut told = String::new();
    for line in lines(remark) {
        if !told.is_empty() && !told.ends_with(['。', '；', '：', '！', '？', '，']) {
            told.push('；');
        }
        told.push_str(line.trim().replace('\n', "").as_str());
    }
    told
}

/// A passage of the plan as it is printed between quotation marks.
fn quoted(passage: &str) -> String {
    wave(passage).replace('“', "‘").replace('”', "’")
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

/// The view of the `at`-th indicator.
pub fn view(assessment: &Assessment, at: usize, indicator: &Indicator) -> IndicatorView {
    let ledger = &assessment.ledger;
    let cells = &ledger.cells[at];
    let verdicts = &assessment.rows[at].verdicts;
    let now = cells.last().and_then(Option::as_ref);
    let past = ledger.before().and_then(|at| cells.get(at).and_then(Option::as_ref));
    let blank = Verdict::unreported();
    let verdict = verdicts.last().unwrap_or(&blank);
    let comparable =
        now.zip(past).filter(|(now, past)| (now.nature == Nature::Sample) == (past.nature == Nature::Sample));
    let data_year = now.map_or(ledger.year, |cell| cell.data_year);
    // What is compared is named by the years of the two figures, where they are not this one and the one before.
    let between = comparable.map(|(now, past)| (now.data_year, past.data_year));
    let before = match between {
        Some((now, past)) if now != ledger.year || past + 1 != ledger.year => format!("{past}年"),
        _ => "上年".to_owned(),
    };
    IndicatorView {
        number: at + 1,
        name: indicator.name.value.clone(),
        short: indicator.short.clone(),
        kind: indicator.kind.word(),
        unit: indicator.unit.text().to_owned(),
        target: indicator.target.to_string(),
        whole_target: sentence::target_with_unit(indicator),
        promise: sentence::promise_in_words(indicator),
        target_year: if indicator.promised_every_year() {
            "每年".to_owned()
        } else {
            indicator.target.due.to_string().trim_end_matches('年').to_owned()
        },
        by: if indicator.promised_every_year() { "每年".to_owned() } else { indicator.target.due.to_string() },
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
        tolerance: indicator.target.upper.filter(|_| indicator.target.comparator == Comparator::About).map(|upper| {
            format!(
                "差在{}{}以内算达到",
                printed((upper - indicator.target.middle()).normalize()),
                indicator.unit.text()
            )
        }),
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
        status: verdict.status.word(),
        reason: verdict.reason.clone(),
        label: format!("ind-{}", at + 1),
        behind: verdict.status.behind(),
        good: verdict.status.good(),
        open: verdict.status.open(),
        grave: verdict.needs_a_word(&ledger.content.settings.cut_offs),
        reported: verdict.status != Status::NotReported,
        nature: now.map(|cell| cell.nature.word()),
        source: now.and_then(|cell| cell.entry.source.clone()),
        own_scope: now.and_then(|cell| cell.entry.scope.clone()),
        remark: now.and_then(|cell| cell.entry.remark.as_ref()).map(|remark| one_line(&remark.value)),
        cause: now.and_then(|cell| cell.entry.remark.as_ref()).map(|remark| cause(&remark.value, CAUSE)),
        baseline_source: indicator.baseline.as_ref().and_then(|b| {
            let parts: Vec<String> = b.source.iter().chain(&b.scope).cloned().collect();
            (!parts.is_empty()).then(|| parts.join("；"))
        }),
        sentence: marked(
            &sentence::indicator(
                indicator,
                sentence::Telling {
                    year: ledger.year,
                    data_year: Some(data_year).filter(|own| *own != ledger.year),
                    before: &before,
                    record: &record(indicator, &ledger.years, verdicts),
                    variant: at,
                },
                verdict,
                comparable.map(|(_, past)| past.value),
            ),
            now,
        ),
        formula: formula(assessment, indicator, verdict, data_year),
        amended: amended(indicator),
        by_hand: verdict.computed.as_ref().map(|(status, reason, by)| {
            let reason = reason.trim_end_matches('。');
            format!("评价由{by}人工调整，按方法计算为“{}”；理由：{reason}", status.word())
        }),
        data_year: Some(data_year).filter(|own| *own != ledger.year),
        history: history(indicator, &ledger.years, cells),
        remaining: outlook(assessment, indicator, verdict, data_year).map(|outlook| {
            let ratio = outlook.ratio.map(|ratio| format!("（此前的{ratio}倍）")).unwrap_or_default();
            let gap = verdict.actual.and_then(|actual| sentence::gap_in_words(indicator, actual)).unwrap_or_default();
            format!("{gap}；此前年均变化{}，今后每年需{}{ratio}", outlook.mean, outlook.needed)
        }),
        method: verdict.method.word(),
        opinions: verdict.opinions.iter().map(|opinion| opinion::view(indicator, opinion)).collect(),
        disputed: verdict.depends_on_method(),
        lag: (verdict.status, verdict.done.zip(verdict.due).map(|(done, due)| done - due).unwrap_or_default()),
        outlook: outlook(assessment, indicator, verdict, data_year),
        series: ledger
            .years
            .iter()
            .zip(cells)
            .zip(verdicts)
            .map(|((&year, cell), verdict)| YearFigure {
                year,
                figure: figure(cell.as_ref()),
                status: verdict.status.word(),
            })
            .collect(),
    }
}
