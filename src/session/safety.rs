//! Work is never lost: the journal follows every step, and what a window left behind is offered again.

use std::path::{Path, PathBuf};

use super::command::{Effect, Recovering};
use super::jobs::Finished;
use super::notice::Notice;
use super::{Command, Pending, Session, Work};
use crate::edit::{Applied, History, Selection, Transaction};
use crate::model::{Ledger, Project};
use crate::storage::history;
use crate::storage::journal::{self, Damage, Head, Keeper, LeftBehind, Recovery, Step, StepKind};

/// The folder of journals, in the data folder.
const JOURNALS: &str = "journals";

/// What keeps the work safe. Without a data folder nothing is kept.
#[derive(Default)]
pub(super) struct Safety {
    keeper: Option<Keeper>,
    data: Option<PathBuf>,
    recoveries: Vec<Recovery>,
    /// Journals that were already asked about.
    offered: Vec<PathBuf>,
    /// Whether what is done now is only a draft.
    drafting: bool,
    /// Whether the last record of the journal is a draft.
    has_draft: bool,
}

impl Safety {
    pub(super) fn is_drafting(&self) -> bool {
        self.drafting
    }
}

impl Session {
    /// Keeps journals in the user's data folder from now on, and looks there for work that was not saved.
    pub fn keep_safe_in(&mut self, data: PathBuf) {
        self.safety.keeper = Some(Keeper::new(data.join(JOURNALS)));
        self.safety.data = Some(data);
        self.look_for_unsaved_work();
    }

    /// The user's data folder, if anything is kept.
    pub(super) fn data_folder(&self) -> Option<&Path> {
        self.safety.data.as_deref()
    }

    /// Work that a window left behind without saving, the latest first.
    pub fn recoveries(&self) -> &[Recovery] {
        &self.safety.recoveries
    }

    /// The work in one journal.
    pub fn recovery(&self, journal: &Path) -> Option<&Recovery> {
        let mut all = self.safety.recoveries.iter();
        all.find(|recovery| recovery.journal == journal)
    }

    /// Makes every step safe on the disk soon: for a window that loses the focus.
    pub fn flush_journal(&self) {
        if let Some(keeper) = &self.safety.keeper {
            keeper.flush();
        }
    }

    /// Returns when every step is safe on the disk: for a window that closes.
    pub fn close_journal(&mut self) {
        self.jobs.stop_and_wait();
        self.back_to_present();
        let saved = self.work.as_ref().filter(|work| work.is_saved());
        if let Some(project) = saved.map(|work| work.project.clone()) {
            self.keep_after_save(&project, self.steps_kept());
        }
        if let Some(keeper) = &self.safety.keeper {
            keeper.flush_and_wait();
        }
        if let Some(work) = &mut self.work {
            work.lock = None;
        }
    }

    pub(super) fn look_for_unsaved_work(&mut self) {
        let Some(folder) = self.safety.data.as_ref().map(|data| data.join(JOURNALS)) else {
            return;
        };
        self.jobs.start("Looking for unsaved work", move || {
            journal::clear_discarded(&folder);
            Finished::Recoverable(journal::scan(&folder))
        });
    }

    pub(super) fn recoverable(&mut self, found: LeftBehind) {
        self.safety.recoveries = found.recoveries;
        self.tell_unreadable(found.unreadable);
        let Some(work) = &self.work else {
            return;
        };
        if let Some(path) = work.path.clone() {
            self.offer_recovery(&path);
        }
        let mut all = self.safety.recoveries.iter();
        let other = all.find(|recovery| !self.safety.offered.contains(&recovery.journal));
        if let Some(other) = other {
            let (name, journal) = (other.head.name.clone(), other.journal.clone());
            self.safety.offered.push(journal.clone());
            let notice = Notice::warning(format!("“{name}” has work that was not saved."));
            self.notify(notice.with("Show", Command::Recovery(Recovering::Show, journal)));
        }
    }

    /// Tells of journals that can't be read, each once.
    fn tell_unreadable(&mut self, journals: Vec<PathBuf>) {
        for journal in journals {
            if self.safety.offered.contains(&journal) {
                continue;
            }
            let name = journal.file_name().unwrap_or_default().to_string_lossy();
            let text = format!(
                "Unsaved work of an earlier window can’t be read: its journal {name} is damaged from the beginning. It is kept in the folder of journals."
            );
            self.notify(Notice::warning(text));
            self.safety.offered.push(journal);
        }
    }

    /// Asks what to do with unsaved work on the file that was just opened.
    pub(super) fn offer_recovery(&mut self, path: &Path) {
        let path = whole(path);
        let mut all = self.safety.recoveries.iter();
        // A file may have several; those that were asked about don't hide the others.
        let found = all.find(|recovery| {
            recovery.head.file().as_ref() == Some(&path)
                && !self.safety.offered.contains(&recovery.journal)
        });
        if let Some(journal) = found.map(|recovery| recovery.journal.clone()) {
            self.safety.offered.push(journal.clone());
            self.ask(Effect::AskRecover(journal));
        }
    }

    pub(super) fn dispatch_recovery(&mut self, what: Recovering, journal: PathBuf) {
        match what {
            Recovering::Show => self.ask(Effect::AskRecover(journal)),
            Recovering::Recover => self.unless_unsaved(Pending::Recover(journal, Place::InItsFile)),
            Recovering::Copy => self.unless_unsaved(Pending::Recover(journal, Place::AsACopy)),
            Recovering::AsSaved => {
                let file = self.recovery(&journal).and_then(|found| found.head.file());
                let is_open = |file: &PathBuf| {
                    let open = self.work.as_ref().and_then(|work| work.path.as_deref());
                    open.is_some_and(|open| whole(open) == *file)
                };
                if let Some(file) = file.filter(|file| !is_open(file)) {
                    self.safety.offered.push(journal);
                    self.dispatch(Command::OpenPaths(vec![file]));
                }
            }
            Recovering::Discard => self.discard_recovery(journal),
            Recovering::PutBack => {
                if let Err(error) = journal::put_back(&journal) {
                    self.notify(Notice::error(format!("Can’t put it back: {error}.")));
                }
                self.look_for_unsaved_work();
            }
        }
    }

    fn discard_recovery(&mut self, journal: PathBuf) {
        match journal::discard(&journal) {
            Ok(()) => {
                self.safety
                    .recoveries
                    .retain(|other| other.journal != journal);
                let notice = Notice::info("Discarded the unsaved work. It is kept for a week.");
                self.notify(notice.with("Undo", Command::Recovery(Recovering::PutBack, journal)));
            }
            Err(error) => self.notify(Notice::error(format!("Can’t discard it: {error}."))),
        }
    }

    /// Opens recovered work.
    pub(super) fn take_up(&mut self, journal: &Path, place: Place) {
        let mut all = self.safety.recoveries.iter();
        let Some(at) = all.position(|recovery| recovery.journal == journal) else {
            return;
        };
        let recovery = self.safety.recoveries.remove(at);
        let file = recovery.head.file().filter(|_| place == Place::InItsFile);
        let mut work = Work::new(recovery.project.clone(), file.clone());
        work.history = recovery.history.clone();
        let is_elsewhere = file.as_ref().is_some_and(|file| file.is_file());
        if !is_elsewhere || recovery.file_changed {
            work.history.mark_unsaved();
        }
        let is_unsaved = recovery.head.is_unsaved || place == Place::AsACopy;
        let head = Head::new(file.as_deref(), &work.name(), is_unsaved);
        self.share_recovered(&mut work, recovery.base.clone());
        self.work = Some(work);
        if let Some(keeper) = &mut self.safety.keeper {
            keeper.adopt(head, &recovery);
        }
        let number = crate::edit::actions::count(recovery.steps.len(), "change");
        self.notify(Notice::info(format!(
            "Recovered {number}. Save to keep them."
        )));
        if let Some(damage) = recovery.damage {
            self.notify(Notice::warning(said(damage)));
        }
    }

    /// Shows another project, or the start page. What was open before is saved or given up.
    pub(super) fn show(&mut self, work: Option<Work>) {
        self.present = None;
        self.shown += 1;
        self.misplaced = Vec::new();
        self.removed = Vec::new();
        self.replacing = None;
        self.safety.has_draft = false;
        if let Some(keeper) = &mut self.safety.keeper {
            match &work {
                Some(work) => keeper.begin(head_of(work), &work.project),
                None => keeper.end(),
            }
        }
        self.work = work;
    }

    /// The open project as it is now is nowhere else.
    pub(super) fn keep_from_here(&mut self) {
        if let (Some(keeper), Some(work)) = (&mut self.safety.keeper, &self.work) {
            keeper.begin(head_of(work), &work.project);
        }
    }

    /// Whether words are being typed that no step has yet.
    pub fn has_draft(&self) -> bool {
        self.safety.has_draft
    }

    /// Writes down what a change would be, without making it.
    pub(super) fn draft(&mut self, change: Command) {
        self.safety.drafting = true;
        self.dispatch_edit(change);
        self.safety.drafting = false;
    }

    /// What was being typed is kept, or given up.
    pub(super) fn forget_draft(&mut self) {
        if self.safety.has_draft {
            self.keep_draft(Transaction {
                label: String::new(),
                edits: Vec::new(),
                select: None,
            });
            self.safety.has_draft = false;
        }
    }

    /// Writes down a step that isn't done.
    pub(super) fn keep_draft(&mut self, transaction: Transaction) {
        let now = (self.clock)();
        let Some(work) = &self.work else {
            return;
        };
        self.safety.has_draft = true;
        let Some(keeper) = &mut self.safety.keeper else {
            return;
        };
        let mut project = work.project.clone();
        let applied = History::default().commit(&mut project, transaction, &Selection::none());
        let step = Step::of(StepKind::Draft, &applied, now, &project);
        let step = step.by(&self.settings.annotator, &work.project, &project);
        keeper.step(step, &project);
    }

    /// Writes down what was just done.
    ///
    /// `before` is the project before it.
    pub(super) fn keep_step(&mut self, kind: StepKind, applied: &Applied, before: &Project) {
        let now = (self.clock)();
        self.safety.has_draft = false;
        let Some(work) = &mut self.work else {
            return;
        };
        let is_recorded = work.project.ledger().is_some_and(Ledger::is_on);
        if !is_recorded && self.safety.keeper.is_none() {
            return;
        }
        let project = &mut work.project;
        let step = Step::of(kind, applied, now, project);
        let step = step.by(&self.settings.annotator, before, project);
        if is_recorded && let Some(Ok(step)) = step.to_record(project).map(String::from_utf8) {
            history::add(project, &step);
        }
        if let Some(keeper) = &mut self.safety.keeper {
            keeper.step(step, project);
        }
    }

    /// How many steps the journal has, for [`Session::keep_after_save`].
    pub(super) fn steps_kept(&self) -> usize {
        self.safety.keeper.as_ref().map_or(0, Keeper::steps)
    }

    /// The project as it was after `steps` steps is in its file now.
    pub(super) fn keep_after_save(&mut self, project: &Project, steps: usize) {
        if let (Some(keeper), Some(work)) = (&mut self.safety.keeper, &self.work) {
            let head = Head::new(
                work.path.as_deref().map(whole).as_deref(),
                &work.name(),
                false,
            );
            keeper.saved(head, project, steps);
        }
    }

    /// Tells what hinders the journal.
    pub(super) fn tell_trouble(&mut self) {
        let keeper = self.safety.keeper.as_ref();
        if let Some(trouble) = keeper.and_then(Keeper::take_trouble) {
            self.notify(Notice::warning(trouble));
        }
    }
}

/// Where recovered work belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    InItsFile,
    AsACopy,
}

fn head_of(work: &Work) -> Head {
    let file = work.path.as_deref().map(whole);
    Head::new(file.as_deref(), &work.name(), !work.is_saved())
}

/// The path from the root: another window may start in another folder.
pub(super) fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// What a fault of the journal means for the work.
fn said(damage: Damage) -> &'static str {
    match damage {
        Damage::Torn(_) => "The last change was not written whole, so it is left out.",
        Damage::Changed(_) => {
            "The journal is damaged after the last of these changes. What came later can’t be read."
        }
    }
}
