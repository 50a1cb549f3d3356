//! Pages set again after an edit are those of a build from nothing.

use highland::diag::rules;
use highland::pipeline::{Request, Session, build};
use highland::project::Project;
use highland::typeset::{Marks, Page, PagedDocument, svg};

use super::project::Copy;

/// Every page as it looks: what stands where in which shape and colour, and of every twentieth page what a reader is sent.
fn looks(document: &PagedDocument) -> Vec<String> {
    let pages = Marks::default().pages(document);
    let look = |(at, page): (usize, Page)| if at % 20 == 0 { svg(document, at).unwrap() } else { page.mark };
    pages.into_iter().enumerate().map(look).collect()
}

fn again(session: &mut Session, project: &Project) -> Vec<String> {
    let (outcome, document) = session.pages(project, &Request { draft: true, ..Request::default() }).unwrap();
    session.rest();
    looks(&document.unwrap_or_else(|| panic!("{:?}", outcome.diags)))
}

fn anew(project: &Project) -> Vec<String> {
    let request = Request { draft: true, ..Request::default() };
    looks(&build(project, &request, &mut |_| {}).unwrap().product.unwrap().pdf().unwrap().document)
}

#[test]
#[ignore = "long"]
fn pages_set_again_are_those_of_a_build_from_nothing() {
    let copy = Copy::of_shipped(false);
    let project = Project::at(copy.path()).unwrap();
    let file = "content/submissions/2024/市科技局.yaml";
    let mut session = Session::default();
    assert!(again(&mut session, &project) == anew(&project), "the first time");
    // A value, a chapter that grows by a page, an error that a draft lists, back again.
    let long = format!("新一轮{}计划", "科技企业的发展很好，".repeat(300));
    for (from, to) in [
        ("实际值: 1580", "实际值: 1590"),
        ("新一轮科技企业倍增计划", &long),
        ("实际值: 1590", "实际值: 一千"),
        ("实际值: 一千", "实际值: 1580"),
        (&long, "新一轮科技企业倍增计划"),
    ] {
        copy.edit(file, from, to);
        let (again, anew) = (again(&mut session, &project), anew(&project));
        let wrong = (0..again.len().max(anew.len())).find(|&at| again.get(at) != anew.get(at));
        assert_eq!(wrong, None, "page after {to:.30}");
    }
}

#[test]
fn an_edit_that_moves_no_page_takes_one_round() {
    let copy = Copy::of_shipped(false);
    let project = Project::at(copy.path()).unwrap();
    let mut session = Session::default();
    again(&mut session, &project);
    assert!(1 < session.rounds(), "from nothing");
    let file = "content/submissions/2024/市科技局.yaml";
    // The draft lists that the text says another figure.
    copy.edit(file, "实际值: 1580", "实际值: 1590");
    again(&mut session, &project);
    // A figure that stands in tables, charts and cards; the words of a paragraph.
    for (from, to) in [("实际值: 1590", "实际值: 1591"), ("提前完成600家的目标", "提前达到600家的目标")]
    {
        copy.edit(file, from, to);
        again(&mut session, &project);
        assert_eq!(session.rounds(), 1, "{to}");
    }
}

#[test]
fn a_fault_in_the_theme_keeps_the_last_pages_and_says_where() {
    let copy = Copy::new();
    let project = Project::at(copy.path()).unwrap();
    let mut session = Session::default();
    let before = again(&mut session, &project);
    let theme = std::fs::read_to_string(super::project::root().join("assets/theme/division.typ")).unwrap();
    copy.write("assets/theme/division.typ", theme.replace("#let chapter(", "#let no-chapter("));
    let (outcome, document) = session.pages(&project, &Request { draft: true, ..Request::default() }).unwrap();
    assert!(document.is_none());
    let found = outcome.diags.iter().find(|found| found.rule == rules::TYPST_ERROR).unwrap();
    let span = found.primary.unwrap();
    let file = outcome.sources.file(span.file);
    assert!(file.text[span.start..].starts_with("chapter"), "{found:?}");
    copy.write("assets/theme/division.typ", theme);
    assert!(again(&mut session, &project) == before);
}
