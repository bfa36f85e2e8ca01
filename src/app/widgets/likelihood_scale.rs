//! The seven words of estimative probability as boxes, each as wide as its range, with the words below.

use super::choice::Choice;
use super::{focus_ring, text};
use crate::app::theme::{self, HAIRLINE, RADIUS_JUDGEMENT, TARGET, Weight, ui_font};
use crate::model::Likelihood;
use eframe::egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

/// The widest that the scale grows, in points.
const WIDEST: f32 = 236.0;
/// What a box is wide before its range is counted, so that 4 per cent can still be hit.
const LEAST: f32 = 15.0;
const GAP: f32 = 2.0;
const CAPTION: f32 = 16.0;

/// `label` names it to assistive technology. Returns the word that was chosen, also when it was so already.
pub fn likelihood_scale(
    ui: &mut Ui,
    label: &str,
    selected: Option<Likelihood>,
) -> Option<Likelihood> {
    let theme = theme::of(ui);
    let width = ui.available_width().min(WIDEST);
    let (rect, group) = ui.allocate_exact_size(vec2(width, TARGET + CAPTION), Sense::hover());
    let all = Likelihood::ALL;
    let index_of = |word: Likelihood| all.iter().position(|other| *other == word);
    let id = group.id.with("words");
    let line = Rect::from_min_size(rect.min, vec2(width, TARGET));
    let at = selected.and_then(index_of);
    let choice = Choice::new(ui, line, id, label, all.len(), at);

    let gaps = GAP * (all.len() - 1) as f32;
    // The ranges lie end to end from 1 to 99 per cent.
    let for_percent = (width - gaps - LEAST * all.len() as f32) / 98.0;
    let mut left = rect.left();
    let mut chosen = None;
    let mut shown = selected;
    for (index, word) in all.iter().enumerate() {
        let (from, to) = word.range();
        let share = LEAST + f32::from(to - from) * for_percent;
        let target = Rect::from_min_size(pos2(left, rect.top()), vec2(share, TARGET));
        left += share + GAP;
        let (response, pick) = choice.cell(
            ui,
            target.expand2(vec2(GAP / 2.0, 0.0)),
            index,
            word.label(),
        );
        chosen = pick.map(|index| all[index]).or(chosen);
        if response.hovered() {
            shown = Some(*word);
        }
        let cell = Rect::from_center_size(target.center(), vec2(share, 12.0));
        let (fill, border) = if selected == Some(*word) {
            (theme.judge, theme.judge)
        } else if response.hovered() {
            (theme.judge_mid, theme.judge)
        } else {
            (theme.raised, theme.edge)
        };
        let stroke = Stroke::new(HAIRLINE, border);
        ui.painter()
            .rect(cell, RADIUS_JUDGEMENT, fill, stroke, StrokeKind::Inside);
        focus_ring(ui, &response, cell, RADIUS_JUDGEMENT);
    }
    caption(ui, pos2(rect.left(), rect.bottom()), width, shown);
    chosen
}

fn caption(ui: &Ui, bottom: eframe::egui::Pos2, width: f32, shown: Option<Likelihood>) {
    let theme = theme::of(ui);
    let font = ui_font(12.0, Weight::Regular);
    let (words, colour, range) = match shown {
        None => ("Not judged", theme.text3, String::new()),
        Some(word) => {
            let (from, to) = word.range();
            (word.label(), theme.text, format!("{from}–{to} %"))
        }
    };
    let galley = text::line(ui, words, font.clone(), colour, width);
    let end = text::paint(ui.painter(), galley, Align2::LEFT_BOTTOM, bottom).right() + 4.0;
    let room = width - (end - bottom.x);
    let galley = text::line(ui, &range, font, theme.text3, room);
    text::paint(
        ui.painter(),
        galley,
        Align2::LEFT_BOTTOM,
        pos2(end, bottom.y),
    );
}
