//! Two windows, one project: the lock, the window that may only read, taking over, and files that another
//! program changed. No clock: times of locks are set.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use claimdesk::edit::Item;
use claimdesk::edit::actions::EntityChange;
use claimdesk::edit::merge::Side;
use claimdesk::model::{EntityId, Project};
use claimdesk::session::action::{ACTIONS, Action};
use claimdesk::session::{Command, Effect, Notice, Session};
use claimdesk::storage;

/// A folder with the sample project in it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        let mut session = Session::for_tests(1);
        session.dispatch(Action::OpenSample);
        session.dispatch(Command::SaveTo(folder.file()));
        session.poll();
        folder
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("talks.claimdesk.ron")
    }

    fn lock(&self) -> PathBuf {
        self.0.path().join(".talks.claimdesk.ron.lock")
    }

    fn project(&self) -> Project {
        let bytes = std::fs::read(self.file()).unwrap();
        storage::load(&bytes).unwrap().project
    }

    /// A window of an analyst, with the project open.
    fn window(&self, name: &str, seed: u64) -> Session {
        let mut session = Session::for_tests(seed);
        session.change_settings(|settings| settings.annotator = name.into());
        session.lock_projects();
        session.dispatch(Command::OpenPaths(vec![self.file()]));
        session.poll();
        session
    }

    /// Deletes a claim and saves, as a program that knows no locks.
    fn changed_without_a_lock(&self) -> Session {
        let mut boris = Session::for_tests(2);
        boris.change_settings(|settings| settings.annotator = "Boris".into());
        boris.dispatch(Command::OpenPaths(vec![self.file()]));
        boris.poll();
        delete_last_claim(&mut boris);
        save(&mut boris);
        boris
    }
}

fn said(session: &mut Session) -> Vec<Notice> {
    std::iter::from_fn(|| session.take_notice()).collect()
}

fn texts(session: &mut Session) -> String {
    let all = said(session).into_iter().map(|notice| notice.text);
    all.collect::<Vec<_>>().join("\n")
}

fn project(session: &Session) -> &Project {
    session.work().unwrap().project()
}

fn first_entity(session: &Session) -> EntityId {
    project(session).entities().next().unwrap().id
}

fn rename(session: &mut Session, name: &str) {
    let entity = first_entity(session);
    let change = EntityChange::Name(name.into());
    session.dispatch(Command::ChangeEntities(vec![entity], change));
}

fn name(project: &Project) -> &str {
    &project.entities().next().unwrap().name
}

fn save(session: &mut Session) {
    session.dispatch(Action::Save);
    // A merge saves after it, and a save may have to look at the file first.
    for _ in 0..3 {
        session.poll();
    }
}

fn delete_last_claim(session: &mut Session) {
    let last = project(session).claims().last().unwrap().id;
    session.dispatch(Command::Delete(vec![Item::Claim(last)]));
}

#[test]
fn the_second_window_reads_only() {
    let folder = Folder::new();
    let anna = folder.window("Anna", 1);
    assert!(anna.work().unwrap().read_only().is_none());
    let mut boris = folder.window("Boris", 2);
    let read_only = boris
        .work()
        .unwrap()
        .read_only()
        .expect("Anna has it")
        .clone();
    assert_eq!(read_only.holder.owner, "Anna");
    assert!(
        read_only.why().contains("Anna has this project open"),
        "{}",
        read_only.why()
    );

    let before = project(&boris).clone();
    said(&mut boris);
    rename(&mut boris, "Other");
    assert!(texts(&mut boris).contains("Read only: Anna"));
    let claim = before.claims().next().unwrap().id;
    boris.dispatch(Command::Select(claimdesk::edit::Selection::one(
        Item::Claim(claim),
    )));
    boris.dispatch(Command::PasteText("Some words.".into()));
    for info in ACTIONS {
        let is_way_out = matches!(info.action, Action::Close | Action::Quit | Action::New);
        if !is_way_out && info.action != Action::OpenSample {
            boris.dispatch(info.action);
            boris.poll();
            assert_eq!(project(&boris), &before, "{}", info.label);
        }
    }
    assert!(!Action::Delete.is_enabled(&boris) && boris.why_not(Action::Delete).is_some());
    assert!(Action::SaveAs.is_enabled(&boris) && Action::TakeOver.is_enabled(&boris));
    assert!(boris.work().unwrap().is_saved());
    assert_eq!(folder.project(), before);

    // A copy is one's own.
    boris.dispatch(Command::SaveTo(folder.0.path().join("copy.claimdesk.ron")));
    boris.poll();
    assert!(boris.work().unwrap().read_only().is_none());
    rename(&mut boris, "Other");
    assert_eq!(name(project(&boris)), "Other");
    drop(anna);
}

#[test]
fn a_lock_goes_with_its_window_and_is_the_windows_own() {
    let folder = Folder::new();
    let mut anna = folder.window("Anna", 1);
    assert!(folder.lock().exists());
    anna.dispatch(Command::OpenPaths(vec![folder.file()]));
    anna.poll();
    assert!(
        anna.work().unwrap().read_only().is_none(),
        "opened again in the same window"
    );
    assert!(folder.lock().exists());
    anna.dispatch(Action::Close);
    assert!(!folder.lock().exists());
    let boris = folder.window("Boris", 2);
    assert!(boris.work().unwrap().read_only().is_none());
    drop(boris);
    assert!(!folder.lock().exists());
}

#[test]
fn taking_over_makes_the_other_window_read_only_and_loses_nothing() {
    let folder = Folder::new();
    let mut anna = folder.window("Anna", 1);
    rename(&mut anna, "Anna’s");
    let mut boris = folder.window("Boris", 2);
    boris.dispatch(Action::TakeOver);
    assert_eq!(boris.take_effect(), Some(Effect::AskTakeOver));
    boris.dispatch(Command::TakeOver);
    boris.poll();
    assert!(boris.work().unwrap().read_only().is_none());
    delete_last_claim(&mut boris);
    save(&mut boris);
    assert!(boris.work().unwrap().is_saved());

    said(&mut anna);
    save(&mut anna);
    let told = texts(&mut anna);
    assert!(
        told.contains("Can’t save") && told.contains("Boris has this project open"),
        "{told}"
    );
    assert_eq!(name(project(&anna)), "Anna’s");
    assert!(anna.work().unwrap().read_only().is_some());
    assert_eq!(&folder.project(), project(&boris));

    // She takes it back, and both changes are in the file.
    anna.dispatch(Command::TakeOver);
    for _ in 0..3 {
        anna.poll();
    }
    save(&mut anna);
    let both = folder.project();
    assert_eq!(name(&both), "Anna’s");
    assert_eq!(both.claim_count(), project(&boris).claim_count());
}

#[test]
fn a_lock_that_nobody_holds_any_more_is_no_hindrance() {
    let folder = Folder::new();
    let machine = {
        let _anna = folder.window("Anna", 1);
        std::fs::read_to_string(folder.lock()).unwrap()
    };
    // Left by a window of this machine that was killed.
    std::fs::write(folder.lock(), &machine).unwrap();
    let boris = folder.window("Boris", 2);
    assert!(boris.work().unwrap().read_only().is_none());
    drop(boris);

    // On another machine nobody can know, but a lock that was not touched looks abandoned.
    let start = machine.find("machine:\"").unwrap() + "machine:\"".len();
    let end = start + machine[start..].find('"').unwrap();
    let elsewhere = format!("{}far away{}", &machine[..start], &machine[end..]);
    std::fs::write(folder.lock(), elsewhere).unwrap();
    let boris = folder.window("Boris", 2);
    let read_only = boris.work().unwrap().read_only().unwrap().clone();
    assert!(!read_only.looks_abandoned && read_only.why().contains("on far away"));
    let hour = SystemTime::now() - Duration::from_secs(3600);
    let lock = std::fs::File::options()
        .write(true)
        .open(folder.lock())
        .unwrap();
    lock.set_modified(hour).unwrap();
    let carla = folder.window("Carla", 3);
    assert!(carla.work().unwrap().read_only().unwrap().looks_abandoned);

    // What is no lock at all is somebody's.
    std::fs::write(folder.lock(), "nonsense").unwrap();
    let dora = folder.window("Dora", 4);
    assert_eq!(
        dora.work().unwrap().read_only().unwrap().holder.owner,
        "somebody"
    );
}

/// What another program made of the file, without a lock.
fn changed_outside(folder: &Folder, change: impl FnOnce(&mut Session)) {
    let mut other = Session::for_tests(77);
    other.dispatch(Command::OpenPaths(vec![folder.file()]));
    other.poll();
    change(&mut other);
    save(&mut other);
    assert!(other.work().unwrap().is_saved());
}

#[test]
fn a_changed_file_is_merged_before_saving_as_one_step() {
    let folder = Folder::new();
    let mut anna = folder.window("Anna", 1);
    let claims = project(&anna).claim_count();
    rename(&mut anna, "Anna’s");
    let mine = project(&anna).clone();
    changed_outside(&folder, delete_last_claim);
    said(&mut anna);
    save(&mut anna);
    let told = texts(&mut anna);
    assert!(
        told.contains("Merged") && told.contains("from the disk"),
        "{told}"
    );
    assert!(anna.work().unwrap().is_saved());
    let both = folder.project();
    assert_eq!((name(&both), both.claim_count()), ("Anna’s", claims - 1));
    assert_eq!(&both, project(&anna));
    anna.dispatch(Action::Undo);
    assert_eq!(project(&anna), &mine);
    assert!(!anna.work().unwrap().is_saved());
    save(&mut anna);
    assert_eq!(folder.project(), mine);
}

#[test]
fn a_changed_file_is_noticed_when_the_window_gets_the_focus() {
    let folder = Folder::new();
    let mut anna = folder.window("Anna", 1);
    said(&mut anna);
    anna.look_at_disk();
    anna.poll();
    assert_eq!(said(&mut anna).len(), 0);
    changed_outside(&folder, |other| rename(other, "Theirs"));
    for times in [1, 0] {
        anna.look_at_disk();
        anna.poll();
        assert_eq!(said(&mut anna).len(), times, "it is told once");
    }
    anna.dispatch(Action::MergeFromDisk);
    anna.poll();
    assert_eq!(name(project(&anna)), "Theirs");
    assert!(anna.work().unwrap().is_saved(), "it is what the file holds");
}

#[test]
fn what_both_changed_is_asked() {
    for (picks, mine, on_disk) in [
        (None, "Mine", "Theirs"),
        (Some(Side::Ours), "Mine", "Mine"),
        (Some(Side::Theirs), "Theirs", "Theirs"),
    ] {
        let folder = Folder::new();
        let mut anna = folder.window("Anna", 1);
        let claims = project(&anna).claim_count();
        rename(&mut anna, "Mine");
        changed_outside(&folder, |other| {
            rename(other, "Theirs");
            delete_last_claim(other);
        });
        let before = folder.project();
        save(&mut anna);
        let mut asked = std::iter::from_fn(|| anna.take_effect());
        assert!(asked.any(|effect| effect == Effect::AskMerge));
        let merging = anna.merging().unwrap();
        let names: Vec<_> = merging
            .conflicts
            .iter()
            .map(|c| (&*c.ours, &*c.theirs))
            .collect();
        assert_eq!(names, [("Mine", "Theirs")]);
        assert!(merging.fitting > 0);
        assert_eq!(
            folder.project(),
            before,
            "nothing is written before the answer"
        );
        anna.dispatch(Command::Merge(picks.map(|side| vec![side])));
        for _ in 0..3 {
            anna.poll();
        }
        assert_eq!(
            (name(project(&anna)), name(&folder.project())),
            (mine, on_disk)
        );
        if picks.is_some() {
            assert_eq!(&folder.project(), project(&anna));
            anna.dispatch(Action::Undo);
            assert_eq!(
                (name(project(&anna)), project(&anna).claim_count()),
                ("Mine", claims)
            );
        }
    }
}

#[test]
fn a_file_that_cant_be_read_any_more_is_not_overwritten() {
    let folder = Folder::new();
    let mut anna = folder.window("Anna", 1);
    rename(&mut anna, "Mine");
    let bytes = std::fs::read(folder.file()).unwrap();
    std::fs::write(folder.file(), &bytes[..bytes.len() / 2]).unwrap();
    said(&mut anna);
    save(&mut anna);
    let told = texts(&mut anna);
    assert!(
        told.contains("changed by another program, and can’t be read"),
        "{told}"
    );
    assert_eq!(std::fs::read(folder.file()).unwrap().len(), bytes.len() / 2);
    assert!(!anna.work().unwrap().is_saved());
    // A file that is gone is simply written again.
    std::fs::remove_file(folder.file()).unwrap();
    save(&mut anna);
    assert_eq!(&folder.project(), project(&anna));
}

#[cfg(unix)]
#[test]
fn a_folder_that_takes_no_lock_hinders_nobody() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let set = |mode| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(folder.0.path(), permissions).unwrap();
    };
    set(0o555);
    let probe: &Path = &folder.0.path().join("probe");
    if std::fs::write(probe, "").is_err() {
        let anna = folder.window("Anna", 1);
        assert!(anna.work().unwrap().read_only().is_none());
    }
    set(0o755);
}

#[test]
fn a_crash_after_a_merge_loses_no_record_of_either_history() {
    let folder = Folder::new();
    let data = folder.0.path().join("data");
    let mut first = folder.window("Ada", 3);
    first.dispatch(Action::KeepHistory);
    save(&mut first);
    drop(first);

    let mut anna = folder.window("Anna", 1);
    anna.keep_safe_in(data.clone());
    anna.poll();
    anna.dispatch(Command::OpenPaths(vec![folder.file()]));
    anna.poll();
    rename(&mut anna, "Anna’s");
    let boris = folder.changed_without_a_lock();
    anna.dispatch(Action::MergeFromDisk);
    anna.poll();
    assert_eq!(name(project(&anna)), "Anna’s");
    assert_eq!(project(&anna).claim_count(), project(&boris).claim_count());
    storage::history::verify(project(&anna)).unwrap();
    rename(&mut anna, "Anna’s own");
    drop(anna);

    let mut again = Session::for_tests(4);
    again.change_settings(|settings| settings.annotator = "Anna".into());
    again.lock_projects();
    again.keep_safe_in(data);
    again.poll();
    let journal = again.recoveries()[0].journal.clone();
    again.dispatch(Command::Recovery(
        claimdesk::session::Recovering::Recover,
        journal,
    ));
    again.poll();
    assert_eq!(name(project(&again)), "Anna’s own");
    storage::history::verify(project(&again)).unwrap();
    save(&mut again);
    assert!(again.work().unwrap().is_saved(), "{}", texts(&mut again));
    let saved = folder.project();
    assert_eq!(&saved, project(&again));
    assert_eq!(name(&saved), "Anna’s own");
    assert_eq!(saved.claim_count(), project(&boris).claim_count());
    storage::history::verify(&saved).unwrap();
    let replay = storage::history::replay(&saved);
    let by = |who: &str| {
        replay
            .entries
            .iter()
            .filter(|entry| entry.by == who)
            .count()
    };
    assert_eq!((by("Ada"), by("Boris")), (1, 1));
    assert!(by("Anna") >= 3, "{}", by("Anna"));
}

#[test]
fn records_of_what_was_taken_back_are_saved_after_a_merge() {
    let folder = Folder::new();
    let mut anna = folder.window("Anna", 1);
    anna.dispatch(Action::KeepHistory);
    save(&mut anna);
    rename(&mut anna, "Anna’s");
    anna.dispatch(Action::Undo);
    let boris = folder.changed_without_a_lock();
    anna.dispatch(Action::MergeFromDisk);
    anna.poll();
    // The projects are the same, but only this one knows what Anna did.
    assert_eq!(project(&anna), project(&boris));
    assert!(!anna.work().unwrap().is_saved());
    save(&mut anna);
    assert!(anna.work().unwrap().is_saved(), "{}", texts(&mut anna));
    let replay = storage::history::replay(&folder.project());
    assert_eq!(replay.fault, None);
    let kinds: Vec<_> = replay.entries.iter().map(|entry| entry.kind).collect();
    assert!(
        kinds.contains(&storage::history::EntryKind::Undo),
        "{kinds:?}"
    );
}
