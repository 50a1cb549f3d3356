//! From Typst's frames to the objects of a page.

mod canvas;
mod drawing;
mod join;
mod page;
mod paint;
mod picture;
mod shape;
mod text;

pub use canvas::Resources;
pub use page::Drawer;
pub use paint::mixed;
