//! What stands around the rows of both lists: the filter with its menu above them, and over their foot the bar for
//! several selected rows.

use eframe::egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

use super::list::{Rows, selected_rows};
use super::place::{hairline, line_in};
use crate::app::theme;
use crate::app::widgets::{Button, SearchField};
use crate::edit::Item;
use crate::session::{Command, Work};

/// Heights of the head and of the bar, in points.
const HEAD: f32 = 38.0;
pub(super) const BAR: f32 = 34.0;

/// The filter and the list's menu. Returns the words once they change.
pub(super) fn head_ui(
    ui: &mut Ui,
    hint: &str,
    words: &str,
    menu: impl FnOnce(&mut Ui),
) -> Option<String> {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEAD));
    let mut line = line_in(ui, rect.shrink2(vec2(10.0, 0.0)));
    hairline(ui, rect.bottom());
    // The menu is laid out first from the end, and the field takes what is left.
    let end = Layout::right_to_left(Align::Center);
    line.with_layout(end, |ui| {
        menu(ui);
        ui.add_space(4.0);
        let mut words = words.to_owned();
        let field = SearchField::new(&mut words, hint).width(ui.available_width());
        field.show(ui).changed().then_some(words)
    })
    .inner
}

/// How much of the list the bar for several rows covers, in points.
pub(super) fn foot(work: &Work, rows: Rows<'_>) -> f32 {
    if selected_rows(work, rows).len() > 1 {
        BAR
    } else {
        0.0
    }
}

/// The bar for several selected rows. It lies over the foot of the list's `area`: rows stay where they are, so that
/// the next click meets the row under the pointer. `first` adds what the list has of its own.
pub(super) fn several_ui(
    ui: &mut Ui,
    area: Rect,
    work: &Work,
    rows: Rows<'_>,
    out: &mut Vec<Command>,
    first: impl FnOnce(&mut Ui, &[Item], &mut Vec<Command>),
) {
    let selected = selected_rows(work, rows);
    if selected.len() < 2 {
        return;
    }
    let mut rect = area;
    rect.min.y = (area.bottom() - BAR).max(area.top());
    let theme = theme::of(ui);
    let mut bar = ui.new_child(UiBuilder::new().id_salt("several").max_rect(rect));
    // Clicks beside the buttons mean nothing, and not the row beneath.
    bar.interact(rect, bar.unique_id(), eframe::egui::Sense::CLICK);
    bar.painter().rect_filled(rect, 0, theme.accent_soft);
    hairline(&bar, rect.top());
    let mut line = line_in(&mut bar, rect.shrink2(vec2(12.0, 0.0)));
    line.spacing_mut().item_spacing.x = 2.0;
    line.label(format!("{} selected", selected.len()));
    line.add_space(6.0);
    first(&mut line, &selected, out);
    if line.add(Button::plain("Accept")).clicked() {
        out.push(Command::Accept(selected.clone()));
    }
    if line.add(Button::plain("Reject")).clicked() {
        out.push(Command::Reject(selected.clone()));
    }
    if line.add(Button::plain("Delete")).clicked() {
        out.push(Command::Delete(selected));
    }
}
