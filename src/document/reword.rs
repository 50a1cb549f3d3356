//! Headings that read otherwise than the templates have them.

use super::block::{Block, Division, DivisionKind, Document, Inline};
use super::text::said;

/// What a heading is to read.
#[derive(Debug, Clone, Copy)]
pub struct Rewording<'a> {
    /// How it reads in the templates, without its number.
    pub own: &'a str,
    /// How it is to read.
    pub new: Option<&'a str>,
    /// What is to stand under it, if it is a chapter's.
    pub lead: Option<&'a str>,
}

impl Document {
    /// Puts other words into its headings. Gives back which of the rewordings found their heading, and every heading there is.
    pub fn reword(&mut self, rewordings: &[Rewording<'_>]) -> (Vec<bool>, Vec<String>) {
        let mut state = State { rewordings, found: vec![false; rewordings.len()], headings: Vec::new() };
        self.blocks.iter_mut().for_each(|block| state.block(block));
        (state.found, state.headings)
    }
}

struct State<'a> {
    rewordings: &'a [Rewording<'a>],
    found: Vec<bool>,
    headings: Vec<String>,
}

impl<'a> State<'a> {
    /// What a heading is to read, if it is named.
    fn of(&mut self, heading: &str) -> Option<Rewording<'a>> {
        let at = self.rewordings.iter().position(|own| own.own.trim() == heading);
        self.headings.push(heading.to_owned());
        let at = at?;
        self.found[at] = true;
        self.rewordings.get(at).copied()
    }

    fn block(&mut self, block: &mut Block) {
        match block {
            Block::Division(division) => self.division(division),
            Block::Body(blocks) | Block::Wide(blocks) => blocks.iter_mut().for_each(|block| self.block(block)),
            Block::Heading { text, .. } => {
                let own = self.of(said(text).trim());
                if let Some(new) = own.and_then(|own| own.new) {
                    *text = vec![Inline::Text(new.to_owned())];
                }
            }
            _ => {}
        }
    }

    fn division(&mut self, division: &mut Division) {
        if let Some(own) = self.of(&division.title) {
            if let Some(new) = own.new {
                new.clone_into(&mut division.title);
            }
            if let Some(lead) = own.lead.filter(|_| division.kind == DivisionKind::Chapter) {
                division.lead = Some(lead.to_owned());
            }
        }
        division.blocks.iter_mut().for_each(|block| self.block(block));
    }
}
