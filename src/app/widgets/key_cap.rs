//! A key, as printed on a cap.

use super::text;
use crate::app::theme::{self, HAIRLINE, RADIUS_MARK, Weight, mono};
use eframe::egui::{
    Align2, Painter, Pos2, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2,
};

/// What the cap lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyTone {
    Plain,
    /// On a primary button.
    OnAccent,
    /// On a control that can't be used now.
    Disabled,
}

/// A cap that is laid out, for a control that has to know its size before it paints.
pub struct KeyCap {
    galley: text::Line,
    tone: KeyTone,
}

impl KeyCap {
    pub fn new(ui: &Ui, keys: &str, tone: KeyTone) -> Self {
        let theme = theme::of(ui);
        let colour = match tone {
            KeyTone::Plain => theme.text2,
            KeyTone::OnAccent => theme.on_accent,
            KeyTone::Disabled => theme.control_text(false),
        };
        let font = mono(11.0, Weight::Medium);
        Self {
            galley: text::line(ui, keys, font, colour, f32::INFINITY),
            tone,
        }
    }

    pub fn size(&self) -> Vec2 {
        vec2((self.galley.size().x + 10.0).ceil(), 17.0)
    }

    /// Paints the cap with the middle of its left edge at `left`.
    pub fn paint(self, ui: &Ui, painter: &Painter, left: Pos2) {
        let theme = theme::of(ui);
        let rect = Align2::LEFT_CENTER.anchor_size(left, self.size());
        let (fill, border) = match self.tone {
            KeyTone::Plain | KeyTone::Disabled => (theme.panel, theme.line),
            KeyTone::OnAccent => (theme.accent, theme.on_accent),
        };
        let stroke = Stroke::new(HAIRLINE, border);
        painter.rect(rect, RADIUS_MARK, fill, stroke, StrokeKind::Inside);
        text::paint(painter, self.galley, Align2::CENTER_CENTER, rect.center());
    }
}

/// A key that stands by itself, as in the palette's foot.
pub fn key_cap(ui: &mut Ui, keys: &str) -> Response {
    let cap = KeyCap::new(ui, keys, KeyTone::Plain);
    let (rect, response) = ui.allocate_exact_size(cap.size(), Sense::hover());
    if ui.is_rect_visible(rect) {
        cap.paint(ui, ui.painter(), rect.left_center());
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, keys));
    response
}
