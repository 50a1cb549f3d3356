//! Lines as runs.

use std::collections::BTreeMap;

use super::Writer;
use super::xml::{address, escaped};
use crate::document::{Inline, LabelKind, Value, said};
use crate::style::status;

/// How a piece of a line looks.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a look of its own, and they are combined freely")]
pub struct Look {
    /// Set in 黑体.
    pub strong: bool,
    /// Set in 楷体.
    pub emphasis: bool,
    /// English.
    pub english: bool,
    /// Inside a link.
    pub link: bool,
    /// Raised.
    pub raised: bool,
    /// What a draft lacks.
    pub lacking: bool,
    /// Colour as `17365d`.
    pub color: Option<String>,
}

impl Look {
    /// What a run says of it.
    fn properties(&self) -> String {
        let mut out = String::new();
        let style = if self.link {
            Some("Hyperlink")
        } else if self.strong {
            Some("Strong")
        } else if self.emphasis {
            Some("Emphasis")
        } else {
            None
        };
        if let Some(style) = style {
            out.extend([format!("<w:rStyle w:val=\"{style}\"/>")]);
        }
        if self.link && self.strong {
            out.push_str("<w:rFonts w:eastAsia=\"黑体\"/>");
        } else if self.emphasis && (self.link || self.strong) {
            out.push_str("<w:rFonts w:eastAsia=\"楷体_GB2312\"/>");
        }
        if let Some(color) = &self.color {
            out.extend([format!("<w:color w:val=\"{color}\"/>")]);
        }
        if self.lacking {
            out.push_str("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FDF5E6\"/>");
        }
        if self.raised {
            out.push_str("<w:vertAlign w:val=\"superscript\"/>");
        }
        if self.english {
            out.push_str("<w:lang w:val=\"en-US\"/>");
        }
        if out.is_empty() { out } else { format!("<w:rPr>{out}</w:rPr>") }
    }

    /// A run of text.
    pub fn run(&self, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        let looks = self.properties();
        let lines: Vec<String> =
            text.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line))).collect();
        format!("<w:r>{looks}{}</w:r>", lines.join("<w:br/>"))
    }

    /// A field with what it shows until it is brought up to date.
    pub fn field(&self, instruction: &str, shown: &str) -> String {
        let looks = self.properties();
        let character = |kind: &str| format!("<w:r>{looks}<w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        format!(
            "{}<w:r>{looks}<w:instrText xml:space=\"preserve\"> {} </w:instrText></w:r>{}{}{}",
            character("begin"),
            escaped(instruction),
            character("separate"),
            self.run(shown),
            character("end")
        )
    }

    /// A field with the page that a bookmark is on, as soon as it is known.
    pub fn page(&self, anchor: &str) -> String {
        // What anybody wrote has no angle brackets here.
        let field = self.field(&format!("PAGEREF {anchor} \\h"), "0");
        field.replacen(">0</w:t>", &format!("><!--{anchor}--></w:t>"), 1)
    }
}

/// The body with its page numbers.
pub fn numbered(body: &str, pages: &BTreeMap<String, String>) -> String {
    let mut pieces = body.split("<!--");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (anchor, rest) = piece.split_once("-->").unwrap_or_default();
        out.push_str(pages.get(anchor).map(String::as_str).unwrap_or_default());
        out.push_str(rest);
    }
    out
}

impl Writer<'_> {
    /// A line as runs.
    pub(super) fn line(&mut self, line: &[Inline], look: &Look) -> String {
        line.iter().map(|inline| self.piece(inline, look)).collect()
    }

    fn piece(&mut self, inline: &Inline, look: &Look) -> String {
        match inline {
            Inline::Text(text) => look.run(text),
            Inline::Strong(inlines) => self.line(inlines, &Look { strong: true, ..look.clone() }),
            Inline::Emphasis(inlines) => self.line(inlines, &Look { emphasis: true, ..look.clone() }),
            Inline::English(inlines) => self.line(inlines, &Look { english: true, ..look.clone() }),
            Inline::Todo(inlines) => {
                let color = Some(self.color("accent"));
                self.line(inlines, &Look { lacking: true, color, ..look.clone() })
            }
            Inline::Break => format!("<w:r>{}<w:br/></w:r>", look.properties()),
            Inline::Link { url, inlines } => match address(url).filter(|_| !look.link) {
                Some(address) => {
                    let id = self.relation(address);
                    let runs = self.line(inlines, &Look { link: true, ..look.clone() });
                    format!("<w:hyperlink r:id=\"{id}\" w:history=\"1\">{runs}</w:hyperlink>")
                }
                None => self.line(inlines, look),
            },
            Inline::To { label, inlines, .. } => match self.anchor(label).filter(|_| !look.link) {
                Some(anchor) => {
                    let runs = self.line(inlines, &Look { link: true, ..look.clone() });
                    format!("<w:hyperlink w:anchor=\"{anchor}\" w:history=\"1\">{runs}</w:hyperlink>")
                }
                None => self.line(inlines, look),
            },
            Inline::Reference { label, before, after, shown, .. } => {
                format!("{}{}{}", look.run(before), self.reference(label, shown, look), look.run(after))
            }
            Inline::Page { label, before, after, .. } => {
                let field = self.anchor(label).map(|anchor| look.page(&anchor)).unwrap_or_default();
                format!("{}{field}{}", look.run(before), look.run(after))
            }
            Inline::Value(value) => self.value(value, look),
            Inline::Status(word) => {
                let (symbol, color) = status(word);
                let color = Some(self.color(color));
                Look { color, ..look.clone() }.run(&format!("{symbol} {word}"))
            }
            Inline::Symbol(word) => {
                let (symbol, color) = status(word);
                Look { color: Some(self.color(color)), ..look.clone() }.run(symbol)
            }
            // A note of a note would be nowhere.
            Inline::Footnote(inlines) if self.in_note => {
                format!("{}{}{}", look.run("（"), self.line(inlines, look), look.run("）"))
            }
            Inline::Footnote(inlines) => self.footnote(inlines),
            Inline::Spark(chart) => self.spark(chart),
        }
    }

    /// The number of a place, which leads there. Numbers of tables and figures follow their captions.
    fn reference(&mut self, label: &str, shown: &str, look: &Look) -> String {
        let Some(anchor) = self.anchor(label).filter(|_| !look.link) else { return look.run(shown) };
        let look = Look { link: true, ..look.clone() };
        let kind = self.document.targets.get(label).map(|target| target.kind);
        if matches!(kind, Some(LabelKind::Table | LabelKind::Figure)) {
            look.field(&format!("REF {anchor} \\h"), shown)
        } else {
            format!("<w:hyperlink w:anchor=\"{anchor}\" w:history=\"1\">{}</w:hyperlink>", look.run(shown))
        }
    }

    /// A figure; a mark that goes without saying is not printed.
    fn value(&mut self, value: &Value, look: &Look) -> String {
        let text = format!("{}{}", value.text, value.unit.as_deref().unwrap_or_default());
        let mark = if value.mark == self.document.meta.unmarked { "" } else { value.mark.word() };
        format!("{}{}", look.run(&text), Look { raised: true, ..look.clone() }.run(mark))
    }

    /// A note at the foot of the page.
    fn footnote(&mut self, inlines: &[Inline]) -> String {
        self.in_note = true;
        let runs = self.line(inlines, &Look::default());
        self.in_note = false;
        let id = self.notes.len() + 1;
        let mark = self.mark(&said(inlines), inlines);
        let runs = self.marked(&runs, mark.into_iter().collect());
        self.notes.push(format!(
            "<w:footnote w:id=\"{id}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>{}{runs}</w:p></w:footnote>",
            Look::default().run(" ")
        ));
        format!("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>")
    }
}
