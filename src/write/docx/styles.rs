//! The styles, named as Word names them.

use super::contents::EDGE;
use super::package::Part;
use super::xml::escaped;
use super::{NAMESPACES, color};
use crate::document::{Document, DocumentKind};
use crate::style::Style;

/// The Latin face beside Chinese ones.
pub const LATIN: &str = "Times New Roman";

/// 仿宋 as offices have it: the text.
pub const FANG: &str = "仿宋_GB2312";
/// 楷体: headings of the second level, what is quoted.
pub const KAI: &str = "楷体_GB2312";
/// 黑体: captions, heads of tables, what is important.
pub const HEI: &str = "黑体";
/// 小标宋: titles.
pub const TITLE: &str = "方正小标宋简体";
/// 宋体: tables, notes, page numbers.
pub const SONG: &str = "宋体";

/// A style of paragraphs.
struct Own {
    id: &'static str,
    name: &'static str,
    /// What paragraphs have.
    paragraph: String,
    /// The face, the size in half points, the colour's name.
    face: &'static str,
    size: u32,
    color: &'static str,
    bold: bool,
}

fn own(id: &'static str, name: &'static str, paragraph: impl Into<String>, face: &'static str) -> Own {
    Own { id, name, paragraph: paragraph.into(), face, size: 32, color: "ink", bold: false }
}

impl Own {
    fn size(self, size: u32) -> Self {
        Self { size, ..self }
    }

    fn color(self, color: &'static str) -> Self {
        Self { color, ..self }
    }

    fn code(&self, style: &Style) -> String {
        let Self { id, name, paragraph, face, size, color: shade, bold } = self;
        let normal = *id == "Normal";
        let based = if normal { "" } else { "<w:basedOn w:val=\"Normal\"/>" };
        let default = if normal { " w:default=\"1\"" } else { "" };
        let next = if id.starts_with("Heading") { "<w:next w:val=\"Normal\"/>" } else { "" };
        let custom = if CUSTOM.contains(name) { " w:customStyle=\"1\"" } else { "" };
        let bold = if *bold { "<w:b/><w:bCs/>" } else { "" };
        let shade = color(style, shade);
        // Twenty-eight characters of 16 points fill the measure of 156 mm.
        let tight = if *face == FANG && *size == 32 { -5 } else { 0 };
        format!(
            "<w:style w:type=\"paragraph\"{default}{custom} w:styleId=\"{id}\"><w:name w:val=\"{}\"/>{based}{next}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{}{bold}<w:color w:val=\"{shade}\"/><w:spacing w:val=\"{tight}\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>\n",
            escaped(name),
            faces(face)
        )
    }
}

/// Names that Word has not by itself.
const CUSTOM: [&str; 19] = [
    "表题",
    "图题",
    "表文",
    "表文小",
    "表头",
    "表单位",
    "表注",
    "表后",
    "图",
    "章首语",
    "小字",
    "小字题",
    "待补",
    "提示",
    "封面年份",
    "封面单位",
    "封面文字",
    "卡片数",
    "节末",
];

fn faces(face: &str) -> String {
    let latin = if face == HEI { HEI } else { LATIN };
    format!("<w:rFonts w:ascii=\"{latin}\" w:hAnsi=\"{latin}\" w:eastAsia=\"{face}\" w:cs=\"{LATIN}\"/>")
}

/// No indent, lines as high as they need to be: of pictures.
fn free(before: u32, after: u32, side: &str) -> String {
    format!(
        "<w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"{side}\"/>"
    )
}

/// No indent, lines of one height in twentieths of a point: pages break the same whatever typefaces a machine has.
fn firm(before: u32, after: u32, line: u32, side: &str) -> String {
    format!(
        "<w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"{line}\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"{side}\"/>"
    )
}

/// How large tables of few and of many columns are set, in half points.
pub fn table_sizes(form: DocumentKind) -> (u32, u32) {
    if form == DocumentKind::Book { (21, 18) } else { (18, 17) }
}

/// Every style of paragraphs. A report has the type of an official document; what has to be a few pages, that of its tables.
fn paragraphs(form: DocumentKind) -> Vec<Own> {
    let book = form == DocumentKind::Book;
    let (size, line) = if book { (32, 560) } else { (28, 480) };
    let fixed = format!("<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{line}\" w:lineRule=\"exact\"/>");
    let indent = format!("<w:ind w:firstLineChars=\"200\" w:firstLine=\"{}\"/>", 20 * size);
    let heading = |level: u8| format!("<w:keepNext/><w:keepLines/>{fixed}{indent}<w:outlineLvl w:val=\"{level}\"/>");
    let chapter = if book {
        own("Heading1", "heading 1", "<w:keepNext/><w:keepLines/><w:pageBreakBefore/><w:spacing w:before=\"200\" w:after=\"480\" w:line=\"720\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/><w:outlineLvl w:val=\"0\"/>", TITLE).size(44).color("main")
    } else {
        own("Heading1", "heading 1", heading(0), HEI).size(size)
    };
    let (few, many) = table_sizes(form);
    let head = if book { firm(30, 30, 260, "center") } else { firm(0, 0, 260, "center") };
    let next = "<w:keepNext/>";
    let caption = if book { firm(200, 80, 400, "center") } else { firm(80, 40, 320, "center") };
    let cell = |padding: u32, line: u32| firm(padding, padding, line, "left");
    let (text, small) = if book { (cell(30, 310), cell(20, 260)) } else { (cell(0, 260), cell(0, 240)) };
    let fact = |before: u32| {
        format!(
            "<w:spacing w:before=\"{before}\" w:after=\"40\" w:line=\"300\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>"
        )
    };
    let (title, subtitle) = if book {
        (firm(0, 240, 900, "center"), firm(0, 240, 560, "center"))
    } else {
        (firm(80, 0, 720, "center"), firm(0, 80, 480, "center"))
    };
    vec![
        own("Normal", "Normal", format!("{fixed}{indent}<w:jc w:val=\"both\"/>"), FANG).size(size),
        chapter,
        own("Heading2", "heading 2", heading(1), KAI).size(size).color("main"),
        Own { bold: true, ..own("Heading3", "heading 3", heading(2), FANG) }.size(size),
        own("Heading4", "heading 4", heading(3), FANG).size(size),
        own("Title", "Title", title, TITLE).size(if book { 52 } else { 44 }).color("main"),
        own("Subtitle", "Subtitle", subtitle, KAI).size(if book { 36 } else { 30 }),
        own("CoverYear", "封面年份", firm(1800, 360, 1400, "center"), TITLE).size(96).color("main"),
        own("CoverIssuer", "封面单位", firm(0, 240, 560, "center"), SONG).size(32),
        own("CoverWord", "封面文字", firm(0, if book { 120 } else { 0 }, 400, "right"), HEI).size(24),
        own(
            "Lead",
            "章首语",
            format!(
                "{}<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
                fixed.replace("w:after=\"0\"", "w:after=\"280\"")
            ),
            KAI,
        )
        .size(size - 2)
        .color("soft"),
        own(
            "ListParagraph",
            "List Paragraph",
            format!("{fixed}<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>"),
            FANG,
        )
        .size(size),
        own("TableCaption", "表题", format!("{next}{caption}"), HEI).size(24).color("main"),
        own("FigureCaption", "图题", firm(80, 240, 400, "center"), HEI).size(24).color("main"),
        own("TableUnit", "表单位", format!("{next}{}", firm(0, 40, 260, "right")), SONG).size(18),
        own("TableHead", "表头", head, HEI).size(18).color("main"),
        own("TableText", "表文", text, SONG).size(few),
        own("TableTextSmall", "表文小", small, SONG).size(many),
        own("TableNote", "表注", firm(80, if book { 240 } else { 80 }, 270, "left"), SONG).size(18).color("soft"),
        own("TableEnd", "表后", firm(0, 0, 160, "left"), SONG).size(2),
        own("SectionEnd", "节末", firm(0, 0, 20, "left"), SONG).size(2),
        own("CardFigure", "卡片数", firm(0, 20, 440, "left"), TITLE).size(32).color("main"),
        own("Figure", "图", free(160, 0, "center"), SONG).size(21),
        own("Small", "小字", fact(0), SONG).size(19),
        own("SmallTitle", "小字题", format!("{next}{}", fact(240)), HEI).size(21).color("main"),
        own(
            "Lacking",
            "待补",
            format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FDF5E6\"/>{}", firm(120, 120, 320, "left")),
            SONG,
        )
        .size(21)
        .color("accent"),
        own("Notice", "提示", firm(0, 0, 240, "left"), SONG).size(16).color("soft"),
    ]
}

/// Those of contents and lists, of heads, feet and notes.
fn round_about() -> Vec<Own> {
    let next = "<w:keepNext/>";
    let tabs = format!("<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{EDGE}\"/></w:tabs>");
    let listed = |left: u32, line: u32| {
        format!(
            "{tabs}<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{line}\" w:lineRule=\"exact\"/><w:ind w:left=\"{left}\" w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"left\"/>"
        )
    };
    vec![
        own("TOCHeading", "TOC Heading", format!("{next}{}", firm(240, 360, 720, "center")), TITLE)
            .size(44)
            .color("main"),
        own("ListTitle", "List Title", format!("{next}{}", firm(240, 120, 440, "left")), HEI).size(28).color("main"),
        own("TOC1", "toc 1", listed(0, 440), HEI).size(24).color("main"),
        own("TOC2", "toc 2", listed(480, 360), SONG).size(21),
        own("TableofFigures", "table of figures", listed(0, 360), SONG).size(21),
        own(
            "Header",
            "header",
            format!(
                "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"3\" w:color=\"B9C2CE\"/></w:pBdr>{}",
                firm(0, 0, 260, "left")
            ),
            SONG,
        )
        .size(18)
        .color("soft"),
        own("Footer", "footer", firm(0, 0, 360, "left"), SONG).size(28),
        own("FootnoteText", "footnote text", firm(0, 0, 270, "left"), SONG).size(18),
    ]
}

/// The part.
pub fn part(document: &Document, style: &Style) -> Part {
    // Letters and digits are no Chinese: a number would be broken at the end of a line.
    let defaults = format!(
        "<w:docDefaults><w:rPrDefault><w:rPr>{}<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\n",
        faces(FANG)
    );
    let mut body = defaults;
    for own in paragraphs(document.form).into_iter().chain(round_about()) {
        body.push_str(&own.code(style));
    }
    let main = color(style, "main");
    let (tint, rule, hair) = (color(style, "main-tint"), color(style, "rule"), color(style, "hair"));
    let character = |id: &str, name: &str, looks: &str| {
        format!(
            "<w:style w:type=\"character\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:qFormat/><w:rPr>{looks}</w:rPr></w:style>\n"
        )
    };
    body.push_str("<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>\n");
    body.push_str(&character("Strong", "Strong", &format!("<w:rFonts w:eastAsia=\"{HEI}\"/>")));
    body.push_str(&character("Emphasis", "Emphasis", &format!("<w:rFonts w:eastAsia=\"{KAI}\"/>")));
    body.push_str(&character("Hyperlink", "Hyperlink", &format!("<w:color w:val=\"{main}\"/>")));
    body.push_str(&character("FootnoteReference", "footnote reference", "<w:vertAlign w:val=\"superscript\"/>"));
    let border = |side: &str, size: u32, color: &str| {
        format!("<w:{side} w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"{color}\"/>")
    };
    let inset = "<w:tblCellMar><w:left w:w=\"80\" w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar>";
    body.push_str("<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/></w:tblPr></w:style>\n");
    body.extend([format!(
        "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"ReportTable\"><w:name w:val=\"报告表\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>{}{}{}</w:tblBorders>{inset}</w:tblPr><w:tcPr><w:vAlign w:val=\"center\"/></w:tcPr><w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:tcBorders>{}</w:tcBorders><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{tint}\"/></w:tcPr></w:tblStylePr></w:style>\n",
        border("top", 10, &main),
        border("bottom", 10, &main),
        border("insideH", 4, &hair),
        border("bottom", 6, &main)
    )]);
    body.extend([format!(
        "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"Cards\"><w:name w:val=\"卡片\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>{}{}{}</w:tblBorders>{inset}</w:tblPr></w:style>\n",
        border("top", 8, &main),
        border("bottom", 4, &rule),
        border("insideH", 4, &hair)
    )]);
    Part::xml("word/styles.xml", &format!("<w:styles {NAMESPACES}>{body}</w:styles>"))
}
