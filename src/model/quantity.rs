//! Figures as people write them, `12.5亿元`, `8.5%`, `2万人`, `1,234`, read exactly or not at all.

use std::fmt;
use std::str::FromStr;

pub use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy;

/// A unit of measure: a base such as 元, 人 or %, times 万 or 亿.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    text: String,
    factor: Decimal,
    base: String,
}

/// A figure with the unit written after it, if one was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The figure as typed, without its thousands separators.
    pub number: Decimal,
    /// The unit as typed.
    pub unit: Option<Unit>,
}

/// Largest figure that is read, 10¹⁵ in any unit: far beyond any real one, and no formula with it overflows.
const LARGEST: Decimal = Decimal::from_parts(0xA4C6_8000, 0x0003_8D7E, 0, false, 0);

/// Why a text is no [`Quantity`], or a quantity not one of the unit wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuantityError {
    /// It does not begin with a figure.
    NoNumber,
    /// Full-width digits or marks; the text in half-width.
    FullWidth(String),
    /// Thousands separators that do not separate thousands.
    Grouping,
    /// A nought before the other digits, or a group of thousands that begins with one; without it.
    LeadingZero(String),
    /// More digits than a figure of a report can have.
    TooLong,
    /// The unit measures something else: written, wanted.
    OtherUnit(String, String),
    /// A bare 万 or 亿 where the unit wanted has one of its own.
    BareScale(String, String),
}

impl Unit {
    /// Reads a unit; every text is one.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        let scales = [("万亿", 1_000_000_000_000_i64), ("亿", 100_000_000), ("万", 10_000)];
        let (factor, base) = scales
            .into_iter()
            .find_map(|(word, factor)| text.strip_prefix(word).map(|rest| (Decimal::from(factor), rest)))
            .unwrap_or((Decimal::ONE, text));
        let (factor, base) = match base {
            "‰" => (factor / Decimal::TEN, "%"),
            "％" => (factor, "%"),
            _ => (factor, base),
        };
        Self { text: text.to_owned(), factor, base: base.to_owned() }
    }

    /// The unit as typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A figure of it in its base: 20000 of 2 in 万人, 0.8 of 8 in ‰.
    #[must_use]
    pub fn whole(&self, value: Decimal) -> Option<Decimal> {
        value.checked_mul(self.factor).map(|value| value.normalize())
    }

    /// A figure of it in per cent, where it is per cent or per mille.
    #[must_use]
    pub fn percent(&self, value: Decimal) -> Option<Decimal> {
        // What is per cent already keeps the decimals it has.
        let whole = self.factor == Decimal::ONE;
        self.is_percent().then(|| if whole { value } else { (value * self.factor).normalize() })
    }

    /// A difference of two of its figures with its unit: of per cent and per mille in 百分点.
    #[must_use]
    pub fn difference(&self, amount: Decimal) -> String {
        match self.percent(amount) {
            Some(points) => format!("{points}个百分点"),
            None => format!("{amount}{}", self.text),
        }
    }

    /// Whether values are percentages, whose differences are 百分点.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        self.base == "%"
    }
}

impl Quantity {
    /// The figure in `unit`; a figure without a unit is one of `unit` already.
    ///
    /// # Errors
    /// The unit typed measures something else, or leaves open what 万 belongs to.
    pub fn in_unit(&self, unit: &Unit) -> Result<Decimal, QuantityError> {
        let Some(own) = &self.unit else { return Ok(self.number) };
        let both = || (own.text.clone(), unit.text.clone());
        if own.base.is_empty() && unit.factor != Decimal::ONE {
            let (own, wanted) = both();
            return Err(QuantityError::BareScale(own, wanted));
        }
        if !own.base.is_empty() && own.base != unit.base {
            let (own, wanted) = both();
            return Err(QuantityError::OtherUnit(own, wanted));
        }
        let scaled = self.number.checked_mul(own.factor).ok_or(QuantityError::TooLong)?;
        let value = (scaled / unit.factor).normalize();
        if LARGEST < value.abs() { Err(QuantityError::TooLong) } else { Ok(value) }
    }
}

impl FromStr for Quantity {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        let text = text.trim();
        let half: String = text.chars().map(half_width).collect();
        if half != text && half.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+') {
            // Only what reads well in half-width is offered as the way to write it.
            let fine = half.parse::<Self>().is_ok();
            return Err(if fine { QuantityError::FullWidth(half) } else { QuantityError::NoNumber });
        }
        let end =
            text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+'))).unwrap_or(text.len());
        let (digits, unit) = text.split_at(end);
        if !digits.contains(|c: char| c.is_ascii_digit()) {
            return Err(QuantityError::NoNumber);
        }
        let plain = ungroup(digits)?;
        let whole = plain.trim_start_matches(['-', '+']);
        if whole.starts_with('0') && whole[1..].starts_with(|c: char| c.is_ascii_digit()) {
            let sign = &plain[..plain.len() - whole.len()];
            let digits = whole.trim_start_matches('0');
            let nought = if digits.starts_with(|c: char| c.is_ascii_digit()) { "" } else { "0" };
            return Err(QuantityError::LeadingZero(format!("{sign}{nought}{digits}{}", &text[end..])));
        }
        let number = Decimal::from_str_exact(&plain)
            .map_err(|_| if plain.len() > 24 { QuantityError::TooLong } else { QuantityError::NoNumber })?;
        if LARGEST < number.abs() || 9 < number.scale() {
            return Err(QuantityError::TooLong);
        }
        let unit = unit.trim();
        // Remarks and second figures are no unit: 3左右, 3～4, 3。, 1 880, 3个（其中……）.
        let remark = unit.starts_with(|c: char| !c.is_alphabetic() && !"%％‰".contains(c))
            || unit.contains(|c: char| c.is_ascii_digit() || "，。；（）()～~、 ".contains(c))
            || ["左右", "上下", "多", "余", "以上", "以下"]
                .iter()
                .any(|word| unit.starts_with(word) || unit.ends_with(word));
        if remark || digits.ends_with(',') {
            return Err(QuantityError::NoNumber);
        }
        Ok(Self { number, unit: (!unit.is_empty()).then(|| Unit::parse(unit)) })
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, self.unit.as_ref().map_or("", Unit::text))
    }
}

/// Full-width digits, signs and percent to half-width; the rest as it is.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' | '．' | '，' | '－' | '＋' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn ungroup(digits: &str) -> Result<String, QuantityError> {
    if !digits.contains(',') {
        return Ok(digits.to_owned());
    }
    let whole = digits.split('.').next().unwrap_or_default().trim_start_matches(['-', '+']);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let right = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    let fraction_has_comma = digits.split_once('.').is_some_and(|(_, fraction)| fraction.contains(','));
    if right && !fraction_has_comma { Ok(digits.replace(',', "")) } else { Err(QuantityError::Grouping) }
}

/// A figure as it is printed: with the minus that printers use.
#[must_use]
pub fn printed(value: Decimal) -> String {
    let text = value.to_string();
    text.strip_prefix('-').map_or_else(|| text.clone(), |digits| format!("−{digits}"))
}

/// Rounds half to even (GB/T 8170 「四舍六入五成双」): the one rounding of every figure that is printed.
#[must_use]
pub fn round(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointNearestEven)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, unit: &str, expected: Result<&str, QuantityError>) {
        let found = text.parse::<Quantity>().and_then(|q| q.in_unit(&Unit::parse(unit)));
        assert_eq!(found.map(|d| d.to_string()), expected.map(str::to_owned), "{text} in {unit}");
    }

    #[test]
    fn reads_figures_as_people_write_them() {
        check("28", "家", Ok("28"));
        check("1,234", "家", Ok("1234"));
        check("12.5亿元", "亿元", Ok("12.5"));
        check("12.5亿元", "万元", Ok("125000"));
        check("2万人", "人", Ok("20000"));
        check("2万", "人", Ok("20000"));
        check("8.5%", "%", Ok("8.5"));
        check("85‰", "%", Ok("8.5"));
        check("-0.3%", "%", Ok("-0.3"));
        check("352万元/亩", "万元/亩", Ok("352"));
    }

    #[test]
    fn refuses_what_cannot_be_read_exactly() {
        check("二十八", "家", Err(QuantityError::NoNumber));
        check("约28", "家", Err(QuantityError::NoNumber));
        check("1,23", "家", Err(QuantityError::Grouping));
        check("２８", "家", Err(QuantityError::FullWidth("28".into())));
        check("1.2.3", "家", Err(QuantityError::NoNumber));
        for remark in ["3左右", "3～4", "3。", "1 880", "3个（其中博士点1个）", "3，", "3-4", "20余家", "“3”"]
        {
            check(remark, "个", Err(QuantityError::NoNumber));
        }
        check("12万", "万元", Err(QuantityError::BareScale("万".into(), "万元".into())));
        check("3个", "家", Err(QuantityError::OtherUnit("个".into(), "家".into())));
        check("1e5", "家", Err(QuantityError::NoNumber));
        check(&"9".repeat(40), "家", Err(QuantityError::TooLong));
        check("1000000000000000家", "家", Ok("1000000000000000"));
        check("1000000000000001家", "家", Err(QuantityError::TooLong));
        check("999999999999999万亿元", "元", Err(QuantityError::TooLong));
    }

    #[test]
    fn a_difference_of_shares_is_in_points() {
        let shown = |unit: &str| Unit::parse(unit).difference(Decimal::new(10, 1));
        assert_eq!(["%", "‰", "家"].map(shown), ["1.0个百分点", "0.1个百分点", "1.0家"]);
    }

    #[test]
    fn rounds_half_to_even() {
        let rounded = |text: &str| round(text.parse().unwrap_or_default(), 1).to_string();
        assert_eq!((rounded("0.25"), rounded("0.35"), rounded("0.3501")), ("0.2".into(), "0.4".into(), "0.4".into()));
    }
}
