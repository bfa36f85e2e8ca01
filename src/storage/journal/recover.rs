//! What a window left behind: journals that nobody is writing, and the work in them that no file has.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::log::{Damage, read};
use super::step::{Head, Step, StepKind};
use crate::edit::{History, Selection, Transaction};
use crate::model::{Project, Timestamp};
use crate::storage::history as ledger;
use crate::storage::load::{MAX_BYTES, load, load_unexamined};
use crate::storage::read_file;

/// How the name of a journal ends, that of the lock beside it, and that of a discarded journal.
pub(super) const JOURNAL: &str = "journal";
pub(super) const LOCK: &str = "lock";
const DISCARDED: &str = "discarded";
/// How long discarded journals are kept.
const KEPT: Duration = Duration::from_secs(7 * 24 * 3600);

/// A step as a line of the list that is shown before recovering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepLine {
    pub kind: StepKind,
    pub label: String,
    pub at: Timestamp,
}

/// Work that was not saved.
#[derive(Clone, Debug)]
pub struct Recovery {
    /// Where it is; empty where it was read from bytes.
    pub journal: PathBuf,
    pub head: Head,
    pub steps: Vec<StepLine>,
    pub damage: Option<Damage>,
    /// Whether the file is another one than the one from which the work began.
    pub file_changed: bool,
    /// The project with the work in it.
    pub project: Project,
    /// The steps, to be undone and redone.
    pub history: History,
    /// The records: head, snapshot, steps.
    pub records: Vec<Vec<u8>>,
    /// The project from which the work began.
    pub base: Project,
}

impl Recovery {
    /// When the work was begun: its first step, if it has one.
    pub fn since(&self) -> Option<Timestamp> {
        self.steps.first().map(|step| step.at)
    }
}

impl Step {
    fn line(&self) -> StepLine {
        StepLine {
            kind: self.kind,
            label: self.label.clone(),
            at: self.at,
        }
    }
}

/// Reads a journal: everything up to its first fault. `None` if not even its beginning can be read.
pub fn recover(bytes: &[u8]) -> Option<Recovery> {
    let contents = read(bytes);
    let (head, rest) = contents.records.split_first()?;
    let (snapshot, steps) = rest.split_first()?;
    let head = Head::from_record(head)?;
    let base = load_unexamined(snapshot).ok()?;
    let mut history = match head.is_unsaved {
        true => History::default(),
        false => History::new_saved(),
    };
    let mut project = base.clone();
    let mut damage = contents.damage;
    let mut lines = Vec::new();
    let mut records = contents.records[..2].to_vec();
    let mut draft = None;
    for (number, record) in steps.iter().enumerate() {
        let Some(step) = Step::from_record(record, &project) else {
            let left: usize = steps[number..].iter().map(|record| record.len()).sum();
            damage = Some(Damage::Changed(left));
            break;
        };
        if step.kind == StepKind::Draft {
            draft = Some(step).filter(|draft| !draft.label.is_empty());
            continue;
        }
        draft = None;
        lines.push(step.line());
        replay(&mut project, &mut history, step);
        if let Ok(step) = std::str::from_utf8(record) {
            ledger::add(&mut project, step);
        }
        records.push(record);
    }
    let mut records: Vec<Vec<u8>> = records.iter().map(|record| record.to_vec()).collect();
    if let Some(draft) = draft {
        let kept = Step {
            kind: StepKind::Commit,
            ..draft
        };
        lines.push(kept.line());
        replay(&mut project, &mut history, kept.clone());
        let record = kept.to_record(&project).unwrap_or_default();
        if let Ok(step) = std::str::from_utf8(&record) {
            ledger::add(&mut project, step);
        }
        records.push(record);
    }
    Some(Recovery {
        journal: PathBuf::new(),
        records,
        head,
        steps: lines,
        damage,
        file_changed: false,
        project,
        history,
        base,
    })
}

/// Makes a step again as it was made, so that it can be undone. What was undone or redone across a save has
/// no step here to go back to: then its values are set.
fn replay(project: &mut Project, history: &mut History, step: Step) {
    let done = match step.kind {
        StepKind::Commit | StepKind::Draft => None,
        StepKind::Undo if history.undo_label() == Some(&step.label) => history.undo(project),
        StepKind::Redo if history.redo_label() == Some(&step.label) => history.redo(project),
        StepKind::Undo | StepKind::Redo => None,
    };
    if done.is_some() {
        return;
    }
    let label = match step.kind {
        StepKind::Commit | StepKind::Redo | StepKind::Draft => step.label,
        StepKind::Undo => format!("Undo: {}", step.label),
    };
    let transaction = Transaction {
        label,
        edits: step.edits,
        select: None,
    };
    history.commit(project, transaction, &Selection::none());
}

/// What windows left behind in a folder of journals.
#[derive(Clone, Debug, Default)]
pub struct LeftBehind {
    /// The unsaved work, the latest first.
    pub recoveries: Vec<Recovery>,
    /// Journals of which not even the beginning can be read. They are kept.
    pub unreadable: Vec<PathBuf>,
}

/// The unsaved work in a folder of journals. Journals of windows that are open are left alone; those that
/// hold nothing more than the file does are removed.
pub fn scan(folder: &Path) -> LeftBehind {
    let mut left = LeftBehind::default();
    let Ok(entries) = fs::read_dir(folder) else {
        return left;
    };
    let mut found: Vec<(SystemTime, Recovery)> = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        if path
            .extension()
            .is_none_or(|extension| extension != JOURNAL)
        {
            continue;
        }
        // Held until this journal has been looked at.
        let Some(_lock) = lock(&path) else {
            continue;
        };
        let bytes = read_file(&path, 2 * MAX_BYTES).ok();
        let Some(mut recovery) = bytes.and_then(|bytes| recover(&bytes)) else {
            left.unreadable.push(path);
            continue;
        };
        recovery.journal.clone_from(&path);
        if holds_nothing_new(&mut recovery) {
            let _ = fs::remove_file(&path);
            let _ = fs::remove_file(path.with_extension(LOCK));
            continue;
        }
        let changed = entry.metadata().and_then(|metadata| metadata.modified());
        found.push((changed.unwrap_or(SystemTime::UNIX_EPOCH), recovery));
    }
    found.sort_by_key(|(changed, _)| std::cmp::Reverse(*changed));
    left.recoveries = found.into_iter().map(|(_, recovery)| recovery).collect();
    left
}

/// Compares the work with its file, and notes whether the file is another one by now.
fn holds_nothing_new(recovery: &mut Recovery) -> bool {
    let file = recovery.head.file();
    let Some(file) = file.and_then(|path| read_file(&path, MAX_BYTES).ok()) else {
        // Where a file is gone, the journal is all there is.
        let is_as_begun = recovery.project == recovery.base && !recovery.head.is_unsaved;
        return recovery.head.file().is_none() && is_as_begun;
    };
    let Ok(loaded) = load(&file) else {
        recovery.file_changed = true;
        return false;
    };
    recovery.file_changed = loaded.project != recovery.base;
    loaded.project == recovery.project
}

/// The lock beside a journal; `None` while another window has it.
pub(super) fn lock(journal: &Path) -> Option<File> {
    let path = journal.with_extension(LOCK);
    let mut options = File::options();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.create(true).append(true).open(&path).ok()?;
    file.try_lock().ok()?;
    Some(file)
}

/// Puts a journal aside. It is kept for a week under another name.
pub fn discard(journal: &Path) -> std::io::Result<()> {
    fs::rename(journal, journal.with_extension(DISCARDED))?;
    let _ = fs::remove_file(journal.with_extension(LOCK));
    Ok(())
}

/// Takes back [`discard`].
pub fn put_back(journal: &Path) -> std::io::Result<()> {
    fs::rename(journal.with_extension(DISCARDED), journal)
}

/// Removes what was discarded more than a week ago.
pub fn clear_discarded(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let changed = entry.metadata().and_then(|metadata| metadata.modified());
        let is_old = changed.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > KEPT));
        if is_old
            && path
                .extension()
                .is_some_and(|extension| extension == DISCARDED)
        {
            let _ = fs::remove_file(path);
        }
    }
}
