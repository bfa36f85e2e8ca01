//! The bar over the article while a past state of the project is shown: which one, and the ways on.

use eframe::egui::{Align, Layout, Ui};

use super::overlays::say;
use super::theme;
use super::widgets::Button;
use crate::session::action::Action;
use crate::session::{Command, Session};

/// Height of the bar, in points.
pub const HEIGHT: f32 = 44.0;

/// Says what is shown, and offers to restore it or to go back.
pub fn past_bar_ui(ui: &mut Ui, session: &Session, out: &mut Vec<Command>) {
    let Some(past) = session.past() else {
        return;
    };
    let theme = theme::of(ui);
    let height = ui.available_height();
    ui.allocate_ui_with_layout(
        eframe::egui::vec2(ui.available_width(), height),
        Layout::right_to_left(Align::Center),
        |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.add_space(16.0);
            if ui.add(Button::primary("Back to the present")).clicked() {
                out.push(Action::BackToPresent.into());
            }
            if ui.add(Button::quiet("Restore this state")).clicked() {
                out.push(Command::RestoreState(past.sum.clone()));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add_space(20.0);
                let when = past.at.local("%-d %B %Y, %H:%M:%S");
                let words = format!("The project as it was on {when}, after “{}”", past.label);
                say(ui, &words, theme.text);
            });
        },
    );
}
