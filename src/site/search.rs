//! The index that the search reads: every thing with a page or a place of its own, and the full text in its sections.

use serde_json::json;

use super::Materials;
use super::pages::Page;
use crate::compose::View;
use crate::document::{Block, Inline, Semantic, plain, said};

/// Something that can be found.
struct Entry {
    kind: &'static str,
    title: String,
    /// Its address from the folder of the site.
    address: String,
    text: String,
}

/// The index as a script, which a browser loads without a server.
pub fn index(pages: &[Page], materials: &Materials<'_>) -> String {
    let mut entries: Vec<Entry> = Vec::new();
    for page in pages {
        if let Some(kind) = page.kind {
            entries.push(Entry {
                kind,
                title: page.title.clone(),
                address: page.path.clone(),
                text: words(page.main()),
            });
        }
    }
    rows(materials.view, &mut entries);
    let mut sections = Sections { entries, divisions: 0, division: String::new() };
    sections.blocks(&materials.document.blocks);
    let lines = sections.entries.iter().filter(|own| !own.title.is_empty());
    let lines =
        lines.map(|own| json!([own.kind, own.title, own.address, own.text]).to_string().replace('<', "\\u003c"));
    format!("window.highlandIndex = [\n{}\n];\n", lines.collect::<Vec<_>>().join(",\n"))
}

/// What stands in a row or a section of a list.
fn rows(view: &View, entries: &mut Vec<Entry>) {
    let mut add = |kind, title: &str, address: String, parts: &[Option<&str>]| {
        let text = parts.iter().flatten().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
        entries.push(Entry { kind, title: title.to_owned(), address, text });
    };
    for (at, own) in view.milestones.iter().enumerate() {
        let parts =
            [Some(own.wording.as_str()), Some(&own.department), own.judgement, own.reason.as_deref(), Some(own.status)];
        add("定性目标", &own.name, format!("milestones.html#milestone-{}", at + 1), &parts);
    }
    let mut at = 0;
    for stage in &view.stages {
        for own in &stage.projects {
            at += 1;
            let parts = [Some(stage.stage), own.place.as_deref(), own.assignment.as_deref(), Some(&own.department)];
            add("项目", &own.name, format!("projects.html#project-{at}"), &parts);
        }
    }
    for own in &view.cases {
        let body = own.body.as_deref().map(plain);
        add("案例", &own.title, format!("cases.html#{}", own.label), &[Some(&own.department), body.as_deref()]);
    }
    for (at, own) in view.events.iter().enumerate() {
        add("大事记", &own.text, format!("events.html#event-{}", at + 1), &[Some(&own.date), Some(&own.department)]);
    }
}

/// The text between the tags of a page, without its ways to other pages.
fn words(html: &str) -> String {
    let (mut out, mut rest) = (String::new(), html);
    while let Some((text, after)) = rest.split_once('<') {
        out.push_str(text.trim_matches('\n'));
        let after =
            if after.starts_with("nav") { after.split_once("</nav").map_or("", |(_, after)| after) } else { after };
        let (tag, after) = after.split_once('>').unwrap_or_default();
        let inline = ["a", "/a", "b", "/b", "em", "/em", "data", "/data", "span", "/span", "sup", "/sup"];
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        if !inline.contains(&name) && !out.ends_with(' ') {
            out.push(' ');
        }
        rest = after;
    }
    out.push_str(rest);
    // The opening tag of what is read stands before the first one here.
    let out = out.split_once('>').map_or(out.as_str(), |(_, out)| out);
    let out = out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    out.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a document section by section.
struct Sections {
    entries: Vec<Entry>,
    /// How many divisions there were: the writer counts those without a label.
    divisions: usize,
    /// The title of the one that is being read.
    division: String,
}

impl Sections {
    fn begin(&mut self, title: String, anchor: &str) {
        let address = format!("text.html#{anchor}");
        self.entries.push(Entry { kind: "全文", title, address, text: String::new() });
    }

    fn say(&mut self, text: &str) {
        if let Some(last) = self.entries.last_mut().filter(|last| last.kind == "全文") {
            last.text.extend([" ", text.trim()]);
        }
    }

    /// Where the section is that is being read.
    fn anchor(&self) -> String {
        let last = self.entries.last().and_then(|last| last.address.split_once('#'));
        last.map(|(_, anchor)| anchor.to_owned()).unwrap_or_default()
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Division(division) => {
                self.divisions += 1;
                let anchor = division.label.clone().unwrap_or_else(|| format!("part-{}", self.divisions));
                self.division.clone_from(&division.title);
                self.begin(division.title.clone(), &anchor);
                self.say(division.lead.as_deref().unwrap_or_default());
                self.blocks(&division.blocks);
            }
            Block::Heading { label, text, .. } => {
                let anchor = label.clone().unwrap_or_else(|| self.anchor());
                self.begin(format!("{}：{}", self.division, said(text)), &anchor);
            }
            Block::Paragraph(text) | Block::Todo(text) => self.say(&said(text)),
            Block::Table(table) => {
                let around = self.entries.last().map(|last| (last.title.clone(), self.anchor()));
                if let (Some(label), Some(caption)) = (&table.label, &table.caption) {
                    self.begin(caption.clone(), label);
                }
                let rows = std::iter::once(&table.head).chain(&table.rows);
                for cells in rows {
                    self.say(&cells.iter().map(|cell: &Vec<Inline>| said(cell)).collect::<Vec<_>>().join(" "));
                }
                self.say(&said(&table.note));
                if let (Some(_), Some((title, anchor))) = (&table.label, around) {
                    self.begin(title, &anchor);
                }
            }
            Block::Figure(figure) => self.say(&figure.chart.caption),
            Block::Picture(picture) => self.say(&picture.caption),
            Block::Body(blocks) | Block::Wide(blocks) => self.blocks(blocks),
            Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
            Block::RunIn { title, blocks, .. } => {
                self.say(title);
                self.blocks(blocks);
            }
            Block::Semantic(own) => self.semantic(own),
            Block::Clear | Block::Contents(_) | Block::Figures(_) => {}
        }
    }

    /// Things that have a page of their own are found there.
    fn semantic(&mut self, own: &Semantic) {
        if !["assignment", "case", "proof", "cover", "masthead", "chronicle"].contains(&own.kind.as_str()) {
            self.blocks(&own.generic());
        }
    }
}
