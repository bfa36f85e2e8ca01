//! The settings: each holds at once, and is found by its words.

use crate::window::{Window, with_action};
use claimdesk::session::action::Action;
use claimdesk::storage::{Settings, Theme};
use eframe::egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn settings(harness: &Harness<'static, Window>) -> Settings {
    harness.state().session.settings().clone()
}

#[test]
fn a_setting_holds_at_once() {
    let mut harness = with_action(Action::Settings);
    let before = settings(&harness);
    harness
        .get_by_role_and_label(Role::RadioButton, "Dark")
        .click();
    harness.run();
    harness
        .get_by_label("Suggest marks when an article is opened")
        .click();
    harness.run();
    harness.get_by_label("Larger").click();
    harness.run();
    let after = settings(&harness);
    assert_eq!(after.theme, Theme::Dark);
    assert_eq!(after.suggest_on_open, !before.suggest_on_open);
    assert_eq!(after.text_size, before.text_size + 1);
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.state().overlay.is_none());
}

#[test]
fn the_annotator_has_a_name_always() {
    let mut harness = with_action(Action::Settings);
    let before = settings(&harness).annotator;
    let field = "Name of the annotator";
    harness.get_by_label(field).focus();
    harness.run();
    for _ in 0..before.chars().count() {
        harness.key_press(Key::Backspace);
    }
    harness.run();
    let shown = harness.get_by_role_and_label(Role::TextInput, field);
    assert_eq!(shown.accesskit_node().value().as_deref(), Some(""));
    assert!(!settings(&harness).annotator.is_empty());
    harness.get_by_label(field).type_text("Mira Castell");
    harness.run();
    assert_eq!(settings(&harness).annotator, "Mira Castell");
}
