//! The text of a Word file with its bookmarks, comments and tracked changes; as far as it goes where it was cut.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::markup::{LONGEST, character, comments, shown, value};
use super::package::Opened;
use super::remark::{Kind, Remark, Sheet};

/// What a bookmark of ours begins with.
const OWN: &str = "hl_";

/// Reads comments and changes, in the order of the text.
#[must_use]
pub fn read(opened: &Opened) -> Sheet {
    let mut missing = opened.missing.clone();
    let mut comments = opened.comments.as_deref().map(comments).unwrap_or_default();
    let mut remarks = Vec::new();
    let mut asked = 0;
    for (text, name) in [(Some(&opened.document), "正文"), (opened.notes.as_ref(), "脚注")] {
        let Some(text) = text.filter(|text| !text.is_empty()) else { continue };
        let mut walk = Walk::default();
        if !walk.run(text) {
            let last =
                walk.last.paragraph.chars().rev().take(20).collect::<Vec<_>>().into_iter().rev().collect::<String>();
            missing.push(format!("{name}在“{last}”之后没有读到。"));
        }
        for (order, anchor) in std::mem::take(&mut walk.anchors) {
            asked += 1;
            if let Some(own) = comments.remove(&anchor.id) {
                walk.remarks.push((
                    order,
                    Remark {
                        kind: Kind::Comment,
                        old: anchor.quoted,
                        author: own.author,
                        date: own.date,
                        comment: own.text,
                        ..anchor.place.remark()
                    },
                ));
            } else {
                missing.push(format!("“{}”处有一条批注，批注的内容没有读到。", shortened(&anchor.quoted)));
            }
        }
        walk.remarks.sort_by_key(|(order, _)| *order);
        remarks.extend(walk.remarks.into_iter().map(|(_, remark)| remark));
    }
    if opened.comments.is_none() && 0 < asked {
        missing.push("装批注的部分（comments.xml）没有读到。".to_owned());
    }
    // A comment whose place was cut off, or lost by a program, is told all the same.
    let place = Place::default();
    remarks.extend(comments.into_values().map(|own| Remark {
        kind: Kind::Comment,
        author: own.author,
        date: own.date,
        comment: own.text,
        ..place.remark()
    }));
    Sheet { remarks, missing }
}

fn shortened(text: &str) -> String {
    text.chars().take(20).collect()
}

/// Where something is.
#[derive(Debug, Clone, Default)]
struct Place {
    marks: Vec<String>,
    paragraph: String,
    heading: String,
}

impl Place {
    fn remark(&self) -> Remark {
        Remark {
            unit: String::new(),
            file: String::new(),
            line: None,
            field: String::new(),
            heading: self.heading.clone(),
            kind: Kind::Comment,
            author: String::new(),
            date: String::new(),
            old: String::new(),
            new: String::new(),
            comment: String::new(),
            marks: self.marks.clone(),
            paragraph: self.paragraph.clone(),
        }
    }
}

/// A place that is commented on.
#[derive(Debug, Clone, Default)]
struct Anchor {
    id: String,
    quoted: String,
    place: Place,
}

/// A piece of a paragraph.
#[derive(Debug, Clone)]
struct Piece {
    /// Put in or taken out; none of what stays.
    change: Option<(Kind, String, String)>,
    text: String,
}

/// A paragraph while it is read.
#[derive(Debug, Clone, Default)]
struct Paragraph {
    marks: Vec<String>,
    heading: bool,
    pieces: Vec<Piece>,
    /// The comments that begin in it, by their order.
    begun: Vec<usize>,
}

/// What has been read of a text.
#[derive(Default)]
struct Walk {
    paragraphs: Vec<Paragraph>,
    /// Changes that are open: kind, who, when.
    changes: Vec<(Kind, String, String)>,
    /// Bookmarks of ours that are open, by their number.
    open: BTreeMap<String, String>,
    /// Comments, in order; those that are open.
    anchors: Vec<(usize, Anchor)>,
    ranges: BTreeMap<String, usize>,
    remarks: Vec<(usize, Remark)>,
    /// Counts comments and changes.
    order: usize,
    hidden: usize,
    in_text: bool,
    heading: String,
    /// The last paragraph that said something.
    last: Place,
}

impl Walk {
    /// Reads; whether it was whole.
    fn run(&mut self, text: &str) -> bool {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        let mut depth = 0i64;
        let whole = loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    depth += 1;
                    self.start(&tag);
                }
                Ok(Event::Empty(tag)) => self.empty(&tag),
                Ok(Event::End(tag)) => {
                    depth -= 1;
                    self.end(tag.local_name().as_ref());
                }
                Ok(Event::Text(text)) => self.text(&text),
                Ok(Event::CData(text)) => self.text(&text),
                Ok(Event::GeneralRef(reference)) => {
                    let c = character(&reference);
                    self.text(&c.map(String::from).unwrap_or_default());
                }
                Ok(Event::Eof) => break depth == 0,
                Ok(_) => {}
                Err(_) => break false,
            }
        };
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        whole
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "p" => {
                let marks = self.open.values().cloned().collect();
                self.paragraphs.push(Paragraph { marks, ..Paragraph::default() });
            }
            "t" | "delText" => self.in_text = true,
            "ins" | "moveTo" => self.changes.push(change(Kind::Inserted, tag)),
            "del" | "moveFrom" => self.changes.push(change(Kind::Deleted, tag)),
            "Fallback" | "instrText" | "delInstrText" => self.hidden += 1,
            _ => self.empty(tag),
        }
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "pStyle" => {
                let heading =
                    value(tag, "val").is_some_and(|style| style.starts_with("Heading") || style.starts_with("标题"));
                if let Some(own) = self.paragraphs.last_mut() {
                    own.heading = heading;
                }
            }
            "bookmarkStart" => {
                if let (Some(id), Some(name)) = (value(tag, "id"), value(tag, "name"))
                    && name.starts_with(OWN)
                {
                    if let Some(own) = self.paragraphs.last_mut() {
                        own.marks.push(name.clone());
                    }
                    self.open.insert(id, name);
                }
            }
            "bookmarkEnd" => {
                if let Some(id) = value(tag, "id") {
                    self.open.remove(&id);
                }
            }
            "commentRangeStart" => {
                if let Some(id) = value(tag, "id") {
                    self.begin_comment(id);
                }
            }
            "commentRangeEnd" => {
                if let Some(id) = value(tag, "id") {
                    self.ranges.remove(&id);
                }
            }
            "commentReference" => {
                if let Some(id) = value(tag, "id")
                    && !self.anchors.iter().any(|(_, anchor)| anchor.id == id)
                {
                    self.begin_comment(id.clone());
                    self.ranges.remove(&id);
                }
            }
            "tab" | "br" | "cr" if self.hidden == 0 => self.add(" "),
            _ => {}
        }
    }

    fn begin_comment(&mut self, id: String) {
        if self.anchors.iter().any(|(_, anchor)| anchor.id == id) {
            return;
        }
        self.order += 1;
        let at = self.anchors.len();
        self.anchors.push((self.order, Anchor { id: id.clone(), ..Anchor::default() }));
        self.ranges.insert(id, at);
        match self.paragraphs.last_mut() {
            Some(own) => own.begun.push(at),
            None => self.anchors[at].1.place = self.last.clone(),
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.hidden == 0 {
            self.add(text);
        }
    }

    fn add(&mut self, text: &str) {
        let text = shown(text);
        for at in self.ranges.values() {
            let quoted = &mut self.anchors[*at].1.quoted;
            if quoted.len() < LONGEST {
                quoted.push_str(&text);
            }
        }
        let change = self.changes.last().cloned();
        let Some(own) = self.paragraphs.last_mut() else { return };
        match own.pieces.last_mut() {
            Some(last) if same(last.change.as_ref(), change.as_ref()) => last.text.push_str(&text),
            _ => own.pieces.push(Piece { change, text }),
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "t" | "delText" => self.in_text = false,
            "ins" | "moveTo" | "del" | "moveFrom" => {
                self.changes.pop();
            }
            "Fallback" | "instrText" | "delInstrText" => self.hidden = self.hidden.saturating_sub(1),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(own) = self.paragraphs.pop() else { return };
        let before = own.pieces.iter().filter(|piece| !matches!(piece.change, Some((Kind::Inserted, ..))));
        let before: String = before.map(|piece| piece.text.as_str()).collect();
        if own.heading {
            self.heading.clone_from(&before);
        }
        // A paragraph that was put in belongs to the one before it.
        let added = own.marks.is_empty() && before.trim().is_empty();
        let place = if added {
            Place { heading: self.heading.clone(), ..self.last.clone() }
        } else {
            Place { marks: own.marks, paragraph: before, heading: self.heading.clone() }
        };
        for at in own.begun {
            self.anchors[at].1.place = place.clone();
        }
        let mut pieces = own.pieces.into_iter().peekable();
        while let Some(piece) = pieces.next() {
            let Some((kind, author, date)) = piece.change else { continue };
            if piece.text.trim().is_empty() {
                continue;
            }
            self.order += 1;
            let other = pieces.next_if(|next| {
                next.change.as_ref().is_some_and(|(own, who, _)| *own != kind && *who == author)
                    && !next.text.trim().is_empty()
            });
            let (mut old, mut new) = (String::new(), String::new());
            let (one, two) = if kind == Kind::Deleted { (&mut old, &mut new) } else { (&mut new, &mut old) };
            one.push_str(&piece.text);
            let replaced = other.is_some();
            two.push_str(&other.map(|other| other.text).unwrap_or_default());
            let kind = if replaced { Kind::Replaced } else { kind };
            self.remarks.push((self.order, Remark { kind, author, date, old, new, ..place.remark() }));
        }
        if !added {
            self.last = place;
        }
    }
}

fn same(one: Option<&(Kind, String, String)>, other: Option<&(Kind, String, String)>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some((kind, who, _)), Some((own, author, _))) => kind == own && who == author,
        _ => false,
    }
}

fn change(kind: Kind, tag: &BytesStart<'_>) -> (Kind, String, String) {
    (kind, value(tag, "author").unwrap_or_default(), value(tag, "date").unwrap_or_default())
}
