//! One assignment, one milestone as templates see them.

use serde::Serialize;

use super::step::{self, StepView};
use super::wave;
use crate::assess::Assessment;
use crate::document::plain;
use crate::model::{Area, Assignment, AssignmentStatus, Judged, Milestone, Status, Task, chinese_date};

/// A cooperating department's word.
#[derive(Debug, Clone, Serialize)]
pub struct SupportView {
    /// Who.
    pub department: String,
    /// What it did, as Markdown.
    pub text: String,
}

/// The word of one that leads together with others.
#[derive(Debug, Clone, Serialize)]
pub struct JointView {
    /// Who.
    pub department: String,
    /// Its status, or 未报送.
    pub status: &'static str,
    /// What was done, as Markdown.
    pub progress: Option<String>,
    /// Problems, as Markdown.
    pub problem: Option<String>,
    /// Plans for next year, as Markdown.
    pub next: Option<String>,
}

/// One assignment in the report's year.
#[derive(Debug, Clone, Serialize)]
pub struct AssignmentView {
    /// Its label in the document.
    pub label: String,
    /// Number.
    pub number: String,
    /// Name.
    pub name: String,
    /// Name of its task.
    pub task: String,
    /// Number of its area.
    pub area: String,
    /// Leader in charge.
    pub leader: String,
    /// Lead departments, as a list.
    pub lead: String,
    /// Each of them.
    pub leads: Vec<String>,
    /// Since when they lead, and who did before, where that changed.
    pub handover: Option<String>,
    /// Since when those cooperate, and who did before, where that changed.
    pub support_handover: Option<String>,
    /// What those say that lead it together with the one whose word counts.
    pub joint: Vec<JointView>,
    /// Cooperating departments.
    pub support: Vec<String>,
    /// Exact wording.
    pub wording: String,
    /// Status: the department's word, or 未报送.
    pub status: &'static str,
    /// Whether it was reported.
    pub reported: bool,
    /// Whether it is at risk, behind or not reported.
    pub risky: bool,
    /// What was done, as Markdown.
    pub progress: Option<String>,
    /// Problems, as Markdown.
    pub problem: Option<String>,
    /// Problems on one line.
    pub problem_text: Option<String>,
    /// Plans for next year, as Markdown.
    pub next: Option<String>,
    /// Plans on one line.
    pub next_text: Option<String>,
    /// Words of cooperating departments.
    pub helped: Vec<SupportView>,
    /// Every step of it.
    pub steps: Vec<StepView>,
    /// Those of the report's year.
    pub steps_of_year: Vec<StepView>,
    /// Those that are still to be done after it.
    pub steps_ahead: Vec<StepView>,
    /// Words between two reports: day and text.
    pub updates: Vec<(String, String)>,
    /// Status per year of the ledger.
    pub history: Vec<&'static str>,
    /// Indicators behind their path although the department says that all goes as planned.
    pub contradicted: Vec<String>,
}

/// Where an assignment stands in the plan.
#[derive(Clone, Copy)]
pub struct Home<'a> {
    /// Its task area.
    pub area: &'a Area,
    /// Its task.
    pub task: &'a Task,
}

/// The view of the `at`-th assignment.
pub fn view(assessment: &Assessment, at: usize, assignment: &Assignment, home: Home<'_>) -> AssignmentView {
    let ledger = &assessment.ledger;
    let content = &ledger.content;
    let progress = assessment.progress(at);
    let text = |text: &Option<crate::source::Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    let (done, problem, next) =
        progress.map_or((None, None, None), |p| (text(&p.done), text(&p.problem), text(&p.next)));
    let status = AssignmentStatus::of(progress);
    let joint = joint(assessment, at, assignment);
    // In a cell for all of them it is said whose each word is.
    let told = |own: &Option<String>, other: fn(&JointView) -> &Option<String>| {
        let others = joint.iter().filter_map(|view| Some((view.department.as_str(), other(view).as_deref()?)));
        let first = assignment
            .lead
            .iter()
            .map(|name| name.as_str())
            .find(|name| joint.iter().all(|view| view.department != *name));
        let words: Vec<(&str, &str)> =
            own.as_deref().map(|own| (first.unwrap_or_default(), own)).into_iter().chain(others).collect();
        match words.as_slice() {
            [] => None,
            [(_, word)] if joint.is_empty() => Some(plain(word)),
            words => Some(words.iter().map(|(who, word)| format!("{who}：{}", plain(word))).collect()),
        }
    };
    AssignmentView {
        label: format!("task-{}", assignment.number.value),
        number: assignment.number.value.clone(),
        name: assignment.name.clone(),
        task: home.task.name.clone(),
        area: home.area.number.value.clone(),
        leader: assignment.leader.clone(),
        lead: assignment.lead.listed(),
        leads: assignment.lead.iter().map(|name| name.value.clone()).collect(),
        handover: assignment.lead.handover(ledger.year),
        support_handover: assignment.support.handover(ledger.year),
        support: assignment.support.iter().map(|name| name.value.clone()).collect(),
        wording: wave(&assignment.wording.value),
        status: status.word(),
        risky: status.risky(),
        reported: progress.is_some(),
        problem_text: told(&problem, |own| &own.problem),
        next_text: told(&next, |own| &own.next),
        progress: done,
        problem,
        next,
        helped: content
            .of_year(ledger.year)
            .flat_map(|(name, submission)| submission.support.iter().map(move |entry| (name, entry)))
            .filter(|(_, (number, _))| **number == *assignment.number)
            .map(|(name, (_, text))| SupportView { department: name.to_owned(), text: text.value.clone() })
            .collect(),
        contradicted: contradicted(assessment, at, assignment),
        steps: step::steps(assessment, at),
        steps_of_year: step::steps_of_year(assessment, at),
        steps_ahead: step::steps_ahead(assessment, at),
        updates: progress.map_or_else(Vec::new, |own| {
            let mut updates: Vec<_> = own.updates.iter().collect();
            updates.sort_by_key(|update| update.date.value);
            updates.iter().map(|update| (chinese_date(update.date.value), update.text.value.clone())).collect()
        }),
        joint,
        history: ledger.progress[at].iter().map(|own| AssignmentStatus::of(own.as_deref()).word()).collect(),
    }
}

/// The words of those whose word is not the one that counts; where nobody reported, there is none to tell apart.
fn joint(assessment: &Assessment, at: usize, assignment: &Assignment) -> Vec<JointView> {
    let (ledger, Some(counted)) = (&assessment.ledger, assessment.progress(at)) else { return Vec::new() };
    let text = |text: &Option<crate::source::Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    let others = assignment.lead.iter().filter_map(|name| {
        let submission = ledger.content.submission(ledger.year, name);
        let own = submission.and_then(|submission| submission.progress_on(&assignment.number)).map(AsRef::as_ref);
        (!own.is_some_and(|own| std::ptr::eq(own, counted))).then(|| JointView {
            department: name.value.clone(),
            status: AssignmentStatus::of(own).word(),
            progress: own.and_then(|own| text(&own.done)),
            problem: own.and_then(|own| text(&own.problem)),
            next: own.and_then(|own| text(&own.next)),
        })
    });
    others.collect()
}

/// Names and statuses of the assignment's indicators that contradict its department's good word.
fn contradicted(assessment: &Assessment, at: usize, assignment: &Assignment) -> Vec<String> {
    let against = assessment.against_the_word(at, assignment);
    against.into_iter().map(|(name, status)| format!("{name}（{}）", assessment.told(status))).collect()
}

/// Words that announce a cause.
const BECAUSE: [&str; 7] = ["由于", "因为", "原因", "主要是", "周期", "所致", "影响"];

/// Words that begin with 因 and name no cause.
const NO_CAUSE: [&str; 6] = ["因此", "因素", "因而", "因地", "基因", "因子"];

/// Whether a clause names a cause.
fn names_cause(clause: &str) -> bool {
    let because = clause.contains('因') && NO_CAUSE.iter().all(|word| !clause.contains(word));
    because || BECAUSE.iter().any(|word| clause.contains(word))
}

/// Words of sentences that say again how much there is: the report has said so.
const AGAIN: [&str; 6] = ["比上年", "与上年", "与目标", "距离", "累计", "未达到"];

/// Words that begin a sentence of what is done about it.
const MEASURE: [&str; 9] = ["已", "将", "拟", "正在", "计划", "明年", "下年", "下一步", "今后"];

/// Whether a sentence may be a cause that is not announced as one: neither the figure again nor what is done about it.
fn may_be_cause(sentence: &str) -> bool {
    let again = AGAIN.iter().any(|word| sentence.contains(word)) && sentence.contains(|c: char| c.is_ascii_digit());
    !again && MEASURE.iter().all(|word| !sentence.starts_with(word))
}

/// The sentence that names a cause, whole; where none does, the first that may be one, or the first.
pub fn cause(text: &str) -> String {
    let plain = plain(text);
    let sentences: Vec<&str> = plain.split_inclusive('。').map(str::trim).filter(|own| !own.is_empty()).collect();
    let likely = || sentences.iter().find(|own| may_be_cause(own)).or_else(|| sentences.first());
    let named = sentences.iter().find(|own| names_cause(own)).or_else(likely);
    named.map_or_else(String::new, |own| (*own).to_owned())
}

/// One milestone in the report's year.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneView {
    /// Name.
    pub name: String,
    /// Section of the plan.
    pub section: String,
    /// When it is due.
    pub due: String,
    /// “2026年实现”, where that was after it was due.
    pub late: Option<String>,
    /// Responsible departments, as a list.
    pub department: String,
    /// Each of them.
    pub departments: Vec<String>,
    /// Who made it responsible.
    pub origin: &'static str,
    /// Exact wording.
    pub wording: String,
    /// Definition.
    pub scope: String,
    /// The department's judgement; of a promise of every year that was kept or not, its status.
    pub judgement: Option<&'static str>,
    /// Where the reason is from.
    pub source: Option<String>,
    /// Its reason, without the last full stop.
    pub reason: Option<String>,
    /// Status.
    pub status: &'static str,
    /// Whether it was judged, or is not due yet.
    pub reported: bool,
}

/// The view of the `at`-th milestone.
pub fn milestone(assessment: &Assessment, at: usize, milestone: &Milestone) -> MilestoneView {
    let judged = assessment.ledger.judged[at].last().and_then(Option::as_ref);
    MilestoneView {
        name: milestone.name.value.clone(),
        section: milestone.section.clone(),
        due: milestone.frequency.clone().unwrap_or_else(|| milestone.due.to_string()),
        late: late(assessment, at, milestone),
        department: milestone.department.listed(),
        departments: milestone.department.iter().map(|name| name.value.clone()).collect(),
        origin: milestone.origin.word(),
        wording: wave(&milestone.wording.value),
        scope: milestone.scope.clone(),
        judgement: match assessment.milestones[at] {
            // Of a promise of every year it says that it was kept in this one, not that it has come true.
            status @ (Status::Kept | Status::Missed) => Some(assessment.told(status)),
            _ => judged.and_then(|j| j.judgement.as_ref()).map(|word| word.value.word()),
        },
        source: judged.and_then(|j| j.source.as_ref()).map(|source| source.value.clone()),
        reason: judged
            .and_then(|j| j.reason.as_ref())
            .map(|reason| reason.value.trim().trim_end_matches('。').to_owned()),
        status: assessment.told(assessment.milestones[at]),
        reported: assessment.milestones[at] != Status::NotReported,
    }
}

/// In which year a milestone came true, where that was after the year it was due.
fn late(assessment: &Assessment, at: usize, milestone: &Milestone) -> Option<String> {
    let ledger = &assessment.ledger;
    let met = |judged: &Option<std::sync::Arc<Judged>>| {
        judged
            .as_ref()
            .and_then(|judged| judged.judgement.as_ref())
            .is_some_and(|word| word.value.status() == Status::Met)
    };
    if milestone.promised_every_year() {
        return None;
    }
    let judged = ledger.judged.get(at)?;
    let first = judged.iter().position(met)?;
    let year = ledger.years.get(first).filter(|year| milestone.due.year < **year)?;
    // Only where a file of a year in between says that it was not there yet.
    let waited = ledger.years.iter().zip(judged).take(first);
    let waited = waited.filter(|(year, _)| milestone.due.year <= **year).any(|(_, judged)| judged.is_some());
    if !waited {
        return None;
    }
    (assessment.milestones.get(at) == Some(&Status::Met)).then(|| format!("{year}年实现"))
}

#[cfg(test)]
mod tests {
    use super::cause;

    #[test]
    fn a_cause_is_the_whole_sentence_that_names_it() {
        let remark = "累计2项，距离力争5项还差3项。规划期内评审轮次减少，是主要原因。已选7项成果提前储备。";
        assert_eq!(cause(remark), "规划期内评审轮次减少，是主要原因。");
        assert_eq!(cause("比上年少3场。明年补上。"), "比上年少3场。");
        let silent = "比上年少105项，未达到每年500项。发布前逐条核验，剔除重复的160项。已增加征集点。";
        assert_eq!(cause(silent), "发布前逐条核验，剔除重复的160项。");
        let long = "全年组织对接12场，与年度计划相比还差8场，主要是两家承办单位合并，第四季度没有组织。";
        assert_eq!(cause(long), long);
        let receipt = "2027年改为评审与受理并行。评审周期延长。";
        assert_eq!(cause(receipt), "评审周期延长。");
        assert_eq!(cause("因此改为两批。由于机构合并，少3场。"), "由于机构合并，少3场。");
    }
}
