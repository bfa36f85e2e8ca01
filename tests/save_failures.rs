//! Saves that fail, at every operation and for every reason a disk has: the old file is intact, the work is
//! still in the window and in the journal, and the message says what to do.

use std::cell::Cell;
use std::fs;
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

use claimdesk::edit::Edit;
use claimdesk::model::{Project, ProjectId};
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Notice, Session, Tone};
use claimdesk::storage::disk::{Disk, Found, Readers, RealDisk};
use claimdesk::storage::{journal, load, save, write_project_on};

/// A disk on which one operation fails, and from then on every one that writes if it is gone for good.
struct Failing {
    operation: Cell<usize>,
    at: usize,
    kind: ErrorKind,
    is_for_good: bool,
}

impl Failing {
    fn run<T>(&self, operation: impl FnOnce() -> Result<T>) -> Result<T> {
        let now = self.operation.get();
        self.operation.set(now + 1);
        if now == self.at || (self.is_for_good && now > self.at) {
            return Err(Error::from(self.kind));
        }
        operation()
    }
}

impl Disk for Failing {
    fn look(&self, path: &Path) -> Result<Found> {
        self.run(|| RealDisk.look(path))
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>> {
        self.run(|| RealDisk.read(path))
    }

    fn make_beside(&self, target: &Path, readers: Readers) -> Result<PathBuf> {
        self.run(|| RealDisk.make_beside(target, readers))
    }

    fn keep_beside(&self, path: &Path) -> Result<PathBuf> {
        self.run(|| RealDisk.keep_beside(path))
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        // Half of it is written, as on a disk that runs full.
        self.run(|| RealDisk.append(path, bytes)).inspect_err(|_| {
            let _ = RealDisk.append(path, &bytes[..bytes.len() / 2]);
        })
    }

    fn sync(&self, path: &Path) -> Result<()> {
        self.run(|| RealDisk.sync(path))
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        self.run(|| RealDisk.rename(from, to))
    }

    fn remove(&self, path: &Path) -> Result<()> {
        self.run(|| RealDisk.remove(path))
    }

    fn sync_folder(&self, folder: &Path) -> Result<()> {
        self.run(|| RealDisk.sync_folder(folder))
    }
}

fn project(title: &str) -> Project {
    let mut project = Project::new(ProjectId::from_number(1), "");
    Edit::Title(title.into()).apply(&mut project);
    project
}

/// Each reason, and words of what is said of it.
const REASONS: &[(ErrorKind, &str)] = &[
    (ErrorKind::StorageFull, "the disk is full. Save elsewhere."),
    (
        ErrorKind::QuotaExceeded,
        "your share of the disk. Save elsewhere.",
    ),
    (
        ErrorKind::ReadOnlyFilesystem,
        "the disk is read-only. Save elsewhere.",
    ),
    (
        ErrorKind::PermissionDenied,
        "no permission to write there. Save elsewhere.",
    ),
    (
        ErrorKind::InvalidFilename,
        "Save under a shorter or plainer one.",
    ),
    (
        ErrorKind::NetworkDown,
        "the network drive can’t be reached. Connect it again, or save elsewhere.",
    ),
    (ErrorKind::TimedOut, "the network drive can’t be reached"),
    (
        ErrorKind::StaleNetworkFileHandle,
        "the network drive can’t be reached",
    ),
    (ErrorKind::Other, "Save elsewhere."),
];

#[test]
fn whatever_fails_the_old_file_is_intact() {
    let mut failed = 0;
    for (kind, words) in REASONS {
        for is_for_good in [false, true] {
            for at in 0.. {
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join("a.claimdesk.ron");
                fs::write(&path, save(&project("old"))).unwrap();
                let disk = Failing {
                    operation: Cell::new(0),
                    at,
                    kind: *kind,
                    is_for_good,
                };
                let saved = write_project_on(&disk, &path, &project("new"));
                let context = format!("{kind:?} at operation {at}");
                let found = load(&fs::read(&path).unwrap()).expect(&context).project;
                match saved {
                    Ok(()) => assert_eq!(found, project("new"), "{context}"),
                    Err(error) => {
                        failed += 1;
                        assert_eq!(found, project("old"), "{context}");
                        let said = error.to_string();
                        // What hinders the backup names that, and the remedy is another name.
                        let is_told =
                            said.contains(words) || said.ends_with("Save under another name.");
                        assert!(
                            said.starts_with("Can’t save to ") && is_told,
                            "{context}: {said}"
                        );
                    }
                }
                if disk.operation.get() <= at {
                    break;
                }
            }
        }
    }
    assert!(failed > 100, "{failed}");
}

/// A window with a saved project, and a change that is not saved.
fn begun(folder: &Path) -> Session {
    let mut session = Session::for_tests(1);
    session.keep_safe_in(folder.join("data"));
    session.dispatch(Action::OpenSample);
    session.dispatch(Command::SaveTo(folder.join("cases/talks.claimdesk.ron")));
    session.poll();
    assert!(session.work().unwrap().is_saved());
    delete_first_claim(&mut session);
    while session.take_notice().is_some() {}
    session
}

fn delete_first_claim(session: &mut Session) {
    let claim = session
        .work()
        .unwrap()
        .project()
        .claims()
        .next()
        .unwrap()
        .id;
    session.dispatch(Command::Delete(vec![claimdesk::edit::Item::Claim(claim)]));
}

fn save_fails(session: &mut Session, command: impl Into<Command>) -> Notice {
    while session.take_notice().is_some() {}
    session.dispatch(command);
    session.poll();
    let mut said = std::iter::from_fn(|| session.take_notice());
    let error = said
        .find(|notice| notice.tone == Tone::Error)
        .expect("it is told");
    assert!(!session.work().unwrap().is_saved());
    let (button, _) = error.action.as_ref().expect("it says what to do");
    assert_eq!(*button, "Save elsewhere");
    error
}

/// That the work is in the journal, as a window that crashes now would leave it.
fn is_in_the_journal(folder: &Path, session: Session) {
    let project = session.work().unwrap().project().clone();
    session.flush_journal();
    drop(session);
    let found = journal::scan(&folder.join("data/journals")).recoveries;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].project, project);
}

#[test]
fn a_drive_that_is_gone_costs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let cases = folder.path().join("cases");
    fs::create_dir(&cases).unwrap();
    let mut session = begun(folder.path());
    let old = fs::read(cases.join("talks.claimdesk.ron")).unwrap();
    // The folder is away, as that of a network drive, and something else is in its place.
    fs::rename(&cases, folder.path().join("away")).unwrap();
    fs::write(&cases, "").unwrap();
    let error = save_fails(&mut session, Action::Save);
    assert!(
        error.text.contains("there is no such folder"),
        "{}",
        error.text
    );
    delete_first_claim(&mut session);
    fs::remove_file(&cases).unwrap();
    fs::rename(folder.path().join("away"), &cases).unwrap();
    assert_eq!(fs::read(cases.join("talks.claimdesk.ron")).unwrap(), old);
    is_in_the_journal(folder.path(), session);
}

#[test]
fn a_name_that_is_too_long_costs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("cases")).unwrap();
    let mut session = begun(folder.path());
    let name = format!("{}.claimdesk.ron", "n".repeat(300));
    let error = save_fails(&mut session, Command::SaveTo(folder.path().join(name)));
    assert!(error.text.contains("shorter or plainer"), "{}", error.text);
    let old = folder.path().join("cases/talks.claimdesk.ron");
    assert_eq!(session.work().unwrap().path(), Some(&*old));
    // Elsewhere it goes.
    let elsewhere = folder.path().join("b.claimdesk.ron");
    session.dispatch(Command::SaveTo(elsewhere.clone()));
    session.poll();
    assert!(session.work().unwrap().is_saved());
    let found = load(&fs::read(elsewhere).unwrap()).unwrap().project;
    assert_eq!(&found, session.work().unwrap().project());
}

#[test]
fn a_folder_or_file_that_is_read_only_costs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cases/talks.claimdesk.ron");
    fs::create_dir(folder.path().join("cases")).unwrap();
    let mut session = begun(folder.path());
    let old = fs::read(&file).unwrap();
    let set = |read_only| {
        let mut permissions = fs::metadata(&file).unwrap().permissions();
        permissions.set_readonly(read_only);
        fs::set_permissions(&file, permissions).unwrap();
    };
    set(true);
    let error = save_fails(&mut session, Action::Save);
    assert!(error.text.contains("read-only"), "{}", error.text);
    assert_eq!(fs::read(&file).unwrap(), old);
    set(false);
    is_in_the_journal(folder.path(), session);
}
