//! A text says 今年 or 去年, which means another year to its reader.

use regex::Captures;

use crate::check::passage::{Passage, Pattern, pattern, search};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 文字里用了“今年”“去年”“明年”。
    ///
    /// 报告在次年发布，读者的“今年”不是报告年度。写明年份，或用“本年”“上年”“下年”。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 今年完成改造72家。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 全年完成改造72家。
    /// ```
    RELATIVE_YEAR Warning Scope::Year(run)
}

static WORDS: Pattern = pattern!("今年|去年|明年|前年");

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (passage, hit) in search(scene, &WORDS) {
        let word = &hit[0];
        if passage.spoken(&hit) || part_of_a_word(&passage, &hit) {
            continue;
        }
        let year = match word {
            "今年" => scene.year,
            "去年" => scene.year - 1,
            "明年" => scene.year + 1,
            _ => scene.year - 2,
        };
        found.push(
            finding(format!("“{word}”指哪一年不明确：报告是 {} 年度的，次年发布。", scene.year))
                .at(passage.span(&hit, 0))
                .help(format!(
                    "如指 {year} 年，写成“{year}年”或“{}”。",
                    match word {
                        "今年" => "本年",
                        "去年" => "上年",
                        "明年" => "下年",
                        _ => "前一年",
                    }
                ))
                .of(passage.unit),
        );
    }
}

/// Whether the two characters belong to two words: 如今年轻, 过去年均, 说明年限, 目前年产.
fn part_of_a_word(passage: &Passage<'_>, hit: &Captures<'_>) -> bool {
    let Some(all) = hit.get(0) else { return true };
    let before = passage.raw[..all.start()].chars().next_back().unwrap_or(' ');
    let after = passage.raw[all.end()..].chars().next().unwrap_or(' ');
    let joined = match all.as_str() {
        "今年" if before == '至' => return !"底初末一二三四上下".contains(after),
        "今年" => "如迄而现当",
        "去年" => "过失除减",
        "明年" => "昆说光证文表声阐透聪发照鲜查注指标申",
        _ => "以目此提当年之先空跟眼事面期生日",
    };
    joined.contains(before) || "度份限龄均轻产薪级金检审".contains(after)
}
