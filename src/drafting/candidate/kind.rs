//! What a number measures, and its unit.

use super::compare::is_rank;
use super::number::Amount;
use super::target::Value;
use crate::drafting::pattern::{Pattern, part, pattern};
use crate::model::Kind;

/// What a row of a table measures, by its name.
pub fn measured(name: &str, amount: &Amount, every_year: bool) -> (Kind, bool) {
    kind(&Words { ahead: name, whole: name, name, amount, every_year, drop: false })
}

/// The words that a number's kind is told by.
pub struct Words<'a> {
    /// Those of its own item of a list.
    pub ahead: &'a str,
    /// Those of the clause.
    pub whole: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The number.
    pub amount: &'a Amount,
    /// Whether it is promised for every year.
    pub every_year: bool,
    /// Whether it says by how much something falls.
    pub drop: bool,
}

static GROWTH: Pattern = pattern!(r"年均(?:增长|增速|增幅|递增|下降|降低|减少|复合增长)|年(?:均)?增长率|平均增长");
static SHARE: Pattern = pattern!(r"率|比重|比例|占比|占.{1,30}的|强度|贡献度|满意度|浓度");
static PER: Pattern = pattern!(r"每(?P<per>[十百千万]*[人户名])");
static MEAN: Pattern = pattern!(r"平均|人均|户均|亩均");
static VISITS: Pattern = pattern!(r"接待|客流|到访");
/// What is told of one year: 年接待游客, 年曝光量.
static OF_A_YEAR: Pattern = pattern!(
    r"^年[^均度限轻级龄末底初内前中]|(?:^|[^0-9今全每十百当历近一二两三四五六七八九青少成])年(?:接待|曝光|产|处理|服务|培训|销售|营业|交易|受理|吞吐|完成|新增|发布|转化|供应|利用|用)"
);
static WITHIN: Pattern = pattern!(r"期间|(?:^|[^0-9])[一二两三四五六七八九十2-9]年(?:之?内|累计|共|新增)");
static FLOW: Pattern =
    pattern!(r"产值|收入|营收|增加值|投入|投资|经费|税收|交易额|成交额|销售|利润|支出|进出口|产量|时间|时限|响应");
static NEW: Pattern = pattern!(
    r"新增|新建|新组建|新引进|引进|引育|招引|获得|取得|授权|研制|突破.*(?:技术|产品)|攻克|转化|发布|累计(?:完成|实施|取得|获得|下降|减少|引进|新增|培训|投入|投放)"
);
static STOCK: Pattern =
    pattern!(r"累计|达到?$|超过$|突破$|总数|总量|规模|保有量|拥有|在校|建成|集聚|不少于$|不低于$|存量|降(?:为|到|至)");

/// Whether the words before a number speak of a mean growth.
pub fn is_growth(ahead: &str) -> bool {
    GROWTH.is_in(ahead)
}

/// Whether the words before a number speak of one year, not of every one.
pub fn is_a_years(ahead: &str) -> bool {
    // 年产值超100亿元的企业 are counted, not their year's output.
    OF_A_YEAR.find(ahead).is_some_and(|hit| !part(ahead, hit.end()..ahead.len()).contains('的'))
}

/// What a number measures, and whether that is sure. A verb that stands before the list it is in is less than sure.
pub fn kind(words: &Words<'_>) -> (Kind, bool) {
    let unit = words.amount.unit.as_str();
    let percent = matches!(unit, "%" | "‰" | "个百分点" | "百分点" | "成");
    if words.amount.high.is_some() {
        (Kind::Range, true)
    } else if is_growth(words.ahead) {
        (Kind::Growth, percent)
    } else if words.every_year || words.name.contains("浓度") {
        (Kind::Annual, true)
    } else if words.amount.in_words {
        (if percent { Kind::Ratio } else { Kind::Stock }, false)
    } else if percent {
        let share = SHARE.is_in(words.ahead) || SHARE.is_in(words.name);
        (if words.drop { Kind::Increment } else { Kind::Ratio }, share && !words.drop)
    } else if unit.contains('/') || PER.is_in(words.ahead) || SHARE.is_in(words.name) && !words.name.ends_with('数') {
        (Kind::Ratio, true)
    } else if MEAN.is_in(words.name) {
        (Kind::Annual, FLOW.is_in(words.name))
    } else if is_a_years(words.ahead) {
        (Kind::Annual, true)
    } else if VISITS.is_in(words.ahead) && !words.ahead.contains("累计") {
        (Kind::Annual, unit.ends_with('次'))
    } else if is_counted(unit) {
        counted(words)
    } else if unit.is_empty() || is_rank(words.ahead) {
        (Kind::Annual, true)
    } else if unit.ends_with('元') && !FLOW.is_in(words.ahead) {
        (Kind::Stock, false)
    } else if FLOW.is_in(words.name) && !words.ahead.contains("累计") && !NEW.is_in(words.ahead) {
        (Kind::Annual, true)
    } else {
        counted(words)
    }
}

fn counted(words: &Words<'_>) -> (Kind, bool) {
    if NEW.is_in(words.ahead) || WITHIN.is_in(words.ahead) && !words.ahead.contains('达') {
        (Kind::Increment, true)
    } else if STOCK.is_in(words.ahead) {
        (Kind::Stock, true)
    } else if NEW.is_in(words.whole) {
        (Kind::Increment, false)
    } else {
        (Kind::Stock, false)
    }
}

/// The unit of a target: 万 and 亿 belong to money and quantities, not to what is counted.
pub fn unit(amount: &Amount, ahead: &str) -> String {
    match amount.unit.as_str() {
        "" if amount.scale.is_empty() => "待核".to_owned(),
        unit if is_counted(unit) => per(ahead, unit),
        unit => format!("{}{unit}", amount.scale),
    }
}

/// What is counted for so many people: 每万人……个 is 个/万人.
pub fn per(words: &str, unit: &str) -> String {
    let people = PER.group(words, "per").filter(|_| is_counted(unit));
    people.map_or_else(|| unit.to_owned(), |people| format!("{unit}/{people}"))
}

/// Units that people and things are counted in.
const COUNTED: [&str; 21] = [
    "人", "家", "个", "项", "名", "件", "种", "户", "次", "人次", "家次", "台", "套", "辆", "座", "处", "场", "场次",
    "件次", "张", "床",
];

fn is_counted(unit: &str) -> bool {
    COUNTED.contains(&unit)
}

/// The value in that unit.
pub fn value(amount: &Amount) -> Value {
    let counted = !amount.scale.is_empty() && is_counted(&amount.unit);
    let write =
        |number: &str| if counted { format!("{number}{}{}", amount.scale, amount.unit) } else { number.to_owned() };
    Value { low: write(&amount.low), high: amount.high.as_deref().map(write) }
}
