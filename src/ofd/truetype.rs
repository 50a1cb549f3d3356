//! A TrueType file of the glyphs that a document uses, with the tables that readers look for and a character map.

use anyhow::{Context as _, Result};
use kurbo::Rect;
use write_fonts::tables::cmap::Cmap;
use write_fonts::tables::head::{Head, MacStyle};
use write_fonts::tables::hhea::Hhea;
use write_fonts::tables::hmtx::{Hmtx, LongMetric};
use write_fonts::tables::maxp::Maxp;
use write_fonts::tables::name::{Name, NameRecord};
use write_fonts::tables::os2::{Os2, SelectionFlags};
use write_fonts::tables::post::Post;
use write_fonts::types::{FWord, Fixed, GlyphId, NameId, Tag, UfWord};
use write_fonts::{FontBuilder, OffsetMarker};

use super::face::Face;
use super::glyf::Glyf;
use super::schema::Font;

/// The file of a subset, with its name.
///
/// # Errors
/// A typeface cannot be written as TrueType.
pub fn file(face: &Face) -> Result<(String, Vec<u8>)> {
    let font = &face.entry();
    let mut glyf = Glyf::default();
    let mut whole = Rect::ZERO;
    let mut widths = Vec::new();
    for glyph in &face.glyphs {
        whole = whole.union(glyph.bounds);
        widths.push(LongMetric::new(glyph.advance, glyf.add(&glyph.outline, glyph.bounds)));
    }
    let (points, contours) = (glyf.points, glyf.contours);
    let (glyf, loca) = glyf.finish();
    let advance = face.glyphs.iter().map(|glyph| glyph.advance).max().unwrap_or_default();
    let (ascent, descent) = (short(face.extent.0), short(face.extent.1));
    let units = u16::try_from(short(face.units)).unwrap_or(1000);
    let head = Head {
        font_revision: Fixed::from_f64(1.0),
        units_per_em: units,
        x_min: short(whole.x0.floor()),
        y_min: short(whole.y0.floor()),
        x_max: short(whole.x1.ceil()),
        y_max: short(whole.y1.ceil()),
        mac_style: if font.bold { MacStyle::BOLD } else { MacStyle::empty() },
        lowest_rec_ppem: 8,
        // With four bytes for every place.
        index_to_loc_format: 1,
        ..Head::default()
    };
    let count = u16::try_from(face.glyphs.len())?;
    let hhea = Hhea {
        ascender: FWord::new(ascent),
        descender: FWord::new(descent),
        advance_width_max: UfWord::new(advance),
        x_max_extent: FWord::new(head.x_max),
        min_left_side_bearing: FWord::new(head.x_min),
        caret_slope_rise: 1,
        number_of_h_metrics: count,
        ..Hhea::default()
    };
    let maxp = Maxp {
        num_glyphs: count,
        max_points: Some(points),
        max_contours: Some(contours),
        max_composite_points: Some(0),
        max_composite_contours: Some(0),
        max_zones: Some(1),
        max_twilight_points: Some(0),
        max_storage: Some(0),
        max_function_defs: Some(0),
        max_instruction_defs: Some(0),
        max_stack_elements: Some(0),
        max_size_of_instructions: Some(0),
        max_component_elements: Some(0),
        max_component_depth: Some(0),
    };
    let characters = face.characters.iter().map(|(character, glyph)| (*character, GlyphId::from(*glyph)));
    let cmap = Cmap::from_mappings(characters).context("字体的字符表写不成")?;
    let mut builder = FontBuilder::new();
    builder.add_table(&head)?.add_table(&hhea)?.add_table(&maxp)?.add_table(&Hmtx::new(widths, Vec::new()))?;
    builder.add_table(&cmap)?.add_table(&names(font))?;
    builder.add_raw(Tag::new(b"loca"), loca).add_raw(Tag::new(b"glyf"), glyf);
    builder
        .add_table(&os2(face, font))?
        .add_table(&Post { version: write_fonts::types::Version16Dot16::VERSION_3_0, ..Post::default() })?;
    Ok((font.file.clone(), builder.build()))
}

/// What the file calls itself: the same as the package does, so that readers that look by name find it, too.
fn names(font: &Font) -> Name {
    let style = if font.bold { "Bold" } else { "Regular" };
    let texts = [
        (NameId::FAMILY_NAME, font.family.clone()),
        (NameId::SUBFAMILY_NAME, style.to_owned()),
        (NameId::UNIQUE_ID, format!("{} subset", font.name)),
        (NameId::FULL_NAME, font.name.clone()),
        (NameId::VERSION_STRING, "Version 1.0".to_owned()),
        (NameId::POSTSCRIPT_NAME, font.name.clone()),
    ];
    let record = |(id, text)| NameRecord::new(3, 1, 0x0409, id, OffsetMarker::new(text));
    Name::new(texts.into_iter().map(record).collect())
}

/// What Windows asks of a typeface.
fn os2(face: &Face, font: &Font) -> Os2 {
    let (ascent, descent) = (short(face.extent.0), short(face.extent.1));
    let character = |found: Option<&char>| found.map_or(0, |c| u16::try_from(u32::from(*c)).unwrap_or(u16::MAX));
    Os2 {
        fs_type: face.embedding(),
        us_weight_class: if font.bold { 700 } else { 400 },
        fs_selection: if font.bold { SelectionFlags::BOLD } else { SelectionFlags::REGULAR },
        ach_vend_id: Tag::new(b"NONE"),
        us_first_char_index: character(face.characters.keys().next()),
        us_last_char_index: character(face.characters.keys().next_back()),
        s_typo_ascender: ascent,
        s_typo_descender: descent,
        us_win_ascent: ascent.unsigned_abs(),
        us_win_descent: descent.unsigned_abs(),
        // Latin 1 and simplified Chinese.
        ul_code_page_range_1: Some(1 | 1 << 18),
        ul_code_page_range_2: Some(0),
        sx_height: Some(0),
        s_cap_height: Some(0),
        us_default_char: Some(0),
        us_break_char: Some(32),
        us_max_context: Some(1),
        ..Os2::default()
    }
}

/// A number of a font file.
#[expect(clippy::cast_possible_truncation, reason = "units of a typeface have two bytes; a cast keeps within them")]
fn short(value: f64) -> i16 {
    value.round() as i16
}
