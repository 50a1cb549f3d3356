//! 说明: what the ledger workbook is, and how it is read.

use super::imprint::{Imprint, audience, stage, title};
use super::readme::meant;
use super::sheet::{Entry, Head, Sheet};
use super::sheets::mark;
use crate::assess::Assessment;
use crate::model::{Audience, Choice, Nature};

/// The sheet.
pub fn notes(assessment: &Assessment, imprint: &Imprint) -> Sheet {
    let ledger = &assessment.ledger;
    let content = &ledger.content;
    let (head, settings) = (&content.plan.head, &content.settings);
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, told: String| rows.push((name.to_owned(), told));
    add("题名", format!("{}动态台账", title(assessment)));
    add("版本", [audience(assessment).to_owned(), stage(imprint)].join("，").trim_end_matches('，').to_owned());
    if imprint.draft {
        add("预览稿", "内容还有错误，不得引用。".to_owned());
    }
    if content.audience == Audience::Office {
        add("内部", "含只供内部的内容，不得公开；公开用 highland build --ledger --public。".to_owned());
    }
    add("评价截止日", assessment.as_of.to_string());
    add("编制", settings.issuer.clone());
    add("依据", format!("《{}》（{}，{}）", head.title, head.number, head.issuer));
    let cut_offs = settings.cut_offs;
    add(
        "评价方法",
        format!(
            "{}；时序进度法的进度比不低于 {} 为快于时序，不低于 {} 为符合时序，不低于 {} 为略滞后，再低为滞后。",
            settings.method.word(),
            cut_offs.ahead,
            cut_offs.on_pace,
            cut_offs.behind
        ),
    );
    for (word, nature) in Nature::WORDS {
        let count = ledger.cells.iter().flatten().flatten().filter(|cell| cell.nature == *nature).count();
        let shown = Some(mark(*nature)).filter(|own| !own.is_empty()).map(|own| format!("；数后显示“{own}”"));
        let told = format!("{}{}；各年指标数值 {count} 个。", meant(*nature), shown.unwrap_or_default());
        add(&format!("数据性质：{word}"), told);
    }
    add(
        "数字",
        "都是数，可以排序、筛选、计算，没有公式；数后的“示”“预”“公”只是显示格式。单位在表头或“计量单位”一列。"
            .to_owned(),
    );
    add("空格", "没有数据：没有报送，或者不适用。".to_owned());
    add("长的文字", "一行放不下的，接在下一行，名称重复，其他各列空着。".to_owned());
    add("目标", "“目标值”是数；区间和“左右”的为下端，上端在“目标上限”。".to_owned());
    add("往年", "往年的数值是现在所知的，调整过的见“变化”；往年的评价按现在的方法重算。".to_owned());
    add("编号", "指标和里程碑的编号是键，改名不变，跨年度以它为准。".to_owned());
    let rows = rows.into_iter().map(|(name, told)| vec![Entry::text(name), Entry::text(told)]).collect();
    let heads = vec![Head::names("项", 20), Head::new("内容", 110)];
    Sheet { name: "说明", heads, rows, still: 1, wide: false, spark: None }
}
