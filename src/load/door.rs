//! The one door through which text files of a project are read: plain files of the project itself, of bounded size.

use std::path::Path;

use super::encoding::{Form, decode};
use crate::diag::{Diagnostic, RuleName, rules};
use crate::project::Project;
use crate::source::MAX_BYTES;

/// Why a path is no file of the project's that can be read, if it is none: a pipe, a folder, a link that leads elsewhere.
pub fn refused(project: &Project, path: &Path, rule: RuleName) -> Option<Diagnostic> {
    let told = |what: &str, help: &str| {
        let shown = project.shown(path);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Some(Diagnostic::error(rule, format!("「{name}」{what}，没有读取。")).in_file(shown).help(help))
    };
    // What would be written there is not on the disk yet.
    if project.edits.contains_key(path) && !path.exists() {
        return None;
    }
    let Ok(meta) = std::fs::metadata(path) else {
        return told("打不开，可能是失效的快捷方式（符号链接）", "把文件本身放在这里。");
    };
    if !meta.is_file() {
        return told("不是普通文件", "把文件本身放在这里；文件夹、管道等都不读取。");
    }
    if !path.is_symlink() {
        return None;
    }
    // A link inside the project, or beside the file itself, is as good as the file.
    let real = path.canonicalize().ok();
    let homes = [Some(project.root.as_path()), path.parent()].into_iter().flatten();
    let inside = homes
        .filter_map(|home| home.canonicalize().ok())
        .any(|home| real.as_ref().is_some_and(|real| real.starts_with(home)));
    if inside {
        None
    } else {
        told("是指到项目以外的快捷方式（符号链接）", "把文件本身放在这里。")
    }
}

/// The text of a template or of a file of the theme; anything wrong with the file is a finding.
///
/// # Errors
/// The finding.
pub fn template(project: &Project, path: &Path) -> Result<String, Box<Diagnostic>> {
    if let Some(refused) = refused(project, path, rules::TEMPLATE_ERROR) {
        return Err(Box::new(refused));
    }
    let told = |message: String, help: &str| {
        Box::new(Diagnostic::error(rules::TEMPLATE_ERROR, message).in_file(project.shown(path)).help(help))
    };
    let size = std::fs::metadata(path).map_or(0, |meta| meta.len());
    if size > MAX_BYTES as u64 {
        return Err(told(
            format!("模板有 {size} 字节，超过上限 {MAX_BYTES} 字节，没有采用。"),
            "删去用不着的内容，或者分成几个模板。",
        ));
    }
    let bytes = std::fs::read(path).map_err(|_| told("模板读不了，没有采用。".to_owned(), "检查文件的权限。"))?;
    match decode(&bytes) {
        Ok(decoded) if matches!(decoded.form, Form::Utf8 | Form::Marked) && !decoded.text.contains('\0') => {
            Ok(decoded.text)
        }
        _ => Err(told(
            "模板不是 UTF-8 编码，没有采用。".to_owned(),
            "用记事本打开，选择“另存为”，编码选“UTF-8”，再保存。",
        )),
    }
}
