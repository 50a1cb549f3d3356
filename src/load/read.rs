//! How each type of field is read: what a reader gets for it, and what is said of anything else.

use super::duplicate::first_of_each;
use super::limit::limited;
use super::lookalike;
use super::lost;
use super::misplaced::{is_section, too_shallow};
use super::scalar::{choice, color, date, period, quantity, text, wrong_type, year};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::model::field::{
    Color, Day, Declared, Each, Field, Figure, Must, Named, Number, One, Paragraphs, Range, Text, TextOrTexts, Texts,
    Type, When, Word, Year,
};
use crate::model::{self, Choice, Date, Decimal, Period, Quantity, Rgb};
use crate::source::{Node, Pair, Spanned, Value};

/// A type of field that can be read.
pub trait Read: Type {
    /// What a reader gets.
    type Value<'n>;

    /// Reads what stands there, if something does.
    fn read<'n>(node: Option<&'n Node>, field: &Field, diags: &mut Diagnostics) -> Self::Value<'n>;
}

/// Declares the types that are one scalar each: what it becomes, and who reads it.
macro_rules! scalars {
    ($($of:ty $(where $word:ident)? => $value:ty, $read:expr;)+) => {
        $(
            impl $(<$word: Choice>)? Read for $of {
                type Value<'n> = Option<Spanned<$value>>;

                fn read<'n>(node: Option<&'n Node>, field: &Field, diags: &mut Diagnostics) -> Self::Value<'n> {
                    node.and_then(|node| $read(node, field.key, diags))
                }
            }
        )+
    };
}

scalars! {
    Figure => Quantity, quantity;
    Number => Decimal, number;
    Day => Date, date;
    Year => model::Year, year;
    When => Period, period;
    Color => Rgb, color;
    Word<T> where T => T, choice;
}

/// Declares the types that are texts.
macro_rules! texts {
    ($($of:ty),+) => {
        $(
            impl Read for $of {
                type Value<'n> = Option<Spanned<String>>;

                fn read<'n>(node: Option<&'n Node>, field: &Field, diags: &mut Diagnostics) -> Self::Value<'n> {
                    let node = node?;
                    lost::check(node, field, diags);
                    text(node, field.key, diags).map(|text| limited(text, field, diags))
                }
            }
        )+
    };
}

texts!(Text, Paragraphs);

/// A figure that has no unit; one in per cent is the share that it says.
fn number(node: &Node, what: &str, diags: &mut Diagnostics) -> Option<Spanned<Decimal>> {
    let figure = quantity(node, what, diags)?;
    let value = match &figure.unit {
        None => Some(figure.number),
        Some(unit) => unit.percent(figure.number).map(|share| share / Decimal::ONE_HUNDRED),
    };
    if value.is_none() {
        let message = format!("「{what}」没有单位，写成了「{}」，没有采用。", figure.value);
        diags.push(
            Diagnostic::error(rules::UNIT_MISMATCH, message)
                .at(figure.span)
                .help("只写数字，例如 1、0.95；也可以写百分数，20% 就是 0.2。"),
        );
    }
    value.map(|value| Spanned::new(value, figure.span))
}

impl<T: Read> Read for Must<T> {
    type Value<'n> = T::Value<'n>;

    fn read<'n>(node: Option<&'n Node>, field: &Field, diags: &mut Diagnostics) -> Self::Value<'n> {
        T::read(node, field, diags)
    }
}

/// Left to a reader of its own.
impl<M: Declared> Read for One<M> {
    type Value<'n> = Option<&'n Node>;

    fn read<'n>(node: Option<&'n Node>, _: &Field, _: &mut Diagnostics) -> Self::Value<'n> {
        node
    }
}

/// Left to a reader of its own.
impl Read for Range {
    type Value<'n> = Option<&'n Node>;

    fn read<'n>(node: Option<&'n Node>, _: &Field, _: &mut Diagnostics) -> Self::Value<'n> {
        node
    }
}

impl<M: Declared> Read for Each<M> {
    type Value<'n> = &'n [Node];

    fn read<'n>(node: Option<&'n Node>, _: &Field, _: &mut Diagnostics) -> Self::Value<'n> {
        items(node)
    }
}

impl Read for Texts {
    type Value<'n> = Vec<Spanned<String>>;

    fn read<'n>(node: Option<&'n Node>, field: &Field, diags: &mut Diagnostics) -> Self::Value<'n> {
        let mut texts = Vec::new();
        for node in items(node) {
            match &node.value {
                Value::Scalar(text) => {
                    lost::check(node, field, diags);
                    texts.push(limited(Spanned::new(text.clone(), node.span), field, diags));
                }
                _ => diags.push(wrong_type(node, field.key, "应为文字的列表", "写成「[甲, 乙]」，用半角逗号隔开。")),
            }
        }
        texts
    }
}

impl Read for TextOrTexts {
    type Value<'n> = Vec<Spanned<String>>;

    fn read<'n>(node: Option<&'n Node>, field: &Field, diags: &mut Diagnostics) -> Self::Value<'n> {
        Texts::read(node, field, diags)
    }
}

/// A key written twice is a finding and its first value kept; so is a key that belongs under one of the names.
impl<N, T> Read for Named<N, T>
where
    Self: Type,
{
    type Value<'n> = Vec<&'n Pair>;

    fn read<'n>(node: Option<&'n Node>, field: &Field, diags: &mut Diagnostics) -> Self::Value<'n> {
        let (Some(node), key) = (node, field.key) else { return Vec::new() };
        let Value::Map(pairs) = &node.value else {
            diags.push(lookalike::entry_as_text(node).unwrap_or_else(|| {
                wrong_type(
                    node,
                    key,
                    "应为「名称: 内容」的对照表",
                    "每行写一个「名称: 内容」，比上一层多缩进两个空格；前面不加「- 」。",
                )
            }));
            return Vec::new();
        };
        let mut kept = Vec::new();
        for pair in first_of_each(&format!("「{key}」"), pairs, None, diags) {
            let name = pair.key.value.as_str();
            if is_section(field, name) && matches!(pair.value.value, Value::Map(_) | Value::List(_)) {
                diags.push(
                    Diagnostic::error(
                        rules::MISPLACED_KEY,
                        format!("「{name}:」前面多了空格，成了「{key}」里的一项，其内容没有读取。"),
                    )
                    .at(pair.key.span)
                    .help(format!("「{name}:」应顶格写：删去它前面的空格，与「{key}:」左对齐。")),
                );
                continue;
            }
            let Some(under) = too_shallow(field, name) else {
                kept.push(pair);
                continue;
            };
            diags.push(
                Diagnostic::error(rules::MISPLACED_KEY, format!("「{name}」少缩进了，其内容没有读取。"))
                    .at(pair.key.span)
                    .help(format!("「{name}」属于上面的{under}：在行首补空格，比{under}多缩进两个空格。")),
            );
        }
        kept
    }
}

/// The items of a list; a single value counts as a list of one.
fn items(node: Option<&Node>) -> &[Node] {
    match node {
        Some(Node { value: Value::List(items), .. }) => items,
        Some(node) => std::slice::from_ref(node),
        None => &[],
    }
}
