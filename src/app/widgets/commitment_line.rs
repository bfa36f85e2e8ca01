//! The source's commitment: seven stops on a line, from surely not to certain.
//!
//! Click or drag to a stop, or use the arrows, Home and End. A drag asks for one change, when it ends.

use super::{focus_ring, text};
use crate::app::theme::{self, CLAIM_LINE, MARK_EDGE, TARGET, Weight, ui_font};
use crate::model::Commitment;
use eframe::egui::accesskit::Action;
use eframe::egui::{
    Align2, EventFilter, Key, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

/// The widest that the line grows, in points.
const WIDEST: f32 = 236.0;
const CAPTION: f32 = 14.0;
/// Radius of a stop, and of the chosen one.
const STOP: f32 = 4.0;
const CHOSEN: f32 = 6.5;
const LAST: usize = Commitment::ALL.len() - 1;

/// `label` names it to assistive technology. Returns the stop that was chosen, if it is another than `value`.
pub fn commitment_line(ui: &mut Ui, label: &str, value: Commitment) -> Option<Commitment> {
    let width = ui.available_width().min(WIDEST);
    let size = vec2(width, TARGET + CAPTION);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let line = Rect::from_min_max(
        pos2(rect.left() + CHOSEN, rect.top()),
        pos2(rect.right() - CHOSEN, rect.top() + TARGET),
    );
    let at = Commitment::ALL
        .iter()
        .position(|stop| *stop == value)
        .unwrap_or(LAST / 2);

    let pointed = response
        .interact_pointer_pos()
        .map(|pointer| nearest_stop(line, pointer));
    let chosen = if response.clicked() || response.drag_stopped() {
        // A click that the keyboard or assistive technology made has no place.
        pointed.or(by_key(ui, &response, at))
    } else {
        by_key(ui, &response, at)
    };
    let shown = pointed
        .filter(|_| response.dragged() || response.is_pointer_button_down_on())
        .or(chosen)
        .unwrap_or(at);

    if ui.is_rect_visible(rect) {
        paint_line(ui, &response, line, shown);
        paint_captions(ui, rect, line, shown);
    }
    let step = at as f64 - (LAST / 2) as f64;
    response.widget_info(|| WidgetInfo::slider(ui.is_enabled(), step, label));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(-3.0);
        node.set_max_numeric_value(3.0);
        node.set_numeric_value_step(1.0);
        node.set_value(Commitment::ALL[shown].label());
        node.add_action(Action::Increment);
        node.add_action(Action::Decrement);
    });
    chosen
        .filter(|stop| *stop != at)
        .map(|stop| Commitment::ALL[stop])
}

fn stop_at(line: Rect, index: usize) -> Pos2 {
    let part = index as f32 / LAST as f32;
    pos2(line.left() + line.width() * part, line.center().y)
}

fn nearest_stop(line: Rect, pointer: Pos2) -> usize {
    let part = ((pointer.x - line.left()) / line.width()).clamp(0.0, 1.0);
    (part * LAST as f32).round() as usize
}

fn by_key(ui: &Ui, response: &Response, at: usize) -> Option<usize> {
    let asked = |action| ui.input(|input| input.num_accesskit_action_requests(response.id, action));
    let asked_up = asked(Action::Increment);
    let asked_down = asked(Action::Decrement);
    if asked_up + asked_down > 0 {
        return Some((at + asked_up).saturating_sub(asked_down).min(LAST));
    }
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let steps = [
        (Key::ArrowLeft, at.saturating_sub(1)),
        (Key::ArrowRight, (at + 1).min(LAST)),
        (Key::Home, 0),
        (Key::End, LAST),
    ];
    ui.input(|input| {
        steps
            .into_iter()
            .find(|(key, _)| input.key_pressed(*key))
            .map(|(_, stop)| stop)
    })
}

fn paint_line(ui: &Ui, response: &Response, line: Rect, shown: usize) {
    let theme = theme::of(ui);
    let painter = ui.painter();
    let ends = [stop_at(line, 0), stop_at(line, LAST)];
    painter.line_segment(ends, Stroke::new(MARK_EDGE, theme.edge));
    let pointed = response.hover_pos().map(|at| nearest_stop(line, at));
    for index in 0..=LAST {
        let centre = stop_at(line, index);
        if index == shown {
            painter.circle_filled(centre, CHOSEN, theme.accent);
            let ring = Rect::from_center_size(centre, Vec2::splat(2.0 * CHOSEN));
            focus_ring(ui, response, ring, CHOSEN as u8 + 1);
        } else {
            let colour = if pointed == Some(index) {
                theme.accent
            } else {
                theme.edge
            };
            let stroke = Stroke::new(CLAIM_LINE + 0.25, colour);
            painter.circle(centre, STOP, theme.raised, stroke);
        }
    }
}

/// The ends and the middle always have their names, except where the chosen stop's name needs the room.
fn paint_captions(ui: &Ui, rect: Rect, line: Rect, shown: usize) {
    let theme = theme::of(ui);
    let place = |index: usize, chosen: bool| {
        let (colour, weight) = if chosen {
            (theme.text, Weight::Medium)
        } else {
            (theme.text2, Weight::Regular)
        };
        let label = Commitment::ALL[index].label();
        let galley = text::line(ui, label, ui_font(11.0, weight), colour, f32::INFINITY);
        let half = galley.size().x / 2.0;
        let room = (rect.left() + half)..=(rect.right() - half).max(rect.left() + half);
        let x = stop_at(line, index).x.clamp(*room.start(), *room.end());
        let at = pos2(x, rect.bottom());
        (Align2::CENTER_BOTTOM.anchor_size(at, galley.size()), galley)
    };
    let (taken, galley) = place(shown, true);
    text::paint(ui.painter(), galley, Align2::LEFT_TOP, taken.min);
    for index in [0, LAST / 2, LAST] {
        let (rect, galley) = place(index, false);
        if index != shown && !rect.expand2(vec2(4.0, 0.0)).intersects(taken) {
            text::paint(ui.painter(), galley, Align2::LEFT_TOP, rect.min);
        }
    }
}
