//! Where bars, panels and article stand, and which of them the window has room for.

use eframe::egui::{CentralPanel, Frame, Panel, Ui};

use super::{RightTab, Shell};
use crate::app::article::article_ui;
use crate::app::panels::{claims_ui, documents_ui, entities_ui, inspector_ui};
use crate::app::start::start_ui;
use crate::app::{bars, past_bar, read_only_bar, review_bar, theme};
use crate::session::Command;

/// Height of the bars at the top and at the foot.
const TOP_BAR: f32 = 36.0;
const STATUS_BAR: f32 = 26.0;
/// Under this width the left panel folds; under the next, the right panel is a drawer.
const FOLD_LEFT: f32 = 1100.0;
const FOLD_RIGHT: f32 = 930.0;
/// From this width on the lists stand side by side.
const WIDE: f32 = 2200.0;

impl Shell {
    pub(super) fn window_ui(&mut self, ui: &mut Ui, out: &mut Vec<Command>) {
        let theme = theme::of(ui);
        let width = ui.available_width();
        let bar = Frame::new().fill(theme.chrome);
        Panel::top("bar")
            .frame(bar)
            .exact_size(TOP_BAR)
            .show_separator_line(true)
            .show(ui, |ui| {
                bars::top_ui(ui, &self.session, &mut self.views, out);
            });
        Panel::bottom("status")
            .frame(bar)
            .exact_size(STATUS_BAR)
            .show_separator_line(true)
            .show(ui, |ui| {
                bars::status_ui(ui, &self.session, out);
            });
        let Some(work) = self.session.work() else {
            self.start_ui(ui, out);
            return;
        };
        read_only_bar::read_only_bar_ui(ui, work, out);
        if work.active().is_none() {
            self.empty_ui(ui, out);
            return;
        }
        self.left_ui(ui, width, out);
        self.right_ui(ui, width, out);
        if self.session.past().is_some() {
            let frame = Frame::new().fill(theme.accent_soft);
            Panel::top("past")
                .frame(frame)
                .exact_size(past_bar::HEIGHT)
                .show_separator_line(true)
                .show(ui, |ui| {
                    past_bar::past_bar_ui(ui, &self.session, out);
                });
        }
        let reviewing = self.session.work().is_some_and(|work| work.is_reviewing());
        if reviewing {
            let frame = Frame::new().fill(theme.paper);
            Panel::bottom("review")
                .frame(frame)
                .exact_size(review_bar::HEIGHT)
                .show_separator_line(false)
                .show(ui, |ui| {
                    review_bar::review_bar_ui(ui, &self.session, out);
                });
        }
        CentralPanel::no_frame().show(ui, |ui| {
            self.article_area = ui.available_rect_before_wrap();
            article_ui(ui, &self.session, &mut self.views.article, out);
        });
    }

    fn start_ui(&mut self, ui: &mut Ui, out: &mut Vec<Command>) {
        let frame = Frame::new().fill(theme::of(ui).paper);
        CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            self.article_area = ui.available_rect_before_wrap();
            start_ui(ui, &self.session, &mut self.views.start, out);
        });
    }

    /// A project without documents: one sentence and what to do.
    fn empty_ui(&mut self, ui: &mut Ui, out: &mut Vec<Command>) {
        let frame = Frame::new().fill(theme::of(ui).paper);
        CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            self.article_area = ui.available_rect_before_wrap();
            bars::empty_ui(ui, out);
        });
    }

    fn left_ui(&mut self, ui: &mut Ui, width: f32, out: &mut Vec<Command>) {
        let theme = theme::of(ui);
        let Some(work) = self.session.work() else {
            return;
        };
        let open = self.views.left.unwrap_or(width >= FOLD_LEFT);
        let size = match (open, width >= WIDE) {
            (false, _) => 36.0,
            (true, true) => 240.0,
            (true, false) => 208.0,
        };
        let frame = Frame::new().fill(theme.panel);
        Panel::left("documents")
            .frame(frame)
            .exact_size(size)
            .resizable(false)
            .show(ui, |ui| {
                if open {
                    documents_ui(ui, work, &mut self.views.documents, out);
                } else if bars::strip_ui(ui) {
                    self.views.left = Some(true);
                }
            });
    }

    fn right_ui(&mut self, ui: &mut Ui, width: f32, out: &mut Vec<Command>) {
        let theme = theme::of(ui);
        if !self.views.right.unwrap_or(width >= FOLD_RIGHT) {
            bars::right_strip_ui(ui, &mut self.views.right);
            return;
        }
        let (least, size, most) = if width >= WIDE {
            (560.0, 760.0, 1000.0)
        } else if width > 1024.0 {
            (300.0, 376.0, 560.0)
        } else {
            (300.0, 320.0, 420.0)
        };
        let frame = Frame::new().fill(theme.panel);
        let panel = Panel::right("lists").frame(frame).resizable(true);
        panel
            .default_size(size)
            .size_range(least..=most)
            .show(ui, |ui| {
                let Some(work) = self.session.work() else {
                    return;
                };
                let views = &mut self.views;
                let area = ui.available_rect_before_wrap();
                let share = (area.height() * 0.39).clamp(140.0, 560.0);
                Panel::top("list")
                    .frame(Frame::new())
                    .resizable(true)
                    .default_size(share)
                    .size_range(96.0..=(area.height() - 120.0).max(120.0))
                    .show(ui, |ui| {
                        // A short list leaves its share of the panel as it is.
                        ui.expand_to_include_rect(ui.max_rect());
                        if width >= WIDE {
                            ui.columns(2, |columns| {
                                entities_ui(&mut columns[0], work, &mut views.entities, out);
                                claims_ui(&mut columns[1], work, &mut views.claims, out);
                            });
                        } else {
                            bars::tabs_ui(ui, work, &mut views.tab);
                            match views.tab {
                                RightTab::Entities => {
                                    entities_ui(ui, work, &mut views.entities, out)
                                }
                                RightTab::Claims => claims_ui(ui, work, &mut views.claims, out),
                            }
                        }
                    });
                if work.read_only().is_some() {
                    ui.disable();
                }
                inspector_ui(ui, work, self.session.settings(), &mut views.inspector, out);
            });
    }
}
