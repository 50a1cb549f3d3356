//! `settings.yaml`.

use super::OPEN;
use super::yaml::Writer;
use crate::drafting::candidate::{Candidates, Target};
use crate::drafting::outline::{Outline, subject};

/// So many indicators are on the page of key figures.
const HIGHLIGHTS: usize = 8;

/// The whole file; the deadline is the end of January behind the first report's year.
pub fn render(outline: &Outline, found: &Candidates, year: Option<u16>) -> String {
    let mut writer = Writer::default();
    let w = &mut writer;
    w.line("# yaml-language-server: $schema=schema/settings.json");
    w.line("# 报告设置：由秘书处维护。写着「待核」的请补上。");
    w.section("报告", |w| {
        let title = outline.head.title.as_deref().map(subject);
        w.field("题名", &title.map_or_else(|| OPEN.to_owned(), |title| format!("{title}年度报告")));
        w.field("编制单位", OPEN);
        w.line("  版本: 征求意见稿        # 征求意见稿 | 送审稿 | 审定稿");
        w.line("  # 发布日期:  如 2025年2月");
        w.line("  公开属性: 主动公开");
        // A figure whose name or target is open is none to show.
        let settled = |target: &&Target| !target.unsure.iter().any(|field| matches!(*field, "名称" | "目标值"));
        let highlights: Vec<&str> =
            found.targets.iter().filter(settled).take(HIGHLIGHTS).map(|target| target.name.as_str()).collect();
        if !highlights.is_empty() {
            w.line("  # 年度要览页上的关键数字，按此顺序；起草时取了方案里最先出现、名称和目标值没有疑问的几个");
            w.section("要览指标", |w| highlights.iter().for_each(|name| w.entry(name)));
        }
    });
    w.line("方法:                     # 时序进度法的分界（进度比）");
    w.line("  快于时序: 1.05");
    w.line("  符合时序: 0.95");
    w.line("  略滞后: 0.60");
    w.line("# 字体文件夹: assets/fonts   # 字体不在项目的 assets/fonts 里的，写明放在哪里");
    match year.and_then(|year| year.checked_add(1)) {
        Some(next) => w.line(&format!("报送截止: {next}-01-31")),
        None => w.line("# 报送截止:  如 2025-01-31"),
    }
    writer.finish()
}
