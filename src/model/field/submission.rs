//! A department's file for one year.

use super::{
    Assignments, Day, Each, Figure, FigureOr, Indicators, Milestones, Must, Named, One, Paragraphs, Quarters, Text,
    TextOr, TextOrTexts, When, Word, Year, Years, mapping,
};
use crate::model::{Judgement, Nature, Openness, ProgressStatus, Stage, Weight, Workflow};

mapping! {
    /// 一个单位一年的报送文件。
    Submission "报送文件" in Submission {
        /// 报送单位：方案里的简称。
        UNIT "单位": Must<Text>;
        /// 报送年度，与所在文件夹相同。
        YEAR "年度": Must<Year>;
        /// 谁填的，什么时候填的。
        FILING "填报": One<Filing>;
        /// 报到哪一步：草稿、已提交、已审定。
        WORKFLOW "状态": Word<Workflow>;
        /// 没有单独注明的数字，其数据性质。
        NATURE "数据性质": Word<Nature>;
        /// 本单位负责的指标：写一个数字就够，要写来源、说明的用长写法。
        ENTRIES "指标": Named<Indicators, FigureOr<Entry>>;
        /// 本单位牵头的任务，按任务编号。
        PROGRESS "任务": Named<Assignments, One<Progress>>;
        /// 本单位负责的里程碑。
        MILESTONES "里程碑": Named<Milestones, One<Judged>>;
        /// 配合其他单位的任务所做的工作，按任务编号，一句话一项；有自己的节点的，用长写法。
        SUPPORT "配合": Named<Assignments, TextOr<Support>>;
        /// 重大项目。
        PROJECTS "项目": Each<MajorProject>;
        /// 财政为方案投入的钱，一行一笔。
        FUNDS "财政投入": Each<Fund>;
        /// 典型案例。
        CASES "案例": Each<Case>;
        /// 本年度的大事。
        EVENTS "大事记": Each<Event>;
        /// 提请市领导或专班研究决定的事项；只印在内部的版本和领导参阅版里，公开版不印。
        REQUESTS "提请研究": Each<Request>;
    }
}

mapping! {
    /// 填报人和日期。
    Filing "填报" in Submission {
        /// 联系人。
        CONTACT "联系人": Text;
        /// 电话。
        PHONE "电话": Text;
        /// 填报日期，如 2025-01-20。
        DATE "日期": Day;
    }
}

mapping! {
    /// 指标的长写法。
    Entry "指标的报送项" in Submission {
        /// 实际值，可以带单位：28、8.5%、12.5亿元。
        ACTUAL "实际值": Figure, eg "28";
        /// 数据来源。
        SOURCE "数据来源": Text;
        /// 统计口径。
        SCOPE "口径": Text;
        /// 数据性质。
        NATURE "数据性质": Word<Nature>, eg "部门报送";
        /// 说明；滞后、倒退的指标必须写。
        REMARK "说明": Text;
        /// 数据晚一年出来的，写是哪一年的数；评价按那一年的进度。
        DATA_YEAR "数据年度": Year;
        /// 年内各时段末计划达到的数：一季度、上半年、前三季度；有了实际数的用长写法。
        QUARTERS "季度": Named<Quarters, FigureOr<Interim>>;
        /// 其他城市的同一个数，只用公开发布的，一个城市一行。
        PEERS "对比": Each<Peer>;
        /// 说明、口径不宜公开的，写“否”：公开版只印数、来源和评价。
        OPEN "公开": Word<Openness>, eg "否";
        /// 往年的数有修订的，按年份写新值和理由；往年的文件不改。
        REVISIONS "调整": Named<Years, Must<One<Revision>>>;
    }
}

mapping! {
    /// 其他城市的同一个数。
    Peer "对比" in Submission {
        /// 哪个城市。
        CITY "城市": Must<Text>;
        /// 数值，单位与指标的相同。
        VALUE "数值": Must<Figure>, eg "26";
        /// 哪一年的数；不写的是报告年度的。
        YEAR "年度": Year;
        /// 在哪里公开的，如统计公报、政府工作报告。
        SOURCE "来源": Must<Text>;
    }
}

mapping! {
    /// 一个往年数的修订。
    Revision "调整" in Submission {
        /// 修订后的值。
        VALUE "值": Must<Figure>, eg "24";
        /// 为什么修订，印在报告里。
        REASON "理由": Must<Text>;
    }
}

mapping! {
    /// 任务进展。
    Progress "任务的报送项" in Submission {
        /// 本单位的判断。
        STATUS "状态": Word<ProgressStatus>;
        /// 做了什么；多段写在「|」下面。
        DONE "进展": Paragraphs;
        /// 存在问题。
        PROBLEM "问题": Paragraphs;
        /// 下年计划。
        NEXT "下年计划": Paragraphs;
        /// 文字不宜公开的，写“否”：公开版只印状态和指标，不印进展、问题、计划、节点和更新。
        OPEN "公开": Word<Openness>, eg "否";
        /// 有时限的节点，一行一个。
        STEPS "节点": Each<Step>;
        /// 年中的更新，一行一次。
        UPDATES "更新": Each<Update>;
    }
}

mapping! {
    /// 配合工作的长写法。
    Support "配合的报送项" in Submission {
        /// 配合做了什么，一句话。
        WORK "工作": Text;
        /// 本单位在这项任务里自己的节点。
        STEPS "节点": Each<Step>;
        /// 不宜公开的，写“否”：公开版不印这句话和这些节点。
        OPEN "公开": Word<Openness>, eg "否";
    }
}

mapping! {
    /// 一个节点：什么事，什么时候做到。
    Step "节点" in Submission {
        /// 什么事；同一项任务的节点不能重名。
        NAME "事项": Must<Text>;
        /// 什么时候做到：2025-06-20、2025-06、2025年二季度、2025年上半年、2025年底。
        DUE "时限": Must<When>, eg "2025-06";
        /// 改过时限的，写最早定的时限；原因写在「说明」里。
        FIRST "原时限": When, eg "2025-03";
        /// 什么时候做到的，写到日或月；没有做到的不写。
        DONE "完成": When, eg "2025-06-20";
        /// 本单位哪个处室负责。
        OWNER "责任": Text;
        /// 要等哪些节点先做到：「任务编号/事项」，同一项任务的只写事项。
        AFTER "依赖": TextOrTexts, eg "2.1.1/前一件事";
        /// 不再做的，写原因。
        DROPPED "取消": Text, eg "原因";
        /// 说明；逾期的、改过时限的必须写。
        REMARK "说明": Text;
        /// 不宜公开的，写“否”：公开版不印这个节点。
        OPEN "公开": Word<Openness>, eg "否";
    }
}

mapping! {
    /// 年中的一次更新。
    Update "更新" in Submission {
        /// 哪一天。
        DATE "日期": Must<Day>;
        /// 有什么进展，一两句话。
        TEXT "内容": Must<Text>;
    }
}

mapping! {
    /// 年内一个时段末的数。
    Interim "季度" in Submission {
        /// 计划到时段末达到的数。
        PLAN "计划": Figure, eg "20";
        /// 到时段末的实际数；不作为全年的数评价。
        ACTUAL "实际": Figure, eg "21";
    }
}

mapping! {
    /// 对里程碑的判断。
    Judged "里程碑的报送项" in Submission {
        /// 判断。
        JUDGEMENT "判断": Word<Judgement>;
        /// 理由。
        REASON "理由": Text;
        /// 理由的来源。
        SOURCE "来源": Text;
        /// 理由不宜公开的，写“否”：公开版只印判断。
        OPEN "公开": Word<Openness>, eg "否";
    }
}

mapping! {
    /// 一个重大项目。
    MajorProject "项目" in Submission {
        /// 名称。
        NAME "名称": Must<Text>;
        /// 年末阶段。
        STAGE "阶段": Must<Word<Stage>>, eg "开工";
        /// 总投资，如 12.5亿元。
        INVESTMENT "总投资": Figure, eg "12.5亿元";
        /// 地点。
        PLACE "地点": Text;
        /// 所属任务的编号。
        ASSIGNMENT "任务": Text;
        /// 不宜公开的，写“否”：公开版不列，也不计入合计。
        OPEN "公开": Word<Openness>, eg "否";
    }
}

mapping! {
    /// 财政投入的一笔。
    Fund "财政投入" in Submission {
        /// 用在哪里，如 科技创新专项资金；同一笔钱每年用同一个名称，报告与上年相比。
        NAME "名称": Must<Text>;
        /// 年初安排的数，如 1.2亿元。
        BUDGET "预算": Figure, eg "1.2亿元";
        /// 全年支出的数。
        SPENT "支出": Figure, eg "1.1亿元";
        /// 数据来源，如 财政决算。
        SOURCE "来源": Text;
        /// 所属任务的编号。
        ASSIGNMENT "任务": Text;
        /// 不宜公开的，写“否”：公开版不列，也不计入合计。
        OPEN "公开": Word<Openness>, eg "否";
    }
}

mapping! {
    /// 一个案例。
    Case "案例" in Submission {
        /// 标题。
        TITLE "标题": Must<Text>;
        /// 图片，如 图片/实验室.jpg。
        PICTURE "图片": Text, eg "图片/….png";
        /// 图片下面的说明。
        CAPTION "图注": Text;
        /// 出自哪项任务，写编号；报告在那项任务下指向本案例。
        ASSIGNMENT "任务": Text, eg "出自哪项任务的编号";
        /// 做法、成效、启示。
        BODY "正文": Must<Paragraphs>;
        /// 不宜公开的，写“否”：公开版不印。
        OPEN "公开": Word<Openness>, eg "否";
    }
}

mapping! {
    /// 一件大事。
    Event "大事记" in Submission {
        /// 日期。
        DATE "日期": Must<Day>;
        /// 事项。
        TEXT "事项": Must<Text>;
        /// 推荐为年度亮点的，写一个短题目；入选哪些由秘书处在设置里定。
        HEADLINE "亮点": Text;
        /// 写“一般”的只印在本单位的分册里，不进年度报告的大事记。
        WEIGHT "分量": Word<Weight>, eg "一般";
        /// 不宜公开的，写“否”：公开版不印。
        OPEN "公开": Word<Openness>, eg "否";
    }
}

mapping! {
    /// 一件提请研究决定的事。
    Request "提请研究" in Submission {
        /// 请决定什么，一两句话。
        TEXT "事项": Must<Text>;
        /// 什么时候以前需要决定：2025-03、2025年上半年。
        BY "时限": When, eg "2025-03";
        /// 与哪项任务有关，写编号。
        ASSIGNMENT "任务": Text;
    }
}
