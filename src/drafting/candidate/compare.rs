//! How a number is compared with what will be: 以上, 超过, 不超过, 降至.

use super::number::{Amount, Bound};
use crate::drafting::pattern::{Pattern, pattern};
use crate::model::Comparator;

/// How a number is compared.
pub struct Compared {
    /// As it is written into the plan.
    pub comparator: Comparator,
    /// Whether the text says so.
    pub sure: bool,
    /// Whether it says by how much something falls.
    pub drop: bool,
}

static AT_LEAST: Pattern = pattern!(
    r"(?:达到?|至少|不(?:低|少|小)于|(?:提高|提升|增加|增长|扩大|上升|提|升|增)(?:到|至)|(?:稳定|保持|维持)在|恢复到|≥)(?:约|近)?$"
);
static MORE_THAN: Pattern = pattern!(r"(?:超过|突破|超|高于|大于|多于|逾|>|＞)$");
static NOT_MORE: Pattern = pattern!(r"不(?:超过|高于|多于|大于|突破)$|≤$");
static AT_MOST: Pattern =
    pattern!(r"(?:控制(?:在|到)|(?:降低?|下降|压缩|压减|缩短|减少|缩减|减|压降)(?:到|至|为)|限制在|限于)(?:约|近)?$");
static LESS_THAN: Pattern = pattern!(r"(?:低于|少于|小于|不足|<|＜)$");
static DROP: Pattern = pattern!(r"(?:下降|降低|减少|压减|压缩|缩短|降幅)(?:达到?|超过|不低于|不少于)?$");

static RANK: Pattern = pattern!(r"(?:[全省市区县国球界内]|同类|排名)前$");

/// Whether the words before a number make it a place among others: 全省前10位.
pub fn is_rank(ahead: &str) -> bool {
    RANK.is_in(ahead)
}

/// How a number is compared by the words before and behind it.
pub fn comparator(ahead: &str, amount: &Amount) -> Compared {
    let drop = DROP.is_in(ahead) && matches!(amount.unit.as_str(), "%" | "个百分点" | "百分点" | "‰");
    let compared = |comparator, sure| Compared { comparator, sure, drop };
    if amount.high.is_some() {
        return compared(Comparator::Between, true);
    }
    if is_rank(ahead) || NOT_MORE.is_in(ahead) || AT_MOST.is_in(ahead) || amount.bound == Bound::OrLess {
        return compared(Comparator::AtMost, true);
    }
    if AT_LEAST.is_in(ahead) {
        return compared(if amount.about { Comparator::About } else { Comparator::AtLeast }, true);
    }
    if MORE_THAN.is_in(ahead) {
        return compared(Comparator::MoreThan, true);
    }
    if LESS_THAN.is_in(ahead) {
        return compared(Comparator::LessThan, true);
    }
    if amount.about {
        return compared(Comparator::About, true);
    }
    compared(Comparator::AtLeast, amount.bound == Bound::OrMore || amount.in_words)
}
