//! The analyst's stamp: the Admiralty code in a plum box, or an empty dashed one.

use super::{dashed, focus_ring, text};
use crate::app::theme::{self, HAIRLINE, MARK_EDGE, RADIUS_JUDGEMENT, Weight, mono};
use eframe::egui::{Align2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// `code` is the code as written, such as `C3`; `None` where nothing was judged yet.
pub fn stamp(ui: &mut Ui, code: Option<&str>) -> Response {
    let theme = theme::of(ui);
    let colour = if code.is_some() {
        theme.judge
    } else {
        theme.text3
    };
    let font = mono(11.0, Weight::SemiBold);
    let galley = text::line(ui, code.unwrap_or("– –"), font, colour, f32::INFINITY);
    let size = vec2((galley.size().x + 10.0).ceil(), 17.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if ui.is_rect_visible(rect) {
        paint(ui, rect, code.is_some());
        text::paint(ui.painter(), galley, Align2::CENTER_CENTER, rect.center());
        focus_ring(ui, &response, rect, RADIUS_JUDGEMENT);
    }
    let name = code.map_or_else(
        || "Not judged".to_owned(),
        |code| format!("Judgement {code}"),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    response
}

fn paint(ui: &Ui, rect: Rect, judged: bool) {
    let theme = theme::of(ui);
    let radius = RADIUS_JUDGEMENT;
    if judged {
        let width = dashed::crisp(ui.painter(), MARK_EDGE);
        let stroke = Stroke::new(width, theme.judge);
        ui.painter()
            .rect_stroke(rect, radius, stroke, StrokeKind::Inside);
    } else {
        let stroke = Stroke::new(HAIRLINE, theme.edge);
        let (rect, pattern) = (rect.shrink(0.5), dashed::Pattern::SHORT);
        dashed::rounded_rect(ui.painter(), rect, f32::from(radius), stroke, pattern);
    }
}
