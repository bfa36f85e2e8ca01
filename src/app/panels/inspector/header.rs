//! The top of the inspector: what it is, its review state, who made it, and what can be done with it.

use eframe::egui::{Align, Layout, RichText, Ui, vec2};

use crate::app::panels::place::line_in;
use crate::app::theme::{self, Weight, ui_font};
use crate::app::widgets::{Button, Icon, icon_button, state_dot, text};
use crate::edit::Item;
use crate::model::{Provenance, ReviewState};
use crate::session::Command;

/// A line with `start` at its start and `end`, from the end backwards, at its end.
pub fn header_line(ui: &mut Ui, start: impl FnOnce(&mut Ui), end: impl FnOnce(&mut Ui)) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 26.0));
    let mut line = line_in(ui, rect);
    line.spacing_mut().item_spacing.x = 2.0;
    line.with_layout(Layout::right_to_left(Align::Center), |ui| {
        end(ui);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            start(ui);
        });
    });
}

/// What is inspected, such as “Claim 3”.
pub fn title(ui: &mut Ui, words: &str) {
    let font = ui_font(14.0, Weight::SemiBold);
    let colour = theme::of(ui).text;
    text::label(ui, words, font, colour);
}

/// The review state as dot and word.
pub fn state(ui: &mut Ui, state: ReviewState) {
    state_dot(ui, state);
    let font = ui_font(12.0, Weight::Regular);
    let words = RichText::new(state.label()).font(font);
    ui.label(words.color(theme::of(ui).text2));
}

/// Who or what made it, and who decided.
pub fn provenance(ui: &mut Ui, provenance: &Provenance) {
    let words = provenance.describe();
    let font = ui_font(12.0, Weight::Regular);
    let colour = theme::of(ui).text3;
    text::label(ui, &words, font, colour);
}

/// “Delete” as an icon.
pub fn delete_button(ui: &mut Ui, item: Item, out: &mut Vec<Command>) {
    if icon_button(ui, Icon::Trash, "Delete").clicked() {
        out.push(Command::Delete(vec![item]));
    }
}

/// Accept and reject, for what nobody has decided on.
pub fn decide(ui: &mut Ui, item: Item, now: ReviewState, out: &mut Vec<Command>) {
    if now != ReviewState::Suggested && now != ReviewState::Rejected {
        return;
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if ui.add(Button::primary("Accept").keys("A")).clicked() {
            out.push(Command::Accept(vec![item]));
        }
        if now == ReviewState::Suggested && ui.add(Button::quiet("Reject").keys("R")).clicked() {
            out.push(Command::Reject(vec![item]));
        }
    });
    ui.add_space(6.0);
}

/// Why an engine suggests `what`: its reasons, their weights, and their sum.
pub fn reasons(ui: &mut Ui, what: &str, provenance: &Provenance) {
    use crate::app::panels::place::{hairline, heading, paint_line};
    use crate::app::theme::mono;
    use eframe::egui::{Align2, Rect, pos2};
    let theme = theme::of(ui);
    if provenance.state != ReviewState::Suggested || provenance.score.is_none() {
        return;
    }
    ui.add_space(10.0);
    heading(ui, &format!("Why {what} is suggested"), theme.text2);
    ui.add_space(2.0);
    let mut line = |words: &str, number: String, weight: Weight| {
        let size = vec2(ui.available_width(), LINE);
        let (rect, response) = ui.allocate_exact_size(size, eframe::egui::Sense::hover());
        let font = mono(11.0, weight);
        let colour = if weight == Weight::SemiBold {
            theme.text
        } else {
            theme.text2
        };
        let (painted, _) = paint_line(ui, &number, font, colour, Align2::RIGHT_CENTER, rect);
        let place = Rect::from_min_max(rect.min, pos2(painted.left() - 8.0, rect.bottom()));
        let font = ui_font(12.0, weight);
        let (_, cut) = paint_line(ui, words, font, theme.text, Align2::LEFT_CENTER, place);
        response.widget_info(|| {
            let says = format!("{words}, {number}");
            eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Label, true, says)
        });
        if cut {
            text::on_hover(response, words);
        }
        hairline(ui, rect.bottom());
    };
    for reason in &provenance.reasons {
        let weight = reason.weight.fraction();
        let sign = if weight < 0.0 { "−" } else { "+" };
        let number = format!("{sign} {:.2}", weight.abs());
        line(&text::sentence(&reason.text), number, Weight::Regular);
    }
    if let Some(score) = provenance.score {
        line(
            "Score",
            format!("{:.2}", score.fraction()),
            Weight::SemiBold,
        );
    }
}

/// Height of a line of reasons, in points.
const LINE: f32 = 24.0;
