//! The small things that panels are made of. Each sizes itself, allocates, interacts, paints,
//! and then says what it is to assistive technology.
//!
//! All colours come from the theme. A widget reports what was asked of it and changes nothing but its own
//! half-typed text; labels, keys and values come from whoever calls it.

mod button;
mod choice;
mod code_row;
mod commitment_line;
pub mod dashed;
mod drop_down;
mod icons;
mod inline_edit;
mod kept_lines;
mod key_cap;
mod kind_chip;
mod likelihood_scale;
mod menu_item;
mod one_line;
mod row;
mod search_field;
mod segmented;
mod stamp;
mod state_dot;
mod tab;
pub mod text;
mod text_field;
pub mod typed;

pub use button::{Button, icon_button};
pub use code_row::{CodeOption, code_row};
pub use commitment_line::commitment_line;
pub use drop_down::drop_down;
pub use icons::{Icon, link_colour};
pub use inline_edit::InlineEdit;
pub use key_cap::{KeyCap, KeyTone, key_cap};
pub use kind_chip::{ChipState, KindChip};
pub use likelihood_scale::likelihood_scale;
pub use menu_item::{MenuItem, menu_opens, menu_opens_by_key};
pub use one_line::OneLine;
pub use row::Row;
pub use search_field::SearchField;
pub use segmented::{Family, segmented};
pub use stamp::stamp;
pub use state_dot::{paint_state_dot, state_dot};
pub use tab::tab;
pub use text_field::TextField;

use super::theme::{self, FOCUS};
use eframe::egui::{Context, CornerRadius, Id, Rect, Response, Stroke, StrokeKind, Ui};

/// The widget that has the keyboard and leaves Enter to its dialog.
#[derive(Clone, Copy)]
struct LeavesEnter(Id);

/// To be called by what has no use for Enter of its own, such as a toggle or a field of one line: with the keyboard
/// here, Enter presses the default button of the dialog around it.
pub fn leave_enter(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let leaves = LeavesEnter(response.id);
        ui.data_mut(|data| data.insert_temp(Id::NULL, leaves));
    }
}

/// Whether this widget has said that Enter is its dialog’s.
pub fn left_to_dialog(context: &Context, id: Id) -> bool {
    let leaves = context.data(|data| data.get_temp::<LeavesEnter>(Id::NULL));
    leaves.is_some_and(|leaves| leaves.0 == id)
}

/// A box to tick, with its words; Space ticks it.
pub fn tick(ui: &mut Ui, is_on: &mut bool, label: &str) -> Response {
    let response = ui.checkbox(is_on, label);
    leave_enter(ui, &response);
    response
}

/// The ring of what has the keyboard: 2 points of accent, 1 point away from the control.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect, radius: u8) {
    if response.has_focus() {
        let radius = CornerRadius::same(radius + 1);
        let stroke = Stroke::new(FOCUS, theme::of(ui).accent);
        ui.painter()
            .rect_stroke(rect.expand(1.0), radius, stroke, StrokeKind::Outside);
    }
}

/// The same ring inside the edge, for rows, which fill their list and have no room around them.
pub fn focus_ring_inside(ui: &Ui, response: &Response, rect: Rect, radius: u8) {
    if response.has_focus() {
        let stroke = Stroke::new(FOCUS, theme::of(ui).accent);
        ui.painter()
            .rect_stroke(rect, CornerRadius::same(radius), stroke, StrokeKind::Inside);
    }
}
