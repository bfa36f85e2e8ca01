//! A kind as its letters on its colour.

use super::{dashed, focus_ring, text};
use crate::app::theme::{self, HAIRLINE, RADIUS_MARK, Weight, mono};
use crate::model::Kind;
use eframe::egui::{
    Align2, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo, vec2,
};

/// What the chip's entity or mark is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChipState {
    /// Decided for.
    #[default]
    Solid,
    /// Not decided yet: wash and a dashed border.
    Suggested,
    /// Not in view: letters and border only.
    Off,
}

/// The chip of a kind. It can be clicked if asked.
#[must_use = "a chip does nothing until it is added"]
pub struct KindChip<'a> {
    kind: &'a Kind,
    state: ChipState,
    least_width: f32,
    clickable: bool,
}

impl<'a> KindChip<'a> {
    pub fn new(kind: &'a Kind) -> Self {
        Self {
            kind,
            state: ChipState::Solid,
            least_width: 31.0,
            clickable: false,
        }
    }

    pub fn state(mut self, state: ChipState) -> Self {
        self.state = state;
        self
    }

    /// For columns, where all chips should be of one width.
    pub fn least_width(mut self, width: f32) -> Self {
        self.least_width = width;
        self
    }

    /// Makes it a button, which Tab reaches.
    pub fn clickable(mut self) -> Self {
        self.clickable = true;
        self
    }

    fn paint(&self, ui: &Ui, response: &Response, size: Vec2) {
        let theme = theme::of(ui);
        let colours = theme.kind_colours(self.kind.colour);
        let rect = Align2::CENTER_CENTER.anchor_size(response.rect.center(), size);
        let painter = ui.painter();
        match self.state {
            ChipState::Solid => {
                painter.rect_filled(rect, RADIUS_MARK, colours.fill);
            }
            ChipState::Suggested => {
                painter.rect_filled(rect, RADIUS_MARK, colours.wash);
                let stroke = Stroke::new(HAIRLINE, colours.mark);
                let radius = f32::from(RADIUS_MARK);
                dashed::rounded_rect(
                    painter,
                    rect.shrink(0.5),
                    radius,
                    stroke,
                    dashed::Pattern::SHORT,
                );
            }
            ChipState::Off => {
                let stroke = Stroke::new(HAIRLINE, theme.line);
                painter.rect_stroke(rect, RADIUS_MARK, stroke, StrokeKind::Inside);
            }
        }
        if self.clickable && response.hovered() {
            let stroke = Stroke::new(HAIRLINE, colours.mark);
            painter.rect_stroke(rect, RADIUS_MARK, stroke, StrokeKind::Inside);
        }
        let ink = if self.state == ChipState::Off {
            theme.text3
        } else {
            colours.ink
        };
        let letters = text::line(
            ui,
            &self.kind.tag,
            mono(10.0, Weight::SemiBold),
            ink,
            size.x - 4.0,
        );
        text::paint(painter, letters, Align2::CENTER_CENTER, rect.center());
        focus_ring(ui, response, rect, RADIUS_MARK);
    }
}

impl Widget for KindChip<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let font = mono(10.0, Weight::SemiBold);
        let colour = theme::of(ui).text;
        let letters = text::line(ui, &self.kind.tag, font, colour, f32::INFINITY);
        let width = (letters.size().x + 12.0).ceil().max(self.least_width);
        let size = vec2(width, 17.0);
        // What can be clicked is taller than it looks.
        let (target, sense, role) = if self.clickable {
            (vec2(width, 22.0), Sense::click(), Role::Button)
        } else {
            (size, Sense::hover(), Role::Label)
        };
        let (rect, response) = ui.allocate_exact_size(target, sense);
        if ui.is_rect_visible(rect) {
            self.paint(ui, &response, size);
        }
        let name = &self.kind.name;
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(role, ui.is_enabled(), name);
            info.selected = self.clickable.then_some(self.state != ChipState::Off);
            info
        });
        response
    }
}
