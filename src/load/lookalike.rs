//! Marks that look like those of YAML and are none, so that it reads without complaint what nobody meant.

use crate::diag::{Diagnostic, rules};
use crate::model::field::Mapping;
use crate::source::{Node, Pair, Span, Spanned, Value, braced};

/// A place inside a text that stands in the file as it was read; none for quoted and folded texts.
fn inside(text: &Spanned<String>, at: usize, len: usize) -> Option<Span> {
    let plain = text.span.end - text.span.start == text.value.len();
    plain.then(|| Span::new(text.span.file, text.span.start + at, text.span.start + at + len))
}

/// `指标:` with `从业人员数：196400` or `从业人员数:196400` under it: one text where entries should be.
pub fn entry_as_text(node: &Node) -> Option<Diagnostic> {
    let Value::Scalar(text) = &node.value else { return None };
    let whole = Spanned::new(text.clone(), node.span);
    let (at, mark) = text.char_indices().find(|(_, c)| matches!(c, '：' | ':'))?;
    let key = text[..at].trim();
    let span = inside(&whole, at, mark.len_utf8())?;
    if key.is_empty() || 40 < key.chars().count() || key.contains(['，', '。', '\n']) {
        return None;
    }
    let rest = text[at + mark.len_utf8()..].trim();
    let (message, help) = if mark == '：' {
        (
            format!("「{key}」后面用了全角冒号「：」，应为半角冒号加空格「: 」。"),
            format!("改成「{key}: {rest}」（切换到英文输入法输入冒号，再空一格）。"),
        )
    } else {
        (format!("「{key}:」的冒号后面少了一个空格。"), format!("改成「{key}: {rest}」。"))
    };
    let found = Diagnostic::error(rules::YAML_SYNTAX, message).at(span);
    // Behind the key of a section even the right colon would be one too many.
    Some(if node.writing.own_line {
        found.help(help).fix(span, ": ")
    } else {
        found.help(format!("另起一行，比上一层多缩进两个空格，写成「{key}: {rest}」。"))
    })
}

/// `- 名称：A，阶段：开工` where a mapping should be: one text of several fields.
pub fn fields_as_text(node: &Node, mapping: &Mapping) -> Option<Diagnostic> {
    let Value::Scalar(text) = &node.value else { return None };
    let whole = Spanned::new(text.clone(), node.span);
    let braces = braced(text, |key| mapping.field(key).is_some())?;
    let span = inside(&whole, 0, text.len())?;
    let found = Diagnostic::error(rules::YAML_SYNTAX, "一行里写了几项，要放进花括号，逗号、冒号用半角。").at(span);
    Some(found.help(format!("写成「{braces}」；或者每项各占一行。")).fix(span, braces))
}

/// What is wrong with a key that is not known, if that can be told from its characters.
pub fn key(pair: &Pair, known: &[&str]) -> Option<Diagnostic> {
    let key = &pair.key;
    if let Some((name, at)) = key.find('：').map(|at| (key[..at].trim(), at))
        && known.contains(&name)
    {
        let found = Diagnostic::error(
            rules::YAML_SYNTAX,
            format!("「{name}」后面用了全角冒号「：」，应为半角冒号加空格「: 」。"),
        );
        let found = found.at(key.span).help(format!("改成「{name}: …」（切换到英文输入法输入冒号，再空一格）。"));
        return Some(match inside(key, at, '：'.len_utf8()) {
            Some(span) => found.fix(span, ": "),
            None => found,
        });
    }
    if key.starts_with(['｛', '［']) {
        let found = Diagnostic::error(rules::YAML_SYNTAX, "这里用了全角的花括号或方括号，应为半角。");
        return Some(
            found.at(key.span).help("切换到英文输入法，改成「{ }」或「[ ]」；里面的逗号、冒号也用半角，后面空一格。"),
        );
    }
    // `总投资: 32,000万元` in braces: what comes after the comma stands for itself.
    let digits =
        key.starts_with(|c: char| c.is_ascii_digit()) && !key.contains(['.', '-']) && pair.value.value == Value::Null;
    digits.then(|| {
        Diagnostic::error(
            rules::YAML_SYNTAX,
            format!("花括号里的逗号是分隔号，逗号后面的「{}」没有读成数字的一部分。", key.value),
        )
        .at(key.span)
        .help("去掉数字里的千位逗号，例如 12500万元；或者用半角引号把数字括起来：\"12,500万元\"。")
    })
}

/// The pair whose text has swallowed the entry `key`, as in `{名称: 甲，阶段：竣工}`.
pub fn swallowed<'n>(pairs: &'n [Pair], key: &str) -> Option<&'n Pair> {
    let holds = |text: &str| {
        text.match_indices(key).any(|(at, _)| {
            let before = text[..at].trim_end().ends_with(['，', '、', ',', '；']);
            before && text[at + key.len()..].trim_start().starts_with(['：', ':'])
        })
    };
    pairs.iter().find(|pair| matches!(&pair.value.value, Value::Scalar(text) if holds(text)))
}
