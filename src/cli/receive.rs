//! `highland receive`: files that departments sent, in any name and order, into the record.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::IsTerminal;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::came::{Came, Content, grouped, open};
use super::common::{Exit, Root, tell};
use super::department_form::{form, forms};
use super::taken::Taken;
use crate::desk::{harmless, skeleton};
use crate::diag::{Diagnostic, Level, RuleName, rules};
use crate::forms::{Filled, Mark, SAVED, There, cell_of, fill_in, fill_saved, in_form, owes, place_name, values};
use crate::load::encoding::decode;
use crate::model::field::File;
use crate::model::{Year, file_name};
use crate::output::{create, replace, write};
use crate::pipeline::{self, Outcome, Request, department};
use crate::project::Project;
use crate::release::text_diff;
use crate::source::{hash, readable};

/// 收各单位交来的文件：填报表（.xlsx）、报送文件（.yaml）和它们的压缩包（.zip），文件名不论
#[derive(Debug, Args)]
#[command(help_template = super::usage::HELP, override_usage = "highland receive <文件>… [选项]", next_help_heading = "选项")]
#[command(
    after_help = "是哪个单位、哪一年的，看文件里写的，不看文件名。先列出改动和问题，问过才写入；有读不了的，那一份不收。\n\
    有问题的填报表写一份标红的，放在 output/forms/年度/退回/，发回去改。\n\
    退出码：0 都收下了，没有错误；1 有没收的，或收下的有错误。"
)]
pub struct Receive {
    /// 交来的文件，可以有几个
    #[arg(value_name = "文件", required = true, help_heading = "参数")]
    files: Vec<PathBuf>,

    /// 不问，直接写入
    #[arg(long)]
    yes: bool,

    #[command(flatten)]
    root: Root,
}

/// What is to be written.
struct Ready {
    from: String,
    unit: String,
    year: Year,
    path: PathBuf,
    before: Option<Vec<u8>>,
    text: String,
    /// Where the values came from, of a workbook.
    came: Vec<crate::forms::Came>,
    /// Whether it came as a form, a workbook or a page.
    form: bool,
    /// The hash of the file that came.
    hash: String,
}

impl Receive {
    /// Looks at everything, tells what it would change, asks, writes.
    ///
    /// # Errors
    /// The plan cannot be read, or the disk fails.
    pub fn run(&self) -> Result<Exit> {
        let project = self.root.project()?;
        let mut refused = 0;
        let mut came = Vec::new();
        for path in &self.files {
            let shown = path.display().to_string();
            let size = std::fs::metadata(path).with_context(|| format!("没有「{shown}」这个文件"))?.len();
            if crate::forms::MOST < size {
                tell(&format!("没有收「{shown}」：超过 {} MB。\n", crate::forms::MOST >> 20))?;
                refused += 1;
                continue;
            }
            let bytes = std::fs::read(path).with_context(|| format!("读不了「{shown}」"))?;
            open(&shown, &bytes, true, &mut came, &mut refused)?;
        }
        let mut outcomes: BTreeMap<Year, Outcome> = BTreeMap::new();
        let mut ready: Vec<Ready> = Vec::new();
        for group in grouped(came) {
            let year = group[0].year;
            if let Entry::Vacant(place) = outcomes.entry(year) {
                let request = Request { year: Some(year), ..Request::default() };
                match pipeline::check(&project, &request, &mut |_| {}) {
                    Ok(outcome) => {
                        place.insert(outcome);
                    }
                    Err(error) => {
                        tell(&format!("没有收「{}」：{error:#}\n", group[0].from))?;
                        refused += group.len();
                        continue;
                    }
                }
            }
            let Some(outcome) = outcomes.get(&year) else { continue };
            match one(&project, outcome, group) {
                Ok(own) => ready.extend(own),
                Err(error) => {
                    tell(&format!("{error:#}\n"))?;
                    refused += 1;
                }
            }
        }
        let mut errors = 0;
        let mut kept = Vec::new();
        for own in ready {
            let told = looked_at(&project, &own)?;
            errors += told.errors;
            tell(&told.text)?;
            if told.changed {
                kept.push((own, told.marks));
            }
        }
        let written = kept.is_empty() || self.agreed(kept.len())?;
        if written {
            for (own, marks) in &kept {
                let kept = match &own.before {
                    Some(before) => replace(&own.path, &hash(before), own.text.as_bytes())?,
                    None => create(&own.path, own.text.as_bytes())?,
                };
                if !kept {
                    tell(&format!("没有写入「{}」：在这期间有人改过，请再收一次。\n", project.shown(&own.path)))?;
                    refused += 1;
                    continue;
                }
                tell(&format!("已收下 {}：{}\n", own.unit, project.shown(&own.path)))?;
                if own.form {
                    Taken::of(&project, own.year, &own.unit).keep(&own.text, &own.hash)?;
                }
                let path = returned(&project, own);
                if marks.is_empty() && path.exists() {
                    std::fs::remove_file(&path).with_context(|| format!("删不了「{}」", project.shown(&path)))?;
                }
                if let (Some(outcome), false) = (outcomes.get(&own.year), marks.is_empty() || own.came.is_empty()) {
                    write(&path, &form(outcome, &own.unit, own.year, &own.text, marks)?)?;
                    tell(&format!("标出问题的填报表：{}\n", project.shown(&path)))?;
                }
            }
        } else {
            tell("没有写入。\n")?;
        }
        for &year in outcomes.keys() {
            tell(&missing(&project, year)?)?;
        }
        Ok(if refused == 0 && errors == 0 && written { Exit::Clean } else { Exit::Problems })
    }

    /// Asks once for all; where nobody can be asked, only `--yes` agrees.
    fn agreed(&self, count: usize) -> Result<bool> {
        if self.yes {
            return Ok(true);
        }
        if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
            tell("这里没有人可以问；要写入，加 --yes。")?;
            return Ok(false);
        }
        tell(&format!("写入以上 {count} 个单位的文件？输入“是”写入："))?;
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer).context("读不了输入")?;
        Ok(["是", "y", "yes"].contains(&answer.trim().to_lowercase().as_str()))
    }
}

/// What a file would change, and what is wrong with it then.
fn looked_at(project: &Project, own: &Ready) -> Result<Told> {
    let before = own.before.as_deref().and_then(|bytes| decode(bytes).ok()).map(|decoded| decoded.text);
    let diff = text_diff(before.as_deref().unwrap_or_default(), &own.text);
    let mut text = format!("\n═══ {} {} 年度（{}）\n", own.unit, own.year, own.from);
    if diff.is_empty() {
        text.push_str("与已有的文件相同，没有改动。\n");
    } else if before.is_none() {
        text.push_str("新的文件。\n");
    } else {
        text.push_str(&harmless(&diff));
    }
    let with = project.with(own.path.clone(), own.text.clone().into_bytes());
    let request = Request { year: Some(own.year), unit: Some(own.unit.clone()), ..Request::default() };
    let outcome = pipeline::check(&with, &request, &mut |_| {})?;
    let tree = values(&own.text);
    let (mut marks, mut errors) = (Vec::new(), 0);
    let mut found: Vec<&Diagnostic> =
        outcome.diags.iter().filter(|found| found.unit.as_deref() == Some(&own.unit)).collect();
    found.sort_by_key(|found| found.level);
    for found in found {
        errors += usize::from(found.level == Level::Error);
        let line = found.primary.map(|span| {
            let file = outcome.sources.file(span.file);
            (span, file.path.clone(), file.place(span.start).line)
        });
        // Files of other years are not in the form.
        let ours = line.as_ref().filter(|(_, path, _)| project.root.join(path) == own.path);
        let cell = ours.and_then(|(span, ..)| cell_of(&own.text, *span, &found.message, &own.came));
        let place = match (&cell, &line) {
            (Some(cell), _) => cell.name(),
            (None, Some((span, path, _))) if own.form && project.root.join(path) == own.path => {
                place_name(&own.text, *span)
            }
            (None, Some((_, path, line))) => format!("{path} 第 {line} 行"),
            _ => String::new(),
        };
        let help =
            found.help.as_ref().map(|help| if own.form && ours.is_some() { in_form(help) } else { help.clone() });
        let help = help.map(|help| format!(" 改法：{help}")).unwrap_or_default();
        let told = format!("{}：{}{help}", found.level.name(), found.message);
        text.push_str(&harmless(&format!("  {place}  {told}\n")));
        marks.extend(cell.map(|cell| cell.mark(&tree, told)));
    }
    Ok(Told { text, changed: !diff.is_empty(), errors, marks })
}

/// What there is to say of a file.
struct Told {
    text: String,
    changed: bool,
    errors: usize,
    marks: Vec<Mark>,
}

/// Errors of a file after which nobody knows what of it was read: a form would write the rest away.
const MISREAD: [RuleName; 5] =
    [rules::YAML_SYNTAX, rules::UNKNOWN_KEY, rules::MISPLACED_KEY, rules::DUPLICATE_KEY, rules::FILE_ENCODING];

/// What is to be written of one department's file.
fn one(project: &Project, outcome: &Outcome, mut group: Vec<Came>) -> Result<Option<Ready>> {
    let all = group.iter().map(|own| own.from.as_str()).collect::<Vec<_>>().join("、");
    let Some(came) = group.pop() else { return Ok(None) };
    if !group.is_empty() {
        bail!(
            "没有收「{}」{} 年度的：有 {} 份不同的（{all}），不知道用哪一份。只写要用的那一份，再收一次。",
            came.unit,
            came.year,
            group.len() + 1
        );
    }
    let content = &outcome.content;
    let own = department(&content.plan, &came.unit).with_context(|| format!("没有收「{}」", came.from))?;
    let unit = own.name.value.clone();
    let there = content.submission(came.year, &unit);
    let path = match there {
        Some(there) => project.root.join(&outcome.sources.file(there.file).path),
        None => project.submissions().join(came.year.to_string()).join(format!("{}.yaml", file_name(&unit))),
    };
    let before = std::fs::read(&path).ok();
    if let (Some(there), true) = (there, came.content.is_form()) {
        let path = &outcome.sources.file(there.file).path;
        let misread = outcome.diags.iter().find(|found| {
            let here = found.primary.is_some_and(|span| outcome.sources.file(span.file).path == *path);
            here && found.level == Level::Error && MISREAD.contains(&found.rule)
        });
        if let Some(found) = misread {
            bail!("没有收「{}」：现在的报送文件（{path}）有错误，先改好再收：{}", came.from, harmless(&found.message));
        }
    }
    let base = || match there {
        Some(there) => outcome.sources.file(there.file).text.clone(),
        None => skeleton(content, &outcome.sources, own, came.year),
    };
    let form = came.content.is_form();
    let earlier = Taken::of(project, came.year, &unit);
    if form && earlier.is_older(&came.hash) {
        tell(&harmless(&format!(
            "注意：「{}」以前收过，后来又收过新的；再收一次，会改回这一份填的。确实要改回去的再收。\n",
            came.from
        )))?;
    }
    let earlier = earlier.values();
    let base = base();
    let there_is = There { text: &base, new: there.is_none(), taken: earlier.as_ref() };
    let (text, form_came) = match came.content {
        Content::Text(saved) if saved.starts_with(SAVED) => {
            let filled = fill_saved(&saved, there_is);
            let filled = filled.with_context(|| format!("没有收「{}」", came.from))?;
            told(&unit, &came.from, &filled)?;
            (filled.text, Vec::new())
        }
        Content::Text(text) => {
            // What cannot be read whole takes the place of nothing.
            readable(&text, &File::Submission.keys()).with_context(|| format!("没有收「{}」，改好再交", came.from))?;
            (text, Vec::new())
        }
        Content::Form(form) => {
            if form.asked.as_ref().is_some_and(|asked| *asked != crate::forms::asked(&owes(content, &unit, came.year)))
            {
                tell(&harmless(&format!(
                    "{unit}：发出这份表以后，要报的事项、目标或上年的数改过；少了的请补报，或重新生成一份表发给他们。\n"
                )))?;
            }
            let filled = fill_in(&form, there_is).with_context(|| format!("没有收「{}」", came.from))?;
            told(&unit, &came.from, &filled)?;
            (filled.text, filled.applied.came)
        }
    };
    if content.sign_off(came.year, &unit).is_some() && before.as_deref() != Some(text.as_bytes()) {
        tell(&format!("注意：{unit} {} 年度的文件已经签发；收下改动以后，须重新签发。\n", came.year))?;
    }
    Ok(Some(Ready {
        from: came.from,
        unit,
        year: came.year,
        path,
        before,
        text,
        came: form_came,
        form,
        hash: came.hash,
    }))
}

/// Tells what is to be looked at; what cannot be taken stands against all of it.
fn told(unit: &str, from: &str, filled: &Filled) -> Result<()> {
    for (place, what) in &filled.applied.noted {
        tell(&harmless(&format!("{unit}，{place}：{what}。\n")))?;
    }
    let refused = &filled.applied.refused;
    if refused.is_empty() {
        return Ok(());
    }
    let all = refused.iter().map(|(place, what)| format!("  {place}  {what}。\n")).collect::<String>();
    bail!("没有收「{from}」，有 {} 处读不了，改好再交：\n{}", refused.len(), harmless(&all));
}

/// Where a form with its marks is put.
fn returned(project: &Project, own: &Ready) -> PathBuf {
    forms(project, own.year).join("退回").join(format!("{}.xlsx", file_name(&own.unit)))
}

/// Who owes something for a year and has sent nothing.
fn missing(project: &Project, year: Year) -> Result<String> {
    let outcome = pipeline::check(project, &Request { year: Some(year), ..Request::default() }, &mut |_| {})?;
    let content = &outcome.content;
    let silent = content.plan.departments.iter().filter(|own| {
        let owes = content.plan.owed(&own.name).is_some_and(crate::model::Owed::is_something);
        owes && content.submission(year, &own.name).is_none_or(|own| own.is_blank())
    });
    let names: Vec<&str> = silent.map(|own| own.name.as_str()).collect();
    Ok(if names.is_empty() {
        format!("{year} 年度应报的单位都交了。\n")
    } else {
        format!("{year} 年度还没有交的（{} 个）：{}。\n", names.len(), names.join("、"))
    })
}
