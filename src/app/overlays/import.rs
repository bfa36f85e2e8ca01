//! The import dialog: what was read, where it goes, what its unknown labels mean, and what could not be read.

use std::collections::BTreeMap;

use super::dialog::{default_button, dialog_ui, foot, heading, say, say_small};
use crate::app::theme::{self, HAIRLINE, RADIUS_CONTROL};
use crate::app::widgets::{Button, Family, Icon, drop_down, segmented};
use crate::edit::actions::count;
use crate::model::{KindId, LabelSchema};
use crate::session::{Command, Importing, Into, Session};
use eframe::egui::{Context, Frame, Margin, ScrollArea, Sense, Stroke, Ui, vec2};

/// View state of the import dialog.
#[derive(Default)]
pub struct ImportView {
    /// Where the import goes; `None` until chosen.
    into: Option<Into>,
    /// What labels mean, as far as it was chosen here; labels in lower case.
    chosen: BTreeMap<String, KindId>,
}

/// Widths and heights in points.
const WIDTH: f32 = 560.0;
const LABELS: f32 = 168.0;
const NOTES: f32 = 150.0;
const LABEL: f32 = 240.0;
/// Notes that are shown; the rest is counted.
const MOST_NOTES: usize = 200;

/// Returns whether it closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut ImportView,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    let Some(importing) = session.importing() else {
        return true;
    };
    let shown = dialog_ui(context, "Import", WIDTH, |ui| {
        found_ui(ui, session, importing);
        let into = where_ui(ui, session, view);
        labels_ui(ui, session, into, view);
        notes_ui(ui, importing);
        foot(ui, |ui| {
            let import = Button::primary("Import").keys("Enter");
            let import = default_button(ui, true, opening, import);
            let cancelled = ui.add(Button::plain("Cancel")).clicked();
            (import.then_some(into), cancelled)
        })
    });
    let (taken, cancelled) = shown.inner;
    if let Some(into) = taken {
        let labels = session
            .labels_to_map(into)
            .into_iter()
            .map(|(label, kind)| {
                let label = label.to_lowercase();
                let kind = view.chosen.get(&label).cloned().unwrap_or(kind);
                (label, kind)
            });
        out.push(Command::TakeImport {
            into,
            labels: labels.collect(),
        });
        return true;
    }
    if shown.closed || cancelled {
        out.push(Command::DropImport);
        return true;
    }
    false
}

fn found_ui(ui: &mut Ui, session: &Session, importing: &Importing) {
    let theme = theme::of(ui);
    let project = &importing.imported.project;
    let parts = [
        count(project.document_order().len(), "document"),
        count(project.mention_count(), "mention"),
        count(project.claim_count(), "claim"),
    ];
    say(
        ui,
        &format!("{}, {}", importing.name, importing.format),
        theme.text,
    );
    say_small(ui, &parts.join(", "), theme.text2);
    let met = session
        .work()
        .map_or(0, |work| importing.met(work.project()));
    if met > 0 {
        let are = if met == 1 { "is" } else { "are" };
        let words = format!(
            "The text of {} {are} in the open project.",
            count(met, "document")
        );
        say_small(ui, &words, theme.text2);
    }
    ui.add_space(10.0);
}

/// Where the import goes: into the open project where there is one, unless otherwise chosen.
fn where_ui(ui: &mut Ui, session: &Session, view: &mut ImportView) -> Into {
    let Some(work) = session.work() else {
        return Into::NewProject;
    };
    let into = view.into.unwrap_or(Into::OpenProject);
    heading(ui, "Where to");
    ui.add_space(2.0);
    let open = format!("Add to “{}”", short(&work.name()));
    let at = usize::from(into == Into::NewProject);
    let options = [open.as_str(), "New project"];
    match segmented(ui, "Where to", Family::Source, &options, Some(at)) {
        Some(0) => view.into = Some(Into::OpenProject),
        Some(_) => view.into = Some(Into::NewProject),
        None => {}
    }
    ui.add_space(10.0);
    view.into.unwrap_or(into)
}

fn short(name: &str) -> String {
    const LONGEST: usize = 32;
    match name.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &name[..at]),
        None => name.to_owned(),
    }
}

fn labels_ui(ui: &mut Ui, session: &Session, into: Into, view: &mut ImportView) {
    let labels = session.labels_to_map(into);
    if labels.is_empty() {
        return;
    }
    let schema = session.schema_for(into);
    heading(ui, "Labels that are no kind here");
    ui.add_space(2.0);
    ScrollArea::vertical()
        .id_salt("labels")
        .max_height(LABELS)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (label, kind) in &labels {
                label_ui(ui, &schema, label, kind, view);
            }
        });
    ui.add_space(10.0);
}

fn label_ui(ui: &mut Ui, schema: &LabelSchema, label: &str, kind: &KindId, view: &mut ImportView) {
    let theme = theme::of(ui);
    let key = label.to_lowercase();
    let kind = view.chosen.get(&key).unwrap_or(kind);
    let at = schema.position(kind).unwrap_or(0);
    let names: Vec<&str> = schema.kinds.iter().map(|kind| kind.name.as_str()).collect();
    ui.horizontal(|ui| {
        ui.allocate_ui(vec2(LABEL, 28.0), |ui| {
            ui.set_min_width(LABEL);
            say(ui, label, theme.text);
        });
        let says = format!("Kind for {label}");
        if let Some(kind) = drop_down(ui, &says, &names, at).and_then(|at| schema.kinds.get(at)) {
            view.chosen.insert(key, kind.id.clone());
        }
    });
}

/// What was left out, changed or guessed.
fn notes_ui(ui: &mut Ui, importing: &Importing) {
    let theme = theme::of(ui);
    let notes = importing.notes();
    if notes.is_empty() {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
            Icon::Check.paint(ui.painter(), rect, 15.0, theme.good);
            say(ui, "Everything could be read.", theme.text);
        });
        return;
    }
    heading(
        ui,
        &format!("{} on what was read", count(notes.len(), "note")),
    );
    ui.add_space(2.0);
    let frame = Frame::new()
        .fill(theme.panel)
        .stroke(Stroke::new(HAIRLINE, theme.line))
        .corner_radius(RADIUS_CONTROL)
        .inner_margin(Margin::same(10));
    frame.show(ui, |ui| {
        ScrollArea::vertical()
            .id_salt("notes")
            .max_height(NOTES)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for note in notes.iter().take(MOST_NOTES) {
                    say_small(ui, &note.to_string(), theme.text);
                }
                if notes.len() > MOST_NOTES {
                    let more = format!("And {} more.", notes.len() - MOST_NOTES);
                    say_small(ui, &more, theme.text3);
                }
            });
    });
}
