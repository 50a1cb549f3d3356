//! A text with repairs in it that still knows where each of its bytes was written.

/// The text as read by the parser, and what of it nobody wrote or nobody will read.
#[derive(Debug, Clone)]
pub struct Mended {
    text: String,
    written: String,
    /// Positions of inserted bytes, ascending.
    inserted: Vec<usize>,
    /// For each byte taken out, the position it would have, ascending.
    removed: Vec<usize>,
}

impl Mended {
    /// A text without repairs.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), written: text.to_owned(), inserted: Vec::new(), removed: Vec::new() }
    }

    /// The text with its repairs.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Overwrites `start..end` by `with`; what it is longer or shorter counts as inserted or removed at the end.
    ///
    /// False if that changes nothing, so that reading again would be no use.
    pub fn replace(&mut self, start: usize, end: usize, with: &str) -> bool {
        if self.text.get(start..end).is_none_or(|there| there == with) {
            return false;
        }
        self.text.replace_range(start..end, with);
        let now = start + with.len();
        // What an earlier repair put in here nobody wrote, so that nobody misses it.
        let (first, last) =
            (self.inserted.partition_point(|&at| at < start), self.inserted.partition_point(|&at| at < end));
        let written = end - start - self.inserted.drain(first..last).count();
        for at in self.inserted.iter_mut().chain(&mut self.removed).filter(|at| end <= **at) {
            *at = *at - end + now;
        }
        for at in self.removed.iter_mut().filter(|at| (start..end).contains(*at)) {
            *at = (*at).min(now);
        }
        self.inserted.extend(start + written.min(with.len())..now);
        self.removed.extend(std::iter::repeat_n(now, written.saturating_sub(with.len())));
        self.inserted.sort_unstable();
        self.removed.sort_unstable();
        true
    }

    /// Where the bytes `start..end` were written, widened to whole characters.
    pub fn span(&self, start: usize, end: usize) -> (usize, usize) {
        let start = self.written.floor_char_boundary(self.original(start));
        (start, self.written.ceil_char_boundary(self.original(end)).max(start))
    }

    /// Whether the bytes `start..end` stand in the text as written, just so.
    pub fn is_written(&self, start: usize, end: usize) -> bool {
        self.written.get(self.original(start)..self.original(end)) == self.text.get(start..end)
    }

    /// Where the byte at `offset` was written; of an inserted one, where it would have been.
    fn original(&self, offset: usize) -> usize {
        let inserted = self.inserted.partition_point(|&at| at < offset);
        let removed = self.removed.partition_point(|&at| at <= offset);
        offset.saturating_sub(inserted) + removed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_places_back_through_several_repairs() {
        let mut mended = Mended::new("a:1\nb:2\n");
        assert!(mended.replace(6, 6, " "));
        assert!(mended.replace(2, 2, " "));
        assert_eq!(mended.text(), "a: 1\nb: 2\n");
        assert_eq!(mended.original(3), 2);
        assert_eq!(mended.original(5), 4);
        assert_eq!(mended.original(8), 6);
        assert!(!mended.replace(0, 1, "a"));
        let mut shorter = Mended::new("  a: 1\nb:2\n");
        assert!(shorter.replace(0, 2, " "));
        assert!(shorter.replace(8, 8, " "));
        assert_eq!(shorter.text(), " a: 1\nb: 2\n");
        assert_eq!(shorter.original(1), 2);
        assert_eq!(shorter.original(6), 7);
        assert_eq!(shorter.original(9), 9);
        // A repair of a repair.
        let mut twice = Mended::new("甲 1\n乙\n");
        assert!(twice.replace(3, 3, "::  "));
        assert!(twice.replace(3, 7, ":"));
        assert_eq!(twice.text(), "甲: 1\n乙\n");
        assert_eq!((twice.original(5), twice.original(7)), (4, 6));
        assert!(twice.replace(0, 4, ""));
        assert_eq!((twice.text(), twice.original(0), twice.original(3)), (" 1\n乙\n", 3, 6));
    }
}
