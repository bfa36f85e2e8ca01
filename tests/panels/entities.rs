//! The entity list.

use super::{Desk, Panel, harness};
use claimdesk::edit::Item;
use claimdesk::session::Command;
use claimdesk::session::action::Action;
use claimdesk::session::lists::{EntitySort, Shown};
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn desk() -> Harness<'static, Desk> {
    harness(Desk::new(Panel::Entities))
}

/// The row of an entity, by the start of what it says.
fn row<'a>(harness: &'a Harness<'static, Desk>, name: &'a str) -> egui_kittest::Node<'a> {
    let start = format!("{name}, ");
    let rows = harness.get_all_by_role(Role::ListItem);
    let mut found = rows.filter(|row| {
        let label = row.accesskit_node().label();
        label.is_some_and(|label| label.starts_with(&start))
    });
    found.next().unwrap_or_else(|| panic!("{name} has a row"))
}

#[test]
fn the_filter_narrows_the_list_and_can_be_cleared() {
    let mut harness = desk();
    harness.get_by_label("Filter entities").focus();
    harness.run();
    harness.get_by_label("Filter entities").type_text("korvath");
    harness.run();
    let view = harness.state().work().list_view();
    assert_eq!(view.entity_filter, "korvath");
    let shown = harness.state().work().lists().entities.len();
    assert_eq!(harness.get_all_by_role(Role::ListItem).count(), shown);
    harness.get_by_label("Filter entities").type_text("zzz");
    harness.run();
    harness.get_by_label("Nothing fits the filter.");
    harness.get_by_label("Clear filter").click();
    harness.run();
    assert_eq!(harness.state().work().list_view().entity_filter, "");
    row(&harness, "Saltmarsh Column");
}

#[test]
fn the_menu_sorts_and_chooses_states() {
    let mut harness = desk();
    harness.get_by_label("By mentions").click();
    harness.run();
    harness.get_by_label("By name").click();
    harness.run();
    let view = harness.state().work().list_view();
    assert_eq!(view.entity_sort, EntitySort::Name);
    harness.get_by_label("By name").click();
    harness.run();
    harness.get_by_label("Rejected").click();
    harness.run();
    let view = harness.state().work().list_view();
    assert_eq!(view.entity_states, Shown::Rejected);
    harness.get_by_label("Nothing fits the filter.");
}

#[test]
fn a_name_is_edited_in_its_row_as_one_step() {
    let mut harness = desk();
    row(&harness, "Saltmarsh Column").click();
    harness.run();
    harness.key_press(Key::F2);
    harness.run();
    harness.get_by_label("Name").type_text("The Column");
    harness.run();
    assert!(harness.state().has_entity("Saltmarsh Column"), "not yet");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.state().has_entity("The Column"));
    assert!(row(&harness, "The Column").is_focused());
    harness.state_mut().session.dispatch(Action::Undo);
    assert!(harness.state().has_entity("Saltmarsh Column"));
}

#[test]
fn renaming_can_be_asked_for_and_given_up() {
    let mut harness = desk();
    let id = harness.state().entity("Pellane").id;
    harness.state_mut().entities.rename = Some(id);
    harness.run();
    harness.get_by_label("Name").type_text("Elsewhere");
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().has_entity("Pellane"));
    assert_eq!(harness.state().entities.rename, None);
}

#[test]
fn several_rows_are_chosen_and_merged() {
    let mut harness = desk();
    row(&harness, "Pellane").click();
    harness.run();
    row(&harness, "Pellane harbour").click_modifiers(Modifiers::COMMAND);
    harness.run();
    assert_eq!(harness.state().selected_entities().len(), 2);
    harness.get_by_label("2 selected");
    harness.get_by_label("Merge").click();
    harness.run();
    let desk = harness.state();
    assert!(desk.has_entity("Pellane") != desk.has_entity("Pellane harbour"));
}

#[test]
fn shift_chooses_all_rows_between() {
    let mut harness = desk();
    let ids = harness.state().work().lists().entities[..4].to_vec();
    row(&harness, "Saltmarsh Column").click();
    harness.run();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().selected_entities(), ids);
}

#[test]
fn arrows_move_through_the_whole_list_and_keep_the_row_in_view() {
    let mut harness = desk();
    let ids = harness.state().work().lists().entities.clone();
    row(&harness, "Saltmarsh Column").click();
    harness.run();
    for _ in 0..30 {
        harness.key_press(Key::ArrowDown);
        harness.run();
    }
    assert_eq!(harness.state().selected_entities(), [ids[30]]);
    let entity = harness.state().project().entity(ids[30]).unwrap();
    let name = entity.name.clone();
    assert!(row(&harness, &name).is_focused());
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(harness.state().selected_entities(), [ids[0]]);
}

#[test]
fn what_is_selected_elsewhere_is_scrolled_to() {
    let mut harness = desk();
    let last = *harness.state().work().lists().entities.last().unwrap();
    harness.state_mut().select(Item::Entity(last));
    harness.run();
    let entity = harness.state().project().entity(last).unwrap();
    let name = entity.name.clone();
    row(&harness, &name);
}

#[test]
fn delete_takes_the_row_and_undo_brings_it_back() {
    let mut harness = desk();
    let before = harness.state().project().clone();
    row(&harness, "Saltmarsh Column").click();
    harness.run();
    harness.key_press(Key::Delete);
    harness.run();
    assert!(!harness.state().has_entity("Saltmarsh Column"));
    harness.state_mut().session.dispatch(Action::Undo);
    assert_eq!(*harness.state().project(), before);
}

#[test]
fn a_row_dragged_onto_another_is_merged_into_it() {
    let mut harness = desk();
    let from = row(&harness, "Pellane harbour").rect().center();
    let to = row(&harness, "Pellane").rect().center();
    let keep = harness.state().entity("Pellane").id;
    harness.drag_at(from);
    harness.run();
    harness.hover_at(from + (to - from) * 0.5);
    harness.run();
    harness.hover_at(to);
    harness.run();
    harness.drop_at(to);
    harness.run();
    let desk = harness.state();
    assert!(!desk.has_entity("Pellane harbour"));
    assert_eq!(desk.entity("Pellane").id, keep);
}

#[test]
fn a_chip_changes_the_kind() {
    let mut harness = desk();
    let id = harness.state().entity("Saltmarsh Column").id;
    let at = row(&harness, "Saltmarsh Column").rect().left_center();
    let at = at + eframe::egui::vec2(28.0, 0.0);
    harness.drag_at(at);
    harness.drop_at(at);
    harness.run();
    harness
        .get_by_role_and_label(Role::MenuItemCheckBox, "Media")
        .click();
    harness.run();
    let kind = harness.state().project().entity(id).unwrap().kind.clone();
    assert_eq!(kind.as_str(), "media");
}

#[test]
fn an_empty_list_says_what_to_do() {
    let mut desk = Desk::new(Panel::Entities);
    let words = Command::PasteText("No marks in here at all.\n".to_owned());
    desk.session
        .change_settings(|settings| settings.suggest_on_open = false);
    desk.session.dispatch(words);
    let harness = harness(desk);
    harness.get_by_label("No entities yet. Select words and press a kind’s key.");
}
