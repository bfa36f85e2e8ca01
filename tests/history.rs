//! The audit ledger through the session: who did what and when, past states, and that it stays true through
//! undo, saving, reopening, recovery, restoring and changes from outside.

#[path = "support/marking.rs"]
mod marking;
#[path = "support/random_project.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod random_project;

use claimdesk::edit::{Item, Selection};
use claimdesk::session::action::Action;
use claimdesk::session::history::{HistoryFilter, HistoryView};
use claimdesk::session::{Command, Session};
use claimdesk::storage::history::{EntryKind, verify};
use claimdesk::storage::{load, save};
use marking::{ARTICLE, mark, quiet_session, save_to};
use proptest::prelude::*;
use std::path::Path;

fn session(folder: &Path) -> Session {
    let mut session = quiet_session(&folder.join("data"), 1);
    session.change_settings(|settings| settings.annotator = "Ada".to_owned());
    session.dispatch(Command::PasteText(ARTICLE.to_owned()));
    session
}

fn history(session: &mut Session) -> HistoryView {
    session.dispatch(Action::History);
    session.poll();
    session.history().unwrap().clone()
}

fn records(session: &Session) -> Option<usize> {
    verify(session.work().unwrap().project()).unwrap()
}

#[test]
fn every_step_is_recorded_with_its_annotator_and_outlives_a_save() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.claimdesk.ron");
    let mut session = session(folder.path());
    assert_eq!(records(&session), None, "off until it is turned on");
    session.dispatch(Action::KeepHistory);
    mark(&mut session, "minister");
    session.change_settings(|settings| settings.annotator = "Ben".to_owned());
    mark(&mut session, "Friday");
    session.dispatch(Action::Undo);
    session.dispatch(Action::Redo);
    save_to(&mut session, &file);
    session.dispatch(Action::Close);
    session.dispatch(Command::OpenPaths(vec![file]));
    session.poll();
    assert_eq!(records(&session), Some(5));
    let view = history(&mut session);
    assert_eq!(view.fault, None);
    let kinds: Vec<_> = view.rows.iter().map(|row| (row.kind, &*row.by)).collect();
    assert_eq!(
        kinds,
        [
            (EntryKind::On, "Ada"),
            (EntryKind::Commit, "Ada"),
            (EntryKind::Commit, "Ben"),
            (EntryKind::Undo, "Ben"),
            (EntryKind::Redo, "Ben"),
        ]
    );
}

#[test]
fn the_history_is_filtered_by_person_kind_words_and_annotation() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(folder.path());
    session.dispatch(Action::KeepHistory);
    mark(&mut session, "minister");
    session.change_settings(|settings| settings.annotator = "Ben".to_owned());
    mark(&mut session, "Friday");
    session.dispatch(Action::Undo);
    let view = history(&mut session);
    let shown = |filter: HistoryFilter| view.shown(&filter);
    assert_eq!(
        shown(HistoryFilter::default()),
        [3, 2, 1, 0],
        "the latest first"
    );
    let by = Some("Ada".to_owned());
    assert_eq!(
        shown(HistoryFilter {
            by,
            ..HistoryFilter::default()
        }),
        [1, 0]
    );
    let kind = Some(EntryKind::Undo);
    assert_eq!(
        shown(HistoryFilter {
            kind,
            ..HistoryFilter::default()
        }),
        [3]
    );
    let text = "friday".to_owned();
    assert_eq!(
        shown(HistoryFilter {
            text,
            ..HistoryFilter::default()
        }),
        [3, 2, 0],
        "the headline has the word, too"
    );
    let entity = session
        .work()
        .unwrap()
        .project()
        .entities()
        .next()
        .unwrap()
        .id;
    let item = Some(Item::Entity(entity));
    assert_eq!(
        shown(HistoryFilter {
            item,
            ..HistoryFilter::default()
        }),
        [1]
    );
    assert_eq!(view.people(), ["Ada", "Ben"]);
}

#[test]
fn a_past_state_is_looked_at_without_a_change_and_restored_in_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(folder.path());
    session.dispatch(Action::KeepHistory);
    mark(&mut session, "minister");
    mark(&mut session, "Friday");
    let view = history(&mut session);
    let now = session.work().unwrap().project().clone();
    session.dispatch(Command::LookAtState(view.rows[1].sum.clone()));
    assert_eq!(session.work().unwrap().project().mention_count(), 1);
    assert!(session.past().is_some());

    // What would change something leads back instead.
    let entity = session
        .work()
        .unwrap()
        .project()
        .entities()
        .next()
        .unwrap()
        .id;
    session.dispatch(Command::Select(Selection::one(Item::Entity(entity))));
    session.dispatch(Action::Delete);
    assert!(session.past().is_none());
    assert_eq!(session.work().unwrap().project(), &now);

    session.dispatch(Command::LookAtState(view.rows[1].sum.clone()));
    assert!(
        !session.may_close(),
        "the work is not saved, whatever is shown"
    );
    assert!(session.past().is_none());

    session.dispatch(Command::RestoreState(view.rows[1].sum.clone()));
    assert_eq!(session.work().unwrap().project().mention_count(), 1);
    assert_eq!(records(&session), Some(4));
    session.dispatch(Action::Undo);
    assert_eq!(session.work().unwrap().project(), &now);
    assert_eq!(records(&session), Some(5));
}

#[test]
fn what_ends_in_the_background_leaves_the_past_in_view_and_reaches_the_present() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(folder.path());
    session.dispatch(Command::PasteText("quay and harbour\n".repeat(70_000)));
    session.dispatch(Action::KeepHistory);
    let documents = session.work().unwrap().project().document_order().to_vec();
    session.dispatch(Command::Activate(documents[0]));
    mark(&mut session, "minister");
    mark(&mut session, "Friday");
    let view = history(&mut session);

    session.dispatch(Command::Activate(documents[1]));
    session.dispatch(Command::FindText("quay".to_owned()));
    let file = folder.path().join("a.claimdesk.ron");
    session.dispatch(Command::SaveTo(file.clone()));
    session.dispatch(Command::LookAtState(view.rows[1].sum.clone()));
    session.poll();
    assert!(session.past().is_some(), "a save that ends changes no view");
    let shown = session.work().unwrap();
    assert_eq!(shown.project().mention_count(), 1);
    assert_eq!(
        shown.find().hits().len(),
        0,
        "it was the present that asked"
    );

    session.dispatch(Action::BackToPresent);
    let present = session.work().unwrap();
    assert_eq!(present.project().mention_count(), 2);
    assert!(present.is_saved());
    assert_eq!(present.path(), Some(&*file));
    assert_eq!(present.find().hits().len(), 70_000);
}

#[test]
fn what_concerns_settings_alone_leaves_the_past_in_view() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(folder.path());
    session.dispatch(Action::KeepHistory);
    mark(&mut session, "minister");
    let view = history(&mut session);
    session.dispatch(Command::LookAtState(view.rows[0].sum.clone()));
    session.dispatch(Action::TextLarger);
    session.dispatch(Command::Learn(false));
    session.dispatch(Command::SetAnnotator("Ben".to_owned()));
    assert!(session.past().is_some());
    let rule = claimdesk::model::RuleId::from_number(1);
    session.dispatch(Command::DeleteRules(vec![rule]));
    assert!(session.past().is_none(), "a change is for the present");
}

#[test]
fn recovered_work_has_the_records_that_were_lost_with_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.claimdesk.ron");
    let mut first = session(folder.path());
    first.dispatch(Action::KeepHistory);
    save_to(&mut first, &file);
    mark(&mut first, "minister");
    first.dispatch(Action::Undo);
    mark(&mut first, "Friday");
    let ledger = first.work().unwrap().project().ledger().cloned();
    // Waits for what flushing alone only asks for.
    first.close_journal();
    let journals = folder.path().join("data").join("journals");
    let entries = std::fs::read_dir(journals).unwrap().flatten();
    let mut paths = entries.map(|entry| entry.path());
    let journal = paths.find(|path| path.extension().is_some_and(|it| it == "journal"));
    let bytes = std::fs::read(journal.unwrap()).unwrap();
    let recovered = claimdesk::storage::journal::recover(&bytes).unwrap();
    assert_eq!(recovered.project.ledger(), ledger.as_ref());
    assert_eq!(verify(&recovered.project), Ok(Some(4)));
}

#[test]
fn what_another_program_changed_is_recorded_as_changed_outside() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.claimdesk.ron");
    let mut session = session(folder.path());
    session.dispatch(Action::KeepHistory);
    mark(&mut session, "minister");
    save_to(&mut session, &file);
    session.dispatch(Action::Close);
    let text = std::fs::read_to_string(&file).unwrap();
    let edited = text.replacen("name: \"minister\"", "name: \"The minister\"", 1);
    assert_ne!(edited, text);
    std::fs::write(&file, edited).unwrap();
    session.dispatch(Command::OpenPaths(vec![file]));
    session.poll();
    assert_eq!(records(&session), Some(3));
    let view = history(&mut session);
    assert_eq!(view.rows[2].kind, EntryKind::Outside);
    assert!(!session.work().unwrap().is_saved());
}

#[test]
fn a_change_of_a_document_does_not_repeat_its_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(folder.path());
    session.dispatch(Action::KeepHistory);
    let document = session.work().unwrap().active().unwrap().id;
    let change = claimdesk::session::DocumentChange::Publisher("The Tide".to_owned());
    session.dispatch(Command::ChangeDocument(document, change));
    assert_eq!(records(&session), Some(2));
    let text = save(session.work().unwrap().project());
    assert_eq!(
        text.matches("it would reopen").count(),
        2,
        "the text and the first record"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_project_turned_on_is_led_to(seed: u64) {
        let mut project = random_project::random_project(seed);
        claimdesk::storage::history::turn_on(&mut project, "Ada", claimdesk::model::Timestamp(7));
        prop_assert_eq!(verify(&project), Ok(Some(1)));
        let read = load(save(&project).as_bytes()).map(|loaded| loaded.project);
        prop_assert_eq!(read.as_ref().map(verify), Ok(Ok(Some(1))));
        prop_assert_eq!(read.ok(), Some(project));
    }
}
