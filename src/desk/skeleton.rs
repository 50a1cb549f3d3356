//! A department's file for a year, with everything it owes and nothing else, ready to be filled in.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::carried::{Before, anew, key, open_steps, open_support_steps, projects_of, section};
use crate::model::field::submission::{
    Case, Entry, Event, Filing, Fund, Judged, MajorProject, Progress, Request, Step, Submission, Support, Update,
};
use crate::model::field::{Declared, Field, Shape};
use crate::model::{Content, Decimal, Department, Indicator, Nature, Openness, Weight, Workflow, Year, file_name};
use crate::source::Sources;

/// Widest line of a comment, in characters.
const WIDTH: usize = 50;

/// Where the notes of the head stand, in half-width columns.
const NOTES: usize = 23;

/// Widest name that comments are aligned after, in half-width columns.
const ALIGNED: usize = 44;

/// The file's text. What last year's file has of projects is carried over as it was typed, its cases as comments.
#[must_use]
pub fn skeleton(content: &Content, sources: &Sources, department: &Department, year: Year) -> String {
    let submission = content.submission(year - 1, &department.name);
    let Some(submission) = submission else { return write_out(content, department, year, &Before::default()) };
    let text = sources.file(submission.file).text.as_str();
    let typed = |key: &str| section(text, key);
    let before = Before { projects: typed(Submission::PROJECTS.key), cases: typed(Submission::CASES.key) };
    let with = write_out(content, department, year, &before);
    if projects_of(&with) == Some(submission.projects.len()) {
        return with;
    }
    // What a mistake in last year's file would break is written anew from what was read.
    let before = Before { projects: anew(&submission.projects), ..before };
    write_out(content, department, year, &before)
}

/// The text with what is carried over from last year's file.
fn write_out(content: &Content, department: &Department, year: Year, before: &Before) -> String {
    let name = department.name.as_str();
    let mut text = head(content, name, year);
    indicators(&mut text, content, name, year);
    assignments(&mut text, content, name, year);
    milestones(&mut text, content, name);
    support(&mut text, content, name, year);
    projects(&mut text, before.projects.as_deref(), year);
    let (funds, fund) = (Submission::FUNDS.key, Fund::MAPPING.example(year));
    let _ = write!(text, "\n# {funds}：财政为方案投入的钱，由安排资金的单位报，一行一笔。\n# {funds}:\n#   - {fund}\n");
    cases(&mut text, before.cases.as_deref(), year);
    let (events, event) = (Submission::EVENTS.key, Event::MAPPING.example(year));
    let (headline, weight) = (Event::HEADLINE.key, Weight::Minor.word());
    let _ = write!(
        text,
        "\n# {events}：本单位本年度的大事，一行一件；推荐为年度亮点的，大括号里加上 {headline}: 短题目；只入本单位分册的，加上 {}: {weight}。\n\
         # {events}:\n#   - {event}\n",
        Event::WEIGHT.key,
    );
    let (requests, request) = (Submission::REQUESTS.key, Request::MAPPING.example(year + 1));
    let _ =
        write!(text, "\n# {requests}：请市领导或专班决定的事，只印在内部版本里。\n# {requests}:\n#   - {request}\n");
    text
}

/// The words a field may hold, to be chosen from.
fn words(field: &Field) -> String {
    if let Shape::Word(words) = field.shape { words().join(" | ") } else { String::new() }
}

/// The fields of an entry, each empty on its line.
fn blanks(text: &mut String, fields: &[&Field]) {
    for field in fields.iter().filter(|field| !field.is_rare()) {
        let _ = match field.shape {
            Shape::Word(_) => writeln!(text, "    {}:    # {}", field.key, words(field)),
            Shape::Paragraphs => writeln!(text, "    {}: |\n", field.key),
            // What comes in items is written by those who write the rest of the entry.
            Shape::Each(_) => Ok(()),
            _ => writeln!(text, "    {}:", field.key),
        };
    }
}

fn head(content: &Content, name: &str, year: Year) -> String {
    let deadline = content.settings.deadline_of(year).map(|d| d.value);
    let deadline = deadline.map(|date| format!("；报送截止 {date}")).unwrap_or_default();
    let mut text = format!(
        "# yaml-language-server: $schema=../../schema/submission/{}.json\n\
         # {name} {year} 年度报送文件。应报的都列在下面，在冒号后面空一格填写；“#”后面是说明，不用删。\n\
         # 填完运行 highland check --unit {name}，按提示改到没有错误。填法和规则见 content/填报手册.md。\n\
         # 不宜公开的文字、项目、案例、节点，在那一条里加一行 {}: {}（提请研究的本来就不公开）。\n\
         {}: {}\n{}: {year}\n{}:\n",
        file_name(name),
        Entry::OPEN.key,
        Openness::Closed.word(),
        Submission::UNIT.key,
        key(name),
        Submission::YEAR.key,
        Submission::FILING.key,
    );
    for field in Filing::MAPPING.fields {
        let line = format!("  {}:", field.key);
        match field.shape {
            Shape::Day => noted(&mut text, &line, &format!("如 {}-01-20{deadline}", year + 1)),
            _ => text.extend([&line, "\n"]),
        }
    }
    let drafted = (Submission::WORKFLOW.field(), Workflow::Draft.word());
    for (field, word) in [drafted, (Submission::NATURE.field(), Nature::Reported.word())] {
        noted(&mut text, &format!("{}: {word}", field.key), &words(field));
    }
    text
}

/// A line of the head with a note, which stands below those of the other lines.
fn noted(text: &mut String, line: &str, note: &str) {
    let _ = writeln!(text, "{line}{}# {note}", " ".repeat(NOTES.saturating_sub(line.width())));
}

fn indicators(text: &mut String, content: &Content, name: &str, year: Year) {
    let own: Vec<&Indicator> = content.plan.indicators.iter().filter(|i| i.department.includes(name)).collect();
    if own.is_empty() {
        return;
    }
    text.push_str(
        "\n# 指标：写一个数字就够，可以带单位（28、8.5%、12.5亿元、2万人）；期内新增的填规划首年以来的累计数。\n\
         # 要写来源、口径、说明的，用长写法，用不到的不写；滞后、倒退的要写说明：\n#   指标名称:\n",
    );
    for field in Entry::MAPPING.fields.iter().filter(|field| !field.is_rare()) {
        let _ = writeln!(text, "#     {}: {}", field.key, field.example(year));
    }
    let _ = writeln!(text, "{}:", Submission::ENTRIES.key);
    let widest = own.iter().map(|indicator| key(&indicator.name).width()).max().unwrap_or_default().min(ALIGNED);
    for indicator in own {
        let known = known(content, indicator, year);
        let name = key(&indicator.name);
        let gap = " ".repeat(widest.saturating_sub(name.width()) + 6);
        let _ = writeln!(text, "  {name}:{gap}# {known}");
    }
}

/// The value of an indicator the year before, in its unit.
#[must_use]
pub fn last_value(content: &Content, indicator: &Indicator, year: Year) -> Option<Decimal> {
    let former = content.plan.in_year(year - 1);
    let former = former.as_ref().unwrap_or(&content.plan);
    // Whoever answered for it then said it.
    let then = former.indicator(&indicator.name).unwrap_or(indicator);
    content.submissions_of(year - 1, &then.department).find_map(|submission| {
        let entry = submission.entries.iter().find(|(own, _)| **own == *indicator.name)?;
        entry.1.actual.as_ref()?.in_unit(&indicator.unit).ok()
    })
}

/// What is to be known of an indicator before it is reported: unit, kind, target, the year's node and the last value.
#[must_use]
pub fn known(content: &Content, indicator: &Indicator, year: Year) -> String {
    let last = last_value(content, indicator, year);
    // The year before the plan's first is the baseline's.
    let base = indicator.baseline.as_ref().filter(|base| base.year == year - 1 && base.comparable);
    let last = match (last, base) {
        (Some(value), _) => format!("上年 {}", value.normalize()),
        (None, Some(base)) => format!("上年（基期）{}", base.value.value.normalize()),
        (None, None) => "上年未报".to_owned(),
    };
    let node = indicator.waypoints.iter().find(|(own, _)| *own == year);
    let node = node.map(|(_, due)| format!(" · 本年节点 {}", due.normalize())).unwrap_or_default();
    let (unit, target) = (indicator.unit.text(), &indicator.target);
    let kind = indicator.kind.word();
    format!("{unit} · {kind} · 目标 {target}{node} · {last}")
}

fn assignments(text: &mut String, content: &Content, name: &str, year: Year) {
    let own: Vec<_> = content.plan.assignments().map(|(_, _, a)| a).filter(|a| a.lead.includes(name)).collect();
    if own.is_empty() {
        return;
    }
    text.push_str(
        "\n# 任务：本单位牵头的任务。「|」下面的正文每行缩进六个空格；可以分段、列项（- ）、加粗（**…**）。\n",
    );
    let _ = writeln!(
        text,
        "# 每项任务的「{steps}」列今后要做的事和时限，一行一个，用不到的不写；做到了的加「{}」，改时限的把最早的写到「{}」、\n\
         # 原因写到「{}」，不再做的加「{}」。年中有进展的写在「{updates}」里：\n\
         #     {steps}:\n#       - {}\n#     {updates}:\n#       - {}",
        Step::DONE.key,
        Step::FIRST.key,
        Step::REMARK.key,
        Step::DROPPED.key,
        Step::MAPPING.example(year),
        Update::MAPPING.example(year),
        steps = Progress::STEPS.key,
        updates = Progress::UPDATES.key,
    );
    let _ = writeln!(text, "{}:", Submission::PROGRESS.key);
    for assignment in own {
        let _ = writeln!(text, "  {}:    # {}", key(&assignment.number), one_line(&assignment.name));
        comment(text, "    ", &format!("方案：{}", assignment.wording.value));
        if !assignment.support.is_empty() {
            comment(text, "    ", &format!("配合单位：{}", assignment.support.listed()));
        }
        blanks(text, Progress::MAPPING.fields);
        let steps = open_steps(content, &assignment.number, year);
        if steps.is_empty() {
            continue;
        }
        // The empty line that ends the last text stays above.
        let _ = write!(text, "    {}:    # 上年没有做到的，照原样带来\n{steps}\n", Progress::STEPS.key);
    }
    text.pop();
}

fn milestones(text: &mut String, content: &Content, name: &str) {
    let own: Vec<_> = content.plan.milestones.iter().filter(|m| m.department.includes(name)).collect();
    if own.is_empty() {
        return;
    }
    text.push_str("\n# 里程碑：没有数字的目标，由责任单位判断并写明理由。\n");
    let _ = writeln!(text, "{}:", Submission::MILESTONES.key);
    for milestone in own {
        let _ = writeln!(text, "  {}:    # {}", key(&milestone.name), milestone.due);
        comment(text, "    ", &format!("方案：{}", milestone.wording.value));
        blanks(text, Judged::MAPPING.fields);
    }
}

fn support(text: &mut String, content: &Content, name: &str, year: Year) {
    let own = content.plan.assignments().map(|(_, _, a)| a);
    let own: Vec<_> = own.filter(|a| a.support.includes(name)).collect();
    if own.is_empty() {
        return;
    }
    text.push_str("\n# 配合：配合其他单位的任务所做的工作，一句话一项；没有的空着。\n");
    let _ = writeln!(text, "{}:", Submission::SUPPORT.key);
    for assignment in own {
        let lead = assignment.lead.listed();
        let _ = writeln!(text, "  {}:    # {}（牵头：{lead}）", key(&assignment.number), one_line(&assignment.name));
        let steps = open_support_steps(content, name, &assignment.number, year);
        if !steps.is_empty() {
            let _ = write!(
                text,
                "    {}:\n    {}:    # 上年没有做到的，照原样带来\n{steps}",
                Support::WORK.key,
                Support::STEPS.key
            );
        }
    }
}

fn projects(text: &mut String, before: Option<&str>, year: Year) {
    let key = Submission::PROJECTS.key;
    let _ = write!(text, "\n# {key}：重大项目；阶段：{}。", words(&MajorProject::STAGE));
    if let Some(section) = before {
        text.push_str("以下照上年文件，请更新阶段和投资，删去不再列入的。\n");
        text.push_str(section);
    } else {
        let _ = write!(text, "\n# {key}:\n#   - {}\n", MajorProject::MAPPING.example(year));
    }
}

fn cases(text: &mut String, before: Option<&str>, year: Year) {
    let key = Submission::CASES.key;
    let _ = write!(text, "\n# {key}：做法、成效、启示；图片放在本年度的「图片」文件夹。");
    if let Some(section) = before {
        text.push_str("以下是上年的案例，要续用的去掉行首的“# ”并更新。\n");
        for line in section.lines() {
            // A blank line stays blank: a lone `#` would end the text once the others are gone.
            if !line.trim().is_empty() {
                text.extend(["# ", line]);
            }
            text.push('\n');
        }
        return;
    }
    let _ = write!(text, "\n# {key}:\n");
    for (at, field) in Case::MAPPING.fields.iter().filter(|field| !field.is_rare()).enumerate() {
        let dash = if at == 0 { '-' } else { ' ' };
        let _ = match field.shape {
            Shape::Paragraphs => writeln!(text, "#   {dash} {}: |\n#       {}", field.key, field.example(year)),
            _ => writeln!(text, "#   {dash} {}: {}", field.key, field.example(year)),
        };
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as comment lines of a bearable width.
fn comment(text: &mut String, indent: &str, words: &str) {
    let chars: Vec<char> = one_line(words).chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let mut end = (at + WIDTH).min(chars.len());
        // A line does not begin with a closing mark, nor in the middle of a figure or a word.
        let inside = |at: usize| chars[at - 1].is_ascii_alphanumeric() && chars[at].is_ascii_alphanumeric();
        while end < chars.len() && ("，。；：、！？）》”’」〕%".contains(chars[end]) || inside(end)) {
            end += 1;
        }
        let _ = writeln!(text, "{indent}# {}", chars[at..end].iter().collect::<String>());
        at = end;
    }
}
