//! Which files are submissions, and which look as if they were meant to be.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use walkdir::WalkDir;

use crate::diag::{Diagnostic, Diagnostics, Level, rules};
use crate::model::Year;
use crate::project::Project;

/// Every submission of every year, sorted by year and file name. A file that is no submission and no picture is a
/// finding: somebody believes to have filed it.
///
/// # Errors
/// A folder cannot be read.
pub fn submissions(project: &Project, diags: &mut Diagnostics) -> Result<Vec<(Year, PathBuf)>> {
    let folder = project.submissions();
    let mut files = Vec::new();
    if !folder.is_dir() {
        diags.push(
            Diagnostic::error(rules::NO_SUBMISSIONS, "没有报送文件夹 content/submissions。")
                .in_file("content/submissions")
                .help("方案核对好以后运行 highland new 年度，给各单位生成骨架；文件放在「content/submissions/年度/单位.yaml」。"),
        );
        return Ok(files);
    }
    let mut folders = BTreeSet::new();
    for item in WalkDir::new(&folder).min_depth(1).sort_by_file_name() {
        let item = item.with_context(|| format!("读不了文件夹「{}」", project.shown(&folder)))?;
        let name = item.file_name().to_string_lossy().into_owned();
        if ignored(&name) {
            continue;
        }
        let named = matches!(kind(item.path()), Kind::Yaml);
        if item.file_type().is_symlink() || item.file_type().is_dir() && named {
            let what = if item.file_type().is_dir() { "文件夹" } else { "快捷方式（符号链接）" };
            diags.push(
                Diagnostic::error(rules::MISPLACED_SUBMISSION, format!("「{name}」是{what}，不是文件，没有读取。"))
                    .in_file(project.shown(item.path()))
                    .help("把文件本身放在「content/submissions/年度/」里。"),
            );
        }
        if !item.file_type().is_file() {
            if named && !item.file_type().is_dir() && !item.file_type().is_symlink() {
                diags.push(
                    Diagnostic::error(
                        rules::MISPLACED_SUBMISSION,
                        format!("「{name}」不是普通文件（如管道），没有读取。"),
                    )
                    .in_file(project.shown(item.path()))
                    .help("把文件本身放在「content/submissions/年度/」里。"),
                );
            }
            continue;
        }
        let parent = item.path().parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let year = parent.as_deref().and_then(year_of);
        match (kind(item.path()), year) {
            (Kind::Yaml, Some(year)) if item.depth() == 2 => files.push((year, item.path().to_path_buf())),
            (Kind::Yaml, _) => {
                let shown = project.shown(item.path().parent().unwrap_or(&folder));
                if folders.insert(shown.clone()) {
                    diags.push(
                        Diagnostic::error(
                            rules::MISPLACED_SUBMISSION,
                            format!("「{shown}」里的报送文件（如「{name}」）不在年度文件夹里，没有读取。"),
                        )
                        .in_file(project.shown(item.path()))
                        .help("移到「content/submissions/年度/」下；年度文件夹的名字只写四位数字，如 2024。"),
                    );
                }
            }
            // Beside pictures lie other pictures, whatever they are called.
            (Kind::LookAlike(_), _) if item.depth() > 2 && !name.to_lowercase().contains("yaml") => {}
            (Kind::LookAlike(help), _) => {
                // What calls itself YAML was meant to be read; a document may be an attachment.
                let level = if name.to_lowercase().contains("yaml") { Level::Error } else { Level::Warning };
                let message = format!("「{name}」像是报送文件，但不是 .yaml 文件，没有读取。");
                diags.push(
                    Diagnostic::new(rules::MISPLACED_SUBMISSION, level, message)
                        .in_file(project.shown(item.path()))
                        .help(help),
                );
            }
            (Kind::Other, _) => {}
        }
    }
    // Files as they would be may be new.
    for path in project.edits.keys().filter(|path| !path.exists()) {
        let year = path.strip_prefix(&folder).ok().filter(|own| own.components().count() == 2);
        let year = year.and_then(|own| year_of(&own.components().next()?.as_os_str().to_string_lossy()));
        files.extend(year.map(|year| (year, path.clone())));
    }
    files.sort();
    Ok(files)
}

/// The further files of the plan, sorted by name. What lies beside them and is none is a finding, as with submissions.
///
/// # Errors
/// The folder cannot be read.
pub fn plan_parts(project: &Project, diags: &mut Diagnostics) -> Result<Vec<PathBuf>> {
    let folder = project.plan_parts();
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for item in WalkDir::new(&folder).min_depth(1).sort_by_file_name() {
        let item = item.with_context(|| format!("读不了文件夹「{}」", project.shown(&folder)))?;
        let name = item.file_name().to_string_lossy().into_owned();
        let file = item.file_type().is_file();
        let (what, help) = match kind(item.path()) {
            _ if ignored(&name) => continue,
            Kind::Yaml if file && item.depth() == 1 => {
                files.push(item.into_path());
                continue;
            }
            Kind::Yaml if file => ("在下一级文件夹里", "直接放在「content/plan/」里，不再分文件夹。"),
            Kind::Yaml => ("不是文件", "把文件本身放在「content/plan/」里。"),
            Kind::LookAlike(help) if file && name.to_lowercase().contains("yaml") => ("不是 .yaml 文件", help),
            Kind::LookAlike(_) | Kind::Other => continue,
        };
        diags.push(
            Diagnostic::error(rules::MISPLACED_SUBMISSION, format!("方案的「{name}」{what}，没有读取。"))
                .in_file(project.shown(item.path()))
                .help(help),
        );
    }
    Ok(files)
}

/// The file of signatures of each year that has one, sorted by year.
///
/// # Errors
/// The folder cannot be read.
pub fn sign_offs(project: &Project) -> Result<Vec<(Year, PathBuf)>> {
    let folder = project.sign_offs();
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for item in WalkDir::new(&folder).min_depth(1).max_depth(1).sort_by_file_name() {
        let item = item.with_context(|| format!("读不了文件夹「{}」", project.shown(&folder)))?;
        let year = item.path().file_stem().and_then(|stem| year_of(&stem.to_string_lossy()));
        if let (true, Kind::Yaml, Some(year)) = (item.file_type().is_file(), kind(item.path()), year) {
            files.push((year, item.path().to_path_buf()));
        }
    }
    Ok(files)
}

/// What a file is, by its name.
enum Kind {
    /// A submission.
    Yaml,
    /// Meant to be one; how to make it one.
    LookAlike(&'static str),
    /// A picture or anything else that is nobody's submission.
    Other,
}

fn kind(path: &Path) -> Kind {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        "yaml" | "yml" => Kind::Yaml,
        "txt" => Kind::LookAlike("去掉文件名末尾的 .txt，使它以 .yaml 结尾（资源管理器里先勾选“查看—文件扩展名”）。"),
        "doc" | "docx" | "wps" | "xls" | "xlsx" | "et" | "pdf" => {
            Kind::LookAlike("报送内容要填在 .yaml 文件里，不能用 Word 或 Excel 文件代替。")
        }
        "" => Kind::LookAlike("文件名要以「.yaml」结尾。"),
        _ if name.contains("yaml") || name.contains("yml") => Kind::LookAlike("文件名要以「.yaml」结尾（半角句点）。"),
        _ => Kind::Other,
    }
}

/// Files that programs leave behind: lock files of Office, hidden files, copies that editors keep.
fn ignored(name: &str) -> bool {
    let lower = name.to_lowercase();
    let copy = |ending: &&str| lower.ends_with(*ending);
    name.starts_with("~$")
        || name.starts_with('#')
        || name.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() && year_of(name).is_none()
        || ["~", ".bak", ".orig", ".rej", ".tmp", ".temp", ".swp", ".swo", ".part", ".crdownload"].iter().any(copy)
        || lower.contains(".yaml.sb-")
        || name.starts_with('.')
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
}

/// The year a folder is named after.
fn year_of(name: &str) -> Option<Year> {
    let digits = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| name.parse().ok()).flatten().filter(|year| (1900..=2200).contains(year))
}
