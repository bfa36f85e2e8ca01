//! External engines: programs of the user's own that suggest marks; add, change and remove them.
//!
//! What is typed is kept when the dialog is done, and only if every line can be run.

use super::dialog::{default_button, dialog_ui, fault, foot, heading, say, say_small};
use crate::app::theme;
use crate::app::widgets::{Button, Icon, TextField, icon_button};
use crate::session::{Command, NamedProgram, Session, USUAL_SECONDS};
use crate::storage::ExternalEngine;
use eframe::egui::{Context, DragValue, Id, ScrollArea, Ui, vec2};

const WIDTH: f32 = 720.0;
/// Widths of the columns, in points.
const NAME: f32 = 150.0;
const COMMAND: f32 = 450.0;
const SECONDS: f32 = 64.0;

/// View state of the dialog: what is typed.
#[derive(Default)]
pub struct EnginesView {
    lines: Option<Vec<ExternalEngine>>,
    /// The line whose name takes the keyboard.
    added: Option<usize>,
}

/// Returns whether the dialog closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut EnginesView,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    if opening && view.lines.is_none() {
        view.lines = Some(session.settings().engines.clone());
    }
    let lines = view.lines.get_or_insert_default();
    let mut done = false;
    let shown = dialog_ui(context, "External engines", WIDTH, |ui| {
        let theme = theme::of(ui);
        say(
            ui,
            "Programs of your own that suggest marks: they read documents as JSON lines and write what they find. They run on this computer, with your rights; no shell reads the command.",
            theme.text2,
        );
        ui.add_space(8.0);
        if lines.is_empty() {
            say_small(ui, "There is none yet.", theme.text3);
        } else {
            headings_ui(ui);
        }
        let height = (ui.ctx().content_rect().height() - 340.0).clamp(80.0, 320.0);
        ScrollArea::vertical()
            .max_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| lines_ui(ui, lines, &mut view.added, opening));
        ui.add_space(8.0);
        let add = ui.add(Button::quiet("Add engine").icon(Icon::Plus));
        if opening && lines.is_empty() {
            add.request_focus();
        }
        if add.clicked() {
            lines.push(ExternalEngine {
                name: String::new(),
                command: String::new(),
                seconds: USUAL_SECONDS,
            });
            view.added = Some(lines.len() - 1);
        }
        let is_whole = (0..lines.len()).all(|at| wrong(lines, at).is_none());
        foot(ui, |ui| {
            let save = Button::primary("Save").keys("Enter");
            if default_button(ui, is_whole, false, save) {
                out.push(Command::SetEngines(lines.clone()));
                done = true;
            }
            ui.add(Button::plain("Cancel")).clicked()
        })
    });
    done || shown.closed || shown.inner
}

fn headings_ui(ui: &mut Ui) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        for (words, width) in [("Name", NAME), ("Command", COMMAND), ("Seconds", SECONDS)] {
            ui.allocate_ui(vec2(width, 16.0), |ui| {
                ui.set_min_width(width);
                heading(ui, words);
            });
        }
    });
}

fn lines_ui(
    ui: &mut Ui,
    lines: &mut Vec<ExternalEngine>,
    added: &mut Option<usize>,
    opening: bool,
) {
    let mut removed = None;
    for at in 0..lines.len() {
        let line = &mut lines[at];
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let id = Id::unique(("engine name", at));
            let name = TextField::new(&mut line.name, "Name").hint("House rules");
            let name = name.width(NAME).id(id).show(ui);
            if *added == Some(at) || (opening && at == 0) {
                name.request_focus();
                *added = None;
            }
            let hint = "python3 /folder/script.py";
            let command = TextField::new(&mut line.command, "Command").hint(hint);
            command
                .width(COMMAND)
                .id(Id::unique(("engine command", at)))
                .show(ui);
            let seconds = DragValue::new(&mut line.seconds).range(1..=3600);
            let seconds = ui
                .add_sized(vec2(SECONDS, 24.0), seconds)
                .on_hover_text("How long it may take for each document");
            let label = format!("Seconds for {}", line.name);
            seconds
                .ctx
                .accesskit_node_builder(seconds.id, |node| node.set_label(label));
            let label = format!("Remove {}", line.name);
            if icon_button(ui, Icon::Trash, label.trim_end()).clicked() {
                removed = Some(at);
            }
        });
        match wrong(lines, at) {
            // Nobody has had time to type.
            Some(why) if is_blank(&lines[at]) => say_small(ui, &why, theme::of(ui).text3),
            Some(why) => fault(ui, &why),
            // The line stays, so that nothing moves under who types.
            None => say_small(ui, " ", theme::of(ui).text3),
        }
        ui.add_space(4.0);
    }
    if let Some(at) = removed {
        lines.remove(at);
    }
}

fn is_blank(line: &ExternalEngine) -> bool {
    line.name.trim().is_empty() && line.command.trim().is_empty()
}

/// What is wrong with a line, in a sentence.
fn wrong(lines: &[ExternalEngine], at: usize) -> Option<String> {
    let line = &lines[at];
    let name = line.name.trim();
    if is_blank(line) {
        return Some("Give a name and a command, or remove the line.".to_owned());
    }
    if name.is_empty() {
        return Some("An engine needs a name.".to_owned());
    }
    if lines[..at].iter().any(|other| other.name.trim() == name) {
        return Some(format!("There is already an engine named “{name}”."));
    }
    let found = NamedProgram::find(std::slice::from_ref(line), &line.name);
    found.err().map(|fault| format!("{fault}."))
}
