//! The pieces of a line in HTML.

use quick_xml::escape::escape;

use super::Writer;
use super::image::{Image, image};
use crate::document::{FigureMark, Inline, Value};
use crate::style;

impl Writer<'_> {
    /// A line.
    pub fn line(&mut self, line: &[Inline]) -> String {
        line.iter().map(|inline| self.piece(inline)).collect()
    }

    fn piece(&mut self, inline: &Inline) -> String {
        match inline {
            Inline::Text(text) => escape(text).to_string(),
            Inline::Strong(inlines) => format!("<b>{}</b>", self.line(inlines)),
            Inline::Emphasis(inlines) => format!("<em>{}</em>", self.line(inlines)),
            Inline::English(inlines) => format!("<span lang=\"en\">{}</span>", self.line(inlines)),
            Inline::Break => "<br>".to_owned(),
            Inline::Link { url, inlines } => format!("<a href=\"{}\">{}</a>", escape(url), self.line(inlines)),
            Inline::To { label, inlines, .. } => {
                format!("<a href=\"{}\">{}</a>", self.to(label), self.line(inlines))
            }
            Inline::Reference { label, before, after, shown, .. } => {
                format!("{}<a href=\"{}\">{}</a>{}", escape(before), self.to(label), escape(shown), escape(after))
            }
            // A page of a web browser has no number.
            Inline::Page { .. } => String::new(),
            Inline::Value(value) => figure(value, self.document.meta.unmarked),
            Inline::Status(word) => status(word),
            Inline::Symbol(word) => symbol(word),
            Inline::Footnote(inlines) => {
                let note = self.line(inlines);
                self.notes.push(note);
                let n = self.notes.len();
                format!("<sup><a id=\"note-from-{n}\" href=\"#note-{n}\">〔{n}〕</a></sup>")
            }
            Inline::Todo(inlines) => format!("<span class=\"todo\">{}</span>", self.line(inlines)),
            Inline::Spark(chart) => {
                let address = (self.places.image)(Image::Chart(&chart.name));
                format!("<span class=\"spark\">{}</span>", image(address, &chart.alt))
            }
        }
    }

    /// The address of a labelled place.
    fn to(&self, label: &str) -> String {
        escape((self.places.label)(label).as_str()).into_owned()
    }
}

/// A figure; a mark that goes without saying is not printed.
#[must_use]
pub fn figure(value: &Value, unmarked: FigureMark) -> String {
    let unit = value.unit.as_deref().unwrap_or_default();
    let mark = if value.mark == unmarked { "" } else { value.mark.word() };
    let mark = if mark.is_empty() { String::new() } else { format!("<sup class=\"mark\">{mark}</sup>") };
    format!("<data value=\"{0}\">{0}</data>{1}{mark}", escape(&value.text), escape(unit))
}

/// A status as symbol and word.
#[must_use]
pub fn status(word: &str) -> String {
    let (symbol, color) = style::status(word);
    format!("<span class=\"status {color}\">{symbol} {}</span>", escape(word))
}

/// A status as its symbol alone, with its word for those who do not see it.
#[must_use]
pub fn symbol(word: &str) -> String {
    let (symbol, color) = style::status(word);
    let word = escape(word);
    format!("<span class=\"status {color}\" title=\"{word}\" role=\"img\" aria-label=\"{word}\">{symbol}</span>")
}
