//! Numbers of a text, whole: 2万人, 3~5个, 8.5%, 370万元/亩, 2021~2025年, 翻一番.

use regex::Captures;

use crate::drafting::marker::chinese;
use crate::drafting::pattern::{Pattern, pattern};

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// First byte.
    pub start: usize,
    /// Byte behind its last one.
    pub end: usize,
    /// What it is.
    pub shape: Shape,
}

/// What a number is by its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// 文号
    Document,
    /// 2021~2025年
    Period,
    /// 2021年7月12日
    Day,
    /// 2025年底
    Year(u16),
    /// 30家以上
    Amount(Amount),
}

/// How much of what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Amount {
    /// The number in half-width digits; of a range, its lower end.
    pub low: String,
    /// The upper end of a range.
    pub high: Option<String>,
    /// 万 or 亿, if it stands behind the number.
    pub scale: String,
    /// The unit; empty if none is known.
    pub unit: String,
    /// What stands behind the unit.
    pub bound: Bound,
    /// Whether it is only about so many.
    pub about: bool,
    /// Whether it was written in words, such as 翻一番 and 全覆盖.
    pub in_words: bool,
}

/// Words behind a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Bound {
    /// None.
    #[default]
    None,
    /// 以上
    OrMore,
    /// 以下, 以内
    OrLess,
}

/// Units, longer ones first.
macro_rules! units {
    () => {
        concat!(
            "吨标准煤|吨公里|人公里|吨二氧化碳|个百分点|百分点|个工作日|工作日|平方公里|平方千米|平方米|立方米|台（套）|标准箱|人份|",
            "人次|家次|户次|场次|件次|台次|班次|架次|人天|人年|公里|千米|海里|公顷|公斤|千克|微克|毫克|千瓦时|",
            "兆瓦时|千瓦|兆瓦|吉瓦|小时|分钟|个月|美元|欧元|标箱|床位|台套|车位|泊位|课时|学时|元|家|个|项|人|名|",
            "位|件|种|台|套|部|辆|艘|架|条|座|处|所|间|户|亩|米|吨|天|次|批|场|例|宗|门|篇|册|支|只|张|",
            "片|块|倍|成|床|款|枚|棵|株|头|克|秒|瓦|村|镇|县|年|月|日|期|级|类|届|岁|番|TWh|GWh|",
            "MWh|kWh|GW|MW|kW|PFLOPS|EFLOPS|PFlops|EFlops|TB|PB|Gbps|Mbps|",
            "TEU|%|％|‰",
        )
    };
}

static NUMBER: Pattern = pattern!(
    r"(?P<document>\p{Han}{2,14}[〔\[［【](?:19|20)[0-9]{2}[〕\]］】]第?[0-9]{1,5}号)",
    r"|(?P<period>(?:19|20)[0-9]{2}年?(?:[~～〜∼—–－\-]{1,2}|至|到)(?:19|20)[0-9]{2}年)",
    r"|(?P<day>(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日(?:印发)?)",
    r"|(?P<year>(?:19|20)[0-9]{2})年(?:[0-9]{1,2}月)?(?:年?(?:底|末|初|度))?(?:之?前)?",
    r"|(?P<words>翻[一两二三]番|全覆盖)",
    r"|(?:达到?|到|至|超过|突破|不低于|不少于|占|约|近)(?P<tenths>(?P<tens>[一二三四五六七八九])成(?P<ones>[一二三四五六七八九半])?)(?P<more_tenths>以上|左右)?",
    r"|(?P<low>[0-9０-９]+(?:,[0-9]{3})*(?:[.．][0-9０-９]+)?)",
    r"(?:(?P<first>[%％‰]|[万亿]+)?(?:[~～〜∼—–－\-]{1,2}|至|到)(?P<high>[0-9０-９]+(?:[.．][0-9０-９]+)?))?",
    r"(?P<more>余|多|来)?(?P<scale>万亿|百万|千万|万|亿)?",
    r"(?P<unit>(?:",
    units!(),
    r")(?:/每?[万亿]?(?:",
    units!(),
    r"))?)?",
    r"(?P<bound>(?:及|（含）)?(?:以上|以下|以内|之内|左右|上下))?",
);

/// The numbers of a text, from left to right.
pub fn read(text: &str) -> Vec<Number> {
    NUMBER.each_groups(text).filter_map(|hit| number(&hit)).collect()
}

fn number(hit: &Captures<'_>) -> Option<Number> {
    let all = hit.name("tenths").or(hit.get(0))?;
    let has = |name: &str| hit.name(name).is_some();
    let shape = if has("document") {
        Shape::Document
    } else if has("period") {
        Shape::Period
    } else if has("day") {
        Shape::Day
    } else if let Some(year) = hit.name("year") {
        Shape::Year(year.as_str().parse().ok()?)
    } else if let Some(words) = hit.name("words") {
        Shape::Amount(in_words(words.as_str()))
    } else if has("tenths") {
        Shape::Amount(tenths(hit)?)
    } else {
        Shape::Amount(amount(hit))
    };
    Some(Number { start: all.start(), end: all.end(), shape })
}

/// 九成, 三成五: so many per cent, which somebody has to look at.
fn tenths(hit: &Captures<'_>) -> Option<Amount> {
    let tens = chinese(hit.name("tens")?.as_str())?;
    let ones = match hit.name("ones").map_or("", |ones| ones.as_str()) {
        "" => 0,
        "半" => 5,
        ones => chinese(ones)?,
    };
    let (more, about) = match hit.name("more_tenths").map_or("", |more| more.as_str()) {
        "以上" => (Bound::OrMore, false),
        more => (Bound::None, more == "左右"),
    };
    let low = (tens * 10 + ones).to_string();
    Some(Amount { low, unit: "%".to_owned(), bound: more, about, in_words: true, ..Amount::default() })
}

fn in_words(words: &str) -> Amount {
    let (low, unit) = match words {
        "翻一番" => ("2", "倍"),
        "翻两番" | "翻二番" => ("4", "倍"),
        "翻三番" => ("8", "倍"),
        _ => ("100", "%"),
    };
    Amount { low: low.to_owned(), unit: unit.to_owned(), in_words: true, ..Amount::default() }
}

fn amount(hit: &Captures<'_>) -> Amount {
    let get = |name: &str| hit.name(name).map_or("", |group| group.as_str());
    let (scale, unit) = (get("scale"), get("unit").replace('％', "%"));
    let bound = match get("bound") {
        bound if bound.ends_with("以上") => Bound::OrMore,
        bound if bound.ends_with("以下") || bound.ends_with('内') => Bound::OrLess,
        _ => Bound::None,
    };
    Amount {
        low: half_width(get("low")),
        high: hit.name("high").map(|high| half_width(high.as_str())),
        scale: scale.to_owned(),
        unit,
        bound,
        about: ["左右", "上下"].contains(&get("bound")),
        in_words: false,
    }
}

/// Digits as they are calculated with: 1,234 and １２ are 1234 and 12.
fn half_width(digits: &str) -> String {
    digits
        .chars()
        .filter(|c| *c != ',')
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '．' => '.',
            _ => c,
        })
        .collect()
}
