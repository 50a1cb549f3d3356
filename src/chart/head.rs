//! Names over narrow columns: set downwards, on as many lines as they need, from right to left.

use plotters::style::text_anchor::HPos;

use super::mark::{Mark, beside, dot, lettering, line};
use super::record::{Area, Drawn, px};
use super::shape::count;
use super::style::{
    INK, LINE, SMALL,
    matrix::{BRACKET, STEP},
};

/// What never begins a line, and what never ends one.
const CLOSES: &str = "）)、，·";
const OPENS: &str = "（(";

/// The name on lines of even length, of so many characters at most; nothing of it is left out.
#[must_use]
pub fn lines(name: &str, most: usize) -> Vec<String> {
    let all: Vec<char> = name.chars().collect();
    let number = all.len().div_ceil(most.max(2)).max(1);
    let even = all.len().div_ceil(number);
    let stays = |at: usize| {
        let mark =
            |place: Option<usize>, marks: &str| place.and_then(|at| all.get(at)).is_some_and(|c| marks.contains(*c));
        mark(Some(at), CLOSES) || mark(at.checked_sub(1), OPENS)
    };
    let (mut lines, mut from) = (Vec::new(), 0);
    while from < all.len() {
        // What is left goes into the last line, even if a bracket made an earlier one shorter.
        let last = all.len() - from <= most && (0 < from || number == 1);
        let end = if last { all.len() } else { from + even };
        // Rather before a bracket than behind it.
        let to = (from + 2..=end).rev().find(|&at| at == all.len() || !stays(at)).unwrap_or(end);
        lines.push(all[from..to].iter().collect());
        from = to;
    }
    lines
}

/// How much of its height a character needs.
fn room(c: char) -> f64 {
    if "（）()、".contains(c) { STEP.1 } else { STEP.0 }
}

/// Height of a name on lines of so many characters at most.
#[must_use]
pub fn high(name: &str, most: usize) -> f64 {
    let high = |line: &String| line.chars().map(room).sum();
    lines(name, most).iter().map(high).fold(0.0, f64::max)
}

/// How much wider than a column its name is on such lines.
#[must_use]
pub fn more(name: &str, most: usize, column: f64) -> f64 {
    let wide = STEP.0 * count(lines(name, most).len()) + LINE;
    if lines(name, most).len() < 2 { 0.0 } else { (wide - column).max(0.0) }
}

/// Draws a name above a place, which its last line in full length reaches.
///
/// # Errors
/// As plotters.
pub fn draw(area: &Area, name: &str, most: usize, (middle, foot): (f64, f64)) -> Drawn {
    let lines = lines(name, most);
    for (at, own) in lines.iter().enumerate() {
        let x = middle + (count(lines.len() - 1) / 2.0 - count(at)) * STEP.0;
        let mut y = foot - high(name, most);
        for c in own.chars() {
            let center = y + room(c) / 2.0;
            match c {
                '（' | '(' => area.draw(&bracket((x, center), 1.0))?,
                '）' | ')' => area.draw(&bracket((x, center), -1.0))?,
                '、' => area.draw(&dot((px(x + BRACKET.0), px(center)), LINE, INK))?,
                c => {
                    let place = (px(x), px(center));
                    area.draw(&beside(place, (0.0, 0.0), c.to_string(), lettering(SMALL, INK, HPos::Center)))?;
                }
            }
            y += room(c);
        }
    }
    Ok(())
}

/// A bracket over what is set downwards (1.0) or under it (−1.0).
fn bracket((x, y): (f64, f64), side: f64) -> Mark<(i32, i32)> {
    let (half, high) = (BRACKET.0, BRACKET.1 * side / 2.0);
    let corners = [(-half, high), (-half / 2.0, -high), (half / 2.0, -high), (half, high)];
    line(corners.map(|(right, down)| (px(x + right), px(y + down))).to_vec(), INK, LINE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_lines_of_even_length_none_of_which_begins_with_a_mark_and_nothing_is_lost() {
        let of = |name: &str, most: usize| lines(name, most).join("｜");
        assert_eq!(of("产业局", 8), "产业局");
        assert_eq!(of("产业创新走廊指挥部", 8), "产业创新走｜廊指挥部");
        assert_eq!(of("各镇（街道）、园区办", 8), "各镇（街｜道）、园区办");
        let long = "市国土空间规划（含海洋、测绘）和自然资源保护利用领导小组办公室";
        for most in 2..40 {
            let lines = lines(long, most);
            assert_eq!(lines.concat(), long);
            assert!(lines.iter().all(|line| line.chars().count() <= most), "{lines:?}");
            assert!(most < 4 || !lines.iter().any(|line| line.starts_with(['）', '、'])), "{lines:?}");
        }
    }
}
