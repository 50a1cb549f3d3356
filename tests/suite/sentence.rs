//! Generated sentences say what the figures say, in the words official Chinese has for it.

use highland::compose::sentence;
use highland::model::{Appraisal, Comparator, Indicator, Kind, Unit};

use super::verdict::{indicator, number, verdict};

/// The sentence of 2024 as plain text.
fn say(indicator: &Indicator, actual: &str, before: Option<&str>) -> String {
    say_in_turn(indicator, 0, actual, before)
}

fn say_in_turn(indicator: &Indicator, turn: usize, actual: &str, before: Option<&str>) -> String {
    let found = verdict(indicator, 2024, Some(number(actual)));
    let sentence = sentence::indicator(
        indicator,
        sentence::Telling { before: "上年", record: "", data_year: None, year: 2024, variant: turn },
        &found,
        before.map(number),
    );
    format!("{}{}{}", sentence.before, sentence.figure.unwrap_or_default(), sentence.after)
}

fn percent(kind: Kind, base: Option<&str>, comparator: Comparator, target: &str) -> Indicator {
    Indicator { unit: Unit::parse("%"), ..indicator(kind, base, comparator, target) }
}

#[test]
fn quantities_change_in_their_unit_and_shares_in_points() {
    let stock = indicator(Kind::Stock, Some("15"), Comparator::AtLeast, "30");
    assert_eq!(
        say(&stock, "28", Some("25")),
        "i为28家，比上年增加3家，相当于2025年目标（30家）的93.3%，已走完路程的86.7%，快于时序进度6.7个百分点"
    );
    assert_eq!(
        say(&stock, "27", Some("27")),
        "i为27家，与上年持平，相当于2025年目标（30家）的90.0%，已走完路程的80.0%，与时序进度基本一致"
    );
    assert_eq!(say(&stock, "30", None), "i为30家，提前完成2025年目标（30家）");
    assert_eq!(say(&stock, "14", Some("16")), "i为14家，比上年减少2家，低于基期水平，距2025年目标（30家）的差距扩大");
    let share = percent(Kind::Ratio, Some("19.8"), Comparator::AtLeast, "25");
    assert_eq!(
        say(&share, "22.1", Some("22.5")),
        "i为22.1%，比上年下降0.4个百分点，相当于2025年目标（25%）的88.4%，已走完路程的44.2%，慢于时序进度35.8个百分点"
    );
}

#[test]
fn increments_are_cumulated_and_yearly_values_grow() {
    let new = indicator(Kind::Increment, None, Comparator::AtLeast, "600");
    assert_eq!(say(&new, "640", Some("455")), "i累计640家，其中当年新增185家，提前完成2025年目标（600家）");
    let mut yearly = indicator(Kind::Annual, None, Comparator::AtLeast, "50");
    yearly.appraisal = Appraisal::EveryYear;
    assert_eq!(say(&yearly, "58", Some("61")), "i为58家，比上年下降4.9%，达到每年50家的要求");
    assert_eq!(say(&yearly, "46", None), "i为46家，未达到每年50家的要求");
}

#[test]
fn growth_is_compared_in_points_and_strictness_is_said() {
    let growth = percent(Kind::Growth, None, Comparator::AtLeast, "8.5");
    assert_eq!(
        say(&growth, "6.9", Some("7.4")),
        "规划期以来i为6.9%，比上年下降0.5个百分点，比目标（8.5%）低1.6个百分点"
    );
    assert_eq!(say(&growth, "9.5", None), "规划期以来i为9.5%，比目标（8.5%）高1.0个百分点");
    let strict = indicator(Kind::Stock, Some("5"), Comparator::MoreThan, "8");
    assert_eq!(say(&strict, "8", Some("7")), "i为8家，比上年增加1家，恰为2025年目标数，还没有“超过8家”");
}

#[test]
fn the_same_figures_are_said_in_several_ways_that_agree() {
    let stock = indicator(Kind::Stock, Some("15"), Comparator::AtLeast, "30");
    let said: Vec<String> = (0..6).map(|turn| say_in_turn(&stock, turn, "28", Some("25"))).collect();
    assert_eq!(
        said[1],
        "i为28家，年内增加3家，相当于2025年目标（30家）的93.3%，已走完路程的86.7%，快于时序进度6.7个百分点"
    );
    assert_eq!(
        said[2],
        "i为28家，比上年增加3家，相当于2025年目标（30家）的93.3%，已走完路程的86.7%，比时序进度快6.7个百分点"
    );
    let distinct: std::collections::BTreeSet<&String> = said.iter().collect();
    assert!(3 <= distinct.len(), "{said:?}");
    for sentence in &said {
        for figure in ["28家", "增加3家", "30家", "93.3%", "6.7个百分点", "快"] {
            assert!(sentence.contains(figure), "{sentence}");
        }
    }
    let new = indicator(Kind::Increment, None, Comparator::AtLeast, "600");
    assert!(say(&new, "300", Some("200")).contains("完成2025年目标（600家）的50.0%"));
}

#[test]
fn numbers_are_printed_as_printers_print_them() {
    assert_eq!(sentence::percent(number("1")), "100.0%");
    assert_eq!(sentence::percent(number("-0.1667")), "−16.7%");
    assert_eq!(sentence::decimals(number("-0.04"), 1), "0.0");
}

#[test]
fn what_more_than_asks_for_is_more_than_the_difference() {
    let strict = indicator(Kind::Stock, Some("5"), Comparator::MoreThan, "8");
    assert_eq!(sentence::gap(&strict, number("7")).as_deref(), Some("超过1家"));
    let plain = indicator(Kind::Stock, Some("5"), Comparator::AtLeast, "8");
    assert_eq!(sentence::gap(&plain, number("7")).as_deref(), Some("1家"));
    assert_eq!(sentence::gap(&plain, number("8")), None);
}
