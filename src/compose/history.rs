//! Where one indicator's values come from: file and line of each year, who filed it, who signed it, what later files restate.

use serde::Serialize;

use crate::assess::Assessment;
use crate::model::{Content, Year};
use crate::source::{FileId, Place, Sources};

/// One year's value of an indicator, and who answers for it.
#[derive(Debug, Clone, Serialize)]
pub struct Past {
    /// The year.
    pub year: Year,
    /// The value as typed; none if it was not reported.
    pub value: Option<String>,
    /// File.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Who filed it; none if the file is of no department of the plan.
    pub filed: Option<Filed>,
    /// What files of later years say instead.
    pub restated: Vec<Restated>,
}

/// Who filed a value.
#[derive(Debug, Clone, Serialize)]
pub struct Filed {
    /// The department.
    pub unit: String,
    /// Contact person.
    pub contact: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Day of filing.
    pub date: Option<String>,
    /// Who signed the file last, if the signature stands.
    pub signed: Option<Signed>,
}

/// A signature.
#[derive(Debug, Clone, Serialize)]
pub struct Signed {
    /// Who signed.
    pub by: String,
    /// When.
    pub time: String,
    /// Whether the file is still what was signed.
    pub holds: bool,
}

/// A value that a later file corrects.
#[derive(Debug, Clone, Serialize)]
pub struct Restated {
    /// The year of the file that says it.
    pub said: Year,
    /// What was reported; none if nothing was.
    pub before: Option<String>,
    /// What it says instead.
    pub after: String,
    /// Why.
    pub reason: String,
}

/// The history of the indicator at a position of the plan, the newest year first; only years of which there is a file.
#[must_use]
pub fn history(assessment: &Assessment, sources: &Sources, at: usize) -> Vec<Past> {
    let ledger = &assessment.ledger;
    let cells = ledger.cells.get(at).map(Vec::as_slice).unwrap_or_default();
    let years = ledger.years.iter().zip(cells).rev();
    let told = years.filter_map(|(&year, cell)| {
        let entry = &cell.as_ref()?.entry;
        let span = entry.actual.as_ref().map_or(entry.span, |actual| actual.span);
        let file = sources.file(span.file);
        let Place { line, .. } = file.place(span.start);
        let restated = ledger.restated.iter().filter(|restated| restated.at == at && restated.year == year);
        let restated = restated.map(|own| Restated {
            said: own.said,
            before: own.before.map(|before| before.to_string()),
            after: own.after.to_string(),
            reason: own.reason.clone(),
        });
        Some(Past {
            year,
            value: entry.actual.as_ref().map(|actual| actual.value.to_string()),
            path: file.path.clone(),
            line,
            filed: filed(&ledger.content, year, span.file),
            restated: restated.collect(),
        })
    });
    told.collect()
}

/// Who filed a file, and who signed it.
fn filed(content: &Content, year: Year, file: FileId) -> Option<Filed> {
    let submission = content.submissions.iter().find(|submission| submission.file == file)?;
    let unit = content.plan.author(submission)?;
    let filing = submission.filing.as_ref();
    let signed = content.sign_off(year, &unit.name).map(|signed| Signed {
        by: signed.by.value.clone(),
        time: signed.time.clone(),
        holds: *signed.hash == submission.hash,
    });
    Some(Filed {
        unit: unit.name.value.clone(),
        contact: filing.and_then(|filing| filing.contact.as_ref()).map(|contact| contact.value.clone()),
        phone: filing.and_then(|filing| filing.phone.as_ref()).map(|phone| phone.value.clone()),
        date: filing.and_then(|filing| filing.date.as_ref()).map(|date| date.value.to_string()),
        signed,
    })
}

impl Past {
    /// What there is to say of it, a line each: who filed and signed it, what later files say instead.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let filed = self.filed.as_ref().map(Filed::told);
        // What a later file says stands in that file's line.
        let restated = self.restated.iter().map(|own| {
            let before = own.before.as_deref().unwrap_or("未报");
            format!("{}年的文件调整：{before} 改为 {}；{}", own.said, own.after, own.reason)
        });
        filed.into_iter().chain(restated).collect()
    }
}

impl Filed {
    fn told(&self) -> String {
        let mut said = vec![self.unit.clone()];
        said.extend(self.contact.iter().map(|contact| format!("联系人 {contact}")));
        said.extend(self.phone.iter().map(|phone| format!("电话 {phone}")));
        said.extend(self.date.iter().map(|date| format!("{date} 填报")));
        said.push(match &self.signed {
            Some(Signed { by, time, holds: true }) => format!("{by} 于 {time} 签发"),
            Some(Signed { by, time, holds: false }) => format!("{by} 于 {time} 签发，此后有改动"),
            None => "没有签发".to_owned(),
        });
        said.join("，")
    }
}
