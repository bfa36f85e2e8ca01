//! Every widget by its role and name, and by keyboard alone.

use crate::gallery::harness;
use claimdesk::model::{Commitment, Likelihood};
use eframe::egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

#[test]
fn every_widget_says_what_it_is() {
    let mut harness = harness(false, 1.0);
    harness.run();
    let expected = [
        (Role::Button, "Accept"),
        (Role::Button, "Skip"),
        (Role::Button, "Delete"),
        (Role::ComboBox, "Verdict"),
        (Role::TextInput, "Find in article"),
        (Role::MultilineTextInput, "Notes on the source"),
        (Role::Button, "Name"),
        (Role::Button, "Armed group"),
        (Role::Tab, "Entities"),
        (Role::Slider, "Commitment, from the source"),
        (Role::RadioGroup, "Likelihood"),
        (Role::RadioGroup, "Confidence"),
        (Role::RadioButton, "Moderate"),
        (Role::RadioGroup, "Source"),
        (Role::RadioButton, "C, Fairly reliable"),
        (Role::RadioButton, "3, Possibly true"),
        (Role::Button, "Judgement C3"),
        (Role::Button, "Not judged"),
        (Role::ListItem, "Tide Front"),
        (Role::MenuItem, "Accept suggestion"),
        (Role::MenuItemCheckBox, "Show tags"),
    ];
    for (role, name) in expected {
        assert!(
            harness.query_by_role_and_label(role, name).is_some(),
            "no {role:?} is called {name}"
        );
    }
}

#[test]
fn a_button_is_pressed_by_pointer_and_by_key() {
    let mut harness = harness(false, 1.0);
    harness
        .get_by_role_and_label(Role::Button, "Accept")
        .click();
    harness.run();
    assert_eq!(harness.state().clicked, ["Accept"]);
    harness
        .get_by_role_and_label(Role::Button, "Accept")
        .focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().clicked, ["Accept", "Accept"]);
}

#[test]
fn tab_reaches_every_control_once() {
    let mut harness = harness(false, 1.0);
    harness.run();
    let mut reached = Vec::new();
    for _ in 0..80 {
        harness.key_press(Key::Tab);
        harness.run();
        let focused = harness.query_all_by(|node| node.is_focused());
        let name: Vec<_> = focused
            .map(|node| {
                format!(
                    "{:?} {:?}",
                    node.accesskit_node().role(),
                    node.accesskit_node().label()
                )
            })
            .collect();
        if reached.first() == Some(&name) {
            break;
        }
        reached.push(name);
    }
    let all: Vec<String> = reached.concat();
    for control in [
        "Button Some(\"Accept\")",
        "ComboBox Some(\"Verdict\")",
        "TextInput Some(\"Find in article\")",
        "Button Some(\"Clear\")",
        "Button Some(\"Name\")",
        "Button Some(\"Person\")",
        "Tab Some(\"Entities\")",
        "Slider Some(\"Commitment, from the source\")",
        "RadioButton Some(\"Roughly even chance\")",
        "RadioButton Some(\"Moderate\")",
        "RadioButton Some(\"C, Fairly reliable\")",
        "RadioButton Some(\"1, Confirmed by other sources\")",
        "Button Some(\"Not judged\")",
        "ListItem Some(\"Tide Front\")",
        "MenuItem Some(\"Delete\")",
    ] {
        let times = all.iter().filter(|name| *name == control).count();
        assert_eq!(times, 1, "{control} among {all:#?}");
    }
    // One stop for a whole group.
    assert!(!all.iter().any(|name| name.contains("\"Low\"")));
}

#[test]
fn arrows_choose_within_a_group() {
    let mut harness = harness(false, 1.0);
    harness.run();
    harness
        .get_by_role_and_label(Role::RadioButton, "Moderate")
        .focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().confidence, Some(2));
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(harness.state().confidence, Some(0));

    harness
        .get_by_role_and_label(Role::RadioButton, "C, Fairly reliable")
        .focus();
    harness.run();
    harness.key_press(Key::E);
    harness.run();
    assert_eq!(harness.state().source, Some(4));
}

#[test]
fn commitment_moves_by_key_pointer_and_assistive_technology() {
    let mut harness = harness(false, 1.0);
    harness.run();
    let name = "Commitment, from the source";
    harness.get_by_role_and_label(Role::Slider, name).focus();
    harness.run();
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert_eq!(harness.state().commitment, Commitment::ProbablePositive);
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(harness.state().commitment, Commitment::CertainNegative);
    harness.get_by_role_and_label(Role::Slider, name).click();
    harness.run();
    assert_eq!(harness.state().commitment, Commitment::Uncommitted);
    harness
        .get_by_role_and_label(Role::Slider, name)
        .increment_accesskit();
    harness.run();
    assert_eq!(harness.state().commitment, Commitment::PossiblePositive);
}

#[test]
fn a_drag_along_the_commitment_ends_in_one_change() {
    let mut harness = harness(false, 1.0);
    harness.run();
    let line = harness
        .get_by_role_and_label(Role::Slider, "Commitment, from the source")
        .rect();
    harness.drag_at(line.right_center());
    harness.run();
    harness.hover_at(line.left_center());
    harness.run();
    assert_eq!(harness.state().commitment, Commitment::CertainPositive);
    harness.drop_at(line.left_center());
    harness.run();
    assert_eq!(harness.state().commitment, Commitment::CertainNegative);
}

#[test]
fn likelihood_and_verdict_are_chosen_by_pointer() {
    let mut harness = harness(false, 1.0);
    harness.run();
    let unlikely = |harness: &egui_kittest::Harness<'_, _>| {
        let nodes = harness.query_all_by_role_and_label(Role::RadioButton, "Unlikely");
        nodes.map(|node| node.click()).next();
    };
    unlikely(&harness);
    harness.run();
    assert_eq!(harness.state().likelihood, Some(Likelihood::Unlikely));
    harness
        .get_by_role_and_label(Role::ComboBox, "Verdict")
        .click();
    harness.run();
    harness
        .get_by_role_and_label(Role::MenuItemCheckBox, "Supported")
        .click();
    harness.run();
    assert_eq!(harness.state().verdict, 1);
}

#[test]
fn a_list_is_chosen_from_by_arrows_and_enter() {
    let mut harness = harness(false, 1.0);
    harness.run();
    let verdict = (Role::ComboBox, "Verdict");
    harness.get_by_role_and_label(verdict.0, verdict.1).focus();
    harness.run();
    let before = harness.state().verdict;
    for key in [Key::Enter, Key::ArrowDown, Key::ArrowDown, Key::ArrowUp] {
        harness.key_press(key);
        harness.run();
    }
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().verdict, before + 1);
    let items = harness.query_all_by_role(Role::MenuItemCheckBox);
    assert_eq!(items.count(), 0, "the list closed");
    assert!(
        harness
            .get_by_role_and_label(verdict.0, verdict.1)
            .is_focused()
    );
}

#[test]
fn a_label_is_edited_in_place() {
    let mut harness = harness(false, 1.0);
    harness.run();
    let start = |harness: &mut egui_kittest::Harness<'_, _>| {
        harness.get_by_role_and_label(Role::Button, "Name").focus();
        harness.run();
        harness.key_press(Key::F2);
        harness.run();
    };
    start(&mut harness);
    harness
        .get_by_role_and_label(Role::TextInput, "Name")
        .type_text("Pilots");
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(
        harness.state().name,
        "Harbour pilots’ union",
        "Esc restores"
    );
    start(&mut harness);
    // All of it is selected, so typing replaces it.
    harness
        .get_by_role_and_label(Role::TextInput, "Name")
        .type_text("Pilots");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().name, "Pilots", "Enter keeps");
    assert!(
        harness
            .get_by_role_and_label(Role::Button, "Name")
            .is_focused()
    );
}

#[test]
fn a_field_is_cleared_by_its_button() {
    let mut harness = harness(false, 1.0);
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Clear").click();
    harness.run();
    assert_eq!(harness.state().filter, "");
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Clear")
            .is_none()
    );
    harness
        .get_by_role_and_label(Role::TextInput, "Filter claims")
        .type_text("deny");
    harness.run();
    assert_eq!(harness.state().filter, "deny");
}
