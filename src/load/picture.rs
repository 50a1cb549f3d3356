//! Pictures of submissions: found inside the year's folder, of a type that can be set, not too large.

use std::path::{Component, Path};

use crate::diag::{Diagnostic, Diagnostics, RuleName, rules};
use crate::document::markdown::pictures;
use crate::model::{Picture, Submission, Year};
use crate::project::Project;
use crate::source::{Sources, Span, Spanned};

/// Largest picture, in bytes.
const MAX_BYTES: u64 = 5 << 20;

/// Most pixels of a picture: enough for a full page at 600 dpi.
const MAX_PIXELS: usize = 40_000_000;

/// The pictures a submission names: those of its cases, and every `![…](path)` of its prose.
pub fn named(submission: &Submission, sources: &Sources) -> Vec<Spanned<String>> {
    let progress = submission.progress.iter().flat_map(|(_, p)| [&p.done, &p.problem, &p.next]).flatten();
    let support = submission.support.iter().map(|(_, text)| text);
    let bodies = submission.cases.iter().filter_map(|case| case.body.as_ref());
    let inside = progress.chain(support).chain(bodies).flat_map(|prose| in_prose(prose, sources));
    submission.cases.iter().filter_map(|case| case.picture.clone()).chain(inside).collect()
}

/// The paths of the pictures in a prose, each at its place in the file; one that is written otherwise there than it reads
/// is at the whole prose.
fn in_prose(prose: &Spanned<String>, sources: &Sources) -> Vec<Spanned<String>> {
    let written = sources.text(prose.span);
    let mut from = 0;
    let place = |path: String| {
        let span = written[from..].find(path.as_str()).map_or(prose.span, |at| {
            let start = from + at;
            from = start + path.len();
            Span::new(prose.span.file, prose.span.start + start, prose.span.start + from)
        });
        Spanned::new(path, span)
    };
    pictures(&prose.value).into_iter().map(place).collect()
}

/// Reads one picture; anything wrong with it is a finding.
pub fn load(project: &Project, year: Year, name: &Spanned<String>, diags: &mut Diagnostics) -> Option<Picture> {
    let folder = project.submissions().join(year.to_string());
    match read(&folder, "本年度的报送文件夹", &name.value) {
        Ok(Picture { path, bytes }) => Some(Picture { path: format!("{year}/{path}"), bytes }),
        Err((rule, message, help)) => {
            diags.push(Diagnostic::error(rule, message).at(name.span).help(help));
            None
        }
    }
}

/// Reads the emblem of the cover from `content/`; anything wrong with it is a finding.
pub fn emblem(project: &Project, name: &Spanned<String>, diags: &mut Diagnostics) -> Option<Picture> {
    match read(&project.content(), "content 文件夹", &name.value) {
        Ok(picture) => Some(picture),
        Err((rule, message, _)) => {
            let help = "徽标应是 content 文件夹里的 PNG 或 JPG 图片，例如「徽标: 徽标.png」。";
            diags.push(Diagnostic::error(rule, message).at(name.span).help(help));
            None
        }
    }
}

type Refusal = (RuleName, String, &'static str);

/// Reads the picture `name` inside a folder; `called` is what messages call the folder.
fn read(folder: &Path, called: &str, name: &str) -> Result<Picture, Refusal> {
    let outside = || {
        (
            rules::PICTURE_OUTSIDE,
            format!("图片路径「{name}」不在{called}里。"),
            "把图片放进报送文件旁边的「图片」文件夹，写成「图片/文件名.png」。",
        )
    };
    let relative = Path::new(name);
    let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
    if !plain || name.contains('\\') || name.contains(':') {
        return Err(outside());
    }
    let path = folder.join(relative);
    let missing = || {
        (
            rules::PICTURE_MISSING,
            format!("找不到图片「{name}」。"),
            "核对文件名（包括扩展名和大小写），并把图片放进报送文件旁边的「图片」文件夹。",
        )
    };
    let real = path.canonicalize().map_err(|_| missing())?;
    let real_folder = folder.canonicalize().map_err(|_| missing())?;
    if !real.starts_with(&real_folder) {
        return Err(outside());
    }
    let size = std::fs::metadata(&real).map_err(|_| missing())?;
    if !size.is_file() {
        return Err(missing());
    }
    if size.len() > MAX_BYTES {
        let megabytes = size.len() / (1 << 20);
        return Err((
            rules::PICTURE_TOO_LARGE,
            format!("图片「{name}」有 {megabytes} MB，上限是 5 MB。"),
            "用画图软件缩小尺寸后另存为 JPG。",
        ));
    }
    let bytes = std::fs::read(&real).map_err(|_| missing())?;
    let wrong_type = || {
        (
            rules::PICTURE_TYPE,
            format!("「{name}」不是 PNG 或 JPG 图片。"),
            "用画图软件打开，另存为 PNG 或 JPG；只改扩展名没有用。",
        )
    };
    let kind = imagesize::image_type(&bytes).map_err(|_| wrong_type())?;
    let extension = relative.extension().and_then(|ext| ext.to_str()).unwrap_or_default().to_ascii_lowercase();
    let fits = match kind {
        imagesize::ImageType::Png => extension == "png",
        imagesize::ImageType::Jpeg => extension == "jpg" || extension == "jpeg",
        _ => false,
    };
    if !fits {
        return Err(wrong_type());
    }
    let dimensions = imagesize::blob_size(&bytes).map_err(|_| wrong_type())?;
    if dimensions.width.saturating_mul(dimensions.height) > MAX_PIXELS {
        return Err((
            rules::PICTURE_TOO_LARGE,
            format!("图片「{name}」有 {}×{} 像素，太大。", dimensions.width, dimensions.height),
            "缩小到边长 4000 像素以内。",
        ));
    }
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    Ok(Picture { path: parts.join("/"), bytes: bytes.into() })
}
