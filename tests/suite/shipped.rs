//! The shipped content: complete, clean, every status occurring, and the same bytes on every build.

use std::collections::BTreeSet;
use std::sync::Arc;

use highland::assess::assess;
use highland::diag::Diagnostics;
use highland::load::load;
use highland::model::{Choice, Content, Kind, Nature, Origin, Role, Stage, Status, join, year_end};
use highland::project::Project;
use highland::source::Sources;

use super::project::{Copy, command, root};

pub fn content() -> (Arc<Content>, Diagnostics) {
    let mut sources = Sources::default();
    let mut diags = Diagnostics::default();
    let content = load(&Project::at(&root()).unwrap(), None, &mut sources, &mut diags).unwrap();
    let content = Arc::new(content);
    let assessment = assess(join(Arc::clone(&content), 2024), year_end(2024));
    highland::check::check(&assessment, &sources, &mut diags);
    (content, diags)
}

#[test]
fn the_plan_is_whole() {
    let (content, _) = content();
    let plan = &content.plan;
    assert_eq!(plan.indicators.len(), 37);
    assert_eq!(plan.milestones.len(), 10);
    assert_eq!(plan.assignments().count(), 27);
    assert_eq!(plan.areas.len(), 6);
    assert_eq!(plan.areas.iter().map(|area| area.tasks.len()).sum::<usize>(), 20);
    assert_eq!(plan.departments.len(), 17);
    assert_eq!(plan.departments.iter().filter(|d| d.role == Role::Lead).count(), 10);
    assert_eq!(plan.bodies.len(), 3);
    assert_eq!(plan.safeguards.len(), 3);
    let goals: Vec<_> = plan.indicators.iter().filter(|i| *i.section == "1.2").collect();
    assert_eq!(goals.len(), 13);
    assert!(goals.iter().all(|goal| goal.origin == Origin::Secretariat));
    let kinds: BTreeSet<Kind> = plan.indicators.iter().map(|i| i.kind).collect();
    assert_eq!(kinds.len(), Kind::WORDS.len());
    assert!(
        plan.indicators.iter().all(|i| !i.scope.is_empty()),
        "every indicator answers what its wording leaves open"
    );
}

/// `wording-not-in-plan` and `number-without-indicator` are among the rules that find nothing here.
#[test]
fn the_content_has_no_errors_and_only_the_gaps_it_means_to_have() {
    let (content, diags) = content();
    assert!(content.plan_text.is_some(), "without the plan's text nothing would be compared with it");
    let found: Vec<_> = diags.iter().map(|d| (d.rule.as_str(), d.unit.clone().unwrap_or_default())).collect();
    assert_eq!(found, vec![("not-reported", "市科技局".to_owned()); 3], "a figure, an assignment and a milestone");
}

#[test]
fn every_status_stage_and_year_occurs() {
    let (content, _) = content();
    let assessment = assess(join(content.clone(), 2024), year_end(2024));
    let indicators = assessment.rows.iter().filter_map(|row| row.verdicts.last()).map(|verdict| verdict.status);
    let found: BTreeSet<Status> = indicators.chain(assessment.milestones.iter().copied()).collect();
    // Nothing is over before the plan's last year, and what is not due is only called so by hand.
    let all = Status::WORDS.iter().map(|&(_, status)| status);
    assert_eq!(found, all.filter(|status| !matches!(status, Status::Unmet | Status::NotDue)).collect());
    let stages: BTreeSet<Stage> =
        content.of_year(2024).flat_map(|(_, s)| &s.projects).filter_map(|p| Some(p.stage.as_ref()?.value)).collect();
    assert_eq!(stages.len(), 4);
    for year in 2021..=2024 {
        let filed: BTreeSet<&str> = content.of_year(year).map(|(name, _)| name).collect();
        let lead = content.plan.departments.iter().filter(|d| d.role == Role::Lead);
        let missing: Vec<&str> = lead.map(|d| d.name.as_str()).filter(|name| !filed.contains(name)).collect();
        assert_eq!(missing, if year == 2022 { vec!["市自然资源规划局"] } else { vec![] }, "{year}");
    }
    assert!(content.pictures.len() >= 4);
}

#[test]
fn what_is_not_sample_data_is_public_with_source_and_caveat() {
    let (content, _) = content();
    let mut public = 0;
    for submission in &content.submissions {
        assert_eq!(submission.nature, Some(Nature::Sample));
        for (name, entry) in &submission.entries {
            if let Some(nature) = entry.nature.filter(|&nature| nature != Nature::Sample) {
                assert_eq!(nature, Nature::Public, "{}", name.value);
                assert!(entry.source.as_ref().is_some_and(|source| source.contains("http")), "{}", name.value);
                assert!(entry.scope.is_some() || entry.remark.is_some(), "{}", name.value);
                public += 1;
            }
        }
    }
    assert!(0 < public);
}

#[test]
fn two_builds_are_the_same_bytes_whatever_the_surroundings() {
    let once = build(&[("TZ", "Asia/Shanghai"), ("LANG", "zh_CN.UTF-8")], &Copy::of_shipped(false), ".");
    let other = [("TZ", "America/New_York"), ("LANG", "C"), ("LC_ALL", "C")];
    let twice = build(&other, &Copy::of_shipped(true), "content/submissions");
    assert!(once == twice, "two builds differ");
    let document = lopdf::Document::load_mem(&once).unwrap();
    let pages = document.get_pages().len();
    assert!((60..250).contains(&pages), "{pages} pages");
    let catalog = document.catalog().unwrap();
    for key in [&b"Outlines"[..], b"PageLabels", b"StructTreeRoot", b"Lang", b"Metadata"] {
        assert!(catalog.has(key), "no {}", String::from_utf8_lossy(key));
    }
    let raw = String::from_utf8_lossy(&once);
    assert!(raw.contains("pdfuaid:part") && raw.contains("pdfaid:part"), "neither PDF/A nor PDF/UA is declared");
}

/// Builds the whole report of a copy of the shipped content, from a folder inside it.
fn build(environment: &[(&str, &str)], copy: &Copy, folder: &str) -> Vec<u8> {
    let output = command(&copy.path().join(folder)).arg("build").envs(environment.iter().copied()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(copy.path().join("output/2024/年度报告.pdf")).unwrap()
}

/// A figure from a report in public is not the first of the key figures, and where it is one its card says where it is from.
#[test]
fn a_key_figure_from_a_report_in_public_says_so_and_is_not_the_first() {
    let (content, _) = content();
    let assessment = assess(join(Arc::clone(&content), 2024), year_end(2024));
    let public = |at: usize| assessment.ledger.cells[at].iter().flatten().any(|cell| cell.nature == Nature::Public);
    let place = |name: &str| content.plan.indicators.iter().position(|own| own.name.value == name).unwrap();
    assert!(!public(place(&content.settings.highlights[0].value)));
    let doubtful = (0..content.plan.indicators.len()).find(|at| public(*at)).unwrap();
    let copy = Copy::of_shipped(false);
    let name = &content.plan.indicators[doubtful].name.value;
    copy.edit("content/settings.yaml", "    - 新增高新技术企业数\n", &format!("    - {name}\n"));
    assert_eq!(copy.run(&["build", "--html"]).code(), 0);
    let page = std::fs::read_to_string(copy.path().join("output/2024/年度报告.html")).unwrap();
    assert!(page.contains("<sup class=\"mark\">公</sup>　目标&gt;5000亿元；取自公开报道"));
}

/// Persons of the plan of that time do not stand beside invented verdicts: leaders are offices.
#[test]
fn leaders_of_the_shipped_plan_are_offices() {
    let (content, _) = content();
    let leaders: Vec<&str> = content.plan.assignments().map(|(.., own)| own.leader.as_str()).collect();
    assert!(leaders.iter().all(|leader| leader.is_empty() || leader.ends_with("负责人")), "{leaders:?}");
}
