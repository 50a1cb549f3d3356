//! Characters that come along when text is pasted: nobody sees them, they look like others, or nobody can set them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Stands for a character that cannot be read; printers have set it for a missing letter since lead type.
pub const MISSING: char = '〓';

/// Most marks that one letter carries: languages need up to three, and shaping takes time with their square.
const MARKS: usize = 4;

/// What is odd about a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// Nobody sees it: zero-width characters, soft hyphens, signs of direction, control characters.
    Invisible,
    /// A blank that is no ordinary one.
    Blank,
    /// It looks like another one and is none: radicals of a font's tables, compatibility ideographs, letters in two parts.
    LookAlike,
    /// One more accent on a letter that has several.
    Mark,
    /// A place of Unicode where every program puts characters of its own.
    Private,
    /// A small picture.
    Emoji,
    /// What is left of a character that was read in a wrong encoding.
    Broken,
}

impl Oddity {
    /// Whether a part of the text is lost with it, as what stood there cannot be known.
    #[must_use]
    pub fn loses(self) -> bool {
        matches!(self, Self::Mark | Self::Private | Self::Emoji | Self::Broken)
    }
}

/// A piece of a text that is odd, and what is read for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odd {
    /// The first byte.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What is odd about it.
    pub oddity: Oddity,
    /// What is read instead.
    pub read: String,
}

fn oddity(c: char) -> Option<Oddity> {
    Some(match c {
        '\t' | '\n' | '\r' => return None,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' => {
            Oddity::Blank
        }
        '\u{ad}'
        | '\u{61c}'
        | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => Oddity::Invisible,
        c if c.is_control() => Oddity::Invisible,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Oddity::Private,
        '\u{1f000}'..='\u{1faff}' | '\u{2705}' | '\u{2753}' | '\u{2757}' | '\u{274c}' => Oddity::Emoji,
        '\u{fffc}' | '\u{fffd}' | '\u{fdd0}'..='\u{fdef}' => Oddity::Broken,
        c if u32::from(c) & 0xfffe == 0xfffe => Oddity::Broken,
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' if plain(c) != c => {
            Oddity::LookAlike
        }
        _ => return None,
    })
}

/// The ordinary character that one of a font's tables stands for.
fn plain(c: char) -> char {
    let mut parts = std::iter::once(c).nfkc();
    match (parts.next(), parts.next()) {
        (Some(plain), None) => plain,
        _ => c,
    }
}

/// Everything odd in a text, from its beginning to its end; nothing overlaps.
#[must_use]
pub fn odd(text: &str) -> Vec<Odd> {
    let mut found = Vec::new();
    // The letter that marks belong to, and how many there are.
    let mut letter: Option<(usize, char)> = None;
    let mut marks = 0;
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        if ('\u{300}'..).contains(&c) && is_combining_mark(c) && oddity(c).is_none() {
            let composed = letter.and_then(|(at, letter)| Some((at, unicode_normalization::char::compose(letter, c)?)));
            marks += 1;
            if MARKS < marks {
                found.push(Odd { start, end, oddity: Oddity::Mark, read: String::new() });
            } else if let Some((at, composed)) = composed {
                found.retain(|odd: &Odd| odd.start < at);
                found.push(Odd { start: at, end, oddity: Oddity::LookAlike, read: composed.to_string() });
                letter = Some((at, composed));
            } else {
                letter = None;
            }
            continue;
        }
        marks = 0;
        letter = Some((start, c));
        if let Some(oddity) = oddity(c) {
            let read = match oddity {
                Oddity::Invisible | Oddity::Mark => String::new(),
                Oddity::Blank => " ".to_owned(),
                Oddity::LookAlike => plain(c).to_string(),
                Oddity::Private | Oddity::Emoji | Oddity::Broken => MISSING.to_string(),
            };
            found.push(Odd { start, end, oddity, read });
        }
    }
    found
}

/// The text as it is read: what nobody sees left out, look-alikes replaced.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut from = 0;
    for odd in odd(text) {
        clean.push_str(&text[from..odd.start]);
        clean.push_str(&odd.read);
        from = odd.end;
    }
    clean.push_str(&text[from..]);
    clean
}

/// How a name looks: two of which this is the same are told apart by nobody.
#[must_use]
pub fn looks(name: &str) -> String {
    clean(name).nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_read_the_same() {
        assert_eq!(clean("⼯业\u{200b}产\u{a0}值\u{feff}"), "工业产 值");
        assert_eq!(clean("cafe\u{301}、e\u{302}\u{301}、豈"), "café、ế、豈");
        assert_eq!(clean("甲\u{e123}乙\u{fffd}\u{fdd0}"), "甲〓乙〓〓");
        assert_eq!(clean("10㎡、ａ、①、‘引’、\t\n"), "10㎡、ａ、①、‘引’、\t\n");
    }

    #[test]
    fn a_letter_carries_few_marks() {
        let many = format!("a{}b", "\u{316}".repeat(50));
        assert_eq!(clean(&many).chars().count(), 2 + MARKS);
        assert_eq!(odd(&many).iter().filter(|odd| odd.oddity == Oddity::Mark).count(), 50 - MARKS);
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "甲\u{200b}ae\u{301}⼯";
        let places: Vec<_> = odd(text).into_iter().map(|odd| &text[odd.start..odd.end]).collect();
        assert_eq!(places, ["\u{200b}", "e\u{301}", "⼯"]);
    }
}
