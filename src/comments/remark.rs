//! A comment or a change, and where it belongs.

use serde::Serialize;

/// What somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Kind {
    /// A comment.
    #[serde(rename = "批注")]
    Comment,
    /// Text replaced by other text.
    #[serde(rename = "修改")]
    Replaced,
    /// Text put in.
    #[serde(rename = "插入")]
    Inserted,
    /// Text taken out.
    #[serde(rename = "删除")]
    Deleted,
}

impl Kind {
    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Comment => "批注",
            Self::Replaced => "修改",
            Self::Inserted => "插入",
            Self::Deleted => "删除",
        }
    }
}

/// A comment or a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// The department whose text it is of; empty for what no department wrote.
    #[serde(rename = "单位")]
    pub unit: String,
    /// The file.
    #[serde(rename = "文件")]
    pub file: String,
    /// The line.
    #[serde(rename = "行")]
    pub line: Option<usize>,
    /// What the text is.
    #[serde(rename = "内容")]
    pub field: String,
    /// The heading that it stands under in the Word file.
    #[serde(rename = "章节")]
    pub heading: String,
    /// What somebody did.
    #[serde(rename = "类型")]
    pub kind: Kind,
    /// Who.
    #[serde(rename = "作者")]
    pub author: String,
    /// When, as the program wrote it.
    #[serde(rename = "时间")]
    pub date: String,
    /// What was there: the words commented on, or taken out.
    #[serde(rename = "原文")]
    pub old: String,
    /// What is there now, of changes.
    #[serde(rename = "改为")]
    pub new: String,
    /// What the comment says.
    #[serde(rename = "意见")]
    pub comment: String,
    /// Marks of the paragraph it is in.
    #[serde(skip)]
    pub marks: Vec<String>,
    /// What the paragraph said before any change.
    #[serde(skip)]
    pub paragraph: String,
}

/// Everything of a file.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Comments and changes, in the order of the text.
    pub remarks: Vec<Remark>,
    /// What is missing, as whole sentences.
    pub missing: Vec<String>,
}
