//! The article.

pub mod text;
