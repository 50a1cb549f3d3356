//! Markup of a Word file in small: attributes, characters, the list of comments.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Longest text of a remark, in characters.
pub const LONGEST: usize = 4000;

/// A comment as written.
#[derive(Debug, Clone, Default)]
pub struct Comment {
    /// Who.
    pub author: String,
    /// When.
    pub date: String,
    /// What it says.
    pub text: String,
}

/// An attribute of this name, whatever stands before its colon.
pub fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut all = attributes.with_checks(false).flatten();
    let found = all.find(|own| own.key.local_name().as_ref() == name)?;
    let text = unescape(&found.value).map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned);
    Some(shown(&text))
}

/// Without characters that a terminal would obey.
pub fn shown(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).filter(|c| !hidden(*c)).collect()
}

/// The character that a reference such as &amp; stands for.
pub fn character(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    resolve_predefined_entity(reference.as_ref())?.chars().next()
}

/// The comments by their numbers.
pub fn comments(text: &str) -> BTreeMap<String, Comment> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut all: BTreeMap<String, Comment> = BTreeMap::new();
    let mut current: Option<(String, Comment)> = None;
    let mut in_text = false;
    loop {
        let event = reader.read_event();
        let piece = match &event {
            Ok(Event::Text(text)) => Some(shown(text)),
            Ok(Event::CData(text)) => Some(shown(text)),
            Ok(Event::GeneralRef(reference)) => character(reference).map(|c| shown(&c.to_string())),
            _ => None,
        };
        if let (Some(piece), Some((_, own)), true) = (piece, &mut current, in_text)
            && own.text.len() < LONGEST
        {
            own.text.push_str(&piece);
        }
        match event {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                "comment" => {
                    let own = Comment {
                        author: value(&tag, "author").unwrap_or_default(),
                        date: value(&tag, "date").unwrap_or_default(),
                        text: String::new(),
                    };
                    current = value(&tag, "id").map(|id| (id, own));
                }
                "p" => {
                    if let Some((_, own)) = &mut current
                        && !own.text.is_empty()
                    {
                        own.text.push(' ');
                    }
                }
                "t" => in_text = true,
                _ => {}
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "comment" => all.extend(current.take()),
                "t" => in_text = false,
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    // One that was cut is told as far as it goes.
    all.extend(current);
    all
}
