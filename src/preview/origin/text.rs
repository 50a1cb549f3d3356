//! The texts of a year's submissions, found again by the words of a page.

use super::bare::bare;
use super::source::Source;
use crate::desk::filed_texts;
use crate::model::{Content, Year};
use crate::typeset::Word;

/// Every text, without what a page does not show, and where it is written.
pub struct Texts(Vec<(String, Source)>);

/// Characters of a run of text that no other text has by chance.
const LONG: usize = 8;

/// Characters that have to stand beside a shorter one, in the same text.
const TELLING: usize = 4;

/// What stands between texts of a cell.
const BETWEEN: [char; 5] = ['；', '：', '（', '）', '。'];

/// Runs of text looked at on either side.
const NEIGHBOURS: usize = 6;

impl Texts {
    /// Those of a year.
    pub fn new(content: &Content, year: Year) -> Self {
        let texts = filed_texts(content, year).into_iter().map(|filed| {
            let (text, lines) = (bare(&filed.text), filed.text.lines().count() + 1);
            (text, Source { what: filed.section, unit: filed.unit, indicator: None, span: filed.span, lines })
        });
        Self(texts.filter(|(text, _)| !text.is_empty()).collect())
    }

    /// The text that a word belongs to: the one that most of what stands before and after it belongs to as well.
    pub fn holding(&self, words: &[Word], at: usize) -> Option<&Source> {
        let word = bare(&words[at].text);
        if words[at].picture || word.is_empty() {
            return None;
        }
        let holding = self.0.iter().filter(|(text, _)| text.contains(&word));
        let reach = |text: &str| {
            let mut run = word.clone();
            let mut near = |word: &Word, before: bool| {
                let own = bare(&word.text);
                let longer = if before { own + &run } else { format!("{run}{own}") };
                let goes_on = !word.picture && text.contains(&longer);
                if goes_on {
                    run = longer;
                }
                goes_on
            };
            words[at + 1..].iter().take(NEIGHBOURS).take_while(|word| near(word, false)).count();
            words[..at].iter().rev().take(NEIGHBOURS).take_while(|word| near(word, true)).count();
            run.chars().count()
        };
        let (reach, text, source) = holding
            .map(|(text, source)| (reach(text), text, source))
            .max_by_key(|(reach, text, _)| (*reach, std::cmp::Reverse(text.len())))?;
        let own = word.chars().count();
        (LONG <= own || own + TELLING <= reach || *text == word).then_some(source)
    }

    /// The text that the longest piece of a line is of, where a line of a cell holds several texts one behind the other.
    pub fn piece(&self, word: &Word) -> Option<&Source> {
        if word.picture {
            return None;
        }
        let mut pieces: Vec<String> = word.text.split(BETWEEN).map(bare).collect();
        pieces.retain(|piece| LONG <= piece.chars().count());
        pieces.sort_by_key(|piece| std::cmp::Reverse(piece.chars().count()));
        let of = |piece: &String| self.0.iter().find(|(text, _)| text.contains(piece.as_str()));
        pieces.iter().find_map(of).map(|(_, source)| source)
    }
}
