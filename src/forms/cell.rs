//! Where a cell is, as spreadsheets say it.

/// `E12` of a row and a column, both from 0.
#[must_use]
pub fn name((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while 0 < rest {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    format!("{}{}", letters.iter().rev().collect::<String>(), row + 1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_letters() {
        let names = [
            ((0, 0), "A1"),
            ((11, 4), "E12"),
            ((0, 25), "Z1"),
            ((0, 26), "AA1"),
            ((9, 701), "ZZ10"),
            ((0, 702), "AAA1"),
        ];
        for (at, name) in names {
            assert_eq!(super::name(at), name);
        }
    }
}
