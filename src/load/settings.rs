//! `content/settings.yaml` to [`Settings`].

use super::fields::Fields;
use super::file::Yaml;
use super::scalar::{choice, exact_year};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::model::field::{Key, Number, settings as field};
use crate::model::{
    Decimal, Face, Frequency, Gravity, Heading, Method, OfficeStyle, Override, PaceCutOffs, Settings, Year,
    YearSettings,
};
use crate::source::{Node, Pair, Spanned, Value};

/// Reads the settings.
pub fn load(yaml: &Yaml, diags: &mut Diagnostics) -> Settings {
    let fields = Fields::<field::Settings>::new(&yaml.root, diags);
    let report = fields.get(field::Settings::REPORT).map(|node| fields.with(|diags| report_part(node, diags)));
    let mut settings = report.unwrap_or_else(empty);
    settings.deadline = fields.get(field::Settings::DEADLINE);
    settings.frequency = fields.get(field::Settings::FREQUENCY).map_or(Frequency::Year, |word| word.value);
    let whole = |key: Key<field::Settings, Number>, usual: i32| {
        // `10天` is ten days.
        let counted = fields.node(key).and_then(|node| match &node.value {
            Value::Scalar(text) => text.trim().strip_suffix('天')?.trim().parse::<i32>().ok(),
            _ => None,
        });
        if let Some(days) = counted.filter(|days| (0..=MOST_DAYS).contains(days)) {
            return days;
        }
        let found: Option<Spanned<Decimal>> = fields.get(key);
        found.map_or(usual, |own| fields.with(|diags| days(&own, key.key, diags)).unwrap_or(usual))
    };
    settings.grace = whole(field::Settings::GRACE, GRACE);
    settings.warning = whole(field::Settings::WARNING, WARNING);
    let years = fields.get(field::Settings::YEARS).into_iter();
    settings.by_year = years.filter_map(|pair| fields.with(|diags| year_part(pair, diags))).collect();
    let levels = fields.get(field::Settings::LEVELS).into_iter().filter_map(|pair| {
        let level = fields.with(|diags| choice::<Gravity>(&pair.value, &pair.key.value, diags))?;
        Some((pair.key.clone(), level.value))
    });
    settings.levels = levels.collect();
    settings.overrides = fields.each(field::Settings::OVERRIDES, override_of).into_iter().flatten().collect();
    settings.fonts = fields.get(field::Settings::FONTS);
    let style = fields.get(field::Settings::STYLE).map(|node| fields.with(|diags| style_part(node, diags)));
    settings.style = style.unwrap_or_default();
    if let Some(node) = fields.get(field::Settings::METHOD) {
        (settings.cut_offs, settings.method) = fields.with(|diags| method_part(node, diags));
    }
    fields.finish();
    settings
}

/// Days after a month or a quarter by which its filing is due, if nothing is set.
const GRACE: i32 = 10;

/// Days before a step is due from which on its light is yellow, if nothing is set.
const WARNING: i32 = 30;

/// Most days that either may be.
const MOST_DAYS: i32 = 366;

/// A number of days; anything else is a finding.
fn days(number: &Spanned<Decimal>, what: &str, diags: &mut Diagnostics) -> Option<i32> {
    let days = number.value.is_integer().then(|| i32::try_from(number.value).ok()).flatten();
    let days = days.filter(|days| (0..=MOST_DAYS).contains(days));
    if days.is_none() {
        let message = format!("「{what}」应为 0 到 {MOST_DAYS} 的整天数，这里是「{}」，没有采用。", number.value);
        diags.push(Diagnostic::error(rules::WRONG_TYPE, message).at(number.span).help("写整数天数，例如 30。"));
    }
    days
}

/// What a year has of its own.
fn year_part(pair: &Pair, diags: &mut Diagnostics) -> Option<(Spanned<Year>, YearSettings)> {
    let fields = Fields::<field::YearSettings>::new(&pair.value, diags);
    let own = YearSettings {
        edition: fields.get(field::YearSettings::EDITION).map(|stage| stage.value.word().to_owned()),
        published: fields.get(field::YearSettings::PUBLISHED).map(|text| text.value),
        deadline: fields.get(field::YearSettings::DEADLINE),
        method: fields.get(field::YearSettings::METHOD).map(|node| fields.with(|diags| method_part(node, diags))),
        preface: fields.get(field::YearSettings::PREFACE),
        board: fields.each(field::YearSettings::BOARD, members),
        achievements: fields.get(field::YearSettings::ACHIEVEMENTS),
    };
    fields.finish();
    let Some(year) = exact_year(&pair.key) else {
        let message = format!("「分年」的键应为年份，这里是「{}」。", pair.key.value);
        let found = Diagnostic::error(rules::WRONG_TYPE, message).at(pair.key.span);
        diags.push(found.help("例如 分年: 下面写「2024: {版本: 审定稿, 发布日期: 2025年2月}」。"));
        return None;
    };
    Some((Spanned::new(year, pair.key.span), own))
}

/// An office of the editorial board, and who holds it.
fn members(node: &Node, diags: &mut Diagnostics) -> (String, Vec<String>) {
    let fields = Fields::<field::BoardMembers>::new(node, diags);
    let role = fields.need(field::BoardMembers::ROLE).value;
    let names = fields.get(field::BoardMembers::NAMES).into_iter().map(|name| name.value).collect();
    fields.finish();
    (role, names)
}

/// The settings of a project that has none.
pub fn absent(diags: &mut Diagnostics) -> Settings {
    diags.push(
        Diagnostic::error(rules::MISSING_FILE, "缺少设置文件 content/settings.yaml。")
            .in_file("content/settings.yaml")
            .help("至少写上「报告:」及其下的题名、编制单位和版本。"),
    );
    empty()
}

/// What a report without a title is called: every page has to have one.
fn untitled() -> String {
    "（题名未填）".to_owned()
}

/// Settings that say nothing.
pub fn empty() -> Settings {
    Settings {
        title: untitled(),
        issuer: String::new(),
        edition: String::new(),
        edition_missing: None,
        published: None,
        publicity: None,
        licence: None,
        basis: None,
        preface: None,
        board: Vec::new(),
        achievements: Vec::new(),
        headings: Vec::new(),
        deadline: None,
        by_year: Vec::new(),
        frequency: Frequency::Year,
        grace: GRACE,
        warning: WARNING,
        levels: Vec::new(),
        cut_offs: PaceCutOffs::default(),
        method: Method::Linear,
        fonts: None,
        style: OfficeStyle::default(),
        overrides: Vec::new(),
        highlights: Vec::new(),
    }
}

fn report_part(node: &Node, diags: &mut Diagnostics) -> Settings {
    let fields = Fields::<field::Report>::new(node, diags);
    let settings = Settings {
        title: Some(fields.need(field::Report::TITLE).value).filter(|title| !title.is_empty()).unwrap_or_else(untitled),
        issuer: fields.need(field::Report::ISSUER).value,
        edition: fields.get(field::Report::EDITION).map_or_else(String::new, |stage| stage.value.word().to_owned()),
        edition_missing: fields.node(field::Report::EDITION).is_none().then_some(node.span),
        published: fields.get(field::Report::PUBLISHED).map(|text| text.value),
        publicity: fields.get(field::Report::PUBLICITY).map(|text| text.value),
        licence: fields.get(field::Report::LICENCE).map(|text| text.value).filter(|text| !text.trim().is_empty()),
        basis: fields.get(field::Report::BASIS).map(|text| text.value),
        highlights: fields.get(field::Report::HIGHLIGHTS),
        headings: fields.each(field::Report::HEADINGS, heading),
        ..empty()
    };
    fields.finish();
    settings
}

fn heading(node: &Node, diags: &mut Diagnostics) -> Heading {
    let fields = Fields::<field::Heading>::new(node, diags);
    let heading = Heading {
        own: fields.need(field::Heading::OWN),
        new: fields.get(field::Heading::NEW).map(|text| text.value),
        lead: fields.get(field::Heading::LEAD).map(|text| text.value),
    };
    fields.finish();
    heading
}

fn style_part(node: &Node, diags: &mut Diagnostics) -> OfficeStyle {
    let fields = Fields::<field::OfficeStyle>::new(node, diags);
    let style = OfficeStyle {
        main: fields.get(field::OfficeStyle::MAIN),
        accent: fields.get(field::OfficeStyle::ACCENT),
        emblem: fields.get(field::OfficeStyle::EMBLEM),
        body: fields.get(field::OfficeStyle::BODY).map(|body| body.value),
        faces: fields
            .get(field::OfficeStyle::FACES)
            .map_or_else(Vec::new, |node| fields.with(|diags| faces(node, diags))),
    };
    fields.finish();
    style
}

fn faces(node: &Node, diags: &mut Diagnostics) -> Vec<(Face, Vec<Spanned<String>>)> {
    let fields = Fields::<field::Faces>::new(node, diags);
    let faces = [
        (Face::Fang, fields.get(field::Faces::FANG)),
        (Face::Kai, fields.get(field::Faces::KAI)),
        (Face::Hei, fields.get(field::Faces::HEI)),
        (Face::Song, fields.get(field::Faces::SONG)),
        (Face::Title, fields.get(field::Faces::TITLE)),
    ];
    fields.finish();
    faces.into_iter().filter(|(_, families)| !families.is_empty()).collect()
}

fn override_of(node: &Node, diags: &mut Diagnostics) -> Option<Override> {
    let fields = Fields::<field::Override>::new(node, diags);
    let (year, status) = (fields.get(field::Override::YEAR), fields.get(field::Override::STATUS));
    let indicator = fields.need(field::Override::INDICATOR);
    let (reason, by) = (fields.need(field::Override::REASON), fields.need(field::Override::BY));
    fields.finish();
    Some(Override { indicator, year: year?, status: status?.value, reason, by })
}

fn method_part(node: &Node, diags: &mut Diagnostics) -> (PaceCutOffs, Method) {
    let default = PaceCutOffs::default();
    let fields = Fields::<field::Method>::new(node, diags);
    let found = PaceCutOffs {
        ahead: fields.get(field::Method::AHEAD).map_or(default.ahead, |number| number.value),
        on_pace: fields.get(field::Method::ON_PACE).map_or(default.on_pace, |number| number.value),
        behind: fields.get(field::Method::BEHIND).map_or(default.behind, |number| number.value),
    };
    let method = fields.get(field::Method::ADOPTED).map_or(Method::Linear, |method| method.value);
    fields.finish();
    let all = [found.ahead, found.on_pace, found.behind];
    if let Some(wrong) = all.iter().find(|own| **own <= Decimal::ZERO || Decimal::TWO < **own) {
        let message = format!("「方法」的分界是进度比，应大于 0、不大于 2，这里有「{wrong}」，没有采用。");
        let found = Diagnostic::error(rules::CUT_OFFS_OUT_OF_ORDER, message).at(node.span);
        diags.push(found.help("写成 1.05、0.95 这样的小数，或者带百分号：105%。"));
        return (default, method);
    }
    if found.behind < found.on_pace && found.on_pace < found.ahead {
        return (found, method);
    }
    diags.push(
        Diagnostic::error(rules::CUT_OFFS_OUT_OF_ORDER, "「方法」的分界应从大到小：快于时序 > 符合时序 > 略滞后。")
            .at(node.span)
            .help("例如 快于时序: 1.05，符合时序: 0.95，略滞后: 0.60。"),
    );
    (default, method)
}
