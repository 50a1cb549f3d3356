//! `README.md`: what was found, what has to be checked, what to do next.

use std::fmt::Write;

use super::Counts;
use crate::drafting::outline::Outline;

/// The whole file.
pub fn render(outline: &Outline, counts: Counts, year: Option<u16>) -> String {
    let mut text = String::from("# 内容文件夹（起草稿）\n\n");
    text.push_str("本文件夹由 `highland init` 从方案原文自动起草，**没有经过核对**。起草只照原文的写法认，不知道的写「待核」，不编造。\n\n");
    found(&mut text, counts);
    open(&mut text, outline, counts);
    steps(&mut text, year.unwrap_or(outline.head.period.start));
    text
}

fn found(text: &mut String, counts: Counts) {
    let Counts { departments, bodies, areas, tasks, assignments, indicators, milestones, exempt, .. } = counts;
    text.push_str("## 认出了什么\n\n| 内容 | 数量 |\n|---|---|\n");
    let rows = [
        ("单位", departments),
        ("集合单位（自己不报送）", bodies),
        ("任务领域", areas),
        ("任务", tasks),
        ("分工", assignments),
        ("指标", indicators),
        ("里程碑", milestones),
        ("不是指标的数字", exempt),
    ];
    for (what, count) in rows {
        let _ = writeln!(text, "| {what} | {count} |");
    }
    text.push('\n');
}

fn open(text: &mut String, outline: &Outline, counts: Counts) {
    let Counts { open, without_lead, doubtful, .. } = counts;
    text.push_str("## 要核对什么\n\n");
    let _ = writeln!(
        text,
        "* `plan.yaml` 里有 {open} 处「待核」，每处列出没有把握的字段；核对后删去那一行。`highland check` 会逐处指出。"
    );
    if 0 < without_lead {
        let _ = writeln!(text, "* {without_lead} 项分工没有认出牵头单位。");
    }
    if 0 < doubtful {
        let _ = writeln!(text, "* 「非指标数字」里有 {doubtful} 条理由带“（待核）”：可能是目标，请看原文。");
    }
    if !outline.head.period_is_stated {
        text.push_str("* 原文没有写明规划期，「开始年」「结束年」是估计的。\n");
    }
    if 0 < outline.text.dropped {
        let _ = writeln!(text, "* `plan.txt` 照抄原文；其中 {} 行页码、目录留作空行，行号不变。", outline.text.dropped);
    }
    text.push_str("* 单位「全称」是按简称推的；并列的责任单位谁牵头，方案没有写明的请确定。\n");
    text.push_str("* 没有数字、也没有时间的承诺不会列为里程碑，需要跟踪的请自己补上。\n\n");
}

fn steps(text: &mut String, year: u16) {
    let steps = [
        "运行 `highland schema`，生成编辑器用的格式定义：改 `plan.yaml` 时编辑器会提示字段和可选的词。".to_owned(),
        "对照方案把 `plan.yaml` 通读一遍：先看「单位」，再看「分工」「指标」「里程碑」。列在「待核」里的字段逐个核对、改好，\
         再删去那一行「待核」。值本身写着“待核”的（如 `责任单位: 待核`），要换成真正的内容，责任单位写「单位」里的简称。"
            .to_owned(),
        "不是目标的数字误列为指标的，把那一项从「指标」里删去，它的「原文」移到「非指标数字」，写上理由；\
         「非指标数字」里带“（待核）”的理由，核对后删去“（待核）”，是目标的补成指标。"
            .to_owned(),
        "给「发展目标」里的指标定「责任单位」和「归入」：管全局的目标，「归入」写关系最大的任务领域的编号，\
         分不出的写第一个领域；给各指标补「口径」和「基期」。"
            .to_owned(),
        "在 `settings.yaml` 里写编制单位、报送截止日，选要览指标；字体不在 `assets/fonts` 的，写明「字体文件夹」。".to_owned(),
        "运行 `highland check`，直到方案文件没有错误。想先看版面，运行 `highland build --draft`，还有「待核」也能出样稿。"
            .to_owned(),
        format!("运行 `highland new {year}`，给各单位生成报送文件的骨架，发下去填。"),
    ];
    text.push_str("## 接下来怎么做\n\n");
    for (at, step) in (1..).zip(steps) {
        let _ = writeln!(text, "{at}. {step}");
    }
}
