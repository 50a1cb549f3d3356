//! Every shipped file with bytes, lines and tokens changed: the program ends in order, points into the files, mends without
//! making worse, and a draft comes out.

use std::path::Path;

use highland::pipeline::{Request, check};
use highland::project::Project;

use super::hostile::well_placed;
use super::project::{Copy, root, times};

/// The files that are changed: those of the imaginary city, and the shipped plan, settings and submissions.
const CITY: &[&str] = &[
    "content/plan.yaml",
    "content/settings.yaml",
    "content/submissions/2022/市企业服务中心.yaml",
    "content/submissions/2023/市工业局.yaml",
];

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }
}

/// What is put in or taken for another: marks of YAML, of Markdown, of Chinese, and what nobody sees.
const TOKENS: &[&str] = &[
    ": ",
    "：",
    "，",
    ",",
    "\"",
    "'",
    "|",
    ">",
    "- ",
    "—",
    "#",
    " #",
    "&",
    "*",
    "!",
    "%",
    "@",
    "{",
    "}",
    "[",
    "]",
    "\t",
    "　",
    "\u{a0}",
    "\u{200b}",
    "\u{2028}",
    "\0",
    "\u{b}",
    "\u{feff}",
    "\u{e000}",
    "⼯",
    "😀",
    "<<<<<<< HEAD\n",
    "=======\n",
    "---\n",
    "32，000万元",
    "#N/A",
    "8:30",
    "\\",
    "**",
    "&nbsp;",
    "<br>",
    "  ",
    "\n",
    "\r\n",
    "\n\n",
    "~",
    "null",
    "0",
    "-",
];

fn changed(text: &str, chance: &mut Chance) -> Vec<u8> {
    let chars: Vec<char> = text.chars().collect();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (at, line) = (chance.below(chars.len()), chance.below(lines.len()));
    let joined = |lines: Vec<&str>| lines.concat().into_bytes();
    match chance.below(10) {
        0 => {
            let mut bytes = text.as_bytes().to_vec();
            let at = chance.below(bytes.len());
            bytes[at] = chance.below(256).to_le_bytes()[0];
            bytes
        }
        1 => chars[..at].iter().collect::<String>().into_bytes(),
        2 => chars[at..].iter().collect::<String>().into_bytes(),
        3 => joined([&lines[..line], &lines[(line + 1).min(lines.len())..]].concat()),
        4 => joined([&lines[..line], &[lines[line]], &lines[line..]].concat()),
        5 => {
            let blanks = " ".repeat(1 + chance.below(4));
            joined([&lines[..line], &[&*format!("{blanks}{}", lines[line])], &lines[line + 1..]].concat())
        }
        6 => {
            let less = lines[line].strip_prefix([' ', '-']).unwrap_or(lines[line]).to_owned();
            joined([&lines[..line], &[&*less], &lines[line + 1..]].concat())
        }
        7 => {
            let (from, to) = (TOKENS[chance.below(TOKENS.len())], TOKENS[chance.below(TOKENS.len())]);
            text.replacen(from, to, 1 + chance.below(3)).into_bytes()
        }
        8 => {
            let mut other = lines.clone();
            let with = chance.below(other.len());
            other.swap(line, with);
            joined(other)
        }
        _ => {
            let token = TOKENS[chance.below(TOKENS.len())];
            let cut = (at + chance.below(4)).min(chars.len());
            [chars[..at].iter().collect::<String>(), token.to_owned(), chars[cut..].iter().collect()]
                .concat()
                .into_bytes()
        }
    }
}

fn text_of(copy: &Copy, file: &str) -> String {
    std::fs::read_to_string(copy.path().join(file)).unwrap()
}

/// Checks a workspace; every finding points into a file that is there.
fn checked(path: &Path, year: i16) {
    let project = Project::at(path).unwrap();
    // A plan may lose the year that is asked for; that is an answer, too.
    let Ok(outcome) = check(&project, &Request { year: Some(year), ..Request::default() }, &mut |_| {}) else { return };
    well_placed(&outcome);
    for found in outcome.diags.iter() {
        let shown = found.primary.map(|span| outcome.sources.file(span.file).path.clone());
        let shown = shown.or(found.path.clone()).unwrap_or_default();
        assert!(!shown.is_empty() && !shown.contains("（空）"), "{found:?}");
        let words = found.message.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
        assert!(3 < words, "{}", found.message);
    }
}

#[test]
fn a_changed_file_gets_findings_in_files_that_are_there() {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let city = Copy::new();
    for file in CITY {
        let good = text_of(&city, file);
        for _ in 0..times(150) {
            city.write(file, changed(&good, &mut chance));
            checked(city.path(), 2023);
        }
        city.write(file, good);
    }
    let shipped = Copy::of_shipped(false);
    let folder = root().join("content/submissions/2024");
    let names = std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap());
    let submissions =
        names.filter(|name| name.ends_with(".yaml")).map(|name| format!("content/submissions/2024/{name}"));
    let mut files: Vec<String> = submissions.collect();
    files.sort();
    files.extend(["content/plan.yaml", "content/settings.yaml"].map(str::to_owned));
    for file in &files {
        let good = text_of(&shipped, file);
        for _ in 0..times(12) {
            shipped.write(file, changed(&good, &mut chance));
            checked(shipped.path(), 2024);
        }
        shipped.write(file, good);
    }
}

#[test]
fn fixes_make_nothing_worse_and_are_done_the_first_time() {
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let city = Copy::new();
    let errors = |city: &Copy| city.findings().iter().filter(|found| found.text("level") == "error").count();
    for file in CITY.iter().cycle().take(times(48)) {
        let good = text_of(&city, file);
        let wrong = changed(&good, &mut chance);
        city.write(file, &wrong);
        let before = errors(&city);
        let first = city.run(&["check", "--fix"]);
        assert!(first.code() < 3, "{}", first.told());
        let once = std::fs::read(city.path().join(file)).unwrap();
        assert!(errors(&city) <= before, "{}\n{}", String::from_utf8_lossy(&wrong), String::from_utf8_lossy(&once));
        city.run(&["check", "--fix"]);
        assert_eq!(std::fs::read(city.path().join(file)).unwrap(), once, "{}", String::from_utf8_lossy(&wrong));
        // No figure becomes another, and no comment is lost.
        let bag = |text: &[u8], keep: fn(char) -> bool| {
            let text = String::from_utf8_lossy(text).into_owned();
            let mut words: Vec<String> =
                text.split(|c| !keep(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect();
            words.sort();
            words
        };
        let digits = |c: char| c.is_ascii_digit() || c == '.';
        let (was, now) = (bag(&wrong, digits), bag(&once, digits));
        let lost: Vec<_> = was.iter().filter(|figure| !now.contains(figure)).collect();
        assert!(lost.is_empty(), "{lost:?} of {}", String::from_utf8_lossy(&wrong));
        city.write(file, good);
    }
}

#[test]
#[ignore = "long"]
fn a_draft_comes_out_of_a_changed_workspace() {
    let mut chance = Chance(0xda94_2042_e4dd_58b5);
    let city = Copy::new();
    for file in CITY.iter().cycle().take(20) {
        let good = text_of(&city, file);
        // The line that names the typefaces' folder stays: a copy has no others.
        let mut wrong = changed(&good, &mut chance);
        if file.ends_with("settings.yaml") {
            let fonts = good.lines().find(|line| line.starts_with("字体文件夹")).unwrap();
            let text = String::from_utf8_lossy(&wrong).into_owned();
            wrong = format!("{fonts}\n{}", text.replace(fonts, "")).into_bytes();
        }
        city.write(file, &wrong);
        let run = city.run(&["build", "--draft"]);
        let out = run.code() < 2 && run.told().contains("已生成预览稿");
        // Nothing can be printed of a plan that is no text at all.
        let unread = run.told().contains("file-encoding") || run.told().contains("合并冲突");
        assert!(out || unread, "{}\n{}", String::from_utf8_lossy(&wrong), run.told());
        city.write(file, good);
    }
}
