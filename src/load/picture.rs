//! Pictures of submissions: found inside the year's folder, of a type that can be set, not too large.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Component, Path};
use std::sync::{Arc, Mutex};

use super::decode::{Fault, Kind, sound};
use crate::diag::{Diagnostic, Diagnostics, RuleName, rules};
use crate::document::markdown::pictures;
use crate::model::{Picture, Submission, Year};
use crate::project::Project;
use crate::source::{Sources, Span, Spanned, hash, looks};

/// Largest picture, in bytes.
const MAX_BYTES: u64 = 5 << 20;

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
        Ok(Picture { path, bytes, filed }) => Some(Picture { path: format!("{year}/{path}"), bytes, filed }),
        Err(refusal) => {
            diags.push(refusal.finding(name.span));
            None
        }
    }
}

/// Reads the emblem of the cover from `content/`; anything wrong with it is a finding.
pub fn emblem(project: &Project, name: &Spanned<String>, diags: &mut Diagnostics) -> Option<Picture> {
    match read(&project.content(), "content 文件夹", &name.value) {
        Ok(picture) => Some(picture),
        Err(refusal) => {
            let help = "徽标应是 content 文件夹里的 PNG 或 JPG 图片，例如「徽标: 徽标.png」。";
            diags.push(Diagnostic::error(refusal.rule, refusal.message).at(name.span).help(help));
            None
        }
    }
}

/// Why a picture is not used.
struct Refusal {
    rule: RuleName,
    message: String,
    help: String,
    /// The name that was meant, if there is one that looks the same.
    meant: Option<String>,
}

impl Refusal {
    fn new(rule: RuleName, message: String, help: &str) -> Self {
        Self { rule, message, help: help.to_owned(), meant: None }
    }

    fn finding(self, at: Span) -> Diagnostic {
        let found = Diagnostic::error(self.rule, self.message).at(at).help(self.help);
        match self.meant {
            Some(meant) => found.fix(at, meant),
            None => found,
        }
    }
}

/// Reads the picture `name` inside a folder; `called` is what messages call the folder.
fn read(folder: &Path, called: &str, name: &str) -> Result<Picture, Refusal> {
    let outside = || {
        Refusal::new(
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
    let missing = || missing(folder, name);
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
        // Rounded up, so that it is more than the limit to the eye, too.
        let tenths = (size.len() * 10).div_ceil(1 << 20).max(MAX_BYTES * 10 / (1 << 20) + 1);
        return Err(Refusal::new(
            rules::PICTURE_TOO_LARGE,
            format!("图片「{name}」有 {}.{} MB，上限是 5 MB。", tenths / 10, tenths % 10),
            "用画图软件缩小尺寸后另存为 JPG。",
        ));
    }
    let bytes = std::fs::read(&real).map_err(|_| missing())?;
    let wrong_type = || {
        Refusal::new(
            rules::PICTURE_TYPE,
            format!("「{name}」不是 PNG 或 JPG 图片。"),
            "用画图软件打开，另存为 PNG 或 JPG；只改扩展名没有用。",
        )
    };
    let kind = kind(&bytes).ok_or_else(wrong_type)?;
    let extension = relative.extension().and_then(|ext| ext.to_str()).unwrap_or_default().to_ascii_lowercase();
    let fits = match kind {
        Kind::Png => extension == "png",
        Kind::Jpeg => extension == "jpg" || extension == "jpeg",
    };
    if !fits {
        return Err(wrong_type());
    }
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let filed: Arc<[u8]> = bytes.into();
    let printed = printed(&filed, kind).map_err(|fault| unfit(name, fault))?;
    Ok(Picture { path: parts.join("/"), bytes: printed, filed })
}

/// What a file is by its first bytes.
fn kind(bytes: &[u8]) -> Option<Kind> {
    let signs: [(&[u8], Kind); 2] = [(b"\x89PNG\r\n\x1a\n", Kind::Png), (b"\xFF\xD8\xFF", Kind::Jpeg)];
    signs.into_iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, kind)| kind)
}

/// Most pictures whose verdict is remembered, for a preview that reads everything again at every edit.
const REMEMBERED: usize = 1024;

/// What was found of pictures, by the hash of their bytes.
static KNOWN: Mutex<BTreeMap<String, Verdict>> = Mutex::new(BTreeMap::new());

/// What is printed in the place of a picture's bytes, if not they themselves, or why nothing is.
type Verdict = Result<Option<Arc<[u8]>>, Fault>;

/// What is printed of a picture.
fn printed(bytes: &Arc<[u8]>, kind: Kind) -> Result<Arc<[u8]>, Fault> {
    Ok(verdict(bytes, kind)?.unwrap_or_else(|| Arc::clone(bytes)))
}

fn verdict(bytes: &[u8], kind: Kind) -> Verdict {
    let name = hash(bytes);
    if let Some(known) = KNOWN.lock().ok().and_then(|known| known.get(&name).cloned()) {
        return known;
    }
    let verdict = sound(bytes, kind).map(|sound| match sound.bytes {
        Cow::Borrowed(_) => None,
        Cow::Owned(fewer) => Some(fewer.into()),
    });
    if let Ok(mut known) = KNOWN.lock() {
        if REMEMBERED <= known.len() {
            known.clear();
        }
        known.insert(name, verdict.clone());
    }
    verdict
}

/// That there is no such picture, and which one looks the same, if one does.
fn missing(folder: &Path, name: &str) -> Refusal {
    let same = |text: &str| looks(text);
    let parent = Path::new(name).parent().unwrap_or(Path::new(""));
    let near = std::fs::read_dir(folder.join(parent)).into_iter().flatten().filter_map(Result::ok).find_map(|item| {
        let own = parent.join(item.file_name()).to_string_lossy().replace('\\', "/");
        (same(&own) == same(name)).then_some(own)
    });
    let message = match &near {
        Some(near) => format!("找不到图片「{name}」；文件夹里有「{near}」，大小写或样子相近的字符不同。"),
        None => format!("找不到图片「{name}」。"),
    };
    let help = match &near {
        Some(near) => format!("改成「{near}」。"),
        None => "核对文件名（包括扩展名和大小写），并把图片放进报送文件旁边的「图片」文件夹。".to_owned(),
    };
    Refusal { rule: rules::PICTURE_MISSING, message, help, meant: near }
}

/// What is said of a picture that cannot be printed.
fn unfit(name: &str, fault: Fault) -> Refusal {
    let broken = |what: &str| {
        let message = format!("图片「{name}」{what}，印不出来。");
        Refusal::new(rules::PICTURE_DAMAGED, message, "打开原图核对；重新复制或导出一份，用画图软件另存为 PNG 或 JPG。")
    };
    let size =
        |what: String, help: &str| Refusal::new(rules::PICTURE_TOO_LARGE, format!("图片「{name}」{what}。"), help);
    match fault {
        Fault::Cut => broken("不完整，后面的内容缺了"),
        Fault::Damaged => broken("已损坏"),
        Fault::Cmyk => Refusal::new(
            rules::PICTURE_TYPE,
            format!("图片「{name}」是印刷用的 CMYK 颜色，印不出来。"),
            "用画图软件打开，颜色模式改为 RGB，再另存为 JPG 或 PNG。",
        ),
        Fault::Unsupported => Refusal::new(
            rules::PICTURE_TYPE,
            format!("图片「{name}」的编码方式少见，读不了。"),
            "用画图软件打开，另存为普通的 PNG 或 JPG。",
        ),
        Fault::TooManyPixels { width, height } => {
            size(format!("有 {width}×{height} 像素，太大"), "缩小到边长 4000 像素以内。")
        }
        Fault::TooLong { width, height } => {
            size(format!("有 {width}×{height} 像素，太长"), "裁剪，或缩小到边长 4000 像素以内。")
        }
        Fault::TooMuch => size("展开后太大，或者夹带了多余的数据".to_owned(), "用画图软件打开，缩小后另存为 JPG。"),
        Fault::Degenerate { width, height } => Refusal::new(
            rules::PICTURE_TYPE,
            format!("图片「{name}」只有 {width}×{height} 像素，印出来看不见，或只是一条线。"),
            "核对是不是选错了文件。",
        ),
    }
}
