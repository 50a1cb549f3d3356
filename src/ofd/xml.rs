//! Well-formed XML of the namespace of OFD, and nothing more.

/// The namespace of GB/T 33190-2016 (7.1).
const NAMESPACE: &str = "http://www.ofdspec.org/2016";

/// A document being written.
#[derive(Debug)]
pub struct Xml {
    text: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document with its outermost element.
    pub fn new(root: &'static str, attributes: &[(&str, &str)]) -> Self {
        let mut xml = Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() };
        xml.tag(root, &[&[("xmlns:ofd", NAMESPACE)], attributes].concat());
        xml.text.push('>');
        xml.open.push(root);
        xml
    }

    /// Opens an element.
    pub fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
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
    pub fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push_str("/>");
    }

    /// An element with a text in it.
    pub fn leaf(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        escape(&mut self.text, text);
        self.close();
    }

    /// The whole document, with everything closed.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.text.push_str("<ofd:");
        self.text.push_str(name);
        for (key, value) in attributes {
            self.text.push(' ');
            self.text.push_str(key);
            self.text.push_str("=\"");
            escape(&mut self.text, value);
            self.text.push('"');
        }
    }
}

/// Adds a text so that it is read back as it is; what XML has no way to say is U+FFFD, so that there are as many characters.
fn escape(into: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\t' | '\n' | '\r' => into.push_str(&format!("&#{};", u32::from(c))),
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
        let mut xml = Xml::new("Root", &[("Version", "1.0")]);
        xml.open("Inner", &[("Title", text)]);
        xml.leaf("Text", &[], text);
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
        escape(&mut text, "甲\u{1}\u{ffff}乙");
        assert_eq!(text, "甲\u{fffd}\u{fffd}乙");
    }
}
