//! The same as files of Word, for offices that comment in Word or WPS.

use super::{BRIEF, Edition, Format, PUBLIC, REPORT, UNIT, UNIT_FLAG};

/// The whole report.
pub const WORD: Edition = Edition {
    key: "word",
    reader: READER,
    flags: &["word"],
    format: Format::Docx,
    ledger: false,
    nightly: false,
    released: false,
    ..REPORT
};

/// The pages for leaders.
pub const BRIEF_WORD: Edition = Edition {
    key: "brief-word",
    reader: READER,
    flags: &["brief", "word"],
    format: Format::Docx,
    released: false,
    ..BRIEF
};

/// What everybody may read.
pub const PUBLIC_WORD: Edition = Edition {
    key: "public-word",
    reader: READER,
    flags: &["public", "word"],
    format: Format::Docx,
    released: false,
    ..PUBLIC
};

/// One department's part.
pub const UNIT_WORD: Edition = Edition {
    key: "unit-word",
    reader: READER,
    flags: &[UNIT_FLAG, "word"],
    format: Format::Docx,
    nightly: false,
    released: false,
    ..UNIT
};

/// Who they are for.
const READER: &str = "征求意见的单位（在 Word、WPS 里批注、修订）";
