//! Numbers of chapters, headings, tables and figures, and the references to them.

use std::collections::BTreeMap;

use super::block::{Block, Division, DivisionKind, Document, Inline, LabelKind, LabelTarget, Part, PartContent};
use super::fault::{Fault, TemplatePlace};

/// What has been counted so far.
#[derive(Default)]
struct Counts {
    chapters: usize,
    appendices: usize,
    /// Headings of the levels 1 to 4.
    headings: [usize; 4],
    tables: usize,
    figures: usize,
    targets: BTreeMap<String, LabelTarget>,
    faults: Vec<Fault>,
}

impl Document {
    /// Numbers everything that has a number, collects the labels and resolves the references. Gives back what is wrong:
    /// a label that stands twice, a reference to nothing.
    pub fn settle(&mut self) -> Vec<Fault> {
        let mut counts = Counts::default();
        self.blocks.iter_mut().for_each(|block| counts.block(block));
        let Counts { targets, mut faults, .. } = counts;
        self.targets = targets;
        let targets = &self.targets;
        prune(&mut self.blocks, targets);
        for block in &mut self.blocks {
            lines(block, &mut |line| resolve(line, targets, &mut faults));
        }
        faults
    }
}

impl Counts {
    fn block(&mut self, block: &mut Block) {
        match block {
            Block::Division(division) => self.division(division),
            Block::Body(blocks) => {
                self.headings = [0; 4];
                for block in blocks {
                    self.block(block);
                }
            }
            Block::Wide(blocks) | Block::RunIn { blocks, .. } => blocks.iter_mut().for_each(|block| self.block(block)),
            Block::List { items, .. } => items.iter_mut().flatten().for_each(|block| self.block(block)),
            Block::Heading { level, number, label, .. } => {
                *number = Some(self.heading(*level));
                let shown = number.clone();
                self.target(label.as_deref(), LabelKind::Heading, shown);
            }
            Block::Table(table) if table.caption.is_some() => {
                self.tables += 1;
                table.number = Some(format!("表{}", self.tables));
                self.target(table.label.as_deref(), LabelKind::Table, table.number.clone());
            }
            Block::Figure(figure) => {
                self.figures += 1;
                figure.number = format!("图{}", self.figures);
                self.target(Some(&figure.label), LabelKind::Figure, Some(figure.number.clone()));
            }
            Block::Picture(picture) if !picture.caption.is_empty() => {
                self.figures += 1;
                picture.number = Some(format!("图{}", self.figures));
                self.target(picture.label.as_deref(), LabelKind::Figure, picture.number.clone());
            }
            Block::Semantic(semantic) => {
                let heading = super::vocabulary::semantic(&semantic.kind).and_then(|kind| kind.heading);
                semantic.number = heading.map(|level| self.heading(level));
                self.target(semantic.label.as_deref(), LabelKind::Block, semantic.number.clone());
                self.parts(&mut semantic.parts);
            }
            _ => {}
        }
    }

    fn parts(&mut self, parts: &mut [Part]) {
        for part in parts {
            match &mut part.content {
                PartContent::Blocks(blocks) => blocks.iter_mut().for_each(|block| self.block(block)),
                PartContent::Record(parts) => self.parts(parts),
                PartContent::Inlines(_) => {}
            }
        }
    }

    fn division(&mut self, division: &mut Division) {
        let shown = match division.kind {
            DivisionKind::Front => None,
            DivisionKind::Chapter => {
                self.chapters += 1;
                division.number = Some(format!("{}、", chinese(self.chapters)));
                Some(format!("第{}章", chinese(self.chapters)))
            }
            DivisionKind::Appendix => {
                self.appendices += 1;
                division.number = Some(format!("附录{}", self.appendices));
                division.number.clone()
            }
        };
        self.headings = [0; 4];
        self.target(division.label.as_deref(), LabelKind::Heading, shown);
        for block in &mut division.blocks {
            self.block(block);
        }
    }

    /// The number of the next heading of a level, by GB/T 9704: 一、（一）1.（1）.
    fn heading(&mut self, level: u8) -> String {
        let at = usize::from(level.clamp(1, 4)) - 1;
        self.headings[at] += 1;
        self.headings[at + 1..].fill(0);
        let count = self.headings[at];
        match at {
            0 => format!("{}、", chinese(count)),
            1 => format!("（{}）", chinese(count)),
            2 => format!("{count}."),
            _ => format!("（{count}）"),
        }
    }

    fn target(&mut self, label: Option<&str>, kind: LabelKind, shown: Option<String>) {
        let Some(label) = label else { return };
        if self.targets.insert(label.to_owned(), LabelTarget { kind, shown }).is_some() {
            self.faults.push(Fault {
                place: None,
                message: format!("标签「{label}」用了两次，引用不知道指哪一处。"),
                help: "每个标签只用一次；循环里的标签要带上序号或编号。".to_owned(),
            });
        }
    }
}

/// Takes away what needs a label that the document does not have.
fn prune(blocks: &mut Vec<Block>, targets: &BTreeMap<String, LabelTarget>) {
    blocks.retain(|block| match block {
        Block::RunIn { needs: Some(label), .. } => targets.contains_key(label),
        _ => true,
    });
    for block in blocks {
        match block {
            Block::Division(Division { blocks, .. })
            | Block::Body(blocks)
            | Block::Wide(blocks)
            | Block::RunIn { blocks, .. } => prune(blocks, targets),
            Block::List { items, .. } => items.iter_mut().for_each(|item| prune(item, targets)),
            _ => {}
        }
    }
}

/// Shows `look` every line of a block, those inside first.
fn lines(block: &mut Block, look: &mut dyn FnMut(&mut Vec<Inline>)) {
    match block {
        Block::Division(Division { blocks, .. })
        | Block::Body(blocks)
        | Block::Wide(blocks)
        | Block::RunIn { blocks, .. } => blocks.iter_mut().for_each(|block| lines(block, look)),
        Block::List { items, .. } => items.iter_mut().flatten().for_each(|block| lines(block, look)),
        Block::Heading { text, .. } | Block::Paragraph(text) | Block::Todo(text) => look(text),
        Block::Table(table) => {
            table.head.iter_mut().for_each(&mut *look);
            table.rows.iter_mut().flatten().for_each(&mut *look);
            look(&mut table.note);
        }
        Block::Semantic(semantic) => part_lines(&mut semantic.parts, look),
        Block::Figure(_) | Block::Picture(_) | Block::Clear | Block::Contents(_) | Block::Figures(_) => {}
    }
}

fn part_lines(parts: &mut [Part], look: &mut dyn FnMut(&mut Vec<Inline>)) {
    for part in parts {
        match &mut part.content {
            PartContent::Inlines(inlines) => look(inlines),
            PartContent::Blocks(blocks) => blocks.iter_mut().for_each(|block| lines(block, look)),
            PartContent::Record(parts) => part_lines(parts, look),
        }
    }
}

fn resolve(line: &mut Vec<Inline>, targets: &BTreeMap<String, LabelTarget>, faults: &mut Vec<Fault>) {
    let mut settled = Vec::with_capacity(line.len());
    for mut inline in std::mem::take(line) {
        match &mut inline {
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::English(inner)
            | Inline::Footnote(inner)
            | Inline::Todo(inner)
            | Inline::Link { inlines: inner, .. }
            | Inline::To { inlines: inner, .. } => resolve(inner, targets, faults),
            _ => {}
        }
        match &mut inline {
            Inline::To { label, optional, inlines, place } if !targets.contains_key(label) => {
                if !*optional {
                    faults.push(nowhere(label, *place, "missing=\"plain\""));
                }
                settled.append(inlines);
            }
            Inline::Reference { label, optional, shown, place, .. } => {
                match targets.get(label).map(|target| target.shown.clone()) {
                    Some(Some(number)) => {
                        *shown = number;
                        settled.push(inline);
                    }
                    Some(None) => faults.push(Fault {
                        place: *place,
                        message: format!("标签「{label}」处没有编号，不能用 <ref> 引用。"),
                        help: "改用 <a to=\"…\">文字</a>。".to_owned(),
                    }),
                    None if *optional => {}
                    None => faults.push(nowhere(label, *place, "missing=\"nothing\"")),
                }
            }
            Inline::Page { label, place, .. } if !targets.contains_key(label) => {
                faults.push(nowhere(label, *place, "条件判断"));
            }
            _ => settled.push(inline),
        }
    }
    *line = settled;
}

fn nowhere(label: &str, place: Option<TemplatePlace>, otherwise: &str) -> Fault {
    Fault {
        place,
        message: format!("引用的标签「{label}」在这一版里不存在。"),
        help: format!("核对标签的写法；有的版本里确实没有这一处的，加 {otherwise}。"),
    }
}

/// A count in Chinese numerals, 1 to 99: 一, 十, 十一, 二十, 二十一; greater ones in digits.
#[must_use]
pub fn chinese(count: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (count / 10, count % 10) {
        (0, 0) | (10.., _) => count.to_string(),
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

#[cfg(test)]
mod tests {
    use super::chinese;

    #[test]
    fn counts_in_chinese() {
        let all = [1, 10, 11, 20, 21, 99, 100].map(chinese);
        assert_eq!(all, ["一", "十", "十一", "二十", "二十一", "九十九", "100"]);
    }
}
