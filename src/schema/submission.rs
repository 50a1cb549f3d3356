//! A submission's shape. The doc comments are what an editor shows, so they are Chinese.
#![expect(dead_code, clippy::zero_sized_map_values, reason = "the types are never built; their shape is the schema")]

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::scalar::{Day, FIGURE, Figure, Needed, NeededFigure, NeededWord, Text, Word, Year};
use crate::model::{Judgement, Nature, ProgressStatus, Stage, Workflow};

/// 一个单位一年的报送文件。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Submission {
    /// 报送单位：方案里的简称。
    #[schemars(rename = "单位")]
    unit: Needed,
    /// 报送年度，与所在文件夹相同。
    #[schemars(rename = "年度")]
    year: Year,
    /// 谁填的，什么时候填的。
    #[schemars(rename = "填报")]
    filing: Option<Filing>,
    /// 报到哪一步：草稿、已提交、已审定。
    #[schemars(rename = "状态")]
    workflow: Option<Word<Workflow>>,
    /// 没有单独注明的数字，其数据性质。
    #[schemars(rename = "数据性质")]
    nature: Option<Word<Nature>>,
    /// 本单位负责的指标：写一个数字就够，要写来源、说明的用长写法。
    #[schemars(rename = "指标")]
    entries: Option<BTreeMap<String, Entry>>,
    /// 本单位牵头的任务，按任务编号。
    #[schemars(rename = "任务")]
    progress: Option<BTreeMap<String, Option<Progress>>>,
    /// 本单位负责的里程碑。
    #[schemars(rename = "里程碑")]
    milestones: Option<BTreeMap<String, Option<Judged>>>,
    /// 配合其他单位的任务所做的工作，按任务编号，一句话一项。
    #[schemars(rename = "配合")]
    support: Option<BTreeMap<String, Text>>,
    /// 重大项目。
    #[schemars(rename = "项目")]
    projects: Option<Vec<Project>>,
    /// 典型案例。
    #[schemars(rename = "案例")]
    cases: Option<Vec<Case>>,
    /// 本年度的大事。
    #[schemars(rename = "大事记")]
    events: Option<Vec<Event>>,
}

/// 填报人和日期。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Filing {
    /// 联系人。
    #[schemars(rename = "联系人")]
    contact: Option<Text>,
    /// 电话。
    #[schemars(rename = "电话")]
    phone: Option<Text>,
    /// 填报日期，如 2025-01-20。
    #[schemars(rename = "日期")]
    date: Option<Day>,
}

/// 指标的长写法。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct LongEntry {
    /// 实际值，可以带单位：28、8.5%、12.5亿元。
    #[schemars(rename = "实际值")]
    actual: Option<Figure>,
    /// 数据来源。
    #[schemars(rename = "数据来源")]
    source: Option<Text>,
    /// 统计口径。
    #[schemars(rename = "口径")]
    scope: Option<Text>,
    /// 数据性质。
    #[schemars(rename = "数据性质")]
    nature: Option<Word<Nature>>,
    /// 说明；滞后、倒退的指标必须写。
    #[schemars(rename = "说明")]
    remark: Option<Text>,
    /// 数据晚一年出来的，写是哪一年的数；评价按那一年的进度。
    #[schemars(rename = "数据年度")]
    data_year: Option<Year>,
    /// 往年的数有修订的，按年份写新值和理由；往年的文件不改。
    #[schemars(rename = "调整")]
    revisions: Option<BTreeMap<String, Revision>>,
}

/// 一个往年数的修订。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Revision {
    /// 修订后的值。
    #[schemars(rename = "值")]
    value: NeededFigure,
    /// 为什么修订，印在报告里。
    #[schemars(rename = "理由")]
    reason: Needed,
}

/// A figure, short or long: one schema with several types, so that no editor blames an arbitrary branch.
pub struct Entry;

impl JsonSchema for Entry {
    fn schema_name() -> Cow<'static, str> {
        "entry".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = LongEntry::json_schema(generator);
        schema.insert("type".to_owned(), ["number", "string", "object", "null"].into());
        schema.insert("pattern".to_owned(), FIGURE.into());
        schema
    }
}

/// 任务进展。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Progress {
    /// 本单位的判断。
    #[schemars(rename = "状态")]
    status: Option<Word<ProgressStatus>>,
    /// 做了什么；多段写在「|」下面。
    #[schemars(rename = "进展")]
    done: Option<Text>,
    /// 存在问题。
    #[schemars(rename = "问题")]
    problem: Option<Text>,
    /// 下年计划。
    #[schemars(rename = "下年计划")]
    next: Option<Text>,
}

/// 对里程碑的判断。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Judged {
    /// 判断。
    #[schemars(rename = "判断")]
    judgement: Option<Word<Judgement>>,
    /// 理由。
    #[schemars(rename = "理由")]
    reason: Option<Text>,
    /// 理由的来源。
    #[schemars(rename = "来源")]
    source: Option<Text>,
}

/// 一个重大项目。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Project {
    /// 名称。
    #[schemars(rename = "名称")]
    name: Needed,
    /// 年末阶段。
    #[schemars(rename = "阶段")]
    stage: NeededWord<Stage>,
    /// 总投资，如 12.5亿元。
    #[schemars(rename = "总投资")]
    investment: Option<Figure>,
    /// 地点。
    #[schemars(rename = "地点")]
    place: Option<Text>,
    /// 所属任务的编号。
    #[schemars(rename = "任务")]
    assignment: Option<Text>,
}

/// 一个案例。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Case {
    /// 标题。
    #[schemars(rename = "标题")]
    title: Needed,
    /// 图片，如 图片/实验室.jpg。
    #[schemars(rename = "图片")]
    picture: Option<Text>,
    /// 图片下面的说明。
    #[schemars(rename = "图注")]
    caption: Option<Text>,
    /// 出自哪项任务，写编号；报告在那项任务下指向本案例。
    #[schemars(rename = "任务")]
    assignment: Option<Text>,
    /// 做法、成效、启示。
    #[schemars(rename = "正文")]
    body: Needed,
}

/// 一件大事。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Event {
    /// 日期。
    #[schemars(rename = "日期")]
    date: Day,
    /// 事项。
    #[schemars(rename = "事项")]
    text: Needed,
}
