//! The schema editor.

use crate::window::{Window, with_action};
use claimdesk::model::{Colour, KindId, LabelSchema};
use claimdesk::session::action::Action;
use eframe::egui::{Event, Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn editor() -> Harness<'static, Window> {
    with_action(Action::Schema)
}

fn schema(harness: &Harness<'static, Window>) -> LabelSchema {
    let work = harness.state().session.work().unwrap();
    (**work.project().schema()).clone()
}

fn press(harness: &mut Harness<'static, Window>, label: &str) {
    harness.get_by_role_and_label(Role::Button, label).click();
    harness.run();
}

/// Types into a field instead of what is there.
fn retype(harness: &mut Harness<'static, Window>, field: &str, words: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, field)
        .focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    if words.is_empty() {
        harness.key_press(Key::Backspace);
    } else {
        harness.event(Event::Text(words.to_owned()));
    }
    harness.run();
}

#[test]
fn a_kind_is_added_with_a_free_name_and_takes_the_keyboard() {
    let mut harness = editor();
    press(&mut harness, "Add kind");
    let kinds = schema(&harness).kinds;
    assert_eq!(kinds.len(), 14);
    assert_eq!(kinds[13].id.as_str(), "new_kind");
    let field = harness.get_by_role_and_label(Role::TextInput, "Name of New kind");
    assert!(field.is_focused());
    harness.event(Event::Text("Rumour".to_owned()));
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(schema(&harness).kinds[13].name, "Rumour");
    assert!(
        harness.state().overlay.is_some(),
        "Enter keeps the field only"
    );
}

#[test]
fn names_tags_and_keys_are_changed_when_the_field_is_left() {
    let mut harness = editor();
    retype(&mut harness, "Name of Person", "People");
    assert_eq!(schema(&harness).kinds[0].name, "Person", "not while typing");
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(schema(&harness).kinds[0].name, "People");
    retype(&mut harness, "Tag of People", "ppl");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(schema(&harness).kinds[0].tag, "PPL");
    retype(&mut harness, "Key of People", "");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(schema(&harness).kinds[0].key, None);
}

#[test]
fn a_clash_is_shown_and_not_asked_for() {
    let mut harness = editor();
    retype(&mut harness, "Key of Person", "c");
    harness.get_by_label("C is the key of the command “Claim”.");
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label("C is the key of the command “Claim”.");
    assert!(harness.state().asked.is_empty());
    retype(&mut harness, "Key of Person", "2");
    harness.get_by_label("“Organisation” has the key 2.");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(
        harness
            .query_by_label("“Organisation” has the key 2.")
            .is_none()
    );
    assert!(
        harness.state().overlay.is_some(),
        "Esc restores the field only"
    );
    assert_eq!(schema(&harness), LabelSchema::default());
}

#[test]
fn kinds_are_moved() {
    let mut harness = editor();
    press(&mut harness, "Move Person down");
    assert_eq!(schema(&harness).kinds[1].id, KindId::new("person"));
    press(&mut harness, "Move Person up");
    assert_eq!(schema(&harness).kinds[0].id, KindId::new("person"));
    let up = harness.get_by_role_and_label(Role::Button, "Move Person up");
    assert!(up.accesskit_node().is_disabled());
}

fn of_kind(harness: &Harness<'static, Window>, kind: &str) -> usize {
    let project = harness.state().session.work().unwrap().project();
    project
        .entities()
        .filter(|e| e.kind.as_str() == kind)
        .count()
}

#[test]
fn deleting_states_the_consequence_moves_and_can_be_undone() {
    let mut harness = editor();
    let (people, others) = (of_kind(&harness, "person"), of_kind(&harness, "media"));
    assert!(people > 1);
    press(&mut harness, "Delete Person");
    let said = format!("{people} entities and ");
    harness.get_by_label_contains(&said);
    press(&mut harness, "Move to Other");
    harness
        .get_by_role_and_label(Role::MenuItemCheckBox, "Media")
        .click();
    harness.run();
    press(&mut harness, "Move and delete kind");
    assert_eq!(harness.state().last(), "DeleteKind(person, MoveTo(media))");
    assert_eq!(of_kind(&harness, "media"), people + others);
    harness.state_mut().session.dispatch(Action::Undo);
    harness.run();
    assert_eq!(of_kind(&harness, "person"), people);
    assert_eq!(schema(&harness), LabelSchema::default());
}

#[test]
fn deleting_can_take_the_entities_along_or_be_given_up() {
    let mut harness = editor();
    press(&mut harness, "Delete Person");
    press(&mut harness, "Cancel");
    assert!(harness.query_by_label_contains("of this kind").is_none());
    press(&mut harness, "Delete Person");
    press(&mut harness, "Delete them");
    assert_eq!(of_kind(&harness, "person"), 0);
    assert_eq!(schema(&harness).kinds.len(), 12);
}

#[test]
fn a_preset_is_one_click() {
    let mut harness = editor();
    press(&mut harness, "Colour of Person");
    harness
        .get_by_role_and_label(Role::RadioButton, "Preset media")
        .click();
    harness.run();
    assert_eq!(schema(&harness).kinds[0].colour, Colour::Preset(5));
}

#[test]
fn a_colour_of_ones_own_is_made_legible() {
    let mut harness = editor();
    press(&mut harness, "Colour of Person");
    press(&mut harness, "Use this colour");
    let Colour::Custom(rgb) = schema(&harness).kinds[0].colour else {
        panic!("a custom colour");
    };
    assert_eq!(claimdesk::app::theme::nearest_passing(rgb), rgb);
}
