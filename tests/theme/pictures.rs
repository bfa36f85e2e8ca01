//! The page of widgets as pictures, in light and in dark, at one and at two device pixels to the point.

use crate::gallery::harness;
use crate::images;
use eframe::egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;

#[test]
fn pages_can_be_looked_at() {
    for (dark, name) in [(false, "light"), (true, "dark")] {
        for scale in [1.0, 2.0] {
            let mut harness = harness(dark, scale);
            harness.run();
            images::save(&mut harness, &format!("gallery-{name}-{scale}x"));
        }
    }
}

/// Focus, an open list, an open field, and a row under the pointer.
#[test]
fn states_can_be_looked_at() {
    let mut harness = harness(false, 2.0);
    harness
        .get_by_role_and_label(Role::Button, "Accept")
        .focus();
    harness
        .get_by_role_and_label(Role::ListItem, "Tide Front")
        .hover();
    harness.run();
    images::save(&mut harness, "state-focus");
    harness
        .get_by_role_and_label(Role::Slider, "Commitment, from the source")
        .focus();
    harness.run();
    images::save(&mut harness, "state-slider");
    harness
        .get_by_role_and_label(Role::ComboBox, "Verdict")
        .click();
    harness.run();
    harness.run();
    images::save(&mut harness, "state-list");
    harness.key_press(Key::Escape);
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Name").focus();
    harness.run();
    harness.key_press(Key::F2);
    harness.run();
    images::save(&mut harness, "state-field");
}
