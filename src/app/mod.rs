//! The window: egui only.
//!
//! One frame: keys and widgets become commands, the session does them, what it asks of the window is done.

pub mod article;
pub mod bars;
mod effects;
pub mod fonts;
mod key_order;
mod keyboard;
mod menu_bar;
pub mod overlays;
pub mod panels;
mod past_bar;
mod pickers;
mod read_only_bar;
mod review_bar;
mod run;
pub mod shell;
pub mod start;
pub mod theme;
pub mod widgets;

pub use run::{StartError, run};
