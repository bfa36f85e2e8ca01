//! What is typed, shown right in every script.
//!
//! egui's text fields put Arabic and Hebrew in the wrong order and don't join letters. So words that egui can't set
//! are drawn over the field by the article's layout while nobody types in it; and while somebody does, the field
//! keeps its caret and a preview beside it shows how the words read.

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{
    Align2, Area, Color32, FontId, Frame, Id, Key, Margin, Order, Pos2, Rect, Response, Role,
    Sense, Stroke, Ui, WidgetInfo, vec2,
};

use super::text;
use crate::app::article::text::{Setting, TextLayout, Voice, is_beyond_egui, needs_layout};
use crate::app::theme::{self, HAIRLINE, RADIUS_CONTROL, Weight};

/// How far the preview stands from the field, in points.
const GAP: f32 = 5.0;
/// The widest preview.
const WIDEST: f32 = 420.0;

/// How the words of one field are shown in this frame.
pub struct Typed {
    /// Drawn in the field, in place of egui's own letters.
    inside: Option<TextLayout>,
    /// Whether a preview stands beside the field.
    preview: bool,
    /// Whether Tab selects the words.
    selects: bool,
}

impl Typed {
    /// Looks at the words before the field is shown. `width` is what lines may take.
    pub fn of(ui: &Ui, id: Id, words: &str, font: &FontId, width: f32) -> Self {
        if !needs_layout(words) {
            return Self {
                inside: None,
                preview: false,
                selects: true,
            };
        }
        if ui.memory(|memory| memory.has_focus(id)) {
            let beyond = is_beyond_egui(words)
                || !ui.fonts_mut(|fonts| fonts.has_glyphs(font, words.trim()));
            return Self {
                inside: None,
                preview: beyond && !words.trim().is_empty(),
                selects: true,
            };
        }
        let setting = text::setting(ui, font);
        let layout = TextLayout::spoken(ui.ctx(), words, setting, Voice::Interface, width);
        Self {
            inside: Some(layout),
            preview: false,
            selects: true,
        }
    }

    /// For fields of several lines: Tab leaves the caret where it is.
    pub fn keeps_caret(self, yes: bool) -> Self {
        Self {
            selects: !yes,
            ..self
        }
    }

    /// The colour of egui's own letters: clear where ours take their place.
    pub fn ink(&self, colour: Color32) -> Color32 {
        if self.inside.is_some() {
            Color32::TRANSPARENT
        } else {
            colour
        }
    }

    /// The height that the words need in the field, in points.
    pub fn height(&self) -> f32 {
        self.inside.as_ref().map_or(0.0, TextLayout::height)
    }

    /// Draws ours into the field, in `inner`, or the preview beside it.
    pub fn show(self, ui: &Ui, response: &Response, words: &str, inner: Rect, colour: Color32) {
        if response.changed() || response.gained_focus() || response.lost_focus() {
            // egui shows the first letter that replaces a hint with the next frame only, and who draws the words
            // was decided before the keyboard came or went.
            ui.ctx().request_repaint();
        }
        if self.selects {
            select_on_tab(ui, response, words);
        }
        if let Some(layout) = &self.inside {
            let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(inner));
            let top = if layout.line_count() == 1 {
                inner.center().y - layout.height() / 2.0
            } else {
                inner.top()
            };
            layout.paint(&painter, Pos2::new(inner.left(), top), colour);
        } else if self.preview && response.has_focus() {
            preview_ui(ui, response, words);
        }
    }
}

/// The frame in which Tab was last pressed.
#[derive(Clone, Copy)]
struct Tabbed(u64);

/// A field that Tab comes to has all its words selected, so that typing replaces them.
fn select_on_tab(ui: &Ui, response: &Response, words: &str) {
    let now = ui.ctx().cumulative_frame_nr();
    if ui.input(|input| input.key_pressed(Key::Tab)) {
        ui.data_mut(|data| data.insert_temp(Id::NULL, Tabbed(now)));
    }
    // Backwards, the keyboard arrives one frame later.
    let tabbed = ui.data(|data| data.get_temp::<Tabbed>(Id::NULL));
    if response.gained_focus() && tabbed.is_some_and(|Tabbed(at)| now <= at + 1) {
        select_all(ui, response.id, words);
    }
}

/// Selects all words of a text field.
pub fn select_all(ui: &Ui, id: Id, words: &str) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(words.chars().count());
    let all = CCursorRange::two(CCursor::new(0), end);
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}

/// Above the field where there is room, since lists of what fits stand below.
fn preview_ui(ui: &Ui, response: &Response, words: &str) {
    let theme = theme::of(ui);
    let setting = Setting {
        size: 16.0,
        line_height: 24.0,
        weight: Weight::Regular,
    };
    let layout = TextLayout::spoken(ui.ctx(), words, setting, Voice::Interface, WIDEST);
    // A paragraph that runs to the left ends at the far side of what it may take.
    let layout = if layout.line_count() == 1 {
        TextLayout::spoken(ui.ctx(), words, setting, Voice::Interface, f32::INFINITY)
    } else {
        layout
    };
    let field = response.rect;
    let above = field.top() - layout.height() - 20.0 > ui.ctx().content_rect().top();
    let (pivot, at) = if above {
        let at = field.left_top() - vec2(0.0, GAP);
        (Align2::LEFT_BOTTOM, at)
    } else {
        let at = field.left_bottom() + vec2(0.0, GAP);
        (Align2::LEFT_TOP, at)
    };
    Area::new(response.id.with("preview"))
        .order(Order::Tooltip)
        .pivot(pivot)
        .fixed_pos(at)
        .constrain(true)
        .interactable(false)
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(theme.raised)
                .stroke(Stroke::new(HAIRLINE, theme.edge))
                .corner_radius(RADIUS_CONTROL)
                .shadow(theme.popup_shadow())
                .inner_margin(Margin::symmetric(8, 4))
                .show(ui, |ui| {
                    let (rect, shown) = ui.allocate_exact_size(layout.size(), Sense::hover());
                    layout.paint(ui.painter(), rect.min, theme.text);
                    let name = format!("Preview: {words}");
                    shown.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
                });
        });
}
