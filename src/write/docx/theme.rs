//! The theme, which programs ask for and no style refers to.

use super::color;
use super::package::Part;
use super::styles::{FANG, LATIN};
use crate::style::Style;

/// The colours that a theme has, each by the style's name for it.
const COLORS: [(&str, &str); 12] = [
    ("dk1", "ink"),
    ("lt1", "paper"),
    ("dk2", "main"),
    ("lt2", "wash"),
    ("accent1", "main"),
    ("accent2", "accent"),
    ("accent3", "green"),
    ("accent4", "teal"),
    ("accent5", "blue"),
    ("accent6", "amber"),
    ("hlink", "main"),
    ("folHlink", "soft"),
];

/// The part.
pub fn part(style: &Style) -> Part {
    let colors: String = COLORS
        .iter()
        .map(|(name, own)| format!("<a:{name}><a:srgbClr val=\"{}\"/></a:{name}>", color(style, own)))
        .collect();
    let faces = format!("<a:latin typeface=\"{LATIN}\"/><a:ea typeface=\"{FANG}\"/><a:cs typeface=\"\"/>");
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>".repeat(3);
    let line = "<a:ln w=\"6350\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>".repeat(3);
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    Part::xml(
        "word/theme/theme1.xml",
        &format!(
            "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"报告\"><a:themeElements>\
             <a:clrScheme name=\"报告\">{colors}</a:clrScheme>\
             <a:fontScheme name=\"报告\"><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont></a:fontScheme>\
             <a:fmtScheme name=\"报告\"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst>\
             <a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme>\
             </a:themeElements></a:theme>"
        ),
    )
}
