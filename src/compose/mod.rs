//! The assessment and the charts to a document: the view is what templates see, the templates write the markup.

mod apart;
mod composer;
mod engine;
mod environment;
mod history;
mod marks;
mod prepared;
mod proof;
mod published;
pub mod sentence;
mod since;
mod templates;
mod view;

pub use apart::serve as fill_templates;
pub use composer::{Composer, Exception, Order};
pub use environment::stop;
pub use history::{Filed, Past, Restated, Signed, history};
pub use prepared::Prepared;
pub use proof::proof;
pub use published::Published;
pub use since::{Before, Earlier, Since};
pub use templates::Templates;
pub use view::{IndicatorView, OpenView, View, indicators};
