//! The parser's kinds of error in the words of people who have never heard of YAML.

use serde_yaml::granit_parser::ErrorKind;

/// What is wrong with the line, and how to mend it.
pub fn explain(kind: &ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation | ErrorKind::MappingKeyNotAllowed => {
            ("这一行的缩进与上下文对不齐。", "同一层的各行要左对齐；下一层比上一层多两个空格。")
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => (
            "这一行里有多余的冒号，或上一行少了冒号。",
            "每行一个「键: 值」；值里本身有冒号时，用半角引号（\" \"）把值括起来。",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            "这一行不像「键: 值」，少了冒号或冒号后的空格。",
            "写成「键: 值」；如果是上一行文字的续行，请比上一行多缩进，或把整段写在「|」之后。",
        ),
        ErrorKind::UnclosedQuotedScalar => ("引号没有成对。", "补上结尾的引号。"),
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping => (
            "花括号或方括号没有成对，或里面的逗号不是半角逗号「,」。",
            "检查「{ }」「[ ]」是否成对、是否为半角，各项之间用半角逗号加空格隔开。",
        ),
        ErrorKind::UnexpectedCharacter { .. } => (
            "这一行以 YAML 不允许的符号开头。",
            "以「@」「`」「%」「*」「&」「!」开头的文字要用半角引号（\" \"）括起来。",
        ),
        ErrorKind::RecursionLimitExceeded => ("嵌套层数太多。", "报送文件最多四五层，请对照骨架检查缩进和括号。"),
        ErrorKind::UnknownAnchor => ("以「*」开头的文字被当作别名。", "用半角引号（\" \"）把这段文字括起来。"),
        _ => (
            "这一行的 YAML 写法有误，读不下去。",
            "对照骨架检查冒号、空格、缩进和引号；拿不准时用半角引号（\" \"）把值括起来。",
        ),
    }
}
