//! The window: egui only.

pub mod article;
pub mod fonts;
pub mod theme;
