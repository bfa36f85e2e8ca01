//! A window with nothing but a session, the start page, overlays and toasts.

use claimdesk::app::overlays::toast::{Toasts, toasts_ui};
use claimdesk::app::overlays::{Overlay, overlays_ui};
use claimdesk::app::start::{StartView, start_ui};
use claimdesk::app::theme;
use claimdesk::formats::ExportOptions;
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Session};
use eframe::egui::{self, CentralPanel, Frame, Role, ThemePreference, Ui, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

pub struct Window {
    pub session: Session,
    pub overlay: Option<Overlay>,
    pub toasts: Toasts,
    pub start: StartView,
    /// Everything that was asked for, in order.
    pub asked: Vec<Command>,
}

impl Window {
    fn new(session: Session) -> Self {
        Self {
            session,
            overlay: None,
            toasts: Toasts::default(),
            start: StartView::default(),
            asked: Vec::new(),
        }
    }

    fn ui(&mut self, ui: &mut Ui) {
        let mut out = Vec::new();
        let frame = Frame::new().fill(theme::of(ui).paper);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            if self.session.work().is_none() {
                start_ui(ui, &self.session, &mut self.start, &mut out);
            }
            let area = ui.max_rect();
            toasts_ui(ui.ctx(), area, &mut self.toasts, &mut out);
        });
        overlays_ui(ui.ctx(), &self.session, &mut self.overlay, &mut out);
        for command in out {
            self.asked.push(command.clone());
            self.session.dispatch(command);
        }
        self.session.poll();
        while let Some(effect) = self.session.take_effect() {
            if let Some(overlay) = Overlay::for_effect(&effect) {
                self.overlay = Some(overlay);
                ui.ctx().request_repaint();
            }
        }
        while let Some(notice) = self.session.take_notice() {
            self.toasts.push(notice);
            ui.ctx().request_repaint();
        }
    }

    /// The last command, as its debug text: what a test compares.
    pub fn last(&self) -> String {
        self.asked
            .last()
            .map_or_else(String::new, |c| format!("{c:?}"))
    }
}

/// Presses “Export…” and returns what the dialog then hands over.
pub fn exported(harness: &mut Harness<'static, Window>) -> (&'static str, ExportOptions) {
    let button = harness.get_by_role_and_label(Role::Button, "Export…");
    button.click();
    harness.run();
    let Some(Overlay::Export(view)) = &mut harness.state_mut().overlay else {
        panic!("the dialog stays");
    };
    view.take_chosen().expect("a choice was handed over")
}

/// The sample project, opened.
pub fn sample() -> Session {
    let mut session = Session::for_tests(1);
    session.dispatch(Action::OpenSample);
    session
}

pub fn harness(session: Session, dark: bool, scale: f32) -> Harness<'static, Window> {
    let (preference, theme) = if dark {
        (ThemePreference::Dark, egui::Theme::Dark)
    } else {
        (ThemePreference::Light, egui::Theme::Light)
    };
    Harness::builder()
        .with_size(vec2(1440.0, 838.0))
        .with_pixels_per_point(scale)
        .with_theme(theme)
        .with_max_steps(30)
        .with_context_setup(move |context| theme::install(context, preference))
        .build_ui_state(
            |ui, window: &mut Window| window.ui(ui),
            Window::new(session),
        )
}

/// A window over the sample, with an overlay open.
pub fn with(overlay: Overlay) -> Harness<'static, Window> {
    let mut harness = harness(sample(), false, 1.0);
    harness.state_mut().overlay = Some(overlay);
    harness.run();
    harness
}

/// As [`with`], with the overlay that a command asks for.
pub fn with_action(action: Action) -> Harness<'static, Window> {
    let mut harness = harness(sample(), false, 1.0);
    harness.state_mut().session.dispatch(action);
    harness.run();
    harness
}
