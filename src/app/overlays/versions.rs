//! Earlier versions of the project: when they were saved, what has changed since, and the way back.

use super::dialog::{default_button, dialog_ui, foot, heading, say, say_small};
use super::two_lines::{ListKeys, list_line, two_line_list};
use crate::app::theme;
use crate::app::widgets::Button;
use crate::edit::actions::count;
use crate::session::versions::{How, VersionRow};
use crate::session::{Command, Session};
use eframe::egui::{Context, DragValue, Rect, Response, ScrollArea, Ui, UiBuilder, vec2};

const WIDTH: f32 = 720.0;
const HEIGHT: f32 = 320.0;
/// Width of the list of versions, and the gap beside it.
const LIST: f32 = 230.0;
const GAP: f32 = 20.0;
/// Height of a line of the differences.
const LINE: f32 = 20.0;

/// View state: which version is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct VersionsView {
    chosen: usize,
    /// Whether the list has had the keyboard: it is there once the versions are read.
    begun: bool,
    keys: ListKeys,
}

/// Returns whether the dialog closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut VersionsView,
    out: &mut Vec<Command>,
) -> bool {
    let mut restored = false;
    let shown = dialog_ui(context, "Earlier versions", WIDTH, |ui| {
        let theme = theme::of(ui);
        match session.versions() {
            None => say(ui, "Reading…", theme.text2),
            Some([]) => say(
                ui,
                "There are none yet. Each save of this project keeps one.",
                theme.text2,
            ),
            Some(rows) => {
                view.chosen = view.chosen.min(rows.len() - 1);
                columns_ui(ui, rows, view);
            }
        }
        ui.add_space(10.0);
        limits_ui(ui, session, out);
        let rows = session.versions().unwrap_or_default();
        let chosen = rows.get(view.chosen).filter(|row| !row.since.is_empty());
        foot(ui, |ui| {
            let restore = Button::primary("Restore").keys("Enter");
            let restore = default_button(ui, chosen.is_some(), false, restore);
            if let (true, Some(row)) = (restore, chosen) {
                out.push(Command::Restore(row.path.clone()));
                restored = true;
            }
            ui.add(Button::plain("Cancel")).clicked()
        })
    });
    restored || shown.closed || shown.inner
}

fn columns_ui(ui: &mut Ui, rows: &[VersionRow], view: &mut VersionsView) {
    let (_, place) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    let list = Rect::from_min_size(place.min, vec2(LIST, HEIGHT));
    let rest = Rect::from_min_max(place.min + vec2(LIST + GAP, 0.0), place.max);
    let mut left = ui.new_child(UiBuilder::new().id_salt("versions").max_rect(list));
    if !std::mem::replace(&mut view.begun, true) {
        view.keys.focus();
    }
    let words = |at: usize| {
        let when = rows[at].saved.local("%-d %B %Y, %H:%M");
        (when, counts(&rows[at]))
    };
    view.chosen = two_line_list(&mut left, &mut view.keys, (view.chosen, rows.len()), words);
    let mut right = ui.new_child(UiBuilder::new().id_salt("since").max_rect(rest));
    since_ui(&mut right, &rows[view.chosen]);
}

fn counts(row: &VersionRow) -> String {
    let counts = [
        count(row.documents, "document"),
        count(row.mentions, "mention"),
        count(row.claims, "claim"),
    ];
    let counts = counts.join(", ");
    match &row.elsewhere {
        Some(name) => format!("as {name}, {counts}"),
        None => counts,
    }
}

fn since_ui(ui: &mut Ui, row: &VersionRow) {
    let theme = theme::of(ui);
    heading(ui, "Changed since then");
    ui.add_space(4.0);
    if row.since.is_empty() {
        say_small(
            ui,
            "Nothing. The project is the same as in this version.",
            theme.text2,
        );
        return;
    }
    let number = |how| row.since.iter().filter(|d| d.how == how).count();
    let summary = format!(
        "{} added, {} removed, {} changed",
        number(How::Added),
        number(How::Removed),
        number(How::Changed)
    );
    say(ui, &summary, theme.text);
    ui.add_space(6.0);
    ScrollArea::vertical()
        .id_salt("differences")
        .auto_shrink([false, false])
        .show_rows(ui, LINE, row.since.len(), |ui, lines| {
            for difference in &row.since[lines] {
                list_line(ui, LINE, &difference.to_string());
            }
        });
}

/// How many versions are kept, and how long.
pub(super) fn limits_ui(ui: &mut Ui, session: &Session, out: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let settings = session.settings();
    let (mut number, mut days) = (settings.versions_kept, settings.versions_days);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        say_small(ui, "Keep", theme.text2);
        let field = ui.add(DragValue::new(&mut number).range(1..=200));
        named(&field, "Versions to keep");
        say_small(ui, "versions of each project, for", theme.text2);
        let field = ui.add(DragValue::new(&mut days).range(1..=3650));
        named(&field, "Days to keep versions");
        say_small(ui, "days.", theme.text2);
    });
    if (number, days) != (settings.versions_kept, settings.versions_days) {
        out.push(Command::KeepVersions { number, days });
    }
}

fn named(field: &Response, name: &str) {
    field
        .ctx
        .accesskit_node_builder(field.id, |node| node.set_label(name));
}
