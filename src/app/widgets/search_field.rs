//! A field to search or filter by: a magnifier, the words, and a key cap or a button that clears it.

use super::typed::Typed;
use super::{Icon, KeyCap, KeyTone, icon_button};
use crate::app::theme::{self, BUTTON, FOCUS, HAIRLINE, RADIUS_CONTROL, Weight, ui_font};
use eframe::egui::{
    Align2, Frame, Id, Key, Margin, Rect, Response, RichText, Stroke, StrokeKind, TextEdit, Ui,
    UiBuilder, Vec2, pos2, vec2,
};

#[must_use = "a field does nothing until it is shown"]
pub struct SearchField<'a> {
    words: &'a mut String,
    hint: &'a str,
    keys: Option<&'a str>,
    width: Option<f32>,
    id: Option<Id>,
}

impl<'a> SearchField<'a> {
    /// `hint` stands in the empty field, and names it to assistive technology.
    pub fn new(words: &'a mut String, hint: &'a str) -> Self {
        Self {
            words,
            hint,
            keys: None,
            width: None,
            id: None,
        }
    }

    /// The key that leads here, shown while the field is empty.
    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = Some(keys);
        self
    }

    /// In points; without it, all that is left of the line.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// The id of the text field inside, for who wants to give it the keyboard.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// The response is the text field's; it is `changed` also when the field was cleared.
    pub fn show(self, ui: &mut Ui) -> Response {
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let (auto_id, rect) = ui.allocate_space(vec2(width, BUTTON));
        let id = self.id.unwrap_or(auto_id);
        let theme = theme::of(ui);
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let (stroke, kind) = if has_focus {
            (Stroke::new(FOCUS, theme.accent), StrokeKind::Middle)
        } else {
            (Stroke::new(HAIRLINE, theme.line), StrokeKind::Inside)
        };
        ui.painter()
            .rect(rect, RADIUS_CONTROL, theme.raised, stroke, kind);
        let square =
            Rect::from_center_size(pos2(rect.left() + 16.0, rect.center().y), Vec2::splat(16.0));
        Icon::Search.paint(ui.painter(), square, 16.0, theme.text2);

        let is_empty = self.words.is_empty();
        let cap = self
            .keys
            .filter(|_| is_empty && !has_focus)
            .map(|keys| KeyCap::new(ui, keys, KeyTone::Plain));
        let end = match &cap {
            Some(cap) => cap.size().x + 16.0,
            None if is_empty => 8.0,
            None => 28.0,
        };
        if let Some(cap) = cap {
            let left = rect.right() - 8.0 - cap.size().x;
            cap.paint(ui, ui.painter(), pos2(left, rect.center().y));
        }
        let inner = Rect::from_min_max(
            pos2(rect.left() + 28.0, rect.top()),
            pos2(rect.right() - end, rect.bottom()),
        );
        let mut response = text_field(ui, inner, id, self.words, self.hint);
        if !is_empty && clear_button(ui, rect) {
            self.words.clear();
            response.mark_changed();
            response.request_focus();
        }
        let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        if escaped && !is_empty {
            self.words.clear();
            response.mark_changed();
        }
        response
    }
}

fn text_field(ui: &mut Ui, inner: Rect, id: Id, words: &mut String, hint: &str) -> Response {
    let theme = theme::of(ui);
    let font = ui_font(13.0, Weight::Regular);
    let typed = Typed::of(ui, id, words, &font, f32::INFINITY);
    let edit = TextEdit::singleline(&mut *words)
        .id(id)
        .frame(Frame::NONE)
        .margin(Margin::ZERO)
        .min_size(inner.size())
        .desired_width(inner.width())
        .align(Align2::LEFT_CENTER)
        .font(font.clone())
        .text_color(typed.ink(theme.text))
        .hint_text(RichText::new(hint).font(font).color(theme.text3));
    let mut child = ui.new_child(UiBuilder::new().max_rect(inner));
    let response = child.add(edit);
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(hint));
    typed.show(ui, &response, words, inner, theme.text);
    response
}

fn clear_button(ui: &mut Ui, rect: Rect) -> bool {
    let centre = pos2(rect.right() - 14.0, rect.center().y);
    let place = Rect::from_center_size(centre, Vec2::splat(24.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(place));
    icon_button(&mut child, Icon::Close, "Clear").clicked()
}
