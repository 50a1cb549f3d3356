//! One scalar read exactly: a text, a word, a figure, a year, a day, a colour. Whatever else stands there is a finding.

use super::lookalike;
use crate::diag::{Diagnostic, Diagnostics, did_you_mean, rules};
use crate::model::field::submission as field;
use crate::model::{Choice, Date, Period, Quantity, QuantityError, Rgb, Year, guess_date, guess_year, parse_date};
use crate::source::{Node, Spanned, Value, looks};

/// A text, without the blanks at its end.
pub fn text(node: &Node, what: &str, diags: &mut Diagnostics) -> Option<Spanned<String>> {
    if let Value::Scalar(text) = &node.value {
        return Some(Spanned::new(text.trim_end().to_owned(), node.span));
    }
    let help = match &node.value {
        // The list is right; what it lacks is the bar above it.
        Value::List(items) if items.iter().any(|item| matches!(item.value, Value::Scalar(_))) => {
            let block = items.first().is_some_and(|first| 2 <= first.span.start.saturating_sub(node.span.start));
            if block {
                "写成一段文字；要列项的，在上一行的冒号后面空一格补上竖线「|」，下面每一行比那一行多缩进两个空格。"
                    .to_owned()
            } else {
                "去掉方括号，写成一段文字。".to_owned()
            }
        }
        _ => "写成一段文字；多段文字写在「|」之后。".to_owned(),
    };
    diags.push(wrong_type(node, what, "应为文字", &help));
    None
}

/// A year such as 2024.
pub fn year(node: &Node, what: &str, diags: &mut Diagnostics) -> Option<Spanned<Year>> {
    let text = text(node, what, diags)?;
    if let Some(year) = exact_year(&text) {
        return Some(Spanned::new(year, text.span));
    }
    let guess = guess_year(&text).filter(|year| is_plausible(*year));
    let help = guess.map_or_else(|| "写成四位数字，例如 2024。".to_owned(), |year| format!("改成「{year}」。"));
    let wrong = wrong_value(&text, what, "应为四位数字的年份", &help);
    diags.push(match guess {
        Some(year) => wrong.fix(text.span, year.to_string()),
        None => wrong,
    });
    None
}

/// The year that a text is, exactly.
pub fn exact_year(text: &str) -> Option<Year> {
    text.trim().parse::<Year>().ok().filter(|year| is_plausible(*year))
}

fn is_plausible(year: Year) -> bool {
    (1900..=2200).contains(&year)
}

/// A day such as 2025-01-20.
pub fn date(node: &Node, what: &str, diags: &mut Diagnostics) -> Option<Spanned<Date>> {
    let text = text(node, what, diags)?;
    let date = parse_date(text.trim());
    if date.is_none() {
        let shape = text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
        let help = match guess_date(&text) {
            Some(date) => format!("改成「{date}」。"),
            None if shape => "没有这一天，请核对月份和日期。".to_owned(),
            None => "写成「年-月-日」，例如 2025-01-20。".to_owned(),
        };
        let wrong = wrong_value(&text, what, "应为日期", &help);
        diags.push(match guess_date(&text) {
            Some(date) => wrong.fix(text.span, date.to_string()),
            None => wrong,
        });
    }
    date.map(|date| Spanned::new(date, text.span))
}

/// A day, a month, a quarter, a half year or a year.
pub fn period(node: &Node, what: &str, diags: &mut Diagnostics) -> Option<Spanned<Period>> {
    let text = text(node, what, diags)?;
    if let Some(period) = Period::parse(&text) {
        return Some(Spanned::new(period, text.span));
    }
    let (fix, help) = period_meant(text.trim());
    let wrong = wrong_value(&text, what, "应为时间", &help);
    diags.push(match fix {
        Some(fix) => wrong.fix(text.span, fix),
        None => wrong,
    });
    None
}

/// What a text that is no period may mean, and what to say of it.
fn period_meant(text: &str) -> (Option<String>, String) {
    let usual = "写成 2025-06-20、2025-06、2025年二季度、2025年上半年或 2025年底。".to_owned();
    if let Some(date) = guess_date(text) {
        return (Some(date.to_string()), format!("改成「{date}」。"));
    }
    let half = looks(text).replace(['/', '.'], "-");
    let padded =
        half.split_once('-').filter(|(_, month)| month.len() == 1).map(|(year, month)| format!("{year}-0{month}"));
    if let Some(meant) = [Some(half), padded].into_iter().flatten().find(|own| Period::parse(own).is_some()) {
        return (Some(meant.clone()), format!("改成「{meant}」。"));
    }
    let yearless = ["季度", "半年", "月", "年底", "年末"].iter().any(|end| text.ends_with(end)) && !text.contains("20");
    if yearless && Period::parse(&format!("2025年{text}")).is_some() {
        return (None, format!("要写明是哪一年，例如「2025年{text}」。"));
    }
    let shape = text.bytes().filter(|byte| *byte == b'-').count() == 2 && text.len() == 10;
    let month = text.len() == 7 && text.as_bytes().get(4) == Some(&b'-');
    if shape || month { (None, "没有这一天或这个月，请核对。".to_owned()) } else { (None, usual) }
}

/// A colour of six hexadecimal digits.
pub fn color(node: &Node, what: &str, diags: &mut Diagnostics) -> Option<Spanned<Rgb>> {
    let text = text(node, what, diags)?;
    if let Ok(color) = text.value.trim().parse() {
        return Some(Spanned::new(color, text.span));
    }
    let help = "写六位颜色代码，例如 17365d；前面的 # 要省去，否则后面的内容会被当作注释。";
    diags.push(wrong_value(&text, what, "应为六位十六进制的颜色", help));
    None
}

/// A word of a closed vocabulary; any other one is a finding.
pub fn choice<T: Choice>(node: &Node, what: &str, diags: &mut Diagnostics) -> Option<Spanned<T>> {
    let Value::Scalar(text) = &node.value else {
        diags.push(wrong_type(node, what, "应为一个词", "只写一个词。"));
        return None;
    };
    if let Some(value) = T::parse(text.trim()) {
        return Some(Spanned::new(value, node.span));
    }
    let words: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
    let hint = did_you_mean(text, words.iter().copied());
    diags.push(
        Diagnostic::error(rules::UNKNOWN_WORD, format!("「{what}」不能是「{}」。", text.trim_end()))
            .at(node.span)
            .help(format!("{hint}可以写：{}。", words.join("、"))),
    );
    None
}

/// The key of figures that have an explanation beside them.
const ACTUAL: &str = field::Entry::ACTUAL.field().key;

/// What people write where they have no figure.
const NONE: [&str; 12] = ["无", "暂无", "没有", "待补", "待补充", "待定", "不详", "—", "——", "-", "/", "…"];

/// Chinese numerals that stand in no unit.
const CHINESE: [char; 11] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两'];

/// Whether a text is what a spreadsheet shows where a formula failed: `#N/A`, `#DIV/0!`, `#REF!`.
pub fn is_spreadsheet_error(text: &str) -> bool {
    let word = text.strip_prefix('#').unwrap_or_default();
    word.starts_with(|c: char| c.is_ascii_uppercase()) && word.chars().all(|c| c.is_ascii_graphic())
}

/// A figure; what cannot be read exactly is a finding, never a guess.
pub fn quantity(node: &Node, what: &str, diags: &mut Diagnostics) -> Option<Spanned<Quantity>> {
    let Value::Scalar(text) = &node.value else {
        diags.push(wrong_type(node, what, "应为数字", "写一个数字，可带单位，例如 12.5亿元。"));
        return None;
    };
    // `实际值：0.45` where an entry should be.
    if let Some(found) = lookalike::entry_as_text(node).filter(|_| text.contains('：')) {
        diags.push(found);
        return None;
    }
    match text.parse::<Quantity>() {
        Ok(quantity) => Some(Spanned::new(quantity, node.span)),
        Err(error) => {
            // No fix inside a number: a comma may stand for a point, and in braces it ends the value.
            let half = match &error {
                QuantityError::FullWidth(half) if !half.contains(',') => Some(half.clone()),
                _ => None,
            };
            let help = match error {
                QuantityError::FullWidth(half) if half.contains(',') => {
                    format!("数字要用半角，不写逗号：核对后改成「{}」。", half.replace(',', ""))
                }
                QuantityError::FullWidth(half) => format!("数字要用半角，改成「{half}」。"),
                QuantityError::LeadingZero(without) => {
                    format!("数字前面多了「0」：核对是不是漏了小数点，或者改成「{without}」。")
                }
                QuantityError::Grouping if text.matches(',').count() == 1 => {
                    "核对逗号：是小数点的改成「.」，是千位逗号的每三位一个，或者去掉。".to_owned()
                }
                QuantityError::Grouping => "千位分隔的逗号每三位一个，或者去掉逗号。".to_owned(),
                QuantityError::TooLong => "数字太长，请核对是否多输了位数或用错了单位。".to_owned(),
                _ if is_spreadsheet_error(text.trim()) => {
                    "这是电子表格公式的出错值：核对原来的表格，填写算出来的数字；还没有数字的，冒号后面空着。"
                        .to_owned()
                }
                _ if NONE.contains(&text.trim()) => "还没有数字的，冒号后面空着就行；情况写到「说明」里。".to_owned(),
                _ if text.contains(CHINESE) => "用阿拉伯数字写一个确定的数，可带单位，例如 28、12.5亿元。".to_owned(),
                _ if what == ACTUAL => {
                    "只写一个确定的数字，可带单位，例如 28、8.5%、12.5亿元；“约”“近”等写到「说明」里。".to_owned()
                }
                _ => "只写一个确定的数字，可带单位，例如 28、8.5%、12.5亿元；不写“约”“近”等。".to_owned(),
            };
            let found = Diagnostic::error(rules::UNREADABLE_NUMBER, format!("「{}」不能准确读成数字。", text.trim()))
                .at(node.span)
                .help(help);
            diags.push(match half {
                Some(half) => found.fix(node.span, half),
                None => found,
            });
            None
        }
    }
}

/// What stands there is of another kind.
pub fn wrong_type(node: &Node, what: &str, expected: &str, help: &str) -> Diagnostic {
    Diagnostic::error(rules::WRONG_TYPE, format!("「{what}」{expected}，这里是{}。", node.describe()))
        .at(node.span)
        .help(help)
}

/// A text stands there, and says something else.
fn wrong_value(text: &Spanned<String>, what: &str, expected: &str, help: &str) -> Diagnostic {
    Diagnostic::error(rules::WRONG_TYPE, format!("「{what}」{expected}，这里是「{}」。", text.value))
        .at(text.span)
        .help(help)
}
