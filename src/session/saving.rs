//! Saving the open project: never over another window's work, never over a file that another program wrote.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Session;
use super::action::Action;
use super::command::Effect;
use super::file_names::{PROJECT_ENDING, file_stem, without_ending};
use super::jobs::Finished;
use super::notice::Notice;
use super::safety::whole;
use super::sharing::{Base, Met, name_of};
use crate::edit::actions;
use crate::model::{Project, ReviewState};
use crate::storage::{self, Claimed, FileStamp, Holder, ProjectLock, RecentProject, SaveError};

/// What a worker brings back from saving.
#[derive(Debug)]
pub struct Saved {
    /// The project as it was saved: another one may be open by now.
    pub project: Box<Project>,
    /// Steps of the journal that are in it.
    pub steps: usize,
    /// Where in the history the saved state is.
    pub position: usize,
    pub path: PathBuf,
    pub result: Result<(), SaveError>,
    /// Whether the version was kept.
    pub kept: Result<(), SaveError>,
    /// The file as it is now.
    pub stamp: Option<FileStamp>,
    /// The lock of a file under another name than before.
    pub lock: Option<Arc<ProjectLock>>,
    pub census: Census,
}

/// What the list of recent projects tells of one. Counting a large one takes longer than a frame.
#[derive(Clone, Copy, Debug)]
pub struct Census {
    /// Rejected ones don't count.
    claims: usize,
    /// Mentions and claims that are suggested.
    to_review: usize,
}

impl Census {
    pub(super) fn of(project: &Project) -> Self {
        let suggested = |state: ReviewState| usize::from(state == ReviewState::Suggested);
        let mentions = project.mentions().map(|m| suggested(m.provenance.state));
        let mut census = Self {
            claims: 0,
            to_review: mentions.sum(),
        };
        for claim in project.claims() {
            let state = claim.provenance.state;
            census.to_review += suggested(state);
            census.claims += usize::from(state != ReviewState::Rejected);
        }
        census
    }
}

impl Session {
    pub(super) fn pick_save(&mut self) {
        if let Some(work) = &self.work {
            let file = work.path.as_deref().filter(|_| work.read_only.is_some());
            let stem = match file {
                // What another window has is not to be saved over.
                Some(file) => format!("{} copy", file_stem(without_ending(&name_of(file)))),
                None => file_stem(&work.name()),
            };
            self.ask(Effect::PickSave(format!("{stem}{PROJECT_ENDING}")));
        }
    }

    /// The file that the open project may not be saved to, because another window has it, and why.
    pub fn not_to_save_over(&self) -> Option<(PathBuf, String)> {
        let work = self.work.as_ref()?;
        let (path, read_only) = (work.path.clone()?, work.read_only.as_ref()?);
        let why = format!("{} Save a copy under another name.", read_only.why());
        Some((path, why))
    }

    /// The folder in which files are looked for first: that of the project, else of an article, else of the project
    /// that was open last.
    pub fn folder_at_hand(&self) -> Option<PathBuf> {
        let work = self.work.as_ref();
        let project = work.and_then(|work| work.path.clone());
        let articles = work.into_iter().flat_map(|work| {
            let active = work.active().map(|document| document.id);
            active
                .into_iter()
                .chain(work.project.document_order().iter().copied())
        });
        let article = || {
            articles
                .into_iter()
                .find_map(|id| self.opened_from.get(&id).cloned())
        };
        let recent = || {
            self.settings
                .recent
                .first()
                .map(|recent| recent.path.clone())
        };
        let file = project.or_else(article).or_else(recent)?;
        let folder = whole(&file).parent()?.to_owned();
        folder.is_dir().then_some(folder)
    }

    pub(super) fn save_to(&mut self, path: PathBuf) {
        let Some(work) = &self.work else {
            return;
        };
        let is_own = work.path.as_ref() == Some(&path);
        if is_own && let Some((_, why)) = self.not_to_save_over() {
            self.notify(Notice::warning(why));
            self.pick_save();
            return;
        }
        let project = work.project.clone();
        let (position, revision) = (work.history.position(), work.revision());
        let base = work.base.clone().filter(|_| is_own);
        let held = work.lock.clone().filter(|lock| lock.is_of(&path));
        let steps = self.steps_kept();
        let (limits, now) = (self.version_limits(), (self.clock)());
        let data = self.data_folder().map(Path::to_owned);
        let (holder, wake) = (self.holder(), self.jobs.wake());
        self.jobs.start("Saving", move || {
            let lock = match locked(&path, held.as_deref(), holder.as_ref(), &wake) {
                Ok(lock) => lock,
                Err(holder) => {
                    let project = project.id();
                    return Finished::LockedOut {
                        project,
                        path,
                        holder,
                    };
                }
            };
            if let Some(base) = &base
                && let Some(met) = Met::look(&path, base, &project, revision)
                && met.is_news()
            {
                return Finished::Met(Box::new(met.before_saving()));
            }
            let written = storage::write_and_tell(&path, &project);
            let kept = match (&written, data) {
                (Ok(text), Some(data)) => {
                    let file = whole(&path);
                    let folder = storage::version_folder(&data, project.id(), &file);
                    storage::keep_version(&folder, text, now, limits)
                        .and_then(|()| storage::note_place(&folder, &file))
                }
                _ => Ok(()),
            };
            let result = written.map(drop);
            Finished::Saved(Box::new(Saved {
                census: Census::of(&project),
                project: Box::new(project),
                steps,
                position,
                stamp: FileStamp::of(&path),
                lock,
                path,
                result,
                kept,
            }))
        });
    }

    pub(super) fn saved(&mut self, saved: Saved) {
        if let Err(error) = saved.result {
            self.not_saved(&error.to_string());
            return;
        }
        let resume = std::mem::take(&mut self.resume_after_save);
        let id = saved.project.id();
        if let Some(work) = self.work.as_mut().filter(|w| w.project.id() == id) {
            work.history.mark_saved(saved.position);
            let is_elsewhere = work.path.as_ref() != Some(&saved.path);
            if is_elsewhere {
                work.read_only = None;
                work.lock = None;
            }
            work.path = Some(saved.path);
            work.lock = saved.lock.or(work.lock.take());
            work.base = Some(Base {
                project: (*saved.project).clone(),
                stamp: saved.stamp,
            });
            self.keep_after_save(&saved.project, saved.steps);
            self.remember(Some(saved.census));
        } else {
            self.remember(None);
        }
        let left_out = self.set_aside().len();
        if left_out > 0 {
            let marks = actions::count(left_out, "mark");
            let said = format!(
                "Saved without {marks} whose words are not at their place. The file as it was is kept as its backup."
            );
            self.notify(Notice::warning(said));
        }
        if let Err(error) = saved.kept {
            let why = format!("Saved, but no earlier version is kept. {error}");
            self.notify(Notice::warning(why));
        }
        if resume && let Some(pending) = self.pending.take() {
            self.go_on(pending);
        }
    }

    /// What was to follow the save doesn't: the work stays in the window.
    pub(super) fn not_saved(&mut self, why: &str) {
        self.save_cancelled();
        // The button says it.
        let why = why.strip_suffix(" Save elsewhere.").unwrap_or(why);
        self.notify(Notice::error(why).with("Save elsewhere", Action::SaveAs));
    }

    /// Gives up a save that the analyst cancelled in the file dialog.
    pub fn save_cancelled(&mut self) {
        self.resume_after_save = false;
        self.pending = None;
    }

    /// Puts the open project on the list of recent ones. `census` is of it, where a worker has counted it.
    pub(super) fn remember(&mut self, census: Option<Census>) {
        let Some(work) = &self.work else {
            return;
        };
        let Some(path) = work.path.clone() else {
            return;
        };
        let census = census.unwrap_or_else(|| Census::of(&work.project));
        let recent = RecentProject {
            path,
            title: work.name(),
            documents: work.project.document_order().len(),
            claims: census.claims,
            to_review: census.to_review,
            opened: (self.clock)(),
        };
        self.change_settings(|settings| settings.remember(recent));
    }
}

/// Makes sure that the file is ours to write: with the lock that is held, or one that is asked for now. The
/// window that has it instead, if one has.
fn locked(
    path: &Path,
    held: Option<&ProjectLock>,
    holder: Option<&Holder>,
    wake: &Arc<dyn Fn() + Send + Sync>,
) -> Result<Option<Arc<ProjectLock>>, Holder> {
    if let Some(held) = held {
        return held.check().map_or(Ok(None), Err);
    }
    match holder.map(|holder| storage::claim(path, holder, wake)) {
        Some(Claimed::Held(lock)) => Ok(Some(Arc::new(lock))),
        Some(Claimed::Taken { holder, .. }) => Err(holder),
        _ => Ok(None),
    }
}
