//! The house rules for what lies beside the program: templates, theme, recipes, tests, benches.

use std::path::Path;

use highland::diag::Level;
use highland::pipeline::{Request, check};
use walkdir::WalkDir;

use super::project::root;
use super::scale;

/// How wide, how large and of which colour something is, the theme says.
#[test]
fn templates_hold_no_measure_colour_or_type_size() {
    let measure = |text: &str| {
        ["mm", "pt", "em", "cm", "px"].into_iter().any(|unit| {
            text.match_indices(unit).any(|(at, _)| {
                let after = text[at + unit.len()..].chars().next();
                text[..at].ends_with(|c: char| c.is_ascii_digit()) && after.is_none_or(|c| !c.is_ascii_alphanumeric())
            })
        })
    };
    for item in std::fs::read_dir(root().join("templates")).unwrap() {
        let path = item.unwrap().path();
        if path.extension().is_none_or(|ext| ext != "j2") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text.lines() {
            let hex = line
                .match_indices('#')
                .any(|(at, _)| line[at + 1..].chars().take_while(char::is_ascii_hexdigit).count() >= 6);
            let styled =
                ["style=", "width=", "height=", "align=", "color=", "size="].iter().any(|own| line.contains(own));
            assert!(!measure(line) && !hex && !styled, "{}: {line}", path.display());
        }
    }
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
    for item in std::fs::read_dir(root().join("assets/theme")).unwrap() {
        let name = item.unwrap().file_name().to_string_lossy().into_owned();
        assert!(table.contains(&format!("\"{name}\"")), "{name} of the theme is not built in");
    }
}

/// What the cache of a recipe is keyed by has to be there: a name that is gone ends every night.
#[test]
fn recipes_name_files_that_are_there() {
    let mut named = 0;
    for item in WalkDir::new(root().join("assets/recipes")).into_iter().map(Result::unwrap) {
        let Ok(text) = std::fs::read_to_string(item.path()) else { continue };
        for line in text.lines().filter(|line| line.contains("hashFiles(") || line.contains("rev-parse HEAD:")) {
            let words = line.split(|c: char| c.is_whitespace() || "',()".contains(c));
            let paths = words.map(|word| word.trim_start_matches("HEAD:").trim_end_matches("/**"));
            for path in paths.filter(|path| path.starts_with(['C', 'A', 's', 't', 'a']) && path.contains(['.', '/'])) {
                assert!(root().join(path).exists(), "{} names {path}", item.path().display());
                named += 1;
            }
        }
    }
    assert!(12 < named, "{named}");
}

#[test]
fn only_the_long_tests_are_left_out_and_ci_runs_them() {
    let ci = std::fs::read_to_string(root().join(".ci/run")).unwrap();
    assert!(ci.lines().any(|line| line == "cargo test --locked -- --include-ignored"));
    for item in WalkDir::new(root().join("tests/suite")).into_iter().map(Result::unwrap) {
        let Ok(text) = std::fs::read_to_string(item.path()) else { continue };
        for attribute in text.lines().filter(|line| line.trim_start().starts_with("#[ignore")) {
            assert_eq!(attribute, "#[ignore = \"long\"]", "{}", item.path().display());
        }
    }
}

/// CI compiles the benches and runs none: what they measure has to be as good as the original all the same.
#[test]
fn the_shipped_content_many_times_over_is_as_good_as_once() {
    let (folder, project) = scale::scaled(3);
    scale::with_fonts(folder.path());
    let outcome = check(&project, &Request::default(), &mut |_| {}).unwrap();
    let errors: Vec<_> = outcome.diags.iter().filter(|found| found.level == Level::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let shipped = WalkDir::new(root().join("content/submissions")).into_iter().map(Result::unwrap);
    let shipped = shipped.filter(|item| item.path().extension().is_some_and(|ext| ext == "yaml")).count();
    assert_eq!(scale::size(&project), 3 * shipped);
}
