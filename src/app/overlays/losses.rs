//! What an export could not hold, each loss with its examples.

use super::dialog::{default_button, dialog_ui, foot, heading, say, say_small};
use crate::app::theme;
use crate::app::widgets::{Button, Icon};
use crate::formats::LossCount;
use crate::session::Session;
use eframe::egui::{Context, ScrollArea, Sense, Ui, vec2};

/// Width of the dialog and greatest height of its list, in points.
const WIDTH: f32 = 560.0;
const HEIGHT: f32 = 360.0;

/// Returns whether the dialog closed.
pub(super) fn show(context: &Context, session: &Session, opening: bool) -> bool {
    let Some(report) = session.last_export() else {
        return true;
    };
    let shown = dialog_ui(context, "Losses of the export", WIDTH, |ui| {
        let theme = theme::of(ui);
        say(ui, &report.path.display().to_string(), theme.text);
        if report.proven {
            say_small(ui, "Read back and compared.", theme.text2);
        }
        ui.add_space(8.0);
        heading(ui, &format!("{} can’t hold", report.format));
        ScrollArea::vertical()
            .max_height(HEIGHT)
            .auto_shrink([false, true])
            .show(ui, |ui| losses_ui(ui, &report.lost));
        foot(ui, |ui| {
            default_button(ui, true, opening, Button::primary("Close"))
        })
    });
    shown.closed || shown.inner
}

/// Losses below each other, each whole.
pub(super) fn losses_ui(ui: &mut Ui, lost: &[LossCount]) {
    let theme = theme::of(ui);
    for lost in lost {
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
            Icon::Warning.paint(ui.painter(), rect, 13.0, theme.warn);
            say_small(ui, &lost.to_string(), theme.text);
        });
    }
}
