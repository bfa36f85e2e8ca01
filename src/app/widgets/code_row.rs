//! Single characters in boxes, of which one is chosen: the places of the Admiralty code.

use super::choice::Choice;
use super::{focus_ring, text};
use crate::app::theme::{self, HAIRLINE, RADIUS_JUDGEMENT, TARGET, Weight, mono};
use eframe::egui::{Align2, Key, Rect, Response, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

/// A character, and what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeOption<'a> {
    pub code: &'a str,
    pub meaning: &'a str,
}

/// Width of a box and the gap after it, in points.
const BOX: f32 = 18.0;
const GAP: f32 = 2.0;

/// Returns the number of the option that was chosen, also when it was so already.
/// Besides the arrows, the option's own character chooses it.
pub fn code_row(
    ui: &mut Ui,
    label: &str,
    options: &[CodeOption<'_>],
    selected: Option<usize>,
) -> Option<usize> {
    let width = options.len() as f32 * (BOX + GAP) - GAP;
    let (rect, group) = ui.allocate_exact_size(vec2(width, TARGET), Sense::hover());
    let id = group.id.with("codes");
    let choice = Choice::new(ui, rect, id, label, options.len(), selected);
    let mut chosen = None;
    for (index, option) in options.iter().enumerate() {
        let left = rect.left() + index as f32 * (BOX + GAP);
        // The gap belongs to the target.
        let target = Rect::from_min_size(
            pos2(left - GAP / 2.0, rect.top()),
            vec2(BOX + GAP, rect.height()),
        );
        let name = format!("{}, {}", option.code, option.meaning);
        let (response, pick) = choice.cell(ui, target, index, &name);
        chosen = pick.or(chosen);
        if response.has_focus() {
            chosen = typed(ui, options).or(chosen);
        }
        paint(ui, &response, option.code, selected == Some(index));
        response.on_hover_text(name);
    }
    chosen
}

fn typed(ui: &Ui, options: &[CodeOption<'_>]) -> Option<usize> {
    options.iter().position(|option| {
        Key::from_name(option.code).is_some_and(|key| {
            ui.input(|input| input.modifiers.is_none() && input.key_pressed(key))
        })
    })
}

fn paint(ui: &Ui, response: &Response, code: &str, selected: bool) {
    let theme = theme::of(ui);
    let painter = ui.painter();
    let rect = Rect::from_center_size(response.rect.center(), vec2(BOX, 20.0));
    let (fill, border, ink) = if selected {
        (theme.judge, theme.judge, theme.judge_soft)
    } else if response.hovered() {
        (theme.hover, theme.judge, theme.text)
    } else {
        (theme.raised, theme.judge_mid, theme.text2)
    };
    let stroke = Stroke::new(HAIRLINE, border);
    painter.rect(rect, RADIUS_JUDGEMENT, fill, stroke, StrokeKind::Inside);
    let galley = text::line(ui, code, mono(11.0, Weight::SemiBold), ink, f32::INFINITY);
    text::paint(painter, galley, Align2::CENTER_CENTER, rect.center());
    focus_ring(ui, response, rect, RADIUS_JUDGEMENT);
}
