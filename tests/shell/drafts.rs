//! Words that are being typed are safe before they are kept.

use std::path::Path;

use claimdesk::session::{Command, Recovering, Session};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable};

use super::{Window, press, window, work};

const FILE: &str = "case.claimdesk.ron";

fn session(folder: &Path) -> Session {
    let mut session = Session::for_tests(1);
    session.change_settings(|settings| settings.suggest_on_open = false);
    session.keep_safe_in(folder.join("data"));
    session.poll();
    session
}

/// A window over a saved project.
fn saved(folder: &Path) -> Window {
    let article = folder.join("port.txt");
    std::fs::write(&article, "The port will reopen on Friday.").unwrap();
    let mut session = session(folder);
    session.dispatch(Command::OpenPaths(vec![article]));
    session.poll();
    session.dispatch(Command::SaveTo(folder.join(FILE)));
    session.poll();
    let window = window(session);
    assert!(work(&window).is_saved());
    window
}

fn type_note(window: &mut Window, words: &str) {
    window.get_by_label("Notes").focus();
    window.run_ok();
    window.get_by_label("Notes").type_text(words);
    window.run_ok();
}

fn notes(session: &Session) -> String {
    let work = session.work().expect("a project is open");
    work.active().expect("a document").notes.clone()
}

#[test]
fn a_note_that_was_being_typed_survives_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = saved(folder.path());
    type_note(&mut window, "Ask the harbour");
    window.get_by_label("Not saved");
    assert_eq!(work(&window).undo_label(), None, "it is not kept yet");
    drop(window);

    let mut session = session(folder.path());
    let found = session.recoveries()[0].clone();
    assert_eq!(found.steps.len(), 1);
    session.dispatch(Command::Recovery(Recovering::Recover, found.journal));
    assert_eq!(notes(&session), "Ask the harbour");
    drop(session);
    // Recovered work goes on in a journal of its own.
    let session = self::session(folder.path());
    assert_eq!(session.recoveries()[0].steps.len(), 1);
}

#[test]
fn a_note_that_was_kept_is_one_step_and_one_given_up_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = saved(folder.path());
    type_note(&mut window, "Ask");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(work(&window).undo_label().is_some());
    type_note(&mut window, " again");
    press(&mut window, Modifiers::NONE, Key::Escape);
    let shown = window.get_by_label("Notes").accesskit_node().value();
    assert_eq!(shown.as_deref(), Some("Ask"));
    drop(window);

    let session = session(folder.path());
    let found = &session.recoveries()[0];
    assert_eq!(found.steps.len(), 1);
    let mut documents = found.project.documents();
    assert_eq!(documents.next().expect("a document").notes, "Ask");
}

#[test]
fn a_draft_alone_that_was_given_up_leaves_nothing_to_recover() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = saved(folder.path());
    type_note(&mut window, "Never mind");
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.get_by_label("Saved");
    drop(window);
    assert!(session(folder.path()).recoveries().is_empty());
}
