//! The night in a page of Markdown, for mail or a chat robot: what matters first.

use std::fmt::Write;
use std::path::Path;

use super::summary::{NightStatus, NightSummary, UnitPoints};
use crate::desk::{Difference, State, TextChange, escaped, words};
use crate::diag::Level;

/// Most lines of one list; the rest is counted, and on the index page.
const MOST: usize = 20;

/// Where previews are found by who reads of them.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Their folder on this machine.
    pub folder: &'a Path,
    /// Its address for others, if it has one.
    pub link: Option<&'a str>,
}

impl Place<'_> {
    /// A file as a link that works from a mail, or as its path on this machine.
    fn of(&self, words: &str, path: &str) -> String {
        let Some(link) = self.link else { return format!("{words}：{}", self.folder.join(path).display()) };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        let path: String =
            path.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect();
        format!("[{words}]({}/{path})", link.trim_end_matches('/'))
    }
}

/// The digest. `name` is the preview's, where there is a new one.
#[must_use]
pub fn digest(summary: &NightSummary, name: Option<&str>, place: Place<'_>) -> String {
    let mut text = String::new();
    let year = summary.year.map(|year| format!("（{year}年度）")).unwrap_or_default();
    let title = [escaped(&summary.title), year, "每夜预览：".to_owned(), summary.status_word.to_owned()].concat();
    let _ = writeln!(text, "# {title}\n");
    if let Some(reason) = &summary.reason {
        let reason = escaped(reason.trim_end_matches('。'));
        let _ = writeln!(text, "{} 没有生成新的预览。原因：{reason}。\n", summary.built);
        let _ = match &summary.last_good {
            Some((name, built)) => {
                writeln!(text, "上一次成功的预览没有改动：{name}（{built} 生成），内容已经不是最新的。")
            }
            None => writeln!(text, "还没有过成功的预览。"),
        };
        let page = place.of("预览首页", "index.html");
        let _ = writeln!(text, "改好以后再运行 highland nightly，或等下一次定时运行。\n\n{page}");
        return text;
    }
    overview(&mut text, summary);
    steps(&mut text, summary);
    if let Some(since) = &summary.released {
        let files = if since.files == 0 {
            String::new()
        } else {
            format!("，方案、设置、模板 {} 个文件", since.files)
        };
        let _ = writeln!(text, "与已发布的 {} 相比：各单位的内容有 {} 处不同{files}。\n", since.name, since.count);
    }
    list(&mut text, "没有生成的分册", &summary.missing.iter().map(|part| escaped(part)).collect::<Vec<_>>());
    list(&mut text, "新的错误", &summary.changes.appeared.iter().map(|error| escaped(error)).collect::<Vec<_>>());
    list(&mut text, "新的警告", &summary.changes.warned.iter().map(|error| escaped(error)).collect::<Vec<_>>());
    list(&mut text, "改好的错误", &summary.changes.mended.iter().map(|error| escaped(error)).collect::<Vec<_>>());
    changes(&mut text, summary);
    if let Some(name) = name {
        let within = |path: &str| format!("{name}/{path}");
        let released = summary.released.as_ref().map(|since| ("与发布的相比", since.file.as_str()));
        let all = [("预览首页，各单位分册和全部问题", "index.html")].into_iter().chain(released);
        let report = summary.files.first().map(|file| ("整本预览稿", file.as_str()));
        for (words, path) in all.chain(report) {
            let _ = writeln!(text, "- {}", place.of(words, &within(path)));
        }
    }
    text
}

/// The state in a few lines.
fn overview(text: &mut String, summary: &NightSummary) {
    let before = summary.before.as_ref();
    let before = before.map_or_else(|| "第一次预览".to_owned(), |(_, built)| format!("与 {built} 的预览比较"));
    let _ = writeln!(text, "生成于 {}，评价截至 {}；{before}。\n", summary.built, summary.as_of);
    let Some(cockpit) = &summary.cockpit else { return };
    let totals = cockpit.totals;
    let _ = writeln!(
        text,
        "- 报送：{} 个单位中 {} 个已报，{} 个已签发；应报 {} 项，已报 {} 项。{}",
        totals.units,
        totals.filed,
        totals.signed,
        totals.owed,
        totals.filled,
        deadline(cockpit.days_left),
    );
    let silent = cockpit.rows.iter().filter(|row| row.state == State::Missing);
    let silent: Vec<String> = silent.map(|row| escaped(&row.unit)).collect();
    if !silent.is_empty() {
        let _ = writeln!(text, "- 没有报送文件：{}。", silent.join("、"));
    }
    let errors: Vec<String> = summary
        .units
        .iter()
        .map(|unit| (unit, count(unit, Level::Error)))
        .filter(|(_, count)| 0 < *count)
        .map(|(unit, count)| format!("{} {count} 处", escaped(&unit.unit)))
        .collect();
    let new = if summary.status == NightStatus::Problems {
        "，有上一次没有的，请看一下"
    } else {
        "，都是上一次就有的"
    };
    let _ = if errors.is_empty() {
        writeln!(text, "- 没有错误；警告 {} 处。\n", totals.warnings + cockpit.secretariat_warnings)
    } else {
        let warnings = totals.warnings + cockpit.secretariat_warnings;
        writeln!(text, "- 错误：{}{new}；警告 {warnings} 处。\n", errors.join("、"))
    };
}

/// The lights of the steps, and what turned since the night before.
fn steps(text: &mut String, summary: &NightSummary) {
    let Some(cockpit) = summary.cockpit.as_ref().filter(|cockpit| cockpit.has_steps) else { return };
    let lights = cockpit.totals.steps;
    let (red, yellow) = (lights.red, lights.yellow);
    let _ = writeln!(
        text,
        "节点：逾期 {red} 个，将到期 {yellow} 个，未到期 {} 个，已完成 {} 个。\n",
        lights.green, lights.done
    );
    let turned = summary.changes.turned.iter();
    let turned: Vec<String> =
        turned.map(|turn| format!("{}：{}", escaped(&turn.name), escaped(&turn.told()))).collect();
    list(text, "节点的变化", &turned);
}

fn count(unit: &UnitPoints, level: Level) -> usize {
    unit.points.iter().filter(|told| told.point.level == level).count()
}

fn deadline(days: Option<i32>) -> String {
    match days {
        Some(days) if 0 <= days => format!("离报送截止还有 {days} 天。"),
        Some(days) => format!("报送截止已过 {} 天。", -days),
        None => String::new(),
    }
}

fn changes(text: &mut String, summary: &NightSummary) {
    let changes = &summary.changes;
    if summary.before.is_none() {
        return;
    }
    if changes.is_empty() {
        text.push_str("与上一次相比没有变化。\n\n");
        return;
    }
    list(text, "数值、状态和报送的变化", &changes.differences.iter().map(difference).collect::<Vec<_>>());
    list(text, "文字的变化", &changes.texts.iter().map(text_change).collect::<Vec<_>>());
}

fn difference(difference: &Difference) -> String {
    let name = escaped(&difference.name);
    let (before, after) = (words(difference.before.as_ref()), words(difference.after.as_ref()));
    format!("{}「{name}」：{before} → {after}", difference.kind)
}

/// A section's change with its first sentences, and how many there are.
fn text_change(change: &TextChange) -> String {
    let told = |mark: &str, all: &[String]| match all {
        [] => String::new(),
        [one] => format!("；{mark}“{}”", escaped(&cut(one))),
        [first, ..] => format!("；{mark} {} 句，如“{}”", all.len(), escaped(&cut(first))),
    };
    let (removed, added) = (told("删", &change.removed), told("增", &change.added));
    format!("{}，{}{removed}{added}", escaped(&change.unit), escaped(&change.section))
}

/// A sentence, shortened to a line.
fn cut(text: &str) -> String {
    let most = 60;
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most).chain(['…']).collect() }
}

fn list(text: &mut String, title: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(text, "## {title}（{} 处）\n", items.len());
    for item in items.iter().take(MOST) {
        let _ = writeln!(text, "- {item}");
    }
    if MOST < items.len() {
        let _ = writeln!(text, "- 还有 {} 处，见预览首页", items.len() - MOST);
    }
    text.push('\n');
}
