//! Version and licences.

use super::dialog::{default_button, dialog_ui, foot, heading, say, say_small};
use crate::app::start::mark_ui;
use crate::app::theme::{self, Weight, serif};
use crate::app::widgets::Button;
use eframe::egui::{Context, RichText};

const FONTS: &str = "Source Serif 4, Inter, IBM Plex Mono and Noto Naskh Arabic, each under the SIL Open Font \
                     License 1.1. The licence texts come with the app.";

/// Returns whether it closed.
pub(super) fn show(context: &Context, opening: bool) -> bool {
    let shown = dialog_ui(context, "About Claimdesk", 400.0, |ui| {
        let theme = theme::of(ui);
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            mark_ui(ui, 40.0);
            ui.vertical(|ui| {
                let font = serif(22.0, Weight::SemiBold);
                ui.label(RichText::new("Claimdesk").font(font).color(theme.text));
                let version = concat!("Version ", env!("CARGO_PKG_VERSION"));
                say(ui, version, theme.text2);
            });
        });
        ui.add_space(12.0);
        say(ui, "Offline. Nothing leaves this computer.", theme.text);
        ui.add_space(8.0);
        heading(ui, "Licence");
        let licence = concat!(env!("CARGO_PKG_LICENSE"), ", at your choice.");
        say_small(ui, licence, theme.text2);
        ui.add_space(4.0);
        heading(ui, "Fonts");
        say_small(ui, FONTS, theme.text2);
        foot(ui, |ui| {
            default_button(ui, true, opening, Button::primary("Close"))
        })
    });
    shown.closed || shown.inner
}
