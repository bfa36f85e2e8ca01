//! A label that becomes a text field in the same place and size: on a double click, F2 or Enter.
//! Enter keeps what was typed, as does leaving the field; Esc restores.

use super::typed::{Typed, select_all};
use super::{focus_ring, text};
use crate::app::theme::{self, FOCUS, RADIUS_MARK, Weight, ui_font};
use eframe::egui::{
    Align2, Color32, FontId, Frame, Id, Key, Margin, Rect, Response, Role, Sense, Stroke,
    StrokeKind, TextEdit, Ui, UiBuilder, WidgetInfo, vec2,
};

/// The half-typed text, kept between frames by egui.
#[derive(Clone)]
struct Draft(String);

#[must_use = "a label does nothing until it is shown"]
pub struct InlineEdit<'a> {
    id: Id,
    label: &'a str,
    text: &'a str,
    hint: &'a str,
    font: FontId,
    colour: Option<Color32>,
}

impl<'a> InlineEdit<'a> {
    /// `label` says what the text is, such as “Name”. `id` must stay the same while the text is edited.
    pub fn new(id: Id, label: &'a str, text: &'a str) -> Self {
        Self {
            id,
            label,
            text,
            hint: "",
            font: ui_font(13.0, Weight::Regular),
            colour: None,
        }
    }

    /// What stands there while there is no text, such as “Add a note”.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    pub fn font(mut self, font: FontId) -> Self {
        self.font = font;
        self
    }

    pub fn colour(mut self, colour: Color32) -> Self {
        self.colour = Some(colour);
        self
    }

    /// Opens the field, as the analyst's double click would.
    pub fn start(ui: &Ui, id: Id, text: &str) {
        select_all(ui, field_id(id), text);
        ui.data_mut(|data| data.insert_temp(id, Draft(text.to_owned())));
        ui.memory_mut(|memory| memory.request_focus(field_id(id)));
    }

    /// Returns the new text once it is kept, if it is another than before.
    pub fn show(self, ui: &mut Ui) -> (Response, Option<String>) {
        match ui.data(|data| data.get_temp::<Draft>(self.id)) {
            Some(Draft(draft)) => self.show_field(ui, draft),
            None => (self.show_label(ui), None),
        }
    }

    fn height(&self, ui: &Ui) -> f32 {
        ui.fonts_mut(|fonts| fonts.row_height(&self.font))
    }

    fn show_label(&self, ui: &mut Ui) -> Response {
        let theme = theme::of(ui);
        let (shown, colour) = if self.text.is_empty() {
            (self.hint, theme.text3)
        } else {
            (self.text, self.colour.unwrap_or(theme.text))
        };
        let width = ui.available_width();
        let galley = text::line(ui, shown, self.font.clone(), colour, width);
        let elided = galley.elided;
        let size = vec2(galley.size().x, self.height(ui));
        let (_, rect) = ui.allocate_space(size);
        let response = ui.interact(rect, self.id, Sense::click());
        text::paint(
            ui.painter(),
            galley,
            Align2::LEFT_CENTER,
            rect.left_center(),
        );
        if response.hovered() {
            let stroke = Stroke::new(1.0, theme.line);
            let place = around(rect);
            ui.painter()
                .rect_stroke(place, RADIUS_MARK, stroke, StrokeKind::Inside);
        }
        focus_ring(ui, &response, rect.expand2(vec2(2.0, 0.0)), RADIUS_MARK);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.label);
            info.current_text_value = Some(self.text.to_owned());
            info
        });
        let by_key = response.has_focus()
            && ui.input(|input| input.key_pressed(Key::F2) || input.key_pressed(Key::Enter));
        if response.enabled() && (response.double_clicked() || by_key) {
            Self::start(ui, self.id, self.text);
        }
        if elided {
            text::on_hover(response, self.text)
        } else {
            response
        }
    }

    fn show_field(self, ui: &mut Ui, mut draft: String) -> (Response, Option<String>) {
        let theme = theme::of(ui);
        let size = vec2(ui.available_width(), self.height(ui));
        let (_, rect) = ui.allocate_space(size);
        let stroke = Stroke::new(FOCUS, theme.accent);
        let place = around(rect);
        ui.painter()
            .rect(place, RADIUS_MARK, theme.raised, stroke, StrokeKind::Inside);
        let id = field_id(self.id);
        let typed = Typed::of(ui, id, &draft, &self.font, f32::INFINITY);
        let colour = self.colour.unwrap_or(theme.text);
        let edit = TextEdit::singleline(&mut draft)
            .id(id)
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .font(self.font)
            .text_color(typed.ink(colour))
            .desired_width(rect.width());
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
        let response = child.add(edit);
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_label(self.label));
        typed.show(ui, &response, &draft, rect, colour);
        if response.has_focus() {
            ui.data_mut(|data| data.insert_temp(self.id, Draft(draft)));
            return (response, None);
        }
        ui.data_mut(|data| data.remove::<Draft>(self.id));
        // A field that was out of sight when the keyboard went elsewhere has an old draft, of another text perhaps.
        let is_stale = !response.lost_focus();
        let restored = is_stale || ui.input(|input| input.key_pressed(Key::Escape));
        let by_enter = ui.input(|input| input.key_pressed(Key::Enter));
        if !is_stale && (restored || by_enter) {
            // The keyboard stays where it was.
            ui.memory_mut(|memory| memory.request_focus(self.id));
        }
        let kept = (!restored && draft != self.text).then_some(draft);
        (response, kept)
    }
}

fn field_id(id: Id) -> Id {
    id.with("field")
}

/// The frame lies outside the text, so that opening the field moves nothing.
fn around(rect: Rect) -> Rect {
    rect.expand2(vec2(5.0, 3.0))
}
