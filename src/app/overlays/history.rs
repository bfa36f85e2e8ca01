//! The history of the project: who did what and when, what each record changed, and the way to any past state.

use super::dialog::{default_button, dialog_ui, fault, foot, heading, say, say_small};
use super::two_lines::{ListKeys, list_line, two_line_list};
use crate::app::theme;
use crate::app::widgets::{Button, SearchField, drop_down};
use crate::edit::Item;
use crate::session::history::{HistoryFilter, HistoryRow, HistoryView, Period};
use crate::session::{Command, Session};
use crate::storage::history::EntryKind;
use eframe::egui::{Context, Id, Rect, ScrollArea, Ui, UiBuilder, vec2};

const WIDTH: f32 = 880.0;
const HEIGHT: f32 = 380.0;
/// Width of the list of records, and the gap beside it.
const LIST: f32 = 430.0;
const GAP: f32 = 20.0;
/// Height of a line of the changes.
const LINE: f32 = 20.0;

/// View state: the filter, and which record is looked at.
#[derive(Clone, Debug, Default)]
pub struct HistoryDialog {
    filter: HistoryFilter,
    chosen: Option<String>,
    /// Whether the field has had the keyboard: it is there once the history is read.
    begun: bool,
    keys: ListKeys,
}

impl HistoryDialog {
    /// Of the whole project, or of one thing.
    pub fn of(item: Option<Item>) -> Self {
        let filter = HistoryFilter {
            item,
            ..HistoryFilter::default()
        };
        Self {
            filter,
            chosen: None,
            begun: false,
            keys: ListKeys::default(),
        }
    }
}

/// Returns whether the dialog closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut HistoryDialog,
    out: &mut Vec<Command>,
) -> bool {
    let mut done = false;
    let shown = dialog_ui(context, "History", WIDTH, |ui| {
        let theme = theme::of(ui);
        let Some(history) = session.history() else {
            say(ui, "Reading…", theme.text2);
            return foot(ui, |ui| ui.add(Button::plain("Close")).clicked());
        };
        filters_ui(ui, session, history, view);
        if let Some(broken) = &history.fault {
            fault(
                ui,
                &format!("This history is not as it was written: {broken}."),
            );
        }
        let shown = history.shown(&view.filter);
        let known = |sum: &String| shown.iter().any(|at| history.rows[*at].sum == *sum);
        if !view.chosen.as_ref().is_some_and(known) {
            view.chosen = shown.first().map(|at| history.rows[*at].sum.clone());
        }
        columns_ui(ui, history, &shown, view);
        let is_last = history.rows.last().map(|row| &row.sum) == view.chosen.as_ref();
        foot(ui, |ui| {
            let can_go = view.chosen.is_some() && (!is_last || session.past().is_some());
            let restore = Button::primary("Restore this state");
            let restore = default_button(ui, can_go, false, restore);
            let look = ui.add_enabled(can_go, Button::quiet("Look at this state"));
            if let Some(sum) = &view.chosen {
                if restore {
                    out.push(Command::RestoreState(sum.clone()));
                    done = true;
                }
                if look.clicked() {
                    out.push(Command::LookAtState(sum.clone()));
                    done = true;
                }
            }
            ui.add(Button::plain("Close")).clicked()
        })
    });
    done || shown.closed || shown.inner
}

fn filters_ui(ui: &mut Ui, session: &Session, history: &HistoryView, view: &mut HistoryDialog) {
    let theme = theme::of(ui);
    let filter = &mut view.filter;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let id = Id::unique("history filter");
        let field = SearchField::new(&mut filter.text, "Filter by words").width(LIST - 40.0);
        let field = field.id(id).show(ui);
        if !std::mem::replace(&mut view.begun, true) {
            field.request_focus();
        }
        let people = history.people();
        let mut names = vec!["Everybody"];
        names.extend(people.iter().map(String::as_str));
        let by = filter.by.as_ref();
        let now = by.and_then(|by| people.iter().position(|name| name == by));
        if let Some(chosen) = drop_down(ui, "Person", &names, now.map_or(0, |at| at + 1)) {
            filter.by = chosen.checked_sub(1).map(|at| people[at].clone());
        }
        let mut kinds = vec!["Everything"];
        kinds.extend(EntryKind::ALL.map(EntryKind::label));
        let now = filter
            .kind
            .and_then(|kind| EntryKind::ALL.iter().position(|it| *it == kind));
        if let Some(chosen) = drop_down(ui, "Sort", &kinds, now.map_or(0, |at| at + 1)) {
            filter.kind = chosen.checked_sub(1).map(|at| EntryKind::ALL[at]);
        }
        let periods = Period::ALL.map(Period::label);
        let now = Period::ALL.iter().position(|it| *it == filter.period);
        if let Some(chosen) = drop_down(ui, "Time", &periods, now.unwrap_or(0)) {
            filter.period = Period::ALL[chosen];
        }
    });
    if let Some(item) = filter.item {
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let words = format!("Only what touched {}.", name_of(session, item));
            say_small(ui, &words, theme.text2);
            if ui.add(Button::plain("Show all")).clicked() {
                filter.item = None;
            }
        });
    }
    ui.add_space(8.0);
}

fn name_of(session: &Session, item: Item) -> String {
    let named = session.work().and_then(|work| {
        let project = work.project();
        match item {
            Item::Entity(id) => Some(format!("“{}”", project.entity(id)?.name)),
            Item::Mention(id) => {
                let mention = project.mention(id)?;
                let text = &project.document(mention.document)?.text;
                Some(format!("the mention “{}”", mention.anchor.quote(text)))
            }
            Item::Claim(id) => Some(format!("claim {}", work.lists().number(id))),
            Item::Link(_) => None,
        }
    });
    named.unwrap_or_else(|| "this".to_owned())
}

fn columns_ui(ui: &mut Ui, history: &HistoryView, shown: &[usize], view: &mut HistoryDialog) {
    let theme = theme::of(ui);
    let (_, place) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    let list = Rect::from_min_size(place.min, vec2(LIST, HEIGHT));
    let rest = Rect::from_min_max(place.min + vec2(LIST + GAP, 0.0), place.max);
    let mut left = ui.new_child(UiBuilder::new().id_salt("records").max_rect(list));
    if shown.is_empty() {
        let words = match history.rows.is_empty() {
            true => "Nothing is recorded yet.",
            false => "No record fits the filter.",
        };
        say(&mut left, words, theme.text2);
        return;
    }
    let is_chosen = |at: &usize| view.chosen.as_ref() == Some(&history.rows[*at].sum);
    let at = shown.iter().position(is_chosen).unwrap_or(0);
    let words = |at: usize| {
        (
            said(&history.rows[shown[at]]),
            who(&history.rows[shown[at]]),
        )
    };
    let next = two_line_list(&mut left, &mut view.keys, (at, shown.len()), words);
    view.chosen = Some(history.rows[shown[next]].sum.clone());
    let chosen = view.chosen.as_ref();
    if let Some(row) = history.rows.iter().find(|row| Some(&row.sum) == chosen) {
        let mut right = ui.new_child(UiBuilder::new().id_salt("record").max_rect(rest));
        record_ui(&mut right, row);
    }
}

/// What was done.
fn said(row: &HistoryRow) -> String {
    match row.kind {
        EntryKind::Undo => format!("Undo: {}", row.label),
        EntryKind::Redo => format!("Redo: {}", row.label),
        _ => row.label.clone(),
    }
}

/// By whom and when.
fn who(row: &HistoryRow) -> String {
    let by = match row.by.as_str() {
        "" => "somebody without a name",
        by => by,
    };
    format!("{by}, {}", row.at.local("%-d %B %Y, %H:%M:%S"))
}

fn record_ui(ui: &mut Ui, row: &HistoryRow) {
    let theme = theme::of(ui);
    say(ui, &said(row), theme.text);
    say_small(ui, &who(row), theme.text2);
    for engine in &row.engines {
        say_small(ui, &format!("With {engine}"), theme.text2);
    }
    ui.add_space(8.0);
    heading(ui, "What it changed");
    ui.add_space(4.0);
    if row.changes.is_empty() {
        say_small(ui, "Nothing in the project itself.", theme.text2);
        return;
    }
    let more = row.count - row.changes.len();
    ScrollArea::vertical()
        .id_salt(&row.sum)
        .auto_shrink([false, false])
        .show_rows(ui, LINE, row.changes.len(), |ui, lines| {
            let is_end = lines.end == row.changes.len();
            for change in &row.changes[lines] {
                list_line(ui, LINE, &change.to_string());
            }
            if is_end && more > 0 {
                say_small(ui, &format!("and {more} more"), theme.text3);
            }
        });
}
