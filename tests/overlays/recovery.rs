//! Work that was not saved: the banner of the start page and the dialog.

use crate::images;
use crate::marking::{ARTICLE, mark, quiet_session, save_to};
use crate::window::{Window, harness};
use claimdesk::session::Command;
use claimdesk::session::action::Action;
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
    // The line of the start page behind has the same buttons.
    let both = harness.query_all_by_role_and_label(Role::Button, "Keep both");
    assert_eq!(both.count(), 2);
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

#[test]
fn each_journal_is_offered_with_all_answers() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut harness = after_a_crash(folder.path(), false, 1.0);
    let mut other = quiet_session(&folder.path().join("elsewhere"), 1);
    other.keep_safe_in(data.clone());
    other.dispatch(Command::PasteText(
        "A second article.\n\nIt has some words.\n".into(),
    ));
    drop(other);
    let session = &mut harness.state_mut().session;
    session.keep_safe_in(data);
    session.poll();
    harness.run();
    let all = |harness: &Harness<'static, Window>, label: &str| {
        let all = harness.query_all_by_role_and_label(Role::Button, label);
        all.count()
    };
    assert_eq!(harness.state().session.recoveries().len(), 2);
    assert_eq!(
        (all(&harness, "Recover"), all(&harness, "Show changes")),
        (2, 2)
    );
    // Only one of them has a file.
    assert_eq!(
        (all(&harness, "Keep both"), all(&harness, "Open as saved")),
        (1, 1)
    );
    harness
        .get_by_role_and_label(Role::Button, "Open as saved")
        .click();
    harness.run();
    let work = harness.state().session.work().unwrap();
    assert_eq!((work.project().mention_count(), work.is_saved()), (0, true));
    // Both are still there, and the article that was never saved is recovered from its own line.
    let session = &mut harness.state_mut().session;
    session.dispatch(Action::Close);
    session.poll();
    harness.run();
    assert_eq!(all(&harness, "Recover"), 2);
    let is_pasted = |at: usize| {
        let recovery = &harness.state().session.recoveries()[at];
        recovery.head.file().is_none()
    };
    let at = (0..2).find(|at| is_pasted(*at)).unwrap();
    let lines: Vec<_> = harness
        .query_all_by_role_and_label(Role::Button, "Recover")
        .collect();
    lines[at].click();
    harness.run();
    let work = harness.state().session.work().unwrap();
    assert!(work.active().unwrap().text.contains("second article"));
    assert_eq!(harness.state().session.recoveries().len(), 1);
}
