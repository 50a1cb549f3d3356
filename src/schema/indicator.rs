//! An indicator's shape in the plan. The doc comments are what an editor shows, so they are Chinese.
#![expect(dead_code, clippy::zero_sized_map_values, reason = "the types are never built; their shape is the schema")]

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::scalar::{FIGURE, Figure, Needed, NeededWord, Text, Word, Year};
use crate::model::{Answer, Appraisal, Comparator, Force, Kind, Method, Nature, Origin};

/// 一个指标。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Indicator {
    /// 标识，不变。
    #[schemars(rename = "编号")]
    id: Needed,
    /// 名称，是报送文件里的键。
    #[schemars(rename = "名称")]
    name: Needed,
    /// 图上用的简称。
    #[schemars(rename = "简称")]
    short: Option<Text>,
    /// 量的是什么，决定怎么评价。
    #[schemars(rename = "类型")]
    kind: NeededWord<Kind>,
    /// 年度值按年还是按末年考核。
    #[schemars(rename = "考核")]
    appraisal: Option<Word<Appraisal>>,
    /// 评价方法；不写的按设置的「采用」。
    #[schemars(rename = "方法")]
    way: Option<Word<Method>>,
    /// 计量单位。
    #[schemars(rename = "单位")]
    unit: Needed,
    /// 怎么与目标比较；“超过”不含本数。
    #[schemars(rename = "比较")]
    comparator: Option<Word<Comparator>>,
    /// 目标值；区间写 [下限, 上限]。
    #[schemars(rename = "目标值")]
    target: Target,
    /// 目标年；每年都考核的写“每年”。
    #[schemars(rename = "目标年")]
    year: Option<Text>,
    /// 后来的文件调整了目标的：新目标、自哪一年起、什么文件；方案原来的目标照留在上面。
    #[schemars(rename = "目标调整")]
    amendment: Option<Amendment>,
    /// 基期值。
    #[schemars(rename = "基期")]
    baseline: Option<Baseline>,
    /// 中间年份的节点，如 {2023: 20}。
    #[schemars(rename = "年度节点")]
    waypoints: Option<BTreeMap<String, Figure>>,
    /// 确定、力争或争取。
    #[schemars(rename = "力度")]
    force: Option<Word<Force>>,
    /// 所在章节。
    #[schemars(rename = "章节")]
    section: Needed,
    /// 计入哪个任务领域。
    #[schemars(rename = "归入")]
    area: Option<Text>,
    /// 衡量哪份分工。
    #[schemars(rename = "关联分工")]
    assignment: Option<Text>,
    /// 责任单位简称。
    #[schemars(rename = "责任单位")]
    department: Needed,
    /// 谁确定的责任单位。
    #[schemars(rename = "责任来源")]
    origin: Option<Word<Origin>>,
    /// 领域指数里的权重。
    #[schemars(rename = "权重")]
    weight: Option<Figure>,
    /// 口径。
    #[schemars(rename = "口径")]
    scope: Option<Text>,
    /// 与方案逐字一致。
    #[schemars(rename = "原文")]
    wording: Needed,
}

/// 后来的文件调整的目标。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Amendment {
    /// 怎么与目标比较。
    #[schemars(rename = "比较")]
    comparator: Option<Word<Comparator>>,
    /// 新目标值；区间写 [下限, 上限]。
    #[schemars(rename = "目标值")]
    target: Target,
    /// 新目标年。
    #[schemars(rename = "目标年")]
    year: Option<Text>,
    /// 自哪一年起按新目标评价。
    #[schemars(rename = "自")]
    since: Year,
    /// 调整目标的文件。
    #[schemars(rename = "文件")]
    document: Needed,
}

/// 基期。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Baseline {
    /// 基期年。
    #[schemars(rename = "年")]
    year: Year,
    /// 基期值。
    #[schemars(rename = "值")]
    value: Figure,
    /// 数据性质。
    #[schemars(rename = "数据性质")]
    nature: Option<Word<Nature>>,
    /// 来源。
    #[schemars(rename = "来源")]
    source: Option<Text>,
    /// 口径。
    #[schemars(rename = "口径")]
    scope: Option<Text>,
    /// 与以后各年是否可比。
    #[schemars(rename = "可比")]
    comparable: Option<Word<Answer>>,
}

/// One figure, or the two ends of a range.
struct Target;

impl JsonSchema for Target {
    fn schema_name() -> Cow<'static, str> {
        "target".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["number", "string", "array"],
            "pattern": FIGURE,
            "items": Figure::json_schema(generator),
            "minItems": 2,
            "maxItems": 2,
        })
    }
}
