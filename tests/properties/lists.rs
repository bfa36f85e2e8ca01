//! Long lists are filtered and sorted by a worker: the old rows stay until the new ones are there.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use claimdesk::edit::Item;
use claimdesk::session::lists::{ClaimSort, EntitySort, Shown};
use claimdesk::session::{Command, Executor, Inline, Session, Work};
use claimdesk::storage::{self, Settings};

use crate::big_project::{Size, big_project};

type Job = Box<dyn FnOnce() + Send>;

/// Keeps jobs until the test lets them run.
#[derive(Clone, Default)]
struct Held(Arc<Mutex<VecDeque<Job>>>);

impl Executor for Held {
    fn run(&self, job: Job) {
        self.0.lock().unwrap().push_back(job);
    }
}

impl Held {
    fn waiting(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    /// Runs the next job, and lets the session take its answer in.
    fn run_one(&self, session: &mut Session) {
        let job = self.0.lock().unwrap().pop_front();
        job.expect("a job waits")();
        session.poll();
    }

    fn run_all(&self, session: &mut Session) {
        while self.waiting() > 0 {
            self.run_one(session);
        }
    }
}

/// More mentions and claims than are listed within a frame.
const LONG: Size = Size {
    name: "",
    bytes: 250_000,
    mentions: 9_800,
    claims: 700,
};

fn open(executor: Box<dyn Executor>, path: PathBuf) -> Session {
    let mut session = Session::new(Settings::default(), executor, Arc::new(|| {}));
    session.dispatch(Command::OpenPaths(vec![path]));
    session
}

fn work(session: &Session) -> &Work {
    session.work().expect("a project is open")
}

/// The lists of a session that makes them all at the end, after these settings.
fn made_anew(session: &Session, settings: &[Command]) -> (Vec<Item>, Vec<Item>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.claimdesk.ron");
    std::fs::write(&path, storage::save(work(session).project())).unwrap();
    let mut other = open(Box::new(Inline), path);
    other.poll();
    for setting in settings {
        other.dispatch(setting.clone());
        other.poll();
    }
    rows(&other)
}

fn rows(session: &Session) -> (Vec<Item>, Vec<Item>) {
    let lists = work(session).lists();
    let entities = lists.entities.iter().copied().map(Item::Entity);
    let claims = lists.claims.iter().copied().map(Item::Claim);
    (entities.collect(), claims.collect())
}

fn long() -> (Session, Held) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.claimdesk.ron");
    std::fs::write(&path, storage::save(&big_project(LONG, 5))).unwrap();
    let held = Held::default();
    let mut session = open(Box::new(held.clone()), path);
    held.run_all(&mut session);
    (session, held)
}

#[test]
fn the_old_rows_stay_until_the_new_ones_are_there() {
    let (mut session, held) = long();
    let before = rows(&session);
    assert!(!before.0.is_empty() && !before.1.is_empty());
    let typed = ["a", "an", "ran"].map(|words| Command::FilterEntities(words.to_owned()));
    for command in typed {
        session.dispatch(command);
        session.poll();
    }
    assert_eq!(rows(&session), before, "nothing is made within the frame");
    assert!(work(&session).lists().is_waiting());
    assert_eq!(held.waiting(), 1, "one worker at a time");
    // The first answer is of other words by now, so it is asked again.
    held.run_one(&mut session);
    assert_eq!(rows(&session), before);
    assert_eq!(held.waiting(), 1);
    held.run_one(&mut session);
    assert!(!work(&session).lists().is_waiting());
    let filtered = rows(&session);
    assert!(!filtered.0.is_empty() && filtered.0.len() < before.0.len());
    let settings = [Command::FilterEntities("ran".to_owned())];
    assert_eq!(filtered, made_anew(&session, &settings));
}

#[test]
fn an_edit_under_way_is_in_the_new_rows() {
    let (mut session, held) = long();
    let settings = [
        Command::SortEntities(EntitySort::Name),
        Command::SortClaims(ClaimSort::Source),
        Command::ShowClaimStates(Shown::Accepted),
    ];
    session.dispatch(settings[0].clone());
    session.dispatch(settings[1].clone());
    let gone = work(&session).lists().entities[0];
    session.dispatch(Command::Delete(vec![Item::Entity(gone)]));
    session.dispatch(settings[2].clone());
    assert!(!work(&session).lists().entities.contains(&gone));
    held.run_all(&mut session);
    assert_eq!(rows(&session), made_anew(&session, &settings));
    session.dispatch(claimdesk::session::action::Action::Undo);
    assert!(work(&session).lists().entities.contains(&gone));
    assert_eq!(rows(&session), made_anew(&session, &settings));
}
