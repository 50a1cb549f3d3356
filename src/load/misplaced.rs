//! A key that is not declared where it stands: where it belongs, what it is like, and what may be written here.

use super::lookalike;
use crate::diag::{Diagnostic, nearest, rules};
use crate::model::field::{Field, File, Mapping, Names, Place, Shape};
use crate::source::Pair;

/// Most places that are named for a key that many mappings have.
const MOST: usize = 3;

/// Where a mapping stands; of two places the first.
pub fn place(mapping: &Mapping) -> Option<Place> {
    mapping.file.places().into_iter().find(|place| place.mapping.called == mapping.called)
}

/// What is said of a key that `mapping` does not have.
pub fn stray(mapping: &Mapping, pair: &Pair) -> Diagnostic {
    let known: Vec<&str> = mapping.keys().collect();
    if let Some(found) = lookalike::key(pair, &known) {
        return found;
    }
    let (key, called) = (pair.key.value.as_str(), mapping.called);
    let near = nearest(key, known.iter().copied());
    // 来源 is no misplaced key where 数据来源 is one.
    let own = near.is_some_and(|near| near.contains(key));
    if let Some(home) = home(mapping, key).filter(|_| !own) {
        let message = format!("「{key}」写错了位置：它不属于{called}，其内容没有读取。");
        let help = format!("「{key}」应写在{home}；检查行首的空格，或把它移过去。");
        return Diagnostic::error(rules::MISPLACED_KEY, message).at(pair.key.span).help(help);
    }
    let hint = near.map(|word| format!("是不是「{word}」？")).unwrap_or_default();
    let deep = place(mapping).and_then(|place| place.names).map(Names::another);
    let deep = deep.map(|(one, others)| format!("如果它是{one}，行首多了空格，请与{others}左对齐。"));
    let keys: Vec<&str> = mapping.fields.iter().map(|field| field.key).collect();
    Diagnostic::error(rules::UNKNOWN_KEY, format!("{called}没有「{key}」这一项，其内容没有读取。"))
        .at(pair.key.span)
        .help(format!("{hint}可以写：{}。{}", keys.join("、"), deep.unwrap_or_default()))
}

/// What `key` should stand under, if it was written where the names under `field` are.
pub fn too_shallow(field: &Field, key: &str) -> Option<&'static str> {
    let Shape::Named { names, .. } = field.shape else { return None };
    field.shape.mapping().filter(|mapping| mapping.field(key).is_some()).map(|_| names.word())
}

/// Whether `key` is a section of the file that has `field` as one, and none of its names.
pub fn is_section(field: &Field, key: &str) -> bool {
    let root = File::Submission.root();
    let own = root.fields.iter().any(|own| own.key == field.key);
    own && root.field(key).is_some_and(|other| other.shape.is_section())
}

/// Where `key` belongs, if it is a key of another mapping of the file.
fn home(mapping: &Mapping, key: &str) -> Option<String> {
    let mut places = mapping.file.places();
    // What stands inside is meant more often than what stands outermost.
    places.rotate_left(1);
    let places = places.into_iter().filter(|place| place.mapping.called != mapping.called);
    let homes: Vec<String> =
        places.filter(|place| place.mapping.field(key).is_some()).map(|place| place.words).collect();
    match homes.len() {
        0 => numbered(mapping.file, key),
        1..=MOST => Some(homes.join("，或")),
        _ => Some(format!("{}等处", homes[..MOST].join("，或"))),
    }
}

/// Where an assignment's number belongs.
fn numbered(file: File, key: &str) -> Option<String> {
    let number = key.contains('.') && key.starts_with(|c: char| c.is_ascii_digit());
    let under =
        file.root().fields.iter().filter(|field| matches!(field.shape, Shape::Named { names: Names::Assignments, .. }));
    let under: Vec<String> = under.map(|field| format!("「{}:」", field.key)).collect();
    (number && !under.is_empty()).then(|| format!("{}下面（{}）", under.join("或"), Names::Assignments.word()))
}
