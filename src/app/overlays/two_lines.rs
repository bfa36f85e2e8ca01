//! Lists of dialogs: rows of two lines, of which one is chosen, and lines that are only read.

use crate::app::theme::{self, RADIUS_CONTROL, Weight, ui_font};
use crate::app::widgets::{focus_ring_inside, leave_enter, text};
use eframe::egui::{
    Align2, Color32, EventFilter, FontId, Id, Key, Modifiers, Response, Role, ScrollArea, Sense,
    Ui, WidgetInfo, vec2,
};

/// Height of a row, in points.
const TWO_LINES: f32 = 44.0;

/// What a list remembers between frames.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ListKeys {
    /// Whether the chosen row takes the keyboard when it is next shown.
    focus: bool,
    /// Scroll offset of the last frame, in points.
    offset: f32,
}

impl ListKeys {
    /// Gives the keyboard to the chosen row.
    pub fn focus(&mut self) {
        self.focus = true;
    }
}

/// A list that fills `ui`, of which one row is chosen: by a click, or by the arrows, which bring it into view. Enter is
/// left to the dialog. Returns the chosen row.
pub(super) fn two_line_list(
    ui: &mut Ui,
    keys: &mut ListKeys,
    (chosen, count): (usize, usize),
    words: impl Fn(usize) -> (String, String),
) -> usize {
    ui.spacing_mut().item_spacing.y = 0.0;
    let id = ui.scope_id().with("rows");
    let next = match ui.memory(|memory| memory.has_focus(id.with(chosen))) {
        true => by_keys(ui, id.with(chosen), (chosen, count)),
        false => chosen,
    };
    let mut area = ScrollArea::vertical().auto_shrink([false, false]);
    if next != chosen {
        keys.focus = true;
        let (top, room) = (TWO_LINES * next as f32, ui.available_height());
        let least = (top + TWO_LINES - room).max(0.0);
        area = area.vertical_scroll_offset(keys.offset.clamp(least, top.max(least)));
    }
    let mut clicked = None;
    let shown = area.show_rows(ui, TWO_LINES, count, |ui, rows| {
        for at in rows {
            let (first, second) = words(at);
            let response = row_ui(ui, id.with(at), (&first, &second), at == next);
            if response.clicked() {
                clicked = Some(at);
                keys.focus = true;
            } else if at == next && std::mem::take(&mut keys.focus) {
                response.request_focus();
            }
        }
    });
    keys.offset = shown.state.clamped_offset().y;
    clicked.unwrap_or(next)
}

/// The row that the arrows lead to.
fn by_keys(ui: &Ui, id: Id, (chosen, count): (usize, usize)) -> usize {
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let last = count.saturating_sub(1);
    let page = (ui.available_height() / TWO_LINES) as usize;
    let steps = [
        (Key::ArrowUp, chosen.saturating_sub(1)),
        (Key::ArrowDown, (chosen + 1).min(last)),
        (Key::PageUp, chosen.saturating_sub(page)),
        (Key::PageDown, (chosen + page).min(last)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let step = steps.into_iter().find(|(key, _)| pressed(*key));
    step.map_or(chosen, |(_, to)| to)
}

/// One row; only the chosen one is a stop of Tab.
fn row_ui(ui: &mut Ui, id: Id, (first, second): (&str, &str), is_chosen: bool) -> Response {
    let theme = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), TWO_LINES));
    let sense = if is_chosen {
        Sense::click()
    } else {
        Sense::CLICK
    };
    let response = ui.interact(rect, id, sense);
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
    focus_ring_inside(ui, &response, ground, RADIUS_CONTROL);
    leave_enter(ui, &response);
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
