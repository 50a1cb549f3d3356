//! The pages of a state by what they read, and which of them are not as they were.

use std::collections::BTreeSet;

use super::comparison::Item;
use crate::typeset::{Marks, PagedDocument, words};

/// The pages of a document.
pub struct Printed(Vec<PrintedPage>);

/// One page.
#[derive(Clone)]
struct PrintedPage {
    /// The number printed on it, or its place, such as `#1`.
    number: String,
    /// The same as long as what stands between head and foot reads the same.
    body: String,
    /// What it says, without blanks.
    text: String,
}

/// Letters of a sentence by which it is found again on a page.
const TELLING: usize = 10;

/// The text without blanks and the marks of Markdown.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '\u{2060}')).collect()
}

/// What the pages of a document read.
pub fn printed(document: &PagedDocument) -> Printed {
    let pages = Marks::default().pages(document).into_iter().enumerate().map(|(at, page)| PrintedPage {
        number: page.number.unwrap_or_else(|| format!("#{}", at + 1)),
        body: page.body,
        text: bare(&words(document, at).iter().map(|word| word.text.as_str()).collect::<String>()),
    });
    Printed(pages.collect())
}

impl Printed {
    /// The pages that are not in the other one, in whatever place.
    pub fn other_than(&self, other: &Self) -> Self {
        let known: BTreeSet<&str> = other.0.iter().map(|page| page.body.as_str()).collect();
        Self(self.0.iter().filter(|page| !known.contains(page.body.as_str())).cloned().collect())
    }

    /// The numbers of all.
    pub fn numbers(&self) -> Vec<String> {
        self.0.iter().map(|page| page.number.clone()).collect()
    }

    /// The numbers of those that a thing stands on: what is new of a text, the name of anything else.
    pub fn holding(&self, item: &Item) -> Vec<String> {
        // How far a file has come is not printed.
        if item.kind == "报送" {
            return Vec::new();
        }
        let start = |text: &String| bare(text).chars().take(TELLING).collect::<String>();
        let looked: Vec<String> = if item.kind == "文字" {
            item.after.iter().map(start).collect()
        } else {
            vec![bare(item.name.rsplit('/').next().unwrap_or_default())]
        };
        let holds = |page: &&PrintedPage| looked.iter().any(|text| !text.is_empty() && page.text.contains(text));
        self.0.iter().filter(holds).map(|page| page.number.clone()).collect()
    }
}
