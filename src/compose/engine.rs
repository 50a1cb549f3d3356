//! The templates of a project: filled here, or, where they are not the built-in ones, by a process of its own.

use super::apart;
use super::environment::{Mistake, Work};
use super::templates::Templates;
use super::view::View;
use crate::diag::{Diagnostic, Diagnostics, RuleName, rules};
use crate::document::Fault;
use crate::source::Span;

/// The rule of everything that is wrong with a template.
const RULE: RuleName = rules::TEMPLATE_ERROR;

/// The templates of a project, ready to be filled.
pub struct Engine<'a> {
    templates: &'a Templates,
}

impl<'a> Engine<'a> {
    /// Of these templates.
    #[must_use]
    pub fn new(templates: &'a Templates) -> Self {
        Self { templates }
    }

    /// Fills the template `entry`; a mistake becomes a finding in the template it is in.
    pub fn render(&self, entry: &str, view: &View, diags: &mut Diagnostics) -> Option<String> {
        let prepared = &self.templates.prepared;
        let filled = match &self.templates.helper {
            Some(program) => {
                let templates = prepared.texts().map(|(name, text)| (name.into(), text.into())).collect();
                apart::fill(program, &Work { entry: entry.into(), templates, view })
            }
            None => prepared.ready().and_then(|ready| ready.fill(entry, view)),
        };
        filled
            .map_err(|mistakes| diags.extend(mistakes.iter().map(|mistake| self.diagnose(mistake)).collect::<Vec<_>>()))
            .ok()
    }

    /// The finding, at the place in the template where there is one.
    fn diagnose(&self, mistake: &Mistake) -> Diagnostic {
        let name = mistake.template.as_str();
        let diagnostic = Diagnostic::error(RULE, mistake.message.clone()).help(mistake.help.clone());
        let (Some((file, text)), Some(marked), Some(line)) =
            (self.templates.files.get(name), self.templates.prepared.marked(name), mistake.line)
        else {
            // What no line can be blamed for is in those that the office wrote.
            let own = &self.templates.own;
            let place = own.first().cloned().unwrap_or_else(|| format!("templates/{name}"));
            let all = if own.len() < 2 { String::new() } else { format!("改过的有：{}。", own.join("、")) };
            return diagnostic.in_file(place).help(format!("{}{all}", mistake.help));
        };
        let range = mistake.range.map(|(start, end)| marked.before(start)..marked.before(end));
        let range = range.filter(|range| text.get(range.clone()).is_some()).unwrap_or_else(|| {
            let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
            let len = text[start..].find('\n').unwrap_or(text.len() - start);
            start..start + len
        });
        diagnostic.at(Span::new(*file, range.start, range.end))
    }

    /// The finding of a fault in the markup, at the element's name.
    #[must_use]
    pub fn fault(&self, fault: &Fault) -> Diagnostic {
        let diagnostic = Diagnostic::error(RULE, fault.message.clone()).help(fault.help.clone());
        let place = fault.place.and_then(|place| Some((place, self.templates.files.values().nth(place.template)?)));
        let Some((place, (file, text))) = place else { return diagnostic.in_file("templates/") };
        let rest = text.get(place.offset..).unwrap_or_default();
        let len = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '<'))).unwrap_or(rest.len());
        diagnostic.at(Span::new(*file, place.offset, place.offset + len))
    }
}
