//! The title page and the plan as templates see them.

use serde::Serialize;

use super::wave;

use crate::assess::Assessment;
use crate::compose::{Exception, Order};
use crate::document::FigureMark;
use crate::model::{Audience, Nature, Status, Year, chinese_date};

/// How much of a report is sample data; templates see `none`, `some` or `all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Samples {
    /// Nothing.
    None,
    /// Something.
    Some,
    /// All but public figures.
    All,
}

/// Title page and running heads.
#[derive(Debug, Clone, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is something that templates ask")]
pub struct MetaView {
    /// Title.
    pub title: String,
    /// What this part of the report is called; none for the whole.
    pub subtitle: Option<String>,
    /// Year reported on.
    pub year: Year,
    /// The year before, or the newest before it of which anything was reported.
    pub previous_year: Year,
    /// What that is called: 上年, 2027年.
    pub before: String,
    /// The year after.
    pub next_year: Year,
    /// What indicators are called that are not where they should be: 落后, and in a final evaluation 未完成.
    pub behind_word: &'static str,
    /// What the plans of departments are called: 下年计划, and in a final evaluation 后续安排.
    pub next_word: &'static str,
    /// What the plan says of reports such as this one.
    pub basis: Option<String>,
    /// The preface, as Markdown.
    pub preface: Option<String>,
    /// The editorial board: offices, each with who holds it.
    pub board: Vec<(String, Vec<String>)>,
    /// Years before the report's of which nobody filed anything.
    pub silent_years: Vec<Year>,
    /// Years of the ledger.
    pub years: Vec<Year>,
    /// Who compiles it.
    pub issuer: String,
    /// Edition.
    pub edition: String,
    /// Degree of publicity.
    pub publicity: Option<String>,
    /// Day judged at: year, month, day.
    pub date: (i16, i8, i8),
    /// Day judged at, in words.
    pub as_of: String,
    /// Publication as printed on the cover.
    pub date_text: String,
    /// How much of it is sample data.
    pub sample: Samples,
    /// Whether any figure of the year is public, with caveats.
    pub public: bool,
    /// Whether it is a draft.
    pub draft: bool,
    /// Whether it is for comments.
    pub review: bool,
    /// Whether the plan ends with the year.
    pub closing: bool,
    /// Whether the offices alone read it.
    pub internal: bool,
    /// Whether anything was taken out because everybody may read it.
    pub withheld: bool,
    /// The word of indicators that are worse than at the start.
    pub regressed: &'static str,
    /// What was let pass when it was released.
    pub exceptions: Vec<Exception>,
    /// The emblem of the cover, in the manuscript.
    pub emblem: Option<String>,
}

/// The plan's particulars and quoted passages.
#[derive(Debug, Clone, Serialize)]
pub struct PlanView {
    /// Title.
    pub title: String,
    /// Number.
    pub number: String,
    /// Issuer.
    pub issuer: String,
    /// Day of issue.
    pub issued: Option<String>,
    /// City.
    pub city: String,
    /// Field.
    pub field: String,
    /// First year.
    pub start: Year,
    /// Last year.
    pub end: Year,
    /// Whether it ends with the report's year: the report is its final evaluation.
    pub closing: bool,
    /// Baseline year.
    pub base: Year,
    /// Overall aims: title and paragraphs.
    pub aims: Vec<(String, Vec<String>)>,
    /// Safeguards: number, title, wording.
    pub safeguards: Vec<(String, String, String)>,
    /// How many tasks there are.
    pub tasks: usize,
}

/// The title page of what is ordered.
pub fn meta(assessment: &Assessment, order: &Order) -> MetaView {
    let ledger = &assessment.ledger;
    let settings = &ledger.content.settings;
    let natures: Vec<Nature> = ledger.cells.iter().flatten().flatten().map(|cell| cell.nature).collect();
    let date = assessment.as_of;
    MetaView {
        title: settings.title.clone(),
        subtitle: order.subtitle.clone().or_else(|| assessment.closing().then(|| "规划期总结评价".to_owned())),
        year: ledger.year,
        previous_year: previous_year(assessment),
        before: ledger.before_word(),
        next_year: ledger.year + 1,
        behind_word: assessment.behind_word(),
        next_word: if assessment.closing() { "后续安排" } else { "下年计划" },
        basis: settings.basis.clone(),
        preface: settings.preface.as_ref().map(|text| text.value.clone()),
        board: settings.board.clone(),
        silent_years: (0..ledger.years.len().saturating_sub(1))
            .filter(|at| !ledger.reported(*at))
            .filter_map(|at| ledger.years.get(at).copied())
            .collect(),
        years: ledger.years.clone(),
        issuer: settings.issuer.clone(),
        edition: order.edition.clone().unwrap_or_else(|| settings.edition.clone()),
        publicity: settings.publicity.clone(),
        date: (date.year(), date.month(), date.day()),
        as_of: chinese_date(date),
        date_text: settings.published.clone().unwrap_or_else(|| chinese_date(date)),
        sample: samples(assessment, &natures),
        public: natures.contains(&Nature::Public),
        draft: order.draft,
        review: order.review,
        closing: assessment.closing(),
        internal: ledger.content.audience == Audience::Office,
        withheld: ledger.content.withheld,
        regressed: assessment.told(Status::Regressed),
        exceptions: order.exceptions.clone(),
        emblem: ledger.content.emblem.as_ref().map(|emblem| emblem.path.clone()),
    }
}

/// The year that the report compares with: the newest before it of which anything was reported, else the one before.
pub fn previous_year(assessment: &Assessment) -> Year {
    let ledger = &assessment.ledger;
    ledger.before().and_then(|at| ledger.years.get(at).copied()).unwrap_or(ledger.year - 1)
}

fn samples(assessment: &Assessment, natures: &[Nature]) -> Samples {
    let ledger = &assessment.ledger;
    let declared: Vec<bool> =
        ledger.content.of_year(ledger.year).map(|(_, s)| s.nature == Some(Nature::Sample)).collect();
    let any = declared.contains(&true) || natures.contains(&Nature::Sample);
    let all = !declared.contains(&false) && natures.iter().all(|n| matches!(n, Nature::Sample | Nature::Public));
    match (any, all) {
        (false, _) => Samples::None,
        (true, false) => Samples::Some,
        (true, true) => Samples::All,
    }
}

/// The word on every page of a draft.
const DRAFT: &str = "预览稿";

impl MetaView {
    /// What a document says of itself; templates add what stands on every page.
    #[must_use]
    pub fn document(&self) -> crate::document::Meta {
        crate::document::Meta {
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            year: self.year,
            issuer: self.issuer.clone(),
            edition: self.edition.clone(),
            date: self.date,
            date_text: self.date_text.clone(),
            notice: None,
            unmarked: if self.sample == Samples::All { FigureMark::Sample } else { FigureMark::None },
            draft: self.draft.then(|| DRAFT.to_owned()),
            review: self.review,
            emblem: self.emblem.clone(),
            keywords: Vec::new(),
        }
    }
}

/// The plan as templates see it.
pub fn plan(assessment: &Assessment) -> PlanView {
    let plan = &assessment.ledger.content.plan;
    let head = &plan.head;
    PlanView {
        title: wave(&head.title),
        number: head.number.clone(),
        issuer: head.issuer.clone(),
        issued: head.issued.map(chinese_date),
        city: head.city.clone(),
        field: head.field.clone(),
        start: head.start,
        end: head.end,
        closing: assessment.closing(),
        base: head.base,
        aims: plan
            .aims
            .iter()
            .map(|p| {
                (p.title.clone(), p.wording.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect())
            })
            .collect(),
        safeguards: plan
            .safeguards
            .iter()
            .map(|p| (p.number.clone(), p.title.clone(), wave(&p.wording.value)))
            .collect(),
        tasks: plan.areas.iter().map(|area| area.tasks.len()).sum(),
    }
}
