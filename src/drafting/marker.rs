//! What an item of a plan begins with: 一、（一）1.（1）第一章 2.1 附件.

use crate::drafting::pattern::{Pattern, part, pattern};

/// How an item is numbered, from the outermost style to the innermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// 附件1
    Annex,
    /// 第一章
    Chapter,
    /// 第一节
    Part,
    /// 一、
    Chinese,
    /// （一）
    BracketedChinese,
    /// 1.
    Arabic,
    /// 2.1, 2.1.1; with the count of its numbers
    Dotted(u8),
    /// （1）
    BracketedArabic,
    /// ①
    Circled,
}

/// The mark at the beginning of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// Its style.
    pub style: Style,
    /// The number that it has among its equals.
    pub ordinal: u32,
    /// The whole number of a dotted one, such as 2.1.1.
    pub dotted: Option<String>,
    /// How many bytes it takes.
    pub len: usize,
}

static CHAPTER: Pattern =
    pattern!(r"^第(?P<n>[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?P<kind>编|篇|部分|章|节|条)[、：:]?");
static CHINESE: Pattern = pattern!(r"^(?P<n>[一二三四五六七八九十]{1,3})(?:、|\.|．)");
static BRACKETED: Pattern = pattern!(r"^[（(](?P<n>[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)][、.．]?");
static DOTTED: Pattern = pattern!(r"^(?P<n>[1-9][0-9]?(?:[.．][1-9][0-9]?){1,3})[.．、]?(?P<next>\p{Han}|“|《|$)");
static ARABIC: Pattern = pattern!(r"^(?P<n>[1-9][0-9]?)(?:[.．、]|[)）])(?P<next>[^0-9０-９]|$)");
static ANNEX: Pattern =
    pattern!(r"^(?:附件|附表|附录)(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,2})?(?:[：:]|$|\p{Han})");

/// What follows a figure that a line happens to begin with: 8.5亿元.
static MEASURE: Pattern = pattern!(r"^(?:[万亿元个亩吨天倍米]|小时|平方|立方|公里|公顷|公斤|千瓦|千米|千克|百分)");

/// The mark that a paragraph begins with.
#[must_use]
pub fn read(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    match first {
        '第' => chapter(text),
        '（' | '(' => bracketed(text),
        '1'..='9' => dotted(text).or_else(|| arabic(text)),
        '①'..='⑳' => circled(first),
        '附' => annex(text),
        _ if "一二三四五六七八九十".contains(first) => whole(&CHINESE, text, Style::Chinese),
        _ => None,
    }
}

fn chapter(text: &str) -> Option<Marker> {
    let hit = CHAPTER.groups(text)?;
    let style = match hit.name("kind")?.as_str() {
        "节" => Style::Part,
        "条" => Style::Arabic,
        _ => Style::Chapter,
    };
    marker(style, hit.name("n")?.as_str(), hit.get(0)?.len())
}

fn whole(pattern: &Pattern, text: &str, style: Style) -> Option<Marker> {
    let hit = pattern.groups(text)?;
    marker(style, hit.name("n")?.as_str(), hit.get(0)?.len())
}

fn bracketed(text: &str) -> Option<Marker> {
    let hit = BRACKETED.groups(text)?;
    let number = hit.name("n")?.as_str();
    let arabic = number.starts_with(|c: char| c.is_ascii_digit());
    let style = if arabic { Style::BracketedArabic } else { Style::BracketedChinese };
    marker(style, number, hit.get(0)?.len())
}

fn dotted(text: &str) -> Option<Marker> {
    let hit = DOTTED.groups(text)?;
    let next = hit.name("next")?;
    if MEASURE.is_in(part(text, next.start()..text.len())) {
        return None;
    }
    let number = hit.name("n")?.as_str().replace('．', ".");
    let last = number.rsplit('.').next()?;
    let style = Style::Dotted(u8::try_from(number.split('.').count()).ok()?);
    Some(Marker { dotted: Some(number.clone()), ..marker(style, last, next.start())? })
}

fn arabic(text: &str) -> Option<Marker> {
    let hit = ARABIC.groups(text)?;
    marker(Style::Arabic, hit.name("n")?.as_str(), hit.name("next")?.start())
}

fn circled(first: char) -> Option<Marker> {
    let ordinal = u32::from(first).checked_sub(u32::from('①'))? + 1;
    Some(Marker { style: Style::Circled, ordinal, dotted: None, len: first.len_utf8() })
}

/// 附件 as a heading of its own, not a sentence about one.
fn annex(text: &str) -> Option<Marker> {
    let hit = ANNEX.groups(text)?;
    let short = text.len() <= 120 && !text.contains(['。', '，', ',', '；']);
    let number = hit.name("n");
    let end = number.map_or("附件".len(), |number| number.end());
    let ordinal = number.map_or("1", |number| number.as_str());
    if short { marker(Style::Annex, ordinal, end) } else { None }
}

fn marker(style: Style, number: &str, len: usize) -> Option<Marker> {
    let ordinal = number.parse().ok().or_else(|| chinese(number))?;
    Some(Marker { style, ordinal, dotted: None, len })
}

/// A Chinese numeral below a hundred: 七, 十二, 二十, 二十三.
#[must_use]
pub fn chinese(text: &str) -> Option<u32> {
    let digit = |text: &str| {
        let c = text.chars().next().filter(|c| c.len_utf8() == text.len())?;
        "一二三四五六七八九".chars().zip(1..).find(|(own, _)| *own == c).map(|(_, value)| value)
    };
    let Some(ten) = text.find('十') else { return if text == "两" { Some(2) } else { digit(text) } };
    let (tens, ones) = (part(text, 0..ten), part(text, ten + '十'.len_utf8()..text.len()));
    let tens = if tens.is_empty() { Some(1) } else { digit(tens) };
    let ones = if ones.is_empty() { Some(0) } else { digit(ones) };
    Some(tens? * 10 + ones?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<(Style, u32, &str)> {
        read(text).map(|marker| (marker.style, marker.ordinal, text.get(marker.len..).unwrap()))
    }

    #[test]
    fn every_style_is_known() {
        assert_eq!(shown("一、总体要求"), Some((Style::Chinese, 1, "总体要求")));
        assert_eq!(shown("十二、保障"), Some((Style::Chinese, 12, "保障")));
        assert_eq!(shown("(三)加强"), Some((Style::BracketedChinese, 3, "加强")));
        assert_eq!(shown("12.建设"), Some((Style::Arabic, 12, "建设")));
        assert_eq!(shown("2．建设"), Some((Style::Arabic, 2, "建设")));
        assert_eq!(shown("（4）建设"), Some((Style::BracketedArabic, 4, "建设")));
        assert_eq!(shown("第三章保障措施"), Some((Style::Chapter, 3, "保障措施")));
        assert_eq!(shown("第二节平台"), Some((Style::Part, 2, "平台")));
        assert_eq!(shown("2.1.3平台"), Some((Style::Dotted(3), 3, "平台")));
        assert_eq!(shown("②平台"), Some((Style::Circled, 2, "平台")));
        assert_eq!(shown("附件2"), Some((Style::Annex, 2, "")));
    }

    #[test]
    fn figures_at_the_beginning_of_a_line_are_no_marks() {
        for text in [
            "8.5亿元以上",
            "8.5%以上",
            "20%以上",
            "2025年",
            "3.5个百分点",
            "一体推进",
            "第一批",
            "附件所列，从其规定。",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn chinese_numerals_are_read() {
        assert_eq!(
            ["三", "十", "十一", "二十", "三十五", "两", "百"].map(chinese),
            [Some(3), Some(10), Some(11), Some(20), Some(35), Some(2), None]
        );
    }
}
