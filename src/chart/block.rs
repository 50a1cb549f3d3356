//! The plan's assignments in blocks by task area, on as many pages as they need.

use super::style::{HEADING, Rows, SECOND};
use crate::model::{Assignment, Plan};

/// The assignments of a task area.
pub struct Block<C> {
    /// The area's name.
    pub title: String,
    /// Its assignments.
    pub rows: Vec<Row<C>>,
}

/// An assignment and what is drawn of it.
pub struct Row<C> {
    /// Its number and name.
    pub name: String,
    /// Its number alone.
    pub number: String,
    /// What is drawn.
    pub own: C,
}

/// A block for every area that has assignments, with what is drawn of each of them, by its place in the plan.
pub fn by_area<C>(plan: &Plan, mut own: impl FnMut(&Assignment, usize) -> C) -> Vec<Block<C>> {
    let (mut all, mut numbered) = (0.., true);
    let blocks = plan.areas.iter().map(|area| {
        let assignments = area.tasks.iter().flat_map(|task| &task.assignments).zip(all.by_ref());
        let rows = assignments.map(|(assignment, at)| {
            let number = assignment.number.value.clone();
            numbered &= number.starts_with(&area.number.value);
            Row { name: format!("{number} {}", assignment.name), number, own: own(assignment, at) }
        });
        Block { title: area.chapter.clone(), rows: rows.collect() }
    });
    let mut blocks: Vec<Block<C>> = blocks.filter(|block| !block.rows.is_empty()).collect();
    // Headings of which nearly each has one row are nearly half of the chart, and not missed where the number of a row says
    // its area, too.
    if numbered && blocks.iter().map(|block| block.rows.len()).sum::<usize>() < UNDER_A_HEADING * blocks.len() {
        for block in &mut blocks {
            block.title.clear();
        }
    }
    blocks
}

/// Fewest rows under a heading, on the average.
const UNDER_A_HEADING: usize = 2;

/// Height of a chart of blocks.
pub fn height<C>(blocks: &[Block<C>], size: &Rows) -> f64 {
    size.top + body(blocks, size) + size.foot
}

fn body<C>(blocks: &[Block<C>], size: &Rows) -> f64 {
    let rows = |block: &Block<C>| block.rows.iter().map(|row| size.high(&row.name)).sum::<f64>();
    blocks.iter().map(|block| size.heading(&block.title) + rows(block)).sum()
}

/// The blocks as parts of about one height, none higher than `most`. A block that goes on says so.
pub fn pages<C>(blocks: Vec<Block<C>>, size: &Rows, most: f64) -> Vec<Vec<Block<C>>> {
    let (all, room) = (body(&blocks, size), most - size.top - size.foot);
    // What each page has if all have alike, and a heading more where a block goes on.
    let aim = (all / (all / room).ceil().max(1.0) + HEADING + size.row + SECOND).min(room);
    let mut pages: Vec<Vec<Block<C>>> = vec![Vec::new()];
    let mut used = 0.0;
    for block in blocks {
        let title = block.title;
        for (at, row) in block.rows.into_iter().enumerate() {
            let high = size.high(&row.name);
            let heading = size.heading(&title);
            let needs = high + if at == 0 { heading } else { 0.0 };
            if aim < used + needs && 0.0 < used {
                pages.push(Vec::new());
                used = 0.0;
            }
            let Some(page) = pages.last_mut() else { continue };
            match page.last_mut() {
                Some(open) if at != 0 => open.rows.push(row),
                _ => {
                    let title = if at == 0 || title.is_empty() { title.clone() } else { format!("{title}（续）") };
                    page.push(Block { title, rows: vec![row] });
                    used += heading;
                }
            }
            used += high;
        }
    }
    pages.retain(|page| !page.is_empty());
    pages
}

#[cfg(test)]
mod tests {
    use super::super::style::{PAGE, ROADMAP};
    use super::*;

    fn blocks(rows: &[usize]) -> Vec<Block<usize>> {
        let block = |(area, n): (usize, &usize)| Block {
            title: area.to_string(),
            rows: (0..*n).map(|own| Row { name: String::new(), number: String::new(), own }).collect(),
        };
        rows.iter().enumerate().map(block).collect()
    }

    #[test]
    fn pages_hold_every_row_once_in_order_and_none_is_too_high() {
        for rows in [vec![], vec![1], vec![80], vec![27], vec![5; 16], vec![1; 60], vec![40, 1, 39]] {
            let pages = pages(blocks(&rows), &ROADMAP, PAGE);
            for page in &pages {
                assert!(height(page, &ROADMAP) <= PAGE, "{rows:?}: {}", height(page, &ROADMAP));
                assert!(page.iter().all(|block| !block.rows.is_empty()));
            }
            let found: Vec<usize> =
                pages.iter().flatten().flat_map(|block| block.rows.iter().map(|row| row.own)).collect();
            let wanted: Vec<usize> = rows.iter().flat_map(|n| 0..*n).collect();
            assert_eq!(found, wanted);
        }
        let long = pages(blocks(&[80]), &ROADMAP, PAGE);
        assert_eq!(long.iter().map(|page| page[0].title.as_str()).collect::<Vec<_>>(), ["0", "0（续）", "0（续）"]);
    }
}
