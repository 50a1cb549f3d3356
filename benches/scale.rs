//! The shipped content many times over: every department, indicator and assignment again under a name of its own.

use std::fs;
use std::path::Path;

use highland::project::Project;
use tempfile::TempDir;

/// A project with `times` times the shipped submissions.
pub fn scaled(times: usize) -> (TempDir, Project) {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let folder = TempDir::new().expect("a temporary folder");
    let content = folder.path().join("content");
    fs::create_dir_all(&content).expect("a folder");
    for name in ["plan.txt", "settings.yaml"] {
        fs::copy(shipped.join(name), content.join(name)).expect("a copy");
    }
    let plan = fs::read_to_string(shipped.join("plan.yaml")).expect("the plan");
    let units = names(&section(&plan, "单位"));
    fs::write(content.join("plan.yaml"), &plan).expect("a plan");
    fs::create_dir_all(content.join("plan")).expect("a folder");
    for n in 1..times {
        fs::write(content.join(format!("plan/{n:04}.yaml")), plan_of(&plan, &units, n)).expect("a part of the plan");
    }
    for year in fs::read_dir(shipped.join("submissions")).expect("years").map(|item| item.expect("a year").path()) {
        let to = content.join("submissions").join(year.file_name().expect("a name"));
        fs::create_dir_all(to.join("图片")).expect("a folder");
        for file in fs::read_dir(&year).expect("files").map(|item| item.expect("a file").path()) {
            let stem = file.file_stem().expect("a name").to_string_lossy().into_owned();
            if file.is_dir() {
                for picture in fs::read_dir(&file).expect("pictures").map(|item| item.expect("a picture").path()) {
                    fs::copy(&picture, to.join("图片").join(picture.file_name().expect("a name"))).expect("a copy");
                }
                continue;
            }
            let text = fs::read_to_string(&file).expect("a submission");
            for n in 0..times {
                fs::write(to.join(format!("{}.yaml", named(&stem, n))), submission(&text, n)).expect("a submission");
            }
        }
    }
    let project = Project::at(folder.path()).expect("a project");
    (folder, project)
}

/// Lets a project use the repository's typefaces.
pub fn with_fonts(folder: &Path) {
    let settings = folder.join("content/settings.yaml");
    let text = fs::read_to_string(&settings).expect("the settings");
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
    let fonts = fonts.to_string_lossy().replace('\\', "/");
    fs::write(settings, format!("{text}\n字体文件夹: {fonts}\n")).expect("the settings");
}

/// How many submissions there are.
pub fn size(project: &Project) -> usize {
    let years = fs::read_dir(project.submissions()).expect("years").map(|item| item.expect("a year").path());
    let files = years.flat_map(|year| fs::read_dir(year).expect("files")).map(|item| item.expect("a file").path());
    files.filter(|file| file.extension().is_some_and(|ext| ext == "yaml")).count()
}

/// A name of the nth copy; the first is the original.
fn named(name: &str, n: usize) -> String {
    if n == 0 { name.to_owned() } else { format!("{name}之{n}") }
}

/// The lines of a top-level section, its head left out.
fn section(plan: &str, name: &str) -> String {
    let head = format!("{name}:");
    let lines = plan.lines().skip_while(|line| !line.starts_with(&head)).skip(1);
    lines.take_while(|line| line.starts_with(' ') || line.is_empty()).map(|line| format!("{line}\n")).collect()
}

/// The names of a section's items.
fn names(section: &str) -> Vec<String> {
    section.lines().filter_map(|line| line.strip_prefix("  - 名称: ")).map(str::to_owned).collect()
}

/// The plan's lists once more, with the names and numbers of the nth copy.
fn plan_of(plan: &str, units: &[String], n: usize) -> String {
    let mut text = String::new();
    let mut repeated = false;
    for line in plan.split_inclusive('\n') {
        if !line.starts_with([' ', '#', '\n']) {
            repeated = ["单位:", "任务领域:", "指标:", "里程碑:"].iter().any(|head| line.starts_with(head));
            text.push_str(if repeated { line } else { "" });
        } else if repeated {
            text.push_str(&plan_line(line, units, n));
        }
    }
    text
}

/// A line of the plan in which every name and number is the nth copy's.
fn plan_line(line: &str, units: &[String], n: usize) -> String {
    let Some((key, value)) = line.trim_end().split_once(": ") else { return line.to_owned() };
    let value = match key.trim_start_matches([' ', '-']) {
        "名称" | "全称" | "编号" | "牵头单位" | "责任单位" | "关联分工" | "归入" => {
            match value.strip_suffix('"') {
                Some(quoted) => format!("{}\"", named(quoted, n)),
                None => named(value, n),
            }
        }
        "别名" => "[]".to_owned(),
        "配合单位" => {
            let items = value.trim_matches(['[', ']']).split(", ").filter(|item| !item.is_empty());
            let items =
                items.map(|item| if units.iter().any(|u| u == item) { named(item, n) } else { item.to_owned() });
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        _ => value.to_owned(),
    };
    format!("{key}: {value}\n")
}

/// A submission of the nth copy.
fn submission(text: &str, n: usize) -> String {
    let mut section = "";
    let mut out = String::with_capacity(text.len() + 400);
    for line in text.split_inclusive('\n') {
        if !line.starts_with([' ', '#', '-', '\n']) {
            section = line.split(':').next().unwrap_or_default();
        }
        let keyed = matches!(section, "指标" | "任务" | "里程碑" | "配合");
        match line
            .strip_prefix("  ")
            .filter(|rest| keyed && !rest.starts_with([' ', '#']))
            .and_then(|r| r.split_once(':'))
        {
            Some((key, rest)) => out.extend(["  ", &named(key, n), ":", rest]),
            None => match line.strip_prefix("单位: ") {
                Some(unit) => out.extend(["单位: ", &named(unit.trim_end(), n), "\n"]),
                None => match line.split_once("亮点: ") {
                    // Which achievements are printed is said by their titles.
                    Some((before, title)) => {
                        let end = title.find(['}', '\n']).unwrap_or(title.len());
                        out.extend([before, "亮点: ", &named(&title[..end], n), &title[end..]]);
                    }
                    None => out.push_str(line),
                },
            },
        }
    }
    out
}
