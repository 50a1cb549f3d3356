//! One night: freeze the files, build every part, compare, publish, tell.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};

use super::digest::{Place, digest};
use super::heartbeat;
use super::heartbeat::Heartbeat;
use super::index::index;
use super::lock::lock;
use super::notify::notify;
use super::store::{Made, Night, Store};
use super::summary::{Headline, Mark, NightStatus, NightSummary, SinceRelease, units};
use crate::desk::{Changes, Record, Today, carried_on, cockpit, points, record};
use crate::edition;
use crate::load::freeze;
use crate::model::Plan;
use crate::output::{workbook, write};
use crate::pipeline::{self, Outcome, Request};
use crate::preview::clock::{Moment, changed, now};
use crate::preview::compared::{compared, since_release};
use crate::preview::fault;
use crate::project::Project;
use crate::release::before as released_before;

/// What is asked of a night.
#[derive(Debug, Clone)]
pub struct Nightly {
    /// Year and as-of day, if not the usual ones.
    pub request: Request,
    /// How many of the newest previews stay, besides the last of each month.
    pub keep: usize,
    /// How long to wait for another run.
    pub wait: Duration,
    /// A command that gets the digest.
    pub notify: Option<String>,
    /// Where the folder of the previews is found by who gets the digest, such as `https://example.org/preview/`.
    pub link: Option<String>,
}

/// How a night ended.
#[derive(Debug)]
pub struct NightOutcome {
    /// How it went.
    pub status: NightStatus,
    /// What to say, in a few lines.
    pub told: String,
}

/// Runs a night. Whatever is wrong with the content or the disk, the last good preview stays.
///
/// # Errors
/// Another run holds the lock, or not even the failure can be written down.
pub fn run(project: &Project, nightly: &Nightly) -> Result<NightOutcome> {
    let folder = project.previews();
    let began = now()?.minute;
    let store = Store::at(&folder);
    // It is kept until everything is written down, of a night that failed too.
    let (_lock, built) = match lock(&folder, nightly.wait, &began) {
        Ok(Ok(lock)) => {
            store.sweep();
            // A fault of our own or of Typst's is a night that failed, not one of which nothing is known.
            let built = catch_unwind(AssertUnwindSafe(|| night(project, nightly, &store)));
            (Some(lock), built.unwrap_or_else(|_| Err(anyhow!("程序内部出错，请告诉维护人员"))))
        }
        Ok(Err(busy)) => bail!(busy),
        Err(error) => (None, Err(error)),
    };
    let ended = now()?;
    let (summary, name) = match built {
        Ok((summary, name)) => (summary, Some(name)),
        Err(error) => {
            let last = store.latest();
            let built =
                |name: &String| store.nights().into_iter().find(|(own, _)| own == name).map(|(_, night)| night.built);
            let good = last.and_then(|name| Some((name.clone(), built(&name)?)));
            let title = good.as_ref().and_then(|(name, _)| title(&folder.join(name)));
            let summary = NightSummary::failed(format!("{error:#}"), ended.clone(), good);
            (NightSummary { title: title.unwrap_or_default(), ..summary }, None)
        }
    };
    let pruned = if name.is_some() { store.prune(nightly.keep) } else { Vec::new() };
    let place = Place { folder: &folder, link: nightly.link.as_deref() };
    let told = written_down(place, &summary, name.as_deref(), &ended);
    let mut lines = vec![said(&summary, name.as_deref(), &folder)];
    if !pruned.is_empty() {
        lines.push(format!("已清理 {} 个旧预览：{}", pruned.len(), pruned.join("、")));
    }
    // A mailer that is down makes no preview worse; somebody should know all the same.
    let digest = digest(&summary, name.as_deref(), place);
    let informed = nightly.notify.as_ref().map_or(Ok(()), |command| notify(command, &digest, summary.status));
    lines.extend(informed.as_ref().err().map(|error| format!("{error:#}")));
    lines.extend(told.as_ref().err().map(|error| format!("{error:#}")));
    let whole = informed.is_ok() && told.is_ok();
    let status = if whole || summary.status == NightStatus::Failed { summary.status } else { NightStatus::Problems };
    Ok(NightOutcome { status, told: lines.join("\n") + "\n" })
}

/// Builds everything apart and publishes it; gives back what to say and the preview's name.
fn night(project: &Project, nightly: &Nightly, store: &Store) -> Result<(NightSummary, String)> {
    let nights = store.nights();
    let before = store.latest().and_then(|name| nights.iter().find(|(own, _)| *own == name));
    let staging = store.staging()?;
    let frozen = freeze(project, &staging.path().join("inputs"))?;
    let request = Request { draft: true, ..nightly.request.clone() };
    let mut checked = pipeline::check(&frozen, &request, &mut |_| {})?;
    if let Some(reason) = fault::plan(&checked) {
        bail!("方案文件有错误，没有据此生成。{reason}");
    }
    let request = Request { before: Arc::new(released_before(project, checked.year)), ..request };
    let (mut files, mut pages, mut missing) = (Vec::new(), 0, Vec::new());
    let asked = asked(&request, &checked.content.plan);
    let earlier = |fingerprint: &str| before.and_then(|(name, night)| store.again(name, night, fingerprint));
    let parts = pipeline::parts(&frozen, &asked, &mut checked, &fault::late, Some(&earlier))?;
    let (mut made, mut again) = (BTreeMap::new(), 0);
    for (at, part) in parts.into_iter().enumerate() {
        match part {
            Ok(part) => {
                for (path, bytes) in &part.files {
                    write(&staging.path().join(path), bytes)?;
                }
                pages = if at == 0 { part.pages } else { pages };
                again += usize::from(part.again);
                made.extend(Made::of(&part).map(|made| (part.path.clone(), made)));
                files.push(part.path);
            }
            // Without the report there is no preview; without one department's part there is.
            Err(error) if at == 0 => return Err(error),
            Err(error) => missing.push(format!("{error:#}")),
        }
    }
    let Moment { date, minute, seconds } = now()?;
    // Lights are those of the day asked for, else of today.
    let day = nightly.request.as_of.unwrap_or(date);
    let today = Today { date: day, changed: changed(&project.root, &checked) };
    let drawn = cockpit(&checked.assessment, &checked.diags, &checked.sources, &today);
    let points = points(&checked.diags, &checked.sources);
    write(&staging.path().join("催报.xlsx"), &workbook(&drawn, &points)?)?;
    files.push("催报.xlsx".to_owned());
    let released = released(project, &frozen, &checked).unwrap_or_else(|error| {
        missing.push(format!("与最近一次发布的比较没有做成：{error:#}"));
        None
    });
    if let Some((since, page)) = &released {
        write(&staging.path().join(&since.file), page.as_bytes())?;
        files.push(since.file.clone());
    }
    let mut record = record(&checked.assessment, &checked.diags, &checked.sources, day);
    if let Some((_, night)) = before {
        carried_on(&night.record.steps, &mut record.steps);
    }
    let changes = before.map(|(_, night)| night.record.changes(&record)).unwrap_or_default();
    let status = if missing.is_empty() { status(&record, &changes, before.is_some()) } else { NightStatus::Problems };
    let sequence = nights.last().map_or(1, |(_, night)| night.sequence + 1);
    let night = Night::new(sequence, minute.clone(), record, made);
    let mut trend: Vec<Mark> = nights.iter().map(|(_, night)| Mark::of(night)).collect();
    trend.push(Mark::of(&night));
    trend.drain(..trend.len().saturating_sub(TREND));
    let summary = NightSummary {
        status,
        status_word: status.word(),
        reason: None,
        title: checked.content.settings.title.clone(),
        year: Some(checked.year),
        as_of: checked.as_of.to_string(),
        built: minute,
        seconds,
        before: before.map(|(name, night)| (name.clone(), night.built.clone())),
        last_good: None,
        pages,
        again,
        headline: Some(Headline::of(&checked.assessment)),
        states: drawn.rows.iter().map(|row| row.state.word()).collect(),
        cockpit: Some(drawn),
        units: units(points),
        changes,
        trend,
        files,
        missing,
        released: released.map(|(since, _)| since),
    };
    write(&staging.path().join("index.html"), index(&summary.json(), "", None)?.as_bytes())?;
    write(&staging.path().join("digest.json"), summary.json().as_bytes())?;
    std::fs::remove_dir_all(staging.path().join("inputs")).context("清理临时文件夹失败")?;
    let name = store.publish(staging, &night, |name| {
        let place = Place { folder: &project.previews(), link: nightly.link.as_deref() };
        digest(&summary, Some(name), place)
    })?;
    Ok((summary, name))
}

/// What is not as it was in the newest release of the year, and the page that shows it; nothing if there is none.
fn released(project: &Project, frozen: &Project, checked: &Outcome) -> Result<Option<(SinceRelease, String)>> {
    let Some((name, found)) = since_release(project, frozen, checked.year)? else { return Ok(None) };
    let page = compared(&found, &name, "这次预览")?;
    let count = found.units.iter().map(|unit| unit.items.len()).sum();
    let since = SinceRelease { name, count, files: found.files.len(), file: "与发布的相比.html".to_owned() };
    Ok(Some((since, page)))
}

/// Every edition that a night makes, each department's part among them; the first is the largest.
fn asked(request: &Request, plan: &Plan) -> Vec<Request> {
    let units: Vec<String> = plan.departments.iter().map(|unit| unit.name.value.clone()).collect();
    let editions = edition::ALL.iter().filter(|edition| edition.nightly);
    let asked = editions.flat_map(|edition| {
        let units = if edition.of_unit { units.iter().cloned().map(Some).collect() } else { vec![None] };
        units.into_iter().map(|unit| Request { unit, draft: true, edition, ..request.clone() })
    });
    asked.collect()
}

/// Nights in the trend.
const TREND: usize = 60;

/// Errors that are new need a human; so do all there are, the first time.
fn status(record: &Record, changes: &Changes, compared: bool) -> NightStatus {
    let new = if compared { !changes.appeared.is_empty() } else { !record.errors.is_empty() };
    if new { NightStatus::Problems } else { NightStatus::Ok }
}

/// The heartbeat, the entry page and the digest beside the previews.
fn written_down(place: Place<'_>, summary: &NightSummary, name: Option<&str>, at: &Moment) -> Result<()> {
    let folder = place.folder;
    let before = Heartbeat::read(folder);
    let mut beat = Heartbeat {
        last_run: at.seconds,
        last_run_at: at.minute.clone(),
        status: summary.status.key().to_owned(),
        reason: summary.reason.clone(),
        ..before
    };
    if let Some(name) = name {
        beat.latest = Some(name.to_owned());
        beat.last_good = Some(at.seconds);
        beat.last_good_at = Some(at.minute.clone());
    }
    // The heartbeat counts most, and is written whatever becomes of the rest.
    let beaten = beat.write(folder).with_context(|| format!("写不了「{}」", folder.join(heartbeat::FILE).display()));
    // Of a night without a preview the entry page shows the last good one, and says that it is old and why.
    let latest = Store::at(folder).latest();
    let last = latest.as_ref().and_then(|name| std::fs::read_to_string(folder.join(name).join("digest.json")).ok());
    let base = latest.map(|name| format!("{name}/")).unwrap_or_default();
    let stale = summary.reason.as_ref().map(|reason| (at.minute.as_str(), reason.as_str()));
    // One of another version of the program may not fit the page any more.
    let entry = last.and_then(|last| index(&last, &base, stale).ok());
    let entry = entry.map_or_else(|| index(&summary.json(), &base, stale), Ok);
    let entry = entry.and_then(|page| write(&folder.join("index.html"), page.as_bytes()));
    let text = write(&folder.join("digest.md"), digest(summary, name, place).as_bytes());
    let data = write(&folder.join("digest.json"), summary.json().as_bytes());
    beaten.and(entry).and(text).and(data)
}

/// The report's title as the preview in a folder has it.
fn title(folder: &Path) -> Option<String> {
    let summary: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.join("digest.json")).ok()?).ok()?;
    Some(summary["title"].as_str()?.to_owned())
}

fn said(summary: &NightSummary, name: Option<&str>, folder: &Path) -> String {
    let path = |name: &str| folder.join(name).join("index.html");
    match (name, &summary.reason) {
        (Some(name), _) => {
            let changes = &summary.changes;
            let count = changes.differences.len() + changes.texts.len() + changes.turned.len();
            let change = match &summary.before {
                None => "第一次预览".to_owned(),
                Some(_) if summary.changes.is_empty() => "与上一次相比没有变化".to_owned(),
                Some(_) => format!(
                    "与上一次相比 {count} 处变化，新的错误 {} 处，改好 {} 处",
                    summary.changes.appeared.len(),
                    summary.changes.mended.len()
                ),
            };
            let again = match summary.again {
                0 => String::new(),
                count => format!("{count} 份（整本、分册、一图读懂）的内容与上一次相同，沿用上一次的文件。"),
            };
            format!(
                "预览已生成（{}）：{}（{} 页，{} 个分册）；{change}。{again}",
                summary.status_word,
                path(name).display(),
                summary.pages,
                summary.parts()
            )
        }
        (None, reason) => {
            let good = summary.last_good.as_ref().map_or_else(
                || "还没有过成功的预览".to_owned(),
                |(name, built)| format!("上一次成功的预览没有改动：{}（{built}）", path(name).display()),
            );
            format!("没有生成新的预览：{}。{good}。", reason.as_deref().unwrap_or_default().trim_end_matches('。'))
        }
    }
}
