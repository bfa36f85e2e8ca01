//! One line of text: laid out, cut with an ellipsis where it doesn't fit, and put in place.

use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{Align2, Color32, FontId, Galley, Painter, Pos2, Rect, Ui};
use std::sync::Arc;

/// Lays one line out in at most `width` points. `Galley::elided` tells whether it was cut.
pub fn line(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, colour);
    if width.is_finite() {
        job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    }
    ui.painter().layout_job(job)
}

/// Paints with the given corner, edge or centre of the text at `at`; returns where it went.
pub fn paint(painter: &Painter, galley: Arc<Galley>, anchor: Align2, at: Pos2) -> Rect {
    let rect = anchor.anchor_size(at, galley.size());
    // Every section has its own colour, so the fallback is never seen.
    painter.galley(rect.min, galley, Color32::PLACEHOLDER);
    rect
}
