//! A file's bytes to text, and the text to a tree; what is not text becomes a finding.

use std::path::{Component, Path};
use std::sync::Arc;

use anyhow::{Context, Result};

use super::door::refused;
use super::encoding::{Decoded, decode};
use crate::diag::{Diagnostic, Diagnostics, Edit, Level, rules};
use crate::model::field::File;
use crate::project::Project;
use crate::source::{FileId, Keys, MAX_BYTES, Node, Parsed, ProblemKind, Sources, Span, Spanned};

/// A file to be read.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// What kind of file it is, which tells its keys.
    pub kind: File,
}

/// A YAML file read and kept.
pub struct Yaml {
    /// The file.
    pub file: FileId,
    /// What it holds, as far as it could be read.
    pub root: Arc<Node>,
}

impl Yaml {
    /// What stands for a file that could not be read.
    pub fn empty(project: &Project, path: &Path, sources: &mut Sources) -> Self {
        let file = sources.add(project.shown(path), "");
        Self { file, root: sources.parse(file, Keys::default).root }
    }
}

/// Reads a YAML file; syntax errors become findings. `None` if it is no text, or far too large, which is one too.
///
/// # Errors
/// The machine cannot read it.
pub fn yaml(
    project: &Project,
    wanted: Wanted<'_>,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Result<Option<Yaml>> {
    let Wanted { path, kind } = wanted;
    let shown = project.shown(path);
    if let Some(refused) = refused(project, path, rules::FILE_ENCODING) {
        diags.push(refused);
        return Ok(None);
    }
    let size = match project.edits.get(path) {
        Some(bytes) => bytes.len() as u64,
        None => std::fs::metadata(path).with_context(|| format!("读不了文件「{shown}」"))?.len(),
    };
    if size > MAX_BYTES as u64 {
        diags.push(
            Diagnostic::error(
                rules::FILE_TOO_LARGE,
                format!("文件有 {size} 字节，超过上限 {MAX_BYTES} 字节，没有读取。"),
            )
            .in_file(&shown)
            .help(match kind {
                File::Plan => {
                    "把方案分成几个文件：「方案:」一节留在 content/plan.yaml，「指标:」「任务领域:」「单位:」等各节按节或按领域写进 content/plan/ 里的 .yaml 文件，写法不变，同名的节合在一起。"
                }
                _ => "报送文件只放文字和数字；图片另存到「图片」文件夹，再写出路径。",
            }),
        );
        return Ok(None);
    }
    let Some(file) = text(project, path, sources, diags)? else { return Ok(None) };
    if let Some(found) = conflict(file, &sources.file(file).text) {
        diags.push(found);
        return Ok(None);
    }
    let Parsed { root, problems } = sources.parse(file, || kind.keys());
    for problem in problems {
        let (rule, level) = match problem.kind {
            ProblemKind::Syntax => (rules::YAML_SYNTAX, Level::Error),
            ProblemKind::LostCharacter => (rules::LOST_CHARACTER, Level::Error),
            ProblemKind::Character => (rules::ODD_CHARACTER, Level::Warning),
        };
        let found = Diagnostic::new(rule, level, problem.message).at(problem.span).help(problem.help);
        let fix = problem.fix.into_iter().map(|(span, text)| Edit { span, text }).collect();
        diags.push(Diagnostic { fix, ..found });
    }
    Ok(Some(Yaml { file, root }))
}

/// Reads a text file that a YAML file in the content folder names.
///
/// # Errors
/// The machine cannot read it.
pub fn beside(
    project: &Project,
    name: &Spanned<String>,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Result<Option<FileId>> {
    let inside = Path::new(&name.value).components().all(|part| matches!(part, Component::Normal(_)));
    let path = project.content().join(&name.value);
    if !inside || !path.is_file() {
        diags.push(
            Diagnostic::error(rules::MISSING_FILE, format!("找不到文件「{}」。", name.value))
                .at(name.span)
                .help("把文件放在 content 文件夹里，这里写它的相对路径。"),
        );
        return Ok(None);
    }
    if let Some(refused) = refused(project, &path, rules::MISSING_FILE) {
        diags.push(refused);
        return Ok(None);
    }
    text(project, &path, sources, diags)
}

/// What a merge leaves in a file that two people changed at the same place: nobody knows which of the two counts.
fn conflict(file: FileId, text: &str) -> Option<Diagnostic> {
    let mut at = 0;
    let mut marks = Vec::new();
    for line in text.split_inclusive('\n') {
        let written = line.trim();
        let mark = ["<<<<<<<", "|||||||", ">>>>>>>"]
            .iter()
            .any(|mark| written.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')));
        if mark {
            let start = at + line.len() - line.trim_start().len();
            marks.push(Span::new(file, start, start + written.len()));
        }
        at += line.len();
    }
    let &first = marks.first()?;
    let found =
        Diagnostic::error(rules::YAML_SYNTAX, "这里有合并冲突的标记：两个人改了同一处，没有定用谁的。文件没有读取。");
    let found = found.at(first).help(
        "从「<<<<<<<」到「=======」是一个人的，从「=======」到「>>>>>>>」是另一个人的：留下对的一份，删去标记的几行。",
    );
    Some(marks.iter().skip(1).fold(found, |found, &mark| found.label(mark, "标记")))
}

/// How files of Word and Excel begin: a ZIP archive, and the older compound file.
const OFFICE: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

/// Reads a text file and keeps it; `None` if it is none.
fn text(project: &Project, path: &Path, sources: &mut Sources, diags: &mut Diagnostics) -> Result<Option<FileId>> {
    let shown = project.shown(path);
    let bytes = match project.edits.get(path) {
        Some(bytes) => bytes.clone(),
        None => std::fs::read(path).with_context(|| format!("读不了文件「{shown}」"))?,
    };
    match decode(&bytes) {
        Ok(Decoded { text, form }) => {
            let file = sources.read(shown, text, &bytes);
            form.finding(file).into_iter().for_each(|found| diags.push(found));
            Ok(Some(file))
        }
        Err(_) if OFFICE.iter().any(|mark| bytes.starts_with(mark)) => {
            diags.push(
                Diagnostic::error(rules::FILE_ENCODING, "这是 Word 或 Excel 文件改了后缀名，不是文本文件，没有读取。")
                    .in_file(shown)
                    .help("用 highland new 生成骨架，把内容填进去；不能用 Word 或 Excel 文件代替。"),
            );
            Ok(None)
        }
        Err(line) => {
            diags.push(
                Diagnostic::error(
                    rules::FILE_ENCODING,
                    format!("文件不是 UTF-8 编码（第 {line} 行起读不了），没有读取。"),
                )
                .in_file(shown)
                .help("用记事本打开，选择“另存为”，编码选“UTF-8”，再保存。"),
            );
            Ok(None)
        }
    }
}
