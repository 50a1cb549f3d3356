//! The method: each kind by its own formula, the cut-offs to the letter, and what must hold for any figures.

use highland::assess::{Facts, Trend, Working, judge};
use highland::model::{
    Appraisal, Baseline, Comparator, Decimal, Force, Indicator, Kind, Method, Nature, Origin, PaceCutOffs, Responsible,
    Status, Target, Terms, Unit, year_end,
};
use highland::source::{Sources, Span, Spanned};

/// An indicator promised for 2025 from a baseline of 2020.
pub fn indicator(kind: Kind, base: Option<&str>, comparator: Comparator, target: &str) -> Indicator {
    let span = Span::new(Sources::default().add("t", ""), 0, 0);
    let text = |text: &str| Spanned::new(text.to_owned(), span);
    Indicator {
        id: text("i"),
        name: text("i"),
        short: "i".into(),
        kind,
        appraisal: Appraisal::LastYear,
        method: None,
        amendment: None,
        unit: Unit::parse("家"),
        target: Target::new(comparator, number(target), 2025),
        baseline: base.map(|value| Baseline {
            year: 2020,
            value: Spanned::new(number(value), span),
            nature: Nature::Statistics,
            source: None,
            scope: None,
            comparable: true,
        }),
        waypoints: Vec::new(),
        force: Force::Firm,
        property: None,
        level: None,
        section: text("1"),
        area: text("1"),
        assignment: None,
        department: Responsible::new(Terms::new(vec![text("d")], Vec::new())),
        origin: Origin::Plan,
        weight: Decimal::ONE,
        scope: String::new(),
        wording: text("w"),
        also: Vec::new(),
        unsettled: Vec::new(),
    }
}

pub fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub fn verdict(indicator: &Indicator, year: i16, actual: Option<Decimal>) -> highland::assess::Verdict {
    let base = indicator.baseline.as_ref().map(|base| (base.year, base.value.value));
    let history: Vec<_> = base.into_iter().chain(actual.map(|value| (year, value))).collect();
    judge(&Facts {
        history: &history,
        indicator,
        year,
        actual,
        earlier: None,
        date: year_end(year),
        base: 2020,
        cut_offs: PaceCutOffs::default(),
        method: Method::Linear,
    })
}

#[track_caller]
fn check(indicator: &Indicator, year: i16, actual: &str, expected: Status) {
    assert_eq!(verdict(indicator, year, Some(number(actual))).status, expected, "{actual} in {year}");
}

/// The example the method begins with: 0.70 of the way in 0.80 of the time is behind.
#[test]
fn judges_the_way_done_against_the_time_gone() {
    let stock = indicator(Kind::Stock, Some("100"), Comparator::AtLeast, "200");
    let found = verdict(&stock, 2024, Some(number("170")));
    assert_eq!(found.status, Status::SlightlyBehind);
    assert_eq!(found.done, Some(number("0.7")));
    assert_eq!(found.completion, Some(number("0.85")));
    // 2021 to 2024 have 1461 of the 1826 days.
    assert_eq!(found.due, Some(number("1461") / number("1826")));
}

#[test]
fn cuts_off_exactly_at_the_numbers_of_the_settings() {
    // The waypoint asks for all of the way in 2024, so that the pace is the share done.
    let mut stock = indicator(Kind::Stock, Some("0"), Comparator::AtLeast, "1000");
    check(&stock, 2024, "841", Status::Ahead);
    check(&stock, 2024, "840", Status::OnPace);
    stock.waypoints = vec![(2024, number("1000"))];
    check(&stock, 2024, "1000", Status::Met);
    check(&stock, 2024, "999", Status::OnPace);
    check(&stock, 2024, "950", Status::OnPace);
    check(&stock, 2024, "949", Status::SlightlyBehind);
    check(&stock, 2024, "600", Status::SlightlyBehind);
    check(&stock, 2024, "599", Status::Behind);
    check(&stock, 2024, "0", Status::Behind);
    check(&stock, 2024, "-1", Status::Regressed);
}

#[test]
fn at_the_end_a_promise_is_kept_or_it_is_not() {
    for kind in [Kind::Stock, Kind::Increment, Kind::Ratio, Kind::Annual, Kind::Growth] {
        let promise = indicator(kind, Some("5"), Comparator::AtLeast, "8");
        check(&promise, 2025, "8", Status::Met);
        for missed in ["7.9", "5", "0", "-1"] {
            check(&promise, 2025, missed, Status::Unmet);
        }
        let found = verdict(&promise, 2025, Some(number("7.9")));
        assert!(found.pace.is_none() && found.opinions.is_empty(), "{found:?}");
        // What has no start was never on its way, and is kept or not all the same.
        check(&indicator(kind, None, Comparator::AtMost, "8"), 2025, "9", Status::Unmet);
    }
    let ceiling = indicator(Kind::Ratio, Some("5"), Comparator::AtMost, "8");
    check(&ceiling, 2023, "7", Status::Met);
    check(&ceiling, 2023, "9", Status::SlightlyBehind);
    check(&ceiling, 2023, "20", Status::Behind);
    // A target beyond the plan's end goes its own way until its own year.
    let mut later = indicator(Kind::Stock, Some("0"), Comparator::AtLeast, "10");
    later.target.due.year = 2030;
    check(&later, 2025, "5", Status::OnPace);
}

#[test]
fn what_has_a_waypoint_and_no_start_is_judged_by_the_waypoint() {
    let mut without = indicator(Kind::Stock, None, Comparator::AtLeast, "10");
    without.waypoints = vec![(2023, number("6"))];
    check(&without, 2023, "6", Status::OnPace);
    check(&without, 2023, "5", Status::SlightlyBehind);
    check(&without, 2023, "1", Status::Behind);
    check(&without, 2024, "7", Status::Unassessable);
    let mut yearly = indicator(Kind::Annual, None, Comparator::AtLeast, "10");
    yearly.appraisal = Appraisal::EveryYear;
    yearly.waypoints = vec![(2023, number("6"))];
    check(&yearly, 2023, "6", Status::Kept);
    check(&yearly, 2024, "6", Status::Missed);
}

#[test]
fn more_than_is_not_met_by_the_number_itself() {
    let strict = indicator(Kind::Stock, Some("5"), Comparator::MoreThan, "8");
    check(&strict, 2024, "8", Status::Ahead);
    check(&strict, 2025, "8", Status::Unmet);
    check(&strict, 2024, "9", Status::Met);
}

#[test]
fn less_is_better_where_the_target_lies_below_the_baseline() {
    let falling = indicator(Kind::Ratio, Some("0.60"), Comparator::AtMost, "0.50");
    check(&falling, 2023, "0.56", Status::SlightlyBehind);
    check(&falling, 2023, "0.54", Status::OnPace);
    check(&falling, 2023, "0.50", Status::Met);
    check(&falling, 2023, "0.61", Status::Regressed);
}

#[test]
fn growth_is_met_so_far_until_the_last_year() {
    let growth = indicator(Kind::Growth, None, Comparator::AtLeast, "8.5");
    check(&growth, 2024, "9", Status::Ahead);
    check(&growth, 2024, "8.6", Status::OnPace);
    check(&growth, 2025, "8.5", Status::Met);
    check(&growth, 2024, "6.9", Status::SlightlyBehind);
    check(&growth, 2024, "3", Status::Behind);
    check(&growth, 2024, "-1", Status::Regressed);
}

#[test]
fn what_cannot_be_judged_says_why() {
    let without = indicator(Kind::Stock, None, Comparator::AtLeast, "10");
    let found = verdict(&without, 2024, Some(number("7")));
    assert_eq!(found.status, Status::Unassessable);
    assert!(found.reason.unwrap().contains("缺少2020年基期值"));
    check(&without, 2024, "10", Status::Met);
    let flat = indicator(Kind::Stock, Some("10"), Comparator::MoreThan, "10");
    check(&flat, 2024, "10", Status::Unassessable);
    let mut apart = indicator(Kind::Annual, Some("5"), Comparator::AtLeast, "10");
    apart.baseline.as_mut().unwrap().comparable = false;
    let found = verdict(&apart, 2024, Some(number("9")));
    assert_eq!((found.status, found.pace), (Status::Unassessable, None));
    assert!(found.reason.unwrap().contains("口径不同"));
    assert_eq!(verdict(&without, 2024, None).status, Status::NotReported);
}

/// How good a status is; the same number for those of which none is better.
fn rank(status: Status) -> i32 {
    match status {
        Status::Met => 5,
        Status::Ahead => 4,
        Status::OnPace => 3,
        Status::SlightlyBehind => 2,
        Status::Behind => 1,
        _ => 0,
    }
}

proptest::proptest! {
    #[test]
    fn measuring_in_another_unit_changes_no_status(
        base in 1i64..1000, target in 1i64..1000, value in 0i64..2000, year in 2021i16..=2024, scale in 1u32..6,
    ) {
        proptest::prop_assume!(base != target);
        let comparator = if base < target { Comparator::AtLeast } else { Comparator::AtMost };
        let factor = Decimal::from(10u64.pow(scale));
        let judged = |factor: Decimal| {
            let text = |n: i64| (Decimal::from(n) * factor).to_string();
            let stock = indicator(Kind::Stock, Some(&text(base)), comparator, &text(target));
            let found = verdict(&stock, year, Some(Decimal::from(value) * factor));
            let others: Vec<_> = found.opinions.iter().map(|o| o.grade.as_ref().map(|o| o.status).ok()).collect();
            (found.status, others)
        };
        proptest::prop_assert_eq!(judged(Decimal::ONE), judged(factor));
    }

    #[test]
    fn the_counts_of_statuses_add_up(statuses in proptest::collection::vec(0usize..9, 0..60)) {
        use highland::model::Choice;
        let all: Vec<Status> = statuses.iter().map(|&n| Status::WORDS[n % Status::WORDS.len()].1).collect();
        let tally = highland::assess::Assessment::tally(all.iter().copied());
        proptest::prop_assert_eq!(tally.iter().map(|(_, count)| count).sum::<usize>(), all.len());
        proptest::prop_assert!(tally.iter().all(|&(status, count)| count == all.iter().filter(|&&s| s == status).count()));
    }

    /// The status follows from the numbers the proof prints, by the cut-offs it names.
    #[test]
    fn a_status_follows_from_the_numbers_of_its_proof(
        base in -1000i64..1000, target in -1000i64..1000, value in -2000i64..2000, year in 2021i16..=2024,
    ) {
        proptest::prop_assume!(base != target);
        let up = base < target;
        let comparator = if up { Comparator::AtLeast } else { Comparator::AtMost };
        let stock = indicator(Kind::Stock, Some(&base.to_string()), comparator, &target.to_string());
        let found = verdict(&stock, year, Some(Decimal::from(value)));
        let (done, due) = (found.done.unwrap(), found.due.unwrap());
        proptest::prop_assert_eq!((done * Decimal::from(target - base)).round_dp(18), Decimal::from(value - base));
        let met = if up { target <= value } else { value <= target };
        let pace = done / due;
        let expected = match pace {
            _ if met => Status::Met,
            pace if number("1.05") <= pace => Status::Ahead,
            pace if number("0.95") <= pace => Status::OnPace,
            pace if number("0.60") <= pace => Status::SlightlyBehind,
            pace if Decimal::ZERO <= pace => Status::Behind,
            _ => Status::Regressed,
        };
        proptest::prop_assert_eq!(found.status, expected);
    }

    #[test]
    fn a_better_value_never_worsens_a_status(
        base in -1000i64..1000, target in -1000i64..1000, one in -2000i64..2000, other in -2000i64..2000, year in 2021i16..=2025,
    ) {
        proptest::prop_assume!(base != target);
        let up = base < target;
        let comparator = if up { Comparator::AtLeast } else { Comparator::AtMost };
        let stock = indicator(Kind::Stock, Some(&base.to_string()), comparator, &target.to_string());
        let (worse, better) = if (one < other) == up { (one, other) } else { (other, one) };
        let status = |value: i64| verdict(&stock, year, Some(Decimal::from(value))).status;
        proptest::prop_assert!(rank(status(worse)) <= rank(status(better)));
    }

    #[test]
    fn the_path_only_rises_towards_a_higher_target(base in 0i64..1000, way in 1i64..1000, middle in 0i64..=100) {
        let mut stock = indicator(Kind::Stock, Some(&base.to_string()), Comparator::AtLeast, &(base + way).to_string());
        stock.waypoints = vec![(2023, Decimal::from(base) + Decimal::from(way * middle) / Decimal::ONE_HUNDRED)];
        let path: Vec<Decimal> = (2020..=2025).filter_map(|year| verdict(&stock, year, Some(Decimal::ZERO)).expected).collect();
        proptest::prop_assert!(path.is_sorted(), "{path:?}");
        proptest::prop_assert_eq!(path.last().copied(), Some(Decimal::from(base + way)));
    }
}

/// The figures of `tests/method/vectors.py`, which computes them by a route of its own.
#[test]
fn every_method_gives_the_figures_of_the_independent_script() {
    let text = std::fs::read_to_string(super::project::root().join("tests/method/vectors.json")).unwrap();
    let vectors: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    assert!(20 < vectors.len());
    for vector in &vectors {
        let points = vector["points"].as_array().unwrap().iter();
        let history: Vec<(i16, Decimal)> = points
            .map(|point| (i16::try_from(point[0].as_i64().unwrap()).unwrap(), number(point[1].as_str().unwrap())))
            .collect();
        let goal = vector["goal"].as_str().unwrap();
        let comparator = match (history[0].1 < number(goal), vector["strict"] == true) {
            (true, true) => Comparator::MoreThan,
            (true, false) => Comparator::AtLeast,
            (false, true) => Comparator::LessThan,
            (false, false) => Comparator::AtMost,
        };
        let mut stock = indicator(Kind::Stock, Some(&history[0].1.to_string()), comparator, goal);
        stock.baseline.as_mut().unwrap().year = history[0].0;
        stock.target.due.year = i16::try_from(vector["goal_year"].as_i64().unwrap()).unwrap();
        let (year, actual) = *history.last().unwrap();
        let found = judge(&Facts {
            indicator: &stock,
            year,
            actual: Some(actual),
            earlier: None,
            history: &history,
            date: year_end(year),
            base: history[0].0,
            cut_offs: PaceCutOffs::default(),
            method: Method::Linear,
        });
        let compare = |method: &str, status: Option<Status>, figure: Option<Decimal>| {
            let expected = &vector[method];
            assert_eq!(status.map(Status::word), expected["status"].as_str(), "{method} of {vector}");
            let wanted = expected["figure"].as_str().map(number);
            // Where a method refuses, or a target is met, there is no figure to compare.
            let close = match (figure, wanted) {
                (Some(figure), Some(wanted)) => (figure - wanted).abs() < number("0.0000001"),
                (figure, wanted) => figure == wanted,
            };
            assert!(close, "{method}: {figure:?} for {wanted:?} of {vector}");
        };
        compare("linear", Some(found.status), found.pace);
        for opinion in &found.opinions {
            let grade = opinion.grade.as_ref().ok();
            compare(opinion.method.key(), grade.map(|g| g.status), grade.and_then(|g| g.working.figure()));
        }
        assert_eq!(found.opinions.len(), 2);
    }
}

#[test]
fn a_verdict_that_depends_on_the_method_says_so() {
    // 0.70 of the way in 0.80 of the time is behind; by the ratio of growth rates it is on track.
    let stock = indicator(Kind::Stock, Some("100"), Comparator::AtLeast, "200");
    let found = verdict(&stock, 2024, Some(number("170")));
    assert!(found.depends_on_method(), "{found:?}");
    let found = verdict(&stock, 2024, Some(number("120")));
    assert!(!found.depends_on_method(), "{found:?}");
    // What has no path has one method only, and refusals say why.
    let growth = indicator(Kind::Growth, None, Comparator::AtLeast, "8.5");
    let found = verdict(&growth, 2024, Some(number("9")));
    assert!(found.opinions.iter().all(|o| o.grade.as_ref().is_err_and(|why| why.contains("不适用"))));
    let steep = indicator(Kind::Stock, Some("0.1"), Comparator::AtLeast, "10");
    let found = verdict(&steep, 2023, Some(number("3")));
    assert!(found.opinions[0].caution.as_ref().is_some_and(|caution| caution.contains("十倍")));
}

#[test]
fn a_trend_of_the_largest_figures_is_judged_by_its_direction() {
    let largest = "1000000000000000";
    let stock = indicator(Kind::Stock, Some("1"), Comparator::AtLeast, largest);
    let fallen = Decimal::ZERO - number(largest);
    let history = [(2020, number("1")), (2021, number("2")), (2022, number("3")), (2023, fallen)];
    let found = judge(&Facts {
        indicator: &stock,
        year: 2023,
        actual: Some(fallen),
        earlier: None,
        history: &history,
        date: year_end(2023),
        base: 2020,
        cut_offs: PaceCutOffs::default(),
        method: Method::Linear,
    });
    let projection = found.opinions[1].grade.as_ref().unwrap();
    assert!(matches!(projection.working, Working::Projection(Trend { reached: None, .. })), "{projection:?}");
    assert_eq!(projection.status, Status::Regressed);
}
