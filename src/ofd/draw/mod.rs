//! From Typst's frames to the objects of a page.

mod canvas;
mod drawing;
mod ink;
mod join;
mod page;
mod paint;
mod picture;
mod polygon;
mod ramp;
mod shape;
mod snapshot;
mod svg_paint;
mod text;

pub use canvas::Resources;
pub use page::Drawer;
pub use paint::mixed;
