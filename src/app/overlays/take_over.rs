//! Asks whether to take a project over from the window that has it.

use super::dialog::{dialog_ui, foot, say};
use crate::app::theme;
use crate::app::widgets::Button;
use crate::session::{Command, Session, Work};
use eframe::egui::Context;

/// Returns whether the dialog closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    let Some(read_only) = session.work().and_then(Work::read_only) else {
        return true;
    };
    let title = format!("Take over from {}?", read_only.holder.owner);
    let shown = dialog_ui(context, &title, 460.0, |ui| {
        let theme = theme::of(ui);
        say(ui, &read_only.why(), theme.text);
        ui.add_space(8.0);
        let words = "That window may then only read. What is not saved there stays there, and can be saved as a copy; nothing is lost.";
        say(ui, words, theme.text2);
        foot(ui, |ui| {
            let take = ui.add(Button::primary("Take over"));
            let cancel = ui.add(Button::plain("Cancel"));
            if opening {
                cancel.request_focus();
            }
            if take.clicked() {
                out.push(Command::TakeOver);
            }
            take.clicked() || cancel.clicked()
        })
    });
    shown.inner || shown.closed
}
