//! The parts that are the same in every file, or list what the others hold.

use super::block::{INDENT, LEVELS};
use super::package::Part;
use super::styles::{FANG, HEI, KAI, SONG, TITLE};
use super::xml::escaped;
use super::{NAMESPACES, Writer};
use crate::document::Document;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts that the document leads to: relation, kind, file.
const PARTS: [(&str, &str, &str); 9] = [
    ("styles", "styles", "styles.xml"),
    ("settings", "settings", "settings.xml"),
    ("fonts", "fontTable", "fontTable.xml"),
    ("numbering", "numbering", "numbering.xml"),
    ("footnotes", "footnotes", "footnotes.xml"),
    ("header1", "header", "header1.xml"),
    ("header2", "header", "header2.xml"),
    ("footer1", "footer", "footer1.xml"),
    ("footer2", "footer", "footer2.xml"),
];

/// What each part is.
pub fn content_types() -> Part {
    let mut body = String::new();
    for (ending, kind) in [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("svg", "image/svg+xml"),
    ] {
        body.extend([format!("<Default Extension=\"{ending}\" ContentType=\"{kind}\"/>")]);
    }
    body.extend([format!("<Override PartName=\"/word/document.xml\" ContentType=\"{WORD}.document.main+xml\"/>")]);
    for (_, kind, file) in PARTS {
        body.extend([format!("<Override PartName=\"/word/{file}\" ContentType=\"{WORD}.{kind}+xml\"/>")]);
    }
    body.push_str("<Override PartName=\"/word/theme/theme1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.theme+xml\"/>");
    body.push_str("<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>");
    body.push_str("<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>");
    let types = "http://schemas.openxmlformats.org/package/2006/content-types";
    Part::xml("[Content_Types].xml", &format!("<Types xmlns=\"{types}\">{body}</Types>"))
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{}\"/>", escaped(target))
}

fn link(at: usize, address: &str) -> String {
    format!(
        "<Relationship Id=\"link{}\" Type=\"{OFFICE}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
        at + 1,
        escaped(address)
    )
}

fn relations_of(path: &str, body: &str) -> Part {
    Part::xml(path, &format!("<Relationships xmlns=\"{RELATIONS}\">{body}</Relationships>"))
}

/// Where the document and its properties are.
pub fn relations() -> Part {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let body = relation("document", &format!("{OFFICE}/officeDocument"), "word/document.xml")
        + &relation("core", core, "docProps/core.xml")
        + &relation("app", &format!("{OFFICE}/extended-properties"), "docProps/app.xml");
    relations_of("_rels/.rels", &body)
}

/// What the document leads to.
pub fn document_relations(writer: &Writer<'_>) -> Part {
    let mut body: String =
        PARTS.iter().map(|(id, kind, file)| relation(id, &format!("{OFFICE}/{kind}"), file)).collect();
    body.push_str(&relation("theme", &format!("{OFFICE}/theme"), "theme/theme1.xml"));
    for (at, media) in writer.media.iter().enumerate() {
        body.push_str(&relation(
            &format!("img{}", at + 1),
            &format!("{OFFICE}/image"),
            &format!("media/{}", media.name),
        ));
    }
    for (at, address) in writer.links.iter().enumerate() {
        body.push_str(&link(at, address));
    }
    relations_of("word/_rels/document.xml.rels", &body)
}

/// What the notes lead to.
pub fn footnote_relations(links: &[String]) -> Part {
    let body: String = links.iter().enumerate().map(|(at, address)| link(at, address)).collect();
    relations_of("word/_rels/footnotes.xml.rels", &body)
}

/// What the file says of itself; no clock is asked.
pub fn core(document: &Document) -> Part {
    let meta = &document.meta;
    let title = super::full_title(meta);
    let body = format!(
        "<dc:title>{}</dc:title><dc:creator>{}</dc:creator><cp:keywords>{}</cp:keywords><dc:language>zh-CN</dc:language>",
        escaped(&title),
        escaped(&meta.issuer),
        escaped(&meta.keywords.join("；"))
    );
    Part::xml(
        "docProps/core.xml",
        &format!(
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{body}</cp:coreProperties>"
        ),
    )
}

/// What made it.
pub fn app() -> Part {
    Part::xml(
        "docProps/app.xml",
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>highland</Application></Properties>",
    )
}

/// How Word treats it.
pub fn settings() -> Part {
    let body = "<w:zoom w:percent=\"100\"/><w:mirrorMargins/><w:defaultTabStop w:val=\"640\"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"compressPunctuation\"/>\
        <w:footnotePr><w:numFmt w:val=\"decimalEnclosedCircle\"/><w:numRestart w:val=\"eachPage\"/><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\
        <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
        <w:themeFontLang w:val=\"zh-CN\" w:eastAsia=\"zh-CN\"/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/>";
    Part::xml("word/settings.xml", &format!("<w:settings {NAMESPACES}>{body}</w:settings>"))
}

/// The typefaces, and what stands in for one that a machine lacks.
pub fn fonts() -> Part {
    let font = |name: &str, other: &str, family: &str| {
        format!(
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{other}\"/><w:charset w:val=\"86\"/><w:family w:val=\"{family}\"/><w:pitch w:val=\"variable\"/></w:font>"
        )
    };
    let body = [
        font(FANG, "仿宋", "modern"),
        font(KAI, "楷体", "modern"),
        font(HEI, "SimHei", "modern"),
        font(TITLE, "华文中宋", "auto"),
        font(SONG, "SimSun", "auto"),
    ]
    .concat();
    let latin = "<w:font w:name=\"Times New Roman\"><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font>";
    Part::xml("word/fontTable.xml", &format!("<w:fonts {NAMESPACES}>{body}{latin}</w:fonts>"))
}

/// The lists: marks, or numbers in brackets from a first one on.
pub fn numbering(lists: &[Option<u64>]) -> Part {
    let mut body = String::new();
    for (id, numbered) in [(0, false), (1, true)] {
        body.extend([format!(
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
        )]);
        for level in 0..LEVELS {
            let (format, text) = match (numbered, level % 2) {
                (true, _) => ("decimal", format!("（%{}）", level + 1)),
                (false, 0) => ("bullet", "•".to_owned()),
                (false, _) => ("bullet", "–".to_owned()),
            };
            let (left, hanging) = (INDENT * (level + 2), if numbered { 880 } else { 360 });
            let left = if numbered { left + 240 } else { left - 280 };
            body.extend([format!("<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/></w:pPr></w:lvl>")]);
        }
        body.push_str("</w:abstractNum>");
    }
    for (at, start) in lists.iter().enumerate() {
        let kind = u8::from(start.is_some());
        body.extend([format!("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{kind}\"/>", at + 1)]);
        if let Some(start) = start {
            // Word counts no further.
            let start = (*start).min(32_767);
            for level in 0..LEVELS {
                body.extend([format!(
                    "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>"
                )]);
            }
        }
        body.push_str("</w:num>");
    }
    Part::xml("word/numbering.xml", &format!("<w:numbering {NAMESPACES}>{body}</w:numbering>"))
}

/// The notes at the foot of pages.
pub fn footnotes(notes: &[String]) -> Part {
    let line = |id: &str, kind: &str, mark: &str| {
        format!(
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>"
        )
    };
    let body = line("-1", "separator", "separator")
        + &line("0", "continuationSeparator", "continuationSeparator")
        + &notes.concat();
    Part::xml("word/footnotes.xml", &format!("<w:footnotes {NAMESPACES}>{body}</w:footnotes>"))
}
