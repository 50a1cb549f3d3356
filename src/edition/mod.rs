//! Every edition of a report: one table, read by all that builds, names, lists or offers them.

mod brief;
mod data;
mod full_text;
mod ofd;
mod orders;
mod poster;
mod public;
mod report;
mod unit;
mod web;
mod word;

pub use brief::{BRIEF, BRIEF_REVIEW};
pub use data::{DATA, DATA_INTERNAL, LEDGER, LEDGER_PUBLIC};
pub use full_text::FULL_TEXT;
pub use ofd::{BRIEF_OFD, OFD, ORDERS_OFD, PUBLIC_OFD, UNIT_OFD};
pub use orders::ORDERS;
pub use poster::POSTER;
pub use public::{PUBLIC, PUBLIC_FULL_TEXT};
pub use report::{REPORT, REVIEW};
pub use unit::{UNIT, UNIT_REVIEW};
pub use web::{WEB, WEB_INTERNAL};
pub use word::{BRIEF_WORD, PUBLIC_WORD, UNIT_WORD, WORD};

use crate::model::file_name;

/// One edition.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of the table of editions")]
pub struct Edition {
    /// Its name in data.
    pub key: &'static str,
    /// Its name for people, which its files bear.
    pub name: &'static str,
    /// Who it is for.
    pub reader: &'static str,
    /// The flags of the command line that ask for it, sorted; none ask for the report itself.
    pub flags: &'static [&'static str],
    /// The template it begins with.
    pub template: &'static str,
    /// What stands under the title; none for the whole report.
    pub subtitle: Option<&'static str>,
    /// The edition's word on the page, where it is not the settings'.
    pub word: Option<&'static str>,
    /// Whether it is one department's.
    pub of_unit: bool,
    /// Whether it is set with numbered lines and room for comments.
    pub review: bool,
    /// The format it is written in.
    pub format: Format,
    /// Whether the ledger as data is written beside it.
    pub ledger: bool,
    /// Whether a night makes it.
    pub nightly: bool,
    /// Whether a release has it.
    pub released: bool,
    /// Whether everybody may read it: what is for the offices alone is taken out before anything is made of it.
    pub public: bool,
    /// Whether it is made before the year has any results: then it is judged at the year's beginning, and nobody owes anything.
    pub beforehand: bool,
}

/// The formats that editions are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Pages, set by Typst.
    Pdf,
    /// One page for a browser.
    Html,
    /// A folder of pages for a browser.
    Site,
    /// A folder of tables as data.
    Tables,
    /// A workbook.
    Workbook,
    /// One long picture, as PNG and SVG with its words beside it.
    Picture,
    /// A file of Word.
    Docx,
    /// The same pages in the national format.
    Ofd,
}

impl Format {
    /// The ending of its files, with the dot; none of a folder.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => ".pdf",
            Self::Html => ".html",
            Self::Site | Self::Tables | Self::Picture => "",
            Self::Workbook => ".xlsx",
            Self::Docx => ".docx",
            Self::Ofd => ".ofd",
        }
    }

    /// Whether it is made from the document that templates write.
    #[must_use]
    pub fn of_document(self) -> bool {
        matches!(self, Self::Pdf | Self::Html | Self::Site | Self::Picture | Self::Docx | Self::Ofd)
    }

    /// The file that is opened first, of formats that are a folder of files; empty of others.
    #[must_use]
    pub fn first(self) -> &'static str {
        match self {
            Self::Site => "index.html",
            Self::Tables => "README.md",
            Self::Picture => "poster.png",
            Self::Pdf | Self::Html | Self::Workbook | Self::Docx | Self::Ofd => "",
        }
    }
}

/// Every edition; the first is what is built when nothing else is asked for.
pub const ALL: &[&Edition] = &[
    &REPORT,
    &REVIEW,
    &BRIEF,
    &BRIEF_REVIEW,
    &UNIT,
    &UNIT_REVIEW,
    &ORDERS,
    &FULL_TEXT,
    &PUBLIC,
    &PUBLIC_FULL_TEXT,
    &POSTER,
    &WEB,
    &WEB_INTERNAL,
    &DATA,
    &DATA_INTERNAL,
    &LEDGER,
    &LEDGER_PUBLIC,
    &WORD,
    &BRIEF_WORD,
    &PUBLIC_WORD,
    &UNIT_WORD,
    &OFD,
    &PUBLIC_OFD,
    &BRIEF_OFD,
    &UNIT_OFD,
    &ORDERS_OFD,
];

/// A flag of the command line that asks for an edition.
#[derive(Debug)]
pub struct Flag {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub help: &'static str,
}

/// The flag that asks for a department's part; it takes the department's name.
pub const UNIT_FLAG: &str = "unit";

/// The flags without a value, in the order of the help.
pub const FLAGS: &[Flag] = &[
    Flag {
        name: "orders", help: "只生成各单位的任务书：要求、目标、今年的节点；年初布置任务用，不需要当年的数据"
    },
    Flag { name: "brief", help: "只生成领导参阅版（两页）" },
    Flag {
        name: "review", help: "征求意见的版式：行号，外侧留批注栏；页码和分行与正式版一致"
    },
    Flag {
        name: "public",
        help: "公开版：主动公开用；标了“公开: 否”的和只供内部的（提请研究、单位计数、待核实的等）都不印",
    },
    Flag {
        name: "poster", help: "一图读懂：公开版做成一张长图（PNG、SVG），手机上看，随网页发布"
    },
    Flag {
        name: "html", help: "整本报告的网页全文：一个文件，不需要网络，供检索、摘录和读屏软件"
    },
    Flag {
        name: "web",
        help: "网页版：公开版做成一个文件夹的网页（每项指标、任务、单位一页，能检索），不需要网络和服务器",
    },
    Flag {
        name: "data",
        help: "开放数据：data 文件夹里的 CSV、JSON、datapackage.json 和说明；是公开版，内部版再加 --internal",
    },
    Flag {
        name: "ledger",
        help: "动态台账.xlsx：指标、任务分工、里程碑、项目、变化和图表；是内部版，公开版再加 --public",
    },
    Flag { name: "internal", help: "与 --web、--data 同用：做成内部的，另放一个文件夹" },
    Flag {
        name: "word", help: "Word 文件（.docx）：征求意见、传阅修改用；收回后用 highland comments 列出批注和修订"
    },
    Flag {
        name: "ofd", help: "国家标准版式文件（OFD，GB/T 33190）：与 PDF 同样的页，供公文系统和归档"
    },
];

/// The edition that exactly these flags ask for, in any order.
#[must_use]
pub fn asked(flags: &[&str]) -> Option<&'static Edition> {
    let mut flags = flags.to_vec();
    flags.sort_unstable();
    ALL.iter().copied().find(|edition| edition.flags == flags)
}

impl Edition {
    /// Its file from the year's folder, of a site its first page; `unit` is the department's short name. Whatever a department is called, its part
    /// is written there.
    #[must_use]
    pub fn file(&self, unit: Option<&str>, draft: bool) -> String {
        let stem = self.stem(unit);
        match self.folder(draft) {
            Some(folder) => format!("{folder}/{}", self.format.first()),
            None => format!("{stem}{}{}", self.kind(draft), self.format.ending()),
        }
    }

    /// The folder from the year's folder that is its own, of editions that are a folder of files.
    #[must_use]
    pub fn folder(&self, draft: bool) -> Option<String> {
        (!self.format.first().is_empty()).then(|| format!("{}{}", self.key, self.kind(draft)))
    }

    /// Its manifest, from the year's folder.
    #[must_use]
    pub fn manifest(&self, unit: Option<&str>, draft: bool) -> String {
        if self.ledger || self.flags == ["review"] {
            return format!("manifest{}.json", self.kind(draft));
        }
        if let Some(folder) = self.folder(draft) {
            return format!("{folder}.manifest.json");
        }
        let ending = if self.format == Format::Pdf { "" } else { self.format.ending() };
        format!("{}{}{ending}.manifest.json", self.stem(unit), self.kind(draft))
    }

    /// The ledger as data, from the year's folder, of editions that have it.
    #[must_use]
    pub fn ledger(&self, draft: bool) -> Option<&'static str> {
        self.ledger.then_some(if draft { "台账（预览稿）.json" } else { "台账.json" })
    }

    /// What stands under the title.
    #[must_use]
    pub fn subtitle(&self, unit: Option<&str>) -> Option<String> {
        self.subtitle.map(|subtitle| subtitle.replace("{}", unit.unwrap_or_default()))
    }

    fn stem(&self, unit: Option<&str>) -> String {
        match unit.filter(|_| self.of_unit) {
            Some(unit) => format!("{}/{}", self.name, file_name(unit)),
            None => self.name.to_owned(),
        }
    }

    fn kind(&self, draft: bool) -> &'static str {
        match (self.review, draft) {
            (false, false) => "",
            (false, true) => "（预览稿）",
            (true, false) => "（征求意见稿）",
            (true, true) => "（征求意见稿，预览稿）",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_editions_are_asked_for_in_the_same_way_or_written_to_the_same_file() {
        for (at, one) in ALL.iter().enumerate() {
            assert!(one.flags.is_sorted(), "{}", one.key);
            for other in &ALL[at + 1..] {
                assert!(one.key != other.key && one.flags != other.flags, "{} and {}", one.key, other.key);
                for draft in [false, true] {
                    let (one, other) = (one.file(Some("甲"), draft), other.file(Some("甲"), draft));
                    assert_ne!(one, other);
                }
                assert_ne!(one.manifest(Some("甲"), false), other.manifest(Some("甲"), false));
            }
        }
    }

    #[test]
    fn every_flag_leads_to_an_edition_and_every_edition_has_its_flags() {
        for flag in FLAGS {
            assert!(ALL.iter().any(|edition| edition.flags.contains(&flag.name)), "{}", flag.name);
        }
        for edition in ALL {
            let known = |flag: &&str| *flag == UNIT_FLAG || FLAGS.iter().any(|own| own.name == *flag);
            assert!(edition.flags.iter().all(known), "{}", edition.key);
            assert_eq!(edition.of_unit, edition.flags.contains(&UNIT_FLAG), "{}", edition.key);
        }
    }

    #[test]
    fn a_department_s_part_has_a_file_whatever_its_name() {
        assert_eq!(UNIT.file(Some("市/局"), false), format!("单位分册/{}.pdf", file_name("市/局")));
        assert_eq!(UNIT.file(Some(".."), true), format!("单位分册/{}（预览稿）.pdf", file_name("..")));
        assert_eq!(REPORT.file(None, false), "年度报告.pdf");
    }
}
