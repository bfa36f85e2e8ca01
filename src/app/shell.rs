//! The window as a whole: bars, panels, article, and what lies over them.
//!
//! One frame: keys become commands, panels add theirs, then all are dispatched and the session's effects done.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use eframe::egui::{CentralPanel, Context, Frame, Panel, Rect, Ui, ViewportCommand};

use super::article::article_ui;
use super::article::caret::caret_key;
use super::article::view::ArticleView;
use super::effects::preference;
use super::overlays::toast::{Toasts, toasts_ui};
use super::overlays::{Overlay, overlays_ui};
use super::panels::{
    ClaimsView, DocumentsView, EntitiesView, InspectorView, claims_ui, documents_ui, entities_ui,
    inspector_ui,
};
use super::pickers::{NoPickers, Pickers, SystemPickers};
use super::start::{StartView, start_ui};
use super::{bars, keyboard, past_bar, read_only_bar, review_bar, theme};
use crate::formats::ExportOptions;
use crate::session::action::Action;
use crate::session::{Command, Inline, Notice, Session, Threads, Work};
use crate::storage::{self, Settings};

/// Height of the bars at the top and at the foot.
const TOP_BAR: f32 = 36.0;
const STATUS_BAR: f32 = 26.0;
/// Under this width the left panel folds; under the next, the right panel is a drawer.
const FOLD_LEFT: f32 = 1100.0;
const FOLD_RIGHT: f32 = 930.0;
/// From this width on the lists stand side by side.
const WIDE: f32 = 2200.0;

/// Which list the right panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RightTab {
    Entities,
    #[default]
    Claims,
}

/// View state of the window: nothing here is saved with the project.
#[derive(Default)]
pub struct Views {
    pub article: ArticleView,
    pub documents: DocumentsView,
    pub entities: EntitiesView,
    pub claims: ClaimsView,
    pub inspector: InspectorView,
    pub start: StartView,
    pub tab: RightTab,
    /// The analyst's choice; `None` follows the window's width.
    pub left: Option<bool>,
    pub right: Option<bool>,
    pub find: String,
    pub overlay: Option<Overlay>,
    pub toasts: Toasts,
    pub panel: usize,
}

/// The window.
pub struct Shell {
    session: Session,
    views: Views,
    pub(super) pickers: Box<dyn Pickers>,
    pub(super) export: Option<(&'static str, ExportOptions)>,
    theme: Option<storage::Theme>,
    title: String,
    closing: bool,
    has_focus: bool,
    writes_settings: bool,
    /// Since when frame times are measured, if they are.
    measured_since: Option<Instant>,
    article_area: Rect,
    /// Whether a text field had the keyboard at the end of the last frame.
    was_typing: bool,
}

impl Shell {
    /// The app in a real window.
    pub fn for_window(context: &Context, settings: Settings) -> Self {
        let waking = context.clone();
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(move || waking.request_repaint());
        let mut session = Session::new(settings, Box::new(Threads), wake.clone());
        if let Some(data) = storage::data_folder() {
            session.keep_safe_in(data);
        }
        session.lock_projects();
        let mut shell = Self::new(context, session, Box::new(SystemPickers::new(wake)));
        shell.writes_settings = true;
        shell
    }

    /// The app in a test: jobs run at once, no dialogs, settings aren't written.
    pub fn for_tests(context: &Context, session: Session) -> Self {
        Self::new(context, session, Box::new(NoPickers))
    }

    /// A session for [`Shell::for_tests`] with these settings.
    pub fn test_session(settings: Settings) -> Session {
        Session::new(settings, Box::new(Inline), Arc::new(|| {}))
    }

    fn new(context: &Context, session: Session, pickers: Box<dyn Pickers>) -> Self {
        theme::install(context, preference(session.settings().theme));
        // Ctrl + and Ctrl − change the article's text, not the whole window.
        context.options_mut(|options| options.zoom_with_keyboard = false);
        Self {
            theme: Some(session.settings().theme),
            session,
            views: Views::default(),
            pickers,
            export: None,
            title: String::new(),
            closing: false,
            has_focus: true,
            writes_settings: false,
            measured_since: None,
            article_area: Rect::ZERO,
            was_typing: false,
        }
    }

    /// What the app knows and does.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// For tests that set up what the window then shows.
    pub fn session_mut(&mut self) -> &mut Session {
        &mut self.session
    }

    /// Opens articles and projects.
    pub fn open(&mut self, paths: Vec<PathBuf>) {
        if !paths.is_empty() {
            self.session.dispatch(Command::OpenPaths(paths));
        }
    }

    /// Tells the analyst something.
    pub fn warn(&mut self, text: String) {
        self.session.notify(Notice::warning(text));
    }

    /// Writes frame times to standard output.
    pub fn measure_frames(&mut self, since: Option<Instant>) {
        self.measured_since = since;
    }

    /// One frame.
    pub fn frame_ui(&mut self, ui: &mut Ui) {
        let context = ui.ctx().clone();
        self.session.poll();
        self.effects(&context);
        self.dialogs_ended();
        self.dropped(&context);
        let mut out = Vec::new();
        if self.views.overlay.is_none() {
            self.keys(&context);
        }
        self.window_ui(ui, &mut out);
        overlays_ui(&context, &self.session, &mut self.views.overlay, &mut out);
        self.chosen_export();
        toasts_ui(
            &context,
            self.article_area,
            &mut self.views.toasts,
            &mut out,
        );
        if !out.is_empty() {
            self.dispatch(&context, out);
            // What the commands changed is drawn with the next frame.
            context.request_repaint();
        }
        self.after(&context);
        self.was_typing = context.text_edit_focused();
    }

    pub(super) fn dispatch(&mut self, context: &Context, commands: Vec<Command>) {
        let mut commands = commands;
        if commands.iter().any(ends_typing) {
            commands.splice(0..0, self.half_typed());
        }
        for command in commands {
            self.session.dispatch(self.enriched(command));
            self.session.poll();
            self.effects(context);
        }
    }

    /// Does what pressed keys mean, one after the other.
    fn keys(&mut self, context: &Context) {
        for press in keyboard::presses(context, &self.session, self.was_typing) {
            let command = match press {
                keyboard::Press::Command(Command::Do(Action::Cancel))
                    if self.views.toasts.dismiss() =>
                {
                    None
                }
                keyboard::Press::Command(command) => Some(command),
                keyboard::Press::Caret(key, modifiers) => {
                    let view = &mut self.views.article;
                    let work = self.session.work();
                    work.and_then(|work| caret_key(work, view, key, modifiers))
                }
            };
            self.dispatch(context, command.into_iter().collect());
        }
    }

    /// What is half typed in the inspector, as commands that keep it.
    fn half_typed(&mut self) -> Vec<Command> {
        let mut kept = Vec::new();
        if let Some(work) = self.session.work() {
            self.views.inspector.flush(work, &mut kept);
        }
        kept
    }

    fn window_ui(&mut self, ui: &mut Ui, out: &mut Vec<Command>) {
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

    /// Articles and projects dropped on the window.
    fn dropped(&mut self, context: &Context) {
        let files = context.input(|input| input.raw.dropped_files.clone());
        let paths: Vec<_> = files
            .into_iter()
            .map(|file| file.path().to_owned())
            .collect();
        self.open(paths);
    }

    /// What follows each frame: toasts, theme, title, settings, close requests.
    fn after(&mut self, context: &Context) {
        let revision = self.session.work().map(Work::revision);
        self.views.toasts.follow(revision);
        while let Some(notice) = self.session.take_notice() {
            self.views.toasts.push(notice);
            context.request_repaint();
        }
        let chosen = self.session.settings().theme;
        if self.theme != Some(chosen) {
            context.set_theme(preference(chosen));
            self.theme = Some(chosen);
        }
        let has_focus = context.input(|input| input.focused);
        if self.has_focus && !has_focus {
            self.session.flush_journal();
        }
        if !self.has_focus && has_focus {
            self.session.look_at_disk();
        }
        self.has_focus = has_focus;
        let title = self.session.title();
        if title != self.title {
            context.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        if self.session.take_settings_changed() && self.writes_settings {
            self.save_settings();
        }
        if context.input(|input| input.viewport().close_requested()) && !self.closing {
            for command in self.half_typed() {
                self.session.dispatch(command);
            }
            if self.session.may_close() {
                self.session.close_journal();
                self.keep_window_size(context);
            } else {
                context.send_viewport_cmd(ViewportCommand::CancelClose);
                self.effects(context);
            }
        }
    }

    pub(super) fn close(&mut self, context: &Context) {
        self.closing = true;
        self.session.close_journal();
        self.keep_window_size(context);
        context.send_viewport_cmd(ViewportCommand::Close);
    }

    fn keep_window_size(&mut self, context: &Context) {
        let size = context
            .input(|input| input.viewport().inner_rect)
            .map(|rect| rect.size());
        if let Some(size) = size.filter(|size| size.x >= 720.0 && size.y >= 480.0) {
            self.session
                .change_settings(|settings| settings.window = (size.x as u16, size.y as u16));
        }
        if self.session.take_settings_changed() && self.writes_settings {
            self.save_settings();
        }
    }

    fn save_settings(&mut self) {
        if let Err(error) = self.session.settings().save() {
            let notice = Notice::warning(format!("Settings are not kept. {error}"));
            self.session.notify(notice);
        }
    }

    pub(super) fn views(&mut self) -> &mut Views {
        &mut self.views
    }

    pub(super) fn work_and_views(&mut self) -> (Option<&Work>, &mut Views) {
        (self.session.work(), &mut self.views)
    }
}

impl eframe::App for Shell {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let begun = Instant::now();
        self.frame_ui(ui);
        if let Some(since) = self.measured_since {
            let total = since.elapsed().as_secs_f64() * 1000.0;
            let frame = begun.elapsed().as_secs_f64() * 1000.0;
            println!("{total:.1} {frame:.2}");
        }
    }

    fn clear_color(&self, visuals: &eframe::egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

/// Whether words that are still being typed should be kept before this is done.
fn ends_typing(command: &Command) -> bool {
    matches!(
        command,
        Command::SaveTo(_)
            | Command::Do(
                Action::Save
                    | Action::SaveAs
                    | Action::Export
                    | Action::Close
                    | Action::Quit
                    | Action::New
                    | Action::Open
            )
    )
}
