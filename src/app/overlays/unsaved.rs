//! Asks what to do with changes that are not saved.

use super::dialog::{default_button, dialog_ui, foot, say};
use crate::app::theme;
use crate::app::widgets::Button;
use crate::session::{Session, Unsaved, Work};
use eframe::egui::Context;

/// Returns the answer once there is one.
pub(super) fn show(context: &Context, session: &Session, opening: bool) -> Option<Unsaved> {
    let name = session.work().map_or_else(String::new, Work::name);
    let title = format!("Save changes to {name}?");
    let shown = dialog_ui(context, &title, 420.0, |ui| {
        let theme = theme::of(ui);
        say(
            ui,
            "If you don’t save, what you changed since the last save is lost.",
            theme.text2,
        );
        foot(ui, |ui| {
            let save = Button::primary("Save").keys("Enter");
            if default_button(ui, true, opening, save) {
                return Some(Unsaved::Save);
            }
            if ui.add(Button::quiet("Don’t save")).clicked() {
                return Some(Unsaved::Discard);
            }
            let cancel = ui.add(Button::plain("Cancel"));
            cancel.clicked().then_some(Unsaved::Cancel)
        })
    });
    // Esc takes nothing and loses nothing.
    shown.inner.or(shown.closed.then_some(Unsaved::Cancel))
}
