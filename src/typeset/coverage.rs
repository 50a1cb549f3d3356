//! Every character of the manuscript and of the charts against the typefaces, before Typst is started.

use std::collections::BTreeSet;

use super::Fonts;
use crate::chart::Chart;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::source::{FileId, Sources, Span};
use crate::write::Manuscript;

/// Everything that is to be set.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    /// The manuscript.
    pub manuscript: &'a Manuscript,
    /// The charts, whose labels have a typeface of their own.
    pub charts: &'a [Chart],
}

/// A character nobody can set is a finding that names it and the place it was written at. Gives back those characters.
pub fn check_coverage(text: Text<'_>, fonts: &Fonts, sources: &Sources, diags: &mut Diagnostics) -> BTreeSet<char> {
    let Text { manuscript, charts } = text;
    let text = distinct(manuscript.texts().flat_map(|(_, text)| text.chars()));
    let labels = distinct(charts.iter().flat_map(Chart::labels).flat_map(str::chars));
    let in_text = text.into_iter().filter(|&c| visible(c) && !fonts.covers(c)).map(|c| (c, false));
    let in_charts = labels.into_iter().filter(|&c| visible(c) && !fonts.charts_cover(c)).map(|c| (c, true));
    let bad: BTreeSet<(char, bool)> = in_text.chain(in_charts).collect();
    let generated: BTreeSet<FileId> = manuscript.parts.values().filter_map(|part| part.file).collect();
    for &(c, chart) in &bad {
        let place =
            sources.iter().filter(|(id, _)| !generated.contains(id)).find_map(|(id, file)| written(id, &file.text, c));
        let what = if chart { "图表字体" } else { "报告的字体" };
        let code = u32::from(c);
        let diagnostic = Diagnostic::error(
            rules::UNCOVERED_CHARACTER,
            format!("{what}里没有字符「{c}」（U+{code:04X}），印出来会是空框。"),
        )
        .help("换成通用规范汉字或常用符号；确需此字的，请秘书处更换含有它的字体。");
        let unit = place.and_then(|span| unit_of(&sources.file(span.file).path));
        let diagnostic =
            place.map_or_else(|| diagnostic.clone().in_file("（生成的书稿）"), |span| diagnostic.clone().at(span));
        diags.push(match unit {
            Some(unit) => diagnostic.of(unit),
            None => diagnostic,
        });
    }
    bad.into_iter().map(|(c, _)| c).collect()
}

/// Every character once, in order.
fn distinct(chars: impl Iterator<Item = char>) -> Vec<char> {
    let mut seen = vec![false; char::MAX as usize + 1];
    let mut distinct: Vec<char> = chars.filter(|&c| !std::mem::replace(&mut seen[c as usize], true)).collect();
    distinct.sort_unstable();
    distinct
}

/// Characters that need a glyph.
fn visible(c: char) -> bool {
    !c.is_control() && !matches!(c, ' ' | '\u{3000}' | '\u{2028}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The first place the character stands at outside a comment.
fn written(file: FileId, text: &str, c: char) -> Option<Span> {
    let (at, _) = text.match_indices(c).find(|(at, _)| {
        let line = &text[text[..*at].rfind('\n').map_or(0, |n| n + 1)..*at];
        !line.trim_start().starts_with('#') && !line.contains(" #")
    })?;
    Some(Span::new(file, at, at + c.len_utf8()))
}

/// The department a submission's path names.
fn unit_of(path: &str) -> Option<String> {
    let name = path.strip_prefix("content/submissions/")?.split('/').nth(1)?;
    name.strip_suffix(".yaml").or(name.strip_suffix(".yml")).map(str::to_owned)
}
