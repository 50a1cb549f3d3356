//! A line of a text is an entry that was indented too far.

use crate::check::passage::{Pattern, pattern};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::field::{File, Names};
use crate::model::{Prose, Submission};
use crate::source::Span;

rule! {
    /// 正文里有一行是「键:」的样子，多半是缩进多了，成了上一项的正文。
    ///
    /// 例如「问题: |」比「进展」多缩进了，就会并进「进展」的正文，「问题」反而没有报。确是正文的，冒号改成全角。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: |
    ///       完成改造72家。
    ///       问题: 现场会少开1场。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: |
    ///       完成改造72家。
    ///     问题: 现场会少开1场。
    /// ```
    KEY_IN_TEXT Error Scope::Submission(run)
}

/// A key that is meant as an entry, or an assignment's number, at the beginning of a line.
static KEY: Pattern =
    pattern!(&format!("(?m)^[ \\t]*((?:- )?(?:{})|[0-9]+(?:\\.[0-9]+)+[a-z]?):(?:[ \\t|]|\\r?$)", keys().join("|")));

/// The keys that stand beside and above long texts: those of what is filed under a name, and the sections.
fn keys() -> Vec<&'static str> {
    let places = File::Submission.places();
    let named = places.iter().filter(|place| place.names.is_some_and(|names| names != Names::Years));
    let sections = File::Submission.root().fields.iter().filter(|field| field.shape.is_section());
    named.flat_map(|place| place.mapping.keys()).chain(sections.map(|field| field.key)).collect()
}

/// The same in the middle of a line, behind a sentence: there it is the beginning of the next entry.
static GLUED: Pattern = pattern!(&format!("(?:[。；！？”）]|  )[ \\t]*({}):(?: |\\r?$)", keys().join("|")));

fn run(scene: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let Some(pattern) = KEY.as_ref() else { return };
    for prose in submission.prose() {
        glued(scene, &prose, found);
        let raw = scene.sources.text(prose.text.span);
        // The line of the key itself is not part of the text; a text on it is not a line of its own.
        for hit in pattern.captures_iter(raw).filter(|hit| hit.get(0).is_some_and(|all| all.start() != 0)) {
            let Some(key) = hit.get(1) else { continue };
            // A line that could not be read lies inside the text and is not of it.
            if !prose.text.contains(&format!("{}:", key.as_str())) {
                continue;
            }
            let at = prose.text.span;
            found.push(
                finding(format!("「{}:」缩进多了，成了「{}」的正文。", key.as_str(), prose.field.key))
                    .at(Span::new(at.file, at.start + key.start(), at.start + key.end() + 1))
                    .help(format!(
                        "减少行首的空格，与「{}」左对齐（编号与其他编号左对齐）；确是正文的，冒号改成全角「：」。",
                        prose.field.key
                    )),
            );
        }
    }
}

/// Entries that stand in the middle of a line of a text they stand beside.
fn glued(scene: &Scene<'_>, prose: &Prose<'_>, found: &mut Vec<Diagnostic>) {
    let Some(pattern) = GLUED.as_ref() else { return };
    let places = File::Submission.places();
    let beside = |key: &str| {
        places.iter().any(|own| own.mapping.field(prose.field.key).is_some() && own.mapping.field(key).is_some())
    };
    for key in pattern.captures_iter(scene.sources.text(prose.text.span)).filter_map(|hit| hit.get(1)) {
        if !beside(key.as_str()) || !prose.text.contains(&format!("{}:", key.as_str())) {
            continue;
        }
        let at = prose.text.span;
        found.push(
            finding(format!("「{}:」接在了「{}」的正文后面，中间少了换行。", key.as_str(), prose.field.key))
                .at(Span::new(at.file, at.start + key.start(), at.start + key.end() + 1))
                .help(format!(
                    "在「{}」前面换行，与「{}」左对齐；确是正文的，冒号改成全角「：」。",
                    key.as_str(),
                    prose.field.key
                )),
        );
    }
}
