//! One mapping read field by field: each mistake costs one finding and one empty field.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::home::{home, too_shallow};
use super::slip;
use crate::diag::{Diagnostic, Diagnostics, did_you_mean, nearest};
use crate::model::{Choice, Date, Decimal, Quantity, QuantityError, Year, guess_date, guess_year, parse_date};
use crate::source::{Field, Node, Span, Spanned, Value};

/// A mapping being read. Asking for a key makes it known; [`Fields::finish`] reports the keys nobody asked for.
pub struct Fields<'n, 'd> {
    what: &'static str,
    span: Span,
    fields: &'n [Field],
    known: RefCell<Vec<&'static str>>,
    diags: RefCell<&'d mut Diagnostics>,
}

impl<'n, 'd> Fields<'n, 'd> {
    /// Begins to read `node`, which messages call `what`; anything but a mapping is a finding and reads as empty.
    pub fn new(node: &'n Node, what: &'static str, diags: &'d mut Diagnostics) -> Self {
        let fields: &[Field] = match &node.value {
            Value::Map(fields) => fields,
            Value::Null => &[],
            _ => {
                diags.push(slip::entry_as_text(node).unwrap_or_else(|| {
                    wrong_type(node, what, "应为「键: 值」的对照表", "每行写一个「键: 值」，比上一层多缩进两个空格。")
                }));
                &[]
            }
        };
        first_of_each(what, fields, diags);
        Self { what, span: node.span, fields, known: RefCell::default(), diags: RefCell::new(diags) }
    }

    /// The node under a key, if it is there and not empty.
    pub fn node(&self, key: &'static str) -> Option<&'n Node> {
        let mut known = self.known.borrow_mut();
        if !known.contains(&key) {
            known.push(key);
        }
        let field = self.fields.iter().find(|field| field.key.value == key)?;
        let blank = match &field.value.value {
            Value::Null => true,
            Value::Scalar(text) => text.trim().is_empty(),
            Value::List(_) | Value::Map(_) => false,
        };
        (!blank).then_some(&field.value)
    }

    /// Text that may be missing.
    pub fn text(&self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        if let Value::Scalar(text) = &node.value {
            Some(Spanned::new(text.trim_end().to_owned(), node.span))
        } else {
            self.report(wrong_type(node, key, "应为文字", "写成一段文字；多段文字写在「|」之后。"));
            None
        }
    }

    /// Text that must be there; a finding and empty text if it is not.
    pub fn need(&self, key: &'static str) -> Spanned<String> {
        if self.node(key).is_some() {
            self.text(key).unwrap_or_else(|| Spanned::new(String::new(), self.span))
        } else {
            self.missing(key);
            Spanned::new(String::new(), self.span)
        }
    }

    /// Reports that a key is missing.
    pub fn missing(&self, key: &'static str) {
        let found = Diagnostic::error("missing-field", format!("{}缺少「{key}」。", self.what));
        self.report(match slip::swallowed(self.fields, key) {
            Some(field) => found.at(field.value.span).help(format!(
                "「{}」的文字里用了全角的逗号或冒号，把「{key}」并了进去；改成半角逗号、半角冒号，后面各空一格。",
                field.key.value
            )),
            None => found.at(self.span).help(format!("在这一段里补上「{key}: …」。")),
        });
    }

    /// A word of a closed vocabulary.
    pub fn choice<T: Choice>(&self, key: &'static str) -> Option<Spanned<T>> {
        self.node(key).and_then(|node| choice(node, key, &mut self.diags.borrow_mut()))
    }

    /// A year such as 2024.
    pub fn year(&self, key: &'static str) -> Option<Spanned<Year>> {
        let text = self.text(key)?;
        let proper = |year: &Year| (1900..=2200).contains(year);
        match text.trim().parse::<Year>() {
            Ok(year) if proper(&year) => Some(Spanned::new(year, text.span)),
            _ => {
                let guess = guess_year(&text).filter(proper);
                let help =
                    guess.map_or_else(|| "写成四位数字，例如 2024。".to_owned(), |year| format!("改成「{year}」。"));
                let wrong = wrong_value(&text, key, "应为四位数字的年份", &help);
                self.report(match guess {
                    Some(year) => wrong.fix(text.span, year.to_string()),
                    None => wrong,
                });
                None
            }
        }
    }

    /// A day such as 2025-01-20.
    pub fn date(&self, key: &'static str) -> Option<Spanned<Date>> {
        let text = self.text(key)?;
        let date = parse_date(text.trim());
        if date.is_none() {
            let shape = text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
            let help = match guess_date(&text) {
                Some(date) => format!("改成「{date}」。"),
                None if shape => "没有这一天，请核对月份和日期。".to_owned(),
                None => "写成「年-月-日」，例如 2025-01-20。".to_owned(),
            };
            let wrong = wrong_value(&text, key, "应为日期", &help);
            self.report(match guess_date(&text) {
                Some(date) => wrong.fix(text.span, date.to_string()),
                None => wrong,
            });
        }
        date.map(|date| Spanned::new(date, text.span))
    }

    /// A plain number.
    pub fn decimal(&self, key: &'static str) -> Option<Spanned<Decimal>> {
        let quantity = self.quantity(key)?;
        Some(Spanned::new(quantity.value.number, quantity.span))
    }

    /// A figure with or without its unit.
    pub fn quantity(&self, key: &'static str) -> Option<Spanned<Quantity>> {
        self.node(key).and_then(|node| quantity(node, key, &mut self.diags.borrow_mut()))
    }

    /// A list; a single value counts as a list of one.
    pub fn list(&self, key: &'static str) -> &'n [Node] {
        match self.node(key) {
            Some(Node { value: Value::List(items), .. }) => items,
            Some(node) => std::slice::from_ref(node),
            None => &[],
        }
    }

    /// A list of texts.
    pub fn texts(&self, key: &'static str) -> Vec<Spanned<String>> {
        let mut texts = Vec::new();
        for node in self.list(key) {
            match &node.value {
                Value::Scalar(text) => texts.push(Spanned::new(text.clone(), node.span)),
                _ => self.report(wrong_type(node, key, "应为文字的列表", "写成「[甲, 乙]」，用半角逗号隔开。")),
            }
        }
        texts
    }

    /// A mapping with keys of the author's choosing; a key written twice is reported and its first value kept.
    pub fn map(&self, key: &'static str) -> Vec<(&'n Spanned<String>, &'n Node)> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let Value::Map(fields) = &node.value else {
            self.report(slip::entry_as_text(node).unwrap_or_else(|| {
                wrong_type(
                    node,
                    key,
                    "应为「名称: 内容」的对照表",
                    "每行写一个「名称: 内容」，比上一层多缩进两个空格；前面不加「- 」。",
                )
            }));
            return Vec::new();
        };
        let first = first_of_each(&format!("「{key}」"), fields, &mut self.diags.borrow_mut());
        let (shallow, kept): (Vec<_>, Vec<_>) =
            first.into_iter().partition(|field| too_shallow(key, &field.key.value).is_some());
        for field in shallow {
            let (name, under) = (&field.key.value, too_shallow(key, &field.key.value).unwrap_or_default());
            self.report(
                Diagnostic::error("misplaced-key", format!("「{name}」少缩进了，其内容没有读取。"))
                    .at(field.key.span)
                    .help(format!("「{name}」属于上面的{under}：在行首补空格，比{under}多缩进两个空格。")),
            );
        }
        kept.into_iter().map(|field| (&field.key, &field.value)).collect()
    }

    /// Lends the findings to a reader of something inside.
    pub fn with<T>(&self, read: impl FnOnce(&mut Diagnostics) -> T) -> T {
        read(&mut self.diags.borrow_mut())
    }

    /// Ends the reading: keys nobody asked for are findings.
    pub fn finish(self) {
        let known = self.known.borrow();
        // In `{联系人: 甲，电话：…}` what was not required is swallowed without a word.
        let optional = ["电话", "日期", "地点", "总投资", "任务"].into_iter();
        let absent = optional.filter(|key| known.contains(key) && !self.fields.iter().any(|f| f.key.value == *key));
        for (key, field) in absent.filter_map(|key| Some((key, slip::swallowed(self.fields, key)?))) {
            self.report(
                Diagnostic::error("yaml-syntax", format!("「{}」的文字里并进了「{key}」。", field.key.value))
                    .at(field.value.span)
                    .help("改成半角逗号、半角冒号，后面各空一格。"),
            );
        }
        for field in self.fields {
            let key = field.key.value.as_str();
            if known.contains(&key) {
                continue;
            }
            if let Some(found) = slip::key(field, &known) {
                self.report(found);
                continue;
            }
            let near = nearest(key, known.iter().copied());
            // 来源 is no misplaced key where 数据来源 is one.
            let own = near.is_some_and(|near| near.contains(key));
            if let Some(place) = home(self.what, key).filter(|_| !own) {
                self.report(
                    Diagnostic::error(
                        "misplaced-key",
                        format!("「{key}」写错了位置：它不属于{}，其内容没有读取。", self.what),
                    )
                    .at(field.key.span)
                    .help(format!("「{key}」应写在{place}；检查行首的空格，或把它移过去。")),
                );
                continue;
            }
            let hint = near.map(|word| format!("是不是「{word}」？")).unwrap_or_default();
            let deep = match self.what {
                "指标的报送项" => "如果它是另一个指标，行首多了空格，请与其他指标左对齐。",
                "任务的报送项" => "如果它是另一项任务，行首多了空格，请与其他任务左对齐。",
                _ => "",
            };
            self.report(
                Diagnostic::error("unknown-key", format!("{}没有「{key}」这一项，其内容没有读取。", self.what))
                    .at(field.key.span)
                    .help(format!("{hint}可以写：{}。{deep}", known.join("、"))),
            );
        }
    }

    fn report(&self, diagnostic: Diagnostic) {
        self.diags.borrow_mut().push(diagnostic);
    }
}

/// The first field of each key, in order; a key written again is a finding.
fn first_of_each<'n>(what: &str, fields: &'n [Field], diags: &mut Diagnostics) -> Vec<&'n Field> {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let mut kept = Vec::new();
    for field in fields {
        if let Some(&first) = seen.get(field.key.value.as_str()) {
            diags.push(
                Diagnostic::error(
                    "duplicate-key",
                    format!("{what}里的「{}」写了两次，以第一次为准。", field.key.value),
                )
                .at(field.key.span)
                .label(first, "第一次写在这里")
                .help(match what {
                    "项目" | "案例" | "大事记" => "有几项的，每一项前面都要有「- 」；确是重复的，删去一处。",
                    _ => "确是重复的，删去一处；是另一项的内容，检查它上面的名称或编号那一行的缩进。",
                }),
            );
        } else {
            seen.insert(&field.key.value, field.key.span);
            kept.push(field);
        }
    }
    kept
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
    let clean = text.replace(slip::INVISIBLE, "");
    if T::parse(clean.trim()).is_some() {
        let message = format!("「{what}」的「{}」里有看不见的字符，没有认出来。", clean.trim());
        let found = Diagnostic::error("unknown-word", message).at(node.span);
        diags.push(found.help("多半是从别处粘贴来的：删去这个词，重新输入。").fix(node.span, clean.trim()));
        return None;
    }
    let words: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
    let hint = did_you_mean(text, words.iter().copied());
    diags.push(
        Diagnostic::error("unknown-word", format!("「{what}」不能是「{}」。", text.trim_end()))
            .at(node.span)
            .help(format!("{hint}可以写：{}。", words.join("、"))),
    );
    None
}

/// What people write where they have no figure.
const NONE: [&str; 12] = ["无", "暂无", "没有", "待补", "待补充", "待定", "不详", "—", "——", "-", "/", "…"];

/// Chinese numerals that stand in no unit.
const CHINESE: [char; 11] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两'];

/// A figure; what cannot be read exactly is a finding, never a guess.
pub fn quantity(node: &Node, what: &str, diags: &mut Diagnostics) -> Option<Spanned<Quantity>> {
    let Value::Scalar(text) = &node.value else {
        diags.push(wrong_type(node, what, "应为数字", "写一个数字，可带单位，例如 12.5亿元。"));
        return None;
    };
    match text.parse::<Quantity>() {
        Ok(quantity) => Some(Spanned::new(quantity, node.span)),
        Err(error) => {
            let half = match &error {
                QuantityError::FullWidth(half) => Some(half.clone()),
                _ => None,
            };
            let help = match error {
                QuantityError::FullWidth(half) => format!("数字要用半角，改成「{half}」。"),
                QuantityError::Grouping => "千位分隔的逗号每三位一个，或者去掉逗号。".to_owned(),
                QuantityError::TooLong => "数字太长，请核对是否多输了位数或用错了单位。".to_owned(),
                _ if NONE.contains(&text.trim()) => "还没有数字的，冒号后面空着就行；情况写到「说明」里。".to_owned(),
                _ if text.contains(CHINESE) => "用阿拉伯数字写一个确定的数，可带单位，例如 28、12.5亿元。".to_owned(),
                _ => "只写一个确定的数字，可带单位，例如 28、8.5%、12.5亿元；“约”“近”等写到「说明」里。".to_owned(),
            };
            let found = Diagnostic::error("unreadable-number", format!("「{}」不能准确读成数字。", text.trim()))
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

fn wrong_type(node: &Node, what: &str, expected: &str, help: &str) -> Diagnostic {
    Diagnostic::error("wrong-type", format!("「{what}」{expected}，这里是{}。", node.describe()))
        .at(node.span)
        .help(help)
}

fn wrong_value(text: &Spanned<String>, what: &str, expected: &str, help: &str) -> Diagnostic {
    Diagnostic::error("wrong-type", format!("「{what}」{expected}，这里是「{}」。", text.value))
        .at(text.span)
        .help(help)
}
