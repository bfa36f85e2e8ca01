//! The dialog of earlier versions.

use crate::images;
use crate::marking::save_to;
use crate::window::{Window, harness};
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Session};
use eframe::egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::Path;

fn with_versions(folder: &Path, dark: bool) -> Harness<'static, Window> {
    let mut session = Session::for_tests(1);
    session.keep_safe_in(folder.join("data"));
    session.dispatch(Action::OpenSample);
    for _ in 0..3 {
        save_to(&mut session, &folder.join("talks.claimdesk.ron"));
        let claim = session
            .work()
            .unwrap()
            .project()
            .claims()
            .next()
            .unwrap()
            .id;
        let entity = session
            .work()
            .unwrap()
            .project()
            .entities()
            .next()
            .unwrap()
            .id;
        let items = [
            claimdesk::edit::Item::Claim(claim),
            claimdesk::edit::Item::Entity(entity),
        ];
        session.dispatch(Command::Delete(items.to_vec()));
    }
    session.dispatch(Action::Versions);
    let mut harness = harness(session, dark, 1.0);
    harness.run();
    harness
}

#[test]
fn a_version_is_looked_at_and_brought_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = with_versions(folder.path(), false);
    harness.get_by_role_and_label(Role::Dialog, "Earlier versions");
    harness.get_by_label_contains("Removed claim");
    let rows: Vec<_> = harness.get_all_by_role(Role::ListItem).collect();
    assert_eq!(rows.len(), 3);
    rows[2].click();
    harness.run();
    let first = harness.state().session.versions().unwrap()[2].clone();
    harness
        .get_by_role_and_label(Role::Button, "Restore")
        .click();
    harness.run();
    let last = harness.state().last();
    assert!(last.starts_with("Restore("), "{last}");
    let project = harness.state().session.work().unwrap().project();
    assert_eq!(
        (project.mention_count(), project.claim_count()),
        (first.mentions, first.claims)
    );
    assert!(harness.query_by_role(Role::Dialog).is_none());
}

#[test]
#[ignore = "slow: images for a person to look at"]
fn the_dialog_for_a_person_to_look_at() {
    for (dark, name) in [(false, "light"), (true, "dark")] {
        let folder = tempfile::tempdir().unwrap();
        let mut harness = with_versions(folder.path(), dark);
        images::save(&mut harness, &format!("versions-{name}"));
    }
}
