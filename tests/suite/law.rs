//! The law of the method: a better value lowers no status, no completion and no index, and silence raises none, whatever the plan.

use std::sync::Arc;

use highland::assess::{Facts, Verdict, assess, judge};
use highland::diag::Diagnostics;
use highland::load::load;
use highland::model::{
    Appraisal, Comparator, Decimal, Direction, Indicator, Kind, Method, PaceCutOffs, Status, join, year_end,
};
use highland::project::Project;
use highland::source::Sources;
use proptest::prelude::*;

use super::project::Copy;
use super::verdict::indicator;

/// How good a status is; none of what has no verdict.
fn rank(status: Status) -> Option<i32> {
    match status {
        Status::Met | Status::Kept => Some(5),
        Status::Ahead => Some(4),
        Status::OnPace => Some(3),
        Status::SlightlyBehind => Some(2),
        Status::Behind | Status::Missed => Some(1),
        Status::Regressed | Status::Unmet => Some(0),
        _ => None,
    }
}

/// A figure with one decimal, often a round or a small one, often zero.
fn figure() -> impl Strategy<Value = Decimal> {
    prop_oneof![Just(0i64), -50i64..50, -5_000i64..5_000].prop_map(|tenths| Decimal::new(tenths, 1))
}

/// An indicator of any kind with any target, baseline and waypoints.
fn any_indicator() -> impl Strategy<Value = Indicator> {
    let kinds = prop_oneof![
        Just(Kind::Stock),
        Just(Kind::Increment),
        Just(Kind::Ratio),
        Just(Kind::Annual),
        Just(Kind::Growth),
        Just(Kind::Range)
    ];
    let comparators = prop_oneof![
        Just(Comparator::AtLeast),
        Just(Comparator::MoreThan),
        Just(Comparator::AtMost),
        Just(Comparator::LessThan),
        Just(Comparator::About)
    ];
    let meant = (
        prop_oneof![Just(None), Just(Some(Direction::Up)), Just(Some(Direction::Down))],
        proptest::option::of(1i8..=12),
    );
    let waypoints = proptest::collection::vec((2021i16..=2024, figure()), 0..3);
    let parts =
        (kinds, comparators, figure(), figure(), proptest::option::of(figure()), waypoints, any::<bool>(), meant);
    parts.prop_map(|(kind, comparator, target, width, base, mut waypoints, yearly, (direction, month))| {
        let comparator = if kind == Kind::Range { Comparator::Between } else { comparator };
        let base = base.map(|base| base.to_string());
        let mut made = indicator(kind, base.as_deref(), comparator, &target.to_string());
        let range = matches!(comparator, Comparator::Between | Comparator::About);
        made.target.upper = range.then(|| target + width.abs());
        made.target.direction = direction;
        made.target.due.month = month;
        made.appraisal = if yearly { Appraisal::EveryYear } else { Appraisal::LastYear };
        waypoints.sort();
        waypoints.dedup_by_key(|(year, _)| *year);
        made.waypoints = waypoints;
        made
    })
}

fn judged(indicator: &Indicator, year: i16, actual: Decimal, method: Method, earlier: &[(i16, Decimal)]) -> Verdict {
    let base = indicator.baseline.as_ref().map(|base| (base.year, base.value.value));
    let history: Vec<_> = base.into_iter().chain(earlier.iter().copied()).chain([(year, actual)]).collect();
    judge(&Facts {
        history: &history,
        indicator,
        year,
        actual: Some(actual),
        earlier: earlier.last().copied(),
        date: year_end(year),
        base: 2020,
        cut_offs: PaceCutOffs::default(),
        method,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_better_value_lowers_no_status_and_no_completion(
        made in any_indicator(), one in figure(), other in figure(), before in figure(), year in 2023i16..=2025,
    ) {
        let rising = made.aim().rising;
        let (worse, better) = if (one < other) == rising { (one, other) } else { (other, one) };
        let earlier = [(2021, before), (2022, before)];
        for method in [Method::Linear, Method::GrowthRatio, Method::Projection] {
            let [low, high] = [worse, better].map(|value| judged(&made, year, value, method, &earlier));
            prop_assert!(low.completion <= high.completion, "{worse} {low:?}\n{better} {high:?}");
            if low.method == high.method && let (Some(low), Some(high)) = (rank(low.status), rank(high.status)) {
                prop_assert!(low <= high, "{method:?}: {worse} gives {low}, {better} gives {high}");
            }
            // What is met is met, whatever way was asked for.
            if high.method == Method::Linear && rank(low.status) == Some(5) {
                prop_assert_eq!(rank(high.status), Some(5));
            }
        }
    }

    #[test]
    fn what_does_not_meet_its_promise_is_not_called_met(made in any_indicator(), value in figure(), year in 2021i16..=2025) {
        let verdict = judged(&made, year, value, Method::Linear, &[]);
        let node = made.waypoints.iter().find(|(own, _)| *own == year).map(|(_, due)| *due);
        let yearly = made.promised_every_year();
        let due = node.map_or(made.target, |node| highland::model::Target { value: node, upper: None, ..made.target });
        let met = if yearly { due.aim(None).met_by(value) } else { made.aim().met_by(value) };
        let growth = made.kind == Kind::Growth && year < 2025;
        if year == 2025 {
            prop_assert!(matches!(verdict.status, Status::Met | Status::Unmet), "{:?}", verdict);
        }
        prop_assert_eq!(matches!(verdict.status, Status::Met | Status::Kept), met && !growth, "{:?}", verdict);
    }
}

/// The index of the imaginary city after an edit of its newest submission.
fn index(edits: &[(&str, &str)]) -> (Decimal, Vec<Decimal>) {
    let city = Copy::new();
    for (from, to) in edits {
        city.edit("content/submissions/2023/市工业局.yaml", from, to);
    }
    let (mut sources, mut diags) = (Sources::default(), Diagnostics::default());
    let content = Arc::new(load(&Project::at(city.path()).unwrap(), None, &mut sources, &mut diags).unwrap());
    let assessment = assess(join(content, 2023), year_end(2023));
    let index = assessment.indexes.last().unwrap();
    (index.total.value.unwrap(), index.areas.iter().map(|area| area.value.unwrap()).collect())
}

#[test]
fn a_better_value_and_a_report_raise_the_index_and_silence_does_not() {
    let energy = |value: &str| index(&[("实际值: 0.45", &format!("实际值: {value}"))]);
    let (now, worse, better) = (energy("0.45"), energy("0.60"), energy("0.20"));
    assert!(worse.0 < now.0 && now.0 < better.0, "{worse:?} {now:?} {better:?}");
    // Whatever is withheld, neither the whole nor an area gains.
    for line in ["示范工厂数: 6", "实际值: 0.45", "数字化改造覆盖率: 60%", "现场会场次: 3"] {
        let silent = index(&[(line, &format!("# {line}"))]);
        assert!(silent.0 <= now.0, "without {line}: {silent:?} against {now:?}");
        assert!(silent.1.iter().zip(&now.1).all(|(silent, now)| silent <= now), "without {line}");
    }
}
