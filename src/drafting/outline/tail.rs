//! Where a plan ends: the signature, the date and the record of copies.

use crate::drafting::marker;
use crate::drafting::pattern::{Pattern, pattern};
use crate::drafting::text::Text;

static COPIES: Pattern = pattern!(r"^(?:抄送|抄报|主送|公开方式|主动公开|联系人|联系电话|[（(]此件|[（(]联系人)");
static DAY: Pattern = pattern!(r"^(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日(?:印发)?$");
static ISSUER: Pattern = pattern!(
    r"^\p{Han}{2,30}(?:政府|办公厅|办公室|委员会|局|厅|部|委)(?:20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日(?:印发)?)?$"
);

/// The first paragraph of what stands behind the plan.
pub fn start(text: &Text) -> usize {
    let mut end = text.paragraphs.len();
    while let Some(last) = end.checked_sub(1) {
        let paragraph = text.paragraph(last);
        let signature = COPIES.is_in(paragraph) || DAY.is_in(paragraph) || ISSUER.is_in(paragraph);
        if !signature || marker::read(paragraph).is_some() {
            break;
        }
        end = last;
    }
    end
}
