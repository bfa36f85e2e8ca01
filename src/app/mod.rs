//! The window: egui only.

pub mod article;
pub mod fonts;
pub mod overlays;
pub mod panels;
pub mod start;
pub mod theme;
pub mod widgets;
