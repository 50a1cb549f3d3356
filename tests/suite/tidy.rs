//! The house rules of ARCHITECTURE.md that a machine can keep.

use std::collections::BTreeSet;

use walkdir::WalkDir;

use super::project::root;

/// Modules that know no clock, environment, disk or network.
const PURE: [&str; 17] = [
    "style", "source", "diag", "model", "check", "assess", "chart", "document", "write", "site", "edition", "desk",
    "schema", "drafting", "data", "comments", "ofd",
];

struct File {
    module: String,
    path: String,
    text: String,
}

impl File {
    /// The code without tests and comments.
    fn code(&self) -> impl Iterator<Item = &str> {
        let code = self.text.split("#[cfg(test)]").next().unwrap_or_default();
        code.lines().map(|line| line.split("//").next().unwrap_or_default())
    }
}

fn files() -> Vec<File> {
    let root = root().join("src");
    WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|item| item.path().extension().is_some_and(|ext| ext == "rs"))
        .map(|item| {
            let path = item.path().strip_prefix(&root).unwrap();
            let module =
                path.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
            File { module, path: path.display().to_string(), text: std::fs::read_to_string(item.path()).unwrap() }
        })
        .collect()
}

/// A row of the code map.
struct Row {
    module: String,
    /// Modules it may import.
    imports: Vec<String>,
    /// Crates it may use that are not everywhere.
    crates: Vec<String>,
}

/// The cells of every row of a Markdown table, found by its head.
fn table(file: &str, head: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(root().join(file)).unwrap();
    let (_, rows) = text.split_once(&format!("{head}\n")).unwrap_or_else(|| panic!("{file} has no table {head}"));
    let cells = |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    rows.lines().skip(1).take_while(|row| row.starts_with('|')).map(cells).collect()
}

/// The names of a cell, without the marks of code and what stands in brackets.
fn names(cell: &str) -> Vec<String> {
    let names = cell.split(['、', ',']).map(|name| name.split(['(', '（']).next().unwrap_or_default());
    let names = names.map(|name| name.trim().trim_matches('`').to_owned());
    names.filter(|name| !name.is_empty() && name != "–").collect()
}

/// The code map of ARCHITECTURE.md.
fn code_map() -> Vec<Row> {
    let rows = table("ARCHITECTURE.md", "| module | holds | may import | uses |");
    assert!(15 < rows.len());
    rows.iter()
        .map(|row| {
            let [module, _, imports, crates] = &row[..] else { panic!("{row:?}") };
            Row { module: module.trim_matches('`').to_owned(), imports: names(imports), crates: names(crates) }
        })
        .collect()
}

/// The crates of ARCHITECTURE.md that any module may use.
fn everywhere() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("Used everywhere: ")).unwrap();
    names(line.trim_end_matches('.'))
}

/// The names of a table of Cargo.toml.
fn dependencies(table: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, rest) = text.split_once(&format!("\n[{table}]\n")).unwrap();
    let lines = rest.lines().take_while(|line| !line.starts_with('['));
    // Those of one kind of system have a table of their own.
    let head = format!(".{table}]\n");
    let other = text.split(&head).skip(1);
    let other = other.flat_map(|rest| rest.lines().take_while(|line| !line.starts_with('[')));
    let lines = lines.chain(other);
    lines.filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.to_owned()).collect()
}

/// Whether a text uses a crate, by the name that Cargo.toml has for it.
fn uses(code: &str, dependency: &str) -> bool {
    let name = dependency.replace('-', "_");
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(&name).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + name.len()..]);
        let path = after.starts_with("::") && !before.ends_with("::");
        let import = after.starts_with(';') && before.ends_with("use ");
        !before.ends_with(part) && (path || import)
    })
}

/// The modules that a text imports from the top of the crate, which it calls `top`.
fn imported<'a>(code: &'a str, top: &str) -> Vec<&'a str> {
    let ident =
        |text: &'a str| text.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
    let mut found = Vec::new();
    for (at, _) in code.match_indices(top) {
        let (before, rest) = (&code[..at], &code[at + top.len()..]);
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let Some(list) = rest.strip_prefix('{') else {
            found.push(ident(rest));
            continue;
        };
        // The names between the outer braces, over as many lines as they take.
        let (mut depth, mut from) = (0, 0);
        for (at, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    found.push(ident(&list[from..at]));
                    from = at + 1;
                }
                _ => {}
            }
            if c == '}' && from == at + 1 {
                break;
            }
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

#[test]
fn modules_import_only_what_the_code_map_allows() {
    let lines = "use crate::{\n    a::{b, c},\n    d,\n};\nuse crate::e::f; $crate::g!(); crate::{h::i};";
    assert_eq!(imported(lines, "crate::"), ["a", "d", "e", "h"], "this test reads imports of several lines");
    let map = code_map();
    for file in files().iter().filter(|file| file.module != "lib") {
        let row = map.iter().find(|row| row.module == file.module);
        let row = row.unwrap_or_else(|| panic!("{} is not in the code map", file.module));
        let code: String = file.code().map(|line| format!("{line}\n")).collect();
        for name in imported(&code, "crate::").into_iter().chain(imported(&code, "highland::")) {
            let allowed = name == file.module || row.imports.iter().any(|own| own == name);
            assert!(allowed, "{} imports {name}", file.path);
        }
        // Nobody gets out at the back.
        let depth = file.path.trim_end_matches("/mod.rs").matches('/').count() + 1;
        assert!(!code.contains(&"super::".repeat(depth)), "{} leaves its module by super::", file.path);
    }
}

#[test]
fn each_crate_is_used_where_the_code_map_says_and_nowhere_else() {
    let (map, everywhere) = (code_map(), everywhere());
    for dependency in dependencies("dependencies").iter().filter(|name| !everywhere.contains(name)) {
        let using = |file: &File| file.code().any(|line| uses(line, dependency));
        let used: BTreeSet<String> = files().into_iter().filter(using).map(|file| file.module).collect();
        let told = map.iter().filter(|row| row.crates.contains(dependency)).map(|row| row.module.clone());
        assert_eq!(used, told.collect(), "modules that use {dependency}, and those that the code map says");
    }
}

#[test]
fn every_dependency_is_used_and_named_in_the_tables() {
    let text = |folder: &str| -> String {
        let items = WalkDir::new(root().join(folder)).into_iter().map(Result::unwrap);
        let paths = items.filter(|item| item.path().extension().is_some_and(|ext| ext == "rs"));
        paths.map(|item| std::fs::read_to_string(item.path()).unwrap()).collect()
    };
    let (own, tests) = (text("src"), text("tests") + &text("benches"));
    let dependencies = |table| dependencies(table).into_iter().collect::<BTreeSet<String>>();
    let (needed, for_tests) = (dependencies("dependencies"), dependencies("dev-dependencies"));
    assert!(20 < needed.len() && 5 < for_tests.len());
    let idle = needed.iter().filter(|name| !uses(&own, name));
    let idle: Vec<_> = idle.chain(for_tests.iter().filter(|name| !uses(&tests, name))).collect();
    assert!(idle.is_empty(), "nothing uses {idle:?}");
    let told = code_map().into_iter().flat_map(|row| row.crates).chain(everywhere());
    assert_eq!(told.collect::<BTreeSet<_>>(), needed, "the crates of ARCHITECTURE.md and of Cargo.toml");
    let told = table("README.md", "| 依赖 | 用来做什么 |").into_iter().flat_map(|row| names(&row[0]));
    assert_eq!(told.collect::<BTreeSet<_>>(), needed, "the crates of README.md and of Cargo.toml");
}

#[test]
fn pure_modules_touch_nothing_outside() {
    for file in files().iter().filter(|file| PURE.contains(&file.module.as_str())) {
        for line in file.code() {
            for word in [
                "std::fs",
                "std::env",
                "std::net",
                "std::time",
                "std::process",
                "SystemTime",
                "Instant",
                "HashMap",
                "HashSet",
            ] {
                assert!(!line.contains(word), "{} uses {word}: {line}", file.path);
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_stays_short() {
    for file in files() {
        assert!(file.text.starts_with("//! "), "{} has no first sentence", file.path);
        let lines = file.text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines", file.path);
        // A file of tests says what it expects.
        for line in file.code().filter(|_| !file.path.ends_with("tests.rs") && !file.path.contains("/tests/")) {
            for word in ["dbg!", "todo!", "unimplemented!", ".unwrap()", ".expect(", "#[allow"] {
                assert!(!line.contains(word), "{} has {word}: {line}", file.path);
            }
        }
    }
}

/// The top level is fixed: what is not listed was swept in by accident.
#[test]
fn the_top_level_holds_what_belongs_there_and_nothing_else() {
    const TOP: &[&str] = &[
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "assets",
        "benches",
        "clippy.toml",
        "content",
        "output",
        "rustfmt.toml",
        "src",
        "target",
        "templates",
        "tests",
    ];
    let items = std::fs::read_dir(root()).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap());
    let strange: Vec<String> = items.filter(|name| !name.starts_with('.') && !TOP.contains(&name.as_str())).collect();
    assert!(strange.is_empty(), "{strange:?}");
}

/// Names, numbers and titles come from `content/`.
#[test]
fn nothing_of_one_city_is_in_the_program() {
    let plan = std::fs::read_to_string(root().join("content/plan.yaml")).unwrap();
    let mut names: Vec<&str> = vec!["宁波", "甬", "新材料"];
    names.extend(
        plan.lines().filter_map(|line| line.strip_prefix("  - 名称: ")).filter(|name| 3 <= name.chars().count()),
    );
    assert!(17 < names.len());
    let texts = ["src", "templates", "assets/theme", "assets/web", "assets/recipes"]
        .into_iter()
        .flat_map(|folder| WalkDir::new(root().join(folder)));
    for path in texts.map(|item| item.unwrap().path().to_path_buf()).filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(&path).unwrap();
        for name in &names {
            assert!(!text.contains(name), "{} says {name}", path.display());
        }
    }
}

/// The words of a vocabulary are listed where it is declared; code elsewhere asks a status what it is. The settings' keys
/// that are called like a status are names of fields.
#[test]
fn no_list_of_status_words_stands_beside_the_vocabulary() {
    use highland::model::{Choice, ProgressStatus, Status};
    let words = Status::WORDS.iter().map(|(word, _)| *word).chain(ProgressStatus::WORDS.iter().map(|(word, _)| *word));
    let words: std::collections::BTreeSet<String> = words.map(|word| format!("\"{word}\"")).collect();
    let elsewhere = |file: &&File| !["model/word.rs", "model/field/settings.rs"].contains(&&*file.path);
    for file in files().iter().filter(elsewhere) {
        let code: Vec<&str> = file.code().collect();
        let listed: Vec<&String> = words.iter().filter(|word| code.iter().any(|line| line.contains(*word))).collect();
        assert!(listed.len() < 2, "{} lists {listed:?}", file.path);
    }
}

/// What files of one folder take from each other, directly or through the folder's `mod.rs`, has an order.
#[test]
fn no_two_files_of_a_folder_import_each_other() {
    let files = files();
    let (mut pairs, mut edges) = (0, std::collections::BTreeSet::new());
    for file in files.iter().filter(|file| !file.path.ends_with("mod.rs")) {
        let (folder, _) = file.path.rsplit_once('/').unwrap_or_default();
        let code: String = file.code().collect::<Vec<_>>().join("\n");
        let of = |name: &str| files.iter().find(|other| other.path == format!("{folder}/{name}.rs"));
        let shared = files.iter().find(|other| other.path == format!("{folder}/mod.rs"));
        let shared: String = shared.map(|own| own.code().collect::<Vec<_>>().join("\n")).unwrap_or_default();
        let home = |name: &str| {
            let own = shared.split(';').filter_map(|line| line.split_once("pub use ")).map(|(_, path)| path.trim());
            let mut own =
                own.filter(|path| path.split(|c: char| !c.is_alphanumeric() && c != '_').any(|own| own == name));
            of(own.next()?.split("::").next()?)
        };
        for (at, _) in code.match_indices("super::").filter(|(at, _)| !code[..*at].ends_with("super::")) {
            let rest = &code[at + "super::".len()..];
            let list = rest.strip_prefix('{').map_or(rest, |list| list.split('}').next().unwrap_or_default());
            let most = if rest.starts_with('{') { usize::MAX } else { 1 };
            let names =
                list.split(|c: char| c != ':' && c != '_' && !c.is_alphanumeric()).filter(|name| !name.is_empty());
            for name in names.take(most).map(|path| path.split("::").next().unwrap_or_default()) {
                let Some(other) = of(name).or_else(|| home(name)) else { continue };
                edges.insert((file.path.as_str(), other.path.as_str()));
                pairs += 1;
            }
        }
    }
    assert!(100 < pairs, "only {pairs} imports were found");
    let both = edges.iter().filter(|(one, other)| one < other && edges.contains(&(*other, *one)));
    assert_eq!(both.collect::<Vec<_>>(), Vec::<&(&str, &str)>::new());
}
