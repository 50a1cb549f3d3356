//! `content/settings.yaml`.

use super::{
    Color, Day, Each, Must, Named, Number, One, Paragraphs, RuleNames, Text, TextOrTexts, Texts, Word, Year, Years,
    mapping,
};
use crate::model::{self, BodyType, EditionStage, Frequency, Gravity, Status};

mapping! {
    /// 报告设置，由秘书处维护。
    Settings "设置" in Settings {
        /// 报告本身。
        REPORT "报告": Must<One<Report>>;
        /// 评价方法的分界。
        METHOD "方法": One<Method>;
        /// 各单位报送的截止日。
        DEADLINE "报送截止": Day;
        /// 年中多久报一次：月、季度；不写的只报年度。
        FREQUENCY "报送频次": Word<Frequency>;
        /// 每个月、每个季度过后几天以内报，默认 10。
        GRACE "报送宽限": Number, eg "10";
        /// 节点到期前几天亮黄灯，默认 30。
        WARNING "预警天数": Number, eg "30";
        /// 各年度不同的设置，按年份写；没有写的照上面的。旧年度重印时照它当年的写法。
        YEARS "分年": Named<Years, Must<One<YearSettings>>>;
        /// 检查规则的级别，按规则名（highland explain 列出全部）。
        LEVELS "检查": Named<RuleNames, Must<Word<Gravity>>>;
        /// 人工调整的评价：计算的评价并列印出，附理由和决定人。
        OVERRIDES "评价调整": Each<Override>;
        /// 字体文件夹，相对项目文件夹。
        FONTS "字体文件夹": Text;
        /// 颜色、徽标和字体；不写的用内置样式。
        STYLE "样式": One<OfficeStyle>;
    }
}

mapping! {
    /// 报告的题名等。
    Report "设置的「报告」" in Settings {
        /// 题名，不含年度。
        TITLE "题名": Must<Text>;
        /// 编制单位。
        ISSUER "编制单位": Must<Text>;
        /// 版本：征求意见稿、送审稿、审定稿；「分年」里这一年写了的，以那里为准。
        EDITION "版本": Word<EditionStage>, eg "征求意见稿";
        /// 《方案》对年度报告的要求，印在编写说明的开头，如 提出发布年度报告；照《方案》的原话写。
        BASIS "编制依据": Text;
        /// 印在封面上的日期，如 2025年2月。
        PUBLISHED "发布日期": Text, eg "2025年2月";
        /// 公开属性，如 主动公开。
        PUBLICITY "公开属性": Text, eg "主动公开";
        /// 开放数据的使用许可：许可的名称（如 CC-BY-4.0）、条款的网址，或一句话；不写的印“未注明”。
        LICENCE "数据许可": Text, eg "CC-BY-4.0";
        /// 年度要览页上的指标，按此顺序。
        HIGHLIGHTS "要览指标": Texts;
        /// 改动报告里的标题，或给一章另写开头。
        HEADINGS "标题": Each<Heading>;
    }
}

mapping! {
    /// 一个年度自己的设置。
    YearSettings "设置的「分年」" in Settings {
        /// 版本。
        EDITION "版本": Word<EditionStage>;
        /// 印在封面上的日期。
        PUBLISHED "发布日期": Text, eg "2025年2月";
        /// 各单位报送的截止日。
        DEADLINE "报送截止": Day;
        /// 评价方法的分界。
        METHOD "方法": One<Method>;
        /// 前言，印在编写说明前面；不写的没有这一页。
        PREFACE "前言": Paragraphs;
        /// 编委会，一行一种职务；不写的没有这一页。
        BOARD "编委会": Each<BoardMembers>;
        /// 入选的年度亮点，按此顺序，写各单位「大事记」里「亮点」的题目；不写的没有这一页。
        ACHIEVEMENTS "年度亮点": Texts;
    }
}

mapping! {
    /// 编委会里的一种职务。
    BoardMembers "编委会的一行" in Settings {
        /// 职务，如 主任、副主任、委员、编写组。
        ROLE "职务": Must<Text>;
        /// 姓名或单位，几个的写成列表。
        NAMES "人员": TextOrTexts, eg "[…, …]";
    }
}

mapping! {
    /// 报告里的一个标题：章、附录、节都可以。
    Heading "标题" in Settings {
        /// 程序原来的标题，不带编号，如 组织保障与清单管理。
        OWN "原题": Must<Text>;
        /// 换成什么。
        NEW "改为": Text;
        /// 印在章题下面的话，代替程序写的；只用于章。
        LEAD "章首": Text;
    }
}

mapping! {
    /// 时序进度法的分界（进度比），从大到小。
    Method "设置的「方法」" in Settings {
        /// 评价方法：时序进度法（默认）、增速比法、趋势外推法；方案里单个指标可另写「方法」。
        ADOPTED "采用": Word<model::Method>;
        /// 不低于此数：快于时序。
        AHEAD "快于时序": Number, eg "1.05";
        /// 不低于此数：符合时序。
        ON_PACE "符合时序": Number, eg "0.95";
        /// 不低于此数：略滞后；低于：滞后。
        BEHIND "略滞后": Number, eg "0.60";
    }
}

mapping! {
    /// 一项人工调整。
    Override "评价调整" in Settings {
        /// 指标名称，与方案文件一致。
        INDICATOR "指标": Must<Text>;
        /// 报告年度。
        YEAR "年度": Must<Year>;
        /// 调整后的评价。
        STATUS "评价": Must<Word<Status>>;
        /// 为什么调整，印在报告里。
        REASON "理由": Must<Text>;
        /// 谁决定的。
        BY "决定": Must<Text>;
    }
}

mapping! {
    /// 颜色、徽标和字体。
    OfficeStyle "设置的「样式」" in Settings {
        /// 主色（标题、线条、封面），六位十六进制颜色，如 17365d，不写 #。
        MAIN "主色": Color;
        /// 强调色（标记、目标），写法同主色。
        ACCENT "强调色": Color;
        /// 印在封面上的徽标，content 文件夹里的 PNG 或 JPG 图片。
        EMBLEM "徽标": Text, eg "徽标.png";
        /// 年度报告正文的字号：书籍（小四，默认）或公文（3号，每页22行、每行28字，合 GB/T 9704，页数约多一半）。
        BODY "正文": Word<BodyType>, eg "公文";
        /// 本单位有的字体，优先于内置字体；字体文件放在 content/fonts。
        FACES "字体": One<Faces>;
    }
}

mapping! {
    /// 各处所用的字体名称。
    Faces "「样式」的「字体」" in Settings {
        /// 正文，如 `仿宋_GB2312`。
        FANG "仿宋": TextOrTexts;
        /// 二级标题、引文，如 `楷体_GB2312`。
        KAI "楷体": TextOrTexts;
        /// 强调、表头。
        HEI "黑体": TextOrTexts;
        /// 表格、注、页码。
        SONG "宋体": TextOrTexts;
        /// 封面和各章标题，如 方正小标宋简体。
        TITLE "小标宋": TextOrTexts;
    }
}
