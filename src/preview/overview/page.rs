//! The page: one HTML file that needs no server and brings nothing from elsewhere.

use std::path::{Component, Path};

use anyhow::Result;
use minijinja::value::Serde;
use minijinja::{Value, context};

use super::{Overview, Workspace};
use crate::preview::nightly::web_page;

/// The page.
const PAGE: &str = include_str!("../../../assets/web/overview.html.j2");

/// The page of the workspaces; links lead from the folder `base`.
///
/// # Errors
/// The template does not fit, which a test would tell.
pub fn page(overview: &Overview, base: &Path) -> Result<String> {
    let links: Vec<Option<String>> =
        overview.workspaces.iter().map(|workspace| workspace.page.as_deref().map(|page| link(base, page))).collect();
    let words: Vec<&str> = overview.workspaces.iter().map(|workspace| workspace.state.word()).collect();
    let well: Vec<bool> = overview.workspaces.iter().map(|workspace| workspace.state.is_well()).collect();
    let sum = |read: fn(&Workspace) -> Option<usize>| overview.workspaces.iter().filter_map(read).sum::<usize>();
    let sums = context! {
        units => sum(|own| own.units),
        filed => sum(|own| own.filed),
        owed => sum(|own| own.owed),
        filled => sum(|own| own.filled),
        errors => sum(|own| own.errors),
    };
    web_page("overview.html", PAGE, context! { overview => Value::from(Serde(overview)), links, words, well, sums })
}

/// The way from a folder to a file, both absolute, as a relative address.
fn link(base: &Path, page: &Path) -> String {
    let shared = base.components().zip(page.components()).take_while(|(one, other)| one == other).count();
    let up = base.components().skip(shared).map(|_| "..".to_owned());
    let down = page.components().skip(shared).filter_map(|part| match part {
        Component::Normal(name) => Some(escaped(&name.to_string_lossy())),
        _ => None,
    });
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// A name of which nothing means something else in an address.
fn escaped(name: &str) -> String {
    name.chars().map(|c| if "%#?:\\".contains(c) { format!("%{:02X}", u32::from(c)) } else { c.to_string() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_from_one_folder_to_another() {
        let check = |base: &str, page: &str, want: &str| assert_eq!(link(Path::new(base), Path::new(page)), want);
        check("/a/总览", "/a/甲县/output/preview/index.html", "../甲县/output/preview/index.html");
        check("/a", "/a/甲 县#1/index.html", "甲 县%231/index.html");
        check("/b/c", "/a/index.html", "../../a/index.html");
    }
}
