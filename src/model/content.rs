//! Everything that was read of one project.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Plan, Settings, SignOff, Submission, Year};

/// A picture a submission names, found and measured.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Path relative to the submissions folder, `2024/图片/a.png`, with `/` on every system.
    pub path: String,
    /// The file's bytes.
    pub bytes: Arc<[u8]>,
}

/// Everything that was read.
#[derive(Debug, Clone)]
pub struct Content {
    /// What was promised.
    pub plan: Plan,
    /// The plan's text as issued, if it is shipped.
    pub plan_text: Option<String>,
    /// What the secretariat decides.
    pub settings: Settings,
    /// What was reported, by year and then by file name.
    pub submissions: Vec<Arc<Submission>>,
    /// Which submission is a department's, by year and the department's short name.
    pub filed: BTreeMap<(Year, String), usize>,
    /// Who signed what, by year.
    pub sign_offs: BTreeMap<Year, Vec<SignOff>>,
    /// Files that are there and could not be read at all: year, and name without ending.
    pub unread: Vec<(Year, String)>,
    /// Pictures that may be printed, by path.
    pub pictures: Vec<Picture>,
    /// The emblem on the cover; its path is relative to `content/`.
    pub emblem: Option<Picture>,
}

impl Content {
    /// The newest year anything was reported for.
    #[must_use]
    pub fn newest_year(&self) -> Option<Year> {
        self.submissions.iter().map(|s| s.folder_year).max()
    }

    /// The submission of the department with this short name; of two, the one that counts.
    #[must_use]
    pub fn submission(&self, year: Year, department: &str) -> Option<&Arc<Submission>> {
        self.filed.get(&(year, department.to_owned())).and_then(|&at| self.submissions.get(at))
    }

    /// The newest signature under what this department filed for a year.
    #[must_use]
    pub fn sign_off(&self, year: Year, department: &str) -> Option<&SignOff> {
        let own = |name: &str| self.plan.department(name).map_or(name, |d| d.name.as_str()) == department;
        self.sign_offs.get(&year)?.iter().rfind(|sign_off| own(&sign_off.department))
    }

    /// The submissions of one year whose department the plan knows, with its short name.
    pub fn of_year(&self, year: Year) -> impl Iterator<Item = (&str, &Submission)> {
        let submissions = self.submissions.iter().filter(move |s| s.folder_year == year);
        submissions.filter_map(|s| Some((self.plan.author(s)?.name.as_str(), s.as_ref())))
    }
}
