//! A few words side by side, of which one is chosen.

use super::choice::Choice;
use super::{focus_ring, text};
use crate::app::theme::{self, BUTTON, HAIRLINE, RADIUS_JUDGEMENT, Theme, Weight, ui_font};
use eframe::egui::{
    Align2, Color32, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

/// Which of the two families a choice belongs to. They never share a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// What the source says: accent.
    Source,
    /// What the analyst judges: plum.
    Judgement,
}

impl Family {
    /// The colour of what is chosen, and of words on it.
    pub(super) fn colours(self, theme: &Theme) -> (Color32, Color32) {
        match self {
            Self::Source => (theme.accent, theme.on_accent),
            Self::Judgement => (theme.judge, theme.judge_soft),
        }
    }
}

/// Returns the number of the option that was chosen, also when it was so already.
pub fn segmented(
    ui: &mut Ui,
    label: &str,
    family: Family,
    options: &[&str],
    selected: Option<usize>,
) -> Option<usize> {
    let theme = theme::of(ui);
    let font = ui_font(12.0, Weight::SemiBold);
    // Measured in the heavier weight, so that choosing moves nothing.
    let widths: Vec<f32> = options
        .iter()
        .map(|option| {
            let words = text::line(ui, option, font.clone(), theme.text, f32::INFINITY);
            (words.size().x + 20.0).ceil()
        })
        .collect();
    let size = vec2(widths.iter().sum(), BUTTON);
    let (rect, group) = ui.allocate_exact_size(size, Sense::hover());
    let id = group.id.with("options");
    let choice = Choice::new(ui, rect, id, label, options.len(), selected);
    let painter = ui.painter();
    painter.rect_filled(rect, RADIUS_JUDGEMENT + 1, theme.raised);

    let mut chosen = None;
    let mut left = rect.left();
    let mut focused = None;
    for (index, (option, width)) in options.iter().zip(widths).enumerate() {
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        left += width;
        let (response, pick) = choice.cell(ui, cell, index, option);
        chosen = pick.or(chosen);
        let is_selected = selected == Some(index);
        let (fill, on_fill) = family.colours(theme);
        let (words, weight) = if is_selected {
            let radius = end_radius(index, options.len());
            painter.rect_filled(cell, radius, fill);
            (on_fill, Weight::SemiBold)
        } else {
            if response.hovered() {
                painter.rect_filled(cell, end_radius(index, options.len()), theme.hover);
            }
            (theme.text2, Weight::Medium)
        };
        if index > 0 && !is_selected && selected != Some(index - 1) {
            painter.vline(
                cell.left(),
                cell.y_range(),
                Stroke::new(HAIRLINE, theme.line),
            );
        }
        let galley = text::line(ui, option, ui_font(12.0, weight), words, width);
        text::paint(painter, galley, Align2::CENTER_CENTER, cell.center());
        if response.has_focus() {
            focused = Some((response, cell));
        }
    }
    let border = Stroke::new(HAIRLINE, theme.edge);
    painter.rect_stroke(rect, RADIUS_JUDGEMENT + 1, border, StrokeKind::Inside);
    if let Some((response, cell)) = focused {
        focus_ring(ui, &response, cell, RADIUS_JUDGEMENT);
    }
    chosen
}

/// Only the outer corners of the row are round.
fn end_radius(index: usize, count: usize) -> CornerRadius {
    let round = RADIUS_JUDGEMENT + 1;
    let (west, east) = (
        if index == 0 { round } else { 0 },
        if index + 1 == count { round } else { 0 },
    );
    CornerRadius {
        nw: west,
        sw: west,
        ne: east,
        se: east,
    }
}
