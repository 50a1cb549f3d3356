//! The settings' shape. The doc comments are what an editor shows, so they are Chinese.
#![expect(dead_code, clippy::zero_sized_map_values, reason = "the types are never built; their shape is the schema")]

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::scalar::{ColorCode, Day, Figure, Needed, NeededWord, Text, Word, Year};
use crate::model::{self, Gravity, Status};

/// 报告设置，由秘书处维护。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Settings {
    /// 报告本身。
    #[schemars(rename = "报告")]
    report: Report,
    /// 评价方法的分界。
    #[schemars(rename = "方法")]
    method: Option<Method>,
    /// 各单位报送的截止日。
    #[schemars(rename = "报送截止")]
    deadline: Option<Day>,
    /// 检查规则的级别，按规则名（highland explain 列出全部）。
    #[schemars(rename = "检查")]
    levels: Option<BTreeMap<String, NeededWord<Gravity>>>,
    /// 人工调整的评价：计算的评价并列印出，附理由和决定人。
    #[schemars(rename = "评价调整")]
    overrides: Option<Vec<Override>>,
    /// 字体文件夹，相对项目文件夹。
    #[schemars(rename = "字体文件夹")]
    fonts: Option<Text>,
    /// 颜色、徽标和字体；不写的用内置样式。
    #[schemars(rename = "样式")]
    look: Option<Look>,
}

/// 颜色、徽标和字体。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Look {
    /// 主色（标题、线条、封面），六位十六进制颜色，如 17365d，不写 #。
    #[schemars(rename = "主色")]
    main: Option<ColorCode>,
    /// 强调色（标记、目标），写法同主色。
    #[schemars(rename = "强调色")]
    accent: Option<ColorCode>,
    /// 印在封面上的徽标，content 文件夹里的 PNG 或 JPG 图片。
    #[schemars(rename = "徽标")]
    emblem: Option<Text>,
    /// 本单位有的字体，优先于内置字体；字体文件放在 content/fonts。
    #[schemars(rename = "字体")]
    faces: Option<Faces>,
}

/// 各处所用的字体名称。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Faces {
    /// 正文，如 `仿宋_GB2312`。
    #[schemars(rename = "仿宋")]
    fang: Option<Families>,
    /// 二级标题、引文，如 `楷体_GB2312`。
    #[schemars(rename = "楷体")]
    kai: Option<Families>,
    /// 强调、表头。
    #[schemars(rename = "黑体")]
    hei: Option<Families>,
    /// 表格、注、页码。
    #[schemars(rename = "宋体")]
    song: Option<Families>,
    /// 封面和各章标题，如 方正小标宋简体。
    #[schemars(rename = "小标宋")]
    title: Option<Families>,
}

/// 一个字体名称，或按先后写的几个。
#[derive(JsonSchema)]
#[serde(untagged)]
enum Families {
    /// 一个。
    One(Text),
    /// 几个。
    Several(Vec<Text>),
}

/// 报告的题名等。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Report {
    /// 题名，不含年度。
    #[schemars(rename = "题名")]
    title: Needed,
    /// 编制单位。
    #[schemars(rename = "编制单位")]
    issuer: Needed,
    /// 版本：征求意见稿、送审稿、审定稿。
    #[schemars(rename = "版本")]
    edition: Needed,
    /// 印在封面上的日期，如 2025年2月。
    #[schemars(rename = "发布日期")]
    published: Option<Text>,
    /// 公开属性，如 主动公开。
    #[schemars(rename = "公开属性")]
    publicity: Option<Text>,
    /// 年度要览页上的指标，按此顺序。
    #[schemars(rename = "要览指标")]
    highlights: Option<Vec<Text>>,
}

/// 一项人工调整。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Override {
    /// 指标名称，与方案文件一致。
    #[schemars(rename = "指标")]
    indicator: Needed,
    /// 报告年度。
    #[schemars(rename = "年度")]
    year: Year,
    /// 调整后的评价。
    #[schemars(rename = "评价")]
    status: NeededWord<Status>,
    /// 为什么调整，印在报告里。
    #[schemars(rename = "理由")]
    reason: Needed,
    /// 谁决定的。
    #[schemars(rename = "决定")]
    by: Needed,
}

/// 时序进度法的分界（进度比），从大到小。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Method {
    /// 评价方法：时序进度法（默认）、增速比法、趋势外推法；方案里单个指标可另写「方法」。
    #[schemars(rename = "采用")]
    way: Option<Word<model::Method>>,
    /// 不低于此数：快于时序。
    #[schemars(rename = "快于时序")]
    ahead: Option<Figure>,
    /// 不低于此数：符合时序。
    #[schemars(rename = "符合时序")]
    on_pace: Option<Figure>,
    /// 不低于此数：略滞后；低于：滞后。
    #[schemars(rename = "略滞后")]
    behind: Option<Figure>,
}
