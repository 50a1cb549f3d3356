//! The house rules of ARCHITECTURE.md that a machine can keep.

use std::path::Path;

use walkdir::WalkDir;

use super::project::root;

/// Which module may import which.
const IMPORTS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diag", &["source"]),
    ("model", &["source"]),
    ("project", &["model", "diag", "source"]),
    ("load", &["project", "model", "diag", "source"]),
    ("check", &["assess", "style", "model", "diag", "source"]),
    ("assess", &["model"]),
    ("desk", &["check", "assess", "model", "diag", "source"]),
    ("schema", &["check", "model"]),
    ("style", &["model"]),
    ("chart", &["assess", "model", "style"]),
    ("compose", &["chart", "style", "assess", "model", "project", "diag", "source"]),
    ("typeset", &["compose", "chart", "style", "model", "project", "diag", "source"]),
    ("output", &["desk", "source"]),
    ("preview", &["pipeline", "output", "desk", "load", "assess", "typeset", "diag", "project", "model", "source"]),
    (
        "pipeline",
        &["load", "style", "check", "assess", "chart", "compose", "typeset", "project", "model", "diag", "source"],
    ),
    (
        "cli",
        &[
            "pipeline", "preview", "output", "desk", "schema", "load", "check", "assess", "compose", "typeset", "diag",
            "project", "model", "source",
        ],
    ),
    ("lib", &[]),
    ("main", &["cli"]),
];

/// Which module alone may use which crate.
const CRATES: &[(&str, &[&str])] = &[
    ("serde_yaml", &["source"]),
    ("annotate_snippets", &["diag"]),
    ("strsim", &["diag"]),
    ("walkdir", &["load", "compose", "preview"]),
    ("imagesize", &["load"]),
    ("rust_decimal", &["model", "assess"]),
    ("jiff", &["model"]),
    ("palette", &["style"]),
    ("plotters", &["chart"]),
    ("plotters_backend", &["chart"]),
    ("minijinja", &["compose", "preview"]),
    ("pulldown_cmark", &["compose"]),
    ("typst", &["typeset"]),
    ("typst_pdf", &["typeset"]),
    ("typst_layout", &["typeset"]),
    ("typst_kit", &["typeset"]),
    ("typst_svg", &["typeset"]),
    ("typst_eval", &["typeset"]),
    ("resvg", &["typeset"]),
    ("axum", &["preview"]),
    ("tokio", &["preview"]),
    ("tokio_stream", &["preview"]),
    ("notify", &["preview"]),
    ("tempfile", &["output", "preview"]),
    ("sha2", &["source"]),
    ("encoding_rs", &["load"]),
    ("regex", &["check"]),
    ("autocorrect", &["check"]),
    ("similar", &["check", "desk", "diag", "typeset"]),
    ("schemars", &["schema"]),
    ("rust_xlsxwriter", &["output"]),
    ("anstream", &["cli"]),
    ("clap", &["cli", "main"]),
    ("indicatif", &["cli"]),
    ("csv", &["desk"]),
];

/// Modules that know no clock, environment, disk or network.
const PURE: [&str; 9] = ["style", "source", "diag", "model", "check", "assess", "chart", "desk", "schema"];

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

#[test]
fn modules_import_only_what_the_table_allows() {
    for file in files() {
        let allowed = IMPORTS
            .iter()
            .find(|(name, _)| *name == file.module)
            .unwrap_or_else(|| panic!("{} is not in the table", file.module))
            .1;
        for line in file.code() {
            for (at, _) in line.match_indices("crate::") {
                if line[..at].ends_with('$') {
                    continue;
                }
                let rest = &line[at + "crate::".len()..];
                let names: Vec<&str> = match rest.strip_prefix('{') {
                    Some(list) => list
                        .split([',', '}'])
                        .map(|name| name.trim().split("::").next().unwrap_or_default())
                        .filter(|name| !name.is_empty() && *name != ";")
                        .collect(),
                    None => rest.split(|c: char| !c.is_alphanumeric() && c != '_').take(1).collect(),
                };
                for name in names {
                    assert!(name == file.module || allowed.contains(&name), "{} imports {name}: {line}", file.path);
                }
            }
        }
    }
}

#[test]
fn each_crate_lives_in_its_module() {
    for file in files() {
        for line in file.code() {
            for (name, homes) in CRATES {
                let used = line.contains(&format!("{name}::")) && !line.contains(&format!("_{name}::"));
                assert!(!used || homes.contains(&file.module.as_str()), "{} uses {name}: {line}", file.path);
            }
        }
    }
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
        for line in file.code() {
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
    let texts = ["src", "templates", "assets/web", "assets/recipes"]
        .into_iter()
        .flat_map(|folder| WalkDir::new(root().join(folder)));
    let paths = texts.map(|item| item.unwrap().path().to_path_buf()).chain([root().join("assets/theme.typ")]);
    for path in paths.filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(&path).unwrap();
        for name in &names {
            assert!(!text.contains(name), "{} says {name}", path.display());
        }
    }
}

/// A value written into markup could be read as markup; in code it is a literal.
#[test]
fn templates_are_code_without_markup() {
    for item in std::fs::read_dir(root().join("templates")).unwrap() {
        let path = item.unwrap().path();
        if path.extension().is_none_or(|ext| ext != "j2") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let outside: String = strip_jinja(&text);
        assert!(!outside.contains('['), "{} opens a content block", path.display());
    }
}

/// The text without `{{ }}`, `{% %}` and `{# #}`.
fn strip_jinja(text: &str) -> String {
    let mut rest = text;
    let mut out = String::new();
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).chain(rest.find("{#")).min() {
        out.push_str(&rest[..at]);
        let end = match &rest[at..at + 2] {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        rest = rest[at..].find(end).map_or("", |n| &rest[at + n + 2..]);
    }
    out + rest
}

#[test]
fn the_built_in_templates_are_those_of_the_folder() {
    let table = std::fs::read_to_string(root().join("src/compose/templates.rs")).unwrap();
    for item in std::fs::read_dir(root().join("templates")).unwrap() {
        let name = item.unwrap().file_name().to_string_lossy().into_owned();
        if Path::new(&name).extension().is_some_and(|ext| ext == "j2") {
            assert!(table.contains(&format!("\"{name}\"")), "{name} is not built in");
        }
    }
}
