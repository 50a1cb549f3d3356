//! The plan's shape. The doc comments are what an editor shows, so they are Chinese.
#![expect(dead_code, reason = "the types are never built; their shape is the schema")]

use schemars::JsonSchema;

use super::indicator::Indicator;
use super::scalar::{Day, Figure, Needed, Text, Word, Year};
use crate::model::{Origin, Role};

/// 行动方案：单位、任务、分工、指标、里程碑。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Plan {
    /// 方案的题名、文号、规划期。
    #[schemars(rename = "方案")]
    head: Head,
    /// 总体要求，引用原文。
    #[schemars(rename = "总体要求")]
    aims: Option<Vec<Passage>>,
    /// 报送单位。
    #[schemars(rename = "单位")]
    departments: Vec<Department>,
    /// 方案里合称、自己不报送的单位。
    #[schemars(rename = "集合单位")]
    bodies: Option<Vec<Body>>,
    /// 任务领域。
    #[schemars(rename = "任务领域")]
    areas: Vec<Area>,
    /// 保障措施，引用原文。
    #[schemars(rename = "保障措施")]
    safeguards: Option<Vec<Passage>>,
    /// 有数字的目标。
    #[schemars(rename = "指标")]
    indicators: Option<Vec<Indicator>>,
    /// 没有数字的目标。
    #[schemars(rename = "里程碑")]
    milestones: Option<Vec<Milestone>>,
    /// 方案原文里不是指标的数字及理由。
    #[schemars(rename = "非指标数字")]
    exempt: Option<Vec<Exempt>>,
    /// 报告附录所列的政策文件。
    #[schemars(rename = "政策文件")]
    policies: Option<Vec<Policy>>,
}

/// 方案本身。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Head {
    /// 题名。
    #[schemars(rename = "标题")]
    title: Needed,
    /// 文号。
    #[schemars(rename = "文号")]
    number: Needed,
    /// 发文机关。
    #[schemars(rename = "发文机关")]
    issuer: Needed,
    /// 印发日期。
    #[schemars(rename = "印发日期")]
    issued: Option<Day>,
    /// 城市。
    #[schemars(rename = "城市")]
    city: Needed,
    /// 领域。
    #[schemars(rename = "领域")]
    field: Needed,
    /// 规划首年。
    #[schemars(rename = "开始年")]
    start: Year,
    /// 规划末年。
    #[schemars(rename = "结束年")]
    end: Year,
    /// 基期年；默认为首年的前一年。
    #[schemars(rename = "基期年")]
    base: Option<Year>,
    /// 方案全文的文件名，相对 content 文件夹。
    #[schemars(rename = "原文文件")]
    text_file: Option<Text>,
}

/// 一段引文。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Passage {
    /// 编号。
    #[schemars(rename = "编号")]
    number: Option<Text>,
    /// 标题。
    #[schemars(rename = "标题")]
    title: Option<Text>,
    /// 标题的另一写法。
    #[schemars(rename = "名称")]
    name: Option<Text>,
    /// 与方案逐字一致。
    #[schemars(rename = "原文")]
    wording: Needed,
}

/// 一个报送单位。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Department {
    /// 简称，也是报送文件的文件名。
    #[schemars(rename = "名称")]
    name: Needed,
    /// 全称。
    #[schemars(rename = "全称")]
    full_name: Needed,
    /// 其他名称，如改革前后的名称。
    #[schemars(rename = "别名")]
    aliases: Option<Vec<Text>>,
    /// 牵头或配合。
    #[schemars(rename = "角色")]
    role: Option<Word<Role>>,
    /// 印在报告里的说明。
    #[schemars(rename = "说明")]
    remark: Option<Text>,
}

/// 一个集合单位。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Body {
    /// 方案里的叫法。
    #[schemars(rename = "名称")]
    name: Needed,
    /// 指哪些单位。
    #[schemars(rename = "说明")]
    remark: Option<Text>,
}

/// 一个任务领域。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Area {
    /// 编号，如 "2.1"（加引号）。
    #[schemars(rename = "编号")]
    number: Needed,
    /// 名称。
    #[schemars(rename = "名称")]
    name: Needed,
    /// 图上用的简称。
    #[schemars(rename = "简称")]
    short: Option<Text>,
    /// 报告里的章名。
    #[schemars(rename = "章名")]
    chapter: Option<Text>,
    /// 综合指数里的权重。
    #[schemars(rename = "权重")]
    weight: Option<Figure>,
    /// 任务。
    #[schemars(rename = "任务")]
    tasks: Option<Vec<Task>>,
}

/// 一项任务。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Task {
    /// 编号。
    #[schemars(rename = "编号")]
    number: Needed,
    /// 名称。
    #[schemars(rename = "名称")]
    name: Needed,
    /// 各牵头单位的分工。
    #[schemars(rename = "分工")]
    assignments: Option<Vec<Assignment>>,
}

/// 一份分工。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Assignment {
    /// 编号，如 2.1.1a。
    #[schemars(rename = "编号")]
    number: Needed,
    /// 名称。
    #[schemars(rename = "名称")]
    name: Needed,
    /// 牵头领导。
    #[schemars(rename = "牵头领导")]
    leader: Option<Text>,
    /// 牵头单位简称。
    #[schemars(rename = "牵头单位")]
    lead: Needed,
    /// 配合单位简称。
    #[schemars(rename = "配合单位")]
    support: Option<Vec<Text>>,
    /// 与方案逐字一致。
    #[schemars(rename = "原文")]
    wording: Needed,
}

/// 一个里程碑。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Milestone {
    /// 标识。
    #[schemars(rename = "编号")]
    id: Needed,
    /// 名称，是报送文件里的键。
    #[schemars(rename = "名称")]
    name: Needed,
    /// 所在章节。
    #[schemars(rename = "章节")]
    section: Needed,
    /// 计入哪个任务领域。
    #[schemars(rename = "归入")]
    area: Option<Text>,
    /// 期限。
    #[schemars(rename = "期限")]
    due: Option<Year>,
    /// 频次。
    #[schemars(rename = "频次")]
    frequency: Option<Text>,
    /// 责任单位简称。
    #[schemars(rename = "责任单位")]
    department: Needed,
    /// 谁确定的责任单位。
    #[schemars(rename = "责任来源")]
    origin: Option<Word<Origin>>,
    /// 口径。
    #[schemars(rename = "口径")]
    scope: Option<Text>,
    /// 与方案逐字一致。
    #[schemars(rename = "原文")]
    wording: Needed,
}

/// 一个不是指标的数字。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Exempt {
    /// 含这个数字的原文。
    #[schemars(rename = "原文")]
    wording: Needed,
    /// 为什么不是指标。
    #[schemars(rename = "理由")]
    reason: Needed,
}

/// 一份政策文件。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Policy {
    /// 发文机关。
    #[schemars(rename = "发文机关")]
    issuer: Needed,
    /// 题名。
    #[schemars(rename = "题名")]
    title: Needed,
    /// 文号。
    #[schemars(rename = "文号")]
    number: Option<Text>,
    /// 日期，照印。
    #[schemars(rename = "日期")]
    date: Needed,
}
