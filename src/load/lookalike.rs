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

/// What people write behind a key.
const COLONS: [char; 11] = [':', '：', ';', '；', '=', '＝', '-', '—', '－', '∶', ' '];

/// A key of ours with a colon that YAML does not take for one, and the value stuck to it: `名称：甲`, `日期:2024-01-10`.
fn stuck<'k>(key: &'k str, known: &[&str]) -> Option<(&'k str, char, usize)> {
    let (at, mark) = key.char_indices().find(|(_, c)| COLONS.contains(c))?;
    let name = key[..at].trim();
    known.contains(&name).then_some((name, mark, at))
}

/// Several keys of one mapping whose colons YAML does not take for ones, as in `{名称：甲, 阶段：开工}`: one finding for all.
pub fn colons(pairs: &[Pair], known: &[&str]) -> Option<Diagnostic> {
    let stuck = |pair: &&Pair| pair.value.value == Value::Null && stuck(&pair.key, known).is_some();
    let found: Vec<&Pair> = pairs.iter().filter(stuck).collect();
    let (first, last) = (found.first()?, found.last()?);
    if found.len() < 2 {
        return None;
    }
    let span = Span::new(first.key.span.file, first.key.span.start, last.key.span.end);
    let message = format!("这里有 {} 处冒号不对，应为半角冒号加空格「: 」。", found.len());
    let fixes = found.iter().filter_map(|pair| key(pair, known)).flat_map(|found| found.fix);
    let whole = Diagnostic::error(rules::YAML_SYNTAX, message).at(span);
    let whole = whole.help("切换到英文输入法输入冒号，再空一格；逗号也用半角，后面空一格。");
    Some(fixes.fold(whole, |whole, edit| whole.fix(edit.span, edit.text)))
}

/// Whether a field stands there under a key whose colon YAML does not take for one.
pub fn is_stuck(pairs: &[Pair], name: &str) -> bool {
    pairs.iter().any(|pair| pair.value.value == Value::Null && swallows(&pair.key, name))
}

/// Whether a key's text holds the entry `name`.
fn swallows(key: &str, name: &str) -> bool {
    key.match_indices(name).any(|(at, _)| {
        let before = key[..at].trim_end();
        let begins = before.is_empty() || before.ends_with(['，', '、', ',', '；']);
        begins && key[at + name.len()..].trim_start().starts_with(COLONS)
    })
}

/// `{日期: …, 事项: 召开会议, 部署工作}`: what comes after a comma in a text stands for itself.
pub fn split_text(pair: &Pair, above: Option<&Pair>) -> Option<Diagnostic> {
    let above = above.filter(|above| matches!(above.value.value, Value::Scalar(_)))?;
    let gap = Span::new(pair.key.span.file, above.value.span.end, pair.key.span.start);
    if pair.value.value != Value::Null || !(1..=2).contains(&(gap.end.checked_sub(gap.start)?)) {
        return None;
    }
    let (key, text) = (&above.key.value, &pair.key.value);
    let message = format!("花括号里的半角逗号是分隔号，逗号后面的「{text}」没有读成「{key}」的一部分。");
    let found = Diagnostic::error(rules::YAML_SYNTAX, message).at(pair.key.span);
    Some(found.help("文字里的逗号用全角「，」；或者用半角引号把整段文字括起来。").fix(gap, "，"))
}

/// What is wrong with a key that is not known, if that can be told from its characters.
pub fn key(pair: &Pair, known: &[&str]) -> Option<Diagnostic> {
    let key = &pair.key;
    let stuck = stuck(key, known).filter(|(_, mark, _)| matches!(mark, ':' | '：') || pair.value.value == Value::Null);
    if let Some((name, mark, at)) = stuck {
        let message = match mark {
            '：' => format!("「{name}」后面用了全角冒号「：」，应为半角冒号加空格「: 」。"),
            ':' => format!("「{name}:」的冒号后面少了一个空格。"),
            ' ' => format!("「{name}」后面少了冒号。"),
            mark => format!("「{name}」后面的「{mark}」不是冒号，应为半角冒号加空格「: 」。"),
        };
        let found = Diagnostic::error(rules::YAML_SYNTAX, message);
        let found = found.at(key.span);
        // All of it may have been typed with full-width marks.
        if let Some((braces, span)) = braced(key, |key| known.contains(&key)).zip(inside(key, 0, key.len())) {
            let fields = braces[1..braces.len() - 1].to_owned();
            return Some(found.help(format!("写成「{braces}」：逗号、冒号用半角，后面各空一格。")).fix(span, fields));
        }
        let found = found.help(format!("改成「{name}: …」（冒号用英文输入法，后面空一格）。"));
        return Some(match inside(key, at, mark.len_utf8()) {
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
    let run = key.len() - key.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let digits = 0 < run && !key.contains(['.', '-']) && pair.value.value == Value::Null;
    digits.then(|| {
        let message = format!("花括号里的逗号是分隔号，逗号后面的「{}」没有读成数字的一部分。", key.value);
        let help = if run == 3 {
            "去掉数字里的千位逗号，例如 12500万元；或者用半角引号把数字括起来：\"12,500万元\"。"
        } else {
            "逗号像是小数点：核对后把逗号改成小数点「.」；是千位逗号的，核对位数后去掉。"
        };
        Diagnostic::error(rules::YAML_SYNTAX, message).at(key.span).help(help)
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
