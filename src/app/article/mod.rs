//! The article: layout, marks and pointer.

pub mod decide;
pub mod heights;
pub mod paint;
pub mod text;
