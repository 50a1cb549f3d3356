//! Texts of which YAML would take something away: what stands behind a `#`, paragraphs and lists without a `|`.

use super::scalar::is_spreadsheet_error;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::model::field::{Field, Shape};
use crate::source::{Lines, Node, Span, Spanned, Value};

/// What is lost of a text, or would be.
pub fn check(node: &Node, field: &Field, diags: &mut Diagnostics) {
    let Value::Scalar(text) = &node.value else { return };
    if let Some(comment) = &node.writing.comment {
        diags.extend(cut_off(node, text, comment, field));
    }
    diags.extend(node.writing.comment_above.as_ref().map(|comment| not_read(comment, field)));
    diags.extend(bar(node, text, field.key));
}

/// A value that is nothing but a comment which looks like text: `说明: #5产线…`.
pub fn empty(node: &Node, field: &Field, diags: &mut Diagnostics) {
    let Some(comment) = node.writing.comment.as_ref().filter(|_| node.value == Value::Null) else { return };
    let figure = matches!(field.shape, Shape::Figure | Shape::Number | Shape::FigureOr(_) | Shape::Range);
    // What the skeletons say of a field stands at a distance; text stands where text is written, behind the colon and a blank.
    let beside = !figure && comment.span.start.saturating_sub(node.span.end) == ": ".len();
    if !is_text(comment) && !beside {
        return;
    }
    let key = field.key;
    diags.push(match field.shape {
        _ if figure => not_a_figure(key, comment),
        _ if is_spreadsheet_error(first_word(comment)) => {
            let word = first_word(comment);
            Diagnostic::warning(
                rules::COMMENT_IN_TEXT,
                format!("「{key}」的「{word}」是电子表格公式的出错值，没有读取。"),
            )
            .at(comment.span)
            .help("核对原来的表格，写本来的内容；没有的，冒号后面空着。")
        }
        _ => Diagnostic::warning(rules::COMMENT_IN_TEXT, format!("「{key}」后面以「#」开头的文字是注释，没有读取。"))
            .at(comment.span)
            .help("写成「|」，正文另起一行；或者用半角引号把文字括起来。"),
    });
}

fn first_word(comment: &str) -> &str {
    comment.split_whitespace().next().unwrap_or_default()
}

/// `#N/A`, `#DIV/0!`: what a spreadsheet shows where its formula failed.
fn not_a_figure(key: &str, comment: &Spanned<String>) -> Diagnostic {
    let word = first_word(comment);
    let message = if is_spreadsheet_error(word) {
        format!("「{key}」的「{word}」是电子表格公式的出错值，不是数字。")
    } else {
        format!("「{key}」后面以「#」开头的「{word}」是注释，没有读取。")
    };
    Diagnostic::error(rules::UNREADABLE_NUMBER, message)
        .at(comment.span)
        .help("核对原来的表格，填写算出来的数字；还没有数字的，冒号后面空着，情况写到「说明」里。")
}

/// Whether a comment reads as a part of a text: there is no blank behind its `#`, or there are two.
fn is_text(comment: &str) -> bool {
    comment[1..].starts_with(|c: char| !c.is_whitespace())
}

/// A text that ends at a ` #`.
fn cut_off(node: &Node, text: &str, comment: &Spanned<String>, field: &Field) -> Option<Diagnostic> {
    // A whole sentence may well have a remark behind it, and so may anything at a distance.
    let whole = text.trim_end().ends_with(['。', '；', '！', '？', '”', '）']);
    let gap = comment.span.start.saturating_sub(node.span.end);
    if !is_text(comment) && !node.writing.comment_apart && (whole || gap != 1) {
        return None;
    }
    let found = not_read(comment, field);
    let blanks = Span::new(node.span.file, node.span.end, comment.span.start);
    Some(if is_text(comment) && !whole && gap == 1 { found.fix(blanks, "") } else { found })
}

/// That a piece of a text was taken for a comment.
fn not_read(comment: &Spanned<String>, field: &Field) -> Diagnostic {
    let cut: String = comment.chars().take(12).collect();
    let found = Diagnostic::warning(
        rules::COMMENT_IN_TEXT,
        format!("「{}」里的“{cut}…”没有读取：空格加「#」之后是注释，不是正文。", field.key),
    );
    found.at(comment.span).help("去掉「#」前面的空格；或者写成「|」，正文另起一行；确是注释的，「#」后面空一格。")
}

/// Paragraphs, items or rows that are not under a `|`, or under something that is none.
fn bar(node: &Node, text: &str, key: &str) -> Option<Diagnostic> {
    let span = node.span;
    let first = text.lines().next().unwrap_or_default().trim();
    let several = node.writing.lines != Lines::Kept;
    let wrong = first.starts_with(['｜', '丨']) || several && ["l", "I", "1"].iter().any(|bar| text.starts_with(bar));
    if wrong && (first.starts_with(['｜', '丨']) || first.chars().count() == 1) {
        let mark = first.chars().next()?;
        // In quotes or under a `>` it is not the first thing of its span.
        let place =
            if node.writing.plain { Span::new(span.file, span.start, span.start + mark.len_utf8()) } else { span };
        let message = format!("「{key}:」后面的「{mark}」不是半角竖线「|」，印成了正文。");
        let found =
            Diagnostic::error(rules::BLOCK_MARK, message).at(place).help("切换到英文输入法，改成「|」，正文另起一行。");
        // Text below it, and nothing behind it: then it can only be meant for a bar. A 1 may be a figure.
        let certain = node.writing.plain && several && first.chars().count() == 1 && mark != '1';
        return Some(if certain { found.fix(place, "|") } else { found });
    }
    let (Lines::Apart(depth), Some(opening)) = (node.writing.lines, node.writing.opening) else { return None };
    let found = Diagnostic::error(rules::BLOCK_MARK, format!("「{key}:」后面没有「|」，下面的几段、几项会并成一段。"))
        .at(opening)
        .help(format!("写成「{key}: |」，正文另起一行，每一行比「{key}」多缩进两个空格。"));
    let folded = opening.start < span.start;
    Some(match depth {
        _ if folded => found.fix(opening, "|"),
        Some(depth) => found.fix(Span::new(span.file, span.start, span.start), format!("|\n{}", " ".repeat(depth))),
        None => found,
    })
}
