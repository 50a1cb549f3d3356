//! The looks of the ledger workbook's cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::model::{Decimal, Rgb};
use crate::style::{Style, status};

/// Most digits of a number that every program keeps.
const DIGITS: usize = 15;

/// The looks.
pub struct Paint {
    /// The report's style.
    pub style: Style,
    /// Of heads.
    pub head: Format,
    /// Of texts.
    pub text: Format,
    /// Of what has to be seen above everything.
    pub notice: Format,
}

/// A color as workbooks have it.
pub fn color(Rgb(red, green, blue): Rgb) -> Color {
    Color::RGB(u32::from_be_bytes([0, red, green, blue]))
}

impl Paint {
    /// Those of a style.
    pub fn new(style: Style) -> Self {
        let text = Format::new()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(color(style.color("rule")));
        let head = text.clone().set_bold().set_align(FormatAlign::VerticalCenter);
        let head = head.set_background_color(color(style.color("main-tint")));
        let notice = Format::new().set_bold().set_font_color(color(style.color("accent")));
        Self { style, head, text, notice }
    }

    /// Of a word that has a color in the report.
    pub fn word(&self, word: &str) -> Format {
        self.middle().set_font_color(color(self.style.color(status(word).1)))
    }

    /// Of counts, years and words: in the middle.
    pub fn middle(&self) -> Format {
        self.text.clone().set_align(FormatAlign::Center)
    }

    /// Of a figure with so many decimals and a mark behind it.
    pub fn figure(&self, decimals: u32, mark: &str) -> Format {
        let zeros = "0".repeat(decimals as usize);
        let point = if decimals == 0 { "" } else { "." };
        let mark = if mark.is_empty() { String::new() } else { format!("\" {mark}\"") };
        let format = self.text.clone().set_align(FormatAlign::Right);
        format.set_num_format(format!("0{point}{zeros}{mark}"))
    }

    /// Writes a figure as a number; one that has more digits than a number keeps is written as text, so that none is lost.
    pub fn number(
        &self,
        own: &mut Worksheet,
        (row, column): (u32, u16),
        value: Decimal,
        mark: &str,
    ) -> Result<(), XlsxError> {
        let digits = value.mantissa().unsigned_abs().to_string().len();
        match value.to_string().parse::<f64>() {
            Ok(number) if digits <= DIGITS => {
                own.write_number_with_format(row, column, number, &self.figure(value.scale(), mark))?;
            }
            _ => {
                own.write_string_with_format(row, column, format!("{value}{mark}"), &self.text)?;
            }
        }
        Ok(())
    }
}
