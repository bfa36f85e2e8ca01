//! The dialogs of the history and of what is to be repaired.

use crate::images;
use crate::marking::save_to;
use crate::window::{Window, harness};
use claimdesk::edit::Item;
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Session};
use eframe::egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::Path;

fn with_history(dark: bool) -> Harness<'static, Window> {
    let mut session = Session::for_tests(1);
    session.dispatch(Action::OpenSample);
    session.dispatch(Action::KeepHistory);
    for name in ["Ada Lind", "Ben Okoro"] {
        session.change_settings(|settings| settings.annotator = name.to_owned());
        let project = session.work().unwrap().project();
        let claim = project.claims().next().unwrap().id;
        session.dispatch(Command::Delete(vec![Item::Claim(claim)]));
    }
    session.dispatch(Action::Undo);
    session.dispatch(Action::History);
    let mut harness = harness(session, dark, 1.0);
    harness.run();
    harness
}

#[test]
fn the_history_is_filtered_and_a_state_restored() {
    let mut harness = with_history(false);
    harness.get_by_role_and_label(Role::Dialog, "History");
    let field = harness.get_by_label("Filter by words");
    assert!(field.is_focused());
    let rows = |harness: &Harness<'_, Window>| harness.get_all_by_role(Role::ListItem).count();
    assert_eq!(rows(&harness), 4);
    harness
        .get_by_role_and_label(Role::ComboBox, "Person")
        .click();
    harness.run();
    harness.get_by_label("Ada Lind").click();
    harness.run();
    // Who deleted the first claim; the sample’s own record is by nobody of them.
    assert_eq!(rows(&harness), 1);
    harness.get_by_role(Role::ListItem).click();
    harness.run();
    harness.get_by_label_contains("Removed claim");
    harness
        .get_by_role_and_label(Role::Button, "Restore this state")
        .click();
    harness.run();
    let last = harness.state().last();
    assert!(last.starts_with("RestoreState("), "{last}");
    assert!(harness.query_by_role(Role::Dialog).is_none());
}

#[test]
fn arrows_choose_in_the_list_of_records() {
    let mut harness = with_history(false);
    let chosen = |harness: &Harness<'_, Window>| {
        let rows: Vec<_> = harness.get_all_by_role(Role::ListItem).collect();
        rows.iter().position(|row| row.is_focused())
    };
    let first = harness.get_all_by_role(Role::ListItem).next().unwrap();
    first.click();
    harness.run();
    assert_eq!(chosen(&harness), Some(0));
    for (key, at) in [
        (Key::ArrowDown, 1),
        (Key::End, 3),
        (Key::ArrowUp, 2),
        (Key::Home, 0),
    ] {
        harness.key_press(key);
        harness.run();
        assert_eq!(chosen(&harness), Some(at), "{key:?}");
    }
    harness.key_press(Key::ArrowDown);
    harness.run();
    // Enter on a record is the dialog’s default button.
    harness.key_press(Key::Enter);
    harness.run();
    let last = harness.state().last();
    assert!(last.starts_with("RestoreState("), "{last}");
}

/// Opens the sample after its text was changed outside, so that marks are not at their place.
fn to_repair(folder: &Path, dark: bool) -> Harness<'static, Window> {
    let file = folder.join("talks.claimdesk.ron");
    let mut session = Session::for_tests(1);
    session.dispatch(Action::OpenSample);
    save_to(&mut session, &file);
    session.dispatch(Action::Close);
    let text = std::fs::read_to_string(&file).unwrap();
    let changed = text.replacen("text: r#\"", "text: r#\"Again: ", 1);
    assert_ne!(changed, text);
    std::fs::write(&file, changed).unwrap();
    session.dispatch(Command::OpenPaths(vec![file]));
    let mut harness = harness(session, dark, 1.0);
    harness.run();
    harness
}

#[test]
fn a_project_that_does_not_match_its_text_opens_in_repair() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = to_repair(folder.path(), false);
    harness.get_by_role_and_label(Role::Dialog, "Check project");
    harness
        .get_by_role_and_label(Role::Button, "Repair all")
        .click();
    harness.run();
    assert_eq!(harness.state().last(), "RepairAll");
    let session = &harness.state().session;
    assert!(session.findings().is_empty());
    assert!(
        session
            .work()
            .unwrap()
            .undo_label()
            .unwrap()
            .starts_with("Repair ")
    );
}

#[test]
#[ignore = "slow: images for a person to look at"]
fn the_dialogs_for_a_person_to_look_at() {
    for (dark, name) in [(false, "light"), (true, "dark")] {
        let mut harness = with_history(dark);
        images::save(&mut harness, &format!("history-{name}"));
        let folder = tempfile::tempdir().unwrap();
        let mut harness = to_repair(folder.path(), dark);
        images::save(&mut harness, &format!("repairs-{name}"));
    }
}
