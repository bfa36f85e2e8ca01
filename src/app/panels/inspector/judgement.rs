//! The analyst's judgement of a claim, in its own family of colour: never filled by a machine.

use eframe::egui::{Align, Align2, Frame, Layout, Margin, Rect, Stroke, Ui, vec2};

use super::fields::LINE;
use crate::app::panels::menus::drop_down;
use crate::app::panels::place::{heading, keyed, keyed_at, paint_line, small};
use crate::app::theme::{self, HAIRLINE, Weight, ui_font};
use crate::app::widgets::{
    CodeOption, Family, code_row, dashed, likelihood_scale, segmented, stamp,
};
use crate::edit::actions::ClaimChange;
use crate::model::{
    Admiralty, Claim, Confidence, InformationCredibility, ReviewState, SourceReliability, Verdict,
};
use crate::session::Command;

/// Width of the labels inside the panel: with its border they stand as wide as those outside.
const LABELS: f32 = 76.0;

/// Shows the panel; a suggested claim's is closed.
pub fn judgement_ui(ui: &mut Ui, claim: &Claim, folded: bool, out: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let closed = !claim.provenance.state.is_decided_for();
    let border = if closed {
        Stroke::NONE
    } else {
        Stroke::new(HAIRLINE, theme.judge_mid)
    };
    let fill = if closed {
        theme.panel
    } else {
        theme.judge_soft
    };
    let outer = Margin {
        left: -4,
        right: -2,
        top: 0,
        bottom: 0,
    };
    let shown = Frame::NONE
        .fill(fill)
        .stroke(border)
        .corner_radius(3)
        .outer_margin(outer)
        .inner_margin(Margin {
            left: 10,
            right: 10,
            top: 4,
            bottom: 6,
        })
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_width(ui.available_width());
            keyed(ui, "judgement", |ui| {
                head_ui(ui, claim);
                match claim.provenance.state {
                    ReviewState::Suggested => {
                        small(
                            ui,
                            "Opens once accepted. Suggestions never fill it.",
                            theme.text2,
                        );
                    }
                    ReviewState::Rejected => {
                        small(ui, "A rejected claim is not judged.", theme.text2);
                    }
                    _ if folded => {}
                    _ => judge_ui(ui, claim, out),
                }
            });
        });
    if closed {
        let stroke = Stroke::new(HAIRLINE, theme.judge_mid);
        let place = shown.response.rect.expand2(vec2(3.0, 0.0));
        let pattern = dashed::Pattern::DASHED;
        dashed::rounded_rect(ui.painter(), place, 3.0, stroke, pattern);
    }
}

fn head_ui(ui: &mut Ui, claim: &Claim) {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        heading(ui, "Your judgement", theme.judge);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            stamp(ui, claim.judgement.admiralty.code().as_deref());
        });
    });
    ui.add_space(2.0);
}

fn line<R>(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let area = ui.available_rect_before_wrap();
    let values = Rect::from_min_max(area.min + vec2(LABELS, 0.0), area.max);
    let mut child = keyed_at(ui, label, values);
    let result = add(&mut child);
    let height = child.min_rect().height().max(LINE);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let place = Rect::from_min_size(rect.min, vec2(LABELS - 4.0, LINE));
    let font = ui_font(12.0, Weight::Regular);
    let colour = theme::of(ui).text2;
    paint_line(ui, label, font, colour, Align2::LEFT_CENTER, place);
    ui.add_space(4.0);
    result
}

/// What is chosen again is cleared.
fn or_clear<T: PartialEq>(chosen: T, now: Option<T>) -> Option<T> {
    (now.as_ref() != Some(&chosen)).then_some(chosen)
}

fn judge_ui(ui: &mut Ui, claim: &Claim, out: &mut Vec<Command>) {
    let now = claim.judgement;
    let mut set = |change: ClaimChange| out.push(Command::ChangeClaims(vec![claim.id], change));
    line(ui, "Likelihood", |ui| {
        if let Some(word) = likelihood_scale(ui, "Likelihood", now.likelihood) {
            set(ClaimChange::Likelihood(or_clear(word, now.likelihood)));
        }
    });
    line(ui, "Confidence", |ui| {
        let all = Confidence::ALL;
        let names: Vec<_> = all.iter().map(|word| word.label()).collect();
        let at = now
            .confidence
            .and_then(|word| all.iter().position(|w| *w == word));
        if let Some(index) = segmented(ui, "Confidence", Family::Judgement, &names, at) {
            set(ClaimChange::Confidence(or_clear(
                all[index],
                now.confidence,
            )));
        }
    });
    line(ui, "Admiralty", |ui| {
        if let Some(code) = admiralty_ui(ui, now.admiralty) {
            set(ClaimChange::Admiralty(code));
        }
    });
    line(ui, "Verdict", |ui| {
        let all = Verdict::ALL;
        let names: Vec<_> = all.iter().map(|word| word.label()).collect();
        let at = all.iter().position(|word| *word == now.verdict);
        if let Some(index) = drop_down(ui, "Verdict", &names, at) {
            set(ClaimChange::Verdict(all[index]));
        }
    });
}

/// Both places of the code, side by side where there is room.
fn admiralty_ui(ui: &mut Ui, now: Admiralty) -> Option<Admiralty> {
    let mut next = now;
    let sources: Vec<_> = SourceReliability::ALL
        .iter()
        .map(|term| CodeOption {
            code: term.id(),
            meaning: term.label(),
        })
        .collect();
    let information: Vec<_> = InformationCredibility::ALL
        .iter()
        .map(|term| CodeOption {
            code: term.id(),
            meaning: term.label(),
        })
        .collect();
    let mut chosen = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        let all = SourceReliability::ALL;
        let at = now.source.and_then(|t| all.iter().position(|o| *o == t));
        if let Some(index) = code_row(ui, "Reliability of the source", &sources, at) {
            next.source = or_clear(all[index], now.source);
            chosen = true;
        }
        let all = InformationCredibility::ALL;
        let at = now
            .information
            .and_then(|t| all.iter().position(|o| *o == t));
        if let Some(index) = code_row(ui, "Credibility of the information", &information, at) {
            next.information = or_clear(all[index], now.information);
            chosen = true;
        }
    });
    chosen.then_some(next)
}
