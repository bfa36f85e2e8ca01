//! A review state as a dot: dashed ring suggested, dot accepted, half dot edited, cross rejected.

use super::dashed;
use crate::app::theme;
use crate::model::ReviewState;
use eframe::egui::{
    Color32, Painter, Pos2, Response, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2,
};

/// Radius of the dot, in points.
const RADIUS: f32 = 4.0;

pub fn state_dot(ui: &mut Ui, state: ReviewState) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(14.0), Sense::hover());
    if ui.is_rect_visible(rect) {
        let colour = theme::of(ui).text2;
        paint_state_dot(ui.painter(), rect.center(), state, colour);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, state.label()));
    response.on_hover_text(state.label())
}

/// For rows that place their dots themselves. The dot is 8 points wide.
pub fn paint_state_dot(painter: &Painter, centre: Pos2, state: ReviewState, colour: Color32) {
    let stroke = Stroke::new(1.25, colour);
    match state {
        ReviewState::Suggested => {
            let pattern = dashed::Pattern {
                dash: 1.3,
                gap: 2.3,
            };
            dashed::ring(painter, centre, RADIUS, stroke, pattern);
        }
        ReviewState::Accepted => {
            painter.circle_filled(centre, RADIUS, colour);
        }
        ReviewState::Edited => {
            painter.circle_stroke(centre, RADIUS - 0.4, stroke);
            painter.add(Shape::convex_polygon(
                right_half(centre),
                colour,
                Stroke::NONE,
            ));
        }
        ReviewState::Rejected => {
            let reach = RADIUS - 0.8;
            for (from, to) in [((-1.0, -1.0), (1.0, 1.0)), ((1.0, -1.0), (-1.0, 1.0))] {
                let at = |(x, y): (f32, f32)| pos2(centre.x + x * reach, centre.y + y * reach);
                painter.line_segment([at(from), at(to)], stroke);
            }
        }
    }
}

fn right_half(centre: Pos2) -> Vec<Pos2> {
    const STEPS: u8 = 12;
    (0..=STEPS)
        .map(|step| {
            let turn = f32::from(step) / f32::from(STEPS) - 0.5;
            centre + RADIUS * Vec2::angled(turn * std::f32::consts::PI)
        })
        .collect()
}
