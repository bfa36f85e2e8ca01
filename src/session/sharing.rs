//! A project that others change: its lock, and the file that another program wrote, which is merged with the
//! state read last as the common base.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::action::Action;
use super::command::Effect;
use super::jobs::Finished;
use super::notice::{Notice, past};
use super::read_only::ReadOnly;
use super::saving::Census;
use super::{Command, Session, Work};
use crate::edit::actions;
use crate::edit::merge::{Conflict, Merged, Side, merge};
use crate::model::{Project, ProjectId, doctor};
use crate::storage::{self, Claimed, FileStamp, Holder, Opened, ProjectLock};

/// Up to this many remarks on a merge are told one by one.
const TOLD_APART: usize = 3;

/// The project file as it was last read or written.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub project: Project,
    /// `None` where it must be read to be compared.
    pub stamp: Option<FileStamp>,
}

/// What a worker found beside the content of a project file.
#[derive(Debug, Default)]
pub struct OnDisk {
    pub(super) stamp: Option<FileStamp>,
    pub(super) claimed: Option<Claimed>,
    /// The project as the window is to show it: marks and lists of a large one take longer than a frame.
    prepared: Option<Box<Work>>,
    pub(super) census: Option<Census>,
}

/// A file that is another one than was read last.
#[derive(Debug)]
pub struct Met {
    project: ProjectId,
    /// The state of our project that was merged.
    revision: u64,
    path: PathBuf,
    stamp: FileStamp,
    /// `None` where the project in it is the same as before.
    found: Result<Option<Found>, String>,
    is_before_saving: bool,
}

/// The project in the file, and what merging it gives.
#[derive(Debug)]
struct Found {
    theirs: Project,
    merged: Merged,
}

impl Met {
    /// Looks whether the file is another one than `base`; merges it if so.
    pub(super) fn look(path: &Path, base: &Base, ours: &Project, revision: u64) -> Option<Self> {
        let stamp = FileStamp::of(path)?;
        if base.stamp.as_ref() == Some(&stamp) {
            return None;
        }
        Some(Self {
            project: ours.id(),
            revision,
            path: path.to_owned(),
            stamp,
            found: find(path, base, ours),
            is_before_saving: false,
        })
    }

    /// Whether it holds another project than before, or can't be read.
    pub(super) fn is_news(&self) -> bool {
        !matches!(self.found, Ok(None))
    }

    /// The project is to be saved once the file is merged.
    pub(super) fn before_saving(self) -> Self {
        Self {
            is_before_saving: true,
            ..self
        }
    }
}

fn find(path: &Path, base: &Base, ours: &Project) -> Result<Option<Found>, String> {
    let name = name_of(path);
    let changed = format!("“{name}” was changed by another program");
    let bytes = storage::read_file(path, storage::MAX_BYTES)
        .map_err(|error| format!("{changed}. {error}"))?;
    let loaded =
        storage::load(&bytes).map_err(|error| format!("{changed}, and can’t be read: {error}."))?;
    let theirs = loaded.project;
    if theirs == base.project {
        return Ok(None);
    }
    if theirs.id() != ours.id() {
        return Err(format!(
            "“{name}” is another project by now. Save this one under another name."
        ));
    }
    let merged = merge(Some(&base.project), ours, &theirs, &[]);
    Ok(Some(Found { theirs, merged }))
}

/// A merge for which the analyst has to decide.
#[derive(Debug)]
pub struct Merging {
    /// Without the folders.
    pub name: String,
    pub conflicts: Vec<Conflict>,
    /// How many changes of the file fit.
    pub fitting: usize,
    revision: u64,
    path: PathBuf,
    stamp: FileStamp,
    theirs: Project,
    is_before_saving: bool,
}

impl Session {
    /// Puts a lock beside each project that is opened or saved, from now on.
    pub fn lock_projects(&mut self) {
        self.window = Some(format!("{:016x}", self.ids.number()));
    }

    /// Who this window is to others; `None` if it locks nothing.
    pub(super) fn holder(&self) -> Option<Holder> {
        let window = self.window.as_ref()?;
        let owner = &self.settings.annotator;
        Some(Holder::here(owner, window, (self.clock)()))
    }

    /// The merge for which the analyst has to decide, if there is one.
    pub fn merging(&self) -> Option<&Merging> {
        self.merging.as_ref()
    }

    /// Opens what a worker has read, with its lock.
    pub(super) fn shared_work(
        &mut self,
        project: Project,
        read: Project,
        path: &Path,
        disk: OnDisk,
    ) -> Work {
        let prepared = disk.prepared.map(|work| *work);
        let mut work = prepared.unwrap_or_else(|| Work::new(project.clone(), None));
        // By now the project may have a longer history, and differs in nothing else.
        work.project = project;
        work.path = Some(path.to_owned());
        work.base = Some(Base {
            project: read,
            stamp: disk.stamp,
        });
        self.lock_work(&mut work, disk.claimed);
        work
    }

    fn lock_work(&mut self, work: &mut Work, claimed: Option<Claimed>) {
        match claimed {
            Some(Claimed::Held(lock)) => work.lock = Some(Arc::new(lock)),
            // Opened again in the same window.
            Some(Claimed::Own) => work.lock = self.work.as_mut().and_then(|w| w.lock.take()),
            Some(Claimed::Taken {
                holder,
                looks_abandoned,
            }) => {
                work.read_only = Some(ReadOnly {
                    holder,
                    looks_abandoned,
                });
            }
            Some(Claimed::Impossible) | None => {}
        }
    }

    /// Asks for the lock of recovered work, which was begun from `base`.
    pub(super) fn share_recovered(&mut self, work: &mut Work, base: Project) {
        let Some(path) = work.path.clone() else {
            return;
        };
        work.base = Some(Base {
            project: base,
            stamp: None,
        });
        let claimed = self.holder();
        let claimed = claimed.map(|holder| storage::claim(&path, &holder, &self.jobs.wake()));
        self.lock_work(work, claimed);
    }

    // Changed on the disk

    /// Looks whether another program has changed the file: for a window that gets the focus.
    pub fn look_at_disk(&mut self) {
        let Some(work) = &self.work else {
            return;
        };
        let base = work.base.as_ref().and_then(|base| base.stamp.clone());
        if let (Some(path), Some(before)) = (work.path.clone(), base) {
            let project = work.project.id();
            self.jobs.start("Looking at the file", move || {
                let now = FileStamp::of(&path).filter(|now| *now != before);
                Finished::Looked { project, now }
            });
        }
    }

    pub(super) fn looked(&mut self, project: ProjectId, now: Option<FileStamp>) {
        let Some(work) = self.work.as_mut().filter(|w| w.project.id() == project) else {
            return;
        };
        let is_known = now == work.base.as_ref().and_then(|base| base.stamp.clone());
        if now.is_none() || is_known || work.told_of == now {
            return;
        }
        work.told_of = now;
        let name = work.path.as_deref().map(name_of).unwrap_or_default();
        let text = format!("“{name}” was changed by another program.");
        self.notify(Notice::warning(text).with("Merge", Action::MergeFromDisk));
    }

    /// Reads the file and merges what another program has changed in it.
    pub(super) fn meet_disk(&mut self) {
        let Some(work) = &self.work else {
            return;
        };
        let (Some(path), Some(base)) = (work.path.clone(), work.base.clone()) else {
            return;
        };
        let (project, revision) = (work.project.clone(), work.revision());
        self.jobs.start("Reading the file", move || {
            match Met::look(&path, &base, &project, revision) {
                Some(met) => Finished::Met(Box::new(met)),
                None => Finished::Looked {
                    project: project.id(),
                    now: None,
                },
            }
        });
    }

    pub(super) fn met(&mut self, met: Met) {
        let (id, path) = (met.project, met.path);
        let is_open =
            |work: &&mut Work| work.project.id() == id && work.path.as_ref() == Some(&path);
        let Some(work) = self.work.as_mut().filter(is_open) else {
            return;
        };
        let is_before_saving = met.is_before_saving;
        match met.found {
            Err(why) => self.not_saved(&why),
            Ok(None) => {
                if let Some(base) = &mut work.base {
                    base.stamp = Some(met.stamp);
                }
            }
            // The analyst went on meanwhile.
            Ok(Some(_)) if work.revision() != met.revision => match is_before_saving {
                true => self.save_to(path),
                false => self.meet_disk(),
            },
            Ok(Some(Found { theirs, merged })) => {
                let merging = Merging {
                    name: name_of(&path),
                    fitting: actions::differences(&work.project, &merged.project).len(),
                    conflicts: merged.conflicts.clone(),
                    revision: met.revision,
                    path,
                    stamp: met.stamp,
                    theirs,
                    is_before_saving,
                };
                if merging.conflicts.is_empty() {
                    self.take_in_merge(merging, merged);
                } else {
                    self.merging = Some(merging);
                    self.ask(Effect::AskMerge);
                }
            }
        }
    }

    fn save_if(&mut self, is_wanted: bool, path: PathBuf) {
        if is_wanted {
            self.save_to(path);
        }
    }

    /// The analyst has picked a side for each conflict, or has given up.
    pub(super) fn decide_merge(&mut self, picks: Option<Vec<Side>>) {
        let Some(merging) = self.merging.take() else {
            return;
        };
        let base = self.work.as_ref().and_then(|work| work.base.clone());
        let (Some(picks), Some(work), Some(base)) = (picks, &self.work, base) else {
            self.save_cancelled();
            return;
        };
        if work.revision() != merging.revision {
            self.meet_disk();
            return;
        }
        let merged = merge(Some(&base.project), &work.project, &merging.theirs, &picks);
        self.take_in_merge(merging, merged);
    }

    /// Makes the project the merged one, as one step.
    fn take_in_merge(&mut self, merging: Merging, merged: Merged) {
        let name = &merging.name;
        if let Some(first) = doctor::examine(&merged.project).first() {
            let why = format!(
                "“{name}” was changed by another program, and the two are not sound together ({}).",
                first.message
            );
            self.not_saved(&why);
            return;
        }
        let is_new = |work: &Work| work.project != merged.project;
        if self.work.as_ref().is_some_and(is_new) {
            self.edit_regardless(|p, a| actions::take_in_merged(p, a, &merged.project));
            if let Some(label) = self.work.as_ref().and_then(Work::undo_label) {
                let said = format!("{}.", past(label));
                self.notify(Notice::info(said).with("Undo", Action::Undo));
            }
        }
        self.tell_notes(&merged.notes);
        let is_same = merged.project == merging.theirs;
        let mut is_as_on_disk = is_same;
        let now = (self.clock)();
        if let Some(work) = &mut self.work {
            let by = &self.settings.annotator;
            let label = "Merge changes from the disk";
            storage::history::join(&mut work.project, &merging.theirs, label, by, now);
            // The file may lack records of ours, even where all that they did was taken back.
            is_as_on_disk = is_same && work.project.ledger() == merging.theirs.ledger();
            // What was saved before is on the disk no more.
            match is_as_on_disk {
                true => work.history.mark_saved(work.history.position()),
                false => work.history.mark_unsaved(),
            }
            work.base = Some(Base {
                project: merging.theirs.clone(),
                stamp: Some(merging.stamp),
            });
        }
        if is_as_on_disk {
            self.keep_after_save(&merging.theirs, self.steps_kept());
        }
        self.save_if(merging.is_before_saving, merging.path);
    }

    fn tell_notes(&mut self, notes: &[String]) {
        for note in notes.iter().take(TOLD_APART) {
            self.notify(Notice::warning(note.clone()));
        }
        if notes.len() > TOLD_APART {
            let more = actions::count(notes.len() - TOLD_APART, "more thing");
            let text = format!("{more} was kept or cut so that the merged project is sound.");
            self.notify(Notice::warning(text));
        }
    }

    pub(super) fn dispatch_sharing(&mut self, command: Command) {
        match command {
            Command::TakeOver => self.take_over(),
            Command::Merge(picks) => self.decide_merge(picks),
            _ => {}
        }
    }
}

/// Stamp and lock of a project that was just read by a worker.
pub(super) fn on_disk(
    opened: &Opened,
    stamp: Option<FileStamp>,
    holder: Option<&Holder>,
    wake: &Arc<dyn Fn() + Send + Sync>,
) -> Option<OnDisk> {
    let Opened::Project(loaded, path) = opened else {
        return None;
    };
    let claimed = holder.map(|holder| storage::claim(path, holder, wake));
    let work = Work::new(loaded.project.clone(), None);
    Some(OnDisk {
        stamp,
        claimed,
        census: Some(Census::of(&loaded.project)),
        prepared: Some(Box::new(work)),
    })
}

pub(super) fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Held in [`Work`]; several jobs may look at it at once.
pub(super) type SharedLock = Arc<ProjectLock>;
