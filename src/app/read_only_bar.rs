//! The strip under the menus of a window that may only read: who has the project, and what can be done.

use eframe::egui::{Align, Frame, Layout, Panel, RichText, Sense, Ui, vec2};

use super::theme::{self, Weight};
use super::widgets::{Button, Icon};
use crate::session::action::Action;
use crate::session::{Command, Work};

/// In points.
const HEIGHT: f32 = 36.0;

/// Shows the strip at the top of what is left of the window, where the project may only be read.
pub fn read_only_bar_ui(ui: &mut Ui, work: &Work, out: &mut Vec<Command>) {
    let Some(read_only) = work.read_only() else {
        return;
    };
    let theme = theme::of(ui);
    let frame = Frame::new().fill(theme.warn_soft);
    Panel::top("read only")
        .frame(frame)
        .exact_size(HEIGHT)
        .show_separator_line(true)
        .show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                ui.add_space(12.0);
                ui.spacing_mut().item_spacing.x = 8.0;
                let (rect, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
                Icon::Warning.paint(ui.painter(), rect, 15.0, theme.warn);
                let font = theme::ui_font(13.0, Weight::SemiBold);
                ui.label(RichText::new("Read only").font(font).color(theme.warn));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.add_space(8.0);
                    if ui.add(Button::quiet("Save a copy…")).clicked() {
                        out.push(Command::Do(Action::SaveAs));
                    }
                    if ui.add(Button::quiet("Take over…")).clicked() {
                        out.push(Command::Do(Action::TakeOver));
                    }
                    let font = theme::ui_font(13.0, Weight::Regular);
                    let why = read_only.why();
                    let room = ui.available_width();
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.set_max_width(room);
                        let words = RichText::new(&why).font(font).color(theme.text);
                        ui.add(eframe::egui::Label::new(words).truncate())
                            .on_hover_text(&why);
                    });
                });
            });
        });
}
