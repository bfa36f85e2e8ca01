//! The import dialog, and the choice of documents in the export dialog.

use crate::window::{Window, exported, harness, sample};
use claimdesk::model::KindId;
use claimdesk::session::action::Action;
use claimdesk::session::{AUTO, Command, Session};
use eframe::egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

const LINES: &str = "{\"text\":\"Orr left Varn.\",\"spans\":[{\"start\":0,\"end\":3,\"label\":\"PERSON\"},\
{\"start\":9,\"end\":13,\"label\":\"Harbour\"}]}\nnot json\n";

/// A window that has read a file with a label of its own and a faulty line.
fn importing(mut session: Session) -> Harness<'static, Window> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lines.jsonl");
    std::fs::write(&path, LINES).unwrap();
    session.dispatch(Command::ImportFrom { format: AUTO, path });
    let mut harness = harness(session, false, 1.0);
    harness.run();
    harness
}

#[test]
fn an_import_is_told_mapped_and_added_to_the_open_project() {
    let mut harness = importing(sample());
    harness.get_by_role_and_label(Role::Dialog, "Import");
    harness.get_by_label("lines.jsonl, spaCy and Prodigy JSON lines");
    harness.get_by_label("1 document, 2 mentions, 0 claims");
    harness.get_by_label_contains("line 2: not JSON");
    harness
        .get_by_role_and_label(Role::ComboBox, "Kind for Harbour")
        .click();
    harness.run();
    harness.get_by_label("Facility").click();
    harness.run();
    harness
        .get_by_role_and_label(Role::Button, "Import")
        .click();
    harness.run();
    assert!(harness.state().overlay.is_none());
    let session = &harness.state().session;
    let project = session.work().unwrap().project();
    assert_eq!(project.document_order().len(), 2);
    let varn = project
        .entities()
        .find(|entity| entity.name == "Varn" && entity.kind == KindId::new("facility"));
    assert!(varn.is_some());
    assert_eq!(
        session.work().unwrap().undo_label(),
        Some("Import lines.jsonl")
    );
    harness.state_mut().session.dispatch(Action::Undo);
    let project = harness.state().session.work().unwrap().project();
    assert_eq!(project.document_order().len(), 1);
}

#[test]
fn an_import_becomes_a_project_of_its_own_by_keyboard() {
    let mut harness = importing(sample());
    harness
        .get_by_role_and_label(Role::RadioButton, "New project")
        .click();
    harness.run();
    harness
        .get_by_role_and_label(Role::Button, "Import")
        .focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let project = harness.state().session.work().unwrap().project();
    assert_eq!(project.document_order().len(), 1);
    assert_eq!(project.mention_count(), 2);
}

#[test]
fn escape_forgets_an_import() {
    let mut harness = importing(sample());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().overlay.is_none());
    assert!(harness.state().session.importing().is_none());
    let project = harness.state().session.work().unwrap().project();
    assert_eq!(project.document_order().len(), 1);
}

#[test]
fn documents_to_export_are_ticked() {
    let mut session = sample();
    session.dispatch(Command::PasteText("Vale stayed in Varn.".to_owned()));
    let mut harness = harness(session, false, 1.0);
    harness.state_mut().session.dispatch(Action::Export);
    harness.run();
    harness
        .get_by_role_and_label(Role::RadioButton, "Some…")
        .click();
    harness.run();
    let titles: Vec<String> = {
        let project = harness.state().session.work().unwrap().project();
        project
            .documents()
            .map(|document| document.title.clone())
            .collect()
    };
    // The one in view is ticked already.
    harness
        .get_by_role_and_label(Role::CheckBox, &titles[0])
        .click();
    harness.run();
    let (_, options) = exported(&mut harness);
    assert_eq!(options.documents.map(|documents| documents.len()), Some(2));
}
