//! Rows of a dialog’s list: what it is with, below it, when or how much; or one line that is only read.

use crate::app::theme::{self, RADIUS_CONTROL, Weight, ui_font};
use crate::app::widgets::{focus_ring, leave_enter, text};
use eframe::egui::{Align2, Color32, FontId, Response, Role, Sense, Ui, WidgetInfo, vec2};

/// Height of a row, in points.
pub(super) const TWO_LINES: f32 = 44.0;

/// One row. Enter on the chosen one is left to the dialog.
pub(super) fn two_lines(ui: &mut Ui, first: &str, second: &str, is_chosen: bool) -> Response {
    let theme = theme::of(ui);
    let size = vec2(ui.available_width(), TWO_LINES);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let ground = rect.shrink2(vec2(2.0, 1.0));
    let fill = match is_chosen {
        true => theme.accent_soft,
        false if response.hovered() => theme.hover,
        false => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(ground, RADIUS_CONTROL, fill);
    let line = |words: &str, font: FontId, colour: Color32, y: f32| {
        let galley = text::line(ui, words, font, colour, rect.width() - 20.0);
        let at = rect.left_top() + vec2(10.0, y);
        text::paint(ui.painter(), galley, Align2::LEFT_CENTER, at);
    };
    line(first, ui_font(13.0, Weight::SemiBold), theme.text, 14.0);
    line(second, ui_font(12.0, Weight::Regular), theme.text2, 31.0);
    focus_ring(ui, &response, ground, RADIUS_CONTROL);
    if is_chosen {
        leave_enter(ui, &response);
    }
    let name = format!("{first}, {second}");
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_chosen, &name));
    response
}

/// One line of a list that is only read; the whole of a long one is under the pointer. Height in points.
pub(super) fn list_line(ui: &mut Ui, height: f32, words: &str) {
    let theme = theme::of(ui);
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let font = ui_font(12.0, Weight::Regular);
    let line = text::line(ui, words, font, theme.text2, rect.width());
    let is_cut = line.elided;
    text::paint(ui.painter(), line, Align2::LEFT_CENTER, rect.left_center());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    if is_cut {
        text::on_hover(response, words);
    }
}
