//! The window as a whole: its state, and what happens in a frame.
//!
//! One frame: keys become commands, panels add theirs, then all are dispatched and the session's effects done.

mod layout;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use eframe::egui::{Context, Id, Popup, Rect, Ui, ViewportCommand};

use super::article::caret::caret_key;
use super::article::view::ArticleView;
use super::effects::preference;
use super::key_order::{Holder, KeyOrder};
use super::menu_bar::MenuBar;
use super::overlays::toast::{Toasts, toasts_ui};
use super::overlays::{Overlay, SameNameView, overlays_ui};
use super::panels::{ClaimsView, DocumentsView, EntitiesView, InspectorView};
use super::pickers::{NoPickers, Pickers, SystemPickers};
use super::start::StartView;
use super::{keyboard, theme};
use crate::formats::ExportOptions;
use crate::session::action::Action;
use crate::session::{Command, Inline, Notice, Session, Threads, Work};
use crate::storage::{self, Settings};

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
    pub menus: MenuBar,
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
    key_order: KeyOrder,
    /// Whether what was done in this frame gives the keyboard to something else.
    pub(super) keyboard_goes: bool,
    /// What had the keyboard at the end of the last frame, and whether a dialog or menu was open.
    focused: Option<Id>,
    dialog: bool,
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
            key_order: KeyOrder::install(context),
            keyboard_goes: false,
            focused: None,
            dialog: false,
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
            self.views.menus.keys(&context);
            self.keys(&context);
        }
        self.window_ui(ui, &mut out);
        self.ask_first(&mut out);
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
        self.keyboard_goes_to(&context);
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

    /// Does what pressed keys mean, one after the other, until one gives the keyboard to something else.
    fn keys(&mut self, context: &Context) {
        let mut from = 0;
        while let Some((press, at)) =
            keyboard::next_press(context, &self.session, self.was_typing, from)
        {
            from = at;
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
            if self.keyboard_goes {
                self.key_order.put_back(context, at);
                return;
            }
        }
    }

    /// Tells for whom the keys of the next frame are.
    fn keyboard_goes_to(&mut self, context: &Context) {
        let focused = context.memory(|memory| memory.focused());
        let dialog = self.views.overlay.is_some() || Popup::is_any_open(context);
        let goes = self.keyboard_goes || (self.focused, self.dialog) != (focused, dialog);
        let open = self.views.overlay.as_ref();
        let letters = open.is_some_and(Overlay::answers_to_letters);
        let holder = if goes {
            Holder::Nobody
        } else if context.text_edit_focused() && !letters {
            Holder::Field
        } else if dialog {
            Holder::Dialog
        } else {
            Holder::Commands
        };
        if self.key_order.is_with(holder) {
            context.request_repaint();
        }
        (self.focused, self.dialog) = (focused, dialog);
        self.keyboard_goes = false;
    }

    /// Holds back what the analyst should be asked about before.
    fn ask_first(&mut self, commands: &mut Vec<Command>) {
        let Some(work) = self
            .session
            .work()
            .filter(|work| work.read_only().is_none())
        else {
            return;
        };
        let asks = |command: &Command| SameNameView::of(work, command);
        let Some((at, view)) = commands
            .iter()
            .enumerate()
            .find_map(|(at, command)| Some((at, asks(command)?)))
        else {
            return;
        };
        commands.remove(at);
        self.views.overlay = Some(Overlay::SameName(view));
    }

    /// What is half typed in the inspector, as commands that keep it.
    fn half_typed(&mut self) -> Vec<Command> {
        let mut kept = Vec::new();
        if let Some(work) = self.session.work() {
            self.views.inspector.flush(work, &mut kept);
        }
        kept
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
        let toasts = &mut self.views.toasts;
        if toasts.follow(revision) && toasts.offers(Action::CheckProject) {
            // What was said of the project may be mended by now.
            let session = &self.session;
            if session.set_aside().is_empty() && session.findings().is_empty() {
                toasts.retire(&[Action::CheckProject]);
            }
        }
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
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let begun = Instant::now();
        let last = frame.info().cpu_usage.unwrap_or(0.0);
        bear_slow_frames(ui.ctx(), f64::from(last));
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

/// How long two clicks may be apart to be a double click, in seconds, where frames are fast.
const DOUBLE_CLICK: f64 = 0.3;

/// egui times a click by the frame that it came with. Where frames are slow, a double click may be given as much
/// longer as two of them take.
fn bear_slow_frames(context: &Context, last: f64) {
    let delay = DOUBLE_CLICK + 2.0 * last.min(1.0);
    context.options_mut(|options| options.input_options.max_double_click_delay = delay);
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
