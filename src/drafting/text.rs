//! The text of a plan as paragraphs that know their lines: hard line breaks joined, blanks of copied PDF dropped.

mod clean;
mod join;

use anyhow::{Result, bail};

use crate::drafting::pattern::part;

/// Longest text that is read, in bytes: ten times any real plan.
pub const MOST: usize = 1 << 20;

/// One paragraph, or one row of a table with its cells apart by tabs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text; white space stands only between Latin words.
    pub text: String,
    /// Where each line of the file begins in it: byte, number of the line.
    lines: Vec<(usize, usize)>,
}

/// A place of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which paragraph.
    pub paragraph: usize,
    /// Which byte of it.
    pub at: usize,
}

/// A plan's text.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The text as it goes into `plan.txt`: the file's lines without page numbers, lines of contents and control characters.
    pub clean: String,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// How many lines were emptied.
    pub dropped: usize,
}

impl Paragraph {
    /// The line of the file that a byte of the paragraph is from.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        let next = self.lines.partition_point(|(start, _)| *start <= at);
        next.checked_sub(1).and_then(|own| self.lines.get(own)).map_or(1, |(_, line)| *line)
    }

    /// Whether it is a row of a table.
    #[must_use]
    pub fn is_row(&self) -> bool {
        self.text.contains('\t')
    }
}

impl Place {
    /// The beginning of a paragraph.
    #[must_use]
    pub fn start_of(paragraph: usize) -> Self {
        Self { paragraph, at: 0 }
    }
}

impl Text {
    /// Reads a plan's text.
    ///
    /// # Errors
    /// It is empty, or longer than any plan.
    pub fn read(raw: &str) -> Result<Self> {
        if raw.chars().all(|c| c.is_whitespace() || c.is_control() || c == '\u{feff}') {
            bail!("文件是空的，没有认出任务、单位和指标，没有写出文件。请确认选对了文件；扫描件须先转成文字。");
        }
        if MOST < raw.len() {
            bail!(
                "文本有 {} KB，超过 {} KB 的上限，没有读取：没有这么长的方案。请确认选对了文件，只留方案全文。",
                raw.len() >> 10,
                MOST >> 10
            );
        }
        let (clean, dropped) = clean::clean(raw);
        let paragraphs = join::join(&clean);
        Ok(Self { clean, paragraphs, dropped })
    }

    /// The text of a paragraph; none is empty.
    #[must_use]
    pub fn paragraph(&self, at: usize) -> &str {
        self.paragraphs.get(at).map_or("", |paragraph| &paragraph.text)
    }

    /// The line of the file that a place is on.
    #[must_use]
    pub fn line(&self, place: Place) -> usize {
        self.paragraphs.get(place.paragraph).map_or(1, |paragraph| paragraph.line(place.at))
    }

    /// The text between two places, a line for each paragraph.
    #[must_use]
    pub fn between(&self, from: Place, to: Place) -> String {
        let mut lines = Vec::new();
        for at in from.paragraph..=to.paragraph.min(self.paragraphs.len().saturating_sub(1)) {
            let text = self.paragraph(at);
            let start = if at == from.paragraph { from.at } else { 0 };
            let end = if at == to.paragraph { to.at } else { text.len() };
            lines.push(part(text, start..end).trim());
        }
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Vec<String> {
        Text::read(raw).unwrap().paragraphs.into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn a_sentence_broken_over_pages_is_one_paragraph() {
        let raw = "1. 建设平台。到 2025 年，全职引进顶尖人\n\n才 10 人以上，增长\n20%以上。（牵头单位：市体\n\n育局；\n配合单位：市交通局）\n\n2. 引才。";
        assert_eq!(
            read(raw),
            [
                "1.建设平台。到2025年，全职引进顶尖人才10人以上，增长20%以上。（牵头单位：市体育局；配合单位：市交通局）",
                "2.引才。"
            ]
        );
    }

    #[test]
    fn headings_and_titles_stay_on_their_own() {
        let raw = "云州市人民政府文件\n云政发〔2022〕5号\n一、总体要求\n（一）指导思想\n坚持创新，争先。\n（二）发展目标\n到2024年，建成。\n云州市人民政府\n2022年2月1日";
        assert_eq!(read(raw).len(), 9);
    }

    #[test]
    fn a_file_with_a_fixed_width_is_joined_at_full_lines() {
        let line = "推进数字化改造建设示范工厂提升产业能级打造";
        let raw = format!("{line}，\n{line}\n{line}\n产业集群。\n{}", format!("{line}\n{line}\n完。\n").repeat(6));
        assert_eq!(read(&raw).len(), 7);
    }

    #[test]
    fn latin_words_keep_their_blanks_and_lines_are_known() {
        let text = Text::read("\n\u{3000}\u{3000}R&D Center 建设 20 项，\n共 8 家。").unwrap();
        let [paragraph] = text.paragraphs.as_slice() else { panic!("{:?}", text.paragraphs) };
        assert_eq!(paragraph.text, "R&D Center建设20项，共8家。");
        assert_eq!((paragraph.line(0), paragraph.line(paragraph.text.len() - 4)), (2, 3));
    }

    #[test]
    fn page_numbers_contents_and_control_characters_are_dropped() {
        let text = Text::read("一、目标......3\n目标\u{200b}是\u{0}强\n— 3 —\n\n盛。\n第 4 页 共 9 页\n").unwrap();
        assert_eq!(text.clean, "\n目标是强\n\n\n盛。\n\n");
        assert_eq!((text.paragraphs.len(), text.dropped), (2, 3));
    }

    #[test]
    fn long_texts_are_refused_and_one_long_line_is_read_in_time() {
        assert!(Text::read(&"长".repeat(2 << 20)).is_err());
        let text = Text::read(&"（一".repeat(170_000)).unwrap();
        assert_eq!(text.paragraphs.len(), 1);
    }
}
