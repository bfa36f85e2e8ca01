//! A path, typed: for machines without a file dialog, and for who likes to type.

use super::dialog::{dialog_ui, fault, foot, heading, say, say_small};
use super::path_names::{Names, Onward, taken};
use crate::app::theme::{self, FIELD, Weight, mono, ui_font};
use crate::app::widgets::typed::Typed;
use crate::app::widgets::{Button, drop_down, text};
use crate::formats::{ExportOptions, FORMATS, Format, Layout};
use crate::session::{AUTO, Command, Unsaved, with_ending};
use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{Context, Id, Key, Modifiers, Role, TextEdit, Ui, WidgetInfo, vec2};
use std::path::{Path, PathBuf};

/// How long after the last letter a path counts as typed, in seconds.
const PAUSE: f64 = 1.5;

/// What the path is for.
#[derive(Clone, Debug)]
pub enum PathPurpose {
    Open,
    Folder,
    SaveAs,
    Export {
        format: &'static str,
        options: ExportOptions,
    },
    Import,
    ImportRules,
    ExportRules,
}

/// What can be said of a typed path.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Verdict {
    Empty,
    /// The folder that was proposed, and nothing in it yet.
    Begun,
    Fine,
    /// A file is there already.
    Replaces,
    Fault(String),
}

/// View state of the path field.
pub struct PathView {
    purpose: PathPurpose,
    typed: String,
    /// The id of the format to import.
    format: &'static str,
    /// What the file system said of which typed path, so that it is asked once and not at each frame.
    checked: Option<(String, Verdict)>,
    /// Said above the field.
    why: &'static str,
    /// The folder that stood in the field at first; nothing is chosen with it yet.
    begun: Option<String>,
    /// A file that may not be saved over, and why.
    refused: Option<(PathBuf, String)>,
    names: Names,
    /// The path that was half typed when its last letter came, and when that was, in seconds.
    typing: Option<(String, f64)>,
}

impl PathView {
    /// `proposed` stands in the field at first: a file name, or a folder with a separator at its end.
    pub fn new(purpose: PathPurpose, proposed: &str) -> Self {
        Self {
            purpose,
            typed: proposed.to_owned(),
            format: AUTO,
            checked: None,
            why: "Type a path:",
            begun: proposed
                .ends_with(std::path::is_separator)
                .then(|| proposed.to_owned()),
            refused: None,
            names: Names::default(),
            typing: None,
        }
    }

    /// As [`PathView::new`], and says that there is no file dialog.
    pub fn without_dialog(purpose: PathPurpose, proposed: &str) -> Self {
        Self {
            why: "This machine has no file dialog. Type a path:",
            ..Self::new(purpose, proposed)
        }
    }

    /// As it is, but not to be saved to this file, and why.
    pub fn refusing(self, refused: Option<(PathBuf, String)>) -> Self {
        Self { refused, ..self }
    }

    fn title(&self) -> &'static str {
        match self.purpose {
            PathPurpose::Open => "Open",
            PathPurpose::Folder => "Open folder",
            PathPurpose::SaveAs => "Save as",
            PathPurpose::Export { .. } => "Export",
            PathPurpose::Import => "Import",
            PathPurpose::ImportRules => "Import learned rules",
            PathPurpose::ExportRules => "Export learned rules",
        }
    }

    fn path(&self) -> PathBuf {
        full_path(&self.typed)
    }

    fn verdict(&mut self) -> Verdict {
        if let Some((typed, verdict)) = &self.checked
            && *typed == self.typed
        {
            return verdict.clone();
        }
        let path = self.path();
        let verdict = match &self.purpose {
            _ if self.typed.trim().is_empty() => Verdict::Empty,
            PathPurpose::Folder => a_folder(&path),
            _ if self.begun.as_ref() == Some(&self.typed) => Verdict::Begun,
            PathPurpose::Import if path.is_dir() => self.reads_folder(),
            PathPurpose::Open | PathPurpose::Import | PathPurpose::ImportRules => readable(&path),
            PathPurpose::SaveAs => self.may_save(&path),
            PathPurpose::ExportRules => writable(&path, Layout::OneFile),
            PathPurpose::Export { format, .. } => {
                let layout = crate::formats::by_id(format).map(|format| format.layout);
                writable(&path, layout.unwrap_or(Layout::OneFile))
            }
        };
        self.checked = Some((self.typed.clone(), verdict.clone()));
        verdict
    }

    /// Whether the chosen format is read from folders; the content tells the format where none is chosen.
    fn reads_folder(&self) -> Verdict {
        match crate::formats::by_id(self.format) {
            Some(format) if format.layout == Layout::OneFile => Verdict::Fault(format!(
                "This is a folder, and {} is one file. Type the path of a file.",
                format.name
            )),
            _ => Verdict::Fine,
        }
    }

    fn may_save(&self, path: &Path) -> Verdict {
        if path.is_dir() {
            return writable(path, Layout::OneFile);
        }
        let path = with_ending(path.to_owned());
        match &self.refused {
            Some((refused, why)) if is_same_file(refused, &path) => Verdict::Fault(why.clone()),
            _ => writable(&path, Layout::OneFile),
        }
    }

    /// How the path may go on.
    fn onward(&mut self) -> Onward {
        if self.typed.trim().is_empty() {
            return Onward::default();
        }
        let path = self.path();
        let folders_only = matches!(self.purpose, PathPurpose::Folder);
        self.names.onward(&path, |_| !folders_only)
    }

    /// Whether the path is still being typed, so that what is wrong with it is not said yet: its last letter has
    /// just come, or there are names that it may go on to.
    fn is_half_typed(&mut self, now: f64) -> bool {
        let Some((typed, at)) = &self.typing else {
            return false;
        };
        *typed == self.typed && (now - at < PAUSE || !self.onward().names.is_empty())
    }

    fn command(&self) -> Command {
        let path = self.path();
        match &self.purpose {
            PathPurpose::Open | PathPurpose::Folder => Command::OpenPaths(vec![path]),
            PathPurpose::SaveAs => Command::SaveTo(path),
            PathPurpose::ImportRules => Command::ImportRules(path),
            PathPurpose::ExportRules => Command::ExportRules(path),
            PathPurpose::Export { format, options } => Command::ExportTo {
                format,
                options: options.clone(),
                path,
            },
            PathPurpose::Import => Command::ImportFrom {
                format: self.format,
                path,
            },
        }
    }
}

/// `~` is the user's own folder, as a shell has it.
fn full_path(typed: &str) -> PathBuf {
    let typed = typed.trim();
    let own = typed.strip_prefix("~/").and_then(|rest| {
        let home = etcetera::home_dir().ok()?;
        Some(home.join(rest))
    });
    own.unwrap_or_else(|| PathBuf::from(typed))
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| path.canonicalize().ok();
    one == other || whole(one).is_some_and(|one| whole(other) == Some(one))
}

fn readable(path: &Path) -> Verdict {
    if path.is_dir() {
        Verdict::Fault("This is a folder. Type the path of a file.".to_owned())
    } else if !path.exists() {
        Verdict::Fault("There is no such file.".to_owned())
    } else {
        Verdict::Fine
    }
}

fn a_folder(path: &Path) -> Verdict {
    if path.is_dir() {
        Verdict::Fine
    } else {
        Verdict::Fault("There is no such folder.".to_owned())
    }
}

fn writable(path: &Path, layout: Layout) -> Verdict {
    if layout == Layout::OneFile && path.is_dir() {
        let why = "This is a folder. Type a file name after it.";
        return Verdict::Fault(why.to_owned());
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let here = folder.as_os_str().is_empty();
    if !here && !folder.is_dir() {
        return Verdict::Fault(format!("There is no folder {}.", folder.display()));
    }
    if path.is_file() {
        Verdict::Replaces
    } else {
        Verdict::Fine
    }
}

/// Returns whether it closed; what was asked for is in `out`.
pub(super) fn show(
    context: &Context,
    view: &mut PathView,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    let shown = dialog_ui(context, view.title(), 520.0, |ui| {
        let theme = theme::of(ui);
        if matches!(view.purpose, PathPurpose::Import) {
            format_ui(ui, view);
        }
        say(ui, view.why, theme.text2);
        let enter = field_ui(ui, view, opening);
        let verdict = view.verdict();
        note_ui(ui, view, &verdict);
        let fits = matches!(verdict, Verdict::Fine | Verdict::Replaces);
        foot(ui, |ui| {
            let replaces = verdict == Verdict::Replaces;
            let verb = match view.purpose {
                _ if replaces => "Replace",
                PathPurpose::SaveAs => "Save",
                PathPurpose::ImportRules => "Import",
                PathPurpose::ExportRules => "Export",
                _ => view.title(),
            };
            let go = ui.add_enabled(fits, Button::primary(verb).keys("Enter"));
            if enter && replaces {
                // Another Enter, on the button, says that this is meant.
                go.request_focus();
            }
            let cancel = ui.add(Button::plain("Cancel")).clicked();
            let done = go.clicked() || (enter && fits && !replaces);
            (done, cancel)
        })
    });
    let (done, cancel) = shown.inner;
    if done {
        out.push(view.command());
    } else if (cancel || shown.closed) && matches!(view.purpose, PathPurpose::SaveAs) {
        // Nothing waits for this save any more.
        out.push(Command::Unsaved(Unsaved::Cancel));
    }
    done || cancel || shown.closed
}

/// The format: told from the content and the name, unless another one is chosen.
fn format_ui(ui: &mut Ui, view: &mut PathView) {
    let readers: Vec<&Format> = FORMATS.iter().filter(|format| format.reads()).collect();
    heading(ui, "Format");
    let mut names = vec!["By its content"];
    names.extend(readers.iter().map(|format| format.name));
    let selected = readers.iter().position(|format| format.id == view.format);
    let selected = selected.map_or(0, |place| place + 1);
    if let Some(chosen) = drop_down(ui, "Format", &names, selected) {
        let chosen = chosen.checked_sub(1).and_then(|place| readers.get(place));
        view.format = chosen.map_or(AUTO, |format| format.id);
        // Another format may be read from what this one is not.
        view.checked = None;
    }
    ui.add_space(8.0);
}

fn field_ui(ui: &mut Ui, view: &mut PathView, opening: bool) -> bool {
    let id = ui.scope_id().with("path");
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    if has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown)) {
        take_first(ui, id, view);
    }
    let enter = has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let font = mono(12.0, Weight::Medium);
    let typed = Typed::of(ui, id, &view.typed, &font, f32::INFINITY);
    let ink = theme::of(ui).text;
    let field = TextEdit::singleline(&mut view.typed)
        .id(id)
        .font(font)
        .text_color(typed.ink(ink))
        .margin(vec2(8.0, 5.0))
        .min_size(vec2(0.0, FIELD))
        .desired_width(f32::INFINITY)
        .hint_text("/folder/file");
    let response = ui.add(field);
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label("Path"));
    let inner = response.rect.shrink2(vec2(8.0, 0.0));
    typed.show(ui, &response, &view.typed, inner, ink);
    if opening {
        response.request_focus();
    }
    let now = ui.input(|input| input.time);
    if response.changed() {
        view.typing = Some((view.typed.clone(), now));
    }
    if enter || response.lost_focus() {
        view.typing = None;
    }
    enter
}

/// The path goes on with the first name that fits.
fn take_first(ui: &Ui, id: Id, view: &mut PathView) {
    if let Some(name) = view.onward().names.first() {
        view.typed = taken(&view.typed, name);
        let now = ui.input(|input| input.time);
        view.typing = Some((view.typed.clone(), now));
        let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        let end = CCursor::new(view.typed.chars().count());
        state.cursor.set_char_range(Some(CCursorRange::one(end)));
        state.store(ui.ctx(), id);
    }
}

fn note_ui(ui: &mut Ui, view: &mut PathView, verdict: &Verdict) {
    let theme = theme::of(ui);
    let now = ui.input(|input| input.time);
    match verdict {
        Verdict::Fault(_) if view.is_half_typed(now) => {
            let pause = std::time::Duration::from_secs_f64(PAUSE);
            ui.ctx().request_repaint_after(pause);
            onward_ui(ui, &view.onward());
        }
        Verdict::Empty => say_small(ui, "~ is your own folder.", theme.text3),
        Verdict::Begun => onward_ui(ui, &view.onward()),
        Verdict::Fault(words) => fault(ui, words),
        Verdict::Replaces => {
            say_small(
                ui,
                "There is a file of this name. It will be replaced.",
                theme.warn,
            );
        }
        // The line stays, so that the buttons don't move.
        Verdict::Fine => say_small(ui, " ", theme.text3),
    }
}

/// The names that fit, in one line that is always as high, so that the buttons don’t move.
fn onward_ui(ui: &mut Ui, onward: &Onward) {
    let theme = theme::of(ui);
    let line = onward.line();
    let words = if line.is_empty() {
        " ".to_owned()
    } else {
        format!("↓  {line}")
    };
    let font = ui_font(12.0, Weight::Regular);
    let galley = text::line(ui, &words, font, theme.text3, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(
        vec2(ui.available_width(), galley.size().y.max(16.0)),
        eframe::egui::Sense::hover(),
    );
    text::paint(
        ui.painter(),
        galley,
        eframe::egui::Align2::LEFT_TOP,
        rect.min,
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Goes on with {line}")));
}
