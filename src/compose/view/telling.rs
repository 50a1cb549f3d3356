//! What is said of an indicator in words: its year in a sentence, what is left to do, who and what stands behind a figure.

use std::sync::Arc;

use super::super::sentence::{self, Telling};
use super::figure::{SentenceView, marked};
use super::outlook::OutlookView;
use super::wave;
use crate::assess::{Assessment, Verdict};
use crate::document::lines;
use crate::model::{Comparator, Content, Indicator, Nature, Year};

/// The report's year of the `at`-th indicator in one sentence.
pub fn told(assessment: &Assessment, at: usize, indicator: &Indicator) -> SentenceView {
    let ledger = &assessment.ledger;
    let (cells, verdicts) = (&ledger.cells[at], &assessment.rows[at].verdicts);
    let now = cells.last().and_then(Option::as_ref);
    let past = ledger.before().and_then(|at| cells.get(at).and_then(Option::as_ref));
    // Figures of the sample and real ones are not compared.
    let comparable =
        now.zip(past).filter(|(now, past)| (now.nature == Nature::Sample) == (past.nature == Nature::Sample));
    // What is compared is named by the years of the two figures, where they are not this one and the one before.
    let before = match comparable.map(|(now, past)| (now.data_year, past.data_year)) {
        Some((now, past)) if now != ledger.year || past + 1 != ledger.year => format!("{past}年"),
        _ => "上年".to_owned(),
    };
    let telling = Telling {
        year: ledger.year,
        data_year: now.map(|cell| cell.data_year).filter(|own| *own != ledger.year),
        before: &before,
        record: &record(indicator, &ledger.years, verdicts),
        variant: at,
    };
    let blank = Verdict::unreported();
    let verdict = verdicts.last().unwrap_or(&blank);
    marked(&sentence::indicator(indicator, telling, verdict, comparable.map(|(_, past)| past.value)), now)
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
        // Of the year itself the sentence has said it.
        (true, false, _) => {
            let too = if verdicts.last().is_some_and(|verdict| verdict.status.behind()) { "也" } else { "" };
            format!("，{}{too}未达标", missed.join("、"))
        }
        (true, true, count @ 2..) if count == years.len() => format!("，连续{count}年达标"),
        _ => String::new(),
    }
}

/// Which of those responsible reported the figure; all of them where none did.
pub fn reporter(assessment: &Assessment, at: usize, indicator: &Indicator) -> String {
    let ledger = &assessment.ledger;
    let cell = ledger.cells.get(at).and_then(|cells| cells.last()).and_then(Option::as_ref);
    let mut own = ledger.content.submissions_of(ledger.year, &indicator.department).filter(|submission| {
        cell.is_some_and(|cell| submission.entries.iter().any(|(_, entry)| Arc::ptr_eq(entry, &cell.entry)))
    });
    let author = own.next().and_then(|submission| ledger.content.plan.author(submission));
    author.map_or_else(|| indicator.department.listed(), |department| department.name.value.clone())
}

/// A remark with all its paragraphs, items and rows, for a sentence's place.
pub fn one_line(remark: &str) -> String {
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
pub fn quoted(passage: &str) -> String {
    wave(passage).replace('“', "‘").replace('”', "’")
}

/// What a later document changed the target to, where one did.
pub fn amended(indicator: &Indicator) -> Option<String> {
    let amendment = indicator.amendment.as_ref().filter(|amendment| amendment.in_force)?;
    let (unit, document) = (indicator.unit.text(), &amendment.document);
    Some(format!(
        "方案目标{}，{}年起按{document}调整为{}；此前各年按方案目标评价",
        amendment.other.with_unit(unit),
        amendment.since,
        indicator.target.with_unit(unit)
    ))
}

/// How far from “左右” still meets it.
pub fn tolerance(indicator: &Indicator) -> Option<String> {
    let target = &indicator.target;
    let upper = target.upper.filter(|_| target.comparator == Comparator::About)?;
    Some(format!("差在{}以内算达到", indicator.unit.difference((upper - target.middle()).normalize())))
}

/// Where a baseline is from and what it covers.
pub fn baseline_source(indicator: &Indicator) -> Option<String> {
    let base = indicator.baseline.as_ref()?;
    let parts: Vec<String> = base.source.iter().chain(&base.scope).cloned().collect();
    (!parts.is_empty()).then(|| parts.join("；"))
}

/// Who set a status by hand, what was computed, and why.
pub fn by_hand(content: &Content, verdict: &Verdict) -> Option<String> {
    let (status, reason, by) = verdict.computed.as_ref()?;
    let reason = reason.trim_end_matches('。');
    Some(format!("评价由{by}人工调整，按方法计算为“{}”；理由：{reason}", content.told(*status)))
}

/// What is left to do, and what of it every year.
pub fn remaining(indicator: &Indicator, verdict: &Verdict, outlook: &OutlookView) -> String {
    let ratio = outlook.ratio.as_ref().map(|ratio| format!("（此前的{ratio}倍）")).unwrap_or_default();
    let gap = verdict.actual.and_then(|actual| sentence::gap_in_words(indicator, actual)).unwrap_or_default();
    format!("{gap}；此前年均变化{}，今后每年需{}{ratio}", outlook.mean, outlook.needed)
}
