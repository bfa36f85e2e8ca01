//! A tab: words, a count, and a line of accent under the one that is open.

use super::{focus_ring_inside, text};
use crate::app::theme::{self, RADIUS_MARK, Weight, mono, ui_font};
use eframe::egui::{Align2, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Height of a tab, in points: a bar's.
const HEIGHT: f32 = 36.0;

/// `count` is what the tab's list holds. Tabs stand side by side without a gap.
pub fn tab(ui: &mut Ui, label: &str, count: Option<usize>, open: bool) -> Response {
    let theme = theme::of(ui);
    let (colour, weight) = if open {
        (theme.text, Weight::SemiBold)
    } else {
        (theme.text2, Weight::Medium)
    };
    let words = text::line(ui, label, ui_font(13.0, weight), colour, f32::INFINITY);
    let number = count.map(|count| {
        let font = mono(11.0, Weight::Medium);
        text::line(ui, &count.to_string(), font, theme.text3, f32::INFINITY)
    });
    let number_width = number.as_ref().map_or(0.0, |number| 6.0 + number.size().x);
    let width = (10.0 + words.size().x + number_width + 10.0).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        if response.hovered() && !open {
            painter.rect_filled(rect.shrink2(vec2(2.0, 6.0)), RADIUS_MARK, theme.hover);
        }
        let left = rect.left_center() + vec2(10.0, 0.0);
        let end = text::paint(painter, words, Align2::LEFT_CENTER, left).right();
        if let Some(number) = number {
            let left = pos2(end + 6.0, rect.center().y);
            text::paint(painter, number, Align2::LEFT_CENTER, left);
        }
        if open {
            let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 2.0), rect.max);
            painter.rect_filled(line, 0, theme.accent);
        }
        focus_ring_inside(ui, &response, rect.shrink2(vec2(2.0, 5.0)), RADIUS_MARK);
    }
    response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), open, label));
    response
}
