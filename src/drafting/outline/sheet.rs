//! Tables of tasks with a column of who is responsible, as plans have them attached.

use super::assign::{Area, Assignment, Task, lead_and_support};
use super::duty::{Duty, names};
use super::names::Names;
use crate::drafting::due::Due;
use crate::drafting::pattern::{Pattern, beginning, first_clause, pattern};
use crate::drafting::text::{Place, Text};

/// What the columns of a table hold.
#[derive(Default)]
struct Columns {
    area: Option<usize>,
    task: usize,
    lead: Option<usize>,
    responsible: Option<usize>,
    support: Option<usize>,
    leader: Option<usize>,
    due: Option<usize>,
}

static TASK: Pattern =
    pattern!(r"^(?:重点|主要|工作|具体|任务|建设|年度)*(?:任务|举措|措施|内容|事项|工作)(?:名称|内容|安排)?$");
static AREA: Pattern = pattern!(r"^(?:领域|类别|板块|方向|任务类别|任务领域|一级任务)$");
static LEAD: Pattern = pattern!(r"^牵头(?:责任)?(?:单位|部门)$|^主办(?:单位|部门)$");
static RESPONSIBLE: Pattern = pattern!(r"^责任(?:单位|部门|主体)$|^(?:承办|实施|落实)(?:单位|部门|主体)$");
static SUPPORT: Pattern = pattern!(r"^(?:配合|协办|协同|参与)(?:责任)?(?:单位|部门)$");
static LEADER: Pattern = pattern!(r"^(?:牵头|责任|分管|包抓)(?:市)?领导$");
static DUE: Pattern = pattern!(r"^(?:完成|办结)?(?:时限|时间|期限)(?:要求|节点)?$");

/// The areas that the tables of tasks are.
pub fn read(text: &Text, names: &mut Names) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    let mut columns = None;
    for paragraph in 0..text.paragraphs.len() {
        let row = text.paragraph(paragraph);
        if !row.contains('\t') {
            columns = None;
        } else if let Some(head) = head(row) {
            columns = Some(head);
        } else if let Some(columns) = &columns {
            take(text, paragraph, columns, &mut Sheet { areas: &mut areas, names });
        }
    }
    areas
}

/// The columns, if a row is the head of a table of tasks.
fn head(row: &str) -> Option<Columns> {
    let cells: Vec<&str> = row.split('\t').collect();
    let find = |pattern: &Pattern| cells.iter().position(|cell| pattern.is_in(cell));
    let (lead, responsible) = (find(&LEAD), find(&RESPONSIBLE));
    lead.or(responsible)?;
    Some(Columns {
        area: find(&AREA),
        task: find(&TASK)?,
        lead,
        responsible,
        support: find(&SUPPORT),
        leader: find(&LEADER),
        due: find(&DUE),
    })
}

/// What the rows become.
struct Sheet<'a> {
    areas: &'a mut Vec<Area>,
    names: &'a mut Names,
}

/// A row is a task with one assignment; a cell of the area that is empty goes on with the area above.
fn take(text: &Text, paragraph: usize, columns: &Columns, sheet: &mut Sheet<'_>) {
    let row = text.paragraph(paragraph);
    let cells: Vec<&str> = row.split('\t').collect();
    let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).copied().unwrap_or_default();
    let wording = cell(Some(columns.task));
    let start = cells.iter().take(columns.task).map(|cell| cell.len() + 1).sum();
    let mut duty = Duty {
        leader: cell(columns.leader).to_owned(),
        leads: names(cell(columns.lead)),
        responsible: names(cell(columns.responsible)),
        support: names(cell(columns.support)),
        due: Due::last_in(cell(columns.due)),
    };
    duty.tidy();
    if wording.is_empty() || duty.leads.is_empty() && duty.responsible.is_empty() {
        return;
    }
    let line = text.line(Place::start_of(paragraph));
    let area = cell(columns.area);
    if sheet.areas.is_empty() || !area.is_empty() && sheet.areas.last().is_some_and(|last| last.name != area) {
        let number = format!("附{}", sheet.areas.len() + 1);
        let name = if area.is_empty() { "任务分工" } else { area };
        sheet.areas.push(Area { number, name: name.to_owned(), line, tasks: Vec::new() });
    }
    let Some(last) = sheet.areas.last_mut() else { return };
    let number = format!("{}.{}", last.number, last.tasks.len() + 1);
    let name = beginning(first_clause(wording), 30).to_owned();
    let mut unsure = Vec::new();
    let (leads, support) = lead_and_support(&duty, sheet.names, &mut unsure);
    let assignment = Assignment {
        number: number.clone(),
        name: name.clone(),
        leader: duty.leader,
        leads,
        support,
        due: duty.due,
        wording: wording.to_owned(),
        start: Place { paragraph, at: start },
        end: Place { paragraph, at: start + wording.len() },
        unsure,
    };
    last.tasks.push(Task { number, name, assignments: vec![assignment] });
}
