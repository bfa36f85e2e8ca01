//! The documents panel.

use super::{Desk, Panel, harness};
use claimdesk::session::Command;
use eframe::egui::Role;
use egui_kittest::kittest::Queryable as _;

#[test]
fn the_outline_goes_to_a_paragraph() {
    let mut harness = harness(Desk::new(Panel::Documents));
    harness
        .get_by_label_contains("Traders are not waiting")
        .click();
    harness.run();
    let work = harness.state().work();
    let text = work.active().unwrap().text.clone();
    assert!(text[work.caret().head..].starts_with("Traders are not waiting"));
}

#[test]
fn documents_are_shown_moved_and_removed() {
    let mut desk = Desk::new(Panel::Documents);
    let words = "A second article.\n\nIt says little.\n".to_owned();
    desk.session.dispatch(Command::PasteText(words));
    let first = desk.project().document_order()[0];
    let second = desk.project().document_order()[1];
    let mut harness = harness(desk);
    harness
        .get_by_label_contains("Ministry says Pellane")
        .click();
    harness.run();
    assert_eq!(harness.state().work().active().unwrap().id, first);
    harness
        .get_by_label_contains("Ministry says Pellane")
        .click_secondary();
    harness.run();
    harness.get_by_label("Move down").click();
    harness.run();
    assert_eq!(
        harness.state().project().document_order()[..],
        [second, first]
    );
    harness
        .get_by_label_contains("Ministry says Pellane")
        .click_secondary();
    harness.run();
    harness.get_by_label("Remove").click();
    harness.run();
    assert_eq!(harness.state().project().document_order()[..], [second]);
}

#[test]
fn a_kind_marks_the_selected_words() {
    let mut desk = Desk::new(Panel::Documents);
    let text = desk.work().active().unwrap().text.clone();
    let start = text.find("shells hit").unwrap();
    let head = start + "shells".len();
    desk.session.dispatch(Command::SetCaret {
        anchor: start,
        head,
    });
    let before = desk.project().mention_count();
    let mut harness = harness(desk);
    harness.get_by_role_and_label(Role::Button, "Event").click();
    harness.run();
    assert_eq!(harness.state().project().mention_count(), before + 1);
}
