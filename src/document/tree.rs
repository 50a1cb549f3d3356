//! What is inside a document: its blocks and lines in order, and the generic blocks that a semantic one is made of.

use super::block::{Block, Document, Inline, Part, PartContent, Semantic, Value};

impl Semantic {
    /// The generic blocks it is made of, for writers that do not know it.
    #[must_use]
    pub fn generic(&self) -> Vec<Block> {
        generic(&self.parts)
    }
}

/// The parts as paragraphs and blocks, in order; a part with only lines inside is one paragraph.
fn generic(parts: &[Part]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for part in parts {
        match &part.content {
            PartContent::Inlines(inlines) => {
                blocks.push(Block::Paragraph(titled(part.title.as_ref(), inlines.clone())));
            }
            PartContent::Blocks(own) => match &part.title {
                Some(title) => blocks.push(Block::RunIn { title: title.clone(), blocks: own.clone(), needs: None }),
                None => blocks.extend(own.clone()),
            },
            PartContent::Record(own) => {
                let line = |part: &Part| match &part.content {
                    PartContent::Inlines(inlines) => Some(titled(part.title.as_ref(), inlines.clone())),
                    PartContent::Blocks(_) | PartContent::Record(_) => None,
                };
                match own.iter().map(line).collect::<Option<Vec<_>>>() {
                    Some(lines) => blocks.push(Block::Paragraph(lines.join(&Inline::Text("　".to_owned())))),
                    None => blocks.extend(generic(own)),
                }
            }
        }
    }
    blocks
}

fn titled(title: Option<&String>, inlines: Vec<Inline>) -> Vec<Inline> {
    let title = title.map(|title| Inline::Strong(vec![Inline::Text(format!("{title}　"))]));
    title.into_iter().chain(inlines).collect()
}

impl Block {
    /// The blocks directly inside, of blocks that hold others.
    #[must_use]
    pub fn inner(&self) -> Vec<&[Self]> {
        match self {
            Self::Division(division) => vec![&division.blocks],
            Self::Body(blocks) | Self::Wide(blocks) | Self::RunIn { blocks, .. } => vec![blocks],
            Self::List { items, .. } => items.iter().map(Vec::as_slice).collect(),
            Self::Semantic(semantic) => inner_of(&semantic.parts),
            _ => Vec::new(),
        }
    }

    /// The lines directly inside.
    #[must_use]
    pub fn lines(&self) -> Vec<&[Inline]> {
        match self {
            Self::Heading { text, .. } | Self::Paragraph(text) | Self::Todo(text) => vec![text],
            Self::Table(table) => {
                let rows = table.rows.iter().flatten();
                table.head.iter().chain(rows).chain([&table.note]).map(Vec::as_slice).collect()
            }
            Self::Semantic(semantic) => lines_of(&semantic.parts),
            _ => Vec::new(),
        }
    }

    /// Shows `look` this block and every block inside it, in order.
    pub fn walk<'a>(&'a self, look: &mut dyn FnMut(&'a Self)) {
        look(self);
        for blocks in self.inner() {
            for block in blocks {
                block.walk(look);
            }
        }
    }
}

fn inner_of(parts: &[Part]) -> Vec<&[Block]> {
    let inner = parts.iter().map(|part| match &part.content {
        PartContent::Blocks(blocks) => vec![blocks.as_slice()],
        PartContent::Record(parts) => inner_of(parts),
        PartContent::Inlines(_) => Vec::new(),
    });
    inner.flatten().collect()
}

fn lines_of(parts: &[Part]) -> Vec<&[Inline]> {
    let lines = parts.iter().map(|part| match &part.content {
        PartContent::Inlines(inlines) => vec![inlines.as_slice()],
        PartContent::Record(parts) => lines_of(parts),
        PartContent::Blocks(_) => Vec::new(),
    });
    lines.flatten().collect()
}

impl Inline {
    /// The pieces inside, of pieces that hold others.
    #[must_use]
    pub fn inner(&self) -> &[Self] {
        match self {
            Self::Strong(inlines)
            | Self::Emphasis(inlines)
            | Self::English(inlines)
            | Self::Footnote(inlines)
            | Self::Todo(inlines)
            | Self::Link { inlines, .. }
            | Self::To { inlines, .. } => inlines,
            _ => &[],
        }
    }

    /// Shows `look` this piece and every piece inside it, in order.
    pub fn walk<'a>(&'a self, look: &mut dyn FnMut(&'a Self)) {
        look(self);
        self.inner().iter().for_each(|inline| inline.walk(look));
    }
}

impl Document {
    /// Every figure of the document, in order.
    #[must_use]
    pub fn values(&self) -> Vec<&Value> {
        let mut values = Vec::new();
        for block in &self.blocks {
            block.walk(&mut |block| {
                for line in block.lines() {
                    for inline in line {
                        inline.walk(&mut |inline| {
                            if let Inline::Value(value) = inline {
                                values.push(value);
                            }
                        });
                    }
                }
            });
        }
        values
    }
}
