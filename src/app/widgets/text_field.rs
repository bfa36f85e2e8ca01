//! A field for words in a form: one line, or several that grow with what is typed.

use super::leave_enter;
use super::typed::Typed;
use crate::app::theme::{self, FOCUS, HAIRLINE, RADIUS_CONTROL, Weight, ui_font};
use eframe::egui::{Frame, Id, Margin, Response, RichText, Stroke, StrokeKind, TextEdit, Ui, vec2};

#[must_use = "a field does nothing until it is shown"]
pub struct TextField<'a> {
    words: &'a mut String,
    label: &'a str,
    hint: &'a str,
    rows: usize,
    width: Option<f32>,
    id: Option<Id>,
}

impl<'a> TextField<'a> {
    /// `label` names the field to assistive technology.
    pub fn new(words: &'a mut String, label: &'a str) -> Self {
        Self {
            words,
            label,
            hint: "",
            rows: 1,
            width: None,
            id: None,
        }
    }

    /// What stands in the empty field.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// With more than one row, Enter starts a new line.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows.max(1);
        self
    }

    /// In points; without it, all that is left of the line.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    pub fn show(self, ui: &mut Ui) -> Response {
        let theme = theme::of(ui);
        let font = ui_font(13.0, Weight::Regular);
        let hint = RichText::new(self.hint)
            .font(font.clone())
            .color(theme.text3);
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let id = self.id.unwrap_or_else(|| ui.next_auto_id());
        let typed = Typed::of(ui, id, self.words, &font, width - 16.0);
        let edit = if self.rows > 1 {
            TextEdit::multiline(&mut *self.words).desired_rows(self.rows)
        } else {
            TextEdit::singleline(&mut *self.words)
        };
        let frame = Frame::NONE
            .fill(theme.raised)
            .corner_radius(RADIUS_CONTROL)
            .inner_margin(Margin::symmetric(8, 4));
        let edit = edit
            .id(id)
            .frame(frame)
            .font(font)
            .text_color(typed.ink(theme.text))
            .min_size(vec2(0.0, typed.height()))
            .hint_text(hint)
            .desired_width(width);
        let response = ui.add(edit);
        if self.rows == 1 {
            leave_enter(ui, &response);
        }
        let (stroke, kind) = if response.has_focus() {
            (Stroke::new(FOCUS, theme.accent), StrokeKind::Middle)
        } else {
            (Stroke::new(HAIRLINE, theme.edge), StrokeKind::Inside)
        };
        ui.painter()
            .rect_stroke(response.rect, RADIUS_CONTROL, stroke, kind);
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_label(self.label));
        let inner = response.rect.shrink2(vec2(8.0, 4.0));
        let typed = typed.keeps_caret(self.rows > 1);
        typed.show(ui, &response, self.words, inner, theme.text);
        response
    }
}
