//! The numbers of a plan's text: whole, in order, each with what it is.

use std::ops::Range;

use super::passage::{Pattern, pattern};
use crate::model::Decimal;

/// A number with what stands around it: `2025年`, `〔2021〕43号`, `1.`, `3~5`, `2万`, `7.14%`.
static NUMBER: Pattern = pattern!("[0-9]+(?:[.,][0-9]+)*");

/// What follows a number that dates or names: no figure. 5G names; 500MW and 10条 are figures.
static NAMED_BY_END: Pattern = pattern!("^(?:年|月|日|[+＋]|[GKD](?:[^A-Za-z]|$))");

/// What precedes a number that counts or names; 代表20人 is none of it.
static NAMED_BY_START: Pattern =
    pattern!("(?:第|专栏|附件|附表|附录|[+＋]|〕|\\]|(?:^|[见如（(，。、；：\\s])(?:图|表))\\s*$");

/// The end of a Latin name that a number may belong to: PM2.5, A4.
static LATIN: Pattern = pattern!("[A-Za-z]$");

/// What shows a number to be a figure whatever stands before it: GDP15万元.
const MEASURES: [char; 5] = ['%', '％', '‰', '万', '亿'];

/// A number at the head of a line that numbers what follows: `1.`, `（2）`, `3、`, `2.1.1`.
static HEAD: Pattern = pattern!("^\\s*[（(〔]?\\s*$");

/// Marks after a number at the head of a line.
const MARKS: [char; 5] = ['.', '、', '）', ')', '．'];

/// The text without any white space.
pub fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Every number of a text that may be a figure, in the order of the text: no year, no day, no document's number, no ordinal
/// and no part of a name.
pub fn figures(text: &str) -> Vec<Range<usize>> {
    let Some(number) = NUMBER.as_ref() else { return Vec::new() };
    let hits = number.captures_iter(text).filter_map(|hit| hit.get(0).map(|all| all.range()));
    hits.filter(|range| !is_name(text, range)).collect()
}

/// Whether a number dates, counts or names.
fn is_name(text: &str, range: &Range<usize>) -> bool {
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..range.start];
    let near: String = before.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
    let after = &text[range.end..];
    let end = after.find('\n').unwrap_or(after.len());
    let after = after[..end].trim_start();
    let number = &text[range.clone()];
    let is = |pattern: &Pattern, text: &str| pattern.as_ref().is_some_and(|pattern| pattern.is_match(text));
    let year = number.len() == 4 && ("1900".."2200").contains(&number);
    // 2021~2025年, 〔2021〕43号, 2022—2024
    let dated = year
        && (after.starts_with(['年', '~', '～', '—', '-', '－', '〕', ']', '）', ')', '、', '至'])
            || near.ends_with(['〔', '[', '~', '～', '—', '-', '－', '至'])
            || after.is_empty());
    let head = is(&HEAD, before) && (after.starts_with(MARKS) || number.matches('.').count() > 1);
    // 在2个月内 and 3年内 are figures, 6月 and 5年 of a date are not told from them: they count as dates.
    let latin = is(&LATIN, &near) && !after.starts_with(MEASURES);
    dated || head || latin || is(&NAMED_BY_START, &near) || is(&NAMED_BY_END, after)
}

/// A figure of a quoted wording with what is said around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The figure times its scale: 20000 of 2万, 0.8 of 8‰.
    pub value: Decimal,
    /// The words right before it, at most four characters.
    pub before: String,
    /// The words after it, at most ten characters.
    pub after: String,
}

/// The figures of a wording, each with its scale; white space ends a figure, and stands for nothing else.
pub fn quoted(wording: &str) -> Vec<Quoted> {
    let read = |range: Range<usize>| {
        let number: Decimal = wording[range.clone()].replace(',', "").parse().ok()?;
        let rest = squeeze(&wording[range.end..]);
        let scales = [("万亿", 1_000_000_000_000_i64), ("亿", 100_000_000), ("万", 10_000)];
        let scale = scales.into_iter().find(|(word, _)| rest.starts_with(word)).map_or(1, |(_, scale)| scale);
        let value = if rest.starts_with('‰') { number / Decimal::TEN } else { number.checked_mul(scale.into())? };
        let before: Vec<char> = wording[..range.start].chars().rev().filter(|c| !c.is_whitespace()).take(4).collect();
        Some(Quoted {
            value: value.normalize(),
            before: before.into_iter().rev().collect(),
            after: rest.chars().take(10).collect(),
        })
    };
    figures(wording).into_iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::{figures, quoted};

    #[test]
    fn numbers_are_whole_and_names_are_none() {
        let told = |text: &str| figures(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(told("占比达到7.14%，1,880项"), ["7.14", "1,880"]);
        assert_eq!(told("22 28 35 45"), ["22", "28", "35", "45"]);
        assert_eq!(told("形成3~5个集群"), ["3", "5"]);
        assert_eq!(told("云政〔2021〕43号，2021~2025年，到2025年6月"), Vec::<String>::new());
        assert_eq!(told("1. 建设\n（2）推进12家\n3、完善\n2.1.1 实施"), ["12"]);
        assert_eq!(told("第3条，5G基站，1+X行动，专栏2"), Vec::<String>::new());
        assert_eq!(told("新增2025家"), ["2025"]);
        // What is not certainly a name is asked about.
        assert_eq!(told("装机500MW，航线10条，代表20人，人均GDP15万元，增速不低于-5%"), ["500", "10", "20", "15", "5"]);
        assert_eq!(told("PM2.5浓度，见表3，〔2021〕 43号"), Vec::<String>::new());
    }

    #[test]
    fn a_figure_is_read_with_its_scale() {
        let told = |text: &str| quoted(text).into_iter().map(|q| (q.value.to_string(), q.before)).collect::<Vec<_>>();
        assert_eq!(told("人员超过 2 万人"), [("20000".to_owned(), "人员超过".to_owned())]);
        let row: Vec<String> = quoted("2\t省级实验室\t38 60").into_iter().map(|q| q.value.to_string()).collect();
        assert_eq!(row, ["2", "38", "60"]);
        assert_eq!(told("投诉率低于2‰"), [("0.2".to_owned(), "诉率低于".to_owned())]);
    }
}
