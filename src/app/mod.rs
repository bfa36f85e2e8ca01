//! The window: egui only.

pub mod fonts;
pub mod theme;
pub mod widgets;
