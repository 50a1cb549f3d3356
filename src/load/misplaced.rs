//! A key that is not declared where it stands: where it belongs, what it is like, and what may be written here.

use super::lookalike;
use crate::diag::{Diagnostic, nearest, rules};
use crate::model::field::{Field, File, Mapping, Names, Place, Shape};
use crate::source::{Pair, Span, Value};

/// Most places that are named for a key that many mappings have.
const MOST: usize = 3;

/// Where a mapping stands; of two places the first.
pub fn place(mapping: &Mapping) -> Option<Place> {
    mapping.file.places().into_iter().find(|place| place.mapping.called == mapping.called)
}

/// What is said of a key that `mapping` does not have.
///
/// `above` is the pair before it.
pub fn stray(mapping: &Mapping, pair: &Pair, above: Option<&Pair>) -> Diagnostic {
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
    let inner = mapping.called != mapping.file.root().called && near.is_none();
    if let Some(found) = lookalike::split_text(pair, above).filter(|_| inner) {
        return found;
    }
    if let Some(found) = shallow(mapping, pair, above).filter(|_| near.is_none()) {
        return found;
    }
    let hint = near.map(|word| format!("是不是「{word}」？")).unwrap_or_default();
    let deep = place(mapping).and_then(|place| place.names).map(Names::another);
    let deep = deep.map(|(one, others)| format!("如果它是{one}，行首多了空格，请与{others}左对齐。"));
    let keys: Vec<&str> = mapping.fields.iter().map(|field| field.key).collect();
    Diagnostic::error(rules::UNKNOWN_KEY, format!("{called}没有「{key}」这一项，其内容没有读取。"))
        .at(pair.key.span)
        .help(format!("{hint}可以写：{}。{}", keys.join("、"), deep.unwrap_or_default()))
}

/// A name at the left edge that should stand in one of the sections: `现场会场次: 3` without its two blanks.
fn shallow(mapping: &Mapping, pair: &Pair, above: Option<&Pair>) -> Option<Diagnostic> {
    let wide = pair.key.value.len() - pair.key.value.trim_start_matches(['\u{3000}', '\u{a0}']).len();
    if 0 < wide {
        let span = Span::new(pair.key.span.file, pair.key.span.start, pair.key.span.start + wide);
        let found =
            Diagnostic::error(rules::YAML_SYNTAX, "行首用了全角空格或不间断空格缩进；YAML 只认普通（半角）空格。");
        return Some(found.at(span).help("换成半角空格，与同一层的其他各行左对齐。").fix(span, "  "));
    }
    if mapping.called != mapping.file.root().called {
        return None;
    }
    let fits = |field: &Field| {
        let Shape::Named { one, .. } = field.shape else { return false };
        match (&pair.value.value, one) {
            (Value::Scalar(text), Shape::FigureOr(_)) => text.starts_with(|c: char| c.is_ascii_digit()),
            (Value::Map(pairs), _) => {
                let has = |pair: &Pair| one.mapping().is_some_and(|mapping| mapping.field(&pair.key.value).is_some());
                !pairs.is_empty() && pairs.iter().all(has)
            }
            _ => false,
        }
    };
    let field = mapping.fields.iter().find(|field| fits(field))?;
    let Shape::Named { names, .. } = field.shape else { return None };
    let (key, section) = (pair.key.value.as_str(), field.key);
    let found = Diagnostic::error(rules::MISPLACED_KEY, format!("「{key}」写在了最左边，其内容没有读取。"));
    let found = found.at(pair.key.span).help(format!(
        "像是一个{}：移到「{section}:」下面，行首空两格，与{}左对齐。",
        names.word(),
        names.another().1
    ));
    // Right below its section it is only the blanks that are missing.
    let below = above.is_some_and(|above| above.key.value == section) && matches!(pair.value.value, Value::Scalar(_));
    let start = Span::new(pair.key.span.file, pair.key.span.start, pair.key.span.start);
    Some(if below { found.fix(start, "  ") } else { found })
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
    let mut homes = homes;
    homes.dedup();
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
