//! The source's words in lists and in the inspector: one line cut where it doesn't fit, or a name.
//!
//! All of them go through the article's text layout, which knows every script.

use eframe::egui::{Align2, Color32, Rect, Ui};

use super::place::paint_line;
use crate::app::article::text::Setting;
pub use crate::app::article::text::right_to_left;
use crate::app::theme::{Weight, ui_font};
pub use crate::app::widgets::OneLine;

/// The source's words in lists: serif 13/16.
pub const LIST: Setting = Setting {
    size: 13.0,
    line_height: 16.0,
    weight: Weight::Regular,
};
/// The source's words in the inspector: serif 14/19.
pub const QUOTE: Setting = Setting {
    size: 14.0,
    line_height: 19.0,
    weight: Weight::Regular,
};

/// Paints a name in the middle of the start of `rect`; returns where it ends and whether it was cut.
///
/// Names are ours to set, so they stand in the interface's face.
pub fn paint_name(
    ui: &Ui,
    name: &str,
    (size, weight): (f32, Weight),
    colour: Color32,
    rect: Rect,
) -> (Rect, bool) {
    paint_line(
        ui,
        name,
        ui_font(size, weight),
        colour,
        Align2::LEFT_CENTER,
        rect,
    )
}
