//! The README of the data: what it is, on which terms, how it is cited, what to mind, and what every column means.

use std::fmt::Write;

use super::imprint::{Imprint, Licence, audience, citation, stage, title};
use super::table::{Column, Holds, Table};
use crate::assess::Assessment;
use crate::model::{Audience, Choice, Content, Nature};

/// The README, in Markdown.
#[must_use]
pub fn readme(assessment: &Assessment, imprint: &Imprint, tables: &[Table]) -> String {
    let ledger = &assessment.ledger;
    let content = &ledger.content;
    let head = &content.plan.head;
    let mut text = format!("# {}开放数据\n\n", title(assessment));
    if imprint.draft {
        text.push_str("**预览稿：内容还有错误，不得引用。**\n\n");
    }
    let first = ledger.years.first().unwrap_or(&ledger.year);
    let mut facts = vec![
        ("版本", [audience(assessment).to_owned(), stage(imprint)].join("，").trim_end_matches('，').to_owned()),
        ("年度", format!("{first}—{}", ledger.year)),
        ("评价截止日", assessment.as_of.to_string()),
        ("编制", content.settings.issuer.clone()),
        ("依据", format!("《{}》（{}，{}）", head.title, head.number, head.issuer)),
        ("许可", licence(content)),
        ("引用", citation(assessment, imprint)),
    ];
    facts.extend(content.settings.publicity.clone().map(|own| ("公开属性", own)));
    for (name, told) in facts {
        let _ = writeln!(text, "* {name}：{told}");
    }
    text.push_str(
        "\n## 文件\n\n每张表有 CSV 和 JSON 两份，内容相同，列名相同。\n\n| 文件 | 内容 | 行数 |\n|---|---|--:|\n",
    );
    for table in tables {
        let key = table.key;
        let _ =
            writeln!(text, "| `{key}.csv` `{key}.json` | {}：{} | {} |", table.title, table.about, table.rows.len());
    }
    text.push_str(
        "| `datapackage.json` | 各表各列的类型、取值和校验值（Frictionless Data Package 2） | |\n\n\
         指标的值与年度报告、`台账.json` 出自同一个数，修约相同。\n",
    );
    text.push_str(NATURES);
    text.push_str(&natures(assessment));
    text.push_str(&caveats(content));
    for table in tables {
        let _ = write!(text, "\n## {}（{}）\n\n{}。", table.title, table.key, table.about);
        if !table.identity.is_empty() {
            let _ = write!(text, "“{}”合起来不重复。", table.identity.join("”“"));
        }
        text.push_str("\n\n| 列 | 类型 | 必有 | 含义 |\n|---|---|---|---|\n");
        for column in table.columns {
            let must = if column.must { "是" } else { "" };
            let _ = writeln!(text, "| {} | {} | {must} | {} |", column.name, kind(column), meaning(content, column));
        }
    }
    text
}

/// On which terms the data may be used.
fn licence(content: &Content) -> String {
    let own = Licence::of(content.settings.licence.as_deref());
    let asked =
        if own == Licence::Unnamed { "（编制单位没有写明，使用以前请先问编制单位）" } else { "" };
    format!("{}{asked}", own.told())
}

/// What a column holds, in a word.
fn kind(column: &Column) -> &'static str {
    match column.holds {
        Holds::Text => "文字",
        Holds::Prose => "文字（Markdown）",
        Holds::Number => "数",
        Holds::Whole => "整数",
        Holds::Year => "年份",
        Holds::Word(_) => "用语",
    }
}

/// What a column means, with the words it may hold.
fn meaning(content: &Content, column: &Column) -> String {
    match column.holds {
        Holds::Word(words) => format!("{}。用语：{}", column.about, words(content).join("、")),
        _ => column.about.to_owned(),
    }
}

/// What the natures mean.
const NATURES: &str = "\n## 数据性质\n\n| 性质 | 含义 | 指标数值个数 |\n|---|---|--:|\n";

fn natures(assessment: &Assessment) -> String {
    let ledger = &assessment.ledger;
    let cells = || ledger.cells.iter().flatten().flatten();
    let mut text = String::new();
    for (word, nature) in Nature::WORDS {
        let count = cells().filter(|cell| cell.nature == *nature).count();
        let _ = writeln!(text, "| {word} | {} | {count} |", meant(*nature));
    }
    if has_samples(assessment) {
        text.push_str(
            "\n**有示例数据。** 性质为“示例”的数值是演示用的，不代表真实情况；由它们算得的完成率、评价，以及报送文件注明为示例的文字、\
             项目，也是演示。\n",
        );
    }
    text
}

/// Whether anything in it is demonstration.
#[must_use]
pub fn has_samples(assessment: &Assessment) -> bool {
    let ledger = &assessment.ledger;
    let declared = ledger.years.iter().flat_map(|year| ledger.content.of_year(*year));
    ledger.cells.iter().flatten().flatten().any(|cell| cell.nature == Nature::Sample)
        || declared.into_iter().any(|(_, own)| own.nature == Some(Nature::Sample))
}

/// What a nature means.
#[must_use]
pub fn meant(nature: Nature) -> &'static str {
    match nature {
        Nature::Statistics => "统计部门的数",
        Nature::Reported => "责任单位自己的数",
        Nature::Public => "取自公开报道，口径与指标未必完全一致，来源见“数据来源”",
        Nature::Estimate => "正式的数出来以前的预计，以后可能调整",
        Nature::Sample => "演示数据，不代表真实情况，不得引用",
    }
}

/// What to mind.
fn caveats(content: &Content) -> String {
    let mut notes = vec![
        "编码 UTF-8，CSV 有 BOM（Excel 双击打开不乱码），分隔和引号照 RFC 4180，行尾 CRLF。",
        "数就是数：没有千分位，格子里没有单位，小数点为“.”，负号为“-”；单位在“计量单位”一列，或者写在列的含义里。",
        "空格子就是没有数据（没有报送、不适用）；JSON 里是 null。0 就是零。",
        "CSV 里的文字，看得见的第一个字符是 = + - @（包括全角的）的，或以制表符、回车、撇号开头的，前面加了一个撇号（'），\
         免得表格软件当成公式；去掉这一个撇号就是原文。数的列不加。JSON 里是原文。",
        "“编号”是键：指标、里程碑改名后不变，跨年度合并以它为准；“序号”是方案里的次序，会变。",
        "评价是按“评价方法”和截止日算出的，口径、分界见年度报告的方法附录；人工调整的，“计算评价”里是算出的评价。",
        "往年的数值是现在所知的：后来调整过的，`changes` 里有原数值和理由。往年的评价按现在的方法重算，可能与当年发布的不同。",
        "责任单位的文字（进展、问题、说明、理由）只有报告年度的；以前各年的见当年的数据。",
    ];
    match content.audience {
        Audience::Public => {
            notes.push("这是公开版：数值和评价与内部版相同；责任单位注明不公开的文字、项目和节点没有列入，也不计数。");
        }
        Audience::Office => notes.push("**这是内部版，含只供内部的内容，不得公开。** 公开用 `highland build --data`。"),
    }
    let mut text = String::from("\n## 使用时注意\n\n");
    for note in notes {
        let _ = writeln!(text, "* {note}");
    }
    text
}
