//! How high what was written is: its styles, and how many lines its words take.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};
use unicode_width::UnicodeWidthChar;

/// A length in twentieths of a point.
pub type Twips = i64;

/// The namespace of Word's own elements.
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Whether a node is this element of Word.
pub fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name && node.tag_name().namespace() == Some(WORDS)
}

/// An attribute of Word.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((WORDS, name))
}

/// What a paragraph is like.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Room above and below.
    pub before: Twips,
    pub after: Twips,
    /// The height of a line, or none as high as the letters ask for.
    line: Option<Twips>,
    /// A letter's size, and what is added behind it.
    size: Twips,
    tight: Twips,
    /// How far the lines and the first of them stand in.
    left: Twips,
    right: Twips,
    first: Twips,
    /// Whether it stays with what follows, in one piece, on a new page.
    pub next: bool,
    pub keep: bool,
    pub breaks: bool,
}

impl Shape {
    const PLAIN: Self = Self {
        before: 0,
        after: 0,
        line: None,
        size: 320,
        tight: 0,
        left: 0,
        right: 0,
        first: 0,
        next: false,
        keep: false,
        breaks: false,
    };

    /// That of a paragraph: of its style, and what it says itself.
    pub fn of(paragraph: Node<'_, '_>, shapes: &BTreeMap<&str, Self>) -> Self {
        let Some(own) = paragraph.children().find(|node| is(*node, "pPr")) else {
            return shapes.get("Normal").copied().unwrap_or(Self::PLAIN);
        };
        let style = own.children().find(|node| is(*node, "pStyle")).and_then(|style| attribute(style, "val"));
        shapes.get(style.unwrap_or("Normal")).copied().unwrap_or(Self::PLAIN).with(own)
    }

    /// The same with properties.
    fn with(mut self, properties: Node<'_, '_>) -> Self {
        for node in properties.children().filter(Node::is_element) {
            let length = |name: &str| attribute(node, name).and_then(|value| value.parse::<Twips>().ok());
            match node.tag_name().name() {
                "spacing" => {
                    self.before = length("before").unwrap_or(self.before);
                    self.after = length("after").unwrap_or(self.after);
                    if let Some(line) = length("line") {
                        self.line = Some(line).filter(|_| attribute(node, "lineRule") != Some("auto"));
                    }
                }
                "ind" => {
                    self.left = length("left").unwrap_or(self.left);
                    self.right = length("right").unwrap_or(self.right);
                    self.first = length("firstLine").unwrap_or(self.first);
                }
                "numPr" => self.left = 1280,
                "keepNext" => self.next = true,
                "keepLines" => self.keep = true,
                "pageBreakBefore" => self.breaks = true,
                _ => {}
            }
        }
        self
    }

    /// The height of a line of letters.
    fn height(&self) -> Twips {
        self.line.unwrap_or(self.size * 13 / 10)
    }
}

/// The shape of every style.
pub fn shapes<'a>(styles: &'a Document<'a>) -> BTreeMap<&'a str, Shape> {
    let mut shapes = BTreeMap::new();
    // Normal comes first; all the others are based on it.
    for style in styles.root_element().children().filter(|node| is(*node, "style")) {
        let Some(id) = attribute(style, "styleId") else { continue };
        let mut shape = shapes.get("Normal").copied().unwrap_or(Shape::PLAIN);
        for part in style.children() {
            if is(part, "pPr") {
                shape = shape.with(part);
            } else if is(part, "rPr") {
                let value = |name: &str| {
                    let node = part.children().find(|node| is(*node, name))?;
                    attribute(node, "val")?.parse::<Twips>().ok()
                };
                shape.size = value("sz").map_or(shape.size, |half| 10 * half);
                shape.tight = value("spacing").unwrap_or(shape.tight);
            }
        }
        shapes.insert(id, shape);
    }
    shapes
}

/// The lines of a paragraph.
#[derive(Debug, Clone, Copy)]
pub struct Lines {
    /// How many.
    pub count: usize,
    /// How high each is.
    pub height: Twips,
}

impl Lines {
    /// Those of a paragraph in a column.
    pub fn of(paragraph: Node<'_, '_>, shape: &Shape, width: Twips) -> Self {
        let measure = (width - shape.left - shape.right).max(shape.size);
        let mut line = Line { measure, at: shape.first, word: 0, count: 1, last: None };
        let mut height = shape.height();
        for run in paragraph.descendants().filter(|node| is(*node, "r")) {
            let raised =
                run.children().any(|node| is(node, "rPr") && node.descendants().any(|own| is(own, "vertAlign")));
            let size = if raised { shape.size * 6 / 10 } else { shape.size };
            for piece in run.children().filter(Node::is_element) {
                match piece.tag_name().name() {
                    "t" => piece.text().unwrap_or_default().chars().for_each(|c| line.letter(c, size, shape.tight)),
                    "tab" => line.letter('　', size, 0),
                    "br" => line.end(),
                    "drawing" => {
                        let extent = piece.descendants().find(|node| node.tag_name().name() == "extent");
                        let length = |name: &str| -> Option<Twips> { extent?.attribute(name)?.parse().ok() };
                        let (wide, high) = (length("cx").unwrap_or(0) / 635, length("cy").unwrap_or(0) / 635);
                        line.put(wide, 0);
                        if shape.line.is_none() {
                            height = height.max(high);
                        }
                    }
                    _ => {}
                }
            }
        }
        Self { count: line.done(), height }
    }

    /// How high all of them are.
    pub fn total(self) -> Twips {
        self.height * Twips::try_from(self.count).unwrap_or_default()
    }
}

/// Letters in a line that is being filled.
struct Line {
    measure: Twips,
    /// How far it is filled, and how wide the word is that it ends with.
    at: Twips,
    word: Twips,
    count: usize,
    /// Whether the last sign was a letter or a digit, or a Chinese character.
    last: Option<bool>,
}

impl Line {
    fn letter(&mut self, c: char, size: Twips, tight: Twips) {
        let wide = c.width_cjk().unwrap_or(0) > 1;
        let width = match c {
            ' ' => size / 4,
            '.' | ',' | ':' | ';' | '\'' | '|' | 'i' | 'j' | 'l' | 'I' | 't' | 'f' => size * 3 / 10,
            'A'..='Z' | '%' | 'm' | 'w' => size * 7 / 10,
            _ if wide => size,
            _ => size / 2,
        } + tight;
        // Between Chinese characters and others there is a little room.
        let kind = c.is_alphanumeric().then_some(wide);
        if let (Some(last), Some(kind)) = (self.last, kind)
            && last != kind
        {
            self.at += size / 5;
        }
        self.last = kind;
        if !wide && c != ' ' {
            // Letters and digits stay together.
            self.word += width;
            self.at += width;
            if self.measure < self.at {
                self.over(width);
            }
        } else if CLOSING.contains(c) {
            // A mark that closes takes the sign before it along; some may hang over the edge.
            self.word += width;
            self.at += width;
            let over = if HANGING.contains(c) { width } else { 0 };
            if self.measure + over < self.at {
                self.over(width);
            }
        } else {
            self.word = 0;
            self.put(width, width);
        }
        if OPENING.contains(c) {
            self.word = width;
        }
    }

    /// What is not broken.
    fn put(&mut self, width: Twips, word: Twips) {
        self.at += width;
        self.word = word;
        if self.measure < self.at && width < self.at {
            self.count += 1;
            self.at = width;
        }
    }

    /// The word goes to the next line; one that is longer than a line is broken.
    fn over(&mut self, letter: Twips) {
        self.count += 1;
        self.at = if self.word < self.measure { self.word } else { letter };
        self.word = self.at;
    }

    fn end(&mut self) {
        self.count += 1;
        (self.at, self.word) = (0, 0);
    }

    fn done(self) -> usize {
        self.count
    }
}

/// Signs that begin no line, and that end none.
const CLOSING: &str = "，。、；：？！）》〉”’】％…";
const HANGING: &str = "，。、；：？！";
const OPENING: &str = "（《〈“‘【";
