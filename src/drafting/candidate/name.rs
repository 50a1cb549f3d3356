//! What a target is called: the words round its number without verbs and comparisons.

use std::collections::BTreeMap;

use super::Candidates;
use super::number::{Number, Shape};
use crate::drafting::outline::Outline;
use crate::drafting::pattern::{Pattern, beginning, part, pattern};

/// Longest name, in characters.
const LONGEST: usize = 40;

/// The name of what no words name.
pub const NONE: &str = "待核";

/// A guessed name.
pub struct Guess {
    /// The name.
    pub name: String,
    /// Whether it is the words before the number, whole.
    pub sure: bool,
}

static LEAD_IN: Pattern = pattern!(
    r"^(?:[一二三四五六七八九十]是|(?:“[^“”]{2,4}”期间|[一二两三四五六七八九十]年(?:之?内)?|对|力争|争取|确保|实现|推动|促进|累计|每年|年均|全年|同时|并|使|其中|要|将|到|至|截至|截止|展望|(?:20[0-9]{2}年(?:[0-9]{1,2}月)?(?:年?[底末])?(?:之?前)?、?)+))+"
);
static VERB: Pattern = pattern!(
    r"^(?:初步|基本|全面|全部|新)?(?:建成|建设|建立|打造|培育(?:形成|引进)?|培养|集聚|引进(?:或|和)?(?:培养|培育)?|引育|招引|聚集|吸引|获得|取得|实现|实施|推进|组织(?:开展)?|开展|举办|发布|形成|研制出?|开发|突破|攻克|完成|认定|创建|争创|拥有|提供|组建|布局|全面落实|落实|支持|推动|设立|落地|转化|改造|盘活|谋划|储备)(?:了)?"
);
static TAIL: Pattern = pattern!(
    r"(?:(?:累计|合计|总计|共|均|也|已|力争|争取|分别|再|约|近|要|数量|总数|平均)*(?:达到?|超过|突破|超|高于|大于|多于|不(?:少|低|小|多|高|大)于|不超过|低于|少于|小于|至少|逾|控制在|稳定在|保持在|维持在|(?:提高|提升|增加|扩大|上升|增长|下降|降低?|压缩|缩短|减少|压减|提|升|增|减)(?:到|至|为)|(?:新增|累计|分别|实现|累计完成|为|是|有|各|每年|全年|共|约|近|等))+)$"
);
static FROM: Pattern = pattern!(r"(?:由|从)[^由从0-9]{0,6}[0-9].*$");
static AMONG: Pattern = pattern!(
    r"(?:进入|跻身|跃居|跃升至|位居|位列|稳居|保持|列|居)*(?:在)?(?P<whole>(?:全[国省市区县球]|世界|国内|省内)?(?:同类\p{Han}{0,6})?)前$"
);
static COMPARED: Pattern = pattern!(r"(?:比|较)20[0-9]{2}年(?:底|末)?(?:累计)?");
static MEASURE: Pattern = pattern!(
    r"(?:数|率|比|比重|比例|值|额|量|规模|投入|经费|收入|增速|增幅|强度|支出|面积|里程|能力|水平|时间|时限|浓度|次数|幅度|能耗|占比|距离|人数|指数|年限|得分|满意度|效率|利润|税收|投资)$"
);
/// Words that are left of a sentence, not of a name.
static ODD: Pattern =
    pattern!(r"每年|每月|不低于|不少于|依托|(?:提高|提升|增加|减少|下降|降低)$|标准$|财政|高于|低于|较“|^[其比较]");
/// Verbs whose object is elsewhere.
static ACTS: Pattern = pattern!(
    r"^(?:新建|新增|改造|改建|扩建|建设|完成|培训|举办|开展|引进|培育|增加|提高|下降|增长|整治|修复|治理|创建|打造|服务|组织|实施|发布|安排|投入|至少|少)+$"
);
/// Units of what is measured: how many of them is no name.
static MEASURED_IN: Pattern = pattern!(r"米|里|亩|公顷|瓦|吨|百分点|小时|分钟|天|倍|克");
static GROWS: Pattern = pattern!(r"年均(?:增长|增幅|递增)(?:率)?$");
static FALLS: Pattern = pattern!(r"(?:年均)?(?:累计)?(?:下降|降低|减少|压减)$");

/// Guesses a name from the words before the number in its own words.
pub fn guess(ahead: &str, number: &Number, behind: &str) -> Guess {
    let cleaned = ahead.trim_matches(|c: char| !c.is_alphanumeric() && !"“”《》（）".contains(c));
    let left = strip(cleaned);
    let things = things(behind);
    let (unit, in_words) = match &number.shape {
        Shape::Amount(amount) => (amount.unit.as_str(), amount.in_words),
        _ => ("", false),
    };
    if let Some(hit) = AMONG.groups(cleaned) {
        let whole = hit.name("whole").map_or("", |whole| whole.as_str());
        return Guess {
            name: format!("{}{whole}位次", strip(part(cleaned, 0..hit.get(0).map_or(0, |all| all.start())))),
            sure: false,
        };
    }
    if in_words {
        return finish(
            &format!("{left}{}", if unit == "%" && !MEASURE.is_in(&left) { "覆盖率" } else { "" }),
            unit,
            false,
        );
    }
    if things.is_empty() || MEASURE.is_in(&left) {
        return finish(&left, unit, 2 < left.chars().count());
    }
    finish(&format!("{left}{things}"), unit, left.is_empty())
}

/// The noun phrase of what stands before a number.
fn strip(ahead: &str) -> String {
    let mut text = ahead;
    if let Some(hit) = FROM.find(text).filter(|hit| 0 < hit.start()) {
        text = part(text, 0..hit.start());
    }
    let grown = text;
    for (pattern, at_start) in [(&LEAD_IN, true), (&VERB, true), (&TAIL, false), (&VERB, true)] {
        let Some(hit) = pattern.find(text) else { continue };
        text = if at_start { part(text, hit.end()..text.len()) } else { part(text, 0..hit.start()) };
    }
    // A verb in the middle has its subject before it: 实验室初步建成.
    let text = if GROWS.is_in(grown) || FALLS.is_in(grown) { text.to_owned() } else { without_last_verb(text) };
    let text = COMPARED.find(&text).map_or_else(|| text.clone(), |hit| text.replacen(hit.as_str(), "", 1));
    let text = GROWS.find(&text).map_or_else(|| text.clone(), |hit| format!("{}年均增速", part(&text, 0..hit.start())));
    let falls = FALLS.find(&text).map(|hit| (hit.start(), hit.as_str().contains("年均")));
    match falls {
        Some((at, true)) => format!("{}年均增速", part(&text, 0..at)),
        Some((_, false)) => format!("{text}率"),
        None => text,
    }
}

/// The words without the verb they end with or that ends their subject.
fn without_last_verb(text: &str) -> String {
    static LAST: Pattern = pattern!(
        r"(?:力争|争取|初步|基本|累计)+(?:建成|建设|培育|引进|获得|取得|集聚|形成|实施|完成|拥有|举办|开展|提供)(?P<rest>.*)$",
        r"|(?:建成|建设|培育|引进|新增|获得|取得|集聚|形成|实施|完成|拥有|举办|开展|提供)$"
    );
    let Some(hit) = LAST.groups(text) else { return text.to_owned() };
    let at = hit.get(0).map_or(text.len(), |all| all.start());
    let rest = hit.name("rest").map_or("", |rest| rest.as_str());
    if at == 0 { text.to_owned() } else { format!("{}{rest}", part(text, 0..at)) }
}

/// What is counted, where it stands behind the number: 8个国际一流的研究中心.
fn things(behind: &str) -> String {
    let end = behind.find(['（', '(']).unwrap_or(behind.len());
    let things = part(behind, 0..end).trim_start_matches('的');
    things.trim_matches(|c: char| !c.is_alphanumeric() && !"“”《》".contains(c)).to_owned()
}

fn finish(name: &str, unit: &str, sure: bool) -> Guess {
    let name: String = name.trim_matches(|c: char| matches!(c, '，' | ',' | '、' | '。' | '的' | '\t')).to_owned();
    if name.is_empty() {
        return Guess { name: NONE.to_owned(), sure: false };
    }
    let plain = !ODD.is_in(&name) && !ACTS.is_in(&name);
    let measure = MEASURED_IN.is_in(unit) && !MEASURE.is_in(&name) && !FALLS.is_in(&name);
    let sure = sure && plain && !measure;
    let share = matches!(unit, "%" | "‰") || unit.ends_with('元');
    let name = if MEASURE.is_in(&name) || share { name } else { format!("{}数", name.trim_end_matches("数量")) };
    let whole = name.chars().count() <= LONGEST;
    Guess { sure: sure && whole, name: beginning(&name, LONGEST).to_owned() }
}

/// Names that are taken, each with how often it was asked for.
type Taken = BTreeMap<String, usize>;

/// Makes every name one that no other target and no other promise has.
pub fn tell_apart(found: &mut Candidates, outline: &Outline) {
    let mut taken = Taken::new();
    for target in &mut found.targets {
        if is_free(&target.name, &mut taken) {
            continue;
        }
        let assignment = target.assignment.and_then(|at| outline.assignment(at));
        let further = assignment.map_or_else(|| target.section.clone(), |(_, own)| own.name.clone());
        target.name = another(&format!("{}（{}）", target.name, beginning(&further, 20)), &mut taken);
        mark_unsure(&mut target.unsure);
    }
    let mut taken = Taken::new();
    for promise in &mut found.promises {
        if !is_free(&promise.name, &mut taken) {
            promise.name = another(&promise.name, &mut taken);
            mark_unsure(&mut promise.unsure);
        }
    }
}

fn mark_unsure(unsure: &mut Vec<&'static str>) {
    if !unsure.contains(&"名称") {
        unsure.insert(0, "名称");
    }
}

/// Takes a name, unless it is taken.
fn is_free(name: &str, taken: &mut Taken) -> bool {
    let count = taken.entry(name.to_owned()).or_default();
    *count += 1;
    *count == 1
}

/// The name itself, or with a number behind it that makes it a new one.
fn another(name: &str, taken: &mut Taken) -> String {
    let mut free = name.to_owned();
    while !is_free(&free, taken) {
        free = format!("{name}{}", taken.get(name).map_or(2, |count| *count));
        if let Some(count) = taken.get_mut(name) {
            *count += 1;
        }
    }
    free
}
