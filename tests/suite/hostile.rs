//! Files nobody wrote in good faith, and files with one mistake at a known place.

use std::time::Instant;

use highland::diag::Level;
use highland::pipeline::{Outcome, Request, check};
use highland::project::Project;
use proptest::prelude::*;

use super::project::{Copy, NO_HANG};

const UNIT: &str = "content/submissions/2023/市工业局.yaml";

fn checked(city: &Copy) -> Outcome {
    let project = Project::at(city.path()).unwrap();
    check(&project, &Request { year: Some(2023), ..Request::default() }, &mut |_| {}).unwrap()
}

/// Every place of every finding lies in its source, on whole characters.
pub fn well_placed(outcome: &Outcome) {
    for found in outcome.diags.iter() {
        let fixes = found.fix.iter().map(|edit| edit.span);
        let labels = found.labels.iter().map(|label| label.span);
        for span in found.primary.into_iter().chain(labels).chain(fixes) {
            let text = &outcome.sources.file(span.file).text;
            assert!(text.get(span.start..span.end).is_some(), "{}: {span:?} of {}", found.rule, text.len());
        }
    }
}

#[test]
#[ignore = "long"]
fn a_hostile_file_gets_a_finding_and_the_others_are_read() {
    let five_mib = "指标:\n".to_owned() + &"  甲乙丙丁: 一二三四五六七八九十\n".repeat(110_000);
    let bomb = (1..60).fold("a0: &a0 [甲]\n".to_owned(), |text, n| {
        let last = format!("*a{}", n - 1);
        text + &format!("a{n}: &a{n} [{}]\n", [last.as_str(); 10].join(", "))
    });
    let mut state = 1u64;
    let mut noise = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    let random: Vec<u8> = (0..200_000).map(|_| noise()).collect();
    let base = std::fs::read_to_string(super::project::root().join("tests/city").join(UNIT)).unwrap();
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("five MiB", five_mib.clone().into_bytes()),
        ("thirty thousand lines", (0..30_000).map(|n| format!("k{n}: 1\n")).collect::<String>().into_bytes()),
        (
            "ten thousand unknown indicators",
            (0..10_000).fold("指标:\n".to_owned(), |t, n| t + &format!("  k{n}: 1\n")).into_bytes(),
        ),
        ("sequences ten thousand deep", "[".repeat(10_000).into_bytes()),
        ("mappings ten thousand deep", "{a: ".repeat(10_000).into_bytes()),
        ("blocks a thousand deep", (0..1000).map(|n| " ".repeat(n) + "a:\n").collect::<String>().into_bytes()),
        ("dashes", "- ".repeat(50_000).into_bytes()),
        ("aliases", bomb.into_bytes()),
        ("random bytes", random),
        ("one long line", format!("单位: {}\n", "甲".repeat(300_000)).into_bytes()),
        ("one long key", format!("{}: 1\n", "甲".repeat(300_000)).into_bytes()),
        ("quotes", "\"".repeat(100_000).into_bytes()),
        ("full-width colons", "年度：2023\n".repeat(20_000).into_bytes()),
        ("tabs", "\ta: 1\n".repeat(20_000).into_bytes()),
        ("anchors", (0..20_000).map(|n| format!("k{n}: &a{n} 1\n")).collect::<String>().into_bytes()),
        ("documents", "---\na: 1\n".repeat(20_000).into_bytes()),
        ("a long number", format!("{base}  补充: {}\n", "9".repeat(200_000)).into_bytes()),
        ("prose", base.replace("现场会少开1场。", &"示范工厂数达到7家，比上年减少2家，".repeat(10_000)).into_bytes()),
        ("marks", base.replace("现场会少开1场。", &"甲,乙".repeat(50_000)).into_bytes()),
        ("emphasis", base.replace("现场会少开1场。", &"**".repeat(50_000)).into_bytes()),
        ("brackets", base.replace("现场会少开1场。", &"云(州)".repeat(50_000)).into_bytes()),
    ];
    for (name, bytes) in files {
        let city = Copy::new();
        city.write(UNIT, bytes);
        let start = Instant::now();
        let outcome = checked(&city);
        let took = start.elapsed();
        assert!(took < NO_HANG, "{name} took {took:?}");
        well_placed(&outcome);
        let found = outcome.diags.iter().find(|found| {
            let path = found.primary.map(|span| outcome.sources.file(span.file).path.clone());
            path.or_else(|| found.path.clone()).is_some_and(|path| path == UNIT)
        });
        assert!(found.is_some(), "{name} gets no finding");
        assert!(outcome.content.submission(2023, "市企业服务中心").is_some(), "{name}");
        let told = city.run(&["check", "--format", "short"]);
        assert!((0..=1).contains(&told.code()), "{name}");
        assert!(told.0.stderr.len() < 400_000, "{name}: {} bytes of messages", told.0.stderr.len());
    }
}

/// A mistake put into a line, or `None` where the line has nothing to go wrong.
type Mistake = (&'static str, fn(&str) -> Option<String>);

/// Mistakes a line can have, each of which is an error there.
const MISTAKES: &[Mistake] = &[
    ("full-width colon", |line| line.contains(": ").then(|| line.replacen(": ", "：", 1))),
    ("no space", |line| line.contains(": ").then(|| line.replacen(": ", ":", 1))),
    ("tab", |line| line.strip_prefix("  ").map(|rest| format!("\t{rest}"))),
    ("unknown key", |line| {
        let at = line.find(|c: char| !c.is_whitespace())?;
        (line.contains(':') && !line.contains('{')).then(|| format!("{}乱七八糟{}", &line[..at], &line[at..]))
    }),
    ("open quote", |line| line.split_once(": ").map(|(key, value)| format!("{key}: \"{value}"))),
    ("twice", |line| (line.contains(": ") && !line.contains("- {")).then(|| format!("{line}\n{line}"))),
    ("alias", |line| line.split_once(": ").map(|(key, _)| format!("{key}: *甲"))),
    ("list", |line| line.split_once(": ").map(|(key, value)| format!("{key}: [[{}]]", value.len()))),
];

/// Lines of prose, where everything is allowed, and lines that only open a section.
const PROSE: [usize; 5] = [19, 20, 21, 22, 6];

#[test]
fn one_mistake_in_a_good_file_is_found_on_the_line_it_was_made() {
    let good = std::fs::read_to_string(super::project::root().join("tests/city").join(UNIT)).unwrap();
    let lines: Vec<&str> = good.lines().collect();
    let (mut tried, mut missed) = (0, Vec::new());
    for (name, mistake) in MISTAKES {
        for number in (1..=lines.len()).filter(|number| !PROSE.contains(number)) {
            let Some(wrong) = mistake(lines[number - 1]) else { continue };
            tried += 1;
            let mut text: Vec<&str> = lines.clone();
            text[number - 1] = &wrong;
            let city = Copy::new();
            city.write(UNIT, text.join("\n") + "\n");
            let outcome = checked(&city);
            well_placed(&outcome);
            let last = number + wrong.matches('\n').count();
            let here = outcome.diags.iter().filter(|found| found.level == Level::Error).any(|found| {
                found.primary.is_some_and(|span| {
                    let file = outcome.sources.file(span.file);
                    file.path == UNIT && (number..=last).contains(&file.place(span.start).line)
                })
            });
            if !here {
                let found: Vec<_> = outcome.diags.iter().map(|d| (d.rule.as_str(), d.message.as_str())).collect();
                missed.push(format!("{name} in line {number} 「{wrong}」: {found:?}"));
            }
        }
    }
    assert!(60 < tried, "{tried}");
    assert!(missed.is_empty(), "{} of {tried}:\n{}", missed.len(), missed.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn no_change_of_a_good_file_panics_or_misplaces_a_finding(
        at in 0usize..700,
        cut in 0usize..40,
        put in "[\\PC\n\t:：\"'\\[\\]{}*&#|>%@`,，-]{0,12}",
    ) {
        let good = std::fs::read_to_string(super::project::root().join("tests/city").join(UNIT)).unwrap();
        let chars: Vec<char> = good.chars().collect();
        let at = at.min(chars.len());
        let end = (at + cut).min(chars.len());
        let text: String = chars[..at].iter().copied().chain(put.chars()).chain(chars[end..].iter().copied()).collect();
        let city = Copy::new();
        city.write(UNIT, text);
        well_placed(&checked(&city));
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let city = Copy::new();
        city.write(UNIT, bytes);
        well_placed(&checked(&city));
    }
}

#[test]
fn paragraphs_and_lists_without_end_are_set() {
    let copy = Copy::new();
    let sentences: String = (0..1500).map(|n| format!("甲{n}。")).collect();
    let items = "      1. 项\n".repeat(900);
    copy.edit(
        "content/submissions/2023/市工业局.yaml",
        "      - 离散制造60家；\n",
        &format!("{items}\n      {sentences}\n\n      - 离散制造60家；\n"),
    );
    let run = copy.run(&["build", "--draft"]);
    assert!(run.code() < 2 && run.told().contains("已生成预览稿"), "{}", run.told());
}
