//! Text that goes on where other text ends, as one object: leaders are one object, not one for every dot, and a search finds
//! words that Typst set in pieces.

use crate::ofd::schema::{Object, TextObject};

/// How far apart two texts may stand to be one, in type sizes.
const APART: f64 = 0.6;

/// The objects, with texts put together that stand after each other on one line and differ in nothing else.
pub fn join(objects: Vec<Object>) -> Vec<Object> {
    let mut joined: Vec<Object> = Vec::with_capacity(objects.len());
    for object in objects {
        match (joined.last_mut(), object) {
            (Some(Object::Text(last)), Object::Text(next)) if goes_on(last, &next) => add(last, next),
            (_, object) => joined.push(object),
        }
    }
    joined
}

/// Whether a text goes on where another one ends.
fn goes_on(last: &TextObject, next: &TextObject) -> bool {
    let alike = last.font == next.font && last.fill == next.fill;
    let level = (last.code.start.y - next.code.start.y).abs() < 1e-3 && (last.size - next.size).abs() < 1e-4;
    let gap = (next.code.start.x - last.boundary.x1) / last.size;
    // Readers cut off spaces at the beginning of a text.
    let begins = !last.code.text.starts_with(char::is_whitespace);
    alike && level && begins && (-APART..=APART).contains(&gap) && last.is_plain() && next.is_plain()
}

fn add(last: &mut TextObject, next: TextObject) {
    let from = next.code.start.x - last.code.start.x;
    last.boundary = last.boundary.union(next.boundary);
    last.code.text.push_str(&next.code.text);
    last.code.glyphs.extend(next.code.glyphs);
    last.code.places.extend(next.code.places.iter().map(|place| place + from));
}
