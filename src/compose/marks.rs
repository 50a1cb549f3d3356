//! Marks in templates that tell, of every element of the markup, where it was written.

use crate::document::AT;

/// A template with its elements marked.
#[derive(Debug, PartialEq, Eq)]
pub struct Marked {
    /// The text with the marks.
    pub text: String,
    /// Where in the text as it was each mark was put, in order, and how many bytes it has.
    marks: Vec<(usize, usize)>,
}

/// Marks every start tag of a template with the template's number and its own place.
#[must_use]
pub fn mark(template: &str, number: usize) -> Marked {
    let mut marked = Marked { text: String::with_capacity(template.len() * 2), marks: Vec::new() };
    let mut rest = 0;
    while let Some(found) = template[rest..].find(['{', '<']) {
        let at = rest + found;
        marked.text.push_str(&template[rest..at]);
        rest = at;
        // What the engine reads itself is left alone.
        let own =
            [("{{", "}}"), ("{%", "%}"), ("{#", "#}")].into_iter().find(|(open, _)| template[at..].starts_with(open));
        let len = if let Some((_, close)) = own {
            template[at + 2..].find(close).map_or(template.len() - at, |end| end + 4)
        } else {
            let name = |c: char| c.is_ascii_alphanumeric() || c == '-';
            let len = template[at + 1..].find(|c| !name(c)).unwrap_or(template.len() - at - 1);
            if template[at..].starts_with('<') && 0 < len { len + 1 } else { 1 }
        };
        marked.text.push_str(&template[at..at + len]);
        rest += len;
        if own.is_none() && 1 < len {
            let mark = format!(" {AT}=\"{number}:{at}\"");
            marked.text.push_str(&mark);
            marked.marks.push((rest, mark.len()));
        }
    }
    marked.text.push_str(&template[rest..]);
    marked
}

impl Marked {
    /// The offset in the text as it was.
    #[must_use]
    pub fn before(&self, offset: usize) -> usize {
        let mut added = 0;
        for (at, len) in &self.marks {
            if offset < at + added + len {
                return offset.saturating_sub(added).min(*at);
            }
            added += len;
        }
        offset - added
    }
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn marks_start_tags_and_nothing_else() {
        let marked = mark("{# <p> #}<p>{% if a < b %}甲{{ \"<b>\" }}</p><br/>< {", 3);
        assert_eq!(marked.text, "{# <p> #}<p _at=\"3:9\">{% if a < b %}甲{{ \"<b>\" }}</p><br _at=\"3:44\"/>< {");
        assert_eq!(marked.before(marked.text.find('甲').unwrap()), 26);
        assert_eq!(marked.before(marked.text.len()), marked.text.len() - 21);
    }
}
