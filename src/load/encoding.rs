//! Bytes to text: UTF-8, and what old editors write where that can be told for certain.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::diag::{Diagnostic, Level, rules};
use crate::source::{FileId, Span};

/// A text and the form it was stored in.
pub struct Decoded {
    /// The text, without a byte-order mark.
    pub text: String,
    /// The form.
    pub form: Form,
}

/// How a text was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// UTF-8, as it should be.
    Utf8,
    /// UTF-8 after a byte-order mark.
    Marked,
    /// Something older, by the name people know it by.
    Legacy(&'static str),
}

/// Words of which a file of ours has at least one: without any, a reading as GB18030 is a guess.
const SIGNS: [&str; 7] = ["单位", "年度", "指标", "任务", "方案", "报告", "签发人"];

/// Of how many bytes of a text one may be a NUL.
const RARE: usize = 50;

/// Reads the bytes. Lines that end as they did on old Macs, in a return alone, end in a line feed.
///
/// # Errors
/// The number of the first line that is not UTF-8, where no reading is certain.
pub fn decode(bytes: &[u8]) -> Result<Decoded, usize> {
    let Decoded { text, form } = characters(bytes)?;
    let alone = text.match_indices('\r').any(|(at, _)| !text[at + 1..].starts_with('\n'));
    let text = if alone { text.replace("\r\n", "\u{1}").replace('\r', "\n").replace('\u{1}', "\r\n") } else { text };
    Ok(Decoded { text, form })
}

fn characters(bytes: &[u8]) -> Result<Decoded, usize> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return match std::str::from_utf8(rest) {
            Ok(text) => Ok(Decoded { text: text.to_owned(), form: Form::Marked }),
            Err(error) => Err(line(rest, error.valid_up_to())),
        };
    }
    // Four bytes a character: nobody's editor writes that, and as UTF-16 it would be half noughts.
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(1);
    }
    for (mark, encoding) in [(&b"\xFF\xFE"[..], UTF_16LE), (b"\xFE\xFF", UTF_16BE)] {
        if let Some(text) = bytes.strip_prefix(mark).and_then(|rest| whole(encoding, rest)) {
            return Ok(Decoded { text, form: Form::Legacy("UTF-16") });
        }
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(Decoded { text: text.to_owned(), form: Form::Utf8 }),
        // A few NULs in a text are a slip; a text of them is none.
        Ok(text) if text.matches('\0').count() * RARE < text.len() => {
            Ok(unmarked(bytes).unwrap_or_else(|| Decoded { text: text.to_owned(), form: Form::Utf8 }))
        }
        Ok(text) => unmarked(bytes).ok_or(text.split('\0').next().map_or(1, |before| line(bytes, before.len()))),
        Err(error) => unmarked(bytes).ok_or_else(|| line(bytes, error.valid_up_to())),
    }
}

/// A reading in an older encoding, if one has no fault and a word of ours, and nothing in the file is UTF-8 already.
fn unmarked(bytes: &[u8]) -> Option<Decoded> {
    if mixed(bytes) {
        return None;
    }
    let readings = [(UTF_16LE, "UTF-16"), (UTF_16BE, "UTF-16"), (GB18030, "GBK（ANSI）")];
    readings.into_iter().find_map(|(encoding, name)| {
        let text = whole(encoding, bytes)?;
        let ours = SIGNS.iter().any(|sign| text.contains(sign)) && !text.contains(['\0', '\u{fffd}']);
        ours.then_some(Decoded { text, form: Form::Legacy(name) })
    })
}

/// Whether some run of Chinese is UTF-8 as it stands: then the file was put together from two encodings.
fn mixed(bytes: &[u8]) -> bool {
    let runs = bytes.split(u8::is_ascii).filter(|run| 6 <= run.len());
    runs.filter_map(|run| std::str::from_utf8(run).ok()).any(|text| {
        text.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}'))
    })
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

fn line(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1
}

impl Form {
    /// What to say of a file stored in this form. Writing the file again mends it.
    #[must_use]
    pub fn finding(self, file: FileId) -> Option<Diagnostic> {
        let start = Span::new(file, 0, 0);
        match self {
            Self::Utf8 => None,
            Self::Marked => Some(
                Diagnostic::new(
                    rules::BYTE_ORDER_MARK,
                    Level::Hint,
                    "文件开头有 UTF-8 字节顺序标记（BOM），已按没有处理。",
                )
                .at(start)
                .help("不影响填报；要去掉，另存时编码选“UTF-8”，不选“带 BOM 的 UTF-8”。")
                .fix(start, ""),
            ),
            Self::Legacy(name) => Some(
                Diagnostic::warning(rules::LEGACY_ENCODING, format!("文件的编码是 {name}，已转换后读取；应为 UTF-8。"))
                    .at(start)
                    .help("用记事本打开，选择“另存为”，编码选“UTF-8”，再保存。")
                    .fix(start, ""),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<(&str, Form), usize>) {
        let found = decode(bytes);
        let found = found.as_ref().map(|decoded| (decoded.text.as_str(), decoded.form)).map_err(|&line| line);
        assert_eq!(found, expected);
    }

    #[test]
    fn reads_what_is_certain_and_nothing_else() {
        let text = "单位: 甲\n年度: 2024\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (gbk, _, _) = GB18030.encode(text);
        check(text.as_bytes(), Ok((text, Form::Utf8)));
        check(format!("\u{feff}{text}").as_bytes(), Ok((text, Form::Marked)));
        check(&[b"\xFF\xFE", utf16.as_slice()].concat(), Ok((text, Form::Legacy("UTF-16"))));
        check(&utf16, Ok((text, Form::Legacy("UTF-16"))));
        check(&gbk, Ok((text, Form::Legacy("GBK（ANSI）"))));
        check(b"a: 1\nb: \xFF\xFF\n", Err(2));
        check(b"a: 1\nb: \xB5\xA5\n", Err(2));
        check(b"a\0b", Err(1));
        let utf32: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        check(&[b"\xFF\xFE\0\0", utf32.as_slice()].concat(), Err(1));
        check(b"a: 1\rb: 2\r", Ok(("a: 1\nb: 2\n", Form::Utf8)));
        check(b"a: 1\r\nb: 2\r\n", Ok(("a: 1\r\nb: 2\r\n", Form::Utf8)));
        check(&[gbk.as_ref(), "备注: 混入\n".as_bytes()].concat(), Err(1));
    }
}
