//! A file that is changed without a person looking at it: only one that was understood whole, and only if it says what was meant.

use anyhow::{Result, bail};

use super::{Keys, MISSING, Node, ProblemKind, Sources, Tree, Value, parse, rewrite};

/// Whether a text can be read whole.
///
/// # Errors
/// It cannot; the first line that is wrong, and why.
pub fn readable(text: &str, keys: &Keys) -> Result<()> {
    let mut sources = Sources::default();
    let file = sources.add("", text);
    let (_, problems) = parse(file, text, keys);
    let Some(problem) = problems.iter().find(|problem| problem.kind == ProblemKind::Syntax) else { return Ok(()) };
    let line = sources.file(file).place(problem.span.start).line;
    bail!("第 {line} 行有格式错误：{}改法：{}", problem.message, problem.help);
}

/// The tree of a text that is understood whole.
///
/// # Errors
/// It has a syntax error, a key twice, or a key that swallowed its value.
pub fn whole(text: &str, keys: &Keys) -> Result<Node> {
    readable(text, keys)?;
    let (root, _) = parse(Sources::default().add("", text), text, keys);
    if let Some(key) = swallowed(&root) {
        bail!("「{key}」的冒号、逗号是全角的，程序没有读懂。");
    }
    if let Some(key) = twice(&root) {
        bail!("「{key}」写了两次。");
    }
    Ok(root)
}

/// A text that says what is wanted, written into the one that is there; line ends stay as they are.
///
/// # Errors
/// It would not be read as what is wanted.
pub fn written(text: &str, root: &Node, wanted: &Tree, keys: &Keys) -> Result<String> {
    let mut written = rewrite(text, root, wanted);
    if text.contains("\r\n") {
        written = written.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    if text.matches(MISSING).count() < written.matches(MISSING).count() {
        bail!("有印不出来的字（如表情符号），先改好。");
    }
    // A value that would be read as another one is never written.
    let (again, problems) = parse(Sources::default().add("", &written), &written, keys);
    if let Some(problem) = problems.iter().find(|problem| problem.kind == ProblemKind::Syntax) {
        bail!("内容写不成报送文件：{}", problem.message);
    }
    let again = Tree::of(&again);
    if !again.says(wanted) {
        bail!("内容写成报送文件会变样，请告诉维护人员。{}", wanted.apart_from(&again));
    }
    Ok(written)
}

/// Comments of a text that are not in another one.
#[must_use]
pub fn lost_comments(before: &str, after: &str) -> Vec<String> {
    let comment = |line: &str| {
        let at = if line.trim_start().starts_with('#') { line.find('#') } else { line.find(" #").map(|at| at + 1) };
        at.map(|at| line[at..].trim_start_matches(['#', ' ']).trim_end().to_owned()).filter(|own| !own.is_empty())
    };
    before.lines().filter_map(comment).filter(|own| !after.contains(own.as_str())).collect()
}

/// A key in which a colon or a comma was swallowed: what stands behind it is no value yet.
fn swallowed(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Map(pairs) => pairs.iter().find_map(|pair| {
            let own = pair.value.value == Value::Null && pair.key.value.contains(['：', '，']);
            if own { Some(pair.key.value.as_str()) } else { swallowed(&pair.value) }
        }),
        Value::List(items) => items.iter().find_map(swallowed),
        _ => None,
    }
}

/// A key that stands twice in a mapping.
fn twice(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Map(pairs) => pairs.iter().enumerate().find_map(|(at, pair)| {
            let again = pairs[..at].iter().any(|own| own.key.value == pair.key.value);
            if again { Some(pair.key.value.as_str()) } else { twice(&pair.value) }
        }),
        Value::List(items) => items.iter().find_map(twice),
        _ => None,
    }
}
