//! Imports in a session: asked about, mapped, added as one step, undone.

use std::collections::BTreeMap;

use claimdesk::model::{KindId, doctor};
use claimdesk::session::action::Action;
use claimdesk::session::{AUTO, Command, Effect, Into, Session};

const LINES: &str = "{\"text\":\"Orr left Varn.\",\"spans\":[{\"start\":0,\"end\":3,\"label\":\"PERSON\"},\
{\"start\":9,\"end\":13,\"label\":\"Harbour\"}],\"relations\":[]}\n";

struct Desk {
    session: Session,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self {
            session: Session::for_tests(5),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Imports a file; returns whether the analyst is asked.
    fn import(&mut self, name: &str, text: &str) -> bool {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        self.session
            .dispatch(Command::ImportFrom { format: AUTO, path });
        self.session.poll();
        let mut asked = false;
        while let Some(effect) = self.session.take_effect() {
            asked |= matches!(effect, Effect::ShowImport);
        }
        asked
    }

    fn take(&mut self, into: Into, labels: &[(&str, &str)]) {
        let labels = labels
            .iter()
            .map(|(label, kind)| ((*label).to_owned(), KindId::new(kind)));
        let labels: BTreeMap<String, KindId> = labels.collect();
        self.session.dispatch(Command::TakeImport { into, labels });
        self.session.poll();
        assert_eq!(doctor::examine(self.session.work().unwrap().project()), []);
    }

    fn kinds(&self) -> Vec<String> {
        let project = self.session.work().unwrap().project();
        let mut kinds: Vec<String> = project.entities().map(|e| e.kind.to_string()).collect();
        kinds.sort();
        kinds
    }
}

#[test]
fn unknown_labels_are_asked_about_and_remembered() {
    let mut desk = Desk::new();
    assert!(desk.import("a.jsonl", LINES));
    let labels = desk.session.labels_to_map(Into::NewProject);
    assert_eq!(labels, [("Harbour".to_owned(), KindId::new("other"))]);
    desk.take(Into::NewProject, &[("harbour", "facility")]);
    assert_eq!(desk.kinds(), ["facility", "person"]);
    assert!(desk.session.take_settings_changed());
    // The next time the label means the same.
    assert!(desk.import("b.jsonl", &LINES.replace("left", "quit")));
    let labels = desk.session.labels_to_map(Into::OpenProject);
    assert_eq!(labels, [("Harbour".to_owned(), KindId::new("facility"))]);
}

#[test]
fn what_is_added_to_the_open_project_is_one_step() {
    let mut desk = Desk::new();
    desk.import("a.jsonl", LINES);
    desk.take(Into::NewProject, &[]);
    let before = desk.session.work().unwrap().project().clone();
    let more = format!("{LINES}{}", LINES.replace("left", "quit"));
    assert!(desk.import("b.jsonl", &more));
    assert_eq!(desk.session.importing().unwrap().met(&before), 1);
    desk.take(Into::OpenProject, &[]);
    let work = desk.session.work().unwrap();
    assert_eq!(work.project().document_order().len(), 2);
    assert_eq!(work.project().mention_count(), 4);
    assert_eq!(work.project().entity_count(), 2);
    assert_eq!(work.undo_label(), Some("Import b.jsonl"));
    let after = work.project().clone();
    desk.session.dispatch(Action::Undo);
    assert_eq!(*desk.session.work().unwrap().project(), before);
    desk.session.dispatch(Action::Redo);
    assert_eq!(*desk.session.work().unwrap().project(), after);
    // Once more adds nothing, and says so.
    desk.import("b.jsonl", &more);
    desk.take(Into::OpenProject, &[]);
    assert_eq!(*desk.session.work().unwrap().project(), after);
}

#[test]
fn nothing_to_ask_on_the_start_page_is_not_asked() {
    let mut desk = Desk::new();
    assert!(!desk.import("a.jsonl", &LINES.replace("Harbour", "GPE")));
    assert_eq!(desk.kinds(), ["person", "place"]);
    assert!(desk.session.importing().is_none());
    // With a project open the analyst says where it goes, or that it goes nowhere.
    assert!(desk.import("b.jsonl", &LINES.replace("Harbour", "GPE")));
    desk.session.dispatch(Command::DropImport);
    assert!(desk.session.importing().is_none());
    assert_eq!(desk.session.work().unwrap().project().mention_count(), 2);
}
