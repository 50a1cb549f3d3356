//! A plan's particulars: title, number, issuer, date, place, field and period.

use crate::drafting::marker::chinese;
use crate::drafting::pattern::{Pattern, pattern};
use crate::drafting::text::Text;

/// The years of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First year.
    pub start: u16,
    /// Last year.
    pub end: u16,
}

/// A plan's particulars; what the text does not say is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Title as issued.
    pub title: Option<String>,
    /// 文号
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Year, month and day of issue.
    pub issued: Option<(u16, u8, u8)>,
    /// The place it is for.
    pub place: Option<String>,
    /// What it is about, guessed from the title.
    pub field: Option<String>,
    /// Its years.
    pub period: Period,
    /// Whether the text states them.
    pub period_is_stated: bool,
    /// Whether the first and the last of them are others than those of the title.
    pub differs: (bool, bool),
}

/// How many paragraphs in front are looked at where the plan has no sections.
const FRONT: usize = 30;

static NUMBER: Pattern = pattern!(r"\p{Han}{2,14}[〔\[［【](?:19|20)[0-9]{2}[〕\]］】]第?[0-9]{1,5}号");
static NOTICE: Pattern = pattern!(r"关于(?:印发|发布|下发)《?(?P<title>[^《》。\n]{4,80}?)》?的(?:通知|函)");
static QUOTED: Pattern = pattern!(r"《(?P<title>[^《》]{4,80}(?:方案|规划|计划|意见|措施|办法|纲要)[^《》]{0,24})》");
static HEADLINE: Pattern =
    pattern!(r"^[^。，：；]{4,80}(?:方案|规划|计划|意见|措施|办法|纲要|要点)(?:[（(][^）)]{2,20}[）)])?$");
static ISSUER: Pattern = pattern!(
    r"^(?P<issuer>\p{Han}{2,30}?(?:人民政府|委员会|政府)(?:办公厅|办公室)?|\p{Han}{2,24}?(?:局|厅|委|办))(?:关于|文件|[0-9]|$)"
);
static DAY: Pattern = pattern!(r"(?P<y>(?:19|20)[0-9]{2})年(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日(?P<issued>印发)?");
static PLACE: Pattern = pattern!(r"^(?:中共)?(?P<place>\p{Han}{2,16}?)(?:人民政府|委员会|委办公室)");
static PLACE_OF_TITLE: Pattern = pattern!(r"^(?P<place>\p{Han}{2,6}?(?:自治区|自治州|省|市|区|县|旗))");
static YEARS: Pattern = pattern!(r"(?P<start>20[0-9]{2})年?[~～〜∼—–－\-至到]{1,2}(?P<end>20[0-9]{2})年");
static TOLD: Pattern = pattern!(
    r"(?:实施|规划|计划|方案|行动|执行)(?:期限?|时间|周期|年限)(?:为|是|：|:|自|从)+20[0-9]{2}年?(?:[~～〜∼—–－\-至到]{1,2})20[0-9]{2}年"
);
static SPAN: Pattern = pattern!(r"(?P<n>[二两三四五六七八十]|[2-9]|10)年(?:行动|攻坚|实施|倍增|提升|规划)");
static UNTIL: Pattern = pattern!(r"到(?P<end>20[0-9]{2})年");
static FIRST: Pattern = pattern!(r"[〔\[［【](?P<start>20[0-9]{2})[〕\]］】]");
static FIELD: Pattern = pattern!(
    r"^(?P<field>.+?)(?:高质量发展|发展|建设|培育|提升|改革|攻坚|振兴)?(?:[一二两三四五六七八九十]年)?(?:专项)?",
    r"(?:行动|实施|工作|发展|攻坚|建设|总体)*(?:方案|规划|计划|意见|措施|办法|纲要|要点)(?:[（(].*)?$"
);

/// Reads the particulars from what stands before the first section and behind the last.
pub fn read(text: &Text, first: usize, tail: usize, year: Option<u16>) -> Head {
    let front: Vec<&str> = (0..first.min(FRONT)).map(|at| text.paragraph(at)).collect();
    let back: Vec<&str> = (tail..text.paragraphs.len()).map(|at| text.paragraph(at)).collect();
    let title = title(&front);
    let number = front.iter().find_map(|line| NUMBER.find(line)).map(|hit| hit.as_str().to_owned());
    let issuer = front.iter().chain(&back).find_map(|line| ISSUER.group(line, "issuer")).map(str::to_owned);
    let place = issuer
        .as_deref()
        .and_then(|issuer| PLACE.group(issuer, "place"))
        .or_else(|| PLACE_OF_TITLE.group(title.as_deref()?, "place"))
        .map(str::to_owned);
    let issued = issued(&back).or_else(|| issued(&front));
    let titled = title.as_deref().and_then(years);
    let told = (0..text.paragraphs.len()).find_map(|at| told(text.paragraph(at)));
    let differs =
        titled.zip(told).map_or((false, false), |(title, own)| (title.start != own.start, title.end != own.end));
    let stated = told.or_else(|| period(text, title.as_deref(), number.as_deref(), issued));
    let guess = year.or(issued.map(|(year, ..)| year)).unwrap_or(2000);
    Head {
        field: title.as_deref().and_then(|title| field(title, place.as_deref())),
        period: stated.unwrap_or(Period { start: guess, end: guess }),
        period_is_stated: stated.is_some(),
        differs,
        title,
        number,
        issuer,
        issued,
        place,
    }
}

fn title(front: &[&str]) -> Option<String> {
    let all = front.concat();
    let notice = NOTICE.group(&all, "title");
    let headline = || front.iter().find(|line| HEADLINE.is_in(line)).copied();
    let quoted = || QUOTED.group(&all, "title");
    notice.or_else(headline).or_else(quoted).map(str::to_owned)
}

/// The day a text says it was issued on, or the last one it has.
fn issued(lines: &[&str]) -> Option<(u16, u8, u8)> {
    let days = || lines.iter().flat_map(|line| DAY.each_groups(line));
    let hit = days().find(|hit| hit.name("issued").is_some()).or_else(|| days().last())?;
    let number = |name: &str| hit.name(name).map_or("", |group| group.as_str());
    let (year, month, day) = (number("y").parse().ok()?, number("m").parse().ok()?, number("d").parse().ok()?);
    let plausible = (1..=12).contains(&month) && (1..=last_day(year, month)).contains(&day);
    plausible.then_some((year, month, day))
}

fn last_day(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The years in the title, else in the text; else so many from the year of issue; else from there to the last “到……年”.
fn period(text: &Text, title: Option<&str>, number: Option<&str>, issued: Option<(u16, u8, u8)>) -> Option<Period> {
    let all = || (0..text.paragraphs.len()).map(|at| text.paragraph(at));
    if let Some(years) = title.into_iter().chain(all()).find_map(years) {
        return Some(years);
    }
    let start = number.and_then(|number| FIRST.group(number, "start")?.parse().ok()).or(issued.map(|(year, ..)| year));
    let span = title.and_then(|title| SPAN.group(title, "n")).and_then(count);
    let until = || all().find_map(|line| UNTIL.group(line, "end")?.parse::<u16>().ok());
    let end = match (start, span) {
        (Some(start), Some(span)) => start.checked_add(span)?.checked_sub(1)?,
        _ => until()?,
    };
    let start = start.unwrap_or(end);
    (start <= end).then_some(Period { start, end })
}

fn count(text: &str) -> Option<u16> {
    text.parse().ok().or_else(|| u16::try_from(chinese(text)?).ok())
}

/// The years that the text says in so many words: 规划期为2026—2030年.
fn told(line: &str) -> Option<Period> {
    years(TOLD.find(line)?.as_str())
}

fn years(line: &str) -> Option<Period> {
    let hit = YEARS.groups(line)?;
    let (start, end) = (hit.name("start")?.as_str().parse().ok()?, hit.name("end")?.as_str().parse().ok()?);
    (start < end).then_some(Period { start, end })
}

/// What is left of the title without the place in front and the kind of document behind.
fn field(title: &str, place: Option<&str>) -> Option<String> {
    let short = place.map(|place| place.trim_end_matches(['省', '市', '区', '县']));
    let rest = place
        .and_then(|place| title.strip_prefix(place))
        .or_else(|| title.strip_prefix(short.filter(|short| 1 < short.chars().count())?))
        .unwrap_or(title);
    let rest = rest.trim_start_matches(['省', '市', '区', '县']);
    FIELD.group(rest, "field").map(|field| field.trim_start_matches("关于").to_owned())
}

/// The title without place of issue, years and kind of document: what reports on the plan are called after.
#[must_use]
pub fn subject(title: &str) -> String {
    static KIND: Pattern = pattern!(
        r"(?:[一二两三四五六七八九十]年)?(?:专项)?(?:行动|实施|工作|总体)*(?:方案|规划|计划|意见|措施|办法|纲要|要点)(?:[（(].*)?$"
    );
    let end = KIND.find(title).map_or(title.len(), |hit| hit.start());
    crate::drafting::pattern::part(title, 0..end).to_owned()
}
