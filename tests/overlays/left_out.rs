//! The dialog of what a reader left out of a file.

use crate::window::{Window, harness};
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Session};
use claimdesk::sources::Extent;
use eframe::egui::{Key, Role};
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

#[test]
fn marks_that_would_be_lost_are_listed_before_anything_changes() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = with_page(folder.path());
    let session = &mut harness.state_mut().session;
    let id = session.work().unwrap().active().unwrap().id;
    session.dispatch(Command::TakeExtent(id, Extent::All));
    session.poll();
    let text = session.work().unwrap().active().unwrap().text.clone();
    let anchor = text.find("the fishing fleet").unwrap();
    let head = anchor + "the fishing fleet".len();
    session.dispatch(Command::SetCaret { anchor, head });
    session.dispatch(Action::AddClaim);
    session.dispatch(Command::TakeExtent(id, Extent::Main));
    harness.run();
    harness.get_by_role_and_label(Role::Dialog, "Marks without a place");
    harness.get_by_label_contains("1 of 1 mark has no place in the text");
    harness.get_by_role_and_label(Role::ListItem, "Claim “the fishing fleet”");
    // The button that changes nothing has the keyboard.
    harness.key_press(Key::Enter);
    harness.run();
    let claims = |harness: &Harness<'static, Window>| {
        harness
            .state()
            .session
            .work()
            .unwrap()
            .project()
            .claim_count()
    };
    assert_eq!(claims(&harness), 1);
    let session = &mut harness.state_mut().session;
    assert!(session.replacing().is_none());
    session.dispatch(Command::TakeExtent(id, Extent::Main));
    harness.run();
    harness
        .get_by_role_and_label(Role::Button, "Read again, remove 1 mark")
        .click();
    harness.run();
    assert_eq!(claims(&harness), 0);
    harness.state_mut().session.dispatch(Action::Undo);
    assert_eq!(claims(&harness), 1);
}
