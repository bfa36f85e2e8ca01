//! The frame of everything that opens over the window: modal, one shadow, closed by Esc and by a click outside.

use crate::app::theme::{self, BUTTON, HAIRLINE, RADIUS_PALETTE, RADIUS_POPUP, Weight, ui_font};
use crate::app::widgets::{Button, Icon, icon_button, left_to_dialog, text};
use eframe::egui::{
    Align, Align2, Color32, Context, Event, Frame, Id, Key, Layout, Margin, Modal, Modifiers,
    Popup, RichText, Role, Sense, Stroke, Ui, WidgetInfo, vec2,
};

/// Distance of a palette from the window's top, in points.
pub(super) const TOP: f32 = 84.0;

/// What a dialog left behind in this frame.
pub(super) struct Shown<T> {
    pub inner: T,
    /// Esc, a click outside, or the close button.
    pub closed: bool,
}

/// A dialog in the middle of the window, with its title and a close button. Width in points.
pub(super) fn dialog_ui<T>(
    context: &Context,
    title: &str,
    width: f32,
    content: impl FnOnce(&mut Ui) -> T,
) -> Shown<T> {
    let id = Id::unique(("dialog", title));
    let area = Modal::default_area(id)
        .role(Role::Dialog)
        .accessible_name(title);
    let frame = frame(context, RADIUS_POPUP).inner_margin(Margin::same(20));
    let width = width.min(context.content_rect().width() - 56.0);
    look_for_enter(context);
    let response = modal(context, id)
        .area(area)
        .frame(frame)
        .show(context, |ui| {
            ui.set_width(width);
            let closed = title_ui(ui, title);
            ui.add_space(8.0);
            (content(ui), closed)
        });
    let closed = response.should_close() || response.inner.1;
    Shown {
        inner: response.inner.0,
        closed,
    }
}

/// A palette near the top of the window, without a title: its search line says what it is.
pub(super) fn palette_ui<T>(
    context: &Context,
    name: &str,
    content: impl FnOnce(&mut Ui) -> T,
) -> Shown<T> {
    let id = Id::unique(("palette", name));
    let area = Modal::default_area(id)
        .anchor(Align2::CENTER_TOP, vec2(0.0, TOP))
        .role(Role::Dialog)
        .accessible_name(name);
    let width = 600.0_f32.min(context.content_rect().width() - 32.0);
    let response = modal(context, id)
        .area(area)
        .frame(frame(context, RADIUS_PALETTE))
        .show(context, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            content(ui)
        });
    let closed = response.should_close();
    Shown {
        inner: response.inner,
        closed,
    }
}

fn modal(context: &Context, id: Id) -> Modal {
    // The window behind is as dark as the shadow.
    Modal::new(id).backdrop_color(theme::of_context(context).popup_shadow().color)
}

fn frame(context: &Context, radius: u8) -> Frame {
    let theme = theme::of_context(context);
    Frame::new()
        .fill(theme.raised)
        .stroke(Stroke::new(HAIRLINE, theme.line))
        .corner_radius(radius)
        .shadow(theme.popup_shadow())
}

fn title_ui(ui: &mut Ui, title: &str) -> bool {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        let font = ui_font(16.0, Weight::SemiBold);
        let room = ui.available_width() - 40.0;
        let words = text::line(ui, title, font, theme.text, room);
        let (rect, response) = ui.allocate_exact_size(words.size(), Sense::hover());
        text::paint(ui.painter(), words, Align2::LEFT_TOP, rect.min);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, title));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            icon_button(ui, Icon::Close, "Close").clicked()
        })
        .inner
    })
    .inner
}

/// A line of ordinary words.
pub(in crate::app) fn say(ui: &mut Ui, words: &str, colour: Color32) {
    let font = ui_font(13.0, Weight::Regular);
    text::label(ui, words, font, colour);
}

/// A line of small words.
pub(super) fn say_small(ui: &mut Ui, words: &str, colour: Color32) {
    let font = ui_font(12.0, Weight::Regular);
    text::label(ui, words, font, colour);
}

/// The heading of a part of a dialog.
pub(super) fn heading(ui: &mut Ui, words: &str) {
    let theme = theme::of(ui);
    let font = ui_font(11.0, Weight::SemiBold);
    ui.label(RichText::new(words).font(font).color(theme.text2));
}

/// A warning or an error beside what it is about, with its icon, since red and amber are hard to tell apart.
pub(super) fn fault(ui: &mut Ui, words: &str) {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 16.0), eframe::egui::Sense::hover());
        Icon::Error.paint(ui.painter(), rect, 13.0, theme.error);
        say_small(ui, words, theme.error);
    });
}

fn enter_id() -> Id {
    Id::unique("enter for the default button")
}

/// Takes Enter for the default button of the dialog that is shown next, unless what has the keyboard means
/// something of its own by it: another button, a list, a field of several lines.
fn look_for_enter(context: &Context) {
    context.data_mut(|data| data.remove::<()>(enter_id()));
    let focused = context.memory(|memory| memory.focused());
    if Popup::is_any_open(context) || focused.is_some_and(|id| !left_to_dialog(context, id)) {
        return;
    }
    // A key that is held down opened the dialog, and doesn't mean its button.
    let pressed = context.input_mut(|input| {
        let is_new = |event: &Event| {
            let Event::Key {
                key,
                pressed,
                repeat,
                ..
            } = event
            else {
                return false;
            };
            *key == Key::Enter && *pressed && !*repeat
        };
        let is_new = input.events.iter().any(is_new);
        is_new && input.consume_key(Modifiers::NONE, Key::Enter)
    });
    if pressed {
        context.data_mut(|data| data.insert_temp(enter_id(), ()));
    }
}

/// The button that Enter stands for, one in each dialog. With `takes_keyboard` it has the focus when the dialog opens.
/// Returns whether it was pressed.
pub(super) fn default_button(
    ui: &mut Ui,
    enabled: bool,
    takes_keyboard: bool,
    button: Button<'_>,
) -> bool {
    let response = ui.add_enabled(enabled, button);
    if takes_keyboard {
        response.request_focus();
    }
    let enter = ui.data_mut(|data| data.remove_temp::<()>(enter_id()).is_some());
    response.clicked() || (enabled && enter)
}

/// Buttons at the end of a dialog, the most wanted one last in reading order and rightmost.
pub(super) fn foot<T>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> T) -> T {
    ui.add_space(12.0);
    // Of a height of its own: else it would fill the dialog as it was before its content became shorter.
    let size = vec2(ui.available_width(), BUTTON);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), content)
        .inner
}
