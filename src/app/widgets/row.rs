//! The ground of a row in a list: hover, selection and focus. What stands in the row is the list's business.

use super::focus_ring_inside;
use crate::app::theme;
use eframe::egui::{Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// A row as wide as its list.
#[must_use = "a row does nothing until it is shown"]
pub struct Row<'a> {
    label: &'a str,
    height: f32,
    selected: bool,
    bar: bool,
    radius: u8,
    sense: Sense,
}

impl<'a> Row<'a> {
    /// `label` is what assistive technology reads out for the whole row.
    pub fn new(label: &'a str, height: f32) -> Self {
        Self {
            label,
            height,
            selected: false,
            bar: true,
            radius: 0,
            sense: Sense::click(),
        }
    }

    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// For lists with air around their rows: rounded corners, and no bar at the left.
    pub fn rounded(mut self, radius: u8) -> Self {
        self.radius = radius;
        self.bar = false;
        self
    }

    /// For rows that can be dragged onto one another.
    pub fn draggable(mut self) -> Self {
        self.sense = Sense::click_and_drag();
        self
    }

    /// Paints the ground; paint or add the content in `response.rect` afterwards.
    pub fn show(self, ui: &mut Ui) -> Response {
        let size = vec2(ui.available_width(), self.height);
        let (rect, response) = ui.allocate_exact_size(size, self.sense);
        let theme = theme::of(ui);
        if ui.is_rect_visible(rect) {
            if self.selected {
                ui.painter()
                    .rect_filled(rect, self.radius, theme.accent_soft);
                if self.bar {
                    let bar = Rect::from_min_max(rect.min, pos2(rect.left() + 2.0, rect.bottom()));
                    ui.painter().rect_filled(bar, 0, theme.accent);
                }
            } else if response.hovered() {
                ui.painter().rect_filled(rect, self.radius, theme.hover);
            }
            focus_ring_inside(ui, &response, rect, self.radius);
        }
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListItem, ui.is_enabled(), self.selected, self.label)
        });
        response
    }
}
