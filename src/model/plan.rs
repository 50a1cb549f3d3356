//! What the plan promises: departments, areas, tasks, assignments, indicators and milestones.

use super::names::Names;
use super::{
    Aim, Amendment, Appraisal, Date, Decimal, Due, Force, Kind, Method, Nature, Origin, Property, Responsible, Role,
    Target, Term, Terms, Unit, Year,
};
use crate::source::Spanned;

/// The whole plan as data.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Title, number, issuer and period.
    pub head: PlanHead,
    /// The overall aims, quoted.
    pub aims: Vec<Quotation>,
    /// The year that it is set to: names, leads and targets are those of this year.
    pub year: Year,
    /// Every department that there is in that year, in the plan's order and under its name of that year.
    pub departments: Vec<Department>,
    /// Every department that ever leads or supports, as first written.
    pub register: Vec<Department>,
    /// Bodies the plan names collectively and which file nothing themselves.
    pub bodies: Vec<Body>,
    /// The task areas.
    pub areas: Vec<Area>,
    /// The safeguards, quoted.
    pub safeguards: Vec<Quotation>,
    /// Everything measured, in the plan's order.
    pub indicators: Vec<Indicator>,
    /// Everything promised without a number.
    pub milestones: Vec<Milestone>,
    /// Numbers of the plan's text that are no targets, each with a reason.
    pub exempt: Vec<Exempt>,
    /// Documents the report lists as its framework.
    pub policies: Vec<Policy>,
    /// Where each name and number stands.
    pub names: Names,
}

/// The plan's own particulars.
#[derive(Debug, Clone)]
pub struct PlanHead {
    /// Title as issued.
    pub title: String,
    /// Document number, 文号.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// When.
    pub issued: Option<Date>,
    /// The city or other place it is for.
    pub city: String,
    /// The field it is about.
    pub field: String,
    /// First year of the plan.
    pub start: Year,
    /// Last year of the plan.
    pub end: Year,
    /// Year of the baselines; the path starts at its end.
    pub base: Year,
    /// File with the plan's text, relative to the content folder.
    pub text_file: Option<Spanned<String>>,
    /// What nobody has checked yet.
    pub unsettled: Vec<Spanned<String>>,
}

/// A quoted passage with its heading.
#[derive(Debug, Clone)]
pub struct Quotation {
    /// Number in the plan, such as 3.1; empty if it has none.
    pub number: String,
    /// Heading.
    pub title: String,
    /// Exact wording.
    pub wording: Spanned<String>,
}

/// Who reports.
#[derive(Debug, Clone)]
pub struct Department {
    /// Short name, which is also the name of its file.
    pub name: Spanned<String>,
    /// Full name.
    pub full_name: String,
    /// Other names it is known by, those of earlier years among them.
    pub aliases: Vec<String>,
    /// Whether it leads anything.
    pub role: Role,
    /// A remark the report prints.
    pub remark: Option<String>,
    /// First year there is such a department, if it was not there from the beginning.
    pub since: Option<Year>,
    /// What became of it, by year.
    pub changes: Vec<Term<Reform>>,
    /// What nobody has checked yet.
    pub unsettled: Vec<Spanned<String>>,
}

/// What becomes of a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reform {
    /// It is called otherwise: short name and full name.
    Renamed(Spanned<String>, String),
    /// It is part of another from now on, which takes over what it owes.
    Merged(Spanned<String>),
}

/// A collective body.
#[derive(Debug, Clone)]
pub struct Body {
    /// As the plan calls it.
    pub name: Spanned<String>,
    /// Who is meant.
    pub remark: Option<String>,
}

/// One of the plan's task areas.
#[derive(Debug, Clone)]
pub struct Area {
    /// Number, such as 2.1.
    pub number: Spanned<String>,
    /// Name in the plan.
    pub name: String,
    /// Short name for charts.
    pub short: String,
    /// Title of its chapter in the report.
    pub chapter: String,
    /// Weight in the composite index; areas are averaged by it.
    pub weight: Decimal,
    /// Its tasks.
    pub tasks: Vec<Task>,
}

/// A numbered task.
#[derive(Debug, Clone)]
pub struct Task {
    /// Number, such as 2.1.1.
    pub number: Spanned<String>,
    /// Name in the plan.
    pub name: String,
    /// Its shares, one per lead department.
    pub assignments: Vec<Assignment>,
}

/// One lead department's share of a task.
#[derive(Debug, Clone)]
pub struct Assignment {
    /// Number, such as 2.1.1a, or the task's own where it has one share only.
    pub number: Spanned<String>,
    /// Name.
    pub name: String,
    /// Leader in charge, as the plan has it: a name or an office.
    pub leader: String,
    /// The leaders in their terms.
    pub leaders: Terms<String>,
    /// Lead departments.
    pub lead: Responsible,
    /// Cooperating departments and bodies.
    pub support: Responsible,
    /// Exact wording.
    pub wording: Spanned<String>,
    /// What nobody has checked yet.
    pub unsettled: Vec<Spanned<String>>,
}

/// Where the path starts.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// Year at whose end it holds.
    pub year: Year,
    /// Value in the indicator's unit.
    pub value: Spanned<Decimal>,
    /// Nature of the figure.
    pub nature: Nature,
    /// Where it is from.
    pub source: Option<String>,
    /// What it covers, and caveats.
    pub scope: Option<String>,
    /// Whether later values may be compared with it; if not, there is no path.
    pub comparable: bool,
}

/// What is measured.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Stable identifier.
    pub id: Spanned<String>,
    /// Name, the key in submissions.
    pub name: Spanned<String>,
    /// Short name for charts.
    pub short: String,
    /// What it measures.
    pub kind: Kind,
    /// When a 年度值 is judged.
    pub appraisal: Appraisal,
    /// The method it is judged by, if not the report's.
    pub method: Option<Method>,
    /// Unit of its values.
    pub unit: Unit,
    /// What is promised.
    pub target: Target,
    /// A later document's target.
    pub amendment: Option<Amendment>,
    /// Where the path starts, where it starts anywhere but zero.
    pub baseline: Option<Baseline>,
    /// Interim promises, by year.
    pub waypoints: Vec<(Year, Decimal)>,
    /// How firmly it is promised.
    pub force: Force,
    /// How binding the plan says that it is.
    pub property: Option<Property>,
    /// Of which level it is, as the plan numbers its levels; printed as written.
    pub level: Option<String>,
    /// Number of the section or assignment that has it.
    pub section: Spanned<String>,
    /// Task area it is counted in.
    pub area: Spanned<String>,
    /// Assignment it measures.
    pub assignment: Option<Spanned<String>>,
    /// Responsible departments.
    pub department: Responsible,
    /// Who made it responsible.
    pub origin: Origin,
    /// Weight in the area's index.
    pub weight: Decimal,
    /// Definition, with the answers to what the wording leaves open.
    pub scope: String,
    /// Exact wording.
    pub wording: Spanned<String>,
    /// Other passages of the plan that say the same target.
    pub also: Vec<Spanned<String>>,
    /// What nobody has checked yet.
    pub unsettled: Vec<Spanned<String>>,
}

/// A promise without a number.
#[derive(Debug, Clone)]
pub struct Milestone {
    /// Stable identifier.
    pub id: Spanned<String>,
    /// Name, the key in submissions.
    pub name: Spanned<String>,
    /// Section of the plan.
    pub section: String,
    /// Task area it is counted in; none for the safeguards.
    pub area: Option<Spanned<String>>,
    /// When it is due.
    pub due: Due,
    /// How often, if more than once.
    pub frequency: Option<String>,
    /// Responsible departments.
    pub department: Responsible,
    /// Who made it responsible.
    pub origin: Origin,
    /// Definition.
    pub scope: String,
    /// Exact wording.
    pub wording: Spanned<String>,
    /// What nobody has checked yet.
    pub unsettled: Vec<Spanned<String>>,
}

/// A number of the plan's text that is no target.
#[derive(Debug, Clone)]
pub struct Exempt {
    /// Exact wording round the number.
    pub wording: Spanned<String>,
    /// Why it is none.
    pub reason: String,
}

/// A document of the report's framework.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Who issued it.
    pub issuer: String,
    /// Title, with 《》.
    pub title: String,
    /// Document number.
    pub number: Option<String>,
    /// When, as printed.
    pub date: String,
}

impl Milestone {
    /// Whether what is promised is promised anew every year, be it once or often in it: 每年, 每季度.
    #[must_use]
    pub fn promised_every_year(&self) -> bool {
        let within = ["每年", "逐年", "每半年", "每季", "每月", "每周"];
        self.frequency.as_deref().is_some_and(|often| within.iter().any(|word| often.trim().starts_with(word)))
    }
}

impl Indicator {
    /// Whether what is promised is promised anew every year.
    #[must_use]
    pub fn promised_every_year(&self) -> bool {
        matches!(self.kind, Kind::Annual | Kind::Ratio) && self.appraisal == Appraisal::EveryYear
    }

    /// The target as seen from the baseline that may be compared; from nothing of what adds up from the plan's first year.
    /// What is promised every year, or as a mean growth, begins nowhere.
    #[must_use]
    pub fn aim(&self) -> Aim {
        let start = match (&self.baseline, self.kind) {
            (_, Kind::Growth) => None,
            _ if self.promised_every_year() => None,
            (_, Kind::Increment) => Some(Decimal::ZERO),
            (Some(baseline), _) => baseline.comparable.then_some(baseline.value.value),
            (None, _) => None,
        };
        self.target.aim(start)
    }
}
