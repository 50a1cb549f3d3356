//! Well-formed XML of the namespace of OFD, and nothing more.

use std::fmt::{self, Display, Write};

/// The namespace of GB/T 33190-2016.
const NAMESPACE: &str = "http://www.ofdspec.org/2016";

/// An attribute: its name and what becomes its text.
pub type Attribute<'a> = (&'static str, &'a dyn Display);

/// A document being written.
#[derive(Debug)]
pub struct Xml {
    text: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document with its outermost element.
    pub fn new(root: &'static str, attributes: &[Attribute<'_>]) -> Self {
        let mut xml = Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() };
        xml.begin(root);
        xml.attribute("xmlns:ofd", &NAMESPACE);
        for (name, value) in attributes {
            xml.attribute(name, value);
        }
        xml.inside(root);
        xml
    }

    /// Opens an element.
    pub fn open(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.begin(name);
        for (name, value) in attributes {
            self.attribute(name, value);
        }
        self.inside(name);
    }

    /// Begins an element; its attributes follow, and then [`Xml::inside`].
    pub fn begin(&mut self, name: &'static str) {
        self.text.push_str("<ofd:");
        self.text.push_str(name);
    }

    /// Adds an attribute to the element that was begun last.
    pub fn attribute(&mut self, name: &str, value: &dyn Display) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        self.value(value);
        self.text.push('"');
    }

    /// Goes into the element that was begun last.
    pub fn inside(&mut self, name: &'static str) {
        self.text.push('>');
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.text.push_str("</ofd:");
            self.text.push_str(name);
            self.text.push('>');
        }
    }

    /// An element without anything in it.
    pub fn empty(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.begin(name);
        for (name, value) in attributes {
            self.attribute(name, value);
        }
        self.text.push_str("/>");
    }

    /// An element with a text in it.
    pub fn leaf(&mut self, name: &'static str, attributes: &[Attribute<'_>], text: &dyn Display) {
        self.open(name, attributes);
        self.value(text);
        self.close();
    }

    /// The whole document, with everything closed.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    /// Adds a text. Writing to a text cannot fail, and no value of ours does.
    pub fn value(&mut self, value: &dyn Display) {
        let _ = write!(Escaped(&mut self.text), "{value}");
    }
}

/// Writes texts so that they are read back as they are; what XML has no way to say is U+FFFD, so that there are as many
/// characters.
struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        // U+FFFE and U+FFFF begin with this byte.
        let plain = |byte: u8| byte >= 0x20 && !matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xef);
        if text.bytes().all(plain) {
            self.0.push_str(text);
            return Ok(());
        }
        text.chars().for_each(|c| self.put(c));
        Ok(())
    }
}

impl Escaped<'_> {
    fn put(&mut self, c: char) {
        let into = &mut *self.0;
        match c {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\t' => into.push_str("&#9;"),
            '\n' => into.push_str("&#10;"),
            '\r' => into.push_str("&#13;"),
            c if u32::from(c) < 0x20 || matches!(c, '\u{fffe}' | '\u{ffff}') => into.push('\u{fffd}'),
            c => into.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let text = "甲 & 乙 <丙> \"丁\" '戊'\n]]>";
        let mut xml = Xml::new("Root", &[("Version", &"1.0")]);
        xml.open("Inner", &[("Title", &text)]);
        xml.leaf("Text", &[], &text);
        let xml = xml.finish();
        let read = roxmltree::Document::parse(&xml).unwrap();
        let inner = read.root_element().first_element_child().unwrap();
        assert_eq!(inner.attribute("Title"), Some(text));
        assert_eq!(inner.first_element_child().unwrap().text(), Some(text));
        assert_eq!(inner.tag_name().namespace(), Some(NAMESPACE));
    }

    #[test]
    fn characters_that_xml_has_not_are_replaced_one_by_one() {
        let mut text = String::new();
        Escaped(&mut text).write_str("甲\u{1}\u{ffff}，乙").unwrap();
        assert_eq!(text, "甲\u{fffd}\u{fffd}，乙");
    }
}
