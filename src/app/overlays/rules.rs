//! Learned rules: what the analyst's decisions taught, each to be switched off or deleted; import and export.

use super::dialog::{default_button, dialog_ui, foot, say, say_small};
use crate::app::theme::{self, HAIRLINE, Weight, ui_font};
use crate::app::widgets::{Button, Icon, SearchField, icon_button, leave_enter, text, tick};
use crate::model::Standing;
use crate::session::action::Action;
use crate::session::{Command, RuleRow, Session, rule_rows};
use eframe::egui::{
    Align2, Checkbox, Context, Id, Rect, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2,
};

const WIDTH: f32 = 620.0;
const ROW: f32 = 44.0;
/// Room for the checkbox at the start of a row and the button at its end, in points.
const START: f32 = 34.0;
const END: f32 = 34.0;

/// View state of the dialog.
#[derive(Default)]
pub struct RulesView {
    filter: String,
    /// The rows, by the revision and the filter that they were made for.
    rows: Option<(u64, String, Vec<RuleRow>)>,
}

/// Returns whether the dialog closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut RulesView,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    let Some(work) = session.work() else {
        return true;
    };
    let is_fresh = view.rows.as_ref().is_some_and(|(revision, filter, _)| {
        *revision == work.revision() && *filter == view.filter
    });
    if !is_fresh {
        let rows = rule_rows(work.project(), &view.filter);
        view.rows = Some((work.revision(), view.filter.clone(), rows));
    }
    let has_rules = work.project().rules().next().is_some();
    let shown = dialog_ui(context, "Learned rules", WIDTH, |ui| {
        let theme = theme::of(ui);
        say(
            ui,
            "What your decisions taught. Suggestions follow the rules that are switched on; what you decided stays as it is.",
            theme.text2,
        );
        ui.add_space(8.0);
        if has_rules {
            let id = Id::unique("filter of learned rules");
            let field = SearchField::new(&mut view.filter, "Filter rules").id(id);
            let field = field.show(ui);
            if opening {
                field.request_focus();
            }
            ui.add_space(6.0);
        }
        list_ui(ui, view, has_rules, out);
        ui.add_space(8.0);
        let mut learns = session.settings().learn;
        if tick(ui, &mut learns, "Learn from my decisions").changed() {
            out.push(Command::Learn(learns));
        }
        foot(ui, |ui| {
            let done = Button::primary("Done");
            let done = default_button(ui, true, opening && !has_rules, done);
            if ui.add(Button::quiet("Import…")).clicked() {
                out.push(Command::Do(Action::ImportRules));
            }
            let export = ui.add_enabled(has_rules, Button::quiet("Export…"));
            if export.clicked() {
                out.push(Command::Do(Action::ExportRules));
            }
            done
        })
    });
    shown.closed || shown.inner
}

fn list_ui(ui: &mut Ui, view: &RulesView, has_rules: bool, out: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let rows = view.rows.as_ref().map_or(&[][..], |(_, _, rows)| rows);
    if rows.is_empty() {
        let why = match has_rules {
            true => "No rule has these letters.",
            false => "Nothing is learned yet. Accept, reject, relabel or merge something.",
        };
        say_small(ui, why, theme.text3);
        return;
    }
    let height = (ui.ctx().content_rect().height() - 330.0).clamp(ROW, 8.0 * ROW);
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show_rows(ui, ROW, rows.len(), |ui, shown| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for row in &rows[shown] {
                row_ui(ui, row, out);
            }
        });
}

fn row_ui(ui: &mut Ui, row: &RuleRow, out: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let (_, place) = ui.allocate_space(vec2(ui.available_width(), ROW));
    ui.painter().hline(
        place.x_range(),
        place.bottom() - 0.5,
        Stroke::new(HAIRLINE, theme.line),
    );
    let first = Rect::from_min_max(place.min, pos2(place.left() + START, place.bottom()));
    let mut start = ui.new_child(
        UiBuilder::new()
            .id_salt((row.id, "switch"))
            .max_rect(first.shrink2(vec2(6.0, 9.0))),
    );
    let mut is_on = row.is_on;
    let switch = start.add(Checkbox::without_text(&mut is_on));
    switch
        .ctx
        .accesskit_node_builder(switch.id, |node| node.set_label(row.said.as_str()));
    let switch = switch.on_hover_text("Whether suggestions follow this rule");
    leave_enter(ui, &switch);
    if switch.changed() {
        let standing = if is_on { Standing::On } else { Standing::Off };
        out.push(Command::SwitchRules(vec![row.id], standing));
    }
    let room = place.width() - START - END - 8.0;
    let colour = if row.is_on { theme.text } else { theme.text3 };
    let galley = text::line(ui, &row.said, ui_font(13.0, Weight::Medium), colour, room);
    let left = place.left_top() + vec2(START, 14.0);
    text::paint(ui.painter(), galley, Align2::LEFT_CENTER, left);
    let font = ui_font(12.0, Weight::Regular);
    let galley = text::line(ui, &row.origin, font, theme.text2, room);
    let left = place.left_top() + vec2(START, 31.0);
    text::paint(ui.painter(), galley, Align2::LEFT_CENTER, left);
    let last = Rect::from_min_max(pos2(place.right() - END, place.top()), place.max);
    let mut end = ui.new_child(
        UiBuilder::new()
            .id_salt((row.id, "delete"))
            .max_rect(last.shrink2(vec2(4.0, 9.0))),
    );
    let name = format!("Delete {}", row.said);
    let delete = icon_button(&mut end, Icon::Trash, &name);
    let by_key = switch.has_focus()
        && ui.input_mut(|input| {
            use eframe::egui::{Key, Modifiers};
            input.consume_key(Modifiers::NONE, Key::Delete)
        });
    if delete.clicked() || by_key {
        out.push(Command::DeleteRules(vec![row.id]));
    }
}
