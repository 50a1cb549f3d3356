//! The name of every rule as a handle, so that a misspelt one does not compile.

use std::fmt::{self, Display, Formatter};

use serde::{Serialize, Serializer};

/// The name of a rule, in English kebab-case; it names the problem, not the cure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleName(&'static str);

impl RuleName {
    /// What stands in a finding until whoever runs the rule fills it in.
    pub(super) const OPEN: Self = Self("");

    /// The name as people read and write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// The rule that is called so.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        ALL.iter().copied().find(|rule| rule.0 == text)
    }
}

impl Display for RuleName {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl Serialize for RuleName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

/// Declares the handles and lists them. What each finds is said where its rule is declared, in `check/rules`.
macro_rules! names {
    ($($handle:ident = $name:literal;)+) => {
        $(
            #[doc = concat!("`", $name, "`.")]
            pub const $handle: RuleName = RuleName($name);
        )+

        /// Every name, sorted.
        pub const ALL: &[RuleName] = &[$($handle),+];
    };
}

names! {
    ABSENT_DEPARTMENT = "absent-department";
    ACHIEVEMENTS_NOT_CHOSEN = "achievements-not-chosen";
    BLOCK_MARK = "block-mark";
    BROKEN_TABLE = "broken-table";
    BYTE_ORDER_MARK = "byte-order-mark";
    CHANGED_AFTER_SIGN_OFF = "changed-after-sign-off";
    CIRCULAR_STEP = "circular-step";
    COMMENT_IN_TEXT = "comment-in-text";
    COMPARATOR_AGAINST_KIND = "comparator-against-kind";
    CONFLICTING_REPORTS = "conflicting-reports";
    CUMULATIVE_FELL = "cumulative-fell";
    CUT_OFFS_OUT_OF_ORDER = "cut-offs-out-of-order";
    DANGLING_REFERENCE = "dangling-reference";
    DOCUMENT_NUMBER_BRACKET = "document-number-bracket";
    DUPLICATE_KEY = "duplicate-key";
    DUPLICATE_NAME = "duplicate-name";
    DUPLICATE_PROJECT = "duplicate-project";
    DUPLICATE_STEP = "duplicate-step";
    DUPLICATE_SUBMISSION = "duplicate-submission";
    EMPTY_PROGRESS = "empty-progress";
    EVENT_OUTSIDE_YEAR = "event-outside-year";
    FILE_ENCODING = "file-encoding";
    FILE_NAME_MISMATCH = "file-name-mismatch";
    FILE_TOO_LARGE = "file-too-large";
    FONT_MISSING = "font-missing";
    FONT_UNREADABLE = "font-unreadable";
    FOREIGN_ENTRY = "foreign-entry";
    HALF_WIDTH_MARK = "half-width-mark";
    IMPLAUSIBLE_INVESTMENT = "implausible-investment";
    IMPLAUSIBLE_JUMP = "implausible-jump";
    JOINED_LINES = "joined-lines";
    KEY_IN_TEXT = "key-in-text";
    LATE = "late";
    LEGACY_ENCODING = "legacy-encoding";
    LIST_MARK = "list-mark";
    LOST_CHARACTER = "lost-character";
    LOW_CONTRAST = "low-contrast";
    MAGNITUDE_SHIFT = "magnitude-shift";
    MISPLACED_KEY = "misplaced-key";
    MISPLACED_SUBMISSION = "misplaced-submission";
    MISSING_EXPLANATION = "missing-explanation";
    MISSING_FIELD = "missing-field";
    MISSING_FILE = "missing-file";
    MISSING_SOURCE = "missing-source";
    NO_SUBMISSIONS = "no-submissions";
    NOT_APPROVED = "not-approved";
    NOT_FILED = "not-filed";
    NOT_REPORTED = "not-reported";
    NOT_SIGNED = "not-signed";
    NUMBER_WITHOUT_INDICATOR = "number-without-indicator";
    ODD_CHARACTER = "odd-character";
    ORPHAN_DEPARTMENT = "orphan-department";
    OUT_OF_RANGE = "out-of-range";
    PERCENT_FOR_POINTS = "percent-for-points";
    PICTURE_DAMAGED = "picture-damaged";
    PICTURE_MISSING = "picture-missing";
    PICTURE_OUTSIDE = "picture-outside";
    PICTURE_TOO_LARGE = "picture-too-large";
    PICTURE_TYPE = "picture-type";
    PLACEHOLDER_LEFT = "placeholder-left";
    PROJECT_INCOMPLETE = "project-incomplete";
    PROJECT_STAGE_BACKWARDS = "project-stage-backwards";
    PROSE_NUMBER_MISMATCH = "prose-number-mismatch";
    PROSE_TREND_MISMATCH = "prose-trend-mismatch";
    RANGE_MARK = "range-mark";
    RAW_MARKUP = "raw-markup";
    RELATIVE_YEAR = "relative-year";
    RESTATEMENT = "restatement";
    SIGN_OFF_WITHOUT_FILE = "sign-off-without-file";
    STATUS_AGAINST_STEPS = "status-against-steps";
    STATUS_CONTRADICTION = "status-contradiction";
    STEP_AFTER_TARGET = "step-after-target";
    STEP_CONTRADICTION = "step-contradiction";
    STEP_DONE_IN_FUTURE = "step-done-in-future";
    STEP_MOVED = "step-moved";
    STEP_OVERDUE = "step-overdue";
    STEP_VANISHED = "step-vanished";
    STRAIGHT_QUOTE = "straight-quote";
    TARGET_AGAINST_WORDING = "target-against-wording";
    TARGET_BEFORE_BASELINE = "target-before-baseline";
    TASK_WITHOUT_STEP = "task-without-step";
    TEMPLATE_ERROR = "template-error";
    TEXT_TOO_LONG = "text-too-long";
    TOO_MANY_DECIMALS = "too-many-decimals";
    TYPST_ERROR = "typst-error";
    TYPST_WARNING = "typst-warning";
    UNCHANGED_TEXT = "unchanged-text";
    UNCHANGED_VALUE = "unchanged-value";
    UNCOVERED_CHARACTER = "uncovered-character";
    UNIT_MISMATCH = "unit-mismatch";
    UNKNOWN_ACHIEVEMENT = "unknown-achievement";
    UNKNOWN_ASSIGNMENT = "unknown-assignment";
    UNKNOWN_DEPARTMENT = "unknown-department";
    UNKNOWN_HEADING = "unknown-heading";
    UNKNOWN_INDICATOR = "unknown-indicator";
    UNKNOWN_KEY = "unknown-key";
    UNKNOWN_MILESTONE = "unknown-milestone";
    UNKNOWN_RULE = "unknown-rule";
    UNKNOWN_STEP = "unknown-step";
    UNKNOWN_WORD = "unknown-word";
    UNREADABLE_NUMBER = "unreadable-number";
    UNSETTLED = "unsettled";
    WAYPOINTS_OUT_OF_ORDER = "waypoints-out-of-order";
    WORDING_NOT_IN_PLAN = "wording-not-in-plan";
    WRONG_TYPE = "wrong-type";
    WRONG_YEAR = "wrong-year";
    YAML_SYNTAX = "yaml-syntax";
    YEAR_RANGE_MARK = "year-range-mark";
}
