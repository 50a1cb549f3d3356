//! `content/plan.yaml`.

use super::{Day, Each, Figure, Must, Named, Number, One, Range, Text, TextOrTexts, Texts, Word, Year, Years, mapping};
use crate::model::{
    Answer, Appraisal, Comparator, Direction, Force, Kind, Method, Nature, Origin, Property, RangeForce, Role,
};

mapping! {
    /// 行动方案：单位、任务、分工、指标、里程碑。
    Plan "方案文件" in Plan {
        /// 方案的题名、文号、规划期。
        HEAD "方案": Must<One<Head>>;
        /// 总体要求，引用原文。
        AIMS "总体要求": Each<Quotation>;
        /// 报送单位。
        DEPARTMENTS "单位": Must<Each<Department>>;
        /// 方案里合称、自己不报送的单位。
        BODIES "集合单位": Each<Body>;
        /// 任务领域。
        AREAS "任务领域": Must<Each<Area>>;
        /// 保障措施，引用原文。
        SAFEGUARDS "保障措施": Each<Quotation>;
        /// 有数字的目标。
        INDICATORS "指标": Each<Indicator>;
        /// 没有数字的目标。
        MILESTONES "里程碑": Each<Milestone>;
        /// 方案原文里不是指标的数字及理由。
        EXEMPT "非指标数字": Each<Exempt>;
        /// 报告附录所列的政策文件。
        POLICIES "政策文件": Each<Policy>;
    }
}

mapping! {
    /// 方案本身。
    Head "方案" in Plan {
        /// 题名。
        TITLE "标题": Must<Text>;
        /// 文号。
        NUMBER "文号": Must<Text>;
        /// 发文机关。
        ISSUER "发文机关": Must<Text>;
        /// 城市或地区。
        CITY "城市" or "地区": Must<Text>;
        /// 印发日期。
        ISSUED "印发日期": Day;
        /// 领域。
        FIELD "领域": Must<Text>;
        /// 规划首年。
        START "开始年": Must<Year>;
        /// 规划末年。
        END "结束年": Must<Year>;
        /// 基期年；默认为首年的前一年。
        BASE "基期年": Year;
        /// 方案全文的文件名，相对 content 文件夹。
        TEXT_FILE "原文文件": Text, eg "plan.txt";
        /// 还没有核实的项。
        UNSETTLED "待核": TextOrTexts;
    }
}

mapping! {
    /// 一段引文。
    Quotation "条目" in Plan {
        /// 编号。
        NUMBER "编号": Text;
        /// 标题。
        TITLE "标题" or "名称": Text;
        /// 与方案逐字一致。
        WORDING "原文": Must<Text>;
    }
}

mapping! {
    /// 一个报送单位。
    Department "单位" in Plan {
        /// 简称，也是报送文件的文件名。
        NAME "名称": Must<Text>;
        /// 全称。
        FULL_NAME "全称": Must<Text>;
        /// 其他名称，如改革前后的名称。
        ALIASES "别名": Texts;
        /// 牵头或配合。
        ROLE "角色": Word<Role>;
        /// 印在报告里的说明。
        REMARK "说明": Text;
        /// 规划期内新设的单位，自哪一年起。
        SINCE "自": Year;
        /// 改名或并入其他单位；以前各年的报告和报送文件照旧。
        CHANGES "变更": Each<Reform>;
        /// 还没有核实的项。
        UNSETTLED "待核": TextOrTexts;
    }
}

mapping! {
    /// 一个单位的变更：改名写「名称」和「全称」，并入其他单位写「并入」。
    Reform "单位的变更" in Plan {
        /// 自哪一年起。
        SINCE "自": Must<Year>;
        /// 新的简称。
        NAME "名称": Text;
        /// 新的全称。
        FULL_NAME "全称": Text;
        /// 并入哪个单位；它的任务、指标和里程碑由那个单位接着负责。
        INTO "并入": Text;
        /// 依据的文件。
        DOCUMENT "文件": Text;
    }
}

mapping! {
    /// 一个集合单位。
    Body "集合单位" in Plan {
        /// 方案里的叫法。
        NAME "名称": Must<Text>;
        /// 指哪些单位。
        REMARK "说明": Text;
    }
}

mapping! {
    /// 一个任务领域。
    Area "任务领域" in Plan {
        /// 编号，如 "2.1"（加引号）。
        NUMBER "编号": Must<Text>, eg "\"2.1\"";
        /// 名称。
        NAME "名称": Must<Text>;
        /// 图上用的简称。
        SHORT "简称": Text;
        /// 报告里的章名。
        CHAPTER "章名": Text;
        /// 综合指数里的权重。
        WEIGHT "权重": Number, eg "1";
        /// 任务。
        TASKS "任务": Each<Task>;
    }
}

mapping! {
    /// 一项任务。
    Task "任务" in Plan {
        /// 编号。
        NUMBER "编号": Must<Text>, eg "2.1.1";
        /// 名称。
        NAME "名称": Must<Text>;
        /// 各牵头单位的分工。
        ASSIGNMENTS "分工": Each<Assignment>;
    }
}

mapping! {
    /// 一份分工。
    Assignment "分工" in Plan {
        /// 编号，如 2.1.1a。
        NUMBER "编号": Must<Text>, eg "2.1.1a";
        /// 名称。
        NAME "名称": Must<Text>;
        /// 牵头领导。
        LEADER "牵头领导": Text;
        /// 牵头单位简称；几个单位共同牵头的写成列表，第一个排在前面。
        LEAD "牵头单位": Must<TextOrTexts>;
        /// 配合单位简称。
        SUPPORT "配合单位": Texts;
        /// 与方案逐字一致。
        WORDING "原文": Must<Text>;
        /// 后来换了牵头领导、牵头单位或配合单位的；以前各年照旧。
        CHANGES "分工调整": Each<Reassignment>;
        /// 还没有核实的项。
        UNSETTLED "待核": TextOrTexts;
    }
}

mapping! {
    /// 分工的调整；没有写的项不变。
    Reassignment "分工的调整" in Plan {
        /// 自哪一年起。
        SINCE "自": Must<Year>;
        /// 新的牵头领导。
        LEADER "牵头领导": Text;
        /// 新的牵头单位。
        LEAD "牵头单位": TextOrTexts;
        /// 新的配合单位，全部列出。
        SUPPORT "配合单位": Texts;
        /// 依据的文件。
        DOCUMENT "文件": Text;
    }
}

mapping! {
    /// 一个指标或里程碑换了责任单位。
    Handover "责任的调整" in Plan {
        /// 自哪一年起。
        SINCE "自": Must<Year>;
        /// 新的责任单位。
        DEPARTMENT "责任单位": Must<TextOrTexts>;
        /// 依据的文件。
        DOCUMENT "文件": Text;
    }
}

mapping! {
    /// 一个指标。
    Indicator "指标" in Plan {
        /// 标识，也是开放数据里的键：名称改了它不改，也不给别的指标用；宜用小写英文字母、数字和连字符。
        ID "编号": Must<Text>;
        /// 名称，是报送文件里的键。
        NAME "名称": Must<Text>;
        /// 图上用的简称。
        SHORT "简称": Text;
        /// 量的是什么，决定怎么评价。
        KIND "类型": Must<Word<Kind>>;
        /// 年度值按年还是按末年考核。
        APPRAISAL "考核": Word<Appraisal>;
        /// 评价方法；不写的按设置的「采用」。
        METHOD "方法": Word<Method>;
        /// 计量单位。
        UNIT "单位": Must<Text>, eg "家";
        /// 怎么与目标比较；“超过”不含本数。
        COMPARATOR "比较": Word<Comparator>;
        /// 目标值；区间写 [下限, 上限]；也可以写“翻一番”“基期的2倍”“全覆盖”。
        TARGET "目标值": Must<Range>;
        /// 「比较: 左右」的容差，以指标的单位计；差在容差以内的算达到。
        TOLERANCE "容差": Figure;
        /// 区间、左右的指标往哪个方向好；不写的，从基期看近的一端为目标。
        DIRECTION "方向": Word<Direction>;
        /// 区间是否越过远的一端也算达到。
        RANGE "区间": Word<RangeForce>;
        /// 目标年，可以写到月，如 2026年6月；每年都考核的写“每年”。
        TARGET_YEAR "目标年": Text, eg "2025";
        /// 后来的文件调整了目标的：新目标、自哪一年起、什么文件；方案原来的目标照留在上面。
        AMENDMENT "目标调整": One<Amendment>;
        /// 基期值。
        BASELINE "基期": One<Baseline>;
        /// 中间年份的节点，如 {2023: 20}。
        WAYPOINTS "年度节点": Named<Years, Figure>;
        /// 方案写明的属性。
        PROPERTY "属性": Word<Property>;
        /// 层级，照印，如 一级、市级。
        LEVEL "层级": Text;
        /// 确定、力争或争取。
        FORCE "力度": Word<Force>;
        /// 所在章节。
        SECTION "章节": Must<Text>;
        /// 计入哪个任务领域。
        AREA "归入": Text;
        /// 衡量哪份分工。
        ASSIGNMENT "关联分工": Text;
        /// 责任单位简称；几个单位共同负责的写成列表，第一个排在前面。
        DEPARTMENT "责任单位": Must<TextOrTexts>;
        /// 谁确定的责任单位。
        ORIGIN "责任来源": Word<Origin>;
        /// 领域指数里的权重。
        WEIGHT "权重": Number, eg "1";
        /// 口径。
        SCOPE "口径": Text;
        /// 与方案逐字一致。
        WORDING "原文": Must<Text>;
        /// 方案里说到同一目标的其他地方，如专栏、附表里的一行；与方案逐字一致。
        ALSO "另见原文": Texts;
        /// 后来换了责任单位的；以前各年照旧。
        CHANGES "责任调整": Each<Handover>;
        /// 还没有核实的项。
        UNSETTLED "待核": TextOrTexts;
    }
}

mapping! {
    /// 后来的文件调整的目标。
    Amendment "目标调整" in Plan {
        /// 怎么与目标比较。
        COMPARATOR "比较": Word<Comparator>;
        /// 新目标值；区间写 [下限, 上限]。
        TARGET "目标值": Must<Range>;
        /// 「比较: 左右」的容差，以指标的单位计。
        TOLERANCE "容差": Figure;
        /// 区间、左右的指标往哪个方向好。
        DIRECTION "方向": Word<Direction>;
        /// 新目标年。
        TARGET_YEAR "目标年": Text, eg "2025";
        /// 自哪一年起按新目标评价。
        SINCE "自": Must<Year>;
        /// 调整目标的文件。
        DOCUMENT "文件": Must<Text>;
    }
}

mapping! {
    /// 基期。
    Baseline "基期" in Plan {
        /// 基期年。
        YEAR "年": Must<Year>;
        /// 基期值。
        VALUE "值": Must<Figure>;
        /// 数据性质。
        NATURE "数据性质": Word<Nature>;
        /// 来源。
        SOURCE "来源": Text;
        /// 口径。
        SCOPE "口径": Text;
        /// 与以后各年是否可比。
        COMPARABLE "可比": Word<Answer>;
    }
}

mapping! {
    /// 一个里程碑。
    Milestone "里程碑" in Plan {
        /// 标识，也是开放数据里的键；写法同指标的编号。
        ID "编号": Must<Text>;
        /// 名称，是报送文件里的键。
        NAME "名称": Must<Text>;
        /// 所在章节。
        SECTION "章节": Must<Text>;
        /// 计入哪个任务领域。
        AREA "归入": Text;
        /// 期限。
        DUE "期限": Text, eg "2025年6月";
        /// 频次。写“每年”“每季度”等的，每年都要做到：实现的评价为「本年达标」，到期限那一年才是「已完成」。
        FREQUENCY "频次": Text, eg "每年";
        /// 责任单位简称；几个单位共同负责的写成列表，第一个排在前面。
        DEPARTMENT "责任单位": Must<TextOrTexts>;
        /// 谁确定的责任单位。
        ORIGIN "责任来源": Word<Origin>;
        /// 口径。
        SCOPE "口径": Text;
        /// 与方案逐字一致。
        WORDING "原文": Must<Text>;
        /// 后来换了责任单位的；以前各年照旧。
        CHANGES "责任调整": Each<Handover>;
        /// 还没有核实的项。
        UNSETTLED "待核": TextOrTexts;
    }
}

mapping! {
    /// 一个不是指标的数字。
    Exempt "非指标数字" in Plan {
        /// 含这个数字的原文。
        WORDING "原文": Must<Text>;
        /// 为什么不是指标。
        REASON "理由": Must<Text>;
    }
}

mapping! {
    /// 一份政策文件。
    Policy "政策文件" in Plan {
        /// 发文机关。
        ISSUER "发文机关": Must<Text>;
        /// 题名。
        TITLE "题名": Must<Text>;
        /// 文号。
        NUMBER "文号": Text;
        /// 日期，照印。
        DATE "日期": Must<Text>;
    }
}
