//! The signatures of one year, one record each.

use super::{Must, Text, mapping};

mapping! {
    /// 一条签发记录，由 highland sign 写入。
    SignOff "签发记录" in SignOff {
        /// 签发的单位。
        UNIT "单位": Must<Text>;
        /// 谁签发的。
        BY "签发人": Must<Text>;
        /// 什么时候签发的，如 2025-01-16 09:30。
        TIME "时间": Must<Text>, eg "2025-01-16 09:30";
        /// 所签内容的校验值。
        HASH "校验值": Must<Text>;
        /// 有未报的，为什么。
        OWING "未报说明": Text;
        /// 撤回签发的，为什么；前一条签发从此不作数。
        WITHDRAWN "撤回": Text;
    }
}
