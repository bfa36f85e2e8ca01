//! The parts of a claim in the shapes that they have in the article: a boxed source, a ribbon for the cue,
//! an underlined content.

use eframe::egui::{Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::app::article::text::TextLayout;
use crate::app::panels::words::{OneLine, QUOTE};
use crate::app::theme::{self, CLAIM_LINE, MARK_EDGE, RADIUS_MARK};
use crate::app::widgets::{dashed, focus_ring, text};

/// Air at both ends of a box, in points.
const AIR: f32 = 5.0;
/// From the baseline down to the line under the content, in points.
const UNDERLINE: f32 = 5.5;

fn name(ui: &Ui, response: &Response, part: &str, words: &str) {
    let says = format!("{part}: {words}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &says));
}

/// The source's words in a box, dashed while the claim is suggested.
pub fn boxed(ui: &mut Ui, words: &str, suggested: bool) -> Response {
    let theme = theme::of(ui);
    let room = ui.available_width() - 2.0 * AIR;
    let line = OneLine::new(ui, words, QUOTE, room);
    let size = vec2(line.layout.width() + 2.0 * AIR, 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let box_ = rect.shrink2(vec2(0.0, 1.5));
    let fill = if response.hovered() {
        theme.accent_soft
    } else {
        theme.paper
    };
    ui.painter().rect_filled(box_, RADIUS_MARK, fill);
    let stroke = Stroke::new(MARK_EDGE, theme.accent);
    if suggested {
        let radius = f32::from(RADIUS_MARK);
        dashed::rounded_rect(
            ui.painter(),
            box_.shrink(0.75),
            radius,
            stroke,
            dashed::Pattern::DASHED,
        );
    } else {
        ui.painter()
            .rect_stroke(box_, RADIUS_MARK, stroke, StrokeKind::Inside);
    }
    line.paint(ui.painter(), rect.shrink2(vec2(AIR, 0.0)), theme.text);
    focus_ring(ui, &response, box_, RADIUS_MARK);
    name(ui, &response, "Source", words);
    if line.elided {
        text::on_hover(response, words)
    } else {
        response
    }
}

/// The cue's words on a ribbon.
pub fn ribbon(ui: &mut Ui, words: &str, suggested: bool) -> Response {
    let theme = theme::of(ui);
    let room = ui.available_width() - 2.0 * AIR;
    let line = OneLine::new(ui, words, QUOTE, room);
    let size = vec2(line.layout.width() + 2.0 * AIR, 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let band = rect.shrink2(vec2(0.0, 2.0));
    ui.painter().rect_filled(band, 0, theme.accent_mid);
    let stroke = Stroke::new(CLAIM_LINE, theme.accent);
    for y in [band.top(), band.bottom()] {
        rule(ui, (band.left(), band.right()), y, stroke, suggested);
    }
    line.paint(ui.painter(), rect.shrink2(vec2(AIR, 0.0)), theme.text);
    focus_ring(ui, &response, band, RADIUS_MARK);
    name(ui, &response, "Cue", words);
    if line.elided {
        text::on_hover(response, words)
    } else {
        response
    }
}

/// The content's words, all of them, underlined. Returns also where the last line ends, for what follows it.
pub fn underlined(ui: &mut Ui, words: &str, suggested: bool) -> (Response, Rect) {
    let theme = theme::of(ui);
    let width = ui.available_width();
    let layout = TextLayout::new(ui.ctx(), words, QUOTE, width);
    let size = vec2(width, layout.height() + 6.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let origin = rect.min + vec2(0.0, 2.0);
    if response.hovered() {
        let ground = Rect::from_min_size(origin, layout.size()).expand2(vec2(3.0, 1.0));
        ui.painter()
            .rect_filled(ground, RADIUS_MARK, theme.accent_soft);
    }
    layout.paint(ui.painter(), origin, theme.text);
    let stroke = Stroke::new(2.0, theme.accent);
    let mut end = Rect::from_min_size(origin, vec2(0.0, QUOTE.line_height));
    for piece in layout.pieces(0..words.len()) {
        let ends = (origin.x + piece.left, origin.x + piece.right);
        let y = origin.y + piece.baseline + UNDERLINE;
        rule(ui, ends, y, stroke, suggested);
        let (top, bottom) = layout.line_span(piece.line);
        end = Rect::from_min_max(
            pos2(ends.0, origin.y + top),
            pos2(ends.1, origin.y + bottom),
        );
    }
    focus_ring(ui, &response, rect, RADIUS_MARK);
    name(ui, &response, "Content", words);
    (response, end)
}

fn rule(ui: &Ui, (left, right): (f32, f32), y: f32, stroke: Stroke, suggested: bool) {
    if suggested {
        let pattern = dashed::Pattern::DASHED;
        dashed::horizontal(ui.painter(), (left, right), y, stroke, pattern);
    } else {
        let y = dashed::snap(ui.painter(), y, stroke.width);
        ui.painter().hline(left..=right, y, stroke);
    }
}
