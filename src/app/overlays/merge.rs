//! What two people changed in different ways: both values of each, and whose is taken.

use super::dialog::{default_button, dialog_ui, foot, say};
use crate::app::theme::{self, HAIRLINE, RADIUS_CONTROL, Weight, ui_font};
use crate::app::widgets::{Button, focus_ring, leave_enter, text};
use crate::edit::merge::{Conflict, Side};
use crate::session::{Command, Merging, Session};
use eframe::egui::{
    Align2, Context, Label, Response, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, vec2,
};

const WIDTH: f32 = 720.0;
/// The greatest height of the list, in points.
const TALLEST: f32 = 380.0;
/// Height of a conflict: its name, and the two values beside each other.
const ROW: f32 = 76.0;
const VALUE: f32 = 40.0;
const GAP: f32 = 8.0;

/// View state: the sides picked so far, by number of the conflict.
#[derive(Clone, Debug, Default)]
pub struct MergeView {
    picks: Vec<Side>,
}

/// Returns whether the dialog closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut MergeView,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    let Some(merging) = session.merging() else {
        return true;
    };
    view.picks.resize(merging.conflicts.len(), Side::Ours);
    let title = format!("Merge changes of {}", merging.name);
    let shown = dialog_ui(context, &title, WIDTH, |ui| {
        let theme = theme::of(ui);
        say(ui, &summary(merging), theme.text);
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            for (words, side) in [
                ("All mine", Side::Ours),
                ("All from the file", Side::Theirs),
            ] {
                if ui.add(Button::quiet(words)).clicked() {
                    view.picks.fill(side);
                }
            }
        });
        ui.add_space(8.0);
        ScrollArea::vertical()
            .max_height(TALLEST)
            .auto_shrink([false, true])
            .show_rows(ui, ROW, merging.conflicts.len(), |ui, rows| {
                for number in rows {
                    let conflict = &merging.conflicts[number];
                    conflict_ui(ui, conflict, &mut view.picks[number]);
                }
            });
        foot(ui, |ui| {
            let merge = Button::primary("Merge").keys("Enter");
            if default_button(ui, true, opening, merge) {
                return Some(Some(view.picks.clone()));
            }
            let cancel = ui.add(Button::plain("Cancel"));
            cancel.clicked().then_some(None)
        })
    });
    let answer = shown.inner.or(shown.closed.then_some(None));
    let closed = answer.is_some();
    out.extend(answer.map(Command::Merge));
    closed
}

fn summary(merging: &Merging) -> String {
    let conflicts = match merging.conflicts.len() {
        1 => "1 thing was changed here as well, in another way".to_owned(),
        number => format!("{number} things were changed here as well, in another way"),
    };
    let fitting = match merging.fitting {
        0 => String::new(),
        1 => " 1 change fits as it is.".to_owned(),
        number => format!(" {number} changes fit as they are."),
    };
    format!(
        "Another program has changed {}.{fitting} {conflicts}: choose which to keep. The merge can be undone.",
        merging.name
    )
}

fn conflict_ui(ui: &mut Ui, conflict: &Conflict, pick: &mut Side) {
    let theme = theme::of(ui);
    let (_, place) = ui.allocate_space(vec2(
        ui.available_width(),
        ROW - ui.spacing().item_spacing.y,
    ));
    let mut row = ui.new_child(eframe::egui::UiBuilder::new().max_rect(place));
    row.spacing_mut().item_spacing.y = 4.0;
    let font = ui_font(13.0, Weight::Medium);
    let named = upper_first(&format!("{}: {}", conflict.what, conflict.field));
    let words = RichText::new(named).font(font).color(theme.text);
    row.add(Label::new(words).truncate());
    row.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let width = (ui.available_width() - GAP) / 2.0;
        let sides = [
            ("Mine", &conflict.ours, Side::Ours),
            ("From the file", &conflict.theirs, Side::Theirs),
        ];
        for (whose, value, side) in sides {
            let name = format!("{whose}: {value}");
            if value_ui(ui, width, whose, value, &name, *pick == side).clicked() {
                *pick = side;
            }
        }
    });
}

/// One of two values; the whole of it is the target.
fn value_ui(
    ui: &mut Ui,
    width: f32,
    whose: &str,
    value: &str,
    name: &str,
    is_picked: bool,
) -> Response {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, VALUE), Sense::click());
    if is_picked {
        leave_enter(ui, &response);
    }
    let painter = ui.painter();
    let (fill, stroke) = match (is_picked, response.hovered()) {
        (true, _) => (theme.accent_soft, Stroke::new(1.5, theme.accent)),
        (false, true) => (theme.hover, Stroke::new(HAIRLINE, theme.edge)),
        (false, false) => (theme.raised, Stroke::new(HAIRLINE, theme.line)),
    };
    painter.rect(
        rect.shrink(1.0),
        RADIUS_CONTROL,
        fill,
        stroke,
        StrokeKind::Inside,
    );
    // A dot that is filled where this one is taken: colour alone is not enough.
    let centre = rect.left_center() + vec2(16.0, 0.0);
    painter.circle_stroke(centre, 5.0, Stroke::new(1.5, theme.edge));
    if is_picked {
        painter.circle_filled(centre, 5.0, theme.accent);
        painter.circle_filled(centre, 2.0, theme.on_accent);
    }
    let room = width - 40.0;
    let small = text::line(ui, whose, ui_font(11.0, Weight::Medium), theme.text2, room);
    text::paint(
        ui.painter(),
        small,
        Align2::LEFT_CENTER,
        rect.left_top() + vec2(30.0, 12.0),
    );
    let shown = text::line(ui, value, ui_font(13.0, Weight::Regular), theme.text, room);
    text::paint(
        ui.painter(),
        shown,
        Align2::LEFT_CENTER,
        rect.left_top() + vec2(30.0, 27.0),
    );
    focus_ring(ui, &response, rect, RADIUS_CONTROL);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_picked, name));
    response.on_hover_text(value)
}

fn upper_first(sentence: &str) -> String {
    let mut characters = sentence.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
