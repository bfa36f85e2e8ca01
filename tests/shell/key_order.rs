//! Keys that come with one slow frame go to whom they were meant for.

use claimdesk::edit::{Item, Selection};
use claimdesk::session::Command;
use claimdesk::session::action::Action;
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable};

use super::{Window, article, press, sample, session, work};

fn key(key: Key, modifiers: Modifiers) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    }
}

/// What a keyboard sends for these letters.
fn typed(words: &str) -> Vec<Event> {
    let mut events = Vec::new();
    for letter in words.chars() {
        let name = letter.to_ascii_uppercase().to_string();
        events.extend(Key::from_name(&name).map(|name| key(name, Modifiers::NONE)));
        events.push(Event::Text(letter.to_string()));
    }
    events
}

/// All events before the next frame.
fn at_once(window: &mut Window, events: Vec<Event>) {
    window.input_mut().events.extend(events);
    window.step();
    window.run_ok();
}

fn value(window: &Window, label: &str) -> Option<String> {
    window
        .get_by_role_and_label(Role::TextInput, label)
        .accesskit_node()
        .value()
}

fn select_a_mention(window: &mut Window) {
    let first = work(window)
        .project()
        .mentions()
        .next()
        .expect("a mention")
        .id;
    session(window).dispatch(Command::Select(Selection::one(Item::Mention(first))));
    window.run_ok();
}

#[test]
fn what_is_typed_with_the_keys_of_the_palette_goes_into_the_palette() {
    let mut window = sample();
    select_a_mention(&mut window);
    let revision = work(&window).revision();
    let mut events = vec![key(Key::K, Modifiers::COMMAND)];
    events.extend(typed("dark"));
    at_once(&mut window, events);
    assert_eq!(work(&window).revision(), revision);
    assert_eq!(value(&window, "Find a command").as_deref(), Some("dark"));
}

#[test]
fn a_note_that_is_being_typed_keeps_its_letters_to_itself() {
    let mut window = sample();
    window.get_by_label("Notes").focus();
    window.run_ok();
    let mut events = typed("late");
    events.push(key(Key::K, Modifiers::COMMAND));
    events.extend(typed("theme"));
    at_once(&mut window, events);
    assert_eq!(value(&window, "Find a command").as_deref(), Some("theme"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    let notes = window.get_by_label("Notes").accesskit_node().value();
    assert_eq!(notes.as_deref(), Some("late"));
}

#[test]
fn keys_go_on_from_one_list_into_the_field_of_the_next() {
    let mut window = sample();
    let claim = work(&window).project().claims().next().expect("a claim").id;
    session(&mut window).dispatch(Command::Select(Selection::one(Item::Claim(claim))));
    window.run_ok();
    let revision = work(&window).revision();
    at_once(&mut window, typed("lxtessik"));
    assert_eq!(work(&window).revision(), revision);
    assert_eq!(value(&window, "Which claim?").as_deref(), Some("tessik"));
}

#[test]
fn a_name_typed_with_f2_marks_nothing() {
    let mut window = sample();
    select_a_mention(&mut window);
    let (mentions, entities) = {
        let project = work(&window).project();
        (project.mention_count(), project.entity_count())
    };
    let mut events = vec![key(Key::F2, Modifiers::NONE)];
    events.extend(typed("rad"));
    events.push(key(Key::Enter, Modifiers::NONE));
    at_once(&mut window, events);
    let project = work(&window).project();
    assert_eq!(
        (project.mention_count(), project.entity_count()),
        (mentions, entities)
    );
    assert!(project.entities().any(|entity| entity.name == "rad"));
}

#[test]
fn a_number_typed_with_go_to_marks_nothing() {
    let mut window = article();
    window.get_by_role(Role::Document).focus();
    window.run_ok();
    let mut events = vec![key(Key::J, Modifiers::COMMAND)];
    events.extend(typed("5"));
    at_once(&mut window, events);
    assert_eq!(work(&window).project().mention_count(), 0);
    assert!(!Action::Undo.is_enabled(session(&mut window)));
}
