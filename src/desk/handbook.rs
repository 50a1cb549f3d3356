//! The catalogue of rules and the filing guide made of it and of the declared fields.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::reference::reference;
use crate::check::rules::ALL;
use crate::check::{Rule, Scope};
use crate::model::field::File;

/// What stands before the rules.
const GUIDE: &str = include_str!("guide.md");

/// What to do when offices, duties and targets change: a recipe under each heading of the third level.
const COOKBOOK: &str = include_str!("cookbook.md");

/// Its pictures: each with its name in the folder beside it, and its bytes.
pub const PICTURES: [(&str, &[u8]); 2] = [
    ("填报手册/填报表.png", include_bytes!("../../assets/handbook/填报表.png")),
    ("填报手册/填报网页.png", include_bytes!("../../assets/handbook/填报网页.png")),
];

/// The recipes: what each is for, and its text.
pub fn recipes() -> impl Iterator<Item = (&'static str, &'static str)> {
    COOKBOOK.split("\n### ").skip(1).filter_map(|part| part.split_once("\n\n"))
}

/// Every rule on a line of its own: name, level, what it finds.
#[must_use]
pub fn catalogue() -> String {
    let widest = ALL.iter().map(|rule| rule.name.as_str().width()).max().unwrap_or_default();
    let lines = ALL.iter().map(|rule| {
        let gap = " ".repeat(widest - rule.name.as_str().width());
        format!("{}{gap}  {}  {}\n", rule.name, rule.level.name(), rule.summary())
    });
    lines.collect::<String>()
        + "\n一条规则的说明：highland explain 规则名；级别可在 content/settings.yaml 的「检查」里改。\n"
        + &format!(
            "有变动怎么办：highland explain 加上 {}。\n",
            recipes().map(|(name, _)| name).collect::<Vec<_>>().join("、")
        )
}

/// One rule's manual.
#[must_use]
pub fn manual(rule: &Rule) -> String {
    format!("{}（{}）\n\n{}\n\n{}", rule.name, rule.level.name(), rule.summary(), rule.manual())
}

/// The filing guide as Markdown, with [`PICTURES`] beside it: how to fill in a file, every field, and every rule with its examples.
#[must_use]
pub fn handbook() -> String {
    let mut text = format!("<!-- 由 highland explain --handbook 生成，请勿手工修改。 -->\n\n{GUIDE}\n{COOKBOOK}");
    let _ = write!(text, "\n## 报送文件可以写什么\n{}", reference(File::Submission));
    for title in ["报送文件的写法", "方案、报送内容和签发", "生成报告"] {
        let _ = writeln!(text, "\n## 检查规则：{title}");
        for rule in ALL.iter().filter(|rule| group(rule.scope) == title) {
            // A manual's own headings stand below the rule's.
            let manual: String = deepened(&rule.manual());
            let _ = write!(text, "\n### {}（{}）\n\n{}\n\n{manual}", rule.name, rule.level.name(), rule.summary());
        }
    }
    for (title, file) in
        [("方案文件可以写什么（秘书处）", File::Plan), ("设置文件可以写什么（秘书处）", File::Settings)]
    {
        let _ = write!(text, "\n## {title}\n{}", reference(file));
    }
    text
}

/// Which part of the handbook a rule is in.
fn group(scope: Scope) -> &'static str {
    match scope {
        Scope::Load => "报送文件的写法",
        Scope::Plan(_) | Scope::Submission(_) | Scope::Year(_) => "方案、报送内容和签发",
        Scope::Build => "生成报告",
    }
}

/// Headings of a manual three levels down; lines inside code stay as they are.
fn deepened(manual: &str) -> String {
    let mut code = false;
    let lines = manual.lines().map(|line| {
        code ^= line.starts_with("```");
        if !code && line.starts_with("# ") { format!("###{line}\n") } else { format!("{line}\n") }
    });
    lines.collect()
}
