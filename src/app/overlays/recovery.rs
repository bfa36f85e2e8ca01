//! Asks what to do with work that was not saved, and shows what it holds.

use std::path::Path;

use super::dialog::{default_button, dialog_ui, fault, foot, heading, say, say_small};
use crate::app::theme::{self, Theme};
use crate::app::widgets::Button;
use crate::session::{Command, Recovering, Session};
use crate::storage::journal::{Damage, Recovery, StepKind, StepLine};
use eframe::egui::{Context, ScrollArea, Ui};

/// Height of a line of the list, in points.
const LINE: f32 = 20.0;
/// The greatest height of the list, in points.
const TALLEST: f32 = 260.0;

/// Returns whether the dialog closed. Without an answer the work is offered again later.
pub(super) fn show(
    context: &Context,
    session: &Session,
    journal: &Path,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    let Some(recovery) = session.recovery(journal) else {
        return true;
    };
    let title = format!("Recover work on {}?", recovery.head.name);
    let shown = dialog_ui(context, &title, 560.0, |ui| {
        let theme = theme::of(ui);
        say(ui, &summary(recovery), theme.text);
        if recovery.file_changed {
            let words = "The file is another one by now than when this work was begun. Saving recovered work merges the two; keep both to have them apart.";
            fault(ui, words);
        }
        if let Some(damage) = recovery.damage {
            fault(ui, left_out(damage));
        }
        ui.add_space(12.0);
        steps_ui(ui, theme, &recovery.steps);
        foot(ui, |ui| answer_ui(ui, recovery, opening))
    });
    if let Some(answer) = shown.inner {
        out.push(Command::Recovery(answer, journal.to_owned()));
        return true;
    }
    shown.closed
}

/// “7 changes from 14:07 on were not saved to cases.claimdesk.ron.”
fn summary(recovery: &Recovery) -> String {
    let changes = crate::app::start::changes(recovery.steps.len());
    let since = recovery.since().map(|at| at.local("%-d %B, %H:%M"));
    let since = since.map_or(String::new(), |at| format!(" from {at} on"));
    match recovery.head.file() {
        Some(file) => {
            let name = file
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            format!("{changes}{since}, not saved to {name}.")
        }
        None => format!("A project that was never saved, {changes}{since}."),
    }
}

fn left_out(damage: Damage) -> &'static str {
    match damage {
        Damage::Torn(_) => "The last change was not written whole, so it is left out.",
        Damage::Changed(_) => {
            "The journal is damaged after these changes; later ones can’t be read."
        }
    }
}

fn steps_ui(ui: &mut Ui, theme: &Theme, steps: &[StepLine]) {
    heading(ui, "What will be recovered");
    ui.add_space(4.0);
    if steps.is_empty() {
        say_small(ui, "The project as it was when it was begun.", theme.text2);
        return;
    }
    ScrollArea::vertical()
        .max_height(TALLEST)
        .auto_shrink([false, true])
        .show_rows(ui, LINE, steps.len(), |ui, rows| {
            for step in &steps[rows] {
                say_small(ui, &line(step), theme.text2);
            }
        });
}

/// “14:07:31  Undo: Merge “Verrane” into Tomas Verrane”.
fn line(step: &StepLine) -> String {
    let at = step.at.local("%H:%M:%S");
    match step.kind {
        StepKind::Commit | StepKind::Draft => format!("{at}  {}", step.label),
        StepKind::Undo => format!("{at}  Undo: {}", step.label),
        StepKind::Redo => format!("{at}  Redo: {}", step.label),
    }
}

fn answer_ui(ui: &mut Ui, recovery: &Recovery, opening: bool) -> Option<Recovering> {
    let recover = Button::primary("Recover").keys("Enter");
    if default_button(ui, true, opening, recover) {
        return Some(Recovering::Recover);
    }
    if recovery.head.file().is_some() {
        if ui.add(Button::quiet("Keep both")).clicked() {
            return Some(Recovering::Copy);
        }
        if ui.add(Button::quiet("Open as saved")).clicked() {
            return Some(Recovering::AsSaved);
        }
    }
    let discard = ui.add(Button::plain("Discard"));
    discard.clicked().then_some(Recovering::Discard)
}
