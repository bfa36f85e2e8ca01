//! A window that may only read, because another has the project: why, what can't be done in it, and how the
//! project is taken over.

use std::path::Path;
use std::sync::Arc;

use super::action::Action;
use super::command::Reach;
use super::notice::Notice;
use super::sharing::name_of;
use super::{Session, Work};
use crate::model::ProjectId;
use crate::storage::{self, Holder};

/// Why a window may only read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOnly {
    pub holder: Holder,
    /// Whether the other window was not heard of for minutes.
    pub looks_abandoned: bool,
}

impl ReadOnly {
    /// “Anna has this project open on desk-3 since 3 November, 14:07.”
    pub fn why(&self) -> String {
        let Holder { owner, machine, .. } = &self.holder;
        let place = match machine.as_str() {
            "" => String::new(),
            machine => format!(" on {machine}"),
        };
        let since = self.holder.since().map(|at| at.local("%-d %B, %H:%M"));
        let since = since.map_or(String::new(), |at| format!(" since {at}"));
        let heard = match self.looks_abandoned {
            true => " That window was not heard of for minutes.",
            false => "",
        };
        format!("{owner} has this project open{place}{since}.{heard}")
    }
}

impl Session {
    /// Why a command that changes the project can't run now; `None` where nothing hinders it.
    pub fn why_not(&self, action: Action) -> Option<String> {
        let read_only = self.work.as_ref()?.read_only.as_ref()?;
        // Saving would write over what the other window has.
        let is_refused = action.info().reach == Reach::Change || action == Action::Save;
        is_refused.then(|| format!("Read only: {}", read_only.why()))
    }

    /// Says why nothing can be changed, in a window that may only read.
    pub(super) fn refuse_read_only(&mut self) -> bool {
        let read_only = self.work.as_ref().and_then(Work::read_only);
        let why = read_only.map(|read_only| format!("Read only: {}", read_only.why()));
        let is_refused = why.is_some();
        if let Some(why) = why {
            let notice = Notice::warning(why);
            self.notify(notice.with("Take over…", Action::TakeOver));
        }
        is_refused
    }

    /// Another window has taken the lock over, or has had it all along.
    pub(super) fn locked_out(&mut self, project: ProjectId, path: &Path, holder: Holder) {
        let read_only = ReadOnly {
            holder,
            looks_abandoned: false,
        };
        let why = read_only.why();
        let work = self.work.as_mut().filter(|w| w.project.id() == project);
        let Some(work) = work else {
            return;
        };
        if work.path.as_deref() == Some(path) {
            work.lock = None;
            work.read_only = Some(read_only);
        }
        self.not_saved(&format!("Can’t save to {}: {why}", name_of(path)));
    }

    /// Notices that another window has taken the project over.
    pub(super) fn notice_lost_lock(&mut self) {
        let lock = self.work.as_ref().and_then(|work| work.lock.as_ref());
        let Some(holder) = lock.and_then(|lock| lock.lost_to()) else {
            return;
        };
        let owner = holder.owner.clone();
        if let Some(work) = &mut self.work {
            work.lock = None;
            work.read_only = Some(ReadOnly {
                holder,
                looks_abandoned: false,
            });
        }
        let text = format!(
            "{owner} has taken this project over. What you have not saved is still here; save a copy to keep it."
        );
        self.notify(Notice::warning(text).with("Save a copy", Action::SaveAs));
    }

    pub(super) fn take_over(&mut self) {
        let Some(work) = self.work.as_mut().filter(|work| work.read_only.is_some()) else {
            return;
        };
        let Some(path) = work.path.clone() else {
            return;
        };
        let Some(holder) = self.holder() else {
            return;
        };
        match storage::take_over(&path, &holder, &self.jobs.wake()) {
            Ok(lock) => {
                if let Some(work) = &mut self.work {
                    work.lock = Some(Arc::new(lock));
                    work.read_only = None;
                }
                self.notify(Notice::info("You have the project now."));
                // The other window may have saved since this one read the file.
                self.meet_disk();
            }
            Err(error) => {
                let text = format!("Can’t take {} over: {error}. Try again.", name_of(&path));
                self.notify(Notice::error(text));
            }
        }
    }
}

impl Work {
    /// Why the project may only be read; `None` where it may be changed.
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.read_only.as_ref()
    }
}
