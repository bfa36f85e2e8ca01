//! Work that was not saved: the banner of the start page and the dialog.

use crate::images;
use crate::marking::{ARTICLE, mark, quiet_session, save_to};
use crate::window::{Window, harness};
use claimdesk::session::Command;
use eframe::egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::Path;

/// A start page after a crash: two marks on a saved project were not saved.
fn after_a_crash(folder: &Path, dark: bool, scale: f32) -> Harness<'static, Window> {
    let data = folder.join("data");
    let mut crashed = quiet_session(&data, 1);
    crashed.dispatch(Command::PasteText(ARTICLE.to_owned()));
    save_to(&mut crashed, &folder.join("harbour.claimdesk.ron"));
    mark(&mut crashed, "minister");
    mark(&mut crashed, "Friday");
    drop(crashed);
    let mut harness = harness(quiet_session(&data, 1), dark, scale);
    harness.run();
    harness
}

#[test]
fn the_banner_recovers_and_shows_the_changes() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = after_a_crash(folder.path(), false, 1.0);
    harness
        .get_by_role_and_label(Role::Button, "Show changes")
        .click();
    harness.run();
    harness.get_by_role(Role::Dialog);
    harness.get_by_label_contains("Mark “minister” as person");
    harness.get_by_label_contains("2 changes from");
    harness.get_by_role_and_label(Role::Button, "Keep both");
    let recover = harness.get_all_by_role_and_label(Role::Button, "Recover");
    recover.last().unwrap().click();
    harness.run();
    let work = harness.state().session.work().unwrap();
    assert_eq!(work.project().mention_count(), 2);
    assert!(work.path().is_some() && !work.is_saved());
    assert!(harness.state().session.recoveries().is_empty());
}

#[test]
fn the_dialog_discards() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = after_a_crash(folder.path(), false, 1.0);
    harness
        .get_by_role_and_label(Role::Button, "Show changes")
        .click();
    harness.run();
    harness
        .get_by_role_and_label(Role::Button, "Discard")
        .click();
    harness.run();
    assert!(harness.query_by_role(Role::Dialog).is_none());
    assert!(harness.state().session.recoveries().is_empty());
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Show changes")
            .is_none()
    );
}

#[test]
#[ignore = "slow: images for a person to look at"]
fn banner_and_dialog_for_a_person_to_look_at() {
    for (dark, name) in [(false, "light"), (true, "dark")] {
        let folder = tempfile::tempdir().unwrap();
        let mut harness = after_a_crash(folder.path(), dark, 1.0);
        images::save(&mut harness, &format!("recovery-banner-{name}"));
        harness
            .get_by_role_and_label(Role::Button, "Show changes")
            .click();
        harness.run();
        images::save(&mut harness, &format!("recovery-dialog-{name}"));
    }
}
