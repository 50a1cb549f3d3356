//! A text of YAML that is to hold other values: what stays the same stays as it was typed, comments and order included.

use super::rendered::{rendered, rendered_item, rendered_map, rendered_pair};
use super::{Node, Pair, Tree, Value};

/// The text that holds the wanted values: whatever of it says them already is left as it was typed.
#[must_use]
pub fn rewrite(text: &str, root: &Node, wanted: &Tree) -> String {
    let writer = Writer { text };
    let Value::Map(pairs) = &root.value else {
        return rendered_map(wanted, 0);
    };
    let (Written { text: own, new }, end) = writer.map(pairs, 0, wanted);
    // What is new comes after what ends the text, such as comments.
    let mut all = own + writer.text.get(end..).unwrap_or_default();
    if !new.is_empty() {
        if !all.ends_with('\n') {
            all.push('\n');
        }
        all.push_str(&new);
    }
    all
}

/// A mapping or a list written again, and what came to it at its end.
struct Written {
    text: String,
    new: String,
}

impl Written {
    fn whole(self) -> String {
        if self.new.is_empty() {
            return self.text;
        }
        format!("{}\n{}", self.text, self.new.trim_end_matches('\n'))
    }
}

/// Writes from a text.
struct Writer<'a> {
    text: &'a str,
}

impl Writer<'_> {
    fn slice(&self, from: usize, to: usize) -> &str {
        self.text.get(from..to.max(from)).unwrap_or_default()
    }

    /// Where the colon behind a key ends.
    fn colon(&self, pair: &Pair) -> usize {
        let from = pair.key.span.end;
        self.text[from..].find(':').map_or(from, |at| from + at + 1)
    }

    /// Where a pair ends: behind the last letter of its value, or behind its colon.
    fn end(&self, pair: &Pair) -> usize {
        let colon = self.colon(pair);
        if matches!(pair.value.value, Value::Null) && self.slice(colon, pair.value.span.end).trim().is_empty() {
            return colon;
        }
        match self.header(colon) {
            Some(header) if self.slice(header, pair.value.span.end).trim().is_empty() => header,
            Some(header) => header + self.slice(header, pair.value.span.end).trim_end().len(),
            None => self.last(&pair.value).max(colon),
        }
    }

    /// Where the `|` or `>` behind a colon ends, if the text stands below one.
    fn header(&self, colon: usize) -> Option<usize> {
        let line = self.text[colon..].split('\n').next().unwrap_or_default();
        let written = line.split(" #").next().unwrap_or_default().trim_end();
        let mark = written.trim_start();
        let rest = mark.strip_prefix(['|', '>'])?;
        rest.chars().all(|c| c.is_ascii_digit() || "+-".contains(c)).then_some(colon + written.len())
    }

    /// Where a node ends: behind the last letter of the last thing in it.
    fn last(&self, node: &Node) -> usize {
        let block = !self.is_flow(node);
        match &node.value {
            Value::Map(pairs) if block => pairs.last().map_or(node.span.end, |pair| self.end(pair)),
            Value::List(items) if block => items.last().map_or(node.span.end, |item| self.last(item)),
            _ => node.span.start + self.slice(node.span.start, node.span.end).trim_end().len(),
        }
    }

    /// Whether a node stands in braces. A list in block style may begin with an item that does.
    fn is_flow(&self, node: &Node) -> bool {
        let rest = self.text.get(node.span.start..).unwrap_or_default();
        match node.value {
            Value::List(_) => rest.starts_with('['),
            _ => rest.starts_with('{'),
        }
    }

    /// The end of the line that a byte stands on.
    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |line| at + line)
    }

    /// A mapping in block style whose keys stand at `indent`, from the beginning of its first key's line or, of an item, from its key;
    /// and from where the text goes on.
    fn map(&self, pairs: &[Pair], indent: usize, wanted: &Tree) -> (Written, usize) {
        let none = Vec::new();
        let own = if let Tree::Map(own) = wanted { own } else { &none };
        let mut text = String::new();
        let mut at = pairs.first().map_or(0, |first| if indent == 0 { 0 } else { first.key.span.start });
        for pair in pairs {
            let end = self.end(pair);
            let wanted = own.iter().find(|(key, _)| *key == pair.key.value).map(|(_, wanted)| wanted);
            let gap = self.slice(at, pair.key.span.start);
            let Some(wanted) = wanted else {
                // What is not wanted goes with its line; what stands above it stays.
                text.push_str(gap.rfind('\n').map_or("", |line| &gap[..line]));
                at = self.line_end(end);
                continue;
            };
            text.push_str(gap);
            at = end;
            if wanted.says(&Tree::of(&pair.value)) {
                text.push_str(self.slice(pair.key.span.start, end));
            } else {
                let (value, stop) = self.value(pair, indent, wanted);
                text.push_str(self.slice(pair.key.span.start, self.colon(pair)));
                text.push_str(&value);
                at = stop;
            }
        }
        let known = |key: &str| pairs.iter().any(|pair| pair.key.value == key);
        let new = own.iter().filter(|(key, own)| !known(key) && !own.is_nothing());
        let new: String = new.map(|(key, own)| rendered_pair(key, own, indent)).collect();
        if !new.is_empty() {
            // The comment behind the last value stays behind it.
            text.push_str(self.slice(at, self.line_end(at)));
            at = self.line_end(at);
        }
        (Written { text, new }, at)
    }

    /// What stands behind the colon of a pair in place of its value, and from where the text goes on.
    fn value(&self, pair: &Pair, indent: usize, wanted: &Tree) -> (String, usize) {
        let (colon, end) = (self.colon(pair), self.end(pair));
        let node = &pair.value;
        let header = self.header(colon);
        let below = header.is_none() && self.slice(colon, node.span.start).contains('\n');
        match (&node.value, wanted) {
            (Value::Map(pairs), Tree::Map(_)) if below && !self.is_flow(node) => {
                let first = pairs.first().map_or(node.span.start, |first| first.key.span.start);
                let own = self.column(first);
                let (written, stop) = self.map(pairs, own, wanted);
                return (format!("{}{}", self.slice(colon, first), written.whole()), stop);
            }
            (Value::List(items), Tree::List(wanted)) if below && !self.is_flow(node) && !items.is_empty() => {
                return self.list(colon, items, wanted);
            }
            _ => {}
        }
        // The comment of the line stays on it, where the value goes on below it too.
        let (tail, stop) = match header {
            Some(header) => (self.slice(header, self.line_end(header)).to_owned(), end.max(self.line_end(header))),
            None if end == colon => (self.slice(colon, self.line_end(colon)).to_owned(), self.line_end(colon)),
            None if below => {
                let (first, last) = (self.slice(colon, self.line_end(colon)), self.slice(end, self.line_end(end)));
                (format!("{}{last}", first.trim_end()), self.line_end(end))
            }
            None => (self.slice(end, self.line_end(end)).to_owned(), self.line_end(end)),
        };
        let tail = tail.trim_end();
        let (head, body) = rendered(wanted, indent);
        let head = if head.is_empty() { String::new() } else { format!(" {head}") };
        // Where a value takes the place of blanks before a comment, the comment stays where it was.
        let tail = if end == colon && !head.is_empty() && tail.trim_start().starts_with('#') {
            let width = head.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
            let blanks = (tail.len() - tail.trim_start().len()).saturating_sub(width).max(1);
            format!("{}{}", " ".repeat(blanks), tail.trim_start())
        } else {
            tail.to_owned()
        };
        let Some(body) = body else { return (format!("{head}{tail}"), stop) };
        let mut out = format!("{head}{tail}\n{}", body.trim_end_matches('\n'));
        let mut stop = stop;
        // Comments that stand further in would be part of a text above them: they come out as far as the key.
        while matches!(wanted, Tree::Text(_)) && self.text[stop..].starts_with('\n') {
            let line = self.slice(stop + 1, self.line_end(stop + 1));
            let comment = line.trim_start();
            if !comment.starts_with('#') || line.len() - comment.len() <= indent {
                break;
            }
            out.extend(["\n", &" ".repeat(indent), comment]);
            stop = self.line_end(stop + 1);
        }
        (out, stop)
    }

    /// The column of a byte, in bytes: what stands before it is blanks and dashes.
    fn column(&self, at: usize) -> usize {
        at - self.text[..at].rfind('\n').map_or(0, |line| line + 1)
    }

    /// A list in block style from behind its key's colon: items that are wanted as they are, or under another field than their first,
    /// keep their text; and from where the text goes on.
    fn list(&self, colon: usize, items: &[Node], wanted: &[Tree]) -> (String, usize) {
        let dash = |item: &Node| self.text[..item.span.start].rfind('-').unwrap_or(item.span.start);
        let first = items.first().map_or(colon, dash);
        let column = self.column(first);
        let line = |at: usize| self.text[..at].rfind('\n').map_or(0, |line| line);
        let stop = items.last().map_or(colon, |last| self.line_end(self.last(last)));
        let trees: Vec<Tree> = items.iter().map(Tree::of).collect();
        let mut used = vec![false; items.len()];
        let mut out = self.slice(colon, line(first).max(colon)).to_owned();
        for (place, one) in wanted.iter().filter(|one| !one.is_nothing()).enumerate() {
            let free = |used: &[bool]| (0..trees.len()).filter(|&at| !used[at]).collect::<Vec<_>>();
            let same = free(&used).into_iter().find(|&at| trees[at].says(one));
            // The one that has most in common with it; of several, the one in its place.
            let alike = || {
                let mut like = free(&used);
                like.retain(|&at| 0 < in_common(&trees[at], one));
                like.into_iter().max_by_key(|&at| (in_common(&trees[at], one), at == place, std::cmp::Reverse(at)))
            };
            let Some(at) = same.or_else(alike) else {
                out.push('\n');
                out.push_str(rendered_item(one, column).trim_end_matches('\n'));
                continue;
            };
            used[at] = true;
            let (item, start) = (&items[at], dash(&items[at]));
            // With the comments above it.
            let before = at.checked_sub(1).map_or(line(first).max(colon), |at| self.line_end(self.last(&items[at])));
            let above = self.slice(before.min(start), start);
            let mut end = self.last(item);
            match &item.value {
                _ if same.is_some() => out.extend([above, self.slice(start, end)]),
                Value::Map(pairs) if !self.is_flow(item) => {
                    out.extend([above, self.slice(start, item.span.start)]);
                    let (written, stop) = self.map(pairs, self.column(item.span.start), one);
                    out.push_str(&written.whole());
                    end = stop;
                }
                _ => {
                    let new = rendered_item(one, column);
                    let new = new.trim_end_matches('\n');
                    let comment = self.slice(end, self.line_end(end)).trim();
                    if new.contains('\n') && !comment.is_empty() {
                        // Behind a text of lines, a comment would be part of it.
                        let blanks = " ".repeat(column);
                        out.extend([above.trim_end_matches([' ', '\n']), "\n", &blanks, comment, "\n", new]);
                        continue;
                    }
                    out.extend([above, new.trim_start()]);
                }
            }
            out.push_str(self.slice(end, self.line_end(end)));
        }
        (out, stop)
    }
}

/// How many fields two items have in common.
fn in_common(one: &Tree, other: &Tree) -> usize {
    let Tree::Map(pairs) = one else { return 0 };
    pairs.iter().filter(|(key, own)| !own.is_nothing() && other.get(key).is_some_and(|other| own.says(other))).count()
}

#[cfg(test)]
mod tests;
