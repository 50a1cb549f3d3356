//! What may be written in each file, field by field: tables made of the declarations.

use std::fmt::Write;

use crate::model::field::{Field, File, Mapping, Shape};

/// A table for each mapping of a file, headed by where it stands.
#[must_use]
pub fn reference(file: File) -> String {
    let places = file.places();
    let mut text = String::new();
    let mut told: Vec<&str> = Vec::new();
    for place in &places {
        let mapping = place.mapping;
        if told.contains(&mapping.called) {
            continue;
        }
        told.push(mapping.called);
        let same = places.iter().filter(|place| place.mapping.called == mapping.called);
        let words: Vec<&str> = same.map(|place| place.words.as_str()).collect();
        let _ = write!(text, "\n### {}\n\n{}\n\n{}", words.join("、"), mapping.about, table(mapping));
    }
    text
}

fn table(mapping: &Mapping) -> String {
    let mut text = "| 名称 | 必填 | 写什么 | 怎么写 |\n|---|---|---|---|\n".to_owned();
    for field in mapping.fields {
        let names: Vec<String> = field.keys().map(|key| format!("`{key}`")).collect();
        let needed = if field.needed { "是" } else { "" };
        let cells = [names.join(" 或 "), needed.to_owned(), field.about.to_owned(), how(field)];
        let _ = writeln!(text, "| {} |", cells.map(|cell| cell.replace('|', "\\|")).join(" | "));
    }
    text
}

/// How a field is written.
fn how(field: &Field) -> String {
    let words = match field.shape {
        Shape::Word(words) => return words().join("、"),
        Shape::Text => "文字",
        Shape::Paragraphs => "正文，可以分段，写在「|」下面",
        Shape::Figure if field.sample.is_empty() => "数字，可以带单位",
        Shape::Figure => return format!("数字，可以带单位，如 {}", field.sample),
        Shape::Number => "数字",
        Shape::Range => "数字，或 [下限, 上限]",
        Shape::Day => "日期，如 2025-01-20",
        Shape::Year => "年份，如 2024",
        Shape::When => "时间，如 2025-06、2025年上半年",
        Shape::Color => "六位十六进制颜色，如 17365d",
        Shape::Texts => "列表，如 [甲, 乙]",
        Shape::TextOrTexts => "文字，或列表",
        Shape::One(_) => "下一层，见后",
        Shape::Each(_) => "列表，每项以「- 」开头，见后",
        Shape::FigureOr(_) => "数字，或下一层，见后",
        Shape::TextOr(_) => "文字，或下一层，见后",
        Shape::Named { names, one, .. } => {
            let under = if one.mapping().is_some() { "，其下见后" } else { "" };
            return format!("每行一个「{}: …」{under}", names.word());
        }
    };
    words.to_owned()
}
