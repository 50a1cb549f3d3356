//! Everything that was read of one project.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Audience, Owed, Plan, Responsible, Settings, SignOff, Submission, Year};
use crate::source::FileId;

/// A picture a submission names, found and measured.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Path relative to the submissions folder, `2024/图片/a.png`, with `/` on every system.
    pub path: String,
    /// What is printed: the file's bytes, or the same picture in fewer pixels.
    pub bytes: Arc<[u8]>,
    /// The file's bytes, which a signature is bound to.
    pub filed: Arc<[u8]>,
}

/// Everything that was read.
#[derive(Debug, Clone)]
pub struct Content {
    /// What was promised.
    pub plan: Plan,
    /// Whether its file could be read at all; if not, everything of it is missing.
    pub plan_read: bool,
    /// The plan's text as issued, if it is shipped.
    pub plan_text: Option<FileId>,
    /// What the secretariat decides.
    pub settings: Settings,
    /// What was reported, by year and then by file name.
    pub submissions: Vec<Arc<Submission>>,
    /// Which submission is a department's, by year and the department's place in the register.
    pub filed: BTreeMap<(Year, usize), usize>,
    /// Who signed what, by year.
    pub sign_offs: BTreeMap<Year, Vec<SignOff>>,
    /// Files that are there and could not be read at all: year, and name without ending.
    pub unread: Vec<(Year, String)>,
    /// Pictures that may be printed, by path.
    pub pictures: Vec<Picture>,
    /// The emblem on the cover; its path is relative to `content/`.
    pub emblem: Option<Picture>,
    /// Who it is for.
    pub audience: Audience,
    /// Whether words or entries were taken out for them.
    pub withheld: bool,
}

impl Content {
    /// The submission of the department of this name, whichever year's; of two files, the one that counts.
    #[must_use]
    pub fn submission(&self, year: Year, department: &str) -> Option<&Arc<Submission>> {
        let at = self.filed.get(&(year, self.plan.position(department)?))?;
        self.submissions.get(*at)
    }

    /// The submissions of a year of those who answer for something together, the first of them first.
    pub fn submissions_of<'a>(&'a self, year: Year, who: &'a Responsible) -> impl Iterator<Item = &'a Arc<Submission>> {
        who.iter().filter_map(move |name| self.submission(year, name))
    }

    /// The newest signature under what this department filed for a year; none if it was withdrawn.
    #[must_use]
    pub fn sign_off(&self, year: Year, department: &str) -> Option<&SignOff> {
        let own = self.plan.position(department)?;
        let records = self.sign_offs.get(&year)?;
        let newest = records.iter().rfind(|sign_off| self.plan.position(&sign_off.department) == Some(own));
        newest.filter(|record| record.withdrawn.is_none())
    }

    /// Those of [`Content::of_year`] that somebody has to answer for: the blank form of a department that owes nothing is not.
    pub fn answered_for(&self, year: Year) -> impl Iterator<Item = (&str, &Submission)> {
        let owes = |name: &str| self.plan.owed(name).is_some_and(Owed::is_something);
        self.of_year(year).filter(move |(name, submission)| !submission.is_blank() || owes(name))
    }

    /// The submissions of one year whose department the plan knows, with its short name.
    pub fn of_year(&self, year: Year) -> impl Iterator<Item = (&str, &Submission)> {
        let submissions = self.submissions.iter().filter(move |s| s.folder_year == year);
        submissions.filter_map(|s| Some((self.plan.author(s)?.name.as_str(), s.as_ref())))
    }
}
