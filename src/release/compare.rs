//! Two states of a project beside each other: values, statuses, texts, steps, projects, pictures, plan and settings.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::comparison::{Comparison, Item, UnitChanges};
use super::pages::{Printed, printed};
use super::signed::{AsSigned, as_signed};
use super::state::State;
use super::text_diff::text_diff;
use crate::desk::{Changes, Record, SECRETARIAT, record, words};
use crate::model::Year;
use crate::pipeline::{self, Outcome, Request, Session};
use crate::project::Project;
use crate::source::hash;

/// A project or a picture.
#[derive(Clone, PartialEq, Eq)]
struct Thing {
    unit: String,
    told: String,
}

/// A state, read.
struct Read {
    record: Record,
    year: Year,
    /// Who answers for an indicator, an assignment or a milestone, by name.
    owners: BTreeMap<String, String>,
    /// The departments in the plan's order.
    order: Vec<String>,
    /// Projects and pictures by kind and name.
    things: Option<BTreeMap<(&'static str, String), Thing>>,
    /// The texts of the plan, the settings and the templates by path.
    files: Option<BTreeMap<String, String>>,
    /// Files that are not as they were signed, as differences by path.
    signed: BTreeMap<String, String>,
    /// The pages, if they were asked for and could be set.
    printed: Option<Printed>,
}

/// How two states are to be compared.
#[derive(Debug, Clone, Copy, Default)]
pub struct Compared {
    /// In which year; the newest with submissions of the second one if none is given.
    pub year: Option<Year>,
    /// Whether the pages of both are set and compared, too.
    pub pages: bool,
}

/// Compares two states.
///
/// # Errors
/// The machine fails. Of two different years only the findings, things and files are compared, and it is said.
pub fn compare(from: &State, to: &State, how: Compared) -> Result<Comparison> {
    let (mut from_read, mut to_read, mut left_out) = both(from, to, how, false)?;
    let unset = |read: &Read| read.things.is_some() && read.printed.is_none();
    if how.pages && (unset(&from_read) || unset(&to_read)) {
        // Of what has errors there is no report, only a draft, which has boxes that push the text along.
        (from_read, to_read, left_out) = both(from, to, how, true)?;
        left_out.push("有一边有错误，页码按预览稿，与正式的可能差一两页".to_owned());
    }
    let (from, to) = (from_read, to_read);
    if from.year != to.year {
        left_out.push(format!("两边的报告年度不同（{}、{}），数值和文字没有比较", from.year, to.year));
    }
    let mut changes = from.record.changes(&to.record);
    let nights = [from.things.is_none(), to.things.is_none()];
    if nights[0] != nights[1] && !changes.turned.is_empty() {
        // A night has the lights of its day, files those of the end of the year.
        changes.turned.clear();
        left_out.push("节点的状态：预览按当天算，另一边按年末算，没有比较".to_owned());
    }
    let mut items = items(&changes, &from, &to);
    if let (Some(from), Some(to)) = (&from.things, &to.things) {
        items.extend(changed(from, to));
    } else {
        left_out.push("预览只记了数值、状态、文字和节点，项目、图片、方案和设置没有比较".to_owned());
    }
    let mut files = from.signed.clone();
    if let (Some(from), Some(to)) = (&from.files, &to.files) {
        let paths: BTreeSet<&String> = from.keys().chain(to.keys()).collect();
        for path in paths {
            let text = |files: &BTreeMap<String, String>| files.get(path).cloned().unwrap_or_default();
            let (was, is) = (text(from), text(to));
            if was != is {
                files.insert(path.clone(), text_diff(&was, &is));
            }
        }
    }
    let mut pages = Vec::new();
    match (&from.printed, &to.printed) {
        (Some(from), Some(to)) => {
            let turned = to.other_than(from);
            for (_, item) in &mut items {
                item.pages = turned.holding(item);
            }
            pages = turned.numbers();
        }
        _ if nights.contains(&true) => {}
        _ if how.pages => left_out.push("有一边排不出页面，没有比较页".to_owned()),
        _ => {}
    }
    let Changes { appeared, mended, warned, .. } = changes;
    let order = if to.order.is_empty() { &from.order } else { &to.order };
    Ok(Comparison { year: to.year, units: by_unit(items, order), appeared, mended, warned, files, pages, left_out })
}

/// Both states read, the pages as a draft or as the report.
fn both(from: &State, to: &State, how: Compared, draft: bool) -> Result<(Read, Read, Vec<String>)> {
    let mut session = Session::default();
    let mut reader = Reader { session: how.pages.then_some(&mut session), draft, left_out: Vec::new() };
    let to = reader.read(to, how.year)?;
    let from = reader.read(from, Some(to.year))?;
    Ok((from, to, reader.left_out))
}

/// The items by department, in the plan's order; the secretariat's last.
fn by_unit(items: Vec<(String, Item)>, order: &[String]) -> Vec<UnitChanges> {
    let mut units: Vec<UnitChanges> = Vec::new();
    for (unit, item) in items {
        match units.iter_mut().find(|own| own.unit == unit) {
            Some(own) => own.items.push(item),
            None => units.push(UnitChanges { unit, items: vec![item] }),
        }
    }
    units.sort_by_key(|own| order.iter().position(|name| *name == own.unit).unwrap_or(usize::MAX));
    units
}

/// Values, statuses, steps and texts, each with its department.
fn items(changes: &Changes, from: &Read, to: &Read) -> Vec<(String, Item)> {
    let owner = |name: &str| {
        let own = to.owners.get(name).or_else(|| from.owners.get(name));
        own.cloned().unwrap_or_else(|| SECRETARIAT.to_owned())
    };
    let differences = changes.differences.iter().map(|own| {
        let (kind, unit) =
            if own.kind == "单位" { ("报送", own.name.clone()) } else { (own.kind, owner(&own.name)) };
        let of = |line: Option<&_>| vec![words(line)];
        let (before, after) = (of(own.before.as_ref()), of(own.after.as_ref()));
        (unit, Item { kind, name: own.name.clone(), before, after, pages: Vec::new() })
    });
    let turned = changes.turned.iter().map(|turn| {
        let told = |state: Option<&crate::desk::StepState>| {
            state.map_or_else(|| "（没有）".to_owned(), |own| format!("{}（时限 {}）", own.light, own.due))
        };
        let unit = turn.after.as_ref().or(turn.before.as_ref()).map_or(SECRETARIAT, |own| own.unit.as_str());
        let (before, after) = (vec![told(turn.before.as_ref())], vec![told(turn.after.as_ref())]);
        (unit.to_owned(), Item { kind: "节点", name: turn.name.clone(), before, after, pages: Vec::new() })
    });
    let texts = changes.texts.iter().map(|own| {
        let (before, after) = (own.removed.clone(), own.added.clone());
        (own.unit.clone(), Item { kind: "文字", name: own.section.clone(), before, after, pages: Vec::new() })
    });
    differences.chain(turned).chain(texts).collect()
}

/// Reads states, and sets their pages if it has a session for that.
struct Reader<'a> {
    session: Option<&'a mut Session>,
    draft: bool,
    left_out: Vec<String>,
}

impl Reader<'_> {
    fn read(&mut self, state: &State, year: Option<Year>) -> Result<Read> {
        let request = Request { year, ..Request::default() };
        match state {
            State::Night(record) => Ok(Read {
                year: record.snapshot.year,
                record: (**record).clone(),
                owners: BTreeMap::new(),
                order: Vec::new(),
                things: None,
                files: None,
                signed: BTreeMap::new(),
                printed: None,
            }),
            State::Signed(project) => {
                let now = pipeline::check(project, &request, &mut |_| {})?;
                let AsSigned { project, left_out, files } = as_signed(project, &now);
                self.left_out.extend(left_out);
                Ok(Read { signed: files, ..self.files(&project, &request)? })
            }
            State::Files { project, .. } => self.files(project, &request),
        }
    }

    fn files(&mut self, project: &Project, request: &Request) -> Result<Read> {
        let (outcome, document) = match &mut self.session {
            Some(session) => session.pages(project, &Request { draft: self.draft, ..request.clone() })?,
            None => (pipeline::check(project, request, &mut |_| {})?, None),
        };
        let plan = &outcome.content.plan;
        let indicators = plan.indicators.iter().map(|own| (own.name.value.clone(), own.department.first()));
        let milestones = plan.milestones.iter().map(|own| (own.name.value.clone(), own.department.first()));
        let assignments =
            plan.assignments().map(|(.., own)| (format!("{} {}", own.number.value, own.name), own.lead.first()));
        let owners = indicators.chain(milestones).chain(assignments);
        Ok(Read {
            record: record(&outcome.assessment, &outcome.diags, &outcome.sources, outcome.as_of),
            year: outcome.year,
            owners: owners.map(|(name, unit)| (name, unit.to_owned())).collect(),
            order: plan.departments.iter().map(|own| own.name.value.clone()).collect(),
            things: Some(things(&outcome)),
            files: Some(files(project, &outcome)),
            signed: BTreeMap::new(),
            printed: document.map(|document| printed(&document)),
        })
    }
}

/// Projects, funds and pictures of the year.
fn things(outcome: &Outcome) -> BTreeMap<(&'static str, String), Thing> {
    let (content, year) = (&outcome.content, outcome.year);
    let projects = content.of_year(year).flat_map(|(unit, submission)| {
        submission.projects.iter().map(move |own| {
            let stage = own.stage.as_ref().map_or("", |stage| stage.value.word());
            let amount = own.investment.as_ref().map(|amount| amount.value.to_string()).unwrap_or_default();
            let place = own.place.as_ref().map_or("", |place| place.value.as_str());
            let told = [stage, amount.as_str(), place]
                .into_iter()
                .filter(|own| !own.is_empty())
                .collect::<Vec<_>>()
                .join("，");
            (("项目", own.name.value.clone()), Thing { unit: unit.to_owned(), told })
        })
    });
    let funds = content.of_year(year).flat_map(|(unit, submission)| {
        submission.funds.iter().map(move |own| {
            let amounts = [("预算", &own.budget), ("支出", &own.spent)].into_iter();
            let told = amounts.filter_map(|(what, amount)| Some(format!("{what}{}", amount.as_ref()?.value)));
            let told = told.collect::<Vec<_>>().join("，");
            (("财政投入", own.name.value.clone()), Thing { unit: unit.to_owned(), told })
        })
    });
    let whose = |path: &str| {
        let own = content.of_year(year).find(|(_, submission)| {
            let named = submission.cases.iter().filter_map(|case| case.picture.as_ref());
            named.map(|name| format!("{year}/{}", name.value)).any(|own| own == path)
        });
        own.map_or(SECRETARIAT, |(unit, _)| unit).to_owned()
    };
    let start = format!("{year}/");
    let pictures = content.pictures.iter().filter(|picture| picture.path.starts_with(&start));
    let pictures = pictures.map(|picture| {
        let told = format!("内容 {}", hash(&picture.filed).get(..8).unwrap_or_default());
        (("图片", picture.path.clone()), Thing { unit: whose(&picture.path), told })
    });
    projects.chain(funds).chain(pictures).collect()
}

/// The texts that were read of the plan, the settings and the templates.
fn files(project: &Project, outcome: &Outcome) -> BTreeMap<String, String> {
    let read = outcome.sources.iter().map(|(_, file)| (file.path.clone(), file.text.clone()));
    let own = |path: &str| Project::is_of_plan(path) || path == "content/settings.yaml";
    let mut files: BTreeMap<String, String> = read.filter(|(path, _)| own(path)).collect();
    for folder in [project.templates(), project.content().join("templates")] {
        let items = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        for path in items.map(|item| item.path()).filter(|path| path.is_file()) {
            if let Ok(text) = std::fs::read_to_string(&path) {
                files.insert(project.shown(&path), text);
            }
        }
    }
    files
}

/// Projects and pictures that are not as they were, each with its department.
fn changed(
    from: &BTreeMap<(&'static str, String), Thing>,
    to: &BTreeMap<(&'static str, String), Thing>,
) -> Vec<(String, Item)> {
    let names: BTreeSet<&(&'static str, String)> = from.keys().chain(to.keys()).collect();
    let told = names.into_iter().filter_map(|key| {
        let (was, is) = (from.get(key), to.get(key));
        let unit = is.or(was).filter(|_| was != is)?.unit.clone();
        let words = |thing: Option<&Thing>| vec![thing.map_or_else(|| "（没有）".to_owned(), |own| own.told.clone())];
        let (kind, name) = (key.0, key.1.clone());
        Some((unit, Item { kind, name, before: words(was), after: words(is), pages: Vec::new() }))
    });
    told.collect()
}
