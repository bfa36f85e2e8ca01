//! The dialogs of a project that others have open or have changed.

use std::path::Path;

use crate::images;
use crate::window::{Window, harness};
use claimdesk::app::overlays::{Overlay, PathPurpose, PathView};
use claimdesk::edit::Item;
use claimdesk::edit::actions::EntityChange;
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Effect, Session};
use eframe::egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn window_of(file: &Path, seed: u64, name: &str) -> Session {
    let mut session = Session::for_tests(seed);
    session.change_settings(|settings| settings.annotator = name.into());
    session.lock_projects();
    session.dispatch(Command::OpenPaths(vec![file.to_owned()]));
    session.poll();
    session
}

/// The sample, saved.
fn saved(folder: &Path) -> std::path::PathBuf {
    let file = folder.join("talks.claimdesk.ron");
    let mut session = Session::for_tests(1);
    session.dispatch(Action::OpenSample);
    session.dispatch(Command::SaveTo(file.clone()));
    session.poll();
    file
}

fn rename(session: &mut Session, nth: usize, name: &str) {
    let project = session.work().unwrap().project();
    let entity = project.entities().nth(nth).unwrap().id;
    let change = EntityChange::Name(name.into());
    session.dispatch(Command::ChangeEntities(vec![entity], change));
}

/// Mine and theirs contradict each other twice.
fn conflicts(folder: &Path, dark: bool) -> Harness<'static, Window> {
    let file = saved(folder);
    let mut session = Session::for_tests(2);
    session.dispatch(Command::OpenPaths(vec![file.clone()]));
    session.poll();
    rename(&mut session, 0, "Port Authority of Verrane");
    rename(&mut session, 1, "Harbour Board");
    let mut other = Session::for_tests(3);
    other.dispatch(Command::OpenPaths(vec![file]));
    other.poll();
    rename(&mut other, 0, "Port Authority");
    rename(&mut other, 1, "The harbour’s board");
    let claim = other.work().unwrap().project().claims().next().unwrap().id;
    other.dispatch(Command::Delete(vec![Item::Claim(claim)]));
    other.dispatch(Action::Save);
    other.poll();
    session.dispatch(Action::Save);
    session.poll();
    let mut harness = harness(session, dark, 1.0);
    harness.run();
    harness
}

#[test]
fn each_conflict_is_decided_and_the_rest_is_merged() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = conflicts(folder.path(), false);
    harness.get_by_role_and_label(Role::Dialog, "Merge changes of talks.claimdesk.ron");
    let mine = "Mine: Port Authority of Verrane";
    harness.get_by_role_and_label(Role::RadioButton, mine);
    harness
        .get_by_role_and_label(Role::RadioButton, "From the file: Port Authority")
        .click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Merge").click();
    harness.run();
    let last = harness.state().last();
    assert_eq!(last, "Merge(Some([Theirs, Ours]))");
    let work = harness.state().session.work().unwrap();
    let names: Vec<_> = work
        .project()
        .entities()
        .map(|e| e.name.clone())
        .take(2)
        .collect();
    assert_eq!(names, ["Port Authority", "Harbour Board"]);
    assert!(work.is_saved() && harness.query_by_role(Role::Dialog).is_none());
}

#[test]
fn a_merge_is_decided_by_keyboard_or_given_up() {
    use eframe::egui::Key;
    let folder = tempfile::tempdir().unwrap();
    let mut harness = conflicts(folder.path(), false);
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().last(), "Merge(None)");
    assert!(!harness.state().session.work().unwrap().is_saved());
    harness.state_mut().session.dispatch(Action::Save);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().last(), "Merge(Some([Ours, Ours]))");
}

fn read_only(folder: &Path, dark: bool) -> (Session, Harness<'static, Window>) {
    let file = saved(folder);
    let anna = window_of(&file, 1, "Anna");
    let mut boris = window_of(&file, 2, "Boris");
    boris.dispatch(Action::TakeOver);
    let mut harness = harness(boris, dark, 1.0);
    harness.run();
    (anna, harness)
}

#[test]
fn a_project_is_taken_over_with_consent() {
    let folder = tempfile::tempdir().unwrap();
    let (_anna, mut harness) = read_only(folder.path(), false);
    harness.get_by_role_and_label(Role::Dialog, "Take over from Anna?");
    harness
        .get_by_role_and_label(Role::Button, "Cancel")
        .click();
    harness.run();
    assert!(
        harness
            .state()
            .session
            .work()
            .unwrap()
            .read_only()
            .is_some()
    );
    harness.state_mut().session.dispatch(Action::TakeOver);
    harness.run();
    harness
        .get_by_role_and_label(Role::Button, "Take over")
        .click();
    harness.run();
    assert!(
        harness
            .state()
            .session
            .work()
            .unwrap()
            .read_only()
            .is_none()
    );
}

#[test]
#[ignore = "slow: images for a person to look at"]
fn the_dialogs_for_a_person_to_look_at() {
    for (dark, name) in [(false, "light"), (true, "dark")] {
        let folder = tempfile::tempdir().unwrap();
        images::save(
            &mut conflicts(folder.path(), dark),
            &format!("merge-{name}"),
        );
        let folder = tempfile::tempdir().unwrap();
        let (_anna, mut harness) = read_only(folder.path(), dark);
        images::save(&mut harness, &format!("take-over-{name}"));
    }
}

#[test]
fn a_copy_of_a_locked_project_has_a_name_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = saved(folder.path());
    let _anna = window_of(&file, 2, "Anna");
    let mut boris = window_of(&file, 3, "Boris");
    while boris.take_effect().is_some() {}
    boris.dispatch(Action::SaveAs);
    let Some(Effect::PickSave(name)) = boris.take_effect() else {
        panic!("a place is asked for");
    };
    assert_eq!(name, "talks copy.claimdesk.ron");
    assert_eq!(boris.folder_at_hand().as_deref(), Some(folder.path()));

    // The file that Anna has is refused, with the reason, also without its ending.
    let refused = boris.not_to_save_over();
    let typed = folder.path().join("talks").display().to_string();
    let view = PathView::new(PathPurpose::SaveAs, &typed).refusing(refused);
    let mut window = harness(boris, false, 1.0);
    window.state_mut().overlay = Some(Overlay::Path(view));
    window.run();
    window.get_by_label_contains("Anna has this project open");
    let save = window.get_by_role_and_label(Role::Button, "Save");
    assert!(save.accesskit_node().is_disabled());
}
