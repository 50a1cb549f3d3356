//! A text has marks that are printed as they were typed.

use crate::check::passage::{Passage, Pattern, passages, pattern};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::document::markdown::{Fault, FaultKind, faults};

rule! {
    /// 文字里有不起作用的排版记号，照原样印在报告里。
    ///
    /// 正文里能用的记号只有：空行分段、「- 」和「1. 」列项、`**加粗**`、表格、网址和图片。「## 标题」「<br>」「&nbsp;」「\*」
    /// 等从网页或别的软件带来的记号都会照印；指标名称、数据来源等一行的文字里，什么记号都照印。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: |
    ///       ## 主要进展
    ///
    ///       完成改造72家。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: |
    ///       **主要进展**
    ///
    ///       完成改造72家。
    /// ```
    RAW_MARKUP Warning Scope::Year(run)
}

/// Marks that no text has any use for: entities of HTML, and a backslash before a mark.
static ANYWHERE: Pattern =
    pattern!("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});|\\\\[*_#\\[\\]`&~<>!+-]|~~");

/// Marks of Markdown and HTML, for a text that is no Markdown.
static ON_A_LINE: Pattern =
    pattern!("\\*\\*|</?[a-zA-Z][a-zA-Z0-9]{0,15}[ /]?>|!?\\[[^\\[\\]\\n]{0,80}\\]\\([^()\\n]{0,200}\\)");

/// What the entities that are pasted most stand for.
const ENTITIES: [(&str, &str); 5] = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&quot;", "\"")];

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for passage in passages(scene) {
        anywhere(&passage, found);
        if passage.prose.is_markdown() {
            let told = faults(&passage.prose.text.value).into_iter().filter_map(|fault| tell(&passage, &fault));
            found.extend(told);
        } else {
            on_a_line(&passage, found);
        }
    }
}

fn anywhere(passage: &Passage<'_>, found: &mut Vec<Diagnostic>) {
    for hit in ANYWHERE.iter().flat_map(|pattern| pattern.find_iter(passage.raw)) {
        if passage.quoted(hit.start()) {
            continue;
        }
        let (mark, place) = (hit.as_str(), passage.place(hit.range()));
        let told = finding(format!("「{mark}」会照原样印出。")).at(place).of(passage.unit);
        let plain = ENTITIES.iter().find(|(entity, _)| *entity == mark).map(|(_, plain)| *plain);
        found.push(match plain {
            Some(plain) => told.help(format!("是网页里的写法：改成「{plain}」。")).fix(place, plain),
            None if mark == "~~" => told.help("没有删除线：删去「~~」和划去的文字。"),
            None if mark.starts_with('\\') => told.help("文字里不需要反斜杠「\\」：删去；确要印出的，不必改。"),
            None => told.help("是网页里的写法：换成它所表示的字符。"),
        });
    }
}

fn on_a_line(passage: &Passage<'_>, found: &mut Vec<Diagnostic>) {
    for hit in ON_A_LINE.iter().flat_map(|pattern| pattern.find_iter(passage.raw)) {
        found.push(
            finding(format!("「{}」里的记号「{}」会照原样印出。", passage.prose.field.key, hit.as_str()))
                .at(passage.place(hit.range()))
                .help("这一项只印一行文字，没有加粗、链接、图片：去掉记号，只留文字。")
                .of(passage.unit),
        );
    }
}

fn tell(passage: &Passage<'_>, fault: &Fault) -> Option<Diagnostic> {
    let text = &passage.prose.text.value;
    let shown: String = text[fault.range.clone()].trim().lines().next().unwrap_or_default().chars().take(16).collect();
    let (message, help) = match fault.kind {
        FaultKind::Heading => (
            format!("「{shown}」不是标题，会照原样印出。"),
            "去掉「#」或下面的横线；小标题单独一段，写成「**小标题**」。",
        ),
        FaultKind::Html => (format!("「{shown}」会照原样印出。"), "去掉「<」「>」里的记号；要另起一段的，中间空一行。"),
        FaultKind::Code => (format!("「{shown}」的反引号会照原样印出。"), "去掉反引号「`」；引文用引号“ ”。"),
        FaultKind::Indented => (
            format!("「{shown}」一行缩进太多，列项、表格都不起作用，会照原样印出。"),
            "减少行首的空格，与上面的正文左对齐；是上一项的下级的，比上一级多两个空格。",
        ),
        FaultKind::Quote => (format!("「{shown}」的「>」会照原样印出。"), "去掉行首的「>」。"),
        FaultKind::Rule => (format!("「{shown}」不成分隔线，会照原样印出。"), "删去这一行；分段只要空一行。"),
        FaultKind::Emphasis => (
            format!("「{shown}」的「{}」会照原样印出。", shown.chars().next().unwrap_or('*')),
            "去掉记号；要加粗的，两边各用两个星号：「**…**」。",
        ),
        FaultKind::Bold => {
            ("这个「**」没有成对，会照原样印出。".to_owned(), "两边各用一个「**」，中间不换段；或者删去。")
        }
        FaultKind::Link => (
            format!("「{shown}」不能作链接，或者它的标题印不出来。"),
            "网址以「https://」或「http://」开头，写成「[文字](网址)」；标题写进文字里。",
        ),
        FaultKind::Deep => (format!("「{shown}」套得太深，会照原样印出。"), "列项至多三层：并到上一层。"),
        FaultKind::Numbering => {
            (format!("这一项的编号「{shown}」与上一项不连续。"), "编号从1起依次写；不需要编号的，用「- 」列项。")
        }
        FaultKind::Joined | FaultKind::LongRow | FaultKind::ShortRow | FaultKind::BareRow | FaultKind::StrayRow => {
            return None;
        }
    };
    let place = passage.read_at(&fault.range);
    let told = finding(message).at(place).help(help).of(passage.unit);
    // One `#` may be a number sign; two are none.
    let heading = shown.starts_with("##").then(|| text[fault.range.clone()].trim().trim_matches('#').trim());
    let heading = heading.filter(|heading| !heading.is_empty() && !heading.contains(['\n', '*']));
    Some(match heading {
        Some(heading) if passage.raw.contains(heading) => told.fix(place, format!("**{heading}**")),
        _ => told,
    })
}
