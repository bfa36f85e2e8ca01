//! The palette finds, shows and runs.

use crate::window::{harness, sample, with};
use claimdesk::app::overlays::{Overlay, PaletteView};
use claimdesk::edit::Item;
use claimdesk::session::{Command, Session};
use eframe::egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn typed(words: &str) -> egui_kittest::Harness<'static, crate::window::Window> {
    let mut harness = with(Overlay::palette());
    harness.event(eframe::egui::Event::Text(words.to_owned()));
    harness.run();
    harness
}

#[test]
fn it_takes_the_keyboard_and_runs_what_is_found() {
    let mut harness = typed("lartext");
    harness.get_by_role_and_label(Role::TextInput, "Find a command");
    // The keyboard is in the search line, which hands a screen reader on to the line that Enter takes.
    let option = harness.get_by_role_and_label(Role::ListBoxOption, "Larger text");
    assert!(option.is_focused());
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.state().overlay.is_none());
    assert_eq!(harness.state().last(), "Do(TextLarger)");
    assert_eq!(harness.state().session.settings().text_size, 19);
}

#[test]
fn arrows_move_and_the_pointer_runs() {
    let mut harness = typed("text");
    let options = |h: &egui_kittest::Harness<'static, crate::window::Window>| {
        let all: Vec<_> = h
            .query_all_by_role(Role::ListBoxOption)
            .map(|n| (n.accesskit_node().label(), n.accesskit_node().is_selected()))
            .collect();
        all
    };
    let before = options(&harness);
    assert_eq!(before[0].1, Some(true));
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(options(&harness)[1].1, Some(true));
    harness.key_press(Key::ArrowUp);
    harness.key_press(Key::ArrowUp);
    harness.run();
    let after = options(&harness);
    assert_eq!(after.last().unwrap().1, Some(true), "round the top");
    harness
        .get_by_role_and_label(Role::ListBoxOption, "Smaller text")
        .click();
    harness.run();
    assert_eq!(harness.state().last(), "Do(TextSmaller)");
}

#[test]
fn what_cannot_run_is_shown_last_and_does_not_run() {
    let mut harness = typed("mergentit");
    let node = harness.get_by_role_and_label(Role::ListBoxOption, "Merge entities");
    assert!(node.accesskit_node().is_disabled());
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.state().overlay.is_some());
    assert!(harness.state().asked.is_empty());
}

#[test]
fn an_at_sign_leads_to_an_entity() {
    let mut harness = typed("@ansdray");
    harness.get_by_role_and_label(Role::ListBoxOption, "Person: Ansel Dray");
    harness.key_press(Key::Enter);
    harness.run();
    let Some(Command::GoTo(Item::Entity(id))) = harness.state().asked.last() else {
        panic!("{}", harness.state().last());
    };
    let work = harness.state().session.work().unwrap();
    assert_eq!(work.project().entity(*id).unwrap().name, "Ansel Dray");
    assert_eq!(work.selected_entities(), [*id]);
}

#[test]
fn a_hash_leads_to_a_claim_by_its_number() {
    let mut harness = typed("#3");
    harness.key_press(Key::Enter);
    harness.run();
    let Some(Command::GoTo(Item::Claim(id))) = harness.state().asked.last() else {
        panic!("{}", harness.state().last());
    };
    let work = harness.state().session.work().unwrap();
    assert_eq!(work.lists().number(*id), 3);
}

#[test]
fn a_colon_leads_to_a_line_and_past_the_end_to_the_last() {
    let text = sample().work().unwrap().active().unwrap().text.to_string();
    for (typed_line, wanted) in [(3, 3), (100_000, text.lines().count())] {
        let mut harness = typed(&format!(":{typed_line}"));
        harness.key_press(Key::Enter);
        harness.run();
        let Some(Command::GoToOffset(offset)) = harness.state().asked.last() else {
            panic!("{}", harness.state().last());
        };
        assert_eq!(text[..*offset].matches('\n').count() + 1, wanted);
    }
}

#[test]
fn escape_and_a_click_outside_close_it() {
    let mut harness = with(Overlay::palette());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().overlay.is_none());

    let mut harness = with(Overlay::palette());
    harness.drag_at(eframe::egui::pos2(20.0, 700.0));
    harness.drop_at(eframe::egui::pos2(20.0, 700.0));
    harness.run();
    assert!(harness.state().overlay.is_none());
    assert!(harness.state().asked.is_empty());
}

#[test]
fn without_a_project_it_offers_what_can_be_done() {
    let mut harness = harness(Session::for_tests(1), false, 1.0);
    harness.state_mut().overlay = Some(Overlay::Palette(PaletteView::with_query("@x")));
    harness.run();
    harness.get_by_label("No entity has these letters.");
    harness.state_mut().overlay = Some(Overlay::palette());
    harness.run();
    harness.get_by_role_and_label(Role::ListBoxOption, "New project");
}

#[test]
fn the_keyboard_goes_back_to_where_it_was() {
    let mut harness = harness(Session::for_tests(1), false, 1.0);
    harness.run();
    harness.get_by_label("New project").focus();
    harness.run();
    harness.state_mut().overlay = Some(Overlay::palette());
    harness.run();
    assert!(
        !harness
            .get_by_role_and_label(Role::Button, "New project")
            .is_focused()
    );
    harness.key_press(Key::Escape);
    harness.run();
    assert!(
        harness
            .get_by_role_and_label(Role::Button, "New project")
            .is_focused()
    );
}
