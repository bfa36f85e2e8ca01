//! Dashed boxes and lines, for all that is suggested, and dotted ones, for all that is reached through another.

use crate::app::theme::{DASH, DASH_GAP};
use eframe::egui::emath::GuiRounding as _;
use eframe::egui::{Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2};

/// The lengths of dash and gap, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pattern {
    pub dash: f32,
    pub gap: f32,
}

impl Pattern {
    pub const DASHED: Self = Self {
        dash: DASH,
        gap: DASH_GAP,
    };
    /// For small boxes, where long dashes would leave no shape.
    pub const SHORT: Self = Self {
        dash: 2.5,
        gap: 1.8,
    };
    pub const DOTTED: Self = Self {
        dash: 1.25,
        gap: 2.0,
    };
}

/// Moves a coordinate so that a line of this width covers whole device pixels.
pub fn snap(painter: &Painter, at: f32, width: f32) -> f32 {
    let scale = painter.pixels_per_point();
    let pixels = (width * scale).round().max(1.0);
    if pixels % 2.0 == 0.0 {
        at.round_to_pixels(scale)
    } else {
        at.round_to_pixel_center(scale)
    }
}

/// The width that comes nearest to this one without a blurred edge; at least one device pixel.
pub fn crisp(painter: &Painter, width: f32) -> f32 {
    let scale = painter.pixels_per_point();
    (width * scale).floor().max(1.0) / scale
}

/// A dashed horizontal line, snapped to device pixels.
pub fn horizontal(
    painter: &Painter,
    (left, right): (f32, f32),
    y: f32,
    stroke: Stroke,
    pattern: Pattern,
) {
    let y = snap(painter, y, stroke.width);
    let path = [pos2(left, y), pos2(right, y)];
    painter.extend(Shape::dashed_line(&path, stroke, pattern.dash, pattern.gap));
}

/// A dashed vertical line, snapped to device pixels.
pub fn vertical(
    painter: &Painter,
    x: f32,
    (top, bottom): (f32, f32),
    stroke: Stroke,
    pattern: Pattern,
) {
    let x = snap(painter, x, stroke.width);
    let path = [pos2(x, top), pos2(x, bottom)];
    painter.extend(Shape::dashed_line(&path, stroke, pattern.dash, pattern.gap));
}

/// A dashed box whose dashes run round its corners and meet evenly where the path closes.
pub fn rounded_rect(painter: &Painter, rect: Rect, radius: f32, stroke: Stroke, pattern: Pattern) {
    let snapped = |at: f32| snap(painter, at, stroke.width);
    let rect = Rect::from_min_max(
        pos2(snapped(rect.left()), snapped(rect.top())),
        pos2(snapped(rect.right()), snapped(rect.bottom())),
    );
    painter.extend(closed(&outline(rect, radius), stroke, pattern));
}

/// A dashed ring.
pub fn ring(painter: &Painter, centre: Pos2, radius: f32, stroke: Stroke, pattern: Pattern) {
    let points: Vec<Pos2> = (0..=24)
        .map(|step| {
            centre + radius * Vec2::angled(std::f32::consts::TAU * f32::from(step as u8) / 24.0)
        })
        .collect();
    painter.extend(closed(&points, stroke, pattern));
}

/// The closed path of a rounded box, clockwise from the end of its top left corner.
fn outline(rect: Rect, radius: f32) -> Vec<Pos2> {
    const STEPS: u8 = 6;
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let inner = rect.shrink(radius);
    let corners = [
        (inner.right_top(), 3.0),
        (inner.right_bottom(), 0.0),
        (inner.left_bottom(), 1.0),
        (inner.left_top(), 2.0),
    ];
    let mut points = vec![pos2(inner.left(), rect.top())];
    for (centre, quarter) in corners {
        for step in 0..=STEPS {
            let turn = quarter + f32::from(step) / f32::from(STEPS);
            points.push(centre + radius * Vec2::angled(turn * std::f32::consts::FRAC_PI_2));
        }
    }
    points
}

/// Cuts a closed path into dashes, with the pattern stretched so that it fits a whole number of times.
fn closed(path: &[Pos2], stroke: Stroke, pattern: Pattern) -> Vec<Shape> {
    let length: f32 = path.windows(2).map(|two| two[0].distance(two[1])).sum();
    let count = (length / (pattern.dash + pattern.gap)).round().max(1.0);
    let period = length / count;
    let dash = period * pattern.dash / (pattern.dash + pattern.gap);
    let mut shapes = Vec::new();
    let mut start = 0.0;
    while start < length - 0.01 {
        let points = part(path, start, start + dash);
        shapes.push(Shape::line(points, stroke));
        start += period;
    }
    shapes
}

/// The points of the path between two distances from its start.
fn part(path: &[Pos2], from: f32, to: f32) -> Vec<Pos2> {
    let mut points = Vec::new();
    let mut walked = 0.0;
    for two in path.windows(2) {
        let length = two[0].distance(two[1]);
        let end = walked + length;
        if length > 0.0 && end > from && walked < to {
            let at = |distance: f32| two[0].lerp(two[1], ((distance - walked) / length).min(1.0));
            if points.is_empty() {
                points.push(at(from.max(walked)));
            }
            points.push(at(to.min(end)));
        }
        walked = end;
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(points: &[Pos2]) -> f32 {
        points.windows(2).map(|two| two[0].distance(two[1])).sum()
    }

    #[test]
    fn dashes_are_of_one_length_and_close_evenly() {
        let rect = Rect::from_min_size(pos2(3.0, 4.0), Vec2::new(41.0, 17.0));
        let stroke = Stroke::new(1.0, eframe::egui::Color32::WHITE);
        let path = outline(rect, 3.0);
        assert!(path[0].distance(path[path.len() - 1]) < 0.001, "closed");
        let lengths: Vec<f32> = closed(&path, stroke, Pattern::DASHED)
            .iter()
            .map(|shape| match shape {
                Shape::Path(path) => length(&path.points),
                _ => 0.0,
            })
            .collect();
        let (first, last) = (lengths[0], lengths[lengths.len() - 1]);
        assert!((first - 3.5).abs() < 0.3, "{first}");
        assert!((first - last).abs() < 0.01, "{first} {last}");
    }
}
