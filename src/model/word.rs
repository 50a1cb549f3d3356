//! The closed vocabularies of the plan and of the submissions.

use super::choice;

choice! {
    /// What an indicator measures, which decides how it is judged (method 「按类型」).
    Kind "类型" {
        /// A stock at year end.
        Stock = "累计存量",
        /// Something cumulated from the plan's first year.
        Increment = "期内新增",
        /// The value of one year.
        Annual = "年度值",
        /// A share or an intensity; gaps are in 百分点 where the unit is %.
        Ratio = "比率",
        /// Mean yearly growth since the baseline year.
        Growth = "年均增速",
        /// A target that is a range.
        Range = "区间",
    }
}

choice! {
    /// How far a report has come.
    EditionStage "版本" {
        /// Goes round for comments.
        Comments = "征求意见稿",
        /// Goes to those who approve it.
        Submitted = "送审稿",
        /// Approved.
        Approved = "审定稿",
    }
}

choice! {
    /// How often departments file within the year.
    Frequency "报送频次" {
        /// Every month.
        Month = "月",
        /// Every quarter.
        Quarter = "季度",
        /// Once, for the year.
        Year = "年",
    }
}

choice! {
    /// Where a step stands on a day.
    Light "节点状态" {
        /// Done.
        Done = "已完成",
        /// Not due for a while.
        Green = "未到期",
        /// Due soon.
        Yellow = "将到期",
        /// Overdue.
        Red = "逾期",
        /// Not done any more.
        Dropped = "已取消",
    }
}

choice! {
    /// A part of a year that begins with it.
    Quarter "时段" {
        /// To the end of March.
        First = "一季度",
        /// To the end of June.
        Second = "上半年",
        /// To the end of September.
        Third = "前三季度",
    }
}

choice! {
    /// When a 年度值 is judged.
    Appraisal "考核" {
        /// Promised for every year of the plan.
        EveryYear = "逐年",
        /// Promised for the last year only.
        LastYear = "末年",
    }
}

choice! {
    /// How an actual is compared with the target (《民法典》第1259条).
    Comparator "比较" {
        /// “以上、达到、不少于” and bare numbers: the target itself meets it.
        AtLeast = "不少于",
        /// “超过、突破”: the target itself does not meet it.
        MoreThan = "超过",
        /// “不超过、控制在…以内”: the target itself meets it.
        AtMost = "不超过",
        /// “低于、少于”: the target itself does not meet it.
        LessThan = "低于",
        /// “3～5”: both ends meet it.
        Between = "区间",
        /// “80%左右”: a range as wide as the tolerance on both sides.
        About = "左右",
    }
}

choice! {
    /// Which way is better, where the comparator leaves it open.
    Direction "方向" {
        /// More is better.
        Up = "升",
        /// Less is better.
        Down = "降",
    }
}

choice! {
    /// How a range is meant.
    RangeForce "区间" {
        /// Beyond the end that is farther from the start is as good.
        Open = "越过也算",
        /// Only what is inside meets it.
        Strict = "严格",
    }
}

choice! {
    /// How binding a figure of the plan is.
    Property "属性" {
        /// What is hoped for.
        Expected = "预期性",
        /// What has to be.
        Binding = "约束性",
    }
}

choice! {
    /// How firmly the plan promises.
    Force "力度" {
        /// Promised.
        Firm = "确定",
        /// 力争.
        Strive = "力争",
        /// 争取.
        Seek = "争取",
    }
}

choice! {
    /// Who made a department responsible.
    Origin "责任来源" {
        /// The plan names it.
        Plan = "方案",
        /// The plan names nobody; the secretariat assigned it.
        Secretariat = "秘书处指定",
    }
}

choice! {
    /// Yes or no.
    Answer "是否" {
        /// Yes.
        Yes = "是",
        /// No.
        No = "否",
    }
}

choice! {
    /// How grave the findings of a rule are, as the settings say it.
    Gravity "级别" {
        /// A release is refused while it stands.
        Error = "错误",
        /// Should be looked at.
        Warning = "警告",
        /// A remark.
        Hint = "提示",
    }
}

choice! {
    /// A department's part in the plan.
    Role "角色" {
        /// Leads at least one assignment.
        Lead = "牵头",
        /// Only supports.
        Support = "配合",
    }
}

choice! {
    /// Where a figure comes from.
    Nature "数据性质" {
        /// Official statistics.
        Statistics = "统计",
        /// The department's own count.
        Reported = "部门报送",
        /// Found in public reports, with source and caveat.
        Public = "公开",
        /// Estimated before the final figure is known.
        Estimate = "预计",
        /// Demonstration data; never a real figure.
        Sample = "示例",
    }
}

choice! {
    /// How far a submission has come.
    Workflow "状态" {
        /// Being written.
        Draft = "草稿",
        /// Handed in.
        Submitted = "已提交",
        /// Signed off by the department's leader.
        Approved = "已审定",
    }
}

choice! {
    /// A department's word on an assignment.
    ProgressStatus "任务状态" {
        /// Finished.
        Done = "已完成",
        /// As planned.
        OnTrack = "按计划推进",
        /// At risk.
        AtRisk = "有风险",
        /// Behind.
        Behind = "滞后",
    }
}

choice! {
    /// The responsible department's judgement of a qualitative milestone.
    Judgement "判断" {
        /// Reached.
        Reached = "已实现",
        /// Expected with confidence.
        Confident = "有把握",
        /// At risk.
        AtRisk = "有风险",
        /// Hardly reachable.
        Unlikely = "难以实现",
    }
}

impl ProgressStatus {
    /// The status of an indicator that stands as well.
    #[must_use]
    pub fn status(self) -> Status {
        match self {
            Self::Done => Status::Met,
            Self::OnTrack => Status::OnPace,
            Self::AtRisk => Status::SlightlyBehind,
            Self::Behind => Status::Behind,
        }
    }
}

impl Judgement {
    /// The status of a milestone that is judged so.
    #[must_use]
    pub fn status(self) -> Status {
        match self {
            Self::Reached => Status::Met,
            Self::Confident => Status::OnPace,
            Self::AtRisk => Status::SlightlyBehind,
            Self::Unlikely => Status::Behind,
        }
    }
}

choice! {
    /// The rolling stages of major projects (方案 二（四）3).
    Stage "阶段" {
        /// Completed.
        Completed = "竣工",
        /// Under construction.
        Started = "开工",
        /// In preparation.
        Preparing = "前期",
        /// In reserve.
        Reserved = "储备",
    }
}

choice! {
    /// How large the text of a report is.
    BodyType "正文" {
        /// 小四, as books are set.
        Book = "书籍",
        /// 3号, as official documents are (GB/T 9704).
        Official = "公文",
    }
}

choice! {
    /// Whether something is printed in what everybody may read.
    Openness "公开" {
        /// It is.
        Open = "是",
        /// It is for the office alone.
        Closed = "否",
    }
}

choice! {
    /// How much an event matters.
    Weight "分量" {
        /// To the year.
        Major = "要事",
        /// To its department.
        Minor = "一般",
    }
}

choice! {
    /// The status of an indicator or milestone, computed (method 「时序进度法」).
    Status "评价" {
        /// The target is met.
        Met = "已完成",
        /// What is promised every year is kept in this one; 已完成 it is at the end.
        Kept = "本年达标",
        /// Pace at or above the upper cut-off.
        Ahead = "快于时序",
        /// Pace between the cut-offs.
        OnPace = "符合时序",
        /// Pace below the path, above the lower cut-off.
        SlightlyBehind = "略滞后",
        /// What is promised every year is not kept in this one.
        Missed = "本年未达标",
        /// Pace below the lower cut-off.
        Behind = "滞后",
        /// Worse than the baseline.
        Regressed = "倒退",
        /// The target year is over and the target was not met.
        Unmet = "未完成",
        /// No value for the year.
        NotReported = "未报送",
        /// Not due yet.
        NotDue = "未到期",
        /// Cannot be judged, with a reason.
        Unassessable = "无法评估",
    }
}

impl Status {
    /// Whether it is at its target or on its path.
    #[must_use]
    pub fn good(self) -> bool {
        matches!(self, Self::Met | Self::Kept | Self::Ahead | Self::OnPace)
    }

    /// Whether it is behind its path or its promise, or was at the end.
    #[must_use]
    pub fn behind(self) -> bool {
        matches!(self, Self::SlightlyBehind | Self::Missed | Self::Behind | Self::Regressed | Self::Unmet)
    }

    /// Whether it is far behind whatever the figure is.
    #[must_use]
    pub fn grave(self) -> bool {
        matches!(self, Self::Behind | Self::Regressed | Self::Unmet)
    }

    /// Whether there is no verdict: nothing reported, not due, or nothing to judge by.
    #[must_use]
    pub fn open(self) -> bool {
        matches!(self, Self::NotReported | Self::NotDue | Self::Unassessable)
    }
}

choice! {
    /// The role of a typeface in the report.
    Face "字体" {
        /// Running text.
        Fang = "仿宋",
        /// Second-level headings, quotations.
        Kai = "楷体",
        /// Emphasis, table heads, marks.
        Hei = "黑体",
        /// Tables, notes, page numbers.
        Song = "宋体",
        /// Titles of the cover and of chapters.
        Title = "小标宋",
    }
}

impl Face {
    /// Its name in the style.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Fang => "fang",
            Self::Kai => "kai",
            Self::Hei => "hei",
            Self::Song => "song",
            Self::Title => "title",
        }
    }
}
