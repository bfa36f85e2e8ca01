//! The dialog of what a reader left out of a file.

use crate::window::{Window, harness};
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Session};
use eframe::egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::Path;

const PAGE: &str = "<html><body><nav><a href=\"/\">Home of the paper</a></nav><article><h1>Ferry pier reopens</h1>\
    <p>The ferry pier of Kessin opens again on Monday, the port office said. It had been closed for three months \
    after a storm broke two of its piles, and boats had to land at the fish market instead of the old quay.</p>\
    </article><aside><p>Read more: the fishing fleet of Kessin grows again.</p></aside></body></html>";

fn with_page(folder: &Path) -> Harness<'static, Window> {
    let path = folder.join("pier.html");
    std::fs::write(&path, PAGE).unwrap();
    let mut session = Session::for_tests(1);
    session.dispatch(Command::SuggestOnOpen(false));
    session.dispatch(Command::OpenPaths(vec![path]));
    session.poll();
    session.dispatch(Action::LeftOut);
    session.poll();
    let mut harness = harness(session, false, 1.0);
    harness.run();
    harness
}

#[test]
fn what_was_left_out_is_listed_and_all_text_taken() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = with_page(folder.path());
    harness.get_by_role_and_label(Role::Dialog, "What was left out");
    harness.get_by_label_contains("The ferry pier of Kessin opens again");
    harness.get_by_label_contains("Left out: Read more: the fishing fleet");
    harness
        .get_by_role_and_label(Role::RadioButton, "Left out")
        .click();
    harness.run();
    assert!(
        harness
            .query_by_label_contains("The ferry pier of Kessin opens")
            .is_none()
    );
    harness
        .get_by_role_and_label(Role::Button, "Take all text")
        .click();
    harness.run();
    let work = harness.state().session.work().unwrap();
    assert!(work.active().unwrap().text.contains("the fishing fleet"));
    assert!(
        harness
            .query_by_role_and_label(Role::Dialog, "What was left out")
            .is_none()
    );
}
