//! Earlier versions of the project: when they were saved, what has changed since, and the way back.

use super::dialog::{dialog_ui, foot, heading, say, say_small};
use crate::app::theme::{self, RADIUS_CONTROL, Weight, ui_font};
use crate::app::widgets::{Button, focus_ring, text};
use crate::session::versions::{How, VersionRow};
use crate::session::{Command, Session};
use eframe::egui::{
    Align2, Context, DragValue, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo,
    vec2,
};

const WIDTH: f32 = 720.0;
const HEIGHT: f32 = 320.0;
/// Width of the list of versions, and the gap beside it.
const LIST: f32 = 230.0;
const GAP: f32 = 20.0;
const ROW: f32 = 44.0;
/// Height of a line of the differences.
const LINE: f32 = 20.0;

/// View state: which version is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct VersionsView {
    chosen: usize,
}

/// Returns whether the dialog closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut VersionsView,
    opening: bool,
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
                columns_ui(ui, rows, view, opening);
            }
        }
        limits_ui(ui, session, out);
        let rows = session.versions().unwrap_or_default();
        let chosen = rows.get(view.chosen).filter(|row| !row.since.is_empty());
        foot(ui, |ui| {
            let restore = ui.add_enabled(chosen.is_some(), Button::primary("Restore"));
            if let (true, Some(row)) = (restore.clicked(), chosen) {
                out.push(Command::Restore(row.path.clone()));
                restored = true;
            }
            ui.add(Button::plain("Cancel")).clicked()
        })
    });
    restored || shown.closed || shown.inner
}

fn columns_ui(ui: &mut Ui, rows: &[VersionRow], view: &mut VersionsView, opening: bool) {
    let (_, place) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    let list = Rect::from_min_size(place.min, vec2(LIST, HEIGHT));
    let rest = Rect::from_min_max(place.min + vec2(LIST + GAP, 0.0), place.max);
    let mut left = ui.new_child(UiBuilder::new().id_salt("versions").max_rect(list));
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(&mut left, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            // Room for the ring around the first line.
            ui.add_space(2.0);
            for (number, row) in rows.iter().enumerate() {
                let response = row_ui(ui, row, number == view.chosen);
                if opening && number == view.chosen {
                    response.request_focus();
                }
                if response.clicked() || response.gained_focus() {
                    view.chosen = number;
                }
            }
        });
    let mut right = ui.new_child(UiBuilder::new().id_salt("since").max_rect(rest));
    since_ui(&mut right, &rows[view.chosen]);
}

fn row_ui(ui: &mut Ui, row: &VersionRow, is_chosen: bool) -> Response {
    let theme = theme::of(ui);
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let ground = rect.shrink2(vec2(2.0, 1.0));
    if is_chosen {
        ui.painter()
            .rect_filled(ground, RADIUS_CONTROL, theme.accent_soft);
    } else if response.hovered() {
        ui.painter()
            .rect_filled(ground, RADIUS_CONTROL, theme.hover);
    }
    let when = row.saved.local("%-d %B %Y, %H:%M");
    let counts = format!(
        "{}, {}, {}",
        counted(row.documents, "document"),
        counted(row.mentions, "mention"),
        counted(row.claims, "claim")
    );
    let counts = match &row.elsewhere {
        Some(name) => format!("as {name}, {counts}"),
        None => counts,
    };
    let room = rect.width() - 20.0;
    let font = ui_font(13.0, Weight::SemiBold);
    let galley = text::line(ui, &when, font, theme.text, room);
    let left = rect.left_top() + vec2(10.0, 14.0);
    text::paint(ui.painter(), galley, Align2::LEFT_CENTER, left);
    let font = ui_font(12.0, Weight::Regular);
    let galley = text::line(ui, &counts, font, theme.text2, room);
    let left = rect.left_top() + vec2(10.0, 31.0);
    text::paint(ui.painter(), galley, Align2::LEFT_CENTER, left);
    focus_ring(ui, &response, ground, RADIUS_CONTROL);
    let name = format!("{when}, {counts}");
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_chosen, &name));
    response
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
                line_ui(ui, &difference.to_string());
            }
        });
}

/// A difference in one line; the whole of a long one on hover.
fn line_ui(ui: &mut Ui, words: &str) {
    let theme = theme::of(ui);
    let size = vec2(ui.available_width(), LINE);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let font = ui_font(12.0, Weight::Regular);
    let line = text::line(ui, words, font, theme.text2, rect.width());
    let is_cut = line.elided;
    text::paint(ui.painter(), line, Align2::LEFT_CENTER, rect.left_center());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    if is_cut {
        text::on_hover(response, words);
    }
}

/// How many versions are kept, and how long.
fn limits_ui(ui: &mut Ui, session: &Session, out: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let settings = session.settings();
    let (mut number, mut days) = (settings.versions_kept, settings.versions_days);
    ui.add_space(10.0);
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

fn counted(number: usize, word: &str) -> String {
    match number {
        1 => format!("1 {word}"),
        _ => format!("{number} {word}s"),
    }
}
